/* program - from parsed options to the exit status. */

#include <config.h>

#include "program_private.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cleanup.h"
#include "error.h"
#include "parallel.h"

const char *argp_program_version = PACKAGE_STRING;

int program_trouble(const char *name, const GError *error)
{
	fprintf(stderr, "%s: %s\n", name, error->message);
	return EXIT_TROUBLE;
}

/* Prints why files could not be judged; they make the status 2. */
static void tell_failures(struct session *session)
{
	for (size_t i = 0; i < session->judgement->n_files; i++) {
		const struct verdict *verdict =
			&session->judgement->verdicts[i];

		if (!verdict->error)
			continue;
		program_trouble(session->program->name, verdict->error);
		session->n_failed++;
	}
}

static void take_findings(GPtrArray *findings, GPtrArray **from)
{
	if (*from)
		g_ptr_array_extend_and_steal(findings, g_steal_pointer(from));
}

/*
 * As many threads as processors, but a further git process is worth its start
 * only for many blobs.
 */
static unsigned int default_jobs(const struct session *session)
{
	enum view_kind kind = view_kind(session->view);
	unsigned int jobs = parallel_default_jobs();

	if (kind == VIEW_FOLDER || kind == VIEW_WORKTREE)
		return jobs;
	return MIN(jobs, 1 + session->files->len / VIEW_READER_AHEAD);
}

static bool judge_files(struct session *session, GError **error)
{
	const struct options *options = session->options;
	struct judge_options *judging = &session->judging;

	judging->run = &session->run;
	judging->parts = (const struct part *)(void *)session->parts->data;
	judging->n_parts = session->parts->len;
	judging->files = (const struct view_file *)(void *)session->files->data;
	judging->n_files = session->files->len;
	if (options->n_shards > 0)
		judging->is_context =
			(const bool *)(void *)session->is_context->data;
	judging->n_jobs = options->jobs ? options->jobs : default_jobs(session);
	judging->with_excerpts = report_needs_excerpts(&session->reporting);
	judging->with_digests = options->apply || options->diff;
	judging->no_cache = options->no_cache;
	judging->show_progress = !options->quiet;
	session->judgement = judge(judging, error);
	if (!session->judgement)
		return false;
	tell_failures(session);
	return true;
}

/* Moves all findings into one sorted array. */
static void gather_findings(struct session *session)
{
	struct judgement *judgement = session->judgement;

	for (size_t i = 0; i < judgement->n_files; i++)
		take_findings(session->findings,
			      &judgement->verdicts[i].findings);
	findings_sort(session->findings);
}

static bool apply_or_show(struct session *session, GError **error)
{
	const struct options *options = session->options;
	struct apply_options apply = {
		.judged = &session->judging,
		.unsafe = options->apply_unsafe,
		.max_files = options->max_files,
		.diff = options->diff ? stdout : NULL,
	};

	if (!options->apply && !options->diff)
		return true;
	if (options->apply && session->n_failed > 0) {
		g_set_error_literal(error, LK_ERROR, LK_ERROR_IO,
				    "nothing was written because some files "
				    "could not be judged");
		return false;
	}
	return apply_fixes(&apply, session->judgement, &session->applied,
			   error);
}

static void session_release(struct session *session)
{
	g_ptr_array_unref(session->findings);
	baseline_free(session->baseline);
	judgement_free(session->judgement);
	module_map_free(session->modules);
	configuration_free(session->configuration);
	view_free(session->view);
	g_array_unref(session->files);
	g_array_unref(session->is_context);
	g_array_unref(session->parts);
	g_free(session->stdin_path);
	if (session->stdin_bytes)
		g_string_free(session->stdin_bytes, TRUE);
}

static int run_session(struct session *session, GError **error)
{
	bool done;

	session_settle_reporting(session);
	if (!session_open(session, error))
		return EXIT_TROUBLE;
	if (session->options->verbose)
		fprintf(stderr, "%s: %u files of %s, Python 3.%u\n",
			session->program->name, session->files->len,
			view_name(session->view), session->run.python_minor);
	if (session->parts->len == 0 && !session->options->quiet)
		fprintf(stderr,
			"%s: no checker is on; %s, and --only NAME runs one\n",
			session->program->name,
			session->configuration->path
				? "the configuration has them off"
				: "there is no " CONFIGURATION_FILE);
	if (!judge_files(session, error))
		return EXIT_TROUBLE;
	done = apply_or_show(session, error);
	gather_findings(session);
	/* What was found is told even where the fixes could not be written. */
	if (!done)
		return session_tell(session, NULL), EXIT_TROUBLE;
	if (!session_settle_baseline(session, error))
		return EXIT_TROUBLE;
	session_configure_common_rules(session);
	return session_tell(session, error);
}

/* A full disk or a closed pipe behind stdout is trouble, not success. */
static int close_stdout(const struct program *program, int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (errno != EPIPE)
		fprintf(stderr, "%s: cannot write standard output: %s\n",
			program->name, g_strerror(errno));
	return EXIT_TROUBLE;
}

int program_run(const struct program *program)
{
	struct session session = {
		.program = program,
		.options = program->options,
		.parts = g_array_new(FALSE, FALSE, sizeof(struct part)),
		.files = g_array_new(FALSE, FALSE, sizeof(struct view_file)),
		.is_context = g_array_new(FALSE, FALSE, sizeof(bool)),
		.findings = g_ptr_array_new_with_free_func(
			(GDestroyNotify)finding_free),
	};
	g_autoptr(GError) error = NULL;
	int status = EXIT_CLEAN;

	if (program->options->list_rules)
		program_list_rules(program);
	else if (program->options->explain)
		status = program_explain(program, program->options->explain);
	else if (!options_settle(program->options, &error))
		status = EXIT_TROUBLE;
	else
		status = run_session(&session, &error);
	session_release(&session);
	return error ? program_trouble(program->name, error)
		     : close_stdout(program, status);
}

struct inputs {
	void *inputs[2];
	const struct argp *argp;
};

static error_t pass_inputs(int key, char *arg G_GNUC_UNUSED,
			   struct argp_state *state)
{
	struct inputs *inputs = state->input;

	if (key != ARGP_KEY_INIT)
		return ARGP_ERR_UNKNOWN;
	for (size_t i = 0; inputs->argp->children[i].argp; i++)
		state->child_inputs[i] = inputs->inputs[i];
	return 0;
}

bool program_parse(const struct argp *argp, int argc, char **argv,
		   struct options *options, void *extra)
{
	struct argp full = *argp;
	struct inputs inputs = {{options, extra}, argp};

	full.parser = pass_inputs;
	argp_err_exit_status = EXIT_TROUBLE;
	return argp_parse(&full, argc, argv, 0, NULL, &inputs) == 0;
}
