/* peg_helpers_arguments - actions of parameters and of call arguments. */

#include <config.h>

#include "peg_helpers.h"

#include <string.h>

#include "cleanup.h"

/* An arguments node, or NULL for no parameters: an empty one then. */
PEG_HELPER(peg_parameters)
{
	struct node *node;

	(void)first;
	(void)n;
	if (args[0])
		return args[0];
	node = node_new(peg->arena, NODE_ARGUMENTS, 7);
	for (size_t i = 0; i < 7; i++) {
		if (i != ARGUMENTS_VARARG && i != ARGUMENTS_KWARG)
			node->children[i] = peg_list(peg, 0);
	}
	return node;
}

/*
 * The plain elements, then the i-th of each GROUP; either LIST may be NULL.
 */
static struct node *join(struct peg *peg, const struct node *plain,
			 const struct node *groups, size_t i)
{
	struct node *list = peg_list(peg, list_size(plain) + list_size(groups));
	size_t at = 0;

	for (size_t row = 0; row < list_size(plain); row++)
		list->children[at++] = plain->children[row];
	for (size_t row = 0; row < list_size(groups); row++)
		list->children[at++] = groups->children[row]->children[i];
	return list;
}

/* The same of a GROUP (plain, groups). */
static struct node *join_group(struct peg *peg, const struct node *group)
{
	return join(peg, group->children[0], group->children[1], 0);
}

/* The defaults of two LISTs of (arg, default). */
static struct node *defaults(struct peg *peg, const struct node *before,
			     const struct node *after)
{
	const struct node *values = before ? join(peg, NULL, before, 1) : NULL;

	return join(peg, values, after, 1);
}

/*
 * LIST of args before a slash, or GROUP (LIST of args, LIST of (arg, default))
 * before one; args; LIST of (arg, default); what begins at a star: GROUP
 * (arg, LIST of (arg, default), arg). Each may be NULL.
 */
PEG_HELPER(peg_make_parameters)
{
	struct node *node = peg_node(peg, NODE_ARGUMENTS, 7, first);
	const struct node *with_slash = args[1];
	const struct node *star = args[4];
	const struct node *keyword_only = star ? star->children[1] : NULL;

	(void)n;
	node->children[ARGUMENTS_POSONLY] =
		with_slash ? join_group(peg, with_slash)
			   : join(peg, args[0], NULL, 0);
	node->children[ARGUMENTS_ARGS] = join(peg, args[2], args[3], 0);
	node->children[ARGUMENTS_DEFAULTS] = defaults(
		peg, with_slash ? with_slash->children[1] : NULL, args[3]);
	node->children[ARGUMENTS_KWONLY] = join(peg, NULL, keyword_only, 0);
	node->children[ARGUMENTS_KW_DEFAULTS] =
		join(peg, NULL, keyword_only, 1);
	if (star) {
		node->children[ARGUMENTS_VARARG] = star->children[0];
		node->children[ARGUMENTS_KWARG] = star->children[2];
	}
	return node;
}

/*
 * LIST of positional arguments or NULL, LIST of keywords and starred ones or
 * NULL: a GROUP of positional ones, among them all starred, and keywords.
 */
PEG_HELPER(peg_arguments)
{
	const struct node *rest = args[1];
	struct node *group = peg_node(peg, NODE_GROUP, 2, first);
	size_t n_keywords = 0;
	size_t at_positional = 0;
	size_t at_keyword = 0;
	struct node *positional;
	struct node *keywords;

	(void)n;
	for (size_t i = 0; i < list_size(rest); i++)
		n_keywords += rest->children[i]->kind == NODE_KEYWORD;
	positional = peg_list(peg, list_size(args[0]) + list_size(rest) -
					   n_keywords);
	keywords = peg_list(peg, n_keywords);
	for (size_t i = 0; i < list_size(args[0]); i++)
		positional->children[at_positional++] = args[0]->children[i];
	for (size_t i = 0; i < list_size(rest); i++) {
		struct node *argument = rest->children[i];

		if (argument->kind == NODE_KEYWORD)
			keywords->children[at_keyword++] = argument;
		else
			positional->children[at_positional++] = argument;
	}
	group->children[0] = positional;
	group->children[1] = keywords;
	return group;
}

/* What is called, the GROUP of its arguments or NULL. */
PEG_HELPER(peg_call)
{
	struct node *node = peg_node(peg, NODE_CALL, 3, first);

	(void)n;
	node->children[0] = args[0];
	node->children[1] = args[1] ? args[1]->children[0] : peg_list(peg, 0);
	node->children[2] = args[1] ? args[1]->children[1] : peg_list(peg, 0);
	return node;
}
