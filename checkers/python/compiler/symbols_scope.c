/* symbols_scope - the scopes of a Python text and the names in them. */

#include <config.h>

#include "symbols.h"

#include <string.h>

struct symbol_scope *symbols_new_scope(struct symbol_table *table,
				       enum symbol_scope_kind kind,
				       const struct node *node)
{
	struct symbol_scope *scope =
		arena_alloc(table->compilation->arena, sizeof(*scope));

	scope->kind = kind;
	scope->node = node;
	scope->parent = table->scope;
	return scope;
}

static void add_child(struct symbol_scope *parent, struct symbol_scope *child)
{
	if (parent->last_child)
		parent->last_child->next_sibling = child;
	else
		parent->children = child;
	parent->last_child = child;
}

void symbols_enter(struct symbol_table *table, struct symbol_scope *scope,
		   bool is_child)
{
	struct symbol_scope *parent = scope->parent;

	table->scope = scope;
	if (!parent)
		return;
	scope->n_iterables = parent->n_iterables;
	/* A class mangles all names. */
	if (scope->kind != SCOPE_CLASS)
		scope->generic_class = parent->generic_class;
	if (is_child)
		add_child(parent, scope);
}

struct symbol_scope *symbols_open(struct symbol_table *table,
				  enum symbol_scope_kind kind,
				  const struct node *node)
{
	struct symbol_scope *scope = symbols_new_scope(table, kind, node);

	symbols_enter(table, scope, true);
	return scope;
}

void symbols_leave(struct symbol_table *table)
{
	table->scope = table->scope->parent;
}

bool symbols_is_function_like(const struct symbol_table *table,
			      const struct symbol_scope *scope)
{
	switch (scope->kind) {
	case SCOPE_FUNCTION:
	case SCOPE_TYPE_PARAMETERS:
	case SCOPE_TYPE_VARIABLE:
	case SCOPE_TYPE_ALIAS:
		return true;
	case SCOPE_ANNOTATION:
		return table->minor >= 14;
	case SCOPE_MODULE:
	case SCOPE_CLASS:
		return false;
	}
	return false;
}

/* g_str_hash()'s, which can be continued. */
static unsigned int hash_more(unsigned int hash, const char *text)
{
	for (; *text; text++)
		hash = hash * 33 + (unsigned char)*text;
	return hash;
}

#define HASH_START 5381U

const struct mangler *symbols_new_mangler(struct symbol_table *table,
					  const char *class_name)
{
	struct mangler *mangler;

	class_name += strspn(class_name, "_");
	if (!*class_name)
		return NULL;
	mangler = arena_alloc(table->compilation->arena, sizeof(*mangler));
	mangler->class_name = class_name;
	mangler->hash = hash_more(hash_more(HASH_START, "_"), class_name);
	return mangler;
}

/* __x, but not __x__ nor a dotted name. */
static bool is_private(const char *name)
{
	size_t size;

	if (name[0] != '_' || name[1] != '_')
		return false;
	size = strlen(name);
	return strcmp(name + size - 2, "__") != 0 && !strchr(name, '.');
}

static struct symbol_key make_key(const struct symbol_scope *scope,
				  const char *name,
				  const struct mangler *mangler)
{
	unsigned int start = mangler ? mangler->hash : HASH_START;

	return (struct symbol_key){scope, mangler, name,
				   hash_more(start, name)};
}

/* Is the private name one of the type parameters of the generic class? */
static bool is_class_parameter(const struct symbol_table *table,
			       const struct symbol_scope *class,
			       const char *name)
{
	struct symbol_key key = make_key(class, name, table->mangler);
	const struct symbol *symbol = symbol_find(table, &key);

	return symbol && symbol->key.mangler &&
	       (symbol->flags & SYMBOL_TYPE_PARAMETER);
}

struct symbol_key symbol_key(const struct symbol_table *table,
			     const struct symbol_scope *scope, const char *name)
{
	const struct mangler *mangler = table->mangler;

	if (mangler && !is_private(name))
		mangler = NULL;
	if (mangler && scope->generic_class &&
	    !is_class_parameter(table, scope->generic_class, name))
		mangler = NULL;
	return make_key(scope, name, mangler);
}

