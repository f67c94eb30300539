/* test-configuration - what is read, what is refused, and that the table of
   keys, the schema and the page agree. */

#include <config.h>

#include "configuration.h"

#include "cleanup.h"
#include "configuration_keys.h"
#include "json_doc.h"

static struct configuration *read_text(const char *text)
{
	g_autoptr(GError) error = NULL;
	struct configuration *configuration = configuration_read(
		text, strlen(text), ".lanekeeper.json", NULL, &error);

	g_assert_no_error(error);
	return configuration;
}

static double number_of(GHashTable *table, const char *key)
{
	const double *value = g_hash_table_lookup(table, key);

	return value ? *value : -1;
}

static void assert_strings(char *const *found, const char *expected)
{
	g_autofree char *joined = g_strjoinv(" ", (char **)found);

	g_assert_cmpstr(joined, ==, expected);
}

/* ---- what is read ---------------------------------------------------- */

static void test_defaults(void)
{
	g_autoptr(configuration_t) c = configuration_default();

	g_assert_null(c->path);
	g_assert_cmpuint(c->python_target, ==, 0);
	g_assert_null(c->python_roots);
	g_assert_cmpuint(c->n_lanes, ==, 0);
	g_assert_true(glob_list_is_empty(c->exclude));
	g_assert_null(c->pilots[0]);
	g_assert_cmpint(c->imports.style, ==, IMPORT_STYLE_ABSOLUTE);
	g_assert_cmpint(c->imports.level, ==, IMPORT_LEVEL_ALL);
	g_assert_false(c->imports.siblings_only);
	g_assert_false(c->imports.allow_init);
	g_assert_true(glob_list_is_empty(c->imports.allow));
	g_assert_cmpstr(c->manifest_file, ==, "module.manifest.json");
	g_assert_null(c->manifest_schema);
	g_assert_cmpstr(c->pointers.lane, ==, "/tags");
	g_assert_cmpstr(c->pointers.observed_p99, ==,
			"/performance/observed/latency_p99_ms");
	g_assert_cmpstr(c->ledger_dir, ==, "manifests/.ledger");
	g_assert_cmpfloat(c->ledger_tolerance_s, ==, 60);
	g_assert_true(glob_list_is_empty(c->ledgers_retired));
	assert_strings(c->ledger_events, "scaffold test_scaffold");
	g_assert_false(c->ledger_watch_all);
	g_assert_cmpuint(g_hash_table_size(c->coverage_targets), ==, 6);
	g_assert_cmpfloat(number_of(c->coverage_targets, "lane:L3"), ==, 85);
	g_assert_cmpstr(c->coverage_default_lane, ==, "L2");
	g_assert_cmpfloat(c->coverage_max_drop, <, 0);
	g_assert_cmpuint(g_hash_table_size(c->coverage_lanes), ==, 0);
	g_assert_false(c->coverage_combined);
	g_assert_null(c->renames[0]);
	g_assert_true(glob_list_is_empty(c->protected_paths));
	g_assert_cmpfloat(c->docs_min, ==, 95);
	g_assert_cmpuint(g_hash_table_size(c->checks), ==, 0);
	assert_strings(g_hash_table_lookup(c->hooks, "pre-commit"),
		       "compile-guard import-relativity lane-rename "
		       "manifest-schema ledger-consistency");
}

static const char every_key[] =
	"{\"$schema\": \"x.json\",\n"
	" \"python\": {\"target\": \"3.9\",\n"
	"   \"roots\": [\"src/\", \".\", \"./a//b\"]},\n"
	" \"exclude\": [\"old/\"], \"pilots\": [\"matriz\"],\n"
	" \"imports\": {\"style\": \"relative\", \"level\": \"parents\",\n"
	"   \"siblings_only\": true, \"allow_init\": true,\n"
	"   \"allow\": [\"*_pb2.py\"]},\n"
	" \"manifests\": {\"file\": \"m.json\", \"schema\": \"./s.json\",\n"
	"   \"pointers\": {\"module\": \"/module/na~1me\"}},\n"
	" \"ledgers\": {\"dir\": \"led/\", \"tolerance_s\": 1.5,\n"
	"   \"retired\": [\"led/x\"], \"events\": [], \"watch\": \"all\"},\n"
	" \"coverage\": {\"targets\": {\"lane:L9\": 99.5, \"lane:L0\": 1},\n"
	"   \"default_lane\": \"L9\", \"max_drop\": 0,\n"
	"   \"lanes\": {\"prod\": 50}, \"metric\": \"combined\"},\n"
	" \"renames\": [\"r/a.json\"], \"protected\": [\"/core/\"],\n"
	" \"docs\": {\"min\": 0},\n"
	" \"checks\": {\"a\": \"off\", \"b\": \"on\",\n"
	"   \"c\": {\"enabled\": false,\n"
	"     \"severity\": {\"r\": \"off\", \"s\": \"note\"}}},\n"
	" \"hooks\": {\"pre-push\": [\"a\", \"b\"]},\n"
	" \"lanes\": [{\"name\": \"prod\", \"paths\": [\"core/\"],\n"
	"   \"severity\": \"error\"}]}";

