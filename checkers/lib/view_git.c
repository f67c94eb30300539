/* view_git - the views that git lists: worktree, index, revision, range. */

#include <config.h>

#include "view_private.h"

#include <errno.h>
#include <fcntl.h>

#include "cleanup.h"
#include "error.h"

/* Records of what git prints under -z */

struct records {
	char *next;
	char *end;
};

/* The next '\0'-terminated record, or NULL at the end. */
static char *next_record(struct records *records)
{
	char *record = records->next;

	if (record >= records->end)
		return NULL;
	records->next = record + strlen(record) + 1;
	return record;
}

/* Takes over what git printed. Returns false when its end was cut off. */
static bool take_output(struct listing *listing, struct git_output *output,
			struct records *records, GError **error)
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

static uint32_t parse_mode(const char *octal)
{
	return octal ? (uint32_t)strtoul(octal, NULL, 8) : 0;
}

static bool set_not_understood(const char *record, GError **error)
{
	g_autofree char *shown = g_strescape(record, NULL);

	g_set_error(error, LK_ERROR, LK_ERROR_GIT,
		    "cannot list files: git said '%s'", shown);
	return false;
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

static bool find_root(struct view *view, GError **error)
{
	g_auto(git_process_t) process = GIT_PROCESS_INIT;

	return view_start_root(view, &process, error) &&
	       view_finish_root(view, &process, error);
}

/* The whole index or tree */

/* "<mode> <oid> <stage>\t<path>", as 'ls-files -s' prints it. */
static bool add_index_entry(struct listing *listing, char *record,
			    GError **error)
{
	char *path = record;
	char *header = strsep(&path, "\t");
	const char *mode = strsep(&header, " ");
	const char *oid = strsep(&header, " ");

	if (!path || !oid || !header)
		return set_not_understood(record, error);
	listing_add(listing, path, parse_mode(mode), oid);
	return true;
}

/* "<mode> <type> <oid>\t<path>", as ls-tree prints it. */
static bool add_tree_entry(struct listing *listing, char *record,
			   GError **error)
{
	char *path = record;
	char *header = strsep(&path, "\t");
	const char *mode = strsep(&header, " ");
	const char *type = strsep(&header, " ");

	if (!path || !type || !header)
		return set_not_understood(record, error);
	listing_add(listing, path, parse_mode(mode), header);
	return true;
}

static bool parse_whole(struct view *view, struct git_output *output,
			GError **error)
{
	struct listing *whole = &view->whole;
	struct records records = {0};
	char *record = NULL;
	bool good = take_output(whole, output, &records, error);

	whole->files = g_array_new(FALSE, FALSE, sizeof(struct view_file));
	while (good && (record = next_record(&records)))
		good = view->kind == VIEW_INDEX
			       ? add_index_entry(whole, record, error)
			       : add_tree_entry(whole, record, error);
	if (good)
		listing_sort(whole);
	else
		listing_release(whole);
	return good;
}

bool view_list_whole(struct view *view, GError **error)
{
	const char *const index[] = {"ls-files", "-s", "-z", "--full-name",
				     "--",	 ":/", NULL};
	const char *const tree[] = {"ls-tree",	   "-r",	 "-z",
				    "--full-tree", view->commit, NULL};
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;
	g_autofree char *what = NULL;

	if (view->whole.files)
		return true;
	what = g_strconcat("cannot list ", view->name, NULL);
	return git_run(view->directory, what,
		       view->kind == VIEW_INDEX ? index : tree, &output,
		       error) &&
	       parse_whole(view, &output, error);
}

/* Every path that was named and selected nothing must at least exist. */
static bool check_named(struct view *view, const struct selection *selection,
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
			view_set_no_such_path(view, named->given, error);
		if (found == VIEW_NOTHING || found == VIEW_EXISTENCE_FAILED)
			return false;
	}
	return true;
}

/* Changes: index and range */

/* ":<old mode> <mode> <old oid> <oid> <status>", then the path. */
static bool add_change(struct view *view, struct selection *selection,
		       char *record, struct records *records, GError **error)
{
	char *fields = record;
	const char *old_mode = strsep(&fields, " ");
	const char *mode = strsep(&fields, " ");
	const char *old_oid = strsep(&fields, " ");
	const char *oid = strsep(&fields, " ");
	const char *path = next_record(records);

	if (*old_mode != ':' || !old_oid || !oid || !fields || !path)
		return set_not_understood(record, error);
	if (*fields == 'U') {
		g_autofree char *shown = g_strescape(path, NULL);

		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot judge the index: '%s' is unmerged", shown);
		return false;
	}
	if (selection_takes(selection, path) && S_ISREG(parse_mode(mode)))
		listing_add(&view->judged, path, parse_mode(mode), oid);
	return true;
}

static bool add_changes(struct view *view, struct selection *selection,
			struct git_output *output, GError **error)
{
	struct records records = {0};
	char *record = NULL;

	if (!take_output(&view->judged, output, &records, error))
		return false;
	while ((record = next_record(&records)))
		if (!add_change(view, selection, record, &records, error))
			return false;
	return check_named(view, selection, error);
}

#define DIFF_INDEX                                                             \
	"diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev"

/* Is there no commit yet? Sets *error when git cannot say. */
static bool is_unborn(const struct view *view, GError **error)
{
	static const char *const arguments[] = {"rev-parse", "--quiet",
						"--verify", "HEAD", NULL};
	g_auto(git_process_t) process = GIT_PROCESS_INIT;
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;

	if (!git_process_start(&process, view->directory, arguments,
			       GIT_INPUT_NONE, error) ||
	    !git_process_collect(&process, &output, error))
		return false;
	return output.status == 1 && !*output.complaint;
}

