/* recognize_constant - the values of what a pattern compares with. */

#include <config.h>

#include "constant.h"
#include "recognize_parser.h"

static struct node *constant_node(struct arena *arena,
				  const struct token *token,
				  enum constant_type type)
{
	struct node *node = node_new(arena, NODE_CONSTANT, 0);

	node->detail = (uint8_t)type;
	node->start = token->start;
	node->end = token->end;
	return node;
}

/* ['-'] NUMBER; *token is left behind it. */
static struct node *real_node(struct arena *arena, const struct token **token)
{
	bool is_negative = (*token)->kind == TOKEN_MINUS;
	struct node *negative;
	struct node *number;

	*token += is_negative;
	number = constant_node(arena, (*token)++, CONSTANT_NUMBER);
	if (!is_negative)
		return number;
	negative = node_new(arena, NODE_UNARY_OP, 1);
	negative->detail = OPERATOR_USUB;
	negative->children[0] = number;
	return negative;
}

/* ['-'] NUMBER [('+' | '-') NUMBER] */
static struct node *number_node(struct arena *arena, const struct token *token)
{
	struct node *real = real_node(arena, &token);
	struct node *sum;

	if (token->kind != TOKEN_PLUS && token->kind != TOKEN_MINUS)
		return real;
	sum = node_new(arena, NODE_BIN_OP, 2);
	sum->detail = token->kind == TOKEN_PLUS ? OPERATOR_ADD : OPERATOR_SUB;
	sum->children[0] = real;
	sum->children[1] = constant_node(arena, token + 1, CONSTANT_NUMBER);
	return sum;
}

static struct node *string_node(struct arena *arena, const struct token *token)
{
	struct node *node = constant_node(
		arena, token,
		token->flags & TOKEN_BYTES ? CONSTANT_BYTES : CONSTANT_STRING);

	while (token->kind == TOKEN_STRING)
		token++;
	node->end = token[-1].end;
	return node;
}

const char *pattern_key(const struct parser *parser, struct arena *arena,
			const struct token *token)
{
	struct compilation compilation = {
		.arena = arena,
		.text = parser->text,
		.minor = parser->minor,
	};
	const struct value *value;
	struct node *node;

	switch (token->kind) {
	case TOKEN_NONE:
		node = constant_node(arena, token, CONSTANT_NONE);
		break;
	case TOKEN_TRUE:
		node = constant_node(arena, token, CONSTANT_TRUE);
		break;
	case TOKEN_FALSE:
		node = constant_node(arena, token, CONSTANT_FALSE);
		break;
	case TOKEN_STRING:
		node = string_node(arena, token);
		break;
	case TOKEN_MINUS:
	case TOKEN_NUMBER:
		node = number_node(arena, token);
		break;
	default:
		return NULL;
	}
	value = constant_in_pattern(&compilation, node);
	return value ? value_key(arena, value) : NULL;
}

bool is_pattern_number(const struct parser *parser, const struct token *token)
{
	struct arena arena = {0};
	bool is_number = pattern_key(parser, &arena, token) != NULL;

	arena_release(&arena);
	return is_number;
}
