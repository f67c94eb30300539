#ifndef REPORT_PRIVATE_H
#define REPORT_PRIVATE_H

/* What a reporter is, and what reporters share. Only report*.c include it. */

#include <stdio.h>

#include <cjson/cJSON.h>
#include <glib.h>

#include "report.h"

/* One format. state belongs to it: begin() makes it, end() frees it. */
struct reporter {
	const char *name;
	bool lists_fixed; /* is a finding shown that --apply repaired? */
	bool needs_excerpts;
	void (*begin)(struct report *report);
	void (*add)(struct report *report, const struct finding *finding);
	void (*end)(struct report *report, const struct summary *summary,
		    const char *advice);
};

struct report {
	const struct reporter *reporter;
	struct report_options options;
	FILE *stream;
	void *state;
};

extern const struct reporter text_reporter;
extern const struct reporter json_reporter;
extern const struct reporter jsonl_reporter;
extern const struct reporter github_reporter;
extern const struct reporter sarif_reporter;
extern const struct reporter gitlab_reporter;
extern const struct reporter junit_reporter;

/*
 * The item (taken) as JSON on one line. Always valid JSON: bytes that are no
 * UTF-8 become U+FFFD. Owned by the caller.
 */
char *report_json_text(cJSON *item);

/* Adds {name: number}; a size is exact up to 2^53. */
void report_json_add_size(cJSON *object, const char *name, size_t number);

#endif
