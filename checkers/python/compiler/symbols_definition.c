/* symbols_definition - functions, classes, types and annotations. */

#include <config.h>

#include "symbols.h"

#include <string.h>

static const struct node *argument(const struct node *arguments,
				   enum arguments_field field)
{
	return arguments ? node_child(arguments, field) : NULL;
}

static bool visit_defaults(struct symbol_table *table,
			   const struct node *arguments)
{
	return symbols_visit(table, argument(arguments, ARGUMENTS_DEFAULTS)) &&
	       symbols_visit(table, argument(arguments, ARGUMENTS_KW_DEFAULTS));
}

static bool add_parameter(struct symbol_table *table, const struct node *arg)
{
	return !arg || symbol_add(table, node_child(arg, 0)->name,
				  SYMBOL_PARAMETER, arg);
}

static bool visit_annotation(struct symbol_table *table, const struct node *arg)
{
	return !arg || symbols_visit(table, node_child(arg, 1));
}

typedef bool (*arg_fn)(struct symbol_table *table, const struct node *arg);

static bool for_each_arg(struct symbol_table *table, const struct node *args,
			 arg_fn run)
{
	for (size_t i = 0; i < list_size(args); i++) {
		if (!run(table, node_child(args, i)))
			return false;
	}
	return true;
}

static bool visit_parameters(struct symbol_table *table,
			     const struct node *args)
{
	return for_each_arg(table, argument(args, ARGUMENTS_POSONLY),
			    add_parameter) &&
	       for_each_arg(table, argument(args, ARGUMENTS_ARGS),
			    add_parameter) &&
	       for_each_arg(table, argument(args, ARGUMENTS_KWONLY),
			    add_parameter) &&
	       add_parameter(table, argument(args, ARGUMENTS_VARARG)) &&
	       add_parameter(table, argument(args, ARGUMENTS_KWARG));
}

static bool visit_arg_annotations(struct symbol_table *table,
				  const struct node *args)
{
	return for_each_arg(table, argument(args, ARGUMENTS_POSONLY),
			    visit_annotation) &&
	       for_each_arg(table, argument(args, ARGUMENTS_ARGS),
			    visit_annotation) &&
	       visit_annotation(table, argument(args, ARGUMENTS_VARARG)) &&
	       visit_annotation(table, argument(args, ARGUMENTS_KWARG)) &&
	       for_each_arg(table, argument(args, ARGUMENTS_KWONLY),
			    visit_annotation);
}

static bool has_future_annotations(const struct symbol_table *table)
{
	return table->features & FUTURE_ANNOTATIONS;
}

/*
 * From 3.10 on, annotations that are kept as strings have a scope, which
 * counts for nothing but what may stand in them; from 3.14 on all have one.
 */
static bool annotations_have_scope(const struct symbol_table *table)
{
	return table->minor >= 14 ||
	       (table->minor >= 10 && has_future_annotations(table));
}

/* A function's annotations. */
static bool visit_annotations(struct symbol_table *table,
			      const struct node *function)
{
	const struct node *args = node_child(function, FUNCTION_ARGS);
	const struct node *returns = node_child(function, FUNCTION_RETURNS);
	bool has_scope = annotations_have_scope(table);

	if (has_scope)
		symbols_enter(
			table,
			symbols_new_scope(table, SCOPE_ANNOTATION, function),
			!has_future_annotations(table));
	if (!visit_arg_annotations(table, args) ||
	    !symbols_visit(table, returns))
		return false;
	if (has_scope)
		symbols_leave(table);
	return true;
}

/* 3.12: the parameters in brackets, and what else they hold for. */
static void open_type_parameters(struct symbol_table *table,
				 const struct node *node)
{
	bool is_in_class = table->scope->kind == SCOPE_CLASS;

	symbols_open(table, SCOPE_TYPE_PARAMETERS, node)->sees_class =
		is_in_class;
}

static bool visit_function_body(struct symbol_table *table,
				const struct node *node)
{
	struct symbol_scope *scope = symbols_open(table, SCOPE_FUNCTION, node);

	scope->is_coroutine = node->kind == NODE_ASYNC_FUNCTION_DEF;
	if (!visit_parameters(table, node_child(node, FUNCTION_ARGS)) ||
	    !symbols_visit(table, node_child(node, FUNCTION_BODY)))
		return false;
	symbols_leave(table);
	return true;
}

