/* apply - fixes verified, then shown as a diff or written. */

#include <config.h>

#include "apply.h"

#include <signal.h>
#include <string.h>

#include "cleanup.h"
#include "error.h"
#include "parallel.h"
#include "progress.h"
#include "replacement.h"

/* One file that is to be edited, and what came of it. */
struct target {
	size_t file;
	GArray *edits;	    /* the verdict's, borrowed */
	const char *reason; /* why its fixes were given up; static */
	GString *diff;
	bool is_done;
	GError *error;
};

struct application {
	const struct apply_options *options;
	struct judgement *judgement;
	GArray *targets; /* struct target */
	struct replacement_batch *batch;
	struct progress *progress;
	sigset_t signals; /* held back; see hold_signals() */
};

struct worker {
	struct view_reader *reader;
	GError *error;
	struct source before, after;
	struct python_file python_before, python_after;
};

static void *new_worker(void *payload)
{
	struct application *application = payload;
	const struct judge_options *judged = application->options->judged;
	struct worker *worker = g_new0(struct worker, 1);

	if (!judged->stdin_bytes)
		worker->reader =
			view_reader_new(judged->run->view, &worker->error);
	python_file_init(&worker->python_before);
	python_file_init(&worker->python_after);
	return worker;
}

static void free_worker(void *data, void *payload G_GNUC_UNUSED)
{
	struct worker *worker = data;

	view_reader_free(worker->reader);
	g_clear_error(&worker->error);
	python_file_release(&worker->python_before);
	python_file_release(&worker->python_after);
	source_release(&worker->before);
	source_release(&worker->after);
	g_free(worker);
}

static void announce(void *data, size_t start, size_t end, void *payload)
{
	struct application *application = payload;
	struct worker *worker = data;

	for (size_t i = start; worker->reader && i < end; i++) {
		const struct target *target =
			&g_array_index(application->targets, struct target, i);

		view_reader_announce(
			worker->reader,
			&application->options->judged->files[target->file]);
	}
}

static bool load_again(struct application *application, struct worker *worker,
		       struct target *target)
{
	const struct judge_options *judged = application->options->judged;
	const struct view_file *file = &judged->files[target->file];
	const char *bytes = judged->stdin_bytes;
	size_t size = judged->stdin_size;
	g_autofree char *digest = NULL;

	if (!bytes && !worker->reader) {
		target->error = g_error_copy(worker->error);
		return false;
	}
	if (!bytes && !view_reader_load(worker->reader, file, &bytes, &size,
					&target->error)) {
		if (!target->error)
			lk_error_set_reason(&target->error, "cannot edit",
					    file->path, "it was removed");
		return false;
	}
	digest = content_digest(bytes, size);
	if (strcmp(digest,
		   application->judgement->verdicts[target->file].digest) !=
	    0) {
		lk_error_set_reason(&target->error, "cannot edit", file->path,
				    "it changed while it was read");
		return false;
	}
	source_set(&worker->before, file->path, bytes, size);
	return true;
}

/* Do all checkers agree with the edited text? A static reason if not. */
static bool is_verified(struct application *application, struct worker *worker,
			const struct target *target, const char **out_reason)
{
	const struct judge_options *judged = application->options->judged;
	struct check check = {
		.run = judged->run,
		.file = &judged->files[target->file],
		.source = &worker->before,
		.python = &worker->python_before,
	};
	size_t offset;
	const char *message;

	python_file_set(&worker->python_before, &worker->before,
			judged->run->python_minor);
	python_file_set(&worker->python_after, &worker->after,
			judged->run->python_minor);
	if (!python_file_compiles(&worker->python_before, &offset, &message)) {
		*out_reason = "the file does not compile";
		return false;
	}
	if (!python_file_compiles(&worker->python_after, &offset, &message)) {
		*out_reason = "the result would not compile";
		return false;
	}
	for (size_t i = 0; i < judged->n_parts; i++) {
		check.checker = judged->parts[i].checker;
		if (check.checker->verify &&
		    !check.checker->verify(&check, &worker->python_after,
					   out_reason))
			return false;
	}
	return true;
}

/*
 * Signals that would end the program wait while there are temporary files,
 * and are looked at before every file, so that none is left behind. What is
 * ignored stays so (nohup).
 */
static void hold_signals(struct application *application, sigset_t *out_before)
{
	static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};

	sigemptyset(&application->signals);
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
		struct sigaction action;

		if (sigaction(numbers[i], NULL, &action) == 0 &&
		    action.sa_handler != SIG_IGN)
			sigaddset(&application->signals, numbers[i]);
	}
	pthread_sigmask(SIG_BLOCK, &application->signals, out_before);
}

static bool is_interrupted(const struct application *application)
{
	sigset_t pending;

	sigpending(&pending);
	sigandset(&pending, &pending, &application->signals);
	return !sigisemptyset(&pending);
}

static void edit_target(void *data, size_t item, void *payload)
{
	struct application *application = payload;
	struct worker *worker = data;
	struct target *target =
		&g_array_index(application->targets, struct target, item);
	const struct view_file *file =
		&application->options->judged->files[target->file];
	g_autofree char *edited = NULL;
	size_t size;

	if (is_interrupted(application)) {
		g_set_error_literal(&target->error, LK_ERROR, LK_ERROR_IO,
				    "interrupted; no file was written");
		return;
	}
	if (view_file_is_link(application->options->judged->run->view, file)) {
		target->reason = "the file is a symbolic link";
		return;
	}
	if (!load_again(application, worker, target))
		return;
	edited = edits_apply(target->edits, worker->before.bytes,
			     worker->before.size, &size);
	source_set(&worker->after, file->path, edited, size);
	if (!is_verified(application, worker, target, &target->reason))
		return;
	target->is_done = true;
	if (application->options->diff) {
		target->diff = g_string_new(NULL);
		edits_diff(target->edits, file->path, worker->before.bytes,
			   worker->before.size, target->diff);
		return;
	}
	replacement_prepare(application->batch, file->path,
			    worker->before.bytes, worker->before.size, edited,
			    size, &target->error);
}

