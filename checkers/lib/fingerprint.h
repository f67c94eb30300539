#ifndef FINGERPRINT_H
#define FINGERPRINT_H

/*
 * What stays the same about a finding when its line moves: the rule, the
 * trimmed content of the line, and which of the file's equal ones it is.
 */

#include <glib.h>

#include "finding.h"

struct fingerprints;

struct fingerprints *fingerprints_new(void);
void fingerprints_free(struct fingerprints *fingerprints);

/*
 * The fingerprint of the next finding in sorted order, unique in its file:
 * 16 hex digits, ':' and the occurrence from 1 on. The finding has its
 * excerpt (report_needs_excerpts()). Owned by the caller.
 */
char *fingerprints_next(struct fingerprints *fingerprints,
			const struct finding *finding);

#endif
