/* test-import_graph - boundaries and cycles of small and of large graphs. */

#include <config.h>

#include "import_graph.h"

#include <string.h>

#include "cleanup.h"

/* Lanes by the first letter of a path: p, P production; i incubation. */
static const char lanes[] =
	"{\"lanes\": ["
	"{\"name\": \"p\", \"paths\": [\"p*\"], \"severity\": \"error\"},"
	"{\"name\": \"P\", \"paths\": [\"P*\"], \"severity\": \"error\"},"
	"{\"name\": \"i\", \"paths\": [\"i*\"], \"severity\": \"warning\"}]}";

struct world {
	configuration_t *configuration;
	struct import_graph *graph;
	GStringChunk *names;
	GPtrArray *all_edges; /* GArray */
	size_t n_files;
	GString *seen;
};

static void world_init(struct world *world)
{
	g_autoptr(GError) error = NULL;

	*world = (struct world){0};
	world->configuration = configuration_read(lanes, strlen(lanes),
						  "lanes.json", NULL, &error);
	g_assert_no_error(error);
	world->graph = import_graph_new(world->configuration);
	world->names = g_string_chunk_new(4096);
	world->all_edges =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	world->seen = g_string_new(NULL);
}

static void world_release(struct world *world)
{
	import_graph_free(world->graph);
	configuration_free(world->configuration);
	g_string_chunk_free(world->names);
	g_ptr_array_unref(world->all_edges);
	g_string_free(world->seen, TRUE);
}

/* Adds a file: "p1 i1 ~i2" imports i1, and i2 not at import time; "=x" is of
   the same statement as the one before. */
static void add_file(struct world *world, const char *words)
{
	g_auto(GStrv) parts = g_strsplit(words, " ", -1);
	GArray *edges = g_array_new(FALSE, FALSE, sizeof(struct import_edge));
	size_t at = 0;

	for (size_t i = 1; parts[i]; i++) {
		const char *target = parts[i] + strspn(parts[i], "~=");
		struct import_edge edge = {
			.target = g_string_chunk_insert(world->names, target),
			.at_import_time = parts[i][0] != '~',
		};

		at += parts[i][0] != '=';
		edge.span = (struct span){10 * at, 10 * at + 5};
		g_array_append_val(edges, edge);
	}
	g_ptr_array_add(world->all_edges, edges);
	import_graph_add(world->graph,
			 g_string_chunk_insert(world->names, parts[0]),
			 world->n_files++, edges);
}

/* "3@10 p1>x>i1 p-i; " */
static void see(const struct import_chain *chain, void *payload)
{
	GString *seen = ((struct world *)payload)->seen;

	g_string_append_printf(seen, "%zu@%zu ", chain->file,
			       chain->edge->span.start);
	for (guint i = 0; i < chain->paths->len; i++)
		g_string_append_printf(
			seen, "%s%s", i ? ">" : "",
			(const char *)g_ptr_array_index(chain->paths, i));
	g_string_append_printf(seen, " %s-%s; ", chain->from->name,
			       chain->to->name);
}

typedef void (*visiting)(struct import_graph *,
			 void (*)(const struct import_chain *, void *), void *);

static void assert_seen(const char *files, visiting visit, const char *expected)
{
	g_auto(GStrv) lines = g_strsplit(files, "\n", -1);
	struct world world;

	world_init(&world);
	for (size_t i = 0; lines[i]; i++)
		add_file(&world, lines[i]);
	visit(world.graph, see, &world);
	g_assert_cmpstr(world.seen->str, ==, expected);
	world_release(&world);
}

static void assert_boundaries(const char *files, const char *expected)
{
	assert_seen(files, import_graph_boundaries, expected);
}

static void assert_cycles(const char *files, const char *expected)
{
	assert_seen(files, import_graph_cycles, expected);
}

static void test_boundaries(void)
{
	assert_boundaries("p1 i1\ni1", "0@10 p1>i1 p-i; ");
	assert_boundaries("p1 i1", "0@10 p1>i1 p-i; "); /* not in the run */
	assert_boundaries("i1 p1\np1", "");
	assert_boundaries("p1 P1\nP1", "");
	assert_boundaries("p1 x\nx y\ny i1", "0@10 p1>x>y>i1 p-i; ");
	assert_boundaries("p1 x\nx", "");
	assert_boundaries("p1 x", "");
	/* The shortest way. */
	assert_boundaries("p1 x\nx y z\ny z\nz i1", "0@10 p1>x>z>i1 p-i; ");
	/* Through production: reported there, once. */
	assert_boundaries("p1 p2\np2 i1", "1@10 p2>i1 p-i; ");
	assert_boundaries("p1 x\nx p2\np2 i1", "2@10 p2>i1 p-i; ");
	/* Circles of files of no lane. */
	assert_boundaries("p1 x\nx y\ny x i1", "0@10 p1>x>y>i1 p-i; ");
	assert_boundaries("p1 x\nx y\ny x", "");
	/* In functions as well. */
	assert_boundaries("p1 ~i1", "0@10 p1>i1 p-i; ");
	assert_boundaries("p1 ~x\nx ~i1", "0@10 p1>x>i1 p-i; ");
	/* One finding a statement, the first that leads there. */
	assert_boundaries("p1 i1 i2", "0@10 p1>i1 p-i; 0@20 p1>i2 p-i; ");
	assert_boundaries("p1 i1 =i2 =i3", "0@10 p1>i1 p-i; ");
	assert_boundaries("p1 p2 =i2 i3", "0@10 p1>i2 p-i; 0@20 p1>i3 p-i; ");
	/* A file that imports itself. */
	assert_boundaries("p1 p1\ni1 i1", "");
}

