/* peg_grammar - read the notation of peg.h for one version of Python. */

#include <config.h>

#include "peg_grammar.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "error.h"

static struct peg_choice *read_choice(struct peg_reader *reader);

/* -------------------------------------------------------------- faults */

void *peg_reader_fail(struct peg_reader *reader, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	if (reader->failed)
		return NULL;
	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	reader->failed = true;
	g_set_error(reader->error, LK_ERROR, LK_ERROR_INPUT, "line %u: %s",
		    reader->words.word.line, message);
	return NULL;
}

bool peg_reader_takes(struct peg_reader *reader, const char *sign)
{
	if (reader->failed || !peg_word_is(&reader->words.word, sign))
		return false;
	peg_words_advance(&reader->words);
	return true;
}

bool peg_reader_needs(struct peg_reader *reader, const char *sign)
{
	const struct peg_word *word = &reader->words.word;

	if (peg_reader_takes(reader, sign))
		return true;
	peg_reader_fail(reader, "'%s' is expected, not '%.*s'", sign,
			(int)word->size, word->start);
	return false;
}

const char *peg_reader_text(struct peg_reader *reader)
{
	const struct peg_word *word = &reader->words.word;

	return arena_strndup(&reader->grammar->arena, word->start, word->size);
}

/* --------------------------------------------------------------- items */

static struct peg_item *new_item(struct peg_reader *reader,
				 enum peg_item_kind kind)
{
	struct peg_item *item =
		arena_alloc(&reader->grammar->arena, sizeof(*item));

	item->kind = kind;
	return item;
}

/* The rule of that name, which may not be defined yet. */
static struct peg_rule *find_rule(struct peg_reader *reader, const char *name)
{
	struct peg_grammar *grammar = reader->grammar;
	struct peg_rule *rule = g_hash_table_lookup(grammar->names, name);

	if (rule)
		return rule;
	rule = arena_alloc(&grammar->arena, sizeof(*rule));
	rule->depth = 1;
	rule->name = name;
	rule->number = grammar->rules->len;
	rule->line = reader->words.word.line;
	rule->without_invalid = g_str_has_suffix(name, "_without_invalid");
	g_hash_table_insert(grammar->names, (void *)name, rule);
	g_ptr_array_add(grammar->rules, rule);
	return rule;
}

/* The kind of token that is spelt so, or N_TOKEN_KINDS. */
static unsigned int spelt_token(const char *text)
{
	unsigned int kind = TOKEN_LPAR;

	while (kind < N_TOKEN_KINDS &&
	       strcmp(token_kind_name((enum token_kind)kind), text) != 0)
		kind++;
	return kind;
}

/* NAME, NEWLINE and others that are written in capitals. */
static struct peg_item *named_token(struct peg_reader *reader, const char *name)
{
	static const struct {
		const char *name;
		unsigned int kind;
		bool is_template;
	} tokens[] = {
		{"END", TOKEN_END, false},
		{"NEWLINE", TOKEN_NEWLINE, false},
		{"INDENT", TOKEN_INDENT, false},
		{"DEDENT", TOKEN_DEDENT, false},
		{"NAME", TOKEN_NAME, false},
		{"NUMBER", TOKEN_NUMBER, false},
		{"STRING", TOKEN_STRING, false},
		{"FSTRING_START", TOKEN_FSTRING_START, false},
		{"FSTRING_MIDDLE", TOKEN_FSTRING_MIDDLE, false},
		{"FSTRING_END", TOKEN_FSTRING_END, false},
		{"TSTRING_START", TOKEN_FSTRING_START, true},
		{"TSTRING_MIDDLE", TOKEN_FSTRING_MIDDLE, true},
		{"TSTRING_END", TOKEN_FSTRING_END, true},
		{"ASYNC", TOKEN_ASYNC, false},
		{"AWAIT", TOKEN_AWAIT, false},
		/* compile() has none, but the parser looks for them. */
		{"TYPE_COMMENT", N_TOKEN_KINDS, false},
	};
	struct peg_item *item = new_item(reader, ITEM_TOKEN);

