/* parallel - items done by several threads, results in their own places. */

#include <config.h>

#include "parallel.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "cleanup.h"

/* How many chunks there should be for each thread, so that all end alike. */
#define CHUNKS_PER_JOB 16

struct shared {
	const struct parallel *parallel;
	size_t chunk;
	atomic_size_t next;
	atomic_size_t done;
};

static void work_on_chunks(struct shared *shared, bool is_caller)
{
	const struct parallel *parallel = shared->parallel;
	void *worker = parallel->new_worker(parallel->payload);

	for (;;) {
		size_t start = atomic_fetch_add(&shared->next, shared->chunk);
		size_t end = MIN(start + shared->chunk, parallel->n_items);

		if (start >= parallel->n_items)
			break;
		if (parallel->announce)
			parallel->announce(worker, start, end,
					   parallel->payload);
		for (size_t item = start; item < end; item++)
			parallel->work(worker, item, parallel->payload);
		size_t done = atomic_fetch_add(&shared->done, end - start) +
			      end - start;
		if (is_caller && parallel->progress)
			parallel->progress(done, parallel->payload);
	}
	parallel->free_worker(worker, parallel->payload);
}

static gpointer thread_main(gpointer shared)
{
	work_on_chunks(shared, false);
	return NULL;
}

void parallel_run(const struct parallel *parallel)
{
	struct shared shared = {
		.parallel = parallel,
		.chunk = CLAMP(parallel->n_items /
				       (parallel->n_jobs * CHUNKS_PER_JOB),
			       8, PARALLEL_CHUNK),
	};
	size_t n_chunks = (parallel->n_items + shared.chunk - 1) / shared.chunk;
	size_t n_threads = MIN((size_t)parallel->n_jobs, n_chunks);
	g_autoptr(GPtrArray) threads = g_ptr_array_new();

	if (parallel->n_items == 0)
		return;
	for (size_t i = 1; i < n_threads; i++) {
		GThread *thread =
			g_thread_try_new("worker", thread_main, &shared, NULL);

		if (!thread)
			break; /* the system gives no more: fewer will do */
		g_ptr_array_add(threads, thread);
	}
	work_on_chunks(&shared, true);
	for (guint i = 0; i < threads->len; i++)
		g_thread_join(g_ptr_array_index(threads, i));
}

unsigned int parallel_default_jobs(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) != 0)
		return 1;
	return MAX(1u, (unsigned int)CPU_COUNT(&set));
}