static void test_every_key(void)
{
	g_autoptr(configuration_t) c = read_text(every_key);

	g_assert_cmpstr(c->path, ==, ".lanekeeper.json");
	g_assert_cmpuint(c->python_target, ==, 9);
	assert_strings(c->python_roots, "src  a/b");
	g_assert_true(glob_list_match(c->exclude, "old/a"));
	assert_strings(c->pilots, "matriz");
	g_assert_cmpint(c->imports.style, ==, IMPORT_STYLE_RELATIVE);
	g_assert_cmpint(c->imports.level, ==, IMPORT_LEVEL_PARENTS);
	g_assert_true(c->imports.siblings_only);
	g_assert_true(c->imports.allow_init);
	g_assert_true(glob_list_match(c->imports.allow, "x/a_pb2.py"));
	g_assert_cmpstr(c->manifest_file, ==, "m.json");
	g_assert_cmpstr(c->manifest_schema, ==, "s.json");
	g_assert_cmpstr(c->pointers.module, ==, "/module/na~1me");
	g_assert_cmpstr(c->ledger_dir, ==, "led");
	g_assert_cmpfloat(c->ledger_tolerance_s, ==, 1.5);
	g_assert_true(glob_list_match(c->ledgers_retired, "led/x"));
	g_assert_null(c->ledger_events[0]);
	g_assert_true(c->ledger_watch_all);
	g_assert_cmpuint(g_hash_table_size(c->coverage_targets), ==, 7);
	g_assert_cmpfloat(number_of(c->coverage_targets, "lane:L9"), ==, 99.5);
	g_assert_cmpfloat(number_of(c->coverage_targets, "lane:L0"), ==, 1);
	g_assert_cmpstr(c->coverage_default_lane, ==, "L9");
	g_assert_cmpfloat(c->coverage_max_drop, ==, 0);
	g_assert_cmpfloat(number_of(c->coverage_lanes, "prod"), ==, 50);
	g_assert_true(c->coverage_combined);
	assert_strings(c->renames, "r/a.json");
	g_assert_true(glob_list_match(c->protected_paths, "core/a"));
	g_assert_cmpfloat(c->docs_min, ==, 0);
	assert_strings(g_hash_table_lookup(c->hooks, "pre-push"), "a b");
}

static void test_checks(void)
{
	g_autoptr(configuration_t) c = read_text(every_key);
	const struct checker_settings *a = g_hash_table_lookup(c->checks, "a");
	const struct checker_settings *b = g_hash_table_lookup(c->checks, "b");
	const struct checker_settings *check =
		g_hash_table_lookup(c->checks, "c");

	g_assert_true(a->off);
	g_assert_false(b->off);
	g_assert_true(check->off);
	g_assert_true(g_hash_table_contains(check->disabled, "r"));
	g_assert_false(g_hash_table_contains(check->severities, "r"));
	g_assert_true(g_hash_table_contains(check->severities, "s"));
	g_assert_cmpint(
		GPOINTER_TO_INT(g_hash_table_lookup(check->severities, "s")),
		==, SEVERITY_NOTE);
}

