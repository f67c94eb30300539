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

/* ---- errors in words -------------------------------------------------- */

/* A document's errors, as lines "START-END POINTER KEYWORD: MESSAGE". */
struct vector {
	const char *schema;
	const char *document;
	const char *errors;
};

static void append_error(const struct schema_error *error, void *payload)
{
	g_string_append_printf(payload, "%zu-%zu %s %s: %s\n",
			       error->span.start, error->span.end,
			       error->pointer, error->keyword, error->message);
}

static struct schema *compile(const char *text)
{
	struct schema_options options = {.default_draft = SCHEMA_2020_12,
					 .assert_formats = true,
					 .load = load_remote};
	struct schema_fault fault;
	struct schema *schema = schema_compile("file:///s.json", text,
					       strlen(text), &options, &fault);

	if (!schema)
		g_test_message("%s", fault.message);
	g_assert_nonnull(schema);
	return schema;
}

static const struct vector vectors[] = {
	{"{\"enum\": [\"lane:L0\", \"lane:L1\", \"lane:L5\"]}", "\"lane:L9\"",
	 "0-9  enum: 'lane:L9' is not one of 'lane:L0', 'lane:L1' or "
	 "'lane:L5'\n"},
	{"{\"enum\": [1, 2, 3, 4, 5, 6, 7, 8]}", "9",
	 "0-1  enum: 9 is not one of 1, 2, 3, 4, 5, ... or 8\n"},
	{"{\"enum\": [1.0]}", "2", "0-1  enum: 2 is not 1.0\n"},
	{"{\"enum\": []}", "2", "0-1  enum: 2 is not allowed: no value is\n"},
	{"{\"const\": null}", "false", "0-5  const: false is not null\n"},
	{"{\"type\": \"integer\"}", " 1.5",
	 "1-4  type: 1.5 is not an integer\n"},
	{"{\"type\": [\"object\", \"null\"]}", "[]",
	 "0-2  type: the empty array is not an object or null\n"},
	{"{\"maximum\": 18446744073709551615}", "18446744073709551616",
	 "0-20  maximum: 18446744073709551616 is more than "
	 "18446744073709551615\n"},
	{"{\"multipleOf\": 0.01}", "0.015",
	 "0-5  multipleOf: 0.015 is not a multiple of 0.01\n"},
	{"{\"minLength\": 2}", "\"\xf0\x9f\x90\xb2\"",
	 "0-6  minLength: the string has 1 character, at least 2 are "
	 "expected\n"},
	{"{\"maxItems\": 1}", "[1, 2]",
	 "0-6  maxItems: the array has 2 items, at most 1 is expected\n"},
	{"{\"pattern\": \"^a\"}", "\"b\\n\"",
	 "0-5  pattern: 'b\\u000a' does not match '^a'\n"},
	{"{\"format\": \"date\"}", "\"2023-02-29\"",
	 "0-12  format: '2023-02-29' is not of the format 'date'\n"},
	{"{\"uniqueItems\": true}", "[1, \"1\", 1.0, 1]",
	 "9-12  uniqueItems: the items 0 and 2 of the array are equal\n"},
	{"{\"contains\": {\"type\": \"null\"}}", "[1]",
	 "0-3  contains: no item of the array is as 'contains' asks\n"},
	/* All errors, each at its own place. */
	{"{\"required\": [\"a\", \"b\"], \"properties\": {\"c\": {\"type\": "
	 "\"string\", \"minimum\": 3}, \"d\": {\"minimum\": 3}}}",
	 "{\"c\": 1, \"d\": 2}",
	 "6-7 /c type: 1 is not a string\n"
	 "6-7 /c minimum: 1 is less than 3\n"
	 "14-15 /d minimum: 2 is less than 3\n"
	 "0-16  required: the property 'a' is missing\n"
	 "0-16  required: the property 'b' is missing\n"},
	/* Keys that offend. */
	{"{\"additionalProperties\": false}", "{\"a/b\": 1}",
	 "1-6 /a~1b additionalProperties: the property 'a/b' is not allowed "
	 "here\n"},
	{"{\"propertyNames\": {\"maxLength\": 1}}", "{\"ab\": 1}",
	 "1-5 /ab maxLength: the string has 2 characters, at most 1 is "
	 "expected\n"},
	{"{\"properties\": {\"a\": true}, \"unevaluatedProperties\": false}",
	 "{\"a\": 1, \"b\": 2}",
	 "9-12 /b unevaluatedProperties: the property 'b' is not allowed "
	 "here\n"},
	{"{\"dependentRequired\": {\"a\": [\"b\"]}}", "{\"x\": 0, \"a\": 1}",
	 "9-12  dependentRequired: the property 'a' asks for 'b', which is "
	 "missing\n"},
	{"{\"prefixItems\": [true], \"items\": false}", "[1, 2]",
	 "4-5 /1 items: the item 2 is not allowed here\n"},
	{"false", "[1]", "0-3  false: the array is not allowed here\n"},
	{"{\"not\": {}}", "1", "0-1  not: 1 is what 'not' excludes\n"},
	/* What a failing branch evaluates is not accused once more. */
	{"{\"allOf\": [{\"properties\": {\"a\": {\"type\": \"null\"}}}], "
	 "\"unevaluatedProperties\": false}",
	 "{\"a\": 1}", "6-7 /a type: 1 is not null\n"},
	/* The nearest alternative: by const, by depth, or none. */
	{"{\"anyOf\": [{\"properties\": {\"kind\": {\"const\": \"a\"}, \"n\": "
	 "{\"type\": \"null\"}}}, {\"properties\": {\"kind\": {\"const\": "
	 "\"b\"}, \"n\": {\"minimum\": 5}}}]}",
	 "{\"kind\": \"b\", \"n\": 1}", "19-20 /n minimum: 1 is less than 5\n"},
	{"{\"oneOf\": [{\"type\": \"string\"}, {\"properties\": {\"a\": "
	 "{\"minimum\": 2}}}]}",
	 "{\"a\": 1}", "6-7 /a minimum: 1 is less than 2\n"},
	{"{\"anyOf\": [{\"required\": [\"a\"]}, {\"properties\": {\"b\": "
	 "{\"properties\": {\"c\": {\"minimum\": 2}}}}}]}",
	 "{\"b\": {\"c\": 1}}", "12-13 /b/c minimum: 1 is less than 2\n"},
	{"{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}]}", "3",
	 "0-1  anyOf: 3 matches none of 2 alternatives: 3 is not a string; 3 "
	 "is not null\n"},
	{"{\"anyOf\": [{\"required\": [\"a\"]}, {\"required\": [\"b\"]}]}",
	 "{}",
	 "0-2  anyOf: the empty object matches none of 2 alternatives: the "
	 "property 'a' is missing; the property 'b' is missing\n"},
	{"{\"oneOf\": [true, {\"type\": \"null\"}, {}]}", "1",
	 "0-1  oneOf: 1 matches the alternatives 0 and 2 of 'oneOf', exactly "
	 "one is expected\n"},
	/* Both of two members with the same key are judged. */
	{"{\"properties\": {\"a\": {\"type\": \"null\"}}}",
	 "{\"a\": 1, \"a\": null}", "6-7 /a type: 1 is not null\n"},
	{"{\"properties\": {\"a\": {\"type\": \"null\"}}}",
	 "{\"a\": null, \"a\": 1}", "17-18 /a type: 1 is not null\n"},
};

