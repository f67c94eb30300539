/* judge - all files read once and shown to all checkers. */

#include <config.h>

#include "judge.h"

#include <assert.h>
#include <string.h>

#include "cleanup.h"
#include "error.h"
#include "judge_cache.h"
#include "parallel.h"
#include "progress.h"
#include "suppression.h"

struct judging {
	const struct judge_options *options;
	void **states;		  /* one a part */
	struct verdict *verdicts; /* one a file */
	void **summaries;	  /* n_parts rows of n_files; NULL: none kept */
	bool concludes;		  /* some part looks at all files together */
	GPtrArray **concluded;	  /* one a file: findings of conclusions */
	GString *text;		  /* of conclusions; borrowed */
	GArray *pending;  /* size_t: files to be finished after conclusions */
	bool *is_pending; /* one a file: suppressions wait as well */
	GPtrArray *rules; /* all parts' rules, for suppressions */
	struct judge_cache *cache; /* or NULL */
	struct progress *progress;
};

/* What a thread keeps from file to file. */
struct worker {
	struct view_reader *reader;
	GError *error; /* why there is no reader */
	struct cache_hasher *hasher;
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
	worker->hasher = judge_cache_hasher(judging->cache);
	python_file_init(&worker->python);
	return worker;
}

static void free_worker(void *data, void *payload G_GNUC_UNUSED)
{
	struct worker *worker = data;

	view_reader_free(worker->reader);
	g_clear_error(&worker->error);
	cache_hasher_free(worker->hasher);
	python_file_release(&worker->python);
	source_release(&worker->source);
	g_free(worker);
}

static_assert(PARALLEL_CHUNK <= VIEW_READER_AHEAD, "all can be announced");

static void announce(void *data, size_t start, size_t end, void *payload)
{
	struct judging *judging = payload;
	struct worker *worker = data;

	for (size_t i = start; i < end; i++) {
		if (judging->cache)
			judge_cache_recall(judging->cache, worker->hasher, i);
		if (worker->reader && !judge_cache_is_enough(judging->cache, i))
			view_reader_announce(worker->reader,
					     &judging->options->files[i]);
	}
}

/* The same for the files that are finished after conclusions. */
static void announce_pending(void *data, size_t start, size_t end,
			     void *payload)
{
	struct judging *judging = payload;
	struct worker *worker = data;

	for (size_t i = start; worker->reader && i < end; i++)
		view_reader_announce(worker->reader,
				     &judging->options->files[g_array_index(
					     judging->pending, size_t, i)]);
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

static bool part_concludes(const struct judging *judging, size_t part)
{
	const struct checker *checker = judging->options->parts[part].checker;

	return checker->concludes && checker->concludes(judging->states[part]);
}

static bool is_context(const struct judging *judging, size_t item)
{
	return judging->options->is_context &&
	       judging->options->is_context[item];
}

static void show(struct judging *judging, size_t part, size_t item,
		 struct check *check)
{
	const struct checker *checker = judging->options->parts[part].checker;
	guint n_findings;
	void *summary;

	check->checker = checker;
	check->state = judging->states[part];
	if (!checker->wants(check->file->path) ||
	    (is_context(judging, item) && !part_concludes(judging, part)))
		return;
	judging->verdicts[item].was_judged = true;
	if ((checker->settings && judge_cache_is_clean(judging->cache, item)) ||
	    (checker->is_dull && checker->is_dull(check)))
		return;
	n_findings = check->findings->len;
	summary = checker->check_source(check);
	if (checker->settings &&
	    (check->findings->len > n_findings || *check->error))
		judging->verdicts[item].is_noteworthy = true;
	if (!summary)
		return;
	if (part_concludes(judging, part))
		judging->summaries[part * judging->options->n_files + item] =
			summary;
	else
		checker->free_summary(summary);
}

static bool is_python(const char *path)
{
	return g_str_has_suffix(path, ".py") || g_str_has_suffix(path, ".pyi");
}

static bool may_be_suppressed(const struct worker *worker)
{
	const struct source *source = &worker->source;

	return is_python(source->path) &&
	       suppression_possible(source->bytes, source->size);
}

static void suppress(struct judging *judging, struct worker *worker,
		     GPtrArray *findings)
{
	if (python_file_tokens(&worker->python))
		suppressions_apply(
			&worker->source,
			(const struct rule *const *)judging->rules->pdata,
			judging->rules->len, findings);
}

/* A finding whose fix was dropped, by a conflict or a suppression, has none.*/
static void settle(struct verdict *verdict)
{
	g_autoptr(GHashTable) groups = g_hash_table_new(NULL, NULL);

	edits_settle(verdict->edits);
	for (guint i = 0; i < verdict->findings->len; i++) {
		const struct finding *finding =
			g_ptr_array_index(verdict->findings, i);

		g_hash_table_add(groups, GUINT_TO_POINTER(finding->edit_group));
	}
	for (guint i = verdict->edits->len; i-- > 0;) {
		const struct edit *edit =
			&g_array_index(verdict->edits, struct edit, i);

		if (!g_hash_table_contains(groups,
					   GUINT_TO_POINTER(edit->group)))
			g_array_remove_index(verdict->edits, i);
	}
}

static void finish_findings(const struct judge_options *options,
			    struct worker *worker, struct verdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++)
		finding_locate(g_ptr_array_index(verdict->findings, i),
			       &worker->source, options->with_excerpts);
	if (verdict->edits->len > 0)
		settle(verdict);
	if (verdict->edits->len == 0)
		g_clear_pointer(&verdict->edits, g_array_unref);
	if (verdict->findings->len == 0)
		g_clear_pointer(&verdict->findings, g_ptr_array_unref);
}

