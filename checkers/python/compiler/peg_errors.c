/* peg_errors - what is said when a parse has come to nothing. */

#include <config.h>

#include "cleanup.h"
#include "column.h"
#include "legacy_statement.h"
#include "peg_engine.h"

unsigned int peg_line(const struct peg *peg, uint32_t offset)
{
	const struct text_lines *lines = &peg->compilation->lines;
	unsigned int line = text_line(lines, offset);

	/* CPython has no line behind the last line end. */
	if (line > 1 && offset == lines->size &&
	    text_line_start(lines, line) == offset)
		line--;
	return line;
}

/* ------------------------------------------------- what follows the error */

/* The error token that the parser has not met; n where there is none. */
static uint32_t find_error(const struct peg *peg)
{
	const struct token_array *tokens = &peg->compilation->tokens;

	for (size_t i = tokens->n; i > peg->fill; i--) {
		if (tokens->items[i - 1].kind == TOKEN_ERROR)
			return (uint32_t)i - 1;
	}
	return (uint32_t)tokens->n;
}

/* Forgets that the text is refused. */
static void forget(struct compilation *c)
{
	c->status = COMPILED;
	c->error = (struct syntax_error){0};
}

/* Is the token inside an f-string? */
static bool is_in_fstring(const struct peg *peg, uint32_t i)
{
	size_t n_open = 0;

	for (uint32_t k = 0; k < i; k++) {
		n_open += peg->tokens[k].kind == TOKEN_FSTRING_START;
		n_open -= peg->tokens[k].kind == TOKEN_FSTRING_END;
	}
	return n_open > 0;
}

/*
 * Since 3.10 an error of the parser gives way to what the tokenizer finds
 * wrong further on, unless that is inside an f-string (3.12); a bracket that
 * is open there is blamed when it stands on an earlier line.
 */
static void prefer_later_error(struct peg *peg)
{
	struct compilation *c = peg->compilation;
	uint32_t error = find_error(peg);

	if (c->minor < 10 || error == c->tokens.n || peg->fill == 0 ||
	    (c->minor >= 12 && is_in_fstring(peg, error)))
		return;
	if (c->failure.is_raised) {
		c->error = c->failure.raised;
	} else if (c->open_bracket != UINT32_MAX &&
		   text_line(&c->lines, c->open_bracket) <
			   compilation_token_line(c, peg->fill - 1)) {
		forget(c);
		c->n_cut = c->tokens.n;
		compilation_refuse(c, SYNTAX_ERROR, c->open_bracket,
				   "'%c' was never closed",
				   c->text[c->open_bracket]);
	}
}

/* ------------------------------------------------------------ no error */

static void second_pass(struct peg *peg, const struct peg_rule *rule)
{
	peg->mark = 0;
	peg_forget(peg);
	peg->calls_invalid = true;
	peg_parse_rule(peg, rule);
}

/* Since the last line end: the tokenizer has seen the end of the text. */
static bool at_end_of_text(const struct peg *peg, uint32_t i)
{
	const struct token *token = &peg->tokens[i];

	return token->kind == TOKEN_END ||
	       (token->kind == TOKEN_DEDENT &&
		token->start == peg->compilation->size);
}

/* No rule says what is wrong. 'last' is the last token of the first pass. */
static void refuse_in_general(struct peg *peg, uint32_t last)
{
	unsigned int minor = peg->compilation->minor;
	uint32_t reached = peg->fill - 1;
	unsigned int kind = peg->tokens[minor >= 11 ? last : reached].kind;

	if (minor == 9 && at_end_of_text(peg, reached)) {
		peg_refuse_token(peg, SYNTAX_ERROR, reached,
				 "unexpected EOF while parsing");
	} else if (kind == TOKEN_INDENT || kind == TOKEN_DEDENT) {
		peg_refuse_token(peg, INDENTATION_ERROR, reached,
				 "unexpected %s",
				 kind == TOKEN_INDENT ? "indent" : "unindent");
	} else {
		if (minor == 9)
			peg_refuse_token(peg, SYNTAX_ERROR, reached,
					 "invalid syntax");
		else
			peg_refuse_own(peg, SYNTAX_ERROR, last,
				       "invalid syntax");
		prefer_later_error(peg);
	}
}

static bool is_syntax_error(const struct compilation *c)
{
	return c->status == COMPILATION_REFUSED &&
	       (c->error.class == SYNTAX_ERROR ||
		c->error.class == INDENTATION_ERROR);
}

/*
 * 3.9 looks for a print or exec statement of Python 2 in what its tokenizer
 * has in its buffer: the line, or the lines of a token, that it read last.
 */
static void prefer_legacy_statement(struct peg *peg)
{
	struct compilation *c = peg->compilation;
	const struct token *token = &peg->tokens[peg->fill - 1];
	/* The end of the text has no line of its own. */
	uint32_t first = MIN(token->start, MAX((uint32_t)c->size, 1) - 1);
	uint32_t last = MAX(token->end, first + 1) - 1;
	uint32_t start = column_buffer_start(c, peg->fill, first);
	uint32_t end =
		text_line_start(&c->lines, text_line(&c->lines, last) + 1);
	const char *message = legacy_statement_message(
		c->arena, c->text + start, end - start);

	if (!message)
		return;
	c->error.message = message;
	c->is_legacy_error = true;
}

void peg_explain(struct peg *peg, const struct peg_rule *rule)
{
	struct compilation *c = peg->compilation;
	uint32_t last = peg->fill > 0 ? peg->fill - 1 : 0;

	if (!peg->failed)
		second_pass(peg, rule);
	if (!peg->failed)
		refuse_in_general(peg, last);
	else if (!peg->engine->token_error && is_syntax_error(c))
		prefer_later_error(peg);
	if (c->minor == 9 && c->status == COMPILATION_REFUSED &&
	    c->error.class == SYNTAX_ERROR)
		prefer_legacy_statement(peg);
}
