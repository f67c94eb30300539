/*
 * fuzz-schema - whatever is a schema judges whatever is JSON, twice the same,
 * in bounded time and with errors that lie in the document. The input's first
 * line is the schema, the rest the document.
 */

#include <config.h>

#include "schema.h"

#include "cleanup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the errors of one run must be. */
struct expected {
	const struct json_doc *doc;
	size_t size; /* of the document's text */
	unsigned int n_errors;
};

static void check_error(const struct schema_error *error, void *payload)
{
	struct expected *expected = payload;

	expected->n_errors++;
	g_assert_cmpuint(error->span.start, <, error->span.end);
	g_assert_cmpuint(error->span.end, <=, expected->size);
	g_assert_true(g_utf8_validate(error->message, -1, NULL));
	g_assert_true(*error->schema_pointer == '\0' ||
		      *error->schema_pointer == '/');
	g_assert_true(*error->pointer == '\0' || *error->pointer == '/');
	g_assert_nonnull(strchr(error->schema_url, '#'));
}

static void judge(const struct schema *schema, const char *text, size_t size)
{
	struct schema_result result = SCHEMA_RESULT_INIT;
	struct json_error error;
	g_autoptr(json_doc_t) doc = json_doc_parse(text, size, 0, &error);
	g_autoptr(schema_runner_t) runner = schema_runner_new(schema);
	struct expected expected = {.doc = doc, .size = size};
	enum schema_verdict quick, verdict;

	if (!doc)
		return;
	quick = schema_runner_judge(runner, doc, NULL);
	verdict = schema_runner_judge(runner, doc, &result);
	schema_result_visit(&result, check_error, &expected);
	if (verdict == SCHEMA_UNDECIDED) {
		g_assert_nonnull(result.reason);
	} else {
		g_assert_cmpint(quick, ==, verdict);
		g_assert_true((expected.n_errors == 0) ==
			      (verdict == SCHEMA_VALID));
	}
	schema_result_release(&result);
}

static void check(const char *text, size_t size, enum schema_draft draft)
{
	struct schema_options options = {.default_draft = draft,
					 .assert_formats = true,
					 .assert_content = true};
	const char *newline = memchr(text, '\n', size);
	size_t length = newline ? (size_t)(newline - text) : size;
	struct schema_fault fault;
	g_autoptr(schema_t) schema = schema_compile("file:///s.json", text,
						    length, &options, &fault);

	if (!schema) {
		g_assert_true(g_utf8_validate(fault.message, -1, NULL));
		g_assert_nonnull(fault.url);
	} else if (newline) {
		judge(schema, newline + 1, size - length - 1);
	}
	schema_fault_clear(&fault);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = size ? (const char *)data : "";

	check(text, size, SCHEMA_2020_12);
	check(text, size, SCHEMA_DRAFT_07);
	return 0;
}