struct symbol *symbol_find(const struct symbol_table *table,
			   const struct symbol_key *key)
{
	return g_hash_table_lookup(table->symbols, key);
}

unsigned int symbol_flags(const struct symbol_table *table,
			  struct symbol_key key)
{
	const struct symbol *symbol = symbol_find(table, &key);

	return symbol ? symbol->flags : 0;
}

const char *symbol_text(const struct symbol_table *table,
			const struct symbol *symbol)
{
	if (!symbol->key.mangler)
		return symbol->key.name;
	return arena_printf(table->compilation->arena, "_%s%s",
			    symbol->key.mangler->class_name, symbol->key.name);
}

static struct symbol *obtain(struct symbol_table *table,
			     struct symbol_scope *scope, struct symbol_key key)
{
	struct symbol *symbol;

	key.scope = scope;
	symbol = symbol_find(table, &key);
	if (symbol)
		return symbol;
	symbol = arena_alloc(table->compilation->arena, sizeof(*symbol));
	symbol->key = key;
	if (scope->last_symbol)
		scope->last_symbol->next = symbol;
	else
		scope->symbols = symbol;
	scope->last_symbol = symbol;
	g_hash_table_insert(table->symbols, &symbol->key, symbol);
	return symbol;
}

/*
 * Adds to the key's symbol. Messages have the name as it is written this
 * time; their place is the scope's up to 3.9.
 */
static bool add_flags(struct symbol_table *table, struct symbol_scope *scope,
		      struct symbol_key key, unsigned int flags,
		      const struct node *place)
{
	struct symbol *symbol = obtain(table, scope, key);
	const unsigned int both = symbol->flags & flags;

	if (table->minor <= 9)
		place = scope->node;
	if (both & SYMBOL_PARAMETER)
		return refuse(table, place,
			      "duplicate argument '%s' in function definition",
			      key.name);
	if (both & SYMBOL_TYPE_PARAMETER)
		return refuse(table, place, "duplicate type parameter '%s'",
			      key.name);
	symbol->flags |= flags;
	if (!scope->in_target)
		return true;
	if (symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL))
		return refuse(table, place,
			      "comprehension inner loop cannot rebind "
			      "assignment expression target '%s'",
			      key.name);
	symbol->flags |= SYMBOL_ITERATED;
	return true;
}

static bool add_key(struct symbol_table *table, struct symbol_scope *scope,
		    struct symbol_key key, unsigned int flags,
		    const struct node *place)
{
	if (!add_flags(table, scope, key, flags, place))
		return false;
	if (flags & SYMBOL_GLOBAL)
		obtain(table, table->module, key)->flags |= flags;
	return true;
}

bool symbol_add_in(struct symbol_table *table, struct symbol_scope *scope,
		   const char *name, unsigned int flags,
		   const struct node *place)
{
	return add_key(table, scope, symbol_key(table, table->scope, name),
		       flags, place);
}

bool symbols_check_debug_name(struct symbol_table *table, const char *name,
			      enum context context, const struct node *place)
{
	if (table->minor < 14 || strcmp(name, "__debug__") != 0)
		return true;
	if (context == CONTEXT_STORE)
		return refuse(table, place, "cannot assign to __debug__");
	if (context == CONTEXT_DEL)
		return refuse(table, place, "cannot delete __debug__");
	return true;
}

bool symbol_add(struct symbol_table *table, const char *name,
		unsigned int flags, const struct node *place)
{
	struct symbol_scope *scope = table->scope;
	struct symbol_key key = symbol_key(table, scope, name);
	struct symbol *symbol;

	if ((flags & SYMBOL_BOUND) &&
	    !symbols_check_debug_name(table, name, CONTEXT_STORE, place))
		return false;
	/* A type parameter is mangled as the class's other names are. */
	if ((flags & SYMBOL_TYPE_PARAMETER) && is_private(name))
		key = make_key(scope, name, table->mangler);
	if (!add_key(table, scope, key, flags, place))
		return false;
	symbol = symbol_find(table, &key);
	if ((flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)) && !symbol->place)
		symbol->place = place;
	return true;
}
