/* report_gitlab - findings as a Code Quality report of GitLab. */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "fingerprint.h"
#include "report_private.h"

struct gitlab_state {
	struct fingerprints *fingerprints;
	bool has_findings;
};

static const char *gitlab_severity(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return "info";
	case SEVERITY_WARNING:
		return "minor";
	case SEVERITY_ERROR:
		return "major";
	}
	g_assert_not_reached();
}

/* GitLab drops a second finding of the same fingerprint in a report. */
static char *unique_fingerprint(struct fingerprints *fingerprints,
				const struct finding *finding)
{
	g_autofree char *in_file = fingerprints_next(fingerprints, finding);
	g_autofree char *key = g_strconcat(finding->path, "\n", in_file, NULL);

	return g_compute_checksum_for_string(G_CHECKSUM_SHA256, key, -1);
}

static cJSON *gitlab_finding(const struct finding *finding,
			     const char *fingerprint)
{
	cJSON *object = cJSON_CreateObject();
	cJSON *location;
	cJSON *lines;
	g_autofree char *description =
		g_strconcat(finding->message, finding->remark ? "; " : NULL,
			    finding->remark, NULL);

	cJSON_AddStringToObject(object, "description", description);
	cJSON_AddStringToObject(object, "check_name", finding->rule->id);
	cJSON_AddStringToObject(object, "fingerprint", fingerprint);
	cJSON_AddStringToObject(object, "severity",
				gitlab_severity(finding->severity));
	location = cJSON_AddObjectToObject(object, "location");
	cJSON_AddStringToObject(location, "path", finding->path);
	lines = cJSON_AddObjectToObject(location, "lines");
	/* GitLab knows no finding of a whole file. */
	report_json_add_size(lines, "begin", MAX(finding->start.line, 1));
	report_json_add_size(lines, "end", MAX(finding->end.line, 1));
	return object;
}

static void gitlab_begin(struct report *report)
{
	struct gitlab_state *state = g_new0(struct gitlab_state, 1);

	state->fingerprints = fingerprints_new();
	report->state = state;
	fputc('[', report->stream);
}

static void gitlab_add(struct report *report, const struct finding *finding)
{
	struct gitlab_state *state = report->state;
	g_autofree char *fingerprint =
		unique_fingerprint(state->fingerprints, finding);
	g_autofree char *text =
		report_json_text(gitlab_finding(finding, fingerprint));

	fprintf(report->stream, "%s\n%s", state->has_findings ? "," : "", text);
	state->has_findings = true;
}

static void gitlab_end(struct report *report,
		       const struct summary *summary G_GNUC_UNUSED,
		       const char *advice G_GNUC_UNUSED)
{
	g_autofree struct gitlab_state *state = report->state;

	fputs(state->has_findings ? "\n]\n" : "]\n", report->stream);
	fingerprints_free(state->fingerprints);
}

const struct reporter gitlab_reporter = {
	.name = "gitlab",
	.needs_excerpts = true,
	.begin = gitlab_begin,
	.add = gitlab_add,
	.end = gitlab_end,
};
