/* recognize_names - names that a scope may not declare or bind. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "recognize_parser.h"

/*
 * Only declarations and ':=' can be wrong, so only the names in them are
 * noted, with few others that have the same sum, and judged at the end, when
 * all scopes are known.
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
			for (const struct token *name = token + 1;
			     name->kind == TOKEN_NAME ||
			     name->kind == TOKEN_COMMA;
			     name++)
				want_name(parser, name);
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

static struct name *name_at(const struct parser *parser, size_t i)
{
	return &g_array_index(parser->names, struct name, i);
}

static const struct name_scope *scope_at(const struct parser *parser,
					 uint32_t id)
{
	return &g_array_index(parser->scopes, struct name_scope, id);
}

/* _A__x: what __x is called in the class A. */
static bool is_mangled(const struct parser *parser, const struct token *token)
{
	const char *name = parser->text + token->start;
	size_t size = token->end - token->start;

	return name[0] == '_' && size > 3 && name[1] != '_' &&
	       memmem(name + 2, size - 2, "__", 2) != NULL;
}

void names_add(struct parser *parser, const struct token *token,
	       enum name_kind kind)
{
	struct name name = {
		.token = token,
		.scope = parser->scope->id,
		.kind = kind,
	};

	if (kind == NAME_USED && parser->in_annotation)
		return;
	if (token->flags & TOKEN_NON_ASCII)
		parser->has_non_ascii_name = true;
	if (is_mangled(parser, token))
		parser->has_mangled_name = true;
	if (!parser->is_wanted[sum_of_name(parser, token)])
		return;
	g_array_append_val(parser->names, name);
}

/* ------------------------------------------------------------- changes */

void names_change_last(struct parser *parser, const struct token *token,
		       enum name_kind kind)
{
	struct name *last;