	if (strcmp(name, "SOFT_KEYWORD") == 0) {
		item->kind = ITEM_SOFT_KEYWORD;
		return item;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(tokens); i++) {
		if (strcmp(tokens[i].name, name) != 0)
			continue;
		item->number = tokens[i].kind;
		item->is_template = tokens[i].is_template;
		return item;
	}
	return peg_reader_fail(reader, "no token is called '%s'", name);
}

static struct peg_item *read_name(struct peg_reader *reader)
{
	const char *name = peg_reader_text(reader);
	struct peg_item *item;

	if (g_ascii_isupper(*name)) {
		item = named_token(reader, name);
	} else {
		item = new_item(reader, ITEM_RULE);
		item->number = find_rule(reader, name)->number;
		item->text = name;
	}
	peg_words_advance(&reader->words);
	return item;
}

static struct peg_item *read_quoted(struct peg_reader *reader)
{
	struct peg_item *item = new_item(reader, ITEM_TOKEN);

	item->text = peg_reader_text(reader);
	item->number = spelt_token(item->text);
	if (item->number == N_TOKEN_KINDS)
		return peg_reader_fail(reader, "no token is spelt '%s'",
				       item->text);
	peg_words_advance(&reader->words);
	return item;
}

static struct peg_item *read_soft(struct peg_reader *reader)
{
	struct peg_item *item = new_item(reader, ITEM_SOFT);

	item->text = peg_reader_text(reader);
	peg_words_advance(&reader->words);
	return item;
}

/* ( alternatives ) or, as optional, [ alternatives ]. */
static struct peg_item *read_group(struct peg_reader *reader)
{
	bool is_optional = peg_word_is(&reader->words.word, "[");
	const char *start = reader->words.after.place;
	struct peg_item *group = new_item(reader, ITEM_GROUP);
	struct peg_item *optional;
	const char *end;

	peg_words_advance(&reader->words);
	group->choice = read_choice(reader);
	end = reader->words.word.place;
	if (!peg_reader_needs(reader, is_optional ? "]" : ")"))
		return NULL;
	group->text = g_strchomp(arena_strndup(&reader->grammar->arena, start,
					       (size_t)(end - start)));
	if (!is_optional)
		return group;
	optional = new_item(reader, ITEM_OPTIONAL);
	optional->inner = group;
	return optional;
}

static struct peg_item *read_atom(struct peg_reader *reader)
{
	const struct peg_word *word = &reader->words.word;

	if (reader->failed)
		return NULL;
	if (word->kind == WORD_NAME)
		return read_name(reader);
	if (word->kind == WORD_QUOTED)
		return read_quoted(reader);
	if (word->kind == WORD_SOFT)
		return read_soft(reader);
	if (peg_word_is(word, "(") || peg_word_is(word, "["))
		return read_group(reader);
	return peg_reader_fail(reader, "an item is expected, not '%.*s'",
			       (int)word->size, word->start);
}

static struct peg_item *wrap(struct peg_reader *reader, enum peg_item_kind kind,
			     struct peg_item *inner)
{
	struct peg_item *item = new_item(reader, kind);

	item->inner = inner;
	return item;
}

/* An atom with what is written behind it. */
static struct peg_item *read_repeated(struct peg_reader *reader)
{
	struct peg_item *atom = read_atom(reader);
	struct peg_item *gather;

	if (peg_reader_takes(reader, "?"))
		return wrap(reader, ITEM_OPTIONAL, atom);
	if (peg_reader_takes(reader, "*"))
		return wrap(reader, ITEM_STAR, atom);
	if (peg_reader_takes(reader, "+"))
		return wrap(reader, ITEM_PLUS, atom);
	if (!peg_reader_takes(reader, "."))
		return atom;
	gather = wrap(reader, ITEM_GATHER, read_atom(reader));
	gather->separator = atom;
	peg_reader_needs(reader, "+");
	return gather;
}

/* What is said to be expected: 'x' of a token, (a | b) of all else. */
static struct peg_item *read_forced(struct peg_reader *reader)
{
	struct peg_item *inner = read_atom(reader);
	struct peg_item *item;

