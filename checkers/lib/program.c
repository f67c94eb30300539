/* program - from parsed options to the exit status. */

#include <config.h>

#include "program.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apply.h"
#include "baseline.h"
#include "cleanup.h"
#include "embedded.h"
#include "error.h"
#include "parallel.h"
#include "pyproject.h"
#include "statistics.h"
#include "suppression.h"

const char *argp_program_version = PACKAGE_STRING;

static const char *const checker_names[] = {
#include "checker_names.inc"
	NULL};

/* Everything a run holds, from the view to what was found. */
struct session {
	const struct program *program;
	const struct options *options;
	struct view *view;
	struct configuration *configuration;
	struct module_map *modules;
	GArray *parts; /* struct part: those that are on */
	GArray *files; /* struct view_file: those that are judged, and ... */
	GArray *is_context; /* bool: ... those of other shards */
	char *stdin_path;
	GString *stdin_bytes;
	struct run run;
	struct report_options reporting;
	struct judge_options judging;
	struct judgement *judgement;
	GPtrArray *findings; /* struct finding, owned, sorted */
	struct baseline *baseline; /* or NULL; its notes borrow its paths */
	struct apply_result applied;
	size_t n_failed;
};

int program_trouble(const char *name, const GError *error)
{
	fprintf(stderr, "%s: %s\n", name, error->message);
	return EXIT_TROUBLE;
}

/* -------- rules -------- */

/* The rules of no checker. */
static const struct rule *const common_rules[] = {&unused_suppression_rule,
						  &baseline_stale_rule, NULL};

static bool is_common(const struct rule *rule)
{
	return rule == &unused_suppression_rule ||
	       rule == &baseline_stale_rule;
}

static void list_rules(const struct program *program)
{
	for (size_t i = 0; i <= program->n_parts; i++) {
		const struct rule *const *rules =
			i < program->n_parts ? program->parts[i].checker->rules
					     : common_rules;

		for (; *rules; rules++)
			printf("%-24s %-8s %s\n", (*rules)->id,
			       severity_name((*rules)->severity),
			       (*rules)->summary);
	}
}

static int explain(const struct program *program, const char *rule)
{
	g_autofree char *name = g_strconcat("docs/rules/", rule, ".md", NULL);
	size_t size;
	const char *page = embedded_text(name, &size);

	if (!page) {
		fprintf(stderr,
			"%s: no rule is called '%s'; see --list-rules\n",
			program->name, rule);
		return EXIT_TROUBLE;
	}
	fwrite(page, 1, size, stdout);
	return EXIT_CLEAN;
}

/* -------- the view and its files -------- */

static bool wants_path(const char *path, void *payload)
{
	const struct program *program = payload;

	for (size_t i = 0; i < program->n_parts; i++)
		if (program->parts[i].checker->wants(path))
			return true;
	return false;
}

static bool wants_nothing(const char *path G_GNUC_UNUSED,
			  void *payload G_GNUC_UNUSED)
{
	return false;
}

static bool open_view(struct session *session, GError **error)
{
	const struct options *options = session->options;
	struct view_options view = {
		.kind = options->no_git ? VIEW_FOLDER : options->kind,
		.revision = options->revision,
		.untracked = options->untracked,
		.paths = (const char *const *)options->paths->pdata,
		.n_paths = options->paths->len,
		.wanted = wants_path,
		.payload = (void *)session->program,
	};

	if (view.kind == VIEW_WORKTREE) {
		GError *trouble = NULL;

		if (!view_is_repository(NULL, &trouble))
			view.kind = VIEW_FOLDER;
		if (trouble) {
			g_propagate_error(error, trouble);
			return false;
		}
	}
	if (options->stdin_filename ||
	    (options->files_from && options->paths->len == 0))
		view.wanted = wants_nothing;
	session->view = view_open(&view, error);
	return session->view != NULL;
}

