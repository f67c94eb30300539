#ifndef SCHEMA_FORMAT_H
#define SCHEMA_FORMAT_H

/* The formats that JSON Schema names. */

#include <stdbool.h>
#include <stddef.h>

/* Whether a string, which is valid UTF-8 and may hold '\0', has the format. */
typedef bool schema_format_func(const char *text, size_t size);

/*
 * The format of that name in draft-07 or in 2020-12, or NULL for one that is
 * not known and allows everything.
 */
schema_format_func *schema_format_find(const char *name, bool is_draft_07);

/*
 * For contentEncoding and contentMediaType of draft-07; NULL as above. The
 * encoding is that of the text, or NULL.
 */
schema_format_func *schema_format_encoding(const char *name);
schema_format_func *schema_format_media_type(const char *name,
					     const char *encoding);

#endif
