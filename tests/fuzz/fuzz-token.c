/*
 * fuzz-token - what must hold of the tokens of any text.
 *
 * Tokens lie in the text, in order, without overlap; between them is nothing
 * but blanks, continuations, comments and line ends; brackets, indentation
 * and f-strings are balanced unless there is an error; TOKEN_END is last; the
 * trivia change no other token; and it does not matter how many tokens the
 * caller takes at a time.
 */

#include <config.h>

#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_trivia(const struct token *token)
{
	return token->kind == TOKEN_COMMENT || token->kind == TOKEN_NL;
}

static void check_gap(const char *text, const struct token *before,
		      uint32_t start)
{
	uint32_t offset = before ? before->end : 0;

	/* The second of two braces belongs to no token. */
	if (before && before->kind == TOKEN_FSTRING_MIDDLE && offset < start &&
	    text[offset] == text[offset - 1] &&
	    (text[offset] == '{' || text[offset] == '}'))
		offset++;
	for (; offset < start; offset++)
		g_assert_nonnull(memchr(" \t\f\\\r\n", text[offset], 6));
}

static void check_order(const char *text, size_t size,
			const struct token_array *tokens)
{
	const struct token *before = NULL;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->items[i];

		g_assert_cmpuint(token->kind, <, N_TOKEN_KINDS);
		g_assert_cmpuint(token->start, <=, token->end);
		if (token->kind == TOKEN_FSTRING_MIDDLE)
			g_assert_cmpuint(token->start, <, token->end);
		g_assert_cmpuint(token->end, <=, size);
		if (token->kind == TOKEN_ERROR)
			break;
		if (before)
			g_assert_cmpuint(before->end, <=, token->start);
		check_gap(text, before, token->start);
		before = token;
	}
}

/* What the kind adds to the depth of its sort of nesting. */
static void count(const struct token *token, int *brackets, int *indents,
		  int *fstrings)
{
	switch (token->kind) {
	case TOKEN_LPAR:
	case TOKEN_LSQB:
	case TOKEN_LBRACE:
		++*brackets;
		break;
	case TOKEN_RPAR:
	case TOKEN_RSQB:
	case TOKEN_RBRACE:
		--*brackets;
		break;
	case TOKEN_INDENT:
		++*indents;
		break;
	case TOKEN_DEDENT:
		--*indents;
		break;
	case TOKEN_FSTRING_START:
		++*fstrings;
		break;
	case TOKEN_FSTRING_END:
		--*fstrings;
		break;
	default:
		break;
	}
}

static void check_balance(const struct token_array *tokens, bool is_good)
{
	int brackets = 0;
	int indents = 0;
	int fstrings = 0;

	for (size_t i = 0; i < tokens->n; i++) {
		count(&tokens->items[i], &brackets, &indents, &fstrings);
		g_assert_cmpint(MIN(MIN(brackets, indents), fstrings), >=, 0);
		g_assert_true((tokens->items[i].kind == TOKEN_END) ==
			      (i == tokens->n - 1));
	}
	if (is_good)
		g_assert_cmpint(brackets + indents + fstrings, ==, 0);
	else
		g_assert_cmpint(tokens->items[tokens->n - 2].kind, ==,
				TOKEN_ERROR);
}

static void check_same(const struct token *a, const struct token *b)
{
	g_assert_cmpuint(a->start, ==, b->start);
	g_assert_cmpuint(a->end, ==, b->end);
	g_assert_cmpuint(a->kind, ==, b->kind);
	g_assert_cmpuint(a->flags, ==, b->flags);
	g_assert_cmpuint(a->detail, ==, b->detail);
}

static void check_trivia(const struct token_array *with,
			 const struct token_array *without)
{
	size_t n = 0;

	for (size_t i = 0; i < with->n; i++) {
		if (!is_trivia(&with->items[i]))
			check_same(&with->items[i], &without->items[n++]);
	}
	g_assert_cmpuint(n, ==, without->n);
}

static void check_chunks(const char *text, size_t size, size_t capacity,
			 const struct token_array *whole)
{
	struct tokenizer *tokenizer = tokenizer_new();
	struct token chunk[7];
	size_t total = 0;
	size_t n;

	tokenizer_start(tokenizer, text, size, TOKENIZE_TRIVIA);
	while ((n = tokenizer_fill(tokenizer, chunk, capacity)) > 0) {
		for (size_t i = 0; i < n; i++)
			check_same(&chunk[i], &whole->items[total++]);
	}
	g_assert_cmpuint(total, ==, whole->n);
	tokenizer_free(tokenizer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_malloc(size + 1);
	struct token_array with = {0};
	struct token_array without = {0};
	bool is_good;

	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	is_good = tokenize(text, size, TOKENIZE_TRIVIA, &with);
	g_assert_true(tokenize(text, size, 0, &without) == is_good);
	check_order(text, size, &with);
	check_balance(&with, is_good);
	check_trivia(&with, &without);
	for (size_t capacity = 1; capacity <= 7; capacity += 2)
		check_chunks(text, size, capacity, &with);
	token_array_release(&with);
	token_array_release(&without);
	return 0;
}
