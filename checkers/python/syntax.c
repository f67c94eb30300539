/* syntax - tree-sitter's trees of Python, and queries on them. */

#include <config.h>

#include "syntax.h"

#include <stdint.h>
#include <string.h>

#include "cleanup.h"
#include "embedded.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TSParser, ts_parser_delete)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TSTree, ts_tree_delete)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TSQueryCursor, ts_query_cursor_delete)

const TSLanguage *tree_sitter_python(void);

struct syntax_query {
	TSQuery *query;
};

struct syntax_query *syntax_query_new(const char *name)
{
	struct syntax_query *query = g_new0(struct syntax_query, 1);
	size_t size;
	const char *text = embedded_text(name, &size);
	uint32_t offset;
	TSQueryError error;

	g_assert(text);
	query->query = ts_query_new(tree_sitter_python(), text, (uint32_t)size,
				    &offset, &error);
	if (!query->query)
		g_error("%s: fault %d at byte %u", name, (int)error, offset);
	return query;
}

void syntax_query_free(struct syntax_query *query)
{
	ts_query_delete(query->query);
	g_free(query);
}

TSNode syntax_capture(const struct syntax_match *match, const char *name)
{
	for (uint16_t i = 0; i < match->match->capture_count; i++) {
		const TSQueryCapture *capture = &match->match->captures[i];
		uint32_t size;
		const char *found = ts_query_capture_name_for_id(
			match->query->query, capture->index, &size);

		if (size == strlen(name) && memcmp(found, name, size) == 0)
			return capture->node;
	}
	return (TSNode){0};
}

/* Returns NULL when no tree could be made. */
static TSTree *parse(const char *text, size_t size)
{
	g_autoptr(TSParser) parser = ts_parser_new();

	if (size > UINT32_MAX ||
	    !ts_parser_set_language(parser, tree_sitter_python()))
		return NULL;
	return ts_parser_parse_string(parser, NULL, text, (uint32_t)size);
}

bool syntax_visit(const struct syntax_query *query, const char *text,
		  size_t size,
		  void (*visit)(const struct syntax_match *match,
				void *payload),
		  void *payload)
{
	g_autoptr(TSTree) tree = parse(text, size);
	g_autoptr(TSQueryCursor) cursor = ts_query_cursor_new();
	TSQueryMatch found;
	struct syntax_match match = {query, &found};

	if (!tree)
		return false;
	ts_query_cursor_exec(cursor, query->query, ts_tree_root_node(tree));
	while (ts_query_cursor_next_match(cursor, &found))
		visit(&match, payload);
	return true;
}

/* Moves to the node after this one and all below it; false at the end. */
static bool leave_node(TSTreeCursor *cursor)
{
	while (!ts_tree_cursor_goto_next_sibling(cursor))
		if (!ts_tree_cursor_goto_parent(cursor))
			return false;
	return true;
}

bool syntax_visit_faults(const char *text, size_t size,
			 void (*visit)(const struct syntax_fault *fault,
				       void *payload),
			 void *payload)
{
	g_autoptr(TSTree) tree = parse(text, size);
	TSTreeCursor cursor;
	bool goes_on = true;

	if (!tree)
		return false;
	cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
	while (goes_on) {
		TSNode node = ts_tree_cursor_current_node(&cursor);
		struct syntax_fault fault = {
			.start = ts_node_start_byte(node),
			.end = ts_node_end_byte(node),
		};

		if (ts_node_is_missing(node))
			fault.missing = ts_node_type(node);
		if (ts_node_is_missing(node) ||
		    strcmp(ts_node_type(node), "ERROR") == 0)
			visit(&fault, payload);
		goes_on = (ts_node_has_error(node) &&
			   ts_tree_cursor_goto_first_child(&cursor)) ||
			  leave_node(&cursor);
	}
	ts_tree_cursor_delete(&cursor);
	return true;
}
