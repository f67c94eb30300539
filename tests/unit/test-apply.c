/*
 * test-apply - fixes of a checker made for the purpose: files that change
 * between reading and writing, fixes that break a file, groups, threads.
 */

#include <config.h>

#include "apply.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cleanup.h"
#include "error.h"

typedef struct view view_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(view_t, view_free)

/*
 * The checker: every "old" in a file is to be "new", every "bad" to be "(",
 * which does not compile; "odd" to be "even", which is unsafe; and two "pair"
 * to be "left" and "right", together.
 */
static const struct rule word_rule = {
	.id = "word",
	.severity = SEVERITY_ERROR,
	.summary = "A word",
};

static const struct rule *const rules[] = {&word_rule, NULL};

static bool wants(const char *path)
{
	return g_str_has_suffix(path, ".py");
}

static void *start(const struct run *run, const void *options, GError **error)
{
	(void)run;
	(void)options;
	(void)error;
	return g_new0(char, 1);
}

static void fix_all(struct check *check, const char *word, const char *text,
		    enum edit_safety safety)
{
	const char *bytes = check->source->bytes;

	for (const char *at = bytes; (at = strstr(at, word));
	     at += strlen(word)) {
		size_t offset = (size_t)(at - bytes);
		struct span span = {offset, offset + strlen(word)};
		struct finding *finding =
			check_report(check, &word_rule, span, "'%s'", word);

		check_fix(check, finding, span, g_strdup(text), safety);
	}
}

/* One group of two edits, the second of them unsafe. */
static void fix_pair(struct check *check)
{
	const char *bytes = check->source->bytes;
	const char *first = strstr(bytes, "pair");
	const char *second = first ? strstr(first + 4, "pair") : NULL;
	struct span spans[2];
	struct finding *finding;

	if (!second)
		return;
	for (size_t i = 0; i < 2; i++) {
		spans[i].start = (size_t)((i ? second : first) - bytes);
		spans[i].end = spans[i].start + 4;
	}
	finding = check_report(check, &word_rule, spans[0], "a pair");
	check_fix(check, finding, spans[0], g_strdup("left"), EDIT_SAFE);
	edits_add(check->edits, spans[1], g_strdup("right"),
		  finding->edit_group, EDIT_UNSAFE);
}

static void *check_source(struct check *check)
{
	fix_all(check, "old", "new", EDIT_SAFE);
	fix_all(check, "bad", "(", EDIT_SAFE);
	fix_all(check, "odd", "even", EDIT_UNSAFE);
	fix_pair(check);
	return NULL;
}

static const struct checker checker = {
	.name = "words",
	.rules = rules,
	.wants = wants,
	.start = start,
	.stop = g_free,
	.check_source = check_source,
};

/* -------- a run over a folder -------- */

struct world {
	char *folder;
	configuration_t *configuration;
	view_t *view;
	struct module_map *modules;
	struct run run;
	struct part part;
	struct judge_options judging;
	struct judgement *judgement;
};

static void put(const struct world *world, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(world->folder, name, NULL);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void assert_holds(const struct world *world, const char *name,
			 const char *text)
{
	g_autofree char *path = g_build_filename(world->folder, name, NULL);
	g_autofree char *found = NULL;

	g_assert_true(g_file_get_contents(path, &found, NULL, NULL));
	g_assert_cmpstr(found, ==, text);
}

static void world_init(struct world *world)
{
	*world = (struct world){0};
	world->folder = g_dir_make_tmp("test-apply-XXXXXX", NULL);
}

static void judge_world(struct world *world, unsigned int n_jobs)
{
	static const char *const all[] = {"."};
	struct view_options options = {.kind = VIEW_FOLDER,
				       .directory = world->folder,
				       .paths = all,
				       .n_paths = 1};
	g_autoptr(GError) error = NULL;

	world->configuration = configuration_default();
	world->view = view_open(&options, &error);
	g_assert_no_error(error);
	world->modules = module_map_new(world->view, world->configuration);
	world->run = (struct run){
		.view = world->view,
		.configuration = world->configuration,
		.modules = world->modules,
		.python_minor = 12,
	};
	world->part.checker = &checker;
	world->judging = (struct judge_options){
		.run = &world->run,
		.parts = &world->part,
		.n_parts = 1,
		.n_jobs = n_jobs,
		.with_digests = true,
	};
	world->judging.files = view_files(world->view, &world->judging.n_files);
	world->judgement = judge(&world->judging, &error);
	g_assert_no_error(error);
}

static void world_release(struct world *world)
{
	const char *argv[] = {"rm", "-rf", "--", world->folder, NULL};

	judgement_free(world->judgement);
	module_map_free(world->modules);
	view_free(world->view);
	configuration_free(world->configuration);
	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
		     NULL, NULL, NULL, NULL);
	g_free(world->folder);
}

