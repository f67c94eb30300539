/* view_reader - the bytes of a view's files, from the disk or from git. */

#include <config.h>

#include <assert.h>
#include <errno.h>
#include <fcntl.h>

#include "cleanup.h"
#include "error.h"
#include "source.h"
#include "view_private.h"

/* From the disk */

bool view_is_gone(int errno_value)
{
	/* ELOOP: a symbolic link has taken its place. */
	return errno_value == ENOENT || errno_value == ENOTDIR ||
	       errno_value == ELOOP;
}

/*
 * Reads to the end of the file. A read that stops short where the file's size
 * says that it ends is the last; without it there would be one more, for
 * nothing, a file.
 */
static enum load_result read_whole(int fd, const char *path, size_t size,
				   GString *bytes, GError **error)
{
	for (;;) {
		size_t old = bytes->len;
		size_t room = MAX(bytes->allocated_len - old - 1, size + 1);

		g_string_set_size(bytes, old + room);

		ssize_t n = read(fd, bytes->str + old, room);

		g_string_set_size(bytes, old + (size_t)MAX(n, 0));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			lk_error_set_errno(error, errno, "cannot read", path);
			return LOAD_FAILED;
		}
		if (n == 0 || (bytes->len == size && (size_t)n < room))
			return LOAD_DONE;
		if (bytes->len > SOURCE_MAX_SIZE) {
			lk_error_set_too_large(error, SOURCE_MAX_SIZE, path);
			return LOAD_FAILED;
		}
	}
}

static void set_irregular(const char *path, GError **error)
{
	g_autofree char *shown = g_strescape(path, NULL);

	g_set_error(error, LK_ERROR, LK_ERROR_IO,
		    "cannot read '%s': it is no regular file", shown);
}

enum load_result view_load_file(const struct view *view, const char *path,
				int flags, GString *bytes, GError **error)
{
	/* O_NONBLOCK: a pipe of that name must not keep us waiting. */
	autofd fd =
		openat(view->root_fd, path,
		       O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | flags);
	struct stat status;

	g_string_truncate(bytes, 0);
	if (fd < 0 && view_is_gone(errno))
		return LOAD_GONE;
	if (fd < 0 || fstat(fd, &status) < 0) {
		lk_error_set_errno(error, errno, "cannot read", path);
		return LOAD_FAILED;
	}
	if (S_ISDIR(status.st_mode))
		return LOAD_GONE;
	if (!S_ISREG(status.st_mode)) {
		set_irregular(path, error);
		return LOAD_FAILED;
	}
	if (status.st_size > (off_t)SOURCE_MAX_SIZE) {
		lk_error_set_too_large(error, SOURCE_MAX_SIZE, path);
		return LOAD_FAILED;
	}
	return read_whole(fd, path, (size_t)status.st_size, bytes, error);
}

/* From git */

/* Owned by the caller until it is given back. */
static struct git_objects *take_objects(struct view *view, GError **error)
{
	struct git_objects *objects = NULL;

	g_mutex_lock(&view->lock);
	if (view->idle->len > 0)
		objects = g_ptr_array_steal_index_fast(view->idle,
						       view->idle->len - 1);
	g_mutex_unlock(&view->lock);
	return objects ? objects : git_objects_new(view->directory, error);
}

static void give_objects(struct view *view, struct git_objects *objects)
{
	g_mutex_lock(&view->lock);
	g_ptr_array_add(view->idle, objects);
	g_mutex_unlock(&view->lock);
}

bool view_start_objects(struct view *view, GError **error)
{
	struct git_objects *objects = git_objects_new(view->directory, error);

	if (objects)
		give_objects(view, objects);
	return objects != NULL;
}

bool view_load_blob(struct view *view, const struct view_file *file,
		    GString *bytes, GError **error)
{
	g_autoptr(git_objects_t) objects = take_objects(view, error);

	if (!objects || !git_objects_ask(objects, file->oid, error) ||
	    !git_objects_answer(objects, file->oid, file->path, bytes, error))
		return false;
	give_objects(view, g_steal_pointer(&objects));
	return true;
}