static void test_messages(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++) {
		const struct vector *vector = &vectors[i];
		g_autoptr(schema_t) schema = compile(vector->schema);
		g_autoptr(schema_runner_t) runner = schema_runner_new(schema);
		struct schema_result result = SCHEMA_RESULT_INIT;
		g_autoptr(GString) lines = g_string_new(NULL);
		struct json_error error;
		g_autoptr(json_doc_t) doc = json_doc_parse(
			vector->document, strlen(vector->document), 0, &error);

		schema_runner_judge(runner, doc, &result);
		schema_result_visit(&result, append_error, lines);
		g_assert_cmpstr(lines->str, ==, vector->errors);
		schema_result_release(&result);
	}
}

/* The way through the schema, and where the keyword stands. */
static void test_places(void)
{
	g_autoptr(schema_t) schema = compile(
		"{\"$defs\": {\"n %\": {\"$id\": \"n.json\", "
		"\"allOf\": [{\"minimum\": 3}]}}, \"items\": {\"$ref\": "
		"\"n.json\"}}");
	g_autoptr(schema_runner_t) runner = schema_runner_new(schema);
	struct schema_result result = SCHEMA_RESULT_INIT;
	struct json_error error;
	g_autoptr(json_doc_t) doc = json_doc_parse("[1]", 3, 0, &error);
	const struct schema_error *first;

	g_assert_cmpint(schema_runner_judge(runner, doc, &result), ==,
			SCHEMA_INVALID);
	first = result.errors.first;
	g_assert_cmpstr(first->schema_pointer, ==,
			"/items/$ref/allOf/0/minimum");
	g_assert_cmpstr(first->schema_url, ==,
			"file:///n.json#/allOf/0/minimum");
	schema_result_release(&result);
}

