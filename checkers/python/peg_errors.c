/* peg_errors - what is said when a parse has come to nothing. */

#include <config.h>

#include "cleanup.h"
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

static unsigned int token_line(const struct peg *peg, uint32_t i)
{
	return peg_line(peg, peg->tokens[i].start);
}

/* ------------------------------------------------- what follows the error */

/* What is open at a token. */
struct open_parts {
	uint32_t bracket; /* the innermost; meaningful if n_brackets > 0 */
	size_t n_brackets;
	size_t n_fstrings;
};

static struct open_parts find_open(const struct peg *peg, uint32_t end)
{
	g_autoptr(GArray) brackets =
		g_array_new(FALSE, FALSE, sizeof(uint32_t));
	struct open_parts open = {0};

	for (uint32_t i = 0; i < end; i++) {
		switch (peg->tokens[i].kind) {
		case TOKEN_LPAR:
		case TOKEN_LSQB:
		case TOKEN_LBRACE:
			g_array_append_val(brackets, i);
			break;
		case TOKEN_RPAR:
		case TOKEN_RSQB:
		case TOKEN_RBRACE:
			if (brackets->len > 0)
				g_array_set_size(brackets, brackets->len - 1);
			break;
		case TOKEN_FSTRING_START:
			open.n_fstrings++;
			break;
		case TOKEN_FSTRING_END:
			open.n_fstrings--;
			break;
		default:
			break;
		}
	}
	open.n_brackets = brackets->len;
	if (brackets->len > 0)
		open.bracket =
			g_array_index(brackets, uint32_t, brackets->len - 1);
	return open;
}

/* Does the tokenizer itself set the exception, rather than a mere code? */
static bool is_raised(const struct token *error)
{
	switch (error->detail) {
	case TOKEN_ERROR_EOF_IN_BRACKET:
	case TOKEN_ERROR_INDENT_DEPTH:
	case TOKEN_ERROR_DEDENT:
	case TOKEN_ERROR_TABS:
	case TOKEN_ERROR_CONTINUATION:
	case TOKEN_ERROR_CONTINUATION_EOF:
	case TOKEN_ERROR_TOO_LARGE:
		return false;
	default:
		return true;
	}
}

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

static void blame_bracket(struct peg *peg, uint32_t bracket)
{
	peg_refuse_token(peg, SYNTAX_ERROR, bracket, "'%c' was never closed",
			 peg->compilation->text[peg->tokens[bracket].start]);
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
	struct open_parts open;

	if (c->minor < 10 || error == c->tokens.n || peg->fill == 0)
		return;
	open = find_open(peg, error);
	if (is_raised(&peg->tokens[error])) {
		if (c->minor >= 12 && open.n_fstrings > 0)
			return;
		forget(c);
		compilation_token_error(c, error);
	} else if (open.n_brackets > 0 &&
		   token_line(peg, open.bracket) <
			   token_line(peg, peg->fill - 1)) {
		forget(c);
		blame_bracket(peg, open.bracket);
	}
}

/* ------------------------------------------------------------ no error */

static void second_pass(struct peg *peg, const struct peg_rule *rule)
{
	for (size_t i = 0; i < peg->compilation->tokens.n; i++)
		peg->engine->memos[i] = NULL;
	peg->mark = 0;
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
		peg_refuse_token(peg, SYNTAX_ERROR, minor == 9 ? reached : last,
				 "invalid syntax");
		prefer_later_error(peg);
	}
}

void peg_explain(struct peg *peg, const struct peg_rule *rule)
{
	struct compilation *c = peg->compilation;
	uint32_t last = peg->fill > 0 ? peg->fill - 1 : 0;

	if (!peg->failed)
		second_pass(peg, rule);
	if (c->status == COMPILATION_UNKNOWN || peg->engine->token_error)
		return;
	if (!peg->failed)
		refuse_in_general(peg, last);
	else if (c->error.class == SYNTAX_ERROR ||
		 c->error.class == INDENTATION_ERROR)
		prefer_later_error(peg);
}
