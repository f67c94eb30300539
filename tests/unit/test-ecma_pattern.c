/* test-ecma_pattern - patterns of ECMA-262 mean here what they mean there. */

#include <config.h>

#include "schema_pattern.h"

#include "cleanup.h"

struct vector {
	const char *pattern;
	const char *text;
	bool is_found;
};

static const struct vector vectors[] = {
	{"^abc$", "abc", true},
	{"^abc$", "abc\n", false},
	{"^a.c$", "a\nc", false},
	{"^a.c$",
	 "a\xe2\x80\xa8"
	 "c",
	 false},
	{"^a.c$",
	 "a\xf0\x9f\x90\xb2"
	 "c",
	 true},
	{"^\\s$", "\xc2\xa0", true},
	{"^\\s$", "\xef\xbb\xbf", true},
	{"^\\S$", "\xc2\xa0", false},
	{"^[\\s]$", "\xe2\x80\xa9", true},
	{"^[\\S]$", "\xe2\x80\xa9", false},
	{"^[^\\S]$", "\xe2\x80\xa9", true},
	{"^[\\d-x]$", "-", true},
	{"^\\d$", "\xdf\x80", false},
	{"^\\w$", "\xc3\xa9", false},
	{"\\bx", "\xc3\xa9x", true},
	{"^\\cJ$", "\n", true},
	{"^\\x41\\u0042\\u{43}$", "ABC", true},
	{"^\\ud83d\\udc32$", "\xf0\x9f\x90\xb2", true},
	{"^[\\ud83d\\udc32]$", "\xf0\x9f\x90\xb2", true},
	{"^\\u{1f432}+$", "\xf0\x9f\x90\xb2\xf0\x9f\x90\xb2", true},
	{"\\ud83d", "\xf0\x9f\x90\xb2", false},
	{"^\\p{Letter}$", "\xcf\x80", true},
	{"^\\p{L}$", "1", false},
	{"^\\P{Lu}$", "a", true},
	{"^\\p{gc=Decimal_Number}$", "\xe0\xa7\xaa", true},
	{"^\\p{Script=Greek}$", "\xcf\x80", true},
	{"^\\p{sc=Latin}$", "\xcf\x80", false},
	{"^[\\p{Script_Extensions=Greek}\\d]+$", "1\xcf\x80", true},
	{"^\\p{Alphabetic}$", "x", true},
	{"[]", "x", false},
	{"^[^]$", "\n", true},
	{"^[[:alpha:]]$", ":]", true},
	{"^(?<year>\\d{4})-\\k<year>$", "2020-2020", true},
	{"^(?<year>\\d{4})-\\k<year>$", "2020-2021", false},
	{"^\\k<a>(?<a>x)$", "x", true},
	{"^(?:a|(b))\\1$", "a", true},
	{"^(?!/)(?![A-Za-z]:).+", "docs/a.md", true},
	{"^(?!/)(?![A-Za-z]:).+", "/etc", false},
	{"(?<=a)b", "ab", true},
	{"(?<!a)b", "ab", false},
	{"^a{2}$", "aa", true},
	{"^a{,2}$", "a{,2}", true},
	{"^a{2,}?$", "aaa", true},
	{"^\\-\\@$", "-@", true},
	{"^a\\/b$", "a/b", true},
	{"^}]$", "}]", true},
	{"^\\0$", "x", false},
	{"^[\\b]$", "\b", true},
	{"^#  x$", "#  x", true},
	{"\\Q", NULL, false},
	{"\\a", NULL, false},
	{"\\A", NULL, false},
	{"\\z", NULL, false},
	{"\\h", NULL, false},
	{"\\x4", NULL, false},
	{"\\u12", NULL, false},
	{"\\u{110000}", NULL, false},
	{"\\c1", NULL, false},
	{"\\01", NULL, false},
	{"\\p{Nonsense}", NULL, false},
	{"\\p{Greek}", NULL, false},
	{"\\p{^L}", NULL, false},
	{"\\p{Xan}", NULL, false},
	{"\\pL", NULL, false},
	{"a++", NULL, false},
	{"a{2}{3}", NULL, false},
	{"*a", NULL, false},
	{"(?=a)*", NULL, false},
	{"(?i)a", NULL, false},
	{"(?>a)", NULL, false},
	{"(?P<n>a)", NULL, false},
	{"(?#x)", NULL, false},
	{"(?<1>a)", NULL, false},
	{"(?<n>a)(?<n>b)", NULL, false},
	{"\\2(a)", NULL, false},
	{"\\k<n>", NULL, false},
	{"(a", NULL, false},
	{"a)", NULL, false},
	{"[a", NULL, false},
	{"[b-a]", NULL, false},
	{"[a-\\d]", NULL, false},
	{"\\", NULL, false},
};

static void test_vectors(void)
{
	struct schema_matcher *matcher = schema_matcher_new();

	for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++) {
		const struct vector *vector = &vectors[i];
		struct ecma_error error = {0};
		struct schema_pattern *pattern = schema_pattern_new(
			vector->pattern, strlen(vector->pattern), &error);

		g_test_message("%s: %s", vector->pattern, error.message);
		g_assert_true((pattern != NULL) == (vector->text != NULL));
		if (pattern)
			g_assert_cmpint(schema_pattern_search(
						pattern, matcher, vector->text,
						strlen(vector->text)),
					==,
					vector->is_found ? SCHEMA_MATCH_YES
							 : SCHEMA_MATCH_NO);
		else
			g_assert_cmpstr(error.message, !=, "");
		schema_pattern_free(pattern);
	}
	schema_matcher_free(matcher);
}

/* U+0000 in a pattern and in a text is a character as any other. */
static void test_zero(void)
{
	struct schema_matcher *matcher = schema_matcher_new();
	struct ecma_error error;
	struct schema_pattern *pattern =
		schema_pattern_new("^a\0b$", 5, &error);

	g_assert_nonnull(pattern);
	g_assert_cmpint(schema_pattern_search(pattern, matcher, "a\0b", 3), ==,
			SCHEMA_MATCH_YES);
	g_assert_cmpint(schema_pattern_search(pattern, matcher, "a\0c", 3), ==,
			SCHEMA_MATCH_NO);
	schema_pattern_free(pattern);
	schema_matcher_free(matcher);
}

/* What would take years is given up at once. */
static void test_catastrophe(void)
{
	static const char text[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!";
	struct schema_matcher *matcher = schema_matcher_new();
	struct ecma_error error;
	struct schema_pattern *pattern =
		schema_pattern_new("^(a+)+$", 7, &error);

	g_assert_nonnull(pattern);
	g_assert_cmpint(
		schema_pattern_search(pattern, matcher, text, strlen(text)), ==,
		SCHEMA_MATCH_LIMIT);
	schema_pattern_free(pattern);
	schema_matcher_free(matcher);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ecma_pattern/vectors", test_vectors);
	g_test_add_func("/ecma_pattern/zero", test_zero);
	g_test_add_func("/ecma_pattern/catastrophe", test_catastrophe);
	return g_test_run();
}
