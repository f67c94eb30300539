/* peg_grammar_analyse - what rules begin with, and which are left-recursive. */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "peg_grammar.h"

static const struct token_set every_token = {{UINT64_MAX, UINT64_MAX}};

/* N_TOKEN_KINDS itself stands for a token that never comes. */
G_STATIC_ASSERT(N_TOKEN_KINDS < 128);

static struct peg_rule *rule_at(const struct peg_grammar *grammar, size_t i)
{
	return grammar->rules->pdata[i];
}

/* ------------------------------------------------------ empty and first */

static bool item_may_be_empty(const struct peg_grammar *grammar,
			      const struct peg_item *item)
{
	switch (item->kind) {
	case ITEM_OPTIONAL:
	case ITEM_STAR:
	case ITEM_AHEAD:
	case ITEM_NOT_AHEAD:
	case ITEM_CUT:
		return true;
	case ITEM_RULE:
		return rule_at(grammar, item->number)->choice->may_be_empty;
	case ITEM_GROUP:
		return item->choice->may_be_empty;
	case ITEM_PLUS:
	case ITEM_GATHER:
	case ITEM_FORCED:
		return item_may_be_empty(grammar, item->inner);
	case ITEM_TOKEN:
	case ITEM_SOFT:
	case ITEM_SOFT_KEYWORD:
		break;
	}
	return false;
}

static struct token_set one_token(unsigned int kind)
{
	struct token_set set = {{0, 0}};

	set.bits[kind / 64] |= (uint64_t)1 << (kind % 64);
	return set;
}

/*
 * The tokens on which an item does anything but fail at once. A lookahead
 * may fetch tokens before it fails, which moves the place of an error: what
 * it begins with counts too.
 */
static struct token_set item_first(const struct peg_grammar *grammar,
				   const struct peg_item *item)
{
	switch (item->kind) {
	case ITEM_TOKEN:
		return one_token(item->number);
	case ITEM_SOFT:
	case ITEM_SOFT_KEYWORD:
		return one_token(TOKEN_NAME);
	case ITEM_RULE:
		return rule_at(grammar, item->number)->choice->first;
	case ITEM_GROUP:
		return item->choice->first;
	case ITEM_OPTIONAL:
	case ITEM_STAR:
	case ITEM_PLUS:
	case ITEM_GATHER:
	case ITEM_AHEAD:
	case ITEM_NOT_AHEAD:
		return item_first(grammar, item->inner);
	case ITEM_FORCED:
	case ITEM_CUT:
		break;
	}
	return every_token;
}

static void add_tokens(struct token_set *set, const struct token_set *other)
{
	set->bits[0] |= other->bits[0];
	set->bits[1] |= other->bits[1];
}

/* Returns whether all items may be empty. */
static bool analyse_alternative(const struct peg_grammar *grammar,
				struct peg_alternative *alternative);

static void analyse_choice(const struct peg_grammar *grammar,
			   struct peg_choice *choice)
{
	for (size_t i = 0; i < choice->n_alternatives; i++) {
		struct peg_alternative *alternative = &choice->alternatives[i];

		if (analyse_alternative(grammar, alternative))
			choice->may_be_empty = true;
		add_tokens(&choice->first, &alternative->first);
	}
}

static void analyse_item(const struct peg_grammar *grammar,
			 struct peg_item *item)
{
	if (!item)
		return;
	analyse_item(grammar, item->inner);
	analyse_item(grammar, item->separator);
	if (item->choice)
		analyse_choice(grammar, item->choice);
}

static bool analyse_alternative(const struct peg_grammar *grammar,
				struct peg_alternative *alternative)
{
	bool is_empty = true;

	for (size_t i = 0; i < alternative->n_items; i++) {
		struct peg_item *item = alternative->items[i];

		analyse_item(grammar, item);
		if (is_empty) {
			struct token_set first = item_first(grammar, item);

			add_tokens(&alternative->first, &first);
		}
		is_empty = is_empty && item_may_be_empty(grammar, item);
	}
	if (is_empty)
		alternative->first = every_token;
	return is_empty;
}

/* The sets only grow: once a round changes nothing, they are complete. */
static void find_first_tokens(struct peg_grammar *grammar)
{
	bool changes = true;

	while (changes) {
		changes = false;
		for (size_t i = 0; i < grammar->rules->len; i++) {
			struct peg_choice *choice = rule_at(grammar, i)->choice;
			struct peg_choice before = *choice;

			analyse_choice(grammar, choice);
			changes |=
				before.may_be_empty != choice->may_be_empty ||
				memcmp(&before.first, &choice->first,
				       sizeof(before.first)) != 0;
		}
	}
}

/* ------------------------------------------------------- left recursion */

/* Which rules a rule may call, or reach, where it began: a row of bits each. */
struct calls {
	size_t n;
	size_t n_words; /* of a row */
	uint64_t *words;
};

static uint64_t *row(const struct calls *calls, size_t from)
{
	return &calls->words[from * calls->n_words];
}

static bool has_call(const struct calls *calls, size_t from, size_t to)
{
	return row(calls, from)[to / 64] >> (to % 64) & 1;
}

