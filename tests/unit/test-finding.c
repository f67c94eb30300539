/* test-finding - where findings lie, their order, and their counts. */

#include <config.h>

#include "finding.h"

#include "cleanup.h"

static const struct rule rule_a = {.id = "a", .severity = SEVERITY_ERROR};
static const struct rule rule_b = {.id = "b", .severity = SEVERITY_WARNING};

static struct finding *new_finding(const struct rule *rule, const char *path,
				   size_t start, size_t end)
{
	return finding_new(rule, path, (struct span){start, end},
			   g_strdup("message"));
}

static void assert_located(const char *bytes, size_t size, struct span span,
			   const char *expected)
{
	g_autoptr(finding_t) finding =
		new_finding(&rule_a, "a.py", span.start, span.end);
	struct source source = SOURCE_INIT;
	g_autofree char *shown = NULL;

	source_set(&source, "a.py", bytes, size);
	finding_locate(finding, &source, true);
	source_release(&source);
	shown = g_strdup_printf("%zu:%zu-%zu:%zu %s", finding->start.line,
				finding->start.column, finding->end.line,
				finding->end.column, finding->excerpt);
	g_assert_cmpstr(shown, ==, expected);
}

static void test_locate(void)
{
	static const char text[] = "import a\r\n\tfrom .ä import b\nlast";

	assert_located(text, strlen(text), (struct span){0, 6},
		       "1:1-1:7 import a");
	assert_located(text, strlen(text), (struct span){16, 19},
		       "2:7-2:9 \tfrom .ä import b");
	assert_located(text, strlen(text), (struct span){7, 11},
		       "1:8-2:2 import a");
	assert_located(text, strlen(text), (struct span){33, 33},
		       "3:5-3:5 last");
	assert_located("", 0, (struct span){0, 0}, "1:1-1:1 ");
	assert_located("a\n", 2, (struct span){2, 2}, "2:1-2:1 ");
}

static void test_locate_encodings(void)
{
	assert_located("\xef\xbb\xbfx = 1\n", 9, (struct span){3, 4},
		       "1:1-1:2 x = 1");
	assert_located("# \xe9\xff\n", 5, (struct span){0, 1},
		       "1:1-1:2 # \ufffd\ufffd");
}

/* An excerpt ends before the character that would pass the limit. */
static void test_locate_long(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(finding_t) finding = new_finding(&rule_a, "a.py", 0, 1);
	struct source source = SOURCE_INIT;

	for (size_t i = 0; i < 2000; i++)
		g_string_append(text, "漢");
	source_set(&source, "a.py", text->str, text->len);
	finding_locate(finding, &source, true);
	g_assert_cmpuint(strlen(finding->excerpt), ==, 4095);
	g_assert_true(g_str_has_prefix(text->str, finding->excerpt));
	finding_locate(finding, &source, false);
	g_assert_null(finding->excerpt);
	source_release(&source);
}

static void assert_order(struct finding *first, struct finding *second)
{
	g_assert_cmpint(finding_compare(first, second), <, 0);
	g_assert_cmpint(finding_compare(second, first), >, 0);
	g_assert_cmpint(finding_compare(first, first), ==, 0);
	finding_free(first);
	finding_free(second);
}

static void test_compare(void)
{
	struct finding *other = new_finding(&rule_a, "a", 1, 2);

	assert_order(new_finding(&rule_b, "a", 9, 9),
		     new_finding(&rule_a, "b", 1, 1));
	assert_order(new_finding(&rule_a, "z", 1, 1),
		     new_finding(&rule_a, "\xc3\xa4", 1, 1));
	assert_order(new_finding(&rule_b, "a", 1, 9),
		     new_finding(&rule_a, "a", 2, 3));
	assert_order(new_finding(&rule_a, "a", 1, 9),
		     new_finding(&rule_b, "a", 1, 3));
	assert_order(new_finding(&rule_a, "a", 1, 2),
		     new_finding(&rule_a, "a", 1, 3));
	g_free(other->message);
	other->message = g_strdup("n");
	assert_order(new_finding(&rule_a, "a", 1, 2), other);
}

static bool starts_at_even_offset(const struct finding *finding, void *payload)
{
	++*(size_t *)payload;
	return finding->span.start % 2 == 0;
}

static void test_remove(void)
{
	g_autoptr(GPtrArray) findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
	size_t n_calls = 0;

	for (size_t i = 0; i < 5; i++)
		g_ptr_array_add(findings, new_finding(&rule_a, "a", i, i));
	findings_remove(findings, starts_at_even_offset, &n_calls);
	g_assert_cmpuint(n_calls, ==, 5);
	g_assert_cmpuint(findings->len, ==, 2);
	for (guint i = 0; i < 2; i++) {
		const struct finding *finding = findings->pdata[i];

		g_assert_cmpuint(finding->span.start, ==, 2 * i + 1);
	}
}

static void test_summary(void)
{
	g_autoptr(finding_t) finding = new_finding(&rule_a, "a", 0, 0);
	struct summary summary = {.files = 3};

	g_assert_cmpint(finding->severity, ==, SEVERITY_ERROR);
	summary_count(&summary, finding);
	summary_count(&summary, finding);
	finding->severity = SEVERITY_WARNING;
	summary_count(&summary, finding);
	finding->severity = SEVERITY_NOTE;
	summary_count(&summary, finding);
	finding->severity = SEVERITY_ERROR;
	finding->fixed = true;
	summary_count(&summary, finding);
	g_assert_cmpuint(summary.files, ==, 3);
	g_assert_cmpuint(summary.errors, ==, 2);
	g_assert_cmpuint(summary.warnings, ==, 1);
	g_assert_cmpuint(summary.notes, ==, 1);
	g_assert_cmpuint(summary.fixed, ==, 1);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/finding/locate", test_locate);
	g_test_add_func("/finding/locate/encodings", test_locate_encodings);
	g_test_add_func("/finding/locate/long", test_locate_long);
	g_test_add_func("/finding/compare", test_compare);
	g_test_add_func("/finding/remove", test_remove);
	g_test_add_func("/finding/summary", test_summary);
	return g_test_run();
}