bool symbols_visit_function(struct symbol_table *table, const struct node *node)
{
	const char *name = node_child(node, FUNCTION_NAME)->name;
	const struct node *decorators = node_child(node, FUNCTION_DECORATORS);
	const struct node *parameters = node_child(node, FUNCTION_TYPE_PARAMS);
	bool is_generic = list_size(parameters) > 0;

	if (!symbol_add(table, name, SYMBOL_LOCAL, node) ||
	    !visit_defaults(table, node_child(node, FUNCTION_ARGS)))
		return false;
	if (table->minor <= 11)
		return visit_annotations(table, node) &&
		       symbols_visit(table, decorators) &&
		       visit_function_body(table, node);
	if (!symbols_visit(table, decorators))
		return false;
	if (is_generic)
		open_type_parameters(table, node);
	if (!symbols_visit(table, parameters) ||
	    !visit_annotations(table, node) ||
	    !visit_function_body(table, node))
		return false;
	if (is_generic)
		symbols_leave(table);
	return true;
}

bool symbols_visit_lambda(struct symbol_table *table, const struct node *node)
{
	enum {
		ARGS,
		BODY
	};
	const struct node *args = node_child(node, ARGS);

	if (table->minor == 12 && table->scope->sees_class)
		return refuse(table, node,
			      "Cannot use lambda in annotation scope within "
			      "class scope");
	if (!visit_defaults(table, args))
		return false;
	symbols_open(table, SCOPE_FUNCTION, node);
	if (!visit_parameters(table, args) ||
	    !symbols_visit(table, node_child(node, BODY)))
		return false;
	symbols_leave(table);
	return true;
}

static bool visit_bases(struct symbol_table *table, const struct node *class)
{
	const struct node *keywords = node_child(class, CLASS_KEYWORDS);

	return symbols_visit(table, node_child(class, CLASS_BASES)) &&
	       symbols_check_keywords(table, keywords) &&
	       symbols_visit(table, keywords);
}

static bool visit_class_body(struct symbol_table *table,
			     const struct node *class,
			     const struct mangler *mangler)
{
	bool is_generic = list_size(node_child(class, CLASS_TYPE_PARAMS)) > 0;

	symbols_open(table, SCOPE_CLASS, class);
	table->mangler = mangler;
	if (is_generic &&
	    !symbol_add(table, "__type_params__", SYMBOL_LOCAL, class))
		return false;
	if (!symbols_visit(table, node_child(class, CLASS_BODY)))
		return false;
	symbols_leave(table);
	return true;
}

static bool visit_generic_class(struct symbol_table *table,
				const struct node *class,
				const struct mangler *mangler)
{
	open_type_parameters(table, class);
	table->mangler = mangler;
	if (table->minor >= 13)
		table->scope->generic_class = table->scope;
	if (!symbols_visit(table, node_child(class, CLASS_TYPE_PARAMS)) ||
	    !visit_bases(table, class) ||
	    !visit_class_body(table, class, mangler))
		return false;
	symbols_leave(table);
	return true;
}

bool symbols_visit_class(struct symbol_table *table, const struct node *node)
{
	const char *name = node_child(node, CLASS_NAME)->name;
	const struct node *decorators = node_child(node, CLASS_DECORATORS);
	const struct mangler *mangler = symbols_new_mangler(table, name);
	const struct mangler *outer = table->mangler;

	if (!symbol_add(table, name, SYMBOL_LOCAL, node))
		return false;
	if (table->minor >= 12 && !symbols_visit(table, decorators))
		return false;
	if (list_size(node_child(node, CLASS_TYPE_PARAMS)) > 0) {
		if (!visit_generic_class(table, node, mangler))
			return false;
		/* 3.12 goes on to mangle by the name of a generic class. */
		table->mangler = table->minor == 12 ? mangler : outer;
		return true;
	}
	if (!visit_bases(table, node))
		return false;
	if (table->minor <= 11 && !symbols_visit(table, decorators))
		return false;
	if (!visit_class_body(table, node, mangler))
		return false;
	table->mangler = outer;
	return true;
}

bool symbols_visit_type_alias(struct symbol_table *table,
			      const struct node *node)
{
	enum {
		NAME,
		PARAMETERS,
		VALUE
	};
	const struct node *name = node_child(node, NAME);
	const struct node *parameters = node_child(node, PARAMETERS);
	bool is_in_class = table->scope->kind == SCOPE_CLASS;
	bool is_generic = list_size(parameters) > 0;

	if (!symbol_add(table, name->name, SYMBOL_LOCAL, name))
		return false;
	if (is_generic)
		open_type_parameters(table, node);
	if (!symbols_visit(table, parameters))
		return false;
	symbols_open(table, SCOPE_TYPE_ALIAS, node)->sees_class = is_in_class;
	if (!symbols_visit(table, node_child(node, VALUE)))
		return false;
	symbols_leave(table);
	if (is_generic)
		symbols_leave(table);
	return true;
}

