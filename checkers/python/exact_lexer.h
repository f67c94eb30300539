#ifndef EXACT_LEXER_H
#define EXACT_LEXER_H

/*
 * Private to compilation_tokenize()'s files: a tokenizer that follows that
 * of one version of CPython character by character, so that it cuts the same
 * tokens and refuses the same texts at the same place. It reads the text as
 * CPython does: line ends are '\n', and a last line without one has got one.
 *
 * A lexer of one kind of token is called when the first character of the
 * token has been read (start points to it). It returns the token's kind, or
 * TOKEN_ERROR after exact_raise() or exact_stop().
 */

#include "compilation.h"
#include "lexer.h"

#define EXACT_EOF (-1)

/* An f-string or t-string that is not closed yet (3.12 and later). */
struct exact_fstring {
	const char *start;
	const char *line_start;
	unsigned int line;
	char quote;
	unsigned int quote_size;
	unsigned int flags; /* TOKEN_RAW, TOKEN_TRIPLE, TOKEN_TEMPLATE */
	bool in_code;	    /* in a field, not in the text */
	bool in_format;
	int depth;	 /* brackets open in it */
	int field_depth; /* fields open in it, less one */
};

struct exact_lexer {
	struct compilation *c;
	const char *text;
	const char *end;
	/* Where bytes of c->text are missing: offsets in text of each '\n'
	   that was "\r\n", in order. */
	uint32_t *cuts;
	size_t n_cuts;

	const char *cursor; /* the next character */
	const char *next_line;
	const char *line_start;
	unsigned int line; /* 0 before the first character is read */
	bool at_line_start;
	int n_pending; /* INDENT if 1, so many DEDENT if negative */

	unsigned int indent;
	unsigned int columns[TOKENIZER_MAX_INDENT];
	unsigned int alternate_columns[TOKENIZER_MAX_INDENT];

	unsigned int n_brackets;
	const char *brackets[TOKENIZER_MAX_BRACKETS];
	unsigned int bracket_lines[TOKENIZER_MAX_BRACKETS];
	const char *bracket_line_starts[TOKENIZER_MAX_BRACKETS];

	unsigned int n_fstrings;
	struct exact_fstring fstrings[TOKENIZER_MAX_FSTRINGS];

	/* The token under way. */
	const char *start;
	const char *token_end; /* where it is not the cursor */
	unsigned int flags;
	unsigned int field; /* of a '{' that opens one: how many are around */
	enum token_error error;
};

/* The next character, or EXACT_EOF; and back over one that was read. */
int exact_read(struct exact_lexer *lexer);
static inline void exact_back(struct exact_lexer *lexer, int c)
{
	if (c != EXACT_EOF)
		lexer->cursor--;
}

/* The f-string that the cursor is in, else NULL. */
static inline struct exact_fstring *exact_fstring(struct exact_lexer *lexer)
{
	if (lexer->n_fstrings == 0)
		return NULL;
	return &lexer->fstrings[lexer->n_fstrings - 1];
}

/* The offset in c->text of a place in the lexer's own text. */
uint32_t exact_offset(const struct exact_lexer *lexer, const char *p);

/*
 * The tokenizer itself raises a SyntaxError, where the cursor stands.
 * Returns TOKEN_ERROR.
 */
G_GNUC_PRINTF(3, 4)
enum token_kind exact_raise(struct exact_lexer *lexer, enum token_error error,
			    const char *format, ...);

/* The tokenizer stops, and its parser raises the error. The same. */
enum token_kind exact_stop(struct exact_lexer *lexer, enum token_error error,
			   enum error_class class, const char *message);

/*
 * At the end of the text, if brackets are open that 3.10 and later complain
 * about: stops there. Returns whether it did.
 */
bool exact_stop_in_bracket(struct exact_lexer *lexer);

/*
 * At the start of a line: reads the indentation, which may leave tokens
 * pending. Returns false when it is wrong.
 */
bool exact_indentation(struct exact_lexer *lexer, bool *out_is_blank);

/*
 * A backslash has been read, and c after it: goes to the next line. Returns
 * false when anything but a line stands there.
 */
bool exact_continuation(struct exact_lexer *lexer);

/* c, not yet a name's end, has been read: a name or a prefixed string. */
enum token_kind exact_name(struct exact_lexer *lexer, int c);

/* c is a digit; or the digit after a dot, both read. */
enum token_kind exact_number(struct exact_lexer *lexer, int c);
enum token_kind exact_fraction(struct exact_lexer *lexer, int c);

/* The quote has been read, the prefix before it gave the flags. */
enum token_kind exact_string(struct exact_lexer *lexer, char quote);
enum token_kind exact_fstring_start(struct exact_lexer *lexer, char quote);

/*
 * In the text of an f-string: the middle or the end. TOKEN_NL when a field
 * begins right here, so that its brace is next.
 */
enum token_kind exact_fstring_text(struct exact_lexer *lexer);

/*
 * In a field: what ':', '{', '}' and '!' mean there. Returns whether the
 * colon c begins a format.
 */
bool exact_begins_format(struct exact_lexer *lexer, int c);

enum token_kind exact_open(struct exact_lexer *lexer, char c);
enum token_kind exact_close(struct exact_lexer *lexer, char c);

#endif
