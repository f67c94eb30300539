#ifndef SUSPICION_H
#define SUSPICION_H

/*
 * May CPython warn of something while it compiles a text? A quick look at
 * the tokens, so that few texts go the slow way for their warnings.
 */

#include <stdbool.h>

#include "token.h"

/*
 * Does a text that Python 3.minor compiles look as if it may be warned of?
 * Never false for a text that is; now and then true for one that is not.
 */
bool may_be_warned_of(const char *text, const struct token_array *tokens,
		      unsigned int minor);

#endif
