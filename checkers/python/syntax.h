#ifndef SYNTAX_H
#define SYNTAX_H

/*
 * Syntax trees, for what needs structure, and queries on them.
 *
 * A tree costs about thirty times as much as the tokens; a checker asks for
 * one only where a scan of the bytes has shown that it may be worth it.
 */

#include <stdbool.h>
#include <stddef.h>

#include <tree_sitter/api.h>

/* A compiled query of rules/queries; shared by all threads. */
struct syntax_query;

/*
 * Compiles the embedded query of that name ("rules/queries/x.scm"). A query
 * that does not compile is a bug of ours. Owned by the caller.
 */
struct syntax_query *syntax_query_new(const char *name);
void syntax_query_free(struct syntax_query *query);

/* What a match of a query captured, by the captures' names. */
struct syntax_match {
	const struct syntax_query *query;
	const TSQueryMatch *match;
};

/* The node captured under a name; a null node where there is none. */
TSNode syntax_capture(const struct syntax_match *match, const char *name);

/*
 * Parses text (at most UINT32_MAX bytes) and calls visit for every match in
 * the order of the text. Returns false when no tree could be made.
 */
bool syntax_visit(const struct syntax_query *query, const char *text,
		  size_t size,
		  void (*visit)(const struct syntax_match *match,
				void *payload),
		  void *payload);

/* A place where the parser had to make the text fit. */
struct syntax_fault {
	size_t start; /* bytes of the text */
	size_t end;
	/* What was missing there, as the grammar calls it; NULL: too much. */
	const char *missing;
};

/*
 * Parses text and calls visit for every fault in the order of the text, the
 * outer before those inside of it. Returns false when no tree could be made.
 */
bool syntax_visit_faults(const char *text, size_t size,
			 void (*visit)(const struct syntax_fault *fault,
				       void *payload),
			 void *payload);

#endif
