/* parse_38_statement - statements, in the order in which 3.8 converts them. */

#include <config.h>

#include "parse_38.h"

#include <glib.h>

#include "cleanup.h"

/* --------------------------------------------------------------- blocks */

/* A simple statement of a block is a LIST of its parts. */
static bool add_statements(struct compilation *c, const struct node *raw,
			   GPtrArray *statements)
{
	bool is_simple = raw->kind == NODE_LIST;
	size_t n = is_simple ? raw->n : 1;

	for (size_t i = 0; i < n; i++) {
		struct node *statement;

		if (!convert_38_statement(c, is_simple ? raw->children[i] : raw,
					  &statement))
			return false;
		g_ptr_array_add(statements, statement);
	}
	return true;
}

bool convert_38_block(struct compilation *c, const struct node *raw,
		      struct node **out)
{
	g_autoptr(GPtrArray) statements = g_ptr_array_new();
	struct node *list = NULL;

	for (size_t i = 0; i < list_size(raw); i++)
		if (!add_statements(c, raw->children[i], statements))
			return false;
	if (raw) {
		list = node_38(c, NODE_LIST, statements->len, raw);
		for (guint i = 0; i < statements->len; i++)
			list->children[i] = statements->pdata[i];
	}
	*out = list;
	return true;
}

void end_with_38(struct node *node, const struct node *block)
{
	node->end = block->children[block->n - 1]->end;
}

/* -------------------------------------------------- simple statements */

/* A kind whose children are expressions, converted from the first on. */
static bool convert_plain(struct compilation *c, const struct node *raw,
			  struct node **out)
{
	struct node *made = node_38(c, raw->kind, raw->n, raw);

	*out = made;
	for (size_t i = 0; i < raw->n; i++)
		if (!convert_38_expression(c, raw->children[i],
					   &made->children[i]))
			return false;
	return true;
}

static bool convert_delete(struct compilation *c, const struct node *raw,
			   struct node **out)
{
	struct node *made = node_38(c, NODE_DELETE, 1, raw);

	*out = made;
	return convert_38_deleted(c, raw->children[0], &made->children[0]);
}

static bool convert_target(struct compilation *c, const struct node *raw,
			   struct node **out)
{
	if (raw->kind == NODE_YIELD || raw->kind == NODE_YIELD_FROM)
		return refuse_38(c, raw,
				 "assignment to yield expression not possible");
	return convert_38_expression(c, raw, out) &&
	       set_context_38(c, *out, CONTEXT_STORE, raw);
}

static bool convert_assign(struct compilation *c, const struct node *raw,
			   struct node **out)
{
	const struct node *parts = raw->children[0];
	size_t n = parts->n - 1;
	struct node *made = node_38(c, NODE_ASSIGN, 2, raw);
	struct node *targets = node_38(c, NODE_LIST, n, raw);

	for (size_t i = 0; i < n; i++)
		if (!convert_target(c, parts->children[i],
				    &targets->children[i]))
			return false;
	made->children[0] = targets;
	*out = made;
	return convert_38_expression(c, parts->children[n], &made->children[1]);
}

/* Tuples and lists are good targets but for this statement. */
static bool convert_aug_assign(struct compilation *c, const struct node *raw,
			       struct node **out)
{
	const struct node *target = raw->children[0];
	const struct node *rest = raw->children[1];
	struct node *made = node_38(c, NODE_AUG_ASSIGN, 2, raw);

	if (!convert_target(c, target, &made->children[0]))
		return false;
	switch (made->children[0]->kind) {
	case NODE_NAME:
	case NODE_ATTRIBUTE:
	case NODE_SUBSCRIPT:
		break;
	default:
		return refuse_38(c, target,
				 "illegal expression for augmented assignment");
	}
	made->detail = (uint8_t)augmented_operator(rest->children[0]->detail);
	*out = made;
	return convert_38_expression(c, rest->children[1], &made->children[1]);
}

/* Checks the target of an annotation; an error is where the statement is. */
static bool check_annotated(struct compilation *c, const struct node *raw,
			    struct node *target)
{
	const struct node *where = raw->children[0];

