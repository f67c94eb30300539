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
