/* exact_lexer_line - indentation and continued lines, as CPython has them. */

#include <config.h>

#include "exact_lexer.h"

#include "cleanup.h"

static bool stop(struct exact_lexer *lexer, enum token_error error,
		 enum error_class class, const char *message)
{
	exact_stop(lexer, error, class, message);
	return false;
}

bool exact_continuation(struct exact_lexer *lexer)
{
	int c = exact_read(lexer);

	if (c != '\n') {
		if (lexer->c->minor == 8)
			lexer->cursor = lexer->next_line;
		return stop(lexer, TOKEN_ERROR_CONTINUATION, SYNTAX_ERROR,
			    "unexpected character after line continuation "
			    "character");
	}
	c = exact_read(lexer);
	if (c == EXACT_EOF && exact_stop_in_bracket(lexer))
		return false;
	if (c == EXACT_EOF)
		return stop(lexer, TOKEN_ERROR_CONTINUATION_EOF, SYNTAX_ERROR,
			    "unexpected EOF while parsing");
	exact_back(lexer, c);
	return true;
}

/* The indentation of a line, counted with both tab widths. */
struct indentation {
	unsigned int column;
	unsigned int alternate;
	int stop; /* the character after it */
};

/*
 * Since 3.10 a backslash may stand in the indentation; the first line that
 * has any decides.
 */
static bool measure(struct exact_lexer *lexer, struct indentation *out)
{
	unsigned int continued = 0;
	int c;

	*out = (struct indentation){0};
	for (;;) {
		c = exact_read(lexer);
		if (c == ' ') {
			out->column++;
			out->alternate++;
		} else if (c == '\t') {
			out->column = (out->column / 8 + 1) * 8;
			out->alternate++;
		} else if (c == '\f') {
			out->column = out->alternate = 0;
		} else if (c == '\\' && lexer->c->minor >= 10) {
			continued = continued ? continued : out->column;
			if (!exact_continuation(lexer))
				return false;
			lexer->buffer_start = lexer->line_start;
		} else {
			break;
		}
	}
	exact_back(lexer, c);
	lexer->start = MAX(lexer->start, lexer->line_start);
	out->stop = c;
	if (continued)
		out->column = out->alternate = continued;
	return true;
}

static bool fail_tabs(struct exact_lexer *lexer)
{
	lexer->cursor = lexer->next_line;
	return stop(lexer, TOKEN_ERROR_TABS, TAB_ERROR,
		    "inconsistent use of tabs and spaces in indentation");
}

static bool indent(struct exact_lexer *lexer, const struct indentation *at)
{
	unsigned int level = lexer->indent;

	if (level + 1 >= TOKENIZER_MAX_INDENT) {
		lexer->cursor = lexer->next_line;
		return stop(lexer, TOKEN_ERROR_INDENT_DEPTH, INDENTATION_ERROR,
			    "too many levels of indentation");
	}
	if (at->alternate <= lexer->alternate_columns[level])
		return fail_tabs(lexer);
	lexer->columns[++level] = at->column;
	lexer->alternate_columns[level] = at->alternate;
	lexer->indent = level;
	lexer->n_pending++;
	return true;
}

static bool dedent(struct exact_lexer *lexer, const struct indentation *at)
{
	while (lexer->indent > 0 &&
	       at->column < lexer->columns[lexer->indent]) {
		lexer->n_pending--;
		lexer->indent--;
	}
	if (at->column != lexer->columns[lexer->indent]) {
		lexer->cursor = lexer->next_line;
		return stop(lexer, TOKEN_ERROR_DEDENT, INDENTATION_ERROR,
			    "unindent does not match any outer indentation "
			    "level");
	}
	if (at->alternate != lexer->alternate_columns[lexer->indent])
		return fail_tabs(lexer);
	return true;
}

bool exact_indentation(struct exact_lexer *lexer, bool *out_is_blank)
{
	struct indentation at;

	if (!measure(lexer, &at))
		return false;
	/* 3.9 takes no notice of the indentation before a backslash. */
	*out_is_blank = at.stop == '#' || at.stop == '\n' ||
			(at.stop == '\\' && lexer->c->minor == 9);
	if (*out_is_blank || lexer->n_brackets > 0)
		return true;
	if (at.column > lexer->columns[lexer->indent])
		return indent(lexer, &at);
	return dedent(lexer, &at);
}