	switch (target->kind) {
	case NODE_NAME:
		if (!check_name_38(c, target, raw, false))
			return false;
		break;
	case NODE_ATTRIBUTE:
		if (!check_name_38(c, target->children[1], raw, true))
			return false;
		break;
	case NODE_SUBSCRIPT:
		break;
	case NODE_LIST_DISPLAY:
		return refuse_38(c, where,
				 "only single target (not list) can be "
				 "annotated");
	case NODE_TUPLE:
		return refuse_38(c, where,
				 "only single target (not tuple) can be "
				 "annotated");
	default:
		return refuse_38(c, where, "illegal target for annotation");
	}
	target->detail = CONTEXT_STORE;
	return true;
}

static bool convert_ann_assign(struct compilation *c, const struct node *raw,
			       struct node **out)
{
	struct node *made = node_38(c, NODE_ANN_ASSIGN, 3, raw);

	if (!convert_38_expression(c, raw->children[0], &made->children[0]) ||
	    !check_annotated(c, raw, made->children[0]))
		return false;
	/* A name in parentheses is not simple. */
	made->detail = raw->children[0]->kind == NODE_NAME;
	*out = made;
	return convert_38_expression(c, raw->children[1], &made->children[1]) &&
	       convert_38_expression(c, raw->children[2], &made->children[2]);
}

static bool convert_identifier(struct compilation *c, const struct node *raw,
			       struct node **out)
{
	*out = name_38(c, raw, CONTEXT_NONE);
	return true;
}

static bool convert_declaration(struct compilation *c, const struct node *raw,
				struct node **out)
{
	struct node *made = node_38(c, raw->kind, 1, raw);

	*out = made;
	return convert_38_list(c, raw->children[0], convert_identifier,
			       &made->children[0]);
}

/* ------------------------------------------------------------- imports */

/* A LIST of names: one NAME, "a.b". A LIST of the token '*': that. */
static struct node *dotted_name(struct compilation *c, const struct node *raw)
{
	struct node *made = name_38(c, raw->children[0], CONTEXT_NONE);
	g_autoptr(GString) joined = NULL;

	if (raw->children[0]->kind == NODE_TOKEN)
		made->name = compilation_intern(c, "*");
	if (raw->n == 1)
		return made;
	joined = g_string_new(made->name);
	for (size_t i = 1; i < raw->n; i++)
		g_string_append_printf(joined, ".%s", raw->children[i]->name);
	made->name = compilation_intern(c, joined->str);
	made->end = raw->end;
	made->end_token = raw->end_token;
	return made;
}

/* What is bound is the last name, or the only part of the first. */
static bool convert_alias(struct compilation *c, const struct node *raw,
			  struct node **out)
{
	const struct node *parts = raw->children[0];
	const struct node *asname = raw->children[1];
	struct node *made = node_38(c, NODE_ALIAS, 2, raw);
	const struct node *bound = asname;

	made->children[0] = dotted_name(c, parts);
	if (asname)
		made->children[1] = name_38(c, asname, CONTEXT_NONE);
	else if (parts->n == 1)
		bound = made->children[0];
	*out = made;
	return !bound || check_name_38(c, bound, bound, false);
}

static bool convert_import(struct compilation *c, const struct node *raw,
			   struct node **out)
{
	struct node *made = node_38(c, NODE_IMPORT, 1, raw);

	*out = made;
	return convert_38_list(c, raw->children[0], convert_alias,
			       &made->children[0]);
}

static unsigned int count_dots(const struct node *dots)
{
	unsigned int n = 0;

	for (size_t i = 0; i < list_size(dots); i++)
		n += dots->children[i]->detail == TOKEN_ELLIPSIS ? 3 : 1;
	return n;
}

static bool convert_import_from(struct compilation *c, const struct node *raw,
				struct node **out)
{
	const struct node *from = raw->children[0];
	const struct node *names = raw->children[1];
	unsigned int level = count_dots(from->children[0]);
	struct node *made = node_38(c, NODE_IMPORT_FROM, 2, raw);

