/* view_index - the files whose staged content is to be judged. */

#include <config.h>

#include "view_private.h"

#include "cleanup.h"
#include "error.h"

/* What 'git add -N' only announces is not staged. */
#define DIFF_INDEX                                                             \
	"diff-index", "--cached", "--raw", "-z", "--no-renames",               \
		"--no-abbrev", "--ita-invisible-in-index"

/* Is there no commit yet? */
static bool is_unborn(const struct view *view)
{
	static const char *const arguments[] = {"rev-parse", "--quiet",
						"--verify", "HEAD", NULL};
	g_auto(git_process_t) process = GIT_PROCESS_INIT;
	g_auto(git_output_t) output = GIT_OUTPUT_INIT;

	return git_process_start(&process, view->directory, arguments,
				 GIT_INPUT_NONE, NULL) &&
	       git_process_collect(&process, &output, NULL) &&
	       output.status == 1 && !*output.complaint;
}

/*
 * The comparison with HEAD failed. Where there is no commit yet, replaces
 * output by the comparison with the empty tree, whose id is the hash
 * algorithm's.
 */
static bool diff_unborn(const struct view *view, struct git_output *output,
			GError **error)
{
	static const char *const empty[] = {"hash-object", "-t", "tree",
					    "/dev/null", NULL};
	static const char what[] = "cannot judge the index";
	g_auto(git_output_t) tree = GIT_OUTPUT_INIT;

	if (!is_unborn(view)) {
		git_output_set_error(error, what, output);
		return false;
	}
	git_output_release(output);
	if (!git_run(view->directory, what, empty, &tree, error))
		return false;

	const char *const diff[] = {DIFF_INDEX, g_strchomp(tree.bytes), "--",
				    NULL};

	return git_run(view->directory, what, diff, output, error);
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
	if (!git_process_start(&listing, view->directory, diff, GIT_INPUT_NONE,
			       error) ||
	    !view_start_root(view, &finding_root, error) ||
	    !view_start_objects(view, error) ||
	    !view_finish_root(view, &finding_root, error) ||
	    !view_check_index(view, error) ||
	    !git_process_collect(&listing, &output, error))
		return false;
	if (output.status != 0 && !diff_unborn(view, &output, error))
		return false;
	return selection_init(&selection, view, options, error) &&
	       view_add_changes(view, &selection, &output, error) &&
	       selection_check(&selection, view, error);
}
