/* recognize - does a token sequence belong to Python's grammar? */

#include <config.h>

#include "recognize.h"

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "identifier.h"
#include "recognize_parser.h"

bool parser_fail_at(struct parser *parser, const struct token *token,
		    const char *message)
{
	if (parser->failure.status != RECOGNIZED)
		return false;
	parser->failure.status = NOT_PYTHON;
	parser->failure.offset = token->start;
	parser->failure.message = message;
	return false;
}

/*
 * A backslash before the last line end of the text. Until 3.11 an empty line
 * followed that of a text ending in CRLF, and the backslash could be right.
 */
static bool is_old_continuation(const struct parser *parser)
{
	const struct token *token = parser->token;

	return parser->minor < 12 &&
	       token->detail == TOKEN_ERROR_CONTINUATION_EOF &&
	       parser->text[token->start + 1] == '\r';
}

bool parser_fail(struct parser *parser, const char *message)
{
	const struct token *token = parser->token;

	if (token->kind != TOKEN_ERROR)
		return parser_fail_at(parser, token, message);
	parser_fail_at(parser, token, token_error_message(token->detail));
	if (is_old_continuation(parser))
		parser->failure.status = UNDECIDED;
	return false;
}

bool parser_undecided(struct parser *parser)
{
	parser_fail_at(parser, parser->token, "not judged");
	parser->failure.status = UNDECIDED;
	return false;
}

void parser_doubt(struct parser *parser)
{
	if (parser->refusal.status != RECOGNIZED)
		return;
	parser->refusal.status = UNDECIDED;
	parser->refusal.offset = parser->token->start;
	parser->refusal.message = "left to the exact way";
}

bool parser_name(struct parser *parser)
{
	const struct token *token = parser->token;

	if (token->kind != TOKEN_NAME)
		return parser_invalid(parser);
	if ((token->flags & TOKEN_NON_ASCII) &&
	    !identifier_is_valid(parser->text + token->start,
				 token->end - token->start, parser->minor))
		return parser_fail(parser, "invalid character in identifier");
	parser->token++;
	return true;
}

bool refuse_debug(struct parser *parser, const struct token *token,
		  const char *message)
{
	if (parser->minor == 8)
		return parser_fail_at(parser, token, message);
	parser_refuse(parser, token, message);
	return true;
}

bool parser_check_bound(struct parser *parser, const struct token *token)
{
	if (!token_is_debug(parser, token))
		return true;
	return refuse_debug(parser, token, "cannot assign to __debug__");
}

bool parser_bind(struct parser *parser)
{
	const struct token *token = parser->token;

	if (!parser_name(parser))
		return false;
	names_note(parser, token, NAME_BOUND);
	return parser_check_bound(parser, token);
}

void parser_refuse(struct parser *parser, const struct token *token,
		   const char *message)
{
	if (parser->refusal.status != RECOGNIZED)
		return;
	parser->refusal.status = NOT_PYTHON;
	parser->refusal.offset = token->start;
	parser->refusal.message = message;
}

/* Is a backslash among the blank lines and comments of [p, end)? */
static bool has_backslash(const char *p, const char *end)
{
	bool in_comment = false;

	if (p >= end || memchr(p, '\\', (size_t)(end - p)) == NULL)
		return false;
	for (; p < end; p++) {
		if (*p == '\\' && !in_comment)
			return true;
		if (*p == '#')
			in_comment = true;
		else if (*p == '\n' || *p == '\r')
			in_comment = false;
	}
	return false;
}

/* Does a logical line begin, but for blanks, with a backslash? */
static bool has_leading_backslash(const char *text,
				  const struct token_array *tokens)
{
	uint32_t line = 0;
	bool is_line_start = true;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->items[i];

		if (token->kind == TOKEN_INDENT || token->kind == TOKEN_DEDENT)
			continue;
		if (is_line_start &&
		    has_backslash(text + line, text + token->start))
			return true;
		is_line_start = token->kind == TOKEN_NEWLINE;
		line = token->end;
	}
	return false;
}