/* A checker's rules and those of no checker; NULL-terminated. */
static GPtrArray *configurable_rules(const struct checker *checker)
{
	GPtrArray *rules = g_ptr_array_new();

	for (size_t i = 0; checker->rules[i]; i++)
		g_ptr_array_add(rules, (void *)checker->rules[i]);
	for (size_t i = 0; common_rules[i]; i++)
		g_ptr_array_add(rules, (void *)common_rules[i]);
	g_ptr_array_add(rules, NULL);
	return rules;
}

/* Does "checks" name none but rules of its checkers? */
static bool check_rules(const struct session *session, GError **error)
{
	for (size_t i = 0; i < session->program->n_parts; i++) {
		const struct checker *checker =
			session->program->parts[i].checker;
		g_autoptr(GPtrArray) rules = configurable_rules(checker);

		if (!configuration_check_rules(
			    session->configuration, checker->name,
			    (const struct rule *const *)rules->pdata, error))
			return false;
	}
	return true;
}

static bool read_configuration(struct session *session, GError **error)
{
	g_autofree char *bytes = NULL;
	size_t size;
	GError *trouble = NULL;

	if (view_read_path(session->view, CONFIGURATION_FILE, &bytes, &size,
			   &trouble))
		session->configuration = configuration_read(
			bytes, size, CONFIGURATION_FILE, checker_names, error);
	else if (trouble)
		g_propagate_error(error, trouble);
	else
		session->configuration = configuration_default();
	return session->configuration && check_rules(session, error);
}

/* python.target, else what pyproject.toml requires, else the newest. */
static bool settle_target(struct session *session, GError **error)
{
	g_autofree char *bytes = NULL;
	size_t size;
	unsigned int minor = session->configuration->python_target;
	GError *trouble = NULL;

	if (minor == 0 && view_read_path(session->view, "pyproject.toml",
					 &bytes, &size, &trouble))
		minor = pyproject_python_minor(bytes, size);
	if (trouble) {
		g_propagate_error(error, trouble);
		return false;
	}
	session->run.python_minor =
		minor == 0 ? PYTHON_NEWEST
			   : CLAMP(minor, PYTHON_OLDEST, PYTHON_NEWEST);
	return true;
}

/* FNV-1a: a path's share is the same on every machine and in every year. */
static bool is_in_shard(const struct options *options, const char *path)
{
	uint64_t hash = 0xcbf29ce484222325u;

	if (options->n_shards == 0)
		return true;
	for (; *path; path++)
		hash = (hash ^ (unsigned char)*path) * 0x100000001b3u;
	return hash % options->n_shards == options->shard - 1;
}

static void choose_files(struct session *session)
{
	size_t n;
	const struct view_file *files = view_files(session->view, &n);

	for (size_t i = 0; i < n; i++) {
		bool is_context = !is_in_shard(session->options, files[i].path);

		if (glob_list_match(session->configuration->exclude,
				    files[i].path))
			continue;
		g_array_append_val(session->files, files[i]);
		g_array_append_val(session->is_context, is_context);
	}
}

/* The path of --stdin-filename as the view would have it. */
static char *stdin_path(const struct session *session)
{
	g_autofree char *path =
		g_canonicalize_filename(session->options->stdin_filename, NULL);
	size_t root = strlen(view_root(session->view));

	if (g_str_has_prefix(path, view_root(session->view)) &&
	    path[root] == '/')
		return g_strdup(path + root + 1);
	return g_strdup(session->options->stdin_filename);
}

static bool read_stdin(struct session *session, GError **error)
{
	char buffer[1 << 16];
	size_t n;
	struct view_file file = {.mode = S_IFREG | 0644};

	session->stdin_bytes = g_string_new(NULL);
	while ((n = fread(buffer, 1, sizeof(buffer), stdin)) > 0)
		g_string_append_len(session->stdin_bytes, buffer, (gssize)n);
	if (ferror(stdin)) {
		lk_error_set_errno(error, errno, "cannot read",
				   "standard input");
		return false;
	}
	session->stdin_path = stdin_path(session);
	file.path = session->stdin_path;
	g_array_append_val(session->files, file);
	session->judging.stdin_bytes = session->stdin_bytes->str;
	session->judging.stdin_size = session->stdin_bytes->len;
	return true;
}

