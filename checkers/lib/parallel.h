#ifndef PARALLEL_H
#define PARALLEL_H

/*
 * Work over an indexed set of items on several threads. Which thread does
 * what never shows: an item's result goes to the item's own place, and the
 * caller reads the places in order afterwards.
 */

#include <stddef.h>

/* Neighbouring items go to one thread, at most so many. */
#define PARALLEL_CHUNK 64

/*
 * What one thread does. worker is what new_worker() returned for it; it is
 * used by one thread at a time.
 */
struct parallel {
	size_t n_items;
	unsigned int n_jobs; /* at least 1; the calling thread is one */
	void *(*new_worker)(void *payload);
	/* Before a run of items [start, end) that work() is called for next,
	   at most PARALLEL_CHUNK of them; may be NULL. */
	void (*announce)(void *worker, size_t start, size_t end, void *payload);
	void (*work)(void *worker, size_t item, void *payload);
	void (*free_worker)(void *worker, void *payload);
	/* From the calling thread only, now and then; may be NULL. */
	void (*progress)(size_t n_done, void *payload);
	void *payload;
};

/* Does all items, then returns. Items are started in order. */
void parallel_run(const struct parallel *parallel);

/* The number of processors this process may use, at least 1. */
unsigned int parallel_default_jobs(void);

#endif
