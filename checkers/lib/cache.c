/* cache - what was found clean before, as a set of keys on disk. */

#include <config.h>

#include "cache.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cleanup.h"

/* The layout's version is in the magic; so is, by its value, the byte order. */
#define CACHE_MAGIC	UINT64_C(0x31737465736b6c00)
#define CACHE_MAX_KEYS	((size_t)1 << 20)
#define CACHE_MAX_SETS	64
#define CACHE_MIN_SLOTS 1024

/* A set that is so many times as large as the run is cut back to it. */
#define CACHE_SLACK 4

/* At the start of the file; the slots follow, most of them not in use. */
struct header {
	uint64_t magic;
	uint64_t n_slots; /* a power of two */
	uint64_t n_keys;
	uint64_t unused;
};

struct cache {
	char *folder;
	char *name;	  /* of the set, in the folder */
	char context[65]; /* SHA-256 in hex of what all keys have in common */
	void *map;	  /* the whole file, or NULL: no set yet */
	size_t map_size;
	const struct header *header;
	const struct cache_key *slots;
};

struct cache_hasher {
	GChecksum *checksum;
	const struct cache *cache;
};

static char *cache_folder(void)
{
	const char *base = g_getenv("XDG_CACHE_HOME");
	const char *home = g_getenv("HOME");

	/* Relative paths are to be passed over, says the specification. */
	if (base && *base == '/')
		return g_build_filename(base, "lanekeeper", NULL);
	if (home && *home == '/')
		return g_build_filename(home, ".cache", "lanekeeper", NULL);
	return NULL;
}

