/* peg_helpers_expression - actions of expressions. */

#include <config.h>

#include "peg_helpers.h"

#include "cleanup.h"

/* left, LIST of (operator's token, operand) */
PEG_HELPER(peg_compare)
{
	struct node *node = peg_node(peg, NODE_COMPARE, 3, first);
	struct node *operators = peg_list(peg, args[1]->n);
	struct node *operands = peg_list(peg, args[1]->n);

	(void)n;
	for (size_t i = 0; i < args[1]->n; i++) {
		const struct node *pair = args[1]->children[i];

		operators->children[i] = pair->children[0];
		operands->children[i] = pair->children[1];
	}
	node->children[0] = args[0];
	node->children[1] = operators;
	node->children[2] = operands;
	return node;
}

/*
 * The token != or <>: which of them is an operator depends on a future import
 * (PEP 401).
 */
PEG_HELPER(peg_not_equal)
{
	const struct token *token = &peg->tokens[args[0]->first_token];
	bool is_old = token->flags & TOKEN_FLUFL;

	(void)first;
	(void)n;
	if (peg->barry_as_bdfl && !is_old)
		return peg_refuse_last(peg, "with Barry as BDFL, use '<>' "
					    "instead of '!='");
	return peg->barry_as_bdfl == is_old ? args[0] : NULL;
}

/* "not in", "is not": a TOKEN of two, known by the first. */
PEG_HELPER(peg_two_words)
{
	struct node *node = peg_node(peg, NODE_TOKEN, 0, first);

	(void)args;
	(void)n;
	node->detail = peg->tokens[first].kind;
	return node;
}

/* lower, upper, GROUP of the step or NULL */
PEG_HELPER(peg_slice)
{
	struct node *node = peg_node(peg, NODE_SLICE, 3, first);

	(void)n;
	node->children[0] = args[0];
	node->children[1] = args[1];
	node->children[2] = args[2] ? args[2]->children[0] : NULL;
	return node;
}

/* LIST of (key or NULL, value), or NULL */
PEG_HELPER(peg_dict)
{
	struct node *node = peg_node(peg, NODE_DICT, 2, first);
	struct node *keys = peg_list(peg, list_size(args[0]));
	struct node *values = peg_list(peg, list_size(args[0]));

	(void)n;
	for (size_t i = 0; i < list_size(args[0]); i++) {
		keys->children[i] = args[0]->children[i]->children[0];
		values->children[i] = args[0]->children[i]->children[1];
	}
	node->children[0] = keys;
	node->children[1] = values;
	return node;
}

/* (key, value), generators */
PEG_HELPER(peg_dict_comp)
{
	struct node *node = peg_node(peg, NODE_DICT_COMP, 3, first);

	(void)n;
	node->children[0] = args[0]->children[0];
	node->children[1] = args[0]->children[1];
	node->children[2] = args[1];
	return node;
}

static bool is_imaginary(struct peg *peg, const struct node *number)
{
	return peg->tokens[number->first_token].flags & TOKEN_IMAGINARY;
}

PEG_HELPER(peg_real)
{
	(void)first;
	(void)n;
	if (is_imaginary(peg, args[0]))
		return peg_refuse_at(peg, args[0],
				     "real number required in complex "
				     "literal");
	return args[0];
}

PEG_HELPER(peg_imaginary)
{
	(void)first;
	(void)n;
	if (!is_imaginary(peg, args[0]))
		return peg_refuse_at(peg, args[0],
				     "imaginary number required in complex "
				     "literal");
	return args[0];
}
