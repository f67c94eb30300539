/* code_statement - statements, in the order in which code is made of them. */
#include <config.h>

#include "code.h"

#include <string.h>

static bool visit_loop_body(struct code *code, const struct node *node)
{
	const struct node *test = node_child(node, 0);

	if (node->kind != NODE_WHILE)
		return code_expression(code, node_child(node, 1)) &&
		       code_expression(code, test) &&
		       code_statements(code, node_child(node, 2));
	if (!code_condition(code, test) ||
	    !code_statements(code, node_child(node, 1)))
		return false;
	if (code->minor < 10 || code->minor >= 14)
		return true;
	/* The test is made code of twice. */
	code->unit->at = node;
	return code_condition(code, test);
}

static bool visit_loop(struct code *code, const struct node *node)
{
	enum code_block_kind kind =
		node->kind == NODE_WHILE ? BLOCK_WHILE : BLOCK_FOR;

	if (!code_push(code, node, kind, NULL) || !visit_loop_body(code, node))
		return false;
	code_pop(code);
	return code_statements(code, node_child(node, node->n - 1));
}

static bool visit_async_for(struct code *code, const struct node *node)
{
	if (code->unit->scope != CODE_ASYNC_FUNCTION)
		return code_refuse(code, node,
				   "'async for' outside async function");
	if (!code_expression(code, node_child(node, 1)) ||
	    !code_push(code, node, BLOCK_FOR, NULL) ||
	    !code_expression(code, node_child(node, 0)) ||
	    !code_statements(code, node_child(node, 2)))
		return false;
	code_pop(code);
	return code_statements(code, node_child(node, 3));
}

static bool visit_if(struct code *code, const struct node *node)
{
	return code_condition(code, node_child(node, 0)) &&
	       code_statements(code, node_child(node, 1)) &&
	       code_statements(code, node_child(node, 2));
}

static bool visit_assign(struct code *code, const struct node *node)
{
	return code_expression(code, node_child(node, 1)) &&
	       code_expressions(code, node_child(node, 0));
}

/* The target is read, then written; an attribute's name is not checked. */
static bool visit_augmented(struct code *code, const struct node *node)
{
	const struct node *target = node_child(node, 0);
	const struct node *at = code->unit->at;
	bool ok = true;

	code->unit->at = target;
	if (target->kind == NODE_ATTRIBUTE)
		ok = code_expression(code, node_child(target, 0));
	else if (target->kind == NODE_SUBSCRIPT)
		ok = code_expression(code, node_child(target, 0)) &&
		     code_expression(code, node_child(target, 1));
	code->unit->at = at;
	if (!ok || !code_expression(code, node_child(node, 1)))
		return false;
	if (code->minor >= 9)
		code->unit->at = target;
	return target->kind != NODE_NAME ||
	       code_bind(code, target, target->name);
}

static bool is_module_or_class(const struct code *code)
{
	return code->unit->scope == CODE_MODULE ||
	       code->unit->scope == CODE_CLASS;
}

static bool put_off(struct code *code, const struct node *annotation)
{
	struct code_unit *unit = code->unit;

	if (!unit->annotations)
		unit->annotations = g_ptr_array_new();
	g_ptr_array_add(unit->annotations, (void *)annotation);
	return true;
}

static bool visit_bare_index(struct code *code, const struct node *index)
{
	const struct node *list;

	if (index->kind == NODE_SLICE)
		return code_expression(code, node_child(index, 0)) &&
		       code_expression(code, node_child(index, 1)) &&
		       code_expression(code, node_child(index, 2));
	if (index->kind != NODE_TUPLE)
		return code_expression(code, index);
	list = node_child(index, 0);
	for (size_t i = 0; i < list_size(list); i++)
		if (!visit_bare_index(code, node_child(list, i)))
			return false;
	return true;
}

/* What a target without a value evaluates. */
static bool visit_bare_target(struct code *code, const struct node *target)
{
	if (!code_expression(code, node_child(target, 0)))
		return false;
	return target->kind != NODE_SUBSCRIPT ||
	       visit_bare_index(code, node_child(target, 1));
}

static bool visit_simple_annotation(struct code *code, const struct node *node)
{
	if (!node->detail || !is_module_or_class(code) ||
	    code->features & FUTURE_ANNOTATIONS)
		return true;
	if (code->minor >= 14)
		return put_off(code, node_child(node, 1));
	return code_expression(code, node_child(node, 1));
}

/* The annotation of what is no simple name; since 3.14 never evaluated. */
static bool visit_other_annotation(struct code *code, const struct node *node)
{
	bool is_future = code->features & FUTURE_ANNOTATIONS;

	if (node->detail || !is_module_or_class(code) || code->minor >= 14 ||
	    (is_future && code->minor >= 10))
		return true;
	return code_expression(code, node_child(node, 1));
}

