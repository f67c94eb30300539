/* progress - a line on the terminal while the work is long. */

#include <config.h>

#include "progress.h"

#include <stdio.h>
#include <unistd.h>

#include "cleanup.h"

#define FIRST_US 500000 /* SPEC: nothing before half a second */
#define EVERY_US 100000

struct progress {
	const char *what;
	size_t n_all;
	gint64 next; /* when the line is drawn next; 0: never */
	bool is_drawn;
};

struct progress *progress_new(const char *what, size_t n_all, bool wanted)
{
	struct progress *progress = g_new0(struct progress, 1);

	progress->what = what;
	progress->n_all = n_all;
	if (wanted && isatty(STDERR_FILENO))
		progress->next = g_get_monotonic_time() + FIRST_US;
	return progress;
}

void progress_show(struct progress *progress, size_t n_done)
{
	gint64 now;

	if (progress->next == 0)
		return;
	now = g_get_monotonic_time();
	if (now < progress->next)
		return;
	progress->next = now + EVERY_US;
	progress->is_drawn = true;
	fprintf(stderr, "\r\033[K%s %zu of %zu files", progress->what, n_done,
		progress->n_all);
}

void progress_free(struct progress *progress)
{
	if (progress->is_drawn)
		fputs("\r\033[K", stderr);
	g_free(progress);
}
