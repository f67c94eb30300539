/* recognize_atom - names, displays, comprehensions, subscripts. */

#include <config.h>

#include "recognize_parser.h"

/* 3.8 alone takes a lambda as a condition: [x for x in y if lambda: z]. */
static bool parse_condition(struct parser *parser)
{
	struct scope scope;
	size_t n_names = names_count(parser);
	bool is_lambda = false;

	while (parser->minor == 8 && parser_peek(parser) == TOKEN_LAMBDA) {
		parser->token++;
		if (!parse_lambda_parameters(parser) ||
		    !parser_expect(parser, TOKEN_COLON))
			return false;
		if (!is_lambda) {
			scope_enter(parser, &scope, SCOPE_LAMBDA);
			names_take_parameters(parser, n_names);
		}
		is_lambda = true;
	}
	if (parse_disjunction(parser) == 0)
		return false;
	if (is_lambda)
		scope_leave(parser);
	return true;
}

bool begins_comprehension(const struct parser *parser)
{
	unsigned int kind = parser_peek(parser);

	return kind == TOKEN_FOR || kind == TOKEN_ASYNC;
}

/* The first iterable belongs to the scope around the comprehension. */
static bool parse_iterable(struct parser *parser, bool is_first)
{
	struct scope *scope = parser->scope;

	if (is_first)
		parser->scope = scope->outer;
	parser->n_iterables++;
	shape iterable = parse_disjunction(parser);
	parser->n_iterables--;
	parser->scope = scope;
	return iterable != 0;
}

static bool parse_comprehension_clause(struct parser *parser, bool is_first)
{
	unsigned int n_conditions = 0;

	if (parser_accept(parser, TOKEN_ASYNC)) {
		parser->scope->is_async = true;
		parser->scope->n_blocks++;
	}
	if (!parser_expect(parser, TOKEN_FOR))
		return false;
	const struct token *first = parser->token;
	shape target = parse_target_list(parser);
	if (target == 0 || !check_target(parser, first, target))
		return false;
	names_bind_targets(parser, first, NAME_ITERATED);
	names_note_target(parser, first);
	if (!parser_expect(parser, TOKEN_IN) ||
	    !parse_iterable(parser, is_first))
		return false;
	while (parser_accept(parser, TOKEN_IF)) {
		if (!parser_lengthen(parser, &n_conditions) ||
		    !parse_condition(parser))
			return false;
	}
	return true;
}

bool parse_comprehension(struct parser *parser, const struct mark *mark,
			 bool is_generator)
{
	const struct token *first = parser->token;
	struct scope scope;
	bool is_first = true;

	check_sees_class(parser, first,
			 "Cannot use comprehension in annotation scope within "
			 "class scope");
	comprehension_enter(parser, &scope, mark);
	do {
		if (!parse_comprehension_clause(parser, is_first))
			return false;
		is_first = false;
	} while (begins_comprehension(parser));
	comprehension_leave(parser, first, is_generator);
	return true;
}

static bool parse_comprehension_of(struct parser *parser,
				   const struct mark *mark, bool is_generator,
				   shape element)
{
	if (element & SHAPE_STARRED)
		return parser_fail(
			parser,
			"iterable unpacking cannot be used in comprehension");
	return parse_comprehension(parser, mark, is_generator);
}

/* '(' e ')': the parentheses of a single expression change little. */
static shape parse_group_shape(struct parser *parser, shape element)
{
	if (!(element & SHAPE_STARRED))
		return (element & ~(shape)(SHAPE_NAMED | SHAPE_YIELD)) |
		       SHAPE_GROUPED;
	if (parser->minor == 8) {
		parser->n_loose_stars += !(element & SHAPE_GROUPED);
		return element | SHAPE_GROUPED;
	}
	return parser_fail(parser, "cannot use starred expression here");
}

bool parse_group_contents(struct parser *parser, bool is_generator, shape *out)
{
	struct mark mark = mark_here(parser);
	shape first = parse_star_named_expression(parser);

	if (first != 0 && begins_comprehension(parser)) {
		*out = SHAPE_VALUE;
		return parse_comprehension_of(parser, &mark, is_generator,
					      first);
	}
	*out = parse_list_rest(parser, first, parse_star_named_expression);
	return *out != 0;
}

