/* arena - memory that is given back all at once. */

#include <config.h>

#include "arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cleanup.h"

#define ALIGNMENT  16
#define BLOCK_SIZE ((size_t)64 << 10)

struct arena_block {
	struct arena_block *older;
	size_t size; /* of the whole block */
};

#define HEADER_SIZE                                                            \
	((sizeof(struct arena_block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

static size_t round_up(size_t size)
{
	g_assert(size <= SIZE_MAX - ALIGNMENT);
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void use_block(struct arena *arena, struct arena_block *block)
{
	arena->next = (char *)block + HEADER_SIZE;
	arena->end = (char *)block + block->size;
}

/* Blocks double, so that their number stays small. */
static void add_block(struct arena *arena, size_t size)
{
	size_t wanted =
		arena->blocks ? arena->blocks->size * 2 : (size_t)BLOCK_SIZE;
	struct arena_block *block;

	g_assert(size <= SIZE_MAX / 2);
	if (wanted > 64 * BLOCK_SIZE)
		wanted = 64 * BLOCK_SIZE;
	if (wanted < HEADER_SIZE + size)
		wanted = HEADER_SIZE + size;
	block = g_malloc(wanted);
	block->older = arena->blocks;
	block->size = wanted;
	arena->blocks = block;
	use_block(arena, block);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t rounded = round_up(size);
	void *object;

	if (!arena->blocks || (size_t)(arena->end - arena->next) < rounded)
		add_block(arena, rounded);
	object = arena->next;
	arena->next += rounded;
	return memset(object, 0, rounded);
}

char *arena_strndup(struct arena *arena, const char *text, size_t size)
{
	char *copy = arena_alloc(arena, size + 1);

	if (size > 0)
		memcpy(copy, text, size);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	return arena_strndup(arena, text, strlen(text));
}

/* Frees the blocks older than the one given. */
static void free_older(struct arena_block *block)
{
	while (block->older) {
		struct arena_block *older = block->older;

		block->older = older->older;
		g_free(older);
	}
}

void arena_reset(struct arena *arena)
{
	if (!arena->blocks)
		return;
	free_older(arena->blocks);
	use_block(arena, arena->blocks);
}

void arena_release(struct arena *arena)
{
	arena_reset(arena);
	g_free(arena->blocks);
	*arena = (struct arena){0};
}
