/* recognize_simple - the grammar of simple statements. */

#include <config.h>

#include "recognize_parser.h"

static bool is_augmented_assignment(unsigned int kind)
{
	return kind >= TOKEN_PLUSEQUAL && kind <= TOKEN_ATEQUAL;
}

/* ':' annotation ['=' value] */
static bool parse_annotated_rest(struct parser *parser,
				 const struct token *first, shape target)
{
	if (!(target & SHAPE_SINGLE))
		return parser_fail_at(parser, first,
				      "illegal target for annotation");
	if (!check_target(parser, first, target))
		return false;
	parser->token++;
	if (parse_expression(parser) == 0)
		return false;
	return !parser_accept(parser, TOKEN_EQUAL) ||
	       parse_yield_or_star_expressions(parser) != 0;
}

/* 3.8 takes no starred values here. */
static bool parse_augmented_rest(struct parser *parser,
				 const struct token *first, shape target)
{
	if (!(target & SHAPE_SINGLE))
		return parser_fail_at(
			parser, first,
			"illegal expression for augmented assignment");
	if (!check_target(parser, first, target))
		return false;
	parser->token++;
	if (parser->minor == 8 && parser_peek(parser) != TOKEN_YIELD)
		return parse_expressions(parser) != 0;
	return parse_yield_or_star_expressions(parser) != 0;
}

/* ('=' value)+, all but the last value targets. */
static bool parse_assignment_rest(struct parser *parser,
				  const struct token *first, shape target)
{
	while (parser_peek(parser) == TOKEN_EQUAL) {
		if (target & SHAPE_YIELD)
			return parser_fail_at(
				parser, first,
				"assignment to yield expression not possible");
		if (!check_target(parser, first, target))
			return false;
		parser->token++;
		first = parser->token;
		target = parse_yield_or_star_expressions(parser);
		if (target == 0)
			return false;
	}
	return true;
}

static bool parse_expression_statement(struct parser *parser)
{
	const struct token *first = parser->token;
	shape target = parse_yield_or_star_expressions(parser);

	if (target == 0)
		return false;
	if (parser_peek(parser) == TOKEN_EQUAL)
		return parse_assignment_rest(parser, first, target);
	if (parser_peek(parser) == TOKEN_COLON)
		return parse_annotated_rest(parser, first, target);
	if (is_augmented_assignment(parser_peek(parser)))
		return parse_augmented_rest(parser, first, target);
	return true;
}

static bool ends_statement(unsigned int kind)
{
	return kind == TOKEN_NEWLINE || kind == TOKEN_SEMI;
}

static bool parse_del(struct parser *parser)
{
	const struct token *first = parser->token;
	shape target = parse_target_list(parser);

	if (target == 0)
		return false;
	if (!ends_statement(parser_peek(parser)))
		return parser_invalid(parser);
	return check_deletable(parser, first, target);
}

static bool parse_return(struct parser *parser)
{
	return ends_statement(parser_peek(parser)) ||
	       parse_star_expressions(parser) != 0;
}

/* [expression ['from' expression]] */
static bool parse_raise(struct parser *parser)
{
	if (ends_statement(parser_peek(parser)))
		return true;
	if (parse_expression(parser) == 0)
		return false;
	return !parser_accept(parser, TOKEN_FROM) ||
	       parse_expression(parser) != 0;
}

static bool parse_assert(struct parser *parser)
{
	if (parse_expression(parser) == 0)
		return false;
	return !parser_accept(parser, TOKEN_COMMA) ||
	       parse_expression(parser) != 0;
}

/* global and nonlocal: name (',' name)* */
static bool parse_names(struct parser *parser)
{
	do {
		if (!parser_name(parser))
			return false;
	} while (parser_accept(parser, TOKEN_COMMA));
	return true;
}

/* name ('.' name)* ['as' name] */
static bool parse_dotted_as_name(struct parser *parser)
{
	const struct token *first = parser->token;

	do {
		if (!parser_name(parser))
			return false;
	} while (parser_accept(parser, TOKEN_DOT));
	if (parser_accept(parser, TOKEN_AS))
		return parser_bind(parser);
	return parser->token - first > 1 || parser_check_bound(parser, first);
}

static bool parse_import(struct parser *parser)
{
	do {
		if (!parse_dotted_as_name(parser))
			return false;
	} while (parser_accept(parser, TOKEN_COMMA));
	return true;
}