bool view_find_blob(struct view *view, const char *name, GString *bytes)
{
	g_autoptr(git_objects_t) objects = take_objects(view, NULL);
	bool found = false;

	if (objects && git_objects_find(objects, name, bytes, &found))
		give_objects(view, g_steal_pointer(&objects));
	return found;
}

/* Readers */

struct view_reader {
	struct view *view;
	struct git_objects *objects; /* NULL on the disk, and after an error */
	GString *bytes;
	/* Asked of objects and not yet loaded, the oldest first. */
	const struct view_file *ahead[VIEW_READER_AHEAD];
	size_t first_ahead;
	size_t n_ahead;
};

static_assert(VIEW_READER_AHEAD <= GIT_OBJECTS_MAX_OPEN,
	      "more questions than can be open");

struct view_reader *view_reader_new(struct view *view, GError **error)
{
	struct git_objects *objects = NULL;

	if (!view_is_on_disk(view)) {
		objects = take_objects(view, error);
		if (!objects)
			return NULL;
	}

	struct view_reader *reader = g_new0(struct view_reader, 1);

	reader->view = view;
	reader->objects = objects;
	reader->bytes = g_string_sized_new(1 << 16);
	return reader;
}

void view_reader_free(struct view_reader *reader)
{
	if (!reader)
		return;
	if (reader->n_ahead > 0)
		git_objects_free(reader->objects);
	else if (reader->objects)
		give_objects(reader->view, reader->objects);
	g_string_free(reader->bytes, TRUE);
	g_free(reader);
}

/* Ends a git that is of no further use; what was asked of it is forgotten. */
static void forget_objects(struct view_reader *reader)
{
	git_objects_free(g_steal_pointer(&reader->objects));
	reader->n_ahead = 0;
}

static bool ask(struct view_reader *reader, const struct view_file *file,
		GError **error)
{
	if (!reader->objects)
		reader->objects = take_objects(reader->view, error);
	if (!reader->objects ||
	    !git_objects_ask(reader->objects, file->oid, error))
		return false;
	reader->ahead[(reader->first_ahead + reader->n_ahead++) %
		      VIEW_READER_AHEAD] = file;
	return true;
}

void view_reader_announce(struct view_reader *reader,
			  const struct view_file *file)
{
	if (view_is_on_disk(reader->view) ||
	    reader->n_ahead == VIEW_READER_AHEAD)
		return;
	/* A git that is gone is for the load to report. */
	if (!ask(reader, file, NULL))
		forget_objects(reader);
}

/* Takes the oldest answer into reader->bytes. */
static bool take_answer(struct view_reader *reader, GError **error)
{
	const struct view_file *file = reader->ahead[reader->first_ahead];

	reader->first_ahead = (reader->first_ahead + 1) % VIEW_READER_AHEAD;
	reader->n_ahead--;
	if (git_objects_answer(reader->objects, file->oid, file->path,
			       reader->bytes, error))
		return true;
	forget_objects(reader);
	return false;
}

static bool reader_load_blob(struct view_reader *reader,
			     const struct view_file *file, GError **error)
{
	/* Answers nobody came for. */
	while (reader->n_ahead > 0 &&
	       reader->ahead[reader->first_ahead] != file)
		take_answer(reader, NULL);
	if (reader->n_ahead == 0 && !ask(reader, file, error)) {
		forget_objects(reader);
		return false;
	}
	return take_answer(reader, error);
}

bool view_reader_load(struct view_reader *reader, const struct view_file *file,
		      const char **out, size_t *out_size, GError **error)
{
	struct view *view = reader->view;
	int flags = view->kind == VIEW_WORKTREE ? O_NOFOLLOW : 0;

	if (view_is_on_disk(view)) {
		if (view_load_file(view, file->path, flags, reader->bytes,
				   error) != LOAD_DONE)
			return false;
	} else if (!reader_load_blob(reader, file, error)) {
		return false;
	}
	*out = reader->bytes->str;
	*out_size = reader->bytes->len;
	return true;
}
