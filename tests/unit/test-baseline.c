/* test-baseline - what a baseline allows, and that it only shrinks. */

#include <config.h>

#include "baseline.h"

#include "cleanup.h"
#include "error.h"

static const struct rule rule_a = {.id = "a-rule", .severity = SEVERITY_ERROR};
static const struct rule rule_b = {.id = "b-rule",
				   .severity = SEVERITY_WARNING};
static const struct rule rule_n = {.id = "n-rule", .severity = SEVERITY_NOTE};

static GPtrArray *new_findings(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
}

static void add(GPtrArray *findings, const struct rule *rule, const char *path,
		size_t n)
{
	for (size_t i = 0; i < n; i++)
		g_ptr_array_add(findings,
				finding_new(rule, path,
					    (struct span){10 * i, 10 * i + 1},
					    g_strdup("message")));
}

static struct baseline *read_valid(const char *text)
{
	g_autoptr(GError) error = NULL;
	struct baseline *baseline =
		baseline_read(text, strlen(text), "baseline.json", &error);

	g_assert_no_error(error);
	g_assert_nonnull(baseline);
	return baseline;
}

static void assert_refused(const char *text, const char *expected)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(baseline_read(text, strlen(text), "b/line.json", &error));
	g_assert_error(error, LK_ERROR, LK_ERROR_INPUT);
	g_assert_cmpstr(error->message, ==, expected);
}

static bool is_judged(const char *path G_GNUC_UNUSED,
		      const char *rule G_GNUC_UNUSED,
		      void *payload G_GNUC_UNUSED)
{
	return true;
}

/* Judged was only a-rule below core/. */
static bool is_core_a(const char *path, const char *rule, void *payload)
{
	g_assert_cmpstr(payload, ==, "payload");
	return g_str_has_prefix(path, "core/") && strcmp(rule, "a-rule") == 0;
}

static void test_read(void)
{
	baseline_free(read_valid("{\"format\": 1, \"tool\": \"t\", "
				 "\"counts\": {}}"));
	baseline_free(read_valid("{\"counts\": {\"a.py\": {\"a-rule\": 1, "
				 "\"b-rule\": 4294967295}, \"b.py\": {}}, "
				 "\"tool\": \"t\", \"format\": 1}\n"));
	baseline_free(NULL);
}

static void test_refused(void)
{
	assert_refused("[]", "b/line.json:1:1: expected object, found array");
	assert_refused("{}", "b/line.json:1:1: no key 'format'");
	assert_refused("{\"format\": 1, \"tool\": \"t\"}",
		       "b/line.json:1:1: no key 'counts'");
	assert_refused("{\"format\": 2, \"tool\": \"t\", \"counts\": {}}",
		       "b/line.json:1:12: expected format 1, "
		       "the only one this version reads");
	assert_refused("{\"format\": 1.0, \"tool\": \"t\", \"counts\": {}}",
		       "b/line.json:1:12: expected format 1, "
		       "the only one this version reads");
	assert_refused("{\"format\": 1,\n \"count\": {}}",
		       "b/line.json:2:2: unknown key 'count'");
	assert_refused("{\"format\": 1, \"tool\": 1, \"counts\": {}}",
		       "b/line.json:1:23: expected string, found number");
	assert_refused("{\"format\": 1,\n \"format\": 1}",
		       "b/line.json:2:2: duplicate key 'format'");
	assert_refused("{\"for\\u001b[0m\": 1}",
		       "b/line.json:1:2: unknown key 'for\\x1b[0m'");
}

static void assert_counts_refused(const char *counts, const char *expected)
{
	g_autofree char *text =
		g_strdup_printf("{\"format\": 1, \"tool\": \"t\",\n"
				"\"counts\":\n%s}",
				counts);

	assert_refused(text, expected);
}

static void test_counts_refused(void)
{
	assert_counts_refused("1", "b/line.json:3:1: "
				   "expected object, found number");
	assert_counts_refused("{\"a\": 1}", "b/line.json:3:7: "
					    "expected object, found number");
	assert_counts_refused("{\"a\": {\"r\": \"1\"}}",
			      "b/line.json:3:13: "
			      "expected number, found string");
	assert_counts_refused("{\"a\": {\"r\": 0}}",
			      "b/line.json:3:13: "
			      "expected a count of at least 1");
	assert_counts_refused("{\"a\": {\"r\": -1}}",
			      "b/line.json:3:13: "
			      "expected a count of at least 1");
	assert_counts_refused("{\"a\": {\"r\": 1, \"r\": 1}}",
			      "b/line.json:3:16: duplicate key 'r'");
	assert_counts_refused("{\"ä\": {}, \"ä\": {}}",
			      "b/line.json:3:11: duplicate key 'ä'");
	assert_counts_refused("{\"a\\u0000\": {\"r\": 1}}",
			      "b/line.json:3:2: a key cannot hold U+0000");
}

