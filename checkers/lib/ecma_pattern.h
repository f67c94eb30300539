#ifndef ECMA_PATTERN_H
#define ECMA_PATTERN_H

/*
 * Regular expressions of ECMA-262 (with the flag u) turned into those of
 * PCRE2.
 */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

struct ecma_error {
	size_t offset; /* in the pattern, in bytes */
	char message[128];
};

enum ecma_flags {
	/*
	 * Take what the standard's Annex B and most people take: an escaped
	 * '-' or '@', a brace or bracket that stands for itself.
	 */
	ECMA_LENIENT = 1 << 0,
};

/*
 * Appends the pattern (UTF-8) as PCRE2 spells it to out. Returns false and
 * fills *error for one that is not valid.
 */
bool ecma_pattern_translate(const char *pattern, size_t size,
			    unsigned int flags, GString *out,
			    struct ecma_error *error);

#endif
