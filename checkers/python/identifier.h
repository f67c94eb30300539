#ifndef IDENTIFIER_H
#define IDENTIFIER_H

/*
 * Names beyond ASCII (PEP 3131). Which characters they may have depends on
 * the version of Unicode that a version of Python was built with.
 */

#include <stdbool.h>
#include <stddef.h>

/*
 * Does Python 3.minor take these bytes, a run of ASCII letters, digits, '_'
 * and valid UTF-8, for a name? Up to 3.13 as str.isidentifier(); 3.14 in
 * addition refuses what NFKC makes None, True or False.
 */
bool identifier_is_valid(const char *name, size_t size, unsigned int minor);

/*
 * The offset of the first character, of a name of such bytes, that no name of
 * Python 3.minor can have there; else size.
 */
size_t identifier_check(const char *name, size_t size, unsigned int minor);

#endif
