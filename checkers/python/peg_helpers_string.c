/* peg_helpers_string - actions of string literals. */

#include <config.h>

#include "peg_helpers.h"
#include "string_literal.h"

#include <string.h>

#include "cleanup.h"

/* Fields add tokens, so that the array may have moved. */
static bool refuse(const struct string_site *site, const char *message)
{
	struct peg *peg = site->payload;

	peg->tokens = peg->compilation->tokens.items;
	peg_refuse_last(peg, message);
	return false;
}

static struct node *parse_field(const struct string_site *site,
				struct compilation *field, const char *start)
{
	(void)site;
	(void)start;
	return peg_parse(field, compilation_grammar(field->minor), "fstring");
}

static struct string_site make_site(struct peg *peg, uint32_t first)
{
	return (struct string_site){
		.c = peg->compilation,
		.first = first,
		.end = peg->mark,
		.refuse = refuse,
		.parse_field = parse_field,
		.payload = peg,
	};
}

PEG_HELPER(peg_strings)
{
	struct string_site site = make_site(peg, first);
	struct node *value = string_join(&site);

	(void)args;
	(void)n;
	peg->tokens = peg->compilation->tokens.items;
	return value;
}

PEG_HELPER(peg_string)
{
	struct string_site site = make_site(peg, first);
	struct node *node = peg_node(peg, NODE_CONSTANT, 0, first);
	const struct token *token = &peg->tokens[first];

	(void)args;
	(void)n;
	node->detail =
		token->flags & TOKEN_BYTES ? CONSTANT_BYTES : CONSTANT_STRING;
	return string_check_token(&site, first) ? node : NULL;
}

/* The text of one FSTRING_MIDDLE. */
static struct string_text middle_text(const struct peg *peg, uint32_t i)
{
	const struct compilation *c = peg->compilation;
	const struct token *token = &peg->tokens[i];

	return (struct string_text){
		.start = c->text + token->start,
		.size = token->end - token->start,
		.is_raw = (token->flags & TOKEN_RAW) != 0,
		.minor = c->minor,
	};
}

/* A UnicodeDecodeError that nobody turns into a SyntaxError. */
static struct node *refuse_bytes(struct peg *peg, const char *message)
{
	compilation_refuse_line(peg->compilation, UNICODE_DECODE_ERROR, 1, 0,
				"%s", message);
	return NULL;
}

PEG_HELPER(peg_middle)
{
	struct node *node = peg_node(peg, NODE_CONSTANT, 0, first);
	struct string_text text = middle_text(peg, first);
	struct string_warning warning;
	struct string_fault fault;

	(void)args;
	(void)n;
	node->detail = CONSTANT_STRING;
	text.is_raw = true; /* only the bytes are looked at */
	if (!string_check_text(&text, peg->arena, &fault, &warning))
		return refuse_bytes(peg, fault.message);
	return node;
}

/* 3.12 and 3.13 take no format for raw. */
PEG_HELPER(peg_format_text)
{
	struct node *node = peg_node(peg, NODE_CONSTANT, 0, first);
	struct compilation *c = peg->compilation;
	struct string_text text = middle_text(peg, first);
	struct string_fault fault;

	(void)args;
	(void)n;
	node->detail = CONSTANT_STRING;
	text.is_raw = text.is_raw && c->minor >= 14;
	if (!string_check_piece(c, &text, compilation_token_line(c, first),
				&fault))
		return refuse_bytes(peg, fault.message);
	return node;
}

static bool decode_text(struct peg *peg, struct string_text text)
{
	struct compilation *c = peg->compilation;
	unsigned int line = compilation_token_line(c, peg->mark - 1);
	struct string_fault fault;

	if (!memchr(text.start, '\\', text.size))
		text.is_raw = true;
	if (string_check_piece(c, &text, line, &fault))
		return true;
	peg_refuse_last(peg, string_fault_message(&fault, c->arena));
	return false;
}

bool peg_decode_middle(struct peg *peg, const struct node *middle)
{
	return decode_text(peg, middle_text(peg, middle->first_token));
}

/* What stands between two tokens, without comments. */
static void append_gap(GString *out, const char *p, const char *end)
{
	bool in_comment = false;

	for (; p < end; p++) {
		in_comment = (in_comment && *p != '\n') || *p == '#';
		if (!in_comment)
			g_string_append_c(out, *p);
	}
}

bool peg_decode_debug(struct peg *peg, const struct node *field)
{
	const char *text = peg->compilation->text;
	const struct token *token = &peg->tokens[field->first_token];
	const struct token *value =
		&peg->tokens[node_child(field, 0)->end_token];
	g_autoptr(GString) out = g_string_new(NULL);

	append_gap(out, text + token->end, text + token[1].start);
	do {
		token++;
		g_string_append_len(out, text + token->start,
				    token->end - token->start);
		append_gap(out, text + token->end, text + token[1].start);
	} while (token < value || token->kind != TOKEN_EQUAL);
	return decode_text(peg, (struct string_text){
					.start = out->str,
					.size = out->len,
					.minor = peg->compilation->minor,
				});
}
