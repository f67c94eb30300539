/* peg_helpers_statement - actions of statements and patterns. */

#include <config.h>

#include "peg_helpers.h"

#include <string.h>

#include "cleanup.h"

/* target, the operator's token, value */
PEG_HELPER(peg_aug_assign)
{
	struct node *node = peg_node(peg, NODE_AUG_ASSIGN, 2, first);

	(void)n;
	node->detail = (uint8_t)augmented_operator(args[1]->detail);
	node->children[0] = args[0];
	node->children[1] = args[2];
	return node;
}

/* A LIST of NAMEs: a.b.c in one */
PEG_HELPER(peg_dotted_name)
{
	const struct node *parts = args[0];
	struct node *node;
	size_t size = parts->n;
	char *name;

	(void)n;
	if (parts->n == 1)
		return parts->children[0];
	for (size_t i = 0; i < parts->n; i++)
		size += strlen(parts->children[i]->name);
	name = arena_alloc(peg->arena, size);
	node = peg_node(peg, NODE_NAME, 0, first);
	node->name = name;
	for (size_t i = 0; i < parts->n; i++) {
		if (i > 0)
			*name++ = '.';
		name = stpcpy(name, parts->children[i]->name);
	}
	return node;
}

PEG_HELPER(peg_star_alias)
{
	struct node *name = peg_node(peg, NODE_NAME, 0, first);
	struct node *alias = peg_node(peg, NODE_ALIAS, 2, first);

	(void)args;
	(void)n;
	name->name = "*";
	alias->children[0] = name;
	return alias;
}

static bool imports_barry(const struct node *names)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct node *alias = names->children[i];

		if (strcmp(alias->children[0]->name, "barry_as_FLUFL") == 0)
			return true;
	}
	return false;
}

/* A level beyond this has no meaning to anyone. */
#define MAX_LEVEL 255

/* LIST of dots, module or NULL, aliases */
PEG_HELPER(peg_import_from)
{
	struct node *node = peg_node(peg, NODE_IMPORT_FROM, 2, first);
	size_t level = 0;

	(void)n;
	for (size_t i = 0; i < list_size(args[0]); i++) {
		unsigned int kind = args[0]->children[i]->detail;

		level += kind == TOKEN_ELLIPSIS ? 3 : 1;
	}
	node->detail = (uint8_t)MIN(level, MAX_LEVEL);
	node->children[0] = args[1];
	node->children[1] = args[2];
	/* Earlier parsers heed only the flags of compile(). */
	if (peg->compilation->minor >= 14 && level == 0 &&
	    strcmp(args[1]->name, "__future__") == 0 && imports_barry(args[2]))
		peg->barry_as_bdfl = true;
	return node;
}

/* name, type parameters, GROUP of the arguments or NULL, body */
PEG_HELPER(peg_class_def)
{
	struct node *node = peg_node(peg, NODE_CLASS_DEF, 6, first);
	const struct node *arguments = args[2] ? args[2]->children[0] : NULL;

	(void)n;
	node->children[CLASS_NAME] = args[0];
	node->children[CLASS_TYPE_PARAMS] = args[1];
	node->children[CLASS_BODY] = args[3];
	if (arguments) {
		node->children[CLASS_BASES] = arguments->children[0];
		node->children[CLASS_KEYWORDS] = arguments->children[1];
	}
	return node;
}

/* decorators, the definition: which keeps its place */
PEG_HELPER(peg_decorated)
{
	struct node *node = peg_copy(peg, args[1]);

	(void)first;
	(void)n;
	G_STATIC_ASSERT((int)FUNCTION_DECORATORS == (int)CLASS_DECORATORS);
	node->children[FUNCTION_DECORATORS] = args[0];
	return node;
}

/* A LIST of patterns: one stands for itself */
PEG_HELPER(peg_match_or)
{
	struct node *node;

	(void)n;
	if (args[0]->n == 1)
		return args[0]->children[0];
	node = peg_node(peg, NODE_MATCH_OR, 1, first);
	node->children[0] = args[0];
	return node;
}

/* The i-th of each GROUP in a LIST. */
static struct node *column(struct peg *peg, const struct node *groups, size_t i)
{
	struct node *list = peg_list(peg, groups->n);

	for (size_t row = 0; row < groups->n; row++)
		list->children[row] = groups->children[row]->children[i];
	return list;
}

/* LIST of (key, pattern), the name after ** or NULL */
PEG_HELPER(peg_match_mapping)
{
	struct node *node = peg_node(peg, NODE_MATCH_MAPPING, 3, first);

	(void)n;
	node->children[0] = column(peg, args[0], 0);
	node->children[1] = column(peg, args[0], 1);
	node->children[2] = args[1];
	return node;
}

/* class, patterns or NULL, LIST of (name, pattern) */
PEG_HELPER(peg_match_class)
{
	struct node *node = peg_node(peg, NODE_MATCH_CLASS, 4, first);

	(void)n;
	node->children[0] = args[0];
	node->children[1] = args[1];
	node->children[2] = column(peg, args[2], 0);
	node->children[3] = column(peg, args[2], 1);
	return node;
}
