/* symbols_expression - the names in expressions, and where they may bind. */

#include <config.h>

#include "symbols.h"

#include <string.h>

/*
 * CPython replaces __debug__ by its value before it looks at names; in 3.8
 * where it is deleted as well.
 */
static bool is_folded(const struct symbol_table *table, const struct node *name)
{
	return (name->detail == CONTEXT_LOAD || table->minor == 8) &&
	       !strcmp(name->name, "__debug__");
}

bool symbols_visit_name(struct symbol_table *table, const struct node *node)
{
	bool is_load = node->detail == CONTEXT_LOAD;

	if (is_folded(table, node) || table->scope->is_unevaluated)
		return true;
	if (!symbols_check_debug_name(table, node->name, node->detail, node) ||
	    !symbol_add(table, node->name, is_load ? SYMBOL_USED : SYMBOL_LOCAL,
			node))
		return false;
	/* super() without arguments reads __class__. */
	if (is_load && !strcmp(node->name, "super") &&
	    symbols_is_function_like(table, table->scope))
		return symbol_add(table, "__class__", SYMBOL_USED, node);
	return true;
}

bool symbols_visit_attribute(struct symbol_table *table,
			     const struct node *node)
{
	enum {
		VALUE,
		ATTR
	};

	return symbols_check_debug_name(table, node_child(node, ATTR)->name,
					node->detail, node) &&
	       symbols_visit(table, node_child(node, VALUE));
}

bool symbols_visit_keyword(struct symbol_table *table, const struct node *node)
{
	enum {
		NAME,
		VALUE
	};

	return symbols_visit(table, node_child(node, VALUE));
}

bool symbols_check_keywords(struct symbol_table *table,
			    const struct node *keywords)
{
	for (size_t i = 0; i < list_size(keywords); i++) {
		const struct node *keyword = node_child(keywords, i);
		const struct node *name = node_child(keyword, 0);

		if (name && !symbols_check_debug_name(table, name->name,
						      CONTEXT_STORE, keyword))
			return false;
	}
	return true;
}

bool symbols_visit_call(struct symbol_table *table, const struct node *node)
{
	enum {
		FUNC,
		ARGS,
		KEYWORDS
	};
	const struct node *keywords = node_child(node, KEYWORDS);

	return symbols_visit(table, node_child(node, FUNC)) &&
	       symbols_visit(table, node_child(node, ARGS)) &&
	       symbols_check_keywords(table, keywords) &&
	       symbols_visit(table, keywords);
}

/* "yield expression" and its like have no place in annotations and types. */
static bool check_annotation(struct symbol_table *table,
			     const struct node *node, const char *what)
{
	const struct symbol_scope *scope = table->scope;

	switch (scope->kind) {
	case SCOPE_ANNOTATION:
		if (table->minor <= 11)
			return refuse(table, node,
				      "'%s' can not be used within an "
				      "annotation",
				      what);
		return refuse(table, node,
			      "%s cannot be used within an annotation", what);
	case SCOPE_TYPE_VARIABLE:
		return refuse(table, node, "%s cannot be used within %s", what,
			      scope->part);
	case SCOPE_TYPE_ALIAS:
		return refuse(table, node,
			      "%s cannot be used within a type alias", what);
	case SCOPE_TYPE_PARAMETERS:
		return refuse(table, node,
			      "%s cannot be used within the definition of a "
			      "generic",
			      what);
	case SCOPE_MODULE:
	case SCOPE_CLASS:
	case SCOPE_FUNCTION:
		return true;
	}
	return true;
}

static bool refuse_yield(struct symbol_table *table, const struct node *node)
{
	switch (table->scope->comprehension) {
	case NODE_LIST_COMP:
		return refuse(table, node, "'yield' inside list comprehension");
	case NODE_SET_COMP:
		return refuse(table, node, "'yield' inside set comprehension");
	case NODE_DICT_COMP:
		return refuse(table, node, "'yield' inside dict comprehension");
	default:
		return refuse(table, node,
			      "'yield' inside generator expression");
	}
}

