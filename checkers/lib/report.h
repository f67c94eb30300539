#ifndef REPORT_H
#define REPORT_H

/*
 * Findings made readable: one reporter a format, all behind one interface.
 * A reporter is fed findings in their final order and never holds more than
 * it must; the formats that need counts first (junit) keep what they need.
 *
 * Text escapes control characters and invalid UTF-8 of paths and messages;
 * the JSON formats carry exact values. A path that is no UTF-8 is shown with
 * U+FFFD and its bytes stand beside it in base64 ("path_bytes"; in SARIF the
 * URI is percent-encoded and exact).
 */

#include <stdbool.h>
#include <stdio.h>

#include <glib.h>

#include "finding.h"

enum report_format {
	REPORT_TEXT,
	REPORT_JSON,
	REPORT_JSONL,
	REPORT_GITHUB,
	REPORT_SARIF,
	REPORT_GITLAB,
	REPORT_JUNIT,
	N_REPORT_FORMATS
};

struct report_options {
	enum report_format format;
	const char *tool; /* "import-relativity"; borrowed */
	const char *version;
	/* All rules the tool knows, for SARIF; borrowed. */
	const struct rule *const *rules;
	size_t n_rules;
	bool color;    /* text only */
	bool excerpts; /* text only: the source line and a caret */
	bool quiet;    /* text only: no summary line; and errors only */
};

struct report;

/* Returns whether name is a format; sets *out then. */
bool report_format_parse(const char *name, enum report_format *out);

/*
 * Must findings be located with their excerpt? The text with excerpts shows
 * it; SARIF and GitLab make fingerprints of it.
 */
bool report_needs_excerpts(const struct report_options *options);

/* Starts a report on stream (borrowed). Owned by the caller. */
struct report *report_new(const struct report_options *options, FILE *stream);

/*
 * Adds one finding; borrowed for the call, but its path for the report's
 * life. Findings come sorted (finding_compare()).
 */
void report_add(struct report *report, const struct finding *finding);

/*
 * Ends the report: trailer, summary. advice (text only, may be NULL) is one
 * line printed after the summary when there are errors, naming the command
 * that fixes: "run 'import-relativity --apply' to rewrite 12 of them".
 * Returns false and sets *error when writing failed.
 * The report is freed in any case.
 */
bool report_finish(struct report *report, const struct summary *summary,
		   const char *advice, GError **error);

#endif
