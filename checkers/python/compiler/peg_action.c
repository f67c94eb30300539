/* peg_action - what tokens and alternatives of a grammar are worth. */

#include <config.h>

#include <stdarg.h>
#include <string.h>

#include "cleanup.h"
#include "column.h"
#include "peg_engine.h"

/* sys.int_info.default_max_str_digits */
#define MAX_DIGITS 4300

/* -------------------------------------------------------------- tokens */

static size_t count_digits(const char *text, size_t size)
{
	size_t n = 0;

	for (size_t i = 0; i < size; i++)
		n += text[i] != '_';
	return n;
}

/* Decimal integers have a limit, because their conversion is slow. */
bool peg_check_number(struct compilation *c, uint32_t i)
{
	const struct token *token = &c->tokens.items[i];
	const char *text = c->text + token->start;
	size_t n;

	if (token->flags & (TOKEN_FLOAT | TOKEN_IMAGINARY | TOKEN_PREFIXED) ||
	    *text == '0')
		return true;
	n = count_digits(text, token->end - token->start);
	if (n <= MAX_DIGITS)
		return true;
	compilation_refuse(
		c, SYNTAX_ERROR, token->start,
		"Exceeds the limit (%d%s) for integer string conversion: value "
		"has %zu digits; use sys.set_int_max_str_digits() to increase "
		"the limit - Consider hexadecimal for huge integer literals to "
		"avoid decimal conversion limits.",
		MAX_DIGITS, c->minor >= 11 ? " digits" : "", n);
	/* Of the place only the line is told; 3.8 converts it later. */
	if (c->minor > 8)
		c->error.column = c->minor == 9 ? 1 : 0;
	return false;
}

/* 3.8 converts a number after the parse. */
static bool check_number(struct peg *peg, uint32_t i)
{
	if (peg->compilation->minor == 8 ||
	    peg_check_number(peg->compilation, i))
		return true;
	peg->failed = true;
	return false;
}

/* Since 3.14 NFKC must not make a name one of these. */
static bool check_name(struct peg *peg, const char *name)
{
	static const char *const constants[] = {"None", "True", "False"};

	for (size_t i = 0; i < G_N_ELEMENTS(constants); i++) {
		if (peg->compilation->minor < 14 ||
		    strcmp(name, constants[i]) != 0)
			continue;
		compilation_refuse_line(
			peg->compilation, VALUE_ERROR, 1, 0,
			"identifier field can't represent '%s' constant", name);
		peg->failed = true;
		return false;
	}
	return true;
}

static bool fill_token_value(struct peg *peg, struct node *node, uint32_t i)
{
	const struct token *token = &peg->tokens[i];

	switch (token->kind) {
	case TOKEN_NAME:
		node->kind = NODE_NAME;
		node->detail = CONTEXT_LOAD;
		node->name = compilation_name(
			peg->compilation, peg->compilation->text + token->start,
			token->end - token->start);
		return check_name(peg, node->name);
	case TOKEN_NUMBER:
		node->kind = NODE_CONSTANT;
		node->detail = CONSTANT_NUMBER;
		return check_number(peg, i);
	default:
		node->detail = token->kind;
		return true;
	}
}

struct node *peg_token_value(struct peg *peg, uint32_t i)
{
	struct node *node = peg->engine->token_nodes[i];

	if (node)
		return node;
	node = node_new(peg->arena, NODE_TOKEN, 0);
	node->start = peg->tokens[i].start;
	node->end = peg->tokens[i].end;
	node->first_token = i;
	node->end_token = i + 1;
	if (!fill_token_value(peg, node, i))
		return NULL;
	peg->engine->token_nodes[i] = node;
	return node;
}

/* -------------------------------------------------------------- errors */

static void append_part(GString *message, const struct peg *peg,
			const struct peg_message_part *part,
			const struct node *value)
{
	const struct compilation *c = peg->compilation;

	switch (part->kind) {
	case MESSAGE_TEXT:
		g_string_append(message, part->text);
		break;
	case MESSAGE_EXPRESSION:
		g_string_append(message, expression_name(value, c->minor));
		break;
	case MESSAGE_TOKENS:
		g_string_append_len(message, c->text + value->start,
				    value->end - value->start);
		break;
	case MESSAGE_NAME:
		g_string_append(message, value->name);
		break;
	case MESSAGE_LINE:
		g_string_append_printf(message, "%u",
				       peg_line(peg, value->start));
		break;
	}
}

static char *build_message(const struct peg *peg,
			   const struct peg_action *action, size_t base)
{
	GString *message = g_string_new(NULL);

	for (size_t i = 0; i < action->n_parts; i++) {
		const struct peg_message_part *part = &action->parts[i];

		append_part(message, peg, part,
			    peg->engine->values[base + part->item]);
	}
	return g_string_free(message, FALSE);
}

static struct node *run(struct peg *peg, const struct peg_action *action,
			size_t base, uint32_t first);

