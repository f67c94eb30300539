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
	[NODE_FUNCTION_DEF] = symbols_visit_function,
	[NODE_ASYNC_FUNCTION_DEF] = symbols_visit_function,
	[NODE_CLASS_DEF] = symbols_visit_class,
	[NODE_TYPE_ALIAS] = symbols_visit_type_alias,
	[NODE_ANN_ASSIGN] = symbols_visit_annotated,
	[NODE_FOR] = symbols_visit_compound,
	[NODE_ASYNC_FOR] = symbols_visit_compound,
	[NODE_WHILE] = symbols_visit_compound,
	[NODE_IF] = symbols_visit_compound,
	[NODE_WITH] = symbols_visit_compound,
	[NODE_ASYNC_WITH] = symbols_visit_compound,
	[NODE_MATCH] = symbols_visit_compound,
	[NODE_TRY] = symbols_visit_try,
	[NODE_TRY_STAR] = symbols_visit_try,
	[NODE_IMPORT_FROM] = symbols_visit_import_from,
	[NODE_GLOBAL] = symbols_visit_declaration,
	[NODE_NONLOCAL] = symbols_visit_declaration,
	[NODE_NAMED_EXPR] = symbols_visit_named_expression,
	[NODE_LAMBDA] = symbols_visit_lambda,
	[NODE_LIST_COMP] = symbols_visit_comprehension,
	[NODE_SET_COMP] = symbols_visit_comprehension,
	[NODE_DICT_COMP] = symbols_visit_comprehension,
	[NODE_GENERATOR_EXP] = symbols_visit_comprehension,
	[NODE_COMPREHENSION] = symbols_visit_generator,
	[NODE_AWAIT] = symbols_visit_await,
	[NODE_YIELD] = symbols_visit_yield,
	[NODE_YIELD_FROM] = symbols_visit_yield,
	[NODE_CALL] = symbols_visit_call,
	[NODE_ATTRIBUTE] = symbols_visit_attribute,
	[NODE_NAME] = symbols_visit_name,
	[NODE_EXCEPT_HANDLER] = symbols_visit_handler,
	[NODE_KEYWORD] = symbols_visit_keyword,
	[NODE_ALIAS] = symbols_visit_alias,
	[NODE_MATCH_MAPPING] = symbols_visit_capture,
	[NODE_MATCH_STAR] = symbols_visit_capture,
	[NODE_MATCH_AS] = symbols_visit_capture,
	[NODE_MATCH_CLASS] = symbols_visit_match_class,
	[NODE_TYPE_VAR] = symbols_visit_type_parameter,
	[NODE_PARAM_SPEC] = symbols_visit_type_parameter,
	[NODE_TYPE_VAR_TUPLE] = symbols_visit_type_parameter,
};

bool symbols_visit_children(struct symbol_table *table, const struct node *node)
{
	for (size_t i = 0; i < node->n; i++) {
		if (!symbols_visit(table, node_child(node, i)))
			return false;
	}
	return true;
}

bool symbols_visit(struct symbol_table *table, const struct node *node)
{
	visitor_fn visitor;
	bool is_good;

	if (!node)
		return true;
	if (node->kind == NODE_LIST)
		return symbols_visit_children(table, node);
	if (++table->depth > table->depth_limit)
		return compilation_unknown(table->compilation);
	visitor = visitors[node->kind];
	is_good = visitor ? visitor(table, node)
			  : symbols_visit_children(table, node);
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

	table.module = symbols_open(&table, SCOPE_MODULE, module);
	return symbols_visit_children(&table, module) &&
	       symbols_analyze(&table, table.module);
}
