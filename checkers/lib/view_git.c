/* view_git - what the views that git lists have in common. */

#include <config.h>

#include "view_private.h"

#include <errno.h>

#include "cleanup.h"
#include "error.h"

/* Records */

bool records_take(struct records *records, struct listing *listing,
		  struct git_output *output, GError **error)
{
	if (output->size > 0 && output->bytes[output->size - 1] != '\0') {
		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot list files: git's list ends too early");
		return false;
	}
	listing->bytes = g_steal_pointer(&output->bytes);
	records->next = listing->bytes;
	records->end = listing->bytes + output->size;
	return true;
}

char *records_next(struct records *records)
{
	char *record = records->next;

	if (record >= records->end)
		return NULL;
	records->next = record + strlen(record) + 1;
	return record;
}

void view_set_damaged(GError **error)
{
	g_set_error(error, LK_ERROR, LK_ERROR_GIT,
		    "cannot list files: what git lists is damaged");
}

uint32_t view_parse_mode(const char *octal)
{
	return (uint32_t)strtoul(octal, NULL, 8);
}

/* The root */

bool view_start_root(const struct view *view, struct git_process *process,
		     GError **error)
{
	static const char *const arguments[] = {"rev-parse", "--show-toplevel",
						NULL};

	return git_process_start(process, view->directory, arguments,
				 GIT_INPUT_NONE, error);
}

bool view_finish_root(struct view *view, struct git_process *process,
		      GError **error)
{
	/* What git says in a bare repository and inside of .git. */
	static const char bare[] = "this operation must be run in a work tree";
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;

	if (!git_process_collect(process, &output, error))
		return false;
	if (output.status == 0 && output.size > 0) {
		view->root = g_strndup(output.bytes, output.size - 1);
		return true;
	}
	if (strcmp(output.complaint, bare) == 0) {
		view->root = g_strdup("");
		return true;
	}
	git_output_set_error(error, "cannot open the git repository", &output);
	return false;
}

bool view_check_index(const struct view *view, GError **error)
{
	const char *named = g_getenv("GIT_INDEX_FILE");

	if (!named || !*view->root)
		return true;

	g_autofree char *path = g_canonicalize_filename(named, view->root);

	if (access(path, F_OK) == 0)
		return true;
	lk_error_set_errno(error, errno, "cannot open the index", named);
	return false;
}

/* Changes */

static void set_unmerged(const char *path, GError **error)
{
	g_autofree char *shown = g_strescape(path, NULL);

	g_set_error(error, LK_ERROR, LK_ERROR_GIT,
		    "cannot judge the index: '%s' is unmerged", shown);
}

/* ":<old mode> <mode> <old oid> <oid> <status>", then the path. */
static bool add_change(struct view *view, struct selection *selection,
		       char *record, struct records *records, GError **error)
{
	char *fields = record;
	const char *old_mode = strsep(&fields, " ");
	const char *mode = strsep(&fields, " ");
	const char *old_oid = strsep(&fields, " ");
	const char *oid = strsep(&fields, " ");
	const char *path = records_next(records);

	if (*old_mode != ':' || !old_oid || !oid || !fields || !path) {
		view_set_damaged(error);
		return false;
	}
	if (*fields == 'U') {
		set_unmerged(path, error);
		return false;
	}

	struct view_file file = {path, view_parse_mode(mode), oid};

	/* What is deleted has mode 0; a damaged index has worse. */
	if (!*path || (*fields != 'D' && file.mode == 0)) {
		view_set_damaged(error);
		return false;
	}
	if (selection_takes(selection, path) && S_ISREG(file.mode))
		listing_add(&view->judged, &file);
	return true;
}

bool view_add_changes(struct view *view, struct selection *selection,
		      struct git_output *output, GError **error)
{
	struct records records = {0};
	char *record = NULL;

	if (!records_take(&records, &view->judged, output, error))
		return false;
	while ((record = records_next(&records)))
		if (!add_change(view, selection, record, &records, error))
			return false;
	return true;
}

/* Entries of the index or a tree */

