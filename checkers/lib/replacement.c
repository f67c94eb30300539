/* replacement - many files replaced at once, or none. */

#include <config.h>

#include "replacement.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cleanup.h"
#include "error.h"

struct replacement {
	char *path;	  /* as given, for messages */
	char *file;	  /* absolute */
	char *temporary;  /* absolute; NULL once it is renamed */
	struct stat stat; /* of the file when it was compared */
};

struct replacement_batch {
	char *root;
	GMutex lock;
	GPtrArray *items; /* struct replacement */
};

static void replacement_free(gpointer data)
{
	struct replacement *item = data;

	if (item->temporary)
		unlink(item->temporary);
	g_free(item->path);
	g_free(item->file);
	g_free(item->temporary);
	g_free(item);
}

struct replacement_batch *replacement_batch_new(const char *root)
{
	struct replacement_batch *batch = g_new0(struct replacement_batch, 1);

	batch->root = g_strdup(root);
	batch->items = g_ptr_array_new_with_free_func(replacement_free);
	g_mutex_init(&batch->lock);
	return batch;
}

void replacement_batch_free(struct replacement_batch *batch)
{
	if (!batch)
		return;
	g_ptr_array_unref(batch->items);
	g_mutex_clear(&batch->lock);
	g_free(batch->root);
	g_free(batch);
}

/* Is the open file's content exactly the size bytes at `bytes`? */
static bool has_content(int fd, const char *bytes, size_t size)
{
	char buffer[1 << 16];
	size_t at = 0;
	ssize_t n;

	while ((n = read(fd, buffer, sizeof(buffer))) > 0) {
		if ((size_t)n > size - at ||
		    memcmp(buffer, bytes + at, (size_t)n) != 0)
			return false;
		at += (size_t)n;
	}
	return n == 0 && at == size;
}

/* Opens the file as it is now and checks that it is still the old one. */
static bool compare_old(struct replacement *item, const char *old, size_t size,
			GError **error)
{
	autofd fd = open(item->file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0 && errno == ELOOP) {
		lk_error_set_reason(error, "cannot write", item->path,
				    "it is a symbolic link");
		return false;
	}
	if (fd < 0 || fstat(fd, &item->stat) != 0) {
		lk_error_set_errno(error, errno, "cannot read", item->path);
		return false;
	}
	if (!has_content(fd, old, size)) {
		lk_error_set_reason(error, "cannot write", item->path,
				    "it changed while it was read");
		return false;
	}
	return true;
}

static bool write_all(int fd, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, bytes, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

/* Creates and fills the temporary file; item->temporary names it. */
static bool write_temporary(struct replacement *item, const char *bytes,
			    size_t size, GError **error)
{
	autofd fd = -1;
	g_autofree char *folder = g_path_get_dirname(item->file);

	item->temporary = g_build_filename(folder, ".lanekeeper-XXXXXX", NULL);
	fd = g_mkstemp_full(item->temporary, O_WRONLY | O_CLOEXEC, 0600);
	if (fd < 0) {
		lk_error_set_errno(error, errno, "cannot write beside",
				   item->path);
		g_clear_pointer(&item->temporary, g_free);
		return false;
	}
	/* The owner can be kept only by root; others keep their own files. */
	if (fchown(fd, item->stat.st_uid, item->stat.st_gid) != 0 &&
	    errno != EPERM) {
		lk_error_set_errno(error, errno, "cannot set the owner of",
				   item->path);
		return false;
	}
	if (!write_all(fd, bytes, size) ||
	    fchmod(fd, item->stat.st_mode & 07777) != 0 || fsync(fd) != 0) {
		lk_error_set_errno(error, errno, "cannot write", item->path);
		return false;
	}
	return true;
}

static bool is_inside(const char *path, const char *folder)
{
	size_t size = strlen(folder);

	return strncmp(path, folder, size) == 0 &&
	       (path[size] == '/' || path[size] == '\0' || size == 1);
}

/*
 * Sets item->file. A path that does not name a place outside of the root
 * must not lead there through a folder that is a symbolic link.
 */
static bool find_file(const struct replacement_batch *batch,
		      struct replacement *item, GError **error)
{
	g_autofree char *root = g_canonicalize_filename(batch->root, NULL);
	g_autofree char *folder = NULL;
	char *real_root, *real_folder;
	bool is_within;

	item->file = g_canonicalize_filename(item->path, root);
	if (!is_inside(item->file, root))
		return true;
	folder = g_path_get_dirname(item->file);
	real_root = realpath(root, NULL);
	real_folder = realpath(folder, NULL);
	is_within =
		real_root && real_folder && is_inside(real_folder, real_root);
	if (!real_folder)
		lk_error_set_errno(error, errno, "cannot write beside",
				   item->path);
	else if (!is_within)
		lk_error_set_reason(error, "cannot write", item->path,
				    "its folder is a symbolic link that leads "
				    "out of the root");
	free(real_root);
	free(real_folder);
	return is_within;
}

bool replacement_prepare(struct replacement_batch *batch, const char *path,
			 const char *old, size_t old_size, const char *bytes,
			 size_t size, GError **error)
{
	struct replacement *item = g_new0(struct replacement, 1);

	item->path = g_strdup(path);
	if (!find_file(batch, item, error) ||
	    !compare_old(item, old, old_size, error) ||
	    !write_temporary(item, bytes, size, error)) {
		replacement_free(item);
		return false;
	}
	g_mutex_lock(&batch->lock);
	g_ptr_array_add(batch->items, item);
	g_mutex_unlock(&batch->lock);
	return true;
}

static bool is_unchanged(const struct replacement *item)
{
	struct stat now;

	return lstat(item->file, &now) == 0 &&
	       now.st_dev == item->stat.st_dev &&
	       now.st_ino == item->stat.st_ino &&
	       now.st_size == item->stat.st_size &&
	       now.st_mtim.tv_sec == item->stat.st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == item->stat.st_mtim.tv_nsec &&
	       now.st_ctim.tv_sec == item->stat.st_ctim.tv_sec &&
	       now.st_ctim.tv_nsec == item->stat.st_ctim.tv_nsec;
}

static bool rename_all(struct replacement_batch *batch, GError **error)
{
	for (guint i = 0; i < batch->items->len; i++) {
		struct replacement *item = g_ptr_array_index(batch->items, i);

		if (rename(item->temporary, item->file) != 0) {
			lk_error_set_errno(error, errno, "cannot replace",
					   item->path);
			return false;
		}
		g_clear_pointer(&item->temporary, g_free);
	}
	return true;
}

bool replacement_commit(struct replacement_batch *batch, GError **error)
{
	sigset_t all, before;
	bool done;

	for (guint i = 0; i < batch->items->len; i++) {
		const struct replacement *item =
			g_ptr_array_index(batch->items, i);

		if (!is_unchanged(item)) {
			lk_error_set_reason(
				error, "cannot write", item->path,
				"it changed meanwhile; no file was written");
			return false;
		}
	}
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	done = rename_all(batch, error);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return done;
}
