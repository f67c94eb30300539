#ifndef SCHEMA_PATTERN_H
#define SCHEMA_PATTERN_H

/* Patterns of schemas: ECMA-262, matched by PCRE2 within limits. */

#include <stdint.h>

#include "ecma_pattern.h"

struct schema_pattern;

/* What one thread needs to match any pattern. */
struct schema_matcher;

enum schema_match {
	SCHEMA_MATCH_NO,
	SCHEMA_MATCH_YES,
	SCHEMA_MATCH_LIMIT, /* given up: it would take too long */
};

/*
 * Compiles a pattern (UTF-8); NULL and *error for one that is not valid.
 * Owned by the caller; never changes, so that threads may share it.
 */
struct schema_pattern *schema_pattern_new(const char *pattern, size_t size,
					  struct ecma_error *error);
void schema_pattern_free(struct schema_pattern *pattern);

struct schema_matcher *schema_matcher_new(void);
void schema_matcher_free(struct schema_matcher *matcher);

/*
 * What the searches since the last call have cost, in thousands of steps of
 * backtracking; those below one thousand cost nothing.
 */
uint64_t schema_matcher_take_cost(struct schema_matcher *matcher);

/* Whether the pattern is found anywhere in text, which is valid UTF-8. */
enum schema_match schema_pattern_search(const struct schema_pattern *pattern,
					struct schema_matcher *matcher,
					const char *text, size_t size);

#endif