static bool visit_annotated(struct code *code, const struct node *node)
{
	const struct node *target = node_child(node, 0);
	const struct node *value = node_child(node, 2);
	bool ok = true;

	if (value &&
	    (!code_expression(code, value) || !code_expression(code, target)))
		return false;
	/* In 3.14 the symbol table looks at the name, if it is bound. */
	if (target->kind == NODE_NAME)
		ok = (code->minor >= 14 ||
		      code_bind(code, node, target->name)) &&
		     visit_simple_annotation(code, node);
	else if (target->kind == NODE_ATTRIBUTE)
		ok = code_bind(code, node, node_child(target, 1)->name);
	if (ok && !value && target->kind != NODE_NAME)
		ok = visit_bare_target(code, target);
	return ok && visit_other_annotation(code, node);
}

static bool bind_alias(struct code *code, const struct node *place,
		       const struct node *alias, bool is_dotted)
{
	const struct node *as = node_child(alias, 1);
	const char *name = as ? as->name : node_child(alias, 0)->name;
	g_autofree char *first = NULL;

	if (as || !is_dotted || !strchr(name, '.'))
		return code_bind(code, place, name);
	first = g_strndup(name, strcspn(name, "."));
	return code_bind(code, place, first);
}

static bool visit_import(struct code *code, const struct node *node)
{
	const struct node *names = node_child(node, 0);

	for (size_t i = 0; i < list_size(names); i++)
		if (!bind_alias(code, node, node_child(names, i), true))
			return false;
	return true;
}

/* Is it a future import after the last of those at the beginning? */
static bool is_late_future(struct code *code, const struct node *node)
{
	const struct text_lines *lines = &code->compilation->lines;
	const struct node *module = node_child(node, 0);

	if (code->minor >= 14 || !module ||
	    strcmp(module->name, "__future__") != 0 ||
	    (code->minor == 13 && node->detail))
		return false;
	if (!code->has_future)
		return true;
	if (code->minor < 12)
		return text_line(lines, node->start) >
		       text_line(lines, code->last_future);
	return node->start > code->last_future;
}

static bool visit_import_from(struct code *code, const struct node *node)
{
	const struct node *names = node_child(node, 1);

	if (is_late_future(code, node))
		return code_refuse(code, node,
				   "from __future__ imports must occur at "
				   "the beginning of the file");
	for (size_t i = 0; i < list_size(names); i++)
		if (!bind_alias(code, node, node_child(names, i), false))
			return false;
	return true;
}

static bool visit_assert(struct code *code, const struct node *node)
{
	code_check_assert(code, node);
	return code_condition(code, node_child(node, 0)) &&
	       code_expression(code, node_child(node, 1));
}

/* A constant alone is left out. */
static bool visit_expression(struct code *code, const struct node *node)
{
	const struct node *value = node_child(node, 0);

	return value->kind == NODE_CONSTANT || code_expression(code, value);
}

static bool visit_raise(struct code *code, const struct node *node)
{
	return code_expression(code, node_child(node, 0)) &&
	       code_expression(code, node_child(node, 1));
}

static bool visit_compound(struct code *code, const struct node *node)
{
	switch ((enum node_kind)node->kind) {
	case NODE_FUNCTION_DEF:
	case NODE_ASYNC_FUNCTION_DEF:
		return code_function(code, node);
	case NODE_CLASS_DEF:
		return code_class(code, node);
	case NODE_FOR:
	case NODE_WHILE:
		return visit_loop(code, node);
	case NODE_ASYNC_FOR:
		return visit_async_for(code, node);
	case NODE_IF:
		return visit_if(code, node);
	case NODE_WITH:
	case NODE_ASYNC_WITH:
		return code_with(code, node);
	case NODE_MATCH:
		return code_match(code, node);
	case NODE_TRY:
	case NODE_TRY_STAR:
		return code_try(code, node);
	default:
		return true;
	}
}

static bool visit_statement(struct code *code, const struct node *node)
{
	switch ((enum node_kind)node->kind) {
	case NODE_RETURN:
		return code_return(code, node);
	case NODE_BREAK:
	case NODE_CONTINUE:
		return code_loop_exit(code, node);
	case NODE_DELETE:
		return code_expressions(code, node_child(node, 0));
	case NODE_ASSIGN:
		return visit_assign(code, node);
	case NODE_TYPE_ALIAS:
		return code_type_alias(code, node);
	case NODE_AUG_ASSIGN:
		return visit_augmented(code, node);
	case NODE_ANN_ASSIGN:
		return visit_annotated(code, node);
	case NODE_RAISE:
		return visit_raise(code, node);
	case NODE_ASSERT:
		return visit_assert(code, node);
	case NODE_IMPORT:
		return visit_import(code, node);
	case NODE_IMPORT_FROM:
		return visit_import_from(code, node);
	case NODE_EXPR:
		return visit_expression(code, node);
	default:
		return visit_compound(code, node);
	}
}

bool code_statements(struct code *code, const struct node *list)
{
	bool ok = true;

	if (++code->depth > CODE_MAX_DEPTH)
		return compilation_unknown(code->compilation);
	for (size_t i = 0; ok && i < list_size(list); i++) {
		code->n_visits++;
		code->unit->at = node_child(list, i);
		ok = visit_statement(code, node_child(list, i));
	}
	code->depth--;
	return ok;
}
