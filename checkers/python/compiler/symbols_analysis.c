/* symbols_analysis - to which scope a nonlocal name belongs. */

#include <config.h>

#include "symbols.h"

#include <string.h>

static unsigned int flags_in(const struct symbol_table *table,
			     const struct symbol_scope *scope,
			     const struct symbol *symbol)
{
	struct symbol_key key = symbol->key;

	key.scope = scope;
	return symbol_flags(table, key);
}

/* What a class gives to the functions in it. */
static bool is_class_cell(const struct symbol_table *table,
			  const struct symbol *symbol)
{
	static const struct {
		const char *name;
		unsigned int since;
	} cells[] = {
		{"__class__", 8},
		{"__classdict__", 12},
		{"__conditional_annotations__", 14},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
		if (table->minor >= cells[i].since &&
		    !strcmp(symbol->key.name, cells[i].name))
			return true;
	}
	return false;
}

/*
 * Does a function around the scope bind the name? A scope that declares it
 * global hides what is around that one, but for a class: what is declared in
 * its body holds for the body only.
 */
static bool is_bound_around(const struct symbol_table *table,
			    const struct symbol_scope *scope,
			    const struct symbol *symbol)
{
	while ((scope = scope->parent)) {
		unsigned int flags = flags_in(table, scope, symbol);

		if (scope->kind == SCOPE_CLASS) {
			if (is_class_cell(table, symbol))
				return true;
			continue;
		}
		if (flags & SYMBOL_GLOBAL)
			return false;
		if (flags & SYMBOL_NONLOCAL)
			continue;
		if ((flags & SYMBOL_BOUND) &&
		    symbols_is_function_like(table, scope))
			return true;
	}
	return false;
}

/* Is the nearest binding around the scope that of a type parameter? */
static bool is_type_parameter_around(const struct symbol_table *table,
				     const struct symbol_scope *scope,
				     const struct symbol *symbol)
{
	while ((scope = scope->parent)) {
		unsigned int flags = flags_in(table, scope, symbol);

		if (!(flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)) &&
		    (flags & SYMBOL_BOUND))
			return flags & SYMBOL_TYPE_PARAMETER;
	}
	return false;
}

static bool check_nonlocal(const struct symbol_table *table,
			   const struct symbol_scope *scope,
			   const struct symbol *symbol)
{
	const char *name = symbol_text(table, symbol);

	if (symbol->flags & SYMBOL_GLOBAL)
		return refuse(table, symbol->place,
			      "name '%s' is nonlocal and global", name);
	if (scope->kind == SCOPE_MODULE)
		return refuse(table, symbol->place,
			      "nonlocal declaration not allowed at module "
			      "level");
	if (!is_bound_around(table, scope, symbol))
		return refuse(table, symbol->place,
			      "no binding for nonlocal '%s' found", name);
	if (is_type_parameter_around(table, scope, symbol))
		return refuse(table, symbol->place,
			      "nonlocal binding not allowed for type "
			      "parameter '%s'",
			      name);
	return true;
}

bool symbols_analyze(const struct symbol_table *table,
		     const struct symbol_scope *scope)
{
	const struct symbol *symbol;
	const struct symbol_scope *child;

	for (symbol = scope->symbols; symbol; symbol = symbol->next) {
		if ((symbol->flags & SYMBOL_NONLOCAL) &&
		    !check_nonlocal(table, scope, symbol))
			return false;
	}
	for (child = scope->children; child; child = child->next_sibling) {
		if (!symbols_analyze(table, child))
			return false;
	}
	return true;
}
