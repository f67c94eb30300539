#ifndef CONFIGURATION_H
#define CONFIGURATION_H

/*
 * .lanekeeper.json: what a repository asks for. docs/formats/configuration.md
 * says it for people, rules/schemas/configuration.schema.json for machines;
 * a test keeps the three in step.
 */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "glob.h"
#include "rule.h"

#define CONFIGURATION_FILE ".lanekeeper.json"

enum import_style {
	IMPORT_STYLE_ABSOLUTE,
	IMPORT_STYLE_RELATIVE,
	IMPORT_STYLE_KEEP,
};

enum import_level {
	IMPORT_LEVEL_ALL,
	IMPORT_LEVEL_PARENTS, /* only '..' and above */
};

struct import_policy {
	enum import_style style;
	enum import_level level;
	bool siblings_only; /* relative: only for modules of the same package */
	bool allow_init;    /* level 1 in __init__.py stays */
	struct glob_list *allow; /* owned; files that are left alone */
};

struct lane {
	char *name;
	struct glob_list *paths;
	enum severity severity;
	struct import_policy imports; /* the global one with the lane's keys */
};

/*
 * Where a manifest keeps its facts; RFC 6901 pointers. A list at lane is a
 * list of tags, one of which may be "lane:L2".
 */
struct manifest_pointers {
	char *module, *lane, *coverage_target, *coverage_observed;
	char *coverage_observed_at, *sla_p95, *observed_p50, *observed_p95;
	char *observed_p99, *env_fingerprint, *performance_observed_at;
	char *owner, *status, *description, *tags;
};

struct checker_settings {
	bool off;
	GHashTable *severities; /* char *rule -> GINT_TO_POINTER(severity) */
	GHashTable *disabled;	/* set of char *rule that are "off" */
	GHashTable *places;	/* char *rule -> char *"path:line:column" */
};

struct configuration {
	char *path; /* the file's path, or NULL when there is none */

	unsigned int python_target; /* minor version; 0: not said */
	char **python_roots;	    /* NULL: not said; normalised, "" is top */

	struct lane *lanes;
	size_t n_lanes;
	struct glob_list *exclude;
	char **pilots;
	struct import_policy imports;

	char *manifest_file;   /* "module.manifest.json" */
	char *manifest_schema; /* NULL: the one that is shipped */
	struct manifest_pointers pointers;

	char *ledger_dir; /* "manifests/.ledger" */
	double ledger_tolerance_s;
	struct glob_list *ledgers_retired;
	char **ledger_events;
	bool ledger_watch_all;

	GHashTable *coverage_targets; /* char *tag -> double *percent */
	char *coverage_default_lane;
	double coverage_max_drop;   /* negative: not said */
	GHashTable *coverage_lanes; /* char *code lane -> double * floor */
	bool coverage_combined;

	char **renames; /* paths of rename rules */
	struct glob_list *protected_paths;
	double docs_min;

	GHashTable *checks; /* char *checker -> struct checker_settings * */
	/*
	 * char *hook -> char ** checkers. The defaults suit a repository that
	 * has a file; where there is none (path is NULL) a hook runs what
	 * needs no policy.
	 */
	GHashTable *hooks;
};

/* The configuration of a repository that has no file. Owned by the caller. */
struct configuration *configuration_default(void);

/*
 * Reads a configuration from the bytes of the file called path; bytes[size]
 * must be '\0'. Every fault is an LK_ERROR_CONFIGURATION that names
 * path:line:column, says what was expected, and for an unknown key (or
 * checker, lane, word) the nearest known one; the first fault ends it.
 * known_checkers is a NULL-terminated list, or NULL when any name may be one.
 * Owned by the caller.
 */
struct configuration *configuration_read(const char *bytes, size_t size,
					 const char *path,
					 const char *const *known_checkers,
					 GError **error);
void configuration_free(struct configuration *configuration);
typedef struct configuration configuration_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(configuration_t, configuration_free)

/*
 * Checks that the rules which "checks" names for a checker are among rules
 * (NULL-terminated). Returns false and sets *error as configuration_read()
 * does.
 */
bool configuration_check_rules(const struct configuration *configuration,
			       const char *checker,
			       const struct rule *const *rules, GError **error);

/*
 * The lane of a path: the last in the list whose globs match it, or NULL.
 * Borrowed.
 */
const struct lane *configuration_lane(const struct configuration *configuration,
				      const char *path);

/* The import policy of a path: its lane's, else the global one. Borrowed. */
const struct import_policy *
configuration_imports(const struct configuration *configuration,
		      const char *path);

/*
 * The word of candidates (n of them) nearest to word, at most a third of its
 * letters away, or NULL: for "did you mean".
 */
const char *nearest_word(const char *word, const char *const *candidates,
			 size_t n);

#endif
