#ifndef COMPILATION_WARNINGS_H
#define COMPILATION_WARNINGS_H

/*
 * Warnings of CPython's compile(), as the filter "always" shows them: with
 * the repetitions that CPython makes. Those of tokens and of string literals
 * are added where these are read.
 */

#include <stdbool.h>
#include <stddef.h>

#include "compilation.h"

/* Adds a warning at an offset, if warnings are asked for. */
G_GNUC_PRINTF(4, 5)
void compilation_warn(struct compilation *c, enum error_class class,
		      size_t offset, const char *format, ...);
/* The same with CPython's own line; 0 is the offset's. */
G_GNUC_PRINTF(5, 6)
void compilation_warn_line(struct compilation *c, enum error_class class,
			   size_t offset, unsigned int line, const char *format,
			   ...);

/* Since 3.14: return, break and continue that leave a finally block. */
void compilation_warn_finally(struct compilation *c, const struct node *module);

/*
 * Could there be a warning, in any version, in the text of these tokens
 * (tokenize() without trivia)? True for every text that has one, and rarely
 * for others.
 */
bool compilation_may_warn(const char *text, const struct token_array *tokens);

#endif
