#ifndef BASELINE_H
#define BASELINE_H

/*
 * A baseline: how many findings of each rule each path may have. No line
 * numbers, so unrelated edits and merges leave it alone. More than the count
 * fails: then all findings of that path and rule are reported. Fewer must be
 * written back, so that a baseline can only shrink: a note under the rule
 * below says which, and fails with nothing.
 *
 *	{"format": 1, "tool": "import-relativity",
 *	 "counts": {"labs/a.py": {"relative-import": 3}}}
 */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "finding.h"
#include "rule.h"

struct baseline;

extern const struct rule baseline_stale_rule;

/*
 * Reads a baseline from the bytes of the file called path. Returns NULL and
 * sets *error (LK_ERROR_INPUT, naming line and column) for anything that is
 * not a baseline of format 1, duplicate keys included.
 */
struct baseline *baseline_read(const char *bytes, size_t size, const char *path,
			       GError **error);
void baseline_free(struct baseline *baseline);

/*
 * Removes from findings (sorted; owned struct finding) those the baseline
 * allows and adds a stale note for each count that is now too high, at path
 * (interned, as the view may not have it) and line 0. What --apply repaired
 * and notes are not counted. Only what was_judged() can be stale: a run over
 * a part of the files, or without some rules, says nothing of the others.
 */
void baseline_apply(struct baseline *baseline, GPtrArray *findings,
		    bool (*was_judged)(const char *path, const char *rule,
				       void *payload),
		    void *payload);

/*
 * Returns the text of the baseline that allows exactly these findings, with
 * sorted keys and one path a line; notes are not counted. Where old is not
 * NULL, what was not judged is carried over, and no count rises above the
 * old one: *out_raised is then how many counts would have risen (else 0),
 * and the old count stays. A path that is no UTF-8 has no place in JSON and
 * is left out. Owned by the caller.
 */
char *baseline_write(const char *tool, const GPtrArray *findings,
		     const struct baseline *old,
		     bool (*was_judged)(const char *path, const char *rule,
					void *payload),
		     void *payload, size_t *out_raised);

#endif
