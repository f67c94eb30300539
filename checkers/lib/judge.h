#ifndef JUDGE_H
#define JUDGE_H

/*
 * Checkers brought to files: every file of a view is read once, on one of
 * several threads, and shown to each checker that wants it; then what the
 * checkers gathered is concluded. The result does not depend on threads.
 */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "checker.h"

/* One checker's part in a run. */
struct part {
	const struct checker *checker;
	void *options; /* borrowed: what the checker's argp filled in */
};

struct judge_options {
	const struct run *run;
	const struct part *parts;
	size_t n_parts;
	const struct view_file *files;
	size_t n_files;
	unsigned int n_jobs;
	bool with_excerpts; /* findings carry their source line */
	bool with_digests;  /* edits will be applied */
	bool no_cache;	    /* look at what was found clean before, too */
	/*
	 * One a file, or NULL: files that are no part of the run, and are seen
	 * only where a checker needs all files to conclude (of other shards).
	 */
	const bool *is_context;
	/* Bytes that stand for the only file's, or NULL: standard input. */
	const char *stdin_bytes;
	size_t stdin_size;
	bool show_progress;
};

/* What became of one file. */
struct verdict {
	GPtrArray *findings; /* struct finding, owned; NULL: none */
	GArray *edits;	     /* settled; NULL: none */
	char *digest;	     /* of the bytes the edits were made for */
	GError *error;	     /* the file could not be judged */
	bool was_judged;     /* false: it was gone, or no checker wants it */
	bool is_noteworthy;  /* a checker whose verdicts are cached spoke up */
};

struct judgement {
	struct verdict *verdicts; /* one a file */
	size_t n_files;
	GString *text; /* what is told in place of the findings, if not empty */
};

/*
 * Judges the files. Returns NULL with *error when a checker could not start;
 * a file that could not be judged has its error in its verdict. Owned by the
 * caller.
 */
struct judgement *judge(const struct judge_options *options, GError **error);
void judgement_free(struct judgement *judgement);

/* SHA-256 of size bytes, in hex; owned by the caller. */
char *content_digest(const char *bytes, size_t size);

#endif
