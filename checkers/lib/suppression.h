#ifndef SUPPRESSION_H
#define SUPPRESSION_H

/*
 * Suppressions written in the source:
 *
 *	from .m import x  # noqa: TID252
 *	from .m import x  # lanekeeper: ignore[relative-import] reason
 *
 * Codes are rules' ids, or their aliases in any case, parted by commas or
 * blanks. A suppression holds for the findings whose span begins on a
 * physical line of the logical line that the comment ends or lies in; a
 * comment on a line of its own holds for that line. A bare '# noqa'
 * suppresses nothing. A code that names no rule of ours is another tool's
 * and is passed over.
 */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "finding.h"
#include "rule.h"
#include "source.h"

/* A note, under the rule below, for each suppression that served nothing. */
extern const struct rule unused_suppression_rule;

/*
 * Can this text hold a suppression at all? A quick scan; false is certain.
 */
bool suppression_possible(const char *text, size_t size);

/*
 * Removes from findings (GPtrArray of struct finding, owned, all of this
 * source, in any order) what the source suppresses, and appends a note, not
 * yet located, for each suppression that names one of rules but served no
 * finding. rules are those the run judges. source is a Python source whose
 * text is set (source_decode()).
 */
void suppressions_apply(struct source *source, const struct rule *const *rules,
			size_t n_rules, GPtrArray *findings);

#endif
