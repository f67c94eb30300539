/* compilation_may_warn - could a text have a warning? */
#include <config.h>

#include "compilation_warnings.h"

#include <string.h>

/* What the last token ends. */
enum ending {
	END_NOTHING,
	END_VALUE,   /* a name, a call: nothing that is known */
	END_LITERAL, /* what may fold to a constant */
	END_DISPLAY, /* a list, a tuple, an f-string */
	END_DICT,
	END_LAMBDA, /* a lambda in parentheses */
};

/* What is known of a bracket that is open. */
struct bracket {
	bool is_display;  /* of a value of its own, not a call or subscript */
	bool is_index;	  /* a subscript of a literal or display */
	bool is_asserted; /* assert (...) */
	bool has_comma;
	bool has_colon;
	bool has_for;
	bool has_name; /* what cannot be part of a constant */
	size_t first;  /* the number of the first token in it */
};

struct search {
	const char *text;
	const struct token *tokens;
	const struct token *token;
	struct bracket brackets[TOKENIZER_MAX_BRACKETS + 1];
	size_t n_brackets;
	enum ending ending; /* of the token before */
	bool is_bare;	    /* and it has no items: a number, a set */
	size_t depth;	    /* of indentation */
	size_t finally;	    /* 1 + that of the outermost finally; 0 */
};

static bool is_debug(const char *text, const struct token *token)
{
	return token->kind == TOKEN_NAME &&
	       token->end - token->start == strlen("__debug__") &&
	       memcmp(text + token->start, "__debug__", strlen("__debug__")) ==
		       0;
}

/* --------------------------------------------------------------- escapes */

static bool is_octal(char c)
{
	return c >= '0' && c <= '7';
}

/* Does what follows the backslash mean something? */
static bool is_valid_escape(const char *p, const char *end, bool is_bytes)
{
	if ((guchar)*p >= 0x80)
		return true;
	if (*p >= '4' && *p <= '7')
		return end - p < 3 || !is_octal(p[1]) || !is_octal(p[2]);
	if (!is_bytes && strchr("NuU", *p))
		return true;
	return strchr("\n\r\\'\"abfnrtvx0123", *p) != NULL;
}

