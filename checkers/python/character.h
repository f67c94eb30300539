#ifndef CHARACTER_H
#define CHARACTER_H

/* What Python's versions know of single characters. */

#include <stdbool.h>
#include <stdint.h>

/* str.isprintable() of Python 3.minor, for one character. */
bool character_is_printable(uint32_t character, unsigned int minor);

#endif
