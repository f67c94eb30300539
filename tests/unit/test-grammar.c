/* test-grammar - python.peg: the trees it builds, and the words it refuses. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "compilation.h"
#include "recognize.h"

/* 3.8 has a grammar of its own. */
#define OLDEST 9

/* The file of that name beside this one. */
static char *read_table(const char *name)
{
	const char *folder = g_getenv("srcdir");
	g_autofree char *path = g_build_filename(folder ? folder : ".", "tests",
						 "unit", name, NULL);
	char *table = NULL;

	g_assert_true(g_file_get_contents(path, &table, NULL, NULL));
	return table;
}

/* In tables \n stands for a line end. */
static char *unescape(const char *line)
{
	g_auto(GStrv) lines = g_strsplit(line, "\\n", -1);
	g_autofree char *text = g_strjoinv("\n", lines);

	return g_strconcat(text, "\n", NULL);
}

/* ---------------------------------------------------------------- trees */

static char *tree_of(const char *text, unsigned int minor)
{
	struct arena arena = {0};
	struct compilation c;
	const struct node *module = NULL;
	GString *out = g_string_new(NULL);

	compile_text(&c, &arena, text, strlen(text), minor, 0);
	if (c.status == COMPILED)
		module = compilation_parse(&c);
	if (module)
		tree_dump(module, out);
	else
		g_string_append(out, c.error.message);
	compilation_release(&c);
	arena_release(&arena);
	return g_string_free(out, FALSE);
}

/*
 * grammar-trees.tsv: a minor version and a text, then what tree_dump() says.
 * Each was compared with CPython's tree by tests/oracle/trees.py.
 */
static void check_trees(void)
{
	g_autofree char *table = read_table("grammar-trees.tsv");
	g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
	size_t n_trees = 0;

	for (size_t i = 0; lines[i] != NULL && *lines[i] != '\0'; i += 2) {
		g_auto(GStrv) cells = g_strsplit(lines[i], "\t", 2);
		g_autofree char *text = unescape(cells[1]);
		g_autofree char *tree =
			tree_of(text, (unsigned int)g_ascii_strtoull(cells[0],
								     NULL, 10));

		g_assert_nonnull(lines[i + 1]);
		g_assert_cmpstr(tree, ==, lines[i + 1] + 1);
		n_trees++;
	}
	g_assert_cmpuint(n_trees, >, 20);
}

/* ---------------------------------------------------------------- words */

/* "ok", or the class, the line, the column and the message, with tabs between.
 */
static char *answer(const char *text, unsigned int minor)
{
	struct arena arena = {0};
	struct compilation c;
	char *words;

	compile_text(&c, &arena, text, strlen(text), minor, 0);
	if (c.status == COMPILED)
		words = g_strdup("ok");
	else if (c.status == COMPILATION_UNKNOWN)
		words = g_strdup("unknown");
	else
		words = g_strdup_printf(
			"%s\t%u\t%u\t%s", error_class_name(c.error.class),
			c.error.line, c.error.column, c.error.message);
	compilation_release(&c);
	arena_release(&arena);
	return words;
}

/* A row: the first and the last version, and what they say. */
static size_t check_row(const char *text, const char *row)
{
	g_auto(GStrv) cells = g_strsplit(row, "\t", 3);
	unsigned int first = (unsigned int)g_ascii_strtoull(cells[0], NULL, 10);
	unsigned int last = (unsigned int)g_ascii_strtoull(cells[1], NULL, 10);

	for (unsigned int minor = first; minor <= last; minor++) {
		g_autofree char *words = answer(text, minor);

		if (strcmp(words, cells[2]) == 0)
			continue;
		g_test_message("3.%u of %s", minor, text);
		g_assert_cmpstr(words, ==, cells[2]);
	}
	return last + 1 - first;
}

/* grammar-words.tsv, which tests/oracle/grammar_words.py explains. */
static void check_words(void)
{
	g_autofree char *table = read_table("grammar-words.tsv");
	g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
	g_autofree char *text = NULL;
	size_t n_texts = 0;
	size_t n_answers = 0;

	for (size_t i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
		if (*lines[i] == '\t') {
			n_answers += check_row(text, lines[i] + 1);
			continue;
		}
		g_free(text);
		text = unescape(lines[i]);
		n_texts++;
	}
	g_assert_cmpuint(n_texts, >, 300);
	g_assert_cmpuint(n_answers, ==, n_texts * (PYTHON_NEWEST + 1 - OLDEST));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/grammar/trees", check_trees);
	g_test_add_func("/grammar/words", check_words);
	return g_test_run();
}
