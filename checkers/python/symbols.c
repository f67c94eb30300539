/* symbols - what CPython's symbol table refuses in a text. */

#include <config.h>

#include "symbols.h"

#include <string.h>

/*
 * So deep a tree meets the interpreter's recursion limit, which counts what
 * calls compile() as well: 3000 nodes up to 3.12, 10,000 in 3.13; in 3.14 it
 * is the size of the stack.
 */
static unsigned int depth_limit(unsigned int minor)
{
	return minor == 13 ? 9900 : 2900;
}

typedef bool (*visitor_fn)(struct symbol_table *table, const struct node *node);

/*
 * The others' children are visited in order. Identifiers are NAMEs as well:
 * what holds one has a visitor.
 */
static const visitor_fn visitors[N_NODE_KINDS] = {
	[NODE_FUNCTION_DEF] = visit_function,
	[NODE_ASYNC_FUNCTION_DEF] = visit_function,
	[NODE_CLASS_DEF] = visit_class,
	[NODE_TYPE_ALIAS] = visit_type_alias,
	[NODE_ANN_ASSIGN] = visit_annotated,
	[NODE_FOR] = visit_compound,
	[NODE_ASYNC_FOR] = visit_compound,
	[NODE_WHILE] = visit_compound,
	[NODE_IF] = visit_compound,
	[NODE_WITH] = visit_compound,
	[NODE_ASYNC_WITH] = visit_compound,
	[NODE_MATCH] = visit_compound,
	[NODE_TRY] = visit_try,
	[NODE_TRY_STAR] = visit_try,
	[NODE_IMPORT_FROM] = visit_import_from,
	[NODE_GLOBAL] = visit_declaration,
	[NODE_NONLOCAL] = visit_declaration,
	[NODE_NAMED_EXPR] = visit_named_expression,
	[NODE_LAMBDA] = visit_lambda,
	[NODE_LIST_COMP] = visit_comprehension,
	[NODE_SET_COMP] = visit_comprehension,
	[NODE_DICT_COMP] = visit_comprehension,
	[NODE_GENERATOR_EXP] = visit_comprehension,
	[NODE_COMPREHENSION] = visit_generator,
	[NODE_AWAIT] = visit_await,
	[NODE_YIELD] = visit_yield,
	[NODE_YIELD_FROM] = visit_yield,
	[NODE_CALL] = visit_call,
	[NODE_ATTRIBUTE] = visit_attribute,
	[NODE_NAME] = visit_name,
	[NODE_EXCEPT_HANDLER] = visit_handler,
	[NODE_KEYWORD] = visit_keyword,
	[NODE_ALIAS] = visit_alias,
	[NODE_MATCH_MAPPING] = visit_capture,
	[NODE_MATCH_STAR] = visit_capture,
	[NODE_MATCH_AS] = visit_capture,
	[NODE_MATCH_CLASS] = visit_match_class,
	[NODE_TYPE_VAR] = visit_type_parameter,
	[NODE_PARAM_SPEC] = visit_type_parameter,
	[NODE_TYPE_VAR_TUPLE] = visit_type_parameter,
};

bool visit_children(struct symbol_table *table, const struct node *node)
{
	for (size_t i = 0; i < node->n; i++) {
		if (!visit(table, node_child(node, i)))
			return false;
	}
	return true;
}

bool visit(struct symbol_table *table, const struct node *node)
{
	visitor_fn visitor;
	bool is_good;

	if (!node)
		return true;
	if (node->kind == NODE_LIST)
		return visit_children(table, node);
	if (++table->depth > table->depth_limit)
		return compilation_unknown(table->compilation);
	visitor = visitors[node->kind];
	is_good = visitor ? visitor(table, node) : visit_children(table, node);
	table->depth--;
	return is_good;
}

static unsigned int hash_key(const void *key)
{
	const struct symbol_key *k = key;

	return k->hash ^ (unsigned int)((uintptr_t)k->scope >> 4) * 2654435761U;
}

static char *stored_name(const struct symbol_key *key)
{
	if (!key->mangler)
		return g_strdup(key->name);
	return g_strconcat("_", key->mangler->class_name, key->name, NULL);
}

/* A name that is written as another one is mangled is the same. */
static gboolean equal_keys(const void *a, const void *b)
{
	const struct symbol_key *left = a;
	const struct symbol_key *right = b;
	g_autofree char *left_name = NULL;
	g_autofree char *right_name = NULL;

	if (left->scope != right->scope || left->hash != right->hash)
		return FALSE;
	if (left->mangler == right->mangler)
		return !strcmp(left->name, right->name);
	left_name = stored_name(left);
	right_name = stored_name(right);
	return !strcmp(left_name, right_name);
}

bool compilation_check_symbols(struct compilation *c, const struct node *module,
			       unsigned int features)
{
	g_autoptr(GHashTable) symbols = g_hash_table_new(hash_key, equal_keys);
	struct symbol_table table = {
		.compilation = c,
		.minor = c->minor,
		.features = features,
		.last_future = compilation_last_future(c, module),
		.symbols = symbols,
		.depth_limit = depth_limit(c->minor),
	};

	table.module = scope_open(&table, SCOPE_MODULE, module);
	return visit_children(&table, module) &&
	       analyze_scope(&table, table.module);
}
