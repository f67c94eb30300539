/* judge - all files read once and shown to all checkers. */

#include <config.h>

#include "judge.h"

#include <assert.h>

#include "cleanup.h"
#include "parallel.h"
#include "progress.h"
#include "suppression.h"

struct judging {
	const struct judge_options *options;
	void **states;		  /* one a part */
	struct verdict *verdicts; /* one a file */
	void **summaries;	  /* n_parts rows of n_files; NULL: none kept */
	GPtrArray *rules;	  /* all parts' rules, for suppressions */
	struct progress *progress;
};

/* What a thread keeps from file to file. */
struct worker {
	struct view_reader *reader;
	GError *error; /* why there is no reader */
	struct source source;
	struct python_file python;
};

char *content_digest(const char *bytes, size_t size)
{
	return g_compute_checksum_for_data(G_CHECKSUM_SHA256,
					   (const guchar *)bytes, size);
}

static void *new_worker(void *payload)
{
	struct judging *judging = payload;
	struct worker *worker = g_new0(struct worker, 1);

	if (!judging->options->stdin_bytes)
		worker->reader = view_reader_new(judging->options->run->view,
						 &worker->error);
	python_file_init(&worker->python);
	return worker;
}

static void free_worker(void *data, void *payload G_GNUC_UNUSED)
{
	struct worker *worker = data;

	view_reader_free(worker->reader);
	g_clear_error(&worker->error);
	python_file_release(&worker->python);
	source_release(&worker->source);
	g_free(worker);
}

static_assert(PARALLEL_CHUNK <= VIEW_READER_AHEAD, "all can be announced");

static void announce(void *data, size_t start, size_t end, void *payload)
{
	struct judging *judging = payload;
	struct worker *worker = data;

	for (size_t i = start; worker->reader && i < end; i++)
		view_reader_announce(worker->reader,
				     &judging->options->files[i]);
}

static bool load(struct judging *judging, struct worker *worker,
		 const struct view_file *file, struct verdict *verdict)
{
	const char *bytes = judging->options->stdin_bytes;
	size_t size = judging->options->stdin_size;

	if (!bytes && !worker->reader) {
		verdict->error = g_error_copy(worker->error);
		return false;
	}
	if (!bytes && !view_reader_load(worker->reader, file, &bytes, &size,
					&verdict->error))
		return false;
	source_set(&worker->source, file->path, bytes, size);
	python_file_set(&worker->python, &worker->source,
			judging->options->run->python_minor);
	return true;
}

static void show(struct judging *judging, size_t part, size_t item,
		 struct check *check)
{
	const struct checker *checker = judging->options->parts[part].checker;
	void *summary;

	check->checker = checker;
	check->state = judging->states[part];
	if (!checker->wants(check->file->path) ||
	    (checker->is_dull && checker->is_dull(check)))
		return;
	summary = checker->check_source(check);
	if (!summary)
		return;
	if (checker->conclude)
		judging->summaries[part * judging->options->n_files + item] =
			summary;
	else
		checker->free_summary(summary);
}

static bool is_python(const char *path)
{
	return g_str_has_suffix(path, ".py") || g_str_has_suffix(path, ".pyi");
}

static void suppress(struct judging *judging, struct worker *worker,
		     GPtrArray *findings)
{
	struct source *source = &worker->source;

	if (is_python(source->path) &&
	    suppression_possible(source->bytes, source->size) &&
	    python_file_tokens(&worker->python))
		suppressions_apply(source,
				   (const struct rule *const *)
					   judging->rules->pdata,
				   judging->rules->len, findings);
}

/* A finding whose fix was dropped, by a conflict or a suppression, has none.*/
static void settle(const struct judge_options *options, struct worker *worker,
		   struct verdict *verdict)
{
	g_autoptr(GHashTable) groups = g_hash_table_new(NULL, NULL);

	edits_settle(verdict->edits);
	for (guint i = 0; i < verdict->findings->len; i++) {
		const struct finding *finding =
			g_ptr_array_index(verdict->findings, i);

		g_hash_table_add(groups,
				 GUINT_TO_POINTER(finding->edit_group));
	}
	for (guint i = verdict->edits->len; i-- > 0;) {
		const struct edit *edit =
			&g_array_index(verdict->edits, struct edit, i);

		if (!g_hash_table_contains(groups,
					   GUINT_TO_POINTER(edit->group)))
			g_array_remove_index(verdict->edits, i);
	}
	if (options->with_digests && verdict->edits->len > 0)
		verdict->digest = content_digest(worker->source.bytes,
						 worker->source.size);
}

static void finish_findings(const struct judge_options *options,
			    struct worker *worker, struct verdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++)
		finding_locate(g_ptr_array_index(verdict->findings, i),
			       &worker->source, options->with_excerpts);
	if (verdict->edits->len > 0)
		settle(options, worker, verdict);
	if (verdict->edits->len == 0)
		g_clear_pointer(&verdict->edits, g_array_unref);
	if (verdict->findings->len == 0)
		g_clear_pointer(&verdict->findings, g_ptr_array_unref);
}