bool symbols_visit_yield(struct symbol_table *table, const struct node *node)
{
	struct symbol_scope *scope = table->scope;

	if (!check_annotation(table, node, "yield expression") ||
	    !symbols_visit_children(table, node))
		return false;
	scope->is_generator = true;
	/* Until 3.9 this is found at the end of the comprehension. */
	if (scope->comprehension && table->minor >= 10)
		return refuse_yield(table, node);
	return true;
}

bool symbols_visit_await(struct symbol_table *table, const struct node *node)
{
	struct symbol_scope *scope = table->scope;

	if (!check_annotation(table, node, "await expression"))
		return false;
	if (table->minor >= 14 && !symbols_is_function_like(table, scope))
		return refuse(table, node, "'await' outside function");
	if (table->minor >= 14 && !scope->is_coroutine && !scope->comprehension)
		return refuse(table, node, "'await' outside async function");
	if (!symbols_visit_children(table, node))
		return false;
	scope->is_coroutine = true;
	return true;
}

/* Up to 3.12 := forgets to mangle when it looks for its name. */
static unsigned int flags_around(const struct symbol_table *table,
				 const struct symbol_scope *scope,
				 const char *name)
{
	struct symbol_table plain = *table;

	if (table->minor <= 12)
		plain.mangler = NULL;
	return symbol_flags(&plain, symbol_key(&plain, scope, name));
}

static bool is_iterated(const struct symbol_table *table,
			const struct symbol_scope *scope, const char *name)
{
	unsigned int flags = flags_around(table, scope, name);

	/* From 3.12 on the target must bind it: not as i in x[i]. */
	return (flags & SYMBOL_ITERATED) &&
	       (table->minor <= 11 || (flags & SYMBOL_LOCAL));
}

/* Up to 3.9 the column of a := in the wrong place starts at 0. */
static bool refuse_binding(struct symbol_table *table, const struct node *node,
			   const char *message)
{
	refuse(table, node, "%s", message);
	if (table->minor <= 9)
		table->compilation->error.column--;
	return false;
}

static bool refuse_target(struct symbol_table *table,
			  const struct symbol_scope *scope,
			  const struct node *target)
{
	switch (scope->kind) {
	case SCOPE_TYPE_PARAMETERS:
		return refuse_binding(
			table, target,
			"assignment expression within a comprehension "
			"cannot be used within the definition of a "
			"generic");
	case SCOPE_TYPE_ALIAS:
		return refuse_binding(
			table, target,
			"assignment expression within a comprehension "
			"cannot be used in a type alias");
	case SCOPE_TYPE_VARIABLE:
		return refuse_binding(
			table, target,
			"assignment expression within a comprehension "
			"cannot be used in a TypeVar bound");
	default:
		return refuse_binding(
			table, target,
			"assignment expression within a comprehension "
			"cannot be used in a class body");
	}
}

/* In a comprehension, := binds in the scope around all comprehensions. */
static bool bind_target(struct symbol_table *table, const struct node *target)
{
	const char *name = target->name;
	struct symbol_scope *scope = table->scope;
	unsigned int declared = SYMBOL_GLOBAL;
	unsigned int bound = SYMBOL_GLOBAL;

	while (scope->comprehension || scope->kind == SCOPE_ANNOTATION) {
		if (scope->comprehension && is_iterated(table, scope, name))
			return refuse_binding(
				table, target,
				arena_printf(table->compilation->arena,
					     "assignment expression cannot "
					     "rebind comprehension iteration "
					     "variable '%s'",
					     name));
		scope = scope->parent;
	}
	if (scope->kind == SCOPE_FUNCTION) {
		if (!(flags_around(table, scope, name) & SYMBOL_GLOBAL))
			declared = SYMBOL_NONLOCAL;
		bound = SYMBOL_LOCAL;
	} else if (scope->kind != SCOPE_MODULE) {
		return refuse_target(table, scope, target);
	}
	return symbol_add(table, name, declared, target) &&
	       symbol_add_in(table, scope, name, bound, target);
}

