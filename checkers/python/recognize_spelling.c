/* recognize_spelling - which tokens are the same name. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "recognize_parser.h"

static struct spelling spell_token(const struct parser *parser,
				   const struct token *token)
{
	struct spelling spelling = {
		.text = parser->text + token->start,
		.size = token->end - token->start,
		.token = token,
	};
	char *normal;

	if (!(token->flags & TOKEN_NON_ASCII))
		return spelling;
	normal = g_utf8_normalize(spelling.text, (gssize)spelling.size,
				  G_NORMALIZE_NFKC);
	if (normal) {
		spelling.text = spelling.own = normal;
		spelling.size = strlen(normal);
	}
	return spelling;
}

static bool is_private(const char *name, size_t size)
{
	return size > 2 && memcmp(name, "__", 2) == 0 &&
	       memcmp(name + size - 2, "__", 2) != 0;
}

/* __x in the class _A is _A__x; a class of '_' alone has no private names. */
static void mangle(const struct parser *parser, struct spelling *name,
		   const struct token *class_name)
{
	struct spelling outer = spell_token(parser, class_name);
	size_t start = 0;
	char *mangled;

	while (start < outer.size && outer.text[start] == '_')
		start++;
	if (start < outer.size) {
		mangled = g_strdup_printf(
			"_%.*s%.*s", (int)(outer.size - start),
			outer.text + start, (int)name->size, name->text);
		g_free(name->own);
		name->text = name->own = mangled;
		name->size = strlen(mangled);
		name->is_mangled = true;
	}
	g_free(outer.own);
}

struct spelling spell_name(const struct parser *parser,
			   const struct token *token,
			   const struct token *class_name)
{
	struct spelling name = spell_token(parser, token);

	if (class_name && is_private(name.text, name.size))
		mangle(parser, &name, class_name);
	return name;
}

bool has_other_spelling(const struct parser *parser, const struct token *token)
{
	const char *name = parser->text + token->start;
	size_t size = token->end - token->start;

	if (token->flags & TOKEN_NON_ASCII)
		return true;
	/* __x, or what it may become in a class. */
	return name[0] == '_' && size > 2 &&
	       memmem(name + 1, size - 1, "_", 1) != NULL;
}

bool is_same_spelling(const struct spelling *a, const struct spelling *b)
{
	return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

static int compare_spellings(const void *left, const void *right)
{
	const struct spelling *a = left;
	const struct spelling *b = right;
	int order;

	if (a->size != b->size)
		return a->size < b->size ? -1 : 1;
	order = memcmp(a->text, b->text, a->size);
	if (order != 0)
		return order;
	return a->token < b->token ? -1 : a->token > b->token;
}

struct spelling *spellings_new(const struct parser *parser,
			       const struct token *const *tokens, size_t n,
			       const struct token *class_name)
{
	struct spelling *spellings = g_new(struct spelling, n);

	for (size_t i = 0; i < n; i++)
		spellings[i] = spell_name(parser, tokens[i], class_name);
	if (n > 1)
		qsort(spellings, n, sizeof(spellings[0]), compare_spellings);
	return spellings;
}

void spellings_free(struct spelling *spellings, size_t n)
{
	for (size_t i = 0; i < n; i++)
		g_free(spellings[i].own);
	g_free(spellings);
}

bool token_is(const struct parser *parser, const struct token *token,
	      const char *word)
{
	size_t size = token->end - token->start;

	if (token->flags & TOKEN_NON_ASCII) {
		struct spelling name = spell_token(parser, token);
		bool is_word = strlen(word) == name.size &&
			       memcmp(name.text, word, name.size) == 0;

		g_free(name.own);
		return is_word;
	}
	return strlen(word) == size &&
	       memcmp(parser->text + token->start, word, size) == 0;
}

/* ------------------------------------------------------ lists of names */

void parser_push_keyword(struct parser *parser, const struct token *name)
{
	if (parser->n_keywords == parser->keyword_capacity) {
		size_t capacity = MAX(16, 2 * parser->keyword_capacity);

		parser->keywords = g_renew(const struct token *,
					   parser->keywords, capacity);
		parser->keyword_capacity = capacity;
	}
	parser->keywords[parser->n_keywords++] = name;
}

void parser_check_names(struct parser *parser, size_t index,
			const struct token *class_name, const char *message)
{
	const struct token **names = parser->keywords + index;
	size_t n = parser->n_keywords - index;
	struct spelling *spellings;

	parser->n_keywords = index;
	if (n < 2)
		return;
	spellings = spellings_new(parser, names, n, class_name);
	for (size_t i = 1; i < n; i++) {
		if (is_same_spelling(&spellings[i - 1], &spellings[i]))
			parser_refuse(parser, spellings[i].token, message);
	}
	spellings_free(spellings, n);
}
