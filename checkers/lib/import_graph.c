/* import_graph - imports between files, lane boundaries and cycles. */

#include <config.h>

#include "import_graph.h"

#include <stdint.h>
#include <string.h>

#include "cleanup.h"

#define NONE UINT32_MAX

struct arc {
	uint32_t target;
	const struct import_edge *edge;
};

struct node {
	const char *path;
	const struct lane *lane;
	size_t file;
	GArray *arcs; /* struct arc; NULL for a file outside of the run */
	/* Of a file of no lane: the next file on the way to incubation. */
	uint32_t way;
	uint32_t component;
};

struct import_graph {
	const struct configuration *configuration;
	GArray *nodes;	   /* struct node */
	GHashTable *index; /* path -> number + 1 */
};

static struct node *node_at(const struct import_graph *graph, uint32_t number)
{
	return &g_array_index(graph->nodes, struct node, number);
}

struct import_graph *import_graph_new(const struct configuration *configuration)
{
	struct import_graph *graph = g_new0(struct import_graph, 1);

	graph->configuration = configuration;
	graph->nodes = g_array_new(FALSE, FALSE, sizeof(struct node));
	graph->index = g_hash_table_new(g_str_hash, g_str_equal);
	return graph;
}

void import_graph_free(struct import_graph *graph)
{
	if (!graph)
		return;
	for (uint32_t i = 0; i < graph->nodes->len; i++)
		g_clear_pointer(&node_at(graph, i)->arcs, g_array_unref);
	g_array_unref(graph->nodes);
	g_hash_table_unref(graph->index);
	g_free(graph);
}

static uint32_t add_node(struct import_graph *graph, const char *path)
{
	struct node node = {
		.path = path,
		.lane = configuration_lane(graph->configuration, path),
		.way = NONE,
		.component = NONE,
	};

	g_array_append_val(graph->nodes, node);
	g_hash_table_insert(graph->index, (char *)path,
			    GUINT_TO_POINTER(graph->nodes->len));
	return graph->nodes->len - 1;
}

static uint32_t find_node(struct import_graph *graph, const char *path)
{
	void *found = g_hash_table_lookup(graph->index, path);

	return found ? GPOINTER_TO_UINT(found) - 1 : add_node(graph, path);
}

void import_graph_add(struct import_graph *graph, const char *path, size_t file,
		      const GArray *edges)
{
	uint32_t from = find_node(graph, path);
	GArray *arcs = g_array_new(FALSE, FALSE, sizeof(struct arc));

	for (guint i = 0; edges && i < edges->len; i++) {
		const struct import_edge *edge =
			&g_array_index(edges, struct import_edge, i);
		struct arc arc = {find_node(graph, edge->target), edge};

		if (arc.target != from)
			g_array_append_val(arcs, arc);
	}
	node_at(graph, from)->file = file;
	node_at(graph, from)->arcs = arcs;
}

static size_t n_arcs(const struct node *node)
{
	return node->arcs ? node->arcs->len : 0;
}

static const struct arc *arc_at(const struct node *node, size_t i)
{
	return &g_array_index(node->arcs, struct arc, i);
}

static bool is_production(const struct lane *lane)
{
	return lane && lane->severity == SEVERITY_ERROR;
}

static bool is_incubation(const struct lane *lane)
{
	return lane && lane->severity != SEVERITY_ERROR;
}

/* For each node, the numbers of those that import it. */
static GPtrArray *importers(const struct import_graph *graph)
{
	GPtrArray *all =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

	for (uint32_t i = 0; i < graph->nodes->len; i++)
		g_ptr_array_add(all,
				g_array_new(FALSE, FALSE, sizeof(uint32_t)));
	for (uint32_t i = 0; i < graph->nodes->len; i++) {
		const struct node *node = node_at(graph, i);

		for (size_t j = 0; j < n_arcs(node); j++)
			g_array_append_val(
				(GArray *)g_ptr_array_index(
					all, arc_at(node, j)->target),
				i);
	}
	return all;
}

/*
 * Finds for every file of no lane the next step of a shortest way into
 * incubation: a breadth-first search backwards from all of incubation.
 */
