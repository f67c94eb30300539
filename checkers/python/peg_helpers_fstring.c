/* peg_helpers_fstring - actions of f-strings and t-strings since 3.12. */

#include <config.h>

#include "peg_helpers.h"

#include <string.h>

#include "cleanup.h"

/* ------------------------------------------------------ replacement fields */

static bool is_conversion(const char *name)
{
	return strlen(name) == 1 && strchr("sra", *name) != NULL;
}

static struct node *refuse_conversion(struct peg *peg, const struct node *name,
				      char prefix)
{
	return peg_refuse_at(peg, name,
			     "%c-string: invalid conversion character '%s': "
			     "expected 's', 'r', or 'a'",
			     prefix, name->name);
}

static struct node *check_conversion(struct peg *peg, const struct node *mark,
				     struct node *name, char prefix)
{
	unsigned int minor = peg->compilation->minor;

	if (mark->end != name->start)
		return peg_refuse_at(
			peg, mark,
			"%c-string: conversion type must come "
			"right after the %s mark",
			prefix, minor < 14 ? "exclamanation" : "exclamation");
	if (minor >= 14 && !is_conversion(name->name))
		return refuse_conversion(peg, name, prefix);
	return name;
}

/* The token !, the NAME after it */
PEG_HELPER(peg_conversion)
{
	(void)first;
	(void)n;
	return check_conversion(peg, args[0], args[1], 'f');
}

PEG_HELPER(peg_template_conversion)
{
	(void)first;
	(void)n;
	return check_conversion(peg, args[0], args[1], 't');
}

/* A LIST of two. */
static struct node *pair(struct peg *peg, struct node *a, struct node *b)
{
	struct node *list = peg_list(peg, 2);

	list->children[0] = a;
	list->children[1] = b;
	return list;
}

/* In formats CPython loses the text of {x=}: 3.12 in all, later ones in two. */
static bool loses_text(const struct peg *peg, uint32_t brace)
{
	return peg->tokens[brace].detail >=
	       (peg->compilation->minor == 12 ? 1 : 2);
}

/*
 * {value=!conversion:format}; all but the value may be NULL. With = the text
 * of the field stands before it: a JOINED_STR of both.
 */
static struct node *replacement_field(struct peg *peg, uint32_t first,
				      struct node *const *args,
				      enum node_kind kind)
{
	struct node *node = peg_node(peg, kind, 2, first);
	const struct node *conversion = args[2];
	struct node *text;
	struct node *both;

	if (conversion && !is_conversion(conversion->name))
		return refuse_conversion(peg, conversion, 'f');
	if (args[1] && loses_text(peg, first)) {
		compilation_refuse_line(peg->compilation, VALUE_ERROR, 1, 0,
					"field 'value' is required for "
					"Constant");
		return NULL;
	}
	if (conversion)
		node->detail = (uint8_t)*conversion->name;
	else if (args[1] && !args[3])
		node->detail = 'r';
	node->children[0] = args[0];
	node->children[1] = args[3];
	if (!args[1])
		return node;
	text = peg_node(peg, NODE_CONSTANT, 0, first);
	text->detail = CONSTANT_STRING;
	both = peg_node(peg, NODE_JOINED_STR, 1, first);
	both->children[0] = pair(peg, text, node);
	return both;
}

PEG_HELPER(peg_formatted_value)
{
	(void)n;
	return replacement_field(peg, first, args, NODE_FORMATTED_VALUE);
}

PEG_HELPER(peg_interpolation)
{
	(void)n;
	return replacement_field(peg, first, args, NODE_INTERPOLATION);
}

/* ------------------------------------------------------------ their pieces */

/* Does the text consist of continued line ends only? They are no text. */
static bool is_nothing(const char *text, const char *end, bool is_raw)
{
	while (!is_raw && end - text >= 2 && text[0] == '\\' &&
	       (text[1] == '\n' || text[1] == '\r'))
		text += text[1] == '\r' && end - text >= 3 && text[2] == '\n'
				? 3
				: 2;
	return text == end;
}

/* Is a constant of one token the empty string? */
static bool is_empty(const struct peg *peg, const struct node *constant)
{
	const struct token *token = &peg->tokens[constant->first_token];
	const char *start = peg->compilation->text + token->start;
	const char *end = peg->compilation->text + token->end;
	size_t quotes = token->flags & TOKEN_TRIPLE ? 3 : 1;

	if (constant->end_token - constant->first_token != 1)
		return false;
	if (token->kind == TOKEN_STRING) {
		start += strcspn(start, "'\"") + quotes;
		end -= quotes;
	}
	return is_nothing(start, end, token->flags & TOKEN_RAW);
}