static void test_rules(void)
{
	static const struct rule r = {.id = "rule-one"};
	static const struct rule s = {.id = "s"};
	static const struct rule *const rules[] = {&r, &s, NULL};
	g_autoptr(configuration_t) c = read_text(
		"{\"checks\": {\"a\": {\"severity\": {\"s\": \"off\",\n"
		"\"rule-oen\": \"note\"}}}}");
	g_autoptr(GError) error = NULL;

	g_assert_false(configuration_check_rules(c, "a", rules, &error));
	g_assert_cmpstr(error->message, ==,
			".lanekeeper.json:2:1: 'a' has no rule 'rule-oen': "
			"did you mean 'rule-one'?");
	g_assert_true(configuration_check_rules(c, "b", rules, NULL));
}

static void test_lanes(void)
{
	g_autoptr(configuration_t) c = read_text(
		"{\"lanes\": ["
		"{\"name\": \"prod\", \"paths\": [\"/core/\", \"/lib/\"],"
		" \"severity\": \"error\"},"
		"{\"name\": \"labs\", \"paths\": [\"labs/\", \"!labs/ok/\"],"
		" \"severity\": \"warning\","
		" \"imports\": {\"level\": \"all\", \"allow\": []}}],"
		"\"imports\": {\"style\": \"keep\", \"level\": \"parents\","
		" \"allow\": [\"x.py\"]}}");
	const struct import_policy *policy;

	g_assert_null(configuration_lane(c, "a.py"));
	g_assert_cmpstr(configuration_lane(c, "core/a.py")->name, ==, "prod");
	g_assert_cmpstr(configuration_lane(c, "core/labs/a.py")->name, ==,
			"labs");
	g_assert_cmpstr(configuration_lane(c, "labs/x.py")->name, ==, "labs");
	g_assert_null(configuration_lane(c, "labs/ok/x.py"));
	g_assert_cmpint(configuration_lane(c, "lib/a")->severity, ==,
			SEVERITY_ERROR);
	g_assert_cmpint(configuration_lane(c, "labs/a")->severity, ==,
			SEVERITY_WARNING);

	/* A lane's keys stand over the global ones, one by one. */
	g_assert_true(configuration_imports(c, "a.py") == &c->imports);
	policy = configuration_imports(c, "core/a.py");
	g_assert_cmpint(policy->style, ==, IMPORT_STYLE_KEEP);
	g_assert_cmpint(policy->level, ==, IMPORT_LEVEL_PARENTS);
	g_assert_true(glob_list_match(policy->allow, "core/x.py"));
	policy = configuration_imports(c, "labs/a.py");
	g_assert_cmpint(policy->style, ==, IMPORT_STYLE_KEEP);
	g_assert_cmpint(policy->level, ==, IMPORT_LEVEL_ALL);
	g_assert_false(glob_list_match(policy->allow, "labs/x.py"));
}

/* ---- what is refused ------------------------------------------------- */

