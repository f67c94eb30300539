/* test-compilation - what compile_text() says, and that it always ends. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "compilation.h"
#include "recognize.h"

/* "SyntaxError: message at line 1", "ok" or "unknown". */
static char *words_of(const char *text, unsigned int minor)
{
	struct arena arena = {0};
	struct compilation c;
	char *words;

	compile_text(&c, &arena, text, strlen(text), minor, 0);
	if (c.status == COMPILATION_REFUSED)
		words = g_strdup_printf("%s: %s at line %u",
					error_class_name(c.error.class),
					c.error.message, c.error.line);
	else
		words = g_strdup(c.status == COMPILED ? "ok" : "unknown");
	compilation_release(&c);
	arena_release(&arena);
	return words;
}

static void expect(const char *text, unsigned int minor, const char *words)
{
	g_autofree char *ours = words_of(text, minor);

	g_assert_cmpstr(ours, ==, words);
}

/* Facts that CPython's interpreters told. */
static void test_facts(void)
{
	expect("x = 1\n", 14, "ok");
	expect("(q x)", 9, "SyntaxError: invalid syntax at line 1");
	expect("(q x)", 10,
	       "SyntaxError: invalid syntax. Perhaps you forgot a comma? at "
	       "line 1");
	/* The first letters of a soft keyword pass for it until 3.13. */
	expect("(typ x)", 13, "SyntaxError: invalid syntax at line 1");
	expect("(typ x)", 14,
	       "SyntaxError: invalid syntax. Perhaps you forgot a comma? at "
	       "line 1");
	expect("x = (1,\n\n\n", 9,
	       "SyntaxError: unexpected EOF while parsing at line 3");
	expect("x = (1,\n\n\n", 10,
	       "SyntaxError: '(' was never closed at line 1");
	expect("class A:\n def f(self):\n\n\n\n", 12,
	       "IndentationError: expected an indented block after function "
	       "definition on line 2 at line 5");
	expect("if 1:\n  @a\nx", 11,
	       "IndentationError: unexpected unindent at line 3");
	/* The tokenizer's later error, unless its bracket is on this line. */
	expect("a b\n'c\n", 11,
	       "SyntaxError: unterminated string literal (detected at line 2) "
	       "at line 2");
	expect("def f(*, *c1, \n", 13,
	       "SyntaxError: '(' was never closed at line 1");
	/* 3.9 looks at the line that its tokenizer has read. */
	expect("if x: print 'a', # b\n", 9,
	       "SyntaxError: Missing parentheses in call to 'print'. Did you "
	       "mean print('a', # b)? at line 1");
	expect("print \\\n 'x'\n", 9,
	       "SyntaxError: Missing parentheses in call to 'print'. Did you "
	       "mean print(\\\n 'x')? at line 2");
}

static void expect_column(const char *bytes, unsigned int minor,
			  unsigned int column)
{
	struct arena arena = {0};
	struct compilation c;

	compile_bytes(&c, &arena, bytes, strlen(bytes), minor, 0);
	g_assert_cmpuint(c.status, ==, COMPILATION_REFUSED);
	if (c.error.column != column)
		g_test_message("3.%u of %s", minor, bytes);
	g_assert_cmpuint(c.error.column, ==, column);
	compilation_release(&c);
	arena_release(&arena);
}

/* Columns that CPython's interpreters told; grammar-words.tsv has more. */
static void test_columns(void)
{
	expect_column("    x", 8, 4);
	expect_column("x = (1,\n\n  \n", 8, 3);
	expect_column("x = '''\u00e9\ny", 8, 11);
	expect_column("\"\u00e9\" <> x", 8, 6);
	expect_column("if x:\n  y\n \u00e9", 8, 3);
	expect_column("if x:\n  y\n \u00e9", 11, 4);
	expect_column("if x:\n  y\n \u00e9", 13, 3);
	/* 3.8 counts bytes once its parser is done, all once they have a tree.
	 */
	expect_column("f(\"\u00e9\", x for x in y)", 8, 9);
	expect_column("f(\"\u00e9\", x for x in y)", 11, 9);
	expect_column("f(\"\u00e9\", x for x in y)", 13, 8);
	for (unsigned int minor = PYTHON_OLDEST; minor <= PYTHON_NEWEST;
	     minor++)
		expect_column("\"\u00e9\"; return", minor, 7);
	/* Where the encoding is declared 3.9 to 3.12 count characters. */
	expect_column("\u00e9 x", 11, 4);
	expect_column("\xef\xbb\xbf\u00e9 x", 11, 3);
	expect_column("# coding: utf-8\n\u00e9 x", 11, 3);
	expect_column("# coding: utf-8\nx = \"\xe9\"\n", 11, 6);
	expect_column("# coding: utf-8\nx = \"\xe9\"\n", 14, 6);
	expect_column("# coding: nope\n", 11, 0);
}

