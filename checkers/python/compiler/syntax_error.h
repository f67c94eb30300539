#ifndef SYNTAX_ERROR_H
#define SYNTAX_ERROR_H

/*
 * What CPython's compile() says of a text that it refuses, in its own words.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "arena.h"

enum error_class {
	SYNTAX_ERROR,
	INDENTATION_ERROR,
	TAB_ERROR,
	VALUE_ERROR,
	OVERFLOW_ERROR,
	UNICODE_DECODE_ERROR,
	UNICODE_ENCODE_ERROR,
	/* Warnings: they refuse nothing. */
	SYNTAX_WARNING,
	DEPRECATION_WARNING,
};

struct syntax_error {
	enum error_class class;
	const char *message; /* exactly CPython's msg; in the arena, UTF-8 */
	/*
	 * CPython's lineno: 1-based, 1 where it says 0 or None; one past the
	 * last line at the end of the text.
	 */
	unsigned int line;
	/*
	 * CPython's offset: 1-based, characters or bytes as it counts them
	 * there (see column.h); 0 where it gives none.
	 */
	unsigned int column;
	/* Where a reader looks: bytes of the text, within it. */
	uint32_t offset;
};

/* "SyntaxError": static. */
const char *error_class_name(enum error_class class);

/* The lines of a text as CPython counts them: LF, CRLF and a lone CR. */
struct text_lines {
	const char *text;
	size_t size;
	uint32_t *starts; /* in the arena */
	size_t n;
	/* Lines before the text: those of the file whose part it is. */
	unsigned int before;
};

void text_lines_init(struct text_lines *lines, struct arena *arena,
		     const char *text, size_t size);

/* The 1-based line of an offset, and the offset where a line starts. */
unsigned int text_line(const struct text_lines *lines, size_t offset);
uint32_t text_line_start(const struct text_lines *lines, unsigned int line);

/*
 * The error at an offset: line and column are the offset's. The message is
 * formatted into the arena.
 */
G_GNUC_PRINTF(6, 7)
void syntax_error_set(struct syntax_error *error, struct arena *arena,
		      const struct text_lines *lines, enum error_class class,
		      size_t offset, const char *format, ...);

#endif