static const char *const faults[][2] = {
	{"", "1:1: expected a value, found the end of the text"},
	{"{\n  // c\n  \"a\" 1}", "3:7: expected ':' after the key, found '1'"},
	{"\xef\xbb\xbf{}", "1:1: JSON begins without a byte order mark"},
	{"[]", "1:1: a configuration must be an object, found a list"},
	{"{\r\n\t\"pyhton\": {}}",
	 "2:2: unknown key 'pyhton': did you mean 'python'?"},
	{"{\"\xc3\xa9\": 1, \"python\": {}}", "1:2: unknown key '\xc3\xa9'"},
	{"{/*\xc3\xa9*/ \"x\": 1}", "1:8: unknown key 'x'"},
	{"{\"imports\": {\"styl\": 1}}",
	 "1:14: unknown key 'styl' in 'imports': did you mean 'style'?"},
	{"{\"manifests\": {\"pointers\": {\"owners\": \"/a\"}}}",
	 "1:29: unknown key 'owners' in 'manifests.pointers': did you mean "
	 "'owner'?"},
	{"{\"imports.style\": \"keep\"}", "1:2: unknown key 'imports.style'"},
	{"{\"\": 1}", "1:2: unknown key ''"},
	{"{\"imports\\u0000\": {}}", "1:2: unknown key 'imports\\u0000'"},
	{"{\"\x7f\": 1}", "1:2: unknown key '\\x7f'"},
	{"{\"exclude\": [],\n \"exclude\": []}",
	 "2:2: duplicate key 'exclude'"},
	{"{\"imports\": {\"level\": \"all\", \"le\\u0076el\": \"all\"}}",
	 "1:30: duplicate key 'le\\u0076el'"},
	{"{\"imports\": []}",
	 "1:13: 'imports' must be an object, found a list"},
	{"{\"python\": {\"target\": 3.11}}",
	 "1:23: 'python.target' must be a string such as \"3.11\", found a "
	 "number"},
	{"{\"python\": {\"target\": \"3.7\"}}",
	 "1:23: 'python.target' must be a Python version from '3.8' to "
	 "'3.14', found '3.7'"},
	{"{\"python\": {\"roots\": [\"../a\"]}}",
	 "1:23: 'python.roots' must be a path inside the repository, relative "
	 "to its root"},
	{"{\"python\": {\"roots\": [\"/a\"]}}",
	 "1:23: 'python.roots' must be a path inside the repository, relative "
	 "to its root"},
	{"{\"python\": {\"roots\": \"src\"}}",
	 "1:22: 'python.roots' must be a list of strings, found a string"},
	{"{\"exclude\": [1]}", "1:14: 'exclude' must be a string, found a "
			       "number"},
	{"{\"exclude\": [\"a\", \"[b\"]}",
	 "1:19: '[b' of 'exclude' can match nothing: a '[' is not closed"},
	{"{\"exclude\": [\"\"]}", "1:14: 'exclude' must not be empty"},
	{"{\"exclude\": [\"a\\u0000\"]}",
	 "1:14: 'exclude' must not hold U+0000"},
	{"{\"imports\": {\"style\": \"absolut\"}}",
	 "1:23: 'absolut' is no value of 'imports.style' (absolute, relative, "
	 "keep): did you mean 'absolute'?"},
	{"{\"imports\": {\"style\": \"x\"}}",
	 "1:23: 'x' is no value of 'imports.style' (absolute, relative, keep)"},
	{"{\"imports\": {\"allow_init\": 1}}",
	 "1:28: 'imports.allow_init' must be true or false, found a number"},
	{"{\"manifests\": {\"file\": \"a/b\"}}",
	 "1:24: 'manifests.file' must be a name without '/'"},
	{"{\"manifests\": {\"schema\": \"./\"}}",
	 "1:26: 'manifests.schema' must name something below the root"},
	{"{\"manifests\": {\"pointers\": {\"lane\": \"a\"}}}",
	 "1:37: 'manifests.pointers.lane' must be a JSON pointer such as "
	 "'/testing/coverage_target'"},
	{"{\"manifests\": {\"pointers\": {\"lane\": \"/a~2\"}}}",
	 "1:37: 'manifests.pointers.lane' must be a JSON pointer such as "
	 "'/testing/coverage_target'"},
	{"{\"ledgers\": {\"tolerance_s\": -1}}",
	 "1:29: 'ledgers.tolerance_s' must be from 0 to 86400, found -1"},
	{"{\"docs\": {\"min\": 1e999}}",
	 "1:18: 'docs.min' must be from 0 to 100, found 1e999"},
	{"{\"docs\": {\"min\": null}}",
	 "1:18: 'docs.min' must be a number, found null"},
	{"{\"coverage\": {\"targets\": {\"x\": 101}}}",
	 "1:32: 'x' must be from 0 to 100, found 101"},
	{"{\"coverage\": {\"targets\": {\"\": 1}}}",
	 "1:27: a key of 'coverage.targets' must not be empty or hold U+0000"},
	{"{\"coverage\": {\"default_lane\": \"L7\"}}",
	 "1:31: 'L7' has no target: 'coverage.targets' does not hold "
	 "'lane:L7'"},
	{"{\"lanes\": [{\"name\": \"prod\", \"paths\": [\"a\"], "
	 "\"severity\": \"error\"}],\n\"coverage\": {\"lanes\": {\"prd\": 1}}}",
	 "2:24: 'prd' names no lane of 'lanes': did you mean 'prod'?"},
	{"{\"lanes\": {}}",
	 "1:11: 'lanes' must be a list of lanes, found an object"},
	{"{\"lanes\": [\"a\"]}", "1:12: a lane must be an object, found a "
				 "string"},
	{"{\"lanes\": [{\"name\": \"a\", \"paths\": [\"a\"]}]}",
	 "1:12: 'severity' is missing"},
	{"{\"lanes\": [{\"name\": \"a\", \"paths\": [], \"severity\": "
	 "\"note\"}]}",
	 "1:35: 'paths' must hold at least one glob"},
	{"{\"lanes\": [{\"name\": \"a\", \"paths\": [\"a\"], \"severity\": "
	 "\"eror\"}]}",
	 "1:54: 'eror' is no value of 'severity' (note, warning, error): did "
	 "you mean 'error'?"},
	{"{\"lanes\": [{\"name\": \"a\", \"paths\": [\"a\"], \"severity\": "
	 "\"note\"},\n{\"name\": \"a\", \"paths\": [\"a\"], \"severity\": "
	 "\"note\"}]}",
	 "2:1: a second lane with the name 'a'"},
	{"{\"checks\": {\"a\": true}}",
	 "1:18: 'a' must be \"on\", \"off\" or an object, found true"},
	{"{\"checks\": {\"a\": \"of\"}}",
	 "1:18: 'of' is no value of 'a' (on, off)"},
	{"{\"checks\": {\"a\": {\"severity\": {\"r\": \"warn\"}}}}",
	 "1:37: 'warn' is no value of 'r' (note, warning, error, off)"},
	{"{\"checks\": {\"a\": {\"on\": true}}}", "1:19: unknown key 'on'"},
	{"{\"hooks\": {\"pre-comit\": []}}",
	 "1:12: unknown key 'pre-comit' in 'hooks': did you mean "
	 "'pre-commit'?"},
};