	if (from->children[1])
		made->children[0] = dotted_name(c, from->children[1]);
	made->detail = (uint8_t)MIN(level, UINT8_MAX);
	if (names->children[1])
		return refuse_38(c, names,
				 "trailing comma not allowed without "
				 "surrounding parentheses");
	*out = made;
	return convert_38_list(c, names->children[0], convert_alias,
			       &made->children[1]);
}

/* ------------------------------------------------- compound statements */

/* If(test, body, orelse) over a raw node that has the first two. */
static bool convert_branch(struct compilation *c, const struct node *raw,
			   struct node *orelse, struct node **out)
{
	struct node *made = node_38(c, NODE_IF, 3, raw);

	if (!convert_38_expression(c, raw->children[0], &made->children[0]) ||
	    !convert_38_block(c, raw->children[1], &made->children[1]))
		return false;
	made->children[2] = orelse;
	end_with_38(made, orelse ? orelse : made->children[1]);
	*out = made;
	return true;
}

static struct node *list_of_one(struct compilation *c, struct node *node)
{
	struct node *list = node_38(c, NODE_LIST, 1, node);

	list->children[0] = node;
	return list;
}

/* The branch that 'else' follows is converted before that. */
static bool convert_last_branch(struct compilation *c, const struct node *raw,
				const struct node *orelse, struct node **out)
{
	struct node *block;

	if (!convert_branch(c, raw, NULL, out) ||
	    !convert_38_block(c, orelse, &block))
		return false;
	(*out)->children[2] = block;
	if (block)
		end_with_38(*out, block);
	return true;
}

/* From the last branch to the first. */
static bool convert_if(struct compilation *c, const struct node *raw,
		       struct node **out)
{
	const struct node *elifs = raw->children[2]->children[0];
	const struct node *orelse = raw->children[2]->children[1];
	size_t i = list_size(elifs);
	struct node *branch;

	if (i == 0)
		return convert_last_branch(c, raw, orelse, out);
	if (!convert_last_branch(c, elifs->children[--i], orelse, &branch))
		return false;
	while (i-- > 0)
		if (!convert_branch(c, elifs->children[i],
				    list_of_one(c, branch), &branch))
			return false;
	return convert_branch(c, raw, list_of_one(c, branch), out);
}

static bool convert_while(struct compilation *c, const struct node *raw,
			  struct node **out)
{
	struct node *made = node_38(c, NODE_WHILE, 3, raw);

	if (!convert_38_expression(c, raw->children[0], &made->children[0]) ||
	    !convert_38_block(c, raw->children[1], &made->children[1]) ||
	    !convert_38_block(c, raw->children[2], &made->children[2]))
		return false;
	end_with_38(made,
		    made->children[2] ? made->children[2] : made->children[1]);
	*out = made;
	return true;
}

/* 'else' comes before all other parts. */
static bool convert_for(struct compilation *c, const struct node *raw,
			struct node **out)
{
	struct node *made = node_38(c, NODE_FOR, 4, raw);

	if (!convert_38_block(c, raw->children[3], &made->children[3]) ||
	    !convert_38_loop_target(c, raw->children[0], &made->children[0]) ||
	    !convert_38_expression(c, raw->children[1], &made->children[1]) ||
	    !convert_38_block(c, raw->children[2], &made->children[2]))
		return false;
	end_with_38(made,
		    made->children[3] ? made->children[3] : made->children[2]);
	*out = made;
	return true;
}

static bool convert_handler(struct compilation *c, const struct node *raw,
			    struct node **out)
{
	const struct node *name = raw->children[1];
	struct node *made = node_38(c, NODE_EXCEPT_HANDLER, 3, raw);

	if (name) {
		if (!check_name_38(c, name, name, false))
			return false;
		made->children[1] = name_38(c, name, CONTEXT_NONE);
	}
	if (!convert_38_expression(c, raw->children[0], &made->children[0]) ||
	    !convert_38_block(c, raw->children[2], &made->children[2]))
		return false;
	end_with_38(made, made->children[2]);
	*out = made;
	return true;
}

