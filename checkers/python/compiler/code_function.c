/* code_function - functions, classes, type parameters and annotations. */
#include <config.h>

#include "code.h"

static bool check_parameter(struct code *code, const struct node *place,
			    const struct node *arg)
{
	if (!arg)
		return true;
	return code_bind(code, code->minor < 12 ? place : arg,
			 node_child(arg, 0)->name);
}

static bool check_parameters(struct code *code, const struct node *place,
			     const struct node *list)
{
	for (size_t i = 0; i < list_size(list); i++)
		if (!check_parameter(code, place, node_child(list, i)))
			return false;
	return true;
}

static bool check_arguments(struct code *code, const struct node *place,
			    const struct node *args)
{
	return check_parameters(code, place,
				node_child(args, ARGUMENTS_POSONLY)) &&
	       check_parameters(code, place,
				node_child(args, ARGUMENTS_ARGS)) &&
	       check_parameter(code, place,
			       node_child(args, ARGUMENTS_VARARG)) &&
	       check_parameters(code, place,
				node_child(args, ARGUMENTS_KWONLY)) &&
	       check_parameter(code, place, node_child(args, ARGUMENTS_KWARG));
}

static bool visit_defaults(struct code *code, const struct node *args)
{
	return code_expressions(code, node_child(args, ARGUMENTS_DEFAULTS)) &&
	       code_expressions(code, node_child(args, ARGUMENTS_KW_DEFAULTS));
}

/* *args: *Ts unpacks. */
static bool visit_annotation(struct code *code, const struct node *node)
{
	if (node && node->kind == NODE_STARRED && code->minor >= 11)
		node = node_child(node, 0);
	return code_expression(code, node);
}

static bool visit_parameter_annotations(struct code *code,
					const struct node *list)
{
	for (size_t i = 0; i < list_size(list); i++)
		if (!visit_annotation(code, node_child(node_child(list, i), 1)))
			return false;
	return true;
}

static bool visit_one_annotation(struct code *code, const struct node *arg)
{
	return !arg || visit_annotation(code, node_child(arg, 1));
}

static bool visit_annotations(struct code *code, const struct node *node)
{
	const struct node *args = node_child(node, FUNCTION_ARGS);

	return visit_parameter_annotations(code,
					   node_child(args, ARGUMENTS_ARGS)) &&
	       visit_parameter_annotations(
		       code, node_child(args, ARGUMENTS_POSONLY)) &&
	       visit_one_annotation(code, node_child(args, ARGUMENTS_VARARG)) &&
	       visit_parameter_annotations(
		       code, node_child(args, ARGUMENTS_KWONLY)) &&
	       visit_one_annotation(code, node_child(args, ARGUMENTS_KWARG)) &&
	       visit_annotation(code, node_child(node, FUNCTION_RETURNS));
}

static bool visit_function_annotations(struct code *code,
				       const struct node *node)
{
	struct code_unit unit;

	if (code->features & FUTURE_ANNOTATIONS)
		return true;
	if (code->minor < 14)
		return visit_annotations(code, node);
	code_enter(code, &unit, CODE_ANNOTATION, node);
	return code_leave(code, visit_annotations(code, node));
}

static bool visit_in_scope(struct code *code, const struct node *node)
{
	struct code_unit unit;

	if (!node)
		return true;
	code_enter(code, &unit, CODE_ANNOTATION, node);
	return code_leave(code, visit_annotation(code, node));
}

static bool visit_type_parameter(struct code *code, const struct node *node,
				 bool *has_default)
{
	const struct node *name = node_child(node, 0);
	const struct node *value = node_child(node, node->n - 1);

	if (node->kind == NODE_TYPE_VAR &&
	    !visit_in_scope(code, node_child(node, 1)))
		return false;
	if (value && !visit_in_scope(code, value))
		return false;
	if (!value && *has_default)
		return code_refuse(code, node,
				   "non-default type parameter '%s' "
				   "follows default type parameter",
				   name->name);
	*has_default |= value != NULL;
	return code_bind(code, node, name->name);
}

static bool visit_type_parameters(struct code *code, const struct node *list)
{
	bool has_default = false;

	for (size_t i = 0; i < list_size(list); i++)
		if (!visit_type_parameter(code, node_child(list, i),
					  &has_default))
			return false;
	return true;
}

/* A generator's body is wrapped in a handler; 3.13 counts that block. */
static bool push_generator(struct code *code, struct code_unit *unit)
{
	const struct code_traits *traits;

	if (code->minor < 13)
		return true;
	traits = code_traits(code, unit);
	if (!traits->is_generator && !traits->is_coroutine)
		return true;
	return code_push(code, unit->root, BLOCK_STOP_ITERATION, NULL);
}

static bool is_surrogate(uint32_t character)
{
	return character >= 0xd800 && character <= 0xdfff;
}

/* Where str.expandtabs() leaves the character at i. */
static size_t expanded_index(const struct value *text, size_t i)
{
	size_t index = 0, column = 0, width;

	for (size_t k = 0; k < i; k++) {
		width = text->items[k] == '\t' ? 8 - column % 8 : 1;
		index += width;
		column += width;
		if (text->items[k] == '\n' || text->items[k] == '\r')
			column = 0;
	}
	return index;
}

