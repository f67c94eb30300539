/* code_warning - what compiles, but looks like a mistake. */
#include <config.h>

#include "code.h"

#include <string.h>

/* The type of a node's value where it is plain; NULL where it is not. */
static const char *type_name(struct code *code, const struct node *node)
{
	const struct value *value;

	switch ((enum node_kind)node->kind) {
	case NODE_LIST_DISPLAY:
	case NODE_LIST_COMP:
		return "list";
	case NODE_DICT:
	case NODE_DICT_COMP:
		return "dict";
	case NODE_SET:
	case NODE_SET_COMP:
		return "set";
	case NODE_GENERATOR_EXP:
		return "generator";
	case NODE_LAMBDA:
		return "function";
	case NODE_TUPLE:
		return "tuple";
	case NODE_TEMPLATE_STR:
		return "string.templatelib.Template";
	case NODE_JOINED_STR:
		return "str";
	default:
		break;
	}
	value = code_fold(code, node);
	if (value)
		return value_type_name(value);
	return code_folds_to_string(code, node) ? "str" : NULL;
}

/* Since 3.14 a tuple is folded later, but seen all the same. */
static bool is_constant_tuple(struct code *code, const struct node *node)
{
	const struct node *list;

	if (node->kind != NODE_TUPLE || code->minor < 14)
		return false;
	list = node_child(node, 0);
	for (size_t i = 0; i < list_size(list); i++)
		if (!code_fold(code, node_child(list, i)))
			return false;
	return true;
}

/* Is it a literal whose identity says nothing? */
static bool is_literal(struct code *code, const struct node *node)
{
	const struct value *value = code_fold(code, node);

	if (!value)
		return is_constant_tuple(code, node);
	return value->kind != VALUE_NONE && value->kind != VALUE_BOOL &&
	       value->kind != VALUE_ELLIPSIS;
}

static void warn_comparison(struct code *code, const struct node *node,
			    const struct node *literal, bool is_not)
{
	const char *op = is_not ? "is not" : "is";
	const char *other = is_not ? "!=" : "==";

	if (code->minor < 12)
		code_warn(code, node,
			  "\"%s\" with a literal. Did you mean \"%s\"?", op,
			  other);
	else
		code_warn(code, node,
			  "\"%s\" with '%s' literal. Did you mean \"%s\"?", op,
			  type_name(code, literal), other);
}

static bool is_not(struct code *code, const struct node *op)
{
	const struct token *tokens = code->compilation->tokens.items;

	return op->end_token - op->first_token > 1 &&
	       tokens[op->first_token].kind == TOKEN_IS;
}

void code_check_comparison(struct code *code, const struct node *node,
			   bool is_inverted)
{
	const struct token *tokens = code->compilation->tokens.items;
	const struct node *ops = node_child(node, 1), *op;
	const struct node *left = node_child(node, 0), *right;

	if (!code->compilation->with_warnings)
		return;
	for (size_t i = 0; i < list_size(ops); i++, left = right) {
		op = node_child(ops, i);
		right = node_child(node_child(node, 2), i);
		if (tokens[op->first_token].kind != TOKEN_IS)
			continue;
		if (!is_literal(code, left) && !is_literal(code, right))
			continue;
		warn_comparison(code, node,
				is_literal(code, left) ? left : right,
				is_not(code, op) != is_inverted);
		return;
	}
}

void code_check_call(struct code *code, const struct node *function)
{
	const char *type;

	if (!code->compilation->with_warnings || function->kind == NODE_LAMBDA)
		return;
	type = type_name(code, function);
	if (type)
		code_warn(code, function,
			  "'%s' object is not callable; "
			  "perhaps you missed a comma?",
			  type);
}

static bool is_subscriptable(struct code *code, const struct node *node)
{
	const struct value *value = code_fold(code, node);

	if (value)
		return value->kind == VALUE_STRING ||
		       value->kind == VALUE_BYTES || value->kind == VALUE_TUPLE;
	return node->kind != NODE_SET && node->kind != NODE_SET_COMP &&
	       node->kind != NODE_GENERATOR_EXP && node->kind != NODE_LAMBDA &&
	       node->kind != NODE_TEMPLATE_STR;
}

/* Has it a type that takes integers and slices only? */
static bool is_indexed(struct code *code, const struct node *node)
{
	const struct value *value = code_fold(code, node);

	if (value)
		return value->kind == VALUE_STRING ||
		       value->kind == VALUE_BYTES || value->kind == VALUE_TUPLE;
	return node->kind == NODE_TUPLE || node->kind == NODE_LIST_DISPLAY ||
	       node->kind == NODE_LIST_COMP || node->kind == NODE_JOINED_STR ||
	       code_folds_to_string(code, node);
}

/* In 3.8 a tuple with a slice in it is no expression. */
static bool has_slice(const struct node *index)
{
	const struct node *list;

	if (index->kind != NODE_TUPLE)
		return false;
	list = node_child(index, 0);
	for (size_t i = 0; i < list_size(list); i++)
		if (node_child(list, i)->kind == NODE_SLICE)
			return true;
	return false;
}

void code_check_subscript(struct code *code, const struct node *node)
{
	const struct node *value = node_child(node, 0);
	const struct node *index = node_child(node, 1);
	const char *type;

	if (!code->compilation->with_warnings || node->detail != CONTEXT_LOAD)
		return;
	if (code_fold(code, node))
		return;
	if (!is_subscriptable(code, value))
		code_warn(code, value,
			  "'%s' object is not subscriptable; "
			  "perhaps you missed a comma?",
			  type_name(code, value));
	if (code->minor < 9 && has_slice(index))
		return;
	type = type_name(code, index);
	if (!type || strcmp(type, "int") == 0 || strcmp(type, "bool") == 0 ||
	    !is_indexed(code, value))
		return;
	code_warn(code, value,
		  "%s indices must be integers or slices, not %s; "
		  "perhaps you missed a comma?",
		  type_name(code, value), type);
}

void code_check_assert(struct code *code, const struct node *node)
{
	const struct node *test = node_child(node, 0);

	if (!code->compilation->with_warnings || test->kind != NODE_TUPLE ||
	    !list_size(node_child(test, 0)))
		return;
	/* Until 3.9 a tuple of constants goes unseen. */
	if (code->minor < 10 && code_fold(code, test))
		return;
	code_warn(code, node,
		  "assertion is always true, perhaps remove parentheses?");
}
