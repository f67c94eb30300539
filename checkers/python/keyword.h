#ifndef KEYWORD_H
#define KEYWORD_H

/* Keywords and soft keywords by a perfect hash; private to the tokenizer. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <glib.h>

#define KEYWORD_MAX_SIZE 8

/* A spelling, padded with NULs to eight bytes, the first byte lowest. */
struct keyword_slot {
	uint64_t key;
	uint8_t kind;	/* enum token_kind */
	uint8_t detail; /* enum soft_keyword */
};

#define KEYWORD_HASH_BITS 7

/* Found by trial; a collision is a compiler warning in keyword.c. */
#define KEYWORD_HASH(key)                                                      \
	(((key)*UINT64_C(0xfed8e720382d1e9f)) >> (64 - KEYWORD_HASH_BITS))

extern const struct keyword_slot keyword_slots[1 << KEYWORD_HASH_BITS];

/*
 * The key of a name of 1 to KEYWORD_MAX_SIZE bytes; p has KEYWORD_MAX_SIZE
 * readable bytes.
 */
static inline uint64_t keyword_key(const char *p, size_t size)
{
	uint64_t key;

	memcpy(&key, p, sizeof(key));
	key = GUINT64_FROM_LE(key);
	if (size < KEYWORD_MAX_SIZE)
		key &= (UINT64_C(1) << (8 * size)) - 1;
	return key;
}

#endif