/* A text of n times 'before', 'middle', and n times 'after'. */
struct shape {
	const char *before;
	const char *middle;
	const char *after;
	size_t n;
};

static char *shape_text(const struct shape *shape)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; i < shape->n; i++)
		g_string_append(text, shape->before);
	g_string_append(text, shape->middle);
	for (size_t i = 0; i < shape->n; i++)
		g_string_append(text, shape->after);
	g_string_append_c(text, '\n');
	return g_string_free(text, FALSE);
}

/* Texts on which a parser without memos, or of deep frames, would not end. */
static const struct shape shapes[] = {
	{"(", "a b", ")", 190},
	{"[", "a for", "]", 190},
	{"f(a=", "a b", ")", 190},
	{"{a:", "a b", "}", 190},
	{"a[", "a b", "]", 190},
	{"print f(", "a b", ")", 190},
	{"lambda x=(", "a b", "): a", 190},
	{"(a, *", "a b", ") = ", 190},
	{"f'{", "a", "}'", 99},
	{"a + ", "b c", "", 2000},
	{"a if b else ", "b c", "", 2000},
	{"not ", "b c", "", 2000},
	{"-", "b c", "", 2000},
	{"a ** ", "b c", "", 2000},
	{"lambda: ", "b c", "", 2000},
	{"a = ", "b c", "", 2000},
	{"a, ", "b c", "", 2000},
	{"@a\n", "b c", "", 2000},
	{"if a: b\nelse:\n b\n", "b c", "", 2000},
	{"if a:\n b\n", "else: b c", "\nelif a:\n b", 2000},
	{"a = f(b, c=[1], *d)\n", "b c", "", 2000},
	{"def f(a, b:\n", "b c", "", 2000},
};

static void check_shapes(unsigned int minor)
{
	for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
		g_autofree char *text = shape_text(&shapes[i]);
		g_autofree char *words = words_of(text, minor);

		if (strncmp(shapes[i].before, "f'", 2) != 0)
			g_assert_cmpstr(words, !=, "ok");
	}
}

static void test_shapes(void)
{
	for (unsigned int minor = PYTHON_OLDEST; minor <= PYTHON_NEWEST;
	     minor++)
		check_shapes(minor);
}

/* try statements in each other, each of which is tried several times. */
static void test_blocks(void)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i < 90; i++)
		g_string_append_printf(text, "%*stry:\n", i, "");
	g_string_append_printf(text, "%*sx y\n", 90, "");
	for (unsigned int minor = PYTHON_OLDEST; minor <= PYTHON_NEWEST;
	     minor++)
		expect(text->str, minor,
		       "SyntaxError: invalid syntax at line 91");
}

static void *run_shapes(void *minor)
{
	check_shapes(GPOINTER_TO_UINT(minor));
	return NULL;
}

/* In a thread, with its smaller stack, and several of them at a time. */
static void test_threads(void)
{
	GThread *threads[2];

	for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("compile", run_shapes,
					  GUINT_TO_POINTER(PYTHON_NEWEST - i));
	for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/compilation/facts", test_facts);
	g_test_add_func("/compilation/columns", test_columns);
	g_test_add_func("/compilation/shapes", test_shapes);
	g_test_add_func("/compilation/blocks", test_blocks);
	g_test_add_func("/compilation/threads", test_threads);
	return g_test_run();
}
