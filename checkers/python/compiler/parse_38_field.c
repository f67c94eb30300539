/* parse_38_field - the lines that Python 3.8 gives the fields of f-strings. */

#include <config.h>

#include "parse_38_field.h"

#include <string.h>

#include <glib.h>

#include "cleanup.h"

/* Bytes from a '{' to a '}'. */
struct slice {
	const char *start;
	size_t size;
};

/*
 * An f-string may have very many fields, so each is not searched for: when
 * the first of a length is asked for, all of that length are noted.
 */
struct field_index {
	const struct compilation *c;
	const char *text; /* of the token */
	const char *end;
	bool is_one_line;
	GHashTable *slices;  /* struct slice, at their first places */
	GHashTable *lengths; /* those that were looked for */
};

static guint slice_hash(gconstpointer key)
{
	const struct slice *slice = key;
	guint hash = 5381;

	for (size_t i = 0; i < slice->size; i++)
		hash = hash * 33 + (unsigned char)slice->start[i];
	return hash;
}

static gboolean slice_equal(gconstpointer a, gconstpointer b)
{
	const struct slice *one = a;
	const struct slice *other = b;

	return one->size == other->size &&
	       memcmp(one->start, other->start, one->size) == 0;
}

struct field_index *field_index_new(const struct compilation *c, uint32_t token)
{
	const struct token *string = &c->tokens.items[token];
	struct field_index *index = g_new0(struct field_index, 1);

	index->c = c;
	index->text = c->text + string->start;
	index->end = c->text + string->end;
	index->is_one_line = text_line(&c->lines, string->start) ==
			     text_line(&c->lines, string->end);
	index->slices =
		g_hash_table_new_full(slice_hash, slice_equal, g_free, NULL);
	index->lengths = g_hash_table_new(NULL, NULL);
	return index;
}

void field_index_free(struct field_index *index)
{
	if (!index)
		return;
	g_hash_table_unref(index->slices);
	g_hash_table_unref(index->lengths);
	g_free(index);
}

static void note_slice(struct field_index *index, struct slice slice)
{
	if (!g_hash_table_contains(index->slices, &slice))
		g_hash_table_add(index->slices,
				 g_memdup2(&slice, sizeof(slice)));
}

static void note_length(struct field_index *index, size_t size)
{
	const char *p = index->text;

	if (!g_hash_table_add(index->lengths, GSIZE_TO_POINTER(size)))
		return;
	while ((p = memchr(p, '{', (size_t)(index->end - p))) != NULL) {
		struct slice slice = {.start = p, .size = size};

		if ((size_t)(index->end - p) < size)
			break;
		if (p[size - 1] == '}')
			note_slice(index, slice);
		p++;
	}
}

unsigned int field_lines_before(struct field_index *index,
				const struct compilation *field)
{
	const struct text_lines *lines = &index->c->lines;
	const char *found = index->text;

	if (!index->is_one_line) {
		g_autofree char *bytes = g_memdup2(field->text, field->size);
		struct slice wanted = {.start = bytes, .size = field->size};
		const struct slice *first;

		/* It is in parentheses. */
		bytes[0] = '{';
		bytes[field->size - 1] = '}';
		note_length(index, field->size);
		first = g_hash_table_lookup(index->slices, &wanted);
		if (first)
			found = first->start;
	}
	return text_line(lines, (size_t)(found - index->c->text)) - 1;
}

/* The start of the line that an offset of the field has, less the shift. */
static uint32_t placed(const struct field_index *index,
		       const struct compilation *field, uint32_t offset,
		       uint32_t shift)
{
	unsigned int line = text_line(&field->lines, offset);

	return text_line_start(&index->c->lines, line) - shift;
}

void field_place_tree(const struct field_index *index,
		      const struct compilation *field, const char *start,
		      struct node *tree)
{
	size_t offset = (size_t)(start - index->c->text);
	uint32_t shift = (uint32_t)offset - 1;
	g_autoptr(GPtrArray) open = NULL;
	g_autoptr(GHashTable) done = NULL;

	if (field->lines.before == text_line(&index->c->lines, offset) - 1)
		return;
	open = g_ptr_array_new();
	done = g_hash_table_new(NULL, NULL);
	g_ptr_array_add(open, tree);
	while (open->len > 0) {
		struct node *node =
			g_ptr_array_steal_index_fast(open, open->len - 1);

		if (!node || !g_hash_table_add(done, node))
			continue;
		node->start = placed(index, field, node->start, shift);
		node->end = placed(index, field, node->end, shift);
		for (uint32_t i = 0; i < node->n; i++)
			g_ptr_array_add(open, node->children[i]);
	}
}
