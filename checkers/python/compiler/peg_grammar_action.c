/* peg_grammar_action - read what an alternative of a grammar makes. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "peg_grammar.h"

/* Details of nodes, by the names of tree.h's enums. */
static const struct {
	const char *name;
	uint8_t detail;
} details[] = {
	{"LOAD", CONTEXT_LOAD},
	{"STORE", CONTEXT_STORE},
	{"DEL", CONTEXT_DEL},
	{"NONE", CONSTANT_NONE},
	{"FALSE", CONSTANT_FALSE},
	{"TRUE", CONSTANT_TRUE},
	{"ELLIPSIS", CONSTANT_ELLIPSIS},
	{"NUMBER", CONSTANT_NUMBER},
	{"STRING", CONSTANT_STRING},
	{"BYTES", CONSTANT_BYTES},
	{"ADD", OPERATOR_ADD},
	{"SUB", OPERATOR_SUB},
	{"MULT", OPERATOR_MULT},
	{"MAT_MULT", OPERATOR_MAT_MULT},
	{"DIV", OPERATOR_DIV},
	{"MOD", OPERATOR_MOD},
	{"POW", OPERATOR_POW},
	{"LSHIFT", OPERATOR_LSHIFT},
	{"RSHIFT", OPERATOR_RSHIFT},
	{"BIT_OR", OPERATOR_BIT_OR},
	{"BIT_XOR", OPERATOR_BIT_XOR},
	{"BIT_AND", OPERATOR_BIT_AND},
	{"FLOOR_DIV", OPERATOR_FLOOR_DIV},
	{"INVERT", OPERATOR_INVERT},
	{"NOT", OPERATOR_NOT},
	{"UADD", OPERATOR_UADD},
	{"USUB", OPERATOR_USUB},
	{"AND", OPERATOR_AND},
	{"OR", OPERATOR_OR},
};

static struct peg_action *read_value(struct peg_reader *reader,
				     const struct peg_alternative *alternative);

static struct peg_action *new_action(struct peg_reader *reader,
				     enum peg_action_kind kind)
{
	struct peg_action *action =
		arena_alloc(&reader->grammar->arena, sizeof(*action));

	action->kind = kind;
	return action;
}

/* The item of that label; *out_item is set only if there is one. */
static bool find_label(struct peg_reader *reader,
		       const struct peg_alternative *alternative,
		       const char *label, unsigned int *out_item)
{
	for (size_t i = 0; i < alternative->n_items && !reader->failed; i++) {
		const struct peg_item *item = alternative->items[i];

		if (item->label && strcmp(item->label, label) == 0) {
			*out_item = (unsigned int)i;
			return true;
		}
	}
	peg_reader_fail(reader, "no item is labelled '%s'", label);
	return false;
}

/* ----------------------------------------------------------- arguments */

static struct peg_action *
read_argument(struct peg_reader *reader,
	      const struct peg_alternative *alternative, bool takes_spread)
{
	struct peg_action *spread;

	if (!takes_spread || !peg_reader_takes(reader, "*"))
		return read_value(reader, alternative);
	spread = new_action(reader, ACTION_SPREAD);
	spread->arguments = arena_alloc(&reader->grammar->arena,
					sizeof(spread->arguments[0]));
	spread->arguments[0] = read_value(reader, alternative);
	spread->n_arguments = 1;
	return spread;
}

/* Values with ',' between, up to the closing sign. */
static void read_arguments(struct peg_reader *reader,
			   const struct peg_alternative *alternative,
			   struct peg_action *action, const char *closing)
{
	g_autoptr(GPtrArray) arguments = g_ptr_array_new();
	bool takes_spread = action->kind == ACTION_LIST;

	while (!reader->failed && !peg_word_is(&reader->words.word, closing)) {
		g_ptr_array_add(arguments, read_argument(reader, alternative,
							 takes_spread));
		if (!peg_reader_takes(reader, ","))
			break;
	}
	peg_reader_needs(reader, closing);
	action->n_arguments = arguments->len;
	action->arguments =
		arena_alloc(&reader->grammar->arena,
			    arguments->len * sizeof(action->arguments[0]));
	for (size_t i = 0; i < arguments->len; i++)
		action->arguments[i] = arguments->pdata[i];
}

