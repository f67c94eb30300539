/* recognize_simple - the grammar of simple statements. */

#include <config.h>

#include "recognize_parser.h"

static bool is_augmented_assignment(unsigned int kind)
{
	return kind >= TOKEN_PLUSEQUAL && kind <= TOKEN_ATEQUAL;
}

static bool parse_value(struct parser *parser)
{
	const struct token *first = parser->token;
	shape value = parse_yield_or_star_expressions(parser);

	check_value(parser, first, value);
	return value != 0;
}

/* Is '*' before an element, also of a tuple in the tuple that opens here? */
static bool has_starred_element(const struct token *open,
				const struct token *end)
{
	const struct token *token = open + 1;

	while (token < end) {
		if (token->kind == TOKEN_STAR)
			return true;
		if (token->kind == TOKEN_LPAR && is_whole_element(token, end) &&
		    has_starred_element(token, end))
			return true;
		token = skip_element(token, end);
		if (token == end || token->kind != TOKEN_COMMA)
			return false;
		token++;
	}
	return false;
}

/*
 * x[*a]: int is evaluated without its value, index by index, where '*a' has
 * no value. last is the bracket that closes the subscript.
 */
static void check_annotated_index(struct parser *parser,
				  const struct token *last)
{
	const struct token *open = last;
	unsigned int n_open = 0;

	if (last->kind != TOKEN_RSQB || parser->minor < 9)
		return;
	do {
		if (open->kind == TOKEN_RSQB)
			n_open++;
		else if (open->kind == TOKEN_LSQB)
			n_open--;
	} while (n_open > 0 && open--);
	if (has_starred_element(open, last))
		parser_refuse(parser, open,
			      "can't use starred expression here");
}

/*
 * ':' annotation ['=' value]. x: int annotates the name, (x): int is nothing
 * without a value.
 */
static bool parse_annotated_rest(struct parser *parser,
				 const struct token *first, shape target)
{
	const struct token *name = parser->token - 1;
	bool is_name = (target & SHAPE_NAME) != 0;
	bool is_simple = is_name && name == first;

	if (!(target & SHAPE_SINGLE))
		return parser_fail_at(parser, first,
				      "illegal target for annotation");
	/* In 3.14 such a name is bound only with a value. */
	if ((target & SHAPE_DEBUG_NAME) && is_name && !is_simple &&
	    parser->minor >= 14) {
		target &= ~(shape)SHAPE_DEBUG_NAME;
		parser_doubt(parser);
	}
	if (!check_target(parser, first, target))
		return false;
	while (name->kind == TOKEN_RPAR)
		name--;
	if (is_name)
		names_change(parser, name,
			     is_simple ? NAME_ANNOTATED : NAME_NOTHING);
	parser->token++;
	if (!is_simple && parser->has_future_annotations &&
	    parser->minor < 10 && parser->scope->kind != SCOPE_FUNCTION)
		parser_doubt(parser);
	if (parse_annotation(parser, parse_expression, true) == 0)
		return false;
	if (!parser_accept(parser, TOKEN_EQUAL)) {
		check_annotated_index(parser, name);
		return true;
	}
	if (is_name && !is_simple)
		names_change(parser, name, NAME_BOUND);
	return parse_value(parser);
}

/* a.__debug__ += 1: an oversight of 3.9 to 3.13. */
static bool may_augment_debug(const struct parser *parser, shape target)
{
	return !(target & SHAPE_NAME) && parser->minor > 8 &&
	       parser->minor < 14;
}

/* 3.8 takes no starred values here. */
static bool parse_augmented_rest(struct parser *parser,
				 const struct token *first, shape target)
{
	if (!(target & SHAPE_SINGLE))
		return parser_fail_at(
			parser, first,
			"illegal expression for augmented assignment");
	if (may_augment_debug(parser, target))
		target &= ~(shape)SHAPE_DEBUG_NAME;
	if (!check_target(parser, first, target))
		return false;
	parser->token++;
	if (parser->minor == 8 && parser_peek(parser) != TOKEN_YIELD)
		return parse_expressions(parser) != 0;
	return parse_value(parser);
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
	check_value(parser, first, target);
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
	check_value(parser, first, target);
	return true;
}

static bool ends_statement(unsigned int kind)
{
	return kind == TOKEN_NEWLINE || kind == TOKEN_SEMI;
}

/* Attributes from 3.14; of several targets it is not known what each is. */
static void check_deleted_debug(struct parser *parser,
				const struct token *first, shape target)
{
	unsigned int since = target & SHAPE_NAME ? 10 : 14;

	if (parser->minor >= since)
		parser_refuse(parser, first, "cannot delete __debug__");
	else if (parser->minor >= 10 && !(target & SHAPE_SINGLE))
		parser_doubt(parser);
}

