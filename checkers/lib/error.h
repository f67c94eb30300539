#ifndef ERROR_H
#define ERROR_H

/*
 * The error domain of the library. Every one of these means that the job
 * could not be done and ends a program with status 2; what is wrong with the
 * user's code is a finding, never an error.
 *
 * Messages: lower case, no full stop, cause first, names in single quotes:
 * "cannot read 'a/b.py': Permission denied".
 */

#include <glib.h>

#define LK_ERROR (lk_error_quark())

enum lk_error {
	LK_ERROR_USAGE,		/* options and arguments */
	LK_ERROR_CONFIGURATION, /* .lanekeeper.json */
	LK_ERROR_IO,		/* the operating system said no */
	LK_ERROR_GIT,		/* git said no, or its repository is damaged */
	LK_ERROR_INPUT,		/* an input that cannot be judged */
};

GQuark lk_error_quark(void);

/*
 * Sets *error in LK_ERROR with "<what> '<path>': <strerror(errno_value)>".
 * The path is escaped for a terminal.
 */
void lk_error_set_errno(GError **error, int errno_value, const char *what,
			const char *path);

/* The same in LK_ERROR_IO with a reason of our own. */
void lk_error_set_reason(GError **error, const char *what, const char *path,
			 const char *reason);

/* Sets *error (LK_ERROR_INPUT): path holds more than limit bytes. */
void lk_error_set_too_large(GError **error, size_t limit, const char *path);

#endif