	if (!parser->wants_names)
		return;
	if (parser->names->len == 0) {
		names_note(parser, token, kind);
		return;
	}
	last = name_at(parser, parser->names->len - 1);
	if (last->token == token)
		last->kind = kind;
	else
		names_note(parser, token, kind);
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

/* The end of the element at token: a comma, a closer, or end. */
static const struct token *skip_element(const struct token *token,
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

/* Does the group that opens at token end its element? */
static bool is_whole_element(const struct token *token, const struct token *end)
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

/* The first note of a token from first on. */
static size_t find_note(const struct parser *parser, const struct token *first)
{
	size_t i = parser->names->len;

	while (i > 0 && name_at(parser, i - 1)->token >= first)
		i--;
	return i;
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

/* ------------------------------------------------------------- judging */

static int compare_texts(const struct parser *parser, const struct token *a,
			 const struct token *b)
{
	uint32_t size = a->end - a->start;

	if (size != b->end - b->start)
		return size < b->end - b->start ? -1 : 1;
	return memcmp(parser->text + a->start, parser->text + b->start, size);
}

/* By name, scope, and the order of the notes, which are all of one array. */
static int compare_names(const void *left, const void *right, void *data)
{
	const struct name *a = *(const struct name *const *)left;
	const struct name *b = *(const struct name *const *)right;
	int order = compare_texts(data, a->token, b->token);

	if (order != 0)
		return order;
	if (a->scope != b->scope)
		return a->scope < b->scope ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* All notes of one name, sorted. */
struct group {
	const struct name **items;
	size_t n;
};

/* The notes of the name in a scope; empty if there are none. */
static struct group group_in_scope(struct group group, uint32_t scope)
{
	size_t low = 0;
	size_t high = group.n;
	struct group found;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (group.items[middle]->scope < scope)
			low = middle + 1;
		else
			high = middle;
	}
	found = (struct group){group.items + low, 0};
	while (low + found.n < group.n && found.items[found.n]->scope == scope)
		found.n++;
	return found;
}

static const struct name *find_kind(struct group group, enum name_kind kind)
{
	for (size_t i = 0; i < group.n; i++) {
		if (group.items[i]->kind == kind)
			return group.items[i];
	}
	return NULL;
}

/* What may not stand before a declaration of the name in its scope. */
static const char *message_before(enum name_kind kind, bool is_global)
{
	switch (kind) {
	case NAME_USED:
		return is_global ? "name is used prior to global declaration"
				 : "name is used prior to nonlocal declaration";
	case NAME_BOUND:
	case NAME_WALRUS:
		return is_global
			       ? "name is assigned to before global declaration"
			       : "name is assigned to before nonlocal "
				 "declaration";
	case NAME_PARAMETER:
		return is_global ? "name is parameter and global"
				 : "name is parameter and nonlocal";
	case NAME_ANNOTATED:
		return is_global ? "annotated name can't be global"
				 : "annotated name can't be nonlocal";
	default:
		return NULL;
	}
}

/* The first declaration in a scope, and what stands before and behind. */
static void check_declarations(struct parser *parser, struct group group)
{
	const struct name *global = find_kind(group, NAME_GLOBAL);
	const struct name *nonlocal = find_kind(group, NAME_NONLOCAL);
	const struct name *annotated = find_kind(group, NAME_ANNOTATED);
	const struct name *first = global ? global : nonlocal;

	if (!first)
		return;
	if (global && nonlocal)
		parser_refuse(parser, nonlocal->token,
			      "name is nonlocal and global");
	for (size_t i = 0; group.items[i] != first; i++) {
		const char *message =
			message_before(group.items[i]->kind, first == global);

		if (message)
			parser_refuse(parser, first->token, message);
	}
	if (annotated && annotated > first &&
	    scope_at(parser, first->scope)->kind != SCOPE_MODULE)
		parser_refuse(parser, annotated->token,
			      message_before(NAME_ANNOTATED, first == global));
}

/* Cells that a class makes for its functions. */
static bool is_class_cell(const struct parser *parser,
			  const struct token *token)
{
	return token_is(parser, token, "__class__") ||
	       token_is(parser, token, "__classdict__") ||
	       token_is(parser, token, "__conditional_annotations__");
}

/* Does the scope, a function of any kind, make the name a local one? */
static bool binds(struct group in_scope)
{
	for (size_t i = 0; i < in_scope.n; i++) {
		switch (in_scope.items[i]->kind) {
		case NAME_USED:
		case NAME_NOTHING:
			break;
		default:
			return true;
		}
	}
	return false;
}

/* Is the nonlocal name one of a function around its scope? */
static bool is_bound(const struct parser *parser, struct group group,
		     const struct name *nonlocal)
{
	uint32_t id = nonlocal->scope;
	bool has_class = false;

	while (id != 0) {
		id = scope_at(parser, id)->outer;
		const struct name_scope *scope = scope_at(parser, id);

		if (scope->kind == SCOPE_MODULE)
			break;
		if (scope->kind == SCOPE_CLASS) {
			has_class = true;
			continue;
		}
		struct group in_scope = group_in_scope(group, id);
		if (find_kind(in_scope, NAME_GLOBAL))
			break;
		if (binds(in_scope))
			return true;
	}
	return has_class && is_class_cell(parser, nonlocal->token);
}

/* Where another spelling may be the same name, nothing is said. */
static void check_nonlocal_name(struct parser *parser, struct group group,
				const struct name *nonlocal)
{
	if (parser->has_non_ascii_name || parser->has_mangled_name)
		return;
	if (scope_at(parser, nonlocal->scope)->kind != SCOPE_MODULE &&
	    !is_bound(parser, group, nonlocal))
		parser_refuse(parser, nonlocal->token,
			      "no binding for nonlocal found");
}

/*
 * Was the target noted before ':=' was, in the order that CPython visits a
 * comprehension: the element, which begins it, comes last.
 */
static bool is_visited_before(const struct parser *parser,
			      const struct name *target,
			      const struct name *walrus)
{
	const struct name_scope *scope = scope_at(parser, target->scope);

	return walrus->token < scope->first || target->token < walrus->token;
}

/* ':=' may not rebind the variables of the comprehensions it stands in. */
static void check_walrus(struct parser *parser, struct group group,
			 const struct name *walrus)
{
	uint32_t id = walrus->scope;

	while (scope_at(parser, id)->kind == SCOPE_COMPREHENSION) {
		const struct name *target =
			find_kind(group_in_scope(group, id), NAME_ITERATED);

		if (target && (id == walrus->scope ||
			       is_visited_before(parser, target, walrus)))
			parser_refuse(parser, walrus->token,
				      "assignment expression cannot rebind "
				      "comprehension iteration variable");
		id = scope_at(parser, id)->outer;
	}
}

static bool begins_private(const struct parser *parser,
			   const struct token *token)
{
	return token->end - token->start > 2 &&
	       memcmp(parser->text + token->start, "__", 2) == 0;
}

static void check_group(struct parser *parser, struct group group)
{
	for (size_t i = 0; i < group.n;) {
		struct group rest = {group.items + i, group.n - i};
		uint32_t scope = group.items[i]->scope;
		struct group in_scope = {rest.items, 0};

		while (in_scope.n < rest.n &&
		       rest.items[in_scope.n]->scope == scope)
			in_scope.n++;
		check_declarations(parser, in_scope);
		const struct name *nonlocal =
			find_kind(in_scope, NAME_NONLOCAL);
		if (nonlocal)
			check_nonlocal_name(parser, group, nonlocal);
		const struct name *walrus = find_kind(in_scope, NAME_WALRUS);
		/* Until 3.12 private names were compared unmangled. */
		if (walrus && (parser->minor >= 13 ||
			       !begins_private(parser, walrus->token)))
			check_walrus(parser, group, walrus);
		i += in_scope.n;
	}
}

/* ':=' in a comprehension binds in the scope around it. */
static void bind_walruses(struct parser *parser)
{
	size_t n = parser->names->len;

	for (size_t i = 0; i < n; i++) {
		struct name name = *name_at(parser, i);

		if (name.kind != NAME_WALRUS ||
		    scope_at(parser, name.scope)->kind != SCOPE_COMPREHENSION)
			continue;
		while (scope_at(parser, name.scope)->kind ==
		       SCOPE_COMPREHENSION)
			name.scope = scope_at(parser, name.scope)->outer;
		name.kind = NAME_PERHAPS;
		g_array_append_val(parser->names, name);
	}
}

void names_judge(struct parser *parser)
{
	g_autofree const struct name **items = NULL;
	size_t n;

	if (!parser->wants_names)
		return;
	bind_walruses(parser);
	n = parser->names->len;
	items = g_new(const struct name *, n);
	for (size_t i = 0; i < n; i++)
		items[i] = name_at(parser, i);
	g_qsort_with_data(items, (int)n, sizeof(items[0]), compare_names,
			  parser);
	for (size_t i = 0; i < n;) {
		struct group group = {items + i, 1};

		while (i + group.n < n &&
		       compare_texts(parser, items[i]->token,
				     group.items[group.n]->token) == 0)
			group.n++;
		check_group(parser, group);
		i += group.n;
	}
}