static void note_progress(size_t n_done, void *payload)
{
	progress_show(((struct application *)payload)->progress, n_done);
}

/* Removes the groups that are not wanted; returns how many edits are left. */
static size_t select_edits(const struct apply_options *options, GArray *edits)
{
	g_autoptr(GHashTable) unsafe = g_hash_table_new(NULL, NULL);

	for (guint i = 0; !options->unsafe && i < edits->len; i++) {
		const struct edit *edit = &g_array_index(edits, struct edit, i);

		if (edit->safety == EDIT_UNSAFE)
			g_hash_table_add(unsafe, GUINT_TO_POINTER(edit->group));
	}
	for (guint i = edits->len; i-- > 0;) {
		const struct edit *edit = &g_array_index(edits, struct edit, i);

		if (g_hash_table_contains(unsafe,
					  GUINT_TO_POINTER(edit->group)))
			g_array_remove_index(edits, i);
	}
	return edits->len;
}

static void choose_targets(struct application *application,
			   struct apply_result *out)
{
	const struct apply_options *options = application->options;
	struct judgement *judgement = application->judgement;

	for (size_t i = 0; i < judgement->n_files; i++) {
		struct target target = {
			.file = i,
			.edits = judgement->verdicts[i].edits,
		};

		if (!target.edits || select_edits(options, target.edits) == 0)
			continue;
		if (options->max_files &&
		    application->targets->len == options->max_files)
			out->n_left++;
		else
			g_array_append_val(application->targets, target);
	}
}

/* The finding stays, and says why its fix was given up. */
static void refuse_fix(struct finding *finding, const char *reason)
{
	g_autofree char *message = g_steal_pointer(&finding->message);

	finding->message =
		g_strdup_printf("%s; not rewritten: %s", message, reason);
	finding->fixable = false;
	cJSON_DeleteItemFromObjectCaseSensitive(finding->data, "to");
	cJSON_AddStringToObject(finding->data, "refused", reason);
}

/* Marks the findings of a target by what came of their fixes. */
static void mark_findings(struct application *application,
			  const struct target *target, struct apply_result *out)
{
	GPtrArray *findings =
		application->judgement->verdicts[target->file].findings;
	g_autoptr(GHashTable) groups = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < target->edits->len; i++)
		g_hash_table_add(groups,
				 GUINT_TO_POINTER(g_array_index(target->edits,
								struct edit, i)
							  .group));
	for (guint i = 0; findings && i < findings->len; i++) {
		struct finding *finding = g_ptr_array_index(findings, i);

		if (!g_hash_table_contains(
			    groups, GUINT_TO_POINTER(finding->edit_group)) ||
		    finding->edit_group == 0)
			continue;
		if (target->is_done) {
			finding->fixed = !application->options->diff;
			out->n_fixes++;
			continue;
		}
		refuse_fix(finding, target->reason);
	}
}

static bool finish(struct application *application, struct apply_result *out,
		   GError **error)
{
	const struct apply_options *options = application->options;
	GArray *targets = application->targets;

	for (guint i = 0; i < targets->len; i++) {
		struct target *target =
			&g_array_index(targets, struct target, i);

		if (target->error) {
			g_propagate_error(error,
					  g_steal_pointer(&target->error));
			return false;
		}
	}
	if (!options->diff && !replacement_commit(application->batch, error))
		return false;
	for (guint i = 0; i < targets->len; i++) {
		struct target *target =
			&g_array_index(targets, struct target, i);

		mark_findings(application, target, out);
		out->n_files += target->is_done;
		if (target->diff)
			fwrite(target->diff->str, 1, target->diff->len,
			       options->diff);
	}
	return true;
}

static void clear_target(gpointer data)
{
	struct target *target = data;

	if (target->diff)
		g_string_free(target->diff, TRUE);
	g_clear_error(&target->error);
}

bool apply_fixes(const struct apply_options *options,
		 struct judgement *judgement, struct apply_result *out,
		 GError **error)
{
	struct application application = {
		.options = options,
		.judgement = judgement,
		.targets = g_array_new(FALSE, FALSE, sizeof(struct target)),
		.batch = replacement_batch_new(
			view_root(options->judged->run->view)),
	};
	struct parallel parallel = {
		.n_jobs = options->judged->n_jobs,
		.new_worker = new_worker,
		.announce = announce,
		.work = edit_target,
		.free_worker = free_worker,
		.progress = note_progress,
		.payload = &application,
	};
	sigset_t before;
	bool done;

	*out = (struct apply_result){0};
	g_array_set_clear_func(application.targets, clear_target);
	choose_targets(&application, out);
	parallel.n_items = application.targets->len;
	application.progress = progress_new("edited", parallel.n_items,
					    options->judged->show_progress);
	hold_signals(&application, &before);
	parallel_run(&parallel);
	progress_free(application.progress);
	done = finish(&application, out, error);
	replacement_batch_free(application.batch);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	g_array_unref(application.targets);
	return done;
}
