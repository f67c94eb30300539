/* code_expression - expressions, in the order in which code is made of them. */
#include <config.h>

#include "code.h"

#include <string.h>

#define MAX_BEFORE_STAR 255

bool code_expressions(struct code *code, const struct node *list)
{
	for (size_t i = 0; i < list_size(list); i++)
		if (!code_expression(code, node_child(list, i)))
			return false;
	return true;
}

/* Elements of a display or arguments: what is starred is unpacked. */
static bool visit_unpacked(struct code *code, const struct node *list)
{
	const struct node *element;

	for (size_t i = 0; i < list_size(list); i++) {
		element = node_child(list, i);
		if (element->kind == NODE_STARRED)
			element = node_child(element, 0);
		if (!code_expression(code, element))
			return false;
	}
	return true;
}

static bool check_stars(struct code *code, const struct node *node)
{
	const struct node *list = node_child(node, 0);
	bool has_star = false;

	for (size_t i = 0; i < list_size(list); i++) {
		if (node_child(list, i)->kind != NODE_STARRED)
			continue;
		if (has_star)
			return code_refuse(code, node,
					   "%s starred expressions in "
					   "assignment",
					   code->minor < 9 ? "two"
							   : "multiple");
		if (i > MAX_BEFORE_STAR)
			return code_refuse(code, node,
					   "too many expressions in "
					   "star-unpacking assignment");
		has_star = true;
	}
	return true;
}

/* In 3.8 indices with a slice among them are no tuple. */
static bool has_slice_38(const struct code *code, const struct node *list)
{
	for (size_t i = 0; i < list_size(list); i++)
		if (node_child(list, i)->kind == NODE_SLICE)
			return code->compilation->minor == 8;
	return false;
}

static bool visit_sequence(struct code *code, const struct node *node)
{
	const struct node *list = node_child(node, 0);

	if (node->detail == CONTEXT_DEL || has_slice_38(code, list))
		return code_expressions(code, list);
	if (node->detail == CONTEXT_STORE && !check_stars(code, node))
		return false;
	return visit_unpacked(code, list);
}

static bool visit_dict(struct code *code, const struct node *node)
{
	const struct node *keys = node_child(node, 0);
	const struct node *values = node_child(node, 1);

	for (size_t i = 0; i < list_size(values); i++)
		if (!code_expression(code, node_child(keys, i)) ||
		    !code_expression(code, node_child(values, i)))
			return false;
	return true;
}

/* a + b + c ... leans to the left and may be long. */
static bool visit_binary(struct code *code, const struct node *node)
{
	const struct node *left = node;
	size_t n = 0;
	const struct node **spine;

	while (left->kind == NODE_BIN_OP) {
		left = node_child(left, 0);
		n++;
	}
	spine = arena_alloc(code->compilation->arena, n * sizeof(*spine));
	for (size_t i = n; i--; node = node_child(node, 0))
		spine[i] = node;
	if (!code_expression(code, left))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!code_expression(code, node_child(spine[i], 1)))
			return false;
	return true;
}

bool code_keywords(struct code *code, const struct node *keywords)
{
	size_t n = list_size(keywords);
	g_autoptr(GHashTable) last = g_hash_table_new(NULL, NULL);
	const struct node *keyword, *name, *other;

	if (code->minor < 9)
		return true;
	/* The next keyword of the same name, if any, from the back. */
	g_autofree const struct node **next = g_new0(const struct node *, n);
	for (size_t i = n; i--;) {
		name = node_child(node_child(keywords, i), 0);
		if (!name)
			continue;
		next[i] = g_hash_table_lookup(last, name->name);
		g_hash_table_insert(last, (void *)name->name,
				    node_child(keywords, i));
	}
	for (size_t i = 0; i < n; i++) {
		keyword = node_child(keywords, i);
		name = node_child(keyword, 0);
		if (!name)
			continue;
		if (!code_bind(code, keyword, name->name))
			return false;
		other = next[i];
		if (!other)
			continue;
		/* 3.9 mends the column only. */
		if (code->minor > 9)
			code->unit->at = other;
		return code_refuse(code, other, "keyword argument repeated: %s",
				   name->name);
	}
	return true;
}

