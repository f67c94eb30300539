/* recognize_parameter - parameters of functions, lambdas and types. */

#include <config.h>

#include "recognize_parser.h"

/* What a list of parameters has shown so far. */
struct parameters {
	bool is_lambda; /* no annotations; ends at ':' */
	bool has_any;	/* before '*' */
	bool has_default;
	bool has_slash;
	bool has_star;
	bool needs_name; /* a bare '*' is behind */
	bool has_kwargs; /* '**': nothing may follow */
};

static bool parse_parameter_name(struct parser *parser, enum name_kind kind)
{
	const struct token *name = parser->token;

	parser_push_keyword(parser, name);
	names_note(parser, name, kind);
	return parser_name(parser) && parser_check_bound(parser, name);
}

static bool parse_parameter_annotation(struct parser *parser,
				       const struct parameters *list,
				       bool may_be_starred)
{
	if (list->is_lambda || !parser_accept(parser, TOKEN_COLON))
		return true;
	/* PEP 646: *args: *Ts */
	if (may_be_starred && parser->minor >= 11)
		return parse_annotation(parser, parse_star_expression, false) !=
		       0;
	return parse_annotation(parser, parse_expression, false) != 0;
}

/* '*' [name] */
static bool parse_star_parameter(struct parser *parser, struct parameters *list)
{
	if (list->has_star)
		return parser_fail(parser, "* argument may appear only once");
	list->has_star = true;
	parser->token++;
	if (parser_peek(parser) != TOKEN_NAME) {
		list->needs_name = true;
		return true;
	}
	return parse_parameter_name(parser, NAME_PARAMETER) &&
	       parse_parameter_annotation(parser, list, true);
}

static bool parse_kwargs_parameter(struct parser *parser,
				   struct parameters *list)
{
	if (list->needs_name)
		return parser_fail(parser,
				   "named arguments must follow bare *");
	list->has_kwargs = true;
	parser->token++;
	return parse_parameter_name(parser, NAME_PARAMETER) &&
	       parse_parameter_annotation(parser, list, false);
}

static bool parse_slash(struct parser *parser, struct parameters *list)
{
	if (!list->has_any)
		return parser_fail(parser,
				   "at least one argument must precede /");
	if (list->has_slash)
		return parser_fail(parser, "/ may appear only once");
	if (list->has_star)
		return parser_fail(parser, "/ must be ahead of *");
	list->has_slash = true;
	parser->token++;
	return true;
}

/* The default values of a generic function are not in its own scope. */
static bool parse_default(struct parser *parser, const struct parameters *list)
{
	struct scope *scope = parser->scope;

	if (!list->is_lambda && scope->kind == SCOPE_TYPES)
		parser->scope = scope->outer;
	shape value = parse_expression(parser);
	parser->scope = scope;
	return value != 0;
}

static bool parse_plain_parameter(struct parser *parser,
				  struct parameters *list)
{
	const struct token *first = parser->token;

	if (!parse_parameter_name(parser, NAME_PARAMETER) ||
	    !parse_parameter_annotation(parser, list, false))
		return false;
	list->has_any = true;
	list->needs_name = false;
	if (parser_accept(parser, TOKEN_EQUAL)) {
		list->has_default = true;
		return parse_default(parser, list);
	}
	if (list->has_default && !list->has_star)
		return parser_fail_at(
			parser, first,
			"non-default argument follows default argument");
	return true;
}

static bool parse_parameter(struct parser *parser, struct parameters *list)
{
	if (list->has_kwargs)
		return parser_fail(
			parser, "arguments cannot follow var-keyword argument");
	switch (parser_peek(parser)) {
	case TOKEN_STAR:
		return parse_star_parameter(parser, list);
	case TOKEN_DOUBLESTAR:
		return parse_kwargs_parameter(parser, list);
	case TOKEN_SLASH:
		return parse_slash(parser, list);
	default:
		return parse_plain_parameter(parser, list);
	}
}

static bool parse_parameter_list(struct parser *parser, bool is_lambda)
{
	struct parameters list = {.is_lambda = is_lambda};
	unsigned int closer = is_lambda ? TOKEN_COLON : TOKEN_RPAR;
	size_t index = parser->n_keywords;

	while (parser_peek(parser) != closer) {
		if (!parse_parameter(parser, &list))
			return false;
		if (!parser_accept(parser, TOKEN_COMMA))
			break;
	}
	if (list.needs_name)
		return parser_fail(parser,
				   "named arguments must follow bare *");
	parser_check_names(parser, index, parser->class_name,
			   "duplicate argument in function definition");
	return true;
}

bool parse_parameters(struct parser *parser)
{
	return parse_parameter_list(parser, false);
}

bool parse_lambda_parameters(struct parser *parser)
{
	return parse_parameter_list(parser, true);
}

bool begins_type_parameters(const struct parser *parser)
{
	return parser->minor >= 12 && parser_peek(parser) == TOKEN_LSQB;
}

/* PEP 696: [= expression]; a parameter without must not follow one with. */
static bool parse_type_default(struct parser *parser, parse_fn parse,
			       bool *has_default)
{
	if (parser->minor >= 13 && parser_accept(parser, TOKEN_EQUAL)) {
		*has_default = true;
		return parse_pure(parser, parse, SCOPE_TYPES) != 0;
	}
	if (*has_default)
		parser_refuse(parser, parser->token - 1,
			      "non-default type parameter follows default "
			      "type parameter");
	return true;
}

/* 3.14 has names of its own for what belongs to a class. */
static bool parse_type_name(struct parser *parser)
{
	if (parser->minor >= 14 &&
	    token_is(parser, parser->token, "__classdict__"))
		parser_doubt(parser);
	return parse_parameter_name(parser, NAME_TYPE);
}

static bool parse_type_parameter(struct parser *parser, bool *has_default)
{
	if (parser_accept(parser, TOKEN_STAR))
		return parse_type_name(parser) &&
		       parse_type_default(parser, parse_star_expression,
					  has_default);
	if (parser_accept(parser, TOKEN_DOUBLESTAR))
		return parse_type_name(parser) &&
		       parse_type_default(parser, parse_expression,
					  has_default);
	if (!parse_type_name(parser))
		return false;
	if (parser_accept(parser, TOKEN_COLON) &&
	    parse_pure(parser, parse_expression, SCOPE_TYPES) == 0)
		return false;
	return parse_type_default(parser, parse_expression, has_default);
}

/* PEP 695: ['[' parameter (',' parameter)* [','] ']'] */
bool parse_type_parameters(struct parser *parser)
{
	size_t index = parser->n_keywords;
	bool has_default = false;

	if (!begins_type_parameters(parser))
		return true;
	parser->token++;
	do {
		if (!parse_type_parameter(parser, &has_default))
			return false;
	} while (parser_accept(parser, TOKEN_COMMA) &&
		 parser_peek(parser) != TOKEN_RSQB);
	parser_check_names(parser, index, parser->class_name,
			   "duplicate type parameter");
	return parser_expect(parser, TOKEN_RSQB);
}
