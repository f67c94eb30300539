#ifndef STRING_ESCAPE_H
#define STRING_ESCAPE_H

/* What CPython's decoders say of the text of a string literal. */

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/* Of a literal's text, if anything is wrong with it. */
struct string_fault {
	bool is_value_error; /* a ValueError, else a UnicodeDecodeError */
	const char *message; /* str(exc); in the arena */
};

/* The first escape that means nothing but itself; code 0 if there is none. */
struct string_warning {
	char code[4];	/* what stands behind the backslash: "d", or "477" */
	size_t offset;	/* of the backslash in the text, line ends being LF */
	size_t n_lines; /* line ends before it */
};

/* What stands between the quotes, or a piece of it. */
struct string_text {
	const char *start;
	size_t size;
	bool is_raw;
	unsigned int minor; /* Python 3.minor */
};

/*
 * Can the text be decoded? If not, *out_fault says why. Else *out_warning is
 * set.
 */
bool string_check_text(const struct string_text *text, struct arena *arena,
		       struct string_fault *out_fault,
		       struct string_warning *out_warning);

/* The same for bytes, all of them ASCII. */
bool string_check_bytes(const struct string_text *text, struct arena *arena,
			struct string_fault *out_fault,
			struct string_warning *out_warning);

#endif
