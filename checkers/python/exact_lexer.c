/* exact_lexer - a text's tokens as one version of CPython cuts them. */

#include <config.h>

#include "exact_lexer.h"

#include <stdarg.h>
#include <string.h>

#include "cleanup.h"

/* -------------------------------------------------- characters and places */

int exact_read(struct exact_lexer *lexer)
{
	if (lexer->cursor == lexer->end)
		return EXACT_EOF;
	if (lexer->cursor == lexer->next_line) {
		size_t left = (size_t)(lexer->end - lexer->cursor);
		const char *newline = memchr(lexer->cursor, '\n', left);

		lexer->line++;
		lexer->line_start = lexer->cursor;
		lexer->next_line = newline ? newline + 1 : lexer->end;
	}
	return (unsigned char)*lexer->cursor++;
}

uint32_t exact_offset(const struct exact_lexer *lexer, const char *p)
{
	size_t offset = (size_t)(p - lexer->text);
	size_t low = 0;
	size_t high = lexer->n_cuts;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lexer->cuts[middle] < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return (uint32_t)MIN(offset + low, lexer->c->size);
}

static unsigned int count_characters(const char *p, const char *end)
{
	unsigned int n = 0;

	for (; p < end; p++)
		n += ((unsigned char)*p & 0xc0) != 0x80;
	return n;
}

static void set_failure(struct exact_lexer *lexer, enum token_error error,
			enum error_class class, const char *message)
{
	const char *place = lexer->cursor;

	if (place > lexer->line_start)
		place--;
	lexer->error = error;
	lexer->c->failure.error = (struct syntax_error){
		.class = class,
		.message = message,
		.line = MAX(lexer->line, 1),
		.column = count_characters(lexer->line_start, lexer->cursor),
		.offset = exact_offset(lexer, place),
	};
}

enum token_kind exact_raise(struct exact_lexer *lexer, enum token_error error,
			    const char *format, ...)
{
	struct token_failure *failure = &lexer->c->failure;
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	set_failure(lexer, error, SYNTAX_ERROR,
		    arena_strndup(lexer->c->arena, message, strlen(message)));
	failure->is_raised = true;
	failure->raised = failure->error;
	return TOKEN_ERROR;
}

/* Does 3.9's parser take the line from the token, not from the tokenizer? */
static bool has_token_line(enum token_error error)
{
	return error != TOKEN_ERROR_TABS && error != TOKEN_ERROR_INDENT_DEPTH &&
	       error != TOKEN_ERROR_CONTINUATION;
}

enum token_kind exact_stop(struct exact_lexer *lexer, enum token_error error,
			   enum error_class class, const char *message)
{
	set_failure(lexer, error, class, message);
	if (lexer->c->minor == 9 && has_token_line(error))
		lexer->c->failure.error.line += lexer->c->lines.before;
	return TOKEN_ERROR;
}

/* --------------------------------------------------------------- brackets */

enum token_kind exact_open(struct exact_lexer *lexer, char c)
{
	struct exact_fstring *fstring = exact_fstring(lexer);
	unsigned int n = lexer->n_brackets;

	if (n == TOKENIZER_MAX_BRACKETS)
		return exact_raise(lexer, TOKEN_ERROR_BRACKET_DEPTH,
				   "too many nested parentheses");
	lexer->brackets[n] = lexer->start;
	lexer->bracket_lines[n] = lexer->line;
	lexer->bracket_line_starts[n] = lexer->line_start;
	lexer->n_brackets = n + 1;
	if (fstring && fstring->depth == fstring->field_depth)
		lexer->field = (unsigned int)fstring->field_depth;
	if (fstring)
		fstring->depth++;
	return c == '(' ? TOKEN_LPAR : c == '[' ? TOKEN_LSQB : TOKEN_LBRACE;
}

static enum token_kind raise_mismatch(struct exact_lexer *lexer, char c)
{
	const struct exact_fstring *fstring = exact_fstring(lexer);
	char opening = *lexer->brackets[lexer->n_brackets];
	unsigned int line = lexer->bracket_lines[lexer->n_brackets];

