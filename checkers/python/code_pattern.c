/* code_pattern - match statements and their patterns. */
#include <config.h>

#include "code.h"

#define MAX_BEFORE_STAR 255

/* The names that a pattern binds, in order. */
struct stores {
	GPtrArray *names;
	GHashTable *set;
};

struct pattern {
	struct stores *stores;
	bool allows_irrefutable;
	const struct node * or ; /* what it is an alternative of */
};

static void stores_init(struct stores *stores)
{
	stores->names = g_ptr_array_new();
	stores->set = g_hash_table_new(NULL, NULL);
}

static void stores_release(struct stores *stores)
{
	g_ptr_array_unref(stores->names);
	g_hash_table_unref(stores->set);
}

static bool visit_pattern(struct code *code, const struct node *node,
			  struct pattern *pattern);

static bool is_wildcard(const struct node *node)
{
	return node->kind == NODE_MATCH_AS && !node_child(node, 1);
}

static bool is_star_wildcard(const struct node *node)
{
	return node->kind == NODE_MATCH_STAR && !node_child(node, 0);
}

static bool add_name(struct code *code, const struct node *node,
		     const char *name, struct stores *stores)
{
	if (!g_hash_table_add(stores->set, (void *)name))
		return code_refuse(
			code, node,
			"multiple assignments to name %s in pattern",
			constant_repr_name(code->compilation->arena, name));
	g_ptr_array_add(stores->names, (void *)name);
	return true;
}

static bool store_name(struct code *code, const struct node *node,
		       const struct node *name, struct pattern *pattern)
{
	if (!name)
		return true;
	return code_bind(code, node, name->name) &&
	       add_name(code, node, name->name, pattern->stores);
}

static bool visit_subpattern(struct code *code, const struct node *node,
			     struct pattern *pattern)
{
	bool allows_irrefutable = pattern->allows_irrefutable, ok;

	pattern->allows_irrefutable = true;
	ok = visit_pattern(code, node, pattern);
	pattern->allows_irrefutable = allows_irrefutable;
	return ok;
}

/* Wildcards are left out. */
static bool visit_subpatterns(struct code *code, const struct node *list,
			      struct pattern *pattern)
{
	const struct node *node;

	for (size_t i = 0; i < list_size(list); i++) {
		node = node_child(list, i);
		if (!is_wildcard(node) && !is_star_wildcard(node) &&
		    !visit_subpattern(code, node, pattern))
			return false;
	}
	return true;
}

static bool visit_as(struct code *code, const struct node *node,
		     struct pattern *pattern)
{
	const struct node *inner = node_child(node, 0);
	const struct node *name = node_child(node, 1);

	if (inner)
		return visit_pattern(code, inner, pattern) &&
		       store_name(code, node, name, pattern);
	if (pattern->allows_irrefutable)
		return store_name(code, node, name, pattern);
	if (!name)
		return code_refuse(
			code, node,
			"wildcard makes remaining patterns unreachable");
	return code_refuse(
		code, node,
		"name capture %s makes remaining patterns unreachable",
		constant_repr_name(code->compilation->arena, name->name));
}

static bool visit_sequence(struct code *code, const struct node *node,
			   struct pattern *pattern)
{
	const struct node *list = node_child(node, 0), *child;
	size_t n = list_size(list), star = n;

	for (size_t i = 0; i < n; i++) {
		child = node_child(list, i);
		if (child->kind != NODE_MATCH_STAR)
			continue;
		if (star < n)
			return code_refuse(
				code, node,
				"multiple starred names in sequence pattern");
		star = i;
	}
	/* With *_ the elements are fetched one by one. */
	if (star < n && star > MAX_BEFORE_STAR &&
	    !is_star_wildcard(node_child(list, star)))
		return code_refuse(code, node,
				   "too many expressions in star-unpacking "
				   "sequence pattern");
	return visit_subpatterns(code, list, pattern);
}

static bool check_attributes(struct code *code, const struct node *names,
			     const struct node *patterns)
{
	size_t n = list_size(names);
	g_autoptr(GHashTable) last = g_hash_table_new(NULL, NULL);
	g_autofree const struct node **next = g_new0(const struct node *, n);
	const char *name;

	for (size_t i = n; i--;) {
		name = node_child(names, i)->name;
		next[i] = g_hash_table_lookup(last, name);
		g_hash_table_insert(last, (void *)name,
				    node_child(patterns, i));
	}
	for (size_t i = 0; i < n; i++) {
		name = node_child(names, i)->name;
		code->unit->at = node_child(patterns, i);
		if (!code_bind(code, code->unit->at, name))
			return false;
		if (!next[i])
			continue;
		code->unit->at = next[i];
		return code_refuse(
			code, next[i],
			"attribute name repeated in class pattern: %s", name);
	}
	return true;
}

static bool visit_class(struct code *code, const struct node *node,
			struct pattern *pattern)
{
	const struct node *patterns = node_child(node, 3);

	if (!check_attributes(code, node_child(node, 2), patterns))
		return false;
	code->unit->at = node;
	return code_expression(code, node_child(node, 0)) &&
	       visit_subpatterns(code, node_child(node, 1), pattern) &&
	       visit_subpatterns(code, patterns, pattern);
}