static shape parse_parentheses(struct parser *parser)
{
	shape all;

	parser->token++;
	if (parser_accept(parser, TOKEN_RPAR))
		return SHAPE_EXPRESSION | SHAPE_TARGET | SHAPE_DELETABLE;
	if (parser_peek(parser) == TOKEN_YIELD) {
		if (parse_yield(parser) == 0 ||
		    !parser_expect(parser, TOKEN_RPAR))
			return 0;
		return SHAPE_VALUE;
	}
	if (!parse_group_contents(parser, true, &all) ||
	    !parser_expect(parser, TOKEN_RPAR))
		return 0;
	if (all & SHAPE_LIST)
		return all & ~(shape)SHAPE_LIST;
	return parse_group_shape(parser, all);
}

static shape parse_brackets(struct parser *parser)
{
	shape all;

	parser->token++;
	if (parser_accept(parser, TOKEN_RSQB))
		return SHAPE_EXPRESSION | SHAPE_TARGET | SHAPE_DELETABLE;
	if (!parse_group_contents(parser, false, &all) ||
	    !parser_expect(parser, TOKEN_RSQB))
		return 0;
	if (!(all & SHAPE_LIST))
		take_star(parser, all);
	return shape_join(all, all) & ~(shape)SHAPE_LIST;
}

/* '**' bitwise_or | expression ':' expression; the key may be behind. */
static bool parse_pair(struct parser *parser, bool key_is_behind)
{
	if (!key_is_behind) {
		if (parser_accept(parser, TOKEN_DOUBLESTAR))
			return parse_bitwise_or(parser) != 0;
		if (parse_expression(parser) == 0)
			return false;
	}
	return parser_expect(parser, TOKEN_COLON) &&
	       parse_expression(parser) != 0;
}

static bool parse_dict(struct parser *parser, const struct mark *mark,
		       bool key_is_behind)
{
	bool is_unpacking = !key_is_behind;

	if (!parse_pair(parser, key_is_behind))
		return false;
	if (begins_comprehension(parser)) {
		if (is_unpacking)
			return parser_fail(parser,
					   "dict unpacking cannot be used in "
					   "dict comprehension");
		return parse_comprehension(parser, mark, false);
	}
	while (parser_accept(parser, TOKEN_COMMA)) {
		if (parser_peek(parser) == TOKEN_RBRACE)
			break;
		if (!parse_pair(parser, false))
			return false;
	}
	return true;
}

/* 3.8's grammar has no named expressions in a set. */
static shape parse_set_element(struct parser *parser)
{
	if (parser->minor == 8)
		return parse_star_expression(parser);
	return parse_star_named_expression(parser);
}

static bool parse_set(struct parser *parser, const struct mark *mark,
		      shape first)
{
	if (begins_comprehension(parser))
		return parse_comprehension_of(parser, mark, false, first);
	take_star(parser, first);
	while (parser_accept(parser, TOKEN_COMMA)) {
		if (parser_peek(parser) == TOKEN_RBRACE)
			break;
		shape element = parse_set_element(parser);
		if (element == 0)
			return false;
		take_star(parser, element);
	}
	return true;
}

static bool parse_brace_contents(struct parser *parser)
{
	struct mark mark = mark_here(parser);

	if (parser_peek(parser) == TOKEN_RBRACE)
		return true;
	if (parser_peek(parser) == TOKEN_DOUBLESTAR)
		return parse_dict(parser, &mark, false);
	shape first = parse_set_element(parser);
	if (first == 0)
		return false;
	if (parser_peek(parser) == TOKEN_COLON &&
	    !(first & (SHAPE_STARRED | SHAPE_NAMED)))
		return parse_dict(parser, &mark, true);
	return parse_set(parser, &mark, first);
}

static shape parse_braces(struct parser *parser)
{
	parser->token++;
	if (!parse_brace_contents(parser) ||
	    !parser_expect(parser, TOKEN_RBRACE))
		return 0;
	return SHAPE_VALUE;
}

