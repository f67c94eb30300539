/* parse_38_expression - expressions, in the order in which 3.8 converts them.
 */

#include <config.h>

#include "parse_38.h"

#include <glib.h>

#include "cleanup.h"
#include "peg.h"

struct node *node_38(struct compilation *c, enum node_kind kind, size_t n,
		     const struct node *raw)
{
	struct node *node = node_new(c->arena, kind, n);

	node->start = raw->start;
	node->end = raw->end;
	node->first_token = raw->first_token;
	node->end_token = raw->end_token;
	return node;
}

bool refuse_38(struct compilation *c, const struct node *raw,
	       const char *format, ...)
{
	va_list arguments;
	g_autofree char *message = NULL;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	return compilation_refuse(c, SYNTAX_ERROR, raw->start, "%s", message);
}

struct node *name_38(struct compilation *c, const struct node *raw,
		     enum context context)
{
	struct node *name = node_38(c, NODE_NAME, 0, raw);

	name->name = raw->name;
	name->detail = (uint8_t)context;
	return name;
}

bool convert_38_list(struct compilation *c, const struct node *raw,
		     convert_38_fn convert, struct node **out)
{
	struct node *list = node_38(c, NODE_LIST, raw->n, raw);

	for (size_t i = 0; i < raw->n; i++)
		if (!convert(c, raw->children[i], &list->children[i]))
			return false;
	*out = list;
	return true;
}

/* ---------------------------------------------------------------- atoms */

static bool convert_token(struct compilation *c, const struct node *raw,
			  struct node **out)
{
	struct node *constant = node_38(c, NODE_CONSTANT, 0, raw);

	switch (raw->detail) {
	case TOKEN_NONE:
		constant->detail = CONSTANT_NONE;
		break;
	case TOKEN_TRUE:
		constant->detail = CONSTANT_TRUE;
		break;
	case TOKEN_FALSE:
		constant->detail = CONSTANT_FALSE;
		break;
	default:
		constant->detail = CONSTANT_ELLIPSIS;
		break;
	}
	*out = constant;
	return true;
}

/* Of a generator expression the parentheses are a part. */
static bool convert_parentheses(struct compilation *c, const struct node *raw,
				struct node **out)
{
	const struct node *inner = raw->children[0];

	if (!convert_38_expression(c, inner, out))
		return false;
	if (inner->kind == NODE_GENERATOR_EXP) {
		(*out)->start = raw->start;
		(*out)->end = raw->end;
	}
	return true;
}

/* Kind(elements), in the context LOAD where the kind has one. */
static bool convert_display(struct compilation *c, const struct node *raw,
			    struct node **out)
{
	struct node *display = node_38(c, raw->kind, 1, raw);

	if (raw->kind != NODE_SET)
		display->detail = CONTEXT_LOAD;
	*out = display;
	return convert_38_list(c, raw->children[0], convert_38_expression,
			       &display->children[0]);
}

static bool convert_dict(struct compilation *c, const struct node *raw,
			 struct node **out)
{
	const struct node *items = raw->children[0];
	struct node *dict = node_38(c, NODE_DICT, 2, raw);
	struct node *keys = node_38(c, NODE_LIST, items->n, raw);
	struct node *values = node_38(c, NODE_LIST, items->n, raw);

	for (size_t i = 0; i < items->n; i++) {
		const struct node *item = items->children[i];

		if (!convert_38_expression(c, item->children[0],
					   &keys->children[i]) ||
		    !convert_38_expression(c, item->children[1],
					   &values->children[i]))
			return false;
	}
	dict->children[0] = keys;
	dict->children[1] = values;
	*out = dict;
	return true;
}

/* -------------------------------------------------------- comprehensions */

static bool convert_generator(struct compilation *c, const struct node *raw,
			      struct node **out)
{
	struct node *generator = node_38(c, NODE_COMPREHENSION, 3, raw);

	generator->detail = raw->detail;
	*out = generator;
	return convert_38_loop_target(c, raw->children[0],
				      &generator->children[0]) &&
	       convert_38_expression(c, raw->children[1],
				     &generator->children[1]) &&
	       convert_38_list(c, raw->children[2], convert_38_expression,
			       &generator->children[2]);
}

bool convert_38_generators(struct compilation *c, const struct node *raw,
			   struct node **out)
{
	return convert_38_list(c, raw, convert_generator, out);
}

static bool convert_comprehension(struct compilation *c, const struct node *raw,
				  struct node **out)
{
	struct node *made = node_38(c, raw->kind, 2, raw);
	const struct node *element = raw->children[0];

	if (!convert_38_expression(c, element, &made->children[0]))
		return false;
	if (made->children[0]->kind == NODE_STARRED)
		return refuse_38(c, element,
				 "iterable unpacking cannot be used in "
				 "comprehension");
	*out = made;
	return convert_38_generators(c, raw->children[1], &made->children[1]);
}

static bool convert_dict_comprehension(struct compilation *c,
				       const struct node *raw,
				       struct node **out)
{
	struct node *made = node_38(c, NODE_DICT_COMP, 3, raw);
	const struct node *item = raw->children[0];