/* The bound or the default of a type parameter, which may be NULL. */
static bool visit_part(struct symbol_table *table, const struct node *parameter,
		       const struct node *value, const char *part)
{
	bool sees_class = table->scope->sees_class;
	struct symbol_scope *scope;

	if (table->minor >= 14 &&
	    !strcmp(node_child(parameter, 0)->name, "__classdict__"))
		return refuse(table, parameter,
			      "reserved name '__classdict__' cannot be used "
			      "for type parameter");
	if (!value)
		return true;
	scope = symbols_open(table, SCOPE_TYPE_VARIABLE, parameter);
	scope->sees_class = sees_class;
	scope->part = part;
	if (!symbols_visit(table, value))
		return false;
	symbols_leave(table);
	return true;
}

bool symbols_visit_type_parameter(struct symbol_table *table,
				  const struct node *node)
{
	enum {
		NAME,
		BOUND
	};
	const struct node *last = node_child(node, node->n - 1);
	const struct node *bound;
	bool is_constraint;

	if (!symbol_add(table, node_child(node, NAME)->name,
			SYMBOL_TYPE_PARAMETER | SYMBOL_LOCAL, node))
		return false;
	if (node->kind == NODE_PARAM_SPEC)
		return visit_part(table, node, last, "a ParamSpec default");
	if (node->kind == NODE_TYPE_VAR_TUPLE)
		return visit_part(table, node, last, "a TypeVarTuple default");
	bound = node_child(node, BOUND);
	is_constraint =
		table->minor >= 13 && bound && bound->kind == NODE_TUPLE;
	return visit_part(table, node, bound,
			  is_constraint ? "a TypeVar constraint"
					: "a TypeVar bound") &&
	       visit_part(table, node, last, "a TypeVar default");
}

/* 3.14: whose annotations there are depends on what is run. */
static bool note_conditional(struct symbol_table *table,
			     const struct node *annotation)
{
	struct symbol_scope *scope = table->scope;
	bool is_conditional =
		scope->kind == SCOPE_MODULE ||
		(scope->kind == SCOPE_CLASS && scope->is_conditional);

	if (!is_conditional || scope->has_conditional_annotations)
		return true;
	scope->has_conditional_annotations = true;
	return symbol_add(table, "__conditional_annotations__", SYMBOL_USED,
			  annotation);
}

/* 3.14: the annotations of a scope's variables share one. */
static bool visit_deferred(struct symbol_table *table,
			   const struct node *annotation)
{
	struct symbol_scope *outer = table->scope;
	bool is_new = !outer->annotations;

	if (!note_conditional(table, annotation))
		return false;
	if (is_new)
		outer->annotations =
			symbols_new_scope(table, SCOPE_ANNOTATION, annotation);
	symbols_enter(table, outer->annotations,
		      is_new && !has_future_annotations(table));
	table->scope->is_unevaluated = outer->kind == SCOPE_FUNCTION;
	if (!symbols_visit(table, annotation))
		return false;
	symbols_leave(table);
	return true;
}

static bool visit_variable_annotation(struct symbol_table *table,
				      const struct node *annotation)
{
	if (table->minor >= 14)
		return visit_deferred(table, annotation);
	if (!annotations_have_scope(table))
		return symbols_visit(table, annotation);
	symbols_enter(table,
		      symbols_new_scope(table, SCOPE_ANNOTATION, annotation),
		      false);
	if (!symbols_visit(table, annotation))
		return false;
	symbols_leave(table);
	return true;
}

/* x: annotation = value, where x is a bare name and has no parentheses. */
static bool visit_simple_target(struct symbol_table *table,
				const struct node *node,
				const struct node *target)
{
	struct symbol_scope *scope = table->scope;
	unsigned int flags =
		symbol_flags(table, symbol_key(table, scope, target->name));

	if (scope->kind != SCOPE_MODULE && (flags & SYMBOL_GLOBAL))
		return refuse(table, node,
			      "annotated name '%s' can't be global",
			      target->name);
	if (scope->kind != SCOPE_MODULE && (flags & SYMBOL_NONLOCAL))
		return refuse(table, node,
			      "annotated name '%s' can't be nonlocal",
			      target->name);
	return symbol_add(table, target->name, SYMBOL_ANNOTATED | SYMBOL_LOCAL,
			  target);
}

bool symbols_visit_annotated(struct symbol_table *table,
			     const struct node *node)
{
	enum {
		TARGET,
		ANNOTATION,
		VALUE
	};
	const struct node *target = node_child(node, TARGET);
	const struct node *value = node_child(node, VALUE);
	bool is_good;

	if (target->kind != NODE_NAME)
		is_good = symbols_visit(table, target);
	else if (node->detail)
		is_good = visit_simple_target(table, node, target);
	else
		is_good = !value ||
			  symbol_add(table, target->name, SYMBOL_LOCAL, target);
	return is_good &&
	       visit_variable_annotation(table, node_child(node, ANNOTATION)) &&
	       symbols_visit(table, value);
}
