/* view_revision - the files of a revision, and what a range changed. */

#include <config.h>

#include "view_private.h"

#include "cleanup.h"
#include "error.h"

/* Runs git, whose exit status the caller will judge. */
static bool ask_git(const struct view *view, const char *const *arguments,
		    struct git_output *output, GError **error)
{
	g_auto(git_process_t) process = GIT_PROCESS_INIT;

	return git_process_start(&process, view->directory, arguments,
				 GIT_INPUT_NONE, error) &&
	       git_process_collect(&process, output, error);
}

/* What to do about history that is not here; static. */
static const char *history_advice(const struct view *view)
{
	static const char *const arguments[] = {
		"rev-parse", "--is-shallow-repository", NULL};
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;

	if (ask_git(view, arguments, &output, NULL) &&
	    strcmp(output.bytes, "true\n") == 0)
		return "; this clone is shallow: run 'git fetch "
		       "--deepen=100' or 'git fetch --unshallow'";
	return "";
}

/* The id of the commit that revision means; a tag is peeled. Owned. */
static char *resolve_commit(const struct view *view, const char *revision,
			    GError **error)
{
	g_autofree char *commit = g_strconcat(revision, "^{commit}", NULL);
	const char *const arguments[] = {"rev-parse", "--quiet",
					 "--verify",  "--end-of-options",
					 commit,      NULL};
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;

	if (!ask_git(view, arguments, &output, error))
		return NULL;
	if (output.status == 0)
		return g_strdup(g_strchomp(output.bytes));
	if (output.status == 1) {
		g_autofree char *shown = g_strescape(revision, NULL);

		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot judge '%s': there is no such commit%s",
			    shown, history_advice(view));
	} else {
		git_output_set_error(error, "cannot find a commit", &output);
	}
	return NULL;
}

static bool find_root(struct view *view, GError **error)
{
	g_auto(git_process_t) process = GIT_PROCESS_INIT;

	return view_start_root(view, &process, error) &&
	       view_finish_root(view, &process, error);
}

static bool add_whole(struct view *view, struct selection *selection,
		      GError **error)
{
	const struct listing *whole = view_whole(view, error);
	size_t n = 0;

	if (!whole)
		return false;

	const struct view_file *files = listing_files(whole, &n);

	for (size_t i = 0; i < n; i++)
		if (selection_takes(selection, files[i].path) &&
		    S_ISREG(files[i].mode))
			listing_add(&view->judged, &files[i]);
	return true;
}

bool view_revision_open(struct view *view, const struct view_options *options,
			GError **error)
{
	g_auto(selection_t) selection = {0};

	if (!find_root(view, error))
		return false;
	view->commit = resolve_commit(view, options->revision, error);
	return view->commit &&
	       selection_init(&selection, view, options, error) &&
	       add_whole(view, &selection, error) &&
	       selection_check(&selection, view, error);
}

/* Ranges */

/* "A..B" or "A...B"; an end that is left out is HEAD. */
struct range {
	char *from; /* owned */
	char *to;   /* owned */
	bool from_merge_base;
};

static void range_release(struct range *range)
{
	g_free(range->from);
	g_free(range->to);
}

typedef struct range range_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(range_t, range_release)

static bool range_parse(struct range *range, const char *text, GError **error)
{
	const char *dots = strstr(text, "..");

	if (!dots) {
		g_autofree char *shown = g_strescape(text, NULL);

		g_set_error(error, LK_ERROR, LK_ERROR_USAGE,
			    "'%s' is no range: A..B or A...B is expected",
			    shown);
		return false;
	}

	const char *to = dots + 2;

	range->from_merge_base = *to == '.';
	if (range->from_merge_base)
		to++;
	range->from = dots > text ? g_strndup(text, (size_t)(dots - text))
				  : g_strdup("HEAD");
	range->to = g_strdup(*to ? to : "HEAD");
	return true;
}

/* The first merge base of two commits, as git diff takes it. Owned. */
static char *find_merge_base(const struct view *view, const char *from,
			     GError **error)
{
	const char *const arguments[] = {"merge-base", from, view->commit,
					 NULL};
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;

	if (!ask_git(view, arguments, &output, error))
		return NULL;
	if (output.status == 0)
		return g_strdup(g_strchomp(output.bytes));

	g_autofree char *shown = g_strescape(view->name, NULL);

	if (output.status == 1)
		g_set_error(error, LK_ERROR, LK_ERROR_GIT,
			    "cannot judge '%s': there is no merge base%s",
			    shown, history_advice(view));
	else
		git_output_set_error(error, "cannot find the merge base",
				     &output);
	return NULL;
}

/* Sets view->commit; returns the commit to compare it with. Owned. */
static char *resolve_range(struct view *view, const struct range *range,
			   GError **error)
{
	g_autofree char *from = resolve_commit(view, range->from, error);

	if (!from)
		return NULL;
	view->commit = resolve_commit(view, range->to, error);
	if (!view->commit)
		return NULL;
	if (range->from_merge_base)
		return find_merge_base(view, from, error);
	return g_steal_pointer(&from);
}

bool view_range_open(struct view *view, const struct view_options *options,
		     GError **error)
{
	g_auto(range_t) range = {0};
	g_auto(selection_t) selection = {0};
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;

	if (!range_parse(&range, options->revision, error) ||
	    !find_root(view, error))
		return false;

	g_autofree char *from = resolve_range(view, &range, error);
	g_autofree char *name = g_strescape(view->name, NULL);
	g_autofree char *what = g_strconcat("cannot list ", name, NULL);

	if (!from)
		return false;

	const char *const diff[] = {
		"diff-tree",   "-r", "--raw",	   "-z", "--no-renames",
		"--no-abbrev", from, view->commit, "--", NULL};

	return git_run(view->directory, what, diff, &output, error) &&
	       selection_init(&selection, view, options, error) &&
	       view_add_changes(view, &selection, &output, error) &&
	       selection_check(&selection, view, error);
}