/* name ['as' name] */
static bool parse_import_as_name(struct parser *parser, bool is_future)
{
	const struct token *first = parser->token;

	if (!parser_name(parser))
		return false;
	/* compile() sees this feature from 3.14 on. */
	if (is_future && parser->minor >= 14 &&
	    token_is(parser, first, "barry_as_FLUFL"))
		parser->is_flufl = true;
	if (parser_accept(parser, TOKEN_AS))
		return parser_bind(parser);
	return parser_check_bound(parser, first);
}

/* Names with commas; a last comma only before ')'. */
static bool parse_import_as_names(struct parser *parser, bool is_enclosed,
				  bool is_future)
{
	do {
		if (is_enclosed && parser_peek(parser) == TOKEN_RPAR)
			break;
		if (!parse_import_as_name(parser, is_future))
			return false;
	} while (parser_accept(parser, TOKEN_COMMA));
	return !is_enclosed || parser_expect(parser, TOKEN_RPAR);
}

static bool parse_import_targets(struct parser *parser, bool is_future)
{
	if (parser_accept(parser, TOKEN_STAR))
		return true;
	if (!parser_accept(parser, TOKEN_LPAR))
		return parse_import_as_names(parser, false, is_future);
	if (parser_peek(parser) == TOKEN_RPAR)
		return parser_invalid(parser);
	return parse_import_as_names(parser, true, is_future);
}

/* ('.' | '...')* [name ('.' name)*] 'import' targets */
static bool parse_from(struct parser *parser)
{
	bool is_relative = false;

	while (parser_accept(parser, TOKEN_DOT) ||
	       parser_accept(parser, TOKEN_ELLIPSIS))
		is_relative = true;
	const struct token *first = parser->token;
	if (!is_relative || parser_peek(parser) != TOKEN_IMPORT) {
		do {
			if (!parser_name(parser))
				return false;
		} while (parser_accept(parser, TOKEN_DOT));
	}
	bool is_future = !is_relative && parser->token - first == 1 &&
			 token_is(parser, first, "__future__");
	return parser_expect(parser, TOKEN_IMPORT) &&
	       parse_import_targets(parser, is_future);
}

/* PEP 695: type name [parameters] '=' expression; type is a name as well. */
static bool is_type_alias(const struct parser *parser)
{
	return parser->minor >= 12 && parser_is_soft(parser, SOFT_TYPE) &&
	       parser_peek_second(parser) == TOKEN_NAME;
}

static bool parse_type_alias(struct parser *parser)
{
	parser->token++;
	return parser_name(parser) && parse_type_parameters(parser) &&
	       parser_expect(parser, TOKEN_EQUAL) &&
	       parse_expression(parser) != 0;
}

static bool parse_keyword_statement(struct parser *parser, unsigned int kind)
{
	parser->token++;
	switch (kind) {
	case TOKEN_PASS:
	case TOKEN_BREAK:
	case TOKEN_CONTINUE:
		return true;
	case TOKEN_DEL:
		return parse_del(parser);
	case TOKEN_RETURN:
		return parse_return(parser);
	case TOKEN_RAISE:
		return parse_raise(parser);
	case TOKEN_ASSERT:
		return parse_assert(parser);
	case TOKEN_GLOBAL:
	case TOKEN_NONLOCAL:
		return parse_names(parser);
	case TOKEN_IMPORT:
		return parse_import(parser);
	default:
		return parse_from(parser);
	}
}

static bool parse_simple_statement(struct parser *parser)
{
	unsigned int kind = parser_peek(parser);

	switch (kind) {
	case TOKEN_PASS:
	case TOKEN_BREAK:
	case TOKEN_CONTINUE:
	case TOKEN_DEL:
	case TOKEN_RETURN:
	case TOKEN_RAISE:
	case TOKEN_ASSERT:
	case TOKEN_GLOBAL:
	case TOKEN_NONLOCAL:
	case TOKEN_IMPORT:
	case TOKEN_FROM:
		return parse_keyword_statement(parser, kind);
	default:
		if (is_type_alias(parser))
			return parse_type_alias(parser);
		return parse_expression_statement(parser);
	}
}

/* statement (';' statement)* [';'] NEWLINE */
bool parse_simple_statements(struct parser *parser)
{
	do {
		if (!parse_simple_statement(parser))
			return false;
	} while (parser_accept(parser, TOKEN_SEMI) &&
		 parser_peek(parser) != TOKEN_NEWLINE);
	return parser_expect(parser, TOKEN_NEWLINE);
}
