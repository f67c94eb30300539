/* schema_pointer - finds values of schema documents by their pointers. */

#include <config.h>

#include "cleanup.h"
#include "schema_private.h"

/* A child that is looked for. */
struct wanted {
	uint32_t parent;
	const char *key; /* NULL in an array */
	size_t size;
	uint32_t index; /* in an array */
};

static int compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* By parents, then by keys or indices. */
static int compare(const struct wanted *wanted, const struct json_node *node)
{
	int order = compare_numbers(wanted->parent, node->parent);

	if (!order && !wanted->key)
		return compare_numbers(wanted->index, node->index);
	if (!order)
		order = compare_numbers(wanted->size, node->key_size);
	return order ? order : memcmp(wanted->key, node->key, wanted->size);
}

static int compare_nodes(const void *left, const void *right, void *payload)
{
	const struct json_doc *doc = payload;
	const struct json_node *node =
		json_doc_node(doc, *(const uint32_t *)left);
	struct wanted wanted = {node->parent, node->key, node->key_size,
				node->index};

	return compare(&wanted, json_doc_node(doc, *(const uint32_t *)right));
}

static void sort_nodes(struct schema_document *document)
{
	uint32_t n = json_doc_count(document->doc);

	document->order = g_new(uint32_t, n);
	for (uint32_t i = 0; i < n; i++)
		document->order[i] = i;
	g_qsort_with_data(document->order, (gint)n, sizeof(*document->order),
			  compare_nodes, document->doc);
}

static uint32_t find(const struct schema_document *document,
		     const struct wanted *wanted)
{
	uint32_t low = 0, high = json_doc_count(document->doc);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint32_t node = document->order[middle];
		int order = compare(wanted, json_doc_node(document->doc, node));

		if (!order)
			return node;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return JSON_NONE;
}

uint32_t schema_find_pointer(struct schema_document *document, uint32_t node,
			     const char *pointer)
{
	if (!document->order)
		sort_nodes(document);
	while (*pointer && node != JSON_NONE) {
		enum json_kind kind = json_doc_node(document->doc, node)->kind;
		g_autofree char *token = json_pointer_take(&pointer);
		struct wanted wanted = {.parent = node};

		if (!token || (kind != JSON_ARRAY && kind != JSON_OBJECT))
			return JSON_NONE;
		if (kind == JSON_OBJECT) {
			wanted.key = token;
			wanted.size = strlen(token);
		} else {
			wanted.index = json_pointer_index(token);
		}
		node = find(document, &wanted);
	}
	return node;
}
