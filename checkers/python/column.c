/* column - how CPython counts the columns of its errors. */

#include <config.h>

#include "column.h"

#include "codec_error.h"

/* -------------------------------------------------------------- distances */

static unsigned int count_characters(const char *text, size_t size)
{
	unsigned int n = 0;

	for (size_t i = 0; i < size; i++)
		n += ((unsigned char)text[i] & 0xc0) != 0x80;
	return n;
}

unsigned int column_characters(const struct compilation *c, const char *start,
			       const char *end)
{
	size_t size = (size_t)(end - start);
	const char *decoded = codec_replace_utf8(start, &size, c->arena);

	return count_characters(decoded, size);
}

/*
 * CPython replaces the bytes of a line that are no UTF-8 first, and then
 * counts characters in as many bytes as there were before.
 */
unsigned int column_distance(const struct compilation *c, const char *start,
			     const char *end)
{
	size_t n_bytes = (size_t)(end - start);
	size_t size = n_bytes;
	const char *decoded;

	if (c->counts_bytes)
		return (unsigned int)n_bytes;
	if (c->minor == 8)
		return column_characters(c, start, end);
	decoded = codec_replace_utf8(start, &size, c->arena);
	return count_characters(decoded, MIN(n_bytes, size));
}

unsigned int column_of(const struct compilation *c, size_t offset)
{
	size_t place = MIN(offset, c->size);
	uint32_t start =
		text_line_start(&c->lines, text_line(&c->lines, place));

	return column_distance(c, c->text + start, c->text + place + 1);
}

/* ----------------------------------------------------------------- buffer */

/* Does the line before this one go on in it, behind a backslash? */
static bool continues_line(const struct compilation *c, uint32_t start)
{
	const char *text = c->text;

	if (start > 0 && text[start - 1] == '\n')
		start--;
	if (start > 0 && text[start - 1] == '\r')
		start--;
	return start > 0 && text[start - 1] == '\\';
}

uint32_t column_buffer_start(const struct compilation *c, size_t n_tokens,
			     size_t offset)
{
	const struct token *tokens = c->tokens.items;
	unsigned int line = text_line(&c->lines, offset);
	uint32_t start = text_line_start(&c->lines, line);

	for (size_t i = n_tokens; i > 0; i--) {
		while (line > 1 && continues_line(c, start))
			start = text_line_start(&c->lines, --line);
		if (tokens[i - 1].end <= start)
			break;
		if (tokens[i - 1].start >= start)
			continue;
		line = text_line(&c->lines, tokens[i - 1].start);
		start = text_line_start(&c->lines, line);
	}
	return start;
}

/* ----------------------------------------------------------------- cursor */

bool column_is_known(const struct compilation *c, size_t i)
{
	unsigned int kind = c->tokens.items[i].kind;

	return kind != TOKEN_INDENT && kind != TOKEN_DEDENT &&
	       kind != TOKEN_END;
}

/* Has the tokenizer come to the end of the text when it cuts the token? */
static bool is_at_end(const struct compilation *c, const struct token *token)
{
	return token->kind == TOKEN_END ||
	       (token->kind == TOKEN_DEDENT && token->start == c->size);
}

/* The line ends "\r\n" among the bytes, which count as one character. */
static unsigned int count_pairs(const char *text, size_t start, size_t end)
{
	unsigned int n = 0;

	for (size_t i = start; i + 1 < end; i++)
		n += text[i] == '\r' && text[i + 1] == '\n';
	return n;
}

unsigned int column_of_cursor(const struct compilation *c, size_t i)
{
	const struct token *token = &c->tokens.items[i];
	unsigned int line = compilation_token_line(c, i);
	size_t start = text_line_start(&c->lines, line);
	size_t end = token->end;
	bool adds_line_end = false;

	if (is_at_end(c, token)) {
		end = c->size;
		adds_line_end = end == start || (c->text[end - 1] != '\n' &&
						 c->text[end - 1] != '\r');
	}
	if (c->minor <= 9)
		start = column_buffer_start(c, i, start);
	return column_distance(c, c->text + start, c->text + end) -
	       count_pairs(c->text, start, end) + adds_line_end;
}
