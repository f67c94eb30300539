/* view_folder - plain files and folders, walked without git. */

#include <config.h>

#include "view_private.h"

#include <errno.h>
#include <fcntl.h>

#include "cleanup.h"
#include "error.h"

/* A walk over folders; those still to be read wait in a list. */
struct walk {
	struct view *view;
	const struct selection *selection;
	GPtrArray *folders; /* owned paths relative to the root, "" is it */
	GString *path;	    /* of the entry looked at; reused */
};

static void set_path(GString *path, const char *folder, const char *name)
{
	g_string_assign(path, folder);
	if (*folder)
		g_string_append_c(path, '/');
	g_string_append(path, name);
}

/* Asks the file system; DT_UNKNOWN for what is not there. */
static unsigned char type_of(const struct view *view, const char *path,
			     int flags)
{
	struct stat status;

	if (fstatat(view->root_fd, path, &status, flags) < 0)
		return DT_UNKNOWN;
	return IFTODT(status.st_mode);
}

static void look_at(struct walk *walk, const char *folder,
		    const struct dirent *entry)
{
	unsigned char type = entry->d_type;
	const char *path = NULL;

	set_path(walk->path, folder, entry->d_name);
	path = walk->path->str;
	if (type == DT_UNKNOWN)
		type = type_of(walk->view, path, AT_SYMLINK_NOFOLLOW);
	if (type == DT_DIR && strcmp(entry->d_name, ".git") != 0)
		g_ptr_array_add(walk->folders, g_strdup(path));
	if ((type != DT_REG && type != DT_LNK) ||
	    !selection_wants(walk->selection, path))
		return;
	/* A link to a file is a file; to a folder or to nothing, nothing. */
	if (type == DT_LNK && type_of(walk->view, path, 0) != DT_REG)
		return;
	listing_add_path(&walk->view->judged, path, S_IFREG);
}

static bool walk_folder(struct walk *walk, const char *folder, GError **error)
{
	const char *shown = *folder ? folder : ".";
	int fd = openat(walk->view->root_fd, shown,
			O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	g_autoptr(DIR) dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry = NULL;

	if (!dir) {
		lk_error_set_errno(error, errno, "cannot list folder", shown);
		cleanup_fd(&fd);
		return false;
	}
	for (errno = 0; (entry = readdir(dir)); errno = 0)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			look_at(walk, folder, entry);
	if (errno == 0)
		return true;
	lk_error_set_errno(error, errno, "cannot list folder", shown);
	return false;
}

/* Lists what lies in the folders that wait, and below. */
static bool walk_all(struct walk *walk, GError **error)
{
	while (walk->folders->len > 0) {
		g_autofree char *folder = g_ptr_array_steal_index_fast(
			walk->folders, walk->folders->len - 1);

		if (!walk_folder(walk, folder, error))
			return false;
	}
	return true;
}

/* A path the user named: a folder is to be walked, a file is taken. */
static bool add_named(struct walk *walk, const char *path, const char *given,
		      GError **error)
{
	struct stat status;

	if (fstatat(walk->view->root_fd, *path ? path : ".", &status, 0) < 0) {
		lk_error_set_errno(error, errno, "cannot judge", given);
		return false;
	}
	if (view_path_is_outside(path))
		g_hash_table_add(walk->view->outside,
				 S_ISDIR(status.st_mode)
					 ? g_strdup(path)
					 : g_path_get_dirname(path));
	if (S_ISDIR(status.st_mode))
		g_ptr_array_add(walk->folders, g_strdup(path));
	else if (selection_wants(walk->selection, path))
		listing_add_path(&walk->view->judged, path, S_IFREG);
	return true;
}

static bool add_all_named(struct walk *walk, GError **error)
{
	GHashTableIter iter;
	void *path = NULL;
	void *value = NULL;

	if (!walk->selection->named) {
		g_ptr_array_add(walk->folders, g_strdup(""));
		return true;
	}
	g_hash_table_iter_init(&iter, walk->selection->named);
	while (g_hash_table_iter_next(&iter, &path, &value)) {
		const struct named_path *named = value;

		if (!add_named(walk, path, named->given, error))
			return false;
	}
	return true;
}

bool view_folder_open(struct view *view, const struct view_options *options,
		      GError **error)
{
	const char *directory = options->directory ? options->directory : ".";
	g_auto(selection_t) selection = {0};

	view->root = realpath(directory, NULL);
	if (view->root)
		view->root_fd =
			open(view->root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (view->root_fd < 0) {
		lk_error_set_errno(error, errno, "cannot open folder",
				   directory);
		return false;
	}
	if (!selection_init(&selection, view, options, error))
		return false;

	struct walk walk = {
		.view = view,
		.selection = &selection,
		.folders = g_ptr_array_new_with_free_func(g_free),
		.path = g_string_new(NULL),
	};
	bool listed = add_all_named(&walk, error) && walk_all(&walk, error);

	g_ptr_array_free(walk.folders, TRUE);
	g_string_free(walk.path, TRUE);
	return listed;
}
