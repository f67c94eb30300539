#ifndef SYMBOLS_H
#define SYMBOLS_H

/*
 * Private to symbols*.c: what CPython's symbol table refuses. Scopes and
 * their names are gathered in one pass over the tree, in CPython's order;
 * nonlocal names are resolved in a second pass over the scopes.
 *
 * A function returns false when it has refused the text.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "compilation.h"
#include "tree.h"

enum symbol_scope_kind {
	SCOPE_MODULE,
	SCOPE_CLASS,
	SCOPE_FUNCTION,	       /* lambdas and comprehensions as well */
	SCOPE_ANNOTATION,      /* from 3.10 on */
	SCOPE_TYPE_PARAMETERS, /* 3.12: what stands in class C[...](...) */
	SCOPE_TYPE_VARIABLE,   /* 3.12: a bound or a default */
	SCOPE_TYPE_ALIAS,      /* 3.12: the value */
};

enum symbol_flag {
	SYMBOL_GLOBAL = 1 << 0,
	SYMBOL_LOCAL = 1 << 1,
	SYMBOL_PARAMETER = 1 << 2,
	SYMBOL_NONLOCAL = 1 << 3,
	SYMBOL_USED = 1 << 4,
	SYMBOL_IMPORTED = 1 << 5,
	SYMBOL_ANNOTATED = 1 << 6,
	SYMBOL_ITERATED = 1 << 7, /* in a comprehension's target */
	SYMBOL_TYPE_PARAMETER = 1 << 8,
};

#define SYMBOL_BOUND                                                           \
	(SYMBOL_LOCAL | SYMBOL_PARAMETER | SYMBOL_IMPORTED |                   \
	 SYMBOL_TYPE_PARAMETER)

/* A class whose body mangles: __x is stored as _Class__x. */
struct mangler {
	const char *class_name; /* without its leading underscores */
	unsigned int hash;	/* of '_' and class_name */
};

/* A name as a scope stores it. */
struct symbol_key {
	const struct symbol_scope *scope;
	const struct mangler *mangler; /* NULL where nothing is mangled */
	const char *name;	       /* as written */
	unsigned int hash;	       /* of the mangled name */
};

struct symbol {
	struct symbol_key key;
	unsigned int flags;	  /* enum symbol_flag */
	const struct node *place; /* the first declaration that names it */
	struct symbol *next;	  /* in the order of first mention */
};

struct symbol_scope {
	enum symbol_scope_kind kind;
	enum node_kind comprehension; /* its kind, or NODE_NONE */
	const struct node *node;
	struct symbol_scope *parent;
	struct symbol_scope *children, *last_child, *next_sibling;
	struct symbol *symbols, *last_symbol;
	struct symbol_scope *annotations; /* 3.14: the scope of variables' */
	/* SCOPE_TYPE_VARIABLE: "a TypeVar bound". */
	const char *part;
	/* The parameters' scope of the generic class that holds it: of its
	   names only those are mangled. Or NULL. */
	const struct symbol_scope *generic_class;
	/* So many iterables of comprehensions stand around. */
	unsigned int n_iterables;
	bool in_target;	     /* of a comprehension */
	bool sees_class;     /* names are looked up in a class around it */
	bool is_generator;   /* has a yield */
	bool is_coroutine;   /* async, or has an await */
	bool is_conditional; /* 3.14: within a compound statement */
	bool has_conditional_annotations;
	bool is_unevaluated; /* 3.14: a local variable's annotation */
};

struct symbol_table {
	struct compilation *compilation;
	unsigned int minor;
	unsigned int features;		     /* enum future_feature */
	const struct node *last_future;	     /* or NULL */
	struct symbol_scope *module, *scope; /* the current one */
	const struct mangler *mangler;	     /* of the class around, or NULL */
	GHashTable *symbols;		     /* struct symbol_key to symbol */
	unsigned int depth, depth_limit;     /* of nodes */
};

/*
 * symbols_scope.c: scopes and their names.
 */

/* A scope within the current one, which is entered. */
struct symbol_scope *symbols_open(struct symbol_table *table,
				  enum symbol_scope_kind kind,
				  const struct node *node);
/* Enters it again; is_child: so that the second pass sees it. */
void symbols_enter(struct symbol_table *table, struct symbol_scope *scope,
		   bool is_child);