static void judge_file(void *data, size_t item, void *payload)
{
	struct judging *judging = payload;
	struct worker *worker = data;
	const struct judge_options *options = judging->options;
	struct verdict *verdict = &judging->verdicts[item];
	unsigned int n_groups = 0;
	struct check check = {
		.run = options->run,
		.file = &options->files[item],
		.source = &worker->source,
		.python = &worker->python,
		.n_groups = &n_groups,
		.error = &verdict->error,
	};

	if (!load(judging, worker, check.file, verdict))
		return;
	verdict->was_judged = true;
	verdict->findings = check.findings = g_ptr_array_new_with_free_func(
		(GDestroyNotify)finding_free);
	verdict->edits = check.edits = edits_new();
	for (size_t part = 0; part < options->n_parts; part++)
		show(judging, part, item, &check);
	suppress(judging, worker, verdict->findings);
	finish_findings(options, worker, verdict);
}

static void note_progress(size_t n_done, void *payload)
{
	progress_show(((struct judging *)payload)->progress, n_done);
}

static void conclude(struct judging *judging, GPtrArray *findings)
{
	const struct judge_options *options = judging->options;

	for (size_t part = 0; part < options->n_parts; part++) {
		const struct checker *checker = options->parts[part].checker;
		struct conclusion conclusion = {
			.run = options->run,
			.checker = checker,
			.state = judging->states[part],
			.files = options->files,
			.n_files = options->n_files,
			.summaries =
				judging->summaries + part * options->n_files,
			.findings = findings,
		};

		if (checker->conclude)
			checker->conclude(&conclusion);
	}
}

static void free_summaries(struct judging *judging)
{
	const struct judge_options *options = judging->options;

	for (size_t part = 0; part < options->n_parts; part++) {
		const struct checker *checker = options->parts[part].checker;
		void **row = judging->summaries + part * options->n_files;

		for (size_t i = 0; i < options->n_files; i++)
			if (row[i])
				checker->free_summary(row[i]);
	}
	g_free(judging->summaries);
}

static void judge_all(struct judging *judging, struct judgement *judgement)
{
	const struct judge_options *options = judging->options;
	struct parallel parallel = {
		.n_items = options->n_files,
		.n_jobs = options->n_jobs,
		.new_worker = new_worker,
		.announce = announce,
		.work = judge_file,
		.free_worker = free_worker,
		.progress = note_progress,
		.payload = judging,
	};

	judging->verdicts = judgement->verdicts;
	judging->summaries = g_new0(void *, options->n_parts *
						    options->n_files);
	judging->progress = progress_new("judged", options->n_files,
					 options->show_progress);
	parallel_run(&parallel);
	progress_free(judging->progress);
	conclude(judging, judgement->findings);
	free_summaries(judging);
}

static bool start_parts(struct judging *judging, GError **error)
{
	const struct judge_options *options = judging->options;

	for (size_t i = 0; i < options->n_parts; i++) {
		const struct checker *checker = options->parts[i].checker;

		for (size_t j = 0; checker->rules[j]; j++)
			g_ptr_array_add(judging->rules,
					(void *)checker->rules[j]);
		judging->states[i] = checker->start(
			options->run, options->parts[i].options, error);
		if (!judging->states[i])
			return false;
	}
	return true;
}

struct judgement *judge(const struct judge_options *options, GError **error)
{
	struct judgement *judgement = g_new0(struct judgement, 1);
	struct judging judging = {
		.options = options,
		.states = g_new0(void *, options->n_parts),
		.rules = g_ptr_array_new(),
	};

	judgement->n_files = options->n_files;
	judgement->verdicts = g_new0(struct verdict, options->n_files);
	judgement->findings = g_ptr_array_new_with_free_func(
		(GDestroyNotify)finding_free);
	if (start_parts(&judging, error))
		judge_all(&judging, judgement);
	else
		g_clear_pointer(&judgement, judgement_free);
	for (size_t i = 0; i < options->n_parts; i++)
		if (judging.states[i])
			options->parts[i].checker->stop(judging.states[i]);
	g_free(judging.states);
	g_ptr_array_unref(judging.rules);
	return judgement;
}

void judgement_free(struct judgement *judgement)
{
	if (!judgement)
		return;
	for (size_t i = 0; i < judgement->n_files; i++) {
		struct verdict *verdict = &judgement->verdicts[i];

		g_clear_pointer(&verdict->findings, g_ptr_array_unref);
		g_clear_pointer(&verdict->edits, g_array_unref);
		g_free(verdict->digest);
		g_clear_error(&verdict->error);
	}
	g_free(judgement->verdicts);
	g_clear_pointer(&judgement->findings, g_ptr_array_unref);
	g_free(judgement);
}
