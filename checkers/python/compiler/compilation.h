#ifndef COMPILATION_H
#define COMPILATION_H

/*
 * What CPython's compile() does with a text, step by step and in its order,
 * for the sake of its words: tokens, parse (once without and once with the
 * rules for errors), syntax tree, futures, symbol table, code. The first
 * step that refuses ends it.
 *
 * This is the slow and exact way. The recognizer says in a fraction of the
 * time that nearly every text is valid; compile_text() is asked about the
 * others, and about warnings.
 */

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "syntax_error.h"
#include "token.h"
#include "tree.h"

enum compilation_status {
	COMPILED,	     /* CPython compiles it */
	COMPILATION_REFUSED, /* error says how */
	COMPILATION_UNKNOWN, /* it depends on the interpreter's resources */
};

/*
 * How the tokens end when the tokenizer refuses the text: what the
 * TOKEN_ERROR, the last token but END, stands for.
 */
struct token_failure {
	/* When the parser asks for the token. */
	struct syntax_error error;
	/*
	 * When the tokens after a syntax error are read to see whether one of
	 * them is at fault (3.10 and later): then this error takes its place.
	 */
	bool is_raised;
	struct syntax_error raised;
};

struct compilation {
	struct arena *arena; /* borrowed; holds all that is made */
	const char *text;    /* UTF-8; text[size] is '\0' */
	size_t size;
	unsigned int minor; /* Python 3.minor */
	/* No line end is added to a last line that has none: CPython has done
	   so before it decoded the text, and it was decoded with it. */
	bool is_open_ended;
	struct text_lines lines;
	struct token_array tokens;    /* as this version cuts them */
	struct token_failure failure; /* if a TOKEN_ERROR is among them */
	/* The innermost bracket that is open where the tokens end; UINT32_MAX
	   if there is none. */
	uint32_t open_bracket;
	/* Tokens of the fields of f-strings up to 3.11, which nodes refer to:
	   they stand behind the TOKEN_LOOKAHEAD ones. */
	size_t n_field_tokens;
	bool is_field;	      /* the text is such a field, in parentheses */
	bool is_field_error;  /* error is about such a field */
	bool is_legacy_error; /* error is about a statement of Python 2: it
				 says nothing of a field */
	/* CPython now counts the columns of its errors in bytes. */
	bool counts_bytes;
	/* Tokens that the parser has come to: all that CPython has cut. */
	size_t n_cut;
	/* The line of the tokens that stand at the end of the text. */
	unsigned int last_line;
	GHashTable *names; /* see compilation_intern() */

	enum compilation_status status;
	struct syntax_error error; /* if REFUSED; the first one set stays */

	/* Filled only if with_warnings. */
	bool with_warnings;
	GArray *warnings; /* struct syntax_error, in CPython's order */
};

enum compilation_option {
	COMPILE_WITH_WARNINGS = 1 << 0,
	/* The text had a byte order mark, or its encoding is known otherwise:
	   CPython counts columns in characters. */
	COMPILE_DECODED = 1 << 1,
};

/*
 * Judges the text for Python 3.minor, with bits of enum compilation_option.
 * Everything in *out lives in the arena until arena_reset(), but for what
 * compilation_release() frees.
 */
void compile_text(struct compilation *out, struct arena *arena,
		  const char *text, size_t size, unsigned int minor,
		  unsigned int options);
/*
 * The same, with arena, text, size, minor, with_warnings and counts_bytes set
 * and the rest 0.
 */
void compilation_run(struct compilation *c);

/*
 * Does the parser of 3.minor count bytes where others count characters? 3.9
 * to 3.12 do for a text whose encoding nothing declares.
 */
bool compilation_counts_bytes(const char *text, size_t size, unsigned int minor,
			      unsigned int options);

/*
 * The same of a file's bytes: what comes before tokens is NUL bytes, the byte
 * order mark, the coding cookie, and decoding. The status is UNKNOWN as well
 * for a codec of CPython's that is not known here.
 */
void compile_bytes(struct compilation *out, struct arena *arena,
		   const char *bytes, size_t size, unsigned int minor,
		   unsigned int options);
void compilation_release(struct compilation *compilation);

/*
 * The steps: each returns false when it has refused the text (or says
 * UNKNOWN), with status and error set. They are called in this order.
 */

/*
 * Tokens as CPython 3.minor cuts them; errors are raised when they are met.
 * The '{' of an f-string's field has in its detail how many fields are around
 * it: 0, or 1 and more in formats.
 */
void compilation_tokenize(struct compilation *c);
/* Refuses the text for the TOKEN_ERROR at tokens.items[i]. Returns false. */
bool compilation_token_error(struct compilation *c, size_t i);
/* The 1-based line that CPython gives the token at tokens.items[i]. */
unsigned int compilation_token_line(const struct compilation *c, size_t i);
/* Returns the MODULE, or NULL. */
struct node *compilation_parse(struct compilation *c);
/* 3.8: its LL(1) grammar, and what its ast.c refuses. */
struct node *compilation_parse_38(struct compilation *c);
/* from __future__ imports. *out_features: bits of enum future_feature. */
bool compilation_check_futures(struct compilation *c, const struct node *module,
			       unsigned int *out_features);
/* The last future import of those that open the module, or NULL. */
const struct node *compilation_last_future(const struct compilation *c,
					   const struct node *module);
bool compilation_check_symbols(struct compilation *c, const struct node *module,
			       unsigned int features);
bool compilation_check_code(struct compilation *c, const struct node *module,
			    unsigned int features);

/*
 * The one copy of a name, in the arena: names that are equal have the same
 * address. compilation_name() gives the name that Python makes of the bytes
 * of a NAME: their NFKC.
 */
const char *compilation_intern(struct compilation *c, const char *name);
const char *compilation_name(struct compilation *c, const char *bytes,
			     size_t size);

/* The grammar of a version, read once a process; never NULL from 3.9 on. */
struct peg_grammar;
const struct peg_grammar *compilation_grammar(unsigned int minor);

enum future_feature {
	FUTURE_ANNOTATIONS = 1 << 0,
	FUTURE_BARRY_AS_BDFL = 1 << 1,
};

/*
 * Refuses the text at an offset, or at a node: sets status and error unless
 * an error stands already. Returns false.
 */
G_GNUC_PRINTF(4, 5)
bool compilation_refuse(struct compilation *c, enum error_class class,
			size_t offset, const char *format, ...);
/* The same with CPython's own line and column where they are no place. */
G_GNUC_PRINTF(5, 6)
bool compilation_refuse_line(struct compilation *c, enum error_class class,
			     unsigned int line, unsigned int column,
			     const char *format, ...);
bool compilation_unknown(struct compilation *c);

#endif
