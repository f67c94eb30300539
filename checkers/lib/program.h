#ifndef PROGRAM_H
#define PROGRAM_H

/*
 * What happens after a program's options are parsed: view, configuration,
 * checkers, fixes, report, exit status. A single checker and the runner
 * share all of it.
 */

#include <stddef.h>

#include "judge.h"
#include "options.h"

/* Exit statuses of every program. */
enum {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1, /* at least one of error severity */
	EXIT_TROUBLE = 2,  /* the job could not be done */
};

struct program {
	const char *name;
	const char *fix_command;  /* what --apply is added to, in advice */
	const struct part *parts; /* those that may run */
	size_t n_parts;
	struct options *options;
	/*
	 * Does the configuration leave this part in? NULL: all run. payload is
	 * the caller's.
	 */
	bool (*is_on)(const struct configuration *configuration,
		      const struct checker *checker, void *payload);
	void *payload;
};

/* Does the job and returns the exit status; speaks on stdout and stderr. */
int program_run(const struct program *program);

/* Prints "NAME: MESSAGE" on standard error and returns EXIT_TROUBLE. */
int program_trouble(const char *name, const GError *error);

/*
 * Parses the arguments by argp, whose first child is options_argp with
 * options as its input and whose second (if any) gets extra. Returns true
 * when the program goes on; usage errors exit with EXIT_TROUBLE.
 */
bool program_parse(const struct argp *argp, int argc, char **argv,
		   struct options *options, void *extra);

#endif
