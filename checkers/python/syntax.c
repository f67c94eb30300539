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

bool syntax_visit(const struct syntax_query *query, const char *text,
		  size_t size,
		  void (*visit)(const struct syntax_match *match,
				void *payload),
		  void *payload)
{
	g_autoptr(TSParser) parser = ts_parser_new();
	g_autoptr(TSTree) tree = NULL;
	g_autoptr(TSQueryCursor) cursor = ts_query_cursor_new();
	TSQueryMatch found;
	struct syntax_match match = {query, &found};

	if (size > UINT32_MAX ||
	    !ts_parser_set_language(parser, tree_sitter_python()))
		return false;
	tree = ts_parser_parse_string(parser, NULL, text, (uint32_t)size);
	if (!tree)
		return false;
	ts_query_cursor_exec(cursor, query->query, ts_tree_root_node(tree));
	while (ts_query_cursor_next_match(cursor, &found))
		visit(&match, payload);
	return true;
}
