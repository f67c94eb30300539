/*
 * dump-tokens - print the tokens of files, for tests/oracle/tokens.py.
 *
 * Reads paths from standard input, one a line. For each prints "= PATH", the
 * tokens, one a line, and an empty line. A token is its kind, start and end
 * as line, column (0-based, in code points), as CPython's tokenize module
 * has them; operators and keywords are OP and NAME, as there.
 *
 * A text that cannot be decoded is "DECODE STATUS OFFSET ENCODING".
 *
 * --whole-fstrings shows an f-string as one STRING, as until Python 3.11.
 */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "source.h"
#include "token.h"

/* Walks forward through the text with the tokens. */
struct walker {
	const char *text;
	size_t size;
	size_t offset;
	size_t line;
	size_t column;
};

static void walk_to(struct walker *walker, size_t offset)
{
	while (walker->offset < offset) {
		char c = walker->text[walker->offset++];

		if (c == '\n' ||
		    (c == '\r' && walker->text[walker->offset] != '\n')) {
			walker->line++;
			walker->column = 0;
		} else if (((unsigned char)c & 0xc0) != 0x80) {
			walker->column++;
		}
	}
}

static const char *kind_name(const struct token *token)
{
	if (token->kind >= TOKEN_FALSE)
		return "NAME";
	if (token->kind >= TOKEN_LPAR)
		return "OP";
	return token_kind_name(token->kind);
}

static void print_token(struct walker *walker, const struct token *token)
{
	printf("%s", kind_name(token));
	if (token->kind == TOKEN_ERROR)
		printf(" %s", token_error_message(token->detail));
	if (token->kind == TOKEN_END || token->kind == TOKEN_ERROR ||
	    (token->kind == TOKEN_DEDENT && token->start == walker->size)) {
		putchar('\n');
		return;
	}
	walk_to(walker, token->start);
	printf(" %zu %zu", walker->line, walker->column);
	/* Whether a line end is one byte or two is left out. */
	if (token->kind != TOKEN_NEWLINE && token->kind != TOKEN_NL) {
		walk_to(walker, token->end);
		printf(" %zu %zu", walker->line, walker->column);
	}
	putchar('\n');
}

/* Prints the f-string that begins at tokens[i]; returns where it ends. */
static size_t print_whole(struct walker *walker,
			  const struct token_array *tokens, size_t i)
{
	struct token whole = tokens->items[i];
	unsigned int depth = 0;

	for (; tokens->items[i].kind != TOKEN_ERROR; i++) {
		depth += tokens->items[i].kind == TOKEN_FSTRING_START;
		depth -= tokens->items[i].kind == TOKEN_FSTRING_END;
		if (depth == 0)
			break;
	}
	if (depth > 0)
		return i - 1;
	whole.kind = TOKEN_STRING;
	whole.end = tokens->items[i].end;
	print_token(walker, &whole);
	return i;
}

static void dump(const char *text, size_t size, bool whole_fstrings,
		 struct token_array *tokens)
{
	struct walker walker = {.text = text, .size = size, .line = 1};

	tokenize(text, size, TOKENIZE_TRIVIA, tokens);
	for (size_t i = 0; i < tokens->n; i++) {
		if (whole_fstrings &&
		    tokens->items[i].kind == TOKEN_FSTRING_START)
			i = print_whole(&walker, tokens, i);
		else
			print_token(&walker, &tokens->items[i]);
	}
}

static void dump_file(const char *path, bool whole_fstrings,
		      struct token_array *tokens)
{
	g_autofree char *bytes = NULL;
	g_autoptr(GError) error = NULL;
	struct source source = SOURCE_INIT;
	struct decode_result decoding;
	size_t size;

	printf("= %s\n", path);
	if (!g_file_get_contents(path, &bytes, &size, &error)) {
		printf("! %s\n\n", error->message);
		return;
	}
	source_set(&source, path, bytes, size);
	if (source_decode(&source, &decoding))
		dump(source.text, source.text_size, whole_fstrings, tokens);
	else
		printf("DECODE %d %zu %s\n", (int)decoding.status,
		       decoding.offset, decoding.encoding);
	putchar('\n');
	source_release(&source);
}

int main(int argc, char **argv)
{
	bool whole_fstrings =
		argc > 1 && strcmp(argv[1], "--whole-fstrings") == 0;
	struct token_array tokens = {0};
	g_autofree char *line = NULL;
	size_t capacity = 0;

	while (getline(&line, &capacity, stdin) > 0)
		dump_file(g_strchomp(line), whole_fstrings, &tokens);
	token_array_release(&tokens);
	return 0;
}
