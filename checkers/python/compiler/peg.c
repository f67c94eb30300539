/* peg - follow a grammar: rules, items, memos and left recursion. */

#include <config.h>

#include "peg.h"

#include <string.h>

#include "cleanup.h"
#include "peg_engine.h"

/* CPython's limits of rules that are open at a time. */
#define MAX_DEPTH    6000
#define MAX_DEPTH_38 1700

static bool parse_item(struct peg *peg, const struct peg_item *item,
		       size_t slot);

/* -------------------------------------------------------------- tokens */

bool peg_fetch(struct peg *peg)
{
	if (peg->mark < peg->fill)
		return true;
	peg->compilation->n_cut = peg->fill = peg->mark + 1;
	if (peg->tokens[peg->mark].kind != TOKEN_ERROR)
		return true;
	compilation_token_error(peg->compilation, peg->mark);
	peg->failed = true;
	peg->engine->token_error = true;
	return false;
}

static bool is_spelt(const struct peg *peg, const struct token *token,
		     const char *text)
{
	size_t size = strlen(text);

	return token->end - token->start == size &&
	       memcmp(peg->compilation->text + token->start, text, size) == 0;
}

/* Up to 3.13 the first letters of a soft keyword pass for it. */
static bool is_soft_keyword(const struct peg *peg, const struct token *token)
{
	static const struct {
		const char *name;
		unsigned int since;
	} soft[] = {{"_", 10}, {"case", 10}, {"match", 10}, {"type", 12}};
	unsigned int minor = peg->compilation->minor;
	const char *text = peg->compilation->text + token->start;
	size_t size = token->end - token->start;

	for (size_t i = 0; i < G_N_ELEMENTS(soft); i++) {
		if (minor >= soft[i].since &&
		    strncmp(soft[i].name, text, size) == 0 &&
		    (minor <= 13 || soft[i].name[size] == '\0'))
			return true;
	}
	return false;
}

/* 3.9 has a keyword that nobody uses. */
static bool is_old_keyword(const struct peg *peg, const struct token *token)
{
	return peg->compilation->minor == 9 &&
	       is_spelt(peg, token, "__peg_parser__");
}

static bool is_wanted(const struct peg *peg, const struct peg_item *item)
{
	const struct token *token = &peg->tokens[peg->mark];

	if (item->kind == ITEM_SOFT)
		return token->kind == TOKEN_NAME &&
		       is_spelt(peg, token, item->text);
	if (item->kind == ITEM_SOFT_KEYWORD)
		return token->kind == TOKEN_NAME && is_soft_keyword(peg, token);
	if (token->kind != item->number ||
	    (token->kind == TOKEN_NAME && is_old_keyword(peg, token)))
		return false;
	if (token->kind < TOKEN_FSTRING_START ||
	    token->kind > TOKEN_FSTRING_END)
		return true;
	return ((token->flags & TOKEN_TEMPLATE) != 0) == item->is_template;
}

static bool take_token(struct peg *peg, const struct peg_item *item,
		       size_t slot)
{
	struct node *value;

	if (!peg_fetch(peg) || !is_wanted(peg, item))
		return false;
	value = peg_token_value(peg, peg->mark);
	peg->engine->values[slot] = value;
	peg->mark += value != NULL;
	return value != NULL;
}

/* -------------------------------------------------------------- values */

static void reserve(struct peg_engine *engine, size_t n)
{
	if (engine->n_values + n <= engine->capacity)
		return;
	engine->capacity = 2 * (engine->n_values + n);
	engine->values =
		g_renew(struct node *, engine->values, engine->capacity);
}

void peg_push(struct peg *peg, struct node *value)
{
	reserve(peg->engine, 1);
	peg->engine->values[peg->engine->n_values++] = value;
}

struct node *peg_pop_all(struct peg *peg, enum node_kind kind, size_t base,
			 uint32_t first)
{
	struct peg_engine *engine = peg->engine;
	struct node *node = peg_node(peg, kind, engine->n_values - base, first);

	for (size_t i = 0; i < node->n; i++) {
		struct node *value = engine->values[base + i];

		node->children[i] = value == engine->nothing ? NULL : value;
	}
	engine->n_values = base;
	return node;
}

static bool is_blank(const struct token *token)
{
	return token->kind == TOKEN_END || token->kind == TOKEN_NEWLINE ||
	       token->kind == TOKEN_INDENT || token->kind == TOKEN_DEDENT;
}

