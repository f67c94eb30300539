/* configuration_keys - the keys of a configuration and their defaults. */

#include <config.h>

#include "configuration_keys.h"

#include "cleanup.h"
#include "configuration.h"

#define MEMBER(type, member) .offset = offsetof(struct type, member)

/* A key of the file: its name, kind, member and default. */
#define KEY(name_, kind_, member_, fallback_, ...)                             \
	{                                                                      \
		.name = name_, .kind = kind_, MEMBER(configuration, member_),  \
		.fallback = fallback_, __VA_ARGS__                             \
	}

/* One of "manifests.pointers". */
#define POINTER(member_, fallback_)                                            \
	KEY("manifests.pointers." #member_, KEY_POINTER, pointers.member_,     \
	    fallback_)

/* A key of a lane; it has no default. */
#define LANE(name_, kind_, member_, ...)                                       \
	{                                                                      \
		.name = name_, .kind = kind_, MEMBER(lane, member_),           \
		__VA_ARGS__                                                    \
	}

/* In the order of the enums. */
const char *const severity_words[] = {"note", "warning", "error", "off", NULL};
static const char *const lane_severities[] = {"note", "warning", "error", NULL};
static const char *const styles[] = {"absolute", "relative", "keep", NULL};
static const char *const levels[] = {"all", "parents", NULL};
static const char *const watches[] = {"observed", "all", NULL};
static const char *const metrics[] = {"lines", "combined", NULL};

#define COMMIT_CHECKS                                                          \
	"\"compile-guard\", \"import-relativity\", \"lane-rename\", "          \
	"\"manifest-schema\", \"ledger-consistency\""

const struct configuration_key configuration_keys[] = {
	{.name = "$schema", .kind = KEY_IGNORED},
	KEY("python.target", KEY_VERSION, python_target, NULL),
	KEY("python.roots", KEY_FOLDERS, python_roots, NULL),
	KEY("exclude", KEY_GLOBS, exclude, "[]"),
	KEY("pilots", KEY_STRINGS, pilots, "[]"),
	KEY("imports.style", KEY_WORD, imports.style, "\"absolute\"",
	    .words = styles),
	KEY("imports.level", KEY_WORD, imports.level, "\"all\"",
	    .words = levels),
	KEY("imports.siblings_only", KEY_FLAG, imports.siblings_only, "false"),
	KEY("imports.allow_init", KEY_FLAG, imports.allow_init, "false"),
	KEY("imports.allow", KEY_GLOBS, imports.allow, "[]"),
	KEY("lanes", KEY_LANES, lanes, "[]"),
	KEY("manifests.file", KEY_NAME, manifest_file,
	    "\"module.manifest.json\""),
	KEY("manifests.schema", KEY_PATH, manifest_schema, NULL),
	POINTER(module, "\"/module\""),
	POINTER(lane, "\"/tags\""),
	POINTER(tags, "\"/tags\""),
	POINTER(owner, "\"/ownership/team\""),
	POINTER(status, "\"/testing/status\""),
	POINTER(description, "\"/description\""),
	POINTER(coverage_target, "\"/testing/coverage_target\""),
	POINTER(coverage_observed, "\"/testing/coverage_observed\""),
	POINTER(coverage_observed_at, "\"/testing/observed_at\""),
	POINTER(sla_p95, "\"/performance/sla_targets/latency_p95_ms\""),
	POINTER(observed_p50, "\"/performance/observed/latency_p50_ms\""),
	POINTER(observed_p95, "\"/performance/observed/latency_p95_ms\""),
	POINTER(observed_p99, "\"/performance/observed/latency_p99_ms\""),
	POINTER(env_fingerprint, "\"/performance/observed/env_fingerprint\""),
	POINTER(performance_observed_at,
		"\"/performance/observed/observed_at\""),
	KEY("ledgers.dir", KEY_PATH, ledger_dir, "\"manifests/.ledger\""),
	KEY("ledgers.tolerance_s", KEY_SECONDS, ledger_tolerance_s, "60"),
	KEY("ledgers.retired", KEY_GLOBS, ledgers_retired, "[]"),
	KEY("ledgers.events", KEY_STRINGS, ledger_events,
	    "[\"scaffold\", \"test_scaffold\"]"),
	KEY("ledgers.watch", KEY_TWO_WORDS, ledger_watch_all, "\"observed\"",
	    .words = watches),
	KEY("coverage.targets", KEY_TARGETS, coverage_targets,
	    "{\"lane:L0\": 70, \"lane:L1\": 75, \"lane:L2\": 80, "
	    "\"lane:L3\": 85, \"lane:L4\": 90, \"lane:L5\": 90}"),
	KEY("coverage.default_lane", KEY_DEFAULT_LANE, coverage_default_lane,
	    "\"L2\""),
	KEY("coverage.max_drop", KEY_PERCENT, coverage_max_drop, NULL),
	KEY("coverage.lanes", KEY_FLOORS, coverage_lanes, "{}"),
	KEY("coverage.metric", KEY_TWO_WORDS, coverage_combined, "\"lines\"",
	    .words = metrics),
	KEY("renames", KEY_PATHS, renames, "[]"),
	KEY("protected", KEY_GLOBS, protected_paths, "[]"),
	KEY("docs.min", KEY_PERCENT, docs_min, "95"),
	KEY("checks", KEY_CHECKS, checks, "{}"),
	KEY("hooks.pre-commit", KEY_HOOK, hooks, "[" COMMIT_CHECKS "]"),
	KEY("hooks.pre-merge-commit", KEY_HOOK, hooks, "[" COMMIT_CHECKS "]"),
	KEY("hooks.pre-push", KEY_HOOK, hooks,
	    "[" COMMIT_CHECKS ", \"coverage-gate\"]"),
	KEY("hooks.pre-receive", KEY_HOOK, hooks,
	    "[" COMMIT_CHECKS ", \"coverage-gate\"]"),
	{.name = NULL},
};

const struct configuration_key lane_keys[] = {
	LANE("name", KEY_STRING, name, .is_required = true),
	LANE("paths", KEY_SOME_GLOBS, paths, .is_required = true),
	LANE("severity", KEY_WORD, severity, .words = lane_severities,
	     .is_required = true),
	LANE("imports.style", KEY_WORD, imports.style, .words = styles),
	LANE("imports.level", KEY_WORD, imports.level, .words = levels),
	LANE("imports.siblings_only", KEY_FLAG, imports.siblings_only),
	LANE("imports.allow_init", KEY_FLAG, imports.allow_init),
	LANE("imports.allow", KEY_GLOBS, imports.allow),
	{.name = NULL},
};

const struct configuration_key checker_keys[] = {
	{.name = "enabled",
	 .kind = KEY_NEGATED_FLAG,
	 MEMBER(checker_settings, off),
	 .fallback = "true"},
	{.name = "severity", .kind = KEY_SEVERITIES, .fallback = "{}"},
	{.name = NULL},
};