/*
 * Since 3.13 the indentation of a docstring is taken away: its tabs are
 * expanded, then it is encoded.
 */
static bool check_docstring(struct code *code, const struct node *body)
{
	struct compilation *c = code->compilation;
	const struct value *value;
	size_t first = 0, n = 0, index;
	const char *range;

	if (code->minor < 13 || !has_docstring(body))
		return true;
	value = constant_value(c, node_child(node_child(body, 0), 0));
	while (first < value->n && !is_surrogate(value->items[first]))
		first++;
	while (first + n < value->n && is_surrogate(value->items[first + n]))
		n++;
	if (n == 0)
		return true;
	index = expanded_index(value, first);
	if (n > 1)
		range = arena_printf(c->arena, "s in position %zu-%zu", index,
				     index + n - 1);
	else
		range = arena_printf(c->arena, " '\\u%04x' in position %zu",
				     value->items[first], index);
	return compilation_refuse_line(
		c, UNICODE_ENCODE_ERROR, 1, 0,
		"'utf-8' codec can't encode character%s: "
		"surrogates not allowed",
		range);
}

static bool visit_function_body(struct code *code, const struct node *node)
{
	bool is_async = node->kind == NODE_ASYNC_FUNCTION_DEF;
	struct code_unit unit;

	code_enter(code, &unit, is_async ? CODE_ASYNC_FUNCTION : CODE_FUNCTION,
		   node);
	return code_leave(
		code,
		check_docstring(code, node_child(node, FUNCTION_BODY)) &&
			push_generator(code, &unit) &&
			code_statements(code, node_child(node, FUNCTION_BODY)));
}

static bool visit_generic_function(struct code *code, const struct node *node)
{
	struct code_unit unit;
	const struct node *parameters = node_child(node, FUNCTION_TYPE_PARAMS);

	if (!list_size(parameters))
		return visit_function_annotations(code, node) &&
		       visit_function_body(code, node);
	code_enter(code, &unit, CODE_ANNOTATION, node);
	return code_leave(code,
			  visit_type_parameters(code, parameters) &&
				  visit_function_annotations(code, node) &&
				  visit_function_body(code, node));
}

bool code_function(struct code *code, const struct node *node)
{
	const struct node *args = node_child(node, FUNCTION_ARGS);

	return check_arguments(code, node, args) &&
	       code_expressions(code, node_child(node, FUNCTION_DECORATORS)) &&
	       visit_defaults(code, args) &&
	       visit_generic_function(code, node) &&
	       code_bind(code, node, node_child(node, FUNCTION_NAME)->name);
}

bool code_lambda(struct code *code, const struct node *node)
{
	const struct node *args = node_child(node, 0);
	struct code_unit unit;

	if (!check_arguments(code, node, args) || !visit_defaults(code, args))
		return false;
	code_enter(code, &unit, CODE_LAMBDA, node);
	return code_leave(code, code_expression(code, node_child(node, 1)));
}

static bool visit_class_body(struct code *code, const struct node *node)
{
	struct code_unit unit;

	code_enter(code, &unit, CODE_CLASS, node);
	return code_leave(code, code_body(code, node_child(node, CLASS_BODY)));
}

static bool visit_class(struct code *code, const struct node *node)
{
	const struct node *keywords = node_child(node, CLASS_KEYWORDS);

	return visit_class_body(code, node) && code_keywords(code, keywords) &&
	       code_arguments(code, node_child(node, CLASS_BASES), keywords);
}

static bool visit_generic_class(struct code *code, const struct node *node)
{
	const struct node *parameters = node_child(node, CLASS_TYPE_PARAMS);
	struct code_unit unit;

	if (!list_size(parameters))
		return visit_class(code, node);
	code_enter(code, &unit, CODE_ANNOTATION, node);
	return code_leave(code, visit_type_parameters(code, parameters) &&
					visit_class(code, node));
}

bool code_class(struct code *code, const struct node *node)
{
	return code_expressions(code, node_child(node, CLASS_DECORATORS)) &&
	       visit_generic_class(code, node) &&
	       code_bind(code, node, node_child(node, CLASS_NAME)->name);
}

bool code_type_alias(struct code *code, const struct node *node)
{
	const struct node *parameters = node_child(node, 1);
	struct code_unit unit;
	bool ok;

	code_enter(code, &unit, CODE_ANNOTATION, node);
	ok = visit_type_parameters(code, parameters) &&
	     visit_in_scope(code, node_child(node, 2));
	return code_leave(code, ok) &&
	       code_bind(code, node, node_child(node, 0)->name);
}

bool code_body(struct code *code, const struct node *body)
{
	GPtrArray *annotations;
	struct code_unit unit;
	bool ok = true;

	if (!check_docstring(code, body) || !code_statements(code, body))
		return false;
	annotations = code->unit->annotations;
	if (!annotations)
		return true;
	code_enter(code, &unit, CODE_ANNOTATION, body);
	for (size_t i = 0; ok && i < annotations->len; i++)
		ok = code_expression(code, annotations->pdata[i]);
	return code_leave(code, ok);
}