/* Is a backslash and one CRLF all that follows the last thing of the text? */
static bool ends_in_continuation(const char *text,
				 const struct token_array *tokens)
{
	const char *end = text + tokens->items[tokens->n - 1].start;
	size_t n = tokens->n;

	if (end - text < 3 || memcmp(end - 3, "\\\r\n", 3) != 0)
		return false;
	while (n > 0 && text + tokens->items[n - 1].end > end - 3)
		n--;
	return has_backslash(n > 0 ? text + tokens->items[n - 1].end : text,
			     end);
}

/* Does an escape in [p, end) stand for half of a surrogate pair? */
static bool has_surrogate(const char *p, const char *end)
{
	while ((p = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		const char *digits = p + 2;

		if (end - p < 6)
			return false;
		if (p[1] == 'U' && end - p >= 10 &&
		    memcmp(digits, "0000", 4) == 0)
			digits += 4;
		else if (p[1] != 'u')
			digits = "";
		if ((*digits | 0x20) == 'd' && g_ascii_isxdigit(digits[1]) &&
		    g_ascii_xdigit_value(digits[1]) >= 8)
			return true;
		p += 2;
	}
	return false;
}

/* Does the token begin a statement, or go on with a string that may do so? */
static bool may_be_docstring(const struct token_array *tokens, size_t i)
{
	switch (i > 0 ? tokens->items[i - 1].kind : TOKEN_NEWLINE) {
	case TOKEN_NEWLINE:
	case TOKEN_INDENT:
	case TOKEN_DEDENT:
	case TOKEN_COLON:
	case TOKEN_LPAR:
	case TOKEN_STRING:
		return tokens->items[i].kind == TOKEN_STRING;
	default:
		return false;
	}
}

/* Since 3.13 a docstring must be valid Unicode. */
static bool has_surrogate_docstring(const char *text,
				    const struct token_array *tokens)
{
	const char *end = text + tokens->items[tokens->n - 1].start;

	if (!has_surrogate(text, end))
		return false;
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->items[i];

		if (may_be_docstring(tokens, i) &&
		    has_surrogate(text + token->start, text + token->end))
			return true;
	}
	return false;
}

/* 3.9 has a keyword that nobody uses. */
static bool has_old_keyword(const char *text, const struct token_array *tokens)
{
	static const char keyword[] = "__peg_parser__";

	return memmem(text, tokens->items[tokens->n - 1].start, keyword,
		      strlen(keyword)) != NULL;
}

/* What is too rare for a rule of its own. */
static void doubt_oddities(struct parser *parser,
			   const struct token_array *tokens)
{
	if (parser->minor >= 13 ? has_surrogate_docstring(parser->text, tokens)
				: parser->minor == 9 &&
					  has_old_keyword(parser->text, tokens))
		parser_doubt(parser);
}

bool recognize(const char *text, const struct token_array *tokens,
	       unsigned int minor, struct recognition *out)
{
	struct scope module = {.kind = SCOPE_MODULE};
	struct parser parser = {
		.scope = &module,
		.text = text,
		.token = tokens->items,
		.minor = minor,
		.max_depth = minor == 8 ? RECOGNIZER_MAX_DEPTH_38
					: RECOGNIZER_MAX_DEPTH,
	};

	/* Until 3.9 such a line was indented otherwise than it is since. */
	if (minor < 10 && has_leading_backslash(text, tokens)) {
		*out = (struct recognition){
			.status = UNDECIDED,
			.message = "not judged: a line begins with a backslash",
		};
		return false;
	}
	/* Since 3.12 such a line is not completed any more. */
	if (minor >= 12 && ends_in_continuation(text, tokens)) {
		*out = (struct recognition){
			.status = NOT_PYTHON,
			.offset = tokens->items[tokens->n - 1].start,
			.message = "unexpected EOF while parsing",
		};
		return false;
	}
	doubt_oddities(&parser, tokens);
	names_begin(&parser, tokens);
	if (parse_module(&parser)) {
		scope_leave(&parser);
		names_judge(&parser);
	}
	*out = parser.failure.status == RECOGNIZED ? parser.refusal
						   : parser.failure;
	g_free(parser.keywords);
	g_clear_pointer(&parser.names, g_array_unref);
	g_clear_pointer(&parser.scopes, g_array_unref);
	return out->status == RECOGNIZED;
}
