#ifndef PYTHON_FILE_H
#define PYTHON_FILE_H

/*
 * What is known of one Python source, worked out at most once however many
 * checkers ask: its tokens, its import statements, what each version of
 * Python says of it.
 *
 * Belongs to one worker and is reused from file to file.
 */

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "import_statement.h"
#include "recognize.h"
#include "source.h"
#include "syntax_error.h"
#include "token.h"

/* What one version of Python says of a file. */
struct python_verdict {
	enum python_verdict_status {
		PYTHON_COMPILES,
		PYTHON_REFUSES,
		PYTHON_UNKNOWN, /* it cannot be judged here; reason says why */
	} status;
	const char *reason; /* if UNKNOWN; static */
	/*
	 * The recognizer refuses it, the exact way does not: it compiles, and
	 * one of the two has a fault.
	 */
	bool is_disputed;

	/* If REFUSES, as in struct syntax_error. */
	enum error_class class;
	const char *message; /* lives until python_file_set() */
	unsigned int line;
	unsigned int column;
	size_t offset; /* bytes of the source: where a reader looks */
};

struct python_file {
	struct source *source; /* borrowed */
	unsigned int minor;    /* the target: Python 3.minor */

	/* Private to python_file.c. */
	bool is_decoded, is_tokenized, is_read;
	struct decode_result decoded;
	struct token_array tokens;
	struct import_list imports;
	bool tokens_are_good;
	struct arena arena;		   /* of the verdicts' messages */
	bool is_judged[PYTHON_NEWEST + 1]; /* by minor version, as verdicts */
	struct python_verdict verdicts[PYTHON_NEWEST + 1];
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
 * What Python 3.minor (PYTHON_OLDEST to PYTHON_NEWEST) says of the file:
 * CPython's own class, message and line. Borrowed until python_file_set().
 */
const struct python_verdict *python_file_judge(struct python_file *file,
					       unsigned int minor);

/*
 * Does Python 3.minor compile the file, as far as the recognizer can tell?
 * Costs a fraction of python_file_judge() where it does not.
 */
bool python_file_seems_to_compile(struct python_file *file, unsigned int minor);

/*
 * What Python 3.minor warns of while it compiles the file, in its order
 * (struct python_verdict with a class of warnings and the status COMPILES);
 * nothing for a file that it does not compile. Owned by the caller, the
 * messages borrowed until python_file_set().
 */
GArray *python_file_warnings(struct python_file *file, unsigned int minor);

/*
 * Does the file compile for its target? If not, *out_offset (bytes of the
 * source) is where the first error lies and *out_message (as the verdict's)
 * says what it is. A file that cannot be judged counts as not compiling, and
 * the message says so.
 */
bool python_file_compiles(struct python_file *file, size_t *out_offset,
			  const char **out_message);

/* "file is not valid utf-8" and the like, for a decode_result; static. */
const char *decode_status_message(enum decode_status status);

/* Is the string one Python identifier that is no keyword, as it stands? */
bool is_importable_name(const char *name);

#endif
