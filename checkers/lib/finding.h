#ifndef FINDING_H
#define FINDING_H

/*
 * A reported place. A finding copies what it needs from the source, which
 * is gone by the time it is printed; the path is borrowed from the view,
 * which lives as long as the run.
 */

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>
#include <glib.h>

#include "rule.h"
#include "source.h"
#include "span.h"

struct finding {
	const struct rule *rule;
	enum severity severity; /* after lanes and configuration */
	const char *path;	/* borrowed from the view */
	struct span span;	/* bytes of the source */
	/*
	 * Line and column that are told in place of those of span.start, where
	 * line is not 0: the words of another program, whose line may be past
	 * the last. span.start then lies on that line, or at the source's end.
	 */
	struct position stated;
	/* 1-based, set by finding_locate(); 0 for a finding of a whole file. */
	struct position start;
	struct position end; /* of the byte after the last: exclusive */
	char *message;	     /* owned: one sentence, no full stop */
	char *remark;	     /* owned, may be NULL: a line below the message */
	char *excerpt;	     /* owned, may be NULL: the line of start, UTF-8 */
	cJSON *data;	     /* owned, may be NULL: an object */
	unsigned int edit_group; /* of its fix; 0: none */
	bool fixable;
	bool fixed;
};

/* Returns a new finding, owned by the caller; message is taken, span copied. */
struct finding *finding_new(const struct rule *rule, const char *path,
			    struct span span, char *message);
void finding_free(struct finding *finding);
typedef struct finding finding_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(finding_t, finding_free)

/*
 * Sets start, end and (when with_excerpt) excerpt from the source that the
 * span lies in. An excerpt holds at most 4096 bytes, cut at a code point;
 * bytes that are no UTF-8 in it become U+FFFD.
 */
void finding_locate(struct finding *finding, struct source *source,
		    bool with_excerpt);

/*
 * Orders by path (bytes), line and column as told, start offset, rule id, end
 * offset, message.
 */
int finding_compare(const struct finding *a, const struct finding *b);

/* Sorts an array of struct finding in that order. */
void findings_sort(GPtrArray *findings);

/*
 * Removes and frees every finding (owned by the array) for which
 * is_unwanted() holds. The order of the others stays.
 */
void findings_remove(GPtrArray *findings,
		     bool (*is_unwanted)(const struct finding *finding,
					 void *payload),
		     void *payload);

/* What the last lines of a report say. */
struct summary {
	size_t files; /* that were judged */
	size_t errors;
	size_t warnings;
	size_t notes;
	size_t fixed; /* not counted in the three above */
};

/* Adds one finding to the counts. */
void summary_count(struct summary *summary, const struct finding *finding);

#endif
