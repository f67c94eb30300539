/* view - which files are judged, and where their bytes come from. */

#include <config.h>

#include "view.h"

#include <errno.h>
#include <fcntl.h>

#include "cleanup.h"
#include "error.h"
#include "source.h"
#include "view_private.h"

/* Listings */

void listing_add(struct listing *listing, const char *path, uint32_t mode,
		 const char *oid)
{
	struct view_file file = {.path = path, .mode = mode, .oid = oid};

	g_array_append_val(listing->files, file);
}

void listing_add_copy(struct listing *listing, const char *path, uint32_t mode)
{
	if (!listing->strings)
		listing->strings = g_string_chunk_new(1 << 16);
	listing_add(listing, g_string_chunk_insert(listing->strings, path),
		    mode, NULL);
}

static int compare_paths(const void *a, const void *b)
{
	const struct view_file *one = a;
	const struct view_file *other = b;

	return strcmp(one->path, other->path);
}

void listing_sort(struct listing *listing)
{
	struct view_file *files = (struct view_file *)listing->files->data;
	size_t n = listing->files->len;
	size_t kept = 0;
	bool sorted = true;

	for (size_t i = 1; sorted && i < n; i++)
		sorted = compare_paths(&files[i - 1], &files[i]) < 0;
	if (sorted)
		return;
	qsort(files, n, sizeof(*files), compare_paths);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || compare_paths(&files[kept - 1], &files[i]))
			files[kept++] = files[i];
	g_array_set_size(listing->files, (unsigned int)kept);
}

void listing_release(struct listing *listing)
{
	if (listing->files)
		g_array_free(listing->files, TRUE);
	if (listing->strings)
		g_string_chunk_free(listing->strings);
	g_free(listing->bytes);
	*listing = (struct listing){0};
}

/* The entry of path, or where it would stand; *out_index is set either way. */
static const struct view_file *listing_find(const struct listing *listing,
					    const char *path, size_t *out_index)
{
	const struct view_file *files = (void *)listing->files->data;
	size_t low = 0;
	size_t high = listing->files->len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(files[middle].path, path);

		if (order == 0)
			low = high = middle;
		else if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*out_index = low;
	if (low < listing->files->len && strcmp(files[low].path, path) == 0)
		return &files[low];
	return NULL;
}

/* Opening */

typedef bool (*open_function)(struct view *, const struct view_options *,
			      GError **);

static const open_function open_functions[] = {
	[VIEW_FOLDER] = view_folder_open, [VIEW_WORKTREE] = view_worktree_open,
	[VIEW_INDEX] = view_index_open,	  [VIEW_REVISION] = view_revision_open,
	[VIEW_RANGE] = view_range_open,
};

static char *name_of(const struct view_options *options)
{
	switch (options->kind) {
	case VIEW_FOLDER:
		return g_strdup(options->directory ? options->directory
						   : "the current folder");
	case VIEW_WORKTREE:
		return g_strdup("the working tree");
	case VIEW_INDEX:
		return g_strdup("the index");
	case VIEW_REVISION:
	case VIEW_RANGE:
		return g_strdup(options->revision);
	}
	g_assert_not_reached();
}

/* Opens the folder git is run in. Returns -1 and sets *error for none. */
static int open_directory(const char *directory, GError **error)
{
	if (!directory)
		return AT_FDCWD;

	int fd = open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		lk_error_set_errno(error, errno, "cannot open folder",
				   directory);
	return fd;
}

bool view_is_repository(const char *directory, GError **error)
{
	static const char *const arguments[] = {"rev-parse", "--git-dir", NULL};
	/* Git's words when it looked everywhere above and found none. */
	static const char none[] = "not a git repository (or any";
	autofd fd = open_directory(directory, error);
	g_auto(git_process_t) process = GIT_PROCESS_INIT;
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;

	if (fd == -1 ||
	    !git_process_start(&process, fd, arguments, GIT_INPUT_NONE,
			       error) ||
	    !git_process_collect(&process, &output, error))
		return false;
	if (output.status != 0 && !g_str_has_prefix(output.complaint, none))
		git_output_set_error(error, "cannot open the git repository",
				     &output);
	return output.status == 0;
}

static void free_objects(void *objects)
{
	git_objects_free(objects);
}

