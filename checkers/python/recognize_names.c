/* recognize_names - notes of the names in a text, scope by scope. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "recognize_parser.h"

/*
 * Only declarations and ':=' can be wrong, so only the names in them are
 * noted, with few others that have the same sum or that may be the same name
 * in other bytes, and judged at the end, when all scopes are known.
 */
static uint8_t sum_of_name(const struct parser *parser,
			   const struct token *token)
{
	return (uint8_t)(token->end - token->start +
			 7u * (uint8_t)parser->text[token->start] +
			 31u * (uint8_t)parser->text[token->end - 1]);
}

static void want_name(struct parser *parser, const struct token *token)
{
	parser->wants_names = true;
	parser->is_wanted[sum_of_name(parser, token)] = true;
	/* Its normal form may have any sum. */
	if (token->kind == TOKEN_NAME && (token->flags & TOKEN_NON_ASCII))
		memset(parser->is_wanted, true, sizeof(parser->is_wanted));
}

/* Of ':=' the name before it; 3.8 takes one in parentheses. */
static void want_walrus(struct parser *parser, const struct token *operator,
			const struct token * first)
{
	do {
		operator--;
	} while (operator> first && operator->kind == TOKEN_RPAR);
	want_name(parser, operator);
}

/*
 * Names that CPython defines or uses itself, and private ones where a class
 * with type parameters changes them.
 */
static bool is_special(const struct parser *parser, const struct token *token)
{
	static const char *const names[] = {"__class__", "__classdict__",
					    "__conditional_annotations__",
					    "__type_params__"};
	const char *text = parser->text + token->start;
	size_t size = token->end - token->start;

	if (token->kind != TOKEN_NAME || size < 3 || text[0] != '_' ||
	    text[1] != '_')
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		if (token_is(parser, token, names[i]))
			return true;
	}
	return parser->minor >= 12 && text[size - 1] != '_';
}

static void want_declared(struct parser *parser, const struct token *token)
{
	for (; token->kind == TOKEN_NAME || token->kind == TOKEN_COMMA;
	     token++) {
		want_name(parser, token);
		if (is_special(parser, token))
			parser_doubt(parser);
	}
}

void names_begin(struct parser *parser, const struct token_array *tokens)
{
	const struct token *first = tokens->items;

	for (const struct token *token = first; token->kind != TOKEN_END;
	     token++) {
		switch (token->kind) {
		case TOKEN_COLONEQUAL:
			if (token > first)
				want_walrus(parser, token, first);
			break;
		case TOKEN_GLOBAL:
		case TOKEN_NONLOCAL:
			want_declared(parser, token + 1);
			break;
		default:
			break;
		}
	}
	if (!parser->wants_names)
		return;
	parser->names = g_array_new(FALSE, FALSE, sizeof(struct name));
	parser->scopes = g_array_new(FALSE, FALSE, sizeof(struct name_scope));
	names_add_scope(parser, parser->scope);
}

uint32_t names_add_scope(struct parser *parser, const struct scope *scope)
{
	struct name_scope record = {
		.outer = scope->outer ? scope->outer->id : 0,
		.kind = scope->kind,
		.first = parser->token,
	};

	if (!parser->wants_names)
		return 0;
	g_array_append_val(parser->scopes, record);
	return parser->scopes->len - 1;
}

struct name *name_at(const struct parser *parser, size_t i)
{
	return &g_array_index(parser->names, struct name, i);
}

void names_add(struct parser *parser, const struct token *token,
	       enum name_kind kind)
{
	struct name name = {
		.token = token,
		.class_name = parser->class_name,
		.scope = parser->scope->id,
		.kind = kind,
	};

	if (token->kind != TOKEN_NAME)
		return;
	if (!parser->is_wanted[sum_of_name(parser, token)] &&
	    !has_other_spelling(parser, token))
		return;
	g_array_append_val(parser->names, name);
}

/* ------------------------------------------------------------- changes */

/* The first note of a token from first on. */
static size_t find_note(const struct parser *parser, const struct token *first)
{
	size_t i = parser->names->len;

	while (i > 0 && name_at(parser, i - 1)->token >= first)
		i--;
	return i;
}

void names_change(struct parser *parser, const struct token *token,
		  enum name_kind kind)
{
	size_t i;

	if (!parser->wants_names)
		return;
	i = find_note(parser, token);
	if (i < parser->names->len && name_at(parser, i)->token == token)
		name_at(parser, i)->kind = kind;
}