/* Cut anywhere, it is refused: an unreadable baseline never passes. */
static void test_truncated(void)
{
	static const char text[] = "{\"format\": 1, \"tool\": \"t\", "
				   "\"counts\": {\"a\": {\"r\": 12}}}";

	for (size_t size = 0; size < strlen(text); size++) {
		g_autofree char *cut = g_strndup(text, size);
		g_autoptr(GError) error = NULL;

		g_assert_null(baseline_read(cut, size, "b", &error));
		g_assert_error(error, LK_ERROR, LK_ERROR_INPUT);
	}
	baseline_free(read_valid(text));
}

/* "path rule;" of each finding; a stale one with its message. */
static char *listed(const GPtrArray *findings)
{
	GString *list = g_string_new(NULL);

	for (guint i = 0; i < findings->len; i++) {
		const struct finding *finding = findings->pdata[i];

		g_string_append_printf(list, "%s %s;", finding->path,
				       finding->rule->id);
		if (finding->rule == &baseline_stale_rule)
			g_string_append_printf(list, " %s;", finding->message);
	}
	return g_string_free(list, FALSE);
}

static const char some_counts[] =
	"{\"format\": 1, \"tool\": \"t\", \"counts\": {"
	"\"core/a.py\": {\"a-rule\": 2, \"b-rule\": 1},"
	"\"core/gone.py\": {\"a-rule\": 3},"
	"\"labs/b.py\": {\"a-rule\": 1}}}";

static void test_apply(void)
{
	struct baseline *baseline = read_valid(some_counts);
	g_autoptr(GPtrArray) findings = new_findings();
	g_autofree char *left = NULL;

	add(findings, &rule_a, "core/a.py", 2);	  /* just what it allows */
	add(findings, &rule_n, "core/a.py", 1);	  /* a note stays */
	add(findings, &rule_a, "core/new.py", 1); /* not in it */
	add(findings, &rule_a, "labs/b.py", 2);	  /* more: all of them */
	baseline_apply(baseline, findings, is_judged, NULL);
	baseline_free(baseline); /* the notes live longer */
	left = listed(findings);
	g_assert_cmpstr(left, ==,
			"core/a.py baseline-stale; the baseline allows 1 of "
			"'b-rule', there are 0: run again with "
			"--write-baseline;"
			"core/a.py n-rule;"
			"core/gone.py baseline-stale; the baseline allows 3 "
			"of 'a-rule', there are 0: run again with "
			"--write-baseline;"
			"core/new.py a-rule;"
			"labs/b.py a-rule;labs/b.py a-rule;");
}

static void test_apply_part(void)
{
	struct baseline *baseline = read_valid(some_counts);
	g_autoptr(GPtrArray) findings = new_findings();
	g_autofree char *left = NULL;

	add(findings, &rule_a, "core/a.py", 1);
	baseline_apply(baseline, findings, is_core_a, (char[]){"payload"});
	left = listed(findings);
	g_assert_cmpstr(left, ==,
			"core/a.py baseline-stale; the baseline allows 2 of "
			"'a-rule', there are 1: run again with "
			"--write-baseline;"
			"core/gone.py baseline-stale; the baseline allows 3 "
			"of 'a-rule', there are 0: run again with "
			"--write-baseline;");
	baseline_free(baseline);
}

/* What --apply repaired is gone, but stays in the report. */
static void test_apply_fixed(void)
{
	struct baseline *baseline =
		read_valid("{\"format\": 1, \"tool\": \"t\", \"counts\": "
			   "{\"a.py\": {\"a-rule\": 1}}}");
	g_autoptr(GPtrArray) findings = new_findings();
	g_autofree char *left = NULL;

	add(findings, &rule_a, "a.py", 2);
	((struct finding *)findings->pdata[0])->fixed = true;
	baseline_apply(baseline, findings, is_judged, NULL);
	left = listed(findings);
	g_assert_cmpstr(left, ==, "a.py a-rule;");
	baseline_free(baseline);
}