static void test_faults(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *expected =
			g_strconcat(".lanekeeper.json:", faults[i][1], NULL);

		g_test_message("expected %s", faults[i][1]);
		g_assert_null(
			configuration_read(faults[i][0], strlen(faults[i][0]),
					   ".lanekeeper.json", NULL, &error));
		g_assert_cmpstr(error->message, ==, expected);
	}
}

static void test_known_checkers(void)
{
	static const char *const known[] = {"compile-guard", "lane-rename",
					    NULL};
	static const char *const cases[][2] = {
		{"{\"checks\": {\"compile-gard\": \"on\"}}",
		 "f:1:13: unknown checker 'compile-gard': did you mean "
		 "'compile-guard'?"},
		{"{\"hooks\": {\"pre-push\": [\"lane-rename\", \"x\"]}}",
		 "f:1:40: unknown checker 'x'"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(configuration_read(
			cases[i][0], strlen(cases[i][0]), "f", known, &error));
		g_assert_cmpstr(error->message, ==, cases[i][1]);
	}
}

static void test_nearest_word(void)
{
	static const char *const words[] = {"python", "exclude", "off", "on",
					    "docs"};
	static const char *const cases[][2] = {
		{"python", "python"},	 {"pyhton", "python"},
		{"pythn", "python"},	 {"pyython", "python"},
		{"PYTHON", "python"},	 {"p", NULL},
		{"pitohn", "python"},	 {"pitohnx", NULL},
		{"excluded", "exclude"}, {"of", NULL},
		{"doc", "docs"},	 {"", NULL},
	};
	g_autofree char *longer = g_strnfill(100000, 'x');

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpstr(
			nearest_word(cases[i][0], words, G_N_ELEMENTS(words)),
			==, cases[i][1]);
	g_assert_null(nearest_word(longer, words, G_N_ELEMENTS(words)));
}

/* ---- the table, the schema and the page ------------------------------ */

static char *read_file(const char *name)
{
	const char *srcdir = g_getenv("srcdir");
	g_autofree char *path =
		g_build_filename(srcdir ? srcdir : ".", name, NULL);
	g_autoptr(GError) error = NULL;
	char *bytes = NULL;

	g_file_get_contents(path, &bytes, NULL, &error);
	g_assert_no_error(error);
	return bytes;
}

/* JSON without the blanks between its tokens; owned by the caller. */
static char *compact(const char *text, size_t size)
{
	GString *out = g_string_new(NULL);
	bool in_string = false;

	for (size_t i = 0; i < size; i++) {
		if (text[i] == '"')
			in_string = !in_string;
		if (in_string || !g_ascii_isspace(text[i]))
			g_string_append_c(out, text[i]);
	}
	return g_string_free(out, FALSE);
}

struct schema {
	const char *text;
	const struct json_doc *doc;
};

/* Collects key -> default (or "") of the properties of a schema's object. */
static void collect(const struct schema *schema, uint32_t object,
		    const char *prefix, GHashTable *out)
{
	uint32_t properties =
		json_doc_member(schema->doc, object, "properties");

	for (uint32_t i = json_doc_first_child(schema->doc, properties);
	     i != JSON_NONE; i = json_doc_node(schema->doc, i)->next) {
		g_autofree char *name = g_strconcat(
			prefix, json_doc_node(schema->doc, i)->key, NULL);
		uint32_t fallback = json_doc_member(schema->doc, i, "default");

		g_assert_cmpuint(json_doc_member(schema->doc, i, "description"),
				 !=, JSON_NONE);
		if (json_doc_member(schema->doc, i, "properties") !=
		    JSON_NONE) {
			g_autofree char *inner = g_strconcat(name, ".", NULL);

			collect(schema, i, inner, out);
		} else if (fallback == JSON_NONE) {
			g_hash_table_insert(out, g_steal_pointer(&name),
					    g_strdup(""));
		} else {
			const struct json_node *node =
				json_doc_node(schema->doc, fallback);

			g_hash_table_insert(
				out, g_steal_pointer(&name),
				compact(schema->text + node->span.start,
					span_size(node->span)));
		}
	}
}

static void check_table(const struct schema *schema, const char *pointer,
			const struct configuration_key *keys)
{
	g_autoptr(GHashTable) found =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	collect(schema, json_doc_at(schema->doc, pointer), "", found);
	for (; keys->name; keys++) {
		g_autofree char *fallback =
			keys->fallback ? compact(keys->fallback,
						 strlen(keys->fallback))
				       : g_strdup("");

		g_test_message("key %s", keys->name);
		g_assert_cmpstr(g_hash_table_lookup(found, keys->name), ==,
				fallback);
		g_hash_table_remove(found, keys->name);
	}
	g_assert_cmpuint(g_hash_table_size(found), ==, 0);
}

static void test_schema(void)
{
	g_autofree char *text =
		read_file("rules/schemas/configuration.schema.json");
	struct json_error error;
	g_autoptr(json_doc_t) doc =
		json_doc_parse(text, strlen(text), 0, &error);
	const struct schema schema = {text, doc};

	g_assert_nonnull(doc);
	check_table(&schema, "", configuration_keys);
	check_table(&schema, "/$defs/lane", lane_keys);
	check_table(&schema, "/$defs/check", checker_keys);
}

/* Each key has its row, which ends in its default. */
static void test_page(void)
{
	g_autofree char *page = read_file("docs/formats/configuration.md");

	for (const struct configuration_key *key = configuration_keys;
	     key->name; key++) {
		g_autofree char *start =
			g_strdup_printf("\n| `%s` |", key->name);
		g_autofree char *end =
			key->fallback
				? g_strdup_printf("| `%s` |", key->fallback)
				: g_strdup("| -");
		g_autofree char *row = NULL;
		const char *found = strstr(page, start);

		g_test_message("key %s", key->name);
		g_assert_nonnull(found);
		row = g_strndup(found + 1, strcspn(found + 1, "\n"));
		g_assert_nonnull(strstr(row, end));
	}
}

static void test_example(void)
{
	g_autofree char *page = read_file("docs/formats/configuration.md");
	char *start = strstr(page, "```jsonc\n");
	g_autoptr(configuration_t) configuration = NULL;

	g_assert_nonnull(start);
	start += strlen("```jsonc\n");
	*strstr(start, "```") = '\0';
	configuration = read_text(start);
	g_assert_cmpstr(configuration_lane(configuration, "labs/a.py")->name,
			==, "incubation");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/configuration/defaults", test_defaults);
	g_test_add_func("/configuration/every-key", test_every_key);
	g_test_add_func("/configuration/checks", test_checks);
	g_test_add_func("/configuration/rules", test_rules);
	g_test_add_func("/configuration/lanes", test_lanes);
	g_test_add_func("/configuration/faults", test_faults);
	g_test_add_func("/configuration/known-checkers", test_known_checkers);
	g_test_add_func("/configuration/nearest-word", test_nearest_word);
	g_test_add_func("/configuration/schema", test_schema);
	g_test_add_func("/configuration/page", test_page);
	g_test_add_func("/configuration/example", test_example);
	return g_test_run();
}
