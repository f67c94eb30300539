#ifndef IMPORT_GRAPH_H
#define IMPORT_GRAPH_H

/*
 * Who imports whom, among the files of a run, and what the lanes say of it:
 * a production lane (severity error) must not reach an incubation lane
 * (a lower one), and no cycle may run through two lanes.
 */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "configuration.h"
#include "span.h"

/* One import of one file: an edge to the file it names. */
struct import_edge {
	const char *target;  /* path; borrowed from whoever made the edge */
	struct span span;    /* of the module's name, in bytes */
	bool at_import_time; /* neither in a function nor for type checkers */
};

struct import_graph;

/* configuration is borrowed for the graph's life. Owned by the caller. */
struct import_graph *
import_graph_new(const struct configuration *configuration);
void import_graph_free(struct import_graph *graph); /* accepts NULL */

/*
 * Adds a file and its edges (GArray of struct import_edge, borrowed for the
 * graph's life; NULL: none). file is the caller's number for it.
 */
void import_graph_add(struct import_graph *graph, const char *path, size_t file,
		      const GArray *edges);

/* A path through the graph that should not be. */
struct import_chain {
	size_t file;			/* the first file's number */
	const struct import_edge *edge; /* its import that begins the chain */
	const GPtrArray *paths; /* const char *; from the first to the last */
	const struct lane *from, *to; /* NULL: no lane */
};

/*
 * Calls visit for every import of a production lane's file that leads into
 * an incubation lane: directly, or through files of no lane (the shortest
 * way). In the order of files and edges; of neighbouring edges with the same
 * span, which one statement makes, only the first that leads there.
 */
void import_graph_boundaries(struct import_graph *graph,
			     void (*visit)(const struct import_chain *chain,
					   void *payload),
			     void *payload);

/*
 * Calls visit once for every set of files that import each other in a circle
 * at import time and lie in two lanes or more: the chain goes from the set's
 * first file to the nearest one of another lane, and back to the first.
 */
void import_graph_cycles(struct import_graph *graph,
			 void (*visit)(const struct import_chain *chain,
				       void *payload),
			 void *payload);

#endif
