/* recognize_declaration - names that a scope may not declare or bind. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "recognize_parser.h"

/* A note, with what it takes to compare it. */
struct entry {
	struct name name;
	struct spelling spelling;
	size_t order; /* in which CPython visits */
};

/* All notes of one name, or those of them in one scope; sorted. */
struct group {
	const struct entry *items;
	size_t n;
};

static const struct name_scope *scope_at(const struct parser *parser,
					 uint32_t id)
{
	return &g_array_index(parser->scopes, struct name_scope, id);
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;
	int order;

	if (a->spelling.size != b->spelling.size)
		return a->spelling.size < b->spelling.size ? -1 : 1;
	order = memcmp(a->spelling.text, b->spelling.text, a->spelling.size);
	if (order != 0)
		return order;
	if (a->name.scope != b->name.scope)
		return a->name.scope < b->name.scope ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* The notes of the name in a scope; empty if there are none. */
static struct group group_in_scope(struct group group, uint32_t scope)
{
	size_t low = 0;
	size_t high = group.n;
	struct group found;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (group.items[middle].name.scope < scope)
			low = middle + 1;
		else
			high = middle;
	}
	found = (struct group){group.items + low, 0};
	while (low + found.n < group.n &&
	       found.items[found.n].name.scope == scope)
		found.n++;
	return found;
}

static const struct entry *find_kind(struct group group, enum name_kind kind)
{
	for (size_t i = 0; i < group.n; i++) {
		if (group.items[i].name.kind == kind)
			return &group.items[i];
	}
	return NULL;
}

/* -------------------------------------------------- global and nonlocal */

