/* token - Python's tokens, as CPython's own tokenizer cuts them. */

#include <config.h>

#include "token.h"

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "keyword.h"
#include "lexer.h"
#include "scan.h"

/* What the first byte of a token says. */
enum byte_class {
	BYTE_OTHER, /* no token begins with it */
	BYTE_BLANK,
	BYTE_NAME,
	BYTE_DIGIT,
	BYTE_QUOTE,
	BYTE_DOT,
	BYTE_OPEN,
	BYTE_CLOSE,
	BYTE_COLON,
	BYTE_OPERATOR,
	BYTE_SIMPLE, /* an operator that no longer one begins with */
};

/* clang-format off */
static const uint8_t byte_classes[256] = {
	[' '] = BYTE_BLANK, ['\t'] = BYTE_BLANK, ['\f'] = BYTE_BLANK,
	['A' ... 'Z'] = BYTE_NAME, ['a' ... 'z'] = BYTE_NAME,
	['_'] = BYTE_NAME, [0x80 ... 0xff] = BYTE_NAME,
	['0' ... '9'] = BYTE_DIGIT,
	['"'] = BYTE_QUOTE, ['\''] = BYTE_QUOTE,
	['.'] = BYTE_DOT,
	['('] = BYTE_OPEN, ['['] = BYTE_OPEN, ['{'] = BYTE_OPEN,
	[')'] = BYTE_CLOSE, [']'] = BYTE_CLOSE, ['}'] = BYTE_CLOSE,
	[':'] = BYTE_COLON,
	[','] = BYTE_SIMPLE, [';'] = BYTE_SIMPLE, ['~'] = BYTE_SIMPLE,
	['$'] = BYTE_SIMPLE, ['?'] = BYTE_SIMPLE, ['`'] = BYTE_SIMPLE,
	['!'] = BYTE_OPERATOR, ['%'] = BYTE_OPERATOR, ['&'] = BYTE_OPERATOR,
	['*'] = BYTE_OPERATOR, ['+'] = BYTE_OPERATOR, ['-'] = BYTE_OPERATOR,
	['/'] = BYTE_OPERATOR, ['<'] = BYTE_OPERATOR, ['='] = BYTE_OPERATOR,
	['>'] = BYTE_OPERATOR, ['@'] = BYTE_OPERATOR, ['^'] = BYTE_OPERATOR,
	['|'] = BYTE_OPERATOR,
};

/* The kinds of x, x=, xx and xx= for each byte x; 0 where there is none. */
static const struct {
	uint8_t alone;
	uint8_t equal;
	uint8_t twice;
	uint8_t twice_equal;
} operators[128] = {
	['!'] = {TOKEN_EXCLAMATION, TOKEN_NOTEQUAL, 0, 0},
	['$'] = {TOKEN_STRAY, 0, 0, 0},
	['%'] = {TOKEN_PERCENT, TOKEN_PERCENTEQUAL, 0, 0},
	['&'] = {TOKEN_AMPER, TOKEN_AMPEREQUAL, 0, 0},
	['('] = {TOKEN_LPAR, 0, 0, 0},
	[')'] = {TOKEN_RPAR, 0, 0, 0},
	['*'] = {TOKEN_STAR, TOKEN_STAREQUAL,
		 TOKEN_DOUBLESTAR, TOKEN_DOUBLESTAREQUAL},
	['+'] = {TOKEN_PLUS, TOKEN_PLUSEQUAL, 0, 0},
	[','] = {TOKEN_COMMA, 0, 0, 0},
	['-'] = {TOKEN_MINUS, TOKEN_MINEQUAL, 0, 0},
	['/'] = {TOKEN_SLASH, TOKEN_SLASHEQUAL,
		 TOKEN_DOUBLESLASH, TOKEN_DOUBLESLASHEQUAL},
	[':'] = {TOKEN_COLON, TOKEN_COLONEQUAL, 0, 0},
	[';'] = {TOKEN_SEMI, 0, 0, 0},
	['<'] = {TOKEN_LESS, TOKEN_LESSEQUAL,
		 TOKEN_LEFTSHIFT, TOKEN_LEFTSHIFTEQUAL},
	['='] = {TOKEN_EQUAL, TOKEN_EQEQUAL, 0, 0},
	['>'] = {TOKEN_GREATER, TOKEN_GREATEREQUAL,
		 TOKEN_RIGHTSHIFT, TOKEN_RIGHTSHIFTEQUAL},
	['?'] = {TOKEN_STRAY, 0, 0, 0},
	['@'] = {TOKEN_AT, TOKEN_ATEQUAL, 0, 0},
	['['] = {TOKEN_LSQB, 0, 0, 0},
	[']'] = {TOKEN_RSQB, 0, 0, 0},
	['^'] = {TOKEN_CIRCUMFLEX, TOKEN_CIRCUMFLEXEQUAL, 0, 0},
	['`'] = {TOKEN_STRAY, 0, 0, 0},
	['{'] = {TOKEN_LBRACE, 0, 0, 0},
	['|'] = {TOKEN_VBAR, TOKEN_VBAREQUAL, 0, 0},
	['}'] = {TOKEN_RBRACE, 0, 0, 0},
	['~'] = {TOKEN_TILDE, 0, 0, 0},
};
/* clang-format on */