static bool is_part_on(const struct session *session,
		       const struct checker *checker)
{
	const struct checker_settings *settings = g_hash_table_lookup(
		session->configuration->checks, checker->name);

	if (session->program->is_on)
		return session->program->is_on(session->configuration, checker,
					       session->program->payload);
	return !settings || !settings->off;
}

/* How the report looks, as far as the options say it. */
static void settle_reporting(struct session *session)
{
	const struct options *options = session->options;

	session->reporting = (struct report_options){
		.format = options->format,
		.tool = session->program->name,
		.version = PACKAGE_VERSION,
		.color = !options->output &&
			 options_color(options, STDOUT_FILENO),
		.excerpts = !options->output && isatty(STDOUT_FILENO),
		.quiet = options->quiet,
	};
}

static bool prepare(struct session *session, GError **error)
{
	settle_reporting(session);
	if (!open_view(session, error) || !read_configuration(session, error) ||
	    !settle_target(session, error))
		return false;
	if (session->options->stdin_filename) {
		if (!read_stdin(session, error))
			return false;
	} else {
		choose_files(session);
	}
	for (size_t i = 0; i < session->program->n_parts; i++)
		if (is_part_on(session, session->program->parts[i].checker))
			g_array_append_val(session->parts,
					   session->program->parts[i]);
	session->modules =
		module_map_new(session->view, session->configuration);
	session->run.view = session->view;
	session->run.configuration = session->configuration;
	session->run.modules = session->modules;
	session->run.apply_unsafe = session->options->apply_unsafe;
	return true;
}

/* -------- judging -------- */

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

static gint compare_pointers(gconstpointer a, gconstpointer b)
{
	return finding_compare(*(const struct finding *const *)a,
			       *(const struct finding *const *)b);
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
	judging->n_jobs =
		options->jobs ? options->jobs : parallel_default_jobs();
	judging->with_excerpts = report_needs_excerpts(&session->reporting);
	judging->with_digests = options->apply || options->diff;
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
	g_ptr_array_sort(session->findings, compare_pointers);
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

/* -------- baselines -------- */

struct judged {
	const struct session *session;
	GHashTable *paths;
};

static bool has_rule(const struct checker *checker, const char *rule)
{
	for (size_t i = 0; checker->rules[i]; i++)
		if (strcmp(checker->rules[i]->id, rule) == 0)
			return true;
	return false;
}

/* Would this path have been judged if it were still there? */
static bool is_gone(const struct session *session, const char *path)
{
	return session->options->paths->len == 0 &&
	       !session->options->files_from &&
	       is_in_shard(session->options, path) &&
	       view_exists(session->view, path, NULL) == VIEW_NOTHING;
}

static bool was_judged(const char *path, const char *rule, void *payload)
{
	const struct judged *judged = payload;
	const GArray *parts = judged->session->parts;

	if (!g_hash_table_contains(judged->paths, path) &&
	    !is_gone(judged->session, path))
		return false;
	for (guint i = 0; i < parts->len; i++)
		if (has_rule(g_array_index(parts, struct part, i).checker,
			     rule))
			return true;
	return false;
}

/* The set of paths that were judged; borrowed keys. */
static GHashTable *judged_paths(const struct session *session)
{
	GHashTable *paths = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < session->judging.n_files; i++)
		if (!session->judging.is_context ||
		    !session->judging.is_context[i])
			g_hash_table_add(
				paths, (char *)session->judging.files[i].path);
	return paths;
}

static bool read_baseline(struct session *session, GError **error)
{
	const char *path = session->options->baseline;
	g_autofree char *bytes = NULL;
	gsize size;

	if (!g_file_get_contents(path, &bytes, &size, NULL)) {
		if (session->options->write_baseline && errno == ENOENT)
			return true;
		lk_error_set_errno(error, errno, "cannot read", path);
		return false;
	}
	session->baseline = baseline_read(bytes, size, path, error);
	return session->baseline != NULL;
}