/* A program that was built anew may judge otherwise under its old version. */
static void hash_program(GChecksum *checksum)
{
	struct stat status;
	g_autofree char *text = NULL;

	if (stat("/proc/self/exe", &status) < 0)
		memset(&status, 0, sizeof(status));
	text = g_strdup_printf(
		"%s\n%jd %jd.%09ld\n", PACKAGE_STRING, (intmax_t)status.st_size,
		(intmax_t)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
	g_checksum_update(checksum, (const guchar *)text, -1);
}

/* Is the file one that only we could have written? */
static bool is_ours(int fd, struct stat *status)
{
	return fstat(fd, status) == 0 && S_ISREG(status->st_mode) &&
	       status->st_uid == geteuid() && (status->st_mode & 0077) == 0;
}

static bool is_set(const struct header *header, size_t size)
{
	return size >= sizeof(*header) && header->magic == CACHE_MAGIC &&
	       header->n_slots >= CACHE_MIN_SLOTS &&
	       (header->n_slots & (header->n_slots - 1)) == 0 &&
	       header->n_slots <= 2 * CACHE_MAX_KEYS &&
	       header->n_keys < header->n_slots &&
	       size == sizeof(*header) +
			       header->n_slots * sizeof(struct cache_key);
}

/* Maps the set, if there is a sound one. */
static void load(struct cache *cache)
{
	g_autofree char *path =
		g_build_filename(cache->folder, cache->name, NULL);
	autofd fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat status;
	void *map;

	if (fd < 0 || !is_ours(fd, &status) || status.st_size <= 0)
		return;
	map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (map == MAP_FAILED)
		return;
	if (!is_set(map, (size_t)status.st_size)) {
		munmap(map, (size_t)status.st_size);
		return;
	}
	cache->map = map;
	cache->map_size = (size_t)status.st_size;
	cache->header = map;
	cache->slots = (const struct cache_key *)(cache->header + 1);
}

struct cache *cache_open(const char *root, const char *settings)
{
	g_autofree char *folder = cache_folder();
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
	struct cache *cache;

	if (!folder)
		return NULL;
	cache = g_new0(struct cache, 1);
	cache->folder = g_steal_pointer(&folder);
	g_checksum_update(checksum, (const guchar *)root, -1);
	cache->name =
		g_strdup_printf("clean-%.32s", g_checksum_get_string(checksum));
	g_checksum_reset(checksum);
	hash_program(checksum);
	g_checksum_update(checksum, (const guchar *)settings, -1);
	memcpy(cache->context, g_checksum_get_string(checksum),
	       sizeof(cache->context));
	load(cache);
	return cache;
}

void cache_free(struct cache *cache)
{
	if (!cache)
		return;
	if (cache->map)
		munmap(cache->map, cache->map_size);
	g_free(cache->folder);
	g_free(cache->name);
	g_free(cache);
}

/* The slot that holds the key, or the free one where it would be. */
static size_t find_slot(const struct cache_key *slots, size_t n_slots,
			const struct cache_key *key)
{
	size_t slot = key->words[0] & (n_slots - 1);

	/* A set that was tampered with may have no free slot: go round once. */
	for (size_t i = 0; i < n_slots; i++) {
		if (memcmp(&slots[slot], key, sizeof(*key)) == 0 ||
		    !cache_key_is_set(&slots[slot]))
			break;
		slot = (slot + 1) & (n_slots - 1);
	}
	return slot;
}

bool cache_has(const struct cache *cache, const struct cache_key *key)
{
	size_t slot;

	if (!cache->map || !cache_key_is_set(key))
		return false;
	slot = find_slot(cache->slots, cache->header->n_slots, key);
	return memcmp(&cache->slots[slot], key, sizeof(*key)) == 0;
}

/* The hasher */

struct cache_hasher *cache_hasher_new(const struct cache *cache)
{
	struct cache_hasher *hasher = g_new0(struct cache_hasher, 1);

	hasher->checksum = g_checksum_new(G_CHECKSUM_SHA256);
	hasher->cache = cache;
	return hasher;
}

void cache_hasher_free(struct cache_hasher *hasher)
{
	if (!hasher)
		return;
	g_checksum_free(hasher->checksum);
	g_free(hasher);
}

static void hash_status(GChecksum *checksum, const struct stat *status)
{
	const int64_t numbers[] = {
		(int64_t)status->st_dev,
		(int64_t)status->st_ino,
		(int64_t)status->st_size,
		(int64_t)status->st_mtim.tv_sec,
		(int64_t)status->st_mtim.tv_nsec,
		(int64_t)status->st_ctim.tv_sec,
		(int64_t)status->st_ctim.tv_nsec,
	};

	g_checksum_update(checksum, (const guchar *)numbers, sizeof(numbers));
}

void cache_hash(struct cache_hasher *hasher, const struct view_file *file,
		const struct stat *status, const char *role,
		struct cache_key *out)
{
	GChecksum *checksum = hasher->checksum;
	guint8 digest[32];
	gsize size = sizeof(digest);

	g_checksum_reset(checksum);
	g_checksum_update(checksum, (const guchar *)hasher->cache->context, 64);
	g_checksum_update(checksum, (const guchar *)role,
			  (gssize)strlen(role) + 1);
	if (status) {
		hash_status(checksum, status);
		g_checksum_update(checksum, (const guchar *)file->path, -1);
	} else {
		g_checksum_update(checksum, (const guchar *)file->oid, -1);
	}
	g_checksum_get_digest(checksum, digest, &size);
	memcpy(out, digest, sizeof(*out));
}

/* A set in the making */

struct table {
	struct header header;
	struct cache_key *slots;
};

static void table_add(struct table *table, const struct cache_key *key)
{
	size_t slot;

	if (!cache_key_is_set(key) ||
	    2 * table->header.n_keys >= table->header.n_slots)
		return;
	slot = find_slot(table->slots, table->header.n_slots, key);
	if (cache_key_is_set(&table->slots[slot]))
		return;
	table->slots[slot] = *key;
	table->header.n_keys++;
}

/* Holds up to n_keys with at most half of the slots in use. */
static void table_init(struct table *table, size_t n_keys)
{
	size_t n_slots = CACHE_MIN_SLOTS;

	while (n_slots < 2 * n_keys)
		n_slots *= 2;
	table->header = (struct header){CACHE_MAGIC, n_slots, 0, 0};
	table->slots = g_new0(struct cache_key, n_slots);
}

static bool write_all(int fd, const void *bytes, size_t size)
{
	const char *p = bytes;

	while (size > 0) {
		ssize_t n = write(fd, p, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		p += n;
		size -= (size_t)n;
	}
	return true;
}

/* Puts the table in the place of the set. */
static bool table_write(const struct table *table, const struct cache *cache)
{
	g_autofree char *path =
		g_build_filename(cache->folder, cache->name, NULL);
	g_autofree char *temporary = g_strconcat(path, ".XXXXXX", NULL);
	int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0600);
	bool done;

	if (fd < 0)
		return false;
	done = write_all(fd, &table->header, sizeof(table->header)) &&
	       write_all(fd, table->slots,
			 table->header.n_slots * sizeof(*table->slots));
	done = close(fd) == 0 && done && rename(temporary, path) == 0;
	if (!done)
		unlink(temporary);
	return done;
}

/* What lies in the folder, for the oldest to be removed */

struct old_set {
	char *path;
	struct timespec written;
};

static void free_old_set(gpointer data)
{
	struct old_set *set = data;

	g_free(set->path);
	g_free(set);
}

static int compare_age(gconstpointer a, gconstpointer b)
{
	const struct old_set *left = *(struct old_set *const *)a;
	const struct old_set *right = *(struct old_set *const *)b;

	if (left->written.tv_sec != right->written.tv_sec)
		return left->written.tv_sec < right->written.tv_sec ? -1 : 1;
	return left->written.tv_nsec < right->written.tv_nsec ? -1 : 1;
}

/* Keeps the newest sets; what a killed writer left counts as one. */
static void remove_old_sets(const struct cache *cache)
{
	g_autoptr(GPtrArray) sets =
		g_ptr_array_new_with_free_func(free_old_set);
	g_autoptr(DIR) dir = opendir(cache->folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		struct stat status;
		struct old_set *set;

		if (!g_str_has_prefix(entry->d_name, "clean-") ||
		    fstatat(dirfd(dir), entry->d_name, &status,
			    AT_SYMLINK_NOFOLLOW) < 0)
			continue;
		set = g_new0(struct old_set, 1);
		set->path =
			g_build_filename(cache->folder, entry->d_name, NULL);
		set->written = status.st_mtim;
		g_ptr_array_add(sets, set);
	}
	g_ptr_array_sort(sets, compare_age);
	for (guint i = 0; i + CACHE_MAX_SETS < sets->len; i++)
		unlink(((struct old_set *)g_ptr_array_index(sets, i))->path);
}

/* May the old keys stay, or would they outweigh those in use? */
static bool keeps_old_keys(const struct cache *cache, size_t n)
{
	size_t n_all = cache->map ? cache->header->n_keys + n : 0;

	return cache->map && n_all <= CACHE_MAX_KEYS &&
	       (n_all <= CACHE_MIN_SLOTS || n_all <= CACHE_SLACK * n);
}

void cache_update(struct cache *cache, const struct cache_key *keys, size_t n)
{
	bool keeps = keeps_old_keys(cache, n);
	struct table table;

	if (n > CACHE_MAX_KEYS || g_mkdir_with_parents(cache->folder, 0700) < 0)
		return;
	table_init(&table, n + (keeps ? cache->header->n_keys : 0));
	for (size_t i = 0; i < n; i++)
		table_add(&table, &keys[i]);
	for (size_t i = 0; keeps && i < cache->header->n_slots; i++)
		table_add(&table, &cache->slots[i]);
	if (table_write(&table, cache))
		remove_old_sets(cache);
	g_free(table.slots);
}
