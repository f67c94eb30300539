#ifndef EXCLUSION_H
#define EXCLUSION_H

/*
 * Which globs take the files out that are not worth checking: a folder
 * where nearly all its files are such, else the file.
 */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

struct exclusion_file {
	const char *path; /* borrowed */
	/* What it is instead ("template"), static; NULL: a file to keep. */
	const char *kind;
	bool is_empty; /* it says nothing for or against its folder */
};

enum exclusion_format {
	EXCLUSION_LANEKEEPER, /* the key "exclude" of .lanekeeper.json */
	EXCLUSION_RUFF,	      /* extend-exclude of a pyproject.toml */
};

/*
 * The globs for all the files a run has seen, each with a comment that says
 * why, in the order of the paths. Owned by the caller.
 */
char *exclusions_text(const struct exclusion_file *files, size_t n_files,
		      enum exclusion_format format);

#endif