	if (reader->failed)
		return NULL;
	item = wrap(reader, ITEM_FORCED, inner);
	if (inner->kind == ITEM_TOKEN)
		item->text = arena_printf(&reader->grammar->arena, "'%s'",
					  inner->text);
	else
		item->text = arena_printf(&reader->grammar->arena, "(%s)",
					  inner->text);
	return item;
}

static struct peg_item *read_unlabelled(struct peg_reader *reader)
{
	if (peg_reader_takes(reader, "&&"))
		return read_forced(reader);
	if (peg_reader_takes(reader, "&"))
		return wrap(reader, ITEM_AHEAD, read_atom(reader));
	if (peg_reader_takes(reader, "!"))
		return wrap(reader, ITEM_NOT_AHEAD, read_atom(reader));
	if (peg_reader_takes(reader, "~"))
		return new_item(reader, ITEM_CUT);
	return read_repeated(reader);
}

static struct peg_item *read_item(struct peg_reader *reader)
{
	const char *label = NULL;
	struct peg_item *item;

	if (reader->words.word.kind == WORD_NAME &&
	    peg_word_is(&reader->words.after, "=")) {
		label = peg_reader_text(reader);
		peg_words_advance(&reader->words);
		peg_words_advance(&reader->words);
	}
	item = read_unlabelled(reader);
	if (item)
		item->label = label;
	return item;
}

/* -------------------------------------------------------- alternatives */

/* "3.10" as 10. */
static bool read_minor(const char **next, unsigned int *out)
{
	char *end;

	if (memcmp(*next, "3.", 2) != 0 || !g_ascii_isdigit((*next)[2]))
		return false;
	*out = (unsigned int)strtoul(*next + 2, &end, 10);
	*next = end;
	return true;
}

/* Is the version within {3.10..}, {..3.11}, {3.9..3.11} or {3.12}? */
static bool read_gate(struct peg_reader *reader)
{
	const char *gate = peg_reader_text(reader);
	const char *next = gate;
	unsigned int first = 0;
	unsigned int last = 99;
	bool has_first = read_minor(&next, &first);
	bool has_last = false;

	if (g_str_has_prefix(next, "..")) {
		next += 2;
		has_last = read_minor(&next, &last);
	} else {
		last = first;
	}
	if (*next != '\0' || (!has_first && !has_last))
		peg_reader_fail(reader, "{%s} names no versions", gate);
	peg_words_advance(&reader->words);
	return first <= reader->grammar->minor &&
	       reader->grammar->minor <= last;
}

static bool at_end_of_items(const struct peg_reader *reader)
{
	const struct peg_word *word = &reader->words.word;

	return reader->failed || word->kind == WORD_END || word->begins_line ||
	       peg_word_is(word, "|") || peg_word_is(word, ")") ||
	       peg_word_is(word, "]") || peg_word_is(word, "=>");
}

static void *copied(struct peg_reader *reader, const void *items, size_t size)
{
	void *copy = arena_alloc(&reader->grammar->arena, size);

	if (size > 0)
		memcpy(copy, items, size);
	return copy;
}

static void read_items(struct peg_reader *reader,
		       struct peg_alternative *alternative)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new();

	while (!at_end_of_items(reader))
		g_ptr_array_add(items, read_item(reader));
	alternative->items = copied(reader, items->pdata,
				    items->len * sizeof(items->pdata[0]));
	alternative->n_items = items->len;
	if (!reader->failed && items->len == 1) {
		const struct peg_item *only = alternative->items[0];

		alternative->is_invalid =
			only->kind == ITEM_RULE &&
			g_str_has_prefix(only->text, "invalid_");
	}
}

/* Returns whether the alternative is one of the grammar's version. */
static bool read_alternative(struct peg_reader *reader,
			     struct peg_alternative *alternative)
{
	bool holds = true;

	*alternative = (struct peg_alternative){0};
	if (reader->words.word.kind == WORD_GATE)
		holds = read_gate(reader);
	read_items(reader, alternative);
	if (peg_reader_takes(reader, "=>"))
		alternative->action = peg_action_read(reader, alternative);
	return holds && !reader->failed;
}

