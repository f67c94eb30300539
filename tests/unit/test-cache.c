/* test-cache - sets of keys on disk: kept, bounded, and harmless. */

#include <config.h>

#include "cache.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cleanup.h"

typedef struct cache cache_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cache_t, cache_free)
typedef struct cache_hasher hasher_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(hasher_t, cache_hasher_free)

/* Each test has a cache folder of its own. */
static char *home;

static void set_up(void)
{
	g_autoptr(GError) error = NULL;

	home = g_dir_make_tmp("lanekeeper-cache-XXXXXX", &error);
	g_assert_no_error(error);
	g_setenv("XDG_CACHE_HOME", home, TRUE);
}

static char *folder(void)
{
	return g_build_filename(home, "lanekeeper", NULL);
}

/* The paths of all that lies in the folder. */
static GPtrArray *list_sets(void)
{
	g_autofree char *path = folder();
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	GPtrArray *sets = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		g_ptr_array_add(sets, g_build_filename(path, name, NULL));
	return sets;
}

static char *only_set(void)
{
	g_autoptr(GPtrArray) sets = list_sets();

	g_assert_cmpuint(sets->len, ==, 1);
	return g_strdup(g_ptr_array_index(sets, 0));
}

static void tear_down(void)
{
	g_autoptr(GPtrArray) sets = list_sets();
	g_autofree char *path = folder();

	for (guint i = 0; i < sets->len; i++)
		g_unlink(g_ptr_array_index(sets, i));
	g_rmdir(path);
	g_rmdir(home);
	g_clear_pointer(&home, g_free);
}

static struct cache_key key_of(guint number)
{
	return (struct cache_key){{number + 1, ~(uint64_t)number}};
}

static void remember(guint from, guint to, const char *root)
{
	g_autoptr(cache_t) cache = cache_open(root, "settings");
	g_autoptr(GArray) keys =
		g_array_new(FALSE, FALSE, sizeof(struct cache_key));

	g_assert_nonnull(cache);
	for (guint i = from; i < to; i++) {
		struct cache_key key = key_of(i);

		g_array_append_val(keys, key);
	}
	cache_update(cache, (const struct cache_key *)(void *)keys->data,
		     keys->len);
}

static guint count(guint from, guint to)
{
	g_autoptr(cache_t) cache = cache_open("/root", "settings");
	guint n = 0;

	for (guint i = from; i < to; i++) {
		struct cache_key key = key_of(i);

		n += cache_has(cache, &key);
	}
	return n;
}

static void test_keeps(void)
{
	g_autofree char *path = NULL;
	GStatBuf status;

	set_up();
	g_assert_cmpuint(count(0, 100), ==, 0);
	remember(0, 100, "/root");
	g_assert_cmpuint(count(0, 200), ==, 100);
	remember(100, 200, "/root");
	g_assert_cmpuint(count(0, 300), ==, 200);
	path = only_set();
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpuint(status.st_mode & 07777, ==, 0600);
	tear_down();
}

/* Each root has a set of its own. */
static void test_roots(void)
{
	set_up();
	remember(0, 10, "/other");
	g_assert_cmpuint(count(0, 10), ==, 0);
	tear_down();
}

static void test_is_bounded(void)
{
	set_up();
	for (guint i = 0; i < 40; i++)
		remember(1000 * i, 1000 * (i + 1), "/root");
	/* The last run's are there, and not much more. */
	g_assert_cmpuint(count(39000, 40000), ==, 1000);
	g_assert_cmpuint(count(0, 40000), <=, 4000);
	for (guint i = 0; i < 80; i++) {
		g_autofree char *root = g_strdup_printf("/root%u", i);

		remember(0, 1, root);
	}
	{
		g_autoptr(GPtrArray) sets = list_sets();

		g_assert_cmpuint(sets->len, ==, 64);
	}
	tear_down();
}

static void put(const char *path, const char *bytes, size_t size, int mode)
{
	g_unlink(path);
	g_assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
	g_assert_cmpint(g_chmod(path, mode), ==, 0);
}

/* Whatever stands there: no key that was not put in, and it is mended. */
static void test_damaged(void)
{
	g_autofree char *path = NULL;
	g_autofree char *bytes = NULL;
	gsize size;

	set_up();
	remember(0, 500, "/root");
	path = only_set();
	g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
	for (size_t cut = 0; cut < size; cut += 1 + size / 97) {
		put(path, bytes, cut, 0600);
		g_assert_cmpuint(count(0, 1000), ==, 0);
	}
	for (size_t i = 0; i < 400; i++) {
		g_autofree char *damaged = g_memdup2(bytes, size);

		/* The header, byte by byte, then places all over. */
		damaged[i < 32 ? i : (i * 7919) % size] ^= (char)(1 + i);
		put(path, damaged, size, 0600);
		g_assert_cmpuint(count(500, 1000), ==, 0);
		remember(0, 500, "/root");
		g_assert_cmpuint(count(0, 1000), ==, 500);
	}
	tear_down();
}

