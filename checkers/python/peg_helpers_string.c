/* peg_helpers_string - actions of string literals. */

#include <config.h>

#include "peg_helpers.h"

#include "cleanup.h"

static bool is_bytes(const struct peg *peg, const struct node *string)
{
	return peg->tokens[string->first_token].flags & TOKEN_BYTES;
}

PEG_HELPER(peg_string)
{
	struct node *node = peg_node(peg, NODE_CONSTANT, 0, first);

	(void)n;
	node->detail =
		is_bytes(peg, args[0]) ? CONSTANT_BYTES : CONSTANT_STRING;
	return node;
}

PEG_HELPER(peg_strings)
{
	const struct node *list = args[0];

	for (size_t i = 1; i < list->n; i++) {
		if (is_bytes(peg, list->children[i]) !=
		    is_bytes(peg, list->children[0]))
			return peg_refuse_last(peg, "cannot mix bytes and "
						    "nonbytes literals");
	}
	return peg_string(peg, first, list->children, n);
}

bool peg_decode_middle(struct peg *peg, const struct node *middle)
{
	(void)peg;
	(void)middle;
	return true;
}