const char *lexer_fail(struct tokenizer *tokenizer, struct token *out,
		       enum token_error error, const char *start,
		       const char *end)
{
	tokenizer->line_start = 0;
	lexer_emit(tokenizer, out, TOKEN_ERROR, 0, start,
		   MIN(end, tokenizer->end));
	out->detail = (uint16_t)error;
	tokenizer->mode = LEXER_END;
	return tokenizer->end;
}

void lexer_find_keyword(const char *start, const char *end,
			const char *text_end, struct token *out)
{
	char padded[KEYWORD_MAX_SIZE] = {0};
	const struct keyword_slot *slot;
	uint64_t key;

	if (end - start > KEYWORD_MAX_SIZE)
		return;
	if (text_end - start < KEYWORD_MAX_SIZE) {
		memcpy(padded, start, (size_t)(end - start));
		start = padded;
	}
	key = keyword_key(start, (size_t)(end - start));
	slot = &keyword_slots[KEYWORD_HASH(key)];
	if (slot->key == key) {
		out->kind = slot->kind;
		out->detail = slot->detail;
	}
}

static const char *lex_name(struct tokenizer *tokenizer, const char *start,
			    struct token *out)
{
	unsigned int non_ascii = 0;
	const char *p = scan_identifier(start, tokenizer->end, &non_ascii);

	if ((*p == '"' || *p == '\'') &&
	    lexer_is_string_prefix(start, (size_t)(p - start)))
		return lexer_string(tokenizer, start, p, out);
	lexer_emit(tokenizer, out, TOKEN_NAME, non_ascii ? TOKEN_NON_ASCII : 0,
		   start, p);
	lexer_find_keyword(start, p, tokenizer->end, out);
	return p;
}

const char *lexer_find_operator(const char *start, enum token_kind *out_kind,
				unsigned int *out_flags)
{
	unsigned char c = (unsigned char)*start;
	uint8_t kind = operators[c].alone;
	unsigned int flags = 0;
	const char *p = start + 1;

	if (*p == '=' && operators[c].equal) {
		kind = operators[c].equal;
		p++;
	} else if (*p == *start && operators[c].twice) {
		bool assigns = p[1] == '=';

		kind = assigns ? operators[c].twice_equal : operators[c].twice;
		p += assigns ? 2 : 1;
	} else if (*p == '>' && c == '-') {
		kind = TOKEN_RARROW;
		p++;
	} else if (*p == '>' && c == '<') {
		kind = TOKEN_NOTEQUAL;
		flags = TOKEN_FLUFL;
		p++;
	}
	*out_kind = (enum token_kind)kind;
	*out_flags = flags;
	return p;
}

static const char *lex_operator(struct tokenizer *tokenizer, const char *start,
				struct token *out)
{
	enum token_kind kind;
	unsigned int flags;
	const char *p = lexer_find_operator(start, &kind, &flags);

	return lexer_emit(tokenizer, out, kind, flags, start, p);
}

static const char *lex_dot(struct tokenizer *tokenizer, const char *start,
			   struct token *out)
{
	if (start[1] >= '0' && start[1] <= '9')
		return lexer_number(tokenizer, start, out);
	if (start[1] == '.' && start[2] == '.')
		return lexer_emit(tokenizer, out, TOKEN_ELLIPSIS, 0, start,
				  start + 3);
	return lexer_emit(tokenizer, out, TOKEN_DOT, 0, start, start + 1);
}

/*
 * Goes back to the text of the f-string that p is in: behind the colon or the
 * closing brace of a field. A format that ends before it has a byte, at the
 * end of a line, is none (3.12 and 3.13 allow that; see TEXT_FORMAT_EOL).
 */
static void resume_fstring(struct tokenizer *tokenizer, const char *p)
{
	const struct fstring *fstring = lexer_current_fstring(tokenizer);
	bool is_empty_format = fstring->n_fields > 0 &&
			       !(fstring->flags & TOKEN_TRIPLE) &&
			       lexer_line_end_size(p, tokenizer->end) > 0;

	tokenizer->mode = is_empty_format ? LEXER_CODE : LEXER_FSTRING;
}

