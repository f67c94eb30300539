/* parse_38 - run Python 3.8's grammar, and say as 3.8 does where it fails. */

#include <config.h>

#include "parse_38.h"

#include "column.h"
#include "legacy_statement.h"
#include "peg.h"
#include "peg_helpers.h"

const struct peg_helper peg_helpers_38[] = {
	{"not_equal", peg_not_equal},
	{"two_words", peg_two_words},
	{NULL, NULL},
};

/* ------------------------------------------------- the text of an error */

/* Does a backslash join the line that begins at start to the one before? */
static bool is_joined(const struct compilation *c, uint32_t previous_end,
		      uint32_t start)
{
	uint32_t end = start;

	while (end > previous_end &&
	       (c->text[end - 1] == '\n' || c->text[end - 1] == '\r'))
		end--;
	if (end == start || end <= previous_end || c->text[end - 1] != '\\')
		return false;
	/* "# \" is a comment. */
	while (end > previous_end && c->text[end - 1] != '#' &&
	       c->text[end - 1] != '\n')
		end--;
	return end == previous_end || c->text[end - 1] != '#';
}

/* Where the line begins whose end the token is on, with all it continues. */
static uint32_t text_of_error(const struct compilation *c, size_t i)
{
	const struct token *tokens = c->tokens.items;
	uint32_t start = text_line_start(&c->lines, c->error.line);

	for (size_t j = i + 1; j-- > 0;) {
		uint32_t previous = j > 0 ? tokens[j - 1].end : 0;

		while (start > previous && is_joined(c, previous, start))
			start = text_line_start(
				&c->lines, text_line(&c->lines, start - 1));
		if (tokens[j].start < start && tokens[j].end > start)
			start = text_line_start(
				&c->lines,
				text_line(&c->lines, tokens[j].start));
		if (start > previous)
			break;
	}
	return start;
}

/* The error at a token may be about a statement of Python 2. */
static void mention_legacy_statement(struct compilation *c, size_t i)
{
	uint32_t start;
	uint32_t end;
	const char *message;

	if (c->error.class != SYNTAX_ERROR)
		return;
	start = text_of_error(c, i);
	end = c->error.line < c->lines.n
		      ? text_line_start(&c->lines, c->error.line + 1)
		      : (uint32_t)c->size;
	message = legacy_statement_message(c->arena, c->text + start,
					   end - start);
	if (message)
		c->error.message = message;
}

/* ------------------------------------------------------- a syntax error */

/*
 * Has the tokenizer seen the end of the text when it cuts the token? Behind
 * a field no line end is added: ')' has the end next to it.
 */
static bool is_at_end(const struct compilation *c, size_t i)
{
	if (c->is_field && c->tokens.items[i].end == c->size)
		return true;
	while (c->tokens.items[i].kind == TOKEN_DEDENT)
		i++;
	return c->tokens.items[i].kind == TOKEN_END;
}

/* <> */
static bool is_old_not_equal(const struct token *token)
{
	return token->kind == TOKEN_NOTEQUAL && token->flags & TOKEN_FLUFL;
}

/* A kind of token that the grammar knows, if not here. */
static bool is_known(const struct token *token)
{
	return token->kind != TOKEN_STRAY && token->kind != TOKEN_EXCLAMATION &&
	       !is_old_not_equal(token);
}

/* Only an INDENT could have been here: behind ':' and a line end. */
static bool needs_indent(const struct compilation *c, size_t i)
{
	const struct token *tokens = c->tokens.items;

	return i >= 2 && tokens[i - 1].kind == TOKEN_NEWLINE &&
	       tokens[i - 2].kind == TOKEN_COLON && is_known(&tokens[i]);
}

static bool is_indentation(const struct token *token)
{
	return token->kind == TOKEN_INDENT || token->kind == TOKEN_DEDENT;
}

/* Where 3.8 says that the token is, or how far its tokenizer has come. */
static size_t place_of(const struct compilation *c, size_t i)
{
	const struct token *token = &c->tokens.items[i];
	size_t end = c->size;

	if (is_at_end(c, i) && token->kind != TOKEN_RPAR) {
		if (end > 0 && c->text[end - 1] == '\n')
			end--;
		if (end > 0 && c->text[end - 1] == '\r')
			end--;
		return end;
	}
	if (is_indentation(token))
		return token->end;
	return token->start + is_old_not_equal(token);
}

static void refuse_token(struct compilation *c, size_t i)
{
	const struct token *token = &c->tokens.items[i];
	enum error_class class = INDENTATION_ERROR;
	const char *message;

	if (is_at_end(c, i)) {
		class = SYNTAX_ERROR;
		message = "unexpected EOF while parsing";
	} else if (needs_indent(c, i)) {
		message = "expected an indented block";
	} else if (token->kind == TOKEN_INDENT) {
		message = "unexpected indent";
	} else if (token->kind == TOKEN_DEDENT) {
		message = "unexpected unindent";
	} else {
		class = SYNTAX_ERROR;
		message = "invalid syntax";
	}
	compilation_refuse(c, class, place_of(c, i), "%s", message);
	if (!column_is_known(c, i) || is_old_not_equal(token))
		c->error.column = column_of_cursor(c, i);
	/* The line that the tokenizer has come to. */
	c->error.line = token->kind == TOKEN_STRING
				? text_line(&c->lines, token->end)
				: compilation_token_line(c, i);
}

struct node *parse_38(struct compilation *c, const char *rule)
{
	uint32_t reached;
	struct node *raw = peg_match(c, compilation_grammar(8), rule, &reached);

	if (raw || c->status == COMPILATION_UNKNOWN)
		return raw;
	if (c->status == COMPILED)
		refuse_token(c, reached);
	mention_legacy_statement(c, reached);
	return NULL;
}

struct node *compilation_parse_38(struct compilation *c)
{
	struct node *raw = parse_38(c, "file_input");
	struct node *module;

	c->counts_bytes = true;
	return raw && convert_38_module(c, raw, &module) ? module : NULL;
}
