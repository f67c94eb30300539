/* fuzz-json-doc - whatever is read as JSON has sound spans and pointers. */

#include <config.h>

#include "json_doc.h"

#include "cleanup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_key(const struct json_doc *doc, const struct json_node *node)
{
	bool is_member = node->parent != JSON_NONE &&
			 json_doc_node(doc, node->parent)->kind == JSON_OBJECT;

	g_assert_true((node->key != NULL) == is_member);
	if (!is_member)
		return;
	g_assert_cmpuint(node->key_span.end, <, node->span.start);
	g_assert_true(node->key[node->key_size] == '\0');
	g_assert_cmpuint(node->key_size + 2, <=, span_size(node->key_span));
}

/* A node lies in its parent, behind its elder sibling. */
static void check_node(const struct json_doc *doc, uint32_t i, size_t size)
{
	const struct json_node *node = json_doc_node(doc, i);
	uint32_t n_children = 0;
	size_t end = node->span.start;

	g_assert_cmpuint(node->span.start, <, node->span.end);
	g_assert_cmpuint(node->span.end, <=, size);
	check_key(doc, node);
	if (node->kind == JSON_STRING)
		g_assert_true(node->string[node->string_size] == '\0');
	for (uint32_t child = json_doc_first_child(doc, i); child != JSON_NONE;
	     child = json_doc_node(doc, child)->next) {
		const struct json_node *inner = json_doc_node(doc, child);

		g_assert_cmpuint(inner->parent, ==, i);
		g_assert_cmpuint(end, <, inner->span.start);
		end = inner->span.end;
		n_children++;
	}
	g_assert_cmpuint(n_children, ==, node->n_children);
	g_assert_cmpuint(end, <=, node->span.end);
}

/* Does the node's pointer name it alone, all the way up? */
static bool is_named(const struct json_doc *doc, uint32_t i)
{
	for (; i != JSON_NONE; i = json_doc_node(doc, i)->parent) {
		const struct json_node *node = json_doc_node(doc, i);

		if (!node->key)
			continue;
		if (memchr(node->key, '\0', node->key_size) ||
		    json_doc_member(doc, node->parent, node->key) != i)
			return false;
	}
	return true;
}

static void check(const char *bytes, size_t size, unsigned int flags)
{
	struct json_error error = {.offset = SIZE_MAX};
	g_autoptr(json_doc_t) doc = json_doc_parse(bytes, size, flags, &error);

	if (!doc) {
		g_assert_cmpuint(error.offset, <=, size);
		g_assert_true(g_utf8_validate(error.message, -1, NULL));
		return;
	}
	for (uint32_t i = 0; i < json_doc_count(doc); i++) {
		g_autofree char *pointer = json_doc_pointer(doc, i);

		check_node(doc, i, size);
		if (is_named(doc, i))
			g_assert_cmpuint(json_doc_at(doc, pointer), ==, i);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check((const char *)data, size, 0);
	check((const char *)data, size, JSON_COMMENTS);
	return 0;
}
