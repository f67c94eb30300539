#ifndef RULE_H
#define RULE_H

/*
 * A rule: what can be found. Rules are constant tables of the checkers; a
 * finding points at its rule.
 */

#include <stdbool.h>

enum severity {
	SEVERITY_NOTE, /* told, never fails */
	SEVERITY_WARNING,
	SEVERITY_ERROR, /* exit status 1 */
};

struct rule {
	const char *id;		/* "relative-import" */
	enum severity severity; /* unless the configuration says otherwise */
	const char *summary;	/* one sentence for --list-rules and SARIF */
	const char *alias;	/* the code '# noqa:' takes too, or NULL */
	bool is_firm;		/* no comment in the source suppresses it */
};

/* "error", "warning", "note"; static. */
const char *severity_name(enum severity severity);

#endif