struct view *view_open(const struct view_options *options, GError **error)
{
	int directory = open_directory(options->directory, error);

	if (directory == -1)
		return NULL;

	struct view *view = g_new0(struct view, 1);

	view->kind = options->kind;
	view->name = name_of(options);
	view->directory = directory;
	view->root_fd = -1;
	view->judged.files =
		g_array_new(FALSE, FALSE, sizeof(struct view_file));
	view->idle = g_ptr_array_new_with_free_func(free_objects);
	g_mutex_init(&view->lock);
	if (!open_functions[view->kind](view, options, error)) {
		view_free(view);
		return NULL;
	}
	listing_sort(&view->judged);
	return view;
}

void view_free(struct view *view)
{
	if (!view)
		return;
	listing_release(&view->judged);
	listing_release(&view->whole);
	g_ptr_array_free(view->idle, TRUE);
	g_mutex_clear(&view->lock);
	cleanup_fd(&view->directory);
	cleanup_fd(&view->root_fd);
	g_free(view->name);
	g_free(view->root);
	g_free(view->commit);
	g_free(view);
}

const struct view_file *view_files(const struct view *view, size_t *out_n)
{
	*out_n = view->judged.files->len;
	return (const struct view_file *)view->judged.files->data;
}

const char *view_root(const struct view *view)
{
	return view->root;
}

const char *view_name(const struct view *view)
{
	return view->name;
}

enum view_kind view_kind(const struct view *view)
{
	return view->kind;
}

/* Bytes from the disk */

enum load_result {
	LOAD_DONE,
	LOAD_GONE, /* there is no such file (any more) */
	LOAD_FAILED,
};

static bool is_gone(int errno_value)
{
	/* ELOOP: a symbolic link has taken its place. */
	return errno_value == ENOENT || errno_value == ENOTDIR ||
	       errno_value == ELOOP;
}

static enum load_result read_whole(int fd, const char *path, GString *bytes,
				   GError **error)
{
	for (;;) {
		size_t old = bytes->len;
		size_t room = MAX(bytes->allocated_len - old - 1, 1 << 12);

		g_string_set_size(bytes, old + room);

		ssize_t n = read(fd, bytes->str + old, room);

		g_string_set_size(bytes, old + (size_t)MAX(n, 0));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			lk_error_set_errno(error, errno, "cannot read", path);
			return LOAD_FAILED;
		}
		if (n == 0)
			return LOAD_DONE;
		if (bytes->len > SOURCE_MAX_SIZE)
			break;
	}

	g_autofree char *shown = g_strescape(path, NULL);

	g_set_error(error, LK_ERROR, LK_ERROR_INPUT,
		    "cannot judge '%s': it is larger than %zu MiB", shown,
		    SOURCE_MAX_SIZE >> 20);
	return LOAD_FAILED;
}

/* flags: O_NOFOLLOW or 0. */
static enum load_result load_from_disk(const struct view *view,
				       const char *path, int flags,
				       GString *bytes, GError **error)
{
	/* O_NONBLOCK: a pipe of that name must not keep us waiting. */
	autofd fd =
		openat(view->root_fd, path,
		       O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | flags);
	struct stat status;

	g_string_truncate(bytes, 0);
	if (fd < 0 && is_gone(errno))
		return LOAD_GONE;
	if (fd < 0 || fstat(fd, &status) < 0) {
		lk_error_set_errno(error, errno, "cannot read", path);
		return LOAD_FAILED;
	}
	if (S_ISDIR(status.st_mode))
		return LOAD_GONE;
	if (!S_ISREG(status.st_mode)) {
		lk_error_set_errno(error, EINVAL, "cannot read", path);
		return LOAD_FAILED;
	}
	return read_whole(fd, path, bytes, error);
}

/* Bytes from git */

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

static bool load_blob(struct view *view, const struct view_file *file,
		      GString *bytes, GError **error)
{
	g_autoptr(git_objects_t) objects = take_objects(view, error);

	if (!objects || !git_objects_ask(objects, file->oid, error) ||
	    !git_objects_answer(objects, file->oid, file->path, bytes, error))
		return false;
	give_objects(view, g_steal_pointer(&objects));
	return true;
}

/* The whole view */