static struct peg_choice *read_choice(struct peg_reader *reader)
{
	g_autoptr(GArray) kept =
		g_array_new(FALSE, FALSE, sizeof(struct peg_alternative));
	struct peg_choice *choice =
		arena_alloc(&reader->grammar->arena, sizeof(*choice));
	struct peg_alternative alternative;

	peg_reader_takes(reader, "|");
	do {
		if (read_alternative(reader, &alternative))
			g_array_append_val(kept, alternative);
	} while (peg_reader_takes(reader, "|"));
	choice->n_alternatives = kept->len;
	choice->alternatives =
		copied(reader, kept->data, kept->len * sizeof(alternative));
	return choice;
}

/* --------------------------------------------------------------- rules */

/* rule (memo): or rule (2): */
static void read_mark(struct peg_reader *reader, struct peg_rule *rule)
{
	const char *mark;

	if (!peg_reader_takes(reader, "("))
		return;
	mark = peg_reader_text(reader);
	if (reader->words.word.kind == WORD_NUMBER)
		rule->depth = (unsigned int)strtoul(mark, NULL, 10);
	else if (strcmp(mark, "memo") == 0)
		rule->is_memoized_always = true;
	else
		peg_reader_fail(reader, "only (memo) or a number may follow a "
					"rule's name");
	peg_words_advance(&reader->words);
	peg_reader_needs(reader, ")");
}

static void read_rule(struct peg_reader *reader)
{
	const struct peg_word *word = &reader->words.word;
	struct peg_rule *rule;

	if (word->kind != WORD_NAME || !word->begins_line) {
		peg_reader_fail(reader, "a rule is expected, not '%.*s'",
				(int)word->size, word->start);
		return;
	}
	rule = find_rule(reader, peg_reader_text(reader));
	if (rule->choice) {
		peg_reader_fail(reader, "rule '%s' is defined twice",
				rule->name);
		return;
	}
	rule->line = word->line;
	peg_words_advance(&reader->words);
	read_mark(reader, rule);
	if (peg_reader_needs(reader, ":"))
		rule->choice = read_choice(reader);
}

static void check_all_defined(struct peg_reader *reader)
{
	for (size_t i = 0; i < reader->grammar->rules->len; i++) {
		const struct peg_rule *rule = reader->grammar->rules->pdata[i];

		reader->words.word.line = rule->line;
		if (!rule->choice)
			peg_reader_fail(reader, "there is no rule '%s'",
					rule->name);
	}
}

static void check_recursion(struct peg_reader *reader)
{
	const struct peg_rule *rule = peg_grammar_analyse(reader->grammar);

	if (!rule)
		return;
	reader->words.word.line = rule->line;
	peg_reader_fail(reader, "no one rule is in all left recursions of '%s'",
			rule->name);
}

struct peg_grammar *peg_grammar_read(const char *text, unsigned int minor,
				     const struct peg_helper *helpers,
				     GError **error)
{
	struct peg_grammar *grammar = g_new0(struct peg_grammar, 1);
	struct peg_reader reader = {.grammar = grammar, .error = error};

	grammar->minor = minor;
	grammar->helpers = helpers;
	grammar->names = g_hash_table_new(g_str_hash, g_str_equal);
	grammar->rules = g_ptr_array_new();
	peg_words_init(&reader.words, text);
	while (!reader.failed && reader.words.word.kind != WORD_END)
		read_rule(&reader);
	if (!reader.failed)
		check_all_defined(&reader);
	if (!reader.failed)
		check_recursion(&reader);
	if (reader.failed) {
		peg_grammar_free(grammar);
		return NULL;
	}
	return grammar;
}

void peg_grammar_free(struct peg_grammar *grammar)
{
	if (!grammar)
		return;
	g_hash_table_unref(grammar->names);
	g_ptr_array_unref(grammar->rules);
	arena_release(&grammar->arena);
	g_free(grammar);
}
