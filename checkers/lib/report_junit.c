/* report_junit - findings as test results: a suite a file, a case each. */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "report_private.h"
#include "terminal.h"

/* One file's cases, until the next file shows that they are all. */
struct junit_state {
	GString *cases;
	const char *path; /* borrowed; NULL before the first finding */
	char *class_name;
	size_t n_cases;
	size_t n_failures;
	/* The finding before, and how often in a row its like was seen. */
	const struct rule *rule;
	struct position start;
	size_t n_alike;
};

/* Text as XML; what XML 1.0 cannot hold is escaped as for a terminal. */
static char *xml_text(const char *text)
{
	g_autofree char *shown = terminal_escape(text);

	return g_markup_escape_text(shown, -1);
}

/* "labs.tools.a" for labs/tools/a.py: Jenkins makes packages of the dots. */
static char *class_name(const char *path)
{
	g_autofree char *name = g_strdup(path);
	char *base = strrchr(name, '/');
	char *dot = strrchr(base ? base : name, '.');

	if (dot && dot != name && dot[-1] != '/')
		*dot = '\0';
	g_strdelimit(name, "/", '.');
	return xml_text(name);
}

static void print_suite(FILE *stream, struct junit_state *state)
{
	g_autofree char *name = NULL;

	if (!state->path)
		return;
	name = xml_text(state->path);
	fprintf(stream,
		"  <testsuite name=\"%s\" tests=\"%zu\" failures=\"%zu\" "
		"errors=\"0\" skipped=\"0\">\n%s  </testsuite>\n",
		name, state->n_cases, state->n_failures, state->cases->str);
}

static void start_suite(struct junit_state *state, const char *path)
{
	g_string_truncate(state->cases, 0);
	state->path = path;
	g_free(state->class_name);
	state->class_name = class_name(path);
	state->n_cases = 0;
	state->n_failures = 0;
	state->rule = NULL;
}

/* GitLab and Jenkins drop a second case of the same name: number them. */
static void append_case_name(struct junit_state *state,
			     const struct finding *finding)
{
	bool is_alike = state->rule == finding->rule &&
			state->start.line == finding->start.line &&
			state->start.column == finding->start.column;

	state->n_alike = is_alike ? state->n_alike + 1 : 1;
	state->rule = finding->rule;
	state->start = finding->start;

	g_string_append_printf(state->cases, "%s", finding->rule->id);
	if (finding->start.line > 0)
		g_string_append_printf(state->cases, " at %zu:%zu",
				       finding->start.line,
				       finding->start.column);
	if (state->n_alike > 1)
		g_string_append_printf(state->cases, " (%zu)", state->n_alike);
}

/* "path:line:column: severity: message [rule]" as XML. */
static char *whole_line(const struct finding *finding)
{
	g_autoptr(GString) line = g_string_new(finding->path);

	if (finding->start.line > 0)
		g_string_append_printf(line, ":%zu:%zu", finding->start.line,
				       finding->start.column);
	g_string_append_printf(line, ": %s: %s [%s]",
			       severity_name(finding->severity),
			       finding->message, finding->rule->id);
	if (finding->remark)
		g_string_append_printf(line, "; %s", finding->remark);
	return xml_text(line->str);
}

static void append_case(struct junit_state *state,
			const struct finding *finding)
{
	g_autofree char *message = xml_text(finding->message);
	g_autofree char *line = whole_line(finding);

	g_string_append(state->cases, "    <testcase name=\"");
	append_case_name(state, finding);
	g_string_append_printf(state->cases, "\" classname=\"%s\">\n",
			       state->class_name);
	if (finding->severity == SEVERITY_ERROR)
		g_string_append_printf(state->cases,
				       "      <failure message=\"%s\" "
				       "type=\"%s\">%s</failure>\n",
				       message, finding->rule->id, line);
	else
		g_string_append_printf(state->cases,
				       "      <system-out>%s</system-out>\n",
				       line);
	g_string_append(state->cases, "    </testcase>\n");
}

static void junit_begin(struct report *report)
{
	struct junit_state *state = g_new0(struct junit_state, 1);

	state->cases = g_string_new(NULL);
	report->state = state;
	fprintf(report->stream,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"%s\">\n",
		report->options.tool);
}

static void junit_add(struct report *report, const struct finding *finding)
{
	struct junit_state *state = report->state;

	if (!state->path || strcmp(state->path, finding->path) != 0) {
		print_suite(report->stream, state);
		start_suite(state, finding->path);
	}
	append_case(state, finding);
	state->n_cases++;
	if (finding->severity == SEVERITY_ERROR)
		state->n_failures++;
}

static void junit_end(struct report *report,
		      const struct summary *summary G_GNUC_UNUSED,
		      const char *advice G_GNUC_UNUSED)
{
	g_autofree struct junit_state *state = report->state;
	const char *tool = report->options.tool;

	print_suite(report->stream, state);
	if (!state->path) /* an empty report reads as "no tests were run" */
		fprintf(report->stream,
			"  <testsuite name=\"%s\" tests=\"1\" failures=\"0\" "
			"errors=\"0\" skipped=\"0\">\n"
			"    <testcase name=\"no findings\" "
			"classname=\"%s\"/>\n"
			"  </testsuite>\n",
			tool, tool);
	fputs("</testsuites>\n", report->stream);
	g_free(state->class_name);
	g_string_free(state->cases, TRUE);
}

const struct reporter junit_reporter = {
	.name = "junit",
	.begin = junit_begin,
	.add = junit_add,
	.end = junit_end,
};
