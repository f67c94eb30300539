#ifndef LEXER_H
#define LEXER_H

/*
 * Private to the tokenizer's files: its state, and the lexers of single
 * tokens. A lexer is called with the first byte of its token, writes exactly
 * one token to *out and returns where the next one may begin.
 */

#include "token.h"

/* What comes next. */
enum lexer_mode {
	LEXER_LINE_START, /* indentation, blank and comment-only lines */
	LEXER_DEDENT,	  /* dedents are due */
	LEXER_CODE,
	LEXER_FSTRING,	 /* the literal part or the format of an f-string */
	LEXER_TOO_LARGE, /* for 32-bit offsets */
	LEXER_END,	 /* only TOKEN_END is left */
	LEXER_DONE,
};

/* CPython's MAX_EXPR_NESTING: fields in the formats of fields. */
#define MAX_FIELDS 3

/* An f-string or t-string that is not closed yet. */
struct fstring {
	uint32_t start;
	char quote;
	uint8_t flags; /* TOKEN_RAW, TOKEN_TRIPLE, TOKEN_TEMPLATE */
	uint8_t n_fields;
	uint8_t field_level[MAX_FIELDS]; /* n_brackets inside the field */
};

struct tokenizer {
	const char *text;
	const char *end;
	const char *cursor;
	unsigned int options; /* enum tokenize_flags */
	enum lexer_mode mode;
	uint8_t line_start; /* TOKEN_LINE_START until the line has a token */
	bool is_blank_line; /* with trivia: no NEWLINE will end this line */

	unsigned int n_dedents; /* due */
	unsigned int indent;
	unsigned int columns[TOKENIZER_MAX_INDENT];
	unsigned int alternate_columns[TOKENIZER_MAX_INDENT];

	unsigned int n_brackets;
	char brackets[TOKENIZER_MAX_BRACKETS];
	uint32_t bracket_starts[TOKENIZER_MAX_BRACKETS];

	unsigned int n_fstrings;
	struct fstring fstrings[TOKENIZER_MAX_FSTRINGS];
};

static inline uint32_t lexer_offset(const struct tokenizer *tokenizer,
				    const char *p)
{
	return (uint32_t)(p - tokenizer->text);
}

/* Writes a token and takes the mark of the line's first token. */
static inline const char *lexer_emit(struct tokenizer *tokenizer,
				     struct token *out, enum token_kind kind,
				     unsigned int flags, const char *start,
				     const char *end)
{
	out->start = lexer_offset(tokenizer, start);
	out->end = lexer_offset(tokenizer, end);
	out->kind = (uint8_t)kind;
	out->flags = (uint8_t)(flags | tokenizer->line_start);
	out->detail = 0;
	tokenizer->line_start = 0;
	return end;
}

/* Writes TOKEN_ERROR; after it comes TOKEN_END. */
const char *lexer_fail(struct tokenizer *tokenizer, struct token *out,
		       enum token_error error, const char *start,
		       const char *end);

/*
 * From the start of a logical line to its first token, over blank lines.
 * Writes at most one token, INDENT or an error; returns the place for the
 * next one.
 */
struct token *lexer_line_start(struct tokenizer *tokenizer, struct token *out);

/* The dedents that are due, up to limit. */
struct token *lexer_dedents(struct tokenizer *tokenizer, struct token *out,
			    const struct token *limit);

/*
 * The line after the one that the backslash at p continues; NULL with *out
 * set to the error if something else follows it.
 */
const char *lexer_skip_continuation(struct tokenizer *tokenizer, const char *p,
				    struct token *out);

/* Sets kind and detail of the name [start, end) when it is a keyword. */
void lexer_find_keyword(const char *start, const char *end,
			const char *text_end, struct token *out);

/*
 * The end of the operator at start, an ASCII byte that begins one, and its
 * kind (STRAY for $, ? and `) and flags.
 */
const char *lexer_find_operator(const char *start, enum token_kind *out_kind,
				unsigned int *out_flags);

/* The number at start: a digit, or a dot and a digit. */
const char *lexer_number(struct tokenizer *tokenizer, const char *start,
			 struct token *out);

/*
 * The string at start whose opening quote is at quote: a whole STRING, or
 * FSTRING_START, which sets the mode. *quote is not at start when start is a
 * prefix; is_string_prefix() has been asked.
 */
const char *lexer_string(struct tokenizer *tokenizer, const char *start,
			 const char *quote, struct token *out);

/* Whether the size bytes at p are a string prefix: b, Rb, f ... */
bool lexer_is_string_prefix(const char *p, size_t size);

/*
 * In LEXER_FSTRING: the middle, the end, or the brace that opens or closes a
 * replacement field.
 */
const char *lexer_fstring(struct tokenizer *tokenizer, const char *start,
			  struct token *out);

/* Brackets, kept on a stack; braces of f-strings' fields included. */
const char *lexer_open(struct tokenizer *tokenizer, const char *start,
		       struct token *out);
const char *lexer_close(struct tokenizer *tokenizer, const char *start,
			struct token *out);

/* The line end at p, LF, CRLF or CR: how many bytes, 0 if none is there. */
static inline unsigned int lexer_line_end_size(const char *p, const char *end)
{
	if (p == end)
		return 0;
	if (*p == '\n')
		return 1;
	if (*p != '\r')
		return 0;
	return p + 1 < end && p[1] == '\n' ? 2 : 1;
}

/* The f-string that the cursor is in, else NULL. */
static inline struct fstring *lexer_current_fstring(struct tokenizer *tokenizer)
{
	if (tokenizer->n_fstrings == 0)
		return NULL;
	return &tokenizer->fstrings[tokenizer->n_fstrings - 1];
}

/* Whether the cursor is right inside a field, in no bracket of its code. */
static inline bool lexer_is_at_field_level(struct tokenizer *tokenizer)
{
	const struct fstring *fstring = lexer_current_fstring(tokenizer);

	return fstring && fstring->n_fields > 0 &&
	       fstring->field_level[fstring->n_fields - 1] ==
		       tokenizer->n_brackets;
}

#endif
