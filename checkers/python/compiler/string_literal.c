/* string_literal - string literals as CPython's parser takes them. */

#include <config.h>

#include "string_literal.h"

#include <string.h>

#include "cleanup.h"

struct node *string_node(const struct string_site *site, enum node_kind kind,
			 size_t n)
{
	const struct token *tokens = site->c->tokens.items;
	struct node *node = node_new(site->c->arena, kind, n);

	node->start = tokens[site->first].start;
	node->end = tokens[site->end - 1].end;
	node->first_token = site->first;
	node->end_token = site->end;
	return node;
}

struct string_text string_token_text(const struct compilation *c,
				     uint32_t token)
{
	const struct token *string = &c->tokens.items[token];
	const char *start = c->text + string->start;
	const char *end = c->text + string->end;
	size_t quotes = string->flags & TOKEN_TRIPLE ? 3 : 1;

	start += strcspn(start, "'\"") + quotes;
	end -= quotes;
	return (struct string_text){
		.start = start,
		.size = (size_t)(end - start),
		.is_raw = (string->flags & TOKEN_RAW) != 0,
		.minor = c->minor,
	};
}

const char *string_fault_message(const struct string_fault *fault,
				 struct arena *arena)
{
	return arena_printf(arena, "(%s error) %s",
			    fault->is_value_error ? "value" : "unicode",
			    fault->message);
}

/* --------------------------------------------------------------- warnings */

static const char *warning_message(struct compilation *c, const char *code)
{
	bool is_octal = strlen(code) == 3;
	const char *kind = is_octal ? "octal " : "";

	if (c->minor < 10)
		return arena_printf(c->arena, "invalid escape sequence \\%s",
				    code);
	if (c->minor < 14)
		return arena_printf(c->arena,
				    "invalid %sescape sequence '\\%s'", kind,
				    code);
	return arena_printf(c->arena,
			    "\"\\%s\" is an invalid %sescape sequence. Such "
			    "sequences will not work in the future. Did you "
			    "mean \"\\\\%s\"? A raw string is also an option.",
			    code, kind, code);
}

void string_warn(struct compilation *c, const char *code, const char *place,
		 unsigned int line)
{
	struct syntax_error warning = {
		.class = c->minor < 12 ? DEPRECATION_WARNING : SYNTAX_WARNING,
		.line = line,
		.offset = (uint32_t)(place - c->text),
	};

	if (!c->with_warnings)
		return;
	warning.message = warning_message(c, code);
	g_array_append_val(c->warnings, warning);
}

/* Up to 3.10 an octal escape may be as large as three digits make it. */
static void add_warning(struct compilation *c, const struct string_text *text,
			unsigned int line, const struct string_warning *found)
{
	if (found->code[0] == '\0' ||
	    (c->minor < 11 && strlen(found->code) == 3))
		return;
	if (c->minor >= 14)
		line += (unsigned int)found->n_lines;
	string_warn(c, found->code, text->start, line);
}

/* ----------------------------------------------------------------- tokens */

/* Since 3.12 it is the tokenizer that warns of a brace behind a backslash. */
bool string_check_piece(struct compilation *c, const struct string_text *text,
			unsigned int line, struct string_fault *out_fault)
{
	struct string_warning warning;

	if (!string_check_text(text, c->arena, out_fault, &warning))
		return false;
	if (c->minor < 12 || (warning.code[0] != '{' && warning.code[0] != '}'))
		add_warning(c, text, line, &warning);
	return true;
}

static bool refuse_fault(const struct string_site *site,
			 const struct string_fault *fault)
{
	return site->refuse(site, string_fault_message(fault, site->c->arena));
}

