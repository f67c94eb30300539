/* program_report - what was found, told in the format asked for. */

#include <config.h>

#include "program_private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cleanup.h"
#include "error.h"
#include "statistics.h"

void session_settle_reporting(struct session *session)
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
	if (session->judgement->text->len > 0)
		return fputs(session->judgement->text->str, stream) >= 0;
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

int session_tell(const struct session *session, GError **error)
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