static shape parse_name_atom(struct parser *parser)
{
	shape debug = 0;

	if (token_is_debug(parser, parser->token))
		debug = SHAPE_DEBUG_NAME;
	names_note(parser, parser->token, NAME_USED);
	if (!parser_name(parser))
		return 0;
	return SHAPE_EXPRESSION | SHAPE_NAME | SHAPE_ANY_TARGET | debug;
}

static shape parse_atom(struct parser *parser)
{
	switch (parser_peek(parser)) {
	case TOKEN_NAME:
		return parse_name_atom(parser);
	case TOKEN_NUMBER:
		return parse_number(parser) ? SHAPE_VALUE : 0;
	case TOKEN_STRING:
	case TOKEN_FSTRING_START:
		return parse_strings(parser) ? SHAPE_VALUE : 0;
	case TOKEN_LPAR:
		return parse_parentheses(parser);
	case TOKEN_LSQB:
		return parse_brackets(parser);
	case TOKEN_LBRACE:
		return parse_braces(parser);
	case TOKEN_ELLIPSIS:
	case TOKEN_FALSE:
	case TOKEN_NONE:
	case TOKEN_TRUE:
		parser->token++;
		return SHAPE_VALUE;
	default:
		return parser_invalid(parser);
	}
}

/* ':' [expression] [':' [expression]] */
static bool parse_slice_rest(struct parser *parser)
{
	for (int n_colons = 0; n_colons < 2; n_colons++) {
		if (!parser_accept(parser, TOKEN_COLON))
			return true;
		if (begins_expression(parser_peek(parser)) &&
		    parse_expression(parser) == 0)
			return false;
	}
	return true;
}

/* An index or a slice, which is a value. '*' is of 3.11, ':=' of 3.10. */
static shape parse_subscript(struct parser *parser)
{
	if (parser_peek(parser) == TOKEN_STAR && parser->minor >= 11)
		return parse_starred(parser, parse_expression);
	if (parser_peek(parser) != TOKEN_COLON) {
		shape index = parser->minor >= 10
				      ? parse_named_expression(parser)
				      : parse_expression(parser);
		if (index == 0 || (index & SHAPE_NAMED) ||
		    parser_peek(parser) != TOKEN_COLON)
			return index;
	}
	return parse_slice_rest(parser) ? SHAPE_VALUE | SHAPE_LIST : 0;
}

/* 3.8 takes (*a) as one of several indices without a slice. */
static bool parse_subscripts(struct parser *parser)
{
	unsigned int n_loose_stars = parser->n_loose_stars;
	unsigned int n_commas = 0;
	shape all = 0;

	for (;;) {
		shape next = parse_subscript(parser);
		if (next == 0)
			return false;
		all |= next;
		if (!parser_accept(parser, TOKEN_COMMA))
			break;
		n_commas++;
		if (parser_peek(parser) == TOKEN_RSQB)
			break;
	}
	if (n_commas > 0 && !(all & SHAPE_LIST))
		parser->n_loose_stars = n_loose_stars;
	return parser_expect(parser, TOKEN_RSQB);
}

static shape parse_attribute(struct parser *parser)
{
	shape debug = 0;

	if (token_is_debug(parser, parser->token) ||
	    token_is_constant(parser, parser->token))
		debug = SHAPE_DEBUG_NAME;
	if (!parser_name(parser))
		return 0;
	return SHAPE_EXPRESSION | SHAPE_ANY_TARGET | debug;
}

/* An atom with its attributes, calls and subscripts. */
shape parse_primary(struct parser *parser)
{
	shape primary = parse_atom(parser);
	unsigned int n = 0;

	while (primary != 0) {
		switch (parser_peek(parser)) {
		case TOKEN_DOT:
			parser->token++;
			primary = parse_attribute(parser);
			break;
		case TOKEN_LPAR:
			parser->token++;
			primary =
				parse_arguments(parser, true) ? SHAPE_VALUE : 0;
			break;
		case TOKEN_LSQB:
			parser->token++;
			primary = parse_subscripts(parser)
					  ? SHAPE_EXPRESSION | SHAPE_ANY_TARGET
					  : 0;
			break;
		default:
			return primary;
		}
		if (!parser_lengthen(parser, &n))
			return 0;
	}
	return 0;
}
