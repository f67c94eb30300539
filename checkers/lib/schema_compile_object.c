/* schema_compile_object - all that a schema says about members, in one. */

#include <config.h>

#include "cleanup.h"
#include "schema_private.h"

/* The rules while they grow: names get an index when they are first met. */
struct builder {
	struct schema_source *source;
	struct schema_object_rules *rules;
	GArray *names;	    /* of struct schema_name */
	GHashTable *by_key; /* GBytes to index */
};

static const struct json_doc *doc_of(const struct builder *builder)
{
	return builder->source->subschema->document->doc;
}

static uint32_t add_name(struct builder *builder, const char *key, size_t size)
{
	GBytes *bytes = g_bytes_new_static(key, size);
	struct schema_name name = {
		.key = key, .size = size, .required_node = JSON_NONE};
	gpointer index;

	if (g_hash_table_lookup_extended(builder->by_key, bytes, NULL,
					 &index)) {
		g_bytes_unref(bytes);
		return GPOINTER_TO_UINT(index);
	}
	g_hash_table_insert(builder->by_key, bytes,
			    GUINT_TO_POINTER(builder->names->len));
	g_array_append_val(builder->names, name);
	return builder->names->len - 1;
}

static struct schema_subschema *schema_in(struct builder *builder,
					  uint32_t node)
{
	return schema_at(builder->source->schema,
			 builder->source->subschema->document, node);
}

/* The names that an array of strings lists. */
static bool read_names(struct builder *builder, uint32_t array,
		       uint32_t **out_names, uint32_t *out_n)
{
	const struct json_doc *doc = doc_of(builder);
	uint32_t n = 0;
	uint32_t *names;

	if (!schema_expect(builder->source, array, JSON_ARRAY))
		return false;
	names = arena_alloc(&builder->source->schema->arena,
			    (json_doc_node(doc, array)->n_children + 1) *
				    sizeof(*names));
	for (uint32_t i = json_doc_first_child(doc, array); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next) {
		const struct json_node *node = json_doc_node(doc, i);

		if (!schema_expect(builder->source, i, JSON_STRING))
			return false;
		names[n++] = add_name(builder, node->string, node->string_size);
	}
	*out_names = names;
	*out_n = n;
	return true;
}

static bool add_required(struct builder *builder, uint32_t name, uint32_t array)
{
	uint32_t *names, n;
	struct schema_name *entry;

	if (!read_names(builder, array, &names, &n))
		return false;
	entry = &g_array_index(builder->names, struct schema_name, name);
	entry->required = names;
	entry->n_required = n;
	entry->required_node = array;
	builder->rules->has_dependents = true;
	return true;
}

/* What a member of dependencies and its two heirs, or of properties, says. */
static bool add_member(struct builder *builder, enum schema_keyword id,
		       uint32_t node)
{
	const struct json_node *member = json_doc_node(doc_of(builder), node);
	uint32_t name = add_name(builder, member->key, member->key_size);
	struct schema_subschema *schema;
	struct schema_name *entry;

	if (id == SCHEMA_DEPENDENT_REQUIRED ||
	    (id == SCHEMA_DEPENDENCIES && member->kind == JSON_ARRAY))
		return add_required(builder, name, node);
	schema = schema_in(builder, node);
	entry = &g_array_index(builder->names, struct schema_name, name);
	if (id == SCHEMA_PROPERTIES) {
		entry->property = schema;
	} else {
		entry->dependent = schema;
		builder->rules->has_dependents = true;
	}
	return schema != NULL;
}

static bool add_members(struct builder *builder, enum schema_keyword id)
{
	const struct json_doc *doc = doc_of(builder);
	uint32_t object = builder->source->nodes[id];

	if (object == JSON_NONE)
		return true;
	if (!schema_expect(builder->source, object, JSON_OBJECT))
		return false;
	for (uint32_t i = json_doc_first_child(doc, object); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next)
		if (!add_member(builder, id, i))
			return false;
	return true;
}