	if (fstring && opening == '{' &&
	    fstring->depth - 1 == fstring->field_depth)
		return exact_raise(lexer, TOKEN_ERROR_BRACKET_MISMATCH,
				   "%c-string: unmatched '%c'",
				   fstring->flags & TOKEN_TEMPLATE ? 't' : 'f',
				   c);
	if (line != lexer->line)
		return exact_raise(lexer, TOKEN_ERROR_BRACKET_MISMATCH,
				   "closing parenthesis '%c' does not match "
				   "opening parenthesis '%c' on line %u",
				   c, opening, line);
	return exact_raise(lexer, TOKEN_ERROR_BRACKET_MISMATCH,
			   "closing parenthesis '%c' does not match opening "
			   "parenthesis '%c'",
			   c, opening);
}

/* What a closing bracket means for the f-string around it. */
static bool close_in_fstring(struct exact_lexer *lexer, char c)
{
	struct exact_fstring *fstring = exact_fstring(lexer);

	if (--fstring->depth < 0) {
		exact_raise(lexer, TOKEN_ERROR_BRACKET_UNMATCHED,
			    "%c-string: unmatched '%c'",
			    fstring->flags & TOKEN_TEMPLATE ? 't' : 'f', c);
		return false;
	}
	if (c == '}' && fstring->depth == fstring->field_depth) {
		fstring->field_depth--;
		fstring->in_code = false;
		fstring->in_format = false;
	}
	return true;
}

enum token_kind exact_close(struct exact_lexer *lexer, char c)
{
	const struct exact_fstring *fstring = exact_fstring(lexer);
	char opening = c == ')' ? '(' : c == ']' ? '[' : '{';

	if (fstring && fstring->depth == 0 && c == '}')
		return exact_raise(lexer, TOKEN_ERROR_FSTRING_BRACE,
				   "%c-string: single '}' is not allowed",
				   fstring->flags & TOKEN_TEMPLATE ? 't' : 'f');
	if (lexer->n_brackets == 0)
		return exact_raise(lexer, TOKEN_ERROR_BRACKET_UNMATCHED,
				   "unmatched '%c'", c);
	lexer->n_brackets--;
	if (*lexer->brackets[lexer->n_brackets] != opening)
		return raise_mismatch(lexer, c);
	if (fstring && !close_in_fstring(lexer, c))
		return TOKEN_ERROR;
	return c == ')' ? TOKEN_RPAR : c == ']' ? TOKEN_RSQB : TOKEN_RBRACE;
}

bool exact_stop_in_bracket(struct exact_lexer *lexer)
{
	unsigned int n = lexer->n_brackets;

	if (n == 0 || lexer->c->minor < 10)
		return false;
	n--;
	lexer->error = TOKEN_ERROR_EOF_IN_BRACKET;
	lexer->c->failure.error = (struct syntax_error){
		.class = SYNTAX_ERROR,
		.message =
			arena_printf(lexer->c->arena, "'%c' was never closed",
				     *lexer->brackets[n]),
		.line = lexer->bracket_lines[n],
		.column = count_characters(lexer->bracket_line_starts[n],
					   lexer->brackets[n]) +
			  1,
		.offset = exact_offset(lexer, lexer->brackets[n]),
	};
	return true;
}

/* ------------------------------------------------------------- operators */

static enum token_kind lex_operator(struct exact_lexer *lexer, int c)
{
	enum token_kind kind = TOKEN_STRAY;

	if (lexer->n_fstrings > 0 && exact_begins_format(lexer, c))
		return TOKEN_COLON;
	switch (c) {
	case '(':
	case '[':
	case '{':
		return exact_open(lexer, (char)c);
	case ')':
	case ']':
	case '}':
		return exact_close(lexer, (char)c);
	default:
		break;
	}
	if (lexer->c->minor >= 11 && (c < ' ' || c == 0x7f))
		return exact_raise(lexer, TOKEN_ERROR_CHARACTER,
				   "invalid non-printable character U+%04X",
				   (unsigned int)c);
	if (c < ' ' || c == 0x7f)
		return TOKEN_STRAY;
	lexer->cursor = lexer_find_operator(lexer->start, &kind, &lexer->flags);
	return kind;
}