	if (!item->children[0])
		return refuse_38(c, raw,
				 "dict unpacking cannot be used in dict "
				 "comprehension");
	*out = made;
	return convert_38_expression(c, item->children[0],
				     &made->children[0]) &&
	       convert_38_expression(c, item->children[1],
				     &made->children[1]) &&
	       convert_38_generators(c, raw->children[2], &made->children[2]);
}

/* ------------------------------------------------------------- trailers */

static bool convert_call(struct compilation *c, const struct node *raw,
			 struct node *func, struct node **out)
{
	struct node *made = node_38(c, NODE_CALL, 3, raw);
	struct call_38 call = {.raw = raw};

	if (!convert_38_arguments(c, &call))
		return false;
	made->children[0] = func;
	made->children[1] = call.args;
	made->children[2] = call.keywords;
	*out = made;
	return true;
}

static bool convert_slice(struct compilation *c, const struct node *raw,
			  struct node **out)
{
	const struct node *step = raw->children[2];
	struct node *made = node_38(c, NODE_SLICE, 3, raw);

	*out = made;
	return convert_38_expression(c, raw->children[0], &made->children[0]) &&
	       convert_38_expression(c, raw->children[1], &made->children[1]) &&
	       convert_38_expression(c, step ? step->children[0] : NULL,
				     &made->children[2]);
}

/* One subscript is itself, more (or one with a comma) are a TUPLE. */
static bool convert_subscripts(struct compilation *c, const struct node *raw,
			       struct node **out)
{
	const struct node *parts = raw->children[0];
	struct node *tuple;

	if (parts->n == 1 && !raw->children[1])
		return convert_38_expression(c, parts->children[0], out);
	tuple = node_38(c, NODE_TUPLE, 1, raw);
	tuple->detail = CONTEXT_LOAD;
	*out = tuple;
	return convert_38_list(c, parts, convert_38_expression,
			       &tuple->children[0]);
}

static bool convert_subscript(struct compilation *c, const struct node *raw,
			      struct node *value, struct node **out)
{
	struct node *made = node_38(c, NODE_SUBSCRIPT, 2, raw);

	made->detail = CONTEXT_LOAD;
	made->children[0] = value;
	*out = made;
	return convert_subscripts(c, raw->children[1], &made->children[1]);
}

static bool convert_trailer(struct compilation *c, const struct node *raw,
			    struct node *value, struct node **out)
{
	struct node *made;

	if (raw->kind == NODE_CALL)
		return convert_call(c, raw, value, out);
	if (raw->kind == NODE_SUBSCRIPT)
		return convert_subscript(c, raw, value, out);
	made = node_38(c, NODE_ATTRIBUTE, 2, raw);
	made->detail = CONTEXT_LOAD;
	made->children[0] = value;
	made->children[1] = name_38(c, raw->children[1], CONTEXT_NONE);
	*out = made;
	return true;
}

static bool convert_primary(struct compilation *c, const struct node *raw,
			    struct node **out)
{
	const struct node *atom = raw->children[0];
	const struct node *trailers = raw->children[1];
	struct node *value;

	if (!convert_38_expression(c, atom, &value))
		return false;
	for (size_t i = 0; i < trailers->n; i++) {
		const struct node *trailer = trailers->children[i];

		if (!convert_trailer(c, trailer, value, &value))
			return false;
		value->start = atom->start;
		value->first_token = atom->first_token;
	}
	*out = value;
	return true;
}

/* ------------------------------------------------------------ operators */

static enum node_operator operator_38(const struct node *token)
{
	switch (token->detail) {
	case TOKEN_PLUS:
		return OPERATOR_ADD;
	case TOKEN_MINUS:
		return OPERATOR_SUB;
	case TOKEN_STAR:
		return OPERATOR_MULT;
	case TOKEN_AT:
		return OPERATOR_MAT_MULT;
	case TOKEN_SLASH:
		return OPERATOR_DIV;
	case TOKEN_DOUBLESLASH:
		return OPERATOR_FLOOR_DIV;
	case TOKEN_PERCENT:
		return OPERATOR_MOD;
	case TOKEN_DOUBLESTAR:
		return OPERATOR_POW;
	case TOKEN_LEFTSHIFT:
		return OPERATOR_LSHIFT;
	case TOKEN_RIGHTSHIFT:
		return OPERATOR_RSHIFT;
	case TOKEN_VBAR:
		return OPERATOR_BIT_OR;
	case TOKEN_CIRCUMFLEX:
		return OPERATOR_BIT_XOR;
	default:
		return OPERATOR_BIT_AND;
	}
}

/* a + b - c: from the left. */
static bool convert_binary(struct compilation *c, const struct node *raw,
			   struct node **out)
{
	const struct node *rest = raw->children[1];
	struct node *left;

