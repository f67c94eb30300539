#ifndef SPAN_H
#define SPAN_H

/*
 * A half-open range of bytes [start, end) in one source. Byte offsets are
 * the only truth about a place; lines and columns are computed when they are
 * printed.
 */

#include <stdbool.h>
#include <stddef.h>

struct span {
	size_t start;
	size_t end;
};

static inline size_t span_size(struct span span)
{
	return span.end - span.start;
}

/* Two empty spans overlap when they lie at the same offset. */
static inline bool span_overlaps(struct span a, struct span b)
{
	if (a.start == a.end && b.start == b.end)
		return a.start == b.start;
	return a.start < b.end && b.start < a.end;
}

#endif
