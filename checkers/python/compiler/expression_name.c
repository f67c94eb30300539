/* expression_name - what CPython's messages call an expression. */

#include <config.h>

#include "peg.h"

#include "cleanup.h"

static const char *constant_name(enum constant_type type, unsigned int minor)
{
	switch (type) {
	case CONSTANT_NONE:
		return "None";
	case CONSTANT_FALSE:
		return "False";
	case CONSTANT_TRUE:
		return "True";
	case CONSTANT_ELLIPSIS:
		return minor <= 9 ? "Ellipsis" : "ellipsis";
	case CONSTANT_NUMBER:
	case CONSTANT_STRING:
	case CONSTANT_BYTES:
		break;
	}
	return "literal";
}

static const char *target_name(enum node_kind kind)
{
	switch (kind) {
	case NODE_ATTRIBUTE:
		return "attribute";
	case NODE_SUBSCRIPT:
		return "subscript";
	case NODE_STARRED:
		return "starred";
	case NODE_NAME:
		return "name";
	case NODE_LIST_DISPLAY:
		return "list";
	case NODE_TUPLE:
		return "tuple";
	default:
		return NULL;
	}
}

static const char *display_name(enum node_kind kind, unsigned int minor)
{
	switch (kind) {
	case NODE_GENERATOR_EXP:
		return "generator expression";
	case NODE_LIST_COMP:
		return "list comprehension";
	case NODE_SET_COMP:
		return "set comprehension";
	case NODE_DICT_COMP:
		return "dict comprehension";
	case NODE_DICT:
		return minor <= 9 ? "dict display" : "dict literal";
	case NODE_SET:
		return "set display";
	case NODE_JOINED_STR:
	case NODE_FORMATTED_VALUE:
		return "f-string expression";
	case NODE_TEMPLATE_STR:
	case NODE_INTERPOLATION:
		return "t-string expression";
	default:
		return NULL;
	}
}

static const char *operation_name(enum node_kind kind, unsigned int minor)
{
	switch (kind) {
	case NODE_LAMBDA:
		return "lambda";
	case NODE_CALL:
		return "function call";
	case NODE_BOOL_OP:
	case NODE_BIN_OP:
	case NODE_UNARY_OP:
		return minor <= 9 ? "operator" : "expression";
	case NODE_YIELD:
	case NODE_YIELD_FROM:
		return "yield expression";
	case NODE_AWAIT:
		return "await expression";
	case NODE_COMPARE:
		return "comparison";
	case NODE_IF_EXP:
		return "conditional expression";
	case NODE_NAMED_EXPR:
		return "named expression";
	default:
		return "expression";
	}
}

const char *expression_name(const struct node *node, unsigned int minor)
{
	enum node_kind kind = node->kind;
	const char *name;

	if (kind == NODE_CONSTANT)
		return constant_name(node->detail, minor);
	name = target_name(kind);
	if (!name)
		name = display_name(kind, minor);
	return name ? name : operation_name(kind, minor);
}
