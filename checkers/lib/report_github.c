/* report_github - findings as workflow commands of GitHub Actions. */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "report_private.h"
#include "terminal.h"

/* GitHub turns so many commands of each kind and step into annotations. */
#define ANNOTATIONS_PER_STEP 10

/* Errors are printed as they come; the others wait behind them. */
struct github_state {
	GString *waiting[SEVERITY_ERROR]; /* by severity: notes, warnings */
	size_t counts[SEVERITY_ERROR + 1];
};

static const char *command_name(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return "notice";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_ERROR:
		return "error";
	}
	g_assert_not_reached();
}

/* The runner's own escapes, see escapeData() of actions/toolkit. */
static void append_data(GString *out, const char *text)
{
	for (const char *at = text; *at; at++) {
		if (*at == '%' || *at == '\r' || *at == '\n')
			g_string_append_printf(out, "%%%02X", *at);
		else
			g_string_append_c(out, *at);
	}
}

/* The same for a property's value: escapeProperty(). */
static void append_property(GString *out, const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);

	for (const char *at = valid; *at; at++) {
		if (strchr("%\r\n:,", *at))
			g_string_append_printf(out, "%%%02X", *at);
		else
			g_string_append_c(out, *at);
	}
}

/* GitHub refuses columns for a place of more than one line. */
static void append_place(GString *out, const struct finding *finding)
{
	if (finding->start.line == 0)
		return;
	g_string_append_printf(out, ",line=%zu,endLine=%zu",
			       finding->start.line, finding->end.line);
	if (finding->start.line == finding->end.line)
		g_string_append_printf(out, ",col=%zu,endColumn=%zu",
				       finding->start.column,
				       finding->end.column);
}

static void append_command(GString *out, const struct finding *finding)
{
	g_autofree char *message = terminal_escape(finding->message);

	g_string_append_printf(out,
			       "::%s file=", command_name(finding->severity));
	append_property(out, finding->path);
	append_place(out, finding);
	g_string_append(out, ",title=");
	append_property(out, finding->rule->id);
	g_string_append(out, "::");
	append_data(out, message);
	if (finding->remark) {
		g_autofree char *remark = terminal_escape(finding->remark);

		g_string_append(out, "%0A");
		append_data(out, remark);
	}
	g_string_append_c(out, '\n');
}

static void github_begin(struct report *report)
{
	struct github_state *state = g_new0(struct github_state, 1);

	for (size_t i = 0; i < G_N_ELEMENTS(state->waiting); i++)
		state->waiting[i] = g_string_new(NULL);
	report->state = state;
}

static void github_add(struct report *report, const struct finding *finding)
{
	struct github_state *state = report->state;
	g_autoptr(GString) command = NULL;

	state->counts[finding->severity]++;
	if (finding->severity != SEVERITY_ERROR) {
		append_command(state->waiting[finding->severity], finding);
		return;
	}
	command = g_string_new(NULL);
	append_command(command, finding);
	fputs(command->str, report->stream);
}

static void github_end(struct report *report,
		       const struct summary *summary G_GNUC_UNUSED,
		       const char *advice G_GNUC_UNUSED)
{
	g_autofree struct github_state *state = report->state;
	size_t n_hidden = 0;

	for (size_t i = G_N_ELEMENTS(state->waiting); i-- > 0;) {
		fputs(state->waiting[i]->str, report->stream);
		g_string_free(state->waiting[i], TRUE);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(state->counts); i++)
		if (state->counts[i] > ANNOTATIONS_PER_STEP)
			n_hidden += state->counts[i] - ANNOTATIONS_PER_STEP;
	if (n_hidden > 0)
		fprintf(report->stream,
			"GitHub annotates %d findings of each severity in a "
			"step; %zu more in this log\n",
			ANNOTATIONS_PER_STEP, n_hidden);
}

const struct reporter github_reporter = {
	.name = "github",
	.begin = github_begin,
	.add = github_add,
	.end = github_end,
};