static bool has_bad_escape(const struct search *search)
{
	const struct token *token = search->token;
	const char *p = search->text + token->start;
	const char *end = search->text + token->end;

	if (!(token->flags & TOKEN_BACKSLASH) || token->flags & TOKEN_RAW)
		return false;
	while ((p = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		/* The text of an f-string may end so: before a brace. */
		if (p + 1 >= end ||
		    !is_valid_escape(p + 1, end, token->flags & TOKEN_BYTES))
			return true;
		p += 2;
	}
	return false;
}

/* -------------------------------------------------------------- brackets */

static void open_bracket(struct search *search)
{
	struct bracket *bracket = &search->brackets[search->n_brackets++];
	size_t i = (size_t)(search->token - search->tokens);

	*bracket = (struct bracket){
		.is_display = search->ending == END_NOTHING,
		.is_index = search->token->kind == TOKEN_LSQB &&
			    (search->ending == END_LITERAL ||
			     search->ending == END_DISPLAY),
		.is_asserted = i && search->token[-1].kind == TOKEN_ASSERT,
		.first = i + 1,
	};
}

/* Do all tokens of an index belong to one int, or a name begin it? */
static bool is_plain_index(const struct search *search,
			   const struct bracket *bracket)
{
	const struct token *token = &search->tokens[bracket->first];

	if (bracket->has_comma)
		return false;
	if (token->kind == TOKEN_MINUS)
		token++;
	if (token->kind == TOKEN_NUMBER &&
	    !(token->flags & (TOKEN_FLOAT | TOKEN_IMAGINARY)))
		return token[1].kind == TOKEN_RSQB ||
		       token[1].kind == TOKEN_COLON;
	return token->kind == TOKEN_COLON ||
	       (token->kind == TOKEN_NAME && !is_debug(search->text, token));
}

static bool begins_with_value(int kind)
{
	return kind == TOKEN_STRING || kind == TOKEN_FSTRING_START ||
	       kind == TOKEN_LPAR || kind == TOKEN_LSQB ||
	       kind == TOKEN_LBRACE || kind == TOKEN_NUMBER;
}

/* What parentheses around an expression end. */
static enum ending parentheses_ending(const struct search *search,
				      const struct bracket *bracket)
{
	int first = search->tokens[bracket->first].kind;

	if (!bracket->has_name)
		return END_LITERAL;
	if (bracket->has_comma || bracket->has_for || begins_with_value(first))
		return END_DISPLAY;
	return first == TOKEN_LAMBDA ? END_LAMBDA : END_VALUE;
}

static enum ending bracket_ending(const struct search *search,
				  const struct bracket *bracket)
{
	if (bracket->is_index && !bracket->has_name)
		return END_LITERAL;
	if (!bracket->is_display)
		return END_VALUE;
	switch ((enum token_kind)search->token->kind) {
	case TOKEN_RPAR:
		return parentheses_ending(search, bracket);
	case TOKEN_RBRACE:
		return bracket->has_colon ? END_DICT : END_DISPLAY;
	default:
		return END_DISPLAY;
	}
}

/* Has what the bracket holds no items, if it is plain what it is? */
static bool is_bare_bracket(const struct search *search,
			    const struct bracket *bracket)
{
	int first = search->tokens[bracket->first].kind;

	if (!bracket->is_display)
		return false;
	if (search->token->kind != TOKEN_RPAR)
		return search->token->kind == TOKEN_RBRACE;
	if (first == TOKEN_LPAR && search->token[-1].kind == TOKEN_RPAR)
		return true;
	return bracket->has_for || first == TOKEN_LBRACE ||
	       (!bracket->has_comma && first != TOKEN_STRING &&
		first != TOKEN_RPAR && !bracket->has_name);
}

static bool is_assertion(const struct search *search,
			 const struct bracket *bracket)
{
	int next = search->token[1].kind;

	return bracket->is_asserted && bracket->has_comma &&
	       (next == TOKEN_NEWLINE || next == TOKEN_SEMI ||
		next == TOKEN_COMMA || next == TOKEN_END);
}

static bool close_bracket(struct search *search)
{
	struct bracket *bracket;
	bool is_constant;

	if (!search->n_brackets)
		return false;
	bracket = &search->brackets[--search->n_brackets];
	search->ending = bracket_ending(search, bracket);
	search->is_bare = is_bare_bracket(search, bracket);
	is_constant = search->ending == END_LITERAL;
	if (search->n_brackets && !is_constant)
		bracket[-1].has_name = true;
	return is_assertion(search, bracket) ||
	       (bracket->is_index && !is_plain_index(search, bracket));
}

/* Marks what a token says of the bracket that it stands in. */
static void mark_bracket(struct search *search)
{
	struct bracket *bracket;

	if (!search->n_brackets)
		return;
	bracket = &search->brackets[search->n_brackets - 1];
	switch ((enum token_kind)search->token->kind) {
	case TOKEN_COMMA:
		bracket->has_comma = true;
		break;
	case TOKEN_COLON:
		bracket->has_colon = true;
		break;
	case TOKEN_FOR:
		bracket->has_for = true;
		bracket->has_name = true;
		break;
	case TOKEN_NAME:
		if (!is_debug(search->text, search->token))
			bracket->has_name = true;
		break;
	case TOKEN_FSTRING_START:
	case TOKEN_LAMBDA:
	case TOKEN_IF:
	case TOKEN_AND:
	case TOKEN_OR:
	case TOKEN_YIELD:
	case TOKEN_EQEQUAL:
	case TOKEN_IN:
		bracket->has_name = true;
		break;
	default:
		break;
	}
}

/* ---------------------------------------------------------------- tokens */

static bool is_arithmetic(int kind)
{
	switch ((enum token_kind)kind) {
	case TOKEN_PLUS:
	case TOKEN_MINUS:
	case TOKEN_STAR:
	case TOKEN_SLASH:
	case TOKEN_VBAR:
	case TOKEN_AMPER:
	case TOKEN_PERCENT:
	case TOKEN_CIRCUMFLEX:
	case TOKEN_LEFTSHIFT:
	case TOKEN_RIGHTSHIFT:
	case TOKEN_DOUBLESTAR:
	case TOKEN_DOUBLESLASH:
		return true;
	default:
		return false;
	}
}

static bool is_sign(int kind)
{
	return kind == TOKEN_NOT || kind == TOKEN_MINUS || kind == TOKEN_PLUS ||
	       kind == TOKEN_TILDE;
}

/* is [not] with something that may fold to a literal on a side. */
static bool is_suspicious_comparison(const struct search *search)
{
	const struct token *next = search->token + 1;
	bool has_sign = false;

	if (search->ending == END_LITERAL)
		return true;
	if (next->kind == TOKEN_NOT)
		next++;
	for (; is_sign(next->kind); next++)
		has_sign = true;
	switch ((enum token_kind)next->kind) {
	case TOKEN_STRING:
	case TOKEN_NUMBER:
	case TOKEN_LPAR:
		return true;
	case TOKEN_TRUE:
	case TOKEN_FALSE:
		return has_sign || is_arithmetic(next[1].kind);
	default:
		return is_debug(search->text, next);
	}
}

/* A call, or a subscript of what has no items. */
static bool is_suspicious_bracket(const struct search *search)
{
	bool is_call = search->token->kind == TOKEN_LPAR;

	switch (search->ending) {
	case END_LITERAL:
	case END_DISPLAY:
		return is_call || search->is_bare;
	case END_DICT:
		return is_call;
	case END_LAMBDA:
		return !is_call;
	case END_NOTHING:
	case END_VALUE:
	default:
		return false;
	}
}

/* Follows the lines: where does a finally block end? */
static void follow_line(struct search *search)
{
	int kind = search->token->kind;

	if (kind == TOKEN_INDENT)
		search->depth++;
	else if (kind == TOKEN_DEDENT)
		search->depth--;
	else if (kind == TOKEN_FINALLY && !search->finally)
		search->finally = search->depth + 1;
	else if (kind != TOKEN_NEWLINE || search->token[1].kind == TOKEN_INDENT)
		return;
	if (kind != TOKEN_FINALLY && kind != TOKEN_INDENT && search->finally &&
	    search->depth < search->finally)
		search->finally = 0;
}

/* "match (x)[y]:" begins with a keyword. */
static bool is_name(const struct token *token)
{
	return token->kind == TOKEN_NAME && !(token->detail == SOFT_MATCH &&
					      token->flags & TOKEN_LINE_START);
}

static void find_ending(struct search *search)
{
	const struct token *token = search->token;

	search->is_bare = true;
	switch ((enum token_kind)token->kind) {
	case TOKEN_STRING:
		search->is_bare = false;
		search->ending = END_LITERAL;
		break;
	case TOKEN_NUMBER:
	case TOKEN_NONE:
	case TOKEN_TRUE:
	case TOKEN_FALSE:
	case TOKEN_ELLIPSIS:
		search->ending = END_LITERAL;
		break;
	case TOKEN_FSTRING_END:
		/* A t-string has no items. */
		search->is_bare = token->flags & TOKEN_TEMPLATE;
		search->ending = END_DISPLAY;
		break;
	default:
		search->ending = END_NOTHING;
		if (is_debug(search->text, token))
			search->ending = END_LITERAL;
		else if (is_name(token))
			search->ending = END_VALUE;
		break;
	}
}

/* Takes a token that is no bracket. */
static bool take_token(struct search *search)
{
	const struct token *token = search->token;
	bool result = false;

	switch ((enum token_kind)token->kind) {
	case TOKEN_IS:
		result = is_suspicious_comparison(search);
		break;
	case TOKEN_STRING:
	case TOKEN_FSTRING_MIDDLE:
		result = has_bad_escape(search);
		break;
	case TOKEN_NUMBER:
		result = token->flags & TOKEN_TOUCHES_KEYWORD;
		break;
	case TOKEN_RETURN:
	case TOKEN_BREAK:
	case TOKEN_CONTINUE:
		result = search->finally != 0;
		break;
	case TOKEN_NEWLINE:
	case TOKEN_INDENT:
	case TOKEN_DEDENT:
	case TOKEN_FINALLY:
		follow_line(search);
		break;
	default:
		break;
	}
	mark_bracket(search);
	find_ending(search);
	return result;
}

static bool is_suspicious(struct search *search)
{
	bool result;

	switch ((enum token_kind)search->token->kind) {
	case TOKEN_LPAR:
	case TOKEN_LSQB:
	case TOKEN_LBRACE:
		result = search->token->kind != TOKEN_LBRACE &&
			 is_suspicious_bracket(search);
		open_bracket(search);
		search->ending = END_NOTHING;
		return result;
	case TOKEN_RPAR:
	case TOKEN_RSQB:
	case TOKEN_RBRACE:
		return close_bracket(search);
	default:
		return take_token(search);
	}
}

bool compilation_may_warn(const char *text, const struct token_array *tokens)
{
	g_autofree struct search *search = g_new0(struct search, 1);

	search->text = text;
	search->tokens = tokens->items;
	for (size_t i = 0; i < tokens->n; i++) {
		search->token = &tokens->items[i];
		if (search->n_brackets > TOKENIZER_MAX_BRACKETS ||
		    is_suspicious(search))
			return true;
	}
	return false;
}