struct node *peg_node(struct peg *peg, enum node_kind kind, size_t n,
		      uint32_t first)
{
	struct node *node = node_new(peg->arena, kind, n);
	uint32_t last = peg->mark;

	node->start = peg->tokens[first].start;
	node->first_token = first;
	node->end_token = peg->mark;
	while (last > 0 && is_blank(&peg->tokens[last - 1]))
		last--;
	node->end = last > 0 ? peg->tokens[last - 1].end : 0;
	if (node->end < node->start)
		node->end = node->start;
	return node;
}

/* --------------------------------------------------------- alternatives */

enum outcome {
	FAILED,
	FAILED_FOR_GOOD, /* behind a cut */
	MATCHED,	 /* its value, which may be NULL, is on the stack */
};

static enum outcome parse_alternative(struct peg *peg,
				      const struct peg_alternative *alternative)
{
	struct peg_engine *engine = peg->engine;
	size_t base = engine->n_values;
	uint32_t first = peg->mark;
	bool is_cut = false;
	size_t i = 0;
	struct node *value;

	reserve(engine, alternative->n_items);
	engine->n_values += alternative->n_items;
	for (; i < alternative->n_items; i++) {
		const struct peg_item *item = alternative->items[i];

		if (item->kind == ITEM_CUT)
			is_cut = true;
		else if (!parse_item(peg, item, base + i) || peg->failed)
			break;
	}
	if (i < alternative->n_items) {
		engine->n_values = base;
		return is_cut ? FAILED_FOR_GOOD : FAILED;
	}
	value = peg_run_action(peg, alternative, base, first);
	engine->n_values = base;
	peg_push(peg, value);
	return MATCHED;
}

/*
 * The value of the first alternative that matches. When it is NULL, the
 * tokens stay taken.
 */
static struct node *parse_choice(struct peg *peg,
				 const struct peg_choice *choice)
{
	uint32_t mark = peg->mark;
	unsigned int kind;

	if (!peg_fetch(peg))
		return NULL;
	kind = peg->tokens[mark].kind;
	for (size_t i = 0; i < choice->n_alternatives; i++) {
		const struct peg_alternative *alternative =
			&choice->alternatives[i];
		enum outcome outcome;

		if (!token_set_has(&alternative->first, kind) ||
		    (alternative->is_invalid && !peg->calls_invalid))
			continue;
		peg->engine->n_ways_back += i + 1 < choice->n_alternatives;
		outcome = parse_alternative(peg, alternative);
		peg->engine->n_ways_back -= i + 1 < choice->n_alternatives;
		if (outcome == MATCHED)
			return peg->engine->values[--peg->engine->n_values];
		peg->mark = mark;
		if (outcome == FAILED_FOR_GOOD || peg->failed)
			return NULL;
	}
	return NULL;
}

/* --------------------------------------------------------------- rules */

/* Returns false, with the parse failed, beyond CPython's limit. */
static bool go_deeper(struct peg *peg, unsigned int n)
{
	bool is_38 = peg->grammar->minor == 8;

	peg->depth += n;
	if (peg->depth <= (is_38 ? MAX_DEPTH_38 : MAX_DEPTH))
		return true;
	compilation_unknown(peg->compilation);
	peg->failed = true;
	return false;
}

/* Since 3.9 a group or a loop is a rule of its own. */
static unsigned int part_depth(const struct peg *peg)
{
	return peg->grammar->minor == 8 ? 0 : 1;
}

static struct node *parse_body(struct peg *peg, const struct peg_rule *rule)
{
	bool calls_invalid = peg->calls_invalid;
	struct node *value;

	if (!go_deeper(peg, rule->depth))
		return NULL;
	if (rule->without_invalid)
		peg->calls_invalid = false;
	value = parse_choice(peg, rule->choice);
	peg->calls_invalid = calls_invalid;
	peg->depth -= rule->depth;
	return value;
}

/* A rule that CPython does not memoize depends on the rules for errors. */
static uint32_t memo_key(const struct peg *peg, const struct peg_rule *rule)
{
	bool is_one = rule->is_memoized_always || rule->is_left_recursive;

	return rule->number * 2 + (!is_one && peg->calls_invalid);
}

