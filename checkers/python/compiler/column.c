/* column - how CPython counts the columns of its errors. */

#include <config.h>

#include "column.h"

#include <string.h>

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
 * counts characters in as many bytes as there were before. Behind the line it
 * finds one more, but up to 3.9 all that there may be.
 */
unsigned int column_in_line(const struct compilation *c, const char *line,
			    const char *end, size_t n_bytes)
{
	size_t size = MIN(n_bytes, (size_t)(end - line));
	size_t n_behind = n_bytes - size;
	const char *decoded;

	if (c->counts_bytes)
		return (unsigned int)n_bytes;
	if (c->minor == 8)
		return column_characters(c, line, line + size) + (n_behind > 0);
	decoded = codec_replace_utf8(line, &size, c->arena);
	n_behind = n_bytes - MIN(n_bytes, size);
	if (c->minor >= 10)
		n_behind = MIN(n_behind, 1);
	return count_characters(decoded, MIN(n_bytes, size)) +
	       (unsigned int)n_behind;
}

/* ----------------------------------------------------------------- buffer */

/* Does the line before this one go on in it, behind a backslash? */
static bool continues_line(const struct compilation *c, uint32_t start,
			   uint32_t last_end)
{
	const char *text = c->text;
	uint32_t end = start;

	if (end > 0 && text[end - 1] == '\n')
		end--;
	if (end > 0 && text[end - 1] == '\r')
		end--;
	/* The backslash may stand in a comment. */
	return end > last_end && text[end - 1] == '\\' &&
	       !memchr(text + last_end, '#', end - last_end);
}

uint32_t column_buffer_start(const struct compilation *c, size_t n_tokens,
			     size_t offset)
{
	const struct token *tokens = c->tokens.items;
	unsigned int line = text_line(&c->lines, offset);
	uint32_t start = text_line_start(&c->lines, line);

	for (size_t i = n_tokens;;) {
		uint32_t end;

		while (i > 0 && tokens[i - 1].start >= start)
			i--;
		end = i > 0 ? tokens[i - 1].end : 0;
		if (end > start)
			line = text_line(&c->lines, tokens[i - 1].start);
		else if (line > 1 && continues_line(c, start, end))
			line--;
		else
			return start;
		start = text_line_start(&c->lines, line);
	}
}

/* ------------------------------------------------------------------- line */

/* Has the tokenizer come to the end of the text when it cuts the token? */
static bool is_at_end(const struct compilation *c, const struct token *token)
{
	return token->kind == TOKEN_END ||
	       (token->kind == TOKEN_DEDENT && token->start == c->size);
}

/* The last character that the tokenizer has read. */
static size_t last_read(const struct compilation *c, const struct token *token)
{
	if (is_at_end(c, token))
		return MAX(c->size, 1) - 1;
	if (token->kind == TOKEN_DEDENT)
		return token->start;
	return MAX(token->end, 1) - 1;
}

/*
 * Where the line begins that CPython counts in for an error in a line: its
 * buffer, if the tokenizer has come no further; in 3.9 always.
 */
static size_t counted_start(const struct compilation *c, unsigned int line)
{
	size_t start = text_line_start(&c->lines, line);
	size_t place;

	if (c->counts_bytes || c->minor >= 14 || c->n_cut == 0)
		return start;
	place = last_read(c, &c->tokens.items[c->n_cut - 1]);
	if (c->minor >= 10 && text_line(&c->lines, place) > line)
		return start;
	return column_buffer_start(c, c->n_cut, place);
}

/* Behind the line end that follows. */
static const char *line_end(const struct compilation *c, size_t offset)
{
	const char *newline = memchr(c->text + offset, '\n', c->size - offset);

	return newline ? newline + 1 : c->text + c->size;
}

unsigned int column_of(const struct compilation *c, size_t offset)
{
	size_t place = MIN(offset, c->size);
	unsigned int line = text_line(&c->lines, place);
	size_t n_bytes = place + 1 - text_line_start(&c->lines, line);
	size_t start = counted_start(c, line);

	return column_in_line(c, c->text + start,
			      line_end(c, MAX(start, place)), n_bytes);
}

/* ----------------------------------------------------------------- cursor */

bool column_is_known(const struct compilation *c, size_t i)
{
	unsigned int kind = c->tokens.items[i].kind;

	return kind != TOKEN_INDENT && kind != TOKEN_DEDENT &&
	       kind != TOKEN_END;
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
	size_t start = text_line_start(&c->lines, compilation_token_line(c, i));
	size_t buffer = start;
	size_t end = token->end;
	bool adds_line_end = false;

	if (is_at_end(c, token)) {
		end = c->size;
		adds_line_end = end == start || (c->text[end - 1] != '\n' &&
						 c->text[end - 1] != '\r');
	}
	if (c->minor < 14)
		buffer = column_buffer_start(c, i + 1,
					     MAX(last_read(c, token), start));
	if (c->minor <= 9)
		start = buffer;
	return column_in_line(c, c->text + buffer, line_end(c, end),
			      end - start - count_pairs(c->text, start, end) +
				      adds_line_end);
}
