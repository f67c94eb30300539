#ifndef CLEANUP_H
#define CLEANUP_H

/*
 * Automatic release of what a function holds. GLib's g_autofree and
 * g_autoptr serve for its own types; this adds what the C library hands out.
 * Rules: initialise at declaration, hand over with g_steal_pointer() or
 * g_steal_fd().
 */

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

#include <glib.h>

#include "banned.h"

static inline void cleanup_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

/* An int that is closed at the end of its scope when it is not negative. */
#define autofd __attribute__((cleanup(cleanup_fd))) int

/* Returns the descriptor and leaves -1 behind, so that it stays open. */
static inline int steal_fd(int *fd)
{
	int taken = *fd;

	*fd = -1;
	return taken;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FILE, fclose)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DIR, closedir)

#endif