static void find_ways(struct import_graph *graph)
{
	g_autoptr(GPtrArray) all = importers(graph);
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	for (uint32_t i = 0; i < graph->nodes->len; i++)
		if (is_incubation(node_at(graph, i)->lane))
			g_array_append_val(queue, i);
	for (guint head = 0; head < queue->len; head++) {
		uint32_t at = g_array_index(queue, uint32_t, head);
		const GArray *from = g_ptr_array_index(all, at);

		for (guint i = 0; i < from->len; i++) {
			uint32_t number = g_array_index(from, uint32_t, i);
			struct node *node = node_at(graph, number);

			if (node->lane || node->way != NONE)
				continue;
			node->way = at;
			g_array_append_val(queue, number);
		}
	}
}

static void visit_way(struct import_graph *graph, const struct node *node,
		      const struct arc *arc,
		      void (*visit)(const struct import_chain *, void *),
		      void *payload)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new();
	uint32_t at = arc->target;
	struct import_chain chain = {
		.file = node->file,
		.edge = arc->edge,
		.paths = paths,
		.from = node->lane,
	};

	g_ptr_array_add(paths, (char *)node->path);
	while (!is_incubation(node_at(graph, at)->lane)) {
		g_ptr_array_add(paths, (char *)node_at(graph, at)->path);
		at = node_at(graph, at)->way;
	}
	g_ptr_array_add(paths, (char *)node_at(graph, at)->path);
	chain.to = node_at(graph, at)->lane;
	visit(&chain, payload);
}

static bool leads_to_incubation(const struct import_graph *graph,
				const struct arc *arc)
{
	const struct node *to = node_at(graph, arc->target);

	return is_incubation(to->lane) || (!to->lane && to->way != NONE);
}

void import_graph_boundaries(struct import_graph *graph,
			     void (*visit)(const struct import_chain *chain,
					   void *payload),
			     void *payload)
{
	find_ways(graph);
	for (uint32_t i = 0; i < graph->nodes->len; i++) {
		const struct node *node = node_at(graph, i);
		size_t last = SIZE_MAX; /* where the last one visited stands */

		for (size_t j = 0;
		     is_production(node->lane) && j < n_arcs(node); j++) {
			const struct arc *arc = arc_at(node, j);

			if (arc->edge->span.start == last ||
			    !leads_to_incubation(graph, arc))
				continue;
			last = arc->edge->span.start;
			visit_way(graph, node, arc, visit, payload);
		}
	}
}

/*
 * Strongly connected components over the arcs of import time, by Tarjan's
 * algorithm with a stack of its own (import chains can be long).
 */
struct tarjan {
	struct import_graph *graph;
	uint32_t *index, *low;
	size_t *next_arc;
	GArray *path, *pending; /* uint32_t: call stack, component stack */
	uint32_t n_indexed, n_components;
};

static void push(GArray *stack, uint32_t number)
{
	g_array_append_val(stack, number);
}

static uint32_t pop(GArray *stack)
{
	uint32_t number = g_array_index(stack, uint32_t, stack->len - 1);

	g_array_set_size(stack, stack->len - 1);
	return number;
}

static void enter(struct tarjan *tarjan, uint32_t number)
{
	tarjan->index[number] = tarjan->low[number] = tarjan->n_indexed++;
	push(tarjan->path, number);
	push(tarjan->pending, number);
}

static void leave(struct tarjan *tarjan, uint32_t number)
{
	uint32_t member;

	pop(tarjan->path);
	if (tarjan->path->len > 0) {
		uint32_t parent = g_array_index(tarjan->path, uint32_t,
						tarjan->path->len - 1);

		tarjan->low[parent] =
			MIN(tarjan->low[parent], tarjan->low[number]);
	}
	if (tarjan->low[number] != tarjan->index[number])
		return;
	do {
		member = pop(tarjan->pending);
		node_at(tarjan->graph, member)->component =
			tarjan->n_components;
	} while (member != number);
	tarjan->n_components++;
}

/* Follows the next arc of the node on top; leaves it when there is none. */
static void step(struct tarjan *tarjan)
{
	uint32_t number =
		g_array_index(tarjan->path, uint32_t, tarjan->path->len - 1);
	const struct node *node = node_at(tarjan->graph, number);
	const struct arc *arc;

	if (tarjan->next_arc[number] == n_arcs(node)) {
		leave(tarjan, number);
		return;
	}
	arc = arc_at(node, tarjan->next_arc[number]++);
	if (!arc->edge->at_import_time)
		return;
	if (tarjan->index[arc->target] == NONE)
		enter(tarjan, arc->target);
	else if (node_at(tarjan->graph, arc->target)->component == NONE)
		tarjan->low[number] =
			MIN(tarjan->low[number], tarjan->index[arc->target]);
}