static void raise_error(struct peg *peg, const struct peg_action *action,
			size_t base, uint32_t first)
{
	g_autofree char *message = build_message(peg, action, base);
	enum error_class class = action->kind == ACTION_INDENT_ERROR
					 ? INDENTATION_ERROR
					 : SYNTAX_ERROR;
	uint32_t token = peg->fill > 0 ? peg->fill - 1 : 0;

	if (action->kind == ACTION_ERROR_AT) {
		const struct node *node =
			run(peg, action->arguments[0], base, first);

		compilation_refuse(peg->compilation, class, node->start, "%s",
				   message);
		peg->failed = true;
		return;
	}
	if (action->kind == ACTION_ERROR_NEXT && peg_fetch(peg))
		token = peg->mark;
	peg_refuse_token(peg, class, token, "%s", message);
}

/*
 * Refuses the text at a token; if that has no column of its own the error has
 * the one given.
 */
static struct node *refuse_token(struct peg *peg, enum error_class class,
				 uint32_t token, unsigned int column,
				 const char *message)
{
	struct compilation *c = peg->compilation;

	/* The tokens may have moved since the parse began: fields add some. */
	if (c->status == COMPILED) {
		compilation_refuse(c, class, c->tokens.items[token].start, "%s",
				   message);
		c->error.line = compilation_token_line(c, token);
		if (!column_is_known(c, token))
			c->error.column = column;
	}
	peg->failed = true;
	return NULL;
}

struct node *peg_refuse_token(struct peg *peg, enum error_class class,
			      uint32_t token, const char *format, ...)
{
	g_autofree char *message = NULL;
	uint32_t reached = peg->fill > 0 ? peg->fill - 1 : 0;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	return refuse_token(peg, class, token,
			    column_of_cursor(peg->compilation, reached),
			    message);
}

struct node *peg_refuse_own(struct peg *peg, enum error_class class,
			    uint32_t token, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	return refuse_token(peg, class, token, 0, message);
}

/* ------------------------------------------------------------- actions */

static void push_elements(struct peg *peg, const struct node *list)
{
	for (size_t i = 0; i < list_size(list); i++)
		peg_push(peg, list->children[i]);
}

/* Pushes the values of the action's arguments. */
static void push_arguments(struct peg *peg, const struct peg_action *action,
			   size_t base, uint32_t first)
{
	for (size_t i = 0; i < action->n_arguments && !peg->failed; i++) {
		const struct peg_action *argument = action->arguments[i];

		if (argument->kind == ACTION_SPREAD) {
			push_elements(peg, run(peg, argument->arguments[0],
					       base, first));
		} else if (argument->kind == ACTION_NOTHING) {
			peg_push(peg, NULL);
		} else {
			struct node *value = run(peg, argument, base, first);

			peg_push(peg,
				 value == peg->engine->nothing ? NULL : value);
		}
	}
}

static struct node *run_helper(struct peg *peg, const struct peg_action *action,
			       size_t from, uint32_t first)
{
	struct peg_engine *engine = peg->engine;
	struct node *value = action->helper(
		peg, first, engine->values ? engine->values + from : NULL,
		engine->n_values - from);

	if (peg->compilation->status != COMPILED)
		peg->failed = true;
	return value;
}

/* What has arguments. */
static struct node *run_with(struct peg *peg, const struct peg_action *action,
			     size_t base, uint32_t first)
{
	size_t from = peg->engine->n_values;
	struct node *value = NULL;

	push_arguments(peg, action, base, first);
	if (peg->failed)
		value = NULL;
	else if (action->kind == ACTION_HELPER)
		value = run_helper(peg, action, from, first);
	else if (action->kind == ACTION_LIST)
		value = peg_pop_all(peg, NODE_LIST, from, first);
	else if (action->kind == ACTION_GROUP)
		value = peg_pop_all(peg, NODE_GROUP, from, first);
	else
		value = peg_pop_all(peg, action->node_kind, from, first);
	if (value && action->kind == ACTION_NODE)
		value->detail = action->detail;
	peg->engine->n_values = from;
	return value;
}

static struct node *run(struct peg *peg, const struct peg_action *action,
			size_t base, uint32_t first)
{
	switch (action->kind) {
	case ACTION_ITEM:
		return peg->engine->values[base + action->number];
	case ACTION_NOTHING:
		return peg->engine->nothing;
	case ACTION_NODE:
	case ACTION_LIST:
	case ACTION_GROUP:
	case ACTION_HELPER:
		return run_with(peg, action, base, first);
	case ACTION_ERROR_LAST:
	case ACTION_ERROR_NEXT:
	case ACTION_ERROR_AT:
	case ACTION_INDENT_ERROR:
		raise_error(peg, action, base, first);
		break;
	case ACTION_SPREAD:
		break;
	}
	return NULL;
}

static bool has_value(const struct peg_item *item)
{
	return item->kind != ITEM_AHEAD && item->kind != ITEM_NOT_AHEAD &&
	       item->kind != ITEM_CUT;
}

struct node *peg_run_action(struct peg *peg,
			    const struct peg_alternative *alternative,
			    size_t base, uint32_t first)
{
	size_t from = peg->engine->n_values;

	if (alternative->action)
		return run(peg, alternative->action, base, first);
	for (size_t i = 0; i < alternative->n_items; i++) {
		if (has_value(alternative->items[i]))
			peg_push(peg, peg->engine->values[base + i]);
	}
	if (peg->engine->n_values == from)
		return peg->engine->nothing;
	if (peg->engine->n_values == from + 1)
		return peg->engine->values[--peg->engine->n_values];
	return peg_pop_all(peg, NODE_GROUP, from, first);
}
