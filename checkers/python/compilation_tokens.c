/* compilation_tokens - a text's tokens, and what CPython says of bad ones. */

#include <config.h>

#include "cleanup.h"
#include "compilation.h"

void compilation_tokenize(struct compilation *c)
{
	tokenize(c->text, c->size, 0, &c->tokens);
	/* 3.9 takes the end of the text for one even in brackets. */
	for (size_t i = 0; i < c->tokens.n; i++) {
		struct token *token = &c->tokens.items[i];

		if (c->minor == 9 && token->kind == TOKEN_ERROR &&
		    token->detail == TOKEN_ERROR_EOF_IN_BRACKET)
			token->kind = TOKEN_END;
	}
}

static enum error_class error_class(enum token_error error)
{
	switch (error) {
	case TOKEN_ERROR_TABS:
		return TAB_ERROR;
	case TOKEN_ERROR_DEDENT:
	case TOKEN_ERROR_INDENT_DEPTH:
		return INDENTATION_ERROR;
	default:
		return SYNTAX_ERROR;
	}
}

bool compilation_token_error(struct compilation *c, size_t i)
{
	const struct token *token = &c->tokens.items[i];

	return compilation_refuse(c, error_class(token->detail), token->start,
				  "%s", token_error_message(token->detail));
}