/* What is found in the files of other shards is theirs to report. */
static void forget_findings(struct verdict *verdict)
{
	verdict->was_judged = false;
	g_clear_pointer(&verdict->findings, g_ptr_array_unref);
	g_clear_pointer(&verdict->edits, g_array_unref);
}

/* Nothing to say, by the checkers and of suppressions: that is remembered. */
static void note_if_clean(struct judging *judging, size_t item)
{
	const struct verdict *verdict = &judging->verdicts[item];

	if (judging->cache && !verdict->is_noteworthy && !verdict->error &&
	    verdict->findings->len == 0)
		judge_cache_note(judging->cache, item);
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

	if (is_context(judging, item) && !judging->concludes)
		return;
	if (judge_cache_is_enough(judging->cache, item)) {
		verdict->was_judged = !is_context(judging, item);
		return;
	}
	if (!load(judging, worker, check.file, verdict))
		return;
	verdict->findings = check.findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
	verdict->edits = check.edits = edits_new();
	for (size_t part = 0; part < options->n_parts; part++)
		show(judging, part, item, &check);
	if (is_context(judging, item)) {
		forget_findings(verdict);
		return;
	}
	if (options->with_digests && verdict->edits->len > 0)
		verdict->digest = content_digest(worker->source.bytes,
						 worker->source.size);
	if (may_be_suppressed(worker)) {
		judging->is_pending[item] = judging->concludes;
		if (!judging->concludes)
			suppress(judging, worker, verdict->findings);
	}
	note_if_clean(judging, item);
	if (!judging->is_pending[item])
		finish_findings(options, worker, verdict);
}

/*
 * Is the source, read again, one that the findings and edits can be of? Files
 * in the worktree may change under our hands.
 */
static bool is_same_source(const struct source *source,
			   const struct verdict *verdict)
{
	g_autofree char *digest = NULL;

	for (guint i = 0; i < verdict->findings->len; i++) {
		const struct finding *finding =
			g_ptr_array_index(verdict->findings, i);

		if (finding->span.end > source->size)
			return false;
	}
	if (!verdict->digest)
		return true;
	digest = content_digest(source->bytes, source->size);
	return strcmp(digest, verdict->digest) == 0;
}

/* Takes the conclusions' findings of a file among its own. */
static void take_concluded(struct judging *judging, size_t item)
{
	struct verdict *verdict = &judging->verdicts[item];
	GPtrArray **concluded = &judging->concluded[item];

	if (!verdict->edits)
		verdict->edits = edits_new();
	if (!verdict->findings)
		verdict->findings = g_ptr_array_new_with_free_func(
			(GDestroyNotify)finding_free);
	if (*concluded)
		g_ptr_array_extend_and_steal(verdict->findings,
					     g_steal_pointer(concluded));
}

/* The rest of what judge_file() does, once the conclusions are known. */
static void finish_file(void *data, size_t number, void *payload)
{
	struct judging *judging = payload;
	struct worker *worker = data;
	size_t item = g_array_index(judging->pending, size_t, number);
	const struct view_file *file = &judging->options->files[item];
	struct verdict *verdict = &judging->verdicts[item];

	take_concluded(judging, item);
	if (load(judging, worker, file, verdict) &&
	    is_same_source(&worker->source, verdict)) {
		if (judging->is_pending[item])
			suppress(judging, worker, verdict->findings);
		finish_findings(judging->options, worker, verdict);
		return;
	}
	if (!verdict->error)
		lk_error_set_reason(&verdict->error, "cannot judge", file->path,
				    "it changed while it was read");
	forget_findings(verdict);
}

static void note_progress(size_t n_done, void *payload)
{
	progress_show(((struct judging *)payload)->progress, n_done);
}

static void conclude(struct judging *judging)
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
			.text = judging->text,
			.is_context = options->is_context,
			.findings = judging->concluded,
		};

		if (part_concludes(judging, part))
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

/* Concludes, and finishes the files that have had to wait for it. */
static void finish_conclusions(struct judging *judging,
			       struct parallel parallel)
{
	size_t n_files = judging->options->n_files;
	g_autofree GPtrArray **concluded = g_new0(GPtrArray *, n_files);
	g_autoptr(GArray) pending = g_array_new(FALSE, FALSE, sizeof(size_t));

	judging->concluded = concluded;
	judging->pending = pending;
	conclude(judging);
	for (size_t i = 0; i < n_files; i++)
		if (judging->is_pending[i] || concluded[i])
			g_array_append_val(pending, i);
	parallel.n_items = pending->len;
	parallel.announce = announce_pending;
	parallel.work = finish_file;
	parallel.progress = NULL;
	parallel_run(&parallel);
}

static void judge_all(struct judging *judging, struct judgement *judgement)
{
	const struct judge_options *options = judging->options;
	g_autofree bool *is_pending = g_new0(bool, options->n_files);
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
	judging->is_pending = is_pending;
	for (size_t part = 0; part < options->n_parts; part++)
		judging->concludes |= part_concludes(judging, part);
	judging->summaries =
		g_new0(void *, options->n_parts * options->n_files);
	judging->progress = progress_new("judged", options->n_files,
					 options->show_progress);
	judging->cache = judge_cache_open(options, judging->states);
	parallel_run(&parallel);
	if (judging->concludes)
		finish_conclusions(judging, parallel);
	judge_cache_close(judging->cache);
	progress_free(judging->progress);
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

	judging.text = judgement->text = g_string_new(NULL);
	judgement->n_files = options->n_files;
	judgement->verdicts = g_new0(struct verdict, options->n_files);
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
	g_string_free(judgement->text, TRUE);
	g_free(judgement);
}
