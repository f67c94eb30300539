/* test-parallel - every item once, whatever the number of threads. */

#include <config.h>

#include "parallel.h"

#include <stdatomic.h>
#include <stdbool.h>

#include <glib.h>

struct run {
	atomic_uint n_workers, n_freed;
	size_t n_progress, last_done;
	unsigned int *times; /* one an item: how often it was done */
	GThread *caller;
};

static void *new_worker(void *payload)
{
	struct run *run = payload;

	run->n_workers++;
	return g_new0(size_t, 1);
}

static void work(void *worker, size_t item, void *payload)
{
	size_t *next = worker;
	struct run *run = payload;

	g_assert_cmpuint(item, >=, *next); /* in order in each thread */
	*next = item + 1;
	run->times[item]++;
}

static void free_worker(void *worker, void *payload)
{
	struct run *run = payload;

	run->n_freed++;
	g_free(worker);
}

static void note(size_t n_done, void *payload)
{
	struct run *run = payload;

	g_assert_true(g_thread_self() == run->caller);
	g_assert_cmpuint(n_done, >, run->last_done);
	run->last_done = n_done;
	run->n_progress++;
}

static void check(size_t n_items, unsigned int n_jobs, bool with_progress)
{
	g_autofree unsigned int *times = g_new0(unsigned int, n_items + 1);
	struct run run = {.times = times, .caller = g_thread_self()};
	struct parallel parallel = {
		.n_items = n_items,
		.n_jobs = n_jobs,
		.new_worker = new_worker,
		.work = work,
		.free_worker = free_worker,
		.progress = with_progress ? note : NULL,
		.payload = &run,
	};

	parallel_run(&parallel);
	for (size_t i = 0; i < n_items; i++)
		g_assert_cmpuint(times[i], ==, 1);
	g_assert_cmpuint(run.n_workers, ==, run.n_freed);
	g_assert_cmpuint(run.n_workers, <=, MAX(n_jobs, 1));
	g_assert_cmpuint(run.last_done, <=, n_items);
	g_assert_true(n_items > 0 || run.n_workers == 0);
}

static void test_all_items(void)
{
	static const size_t sizes[] = {0, 1, 7, 8, 9, 63, 64, 1000, 20000};
	static const unsigned int jobs[] = {1, 2, 3, 8, 64, 1000};

	for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
		for (size_t j = 0; j < G_N_ELEMENTS(jobs); j++)
			check(sizes[i], jobs[j], i % 2);
}

static void test_default(void)
{
	g_assert_cmpuint(parallel_default_jobs(), >=, 1);
	g_assert_cmpuint(parallel_default_jobs(), <=, 1 << 16);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/parallel/all-items", test_all_items);
	g_test_add_func("/parallel/default", test_default);
	return g_test_run();
}
