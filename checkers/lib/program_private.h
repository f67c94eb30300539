#ifndef PROGRAM_PRIVATE_H
#define PROGRAM_PRIVATE_H

/* What the parts of the program layer share; for program*.c only. */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "apply.h"
#include "baseline.h"
#include "configuration.h"
#include "judge.h"
#include "module_map.h"
#include "options.h"
#include "program.h"
#include "report.h"
#include "view.h"

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
	GPtrArray *findings;	   /* struct finding, owned, sorted */
	struct baseline *baseline; /* or NULL; its notes borrow its paths */
	struct apply_result applied;
	size_t n_failed;
};

/* program_rules.c: the rules of no checker, and what is said of all */

/* NULL-terminated: unused suppressions, stale baselines. */
extern const struct rule *const common_rules[];

/* Do the "checks" of the configuration name none but rules there are? */
bool session_check_rules(const struct session *session, GError **error);

/* Gives findings under common rules the severities of the configuration. */
void session_configure_common_rules(struct session *session);

void program_list_rules(const struct program *program);

/* Prints a rule's page; returns the exit status. */
int program_explain(const struct program *program, const char *rule);

/* program_files.c: the view, its configuration, and the files judged */

/*
 * Opens the view, reads the configuration, settles the target version and
 * chooses the files.
 */
bool session_open(struct session *session, GError **error);

/* Is the path in the share that --shard asks for? */
bool session_has_in_shard(const struct session *session, const char *path);

/* program_baseline.c */

/* Reads, applies and writes the baseline the options name, if any. */
bool session_settle_baseline(struct session *session, GError **error);

/* program_report.c */

/* How the report will look, as far as the options say it. */
void session_settle_reporting(struct session *session);

/* Tells what was found; returns the exit status. */
int session_tell(const struct session *session, GError **error);

#endif
