#ifndef CHECKER_H
#define CHECKER_H

/*
 * A checker: what one program looks for, as a descriptor.
 *
 * A checker is a pure function of the configuration and the files: it does
 * no git work, prints nothing, and looks at one file at a time, on any
 * thread, without shared state. What must be seen together goes through
 * summaries: check_source() returns one per file, conclude() gets them all.
 *
 *	CHECKER(import_relativity, .name = "import-relativity", ...);
 *
 * defines the descriptor, lists it for the runner `lanekeeper`, and makes the
 * file a program of its own.
 */

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "configuration.h"
#include "edit.h"
#include "finding.h"
#include "module_map.h"
#include "python_file.h"
#include "source.h"
#include "view.h"

struct checker;

/* What a run knows before it looks at the first file; read-only after. */
struct run {
	struct view *view;
	const struct configuration *configuration;
	struct module_map *modules;
	unsigned int python_minor; /* the target: Python 3.minor */
};

/* One file in the hands of one checker. */
struct check {
	const struct run *run;
	const struct checker *checker;
	void *state; /* what checker->start returned */
	const struct view_file *file;
	struct source *source;
	struct python_file *python;

	/* Private to check.c. */
	GPtrArray *findings; /* struct finding, owned */
	GArray *edits;
	unsigned int *n_groups;
	GError **error;
};

/* All files in the hands of one checker, after the last was looked at. */
struct conclusion {
	const struct run *run;
	const struct checker *checker;
	void *state;
	const struct view_file *files;
	size_t n_files;
	void *const *summaries; /* one a file, NULL where there is none */

	/*
	 * What the checker writes here is told in place of the findings; empty
	 * before.
	 */
	GString *text;

	/* Private to check.c. */
	const bool *is_context; /* one a file, or NULL: what is not reported */
	GPtrArray **findings;	/* one a file: struct finding, owned, or NULL */
};

struct checker {
	const char *name;		 /* the program's */
	const char *summary;		 /* one line for --help */
	const struct rule *const *rules; /* NULL-terminated */

	/* Runs only where a configuration file or --only asks for it. */
	bool needs_policy;

	/* Is this path one that the checker looks at? */
	bool (*wants)(const char *path);

	/*
	 * The program's own options, or NULL. new_options returns their
	 * defaults; the parser gets that as state->input.
	 */
	const struct argp *argp;
	void *(*new_options)(void);
	void (*free_options)(void *options);

	/*
	 * Before the first file; options as parsed, or the defaults in the
	 * runner. Returns the state that all files see, or NULL with *error.
	 */
	void *(*start)(const struct run *run, const void *options,
		       GError **error);
	void (*stop)(void *state);

	/*
	 * For a checker whose verdict on a file depends on the file's bytes
	 * and these settings alone, and on no other file: adds them to *out.
	 * What it finds clean is remembered. NULL: nothing is.
	 */
	void (*settings)(const void *state, GString *out);

	/*
	 * Can this file be passed over? A quick look at the bytes; runs
	 * before anything is decoded. NULL: no.
	 */
	bool (*is_dull)(const struct check *check);

	/*
	 * Looks at one file. Returns its summary (freed by free_summary), or
	 * NULL.
	 */
	void *(*check_source)(struct check *check);
	void (*free_summary)(void *summary);

	/*
	 * Looks at all summaries; may be NULL, and is called only when
	 * concludes() holds (after start).
	 */
	bool (*concludes)(const void *state);
	void (*conclude)(struct conclusion *conclusion);

	/*
	 * Is an edited file still what it should be? before and after are
	 * the same file without and with the edits. NULL: nothing to say.
	 * Returns false with a static reason.
	 */
	bool (*verify)(const struct check *before, struct python_file *after,
		       const char **out_reason);
};

#define CHECKER(id, ...)                                                       \
	static const struct checker id = {__VA_ARGS__};                        \
	static const struct checker *const id##_entry                          \
		__attribute__((used, section("checkers"))) = &id;              \
	__attribute__((weak)) int main(int argc, char **argv)                  \
	{                                                                      \
		return checker_main(&id, argc, argv);                          \
	}                                                                      \
	extern int checker_main_is_defined

/* The skeleton of every program: options, view, run, report, exit status. */
int checker_main(const struct checker *checker, int argc, char **argv);

/*
 * Reports a place in the file. The severity is the rule's, as the
 * configuration and the lane of the file change it. Returns the finding, to
 * be given data, or NULL when the rule is off. Borrowed.
 */
G_GNUC_PRINTF(4, 5)
struct finding *check_report(struct check *check, const struct rule *rule,
			     struct span span, const char *format, ...);

/* The same for a file among the conclusion's. */
G_GNUC_PRINTF(5, 6)
struct finding *conclusion_report(struct conclusion *conclusion, size_t file,
				  const struct rule *rule, struct span span,
				  const char *format, ...);

/* Gives a finding its fix: one edit in a group of its own. text is taken. */
void check_fix(struct check *check, struct finding *finding, struct span span,
	       char *text, enum edit_safety safety);

/* The view could not be asked, or the like: the run ends with status 2. */
void check_fail(struct check *check, GError *error);

#endif
