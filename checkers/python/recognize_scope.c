/* recognize_scope - what the kind of a scope, or its blocks, forbid. */

#include <config.h>

#include <glib.h>

#include "recognize_parser.h"

void scope_enter(struct parser *parser, struct scope *scope,
		 enum scope_kind kind)
{
	*scope = (struct scope){
		.outer = parser->scope,
		.kind = kind,
		.sees_class = kind == SCOPE_TYPES &&
			      (parser->scope->kind == SCOPE_CLASS ||
			       parser->scope->sees_class),
	};
	scope->id = names_add_scope(parser, scope);
	parser->scope = scope;
}

static void refuse_if_met(struct parser *parser, const struct token *token,
			  const char *message)
{
	if (token)
		parser_refuse(parser, token, message);
}

static bool is_function(const struct scope *scope)
{
	return scope->kind == SCOPE_FUNCTION || scope->kind == SCOPE_LAMBDA;
}

/* Blocks that hold a place at run time; each function has so many. */
static unsigned int max_nested_blocks(const struct parser *parser)
{
	return parser->minor < 13 ? 20 : 21;
}

/* From 3.13 on a generator or coroutine is itself such a block. */
static void check_blocks(struct parser *parser, const struct scope *scope)
{
	unsigned int n = scope->max_blocks;

	if (parser->minor >= 13 && scope->kind == SCOPE_FUNCTION &&
	    (scope->is_async || scope->pending.yield))
		n++;
	if (scope->deepest && n > max_nested_blocks(parser))
		parser_refuse(parser, scope->deepest,
			      "too many statically nested blocks");
}

static void leave_pure(struct parser *parser, const struct scope *scope)
{
	const struct pending *pending = &scope->pending;

	refuse_if_met(parser, pending->yield,
		      "yield expression cannot be used here");
	refuse_if_met(parser, pending->await,
		      "await expression cannot be used here");
	refuse_if_met(parser, pending->named,
		      "named expression cannot be used here");
	/* Until 3.13 annotations in such a scope were not compiled. */
	if (scope->kind == SCOPE_TYPES || parser->minor >= 14)
		refuse_if_met(parser, pending->async_comprehension,
			      "asynchronous comprehension outside of an "
			      "asynchronous function");
}

/* The end of any scope but a comprehension: its kind is certain now. */
void scope_leave(struct parser *parser)
{
	const struct scope *scope = parser->scope;
	const struct pending *pending = &scope->pending;

	parser->scope = scope->outer;
	if (scope->kind == SCOPE_TYPES || scope->kind == SCOPE_ANNOTATION) {
		leave_pure(parser, scope);
		return;
	}
	check_blocks(parser, scope);
	if (!is_function(scope))
		refuse_if_met(parser, pending->yield,
			      "'yield' outside function");
	if (parser->in_text_annotation)
		return;
	if (!scope->is_async) {
		refuse_if_met(parser, pending->await,
			      "'await' outside async function");
		/* Until 3.10 any 'await' in a function allowed them. */
		if (parser->minor >= 11 || !scope->has_text_await)
			refuse_if_met(parser, pending->async_comprehension,
				      "asynchronous comprehension outside of "
				      "an asynchronous function");
		return;
	}
	refuse_if_met(parser, pending->yield_from,
		      "'yield from' inside async function");
	if (pending->yield)
		refuse_if_met(parser, scope->value_return,
			      "'return' with value in async generator");
}

/* ------------------------------------------------------ comprehensions */

/* Moves what was met since before to the comprehension. */
static void take_pending(struct scope *scope, const struct pending *before)
{
	struct pending *outer = &scope->outer->pending;

	if (outer->yield != before->yield)
		scope->pending.yield = outer->yield;
	if (outer->await != before->await)
		scope->pending.await = outer->await;
	if (outer->named != before->named)
		scope->pending.named = outer->named;
	if (outer->async_comprehension != before->async_comprehension)
		scope->pending.async_comprehension = outer->async_comprehension;
	*outer = *before;
}