static void assert_applies(struct world *world, struct apply_options options,
			   size_t n_files, size_t n_fixes)
{
	struct apply_result result;
	g_autoptr(GError) error = NULL;

	options.judged = &world->judging;
	g_assert_true(apply_fixes(&options, world->judgement, &result, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(result.n_files, ==, n_files);
	g_assert_cmpuint(result.n_fixes, ==, n_fixes);
}

static void test_all(void)
{
	for (unsigned int n_jobs = 1; n_jobs <= 8; n_jobs *= 2) {
		struct world world;

		world_init(&world);
		for (int i = 0; i < 60; i++) {
			g_autofree char *name = g_strdup_printf("f%d.py", i);

			put(&world, name, "old = old\n");
		}
		judge_world(&world, n_jobs);
		assert_applies(&world, (struct apply_options){0}, 60, 120);
		for (int i = 0; i < 60; i++) {
			g_autofree char *name = g_strdup_printf("f%d.py", i);

			assert_holds(&world, name, "new = new\n");
		}
		world_release(&world);
	}
}

/* What a file becomes under the options. */
static void assert_becomes(const char *before, struct apply_options options,
			   const char *after)
{
	struct world world;
	struct apply_result result;

	world_init(&world);
	put(&world, "a.py", before);
	judge_world(&world, 1);
	options.judged = &world.judging;
	g_assert_true(apply_fixes(&options, world.judgement, &result, NULL));
	assert_holds(&world, "a.py", after);
	world_release(&world);
}

static void test_selection(void)
{
	static const struct apply_options safe = {0};
	static const struct apply_options unsafe = {.unsafe = true};

	assert_becomes("old, odd\n", safe, "new, odd\n");
	assert_becomes("old, odd\n", unsafe, "new, even\n");
	/* A group goes whole. */
	assert_becomes("pair, pair\n", safe, "pair, pair\n");
	assert_becomes("pair, pair\n", unsafe, "left, right\n");
	/* What would not compile is not written, nor what did not before. */
	assert_becomes("old, bad\n", safe, "old, bad\n");
	assert_becomes("old (\n", safe, "old (\n");
	/* Suppressed findings take their fixes with them. */
	assert_becomes("old  # noqa: word\nold\n", safe,
		       "old  # noqa: word\nnew\n");
}

static void test_refusal_is_told(void)
{
	struct world world;
	const struct finding *finding;

	world_init(&world);
	put(&world, "a.py", "bad\n");
	judge_world(&world, 1);
	assert_applies(&world, (struct apply_options){0}, 0, 0);
	finding = g_ptr_array_index(world.judgement->verdicts[0].findings, 0);
	g_assert_false(finding->fixed);
	g_assert_false(finding->fixable);
	world_release(&world);
}

static void assert_fails(struct world *world, const char *message)
{
	struct apply_options options = {.judged = &world->judging};
	struct apply_result result;
	g_autoptr(GError) error = NULL;

	g_assert_false(
		apply_fixes(&options, world->judgement, &result, &error));
	g_assert_error(error, LK_ERROR, LK_ERROR_IO);
	g_assert_cmpstr(error->message, ==, message);
}

/* The second file changes after it was judged: the first is not written. */
static void test_changed_meanwhile(void)
{
	struct world world;

	world_init(&world);
	put(&world, "a.py", "old\n");
	put(&world, "b.py", "old\n");
	judge_world(&world, 1);
	put(&world, "b.py", "old!\n");
	assert_fails(&world,
		     "cannot edit 'b.py': it changed while it was read");
	assert_holds(&world, "a.py", "old\n");
	assert_holds(&world, "b.py", "old!\n");
	world_release(&world);
}

static void test_removed_meanwhile(void)
{
	struct world world;
	g_autofree char *path = NULL;

	world_init(&world);
	put(&world, "a.py", "old\n");
	put(&world, "b.py", "old\n");
	judge_world(&world, 1);
	path = g_build_filename(world.folder, "b.py", NULL);
	g_assert_no_errno(unlink(path));
	assert_fails(&world, "cannot edit 'b.py': it was removed");
	assert_holds(&world, "a.py", "old\n");
	world_release(&world);
}

static void test_max_files(void)
{
	struct world world;
	struct apply_options options = {.max_files = 2};
	struct apply_result result;

	world_init(&world);
	put(&world, "a.py", "old\n");
	put(&world, "b.py", "nothing\n");
	put(&world, "c.py", "old\n");
	put(&world, "d.py", "old\n");
	put(&world, "e.py", "odd\n");
	judge_world(&world, 2);
	options.judged = &world.judging;
	g_assert_true(apply_fixes(&options, world.judgement, &result, NULL));
	g_assert_cmpuint(result.n_files, ==, 2);
	g_assert_cmpuint(result.n_left, ==, 1);
	assert_holds(&world, "a.py", "new\n");
	assert_holds(&world, "c.py", "new\n");
	assert_holds(&world, "d.py", "old\n");
	world_release(&world);
}

static void test_diff(void)
{
	struct world world;
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	world_init(&world);
	put(&world, "a.py", "old\n");
	put(&world, "b.py", "1\nold");
	judge_world(&world, 2);
	assert_applies(&world, (struct apply_options){.diff = stream}, 2, 2);
	fclose(stream);
	g_assert_cmpstr(text, ==,
			"--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-old\n+new\n"
			"--- a/b.py\n+++ b/b.py\n@@ -1,2 +1,2 @@\n 1\n-old\n"
			"\\ No newline at end of file\n+new\n"
			"\\ No newline at end of file\n");
	assert_holds(&world, "a.py", "old\n");
	free(text);
	world_release(&world);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/apply/all", test_all);
	g_test_add_func("/apply/selection", test_selection);
	g_test_add_func("/apply/refusal", test_refusal_is_told);
	g_test_add_func("/apply/changed-meanwhile", test_changed_meanwhile);
	g_test_add_func("/apply/removed-meanwhile", test_removed_meanwhile);
	g_test_add_func("/apply/max-files", test_max_files);
	g_test_add_func("/apply/diff", test_diff);
	return g_test_run();
}
