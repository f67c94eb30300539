#ifndef PEG_H
#define PEG_H

/*
 * A parser that follows a grammar file: python.peg for 3.9 to 3.14,
 * python-3.8.peg for the LL(1) grammar of 3.8. The notation is PEP 617's,
 * with gates for versions and our own actions:
 *
 *	rule:
 *	    | 'if' test=named_expression ':' body=block => If(test, body, -)
 *	    | {3.10..} "match" NAME     an alternative of some versions only:
 *	                                {3.10..}, {..3.11}, {3.9..3.11}, {3.12}
 *
 * Items: 'x' a keyword or an operator, "x" a soft keyword, NAME and other
 * kinds of tokens, a rule, ( alternatives ), e? and [e], e*, e+, s.e+, &e,
 * !e, ~ (cut), &&e (forced: "expected ..."). name=item labels its value.
 * An alternative that is only a rule invalid_... is tried in the second pass
 * only, and a rule whose name ends in _without_invalid switches that off below
 * it. A rule may be left-recursive. Every rule is memoized; "rule (memo):"
 * says that CPython memoizes it, so that what it yielded without the invalid_
 * rules counts where they are on, too. "rule (2):" says that it stands for two
 * of CPython's rules, of which only so many may be open at a time.
 *
 * Actions, after =>:
 *	a                the value of the label
 *	-                no value, but a match
 *	Kind(a, -, b)    a new node of that kind of tree.h; - is NULL
 *	Kind/DETAIL(a)   with its detail, a name of tree.h's enums without the
 *	                 prefix (ADD, LOAD ...), or a number
 *	[a, *b]          a LIST: of a, then of the elements of b
 *	(a, b)           a GROUP
 *	@helper(a, b)    what the C function of that name returns; see
 *	                 peg_helpers[]
 *	error "..."      SyntaxError at the last token that was fetched
 *	error_next "..." SyntaxError at the next token
 *	error_at(a) "..." SyntaxError where the value begins
 *	indent_error "..." IndentationError at the last token fetched
 *
 * Placeholders in messages: {expr a} CPython's words for the kind of the
 * expression ("function call", "literal"), {text a} the bytes of a token,
 * {name a} an identifier, {line a} the line where the value begins. {{ is a
 * brace.
 *
 * Without an action an alternative has the value of its only item, or a
 * GROUP of all of them (lookaheads have none). A node spans the tokens that
 * its alternative took. NAME and soft keywords are a Name with the context
 * LOAD, NUMBER is a Constant, any other token a TOKEN.
 *
 * As in CPython's generated parser, an alternative whose items match but
 * whose action yields nothing (a helper that returns NULL and refuses
 * nothing) makes its rule fail there and then: no further alternative is
 * tried. Its tokens stay taken, which counts where it is optional. An error
 * raised anywhere ends the parse.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compilation.h"
#include "tree.h"

struct peg_engine;
struct peg_grammar;

/* A parse under way. */
struct peg {
	struct compilation *compilation;
	const struct peg_grammar *grammar;
	struct arena *arena;
	const struct token *tokens;
	uint32_t mark; /* the next token */
	uint32_t fill; /* tokens that were looked at: 0 to fill - 1 */
	bool calls_invalid;
	bool failed; /* the compilation is refused: unwind */
	/* Seen: from __future__ import barry_as_FLUFL. Set by a helper. */
	bool barry_as_bdfl;
	unsigned int depth;

	struct peg_engine *engine; /* private to it */
};

/*
 * A helper: args are the n values of the action. The tokens of the
 * alternative are [first, peg->mark). Returns its value; NULL to fail the
 * rule, or after compilation_refuse().
 */
typedef struct node *(*peg_helper_fn)(struct peg *peg, uint32_t first,
				      struct node *const *args, size_t n);

struct peg_helper {
	const char *name;
	peg_helper_fn run;
};

/* The helpers of python.peg and python-3.8.peg; ends with a NULL name. */
extern const struct peg_helper peg_helpers[];
extern const struct peg_helper peg_helpers_38[];

/*
 * Reads a grammar for one version. Returns NULL with *error naming the line
 * of a fault. Grammars of the suite are embedded and read once a process.
 */
struct peg_grammar *peg_grammar_read(const char *text, unsigned int minor,
				     const struct peg_helper *helpers,
				     GError **error);
void peg_grammar_free(struct peg_grammar *grammar);

/*
 * Parses the compilation's tokens [first, end) from the named rule, in two
 * passes as CPython does, and refuses the text in its words when the rule
 * does not match. Returns the rule's value, or NULL.
 */
struct node *peg_parse(struct compilation *c, const struct peg_grammar *grammar,
		       const char *rule);

/*
 * The same in one pass and without words of its own: *out_reached is the last
 * token that was looked at. The text is refused for nothing but a TOKEN_ERROR
 * that was reached.
 */
struct node *peg_match(struct compilation *c, const struct peg_grammar *grammar,
		       const char *rule, uint32_t *out_reached);

/* For helpers: a new node over the tokens [first, peg->mark). */
struct node *peg_node(struct peg *peg, enum node_kind kind, size_t n,
		      uint32_t first);
/*
 * Refuses the text where the token is, unless it is refused already; the end
 * of the text is on its last line. Returns NULL.
 */
G_GNUC_PRINTF(4, 5)
struct node *peg_refuse_token(struct peg *peg, enum error_class class,
			      uint32_t token, const char *format, ...);
/* The same, but what has no column of its own is given none. */
G_GNUC_PRINTF(4, 5)
struct node *peg_refuse_own(struct peg *peg, enum error_class class,
			    uint32_t token, const char *format, ...);
/* Refuses a decimal integer of more digits than CPython converts. */
bool peg_check_number(struct compilation *c, uint32_t token);
/* CPython's words for an expression: "function call"; static. */
const char *expression_name(const struct node *node, unsigned int minor);

#endif
