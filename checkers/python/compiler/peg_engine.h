#ifndef PEG_ENGINE_H
#define PEG_ENGINE_H

/* Private to the files of the parser that follows a grammar. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "peg.h"
#include "peg_grammar.h"

/* What a rule yielded at a token. */
struct peg_memo {
	struct peg_memo *next;
	struct node *value;
	uint32_t key;  /* of the rule */
	uint32_t mark; /* the token after it */
};

/* What a parse needs besides struct peg. */
struct peg_engine {
	struct arena arena;	 /* of the memos */
	struct peg_memo **memos; /* by token */
	uint32_t first_memo;	 /* only tokens from here ... */
	uint32_t end_memo;	 /* ... up to here may have any */
	size_t n_ways_back;	 /* open alternatives with others behind them */
	struct node **token_nodes; /* by token; NULL until it was taken */

	/* A stack: of values of items, of elements, of arguments. */
	struct node **values;
	size_t n_values;
	size_t capacity;

	struct node *nothing; /* the value of a match that has none */
	bool token_error;     /* the tokenizer refused */
};

/*
 * Looks at the next token. Returns false, with the parse failed, when it is
 * an error.
 */
bool peg_fetch(struct peg *peg);

/* The value of a token that is taken; NULL with the parse failed. */
struct node *peg_token_value(struct peg *peg, uint32_t i);

/* The value of a rule or NULL, from the next token on. */
struct node *peg_parse_rule(struct peg *peg, const struct peg_rule *rule);

/* Forgets what rules yielded: nothing behind the next token is tried again. */
void peg_forget(struct peg *peg);

/* Pushes a value on the stack. */
void peg_push(struct peg *peg, struct node *value);
/* Takes the values from base on off the stack, as a LIST or a GROUP. */
struct node *peg_pop_all(struct peg *peg, enum node_kind kind, size_t base,
			 uint32_t first);

/*
 * The value of an alternative whose items are the values from base on and
 * whose tokens began with first.
 */
struct node *peg_run_action(struct peg *peg,
			    const struct peg_alternative *alternative,
			    size_t base, uint32_t first);

/*
 * Says what is wrong with a text whose first pass yielded nothing, as CPython
 * does at the end of a parse.
 */
void peg_explain(struct peg *peg, const struct peg_rule *rule);

/* The line of an offset as CPython counts them. */
unsigned int peg_line(const struct peg *peg, uint32_t offset);

#endif