static bool check_key(struct code *code, const struct node *node,
		      const struct node *key, GHashTable *seen)
{
	struct arena *arena = code->compilation->arena;
	const struct value *value;

	if (key->kind == NODE_ATTRIBUTE)
		return code_expression(code, key);
	value = constant_in_pattern(code->compilation, key);
	if (!value)
		return code_refuse(code, node,
				   "mapping pattern keys may only match "
				   "literals and attribute lookups");
	if (!g_hash_table_add(seen, value_key(arena, value)))
		return code_refuse(code, node,
				   "mapping pattern checks duplicate key (%s)",
				   value_repr(arena, value, code->minor));
	return true;
}

static bool visit_mapping(struct code *code, const struct node *node,
			  struct pattern *pattern)
{
	const struct node *keys = node_child(node, 0);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (size_t i = 0; i < list_size(keys); i++)
		if (!check_key(code, node, node_child(keys, i), seen))
			return false;
	return visit_subpatterns(code, node_child(node, 1), pattern) &&
	       store_name(code, node, node_child(node, 2), pattern);
}

static bool bind_same_names(const struct stores *a, const struct stores *b)
{
	if (a->names->len != b->names->len)
		return false;
	for (guint i = 0; i < a->names->len; i++)
		if (!g_hash_table_contains(b->set, a->names->pdata[i]))
			return false;
	return true;
}

/* One alternative, which must bind the same names as the first. */
static bool visit_alternative(struct code *code, const struct node *node,
			      struct pattern *pattern,
			      const struct stores *first)
{
	struct stores stores;
	struct stores *outer = pattern->stores;
	bool ok, is_same;

	stores_init(&stores);
	pattern->stores = &stores;
	ok = visit_pattern(code, node, pattern);
	is_same = bind_same_names(&stores, first);
	pattern->stores = outer;
	stores_release(&stores);
	return ok && (is_same ||
		      code_refuse(code, pattern->or,
				  "alternative patterns bind different names"));
}

static bool visit_alternatives(struct code *code, const struct node *node,
			       struct pattern *pattern, struct stores *first)
{
	const struct node *list = node_child(node, 0);
	struct pattern inner = {.stores = first, .or = node};
	size_t n = list_size(list);

	for (size_t i = 0; i < n; i++) {
		/* Only the last one may match anything. */
		inner.allows_irrefutable =
			i == n - 1 && pattern->allows_irrefutable;
		if (!i && !visit_pattern(code, node_child(list, i), &inner))
			return false;
		if (i && !visit_alternative(code, node_child(list, i), &inner,
					    first))
			return false;
	}
	return true;
}

static bool visit_or(struct code *code, const struct node *node,
		     struct pattern *pattern)
{
	struct stores first;
	bool ok;

	stores_init(&first);
	ok = visit_alternatives(code, node, pattern, &first);
	for (guint i = 0; ok && i < first.names->len; i++)
		ok = add_name(code, node, first.names->pdata[i],
			      pattern->stores);
	stores_release(&first);
	return ok;
}

static bool visit_value(struct code *code, const struct node *node)
{
	const struct node *value = node_child(node, 0);

	if (value->kind == NODE_ATTRIBUTE)
		return code_expression(code, value);
	if (constant_in_pattern(code->compilation, value))
		return true;
	return code_refuse(code, node,
			   "patterns may only match literals and attribute "
			   "lookups");
}

static bool visit_kind(struct code *code, const struct node *node,
		       struct pattern *pattern)
{
	switch ((enum node_kind)node->kind) {
	case NODE_MATCH_VALUE:
		return visit_value(code, node);
	case NODE_MATCH_SEQUENCE:
		return visit_sequence(code, node, pattern);
	case NODE_MATCH_MAPPING:
		return visit_mapping(code, node, pattern);
	case NODE_MATCH_CLASS:
		return visit_class(code, node, pattern);
	case NODE_MATCH_STAR:
		return store_name(code, node, node_child(node, 0), pattern);
	case NODE_MATCH_AS:
		return visit_as(code, node, pattern);
	case NODE_MATCH_OR:
		return visit_or(code, node, pattern);
	default:
		return true;
	}
}

static bool visit_pattern(struct code *code, const struct node *node,
			  struct pattern *pattern)
{
	bool ok;

	if (++code->depth > CODE_MAX_DEPTH)
		return compilation_unknown(code->compilation);
	code->unit->at = node;
	ok = visit_kind(code, node, pattern);
	code->depth--;
	return ok;
}

static bool visit_case(struct code *code, const struct node *node, bool is_last)
{
	const struct node *guard = node_child(node, 1);
	struct stores stores;
	struct pattern pattern = {
		.stores = &stores,
		.allows_irrefutable = guard || is_last,
	};
	bool ok;

	stores_init(&stores);
	ok = visit_pattern(code, node_child(node, 0), &pattern);
	stores_release(&stores);
	return ok && (!guard || code_condition(code, guard)) &&
	       code_statements(code, node_child(node, 2));
}

bool code_match(struct code *code, const struct node *node)
{
	const struct node *cases = node_child(node, 1);
	size_t n = list_size(cases);

	if (!code_expression(code, node_child(node, 0)))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!visit_case(code, node_child(cases, i), i == n - 1))
			return false;
	return true;
}
