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

/* What the tokenizer refused is the reason where its token stands. */
bool parser_fail(struct parser *parser, const char *message)
{
	const struct token *token = parser->token;

	if (token->kind == TOKEN_ERROR)
		message = token_error_message(token->detail);
	return parser_fail_at(parser, token, message);
}

bool parser_too_deep(struct parser *parser)
{
	parser_fail_at(parser, parser->token, "nested too deeply to be judged");
	parser->failure.status = UNDECIDED;
	return false;
}

bool token_is(const struct parser *parser, const struct token *token,
	      const char *word)
{
	size_t size = token->end - token->start;

	return strlen(word) == size &&
	       memcmp(parser->text + token->start, word, size) == 0;
}

bool token_is_debug(const struct parser *parser, const struct token *token)
{
	return token_is(parser, token, "__debug__");
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

bool parser_check_bound(struct parser *parser, const struct token *token)
{
	if (parser->minor > 8 || !token_is_debug(parser, token))
		return true;
	return parser_fail_at(parser, token, "cannot assign to __debug__");
}

bool parser_bind(struct parser *parser)
{
	const struct token *token = parser->token;

	return parser_name(parser) && parser_check_bound(parser, token);
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

void parser_push_keyword(struct parser *parser, const struct token *name)
{
	if (parser->n_keywords == parser->keyword_capacity) {
		size_t capacity = MAX(16, 2 * parser->keyword_capacity);

		parser->keywords = g_renew(const struct token *,
					   parser->keywords, capacity);
		parser->keyword_capacity = capacity;
	}
	parser->keywords[parser->n_keywords++] = name;
}

/* Does a line up to the offset's begin, but for blanks, with a backslash? */
static bool has_leading_backslash(const char *text, size_t offset)
{
	const char *line = text;

	while (line != NULL && line <= text + offset) {
		line += strspn(line, " \t\f\r\n");
		if (*line == '\\')
			return true;
		line = strpbrk(line, "\r\n");
	}
	return false;
}

bool recognize(const char *text, const struct token_array *tokens,
	       unsigned int minor, struct recognition *out)
{
	struct parser parser = {
		.text = text,
		.token = tokens->items,
		.minor = minor,
	};

	parse_module(&parser);
	*out = parser.failure.status == RECOGNIZED ? parser.refusal
						   : parser.failure;
	g_free(parser.keywords);
	/*
	 * Up to 3.9 the indentation of such lines was counted otherwise than
	 * since, and than the tokenizer does.
	 */
	if (out->status == NOT_PYTHON && minor < 10 &&
	    has_leading_backslash(text, out->offset)) {
		out->status = UNDECIDED;
		out->message = "not judged: a line begins with a backslash";
	}
	return out->status == RECOGNIZED;
}
