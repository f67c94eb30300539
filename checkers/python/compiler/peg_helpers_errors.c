/* peg_helpers_errors - what python.peg refuses in more than fixed words. */

#include <config.h>

#include "peg_helpers.h"

#include <string.h>

#include "cleanup.h"
#include "column.h"

struct node *peg_refuse_at(struct peg *peg, const struct node *node,
			   const char *format, ...)
{
	va_list arguments;
	g_autofree char *message = NULL;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	compilation_refuse(peg->compilation, SYNTAX_ERROR, node->start, "%s",
			   message);
	return NULL;
}

struct node *peg_refuse_last(struct peg *peg, const char *message)
{
	return peg_refuse_token(peg, SYNTAX_ERROR, peg->fill - 1, "%s",
				message);
}

/* ------------------------------------------------------------ targets */

enum target_use {
	TARGET_ASSIGN,
	TARGET_DEL,
	TARGET_FOR,
};

/*
 * The first part of what stands for a target that is none, or NULL. A display
 * is looked into; its depth is bounded by the parser's.
 */
static const struct node *invalid_target(const struct node *node,
					 enum target_use use)
{
	const struct node *found = NULL;

	switch ((enum node_kind)node->kind) {
	case NODE_NAME:
	case NODE_SUBSCRIPT:
	case NODE_ATTRIBUTE:
		return NULL;
	case NODE_LIST_DISPLAY:
	case NODE_TUPLE:
		for (size_t i = 0; i < list_size(node->children[0]); i++) {
			found = invalid_target(node->children[0]->children[i],
					       use);
			if (found)
				break;
		}
		return found;
	case NODE_STARRED:
		if (use == TARGET_DEL)
			return node;
		return invalid_target(node->children[0], use);
	case NODE_COMPARE:
		if (use != TARGET_FOR)
			return node;
		/* "for a in b" was taken as the comparison a in b. */
		if (node->children[1]->children[0]->detail == TOKEN_IN)
			return invalid_target(node->children[0], use);
		return NULL;
	default:
		return node;
	}
}

static struct node *refuse_target(struct peg *peg, const struct node *node,
				  enum target_use use)
{
	const struct node *invalid = invalid_target(node, use);
	unsigned int minor = peg->compilation->minor;

	if (invalid)
		return peg_refuse_at(peg, invalid, "cannot %s %s",
				     use == TARGET_DEL ? "delete" : "assign to",
				     expression_name(invalid, minor));
	if (minor == 9)
		return peg_refuse_last(peg, "invalid syntax");
	return NULL;
}

PEG_HELPER(peg_refuse_target)
{
	(void)first;
	(void)n;
	return refuse_target(peg, args[0], TARGET_ASSIGN);
}

PEG_HELPER(peg_refuse_for_target)
{
	(void)first;
	(void)n;
	return refuse_target(peg, args[0], TARGET_FOR);
}

PEG_HELPER(peg_refuse_del_target)
{
	(void)first;
	(void)n;
	return refuse_target(peg, args[0], TARGET_DEL);
}

/* ------------------------------------------------- parameters, arguments */

/* The colon after *Ts or **P, and what stands behind it. */
PEG_HELPER(peg_refuse_bound)
{
	bool is_tuple = peg->tokens[first].kind == TOKEN_STAR;

	(void)n;
	return peg_refuse_at(peg, args[0], "cannot use %s with %s",
			     args[1]->kind == NODE_TUPLE ? "constraints"
							 : "bound",
			     is_tuple ? "TypeVarTuple" : "ParamSpec");
}

/* The arguments of f(a, b for b in c): one alone needs no parentheses. */
PEG_HELPER(peg_refuse_bare_genexp)
{
	const struct node *positional = args[0]->children[0];

	(void)first;
	(void)n;
	if (positional->n <= 1)
		return NULL;
	return peg_refuse_at(peg, positional->children[positional->n - 1],
			     "Generator expression must be parenthesized");
}

/* The arguments after which a positional one came. */
PEG_HELPER(peg_refuse_positional)
{
	const struct node *keywords = args[0]->children[1];

	(void)first;
	(void)n;
	for (size_t i = 0; i < keywords->n; i++) {
		if (!keywords->children[i]->children[0])
			return peg_refuse_last(peg,
					       "positional argument follows "
					       "keyword argument unpacking");
	}
	return peg_refuse_last(peg,
			       "positional argument follows keyword argument");
}

/* ---------------------------------------------------------- expressions */

/* print and exec, which were statements in Python 2. */
static bool is_legacy_statement(const struct node *node)
{
	return node->kind == NODE_NAME && (strcmp(node->name, "print") == 0 ||
					   strcmp(node->name, "exec") == 0);
}

PEG_HELPER(peg_refuse_legacy_statement)
{
	const char *name = args[0]->name;

	(void)first;
	(void)n;
	if (!is_legacy_statement(args[0]))
		return NULL;
	return peg_refuse_at(peg, args[0],
			     "Missing parentheses in call to '%s'. Did you "
			     "mean %s(...)?",
			     name, name);
}

/* Is a bracket open behind the last token that was taken? */
static bool is_in_brackets(const struct peg *peg)
{
	int depth = 0;

	for (uint32_t i = peg->mark; i > 0; i--) {
		switch (peg->tokens[i - 1].kind) {
		case TOKEN_LPAR:
		case TOKEN_LSQB:
		case TOKEN_LBRACE:
			if (++depth > 0)
				return true;
			break;
		case TOKEN_RPAR:
		case TOKEN_RSQB:
		case TOKEN_RBRACE:
			depth--;
			break;
		case TOKEN_NEWLINE:
			return false;
		default:
			break;
		}
	}
	return false;
}

/* An expression with another one right behind it. */
PEG_HELPER(peg_refuse_missing_comma)
{
	(void)first;
	(void)n;
	if (is_legacy_statement(args[0]) || !is_in_brackets(peg))
		return NULL;
	return peg_refuse_at(peg, args[0],
			     "invalid syntax. Perhaps you forgot a comma?");
}

/*
 * A dictionary's key without a colon. The line is where the key begins, the
 * column where it ends.
 */
PEG_HELPER(peg_refuse_key)
{
	struct compilation *c = peg->compilation;
	const struct node *key = args[0];
	unsigned int last_line = text_line(&c->lines, key->end);
	size_t start = text_line_start(&c->lines, last_line);

	(void)first;
	(void)n;
	compilation_refuse_line(
		c, SYNTAX_ERROR, text_line(&c->lines, key->start),
		column_in_line(c, c->text + start, c->text + c->size,
			       key->end - start),
		"':' expected after dictionary key");
	return NULL;
}