/* ---- schemas that are none -------------------------------------------- */

static const struct {
	const char *schema;
	size_t offset;
	const char *message;
} faults[] = {
	{"[]", 0, "a schema is an object, true or false, and no array"},
	{"{\"type\": \"strng\"}", 9, "'type' is not the name of a type"},
	{"{\"pattern\": \"(a\"}", 12,
	 "the pattern '(a' is not valid: a '(' is not closed"},
	{"{\"minLength\": -1}", 14, "-1 is no count"},
	{"{\"multipleOf\": 0}", 15, "'multipleOf' is a number above 0"},
	{"{\"properties\": {\"a\": 1}}", 21,
	 "a schema is an object, true or false, and no number"},
	{"{\"required\": \"a\"}", 13, "an array is expected here, not string"},
	{"{\"$ref\": \"#/nowhere\"}", 9,
	 "'#/nowhere' names nothing in 'file:///s.json'"},
	{"{\"$ref\": \"http://localhost:1/x\"}", 9,
	 "there is no schema 'http://localhost:1/x': not in a folder"},
	{"{\"$schema\": \"http://json-schema.org/draft-04/schema#\"}", 0,
	 "the draft 'http://json-schema.org/draft-04/schema#' is not "
	 "supported, only 2020-12 and draft-07"},
	{"{\"a\": 1, \"\\u0061\": 2}", 9, "the key 'a' is there twice"},
	{"{\"$anchor\": \"a\", \"not\": {\"$anchor\": \"a\"}}", 24,
	 "the anchor 'a' is there twice"},
	{"{,}", 1, "expected a key in double quotes, found ','"},
};

static void test_faults(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		struct schema_options options = SCHEMA_OPTIONS_INIT;
		const char *text = faults[i].schema;
		struct schema_fault fault;

		options.load = load_remote;
		g_assert_null(schema_compile("file:///s.json", text,
					     strlen(text), &options, &fault));
		g_assert_cmpstr(fault.message, ==, faults[i].message);
		g_assert_cmpuint(fault.span.start, ==, faults[i].offset);
		g_assert_cmpstr(fault.url, ==, "file:///s.json");
		schema_fault_clear(&fault);
	}
}

/* ---- attacks ---------------------------------------------------------- */

static void check_undecided(const char *schema_text, const char *text,
			    const char *reason)
{
	g_autoptr(schema_t) schema = compile(schema_text);
	g_autoptr(schema_runner_t) runner = schema_runner_new(schema);
	struct schema_result result = SCHEMA_RESULT_INIT;
	struct json_error error;
	g_autoptr(json_doc_t) doc =
		json_doc_parse(text, strlen(text), 0, &error);

	g_assert_cmpint(schema_runner_judge(runner, doc, &result), ==,
			SCHEMA_UNDECIDED);
	g_assert_cmpstr(result.reason, ==, reason);
	schema_result_release(&result);
}

/* Schemas a0 to an, each of which asks for the next twice. */
static char *doubling_schema(int n)
{
	GString *text = g_string_new("{\"$ref\": \"#/$defs/a0\", \"$defs\": {");

	for (int i = 0; i < n; i++)
		g_string_append_printf(text,
				       "\"a%d\": {\"allOf\": [{\"$ref\": "
				       "\"#/$defs/a%d\"}, {\"$ref\": "
				       "\"#/$defs/a%d\"}]}, ",
				       i, i + 1, i + 1);
	g_string_append_printf(text, "\"a%d\": {\"type\": \"null\"}}}", n);
	return g_string_free(text, FALSE);
}

/* Schemas each of which asks for the next once. */
static char *chain_schema(int n)
{
	GString *text = g_string_new("{\"$ref\": \"#/$defs/a0\", \"$defs\": {");

	for (int i = 0; i < n; i++)
		g_string_append_printf(text,
				       "\"a%d\": {\"$ref\": \"#/$defs/a%d\"}, ",
				       i, i + 1);
	g_string_append_printf(text, "\"a%d\": {}}}", n);
	return g_string_free(text, FALSE);
}