static bool parse_del(struct parser *parser)
{
	const struct token *first = parser->token;
	shape target = parse_target_list(parser);

	if (target == 0)
		return false;
	if (!ends_statement(parser_peek(parser)))
		return parser_invalid(parser);
	if (target & SHAPE_DEBUG_NAME)
		check_deleted_debug(parser, first, target);
	return check_deletable(parser, first, target);
}

static bool parse_return(struct parser *parser)
{
	const struct token *keyword = parser->token - 1;
	bool has_value = !ends_statement(parser_peek(parser));

	check_return(parser, keyword, has_value);
	if (!has_value)
		return true;
	shape value = parse_star_expressions(parser);
	check_value(parser, keyword, value);
	return value != 0;
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

static void check_nonlocal(struct parser *parser, const struct token *keyword)
{
	if (parser->scope->kind == SCOPE_MODULE)
		parser_refuse(
			parser, keyword,
			"nonlocal declaration not allowed at module level");
}

/* global and nonlocal: name (',' name)* */
static bool parse_names(struct parser *parser, enum name_kind kind)
{
	do {
		names_note(parser, parser->token, kind);
		if (!parser_name(parser))
			return false;
	} while (parser_accept(parser, TOKEN_COMMA));
	return true;
}

static bool parse_import_alias(struct parser *parser)
{
	const struct token *name = parser->token;

	names_note(parser, name, NAME_IMPORTED);
	return parser_name(parser) && parser_check_bound(parser, name);
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
		return parse_import_alias(parser);
	names_note(parser, first, NAME_IMPORTED);
	return (parser->minor == 8 && parser->token - first > 1) ||
	       parser_check_bound(parser, first);
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
	if (is_future)
		check_future_feature(parser, first);
	if (parser_accept(parser, TOKEN_AS))
		return parse_import_alias(parser);
	names_note(parser, first, NAME_IMPORTED);
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

static void check_import_star(struct parser *parser, bool is_future)
{
	const struct token *star = parser->token++;

	if (parser->scope->kind != SCOPE_MODULE)
		parser_refuse(parser, star,
			      "import * only allowed at module level");
	if (is_future)
		parser_refuse(parser, star, "future feature is not defined");
}

static bool parse_import_targets(struct parser *parser, bool is_future)
{
	if (parser_peek(parser) == TOKEN_STAR) {
		check_import_star(parser, is_future);
		return true;
	}
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
	bool is_future = parser->token - first == 1 &&
			 token_is(parser, first, "__future__") &&
			 (!is_relative || parser->minor < 13);
	if (is_future) {
		check_future_place(parser, first);
		parser->was_future = true;
	}
	return parser_expect(parser, TOKEN_IMPORT) &&
	       parse_import_targets(parser, is_future);
}

/* PEP 695: type name [parameters] '=' expression; type is a name as well. */
static bool is_type_alias(const struct parser *parser)
{
	return parser->minor >= 12 && parser_is_soft(parser, SOFT_TYPE) &&
	       parser_peek_second(parser) == TOKEN_NAME;
}

static bool parse_alias_value(struct parser *parser)
{
	return parser_expect(parser, TOKEN_EQUAL) &&
	       parse_pure(parser, parse_expression, SCOPE_TYPES) != 0;
}

static bool parse_type_alias(struct parser *parser)
{
	struct scope types;

	parser->token++;
	if (!parser_bind(parser))
		return false;
	if (!begins_type_parameters(parser))
		return parse_alias_value(parser);
	scope_enter(parser, &types, SCOPE_TYPES);
	if (!parse_type_parameters(parser) || !parse_alias_value(parser))
		return false;
	scope_leave(parser);
	return true;
}

static bool parse_keyword_statement(struct parser *parser, unsigned int kind)
{
	const struct token *keyword = parser->token++;

	switch (kind) {
	case TOKEN_PASS:
		return true;
	case TOKEN_BREAK:
	case TOKEN_CONTINUE:
		check_break(parser, keyword);
		return true;
	case TOKEN_DEL:
		return parse_del(parser);
	case TOKEN_RETURN:
		return parse_return(parser);
	case TOKEN_RAISE:
		return parse_raise(parser);
	case TOKEN_ASSERT:
		return parse_assert(parser);
	case TOKEN_NONLOCAL:
		check_nonlocal(parser, keyword);
		return parse_names(parser, NAME_NONLOCAL);
	case TOKEN_GLOBAL:
		return parse_names(parser, NAME_GLOBAL);
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
		const struct token *first = parser->token;
		if (!parse_simple_statement(parser))
			return false;
		if (!parser->is_past_futures)
			note_first_statements(parser, first);
	} while (parser_accept(parser, TOKEN_SEMI) &&
		 parser_peek(parser) != TOKEN_NEWLINE);
	return parser_expect(parser, TOKEN_NEWLINE);
}
