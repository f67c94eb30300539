/* judge_cache - which files need no look: they were found clean before. */

#include <config.h>

#include "judge_cache.h"

#include <string.h>

#include "cleanup.h"

/*
 * A file changed twice within its file system's smallest step of time may
 * have the same status before and after. FAT has the longest step: 2 s.
 */
#define YOUNG_SECONDS 3

struct record {
	struct cache_key key; /* not set: it cannot be cached */
	struct stat status;   /* on disk: before the file was read */
	bool is_clean;	      /* in the cache */
	bool is_noted;	      /* found clean in this run */
};

struct judge_cache {
	const struct judge_options *options;
	struct cache *cache;
	struct record *records; /* one a file */
	bool is_whole;		/* all parts are cached */
};

static bool part_is_cached(const struct part *part)
{
	return part->checker->settings != NULL;
}

/* What the verdicts of all cached parts depend on. */
static char *describe_settings(const struct judge_options *options,
			       void *const *states, bool *is_whole)
{
	g_autoptr(GString) settings = g_string_new(NULL);

	*is_whole = true;
	for (size_t i = 0; i < options->n_parts; i++) {
		const struct part *part = &options->parts[i];

		if (!part_is_cached(part)) {
			*is_whole = false;
			continue;
		}
		g_string_append_printf(settings, "%s\n", part->checker->name);
		part->checker->settings(states[i], settings);
		g_string_append_c(settings, '\n');
	}
	return settings->len > 0
		       ? g_string_free(g_steal_pointer(&settings), FALSE)
		       : NULL;
}

struct judge_cache *judge_cache_open(const struct judge_options *options,
				     void *const *states)
{
	bool is_whole;
	g_autofree char *settings = NULL;
	struct judge_cache *cache;
	struct cache *keys;

	if (options->no_cache || options->stdin_bytes)
		return NULL;
	settings = describe_settings(options, states, &is_whole);
	if (!settings)
		return NULL;
	keys = cache_open(view_root(options->run->view), settings);
	if (!keys)
		return NULL;
	cache = g_new0(struct judge_cache, 1);
	cache->options = options;
	cache->cache = keys;
	cache->is_whole = is_whole;
	cache->records = g_new0(struct record, options->n_files);
	return cache;
}

void judge_cache_close(struct judge_cache *cache)
{
	g_autoptr(GArray) keys = NULL;
	bool has_new = false;

	if (!cache)
		return;
	keys = g_array_new(FALSE, FALSE, sizeof(struct cache_key));
	for (size_t i = 0; i < cache->options->n_files; i++) {
		const struct record *record = &cache->records[i];

		has_new |= record->is_noted;
		if (record->is_clean || record->is_noted)
			g_array_append_val(keys, record->key);
	}
	if (has_new)
		cache_update(cache->cache,
			     (const struct cache_key *)(void *)keys->data,
			     keys->len);
	cache_free(cache->cache);
	g_free(cache->records);
	g_free(cache);
}

struct cache_hasher *judge_cache_hasher(const struct judge_cache *cache)
{
	return cache ? cache_hasher_new(cache->cache) : NULL;
}

/* One letter a cached part: does it look at this path? NULL: none does. */
static char *describe_role(const struct judge_options *options,
			   const char *path, char *role)
{
	size_t n = 0;
	bool is_wanted = false;

	for (size_t i = 0; i < options->n_parts; i++) {
		const struct part *part = &options->parts[i];

		if (!part_is_cached(part))
			continue;
		role[n++] = part->checker->wants(path) ? 'y' : 'n';
		is_wanted |= role[n - 1] == 'y';
	}
	role[n] = '\0';
	return is_wanted ? role : NULL;
}

void judge_cache_recall(struct judge_cache *cache, struct cache_hasher *hasher,
			size_t item)
{
	const struct view_file *file = &cache->options->files[item];
	struct record *record = &cache->records[item];
	g_autofree char *role = g_malloc(cache->options->n_parts + 1);
	bool on_disk = file->oid == NULL;

	if (!describe_role(cache->options, file->path, role) ||
	    (on_disk && !view_file_status(cache->options->run->view, file,
					  &record->status)))
		return;
	cache_hash(hasher, file, on_disk ? &record->status : NULL, role,
		   &record->key);
	record->is_clean = cache_has(cache->cache, &record->key);
}

bool judge_cache_is_clean(const struct judge_cache *cache, size_t item)
{
	return cache && cache->records[item].is_clean;
}

bool judge_cache_is_enough(const struct judge_cache *cache, size_t item)
{
	return cache && cache->is_whole && cache->records[item].is_clean;
}

static bool is_same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool is_same_status(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size &&
	       is_same_time(&a->st_mtim, &b->st_mtim) &&
	       is_same_time(&a->st_ctim, &b->st_ctim);
}

static bool is_settled(const struct judge_cache *cache, size_t item)
{
	const struct stat *before = &cache->records[item].status;
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	struct stat after;

	return before->st_ctim.tv_sec + YOUNG_SECONDS < now &&
	       before->st_mtim.tv_sec + YOUNG_SECONDS < now &&
	       view_file_status(cache->options->run->view,
				&cache->options->files[item], &after) &&
	       is_same_status(before, &after);
}

void judge_cache_note(struct judge_cache *cache, size_t item)
{
	struct record *record = &cache->records[item];

	if (!record->is_clean && cache_key_is_set(&record->key))
		record->is_noted = cache->options->files[item].oid ||
				   is_settled(cache, item);
}
