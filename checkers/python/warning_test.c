/* warning_test - could a text have a warning? Asked of its tokens alone. */
#include <config.h>

#include "compilation_warnings.h"

#include <string.h>

/* What is known of a bracket that is open. */
struct bracket {
	bool is_display; /* of a literal, not of a call or subscript */
	bool has_comma;
	bool has_colon;
	bool is_asserted; /* assert (...) */
};

struct search {
	const char *text;
	const struct token *token;
	int before; /* the kind of the token before it */
	struct bracket brackets[TOKENIZER_MAX_BRACKETS + 1];
	size_t n_brackets;
	bool after_value;   /* the last token ends a value ... */
	bool after_literal; /* ... which may be a literal's */
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

static bool is_literal_token(const struct search *search)
{
	const struct token *token = search->token;

	switch ((enum token_kind)token->kind) {
	case TOKEN_STRING:
	case TOKEN_FSTRING_END:
	case TOKEN_NUMBER:
	case TOKEN_NONE:
	case TOKEN_TRUE:
	case TOKEN_FALSE:
	case TOKEN_ELLIPSIS:
		return true;
	default:
		return is_debug(search->text, token);
	}
}

static bool is_octal(char c)
{
	return c >= '0' && c <= '7';
}

/* Does what follows the backslash mean something? */
static bool is_valid_escape(const char *p, const char *end, bool is_bytes)
{
	if (p >= end || (guchar)*p >= 0x80)
		return true;
	if (*p >= '4' && *p <= '7')
		return end - p < 3 || !is_octal(p[1]) || !is_octal(p[2]);
	if (strchr(is_bytes ? "" : "NuU", *p) && *p)
		return !is_bytes;
	return strchr("\n\r\\'\"abfnrtvx0123", *p) != NULL;
}

static bool has_invalid_escape(const char *text, const char *end, bool is_bytes)
{
	for (const char *p = text;
	     (p = memchr(p, '\\', (size_t)(end - p))) != NULL;) {
		if (!is_valid_escape(p + 1, end, is_bytes))
			return true;
		p += p + 1 < end ? 2 : 1;
	}
	return false;
}

static bool has_bad_escape(const struct search *search)
{
	const struct token *token = search->token;
	const char *text = search->text;

	if (!(token->flags & TOKEN_BACKSLASH) || token->flags & TOKEN_RAW)
		return false;
	return has_invalid_escape(text + token->start, text + token->end,
				  token->flags & TOKEN_BYTES) ||
	       (token->kind == TOKEN_FSTRING_MIDDLE &&
		text[token->end - 1] == '\\');
}

static void open_bracket(struct search *search)
{
	struct bracket *bracket = &search->brackets[search->n_brackets++];

	bracket->is_display = !search->after_value || search->after_literal;
	bracket->has_comma = false;
	bracket->has_colon = false;
	bracket->is_asserted = search->before == TOKEN_ASSERT;
}

/* A bracket is closed: may what follows be what is warned of? */
static bool is_suspicious_end(struct search *search,
			      const struct bracket *bracket)
{
	int next = search->token[1].kind;
	int kind = search->token->kind;

	if (bracket->is_asserted && bracket->has_comma)
		return next == TOKEN_NEWLINE || next == TOKEN_SEMI ||
		       next == TOKEN_COMMA || next == TOKEN_END;
	if (!bracket->is_display)
		return false;
	if (next == TOKEN_IS)
		return true;
	if (kind == TOKEN_RBRACE && bracket->has_colon)
		return next == TOKEN_LPAR;
	return next == TOKEN_LPAR || next == TOKEN_LSQB;
}

static bool close_bracket(struct search *search)
{
	const struct bracket *bracket;

	if (!search->n_brackets)
		return false;
	bracket = &search->brackets[--search->n_brackets];
	search->after_value = true;
	search->after_literal = bracket->is_display;
	return is_suspicious_end(search, bracket);
}

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

/* is [not] with something that may fold to a literal behind it. */
static bool is_suspicious_comparison(const struct search *search)
{
	const struct token *next = search->token + 1;

	if (search->after_literal)
		return true;
	if (next->kind == TOKEN_NOT)
		next++;
	switch ((enum token_kind)next->kind) {
	case TOKEN_STRING:
	case TOKEN_NUMBER:
	case TOKEN_MINUS:
	case TOKEN_PLUS:
	case TOKEN_TILDE:
	case TOKEN_LPAR:
		return true;
	case TOKEN_TRUE:
	case TOKEN_FALSE:
		return is_arithmetic(next[1].kind);
	default:
		return is_debug(search->text, next);
	}
}

static bool is_suspicious_literal(const struct search *search)
{
	const struct token *token = search->token;

	if (token->kind == TOKEN_NUMBER && token->flags & TOKEN_TOUCHES_KEYWORD)
		return true;
	if (token->kind == TOKEN_STRING && has_bad_escape(search))
		return true;
	return token[1].kind == TOKEN_LPAR || token[1].kind == TOKEN_LSQB;
}

static void mark_bracket(struct search *search)
{
	if (!search->n_brackets)
		return;
	if (search->token->kind == TOKEN_COMMA)
		search->brackets[search->n_brackets - 1].has_comma = true;
	else if (search->token->kind == TOKEN_COLON)
		search->brackets[search->n_brackets - 1].has_colon = true;
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

static bool is_suspicious(struct search *search)
{
	switch ((enum token_kind)search->token->kind) {
	case TOKEN_LPAR:
	case TOKEN_LSQB:
	case TOKEN_LBRACE:
		open_bracket(search);
		return false;
	case TOKEN_RPAR:
	case TOKEN_RSQB:
	case TOKEN_RBRACE:
		return close_bracket(search);
	case TOKEN_COMMA:
	case TOKEN_COLON:
		mark_bracket(search);
		return false;
	case TOKEN_IS:
		return is_suspicious_comparison(search);
	case TOKEN_FSTRING_MIDDLE:
		return has_bad_escape(search);
	case TOKEN_RETURN:
	case TOKEN_BREAK:
	case TOKEN_CONTINUE:
		return search->finally != 0;
	case TOKEN_NEWLINE:
	case TOKEN_INDENT:
	case TOKEN_DEDENT:
	case TOKEN_FINALLY:
		follow_line(search);
		return false;
	default:
		return is_literal_token(search) &&
		       is_suspicious_literal(search);
	}
}

/* A name, and not the keyword that begins "match (x)[y]:". */
static bool is_name(const struct token *token)
{
	return token->kind == TOKEN_NAME && !(token->detail == SOFT_MATCH &&
					      token->flags & TOKEN_LINE_START);
}

static bool is_closing(int kind)
{
	return kind == TOKEN_RPAR || kind == TOKEN_RSQB || kind == TOKEN_RBRACE;
}

bool compilation_may_warn(const char *text, const struct token_array *tokens)
{
	g_autofree struct search *search = g_new0(struct search, 1);

	search->text = text;
	for (size_t i = 0; i < tokens->n; i++) {
		search->token = &tokens->items[i];
		if (search->n_brackets > TOKENIZER_MAX_BRACKETS ||
		    is_suspicious(search))
			return true;
		search->before = search->token->kind;
		if (is_closing(search->token->kind))
			continue;
		search->after_literal = is_literal_token(search);
		search->after_value =
			search->after_literal || is_name(search->token);
	}
	return false;
}
