/* recognize_statement - blocks, and the grammar of compound statements. */

#include <config.h>

#include "recognize_parser.h"

static bool parse_statement(struct parser *parser);

/* Behind ':': an indented block or simple statements on the same line. */
bool parse_block(struct parser *parser)
{
	parser->is_past_futures = true;
	if (!parser_accept(parser, TOKEN_NEWLINE))
		return parse_simple_statements(parser);
	if (!parser_accept(parser, TOKEN_INDENT))
		return parser_fail(parser, "expected an indented block");
	if (!parser_enter(parser))
		return false;
	do {
		if (!parse_statement(parser))
			return false;
	} while (!parser_accept(parser, TOKEN_DEDENT));
	parser_leave(parser);
	return true;
}

static bool parse_colon_block(struct parser *parser)
{
	return parser_expect(parser, TOKEN_COLON) && parse_block(parser);
}

static void hold_blocks(struct parser *parser, unsigned int n)
{
	struct scope *scope = parser->scope;

	scope->n_blocks += n;
	if (scope->n_blocks > scope->max_blocks) {
		scope->max_blocks = scope->n_blocks;
		scope->deepest = parser->token;
	}
}

/* A block that holds n places. */
static bool parse_held_block(struct parser *parser, unsigned int n)
{
	hold_blocks(parser, n);
	bool result = parse_colon_block(parser);
	parser->scope->n_blocks -= n;
	return result;
}

static bool parse_loop_block(struct parser *parser)
{
	struct scope *scope = parser->scope;

	scope->n_loops++;
	bool result = parse_held_block(parser, 1);
	scope->n_loops--;
	return result;
}

static bool parse_else(struct parser *parser)
{
	return !parser_accept(parser, TOKEN_ELSE) || parse_colon_block(parser);
}

static bool parse_if(struct parser *parser)
{
	unsigned int n = 0;

	do {
		if (!parser_lengthen(parser, &n))
			return false;
		parser->token++;
		if (parse_named_expression(parser) == 0 ||
		    !parse_colon_block(parser))
			return false;
	} while (parser_peek(parser) == TOKEN_ELIF);
	return parse_else(parser);
}

static bool parse_while(struct parser *parser)
{
	parser->token++;
	return parse_named_expression(parser) != 0 &&
	       parse_loop_block(parser) && parse_else(parser);
}

static bool parse_for(struct parser *parser)
{
	parser->token++;
	const struct token *first = parser->token;
	shape target = parse_target_list(parser);
	if (target == 0 || !check_target(parser, first, target) ||
	    !parser_expect(parser, TOKEN_IN))
		return false;
	const struct token *iterable = parser->token;
	shape values = parser->minor == 8 ? parse_expressions(parser)
					  : parse_star_expressions(parser);
	check_value(parser, iterable, values);
	return values != 0 && parse_loop_block(parser) && parse_else(parser);
}

/* expression ['as' target] */
static bool parse_with_item(struct parser *parser)
{
	if (parse_expression(parser) == 0)
		return false;
	if (!parser_accept(parser, TOKEN_AS))
		return true;
	const struct token *first = parser->token;
	shape target = parse_star_bitwise_or(parser);
	if (target == 0)
		return false;
	/* 3.8's grammar has no '*' here. */
	if (parser->minor == 8 && first->kind == TOKEN_STAR)
		return parser_fail_at(parser, first, "invalid syntax");
	return check_target(parser, first, target);
}

/*
 * Does '(' enclose items with an 'as' among them? No expression has an 'as'
 * straight within its parentheses, so the items are nothing else.
 */
