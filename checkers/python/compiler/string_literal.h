#ifndef STRING_LITERAL_H
#define STRING_LITERAL_H

/*
 * String literals as CPython's parser takes them: whether they can be
 * decoded, and up to 3.11, where an f-string is one token, what its
 * replacement fields hold.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compilation.h"
#include "string_escape.h"
#include "tree.h"

/* Strings side by side, and who asks about them. */
struct string_site {
	struct compilation *c;
	uint32_t first; /* their tokens, all STRING */
	uint32_t end;
	/* Refuses the text for the strings as a whole; returns false. */
	bool (*refuse)(const struct string_site *site, const char *message);
	/*
	 * Up to 3.11: the expression of a field, the whole text of *field in
	 * parentheses; it stands at start in the text of c.
	 */
	struct node *(*parse_field)(const struct string_site *site,
				    struct compilation *field,
				    const char *start);
	void *payload;
};

/*
 * The CONSTANT or, with an f-string among them, the JOINED_STR that the
 * strings are; NULL when the text is refused. 3.8 to 3.11.
 */
struct node *string_join(const struct string_site *site);

/* One token that is no f-string; false when the text is refused. */
bool string_check_token(const struct string_site *site, uint32_t token);

/*
 * What an FSTRING_MIDDLE holds, since 3.12, or a piece of an f-string token:
 * false with *out_fault set when it cannot be decoded. A warning is given the
 * line.
 */
bool string_check_piece(struct compilation *c, const struct string_text *text,
			unsigned int line, struct string_fault *out_fault);

/* "(unicode error) ..." or "(value error) ...": in the arena. */
const char *string_fault_message(const struct string_fault *fault,
				 struct arena *arena);

/* Adds a warning, if they are wanted, of an escape: code is "d" or "477". */
void string_warn(struct compilation *c, const char *code, const char *place,
		 unsigned int line);

/*
 * Private to string_literal.c and string_fields.c: the pieces of the f-string
 * token, appended to *out_pieces.
 */
bool string_read_fields(const struct string_site *site, uint32_t token,
			GPtrArray *out_pieces);
/* A node with the place of all the strings. */
struct node *string_node(const struct string_site *site, enum node_kind kind,
			 size_t n);
/* What is between the quotes of a STRING token. */
struct string_text string_token_text(const struct compilation *c,
				     uint32_t token);

#endif