/* What may not stand before a declaration of the name in its scope. */
static const char *message_before(enum name_kind kind, bool is_global)
{
	switch (kind) {
	case NAME_USED:
		return is_global ? "name is used prior to global declaration"
				 : "name is used prior to nonlocal declaration";
	case NAME_BOUND:
	case NAME_WALRUS:
	case NAME_REBOUND:
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

static bool is_declaration(const struct entry *entry)
{
	return entry->name.kind == NAME_GLOBAL ||
	       entry->name.kind == NAME_NONLOCAL;
}

/*
 * Each declaration looks at all that stands before it, even behind another.
 * In a module a comprehension's ':=' is a declaration itself.
 */
static void check_order(struct parser *parser, struct group group)
{
	bool is_module = group.items[0].name.scope == 0;
	const struct entry *declaration = NULL;
	enum name_kind before = NAME_NOTHING;

	for (size_t i = 0; i < group.n; i++) {
		const struct entry *entry = &group.items[i];
		bool is_global = entry->name.kind == NAME_GLOBAL;
		const char *message = NULL;

		if (is_declaration(entry)) {
			declaration = entry;
			message = message_before(before, is_global);
		} else if (message_before(entry->name.kind, true) &&
			   !(is_module && entry->name.kind == NAME_REBOUND)) {
			before = entry->name.kind;
			if (before == NAME_ANNOTATED && declaration &&
			    !is_module)
				message = message_before(before, true);
		}
		if (message)
			parser_refuse(parser, entry->name.token, message);
	}
}

static void check_declarations(struct parser *parser, struct group group)
{
	const struct entry *global = find_kind(group, NAME_GLOBAL);
	const struct entry *nonlocal = find_kind(group, NAME_NONLOCAL);

	if (global && nonlocal)
		parser_refuse(parser, nonlocal->name.token,
			      "name is nonlocal and global");
	if (global || nonlocal)
		check_order(parser, group);
}

/* Cells that a class makes for its functions. */
static bool is_class_cell(const struct parser *parser,
			  const struct token *token)
{
	if (token_is(parser, token, "__class__"))
		return true;
	if (token_is(parser, token, "__classdict__"))
		return parser->minor >= 12;
	return parser->minor >= 14 &&
	       token_is(parser, token, "__conditional_annotations__");
}

/* Does the scope, a function of any kind, make the name a local one? */
static bool binds(struct group in_scope)
{
	for (size_t i = 0; i < in_scope.n; i++) {
		switch (in_scope.items[i].name.kind) {
		case NAME_USED:
		case NAME_IN_TARGET:
		case NAME_NOTHING:
			break;
		default:
			return true;
		}
	}
	return false;
}

/*
 * Is the nonlocal name one of a function around its scope? A type parameter
 * is none, unless a class has given the name a value of its own.
 */
static bool is_bound(const struct parser *parser, struct group group,
		     const struct name *nonlocal)
{
	uint32_t id = nonlocal->scope;
	bool has_class = false;
	bool has_value = false;

	while (id != 0) {
		id = scope_at(parser, id)->outer;
		const struct name_scope *scope = scope_at(parser, id);
		struct group in_scope = group_in_scope(group, id);

		if (scope->kind == SCOPE_MODULE)
			break;
		if (scope->kind == SCOPE_CLASS) {
			has_class = true;
			has_value |= binds(in_scope) &&
				     !find_kind(in_scope, NAME_GLOBAL);
			continue;
		}
		if (find_kind(in_scope, NAME_TYPE))
			return has_value;
		if (find_kind(in_scope, NAME_GLOBAL))
			break;
		if (binds(in_scope))
			return true;
	}
	return has_class && is_class_cell(parser, nonlocal->token);
}

static void check_nonlocal_name(struct parser *parser, struct group group,
				const struct name *nonlocal)
{
	if (scope_at(parser, nonlocal->scope)->kind != SCOPE_MODULE &&
	    !is_bound(parser, group, nonlocal))
		parser_refuse(parser, nonlocal->token,
			      "no binding for nonlocal found");
}

/* ------------------------------------------------------------------- := */

/* Does a ':=' in the scope bind in the scope around it? */
static bool passes_walrus(const struct name_scope *scope)
{
	return scope->kind == SCOPE_COMPREHENSION ||
	       scope->kind == SCOPE_ANNOTATION;
}

/* Where a ':=' that stands in a comprehension binds. */
static uint32_t scope_of_walrus(const struct parser *parser, uint32_t id)
{
	while (passes_walrus(scope_at(parser, id)))
		id = scope_at(parser, id)->outer;
	return id;
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

static void refuse_rebinding(struct parser *parser, const struct name *walrus)
{
	parser_refuse(parser, walrus->token,
		      "assignment expression cannot rebind comprehension "
		      "iteration variable");
}

/* Another ':=' with the name makes it one that a later one may not rebind. */
static bool has_other_walrus(struct group notes, const struct name *walrus)
{
	for (size_t i = 0; i < notes.n; i++) {
		if (notes.items[i].name.kind == NAME_WALRUS &&
		    notes.items[i].name.token != walrus->token)
			return true;
	}
	return false;
}

/*
 * May the ':=' not stand in a comprehension, of which these are the notes,
 * for one of them? Until 3.11 all names in a target counted as variables;
 * behind ':=' they do since.
 */
static bool forbids_walrus(const struct parser *parser, struct group notes,
			   const struct name *note, const struct name *walrus)
{
	bool is_before = is_visited_before(parser, note, walrus);
	bool is_same_scope = note->scope == walrus->scope;

	if (note->kind == NAME_ITERATED)
		return is_before || is_same_scope;
	if (note->kind != NAME_IN_TARGET)
		return false;
	if (!is_before)
		return is_same_scope;
	return parser->minor < 12 || has_other_walrus(notes, walrus);
}

/* ':=' may not rebind the variables of the comprehensions it stands in. */
static void check_walrus(struct parser *parser, struct group group,
			 const struct name *walrus)
{
	uint32_t id = walrus->scope;

	while (passes_walrus(scope_at(parser, id))) {
		struct group notes = group_in_scope(group, id);

		for (size_t i = 0; i < notes.n; i++) {
			if (forbids_walrus(parser, notes, &notes.items[i].name,
					   walrus))
				refuse_rebinding(parser, walrus);
		}
		id = scope_at(parser, id)->outer;
	}
}

/*
 * Until 3.12 CPython looked an unmangled name up among mangled ones. It found
 * neither a variable of the comprehension nor the global declaration of the
 * function around it, and then missed a nonlocal one.
 */
static void check_private_walrus(struct parser *parser, struct group group,
				 const struct name *walrus)
{
	uint32_t id = scope_of_walrus(parser, walrus->scope);
	const struct entry *target =
		find_kind(group_in_scope(group, walrus->scope), NAME_ITERATED);

	if (scope_at(parser, walrus->scope)->kind != SCOPE_COMPREHENSION)
		return;
	if (target && !is_visited_before(parser, &target->name, walrus))
		refuse_rebinding(parser, walrus);
	if (scope_at(parser, id)->kind != SCOPE_MODULE &&
	    find_kind(group_in_scope(group, id), NAME_GLOBAL))
		parser_refuse(parser, walrus->token,
			      "no binding for nonlocal found");
}

static void check_walruses(struct parser *parser, struct group group,
			   struct group in_scope)
{
	for (size_t i = 0; i < in_scope.n; i++) {
		const struct entry *entry = &in_scope.items[i];

		if (entry->name.kind != NAME_WALRUS)
			continue;
		if (parser->minor < 13 && entry->spelling.is_mangled)
			check_private_walrus(parser, group, &entry->name);
		else
			check_walrus(parser, group, &entry->name);
	}
}

/* -------------------------------------------------------------- judging */

static void check_group(struct parser *parser, struct group group)
{
	for (size_t i = 0; i < group.n;) {
		struct group rest = {group.items + i, group.n - i};
		struct group in_scope =
			group_in_scope(rest, rest.items[0].name.scope);
		const struct entry *nonlocal =
			find_kind(in_scope, NAME_NONLOCAL);

		check_declarations(parser, in_scope);
		if (nonlocal)
			check_nonlocal_name(parser, group, &nonlocal->name);
		check_walruses(parser, group, in_scope);
		i += in_scope.n;
	}
}

static void add_entry(GArray *entries, struct name name,
		      struct spelling spelling, size_t order)
{
	struct entry entry = {name, spelling, order};

	g_array_append_val(entries, entry);
}

/* ':=' in a comprehension binds in the scope around it as well. */
static GArray *list_entries(const struct parser *parser)
{
	GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct entry));

	for (size_t i = 0; i < parser->names->len; i++) {
		struct name name = *name_at(parser, i);
		struct spelling spelling =
			spell_name(parser, name.token, name.class_name);

		add_entry(entries, name, spelling, i);
		if (name.kind != NAME_WALRUS ||
		    !passes_walrus(scope_at(parser, name.scope)))
			continue;
		name.scope = scope_of_walrus(parser, name.scope);
		name.kind = NAME_REBOUND;
		spelling.own = g_strdup(spelling.own);
		if (spelling.own)
			spelling.text = spelling.own;
		add_entry(entries, name, spelling, i);
	}
	return entries;
}

void names_judge(struct parser *parser)
{
	g_autoptr(GArray) entries = NULL;
	struct entry *items;
	size_t n;

	if (!parser->wants_names)
		return;
	entries = list_entries(parser);
	g_array_sort(entries, compare_entries);
	items = (struct entry *)entries->data;
	n = entries->len;
	for (size_t i = 0; i < n;) {
		struct group group = {items + i, 1};

		while (i + group.n < n &&
		       is_same_spelling(&items[i].spelling,
					&items[i + group.n].spelling))
			group.n++;
		check_group(parser, group);
		i += group.n;
	}
	for (size_t i = 0; i < n; i++)
		g_free(items[i].spelling.own);
}