static enum token_kind lex_dot(struct exact_lexer *lexer)
{
	int c = exact_read(lexer);

	if (c >= '0' && c <= '9')
		return exact_fraction(lexer, c);
	if (c == '.' && *lexer->cursor == '.') {
		exact_read(lexer);
		return TOKEN_ELLIPSIS;
	}
	exact_back(lexer, c);
	return TOKEN_DOT;
}

/* ---------------------------------------------------------------- tokens */

/* Over blanks, comments and continued lines to a token's first character. */
static int find_start(struct exact_lexer *lexer)
{
	int c;

	do
		c = exact_read(lexer);
	while (c == ' ' || c == '\t' || c == '\f');
	lexer->start = c == EXACT_EOF ? lexer->cursor : lexer->cursor - 1;
	if (c == '#') {
		while (c != EXACT_EOF && c != '\n')
			c = exact_read(lexer);
	}
	return c;
}

/* The token whose first character, c, has been read. */
static enum token_kind lex_token(struct exact_lexer *lexer, int c)
{
	if (c >= 0x80 || g_ascii_isalpha(c) || c == '_')
		return exact_name(lexer, c);
	if (c >= '0' && c <= '9')
		return exact_number(lexer, c);
	switch (c) {
	case '.':
		return lex_dot(lexer);
	case '"':
	case '\'':
		return exact_string(lexer, (char)c);
	default:
		return lex_operator(lexer, c);
	}
}

/* The rest of a line; TOKEN_NL at a line end that ends no logical line. */
static enum token_kind lex_line(struct exact_lexer *lexer, bool is_blank)
{
	int c = find_start(lexer);

	while (c == '\\') {
		if (!exact_continuation(lexer))
			return TOKEN_ERROR;
		c = find_start(lexer);
	}
	if (c == EXACT_EOF)
		return exact_stop_in_bracket(lexer) ? TOKEN_ERROR : TOKEN_END;
	if (c != '\n')
		return lex_token(lexer, c);
	lexer->at_line_start = true;
	return is_blank || lexer->n_brackets > 0 ? TOKEN_NL : TOKEN_NEWLINE;
}

static enum token_kind lex_code(struct exact_lexer *lexer)
{
	for (;;) {
		enum token_kind kind;
		bool is_blank = false;

		if (lexer->at_line_start) {
			lexer->at_line_start = false;
			lexer->start = lexer->cursor;
			if (!exact_indentation(lexer, &is_blank))
				return TOKEN_ERROR;
		}
		if (lexer->n_pending > 0) {
			lexer->n_pending--;
			return TOKEN_INDENT;
		}
		if (lexer->n_pending < 0) {
			lexer->n_pending++;
			lexer->start = lexer->cursor;
			return TOKEN_DEDENT;
		}
		kind = lex_line(lexer, is_blank);
		if (kind != TOKEN_NL)
			return kind;
	}
}

static enum token_kind next_token(struct exact_lexer *lexer)
{
	const struct exact_fstring *fstring = exact_fstring(lexer);

	lexer->flags = 0;
	lexer->field = 0;
	lexer->token_end = NULL;
	if (fstring && !fstring->in_code) {
		enum token_kind kind = exact_fstring_text(lexer);

		if (kind != TOKEN_NL)
			return kind;
	}
	return lex_code(lexer);
}

/* ------------------------------------------------------- the whole text */

/*
 * Up to 3.11 a text that ends in "\r\n" gets a further line end, and an empty
 * one its first. 3.8's parser adds a NEWLINE where there is no line end.
 */
static bool needs_line_end(const struct compilation *c)
{
	if (c->is_open_ended && c->minor > 8)
		return false;
	if (c->size == 0)
		return c->minor < 12;
	if (c->text[c->size - 1] != '\n')
		return c->text[c->size - 1] != '\r';
	return c->minor < 12 && c->size > 1 && c->text[c->size - 2] == '\r';
}

