#ifndef PYTHON_FILE_H
#define PYTHON_FILE_H

/*
 * What is known of one Python source, worked out at most once however many
 * checkers ask: its tokens, its import statements, whether it compiles.
 *
 * Belongs to one worker and is reused from file to file.
 */

#include <stdbool.h>
#include <stddef.h>

#include "import_statement.h"
#include "recognize.h"
#include "source.h"
#include "token.h"

struct python_file {
	struct source *source; /* borrowed */
	unsigned int minor;    /* the target: Python 3.minor */

	/* Private to python_file.c. */
	bool is_decoded, is_tokenized, is_read, is_judged;
	struct decode_result decoded;
	struct token_array tokens;
	struct import_list imports;
	bool tokens_are_good;
	struct recognition recognition;
};

void python_file_init(struct python_file *file);
void python_file_release(struct python_file *file);

/* Turns to another source, which is borrowed until the next call. */
void python_file_set(struct python_file *file, struct source *source,
		     unsigned int minor);

/*
 * The tokens (without trivia), or NULL when the bytes are no text in their
 * encoding. There may be an error among them. Borrowed.
 */
const struct token_array *python_file_tokens(struct python_file *file);

/* The import statements; NULL as above. Borrowed. */
const struct import_list *python_file_imports(struct python_file *file);

/*
 * Does the file belong to the target's grammar? If not, *out_offset (bytes
 * of the source) is where the first error lies and *out_message (static)
 * says what it is. A file that is too deep to be judged counts as not
 * compiling, and the message says so.
 */
bool python_file_compiles(struct python_file *file, size_t *out_offset,
			  const char **out_message);

/* "file is not valid utf-8" and the like, for a decode_result; static. */
const char *decode_status_message(enum decode_status status);

/* Is the string one Python identifier that is no keyword, as it stands? */
bool is_importable_name(const char *name);

#endif
