/* peg_expression - what CPython calls an expression in its messages. */

#include <config.h>

#include "cleanup.h"
#include "peg.h"

static const char *constant_name(const struct node *node, unsigned int minor)
{
	switch ((enum constant_type)node->detail) {
	case CONSTANT_NONE:
		return "None";
	case CONSTANT_FALSE:
		return "False";
	case CONSTANT_TRUE:
		return "True";
	case CONSTANT_ELLIPSIS:
		return minor == 9 ? "Ellipsis" : "ellipsis";
	case CONSTANT_NUMBER:
	case CONSTANT_STRING:
	case CONSTANT_BYTES:
		break;
	}
	return "literal";
}

const char *expression_name(const struct node *node, unsigned int minor)
{
	static const char *const names[N_NODE_KINDS] = {
		[NODE_BOOL_OP] = "expression",
		[NODE_NAMED_EXPR] = "named expression",
		[NODE_BIN_OP] = "expression",
		[NODE_UNARY_OP] = "expression",
		[NODE_LAMBDA] = "lambda",
		[NODE_IF_EXP] = "conditional expression",
		[NODE_DICT] = "dict literal",
		[NODE_SET] = "set display",
		[NODE_LIST_COMP] = "list comprehension",
		[NODE_SET_COMP] = "set comprehension",
		[NODE_DICT_COMP] = "dict comprehension",
		[NODE_GENERATOR_EXP] = "generator expression",
		[NODE_AWAIT] = "await expression",
		[NODE_YIELD] = "yield expression",
		[NODE_YIELD_FROM] = "yield expression",
		[NODE_COMPARE] = "comparison",
		[NODE_CALL] = "function call",
		[NODE_FORMATTED_VALUE] = "f-string expression",
		[NODE_INTERPOLATION] = "t-string expression",
		[NODE_JOINED_STR] = "f-string expression",
		[NODE_TEMPLATE_STR] = "t-string expression",
		[NODE_ATTRIBUTE] = "attribute",
		[NODE_SUBSCRIPT] = "subscript",
		[NODE_STARRED] = "starred",
		[NODE_NAME] = "name",
		[NODE_LIST_DISPLAY] = "list",
		[NODE_TUPLE] = "tuple",
	};

	if (node->kind == NODE_CONSTANT)
		return constant_name(node, minor);
	if (minor == 9 &&
	    (node->kind == NODE_BOOL_OP || node->kind == NODE_BIN_OP ||
	     node->kind == NODE_UNARY_OP))
		return "operator";
	if (minor == 9 && node->kind == NODE_DICT)
		return "dict display";
	return names[node->kind] ? names[node->kind] : "expression";
}