static void test_attacks(void)
{
	g_autofree char *doubling = doubling_schema(40);
	g_autofree char *chain = chain_schema(5000);
	static const char endless[] =
		"a '$ref' of the schema comes back to itself without end";

	check_undecided("{\"$ref\": \"#\"}", "1", endless);
	check_undecided("{\"anyOf\": [{\"$ref\": \"#\"}]}", "1", endless);
	check_undecided("{\"not\": {\"$ref\": \"#\"}}", "1", endless);
	check_undecided("{\"$dynamicAnchor\": \"a\", \"$dynamicRef\": \"#a\"}",
			"1", endless);
	check_undecided("{\"pattern\": \"^(a+)+$\"}",
			"\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"",
			"a pattern of the schema takes too long");
	check_undecided(doubling, "null", "the schema takes too many steps");
	check_undecided(chain, "null", "the schema goes too deep");
}

/* Every schema's errors are found in a document as deep as there may be. */
static void test_deep(void)
{
	g_autoptr(schema_t) schema =
		compile("{\"anyOf\": [{\"items\": {\"$ref\": \"#\"}, \"type\": "
			"\"array\"}, {\"type\": \"null\"}]}");
	g_autoptr(schema_runner_t) runner = schema_runner_new(schema);
	struct schema_result result = SCHEMA_RESULT_INIT;
	g_autoptr(GString) text = g_string_new(NULL);
	struct json_error error;

	for (int i = 0; i < 200; i++)
		g_string_append_c(text, '[');
	g_string_append_c(text, '7');
	for (int i = 0; i < 200; i++)
		g_string_append_c(text, ']');
	g_autoptr(json_doc_t) doc =
		json_doc_parse(text->str, text->len, 0, &error);

	g_assert_cmpint(schema_runner_judge(runner, doc, &result), ==,
			SCHEMA_INVALID);
	g_string_truncate(text, 0);
	schema_result_visit(&result, append_error, text);
	g_assert_nonnull(strstr(text->str, "anyOf: 7 matches none"));
	schema_result_release(&result);
}

/* A million errors do not fill the memory. */
static void test_cut(void)
{
	g_autoptr(schema_t) schema = compile("{\"items\": false}");
	g_autoptr(schema_runner_t) runner = schema_runner_new(schema);
	struct schema_result result = SCHEMA_RESULT_INIT;
	g_autoptr(GString) text = g_string_new("[0");
	struct json_error error;
	unsigned int n = 0;

	for (int i = 0; i < 100000; i++)
		g_string_append(text, ",0");
	g_string_append_c(text, ']');
	g_autoptr(json_doc_t) doc =
		json_doc_parse(text->str, text->len, 0, &error);

	g_assert_cmpint(schema_runner_judge(runner, doc, &result), ==,
			SCHEMA_INVALID);
	g_assert_true(result.is_cut);
	for (const struct schema_error *each = result.errors.first; each;
	     each = each->next)
		n++;
	g_assert_cmpuint(n, ==, SCHEMA_MAX_ERRORS);
	schema_result_release(&result);
}

/* The built-in metaschemas allow themselves, and refuse what is wrong. */
static void test_metaschemas(void)
{
	static const char *const urls[] = {
		"https://json-schema.org/draft/2020-12/schema",
		"http://json-schema.org/draft-07/schema#",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(urls); i++) {
		g_autofree char *text =
			g_strdup_printf("{\"$ref\": \"%s\"}", urls[i]);
		g_autoptr(schema_t) schema = compile(text);
		g_autoptr(schema_runner_t) runner = schema_runner_new(schema);
		struct json_error error;
		static const char good[] = "{\"items\": {\"not\": true}}";
		static const char bad[] = "{\"items\": {\"not\": 1}}";
		g_autoptr(json_doc_t) right =
			json_doc_parse(good, strlen(good), 0, &error);
		g_autoptr(json_doc_t) wrong =
			json_doc_parse(bad, strlen(bad), 0, &error);

		g_assert_cmpint(schema_runner_judge(runner, right, NULL), ==,
				SCHEMA_VALID);
		g_assert_cmpint(schema_runner_judge(runner, wrong, NULL), ==,
				SCHEMA_INVALID);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(suites); i++) {
		g_autofree char *name =
			g_strdup_printf("/schema/suite/%s/%s", suites[i].folder,
					suites[i].files);

		g_test_add_data_func(name, &suites[i], test_suite);
	}
	g_test_add_func("/schema/messages", test_messages);
	g_test_add_func("/schema/places", test_places);
	g_test_add_func("/schema/faults", test_faults);
	g_test_add_func("/schema/attacks", test_attacks);
	g_test_add_func("/schema/deep", test_deep);
	g_test_add_func("/schema/cut", test_cut);
	g_test_add_func("/schema/metaschemas", test_metaschemas);
	return g_test_run();
}