/*
 * "<mode> <oid> <stage>\t<path>" from ls-files, "<mode> <type> <oid>\t<path>"
 * from ls-tree.
 */
static bool parse_entry(const struct view *view, char *record,
			struct view_file *out, GError **error)
{
	char *path = record;
	char *header = strsep(&path, "\t");
	const char *mode = strsep(&header, " ");
	const char *second = strsep(&header, " ");

	if (!path || !*path || !header || view_parse_mode(mode) == 0) {
		view_set_damaged(error);
		return false;
	}
	out->path = path;
	out->mode = view_parse_mode(mode);
	out->oid = view->kind == VIEW_INDEX ? second : header;
	return true;
}

/* Lists what pathspec matches; NULL is everything. */
static bool list_entries(const struct view *view, const char *pathspec,
			 struct listing *listing, GError **error)
{
	const char *const index[] = {"ls-files", "-s",
				     "-z",	 "--full-name",
				     "--",	 pathspec ? pathspec : ":/",
				     NULL};
	const char *const tree[] = {"ls-tree",	  "-r", "-z",	  "--full-tree",
				    view->commit, "--", pathspec, NULL};
	g_autofree char *name = g_strescape(view->name, NULL);
	g_autofree char *what = g_strconcat("cannot list ", name, NULL);
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;
	struct records records = {0};
	struct view_file file = {0};
	char *record = NULL;

	if (!git_run(view->directory, what,
		     view->kind == VIEW_INDEX ? index : tree, &output, error) ||
	    !records_take(&records, listing, &output, error))
		return false;
	while ((record = records_next(&records))) {
		if (!parse_entry(view, record, &file, error))
			return false;
		listing_add(listing, &file);
	}
	listing_sort(listing);
	return true;
}

static bool list_whole(struct view *view, GError **error)
{
	if (view->whole.files)
		return true;
	listing_init(&view->whole);
	if (list_entries(view, NULL, &view->whole, error))
		return true;
	listing_release(&view->whole);
	return false;
}

const struct listing *view_whole(struct view *view, GError **error)
{
	g_mutex_lock(&view->lock);

	bool listed = list_whole(view, error);

	g_mutex_unlock(&view->lock);
	return listed ? &view->whole : NULL;
}

static enum load_result load_regular(struct view *view,
				     const struct view_file *file,
				     GString *bytes, GError **error)
{
	if (!file || !S_ISREG(file->mode))
		return LOAD_GONE;
	return view_load_blob(view, file, bytes, error) ? LOAD_DONE
							: LOAD_FAILED;
}

/* Lists the one file, and reads it. */
static enum load_result load_listed(struct view *view, const char *path,
				    GString *bytes, GError **error)
{
	g_autofree char *pathspec = g_strconcat(":(top,literal)", path, NULL);
	g_auto(listing_t) listing = {0};

	listing_init(&listing);
	if (!list_entries(view, pathspec, &listing, error))
		return LOAD_FAILED;
	return load_regular(view, listing_find(&listing, path), bytes, error);
}

/*
 * Reads by name, which saves the listing. It answers only for what it knows
 * for certain: bytes with a newline are no symbolic link's.
 */
static bool load_by_name(struct view *view, const char *path, GString *bytes)
{
	g_autofree char *name =
		view->kind == VIEW_INDEX
			? g_strconcat(":0:", path, NULL)
			: g_strconcat(view->commit, ":", path, NULL);

	/* A request is a line, and git strips a carriage return from it. */
	return !strpbrk(path, "\r\n") && view_find_blob(view, name, bytes) &&
	       memchr(bytes->str, '\n', bytes->len);
}

enum load_result view_load_entry(struct view *view, const char *path,
				 GString *bytes, GError **error)
{
	g_mutex_lock(&view->lock);

	bool listed = view->whole.files != NULL;

	g_mutex_unlock(&view->lock);
	if (listed)
		return load_regular(view, listing_find(&view->whole, path),
				    bytes, error);
	if (load_by_name(view, path, bytes))
		return LOAD_DONE;
	return load_listed(view, path, bytes, error);
}