bool symbols_visit_named_expression(struct symbol_table *table,
				    const struct node *node)
{
	enum {
		TARGET,
		VALUE
	};
	const struct node *target = node_child(node, TARGET);

	if (!check_annotation(table, node, "named expression"))
		return false;
	if (table->scope->n_iterables > 0)
		return refuse_binding(
			table, node,
			"assignment expression cannot be used in a "
			"comprehension iterable expression");
	if (table->scope->comprehension && !bind_target(table, target))
		return false;
	return symbols_visit(table, node_child(node, VALUE)) &&
	       symbols_visit(table, target);
}

enum {
	GENERATOR_TARGET,
	GENERATOR_ITER,
	GENERATOR_IFS
};

static bool visit_target(struct symbol_table *table,
			 const struct node *generator)
{
	struct symbol_scope *scope = table->scope;
	bool is_good;

	scope->in_target = true;
	is_good = symbols_visit(table, node_child(generator, GENERATOR_TARGET));
	scope->in_target = false;
	return is_good;
}

static bool visit_iterable(struct symbol_table *table,
			   const struct node *generator)
{
	struct symbol_scope *scope = table->scope;
	bool is_good;

	scope->n_iterables++;
	is_good = symbols_visit(table, node_child(generator, GENERATOR_ITER));
	scope->n_iterables--;
	return is_good;
}

/* A "for" of a comprehension, but for the first. */
bool symbols_visit_generator(struct symbol_table *table,
			     const struct node *node)
{
	if (!visit_target(table, node) || !visit_iterable(table, node) ||
	    !symbols_visit(table, node_child(node, GENERATOR_IFS)))
		return false;
	table->scope->is_coroutine |= node->detail != 0;
	return true;
}

/* What stands in the comprehension's own scope. */
static bool visit_inside(struct symbol_table *table, const struct node *node)
{
	const struct node *generators = node_child(node, node->n - 1);
	const struct node *first = node_child(generators, 0);

	if (!visit_target(table, first) ||
	    !symbols_visit(table, node_child(first, GENERATOR_IFS)))
		return false;
	for (size_t i = 1; i < generators->n; i++) {
		if (!symbols_visit(table, node_child(generators, i)))
			return false;
	}
	/* The value of a dict's comprehension comes before the key. */
	for (size_t i = node->n - 1; i > 0; i--) {
		if (!symbols_visit(table, node_child(node, i - 1)))
			return false;
	}
	if (table->minor <= 9 && table->scope->is_generator)
		return refuse_yield(table, node);
	return true;
}

bool symbols_visit_comprehension(struct symbol_table *table,
				 const struct node *node)
{
	const struct node *generators = node_child(node, node->n - 1);
	const struct node *first = node_child(generators, 0);
	struct symbol_scope *around = table->scope;
	struct symbol_scope *scope;

	if (table->minor == 12 && around->sees_class)
		return refuse(table, node,
			      "Cannot use comprehension in annotation scope "
			      "within class scope");
	if (!visit_iterable(table, first))
		return false;
	scope = symbols_open(table, SCOPE_FUNCTION, node);
	scope->comprehension = node->kind;
	scope->is_coroutine = first->detail != 0;
	if (!visit_inside(table, node))
		return false;
	symbols_leave(table);
	if (!scope->is_coroutine || node->kind == NODE_GENERATOR_EXP)
		return true;
	if (table->minor >= 14 && !around->comprehension &&
	    !(around->kind == SCOPE_FUNCTION && around->is_coroutine))
		return refuse(table, node,
			      "asynchronous comprehension outside of an "
			      "asynchronous function");
	around->is_coroutine = true;
	return true;
}
