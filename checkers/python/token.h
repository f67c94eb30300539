#ifndef TOKEN_H
#define TOKEN_H

/*
 * Python's tokens, exactly as CPython's own tokenizer cuts them.
 *
 * The tokens do not depend on the target version: what only some versions
 * accept (t-strings, nested quotes in an f-string, a Unicode identifier of a
 * later Unicode) is tokenized and marked, and the recognizer holds the gate.
 * Replacement fields of f-strings are tokenized as since 3.12 (PEP 701):
 * every f-string that 3.8 to 3.11 accept has the same extent in both.
 *
 * Offsets are bytes of the text (struct source), which is UTF-8 without a
 * byte order mark and without NUL bytes, with its original line ends.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum token_kind {
	TOKEN_END,   /* the end of the text; always the last token */
	TOKEN_ERROR, /* detail is an enum token_error; the token after is END */
	TOKEN_NEWLINE, /* the end of a logical line; empty at the end of text */
	TOKEN_INDENT,
	TOKEN_DEDENT, /* empty, at the first token of the line */
	TOKEN_NAME,   /* detail is an enum soft_keyword */
	TOKEN_NUMBER,
	TOKEN_STRING,	     /* with its prefix and quotes; bytes too */
	TOKEN_FSTRING_START, /* prefix and quotes: f" rb''' never: f, t, fr */
	TOKEN_FSTRING_MIDDLE,
	TOKEN_FSTRING_END,

	/* With TOKENIZE_TRIVIA only. */
	TOKEN_COMMENT, /* from '#' to before the line end */
	TOKEN_NL,      /* a line end that ends no logical line */

	/* Operators. */
	TOKEN_LPAR,
	TOKEN_RPAR,
	TOKEN_LSQB,
	TOKEN_RSQB,
	TOKEN_LBRACE,
	TOKEN_RBRACE,
	TOKEN_COLON,
	TOKEN_COMMA,
	TOKEN_SEMI,
	TOKEN_DOT,
	TOKEN_ELLIPSIS,
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_STAR,
	TOKEN_SLASH,
	TOKEN_VBAR,
	TOKEN_AMPER,
	TOKEN_LESS,
	TOKEN_GREATER,
	TOKEN_EQUAL,
	TOKEN_PERCENT,
	TOKEN_TILDE,
	TOKEN_CIRCUMFLEX,
	TOKEN_AT,
	TOKEN_EXCLAMATION, /* the grammar has it in a field only: {x!r} */
	TOKEN_STRAY,	   /* $, ? or `: tokens of CPython that no rule uses */
	TOKEN_EQEQUAL,
	TOKEN_NOTEQUAL, /* != ; and <> with TOKEN_FLUFL */
	TOKEN_LESSEQUAL,
	TOKEN_GREATEREQUAL,
	TOKEN_LEFTSHIFT,
	TOKEN_RIGHTSHIFT,
	TOKEN_DOUBLESTAR,
	TOKEN_DOUBLESLASH,
	TOKEN_RARROW,
	TOKEN_COLONEQUAL,
	TOKEN_PLUSEQUAL,
	TOKEN_MINEQUAL,
	TOKEN_STAREQUAL,
	TOKEN_SLASHEQUAL,
	TOKEN_PERCENTEQUAL,
	TOKEN_AMPEREQUAL,
	TOKEN_VBAREQUAL,
	TOKEN_CIRCUMFLEXEQUAL,
	TOKEN_LEFTSHIFTEQUAL,
	TOKEN_RIGHTSHIFTEQUAL,
	TOKEN_DOUBLESTAREQUAL,
	TOKEN_DOUBLESLASHEQUAL,
	TOKEN_ATEQUAL,

	/* Keywords, in alphabetical order of their spelling. */
	TOKEN_FALSE,
	TOKEN_NONE,
	TOKEN_TRUE,
	TOKEN_AND,
	TOKEN_AS,
	TOKEN_ASSERT,
	TOKEN_ASYNC,
	TOKEN_AWAIT,
	TOKEN_BREAK,
	TOKEN_CLASS,
	TOKEN_CONTINUE,
	TOKEN_DEF,
	TOKEN_DEL,
	TOKEN_ELIF,
	TOKEN_ELSE,
	TOKEN_EXCEPT,
	TOKEN_FINALLY,
	TOKEN_FOR,
	TOKEN_FROM,
	TOKEN_GLOBAL,
	TOKEN_IF,
	TOKEN_IMPORT,
	TOKEN_IN,
	TOKEN_IS,
	TOKEN_LAMBDA,
	TOKEN_NONLOCAL,
	TOKEN_NOT,
	TOKEN_OR,
	TOKEN_PASS,
	TOKEN_RAISE,
	TOKEN_RETURN,
	TOKEN_TRY,
	TOKEN_WHILE,
	TOKEN_WITH,
	TOKEN_YIELD,

	N_TOKEN_KINDS
};

/* Names that are keywords in some places only. */
enum soft_keyword {
	SOFT_NONE,
	SOFT_UNDERSCORE,
	SOFT_CASE,
	SOFT_MATCH,
	SOFT_TYPE,
	SOFT_PRINT, /* no keyword; Python 2's statements are recognised by it */
	SOFT_EXEC,
	SOFT_LAZY,
};