static struct peg_memo *find_memo(const struct peg *peg, uint32_t key)
{
	struct peg_memo *memo = peg->engine->memos[peg->mark];

	while (memo && memo->key != key)
		memo = memo->next;
	return memo;
}

static struct peg_memo *add_memo(struct peg *peg, uint32_t mark, uint32_t key)
{
	struct peg_engine *engine = peg->engine;
	struct peg_memo *memo = arena_alloc(&engine->arena, sizeof(*memo));

	memo->key = key;
	memo->mark = mark;
	memo->next = engine->memos[mark];
	engine->first_memo = MIN(engine->first_memo, mark);
	engine->end_memo = MAX(engine->end_memo, mark + 1);
	engine->memos[mark] = memo;
	return memo;
}

/*
 * A left-recursive rule: what it yielded last (at first nothing) is what it
 * finds in its own place, for as long as that makes it longer.
 */
static struct node *grow_rule(struct peg *peg, const struct peg_rule *rule)
{
	uint32_t mark = peg->mark;
	struct peg_memo *memo = add_memo(peg, mark, memo_key(peg, rule));

	peg->engine->n_ways_back++;
	for (;;) {
		struct node *value;

		peg->mark = mark;
		value = parse_body(peg, rule);
		if (peg->failed)
			return NULL;
		if (!value || peg->mark <= memo->mark)
			break;
		memo->value = value;
		memo->mark = peg->mark;
	}
	peg->engine->n_ways_back--;
	peg->mark = memo->mark;
	return memo->value;
}

struct node *peg_parse_rule(struct peg *peg, const struct peg_rule *rule)
{
	uint32_t mark = peg->mark;
	struct peg_memo *memo;
	struct node *value;

	if (!peg_fetch(peg) ||
	    !token_set_has(&rule->choice->first, peg->tokens[mark].kind))
		return NULL;
	if (rule->is_left_recursive && !rule->is_leader)
		return parse_body(peg, rule);
	memo = find_memo(peg, memo_key(peg, rule));
	if (memo) {
		peg->mark = memo->mark;
		return memo->value;
	}
	if (rule->is_leader)
		return grow_rule(peg, rule);
	value = parse_body(peg, rule);
	if (peg->failed)
		return NULL;
	memo = add_memo(peg, mark, memo_key(peg, rule));
	memo->value = value;
	memo->mark = peg->mark;
	return value;
}

/* --------------------------------------------------------------- items */

/* One more element of a loop, behind a separator if there is to be one. */
static bool parse_element(struct peg *peg, const struct peg_item *item,
			  bool is_first)
{
	size_t slot = peg->engine->n_values;
	uint32_t mark = peg->mark;

	peg_push(peg, NULL);
	if ((is_first || !item->separator ||
	     parse_item(peg, item->separator, slot)) &&
	    parse_item(peg, item->inner, slot) && peg->mark > mark)
		return true;
	peg->mark = mark;
	peg->engine->n_values = slot;
	return false;
}

void peg_forget(struct peg *peg)
{
	struct peg_engine *engine = peg->engine;

	for (uint32_t i = engine->first_memo; i < engine->end_memo; i++)
		engine->memos[i] = NULL;
	engine->first_memo = peg->mark;
	engine->end_memo = peg->mark;
	arena_reset(&engine->arena);
}

static bool parse_loop(struct peg *peg, const struct peg_item *item,
		       size_t slot)
{
	size_t base = peg->engine->n_values;
	uint32_t first = peg->mark;
	bool is_first = true;

	if (!go_deeper(peg, part_depth(peg)))
		return false;
	while (!peg->failed && parse_element(peg, item, is_first)) {
		is_first = false;
		/* Nothing leads back: so for each statement of a file. */
		if (peg->engine->n_ways_back == 0)
			peg_forget(peg);
	}
	peg->depth -= part_depth(peg);
	if (peg->failed || (is_first && item->kind != ITEM_STAR)) {
		peg->engine->n_values = base;
		return false;
	}
	peg->engine->values[slot] = peg_pop_all(peg, NODE_LIST, base, first);
	return true;
}

static bool parse_group(struct peg *peg, const struct peg_item *item,
			size_t slot)
{
	struct node *value;

	if (!go_deeper(peg, part_depth(peg)))
		return false;
	value = parse_choice(peg, item->choice);
	peg->engine->values[slot] = value;
	peg->depth -= part_depth(peg);
	return value != NULL;
}