/* In a field, a colon outside of brackets begins the format: {x:=5}. */
static const char *lex_colon(struct tokenizer *tokenizer, const char *start,
			     struct token *out)
{
	if (!lexer_is_at_field_level(tokenizer))
		return lex_operator(tokenizer, start, out);
	resume_fstring(tokenizer, start + 1);
	return lexer_emit(tokenizer, out, TOKEN_COLON, 0, start, start + 1);
}

const char *lexer_open(struct tokenizer *tokenizer, const char *start,
		       struct token *out)
{
	unsigned int n = tokenizer->n_brackets;

	if (n == TOKENIZER_MAX_BRACKETS)
		return lexer_fail(tokenizer, out, TOKEN_ERROR_BRACKET_DEPTH,
				  start, start + 1);
	tokenizer->brackets[n] = *start;
	tokenizer->bracket_starts[n] = lexer_offset(tokenizer, start);
	tokenizer->n_brackets = n + 1;
	return lexer_emit(tokenizer, out,
			  operators[(unsigned char)*start].alone, 0, start,
			  start + 1);
}

const char *lexer_close(struct tokenizer *tokenizer, const char *start,
			struct token *out)
{
	char opening = *start == ')' ? '(' : *start == ']' ? '[' : '{';

	if (tokenizer->n_brackets == 0)
		return lexer_fail(tokenizer, out, TOKEN_ERROR_BRACKET_UNMATCHED,
				  start, start + 1);
	if (tokenizer->brackets[tokenizer->n_brackets - 1] != opening)
		return lexer_fail(tokenizer, out, TOKEN_ERROR_BRACKET_MISMATCH,
				  start, start + 1);
	if (tokenizer->n_fstrings > 0 && lexer_is_at_field_level(tokenizer)) {
		lexer_current_fstring(tokenizer)->n_fields--;
		resume_fstring(tokenizer, start + 1);
	}
	tokenizer->n_brackets--;
	return lexer_emit(tokenizer, out,
			  operators[(unsigned char)*start].alone, 0, start,
			  start + 1);
}

/* At the end of a line: a logical one's unless brackets are open. */
static struct token *lex_line_end(struct tokenizer *tokenizer, const char *p,
				  struct token *out)
{
	const char *next = p + lexer_line_end_size(p, tokenizer->end);
	bool is_logical =
		tokenizer->n_brackets == 0 && !tokenizer->is_blank_line;

	if (is_logical)
		lexer_emit(tokenizer, out++, TOKEN_NEWLINE, 0, p, next);
	else if (tokenizer->options & TOKENIZE_TRIVIA)
		lexer_emit(tokenizer, out++, TOKEN_NL, 0, p, next);
	tokenizer->line_start = TOKEN_LINE_START;
	tokenizer->is_blank_line = false;
	if (tokenizer->n_brackets == 0)
		tokenizer->mode = LEXER_LINE_START;
	tokenizer->cursor = next;
	return out;
}

/* At a NUL: the end of the text, or a byte that no text may hold. */
static struct token *lex_end(struct tokenizer *tokenizer, const char *p,
			     struct token *out)
{
	const char *opening;

	if (p < tokenizer->end) {
		lexer_fail(tokenizer, out, TOKEN_ERROR_NULL, p, p + 1);
		return out + 1;
	}
	if (tokenizer->n_brackets == 0)
		return lex_line_end(tokenizer, p, out);
	opening = tokenizer->text +
		  tokenizer->bracket_starts[tokenizer->n_brackets - 1];
	lexer_fail(tokenizer, out, TOKEN_ERROR_EOF_IN_BRACKET, opening,
		   opening + 1);
	return out + 1;
}

/* What is no token: comments, continuations, the ends of lines and text. */
static struct token *lex_other(struct tokenizer *tokenizer, const char *p,
			       struct token *out)
{
	const char *next;

	switch (*p) {
	case '#':
		next = scan_line_end(p, tokenizer->end);
		if (tokenizer->options & TOKENIZE_TRIVIA)
			lexer_emit(tokenizer, out++, TOKEN_COMMENT, 0, p, next);
		tokenizer->line_start = 0;
		break;
	case '\\':
		next = lexer_skip_continuation(tokenizer, p, out);
		if (!next)
			return out + 1;
		break;
	case '\n':
	case '\r':
		return lex_line_end(tokenizer, p, out);
	case '\0':
		return lex_end(tokenizer, p, out);
	default:
		next = lexer_fail(tokenizer, out++, TOKEN_ERROR_CHARACTER, p,
				  p + 1);
	}
	tokenizer->cursor = next;
	return out;
}