/* A set that others may write is not believed. */
static void test_foreign(void)
{
	g_autofree char *path = NULL;
	g_autofree char *link = NULL;

	set_up();
	remember(0, 10, "/root");
	path = only_set();
	g_assert_cmpint(g_chmod(path, 0620), ==, 0);
	g_assert_cmpuint(count(0, 10), ==, 0);
	g_assert_cmpint(g_chmod(path, 0600), ==, 0);
	g_assert_cmpuint(count(0, 10), ==, 10);
	link = g_strconcat(path, "-target", NULL);
	g_assert_cmpint(g_rename(path, link), ==, 0);
	g_assert_cmpint(symlink(link, path), ==, 0);
	g_assert_cmpuint(count(0, 10), ==, 0);
	tear_down();
}

static void test_no_place(void)
{
	set_up();
	g_setenv("XDG_CACHE_HOME", "relative", TRUE);
	g_unsetenv("HOME");
	g_assert_null(cache_open("/root", ""));
	g_setenv("XDG_CACHE_HOME", "/proc/no/such/place", TRUE);
	remember(0, 10, "/root");
	g_assert_cmpuint(count(0, 10), ==, 0);
	tear_down();
}

/* Eight writers and their readers: a set is never torn. */
static void test_parallel(void)
{
	pid_t children[8];

	set_up();
	for (guint i = 0; i < 8; i++) {
		children[i] = fork();
		if (children[i] != 0)
			continue;
		for (guint j = 0; j < 30; j++) {
			remember(1000 * i, 1000 * i + 500, "/root");
			if (count(100000, 101000) != 0)
				_exit(1);
		}
		_exit(0);
	}
	for (guint i = 0; i < 8; i++) {
		int status;

		g_assert_cmpint(waitpid(children[i], &status, 0), ==,
				children[i]);
		g_assert_cmpint(status, ==, 0);
	}
	g_assert_cmpuint(count(0, 8000), >=, 500);
	g_free(only_set());
	tear_down();
}

/* What makes a key: each part of a file's identity does. */
static void test_keys(void)
{
	struct stat status = {.st_ino = 1, .st_size = 2, .st_mtim.tv_nsec = 3};
	struct view_file file = {.path = "a.py"};
	struct view_file blob = {.path = "a.py", .oid = "0123abcd"};
	struct cache_key keys[10];
	size_t n = 0;

	set_up();
	g_autoptr(cache_t) cache = cache_open("/root", "one");
	g_autoptr(cache_t) other = cache_open("/root", "two");
	g_autoptr(hasher_t) hasher = cache_hasher_new(cache);
	g_autoptr(hasher_t) other_hasher = cache_hasher_new(other);

	cache_hash(hasher, &file, &status, "y", &keys[n++]);
	cache_hash(other_hasher, &file, &status, "y", &keys[n++]);
	cache_hash(hasher, &file, &status, "n", &keys[n++]);
	status.st_mtim.tv_nsec++;
	cache_hash(hasher, &file, &status, "y", &keys[n++]);
	status.st_ctim.tv_nsec++;
	cache_hash(hasher, &file, &status, "y", &keys[n++]);
	status.st_size++;
	cache_hash(hasher, &file, &status, "y", &keys[n++]);
	status.st_ino++;
	cache_hash(hasher, &file, &status, "y", &keys[n++]);
	file.path = "b.py";
	cache_hash(hasher, &file, &status, "y", &keys[n++]);
	cache_hash(hasher, &blob, NULL, "y", &keys[n++]);
	blob.oid = "0123abce";
	cache_hash(hasher, &blob, NULL, "y", &keys[n++]);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			g_assert_true(memcmp(&keys[i], &keys[j],
					     sizeof(keys[i])) != 0);
	/* A blob is the same under any path. */
	blob.path = "c.py";
	cache_hash(hasher, &blob, NULL, "y", &keys[0]);
	g_assert_cmpmem(&keys[0], sizeof(keys[0]), &keys[n - 1],
			sizeof(keys[0]));
	tear_down();
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/cache/keeps", test_keeps);
	g_test_add_func("/cache/roots", test_roots);
	g_test_add_func("/cache/is-bounded", test_is_bounded);
	g_test_add_func("/cache/damaged", test_damaged);
	g_test_add_func("/cache/foreign", test_foreign);
	g_test_add_func("/cache/no-place", test_no_place);
	g_test_add_func("/cache/parallel", test_parallel);
	g_test_add_func("/cache/keys", test_keys);
	return g_test_run();
}
