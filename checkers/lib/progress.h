#ifndef PROGRESS_H
#define PROGRESS_H

/*
 * One line on standard error that says how far the work is. It appears only
 * when standard error is a terminal and the work has taken half a second,
 * and is wiped out at the end.
 */

#include <stdbool.h>
#include <stddef.h>

struct progress;

/* what: a participle for "judged 1,200 of 9,176 files". Owned by caller. */
struct progress *progress_new(const char *what, size_t n_all, bool wanted);
void progress_show(struct progress *progress, size_t n_done);
void progress_free(struct progress *progress);

#endif