/*
 * Appends a piece. Constants in a row become one over all of them, empty ones
 * are left out.
 */
static void append_piece(struct peg *peg, struct node *list, struct node *piece)
{
	struct node *last = list->n ? list->children[list->n - 1] : NULL;
	struct node *both;

	if (piece->kind != NODE_CONSTANT) {
		list->children[list->n++] = piece;
		return;
	}
	if (is_empty(peg, piece))
		return;
	if (!last || last->kind != NODE_CONSTANT) {
		list->children[list->n++] = piece;
		return;
	}
	both = peg_copy(peg, last);
	both->end = piece->end;
	both->end_token = piece->end_token;
	list->children[list->n - 1] = both;
}

static bool has_pieces(const struct node *string)
{
	return string->kind == NODE_JOINED_STR ||
	       string->kind == NODE_TEMPLATE_STR;
}

/* The pieces of strings, with those of f-strings and t-strings among them. */
static struct node *pieces_of(struct peg *peg, const struct node *strings)
{
	struct node *list;
	size_t size = strings->n;

	for (size_t i = 0; i < strings->n; i++) {
		if (has_pieces(strings->children[i]))
			size += list_size(strings->children[i]->children[0]);
	}
	list = peg_list(peg, size);
	list->n = 0;
	for (size_t i = 0; i < strings->n; i++) {
		struct node *string = strings->children[i];

		if (!has_pieces(string)) {
			append_piece(peg, list, string);
			continue;
		}
		for (size_t k = 0; k < list_size(string->children[0]); k++)
			append_piece(peg, list,
				     string->children[0]->children[k]);
	}
	return list;
}

/* What stands behind the colon of a field. */
PEG_HELPER(peg_format_spec)
{
	struct node *node = peg_node(peg, NODE_JOINED_STR, 1, first);
	const struct node *pieces = args[0];

	(void)n;
	/* 3.12 leaves several as they are: empty ones too. */
	if (peg->compilation->minor == 12 && pieces->n > 1)
		node->children[0] = args[0];
	else
		node->children[0] = pieces_of(peg, args[0]);
	return node;
}

/* Until 3.13 the text of {x=} was decoded as if it stood outside. */
static bool decode_piece(struct peg *peg, uint32_t first,
			 const struct node *piece)
{
	if (piece->kind == NODE_CONSTANT)
		return peg_decode_middle(peg, piece);
	if (piece->kind != NODE_JOINED_STR || peg->compilation->minor >= 14 ||
	    (peg->tokens[first].flags & TOKEN_RAW))
		return true;
	return peg_decode_debug(peg, node_child(node_child(piece, 0), 1));
}

/* The pieces of one literal: only now are its texts decoded. */
static struct node *literal(struct peg *peg, uint32_t first,
			    const struct node *pieces, enum node_kind kind)
{
	struct node *node = peg_node(peg, kind, 1, first);

	for (size_t i = 0; i < pieces->n; i++) {
		if (!decode_piece(peg, first, pieces->children[i]))
			return NULL;
	}
	node->children[0] = pieces_of(peg, pieces);
	return node;
}

PEG_HELPER(peg_joined_str)
{
	(void)n;
	return literal(peg, first, args[0], NODE_JOINED_STR);
}

PEG_HELPER(peg_template_str)
{
	(void)n;
	return literal(peg, first, args[0], NODE_TEMPLATE_STR);
}

/* ------------------------------------------------- literals one by another */

static bool is_bytes(const struct node *string)
{
	return string->kind == NODE_CONSTANT &&
	       string->detail == CONSTANT_BYTES;
}

/* A LIST of CONSTANTs and JOINED_STRs */
PEG_HELPER(peg_join_strings)
{
	const struct node *strings = args[0];
	bool has_fields = false;
	struct node *node;

	(void)n;
	for (size_t i = 0; i < strings->n; i++) {
		const struct node *string = strings->children[i];

		if (is_bytes(string) != is_bytes(strings->children[0]))
			return peg_refuse_last(peg, "cannot mix bytes and "
						    "nonbytes literals");
		has_fields = has_fields || string->kind == NODE_JOINED_STR;
	}
	if (!has_fields) {
		node = peg_node(peg, NODE_CONSTANT, 0, first);
		node->detail = strings->children[0]->detail;
		return node;
	}
	node = peg_node(peg, NODE_JOINED_STR, 1, first);
	node->children[0] = pieces_of(peg, strings);
	return node;
}

PEG_HELPER(peg_join_templates)
{
	struct node *node = peg_node(peg, NODE_TEMPLATE_STR, 1, first);

	(void)n;
	node->children[0] = pieces_of(peg, args[0]);
	return node;
}
