/* view - which files are judged, and where their bytes come from. */

#include <config.h>

#include "view.h"

#include <errno.h>
#include <fcntl.h>

#include "cleanup.h"
#include "error.h"
#include "view_private.h"

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
	listing_init(&view->judged);
	view->outside =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
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
	g_hash_table_unref(view->outside);
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
	return listing_files(&view->judged, out_n);
}

bool view_is_top(const struct view *view, const char *folder)
{
	return !*folder || g_hash_table_contains(view->outside, folder) ||
	       g_str_equal(folder, "/");
}

uint32_t view_file_mode(const struct view *view, const struct view_file *file)
{
	struct stat status;

	if (file->mode & 07777 || !view_is_on_disk(view) ||
	    fstatat(view->root_fd, file->path, &status, 0) != 0)
		return file->mode;
	return status.st_mode;
}

bool view_file_is_link(const struct view *view, const struct view_file *file)
{
	struct stat status;

	return view_is_on_disk(view) &&
	       fstatat(view->root_fd, file->path, &status,
		       AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISLNK(status.st_mode);
}

bool view_file_status(const struct view *view, const struct view_file *file,
		      struct stat *out)
{
	return view_is_on_disk(view) &&
	       fstatat(view->root_fd, file->path, out, AT_SYMLINK_NOFOLLOW) ==
		       0 &&
	       S_ISREG(out->st_mode);
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

bool view_open_root(struct view *view, GError **error)
{
	view->root_fd = open(view->root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (view->root_fd < 0)
		lk_error_set_errno(error, errno, "cannot open folder",
				   view->root);
	return view->root_fd >= 0;
}

/* A folder that may not be listed is taken to hold something. */
static bool is_empty_folder(const struct view *view, const char *path)
{
	int fd =
		openat(view->root_fd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	g_autoptr(DIR) dir = fd < 0 ? NULL : fdopendir(fd);
	size_t n = 0;

	if (!dir)
		cleanup_fd(&fd);
	/* "." and "..", and one more. */
	while (dir && n < 3 && readdir(dir))
		n++;
	return dir && n < 3;
}

static enum view_existence exists_on_disk(const struct view *view,
					  const char *path, GError **error)
{
	const char *name = *path ? path : ".";
	struct stat status;

	if (fstatat(view->root_fd, name, &status, 0) < 0) {
		if (view_is_gone(errno))
			return VIEW_NOTHING;
		lk_error_set_errno(error, errno, "cannot look up", path);
		return VIEW_EXISTENCE_FAILED;
	}
	if (!S_ISDIR(status.st_mode))
		return VIEW_IS_FILE;
	return is_empty_folder(view, name) ? VIEW_NOTHING : VIEW_IS_FOLDER;
}

enum view_existence view_exists(struct view *view, const char *path,
				GError **error)
{
	if (view_is_on_disk(view))
		return exists_on_disk(view, path, error);

	const struct listing *whole = view_whole(view, error);

	if (!whole)
		return VIEW_EXISTENCE_FAILED;

	const struct view_file *file = listing_find(whole, path);

	/* A submodule is a folder, whatever is in it. */
	if (file)
		return S_ISREG(file->mode) || S_ISLNK(file->mode)
			       ? VIEW_IS_FILE
			       : VIEW_IS_FOLDER;
	return listing_has_folder(whole, path) ? VIEW_IS_FOLDER : VIEW_NOTHING;
}

bool view_read_path(struct view *view, const char *path, char **out,
		    size_t *out_size, GError **error)
{
	GString *bytes = g_string_new(NULL);
	enum load_result result =
		view_is_on_disk(view)
			? view_load_file(view, path, 0, bytes, error)
			: view_load_entry(view, path, bytes, error);

	if (result != LOAD_DONE) {
		g_string_free(bytes, TRUE);
		return false;
	}
	*out_size = bytes->len;
	*out = g_string_free(bytes, FALSE);
	return true;
}