static bool write_baseline(const struct session *session,
			   struct judged *judged, GError **error)
{
	size_t raised = 0;
	g_autofree char *text =
		baseline_write(session->program->name, session->findings,
			       session->baseline, was_judged, judged, &raised);
	g_autoptr(GError) trouble = NULL;

	if (!g_file_set_contents_full(session->options->baseline, text, -1,
				      G_FILE_SET_CONTENTS_CONSISTENT |
					      G_FILE_SET_CONTENTS_DURABLE,
				      0666, &trouble)) {
		g_set_error(error, LK_ERROR, LK_ERROR_IO,
			    "cannot write the baseline: %s", trouble->message);
		return false;
	}
	if (raised > 0)
		fprintf(stderr,
			"%s: %zu count%s of '%s' would have grown and stayed; "
			"a baseline only shrinks\n",
			session->program->name, raised, raised == 1 ? "" : "s",
			session->options->baseline);
	return true;
}

static bool settle_baseline(struct session *session, GError **error)
{
	g_autoptr(GHashTable) paths = NULL;
	struct judged judged = {.session = session};

	if (!session->options->baseline)
		return true;
	if (!read_baseline(session, error))
		return false;
	judged.paths = paths = judged_paths(session);
	if (session->options->write_baseline) {
		if (!write_baseline(session, &judged, error))
			return false;
		g_clear_pointer(&session->baseline, baseline_free);
		if (!read_baseline(session, error))
			return false;
	}
	baseline_apply(session->baseline, session->findings, was_judged,
		       &judged);
	g_ptr_array_sort(session->findings, compare_pointers);
	return true;
}

/* -------- the library's own rules -------- */

/* What the configuration makes of them, under any checker that runs. */
static bool is_off(const struct finding *finding, void *payload)
{
	const struct session *session = payload;
	const char *rule = finding->rule->id;

	for (guint i = 0; i < session->parts->len; i++) {
		const struct checker_settings *settings = g_hash_table_lookup(
			session->configuration->checks,
			g_array_index(session->parts, struct part, i)
				.checker->name);

		if (settings && is_common(finding->rule) &&
		    g_hash_table_contains(settings->disabled, rule))
			return true;
	}
	return false;
}

static void set_common_severity(const struct session *session,
				struct finding *finding)
{
	void *severity;

	for (guint i = 0; i < session->parts->len; i++) {
		const struct checker_settings *settings = g_hash_table_lookup(
			session->configuration->checks,
			g_array_index(session->parts, struct part, i)
				.checker->name);

		if (settings &&
		    g_hash_table_lookup_extended(settings->severities,
						 finding->rule->id, NULL,
						 &severity))
			finding->severity =
				(enum severity)GPOINTER_TO_INT(severity);
	}
}

static void configure_common_rules(struct session *session)
{
	findings_remove(session->findings, is_off, session);
	for (guint i = 0; i < session->findings->len; i++) {
		struct finding *finding =
			g_ptr_array_index(session->findings, i);

		if (is_common(finding->rule))
			set_common_severity(session, finding);
	}
}

/* -------- telling -------- */

/* All rules a report may name, NULL-terminated; the array owns nothing. */
static GPtrArray *all_rules(const struct session *session)
{
	GPtrArray *rules = g_ptr_array_new();

	for (guint i = 0; i < session->parts->len; i++) {
		const struct checker *checker =
			g_array_index(session->parts, struct part, i).checker;

		for (size_t j = 0; checker->rules[j]; j++)
			g_ptr_array_add(rules, (void *)checker->rules[j]);
	}
	for (size_t i = 0; common_rules[i]; i++)
		g_ptr_array_add(rules, (void *)common_rules[i]);
	return rules;
}

static void summarize(const struct session *session, struct summary *summary)
{
	for (size_t i = 0; i < session->judgement->n_files; i++)
		summary->files += session->judgement->verdicts[i].was_judged;
	for (guint i = 0; i < session->findings->len; i++)
		summary_count(summary, g_ptr_array_index(session->findings, i));
}

