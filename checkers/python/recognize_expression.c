/* recognize_expression - the grammar of expressions and of targets. */

#include <config.h>

#include "recognize_parser.h"

/* Binary operators by how tightly they bind; 0 is none. */
enum binding {
	BINDING_NONE,
	BINDING_OR,
	BINDING_AND,
	BINDING_NOT, /* a prefix; comparisons bind tighter */
	BINDING_COMPARISON,
	BINDING_BITWISE_OR,
	BINDING_BITWISE_XOR,
	BINDING_BITWISE_AND,
	BINDING_SHIFT,
	BINDING_SUM,
	BINDING_TERM,
};

static const uint8_t bindings[N_TOKEN_KINDS] = {
	[TOKEN_OR] = BINDING_OR,
	[TOKEN_AND] = BINDING_AND,
	[TOKEN_NOT] = BINDING_COMPARISON, /* not in */
	[TOKEN_IN] = BINDING_COMPARISON,
	[TOKEN_IS] = BINDING_COMPARISON,
	[TOKEN_LESS] = BINDING_COMPARISON,
	[TOKEN_GREATER] = BINDING_COMPARISON,
	[TOKEN_EQEQUAL] = BINDING_COMPARISON,
	[TOKEN_NOTEQUAL] = BINDING_COMPARISON,
	[TOKEN_LESSEQUAL] = BINDING_COMPARISON,
	[TOKEN_GREATEREQUAL] = BINDING_COMPARISON,
	[TOKEN_VBAR] = BINDING_BITWISE_OR,
	[TOKEN_CIRCUMFLEX] = BINDING_BITWISE_XOR,
	[TOKEN_AMPER] = BINDING_BITWISE_AND,
	[TOKEN_LEFTSHIFT] = BINDING_SHIFT,
	[TOKEN_RIGHTSHIFT] = BINDING_SHIFT,
	[TOKEN_PLUS] = BINDING_SUM,
	[TOKEN_MINUS] = BINDING_SUM,
	[TOKEN_STAR] = BINDING_TERM,
	[TOKEN_SLASH] = BINDING_TERM,
	[TOKEN_DOUBLESLASH] = BINDING_TERM,
	[TOKEN_PERCENT] = BINDING_TERM,
	[TOKEN_AT] = BINDING_TERM,
};

bool check_debug_name(struct parser *parser, const struct token *first,
		      shape target)
{
	if (!(target & SHAPE_DEBUG_NAME))
		return true;
	return refuse_debug(parser, first, "cannot assign to __debug__");
}

bool check_target(struct parser *parser, const struct token *first,
		  shape target)
{
	if (!(target & SHAPE_TARGET))
		return parser_fail_at(parser, first,
				      "cannot assign to expression");
	if (target & SHAPE_STARRED)
		parser_refuse(parser, first,
			      "starred assignment target must be in a list or "
			      "tuple");
	if (target & SHAPE_STARS)
		parser_refuse(parser, first,
			      "multiple starred expressions in assignment");
	names_bind_targets(parser, first, NAME_BOUND);
	return check_debug_name(parser, first, target);
}

void check_value(struct parser *parser, const struct token *first, shape value)
{
	if (value & SHAPE_STARRED)
		parser_refuse(parser, first,
			      "can't use starred expression here");
}

bool check_deletable(struct parser *parser, const struct token *first,
		     shape target)
{
	/* 3.8's grammar takes '*a'; its compiler does not. */
	if (parser->minor == 8 && (target & SHAPE_TARGET) &&
	    !(target & SHAPE_DELETABLE))
		parser_refuse(parser, first,
			      "can't use starred expression here");
	else if (!(target & SHAPE_DELETABLE))
		return parser_fail_at(parser, first,
				      "cannot delete expression");
	names_bind_targets(parser, first, NAME_BOUND);
	return true;
}

shape parse_starred(struct parser *parser, parse_fn parse)
{
	parser->token++;
	shape operand = parse(parser);
	if (operand == 0)
		return 0;
	return (operand & (SHAPE_TARGET | SHAPE_DEBUG_NAME | SHAPE_STARS)) |
	       SHAPE_EXPRESSION | SHAPE_STARRED;
}

shape parse_star_named_expression(struct parser *parser)
{
	if (parser_peek(parser) == TOKEN_STAR)
		return parse_starred(parser, parse_bitwise_or);
	return parse_named_expression(parser);
}

shape parse_star_expression(struct parser *parser)
{
	if (parser_peek(parser) == TOKEN_STAR)
		return parse_starred(parser, parse_bitwise_or);
	return parse_expression(parser);
}

shape parse_star_bitwise_or(struct parser *parser)
{
	if (parser_peek(parser) == TOKEN_STAR)
		return parse_starred(parser, parse_bitwise_or);
	return parse_bitwise_or(parser);
}

