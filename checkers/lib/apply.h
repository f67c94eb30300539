#ifndef APPLY_H
#define APPLY_H

/*
 * Fixes brought to files. Each file is read again and must still be what
 * the fixes were made for; the edited text is verified before anything is
 * written (a Python file compiles, the checkers agree); all files are
 * prepared before the first is replaced.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <glib.h>

#include "judge.h"

struct apply_options {
	const struct judge_options *judged;
	bool unsafe;	  /* unsafe fixes too */
	size_t max_files; /* 0: all */
	FILE *diff;	  /* where diffs are printed; NULL: write the files */
};

struct apply_result {
	size_t n_files; /* changed, or shown as a diff */
	size_t n_fixes;
	size_t n_left; /* files with fixes beyond max_files */
};

/*
 * Applies the judgement's edits. On success the findings that were repaired
 * in files are marked as fixed; a finding whose fix did not stand the
 * verification loses it and says why. Returns false with *error when a file
 * could not be read or written: then no file was changed.
 */
bool apply_fixes(const struct apply_options *options,
		 struct judgement *judgement, struct apply_result *out,
		 GError **error);

#endif
