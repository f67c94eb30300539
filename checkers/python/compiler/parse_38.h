#ifndef PARSE_38_H
#define PARSE_38_H

/*
 * Python 3.8: from the values of python-3.8.peg ("raw" below) to the tree of
 * tree.h, with what 3.8 refuses on the way, in its order. Private to
 * parse_38*.c.
 *
 * A conversion returns whether the text may stand so far and sets *out only
 * then; if not, the compilation has the error. Raw nodes are not changed. A
 * raw node that is NULL, what is left out, becomes NULL.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compilation.h"
#include "tree.h"

/* A new node of the tree with the place of a raw one. */
struct node *node_38(struct compilation *c, enum node_kind kind, size_t n,
		     const struct node *raw);
/* Refuses the text at a raw node, with a SyntaxError. Returns false. */
G_GNUC_PRINTF(3, 4)
bool refuse_38(struct compilation *c, const struct node *raw,
	       const char *format, ...);
/* A new NAME node for an identifier. */
struct node *name_38(struct compilation *c, const struct node *raw,
		     enum context context);

/* What a part of a statement or expression is converted with. */
typedef bool (*convert_38_fn)(struct compilation *c, const struct node *raw,
			      struct node **out);
/* Each element of a LIST, in its order, into a new LIST. */
bool convert_38_list(struct compilation *c, const struct node *raw,
		     convert_38_fn convert, struct node **out);

bool convert_38_expression(struct compilation *c, const struct node *raw,
			   struct node **out);
/* A LIST of comprehensions. */
bool convert_38_generators(struct compilation *c, const struct node *raw,
			   struct node **out);
/* A number, or strings side by side. */
bool convert_38_literal(struct compilation *c, const struct node *raw,
			struct node **out);

/* The arguments of a call, of a decorator's call or of a class. */
struct call_38 {
	const struct node *raw; /* Call(-, arguments, -), or NULL: none */
	bool is_class;
	struct node *args;
	struct node *keywords;
};
bool convert_38_arguments(struct compilation *c, struct call_38 *call);
/* Parameters, into a node of the kind ARGUMENTS, even if there are none. */
bool convert_38_parameters(struct compilation *c, const struct node *raw,
			   struct node **out);

/* Refuses __debug__; None, True and False as well if all are forbidden. */
bool check_name_38(struct compilation *c, const struct node *name,
		   const struct node *where, bool all_forbidden);
/*
 * Makes a new node a target, and what it consists of. An error is where the
 * raw node is.
 */
bool set_context_38(struct compilation *c, struct node *node,
		    enum context context, const struct node *where);
/* Targets of 'del', a LIST. */
bool convert_38_deleted(struct compilation *c, const struct node *raw,
			struct node **out);
/* The target of a loop: one, or a TUPLE. */
bool convert_38_loop_target(struct compilation *c, const struct node *raw,
			    struct node **out);

/* raw: (decorators, definition) for the last. */
bool convert_38_function(struct compilation *c, const struct node *raw,
			 struct node **out);
bool convert_38_class(struct compilation *c, const struct node *raw,
		      struct node **out);
bool convert_38_decorated(struct compilation *c, const struct node *raw,
			  struct node **out);

bool convert_38_statement(struct compilation *c, const struct node *raw,
			  struct node **out);
/* A LIST of statements. */
bool convert_38_block(struct compilation *c, const struct node *raw,
		      struct node **out);
/* A statement ends where the last statement of its last block does. */
void end_with_38(struct node *node, const struct node *block);

/* The raw value of the compilation's text, or NULL when it is refused. */
struct node *parse_38(struct compilation *c, const char *rule);
/* A MODULE. */
bool convert_38_module(struct compilation *c, const struct node *raw,
		       struct node **out);

#endif