void comprehension_enter(struct parser *parser, struct scope *scope,
			 const struct mark *mark)
{
	scope_enter(parser, scope, SCOPE_COMPREHENSION);
	take_pending(scope, &mark->pending);
	names_take_element(parser, mark);
}

/* What ':=' in a comprehension would bind in. */
static void check_walrus_scope(struct parser *parser, const struct scope *scope)
{
	const struct token *named = scope->pending.named;

	while (scope->kind == SCOPE_COMPREHENSION ||
	       scope->kind == SCOPE_ANNOTATION)
		scope = scope->outer;
	if (scope->kind == SCOPE_CLASS)
		refuse_if_met(parser, named,
			      "assignment expression within a comprehension "
			      "cannot be used in a class body");
	if (scope->kind == SCOPE_TYPES)
		refuse_if_met(parser, named,
			      "assignment expression within a comprehension "
			      "cannot be used within the definition of a "
			      "generic");
}

/*
 * Each 'async for' holds a block since 3.10. Since 3.12 those of all but
 * generators are blocks of the function around them.
 */
static void check_async_blocks(struct parser *parser, const struct scope *scope,
			       const struct token *first, bool is_generator)
{
	struct scope *outer = scope->outer;
	unsigned int n = scope->n_blocks + scope->max_blocks;

	if (n == 0 || parser->minor < 10)
		return;
	if (parser->minor < 12 || is_generator) {
		if (n > max_nested_blocks(parser))
			parser_refuse(parser, first,
				      "too many statically nested blocks");
		return;
	}
	if (outer->kind != SCOPE_COMPREHENSION)
		n += outer->n_blocks;
	if (n > outer->max_blocks) {
		outer->max_blocks = n;
		outer->deepest = first;
	}
}

/*
 * A comprehension is asynchronous by 'async for' or 'await'; from 3.11 also
 * by an asynchronous comprehension in it. Such a one needs an asynchronous
 * scope around it, if it is no generator expression.
 */
void comprehension_leave(struct parser *parser, const struct token *first,
			 bool is_generator)
{
	struct scope *scope = parser->scope;
	const struct pending *pending = &scope->pending;

	parser->scope = scope->outer;
	refuse_if_met(parser, pending->yield, "'yield' inside comprehension");
	check_walrus_scope(parser, scope);
	check_async_blocks(parser, scope, first, is_generator);
	if (pending->await)
		scope->is_async = true;
	if (pending->async_comprehension && !scope->is_async) {
		if (parser->minor < 11 && !parser->in_text_annotation)
			parser_refuse(parser, pending->async_comprehension,
				      "asynchronous comprehension outside of "
				      "an asynchronous function");
		scope->is_async = true;
	}
	if (scope->is_async && !is_generator)
		scope->outer->pending.async_comprehension = first;
}

/* ------------------------------------------------- scopes of annotations */

void check_sees_class(struct parser *parser, const struct token *token,
		      const char *message)
{
	if (parser->minor == 12 && parser->scope->sees_class)
		parser_refuse(parser, token, message);
}

shape parse_pure(struct parser *parser, parse_fn parse, enum scope_kind kind)
{
	struct scope scope;

	scope_enter(parser, &scope, kind);
	shape result = parse(parser);
	if (result == 0)
		return 0;
	scope_leave(parser);
	return result;
}

/* What stands in code that is never run may be of any kind of function. */
static void forget_code(struct scope *scope, const struct pending *before)
{
	struct pending *pending = &scope->pending;

	if (pending->await != before->await)
		scope->has_text_await = true;
	pending->await = before->await;
	pending->yield_from = before->yield_from;
	pending->async_comprehension = before->async_comprehension;
}

/*
 * Until 3.13 annotations are code of the scope they stand in, unless they are
 * kept as text ('from __future__ import annotations') or belong to a local
 * variable, where they are not evaluated.
 */
