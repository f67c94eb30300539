#ifndef PEG_GRAMMAR_H
#define PEG_GRAMMAR_H

/*
 * A grammar as peg_grammar.c reads it and the parser follows it: only what
 * holds for its version, with all names resolved.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "peg.h"

/* Kinds of tokens. */
struct token_set {
	uint64_t bits[2];
};

static inline bool token_set_has(const struct token_set *set, unsigned int kind)
{
	return set->bits[kind / 64] >> (kind % 64) & 1;
}

enum peg_item_kind {
	ITEM_TOKEN,	   /* of the kind number; see is_template */
	ITEM_SOFT,	   /* the NAME text */
	ITEM_SOFT_KEYWORD, /* any NAME that is one */
	ITEM_RULE,	   /* number */
	ITEM_GROUP,	   /* choice */
	ITEM_OPTIONAL,	   /* inner, or nothing */
	ITEM_STAR,	   /* inner, any number of times */
	ITEM_PLUS,	   /* inner, once or more */
	ITEM_GATHER,	   /* inner, with separator between */
	ITEM_AHEAD,	   /* inner must follow */
	ITEM_NOT_AHEAD,	   /* inner must not follow */
	ITEM_FORCED,	   /* inner, or else the error: expected text */
	ITEM_CUT,
};

struct peg_choice;

struct peg_item {
	enum peg_item_kind kind;
	unsigned int number;
	bool is_template; /* FSTRING_*: of a t-string */
	const char *text;
	const char *label; /* or NULL */
	struct peg_item *inner;
	struct peg_item *separator;
	struct peg_choice *choice;
};

enum peg_action_kind {
	ACTION_ITEM,	/* the value of the item number */
	ACTION_NOTHING, /* - */
	ACTION_NODE,	/* a node of that kind with that detail */
	ACTION_LIST,
	ACTION_GROUP,
	ACTION_SPREAD, /* in a list: the elements of arguments[0] */
	ACTION_HELPER,
	ACTION_ERROR_LAST,   /* at the last token that was fetched */
	ACTION_ERROR_NEXT,   /* at the next token */
	ACTION_ERROR_AT,     /* where arguments[0] begins */
	ACTION_INDENT_ERROR, /* IndentationError, at the last token */
};

enum peg_message_kind {
	MESSAGE_TEXT, /* as it stands */
	MESSAGE_EXPRESSION,
	MESSAGE_TOKENS,
	MESSAGE_NAME,
	MESSAGE_LINE,
};

/* A piece of a message: text, or something about the value of an item. */
struct peg_message_part {
	enum peg_message_kind kind;
	const char *text;
	unsigned int item;
};

struct peg_action {
	enum peg_action_kind kind;
	unsigned int number; /* item */
	enum node_kind node_kind;
	uint8_t detail;
	peg_helper_fn helper;
	struct peg_action **arguments;
	size_t n_arguments;
	struct peg_message_part *parts;
	size_t n_parts;
};

struct peg_alternative {
	struct peg_item **items;
	size_t n_items;
	struct peg_action *action; /* NULL: its only value, or a GROUP */
	bool is_invalid;	   /* one item, a rule invalid_... */
	struct token_set first;	   /* with other tokens it cannot begin */
};

/* Alternatives in their order; the body of a rule or of a group. */
struct peg_choice {
	struct peg_alternative *alternatives;
	size_t n_alternatives;
	struct token_set first;
	bool may_be_empty;
};

struct peg_rule {
	const char *name;
	unsigned int number;
	unsigned int line;
	struct peg_choice *choice; /* NULL until it is defined */
	unsigned int depth; /* (2): how many rules of CPython's it stands for */
	bool is_memoized_always; /* (memo): with and without invalid_ rules */
	bool is_left_recursive;
	bool is_leader; /* of the rules that call each other so */
	bool without_invalid;
};

struct peg_grammar {
	struct arena arena;
	GHashTable *names; /* to struct peg_rule */
	GPtrArray *rules;  /* by number */
	unsigned int minor;
	const struct peg_helper *helpers;
};

/*
 * What peg_grammar_read() does after all rules are read: finds which may be
 * empty, what each begins with, and which are left-recursive. Returns NULL, or
 * a rule that is in a way that cannot be followed.
 */
const struct peg_rule *peg_grammar_analyse(struct peg_grammar *grammar);

/* ------------------------------------------------- the notation's words */

enum peg_word_kind {
	WORD_END,
	WORD_NAME,   /* a_name */
	WORD_NUMBER, /* 12 */
	WORD_QUOTED, /* 'x' */
	WORD_SOFT,   /* "x" */
	WORD_GATE,   /* {3.10..} */
	WORD_SIGN,   /* | ( ) [ ] ? * + . , / & && ! ~ = => - @ : */
	WORD_FAULT,  /* none of these */
};

struct peg_word {
	enum peg_word_kind kind;
	const char *start; /* without quotes and braces */
	size_t size;
	const char *place; /* its first byte, quotes and braces included */
	unsigned int line;
	bool begins_line; /* in its first column */
};

/* The words of a grammar, one at a time. */
struct peg_words {
	const char *next;
	unsigned int line;
	const char *line_start;
	struct peg_word word;  /* the current one */
	struct peg_word after; /* the one after it */
};

void peg_words_init(struct peg_words *words, const char *text);
void peg_words_advance(struct peg_words *words);

static inline bool peg_word_is(const struct peg_word *word, const char *sign)
{
	return word->kind == WORD_SIGN && word->size == strlen(sign) &&
	       memcmp(word->start, sign, word->size) == 0;
}

/* ------------------------------------------------------- while it is read */

struct peg_reader {
	struct peg_grammar *grammar;
	struct peg_words words;
	GError **error; /* set as soon as there is a fault */
	bool failed;
};

/* Names the line of the current word. Returns NULL. */
G_GNUC_PRINTF(2, 3)
void *peg_reader_fail(struct peg_reader *reader, const char *format, ...);
/* Takes the sign if it is the current word. */
bool peg_reader_takes(struct peg_reader *reader, const char *sign);
bool peg_reader_needs(struct peg_reader *reader, const char *sign);
/* The current word, copied into the grammar. */
const char *peg_reader_text(struct peg_reader *reader);

/* What follows =>; NULL with the reader failed. peg_grammar_action.c */
struct peg_action *peg_action_read(struct peg_reader *reader,
				   const struct peg_alternative *alternative);

#endif
