/* report - findings made readable, whatever the format. */

#include <config.h>

#include "report.h"

#include <errno.h>
#include <string.h>

#include "cleanup.h"
#include "error.h"
#include "report_private.h"

static const struct reporter *const reporters[N_REPORT_FORMATS] = {
	[REPORT_TEXT] = &text_reporter,	  [REPORT_JSON] = &json_reporter,
	[REPORT_JSONL] = &jsonl_reporter, [REPORT_GITHUB] = &github_reporter,
	[REPORT_SARIF] = &sarif_reporter, [REPORT_GITLAB] = &gitlab_reporter,
	[REPORT_JUNIT] = &junit_reporter,
};

bool report_format_parse(const char *name, enum report_format *out)
{
	for (size_t i = 0; i < N_REPORT_FORMATS; i++) {
		if (strcmp(reporters[i]->name, name) == 0) {
			*out = (enum report_format)i;
			return true;
		}
	}
	return false;
}

bool report_needs_excerpts(const struct report_options *options)
{
	if (options->format == REPORT_TEXT)
		return options->excerpts;
	return reporters[options->format]->needs_excerpts;
}

struct report *report_new(const struct report_options *options, FILE *stream)
{
	struct report *report = g_new0(struct report, 1);

	report->reporter = reporters[options->format];
	report->options = *options;
	report->stream = stream;
	report->reporter->begin(report);
	return report;
}

void report_add(struct report *report, const struct finding *finding)
{
	if (finding->fixed && !report->reporter->lists_fixed)
		return;
	report->reporter->add(report, finding);
}

bool report_finish(struct report *report, const struct summary *summary,
		   const char *advice, GError **error)
{
	FILE *stream = report->stream;

	report->reporter->end(report, summary, advice);
	g_free(report);

	errno = 0;
	if (fflush(stream) == 0 && !ferror(stream))
		return true;
	g_set_error(error, LK_ERROR, LK_ERROR_IO, "cannot write the report: %s",
		    g_strerror(errno ? errno : EIO));
	return false;
}