/* The handlers come last. */
static bool convert_try(struct compilation *c, const struct node *raw,
			struct node **out)
{
	const struct node *handlers = raw->children[1];
	struct node *made = node_38(c, NODE_TRY, 4, raw);
	struct node *last;

	if (!convert_38_block(c, raw->children[0], &made->children[0]) ||
	    !convert_38_block(c, raw->children[2], &made->children[2]) ||
	    !convert_38_block(c, raw->children[3], &made->children[3]))
		return false;
	if (handlers &&
	    !convert_38_list(c, handlers, convert_handler, &made->children[1]))
		return false;
	last = made->children[3];
	if (!last)
		last = made->children[2];
	if (!last)
		last = made->children[1];
	end_with_38(made, last);
	*out = made;
	return true;
}

static bool convert_with_item(struct compilation *c, const struct node *raw,
			      struct node **out)
{
	struct node *made = node_38(c, NODE_WITH_ITEM, 2, raw);

	*out = made;
	return convert_38_expression(c, raw->children[0], &made->children[0]) &&
	       convert_38_expression(c, raw->children[1], &made->children[1]) &&
	       (!made->children[1] ||
		set_context_38(c, made->children[1], CONTEXT_STORE, raw));
}

static bool convert_with(struct compilation *c, const struct node *raw,
			 struct node **out)
{
	struct node *made = node_38(c, NODE_WITH, 2, raw);

	if (!convert_38_list(c, raw->children[0], convert_with_item,
			     &made->children[0]) ||
	    !convert_38_block(c, raw->children[1], &made->children[1]))
		return false;
	end_with_38(made, made->children[1]);
	*out = made;
	return true;
}

/* ----------------------------------------------------------- all kinds */

static bool convert_async(struct compilation *c, const struct node *raw,
			  struct node **out)
{
	struct node *made;

	if (!convert_38_statement(c, raw->children[0], &made))
		return false;
	made->start = raw->start;
	made->first_token = raw->first_token;
	made->kind = made->kind == NODE_FOR    ? NODE_ASYNC_FOR
		     : made->kind == NODE_WITH ? NODE_ASYNC_WITH
					       : NODE_ASYNC_FUNCTION_DEF;
	*out = made;
	return true;
}

static const convert_38_fn converters[N_NODE_KINDS] = {
	[NODE_EXPR] = convert_plain,
	[NODE_RETURN] = convert_plain,
	[NODE_RAISE] = convert_plain,
	[NODE_ASSERT] = convert_plain,
	[NODE_PASS] = convert_plain,
	[NODE_BREAK] = convert_plain,
	[NODE_CONTINUE] = convert_plain,
	[NODE_DELETE] = convert_delete,
	[NODE_ASSIGN] = convert_assign,
	[NODE_AUG_ASSIGN] = convert_aug_assign,
	[NODE_ANN_ASSIGN] = convert_ann_assign,
	[NODE_GLOBAL] = convert_declaration,
	[NODE_NONLOCAL] = convert_declaration,
	[NODE_IMPORT] = convert_import,
	[NODE_IMPORT_FROM] = convert_import_from,
	[NODE_IF] = convert_if,
	[NODE_WHILE] = convert_while,
	[NODE_FOR] = convert_for,
	[NODE_TRY] = convert_try,
	[NODE_WITH] = convert_with,
	[NODE_FUNCTION_DEF] = convert_38_function,
	[NODE_CLASS_DEF] = convert_38_class,
	[NODE_GROUP] = convert_38_decorated,
	[NODE_ASYNC] = convert_async,
};

bool convert_38_statement(struct compilation *c, const struct node *raw,
			  struct node **out)
{
	return converters[raw->kind](c, raw, out);
}

bool convert_38_module(struct compilation *c, const struct node *raw,
		       struct node **out)
{
	struct node *module = node_38(c, NODE_MODULE, 1, raw);

	*out = module;
	return convert_38_block(c, raw->children[0], &module->children[0]);
}
