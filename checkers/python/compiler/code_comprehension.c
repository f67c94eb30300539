/* code_comprehension - comprehensions and generator expressions. */
#include <config.h>

#include "code.h"

static bool visit_elements(struct code *code, const struct node *node)
{
	for (size_t i = 0; i + 1 < node->n; i++)
		if (!code_expression(code, node_child(node, i)))
			return false;
	return true;
}

/*
 * "for y in [f(x)]" is taken as an assignment since 3.9, but the element is
 * the only thing in the list either way.
 */
static bool visit_clauses(struct code *code, const struct node *node,
			  const struct node *clauses, size_t i)
{
	const struct node *clause = node_child(clauses, i), *ifs;
	bool ok;

	if (i && !code_expression(code, node_child(clause, 1)))
		return false;
	/* The interpreter pushes a block there; counted since 3.10. */
	if (clause->detail && code->minor >= 10 &&
	    !code_push(code, node, BLOCK_ASYNC_COMPREHENSION, NULL))
		return false;
	if (!code_expression(code, node_child(clause, 0)))
		return false;
	ifs = node_child(clause, 2);
	for (size_t k = 0; k < list_size(ifs); k++)
		if (!code_condition(code, node_child(ifs, k)))
			return false;
	if (i + 1 < list_size(clauses))
		ok = visit_clauses(code, node, clauses, i + 1);
	else
		ok = visit_elements(code, node);
	if (clause->detail && code->minor >= 10)
		code_pop(code);
	return ok;
}

/* May what awaits stand in the unit? */
static bool allows_async(struct code *code, struct code_unit *outer)
{
	if (code->minor < 11)
		return code_traits(code, outer)->is_coroutine;
	return outer->scope == CODE_ASYNC_FUNCTION ||
	       outer->scope == CODE_COMPREHENSION;
}

static bool visit_inside(struct code *code, const struct node *node,
			 const struct code_traits *traits,
			 struct code_unit *outer)
{
	if (traits->is_coroutine && node->kind != NODE_GENERATOR_EXP &&
	    !allows_async(code, outer))
		return code_refuse(code, node,
				   "asynchronous comprehension outside of an "
				   "asynchronous function");
	return visit_clauses(code, node, node_child(node, node->n - 1), 0);
}

/*
 * Since 3.12 all but generators are made part of what is around, unless that
 * is an annotation which sees a class.
 */
static bool is_inlined(struct code *code, const struct node *node)
{
	const struct code_unit *unit = code->unit;

	if (code->minor < 12 || node->kind == NODE_GENERATOR_EXP)
		return false;
	if (unit->scope != CODE_ANNOTATION)
		return true;
	while (unit->scope == CODE_ANNOTATION)
		unit = unit->parent;
	return unit->scope != CODE_CLASS;
}

bool code_comprehension(struct code *code, const struct node *node)
{
	struct code_unit *outer = code->unit, unit;
	const struct node *clauses = node_child(node, node->n - 1);
	const struct node *first = node_child(node_child(clauses, 0), 1);
	struct code_traits traits;

	if (is_inlined(code, node)) {
		code_find_traits(code, node, CODE_COMPREHENSION, &traits);
		return code_expression(code, first) &&
		       visit_inside(code, node, &traits, outer);
	}
	code_enter(code, &unit, CODE_COMPREHENSION, node);
	if (code->minor >= 10)
		unit.at = node;
	return code_leave(code,
			  visit_inside(code, node, code_traits(code, &unit),
				       outer)) &&
	       code_expression(code, first);
}