static void add_call(const struct calls *calls, size_t from, size_t to)
{
	row(calls, from)[to / 64] |= (uint64_t)1 << (to % 64);
}

static void note_choice(const struct peg_grammar *grammar, struct calls *calls,
			size_t from, const struct peg_choice *choice);

/* As CPython's generator has it, lookaheads do not count. */
static void note_item(const struct peg_grammar *grammar, struct calls *calls,
		      size_t from, const struct peg_item *item)
{
	if (item->kind == ITEM_AHEAD || item->kind == ITEM_NOT_AHEAD)
		return;
	if (item->kind == ITEM_RULE)
		add_call(calls, from, item->number);
	if (item->inner)
		note_item(grammar, calls, from, item->inner);
	if (item->choice)
		note_choice(grammar, calls, from, item->choice);
}

static void note_choice(const struct peg_grammar *grammar, struct calls *calls,
			size_t from, const struct peg_choice *choice)
{
	for (size_t i = 0; i < choice->n_alternatives; i++) {
		const struct peg_alternative *alternative =
			&choice->alternatives[i];

		for (size_t k = 0; k < alternative->n_items; k++) {
			const struct peg_item *item = alternative->items[k];

			note_item(grammar, calls, from, item);
			if (!item_may_be_empty(grammar, item))
				break;
		}
	}
}

static void add_reached(struct calls *calls, size_t from, size_t via)
{
	for (size_t i = 0; i < calls->n_words; i++)
		row(calls, from)[i] |= row(calls, via)[i];
}

/* Adds what is reached through others; 'without' is never gone through. */
static void close_calls(struct calls *calls, size_t without)
{
	for (size_t via = 0; via < calls->n; via++) {
		for (size_t from = 0; via != without && from < calls->n;
		     from++) {
			if (has_call(calls, from, via))
				add_reached(calls, from, via);
		}
	}
}

static struct calls copy_calls(const struct calls *calls)
{
	struct calls copy = *calls;

	copy.words = g_memdup2(calls->words, calls->n * calls->n_words *
						     sizeof(*calls->words));
	return copy;
}

static bool call_each_other(const struct calls *reached, size_t a, size_t b)
{
	return has_call(reached, a, b) && has_call(reached, b, a);
}

/* Do the rules that call each other and 'leader' need it for that? */
static bool breaks_cycles(const struct calls *direct,
			  const struct calls *reached, size_t leader)
{
	struct calls rest = copy_calls(direct);
	bool breaks = true;

	close_calls(&rest, leader);
	for (size_t i = 0; i < rest.n && breaks; i++) {
		if (i != leader && call_each_other(reached, leader, i) &&
		    has_call(&rest, i, i))
			breaks = false;
	}
	g_free(rest.words);
	return breaks;
}

/* Is there a leader among the rules that call each other and this one? */
static bool has_leader(const struct peg_grammar *grammar,
		       const struct calls *reached, size_t rule)
{
	for (size_t i = 0; i < reached->n; i++) {
		if (rule_at(grammar, i)->is_leader &&
		    call_each_other(reached, rule, i))
			return true;
	}
	return false;
}

static int compare_names(const void *a, const void *b)
{
	const struct peg_rule *const *first = a;
	const struct peg_rule *const *second = b;

	return strcmp((*first)->name, (*second)->name);
}

/*
 * Of rules that call each other left-recursively one grows its match from a
 * seed: the first by name that lies on all their cycles, as in CPython.
 */
static void find_leaders(struct peg_grammar *grammar,
			 const struct calls *direct,
			 const struct calls *reached)
{
	g_autoptr(GPtrArray) sorted =
		g_ptr_array_copy(grammar->rules, NULL, NULL);

	g_ptr_array_sort(sorted, compare_names);
	for (size_t i = 0; i < sorted->len; i++) {
		struct peg_rule *rule = sorted->pdata[i];

		rule->is_left_recursive =
			has_call(reached, rule->number, rule->number);
		rule->is_leader = rule->is_left_recursive &&
				  !has_leader(grammar, reached, rule->number) &&
				  breaks_cycles(direct, reached, rule->number);
	}
}

static const struct peg_rule *find_leaderless(const struct peg_grammar *grammar,
					      const struct calls *reached)
{
	for (size_t i = 0; i < reached->n; i++) {
		const struct peg_rule *rule = rule_at(grammar, i);

		if (rule->is_left_recursive && !has_leader(grammar, reached, i))
			return rule;
	}
	return NULL;
}

const struct peg_rule *peg_grammar_analyse(struct peg_grammar *grammar)
{
	struct calls direct = {.n = grammar->rules->len};
	const struct peg_rule *leaderless;
	struct calls reached;

	find_first_tokens(grammar);
	direct.n_words = direct.n / 64 + 1;
	direct.words = g_new0(uint64_t, direct.n * direct.n_words);
	for (size_t i = 0; i < direct.n; i++)
		note_choice(grammar, &direct, i, rule_at(grammar, i)->choice);
	reached = copy_calls(&direct);
	close_calls(&reached, direct.n);
	find_leaders(grammar, &direct, &reached);
	leaderless = find_leaderless(grammar, &reached);
	g_free(reached.words);
	g_free(direct.words);
	return leaderless;
}
