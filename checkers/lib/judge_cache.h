#ifndef JUDGE_CACHE_H
#define JUDGE_CACHE_H

/*
 * Which files need no look, because their content was found clean before.
 *
 * Only checkers whose verdict depends on nothing but a file's bytes and their
 * own settings (checker->settings) are spared; where a run has others too,
 * the file is read all the same.
 */

#include <stdbool.h>
#include <stddef.h>

#include "cache.h"
#include "judge.h"

struct judge_cache;

/*
 * states: one a part. Returns NULL where nothing is to be cached: --no-cache,
 * standard input, no such checker, no place for caches.
 */
struct judge_cache *judge_cache_open(const struct judge_options *options,
				     void *const *states);

/* Remembers what was found clean in this run, and frees. Accepts NULL. */
void judge_cache_close(struct judge_cache *cache);

/* One a thread; NULL without a cache. */
struct cache_hasher *judge_cache_hasher(const struct judge_cache *cache);

/* Looks the file up. To be called once, before the file is read. */
void judge_cache_recall(struct judge_cache *cache, struct cache_hasher *hasher,
			size_t file);

/* Was the file found clean before? False without a cache. */
bool judge_cache_is_clean(const struct judge_cache *cache, size_t file);

/* Is that all there is to say of it: does it need not even be read? */
bool judge_cache_is_enough(const struct judge_cache *cache, size_t file);

/*
 * The checkers had nothing to say of the file, now that it has been read. It
 * is remembered unless it changed meanwhile, or was changed so lately that a
 * further change might not show in its status.
 */
void judge_cache_note(struct judge_cache *cache, size_t file);

#endif