static void test_write(void)
{
	g_autoptr(GPtrArray) findings = new_findings();
	g_autofree char *text = NULL;
	g_autofree char *empty = NULL;
	size_t n_raised = 99;

	empty = baseline_write("t", findings, NULL, is_judged, NULL, &n_raised);
	g_assert_cmpstr(empty, ==,
			"{\n  \"format\": 1,\n  \"tool\": \"t\",\n"
			"  \"counts\": {}\n}\n");
	g_assert_cmpuint(n_raised, ==, 0);

	add(findings, &rule_b, "b\"\n.py", 1);
	add(findings, &rule_b, "a.py", 1);
	add(findings, &rule_a, "a.py", 12);
	add(findings, &rule_n, "a.py", 1);
	add(findings, &rule_a, "no-utf8-\xff.py", 1);
	add(findings, &rule_a, "fixed.py", 1);
	((struct finding *)findings->pdata[findings->len - 1])->fixed = true;
	text = baseline_write("t", findings, NULL, is_judged, NULL, &n_raised);
	g_assert_cmpstr(text, ==,
			"{\n  \"format\": 1,\n  \"tool\": \"t\",\n"
			"  \"counts\": {\n"
			"    \"a.py\": {\"a-rule\": 12, \"b-rule\": 1},\n"
			"    \"b\\\"\\n.py\": {\"b-rule\": 1}\n"
			"  }\n}\n");
}

/* What was written allows what it was written for, and nothing is stale. */
static void test_round_trip(void)
{
	g_autoptr(GPtrArray) findings = new_findings();
	g_autofree char *text = NULL;
	g_autofree char *again = NULL;
	struct baseline *baseline;
	size_t n_raised = 0;

	add(findings, &rule_a, "a\u202e\"\\\t/\x7f.py", 3);
	add(findings, &rule_b, "b.py", 1);
	text = baseline_write("t", findings, NULL, is_judged, NULL, &n_raised);
	baseline = read_valid(text);
	again = baseline_write("t", findings, baseline, is_judged, NULL,
			       &n_raised);
	g_assert_cmpstr(again, ==, text);
	baseline_apply(baseline, findings, is_judged, NULL);
	g_assert_cmpuint(findings->len, ==, 0);
	baseline_free(baseline);
}

static void test_write_shrinks(void)
{
	struct baseline *old = read_valid(some_counts);
	g_autoptr(GPtrArray) findings = new_findings();
	g_autofree char *text = NULL;
	size_t n_raised = 0;

	add(findings, &rule_a, "core/a.py", 1);	  /* fewer */
	add(findings, &rule_b, "core/a.py", 2);	  /* more */
	add(findings, &rule_a, "core/new.py", 1); /* more than none */
	text = baseline_write("t", findings, old, is_judged, NULL, &n_raised);
	g_assert_cmpstr(text, ==,
			"{\n  \"format\": 1,\n  \"tool\": \"t\",\n"
			"  \"counts\": {\n"
			"    \"core/a.py\": {\"a-rule\": 1, \"b-rule\": 1}\n"
			"  }\n}\n");
	g_assert_cmpuint(n_raised, ==, 2);
	baseline_free(old);
}

static void test_write_part(void)
{
	struct baseline *old = read_valid(some_counts);
	g_autoptr(GPtrArray) findings = new_findings();
	g_autofree char *text = NULL;
	size_t n_raised = 0;

	add(findings, &rule_a, "core/a.py", 1);
	text = baseline_write("t", findings, old, is_core_a,
			      (char[]){"payload"}, &n_raised);
	g_assert_cmpstr(text, ==,
			"{\n  \"format\": 1,\n  \"tool\": \"t\",\n"
			"  \"counts\": {\n"
			"    \"core/a.py\": {\"a-rule\": 1, \"b-rule\": 1},\n"
			"    \"labs/b.py\": {\"a-rule\": 1}\n"
			"  }\n}\n");
	g_assert_cmpuint(n_raised, ==, 0);
	baseline_free(old);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/baseline/read", test_read);
	g_test_add_func("/baseline/refused", test_refused);
	g_test_add_func("/baseline/refused/counts", test_counts_refused);
	g_test_add_func("/baseline/truncated", test_truncated);
	g_test_add_func("/baseline/apply", test_apply);
	g_test_add_func("/baseline/apply/part", test_apply_part);
	g_test_add_func("/baseline/apply/fixed", test_apply_fixed);
	g_test_add_func("/baseline/write", test_write);
	g_test_add_func("/baseline/write/shrinks", test_write_shrinks);
	g_test_add_func("/baseline/write/part", test_write_part);
	g_test_add_func("/baseline/round-trip", test_round_trip);
	return g_test_run();
}
