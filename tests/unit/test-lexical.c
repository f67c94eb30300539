/* test-lexical - bytes, tokens, literals, files in each CPython's words. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "compilation.h"
#include "python_file.h"
#include "recognize.h"
#include "source.h"

/* "ok", or the class, the line and the message, with tabs between. */
static char *answer(struct arena *arena, const char *bytes, size_t size,
		    unsigned int minor)
{
	struct compilation c;
	char *words;

	compile_bytes(&c, arena, bytes, size, minor, false);
	if (c.status == COMPILED)
		words = g_strdup("ok");
	else if (c.status == COMPILATION_UNKNOWN)
		words = g_strdup("unknown");
	else
		words = g_strdup_printf("%s\t%u\t%s",
					error_class_name(c.error.class),
					c.error.line, c.error.message);
	compilation_release(&c);
	arena_reset(arena);
	return words;
}

/* The same from the recognizer and whom it asks. */
static char *answer_of_file(const char *bytes, size_t size, unsigned int minor)
{
	struct source source = SOURCE_INIT;
	struct python_file file;
	const struct python_verdict *verdict;
	char *words;

	python_file_init(&file);
	source_set(&source, "a.py", bytes, size);
	python_file_set(&file, &source, minor);
	verdict = python_file_judge(&file, minor);
	if (verdict->status == PYTHON_COMPILES)
		words = g_strdup("ok");
	else if (verdict->status == PYTHON_UNKNOWN)
		words = g_strdup("unknown");
	else
		words = g_strdup_printf("%s\t%u\t%s",
					error_class_name(verdict->class),
					verdict->line, verdict->message);
	python_file_release(&file);
	source_release(&source);
	return words;
}

/* The bytes of a line of the table, where they are escaped as in C. */
static GString *unescape(const char *line)
{
	GString *bytes = g_string_new(NULL);

	while (*line != '\0') {
		if (*line != '\\') {
			g_string_append_c(bytes, *line++);
			continue;
		}
		g_string_append_c(bytes,
				  (char)((line[1] - '0') * 64 +
					 (line[2] - '0') * 8 + line[3] - '0'));
		line += 4;
	}
	return bytes;
}

/* A row: the first and the last version, and what they say. */
static size_t check_row(struct arena *arena, const GString *bytes,
			const char *row)
{
	g_auto(GStrv) cells = g_strsplit(row, "\t", 3);
	unsigned int first = (unsigned int)g_ascii_strtoull(cells[0], NULL, 10);
	unsigned int last = (unsigned int)g_ascii_strtoull(cells[1], NULL, 10);
	GString *expected = unescape(cells[2]);

	for (unsigned int minor = first; minor <= last; minor++) {
		g_autofree char *words =
			answer(arena, bytes->str, bytes->len, minor);
		g_autofree char *file_words =
			answer_of_file(bytes->str, bytes->len, minor);

		if (strcmp(words, expected->str) != 0 ||
		    strcmp(file_words, expected->str) != 0)
			g_test_message("3.%u of %s", minor, bytes->str);
		g_assert_cmpstr(words, ==, expected->str);
		g_assert_cmpstr(file_words, ==, expected->str);
	}
	g_string_free(expected, TRUE);
	return last + 1 - first;
}

/* A table, which tests/oracle/lexical_words.py explains. */
static void check_words(const void *name)
{
	const char *folder = g_getenv("srcdir");
	g_autofree char *path =
		g_build_filename(folder ? folder : ".", "tests", "unit",
				 (const char *)name, NULL);
	g_autofree char *table = NULL;
	g_auto(GStrv) lines = NULL;
	struct arena arena = {0};
	GString *bytes = NULL;
	size_t n_texts = 0;
	size_t n_answers = 0;

	g_assert_true(g_file_get_contents(path, &table, NULL, NULL));
	lines = g_strsplit(table, "\n", -1);
	for (size_t i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
		if (*lines[i] == '\t') {
			n_answers += check_row(&arena, bytes, lines[i] + 1);
			continue;
		}
		if (bytes)
			g_string_free(bytes, TRUE);
		bytes = unescape(lines[i]);
		n_texts++;
	}
	g_string_free(bytes, TRUE);
	arena_release(&arena);
	g_assert_cmpuint(n_texts, >, 40);
	g_assert_cmpuint(n_answers, ==,
			 n_texts * (PYTHON_NEWEST + 1 - PYTHON_OLDEST));
}

/* --------------------------------------------------------------- tokens */

/* The tokens of a text, as "NAME(0,1) ...". */
static char *tokens_of(const char *text, unsigned int minor)
{
	struct arena arena = {0};
	struct compilation c = {
		.arena = &arena,
		.text = text,
		.size = strlen(text),
		.minor = minor,
	};
	GString *out = g_string_new(NULL);

	text_lines_init(&c.lines, &arena, text, c.size);
	compilation_tokenize(&c);
	for (size_t i = 0; i < c.tokens.n; i++)
		g_string_append_printf(out, "%s%s(%u,%u)@%u", i ? " " : "",
				       token_kind_name(c.tokens.items[i].kind),
				       c.tokens.items[i].start,
				       c.tokens.items[i].end,
				       compilation_token_line(&c, i));
	token_array_release(&c.tokens);
	arena_release(&arena);
	return g_string_free(out, FALSE);
}

static void check_tokens(void)
{
	static const struct {
		unsigned int minor;
		const char *text;
		const char *tokens;
	} rows[] = {
		{8, "1a",
		 "NUMBER(0,1)@1 NAME(1,2)@1 NEWLINE(2,2)@1 END(2,2)@1"},
		{10, "1a", "ERROR(0,1)@1 END(2,2)@1"},
		{11, "f'{a}'\r\n", "STRING(0,6)@1 NEWLINE(6,8)@1 END(8,8)@2"},
		{12, "f'{a}'\r\n",
		 "FSTRING_START(0,2)@1 {(2,3)@1 NAME(3,4)@1 }(4,5)@1 "
		 "FSTRING_END(5,6)@1 NEWLINE(6,8)@1 END(8,8)@1"},
		{13, "t''",
		 "NAME(0,1)@1 STRING(1,3)@1 NEWLINE(3,3)@1 "
		 "END(3,3)@1"},
		{14, "t''",
		 "FSTRING_START(0,2)@1 FSTRING_END(2,3)@1 "
		 "NEWLINE(3,3)@1 END(3,3)@1"},
		{9, "(\n", "((0,1)@1 END(2,2)@1"},
		{10, "(\n", "((0,1)@1 ERROR(2,2)@2 END(2,2)@1"},
		{12, "if a:\r\n b\r c",
		 "if(0,2)@1 NAME(3,4)@1 :(4,5)@1 NEWLINE(5,7)@1 "
		 "INDENT(7,8)@2 NAME(8,9)@2 NEWLINE(9,10)@2 NAME(11,12)@3 "
		 "NEWLINE(12,12)@3 DEDENT(12,12)@3 END(12,12)@3"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *tokens =
			tokens_of(rows[i].text, rows[i].minor);

		g_assert_cmpstr(tokens, ==, rows[i].tokens);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/lexical/tokens", check_tokens);
	g_test_add_data_func("/lexical/words", "lexical-words.tsv",
			     check_words);
	g_test_add_data_func("/lexical/files", "file-words.tsv", check_words);
	return g_test_run();
}
