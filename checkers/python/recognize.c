/* recognize - does a token sequence belong to Python's grammar? */

#include <config.h>

#include "recognize.h"

#include <string.h>

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
	parser_fail_at(parser, parser->token, "too deeply nested");
	parser->failure.status = TOO_DEEP;
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

bool recognize(const char *text, const struct token_array *tokens,
	       unsigned int minor, struct recognition *out)
{
	struct parser parser = {
		.text = text,
		.token = tokens->items,
		.minor = minor,
	};

	parse_module(&parser);
	*out = parser.failure;
	return out->status == RECOGNIZED;
}
