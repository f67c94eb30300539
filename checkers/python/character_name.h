#ifndef CHARACTER_NAME_H
#define CHARACTER_NAME_H

/*
 * The names of Unicode's characters, as the escape \N{...} takes them: which
 * names there are depends on the version of Unicode that a version of Python
 * was built with.
 */

#include <stdbool.h>
#include <stddef.h>

/*
 * Is there a character of that name, or with that alias, for Python 3.minor?
 * Case does not matter but in the names of Hangul syllables and of unified
 * ideographs, which are computed. Named sequences are no characters.
 */
bool unicode_name_is_known(const char *name, size_t size, unsigned int minor);

#endif
