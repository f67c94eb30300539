#ifndef TRIAGE_PRIVATE_H
#define TRIAGE_PRIVATE_H

/* What the parts of triage share; for triage*.c only. */

#include <stdbool.h>
#include <stddef.h>

#include "triage.h"

/* A file with the place of its first error. */
struct patient {
	struct python_file *file;
	const struct python_verdict *verdict;
	const char *text; /* NULL when the bytes are no text */
	size_t size;
	size_t offset; /* of the error, in the text */
	const struct token_array *tokens;
	size_t error_token; /* the token at or before the offset */
};

/* A line of a text without its end; next is where the one after starts. */
struct text_piece {
	const char *start;
	const char *end;
	const char *next;
};

/* The first line of [text, end); false when nothing is left. */
bool triage_next_line(const char *text, const char *end,
		      struct text_piece *out);

/* Does a line begin with a word? */
bool triage_starts_with(const struct text_piece *line, const char *word);

/* Does an offset of the text lie inside of a string literal? */
bool triage_is_in_string(const struct patient *patient, size_t offset);

/* triage_text.c: from the bytes and lines */
bool triage_is_binary(const struct source *source);
bool triage_is_notebook(const struct patient *patient);
bool triage_is_diff(const struct patient *patient);
bool triage_is_prose(const struct patient *patient);
bool triage_find_conflict(const struct patient *patient, struct triage *out);

/* triage_token.c: from the tokens */
bool triage_is_template(const struct patient *patient);
bool triage_is_python_2(const struct patient *patient);
bool triage_is_truncated(const struct patient *patient);

#endif
