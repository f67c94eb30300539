/* view_paths - the files and folders a user names, relative to the root. */

#include <config.h>

#include "view_private.h"

#include <errno.h>
#include <string.h>

#include "cleanup.h"
#include "error.h"

/* The part of path below root, "" for the root itself, or NULL. */
static const char *below(const char *root, const char *path)
{
	size_t size = strlen(root);

	if (strcmp(root, "/") == 0)
		return path + 1;
	if (strncmp(path, root, size) != 0)
		return NULL;
	if (path[size] == '\0')
		return path + size;
	return path[size] == '/' ? path + size + 1 : NULL;
}

/* Path with the symbolic links in its folders resolved; NULL: no such. */
static char *resolve_folders(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *real = realpath(folder, NULL);

	return real ? g_build_filename(real, name, NULL) : NULL;
}

/* The given path relative to the root, or NULL when it lies outside. */
static char *relative_path(const char *root, const char *directory,
			   const char *given)
{
	g_autofree char *path = g_canonicalize_filename(given, directory);
	const char *found = below(root, path);

	if (found)
		return g_strdup(found);

	g_autofree char *resolved = resolve_folders(path);

	return resolved ? g_strdup(below(root, resolved)) : NULL;
}

/* A path that VIEW_FOLDER lists as it was given: "../a.py", "/srv/a.py". */
static char *outside_path(const char *directory, const char *given)
{
	g_autofree char *plain = g_strdup(given);
	size_t size = strlen(plain);

	while (size > 1 && plain[size - 1] == '/')
		plain[--size] = '\0';
	if (view_path_is_outside(plain))
		return g_steal_pointer(&plain);
	/* Inside by its name, outside by a symbolic link or "a/../..". */
	return g_canonicalize_filename(plain, directory);
}

static bool add_named(struct selection *selection, const struct view *view,
		      const char *directory, const char *given, GError **error)
{
	/* A bare repository has no folder that paths could be relative to. */
	g_autofree char *path =
		*view->root ? relative_path(view->root, directory, given)
			    : relative_path("/", "/", given);

	if (!path && view->kind == VIEW_FOLDER)
		path = outside_path(directory, given);
	if (!path) {
		g_autofree char *shown = g_strescape(given, NULL);

		g_set_error(error, LK_ERROR, LK_ERROR_USAGE,
			    "cannot judge '%s': it is outside of '%s'", shown,
			    view->root);
		return false;
	}

	struct named_path *named = g_new0(struct named_path, 1);

	named->given = given;
	g_hash_table_replace(selection->named, g_steal_pointer(&path), named);
	return true;
}

bool selection_init(struct selection *selection, const struct view *view,
		    const struct view_options *options, GError **error)
{
	const char *asked = options->directory ? options->directory : ".";

	*selection = (struct selection){.options = options};
	if (options->n_paths == 0)
		return true;

	/* realpath() allocates with malloc(), which GLib's free is. */
	g_autofree char *directory = realpath(asked, NULL);

	if (!directory) {
		lk_error_set_errno(error, errno, "cannot open folder", asked);
		return false;
	}
	selection->named =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (size_t i = 0; i < options->n_paths; i++)
		if (!add_named(selection, view, directory, options->paths[i],
			       error)) {
			selection_release(selection);
			return false;
		}
	return true;
}

void selection_release(struct selection *selection)
{
	if (selection->named)
		g_hash_table_destroy(selection->named);
	selection->named = NULL;
}

static bool mark_found(struct selection *selection, const char *path)
{
	struct named_path *named = g_hash_table_lookup(selection->named, path);

	if (named)
		named->found = true;
	return named != NULL;
}

/* Is path, or a folder above it, named? All that are count as found. */
static bool is_named(struct selection *selection, const char *path)
{
	g_autofree char *folder = g_strdup(path);
	bool found = mark_found(selection, path) | mark_found(selection, "");

	for (char *end = strrchr(folder, '/'); end;
	     end = strrchr(folder, '/')) {
		*end = '\0';
		found |= mark_found(selection, folder);
	}
	return found;
}

bool selection_wants(const struct selection *selection, const char *path)
{
	const struct view_options *options = selection->options;

	return !options->wanted || options->wanted(path, options->payload);
}

bool selection_takes(struct selection *selection, const char *path)
{
	if (selection->named && !is_named(selection, path))
		return false;
	return selection_wants(selection, path);
}

static void set_no_such_path(const struct view *view, const char *given,
			     GError **error)
{
	g_autofree char *shown = g_strescape(given, NULL);
	g_autofree char *name = g_strescape(view->name, NULL);

	g_set_error(error, LK_ERROR, LK_ERROR_USAGE,
		    "cannot judge '%s': there is no such path in %s", shown,
		    name);
}

bool selection_check(const struct selection *selection, struct view *view,
		     GError **error)
{
	GHashTableIter iter;
	void *path = NULL;
	void *value = NULL;

	if (!selection->named)
		return true;
	g_hash_table_iter_init(&iter, selection->named);
	while (g_hash_table_iter_next(&iter, &path, &value)) {
		const struct named_path *named = value;
		enum view_existence found =
			named->found ? VIEW_IS_FILE
				     : view_exists(view, path, error);

		if (found == VIEW_NOTHING)
			set_no_such_path(view, named->given, error);
		if (found == VIEW_NOTHING || found == VIEW_EXISTENCE_FAILED)
			return false;
	}
	return true;
}
