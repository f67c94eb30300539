/* symbols_statement - the names that statements and patterns bind. */

#include <config.h>

#include "symbols.h"

#include <string.h>

/* 3.14 finds here what others find when they generate code. */
static bool check_async(struct symbol_table *table, const struct node *node)
{
	if (table->minor < 14 || table->scope->is_coroutine)
		return true;
	if (node->kind == NODE_ASYNC_FOR)
		return refuse(table, node,
			      "'async for' outside async function");
	if (node->kind == NODE_ASYNC_WITH)
		return refuse(table, node,
			      "'async with' outside async function");
	return true;
}

bool symbols_visit_compound(struct symbol_table *table, const struct node *node)
{
	struct symbol_scope *scope = table->scope;
	bool was_conditional = scope->is_conditional;
	bool is_good;

	if (!check_async(table, node))
		return false;
	scope->is_conditional = true;
	is_good = symbols_visit_children(table, node);
	scope->is_conditional = was_conditional;
	return is_good;
}

/* Up to 3.12 the else clause comes before the handlers. */
bool symbols_visit_try(struct symbol_table *table, const struct node *node)
{
	enum {
		BODY,
		HANDLERS,
		ORELSE,
		FINALBODY
	};
	struct symbol_scope *scope = table->scope;
	bool was_conditional = scope->is_conditional;
	bool is_late = table->minor >= 13;
	bool is_good;

	scope->is_conditional = true;
	is_good =
		symbols_visit(table, node_child(node, BODY)) &&
		symbols_visit(table,
			      node_child(node, is_late ? HANDLERS : ORELSE)) &&
		symbols_visit(table,
			      node_child(node, is_late ? ORELSE : HANDLERS)) &&
		symbols_visit(table, node_child(node, FINALBODY));
	scope->is_conditional = was_conditional;
	return is_good;
}

bool symbols_visit_handler(struct symbol_table *table, const struct node *node)
{
	enum {
		TYPE,
		NAME,
		BODY
	};
	const struct node *name = node_child(node, NAME);

	if (!symbols_visit(table, node_child(node, TYPE)))
		return false;
	if (name && !symbol_add(table, name->name, SYMBOL_LOCAL, node))
		return false;
	return symbols_visit(table, node_child(node, BODY));
}

static bool is_after(const struct symbol_table *table, const struct node *node,
		     const struct node *last)
{
	const struct text_lines *lines = &table->compilation->lines;
	unsigned int line = text_line(lines, node->start);

	return !last || line > text_line(lines, last->start) ||
	       (line == text_line(lines, last->end) && node->start > last->end);
}

bool symbols_visit_import_from(struct symbol_table *table,
			       const struct node *node)
{
	enum {
		MODULE,
		NAMES
	};
	const struct node *module = node_child(node, MODULE);

	if (!symbols_visit(table, node_child(node, NAMES)))
		return false;
	if (table->minor >= 14 && module && node->detail == 0 &&
	    !strcmp(module->name, "__future__") &&
	    is_after(table, node, table->last_future))
		return refuse(table, node,
			      "from __future__ imports must occur at the "
			      "beginning of the file");
	return true;
}

bool symbols_visit_alias(struct symbol_table *table, const struct node *node)
{
	enum {
		NAME,
		ASNAME
	};
	struct arena *arena = table->compilation->arena;
	const struct node *asname = node_child(node, ASNAME);
	const char *name = (asname ? asname : node_child(node, NAME))->name;

	if (strcmp(name, "*") != 0)
		return symbol_add(
			table, arena_strndup(arena, name, strcspn(name, ".")),
			SYMBOL_IMPORTED, node);
	if (table->scope->kind == SCOPE_MODULE)
		return true;
	return refuse(table, table->minor <= 9 ? table->scope->node : node,
		      "import * only allowed at module level");
}

static bool declare(struct symbol_table *table, const char *name,
		    const struct node *node)
{
	bool is_global = node->kind == NODE_GLOBAL;
	const char *kind = is_global ? "global" : "nonlocal";
	unsigned int flags =
		symbol_flags(table, symbol_key(table, table->scope, name));

	if (flags & SYMBOL_PARAMETER)
		return refuse(table, node, "name '%s' is parameter and %s",
			      name, kind);
	if (flags & SYMBOL_USED)
		return refuse(table, node,
			      "name '%s' is used prior to %s declaration", name,
			      kind);
	if (flags & SYMBOL_ANNOTATED)
		return refuse(table, node, "annotated name '%s' can't be %s",
			      name, kind);
	if (flags & SYMBOL_LOCAL)
		return refuse(table, node,
			      "name '%s' is assigned to before %s declaration",
			      name, kind);
	return symbol_add(table, name,
			  is_global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL, node);
}

bool symbols_visit_declaration(struct symbol_table *table,
			       const struct node *node)
{
	const struct node *names = node_child(node, 0);

	for (size_t i = 0; i < list_size(names); i++) {
		if (!declare(table, node_child(names, i)->name, node))
			return false;
	}
	return true;
}

/* A pattern whose last child is the name that it binds. */
bool symbols_visit_capture(struct symbol_table *table, const struct node *node)
{
	const struct node *name = node_child(node, node->n - 1);

	for (size_t i = 0; i + 1 < node->n; i++) {
		if (!symbols_visit(table, node_child(node, i)))
			return false;
	}
	return !name || symbol_add(table, name->name, SYMBOL_LOCAL, node);
}

bool symbols_visit_match_class(struct symbol_table *table,
			       const struct node *node)
{
	enum {
		CLS,
		PATTERNS,
		NAMES,
		NAMED_PATTERNS
	};
	const struct node *names = node_child(node, NAMES);
	const struct node *patterns = node_child(node, NAMED_PATTERNS);

	if (!symbols_visit(table, node_child(node, CLS)) ||
	    !symbols_visit(table, node_child(node, PATTERNS)))
		return false;
	for (size_t i = 0; i < list_size(names); i++) {
		if (!symbols_check_debug_name(table, node_child(names, i)->name,
					      CONTEXT_STORE,
					      node_child(patterns, i)))
			return false;
	}
	return symbols_visit(table, patterns);
}