/* -------------------------------------------------------------- values */

static bool find_kind(const char *name, enum node_kind *out_kind)
{
	for (enum node_kind kind = NODE_GROUP + 1; kind < N_NODE_KINDS;
	     kind++) {
		if (strcmp(node_kind_name(kind), name) == 0) {
			*out_kind = kind;
			return true;
		}
	}
	return false;
}

static uint8_t read_detail(struct peg_reader *reader)
{
	const char *name = peg_reader_text(reader);

	peg_words_advance(&reader->words);
	if (g_ascii_isdigit(*name))
		return (uint8_t)strtoul(name, NULL, 10);
	for (size_t i = 0; i < G_N_ELEMENTS(details); i++) {
		if (strcmp(details[i].name, name) == 0)
			return details[i].detail;
	}
	peg_reader_fail(reader, "no detail is called '%s'", name);
	return 0;
}

/* Kind/DETAIL(a, b) */
static struct peg_action *read_node(struct peg_reader *reader,
				    const struct peg_alternative *alternative)
{
	struct peg_action *action = new_action(reader, ACTION_NODE);
	const char *name = peg_reader_text(reader);
	unsigned int line = reader->words.word.line;
	size_t wanted;

	if (!find_kind(name, &action->node_kind))
		return peg_reader_fail(reader, "no node is called '%s'", name);
	peg_words_advance(&reader->words);
	if (peg_reader_takes(reader, "/"))
		action->detail = read_detail(reader);
	if (peg_reader_takes(reader, "("))
		read_arguments(reader, alternative, action, ")");
	wanted = node_kind_fields(action->node_kind);
	if (action->n_arguments == wanted)
		return action;
	reader->words.word.line = line;
	return peg_reader_fail(reader, "%s has %zu children, %zu are given",
			       name, wanted, action->n_arguments);
}

/* @helper(a, b) */
static struct peg_action *read_helper(struct peg_reader *reader,
				      const struct peg_alternative *alternative)
{
	struct peg_action *action = new_action(reader, ACTION_HELPER);
	const char *name = peg_reader_text(reader);
	const struct peg_helper *helper = reader->grammar->helpers;

	while (helper && helper->name && strcmp(helper->name, name) != 0)
		helper++;
	if (!helper || !helper->name)
		return peg_reader_fail(reader, "no helper is called '%s'",
				       name);
	action->helper = helper->run;
	peg_words_advance(&reader->words);
	if (peg_reader_takes(reader, "("))
		read_arguments(reader, alternative, action, ")");
	return action;
}

static struct peg_action *read_label(struct peg_reader *reader,
				     const struct peg_alternative *alternative)
{
	struct peg_action *action = new_action(reader, ACTION_ITEM);
	const char *label = peg_reader_text(reader);

	if (find_label(reader, alternative, label, &action->number))
		peg_words_advance(&reader->words);
	return action;
}

static struct peg_action *
read_several(struct peg_reader *reader,
	     const struct peg_alternative *alternative,
	     enum peg_action_kind kind)
{
	struct peg_action *action = new_action(reader, kind);

	read_arguments(reader, alternative, action,
		       kind == ACTION_LIST ? "]" : ")");
	return action;
}

static struct peg_action *read_value(struct peg_reader *reader,
				     const struct peg_alternative *alternative)
{
	const struct peg_word *word = &reader->words.word;

	if (peg_reader_takes(reader, "-"))
		return new_action(reader, ACTION_NOTHING);
	if (peg_reader_takes(reader, "["))
		return read_several(reader, alternative, ACTION_LIST);
	if (peg_reader_takes(reader, "("))
		return read_several(reader, alternative, ACTION_GROUP);
	if (peg_reader_takes(reader, "@"))
		return read_helper(reader, alternative);
	if (reader->failed || word->kind != WORD_NAME)
		return peg_reader_fail(reader, "no value begins with '%.*s'",
				       (int)word->size, word->start);
	if (g_ascii_isupper(*word->start) ||
	    peg_word_is(&reader->words.after, "(") ||
	    peg_word_is(&reader->words.after, "/"))
		return read_node(reader, alternative);
	return read_label(reader, alternative);
}

/* ------------------------------------------------------------ messages */