static bool add_patterns(struct builder *builder)
{
	const struct json_doc *doc = doc_of(builder);
	struct schema_object_rules *rules = builder->rules;
	uint32_t object = builder->source->nodes[SCHEMA_PATTERN_PROPERTIES];

	if (object == JSON_NONE)
		return true;
	if (!schema_expect(builder->source, object, JSON_OBJECT))
		return false;
	rules->patterns = arena_alloc(&builder->source->schema->arena,
				      (json_doc_node(doc, object)->n_children +
				       1) * sizeof(*rules->patterns));
	for (uint32_t i = json_doc_first_child(doc, object); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next) {
		const struct json_node *node = json_doc_node(doc, i);
		struct schema_object_pattern *entry =
			&rules->patterns[rules->n_patterns++];

		entry->pattern = schema_compile_pattern(
			builder->source, i, node->key, node->key_size);
		entry->schema = entry->pattern ? schema_in(builder, i) : NULL;
		if (!entry->schema)
			return false;
	}
	return true;
}

static bool add_one(struct builder *builder, enum schema_keyword id,
		    struct schema_subschema **out)
{
	uint32_t node = builder->source->nodes[id];

	if (node == JSON_NONE)
		return true;
	*out = schema_in(builder, node);
	return *out != NULL;
}

static int compare_indices(const void *left, const void *right, void *payload)
{
	const struct schema_name *names = payload;
	const struct schema_name *a = &names[*(const uint32_t *)left];
	const struct schema_name *b = &names[*(const uint32_t *)right];

	if (a->size != b->size)
		return a->size < b->size ? -1 : 1;
	return memcmp(a->key, b->key, a->size);
}

static void renumber(uint32_t *indices, uint32_t n, const uint32_t *places)
{
	for (uint32_t i = 0; i < n; i++)
		indices[i] = places[indices[i]];
}

/* Puts the names into the rules, sorted, and has all indices follow. */
static void sort_names(struct builder *builder)
{
	struct schema_object_rules *rules = builder->rules;
	uint32_t n = builder->names->len;
	struct schema_name *names = (struct schema_name *)builder->names->data;
	g_autofree uint32_t *order = g_new(uint32_t, n + 1);
	g_autofree uint32_t *places = g_new(uint32_t, n + 1);

	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	g_qsort_with_data(order, (gint)n, sizeof(*order), compare_indices,
			  names);
	rules->n_names = n;
	rules->names = arena_alloc(&builder->source->schema->arena,
				   (n + 1) * sizeof(*rules->names));
	for (uint32_t i = 0; i < n; i++) {
		rules->names[i] = names[order[i]];
		places[order[i]] = i;
	}
	renumber(rules->required, rules->n_required, places);
	for (uint32_t i = 0; i < n; i++)
		renumber(rules->names[i].required, rules->names[i].n_required,
			 places);
}

static bool build(struct builder *builder)
{
	struct schema_object_rules *rules = builder->rules;

	rules->required_node = builder->source->nodes[SCHEMA_REQUIRED];
	if (rules->required_node != JSON_NONE &&
	    !read_names(builder, rules->required_node, &rules->required,
			&rules->n_required))
		return false;
	if (!add_members(builder, SCHEMA_DEPENDENCIES) ||
	    !add_members(builder, SCHEMA_DEPENDENT_REQUIRED) ||
	    !add_members(builder, SCHEMA_DEPENDENT_SCHEMAS) ||
	    !add_members(builder, SCHEMA_PROPERTIES) ||
	    !add_patterns(builder) ||
	    !add_one(builder, SCHEMA_ADDITIONAL_PROPERTIES,
		     &rules->additional) ||
	    !add_one(builder, SCHEMA_PROPERTY_NAMES, &rules->property_names))
		return false;
	sort_names(builder);
	return true;
}

bool schema_compile_object(struct schema_source *source,
			   struct schema_rule *rule)
{
	struct builder builder = {
		.source = source,
		.rules = arena_alloc(&source->schema->arena,
				     sizeof(struct schema_object_rules)),
		.names = g_array_new(FALSE, FALSE, sizeof(struct schema_name)),
		.by_key = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
						(GDestroyNotify)g_bytes_unref,
						NULL),
	};
	bool is_valid = build(&builder);

	rule->object = builder.rules;
	g_array_free(builder.names, TRUE);
	g_hash_table_unref(builder.by_key);
	return is_valid;
}