/* Copies the text, as CPython does, with its line ends made equal. */
static void copy_text(struct exact_lexer *lexer)
{
	struct compilation *c = lexer->c;
	char *copy = arena_alloc(c->arena, c->size + 2);
	char *to = copy;
	size_t n_pairs = 0;

	for (size_t i = 0; i + 1 < c->size; i++)
		n_pairs += c->text[i] == '\r' && c->text[i + 1] == '\n';
	lexer->cuts = arena_alloc(c->arena, (n_pairs + 1) * sizeof(uint32_t));
	for (size_t i = 0; i < c->size; i++) {
		bool is_return = c->text[i] == '\r';

		if (is_return && i + 1 < c->size && c->text[i + 1] == '\n') {
			lexer->cuts[lexer->n_cuts++] = (uint32_t)(to - copy);
			i++;
		}
		*to++ = is_return ? '\n' : c->text[i];
	}
	if (needs_line_end(c))
		*to++ = '\n';
	*to = '\0';
	lexer->text = copy;
	lexer->end = to;
}

static void append(struct exact_lexer *lexer, enum token_kind kind)
{
	struct token_array *tokens = &lexer->c->tokens;
	const char *end = lexer->token_end ? lexer->token_end : lexer->cursor;
	struct token *token;

	if (tokens->n + TOKEN_LOOKAHEAD + 1 > tokens->capacity) {
		tokens->capacity = 2 * tokens->capacity + 64;
		tokens->items =
			g_renew(struct token, tokens->items, tokens->capacity);
	}
	token = &tokens->items[tokens->n++];
	*token = (struct token){
		.start = exact_offset(lexer, lexer->start),
		.end = exact_offset(lexer, MAX(end, lexer->start)),
		.kind = (uint8_t)kind,
		.flags = (uint8_t)lexer->flags,
	};
	if (kind == TOKEN_NAME)
		lexer_find_keyword(lexer->start, end, lexer->end, token);
	else if (kind == TOKEN_ERROR)
		token->detail = (uint16_t)lexer->error;
	else if (kind == TOKEN_LBRACE)
		token->detail = (uint16_t)lexer->field;
}

static void finish(struct exact_lexer *lexer)
{
	struct compilation *c = lexer->c;
	struct token *last = &c->tokens.items[c->tokens.n - 1];

	for (size_t i = 1; i <= TOKEN_LOOKAHEAD; i++)
		last[i] = *last;
	c->last_line = MAX(lexer->line, 1);
	c->open_bracket = UINT32_MAX;
	if (lexer->n_brackets > 0)
		c->open_bracket = exact_offset(
			lexer, lexer->brackets[lexer->n_brackets - 1]);
}

void compilation_tokenize(struct compilation *c)
{
	struct exact_lexer *lexer = g_new0(struct exact_lexer, 1);
	enum token_kind kind;

	lexer->c = c;
	lexer->at_line_start = true;
	copy_text(lexer);
	lexer->cursor = lexer->next_line = lexer->line_start = lexer->text;
	/* The tokenizer of 3.9 does not know of the lines before a field. */
	if (c->minor >= 10)
		lexer->line = c->lines.before;
	c->tokens.n = 0;
	c->failure = (struct token_failure){0};
	do {
		kind = next_token(lexer);
		append(lexer, kind);
	} while (kind != TOKEN_END && kind != TOKEN_ERROR);
	if (kind == TOKEN_ERROR) {
		lexer->start = lexer->token_end = lexer->end;
		append(lexer, TOKEN_END);
	}
	finish(lexer);
	g_free(lexer);
}

bool compilation_token_error(struct compilation *c, size_t i)
{
	g_assert(c->tokens.items[i].kind == TOKEN_ERROR);
	if (c->status == COMPILED) {
		c->status = COMPILATION_REFUSED;
		c->error = c->failure.error;
	}
	return false;
}

unsigned int compilation_token_line(const struct compilation *c, size_t i)
{
	const struct token *token = &c->tokens.items[i];

	if (token->start == c->size &&
	    (token->kind == TOKEN_END || token->kind == TOKEN_DEDENT))
		return c->last_line;
	/* Backslashes may spread an indentation over lines. */
	return text_line(&c->lines, token->kind == TOKEN_INDENT ? token->end
								: token->start);
}
