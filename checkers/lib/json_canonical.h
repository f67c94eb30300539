#ifndef JSON_CANONICAL_H
#define JSON_CANONICAL_H

/*
 * One spelling for equal values, as JSON Schema compares them: 1.0 is 1, the
 * order of an object's members does not matter. Two values are equal when
 * their canonical bytes are; the bytes serve for sorting as well, and are not
 * JSON.
 */

#include "json_doc.h"

/*
 * Appends the canonical bytes of a value, which may hold '\0', to out. Takes
 * O(n log n); of members with the same key the last counts.
 */
void json_canonical_append(const struct json_doc *doc, uint32_t node,
			   GString *out);

/* The same for a string alone. */
void json_canonical_append_string(const char *text, size_t size, GString *out);

#endif
