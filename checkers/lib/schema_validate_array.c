/* schema_validate_array - keywords about arrays. */

#include <config.h>

#include "cleanup.h"
#include "json_canonical.h"
#include "schema_run.h"

/* ---- items ----------------------------------------------------------- */

static bool validate_items(struct schema_runner *runner,
			   const struct schema_frame *frame,
			   const struct schema_array_rules *array)
{
	uint32_t child = json_doc_first_child(runner->doc, frame->node);
	bool is_valid = true;

	for (uint32_t i = 0; child != JSON_NONE; i++) {
		const struct schema_subschema *schema =
			i < array->n_prefix ? array->prefix[i] : array->rest;

		if (!schema)
			break;
		if (frame->marks)
			frame->marks->children[i] = 1;
		is_valid &= schema_validate_child(runner, frame, schema, child);
		if (!is_valid && !runner->errors)
			return false;
		child = json_doc_node(runner->doc, child)->next;
	}
	return is_valid;
}

/* ---- contains -------------------------------------------------------- */

/* How many elements the schema allows; marks them. */
static uint64_t count_contained(struct schema_runner *runner,
				const struct schema_frame *frame,
				const struct schema_contains *contains)
{
	struct schema_error_list *errors = runner->errors;
	uint32_t child = json_doc_first_child(runner->doc, frame->node);
	uint64_t n = 0;

	runner->errors = NULL;
	for (uint32_t i = 0; child != JSON_NONE; i++) {
		if (schema_validate_child(runner, frame, contains->schema,
					  child)) {
			n++;
			if (frame->marks)
				frame->marks->children[i] = 1;
		}
		child = json_doc_node(runner->doc, child)->next;
	}
	runner->errors = errors;
	return n;
}

static bool validate_contains(struct schema_runner *runner,
			      const struct schema_frame *frame,
			      const struct schema_rule *rule)
{
	const struct schema_contains *contains = &rule->contains;
	uint64_t n = count_contained(runner, frame, contains);
	g_autofree char *message = NULL;
	bool is_more = n > contains->max;

	if (n >= contains->min && n <= contains->max)
		return true;
	if (!runner->errors || runner->reason)
		return false;
	message = g_strdup_printf("the array has %" G_GUINT64_FORMAT
				  " matching items, at %s %" G_GUINT64_FORMAT
				  " are expected",
				  n, is_more ? "most" : "least",
				  is_more ? contains->max : contains->min);
	if (is_more)
		schema_error_add(runner, frame, SCHEMA_MAX_CONTAINS,
				 contains->max_node, message);
	else if (contains->min_node != JSON_NONE)
		schema_error_add(runner, frame, SCHEMA_MIN_CONTAINS,
				 contains->min_node, message);
	else
		schema_error_add(runner, frame, SCHEMA_CONTAINS, rule->node,
				 "no item of the array is as 'contains' asks");
	return false;
}

/* ---- uniqueItems ----------------------------------------------------- */

/* One element's canonical bytes in a text of all. */
struct piece {
	size_t start, size;
	uint32_t index, node;
};

static int compare_pieces(const void *left, const void *right, void *payload)
{
	const GString *text = payload;
	const struct piece *a = left, *b = right;

	if (a->size != b->size)
		return a->size < b->size ? -1 : 1;
	return memcmp(text->str + a->start, text->str + b->start, a->size);
}

static struct piece *list_pieces(struct schema_runner *runner,
				 const struct schema_frame *frame)
{
	uint32_t child = json_doc_first_child(runner->doc, frame->node);
	uint32_t n = frame->value->n_children;
	struct piece *pieces = g_new(struct piece, n + 1);
	GString *text = runner->scratch;

	g_string_truncate(text, 0);
	for (uint32_t i = 0; i < n; i++) {
		pieces[i] = (struct piece){text->len, 0, i, child};
		json_canonical_append(runner->doc, child, text);
		pieces[i].size = text->len - pieces[i].start;
		child = json_doc_node(runner->doc, child)->next;
	}
	runner->steps += text->len / 16;
	/* Stable: of equal ones the first stays the first. */
	g_qsort_with_data(pieces, (gint)n, sizeof(*pieces), compare_pieces,
			  text);
	return pieces;
}

/* Reports the first element that equals an earlier one. */
static bool validate_unique(struct schema_runner *runner,
			    const struct schema_frame *frame,
			    const struct schema_rule *rule)
{
	uint32_t n = frame->value->n_children;
	g_autofree struct piece *pieces = NULL;
	g_autofree char *message = NULL;
	struct schema_error *error;
	const struct piece *found = NULL;

	if (!rule->count || n < 2)
		return true;
	pieces = list_pieces(runner, frame);
	for (uint32_t i = 1; i < n; i++)
		if ((!found || pieces[i].index < found->index) &&
		    compare_pieces(&pieces[i - 1], &pieces[i],
				   runner->scratch) == 0)
			found = &pieces[i];
	if (!found || !runner->errors)
		return !found;
	message = g_strdup_printf("the items %u and %u of the array are equal",
				  found[-1].index, found->index);
	error = schema_error_add(runner, frame, rule->id, rule->node, message);
	if (error)
		error->span = json_doc_node(runner->doc, found->node)->span;
	return false;
}

bool schema_validate_array(struct schema_runner *runner,
			   const struct schema_frame *frame,
			   const struct schema_rule *rule)
{
	switch (rule->id) {
	case SCHEMA_MAX_ITEMS:
		return frame->value->n_children <= rule->count ||
		       schema_refuse(runner, frame, rule);
	case SCHEMA_MIN_ITEMS:
		return frame->value->n_children >= rule->count ||
		       schema_refuse(runner, frame, rule);
	case SCHEMA_UNIQUE_ITEMS:
		return validate_unique(runner, frame, rule);
	case SCHEMA_ITEMS:
		return validate_items(runner, frame, &rule->array);
	default:
		return validate_contains(runner, frame, rule);
	}
}
