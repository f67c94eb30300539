/* json_canonical - one spelling for equal JSON values. */

#include <config.h>

#include "json_canonical.h"

#include "cleanup.h"
#include "decimal.h"

static void append_text(GString *out, char kind, const char *text, size_t size)
{
	uint64_t length = size;

	g_string_append_c(out, kind);
	g_string_append_len(out, (const char *)&length, sizeof(length));
	g_string_append_len(out, text, (gssize)size);
}

void json_canonical_append_string(const char *text, size_t size, GString *out)
{
	append_text(out, 's', text, size);
}

static void append_number(GString *out, const struct json_node *node)
{
	struct decimal number = decimal_parse(node->string, node->string_size);
	const char *at = number.digits;

	g_string_append_c(out, number.is_negative ? '-' : '+');
	for (size_t i = 0; i < number.n_digits; i++, at++) {
		if (*at == '.')
			at++;
		g_string_append_c(out, *at);
	}
	g_string_append_c(out, 'e');
	g_string_append_len(out, (const char *)&number.exponent,
			    sizeof(number.exponent));
}

/* Smaller before larger, as all that matters is that there is an order. */
static int compare_members(const void *left, const void *right, void *payload)
{
	const struct json_doc *doc = payload;
	const struct json_node *a = json_doc_node(doc, *(const uint32_t *)left);
	const struct json_node *b =
		json_doc_node(doc, *(const uint32_t *)right);

	if (a->key_size != b->key_size)
		return a->key_size < b->key_size ? -1 : 1;
	return memcmp(a->key, b->key, a->key_size);
}

static bool same_key(const struct json_doc *doc, uint32_t a, uint32_t b)
{
	return compare_members(&a, &b, (void *)doc) == 0;
}

/* The members in their order, and how many differ in their keys. */
static uint32_t *sort_members(const struct json_doc *doc, uint32_t object,
			      uint32_t *out_n)
{
	uint32_t n = json_doc_node(doc, object)->n_children;
	uint32_t *members = g_new(uint32_t, n + 1);
	uint32_t n_kept = 0;
	uint32_t child = json_doc_first_child(doc, object);

	for (uint32_t i = 0; i < n; i++) {
		members[i] = child;
		child = json_doc_node(doc, child)->next;
	}
	/* Stable, so that the last of several stays the last. */
	g_qsort_with_data(members, (gint)n, sizeof(*members), compare_members,
			  (void *)doc);
	for (uint32_t i = 0; i < n; i++)
		if (i + 1 == n || !same_key(doc, members[i], members[i + 1]))
			members[n_kept++] = members[i];
	*out_n = n_kept;
	return members;
}

static void append_object(const struct json_doc *doc, uint32_t object,
			  GString *out)
{
	uint32_t n;
	g_autofree uint32_t *members = sort_members(doc, object, &n);

	g_string_append_c(out, '{');
	for (uint32_t i = 0; i < n; i++) {
		const struct json_node *member = json_doc_node(doc, members[i]);

		append_text(out, ':', member->key, member->key_size);
		json_canonical_append(doc, members[i], out);
	}
	g_string_append_c(out, '}');
}

/* Recursion is as deep as the document: JSON_MAX_DEPTH. */
void json_canonical_append(const struct json_doc *doc, uint32_t node,
			   GString *out)
{
	const struct json_node *value = json_doc_node(doc, node);

	switch (value->kind) {
	case JSON_NULL:
		g_string_append_c(out, 'n');
		break;
	case JSON_FALSE:
		g_string_append_c(out, 'f');
		break;
	case JSON_TRUE:
		g_string_append_c(out, 't');
		break;
	case JSON_NUMBER:
		append_number(out, value);
		break;
	case JSON_STRING:
		json_canonical_append_string(value->string, value->string_size,
					     out);
		break;
	case JSON_ARRAY:
		g_string_append_c(out, '[');
		for (uint32_t i = json_doc_first_child(doc, node);
		     i != JSON_NONE; i = json_doc_node(doc, i)->next)
			json_canonical_append(doc, i, out);
		g_string_append_c(out, ']');
		break;
	case JSON_OBJECT:
		append_object(doc, node, out);
		break;
	}
}