/* Tokens that may begin an expression; '*' and 'yield' are apart. */
bool begins_expression(unsigned int kind)
{
	switch (kind) {
	case TOKEN_NAME:
	case TOKEN_NUMBER:
	case TOKEN_STRING:
	case TOKEN_FSTRING_START:
	case TOKEN_LPAR:
	case TOKEN_LSQB:
	case TOKEN_LBRACE:
	case TOKEN_ELLIPSIS:
	case TOKEN_PLUS:
	case TOKEN_MINUS:
	case TOKEN_TILDE:
	case TOKEN_FALSE:
	case TOKEN_NONE:
	case TOKEN_TRUE:
	case TOKEN_AWAIT:
	case TOKEN_LAMBDA:
	case TOKEN_NOT:
		return true;
	default:
		return false;
	}
}

static bool begins_element(unsigned int kind)
{
	return kind == TOKEN_STAR || begins_expression(kind);
}

shape shape_join(shape all, shape next)
{
	shape both = all & next & (SHAPE_TARGET | SHAPE_DELETABLE);

	return both | ((all | next) & (SHAPE_DEBUG_NAME | SHAPE_STARS)) |
	       SHAPE_EXPRESSION | SHAPE_LIST;
}

shape parse_list_rest(struct parser *parser, shape first, parse_fn parse)
{
	if (first == 0 || parser_peek(parser) != TOKEN_COMMA)
		return first;
	shape all = shape_join(first, first);
	bool has_star = (first & SHAPE_STARRED) != 0;
	take_star(parser, first);
	for (size_t n_before = 1; parser_accept(parser, TOKEN_COMMA);
	     n_before++) {
		if (!begins_element(parser_peek(parser)))
			break;
		shape next = parse(parser);
		if (next == 0)
			return 0;
		all = shape_join(all, next);
		if (!(next & SHAPE_STARRED))
			continue;
		take_star(parser, next);
		if (has_star || n_before > MAX_BEFORE_STAR)
			all |= SHAPE_STARS;
		has_star = true;
	}
	return all;
}

shape parse_star_expressions(struct parser *parser)
{
	return parse_list_rest(parser, parse_star_expression(parser),
			       parse_star_expression);
}

/* As parse_list_rest() with expressions; '*' may not begin the next one. */
shape parse_expressions(struct parser *parser)
{
	return parse_list_rest(parser, parse_expression(parser),
			       parse_expression);
}

shape parse_star_named_expressions(struct parser *parser)
{
	return parse_list_rest(parser, parse_star_named_expression(parser),
			       parse_star_named_expression);
}

shape parse_target_list(struct parser *parser)
{
	return parse_list_rest(parser, parse_star_bitwise_or(parser),
			       parse_star_bitwise_or);
}

shape parse_yield(struct parser *parser)
{
	const struct token *yield = parser->token++;

	if (parser_accept(parser, TOKEN_FROM)) {
		if (parse_expression(parser) == 0)
			return 0;
		parser->scope->pending.yield_from = yield;
	} else if (begins_element(parser_peek(parser))) {
		shape value = parse_star_expressions(parser);
		if (value == 0)
			return 0;
		check_value(parser, yield, value);
	}
	parser->scope->pending.yield = yield;
	return SHAPE_EXPRESSION | SHAPE_YIELD;
}

shape parse_yield_or_star_expressions(struct parser *parser)
{
	if (parser_peek(parser) == TOKEN_YIELD)
		return parse_yield(parser);
	return parse_star_expressions(parser);
}

static bool is_sign(unsigned int kind)
{
	return kind == TOKEN_PLUS || kind == TOKEN_MINUS || kind == TOKEN_TILDE;
}

/* Signs, 'await', and powers, whose right side is a factor again. */
static shape parse_factor(struct parser *parser)
{
	shape result = ~(shape)0;
	unsigned int n = 0;

	for (;;) {
		while (is_sign(parser_peek(parser))) {
			if (!parser_lengthen(parser, &n))
				return 0;
			parser->token++;
			result = SHAPE_VALUE;
		}
		if (parser_peek(parser) == TOKEN_AWAIT) {
			parser->scope->pending.await = parser->token++;
			result = SHAPE_VALUE;
		}
		shape operand = parse_primary(parser);
		if (operand == 0)
			return 0;
		if (!parser_accept(parser, TOKEN_DOUBLESTAR))
			return operand & result;
		if (!parser_lengthen(parser, &n))
			return 0;
		result = SHAPE_VALUE;
	}
}

static bool is_flufl(const struct token *token)
{
	return (token->flags & TOKEN_FLUFL) != 0;
}