struct symbol_scope *symbols_new_scope(struct symbol_table *table,
				       enum symbol_scope_kind kind,
				       const struct node *node);
void symbols_leave(struct symbol_table *table);
/* Do functions within it see its names? */
bool symbols_is_function_like(const struct symbol_table *table,
			      const struct symbol_scope *scope);

/* NULL for a name of underscores only, which mangles nothing. */
const struct mangler *symbols_new_mangler(struct symbol_table *table,
					  const char *class_name);

/* The name as the scope stores it. */
struct symbol_key symbol_key(const struct symbol_table *table,
			     const struct symbol_scope *scope,
			     const char *name);
/* The symbol of the key, or NULL. */
struct symbol *symbol_find(const struct symbol_table *table,
			   const struct symbol_key *key);
/* The flags of the key's symbol; 0 if there is none. */
unsigned int symbol_flags(const struct symbol_table *table,
			  struct symbol_key key);
/* The stored name, mangled; in the arena. */
const char *symbol_text(const struct symbol_table *table,
			const struct symbol *symbol);

/* Adds flags to a name of the current scope; declares it if they say so. */
bool symbol_add(struct symbol_table *table, const char *name,
		unsigned int flags, const struct node *place);
/* The same in a scope around the current one; declares nothing. */
bool symbol_add_in(struct symbol_table *table, struct symbol_scope *scope,
		   const char *name, unsigned int flags,
		   const struct node *place);

/* 3.14: __debug__ is not assigned to, nor deleted. */
bool symbols_check_debug_name(struct symbol_table *table, const char *name,
			      enum context context, const struct node *place);

/*
 * The first pass: visitors of one kind of node each.
 */

/* Any node, a LIST, or NULL. */
bool symbols_visit(struct symbol_table *table, const struct node *node);
bool symbols_visit_children(struct symbol_table *table,
			    const struct node *node);

/* symbols_definition.c */
bool symbols_visit_function(struct symbol_table *table,
			    const struct node *node);
bool symbols_visit_class(struct symbol_table *table, const struct node *node);
bool symbols_visit_lambda(struct symbol_table *table, const struct node *node);
bool symbols_visit_type_alias(struct symbol_table *table,
			      const struct node *node);
bool symbols_visit_type_parameter(struct symbol_table *table,
				  const struct node *node);
bool symbols_visit_annotated(struct symbol_table *table,
			     const struct node *node);

/* symbols_statement.c */
bool symbols_visit_compound(struct symbol_table *table,
			    const struct node *node);
bool symbols_visit_try(struct symbol_table *table, const struct node *node);
bool symbols_visit_handler(struct symbol_table *table, const struct node *node);
bool symbols_visit_import_from(struct symbol_table *table,
			       const struct node *node);
bool symbols_visit_alias(struct symbol_table *table, const struct node *node);
bool symbols_visit_declaration(struct symbol_table *table,
			       const struct node *node);
bool symbols_visit_capture(struct symbol_table *table, const struct node *node);
bool symbols_visit_match_class(struct symbol_table *table,
			       const struct node *node);

/* symbols_expression.c */
bool symbols_visit_name(struct symbol_table *table, const struct node *node);
bool symbols_visit_named_expression(struct symbol_table *table,
				    const struct node *node);
bool symbols_visit_comprehension(struct symbol_table *table,
				 const struct node *node);
bool symbols_visit_generator(struct symbol_table *table,
			     const struct node *node);
bool symbols_visit_yield(struct symbol_table *table, const struct node *node);
bool symbols_visit_await(struct symbol_table *table, const struct node *node);
bool symbols_visit_call(struct symbol_table *table, const struct node *node);
bool symbols_visit_keyword(struct symbol_table *table, const struct node *node);
bool symbols_visit_attribute(struct symbol_table *table,
			     const struct node *node);
/* 3.14: no keyword of the LIST is called __debug__. */
bool symbols_check_keywords(struct symbol_table *table,
			    const struct node *keywords);

/*
 * symbols_analysis.c: the second pass, of a scope and those within.
 */
bool symbols_analyze(const struct symbol_table *table,
		     const struct symbol_scope *scope);

/* SyntaxError at a node. */
#define refuse(table, node, ...)                                               \
	compilation_refuse((table)->compilation, SYNTAX_ERROR, (node)->start,  \
			   __VA_ARGS__)

#endif
