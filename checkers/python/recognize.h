#ifndef RECOGNIZE_H
#define RECOGNIZE_H

/*
 * Does a token sequence belong to Python's grammar, of a given version?
 *
 * A recursive-descent recognizer of CPython's own grammar (Grammar/
 * python.gram of 3.8's LL(1) to 3.14's PEG), with what CPython's parser
 * checks beside its rules: targets, the order of arguments, escapes,
 * identifiers. Judged as well is what CPython refuses only when it compiles
 * what it has parsed: 'return' outside a function, a late future import, what
 * a pattern may not bind, a name that is both local and global. It builds
 * nothing.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "python_version.h"
#include "token.h"

enum recognition_status {
	RECOGNIZED,
	NOT_PYTHON, /* a syntax error */
	UNDECIDED,  /* nothing is said, compile_text() has to be asked: it is
		       so deep that an interpreter may give up, or a layout
		       that old versions take otherwise */
};

struct recognition {
	enum recognition_status status;
	uint32_t offset;     /* in the text: where the first error lies */
	const char *message; /* static: "invalid syntax"; NULL if RECOGNIZED */
};

/*
 * Judges the tokens of text (tokenize() without trivia) for Python 3.minor.
 * Returns whether they are recognized. Allocates nothing that outlives the
 * call and keeps no state between calls; safe in parallel.
 */
bool recognize(const char *text, const struct token_array *tokens,
	       unsigned int minor, struct recognition *out);

#endif
