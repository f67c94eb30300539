#ifndef PARSE_38_FIELD_H
#define PARSE_38_FIELD_H

/*
 * The lines that Python 3.8 gives what is in a field of an f-string: it looks
 * for the bytes of the field in the first of the strings side by side, with
 * a '}' right behind the expression, and takes the first place that has them.
 * A field that is not found so, as {x!r}, begins on the line of the strings.
 */

#include "compilation.h"
#include "tree.h"

/* Where fields first stand in one token. */
struct field_index;

/* token: the first of the strings in c. Borrows c; owned by the caller. */
struct field_index *field_index_new(const struct compilation *c,
				    uint32_t token);
/* Takes NULL. */
void field_index_free(struct field_index *index);

/* How many lines 3.8 takes to be before the field. */
unsigned int field_lines_before(struct field_index *index,
				const struct compilation *field);

/*
 * Changes the places in a field's tree: when they are moved on to where the
 * field stands, at start in the text, their lines will be those of
 * field->lines. A tree whose lines are right anyway is left as it is.
 */
void field_place_tree(const struct field_index *index,
		      const struct compilation *field, const char *start,
		      struct node *tree);

#endif
