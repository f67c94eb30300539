/* token_line - where logical lines begin: indentation and blank lines. */

#include <config.h>

#include "lexer.h"

#include "cleanup.h"
#include "scan.h"

const char *lexer_skip_continuation(struct tokenizer *tokenizer, const char *p,
				    struct token *out)
{
	unsigned int size = lexer_line_end_size(p + 1, tokenizer->end);
	const char *next = p + 1 + size;

	if (next == tokenizer->end) {
		lexer_fail(tokenizer, out, TOKEN_ERROR_CONTINUATION_EOF, p,
			   next);
		return NULL;
	}
	if (size == 0) {
		lexer_fail(tokenizer, out, TOKEN_ERROR_CONTINUATION, p, p + 1);
		return NULL;
	}
	tokenizer->line_start = TOKEN_LINE_START;
	return next;
}

/* The indentation of one line, counted with both tab widths. */
struct indentation {
	unsigned int column;
	unsigned int alternate;
};

/*
 * Walks over the indentation at p. A backslash may split it over lines; the
 * first line that has any decides. NULL with *out set on failure.
 */
static const char *measure(struct tokenizer *tokenizer, const char *p,
			   struct indentation *indentation, struct token *out)
{
	unsigned int column = 0;
	unsigned int alternate = 0;
	unsigned int continued = 0;

	for (;;) {
		const char *blanks_end = scan_blanks(p, tokenizer->end);

		column += (unsigned int)(blanks_end - p);
		alternate += (unsigned int)(blanks_end - p);
		p = blanks_end;
		if (*p == '\t') {
			column = (column / 8 + 1) * 8;
			alternate++;
			p++;
		} else if (*p == '\f') {
			column = alternate = 0;
			p++;
		} else if (*p == '\\') {
			continued = continued ? continued : column;
			p = lexer_skip_continuation(tokenizer, p, out);
			if (!p)
				return NULL;
		} else {
			break;
		}
	}
	indentation->column = continued ? continued : column;
	indentation->alternate = continued ? continued : alternate;
	return p;
}

/* A line with more indentation than the one before: INDENT, or an error. */
static struct token *indent(struct tokenizer *tokenizer, struct indentation at,
			    const char *line, const char *p, struct token *out)
{
	unsigned int level = tokenizer->indent;

	if (level + 1 >= TOKENIZER_MAX_INDENT) {
		lexer_fail(tokenizer, out, TOKEN_ERROR_INDENT_DEPTH, p, p);
	} else if (at.alternate <= tokenizer->alternate_columns[level]) {
		lexer_fail(tokenizer, out, TOKEN_ERROR_TABS, p, p);
	} else {
		tokenizer->columns[++level] = at.column;
		tokenizer->alternate_columns[level] = at.alternate;
		tokenizer->indent = level;
		/* The line's first token is the one after it. */
		tokenizer->line_start = 0;
		lexer_emit(tokenizer, out, TOKEN_INDENT, 0, line, p);
		tokenizer->line_start = TOKEN_LINE_START;
	}
	return out + 1;
}

/* A line with as much indentation or less: dedents that fit, or an error. */
static struct token *dedent(struct tokenizer *tokenizer, struct indentation at,
			    const char *p, struct token *out)
{
	unsigned int level = tokenizer->indent;

	while (level > 0 && at.column < tokenizer->columns[level])
		level--;
	if (at.column != tokenizer->columns[level]) {
		lexer_fail(tokenizer, out++, TOKEN_ERROR_DEDENT, p, p);
	} else if (at.alternate != tokenizer->alternate_columns[level]) {
		lexer_fail(tokenizer, out++, TOKEN_ERROR_TABS, p, p);
	} else if (level < tokenizer->indent) {
		tokenizer->n_dedents = tokenizer->indent - level;
		tokenizer->indent = level;
		tokenizer->mode = LEXER_DEDENT;
	}
	return out;
}

/*
 * The first byte, from *line on, that is no indentation, of a line that is
 * not blank (with trivia: of any line; is_blank_line tells), or the end of
 * the text; *line is that line's start. NULL with *out set on failure.
 */
static const char *find_line(struct tokenizer *tokenizer, const char **line,
			     struct indentation *indentation, struct token *out)
{
	const char *end = tokenizer->end;

	for (;;) {
		const char *p = measure(tokenizer, *line, indentation, out);

		if (!p || p == end || (*p != '#' && *p != '\n' && *p != '\r'))
			return p;
		if (tokenizer->options & TOKENIZE_TRIVIA) {
			tokenizer->is_blank_line = true;
			return p;
		}
		if (*p == '#')
			p = scan_line_end(p, end);
		*line = p + lexer_line_end_size(p, end);
	}
}

static void finish_text(struct tokenizer *tokenizer)
{
	tokenizer->n_dedents = tokenizer->indent;
	tokenizer->indent = 0;
	tokenizer->mode = LEXER_DEDENT;
}

struct token *lexer_line_start(struct tokenizer *tokenizer, struct token *out)
{
	struct indentation indentation;
	const char *line = tokenizer->cursor;
	const char *p;

	tokenizer->line_start = TOKEN_LINE_START;
	p = find_line(tokenizer, &line, &indentation, out);
	if (!p)
		return out + 1;
	tokenizer->cursor = p;
	tokenizer->mode = LEXER_CODE;
	if (p == tokenizer->end)
		finish_text(tokenizer);
	if (p == tokenizer->end || tokenizer->is_blank_line)
		return out;
	if (indentation.column > tokenizer->columns[tokenizer->indent])
		return indent(tokenizer, indentation, line, p, out);
	return dedent(tokenizer, indentation, p, out);
}

struct token *lexer_dedents(struct tokenizer *tokenizer, struct token *out,
			    const struct token *limit)
{
	tokenizer->line_start = 0;
	for (; tokenizer->n_dedents > 0 && out < limit; tokenizer->n_dedents--)
		lexer_emit(tokenizer, out++, TOKEN_DEDENT, 0, tokenizer->cursor,
			   tokenizer->cursor);
	tokenizer->line_start = TOKEN_LINE_START;
	if (tokenizer->n_dedents == 0)
		tokenizer->mode = tokenizer->cursor == tokenizer->end
					  ? LEXER_END
					  : LEXER_CODE;
	return out;
}
