#ifndef EMBEDDED_H
#define EMBEDDED_H

/*
 * Texts of the source tree that the programs carry with them, so that a hook
 * needs no installed data: the pages of docs/rules, the queries and schemas
 * of rules. They are called by their paths in the source tree:
 * "docs/rules/relative-import.md".
 */

#include <stddef.h>

/*
 * Returns the text of that name, static and '\0'-terminated, or NULL when
 * there is none. *out_size is set to its bytes; it may be NULL.
 */
const char *embedded_text(const char *name, size_t *out_size);

#endif
