/* test-schema - the official test suite of JSON Schema, and errors in words. */

#include <config.h>

#include "schema.h"

#include "cleanup.h"

#define REMOTES "http://localhost:1234/"

/* ---- the official suite ---------------------------------------------- */

/* Tests that are known to fail, each with its reason. */
struct exception {
	const char *file;
	const char *group;
	const char *reason;
};

struct suite {
	const char *folder; /* below tests */
	const char *files;  /* below that: a folder */
	enum schema_draft draft;
	bool assert_formats;
	const struct exception *exceptions; /* the last has no file */
	unsigned int n_expected;
};

struct tally {
	unsigned int n_right;
	unsigned int n_wrong;
	unsigned int n_excepted;
};

static char *data_path(const char *name)
{
	const char *folder = g_getenv("LK_SHARED_DATA");

	return g_build_filename(folder ? folder : "", "json-schema-test-suite",
				name, NULL);
}

static char *load_remote(const char *url, size_t *out_size, GError **error,
			 void *payload)
{
	g_autofree char *folder = data_path("remotes");
	g_autofree char *path = NULL;
	char *bytes = NULL;

	(void)payload;
	if (!g_str_has_prefix(url, REMOTES)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
			    "not in a folder");
		return NULL;
	}
	path = g_build_filename(folder, url + strlen(REMOTES), NULL);
	g_file_get_contents(path, &bytes, out_size, error);
	return bytes;
}

/* The bytes of a value in a document. */
static const char *bytes_of(const struct json_doc *doc, const char *text,
			    uint32_t node, size_t *out_size)
{
	struct span span = json_doc_node(doc, node)->span;

	*out_size = span_size(span);
	return text + span.start;
}

static const char *string_at(const struct json_doc *doc, uint32_t object,
			     const char *key)
{
	return json_doc_node(doc, json_doc_member(doc, object, key))->string;
}

static const struct exception *
find_exception(const struct suite *suite, const char *file, const char *group)
{
	const struct exception *entry = suite->exceptions;

	for (; entry && entry->file; entry++)
		if (strcmp(entry->file, file) == 0 &&
		    strcmp(entry->group, group) == 0)
			return entry;
	return NULL;
}

/* Judges one test; also, that both ways of judging agree. */
static bool run_test(const struct schema *schema, const struct json_doc *doc,
		     const char *text, uint32_t test)
{
	g_autoptr(schema_runner_t) runner = schema_runner_new(schema);
	struct schema_result result = SCHEMA_RESULT_INIT;
	enum schema_verdict verdict, quick;
	struct json_error error;
	size_t size;
	const char *bytes =
		bytes_of(doc, text, json_doc_member(doc, test, "data"), &size);
	g_autoptr(json_doc_t) data = json_doc_parse(bytes, size, 0, &error);
	bool is_valid =
		json_doc_node(doc, json_doc_member(doc, test, "valid"))->kind ==
		JSON_TRUE;

	g_assert_nonnull(data);
	quick = schema_runner_judge(runner, data, NULL);
	verdict = schema_runner_judge(runner, data, &result);
	g_assert_cmpint(quick, ==, verdict);
	g_assert_true((result.errors.first == NULL) ==
		      (verdict == SCHEMA_VALID));
	schema_result_release(&result);
	return verdict == (is_valid ? SCHEMA_VALID : SCHEMA_INVALID);
}

static void run_group(const struct suite *suite, const char *file,
		      const struct json_doc *doc, const char *text,
		      uint32_t group, struct tally *tally)
{
	struct schema_options options = {
		.default_draft = suite->draft,
		.assert_formats = suite->assert_formats,
		.assert_content = suite->draft == SCHEMA_DRAFT_07 &&
				  strcmp(file, "content.json") == 0,
		.load = load_remote};
	const char *name = string_at(doc, group, "description");
	uint32_t tests = json_doc_member(doc, group, "tests");
	struct schema_fault fault;
	size_t size;
	const char *bytes = bytes_of(
		doc, text, json_doc_member(doc, group, "schema"), &size);
	g_autoptr(schema_t) schema =
		schema_compile("", bytes, size, &options, &fault);

	if (!schema)
		g_test_message("%s: %s: %s", file, name, fault.message);
	for (uint32_t i = json_doc_first_child(doc, tests); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next) {
		bool is_right = schema && run_test(schema, doc, text, i);

		tally->n_right += is_right;
		if (is_right)
			continue;
		if (find_exception(suite, file, name)) {
			tally->n_excepted++;
			continue;
		}
		tally->n_wrong++;
		g_test_message("%s: %s: %s", file, name,
			       string_at(doc, i, "description"));
	}
	schema_fault_clear(&fault);
}

static void run_file(const struct suite *suite, const char *folder,
		     const char *file, struct tally *tally)
{
	g_autofree char *path = g_build_filename(folder, file, NULL);
	g_autofree char *text = NULL;
	struct json_error error;
	gsize size;

	g_assert_true(g_file_get_contents(path, &text, &size, NULL));
	g_autoptr(json_doc_t) doc = json_doc_parse(text, size, 0, &error);

	g_assert_nonnull(doc);
	for (uint32_t i = json_doc_first_child(doc, 0); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next)
		run_group(suite, file, doc, text, i, tally);
}

static void test_suite(const void *data)
{
	const struct suite *suite = data;
	g_autofree char *tests = data_path("tests");
	g_autofree char *path =
		g_build_filename(tests, suite->folder, suite->files, NULL);
	struct tally tally = {0};
	const char *name;
	GDir *folder = g_dir_open(path, 0, NULL);

	if (!folder) {
		g_test_skip("no json-schema-test-suite in LK_SHARED_DATA");
		return;
	}
	while ((name = g_dir_read_name(folder)))
		if (g_str_has_suffix(name, ".json"))
			run_file(suite, path, name, &tally);
	g_dir_close(folder);
	g_test_message("%u right, %u wrong, %u excepted", tally.n_right,
		       tally.n_wrong, tally.n_excepted);
	g_assert_cmpuint(tally.n_wrong, ==, 0);
	g_assert_cmpuint(tally.n_right + tally.n_excepted, ==,
			 suite->n_expected);
}

static const struct exception optional_2020_12[] = {
	{"cross-draft.json",
	 "refs to historic drafts are processed as historic drafts",
	 "the draft 2019-09 is refused"},
	{0},
};

static const struct exception optional_draft_07[] = {
	{"cross-draft.json",
	 "refs to future drafts are processed as future drafts",
	 "the draft 2019-09 is refused"},
	{0},
};

static const struct suite suites[] = {
	{"draft2020-12", ".", SCHEMA_2020_12, false, NULL, 1299},
	{"draft7", ".", SCHEMA_DRAFT_07, false, NULL, 927},
	{"draft2020-12", "optional", SCHEMA_2020_12, false, optional_2020_12,
	 162},
	{"draft7", "optional", SCHEMA_DRAFT_07, false, optional_draft_07, 118},
	{"draft2020-12", "optional/format", SCHEMA_2020_12, true, NULL, 764},
	{"draft7", "optional/format", SCHEMA_DRAFT_07, true, NULL, 676},
};

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(suites); i++) {
		g_autofree char *name =
			g_strdup_printf("/schema/suite/%s/%s", suites[i].folder,
					suites[i].files);

		g_test_add_data_func(name, &suites[i], test_suite);
	}
	return g_test_run();
}