/* "run 'import-relativity --apply' to fix 12 of them", or NULL. */
static char *advice(const struct session *session)
{
	size_t n = 0;

	if (session->options->apply || session->options->diff ||
	    session->options->stdin_filename)
		return NULL;
	for (guint i = 0; i < session->findings->len; i++) {
		const struct finding *finding =
			g_ptr_array_index(session->findings, i);

		n += finding->fixable && finding->severity != SEVERITY_NOTE;
	}
	if (n == 0)
		return NULL;
	return g_strdup_printf("run '%s --apply' to fix %zu of them, --diff "
			       "to see how",
			       session->program->fix_command, n);
}

static bool tell_report(const struct session *session, FILE *stream,
			struct summary *summary, GError **error)
{
	const struct options *options = session->options;
	g_autoptr(GPtrArray) rules = all_rules(session);
	g_autofree char *last = advice(session);
	struct report_options report = session->reporting;
	struct report *out;

	report.rules = (const struct rule *const *)rules->pdata;
	report.n_rules = rules->len;
	summarize(session, summary);
	if (options->statistics)
		return statistics_print(session->findings, stream, error);
	out = report_new(&report, stream);
	for (guint i = 0; i < session->findings->len; i++)
		report_add(out, g_ptr_array_index(session->findings, i));
	return report_finish(out, summary, last, error);
}

/* A regular file is replaced whole; a pipe or device is written as it is. */
static bool tell_file(const struct session *session, struct summary *summary,
		      GError **error)
{
	const char *path = session->options->output;
	char *text = NULL;
	size_t size;
	FILE *memory = open_memstream(&text, &size);
	g_autofree char *owned = NULL;
	bool done = tell_report(session, memory, summary, error);
	struct stat stat_buffer;

	fclose(memory);
	owned = g_memdup2(text, size);
	free(text);
	if (!done)
		return false;
	if (stat(path, &stat_buffer) == 0 && !S_ISREG(stat_buffer.st_mode)) {
		g_autoptr(FILE) file = fopen(path, "we");

		done = file && fwrite(owned, 1, size, file) == size &&
		       fflush(file) == 0;
	} else {
		done = g_file_set_contents_full(path, owned, (gssize)size,
						G_FILE_SET_CONTENTS_CONSISTENT,
						0666, NULL);
	}
	if (!done)
		lk_error_set_errno(error, errno, "cannot write", path);
	return done;
}

/* With --diff the diff has standard output; the summary goes beside it. */
static void tell_applied(const struct session *session)
{
	const struct options *options = session->options;
	const struct apply_result *applied = &session->applied;

	if (options->quiet || (!options->diff && !options->apply))
		return;
	if (applied->n_fixes == 0 && applied->n_left == 0)
		return;
	fprintf(stderr, "%s %zu finding%s in %zu file%s",
		options->diff ? "would fix" : "fixed", applied->n_fixes,
		applied->n_fixes == 1 ? "" : "s", applied->n_files,
		applied->n_files == 1 ? "" : "s");
	if (applied->n_left > 0)
		fprintf(stderr, "; %zu more files have fixes", applied->n_left);
	fputc('\n', stderr);
}

static int tell(const struct session *session, GError **error)
{
	const struct options *options = session->options;
	struct summary summary = {0};
	bool done;

	if (options->output)
		done = tell_file(session, &summary, error);
	else if (options->diff)
		done = tell_report(session, stderr, &summary, error);
	else
		done = tell_report(session, stdout, &summary, error);
	if (!done)
		return EXIT_TROUBLE;
	tell_applied(session);
	if (session->n_failed > 0)
		return EXIT_TROUBLE;
	return summary.errors > 0 && !options->exit_zero ? EXIT_FINDINGS
							 : EXIT_CLEAN;
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

	if (!prepare(session, error))
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
		return tell(session, NULL), EXIT_TROUBLE;
	if (!settle_baseline(session, error))
		return EXIT_TROUBLE;
	configure_common_rules(session);
	return tell(session, error);
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
		list_rules(program);
	else if (program->options->explain)
		status = explain(program, program->options->explain);
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
