/* parallel - items done by several threads, results in their own places. */

#include <config.h>

#include "parallel.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "cleanup.h"

/* Neighbouring files go to one thread: fewer visits to the shared counter. */
#define CHUNK 8

struct shared {
	const struct parallel *parallel;
	atomic_size_t next;
	atomic_size_t done;
};

static void work_on_chunks(struct shared *shared, bool is_caller)
{
	const struct parallel *parallel = shared->parallel;
	void *worker = parallel->new_worker(parallel->payload);

	for (;;) {
		size_t start = atomic_fetch_add(&shared->next, CHUNK);
		size_t end = MIN(start + CHUNK, parallel->n_items);

		if (start >= parallel->n_items)
			break;
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
	struct shared shared = {.parallel = parallel};
	size_t n_chunks = (parallel->n_items + CHUNK - 1) / CHUNK;
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
