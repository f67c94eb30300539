#ifndef CACHE_H
#define CACHE_H

/*
 * What was found clean before: a set of keys on disk, one set a root.
 *
 * A key stands for a file's content and for all else that the verdict
 * depends on; that it is in the set says that nothing was found. Files with
 * findings are judged anew each time, so a set is small and holds nothing
 * that could be wrong: an entry that is lost, or damaged, costs only time.
 *
 * The sets lie in $XDG_CACHE_HOME/lanekeeper, else ~/.cache/lanekeeper (XDG
 * Base Directory Specification). A set is replaced as a whole by rename():
 * readers beside a writer see the old one or the new one, and of two writers
 * the last wins.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <glib.h>

#include "view.h"

/* The first 128 bits of a SHA-256; all zero is no key. */
struct cache_key {
	uint64_t words[2];
};

struct cache;

/*
 * Opens the set of a root; settings say what verdicts depend on beside the
 * content. The version of the program, and the very file that runs, are
 * always added. Returns NULL where there is no place for caches. Owned by
 * the caller.
 */
struct cache *cache_open(const char *root, const char *settings);
void cache_free(struct cache *cache);

/* Is the key in the set? Thread-safe. */
bool cache_has(const struct cache *cache, const struct cache_key *key);

/*
 * Puts the n keys in use, of which some are new, into the set. The old ones
 * stay, until they are much more than those in use. Failures are silent: the
 * cache then stays as it was.
 */
void cache_update(struct cache *cache, const struct cache_key *keys, size_t n);

/* What makes keys; belongs to one thread. */
struct cache_hasher;

struct cache_hasher *cache_hasher_new(const struct cache *cache);
void cache_hasher_free(struct cache_hasher *hasher);

/*
 * The key of a file: of its blob, or of its path and status on disk, where
 * status is not NULL. role: which of the checkers look at it.
 */
void cache_hash(struct cache_hasher *hasher, const struct view_file *file,
		const struct stat *status, const char *role,
		struct cache_key *out);

static inline bool cache_key_is_set(const struct cache_key *key)
{
	return key->words[0] || key->words[1];
}

#endif