/* 'not in' and 'is not' are two tokens. */
static bool accept_operator(struct parser *parser)
{
	unsigned int kind = parser_peek(parser);

	if (kind == TOKEN_NOTEQUAL &&
	    is_flufl(parser->token) != parser->is_flufl)
		return parser_invalid(parser);
	parser->token++;
	if (kind == TOKEN_NOT)
		return parser_expect(parser, TOKEN_IN);
	if (kind == TOKEN_IS)
		parser_accept(parser, TOKEN_NOT);
	return true;
}

/* Operators that bind at least as tightly as lowest. */
static shape parse_operators(struct parser *parser, enum binding lowest)
{
	unsigned int n = 0;
	shape left;

	if (lowest <= BINDING_NOT && parser_peek(parser) == TOKEN_NOT) {
		while (parser_accept(parser, TOKEN_NOT)) {
			if (!parser_lengthen(parser, &n))
				return 0;
		}
		left = parse_operators(parser, BINDING_COMPARISON);
		left &= SHAPE_VALUE;
	} else {
		left = parse_factor(parser);
	}
	while (left != 0) {
		enum binding next = bindings[parser_peek(parser)];
		if (next < lowest || next == BINDING_NONE)
			break;
		if (!accept_operator(parser) || !parser_lengthen(parser, &n))
			return 0;
		left = parse_operators(parser, next + 1) & SHAPE_VALUE;
	}
	return left;
}

shape parse_bitwise_or(struct parser *parser)
{
	return parse_operators(parser, BINDING_BITWISE_OR);
}

shape parse_disjunction(struct parser *parser)
{
	return parse_operators(parser, BINDING_OR);
}

static bool parse_lambda_head(struct parser *parser)
{
	parser->has_lambda = true;
	parser->token++;
	return parse_lambda_parameters(parser) &&
	       parser_expect(parser, TOKEN_COLON);
}

/* The rest of a conditional expression: 'if' condition 'else', or failure. */
static bool parse_condition_of_value(struct parser *parser)
{
	return parse_disjunction(parser) != 0 &&
	       parser_expect(parser, TOKEN_ELSE);
}

static shape parse_lambda(struct parser *parser);

/*
 * Bodies of lambdas and what follows 'else' are expressions again. Lambdas
 * that are each the whole body of another share one scope.
 */
static shape parse_expression_inside(struct parser *parser, bool is_body)
{
	shape result = ~(shape)0;
	unsigned int n = 0;

	while (parser_lengthen(parser, &n)) {
		if (parser_peek(parser) == TOKEN_LAMBDA) {
			if (!is_body)
				return parse_lambda(parser);
			if (!parse_lambda_head(parser))
				return 0;
			result = SHAPE_VALUE;
			continue;
		}
		shape value = parse_disjunction(parser);
		if (value == 0)
			return 0;
		if (!parser_accept(parser, TOKEN_IF))
			return value & result;
		if (!parse_condition_of_value(parser))
			return 0;
		result = SHAPE_VALUE;
	}
	return 0;
}

static shape parse_lambda(struct parser *parser)
{
	struct scope scope;
	size_t n_names = names_count(parser);

	check_sees_class(parser, parser->token,
			 "Cannot use lambda in annotation scope within class "
			 "scope");
	if (!parse_lambda_head(parser))
		return 0;
	scope_enter(parser, &scope, SCOPE_LAMBDA);
	names_take_parameters(parser, n_names);
	shape body = parse_expression_inside(parser, true);
	if (body == 0)
		return 0;
	scope_leave(parser);
	return SHAPE_VALUE;
}

shape parse_expression(struct parser *parser)
{
	if (!parser_enter(parser))
		return 0;
	shape result = parse_expression_inside(parser, false);
	parser_leave(parser);
	return result;
}

/* expression [':=' expression]; only a name can be named. */
shape parse_named_expression(struct parser *parser)
{
	const struct token *first = parser->token;
	shape left = parse_expression(parser);

	if (left == 0 || parser_peek(parser) != TOKEN_COLONEQUAL)
		return left;
	/* 3.8 does not see parentheses around the name. */
	bool is_bare = !(left & SHAPE_GROUPED) || parser->minor == 8;
	if (!(left & SHAPE_NAME) || !is_bare)
		return parser_fail_at(
			parser, first,
			"cannot use assignment expressions with expression");
	if (!check_debug_name(parser, first, left))
		return 0;
	names_change(parser, parser->token - 1, NAME_WALRUS);
	const struct token *operator= parser->token++;
	if (parse_expression(parser) == 0)
		return 0;
	if (parser->n_iterables > 0)
		parser_refuse(parser, first,
			      "assignment expression cannot be used in a "
			      "comprehension iterable expression");
	parser->scope->pending.named = operator;
	return SHAPE_EXPRESSION | SHAPE_NAMED;
}
