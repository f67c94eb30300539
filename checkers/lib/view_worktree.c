/* view_worktree - the working tree's tracked files, and others asked for. */

#include <config.h>

#include "view_private.h"

#include <errno.h>
#include <fcntl.h>

#include "cleanup.h"
#include "error.h"

/* "? <path>" */
static void add_untracked(struct view *view, struct selection *selection,
			  const char *path)
{
	struct view_file file = {.path = path, .mode = S_IFREG};
	struct stat status;

	/* A repository inside of this one ends in '/'; a link is no file. */
	if (selection_takes(selection, path) &&
	    fstatat(view->root_fd, path, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(status.st_mode))
		listing_add(&view->judged, &file);
}

/* "<tag> <mode> <oid> <stage>\t<path>" */
static bool add_tracked(struct view *view, struct selection *selection,
			char *record, GError **error)
{
	char *path = record;
	char *header = strsep(&path, "\t");
	const char *tag = strsep(&header, " ");
	const char *mode = strsep(&header, " ");

	if (!path || !*path || !header || view_parse_mode(mode) == 0) {
		view_set_damaged(error);
		return false;
	}

	struct view_file file = {.path = path, .mode = view_parse_mode(mode)};

	/* 'S': left out of a sparse worktree. */
	if (*tag != 'S' && selection_takes(selection, path) &&
	    S_ISREG(file.mode))
		listing_add(&view->judged, &file);
	return true;
}

/* What was named and is not tracked: a file is judged all the same. */
static bool add_named_files(struct view *view, struct selection *selection,
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
		const char *name = path;
		struct stat status;

		if (fstatat(view->root_fd, *name ? name : ".", &status,
			    AT_SYMLINK_NOFOLLOW) < 0) {
			lk_error_set_errno(error, errno, "cannot judge",
					   named->given);
			return false;
		}
		if (!named->found && S_ISREG(status.st_mode) &&
		    selection_wants(selection, path))
			listing_add_path(&view->judged, path, S_IFREG);
	}
	return true;
}

static bool parse_worktree(struct view *view, struct selection *selection,
			   struct git_output *output, GError **error)
{
	struct records records = {0};
	char *record = NULL;

	if (!records_take(&records, &view->judged, output, error))
		return false;
	while ((record = records_next(&records))) {
		if (g_str_has_prefix(record, "? "))
			add_untracked(view, selection, record + 2);
		else if (!add_tracked(view, selection, record, error))
			return false;
	}
	return add_named_files(view, selection, error);
}

static bool open_root(struct view *view, GError **error)
{
	if (*view->root)
		return view_open_root(view, error);
	g_set_error(error, LK_ERROR, LK_ERROR_GIT,
		    "cannot judge the working tree: there is none here");
	return false;
}

bool view_worktree_open(struct view *view, const struct view_options *options,
			GError **error)
{
	static const char *const tracked[] = {"ls-files",    "-t", "-s", "-z",
					      "--full-name", "--", ":/", NULL};
	static const char *const untracked[] = {
		"ls-files",    "-t", "-s", "-z",
		"--full-name", "-c", "-o", "--exclude-standard",
		"--",	       ":/", NULL};
	g_auto(git_process_t) finding_root = GIT_PROCESS_INIT;
	g_auto(git_process_t) listing = GIT_PROCESS_INIT;
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;
	g_auto(selection_t) selection = {0};

	if (!view_start_root(view, &finding_root, error) ||
	    !git_process_start(&listing, view->directory,
			       options->untracked ? untracked : tracked,
			       GIT_INPUT_NONE, error) ||
	    !view_finish_root(view, &finding_root, error) ||
	    !view_check_index(view, error) || !open_root(view, error) ||
	    !selection_init(&selection, view, options, error) ||
	    !git_process_collect(&listing, &output, error))
		return false;
	if (output.status != 0) {
		git_output_set_error(error, "cannot list the working tree",
				     &output);
		return false;
	}
	return parse_worktree(view, &selection, &output, error);
}
