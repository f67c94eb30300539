#ifndef ECMA_PROPERTY_H
#define ECMA_PROPERTY_H

/* The names of Unicode properties in \p{...}. */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

/*
 * Appends what PCRE2 calls the property that ECMA-262 calls
 * name ("Letter", "L", "Script=Greek", "Alphabetic"). Returns false when
 * there is none.
 */
bool ecma_property_append(const char *name, size_t size, GString *out);

#endif