static bool check_ascii(const struct string_site *site, uint32_t token)
{
	struct compilation *c = site->c;
	const struct token *string = &c->tokens.items[token];
	const char *message = "bytes can only contain ASCII literal characters";

	if (!(string->flags & TOKEN_NON_ASCII))
		return true;
	if (c->minor < 10)
		message = "bytes can only contain ASCII literal characters.";
	/* 3.9 and 3.10 do not say which of the strings it is. */
	if (c->minor == 9 || c->minor == 10)
		return site->refuse(site, message);
	return compilation_refuse(c, SYNTAX_ERROR, string->start, "%s",
				  message);
}

static bool check_bytes(const struct string_site *site, uint32_t token)
{
	struct compilation *c = site->c;
	struct string_text text = string_token_text(c, token);
	struct string_warning warning;
	struct string_fault fault;

	if (!check_ascii(site, token))
		return false;
	if (!string_check_bytes(&text, c->arena, &fault, &warning))
		return refuse_fault(site, &fault);
	add_warning(c, &text, compilation_token_line(c, token), &warning);
	return true;
}

bool string_check_token(const struct string_site *site, uint32_t token)
{
	struct compilation *c = site->c;
	struct string_text text = string_token_text(c, token);
	struct string_warning warning;
	struct string_fault fault;

	if (c->tokens.items[token].flags & TOKEN_BYTES)
		return check_bytes(site, token);
	if (!(c->tokens.items[token].flags & TOKEN_BACKSLASH))
		text.is_raw = true;
	if (!string_check_text(&text, c->arena, &fault, &warning))
		return refuse_fault(site, &fault);
	add_warning(c, &text, compilation_token_line(c, token), &warning);
	return true;
}

/* ------------------------------------------------------------------- join */

static bool is_fstring(const struct compilation *c, uint32_t token)
{
	const char *start = c->text + c->tokens.items[token].start;

	return memchr("fF", start[0], 2) != NULL ||
	       (memchr("rR", start[0], 2) != NULL &&
		memchr("fF", start[1], 2) != NULL);
}

static bool is_bytes(const struct compilation *c, uint32_t token)
{
	return c->tokens.items[token].flags & TOKEN_BYTES;
}

/* A CONSTANT of one token, as a piece of a JOINED_STR. */
static struct node *token_piece(const struct string_site *site, uint32_t token)
{
	struct node *piece = string_node(site, NODE_CONSTANT, 0);

	piece->detail = CONSTANT_STRING;
	piece->first_token = token;
	piece->end_token = token + 1;
	return piece;
}

static bool join_token(const struct string_site *site, uint32_t token,
		       GPtrArray *pieces)
{
	struct compilation *c = site->c;
	bool has_fields = is_fstring(c, token);

	if (!has_fields && !string_check_token(site, token))
		return false;
	if (is_bytes(c, token) != is_bytes(c, site->first))
		return site->refuse(site,
				    "cannot mix bytes and nonbytes literals");
	if (has_fields)
		return string_read_fields(site, token, pieces);
	g_ptr_array_add(pieces, token_piece(site, token));
	return true;
}

static struct node *make_joined(const struct string_site *site,
				const GPtrArray *pieces)
{
	struct node *node = string_node(site, NODE_JOINED_STR, 1);
	struct node *list = string_node(site, NODE_LIST, pieces->len);

	for (unsigned int i = 0; i < pieces->len; i++)
		list->children[i] = g_ptr_array_index(pieces, i);
	node->children[0] = list;
	return node;
}

struct node *string_join(const struct string_site *site)
{
	g_autoptr(GPtrArray) pieces = g_ptr_array_new();
	bool has_fields = false;
	struct node *constant;

	for (uint32_t i = site->first; i < site->end; i++) {
		if (!join_token(site, i, pieces))
			return NULL;
		has_fields = has_fields || is_fstring(site->c, i);
	}
	if (has_fields)
		return make_joined(site, pieces);
	constant = string_node(site, NODE_CONSTANT, 0);
	constant->detail = is_bytes(site->c, site->first) ? CONSTANT_BYTES
							  : CONSTANT_STRING;
	return constant;
}
