/* parse_38_target - what Python 3.8 takes as the target of an assignment. */

#include <config.h>

#include "parse_38.h"

#include <string.h>

#include "cleanup.h"
#include "peg.h"

bool check_name_38(struct compilation *c, const struct node *name,
		   const struct node *where, bool all_forbidden)
{
	/* A name may become one of the words by NFKC only. */
	if (strcmp(name->name, "__debug__") != 0 &&
	    !(all_forbidden && (strcmp(name->name, "None") == 0 ||
				strcmp(name->name, "True") == 0 ||
				strcmp(name->name, "False") == 0)))
		return true;
	return refuse_38(c, where, "cannot assign to %s", name->name);
}

static bool set_elements(struct compilation *c, const struct node *list,
			 enum context context, const struct node *where)
{
	for (size_t i = 0; i < list_size(list); i++)
		if (!set_context_38(c, list->children[i], context, where))
			return false;
	return true;
}

bool set_context_38(struct compilation *c, struct node *node,
		    enum context context, const struct node *where)
{
	bool stores = context == CONTEXT_STORE;

	switch (node->kind) {
	case NODE_ATTRIBUTE:
		node->detail = (uint8_t)context;
		return !stores ||
		       check_name_38(c, node->children[1], where, true);
	case NODE_NAME:
		node->detail = (uint8_t)context;
		return !stores || check_name_38(c, node, where, false);
	case NODE_SUBSCRIPT:
		node->detail = (uint8_t)context;
		return true;
	case NODE_STARRED:
		node->detail = (uint8_t)context;
		return set_context_38(c, node->children[0], context, where);
	case NODE_LIST_DISPLAY:
	case NODE_TUPLE:
		node->detail = (uint8_t)context;
		return set_elements(c, node->children[0], context, where);
	default:
		return refuse_38(c, where, "cannot %s %s",
				 stores ? "assign to" : "delete",
				 expression_name(node, c->minor));
	}
}

/* raw: (elements, comma). */
static bool convert_targets(struct compilation *c, const struct node *raw,
			    enum context context, struct node **out)
{
	const struct node *elements = raw->children[0];
	struct node *list = node_38(c, NODE_LIST, elements->n, raw);

	for (size_t i = 0; i < elements->n; i++) {
		const struct node *element = elements->children[i];

		if (!convert_38_expression(c, element, &list->children[i]) ||
		    !set_context_38(c, list->children[i], context, element))
			return false;
	}
	*out = list;
	return true;
}

bool convert_38_deleted(struct compilation *c, const struct node *raw,
			struct node **out)
{
	return convert_targets(c, raw, CONTEXT_DEL, out);
}

bool convert_38_loop_target(struct compilation *c, const struct node *raw,
			    struct node **out)
{
	struct node *list;
	struct node *tuple;

	if (!convert_targets(c, raw, CONTEXT_STORE, &list))
		return false;
	if (list->n == 1 && !raw->children[1]) {
		*out = list->children[0];
		return true;
	}
	tuple = node_38(c, NODE_TUPLE, 1, raw);
	/* "(a), b" begins at the a, as 3.8 has it. */
	tuple->start = list->children[0]->start;
	tuple->detail = CONTEXT_STORE;
	tuple->children[0] = list;
	*out = tuple;
	return true;
}