enum token_flag {
	/* NAME, STRING, FSTRING_MIDDLE: a byte above 0x7f lies in it. */
	TOKEN_NON_ASCII = 1 << 0,
	/* STRING, FSTRING_*: the kind of literal. */
	TOKEN_BYTES = 1 << 1,
	TOKEN_RAW = 1 << 2,
	TOKEN_TRIPLE = 1 << 3,
	TOKEN_TEMPLATE = 1 << 4, /* a t-string (PEP 750) */
	TOKEN_UNICODE = 1 << 5,	 /* the prefix u */
	/* STRING, FSTRING_MIDDLE: a backslash lies in it. */
	TOKEN_BACKSLASH = 1 << 6,
	/* NOTEQUAL: written <>. */
	TOKEN_FLUFL = 1 << 1,
	/* NUMBER. */
	TOKEN_FLOAT = 1 << 1,
	TOKEN_IMAGINARY = 1 << 2,
	TOKEN_PREFIXED = 1 << 3, /* 0x 0o 0b */
	/* NUMBER: a keyword touches it: 1if x. */
	TOKEN_TOUCHES_KEYWORD = 1 << 4,
	/*
	 * The token is the first of its physical line. INDENT, DEDENT, ERROR
	 * and END never have it.
	 */
	TOKEN_LINE_START = 1 << 7,
};

/* What the tokenizer itself refuses, by the cause that CPython names. */
enum token_error {
	TOKEN_ERROR_NONE,
	TOKEN_ERROR_CHARACTER,	   /* a character that no token begins with */
	TOKEN_ERROR_EOF_IN_STRING, /* unterminated, triple-quoted */
	TOKEN_ERROR_EOL_IN_STRING, /* unterminated, single-quoted */
	TOKEN_ERROR_EOF_IN_FSTRING,
	TOKEN_ERROR_EOL_IN_FSTRING,
	TOKEN_ERROR_FSTRING_BRACE,  /* single '}' */
	TOKEN_ERROR_FSTRING_NESTED, /* nested too deeply */
	TOKEN_ERROR_EOF_IN_BRACKET, /* '(' was never closed */
	TOKEN_ERROR_BRACKET_MISMATCH,
	TOKEN_ERROR_BRACKET_UNMATCHED,
	TOKEN_ERROR_BRACKET_DEPTH, /* more than 200 */
	TOKEN_ERROR_INDENT_DEPTH,  /* more than 99 */
	TOKEN_ERROR_DEDENT,	   /* matches no outer level */
	TOKEN_ERROR_TABS,	   /* inconsistent use of tabs and blanks */
	TOKEN_ERROR_CONTINUATION,  /* something after a backslash */
	TOKEN_ERROR_CONTINUATION_EOF,
	TOKEN_ERROR_NUMBER, /* 08, 1__0, 0b2, 1_, 1.e, 12abc */
	TOKEN_ERROR_NULL,
	TOKEN_ERROR_TOO_LARGE,
};

/* 12 bytes: a file's tokens take about twice the file's size. */
struct token {
	uint32_t start;
	uint32_t end;
	uint8_t kind;
	uint8_t flags;
	uint16_t detail;
};

enum tokenize_flags {
	TOKENIZE_TRIVIA = 1 << 0, /* yield COMMENT and NL as well */
};

#define TOKENIZER_MAX_INDENT   100
#define TOKENIZER_MAX_BRACKETS 200
#define TOKENIZER_MAX_FSTRINGS 150

/* Where the tokenizer stands; held by value, nothing to release. */
struct tokenizer;

/* So many further TOKEN_END stand behind the last, for readers' lookahead. */
#define TOKEN_LOOKAHEAD 4

struct token_array {
	struct token *items; /* n + TOKEN_LOOKAHEAD of them */
	size_t n;
	size_t capacity;
};

/*
 * Replaces out's contents by all tokens of the text; text[size] must be a
 * readable '\0'. Returns whether no TOKEN_ERROR is among them. The last
 * token is TOKEN_END in any case. The array keeps its memory between calls.
 */
bool tokenize(const char *text, size_t size, unsigned int flags,
	      struct token_array *out);
void token_array_release(struct token_array *array);

/*
 * The pull interface below tokenize(). tokenizer_fill() writes up to
 * capacity tokens and returns how many; after TOKEN_END it returns 0.
 * tokenizer_new() hands out an object owned by the caller.
 */
struct tokenizer *tokenizer_new(void);
void tokenizer_start(struct tokenizer *tokenizer, const char *text, size_t size,
		     unsigned int flags);
size_t tokenizer_fill(struct tokenizer *tokenizer, struct token *out,
		      size_t capacity);
void tokenizer_free(struct tokenizer *tokenizer);

/* "NAME", "if", "(": for messages and dumps; static. */
const char *token_kind_name(enum token_kind kind);

/* A sentence part for an error: "unterminated string literal"; static. */
const char *token_error_message(enum token_error error);

#endif
