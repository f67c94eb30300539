#ifndef TRIAGE_H
#define TRIAGE_H

/*
 * Why does a .py file not compile? Most that do not in a large tree are no
 * Python 3 at all: this tells what they are instead, from their bytes and
 * tokens and from where the first error lies.
 */

#include <stddef.h>

#include "python_file.h"

enum triage_kind {
	TRIAGE_PLAIN, /* Python with an error */
	TRIAGE_MERGE_CONFLICT,
	TRIAGE_PYTHON_2,
	TRIAGE_TRUNCATED, /* the end is missing */
	TRIAGE_TEMPLATE,  /* of Jinja, cookiecutter, Django, Mako */
	TRIAGE_NOTEBOOK,  /* the JSON of a Jupyter notebook */
	TRIAGE_DIFF,
	TRIAGE_PROSE, /* Markdown, HTML, text */
	TRIAGE_BINARY,
	N_TRIAGE_KINDS
};

struct triage {
	enum triage_kind kind;
	/* MERGE_CONFLICT: 1-based lines of its first markers; 0: not there. */
	size_t start_line, middle_line, end_line;
};

/* Classes a file that a version of Python refuses as the verdict says. */
void triage(struct python_file *file, const struct python_verdict *verdict,
	    struct triage *out);

/* "merge-conflict", "python-2"; static. */
const char *triage_kind_name(enum triage_kind kind);

/*
 * What to do about the file at path, in one line; NULL for PLAIN. Owned by
 * the caller.
 */
char *triage_advice(const struct triage *triage, const char *path);

/* Is it Python, of any version and state, but nothing else? */
bool triage_is_python(enum triage_kind kind);

#endif