static void test_cycles(void)
{
	assert_cycles("p1 i1\ni1 p1", "0@10 p1>i1>p1 p-i; ");
	assert_cycles("p1 P1\nP1 p1", "0@10 p1>P1>p1 p-P; ");
	assert_cycles("p1 p2\np2 p1", "");
	assert_cycles("x y\ny x", "");
	assert_cycles("p1 x\nx p1", "");
	assert_cycles("p1 x\nx i1\ni1 y\ny p1", "0@10 p1>x>i1>y>p1 p-i; ");
	assert_cycles("x p1\np1 i1\ni1 x", "1@10 p1>i1>x>p1 p-i; ");
	/* Not at import time. */
	assert_cycles("p1 ~i1\ni1 p1", "");
	assert_cycles("p1 i1\ni1 ~p1", "");
	assert_cycles("p1 ~i1 i1\ni1 p1", "0@20 p1>i1>p1 p-i; ");
	/* Once a set, however many circles. */
	assert_cycles("p1 i1 i2\ni1 p1\ni2 p1 i1", "0@10 p1>i1>p1 p-i; ");
	assert_cycles("p1 i1\ni1 p1\np2 i2\ni2 p2",
		      "0@10 p1>i1>p1 p-i; 2@10 p2>i2>p2 p-i; ");
	/* Not every file of the set leads to the other lane at once. */
	assert_cycles("p1 p2\np2 p3\np3 i1\ni1 p1",
		      "0@10 p1>p2>p3>i1>p1 p-i; ");
	assert_cycles("p1 p1", "");
	assert_cycles("p1 i1\ni1", "");
	assert_cycles("p1 i1", "");
}

#define LARGE 100000

static char *numbered(char lane, int i)
{
	return g_strdup_printf("%c%d", lane, i);
}

/* lane 0 -> lane 1 -> ... -> last; what the last imports is said. */
static void add_chain(struct world *world, char lane, const char *last)
{
	for (int i = 0; i < LARGE; i++) {
		g_autofree char *name = numbered(lane, i);
		g_autofree char *next = numbered(lane, i + 1);
		g_autofree char *line = g_strconcat(
			name, " ", i + 1 < LARGE ? next : last, NULL);

		add_file(world, line);
	}
}

static void count(const struct import_chain *chain, void *payload)
{
	struct world *world = payload;

	g_string_append_printf(world->seen, "%u ", chain->paths->len);
}

static void test_long_chain(void)
{
	struct world world;

	world_init(&world);
	add_file(&world, "p x0");
	add_chain(&world, 'x', "i");
	import_graph_boundaries(world.graph, count, &world);
	import_graph_cycles(world.graph, count, &world);
	g_assert_cmpstr(world.seen->str, ==, "100002 ");
	world_release(&world);
}

static void test_long_cycles(void)
{
	struct world world;

	/* Files of one lane in a row, then in a circle, then with another. */
	world_init(&world);
	add_chain(&world, 'p', "none");
	import_graph_cycles(world.graph, count, &world);
	g_assert_cmpstr(world.seen->str, ==, "");
	world_release(&world);

	world_init(&world);
	add_chain(&world, 'p', "p0");
	import_graph_cycles(world.graph, count, &world);
	g_assert_cmpstr(world.seen->str, ==, "");
	world_release(&world);

	world_init(&world);
	add_chain(&world, 'p', "i0");
	add_file(&world, "i0 p0");
	import_graph_cycles(world.graph, count, &world);
	g_assert_cmpstr(world.seen->str, ==, "100002 ");
	world_release(&world);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/import_graph/boundaries", test_boundaries);
	g_test_add_func("/import_graph/cycles", test_cycles);
	g_test_add_func("/import_graph/long-chain", test_long_chain);
	g_test_add_func("/import_graph/long-cycles", test_long_cycles);
	return g_test_run();
}
