#ifndef COLUMN_H
#define COLUMN_H

/*
 * How CPython counts the columns of its errors. It does so in bytes where its
 * parser does not know the encoding of a text, and in all that it refuses
 * once it has a tree (struct compilation's counts_bytes), otherwise in
 * characters. What has no text, an INDENT, a DEDENT or the END, has no column
 * of its own: errors there are where the tokenizer has come to.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compilation.h"

/*
 * How many columns CPython counts in the first bytes of a line, which may lie
 * in a copy of the text.
 */
unsigned int column_in_line(const struct compilation *c, const char *line,
			    const char *end, size_t n_bytes);
/* Characters from start to end: so count the tokenizer's own errors. */
unsigned int column_characters(const struct compilation *c, const char *start,
			       const char *end);

/* The 1-based column of an offset in the text. */
unsigned int column_of(const struct compilation *c, size_t offset);

/* Does the token at tokens.items[i] have a column of its own? */
bool column_is_known(const struct compilation *c, size_t i);

/*
 * The column of what has none, when tokens.items[i] is the last token that
 * was cut: how far the tokenizer has come in its line; in its buffer up to
 * 3.9.
 */
unsigned int column_of_cursor(const struct compilation *c, size_t i);

/*
 * Where the lines begin that the tokenizer has in its buffer when it has come
 * to an offset and has cut n tokens: the line of the offset, or the first
 * line of a token or of a continued line that goes on in it.
 */
uint32_t column_buffer_start(const struct compilation *c, size_t n_tokens,
			     size_t offset);

#endif