/* The index of a repository without a commit, against the empty tree. */
static bool diff_against_nothing(const struct view *view,
				 struct git_output *output, GError **error)
{
	static const char *const empty[] = {"hash-object", "-t", "tree",
					    "/dev/null", NULL};
	g_auto(git_output_t) tree = GIT_OUTPUT_INIT;

	if (!git_run(view->directory, "cannot judge the index", empty, &tree,
		     error))
		return false;

	const char *const diff[] = {DIFF_INDEX, g_strchomp(tree.bytes), "--",
				    NULL};

	git_output_release(output);
	return git_run(view->directory, "cannot judge the index", diff, output,
		       error);
}

bool view_index_open(struct view *view, const struct view_options *options,
		     GError **error)
{
	static const char *const diff[] = {DIFF_INDEX, "HEAD", "--", NULL};
	g_auto(git_process_t) finding_root = GIT_PROCESS_INIT;
	g_auto(git_process_t) listing = GIT_PROCESS_INIT;
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;
	g_auto(selection_t) selection = {0};

	/* Both run at the same time. */
	if (!view_start_root(view, &finding_root, error) ||
	    !git_process_start(&listing, view->directory, diff, GIT_INPUT_NONE,
			       error) ||
	    !view_finish_root(view, &finding_root, error) ||
	    !git_process_collect(&listing, &output, error))
		return false;
	if (output.status != 0 && !is_unborn(view, error)) {
		if (error && !*error)
			git_output_set_error(error, "cannot judge the index",
					     &output);
		return false;
	}
	if (output.status != 0 && !diff_against_nothing(view, &output, error))
		return false;
	return selection_init(&selection, view, options, error) &&
	       add_changes(view, &selection, &output, error);
}

/* Revisions and ranges */

/* The id of the commit that revision means; a tag is peeled. Owned. */
static char *resolve_commit(const struct view *view, const char *revision,
			    GError **error)
{
	g_autofree char *commit = g_strconcat(revision, "^{commit}", NULL);
	const char *const arguments[] = {"rev-parse", "--quiet",
					 "--verify",  "--end-of-options",
					 commit,      NULL};
	g_auto(git_process_t) process = GIT_PROCESS_INIT;
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;
	g_autofree char *shown = g_strescape(revision, NULL);

	if (!git_process_start(&process, view->directory, arguments,
			       GIT_INPUT_NONE, error) ||
	    !git_process_collect(&process, &output, error))
		return NULL;
	if (output.status == 0)
		return g_strdup(g_strchomp(output.bytes));
	if (output.status != 1)
		git_output_set_error(error, "cannot open the git repository",
				     &output);
	else
		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot judge '%s': there is no such commit here%s",
			    shown, "");
	return NULL;
}

bool view_revision_open(struct view *view, const struct view_options *options,
			GError **error)
{
	g_auto(selection_t) selection = {0};

	if (!find_root(view, error))
		return false;
	view->commit = resolve_commit(view, options->revision, error);
	if (!view->commit || !selection_init(&selection, view, options, error))
		return false;
	if (!view_list_whole(view, error))
		return false;
	for (size_t i = 0; i < view->whole.files->len; i++) {
		const struct view_file *file =
			&g_array_index(view->whole.files, struct view_file, i);

		if (selection_takes(&selection, file->path) &&
		    S_ISREG(file->mode))
			listing_add(&view->judged, file->path, file->mode,
				    file->oid);
	}
	return check_named(view, &selection, error);
}

bool view_range_open(struct view *view, const struct view_options *options,
		     GError **error)
{
	(void)view;
	(void)options;
	(void)error;
	return false;
}

/* The worktree */

/* "<tag> <mode> <oid> <stage>\t<path>", or "? <path>" when untracked. */
static bool add_worktree_entry(struct view *view, struct selection *selection,
			       char *record, GError **error)
{
	struct listing *judged = &view->judged;

	if (g_str_has_prefix(record, "? ")) {
		if (selection_takes(selection, record + 2))
			listing_add(judged, record + 2, S_IFREG, NULL);
		return true;
	}

	char *path = record;
	char *header = strsep(&path, "\t");
	const char *tag = strsep(&header, " ");
	const char *mode = strsep(&header, " ");

	if (!path || !mode || !header)
		return set_not_understood(record, error);
	/* 'S': left out of a sparse worktree. */
	if (*tag != 'S' && S_ISREG(parse_mode(mode)) &&
	    selection_takes(selection, path))
		listing_add(judged, path, parse_mode(mode), NULL);
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
			listing_add_copy(&view->judged, path, S_IFREG);
	}
	return true;
}

static bool parse_worktree(struct view *view, struct selection *selection,
			   struct git_output *output, GError **error)
{
	struct records records = {0};
	char *record = NULL;

	if (!take_output(&view->judged, output, &records, error))
		return false;
	while ((record = next_record(&records)))
		if (!add_worktree_entry(view, selection, record, error))
			return false;
	return add_named_files(view, selection, error);
}

static bool open_root(struct view *view, GError **error)
{
	if (!*view->root) {
		g_set_error(
			error, LK_ERROR, LK_ERROR_GIT,
			"cannot judge the working tree: there is none here");
		return false;
	}
	view->root_fd = open(view->root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (view->root_fd >= 0)
		return true;
	lk_error_set_errno(error, errno, "cannot open folder", view->root);
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
	    !open_root(view, error) ||
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