bool code_arguments(struct code *code, const struct node *args,
		    const struct node *keywords)
{
	if (!visit_unpacked(code, args))
		return false;
	for (size_t i = 0; i < list_size(keywords); i++)
		if (!code_expression(code,
				     node_child(node_child(keywords, i), 1)))
			return false;
	return true;
}

static bool visit_call(struct code *code, const struct node *node)
{
	const struct node *function = node_child(node, 0);
	const struct node *keywords = node_child(node, 2);

	if (code->minor >= 11 && !code_keywords(code, keywords))
		return false;
	code_check_call(code, function);
	if (!code_expression(code, function))
		return false;
	if (code->minor < 11 && !code_keywords(code, keywords))
		return false;
	return code_arguments(code, node_child(node, 1), keywords);
}

static bool visit_comparison(struct code *code, const struct node *node)
{
	return code_expression(code, node_child(node, 0)) &&
	       code_expressions(code, node_child(node, 2));
}

static bool is_multiline(struct code *code, const struct node *node)
{
	const struct text_lines *lines = &code->compilation->lines;

	return text_line(lines, node->start) != text_line(lines, node->end);
}

static bool visit_attribute(struct code *code, const struct node *node)
{
	const struct node *name = node_child(node, 1);
	const struct node *place = node;

	if (!code_expression(code, node_child(node, 0)))
		return false;
	if (node->detail != CONTEXT_STORE)
		return true;
	if (code->minor >= 11 && is_multiline(code, node))
		place = code->unit->at = name;
	return code_bind(code, place, name->name);
}

static bool visit_name(struct code *code, const struct node *node)
{
	if (node->detail == CONTEXT_STORE)
		return code_bind(code, node, node->name);
	if (node->detail == CONTEXT_DEL && code->minor >= 10 &&
	    strcmp(node->name, "__debug__") == 0)
		return code_refuse(code, node, "cannot delete __debug__");
	return true;
}

static bool visit_yield_from(struct code *code, const struct node *node)
{
	if (!code_is_function(code->unit))
		return code_refuse(code, node,
				   code->minor < 13
					   ? "'yield' outside function"
					   : "'yield from' outside function");
	if (code->unit->scope == CODE_ASYNC_FUNCTION)
		return code_refuse(code, node,
				   "'yield from' inside async function");
	return code_expression(code, node_child(node, 0));
}

static bool visit_await(struct code *code, const struct node *node)
{
	enum code_scope scope = code->unit->scope;

	if (!code_is_function(code->unit))
		return code_refuse(code, node, "'await' outside function");
	if (scope != CODE_ASYNC_FUNCTION && scope != CODE_COMPREHENSION)
		return code_refuse(code, node,
				   "'await' outside async function");
	return code_expression(code, node_child(node, 0));
}

static bool visit_starred(struct code *code, const struct node *node)
{
	return code_refuse(
		code, node,
		node->detail == CONTEXT_STORE
			? "starred assignment target must be in a list or tuple"
			: "can't use starred expression here");
}

static bool visit_conditional(struct code *code, const struct node *node)
{
	return code_condition(code, node_child(node, 0)) &&
	       code_expression(code, node_child(node, 1)) &&
	       code_expression(code, node_child(node, 2));
}

static bool visit_yield(struct code *code, const struct node *node)
{
	if (!code_is_function(code->unit))
		return code_refuse(code, node, "'yield' outside function");
	return code_expression(code, node_child(node, 0));
}

