#ifndef EDIT_H
#define EDIT_H

/*
 * Edits: spans of a source and what is to stand there instead.
 *
 * Edits that only make sense together share a group, which is applied whole
 * or not at all. Group numbers count from 1 within one source.
 */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "span.h"

enum edit_safety {
	EDIT_SAFE,   /* keeps the meaning of the code */
	EDIT_UNSAFE, /* may change it; asks for --apply-unsafe */
};

struct edit {
	struct span span; /* bytes of the source */
	char *text;	  /* owned by the array it lies in */
	unsigned int group;
	enum edit_safety safety;
};

/* A new array of struct edit that owns their texts. */
GArray *edits_new(void);

/* Appends an edit; text is taken. */
void edits_add(GArray *edits, struct span span, char *text, unsigned int group,
	       enum edit_safety safety);

/*
 * Sorts by position and drops every group that has an edit overlapping
 * another edit; where two groups overlap, both go. Returns how many groups
 * were dropped.
 */
size_t edits_settle(GArray *edits);

/*
 * The bytes after the (settled) edits. Owned by the caller and
 * '\0'-terminated at *out_size.
 */
char *edits_apply(const GArray *edits, const char *bytes, size_t size,
		  size_t *out_size);

/*
 * Appends the (settled) edits as a unified diff with three lines of context
 * to out, with git's prefixes a/ and b/ and its quoting of odd names. Lines
 * end at LF, as in git. Edits that change nothing do not show.
 */
void edits_diff(const GArray *edits, const char *path, const char *bytes,
		size_t size, GString *out);

#endif