static struct token *lex_code(struct tokenizer *tokenizer, struct token *out,
			      const struct token *limit)
{
	const char *p = tokenizer->cursor;

	while (out < limit && tokenizer->mode == LEXER_CODE) {
		p += *p == ' ';
		switch ((enum byte_class)byte_classes[(unsigned char)*p]) {
		case BYTE_BLANK:
			p++;
			break;
		case BYTE_NAME:
			p = lex_name(tokenizer, p, out++);
			break;
		case BYTE_DIGIT:
			p = lexer_number(tokenizer, p, out++);
			break;
		case BYTE_QUOTE:
			p = lexer_string(tokenizer, p, p, out++);
			break;
		case BYTE_DOT:
			p = lex_dot(tokenizer, p, out++);
			break;
		case BYTE_OPEN:
			p = lexer_open(tokenizer, p, out++);
			break;
		case BYTE_CLOSE:
			p = lexer_close(tokenizer, p, out++);
			break;
		case BYTE_COLON:
			p = lex_colon(tokenizer, p, out++);
			break;
		case BYTE_OPERATOR:
			p = lex_operator(tokenizer, p, out++);
			break;
		case BYTE_SIMPLE:
			p = lexer_emit(tokenizer, out++,
				       operators[(unsigned char)*p].alone, 0, p,
				       p + 1);
			break;
		case BYTE_OTHER:
			out = lex_other(tokenizer, p, out);
			p = tokenizer->cursor;
			break;
		}
	}
	tokenizer->cursor = p;
	return out;
}

struct tokenizer *tokenizer_new(void)
{
	return g_new0(struct tokenizer, 1);
}

void tokenizer_free(struct tokenizer *tokenizer)
{
	g_free(tokenizer);
}

void tokenizer_start(struct tokenizer *tokenizer, const char *text, size_t size,
		     unsigned int flags)
{
	bool is_too_large = size > UINT32_MAX;

	tokenizer->text = text;
	tokenizer->end = is_too_large ? text : text + size;
	tokenizer->cursor = text;
	tokenizer->options = flags;
	tokenizer->mode = is_too_large ? LEXER_TOO_LARGE : LEXER_LINE_START;
	tokenizer->is_blank_line = false;
	tokenizer->n_dedents = 0;
	tokenizer->indent = 0;
	tokenizer->columns[0] = 0;
	tokenizer->alternate_columns[0] = 0;
	tokenizer->n_brackets = 0;
	tokenizer->n_fstrings = 0;
}

size_t tokenizer_fill(struct tokenizer *tokenizer, struct token *out,
		      size_t capacity)
{
	const struct token *limit = out + capacity;
	struct token *next = out;

	while (next < limit) {
		switch (tokenizer->mode) {
		case LEXER_LINE_START:
			next = lexer_line_start(tokenizer, next);
			break;
		case LEXER_DEDENT:
			next = lexer_dedents(tokenizer, next, limit);
			break;
		case LEXER_CODE:
			next = lex_code(tokenizer, next, limit);
			break;
		case LEXER_FSTRING:
			tokenizer->cursor = lexer_fstring(
				tokenizer, tokenizer->cursor, next++);
			break;
		case LEXER_TOO_LARGE:
			lexer_fail(tokenizer, next++, TOKEN_ERROR_TOO_LARGE,
				   tokenizer->text, tokenizer->text);
			break;
		case LEXER_END:
			tokenizer->line_start = 0;
			lexer_emit(tokenizer, next++, TOKEN_END, 0,
				   tokenizer->end, tokenizer->end);
			tokenizer->mode = LEXER_DONE;
			break;
		case LEXER_DONE:
			return (size_t)(next - out);
		}
	}
	return (size_t)(next - out);
}

/* One token for this many bytes of text is seldom too few. */
#define BYTES_PER_TOKEN 4

bool tokenize(const char *text, size_t size, unsigned int flags,
	      struct token_array *out)
{
	struct tokenizer tokenizer;
	size_t wanted;

	tokenizer_start(&tokenizer, text, size, flags);
	wanted = (size_t)(tokenizer.end - text) / BYTES_PER_TOKEN + 16;
	out->n = 0;
	do {
		if (wanted > out->capacity) {
			out->items = g_renew(struct token, out->items, wanted);
			out->capacity = wanted;
		}
		out->n += tokenizer_fill(&tokenizer, out->items + out->n,
					 out->capacity - TOKEN_LOOKAHEAD -
						 out->n);
		wanted = 2 * out->capacity;
	} while (tokenizer.mode != LEXER_DONE);
	for (size_t i = 0; i < TOKEN_LOOKAHEAD; i++)
		out->items[out->n + i] = out->items[out->n - 1];
	return out->n < 2 || out->items[out->n - 2].kind != TOKEN_ERROR;
}

void token_array_release(struct token_array *array)
{
	g_free(array->items);
	*array = (struct token_array){0};
}
