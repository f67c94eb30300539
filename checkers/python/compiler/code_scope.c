/* code_scope - does a scope have a yield or an await of its own? */
#include <config.h>

#include "code.h"

static void push_children(GPtrArray *stack, const struct node *node)
{
	for (size_t i = 0; i < node->n; i++)
		if (node->children[i])
			g_ptr_array_add(stack, node->children[i]);
}

static void push(GPtrArray *stack, const struct node *node)
{
	if (node)
		g_ptr_array_add(stack, (void *)node);
}

static const struct node *generators(const struct node *node)
{
	return node_child(node, node->n - 1);
}

static bool is_comprehension(const struct node *node)
{
	return node->kind == NODE_LIST_COMP || node->kind == NODE_SET_COMP ||
	       node->kind == NODE_DICT_COMP || node->kind == NODE_GENERATOR_EXP;
}

/* The parts that run in the comprehension itself. */
static void push_comprehension(GPtrArray *stack, const struct node *node,
			       struct code_traits *out)
{
	const struct node *list = generators(node), *clause;

	for (size_t i = 0; i + 1 < node->n; i++)
		push(stack, node_child(node, i));
	for (size_t i = 0; i < list_size(list); i++) {
		clause = node_child(list, i);
		out->is_coroutine |= clause->detail;
		push(stack, node_child(clause, 0));
		if (i)
			push(stack, node_child(clause, 1));
		push(stack, node_child(clause, 2));
	}
}

static void push_definition(GPtrArray *stack, const struct node *node)
{
	if (node->kind == NODE_CLASS_DEF) {
		push(stack, node_child(node, CLASS_BASES));
		push(stack, node_child(node, CLASS_KEYWORDS));
		push(stack, node_child(node, CLASS_DECORATORS));
		return;
	}
	push(stack, node_child(node, FUNCTION_ARGS));
	push(stack, node_child(node, FUNCTION_RETURNS));
	push(stack, node_child(node, FUNCTION_DECORATORS));
}

/*
 * Looks at one node. Since 3.11 a comprehension that awaits makes a
 * coroutine of what it stands in; a generator never does.
 */
static void look(struct code *code, GPtrArray *stack, const struct node *node,
		 struct code_traits *out)
{
	if (is_comprehension(node)) {
		push(stack, node_child(node_child(generators(node), 0), 1));
		if (code->minor >= 11 && node->kind != NODE_GENERATOR_EXP)
			push_comprehension(stack, node, out);
		return;
	}
	if (node->kind == NODE_FUNCTION_DEF ||
	    node->kind == NODE_ASYNC_FUNCTION_DEF ||
	    node->kind == NODE_CLASS_DEF) {
		push_definition(stack, node);
		return;
	}
	if (node->kind == NODE_LAMBDA) {
		push(stack, node_child(node, 0));
		return;
	}
	if (node->kind == NODE_YIELD || node->kind == NODE_YIELD_FROM)
		out->is_generator = true;
	if (node->kind == NODE_AWAIT)
		out->is_coroutine = true;
	push_children(stack, node);
}

static void push_root(GPtrArray *stack, const struct node *root,
		      struct code_traits *out)
{
	if (root->kind == NODE_FUNCTION_DEF ||
	    root->kind == NODE_ASYNC_FUNCTION_DEF)
		push(stack, node_child(root, FUNCTION_BODY));
	else if (root->kind == NODE_CLASS_DEF)
		push(stack, node_child(root, CLASS_BODY));
	else if (root->kind == NODE_LAMBDA)
		push(stack, node_child(root, 1));
	else if (is_comprehension(root))
		push_comprehension(stack, root, out);
	else
		push_children(stack, root);
}

void code_find_traits(struct code *code, const struct node *root,
		      enum code_scope scope, struct code_traits *out)
{
	g_autoptr(GPtrArray) stack = g_ptr_array_new();

	out->is_generator = root->kind == NODE_GENERATOR_EXP;
	out->is_coroutine = scope == CODE_ASYNC_FUNCTION;
	push_root(stack, root, out);
	while (stack->len) {
		const struct node *node =
			g_ptr_array_steal_index_fast(stack, stack->len - 1);

		look(code, stack, node, out);
	}
}
