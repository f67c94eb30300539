#ifndef ARENA_H
#define ARENA_H

/*
 * Memory that is given back all at once: for what lives as long as the work
 * on one text. Keeps its blocks between texts.
 */

#include <stddef.h>

#include <glib.h>

struct arena_block;

struct arena {
	struct arena_block *blocks; /* the newest first */
	char *next;
	char *end;
};

/* Zeroed memory, aligned for any object; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);
/* A '\0'-terminated copy of size bytes. */
char *arena_strndup(struct arena *arena, const char *text, size_t size);
G_GNUC_PRINTF(2, 3)
char *arena_printf(struct arena *arena, const char *format, ...);

/* Forgets everything, and frees all blocks but one. */
void arena_reset(struct arena *arena);
void arena_release(struct arena *arena);

#endif
