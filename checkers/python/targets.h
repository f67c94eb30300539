#ifndef TARGETS_H
#define TARGETS_H

/* Sets of versions of Python: bit N stands for 3.N. */

#include <stdbool.h>

/*
 * The versions of "3.11", "3.9-3.12" or a list of both, parted by commas; 0
 * for any other text, and for one that names a version that is not known.
 */
unsigned int targets_parse(const char *text);

/* The shortest such text for a set: "3.8-3.10,3.12"; owned by the caller. */
char *targets_text(unsigned int targets);

static inline bool targets_have(unsigned int targets, unsigned int minor)
{
	return (targets >> minor & 1) != 0;
}

#endif
