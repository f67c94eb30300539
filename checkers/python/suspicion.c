/* suspicion - which texts CPython may warn of, by a look at their tokens. */

#include <config.h>

#include "suspicion.h"

#include <string.h>

/* 3.14 warns of a jump out of a finally (PEP 765). */
#define MINOR_FINALLY 14

/* What an open bracket encloses, as far as it matters. */
struct bracket {
	/* A call, an index, parameters: never the value of a literal. */
	bool is_trailer;
	bool is_asserted; /* assert ( */
	bool has_comma;
};

struct scan {
	const char *text;
	unsigned int minor;
	struct bracket brackets[TOKENIZER_MAX_BRACKETS + 1];
	size_t n_brackets;
	enum token_kind before;
	/* May a literal end with the token before? */
	bool ends_literal;
	/* And if so, a constant, of which "is" is warned? */
	bool ends_constant;
	unsigned int indent;
	/* The levels of a finally that is open, or 0. */
	unsigned int finally_indent;
};

/* A character after a backslash that makes no escape, in text or bytes. */
static bool is_no_escape(const char *at, bool is_bytes)
{
	switch (*at) {
	case '\n':
	case '\r':
	case '\\':
	case '\'':
	case '"':
	case 'a':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't':
	case 'v':
	case 'x':
		return false;
	case 'N':
	case 'u':
	case 'U':
		return is_bytes;
	case '0':
	case '1':
	case '2':
	case '3':
		return false;
	case '4': /* \400 and more are no byte */
	case '5':
	case '6':
	case '7':
		return at[1] >= '0' && at[1] <= '7' && at[2] >= '0' &&
		       at[2] <= '7';
	default:
		return true;
	}
}

static bool has_odd_escape(const char *text, const struct token *token)
{
	const char *at = text + token->start;
	const char *end = text + token->end;

	if (!(token->flags & TOKEN_BACKSLASH) || (token->flags & TOKEN_RAW))
		return false;
	while ((at = memchr(at, '\\', (size_t)(end - at)))) {
		if (at + 1 >= end ||
		    is_no_escape(at + 1, token->flags & TOKEN_BYTES))
			return true;
		at += 2;
	}
	return false;
}

static void open_bracket(struct scan *scan)
{
	struct bracket outer = scan->brackets[scan->n_brackets];
	enum token_kind before = scan->before;

	if (scan->n_brackets < TOKENIZER_MAX_BRACKETS)
		scan->n_brackets++;
	scan->brackets[scan->n_brackets] = (struct bracket){
		.is_trailer = before == TOKEN_NAME || before == TOKEN_RPAR ||
			      before == TOKEN_RSQB || before == TOKEN_RBRACE,
		.is_asserted = before == TOKEN_ASSERT ||
			       (before == TOKEN_LPAR && outer.is_asserted),
	};
}

/* Sets what the value of a closed bracket may be; a tuple is a constant. */
static void close_bracket(struct scan *scan, enum token_kind kind)
{
	struct bracket bracket = scan->brackets[scan->n_brackets];

	if (scan->n_brackets > 0)
		scan->n_brackets--;
	scan->before = kind;
	scan->ends_literal = !bracket.is_trailer;
	scan->ends_constant = !bracket.is_trailer && kind == TOKEN_RPAR;
}

static bool is_literal(const struct token *token)
{
	switch (token->kind) {
	case TOKEN_NUMBER:
	case TOKEN_STRING:
	case TOKEN_FSTRING_END:
	case TOKEN_NONE:
	case TOKEN_TRUE:
	case TOKEN_FALSE:
	case TOKEN_ELLIPSIS:
		return true;
	default:
		return false;
	}
}

/* May what stands after "is" or "is not" be folded to a constant? */
static bool begins_constant(const struct token *token)
{
	switch (token->kind) {
	case TOKEN_NUMBER:
	case TOKEN_STRING:
	case TOKEN_FSTRING_START:
	case TOKEN_LPAR:
	case TOKEN_PLUS:
	case TOKEN_MINUS:
	case TOKEN_TILDE:
		return true;
	default:
		return false;
	}
}

static bool is_odd_comparison(const struct scan *scan,
			      const struct token *token)
{
	const struct token *next = token + 1;

	if (next->kind == TOKEN_NOT)
		next++;
	return scan->ends_constant || begins_constant(next);
}

static bool leaves_finally(struct scan *scan, const struct token *token)
{
	switch (token->kind) {
	case TOKEN_INDENT:
		scan->indent++;
		return false;
	case TOKEN_DEDENT:
		if (--scan->indent < scan->finally_indent)
			scan->finally_indent = 0;
		return false;
	case TOKEN_FINALLY:
		if (scan->finally_indent == 0)
			scan->finally_indent = scan->indent + 1;
		return token[2].kind != TOKEN_NEWLINE; /* finally: return */
	case TOKEN_RETURN:
	case TOKEN_BREAK:
	case TOKEN_CONTINUE:
		return scan->finally_indent > 0;
	default:
		return false;
	}
}

/* Looks at one token; returns whether it, or what it ends, is suspicious. */
static bool look_at(struct scan *scan, const struct token *token)
{
	const struct bracket *bracket = &scan->brackets[scan->n_brackets];

	switch (token->kind) {
	case TOKEN_STRING:
	case TOKEN_FSTRING_MIDDLE:
		if (has_odd_escape(scan->text, token))
			return true;
		break;
	case TOKEN_NUMBER:
		if (token->flags & TOKEN_TOUCHES_KEYWORD)
			return true;
		break;
	case TOKEN_LPAR:
	case TOKEN_LSQB:
	case TOKEN_LBRACE:
		/* A call or an index of it. */
		if (scan->ends_literal && token->kind != TOKEN_LBRACE)
			return true;
		open_bracket(scan);
		break;
	case TOKEN_COMMA:
		scan->brackets[scan->n_brackets].has_comma = true;
		break;
	case TOKEN_RPAR:
		if (bracket->is_asserted && bracket->has_comma)
			return true;
		close_bracket(scan, token->kind);
		return false;
	case TOKEN_RSQB:
	case TOKEN_RBRACE:
		close_bracket(scan, token->kind);
		return false;
	case TOKEN_IS:
		if (is_odd_comparison(scan, token))
			return true;
		break;
	default:
		break;
	}
	scan->before = token->kind;
	scan->ends_literal = is_literal(token);
	scan->ends_constant = token->kind == TOKEN_NUMBER ||
			      token->kind == TOKEN_STRING ||
			      token->kind == TOKEN_FSTRING_END;
	return scan->minor >= MINOR_FINALLY && leaves_finally(scan, token);
}

bool may_be_warned_of(const char *text, const struct token_array *tokens,
		      unsigned int minor)
{
	struct scan scan = {.text = text, .minor = minor};

	for (size_t i = 0; i < tokens->n; i++)
		if (look_at(&scan, &tokens->items[i]))
			return true;
	return false;
}
