#ifndef CODE_H
#define CODE_H

/*
 * Private to code*.c: CPython's code generator, as far as it refuses or
 * warns. It generates nothing; it walks the tree in the generator's order
 * and keeps what the generator's checks look at.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "compilation.h"
#include "constant.h"
#include "tree.h"

/* The most blocks that any version nests statically. */
#define CODE_MAX_BLOCKS 21
/* Deeper trees are left to the interpreter's resources. */
#define CODE_MAX_DEPTH 5000

/* What a unit of code comes from. */
enum code_scope {
	CODE_MODULE,
	CODE_CLASS,
	CODE_FUNCTION,
	CODE_ASYNC_FUNCTION,
	CODE_LAMBDA,
	CODE_COMPREHENSION,
	CODE_ANNOTATION, /* type parameters, annotations since 3.14 */
};

enum code_block_kind {
	BLOCK_WHILE,
	BLOCK_FOR,
	BLOCK_TRY,	   /* the body of a try that has handlers */
	BLOCK_FINALLY_TRY, /* what a finally follows; data: its statements */
	BLOCK_FINALLY_END, /* the finally after an exception */
	BLOCK_WITH,
	BLOCK_HANDLER,	     /* the body of a handler */
	BLOCK_HANDLERS,	     /* all handlers */
	BLOCK_STAR_HANDLERS, /* all except* handlers */
	BLOCK_VALUE,	     /* a value that waits for a finally */
	BLOCK_ASYNC_COMPREHENSION,
	BLOCK_STOP_ITERATION, /* the body of a generator, since 3.13 */
};

struct code_block {
	enum code_block_kind kind;
	const struct node *data;
};

/* Whether a scope has yield or await of its own. */
struct code_traits {
	bool is_generator;
	bool is_coroutine;
};

struct code_unit {
	struct code_unit *parent;
	enum code_scope scope;
	const struct node *root; /* what it comes from */
	/*
	 * Until 3.11 CPython places an error at whatever it visited last:
	 * that, or NULL, which is no line.
	 */
	const struct node *at;
	struct code_block blocks[CODE_MAX_BLOCKS];
	unsigned int n_blocks;
	unsigned int peak; /* the most that n_blocks has been */
	bool has_traits;
	struct code_traits traits;
	GPtrArray *annotations; /* put off to the end; may be NULL */
};

struct code {
	struct compilation *compilation;
	unsigned int minor;
	unsigned int features;
	uint32_t last_future; /* where the last good future import starts */
	bool has_future;
	struct code_unit *unit;
	unsigned int depth;
	unsigned int quiet; /* no warning while above 0 */
	/*
	 * 3.9 to 3.11 forget that "except E as __debug__" is refused until
	 * something needs a constant or a name: the handler.
	 */
	const struct node *pending;
	/* finally bodies that were good once: how many blocks they need. */
	GHashTable *finally_peaks;
	unsigned int n_visits;	 /* nodes visited */
	unsigned int n_repeated; /* of them, not for the first time */
	GHashTable *folded;	 /* the value of a node, or NULL */
};

/* code.c */

/*
 * Refuses the text at the node; until 3.11 where CPython stands. Returns
 * false.
 */
G_GNUC_PRINTF(3, 4)
bool code_refuse(struct code *code, const struct node *node, const char *format,
		 ...);
/* Warns there, if warnings are asked for. */
G_GNUC_PRINTF(3, 4)
void code_warn(struct code *code, const struct node *node, const char *format,
	       ...);
/* Is the unit one that may hold return and yield? */
bool code_is_function(const struct code_unit *unit);
const struct code_traits *code_traits(struct code *code,
				      struct code_unit *unit);
void code_enter(struct code *code, struct code_unit *unit,
		enum code_scope scope, const struct node *root);
/* Leaves the unit; returns ok. */
bool code_leave(struct code *code, bool ok);
bool code_push(struct code *code, const struct node *node,
	       enum code_block_kind kind, const struct node *data);
void code_pop(struct code *code);
/* Refuses the name when it is __debug__; until 3.8 the parser does. */
bool code_bind(struct code *code, const struct node *place, const char *name);

/* Has the refusal that was put off come due? Refuses then. */
bool code_is_pending(struct code *code);

/* code_scope.c: looks through the scope that root makes. */
void code_find_traits(struct code *code, const struct node *root,
		      enum code_scope scope, struct code_traits *out);

/* code_expression.c */
bool code_expression(struct code *code, const struct node *node);
/* Each of a LIST, which may be NULL, and hold NULL. */
bool code_expressions(struct code *code, const struct node *list);
/* An expression whose truth is asked for. */
bool code_condition(struct code *code, const struct node *node);
/* The arguments of a call or of a class statement. */
bool code_keywords(struct code *code, const struct node *keywords);
bool code_arguments(struct code *code, const struct node *args,
		    const struct node *keywords);

/* code_comprehension.c */
bool code_comprehension(struct code *code, const struct node *node);

/* code_function.c */
bool code_function(struct code *code, const struct node *node);
bool code_class(struct code *code, const struct node *node);
bool code_lambda(struct code *code, const struct node *node);
bool code_type_alias(struct code *code, const struct node *node);
/* The statements of a module or class, and the annotations put off. */
bool code_body(struct code *code, const struct node *body);

/* code_statement.c */
bool code_statements(struct code *code, const struct node *list);

/* code_try.c */
bool code_try(struct code *code, const struct node *node);
bool code_with(struct code *code, const struct node *node);
bool code_return(struct code *code, const struct node *node);
bool code_loop_exit(struct code *code, const struct node *node);

/* code_pattern.c */
bool code_match(struct code *code, const struct node *node);

/*
 * code_fold.c: the value that a node has once CPython has folded constants,
 * or NULL. Since 3.14 hardly any are folded so early.
 */
const struct value *code_fold(struct code *code, const struct node *node);
/* Is it "..." % (...) that CPython takes for an f-string? */
bool code_folds_to_string(struct code *code, const struct node *node);
/* not (a is b), not (a in b): taken for the opposite until 3.13. */
bool code_folds_to_opposite(struct code *code, const struct node *node);

/* code_warning.c: what looks like a mistake. */
void code_check_comparison(struct code *code, const struct node *node,
			   bool is_inverted);
void code_check_call(struct code *code, const struct node *function);
void code_check_subscript(struct code *code, const struct node *node);
void code_check_assert(struct code *code, const struct node *node);

#endif
