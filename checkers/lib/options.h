#ifndef OPTIONS_H
#define OPTIONS_H

/*
 * The options every program has: which files, what is printed, what is
 * written. One argp group, a child of each program's own.
 */

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "report.h"
#include "view.h"

enum color_when {
	COLOR_AUTO,
	COLOR_ALWAYS,
	COLOR_NEVER
};

struct options {
	/* Which files. */
	enum view_kind kind; /* VIEW_WORKTREE unless an option says otherwise */
	bool no_git;
	bool untracked;
	const char *directory; /* entered by options_settle() */
	const char *revision;  /* of --rev or --range */
	GPtrArray *paths;      /* char *, owned */
	const char *files_from;
	bool nul_separated;
	const char *stdin_filename;
	unsigned int shard, n_shards; /* shard is 1-based; 0 of 0: all */

	/* What is done. */
	bool diff, apply, apply_unsafe;
	size_t max_files; /* 0: no limit */
	const char *baseline;
	bool write_baseline;
	bool no_cache;
	bool list_rules;
	const char *explain;
	bool statistics;

	/* How it is told. */
	enum report_format format;
	const char *output;
	bool exit_zero, quiet, verbose;
	enum color_when color;
	unsigned int jobs; /* 0: as many as processors */
};

void options_init(struct options *options);
void options_release(struct options *options);

/* The group; its input is a struct options. */
extern const struct argp options_argp;

/*
 * Replaces every '@FILE' among the arguments by the file's lines. Returns a
 * NULL-terminated vector owned by the caller, or NULL with *error set.
 */
char **options_expand(int argc, char **argv, GError **error);

/*
 * Checks what belongs together, enters the directory of -C, and reads
 * --files-from, whose paths may be none: then no file is judged. Returns false
 * with *error (LK_ERROR_USAGE or LK_ERROR_IO).
 */
bool options_settle(struct options *options, GError **error);

/*
 * Should text be coloured on stream? --color, then NO_COLOR, FORCE_COLOR
 * and CLICOLOR_FORCE, then whether stream is a terminal.
 */
bool options_color(const struct options *options, int fd);

#endif