/* The kinds whose children are made code of one after the other. */
static bool visit_children(struct code *code, const struct node *node)
{
	const struct node *child;
	bool ok = true;

	for (size_t i = 0; ok && i < node->n; i++) {
		child = node_child(node, i);
		if (child && child->kind == NODE_LIST)
			ok = code_expressions(code, child);
		else
			ok = code_expression(code, child);
	}
	return ok;
}

static bool visit_named(struct code *code, const struct node *node)
{
	return code_expression(code, node_child(node, 1)) &&
	       code_expression(code, node_child(node, 0));
}

static bool visit_unary(struct code *code, const struct node *node)
{
	const struct node *operand = node_child(node, 0);

	if (code_folds_to_opposite(code, node)) {
		code_check_comparison(code, operand, true);
		return visit_comparison(code, operand);
	}
	return code_expression(code, operand);
}

static bool visit_kind(struct code *code, const struct node *node)
{
	switch ((enum node_kind)node->kind) {
	case NODE_NAMED_EXPR:
		return visit_named(code, node);
	case NODE_BIN_OP:
		return visit_binary(code, node);
	case NODE_UNARY_OP:
		return visit_unary(code, node);
	case NODE_LAMBDA:
		return code_lambda(code, node);
	case NODE_IF_EXP:
		return visit_conditional(code, node);
	case NODE_DICT:
		return visit_dict(code, node);
	case NODE_SET:
		return visit_unpacked(code, node_child(node, 0));
	case NODE_GENERATOR_EXP:
	case NODE_LIST_COMP:
	case NODE_SET_COMP:
	case NODE_DICT_COMP:
		return code_comprehension(code, node);
	case NODE_YIELD:
		return visit_yield(code, node);
	case NODE_YIELD_FROM:
		return visit_yield_from(code, node);
	case NODE_AWAIT:
		return visit_await(code, node);
	case NODE_COMPARE:
		code_check_comparison(code, node, false);
		return visit_comparison(code, node);
	case NODE_CALL:
		return visit_call(code, node);
	case NODE_CONSTANT:
		return !code_is_pending(code);
	case NODE_ATTRIBUTE:
		return visit_attribute(code, node);
	case NODE_SUBSCRIPT:
		code_check_subscript(code, node);
		return visit_children(code, node);
	case NODE_STARRED:
		return visit_starred(code, node);
	case NODE_NAME:
		return !code_is_pending(code) && visit_name(code, node);
	case NODE_LIST_DISPLAY:
	case NODE_TUPLE:
		return visit_sequence(code, node);
	default:
		return visit_children(code, node);
	}
}

bool code_expression(struct code *code, const struct node *node)
{
	const struct node *at = code->unit->at;
	bool ok;

	if (!node)
		return true;
	if (++code->depth > CODE_MAX_DEPTH)
		return compilation_unknown(code->compilation);
	code->n_visits++;
	code->unit->at = node;
	ok = visit_kind(code, node);
	code->unit->at = at;
	code->depth--;
	return ok;
}

bool code_condition(struct code *code, const struct node *node)
{
	const struct node *list;

	if (node->kind == NODE_UNARY_OP && node->detail == OPERATOR_NOT &&
	    !code_folds_to_opposite(code, node))
		return code_condition(code, node_child(node, 0));
	if (node->kind == NODE_BOOL_OP) {
		list = node_child(node, 0);
		for (size_t i = 0; i < list_size(list); i++)
			if (!code_condition(code, node_child(list, i)))
				return false;
		return true;
	}
	if (node->kind == NODE_IF_EXP)
		return code_condition(code, node_child(node, 0)) &&
		       code_condition(code, node_child(node, 1)) &&
		       code_condition(code, node_child(node, 2));
	if (node->kind != NODE_COMPARE)
		return code_expression(code, node);
	/* Until 3.9 a warning stands where the condition does. */
	if (code->minor >= 10)
		code->unit->at = node;
	if (list_size(node_child(node, 2)) == 1)
		return code_expression(code, node);
	code_check_comparison(code, node, false);
	return visit_comparison(code, node);
}