static bool encloses_with_items(const struct parser *parser)
{
	const struct token *token = parser->token;
	unsigned int n_open = 0;

	if (parser->minor == 8 || token->kind != TOKEN_LPAR)
		return false;
	for (; token->kind != TOKEN_END; token++) {
		switch (token->kind) {
		case TOKEN_LPAR:
		case TOKEN_LSQB:
		case TOKEN_LBRACE:
			n_open++;
			break;
		case TOKEN_RPAR:
		case TOKEN_RSQB:
		case TOKEN_RBRACE:
			if (--n_open == 0)
				return false;
			break;
		case TOKEN_AS:
			if (n_open == 1)
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

static bool parse_with_items(struct parser *parser, unsigned int *n_items)
{
	bool is_enclosed = encloses_with_items(parser);

	if (is_enclosed)
		parser->token++;
	do {
		if (is_enclosed && parser_peek(parser) == TOKEN_RPAR)
			break;
		if (!parse_with_item(parser))
			return false;
		++*n_items;
	} while (parser_accept(parser, TOKEN_COMMA));
	return !is_enclosed || parser_expect(parser, TOKEN_RPAR);
}

static bool parse_with(struct parser *parser)
{
	unsigned int n_items = 0;

	parser->token++;
	return parse_with_items(parser, &n_items) &&
	       parse_held_block(parser, n_items);
}

/* The kinds of 'except' that one 'try' must not mix. */
enum handlers {
	HANDLERS_NONE,
	HANDLERS_PLAIN,
	HANDLERS_STAR, /* except* (PEP 654) */
};

/* [expression ['as' name]]; several without parentheses from 3.14. */
static bool parse_handler_types(struct parser *parser, enum handlers kind)
{
	if (kind == HANDLERS_PLAIN && parser_peek(parser) == TOKEN_COLON)
		return true;
	shape types = parser->minor >= 14 ? parse_expressions(parser)
					  : parse_expression(parser);
	if (types == 0)
		return false;
	if (parser_peek(parser) == TOKEN_COMMA)
		return parser_fail(
			parser,
			"multiple exception types must be parenthesized");
	if (parser_peek(parser) != TOKEN_AS)
		return true;
	if (types & SHAPE_LIST)
		return parser_fail(parser, "multiple exception types must be "
					   "parenthesized when using 'as'");
	parser->token++;
	return parser_bind(parser);
}

/* One that names no type must be the last, says CPython's compiler. */
static bool check_last_handler(struct parser *parser,
			       const struct token *handler, bool is_bare)
{
	if (is_bare && parser_peek(parser) == TOKEN_EXCEPT)
		parser_refuse(parser, handler,
			      "default 'except:' must be last");
	return true;
}

static bool parse_handler_block(struct parser *parser, enum handlers kind)
{
	struct scope *scope = parser->scope;
	unsigned int n_loops = scope->n_loops;
	unsigned int n = parser->minor == 8 ? 1 : 2;

	if (kind != HANDLERS_STAR)
		return parse_held_block(parser, n);
	scope->n_loops = 0;
	scope->n_star_handlers++;
	bool result = parse_held_block(parser, n);
	scope->n_star_handlers--;
	scope->n_loops = n_loops;
	return result;
}

static bool parse_handler(struct parser *parser, enum handlers *seen)
{
	const struct token *handler = parser->token;
	enum handlers kind = HANDLERS_PLAIN;

	parser->token++;
	if (parser->minor >= 11 && parser_accept(parser, TOKEN_STAR))
		kind = HANDLERS_STAR;
	if (*seen != HANDLERS_NONE && *seen != kind)
		return parser_fail(parser, "cannot have both 'except' and "
					   "'except*' on the same 'try'");
	*seen = kind;
	bool is_bare = parser_peek(parser) == TOKEN_COLON;
	return parse_handler_types(parser, kind) &&
	       parse_handler_block(parser, kind) &&
	       check_last_handler(parser, handler, is_bare);
}

static bool parse_finally(struct parser *parser)
{
	return !parser_accept(parser, TOKEN_FINALLY) ||
	       parse_held_block(parser, 1);
}

/* handlers is where the notes of the names of the handlers begin. */
static bool parse_try_else(struct parser *parser, size_t handlers)
{
	size_t other = names_count(parser);

	if (!parse_else(parser))
		return false;
	if (parser->minor < 13)
		names_swap(parser, handlers, other);
	return true;
}

static bool parse_handlers(struct parser *parser)
{
	enum handlers seen = HANDLERS_NONE;
	size_t handlers = names_count(parser);

	while (parser_peek(parser) == TOKEN_EXCEPT) {
		if (!parse_handler(parser, &seen))
			return false;
	}
	if (seen != HANDLERS_NONE)
		return parse_try_else(parser, handlers);
	if (parser_peek(parser) != TOKEN_FINALLY)
		return parser_fail(parser,
				   "expected 'except' or 'finally' block");
	return true;
}

/* With both 'except' and 'finally' all before the latter is one deeper. */
static bool parse_try(struct parser *parser)
{
	struct scope *scope = parser->scope;
	unsigned int max_blocks = scope->max_blocks;

	scope->max_blocks = scope->n_blocks;
	parser->token++;
	if (!parse_held_block(parser, 1))
		return false;
	bool has_handlers = parser_peek(parser) == TOKEN_EXCEPT;
	if (!parse_handlers(parser))
		return false;
	if (has_handlers && parser_peek(parser) == TOKEN_FINALLY)
		scope->max_blocks++;
	scope->max_blocks = MAX(scope->max_blocks, max_blocks);
	return parse_finally(parser);
}

/*
 * The block of a function or a class, which is a scope; parameters is where
 * the notes of names begin that are in its parameters.
 */
static bool parse_scope_block(struct parser *parser, enum scope_kind kind,
			      bool is_async, size_t parameters)
{
	struct scope scope;

	scope_enter(parser, &scope, kind);
	scope.is_async = is_async;
	names_take_parameters(parser, parameters);
	if (!parse_colon_block(parser))
		return false;
	scope_leave(parser);
	return true;
}

/* '(' parameters ')' ['->' annotation] */
static bool parse_signature(struct parser *parser)
{
	if (!parser_expect(parser, TOKEN_LPAR) || !parse_parameters(parser) ||
	    !parser_expect(parser, TOKEN_RPAR))
		return false;
	return !parser_accept(parser, TOKEN_RARROW) ||
	       parse_annotation(parser, parse_expression, false) != 0;
}

static bool parse_function(struct parser *parser, bool is_async)
{
	size_t parameters = names_count(parser);

	return parse_type_parameters(parser) && parse_signature(parser) &&
	       parse_scope_block(parser, SCOPE_FUNCTION, is_async, parameters);
}

/* The head and the block of a generic one are in a scope of its own. */
static bool parse_def(struct parser *parser, bool is_async)
{
	struct scope types;

	parser->token++;
	if (!parser_bind(parser))
		return false;
	if (!begins_type_parameters(parser))
		return parse_function(parser, is_async);
	scope_enter(parser, &types, SCOPE_TYPES);
	if (!parse_function(parser, is_async))
		return false;
	scope_leave(parser);
	return true;
}

static bool parse_bases(struct parser *parser)
{
	return !parser_accept(parser, TOKEN_LPAR) ||
	       parse_arguments(parser, false);
}

static bool parse_class_block(struct parser *parser)
{
	return parse_scope_block(parser, SCOPE_CLASS, false,
				 names_count(parser));
}

static bool parse_class(struct parser *parser)
{
	const struct token *outer = parser->class_name;
	struct scope types;

	const struct token *name = ++parser->token;
	if (!parser_bind(parser))
		return false;
	if (begins_type_parameters(parser)) {
		parser->class_name = name;
		scope_enter(parser, &types, SCOPE_TYPES);
		if (!parse_type_parameters(parser) || !parse_bases(parser) ||
		    !parse_class_block(parser))
			return false;
		scope_leave(parser);
	} else {
		if (!parse_bases(parser))
			return false;
		parser->class_name = name;
		if (!parse_class_block(parser))
			return false;
	}
	parser->class_name = outer;
	return true;
}

/* 3.8: name ('.' name)* ['(' arguments ')']; later any expression. */
static bool parse_decorator(struct parser *parser)
{
	if (parser->minor > 8)
		return parse_named_expression(parser) != 0;
	names_note(parser, parser->token, NAME_USED);
	do {
		if (!parser_name(parser))
			return false;
	} while (parser_accept(parser, TOKEN_DOT));
	return !parser_accept(parser, TOKEN_LPAR) ||
	       parse_arguments(parser, true);
}

static bool parse_decorated(struct parser *parser)
{
	while (parser_accept(parser, TOKEN_AT)) {
		if (!parse_decorator(parser) ||
		    !parser_expect(parser, TOKEN_NEWLINE))
			return false;
	}
	if (parser_peek(parser) == TOKEN_CLASS)
		return parse_class(parser);
	bool is_async = parser_accept(parser, TOKEN_ASYNC);
	if (parser_peek(parser) != TOKEN_DEF)
		return parser_invalid(parser);
	return parse_def(parser, is_async);
}

static bool parse_async(struct parser *parser)
{
	const struct token *async = parser->token++;

	if (parser_peek(parser) != TOKEN_DEF && !parser->scope->is_async)
		parser_refuse(parser, async,
			      "'async' statement outside async function");
	switch (parser_peek(parser)) {
	case TOKEN_DEF:
		return parse_def(parser, true);
	case TOKEN_FOR:
		return parse_for(parser);
	case TOKEN_WITH:
		return parse_with(parser);
	default:
		return parser_invalid(parser);
	}
}

static bool parse_statement(struct parser *parser)
{
	switch (parser_peek(parser)) {
	case TOKEN_IF:
		return parse_if(parser);
	case TOKEN_WHILE:
		return parse_while(parser);
	case TOKEN_FOR:
		return parse_for(parser);
	case TOKEN_TRY:
		return parse_try(parser);
	case TOKEN_WITH:
		return parse_with(parser);
	case TOKEN_DEF:
		return parse_def(parser, false);
	case TOKEN_CLASS:
		return parse_class(parser);
	case TOKEN_AT:
		return parse_decorated(parser);
	case TOKEN_ASYNC:
		return parse_async(parser);
	case TOKEN_INDENT:
		return parser_fail(parser, "unexpected indent");
	default:
		if (is_match_statement(parser))
			return parse_match(parser);
		return parse_simple_statements(parser);
	}
}

bool parse_module(struct parser *parser)
{
	while (parser_peek(parser) != TOKEN_END) {
		if (!parse_statement(parser))
			return false;
	}
	if (parser->n_loose_stars > 0)
		parser_refuse(parser, parser->token,
			      "can't use starred expression here");
	return true;
}
