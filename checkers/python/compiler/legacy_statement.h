#ifndef LEGACY_STATEMENT_H
#define LEGACY_STATEMENT_H

/*
 * Python 2's print and exec statements. Up to 3.9 a SyntaxError itself looks
 * at the line that it is about, and says so if it has one.
 */

#include <stddef.h>

#include "arena.h"

/*
 * The message that takes the place of any other in a SyntaxError (not in an
 * IndentationError) whose text is the line; NULL to leave it. In the arena.
 */
const char *legacy_statement_message(struct arena *arena, const char *line,
				     size_t size);

#endif
