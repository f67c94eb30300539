#ifndef TERMINAL_H
#define TERMINAL_H

/*
 * Untrusted text made fit for a terminal, a log or an XML document: what
 * could move the cursor, reorder the line (bidirectional controls, see
 * CVE-2021-42574) or is no UTF-8 is shown as \n, \x1b, \u202e. A backslash
 * stays one, so the result is for reading, not for parsing.
 */

#include <glib.h>

/* Appends text (any bytes), escaped. */
void terminal_append(GString *out, const char *text);

/* terminal_append() to a new string, owned by the caller. */
char *terminal_escape(const char *text);

/*
 * Appends one character, escaped where needed. Returns how many columns of
 * a terminal it takes: 0 for a combining mark, 2 for a wide character.
 */
size_t terminal_append_character(GString *out, gunichar character);

#endif
