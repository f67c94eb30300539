/* peg_helpers - the helpers that the actions of python.peg name. */

#include <config.h>

#include "peg_helpers.h"

#include <string.h>

#include "cleanup.h"

struct node *peg_list(struct peg *peg, size_t n)
{
	return node_new(peg->arena, NODE_LIST, n);
}

struct node *peg_copy(struct peg *peg, const struct node *node)
{
	struct node *copy = node_new(peg->arena, node->kind, node->n);

	memcpy(copy, node, sizeof(*node) + node->n * sizeof(node));
	return copy;
}

/* The elements of a LIST of LISTs, in one. */
PEG_HELPER(peg_flatten)
{
	const struct node *lists = args[0];
	struct node *flat;
	size_t size = 0;
	size_t at = 0;

	(void)first;
	(void)n;
	for (size_t i = 0; i < lists->n; i++)
		size += lists->children[i]->n;
	flat = peg_list(peg, size);
	for (size_t i = 0; i < lists->n; i++) {
		const struct node *list = lists->children[i];

		memcpy(flat->children + at, list->children,
		       list->n * sizeof(list));
		at += list->n;
	}
	return flat;
}

/* An element stands where its value does, not where its brackets begin. */
PEG_HELPER(peg_first)
{
	(void)peg;
	(void)first;
	(void)n;
	return args[0]->children[0];
}

PEG_HELPER(peg_last)
{
	(void)peg;
	(void)first;
	(void)n;
	return args[0]->children[args[0]->n - 1];
}

/*
 * A copy of a target in another context, and of the targets within it. How
 * deep they nest is how deep the parser went, so it is bounded.
 */
static struct node *with_context(struct peg *peg, struct node *node,
				 enum context context)
{
	struct node *copy;
	struct node *list;

	switch ((enum node_kind)node->kind) {
	case NODE_NAME:
	case NODE_SUBSCRIPT:
	case NODE_ATTRIBUTE:
		copy = peg_copy(peg, node);
		break;
	case NODE_STARRED:
		copy = peg_copy(peg, node);
		copy->children[0] =
			with_context(peg, node->children[0], context);
		break;
	case NODE_TUPLE:
	case NODE_LIST_DISPLAY:
		copy = peg_copy(peg, node);
		if (!node->children[0])
			break;
		list = peg_copy(peg, node->children[0]);
		copy->children[0] = list;
		for (size_t i = 0; i < list->n; i++)
			list->children[i] =
				with_context(peg, list->children[i], context);
		break;
	default:
		return node;
	}
	copy->detail = (uint8_t)context;
	return copy;
}

PEG_HELPER(peg_store)
{
	(void)first;
	(void)n;
	return with_context(peg, args[0], CONTEXT_STORE);
}

PEG_HELPER(peg_del)
{
	(void)first;
	(void)n;
	return with_context(peg, args[0], CONTEXT_DEL);
}

const struct peg_helper peg_helpers[] = {
	{"arguments", peg_arguments},
	{"aug_assign", peg_aug_assign},
	{"call", peg_call},
	{"class_def", peg_class_def},
	{"compare", peg_compare},
	{"conversion", peg_conversion},
	{"decorated", peg_decorated},
	{"del", peg_del},
	{"dict", peg_dict},
	{"dict_comp", peg_dict_comp},
	{"dotted_name", peg_dotted_name},
	{"first", peg_first},
	{"flatten", peg_flatten},
	{"format_spec", peg_format_spec},
	{"format_text", peg_format_text},
	{"formatted_value", peg_formatted_value},
	{"imaginary", peg_imaginary},
	{"import_from", peg_import_from},
	{"interpolation", peg_interpolation},
	{"join_strings", peg_join_strings},
	{"join_templates", peg_join_templates},
	{"joined_str", peg_joined_str},
	{"last", peg_last},
	{"make_parameters", peg_make_parameters},
	{"match_class", peg_match_class},
	{"match_mapping", peg_match_mapping},
	{"match_or", peg_match_or},
	{"middle", peg_middle},
	{"not_equal", peg_not_equal},
	{"parameters", peg_parameters},
	{"real", peg_real},
	{"refuse_bare_genexp", peg_refuse_bare_genexp},
	{"refuse_bound", peg_refuse_bound},
	{"refuse_del_target", peg_refuse_del_target},
	{"refuse_for_target", peg_refuse_for_target},
	{"refuse_key", peg_refuse_key},
	{"refuse_legacy_statement", peg_refuse_legacy_statement},
	{"refuse_missing_comma", peg_refuse_missing_comma},
	{"refuse_positional", peg_refuse_positional},
	{"refuse_target", peg_refuse_target},
	{"slice", peg_slice},
	{"star_alias", peg_star_alias},
	{"store", peg_store},
	{"string", peg_string},
	{"strings", peg_strings},
	{"template_conversion", peg_template_conversion},
	{"template_str", peg_template_str},
	{"two_words", peg_two_words},
	{NULL, NULL},
};