static shape parse_text_annotation(struct parser *parser, parse_fn parse)
{
	bool was_text = parser->in_text_annotation;

	parser->in_text_annotation = true;
	shape result = parser->has_future_annotations && parser->minor >= 10
			       ? parse_pure(parser, parse, SCOPE_ANNOTATION)
			       : parse(parser);
	parser->in_text_annotation = was_text;
	return result;
}

shape parse_annotation(struct parser *parser, parse_fn parse, bool is_variable)
{
	struct scope *scope = parser->scope;
	struct pending before = scope->pending;
	bool is_text = parser->has_future_annotations;

	if (parser->minor >= 14)
		return parse_pure(parser, parse, SCOPE_ANNOTATION);
	if (!is_text && !(is_variable && is_function(scope)))
		return parse(parser);
	shape result = parse_text_annotation(parser, parse);
	forget_code(scope, &before);
	if (is_text && !is_function(scope))
		scope->pending.yield = before.yield;
	return result;
}

/* -------------------------------------------------------------- blocks */

void check_break(struct parser *parser, const struct token *token)
{
	const struct scope *scope = parser->scope;

	if (scope->n_loops > 0)
		return;
	if (scope->n_star_handlers > 0)
		parser_refuse(parser, token,
			      "'break', 'continue' and 'return' cannot appear "
			      "in an except* block");
	else
		parser_refuse(parser, token,
			      token->kind == TOKEN_BREAK
				      ? "'break' outside loop"
				      : "'continue' not properly in loop");
}

void check_return(struct parser *parser, const struct token *token,
		  bool has_value)
{
	struct scope *scope = parser->scope;

	if (scope->kind != SCOPE_FUNCTION)
		parser_refuse(parser, token, "'return' outside function");
	if (scope->n_star_handlers > 0)
		parser_refuse(parser, token,
			      "'break', 'continue' and 'return' cannot appear "
			      "in an except* block");
	if (has_value)
		scope->value_return = token;
}

/* ------------------------------------------------------ future imports */

static bool is_feature(const struct parser *parser, const struct token *token)
{
	static const char *const features[] = {
		"nested_scopes",    "generators",     "division",
		"absolute_import",  "with_statement", "print_function",
		"unicode_literals", "barry_as_FLUFL", "generator_stop",
		"annotations",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(features); i++) {
		if (token_is(parser, token, features[i]))
			return true;
	}
	return false;
}

void check_future_feature(struct parser *parser, const struct token *token)
{
	if (token_is(parser, token, "annotations"))
		parser->has_future_annotations = true;
	/* compile() sees this feature from 3.14 on. */
	if (parser->minor >= 14 && token_is(parser, token, "barry_as_FLUFL"))
		parser->is_flufl = true;
	if (!is_feature(parser, token))
		parser_refuse(parser, token, "future feature is not defined");
}

void check_future_place(struct parser *parser, const struct token *token)
{
	if (parser->is_past_futures)
		parser_refuse(parser, token,
			      "from __future__ imports must occur at the "
			      "beginning of the file");
}

/* A string, in parentheses or not, that the statement consists of. */
static bool is_docstring(const struct token *token)
{
	bool has_string = false;

	for (; token->kind != TOKEN_NEWLINE && token->kind != TOKEN_SEMI;
	     token++) {
		if (token->kind == TOKEN_STRING)
			has_string = !(token->flags & TOKEN_BYTES);
		else if (token->kind != TOKEN_LPAR && token->kind != TOKEN_RPAR)
			return false;
	}
	return has_string;
}

void note_first_statements(struct parser *parser, const struct token *first)
{
	bool is_first = !parser->has_statement;

	parser->has_statement = true;
	if (parser->was_future)
		parser->was_future = false;
	else if (!is_first || !is_docstring(first))
		parser->is_past_futures = true;
}