static enum view_existence exists_on_disk(const struct view *view,
					  const char *path, GError **error)
{
	struct stat status;

	if (fstatat(view->root_fd, *path ? path : ".", &status, 0) == 0)
		return S_ISDIR(status.st_mode) ? VIEW_IS_FOLDER : VIEW_IS_FILE;
	if (is_gone(errno))
		return VIEW_NOTHING;
	lk_error_set_errno(error, errno, "cannot look up", path);
	return VIEW_EXISTENCE_FAILED;
}

/* Returns the whole listing, borrowed, or NULL with *error set. */
static const struct listing *whole_listing(struct view *view, GError **error)
{
	g_mutex_lock(&view->lock);

	bool listed = view_list_whole(view, error);

	g_mutex_unlock(&view->lock);
	return listed ? &view->whole : NULL;
}

static bool has_files_below(const struct listing *listing, const char *folder)
{
	g_autofree char *prefix = g_strconcat(folder, *folder ? "/" : "", NULL);
	const struct view_file *files = (void *)listing->files->data;
	size_t i = 0;

	listing_find(listing, prefix, &i);
	return i < listing->files->len &&
	       g_str_has_prefix(files[i].path, prefix);
}

enum view_existence view_exists(struct view *view, const char *path,
				GError **error)
{
	if (view_is_on_disk(view))
		return exists_on_disk(view, path, error);

	const struct listing *whole = whole_listing(view, error);
	size_t i = 0;

	if (!whole)
		return VIEW_EXISTENCE_FAILED;

	const struct view_file *file = listing_find(whole, path, &i);

	/* A submodule is a folder, whatever is in it. */
	if (file)
		return S_ISREG(file->mode) || S_ISLNK(file->mode)
			       ? VIEW_IS_FILE
			       : VIEW_IS_FOLDER;
	return has_files_below(whole, path) ? VIEW_IS_FOLDER : VIEW_NOTHING;
}

static enum load_result load_path(struct view *view, const char *path,
				  GString *bytes, GError **error)
{
	if (view_is_on_disk(view))
		return load_from_disk(view, path, 0, bytes, error);

	const struct listing *whole = whole_listing(view, error);
	size_t i = 0;

	if (!whole)
		return LOAD_FAILED;

	const struct view_file *file = listing_find(whole, path, &i);

	if (!file || !S_ISREG(file->mode))
		return LOAD_GONE;
	return load_blob(view, file, bytes, error) ? LOAD_DONE : LOAD_FAILED;
}

bool view_read_path(struct view *view, const char *path, char **out,
		    size_t *out_size, GError **error)
{
	GString *bytes = g_string_new(NULL);

	if (load_path(view, path, bytes, error) != LOAD_DONE) {
		g_string_free(bytes, TRUE);
		return false;
	}
	*out_size = bytes->len;
	*out = g_string_free(bytes, FALSE);
	return true;
}

/* Readers */

struct view_reader {
	struct view *view;
	struct git_objects *objects; /* NULL on the disk, and after an error */
	GString *bytes;
};

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
	if (reader->objects)
		give_objects(reader->view, reader->objects);
	g_string_free(reader->bytes, TRUE);
	g_free(reader);
}

static bool reader_load_blob(struct view_reader *reader,
			     const struct view_file *file, GError **error)
{
	if (!reader->objects)
		reader->objects = take_objects(reader->view, error);
	if (!reader->objects)
		return false;
	if (git_objects_ask(reader->objects, file->oid, error) &&
	    git_objects_answer(reader->objects, file->oid, file->path,
			       reader->bytes, error))
		return true;
	git_objects_free(g_steal_pointer(&reader->objects));
	return false;
}

bool view_reader_load(struct view_reader *reader, const struct view_file *file,
		      const char **out, size_t *out_size, GError **error)
{
	struct view *view = reader->view;
	int flags = view->kind == VIEW_WORKTREE ? O_NOFOLLOW : 0;

	if (view_is_on_disk(view)) {
		if (load_from_disk(view, file->path, flags, reader->bytes,
				   error) != LOAD_DONE)
			return false;
	} else if (!reader_load_blob(reader, file, error)) {
		return false;
	}
	*out = reader->bytes->str;
	*out_size = reader->bytes->len;
	return true;
}