void names_take_parameters(struct parser *parser, size_t since)
{
	uint32_t outer = parser->scope->outer->id;

	for (size_t i = since; i < names_count(parser); i++) {
		struct name *name = name_at(parser, i);

		if (name->scope == outer && name->kind == NAME_PARAMETER)
			name->scope = parser->scope->id;
	}
}

void names_take_element(struct parser *parser, const struct mark *mark)
{
	uint32_t outer = parser->scope->outer->id;
	uint32_t id = parser->scope->id;

	if (!parser->wants_names)
		return;
	for (size_t i = mark->n_names; i < parser->names->len; i++) {
		if (name_at(parser, i)->scope == outer)
			name_at(parser, i)->scope = id;
	}
	for (size_t i = mark->n_scopes; i < id; i++) {
		struct name_scope *inner =
			&g_array_index(parser->scopes, struct name_scope, i);

		if (inner->outer == outer)
			inner->outer = id;
	}
}

/*
 * CPython visited 'else' before the handlers until 3.12. The names of the
 * handlers are those from handlers on, of 'else' from other on.
 */
void names_swap(struct parser *parser, size_t handlers, size_t other)
{
	size_t end = names_count(parser);
	g_autofree struct name *copy = NULL;

	if (handlers == other || other == end)
		return;
	copy = g_memdup2(name_at(parser, handlers),
			 (other - handlers) * sizeof(struct name));
	memmove(name_at(parser, handlers), name_at(parser, other),
		(end - other) * sizeof(struct name));
	memcpy(name_at(parser, handlers + end - other), copy,
	       (other - handlers) * sizeof(struct name));
}

/* ------------------------------------------------------------- targets */

static bool opens(unsigned int kind)
{
	return kind == TOKEN_LPAR || kind == TOKEN_LSQB || kind == TOKEN_LBRACE;
}

static bool closes(unsigned int kind)
{
	return kind == TOKEN_RPAR || kind == TOKEN_RSQB || kind == TOKEN_RBRACE;
}

const struct token *skip_element(const struct token *token,
				 const struct token *end)
{
	unsigned int depth = 0;

	for (; token < end; token++) {
		if (depth == 0 &&
		    (token->kind == TOKEN_COMMA || closes(token->kind)))
			break;
		if (opens(token->kind))
			depth++;
		else if (closes(token->kind))
			depth--;
	}
	return token;
}

bool is_whole_element(const struct token *token, const struct token *end)
{
	unsigned int depth = 0;

	do {
		if (opens(token->kind))
			depth++;
		else if (closes(token->kind))
			depth--;
		token++;
	} while (depth > 0 && token < end);
	return token == end || token->kind == TOKEN_COMMA ||
	       closes(token->kind);
}

void names_bind_targets(struct parser *parser, const struct token *first,
			enum name_kind kind)
{
	const struct token *end = parser->token;
	const struct token *token = first;
	size_t i;

	if (!parser->wants_names)
		return;
	i = find_note(parser, first);
	while (token < end) {
		const struct token *next = token + 1;
		bool is_mark = token->kind == TOKEN_COMMA ||
			       token->kind == TOKEN_STAR || closes(token->kind);

		if (!is_mark && !is_whole_element(token, end)) {
			next = skip_element(token, end);
		} else if (token->kind == TOKEN_NAME) {
			while (i < parser->names->len &&
			       name_at(parser, i)->token < token)
				i++;
			if (i < parser->names->len &&
			    name_at(parser, i)->token == token)
				name_at(parser, i)->kind = kind;
		}
		token = next;
	}
}

/* A target in which there is ':=', or up to 3.11 an expression at all. */
static void doubt_target(struct parser *parser, const struct token *first)
{
	for (const struct token *token = first; token < parser->token;
	     token++) {
		if (token->kind == TOKEN_COLONEQUAL ||
		    (parser->minor < 12 &&
		     (token->kind == TOKEN_DOT || token->kind == TOKEN_LSQB)))
			parser_doubt(parser);
	}
}

void names_note_target(struct parser *parser, const struct token *first)
{
	if (!parser->wants_names)
		return;
	doubt_target(parser, first);
	for (size_t i = find_note(parser, first); i < parser->names->len; i++) {
		struct name *name = name_at(parser, i);

		if (name->scope != parser->scope->id)
			continue;
		if (name->kind == NAME_USED)
			name->kind = NAME_IN_TARGET;
		if (name->kind == NAME_WALRUS)
			parser_refuse(parser, name->token,
				      "comprehension inner loop cannot rebind "
				      "assignment expression target");
	}
}
