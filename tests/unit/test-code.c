/* test-code - what CPython's code generator refuses and warns of. */

#include <config.h>

#include <stdio.h>
#include <string.h>

#include "cleanup.h"
#include "compilation.h"
#include "compilation_warnings.h"
#include "constant.h"

/* "ok", "3 message" of line 3, or the warnings: "3 SyntaxWarning: ...; ..." */
static char *describe(const struct compilation *c)
{
	GString *out = g_string_new(NULL);

	if (c->status == COMPILATION_REFUSED)
		g_string_printf(out, "%u %s", c->error.line, c->error.message);
	for (guint i = 0; c->status == COMPILED && i < c->warnings->len; i++) {
		const struct syntax_error *warning =
			&g_array_index(c->warnings, struct syntax_error, i);

		g_string_append_printf(
			out, "%s%u %s: %s", i ? "; " : "", warning->line,
			error_class_name(warning->class), warning->message);
	}
	if (!out->len)
		g_string_assign(out, c->status == COMPILED ? "ok" : "unknown");
	return g_string_free(out, FALSE);
}

static bool may_warn(const char *text)
{
	struct token_array tokens = {0};
	bool result;

	tokenize(text, strlen(text), 0, &tokens);
	result = compilation_may_warn(text, &tokens);
	token_array_release(&tokens);
	return result;
}

static void expect(const char *text, unsigned int minor, const char *expected)
{
	struct arena arena = {0};
	struct compilation c;
	g_autofree char *answer = NULL;

	compile_text(&c, &arena, text, strlen(text), minor, true);
	answer = describe(&c);
	if (strcmp(answer, expected) != 0)
		g_test_message("3.%u:\n%s", minor, text);
	g_assert_cmpstr(answer, ==, expected);
	if (c.status == COMPILED && c.warnings->len)
		g_assert_true(may_warn(text));
	compilation_release(&c);
	arena_release(&arena);
}

/* A line of code.tsv: a program, then "8-11 3 message" and the like. */
static void expect_row(const char *line)
{
	g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
	g_autofree char *text = g_strcompress(fields[0]);

	g_assert_nonnull(fields[1]);
	for (size_t i = 1; fields[i]; i++) {
		g_autofree char *answer = g_strcompress(fields[i]);
		unsigned int first, last;
		int size = 0;

		g_assert_cmpint(
			sscanf(answer, "%u-%u %n", &first, &last, &size), ==,
			2);
		for (unsigned int minor = first; minor <= last; minor++)
			expect(text, minor, answer + size);
	}
}

static void test_recorded(void)
{
	const char *folder = g_getenv("srcdir");
	g_autofree char *path =
		g_build_filename(folder ? folder : ".", "tests", "unit", "data",
				 "code.tsv", NULL);
	g_autofree char *rows = NULL;
	g_auto(GStrv) lines = NULL;
	size_t n = 0;

	g_assert_true(g_file_get_contents(path, &rows, NULL, NULL));
	lines = g_strsplit(rows, "\n", -1);
	for (; lines[n] && *lines[n]; n++)
		expect_row(lines[n]);
	g_assert_cmpuint(n, >, 300);
}

/* Texts of every kind of token that have no warning. */
static void test_may_warn(void)
{
	static const char *const calm[] = {
		"x = f(a)[0](b)\n",
		"x = [1, 2, 3]\ny = {'a': 1}['a']\n",
		"assert (a and b), 'message'\n",
		"assert (a and\n b)\n",
		"if x is None or f(x) is not y: pass\n",
		"x = '\\n\\x41\\\\d' r'\\d' f'{x}\\t'\n",
		"try: x\nfinally:\n\ty\nreturn\n",
		"def f(a, b=(1, 2)): return (a, b)\n",
		"x[0][1:2]['a'](c).d[0]\n",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(calm); i++)
		g_assert_false(may_warn(calm[i]));
	g_assert_true(may_warn("x is 1\n"));
	g_assert_true(may_warn("'\\d'\n"));
	g_assert_true(may_warn("assert (x, 'a')\n"));
}

static const struct value *value_of(struct compilation *c, const char *text,
				    enum constant_type type)
{
	struct node *node = node_new(c->arena, NODE_CONSTANT, 0);

	c->text = text;
	node->detail = type;
	node->end = (uint32_t)strlen(text);
	return constant_value(c, node);
}

static void expect_repr(const char *text, enum constant_type type,
			const char *expected)
{
	struct arena arena = {0};
	struct compilation c = {.arena = &arena, .minor = 11};

	g_assert_cmpstr(value_repr(&arena, value_of(&c, text, type), 11), ==,
			expected);
	arena_release(&arena);
}

static void test_repr(void)
{
	expect_repr("0", CONSTANT_NUMBER, "0");
	expect_repr("0x_ff", CONSTANT_NUMBER, "255");
	expect_repr("1_000_000_007", CONSTANT_NUMBER, "1000000007");
	expect_repr("123456789012345678901234567890", CONSTANT_NUMBER,
		    "123456789012345678901234567890");
	expect_repr("1.", CONSTANT_NUMBER, "1.0");
	expect_repr("1e16", CONSTANT_NUMBER, "1e+16");
	expect_repr("123456789012345.6", CONSTANT_NUMBER, "123456789012345.6");
	expect_repr("0.0001", CONSTANT_NUMBER, "0.0001");
	expect_repr("0.00001", CONSTANT_NUMBER, "1e-05");
	expect_repr("0.1", CONSTANT_NUMBER, "0.1");
	expect_repr("1e400", CONSTANT_NUMBER, "inf");
	expect_repr("1.5J", CONSTANT_NUMBER, "1.5j");
	expect_repr("'a' \"b'\"", CONSTANT_STRING, "\"ab'\"");
	expect_repr("'\\t\\x7f\\u20ac\\ud800'", CONSTANT_STRING,
		    "'\\t\\x7f\xe2\x82\xac\\ud800'");
	expect_repr("b'\\xff\\\\'", CONSTANT_BYTES, "b'\\xff\\\\'");
	expect_repr("True", CONSTANT_TRUE, "True");
}

/* What CPython would repeat for ever is done in good time. */
static void test_nested_finally(void)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i < 19; i++) {
		g_string_append_printf(text, "%*stry: x\n%*sfinally:\n", i, "",
				       i, "");
	}
	g_string_append_printf(text, "%*sx is 1\n", 19, "");
	g_assert_true(may_warn(text->str));
	{
		struct arena arena = {0};
		struct compilation c;

		compile_text(&c, &arena, text->str, text->len, 11, true);
		g_assert_cmpint(c.status, ==, COMPILED);
		g_assert_cmpuint(c.warnings->len, >, 1);
		compilation_release(&c);
		compile_text(&c, &arena, text->str, text->len, 11, false);
		g_assert_cmpint(c.status, ==, COMPILED);
		compilation_release(&c);
		arena_release(&arena);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/code/recorded", test_recorded);
	g_test_add_func("/code/may-warn", test_may_warn);
	g_test_add_func("/code/repr", test_repr);
	g_test_add_func("/code/nested-finally", test_nested_finally);
	return g_test_run();
}
