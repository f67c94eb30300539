/* recognize_argument - the arguments of calls and of classes. */

#include <config.h>

#include "recognize_parser.h"

/* The kinds of arguments that restrict what may follow. */
enum argument {
	ARGUMENT_FAILED,
	ARGUMENT_POSITIONAL,
	ARGUMENT_STARRED,
	ARGUMENT_KEYWORD,
	ARGUMENT_UNPACKED, /* '**' */
	ARGUMENT_GENERATOR,
};

static enum argument parse_keyword(struct parser *parser, shape name)
{
	const struct token *equal = parser->token;

	if (!(name & SHAPE_NAME) || (name & SHAPE_GROUPED)) {
		parser_fail(parser,
			    "expression cannot contain assignment, perhaps "
			    "you meant \"==\"?");
		return ARGUMENT_FAILED;
	}
	if (token_is_constant(parser, equal - 1))
		name |= SHAPE_DEBUG_NAME;
	if (!check_debug_name(parser, equal - 1, name))
		return ARGUMENT_FAILED;
	names_change(parser, equal - 1, NAME_NOTHING);
	parser_push_keyword(parser, equal - 1);
	parser->token++;
	return parse_expression(parser) == 0 ? ARGUMENT_FAILED
					     : ARGUMENT_KEYWORD;
}

static enum argument parse_argument(struct parser *parser)
{
	if (parser_accept(parser, TOKEN_STAR))
		return parse_expression(parser) == 0 ? ARGUMENT_FAILED
						     : ARGUMENT_STARRED;
	if (parser_accept(parser, TOKEN_DOUBLESTAR))
		return parse_expression(parser) == 0 ? ARGUMENT_FAILED
						     : ARGUMENT_UNPACKED;
	struct mark mark = mark_here(parser);
	shape value = parse_named_expression(parser);
	if (value == 0)
		return ARGUMENT_FAILED;
	if (parser_peek(parser) == TOKEN_EQUAL)
		return parse_keyword(parser, value);
	if (!begins_comprehension(parser)) {
		take_star(parser, value);
		return ARGUMENT_POSITIONAL;
	}
	/* 3.8 has no f(x := 1 for x in y). */
	if (parser->minor == 8 && (value & SHAPE_NAMED)) {
		parser_invalid(parser);
		return ARGUMENT_FAILED;
	}
	return parse_comprehension(parser, &mark, true) ? ARGUMENT_GENERATOR
							: ARGUMENT_FAILED;
}

static bool check_argument_order(struct parser *parser, enum argument next,
				 unsigned int seen)
{
	if (next == ARGUMENT_STARRED && (seen & 1 << ARGUMENT_UNPACKED))
		return parser_fail(parser,
				   "iterable argument unpacking follows "
				   "keyword argument unpacking");
	if (next != ARGUMENT_POSITIONAL && next != ARGUMENT_GENERATOR)
		return true;
	if (seen & 1 << ARGUMENT_UNPACKED)
		return parser_fail(parser, "positional argument follows "
					   "keyword argument unpacking");
	if (seen & 1 << ARGUMENT_KEYWORD)
		return parser_fail(
			parser, "positional argument follows keyword argument");
	return true;
}

static bool parse_argument_list(struct parser *parser, bool allow_generator)
{
	unsigned int seen = 0;
	unsigned int n = 0;

	while (parser_peek(parser) != TOKEN_RPAR) {
		enum argument next = parse_argument(parser);
		if (next == ARGUMENT_FAILED ||
		    !check_argument_order(parser, next, seen))
			return false;
		seen |= 1u << next;
		n++;
		if (!parser_accept(parser, TOKEN_COMMA))
			break;
		/* A comma makes two of one. */
		if (seen & 1 << ARGUMENT_GENERATOR)
			n++;
	}
	if ((seen & 1 << ARGUMENT_GENERATOR) && (n > 1 || !allow_generator))
		return parser_fail(
			parser, "Generator expression must be parenthesized");
	return parser_expect(parser, TOKEN_RPAR);
}

bool parse_arguments(struct parser *parser, bool allow_generator)
{
	size_t index = parser->n_keywords;

	if (!parse_argument_list(parser, allow_generator))
		return false;
	parser_check_names(parser, index, NULL, "keyword argument repeated");
	return true;
}