	if (!convert_38_expression(c, raw->children[0], &left))
		return false;
	for (size_t i = 0; i < rest->n; i++) {
		const struct node *pair = rest->children[i];
		struct node *made = node_38(c, NODE_BIN_OP, 2, raw);

		made->detail = (uint8_t)operator_38(pair->children[0]);
		made->children[0] = left;
		if (!convert_38_expression(c, pair->children[1],
					   &made->children[1]))
			return false;
		made->end = pair->end;
		made->end_token = pair->end_token;
		left = made;
	}
	*out = left;
	return true;
}

/* What is compared with comes first, then what is compared. */
static bool convert_comparison(struct compilation *c, const struct node *raw,
			       struct node **out)
{
	const struct node *rest = raw->children[1];
	struct node *made = node_38(c, NODE_COMPARE, 3, raw);
	struct node *operators = node_38(c, NODE_LIST, rest->n, raw);
	struct node *comparators = node_38(c, NODE_LIST, rest->n, raw);

	for (size_t i = 0; i < rest->n; i++) {
		const struct node *pair = rest->children[i];

		operators->children[i] = pair->children[0];
		if (!convert_38_expression(c, pair->children[1],
					   &comparators->children[i]))
			return false;
	}
	made->children[1] = operators;
	made->children[2] = comparators;
	*out = made;
	return convert_38_expression(c, raw->children[0], &made->children[0]);
}

/* ----------------------------------------------------------- all kinds */

/* A kind whose children are expressions, converted from the first on. */
static bool convert_children(struct compilation *c, const struct node *raw,
			     struct node **out)
{
	struct node *made = node_38(c, raw->kind, raw->n, raw);

	made->detail = raw->detail;
	if (raw->kind == NODE_STARRED)
		made->detail = CONTEXT_LOAD;
	for (size_t i = 0; i < raw->n; i++)
		if (!convert_38_expression(c, raw->children[i],
					   &made->children[i]))
			return false;
	*out = made;
	return true;
}

static bool convert_bool_op(struct compilation *c, const struct node *raw,
			    struct node **out)
{
	struct node *made = node_38(c, NODE_BOOL_OP, 1, raw);

	made->detail = raw->detail;
	*out = made;
	return convert_38_list(c, raw->children[0], convert_38_expression,
			       &made->children[0]);
}

/* The body, which the text has first, comes first. */
static bool convert_conditional(struct compilation *c, const struct node *raw,
				struct node **out)
{
	struct node *made = node_38(c, NODE_IF_EXP, 3, raw);

	*out = made;
	return convert_38_expression(c, raw->children[1], &made->children[1]) &&
	       convert_38_expression(c, raw->children[0], &made->children[0]) &&
	       convert_38_expression(c, raw->children[2], &made->children[2]);
}

static bool convert_lambda(struct compilation *c, const struct node *raw,
			   struct node **out)
{
	struct node *made = node_38(c, NODE_LAMBDA, 2, raw);

	*out = made;
	return convert_38_parameters(c, raw->children[0], &made->children[0]) &&
	       convert_38_expression(c, raw->children[1], &made->children[1]);
}

static bool convert_named(struct compilation *c, const struct node *raw,
			  struct node **out)
{
	struct node *target;

	if (!convert_children(c, raw, out))
		return false;
	target = (*out)->children[0];
	if (target->kind != NODE_NAME)
		return refuse_38(c, raw,
				 "cannot use assignment expressions with %s",
				 expression_name(target, c->minor));
	return set_context_38(c, target, CONTEXT_STORE, raw);
}

static bool convert_name(struct compilation *c, const struct node *raw,
			 struct node **out)
{
	*out = name_38(c, raw, CONTEXT_LOAD);
	return true;
}

static const convert_38_fn converters[N_NODE_KINDS] = {
	[NODE_TOKEN] = convert_token,
	[NODE_NAME] = convert_name,
	[NODE_CONSTANT] = convert_38_literal,
	[NODE_PARENTHESES] = convert_parentheses,
	[NODE_TUPLE] = convert_display,
	[NODE_LIST_DISPLAY] = convert_display,
	[NODE_SET] = convert_display,
	[NODE_DICT] = convert_dict,
	[NODE_LIST_COMP] = convert_comprehension,
	[NODE_SET_COMP] = convert_comprehension,
	[NODE_GENERATOR_EXP] = convert_comprehension,
	[NODE_DICT_COMP] = convert_dict_comprehension,
	[NODE_PRIMARY] = convert_primary,
	[NODE_BIN_OP] = convert_binary,
	[NODE_COMPARE] = convert_comparison,
	[NODE_BOOL_OP] = convert_bool_op,
	[NODE_IF_EXP] = convert_conditional,
	[NODE_LAMBDA] = convert_lambda,
	[NODE_NAMED_EXPR] = convert_named,
	[NODE_UNARY_OP] = convert_children,
	[NODE_AWAIT] = convert_children,
	[NODE_YIELD] = convert_children,
	[NODE_YIELD_FROM] = convert_children,
	[NODE_STARRED] = convert_children,
	[NODE_SLICE] = convert_slice,
};

bool convert_38_expression(struct compilation *c, const struct node *raw,
			   struct node **out)
{
	if (!raw) {
		*out = NULL;
		return true;
	}
	return converters[raw->kind](c, raw, out);
}