/* Returns whether the lookahead holds; the value of one is nothing. */
static bool parse_ahead(struct peg *peg, const struct peg_item *item,
			size_t slot)
{
	uint32_t mark = peg->mark;
	bool follows;

	peg->engine->n_ways_back++;
	follows = parse_item(peg, item->inner, slot);
	peg->engine->n_ways_back--;
	peg->mark = mark;
	return follows == (item->kind == ITEM_AHEAD);
}

/* A token is missed where it should be, all else where the parser is. */
static bool parse_forced(struct peg *peg, const struct peg_item *item,
			 size_t slot)
{
	if (parse_item(peg, item->inner, slot))
		return true;
	if (peg->failed)
		return false;
	if (item->inner->kind == ITEM_TOKEN)
		peg_refuse_own(peg, SYNTAX_ERROR, peg->mark, "expected %s",
			       item->text);
	else
		peg_refuse_token(peg, SYNTAX_ERROR, peg->fill - 1,
				 "expected %s", item->text);
	return false;
}

static bool parse_item(struct peg *peg, const struct peg_item *item,
		       size_t slot)
{
	switch (item->kind) {
	case ITEM_TOKEN:
	case ITEM_SOFT:
	case ITEM_SOFT_KEYWORD:
		return take_token(peg, item, slot);
	case ITEM_RULE: {
		struct node *value = peg_parse_rule(
			peg, peg->grammar->rules->pdata[item->number]);

		peg->engine->values[slot] = value;
		return value != NULL;
	}
	case ITEM_GROUP:
		return parse_group(peg, item, slot);
	case ITEM_OPTIONAL:
		if (!parse_item(peg, item->inner, slot))
			peg->engine->values[slot] = NULL;
		return !peg->failed;
	case ITEM_STAR:
	case ITEM_PLUS:
	case ITEM_GATHER:
		return parse_loop(peg, item, slot);
	case ITEM_AHEAD:
	case ITEM_NOT_AHEAD:
		return parse_ahead(peg, item, slot);
	case ITEM_FORCED:
		return parse_forced(peg, item, slot);
	case ITEM_CUT:
		break;
	}
	return true;
}

/* --------------------------------------------------------------- passes */

static void init_engine(struct peg_engine *engine, struct peg *peg, size_t n)
{
	size_t size = n + TOKEN_LOOKAHEAD;

	*engine = (struct peg_engine){0};
	engine->memos = g_new0(struct peg_memo *, size);
	engine->token_nodes = g_new0(struct node *, size);
	engine->nothing = node_new(peg->arena, NODE_NONE, 0);
	peg->engine = engine;
}

static void release_engine(struct peg_engine *engine)
{
	arena_release(&engine->arena);
	g_free(engine->memos);
	g_free(engine->token_nodes);
	g_free(engine->values);
}

static struct peg init_peg(struct compilation *c,
			   const struct peg_grammar *grammar,
			   struct peg_engine *engine)
{
	struct peg peg = {
		.compilation = c,
		.grammar = grammar,
		.arena = c->arena,
		.tokens = c->tokens.items,
	};

	init_engine(engine, &peg, c->tokens.n);
	return peg;
}

struct node *peg_parse(struct compilation *c, const struct peg_grammar *grammar,
		       const char *rule_name)
{
	const struct peg_rule *rule =
		g_hash_table_lookup(grammar->names, rule_name);
	struct peg_engine engine;
	struct peg peg = init_peg(c, grammar, &engine);
	struct node *value = peg_parse_rule(&peg, rule);

	if (peg.failed)
		value = NULL;
	if (!value)
		peg_explain(&peg, rule);
	release_engine(&engine);
	return value;
}

struct node *peg_match(struct compilation *c, const struct peg_grammar *grammar,
		       const char *rule_name, uint32_t *out_reached)
{
	const struct peg_rule *rule =
		g_hash_table_lookup(grammar->names, rule_name);
	struct peg_engine engine;
	struct peg peg = init_peg(c, grammar, &engine);
	struct node *value = peg_parse_rule(&peg, rule);

	if (peg.failed)
		value = NULL;
	*out_reached = peg.fill > 0 ? peg.fill - 1 : 0;
	release_engine(&engine);
	return value;
}