static uint32_t find_components(struct import_graph *graph)
{
	uint32_t n = graph->nodes->len;
	g_autofree uint32_t *index = g_new(uint32_t, n);
	g_autofree uint32_t *low = g_new(uint32_t, n);
	g_autofree size_t *next_arc = g_new0(size_t, n);
	g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autoptr(GArray) pending = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	struct tarjan tarjan = {
		.graph = graph,
		.index = index,
		.low = low,
		.next_arc = next_arc,
		.path = path,
		.pending = pending,
	};

	memset(index, 0xff, n * sizeof(*index));
	for (uint32_t i = 0; i < n; i++) {
		if (index[i] != NONE)
			continue;
		enter(&tarjan, i);
		while (path->len > 0)
			step(&tarjan);
	}
	return tarjan.n_components;
}

/* Turns the order of the elements from number first on. */
static void reverse(GPtrArray *array, guint first)
{
	for (guint last = array->len; first + 1 < last; first++) {
		gpointer element = array->pdata[--last];

		array->pdata[last] = array->pdata[first];
		array->pdata[first] = element;
	}
}

/*
 * A breadth-first search inside one component, from a node to the first that
 * is wanted. Appends the paths of the way, without the first node's, and
 * returns the node that was found; NONE when there is none.
 */
static uint32_t search(struct import_graph *graph, uint32_t from,
		       bool (*is_wanted)(const struct node *node,
					 const struct node *other),
		       const struct node *other, GPtrArray *way)
{
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autofree uint32_t *before = g_new(uint32_t, graph->nodes->len);
	guint first = way->len;

	memset(before, 0xff, graph->nodes->len * sizeof(*before));
	before[from] = from;
	push(queue, from);
	for (guint head = 0; head < queue->len; head++) {
		uint32_t at = g_array_index(queue, uint32_t, head);
		const struct node *node = node_at(graph, at);

		if (at != from && is_wanted(node, other)) {
			for (uint32_t i = at; i != from; i = before[i])
				g_ptr_array_add(
					way, (char *)node_at(graph, i)->path);
			reverse(way, first);
			return at;
		}
		for (size_t i = 0; i < n_arcs(node); i++) {
			uint32_t next = arc_at(node, i)->target;

			if (!arc_at(node, i)->edge->at_import_time ||
			    node_at(graph, next)->component !=
				    node->component ||
			    before[next] != NONE)
				continue;
			before[next] = at;
			push(queue, next);
		}
	}
	return NONE;
}

static bool is_in_other_lane(const struct node *node, const struct node *other)
{
	return node->lane && node->lane != other->lane;
}

static bool is_same(const struct node *node, const struct node *other)
{
	return node == other;
}

/* A cycle from a node through the nearest one of another lane and back. */
static void visit_cycle(struct import_graph *graph, uint32_t number,
			void (*visit)(const struct import_chain *, void *),
			void *payload)
{
	const struct node *node = node_at(graph, number);
	g_autoptr(GPtrArray) paths = g_ptr_array_new();
	struct import_chain chain = {
		.file = node->file,
		.paths = paths,
		.from = node->lane,
	};
	uint32_t far;

	g_ptr_array_add(paths, (char *)node->path);
	far = search(graph, number, is_in_other_lane, node, paths);
	if (far == NONE)
		return;
	search(graph, far, is_same, node, paths);
	chain.to = node_at(graph, far)->lane;
	for (size_t i = 0; !chain.edge; i++)
		if (node_at(graph, arc_at(node, i)->target)->path ==
			    g_ptr_array_index(paths, 1) &&
		    arc_at(node, i)->edge->at_import_time)
			chain.edge = arc_at(node, i)->edge;
	visit(&chain, payload);
}

void import_graph_cycles(struct import_graph *graph,
			 void (*visit)(const struct import_chain *chain,
				       void *payload),
			 void *payload)
{
	uint32_t n_components = find_components(graph);
	/* How many files each has; 0 once the first of a lane has been seen,
	   from which every other one can be reached. */
	g_autofree uint32_t *sizes = g_new0(uint32_t, n_components + 1);

	for (uint32_t i = 0; i < graph->nodes->len; i++)
		sizes[node_at(graph, i)->component]++;
	for (uint32_t i = 0; i < graph->nodes->len; i++) {
		const struct node *node = node_at(graph, i);

		if (!node->lane || sizes[node->component] < 2)
			continue;
		sizes[node->component] = 0;
		visit_cycle(graph, i, visit, payload);
	}
}