/* {expr a}, {text a}, {name a} or {line a}; next stands behind the brace. */
static const char *read_placeholder(struct peg_reader *reader,
				    const struct peg_alternative *alternative,
				    const char *next,
				    struct peg_message_part *part)
{
	static const char *const words[] = {
		[MESSAGE_EXPRESSION] = "expr",
		[MESSAGE_TOKENS] = "text",
		[MESSAGE_NAME] = "name",
		[MESSAGE_LINE] = "line",
	};
	size_t size = strcspn(next, "}");
	g_autofree char *inside = g_strndup(next, size);
	char *label = strchr(inside, ' ');

	if (next[size] != '}' || !label) {
		peg_reader_fail(reader, "'{%s' is no placeholder", inside);
		return next + size;
	}
	*label++ = '\0';
	part->kind = MESSAGE_EXPRESSION;
	while (part->kind <= MESSAGE_LINE &&
	       strcmp(words[part->kind], inside) != 0)
		part->kind++;
	if (part->kind > MESSAGE_LINE)
		peg_reader_fail(reader, "nothing is called {%s}", inside);
	find_label(reader, alternative, label, &part->item);
	return next + size + 1;
}

/* Up to a placeholder; "{{" is a brace, and a backslash guards a byte. */
static const char *read_plain(struct peg_reader *reader, const char *next,
			      struct peg_message_part *part)
{
	g_autoptr(GString) text = g_string_new(NULL);

	while (*next != '\0' && (*next != '{' || next[1] == '{')) {
		if (*next == '\\' || *next == '{' ||
		    (*next == '}' && next[1] == '}'))
			next++;
		g_string_append_c(text, *next);
		next++;
	}
	part->kind = MESSAGE_TEXT;
	part->text =
		arena_strndup(&reader->grammar->arena, text->str, text->len);
	return next;
}

static void read_message(struct peg_reader *reader,
			 const struct peg_alternative *alternative,
			 struct peg_action *action)
{
	g_autoptr(GArray) parts =
		g_array_new(FALSE, TRUE, sizeof(struct peg_message_part));
	const char *next;

	if (reader->failed || reader->words.word.kind != WORD_SOFT) {
		peg_reader_fail(reader, "a \"message\" is expected");
		return;
	}
	next = peg_reader_text(reader);
	while (*next != '\0' && !reader->failed) {
		struct peg_message_part part = {0};

		if (*next == '{' && next[1] != '{')
			next = read_placeholder(reader, alternative, next + 1,
						&part);
		else
			next = read_plain(reader, next, &part);
		g_array_append_val(parts, part);
	}
	peg_words_advance(&reader->words);
	action->n_parts = parts->len;
	action->parts = arena_alloc(&reader->grammar->arena,
				    parts->len * sizeof(action->parts[0]));
	if (parts->len > 0)
		memcpy(action->parts, parts->data,
		       parts->len * sizeof(action->parts[0]));
}

static bool word_is_name(const struct peg_word *word, const char *name)
{
	return word->kind == WORD_NAME && word->size == strlen(name) &&
	       memcmp(word->start, name, word->size) == 0;
}

static struct peg_action *read_error(struct peg_reader *reader,
				     const struct peg_alternative *alternative,
				     enum peg_action_kind kind)
{
	struct peg_action *action = new_action(reader, kind);

	peg_words_advance(&reader->words);
	if (kind == ACTION_ERROR_AT && peg_reader_needs(reader, "(")) {
		read_arguments(reader, alternative, action, ")");
		if (!reader->failed && action->n_arguments != 1)
			peg_reader_fail(reader, "error_at() takes one value");
	}
	read_message(reader, alternative, action);
	return action;
}

struct peg_action *peg_action_read(struct peg_reader *reader,
				   const struct peg_alternative *alternative)
{
	static const struct {
		const char *name;
		enum peg_action_kind kind;
	} errors[] = {
		{"error", ACTION_ERROR_LAST},
		{"error_next", ACTION_ERROR_NEXT},
		{"error_at", ACTION_ERROR_AT},
		{"indent_error", ACTION_INDENT_ERROR},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(errors); i++) {
		if (word_is_name(&reader->words.word, errors[i].name))
			return read_error(reader, alternative, errors[i].kind);
	}
	return read_value(reader, alternative);
}
