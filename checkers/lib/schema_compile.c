/* schema_compile - from a schema's text to its rules. */

#include <config.h>

#include "cleanup.h"
#include "json_canonical.h"
#include "schema_private.h"

/* More schemas than this in one are taken for an attack. */
#define MAX_SUBSCHEMAS 1000000

typedef bool compile_func(struct schema_source *source,
			  struct schema_rule *rule);

/* ---- helpers --------------------------------------------------------- */

static const struct json_node *node_of(const struct schema_source *source,
				       uint32_t node)
{
	return json_doc_node(source->subschema->document->doc, node);
}

static struct schema_subschema *schema_in(struct schema_source *source,
					  uint32_t node)
{
	return schema_at(source->schema, source->subschema->document, node);
}

static bool fail_keyword(struct schema_source *source,
			 const struct schema_rule *rule, const char *expected)
{
	return schema_fail(source->schema, source->subschema->document,
			   rule->node, "'%s' is %s",
			   schema_keyword_info(rule->id)->name, expected);
}

bool schema_expect(struct schema_source *source, uint32_t value,
		   enum json_kind kind)
{
	const struct json_node *node = node_of(source, value);

	return node->kind == kind ||
	       schema_fail(source->schema, source->subschema->document, value,
			   "%s %s is expected here, not %s",
			   strchr("ao", *json_kind_name(kind)) ? "an" : "a",
			   json_kind_name(kind), json_kind_name(node->kind));
}

struct schema_pattern *schema_compile_pattern(struct schema_source *source,
					      uint32_t node, const char *text,
					      size_t size)
{
	struct ecma_error error;
	struct schema_pattern *pattern = schema_pattern_new(text, size, &error);

	if (pattern)
		g_ptr_array_add(source->schema->patterns, pattern);
	else
		schema_fail(source->schema, source->subschema->document, node,
			    "the pattern '%s' is not valid: %s", text,
			    error.message);
	return pattern;
}

/* ---- values ---------------------------------------------------------- */

static unsigned int find_type(const struct json_node *node)
{
	static const struct {
		const char *name;
		unsigned int bits;
	} types[] = {
		{"null", SCHEMA_TYPE_NULL},
		{"boolean", SCHEMA_TYPE_BOOLEAN},
		{"object", SCHEMA_TYPE_OBJECT},
		{"array", SCHEMA_TYPE_ARRAY},
		{"string", SCHEMA_TYPE_STRING},
		{"number", SCHEMA_TYPE_NUMBER | SCHEMA_TYPE_INTEGER},
		{"integer", SCHEMA_TYPE_INTEGER},
	};

	for (size_t i = 0; node->kind == JSON_STRING && i < G_N_ELEMENTS(types);
	     i++)
		if (strcmp(types[i].name, node->string) == 0)
			return types[i].bits;
	return 0;
}

static bool compile_type(struct schema_source *source, struct schema_rule *rule)
{
	const struct json_node *node = node_of(source, rule->node);
	uint32_t one = rule->node;

	if (node->kind == JSON_ARRAY)
		one = json_doc_first_child(source->subschema->document->doc,
					   rule->node);
	for (; one != JSON_NONE; one = node_of(source, one)->next) {
		unsigned int bits = find_type(node_of(source, one));

		if (!bits)
			return schema_fail(source->schema,
					   source->subschema->document, one,
					   "'type' is not the name of a type");
		rule->types |= bits;
		if (node->kind != JSON_ARRAY)
			break;
	}
	return true;
}

static GBytes *canonical(struct schema_source *source, uint32_t node)
{
	GString *text = g_string_new(NULL);
	GBytes *bytes;

	json_canonical_append(source->subschema->document->doc, node, text);
	bytes = g_string_free_to_bytes(text);
	g_ptr_array_add(source->schema->values, bytes);
	return bytes;
}

static int compare_values(const void *a, const void *b)
{
	return g_bytes_compare(*(GBytes *const *)a, *(GBytes *const *)b);
}

static bool compile_values(struct schema_source *source,
			   struct schema_rule *rule)
{
	struct schema_values *values = &rule->values;
	const struct json_node *node = node_of(source, rule->node);
	uint32_t i = rule->node;

	if (rule->id == SCHEMA_ENUM) {
		if (!schema_expect(source, rule->node, JSON_ARRAY))
			return false;
		i = json_doc_first_child(source->subschema->document->doc, i);
	}
	values->n = rule->id == SCHEMA_ENUM ? node->n_children : 1;
	values->values = arena_alloc(&source->schema->arena,
				     (values->n + 1) * sizeof(GBytes *));
	for (uint32_t n = 0; n < values->n; n++) {
		values->values[n] = canonical(source, i);
		i = node_of(source, i)->next;
	}
	qsort(values->values, values->n, sizeof(GBytes *), compare_values);
	return true;
}

static bool compile_number(struct schema_source *source,
			   struct schema_rule *rule)
{
	const struct json_node *node = node_of(source, rule->node);

	if (!schema_expect(source, rule->node, JSON_NUMBER))
		return false;
	rule->number = decimal_parse(node->string, node->string_size);
	if (rule->id != SCHEMA_MULTIPLE_OF)
		return true;
	if (rule->number.is_negative || !rule->number.n_digits)
		return fail_keyword(source, rule, "a number above 0");
	if (rule->number.n_digits > DECIMAL_MAX_DIVISOR)
		return fail_keyword(source, rule, "too long a number");
	return true;
}

static bool read_count(struct schema_source *source, uint32_t value,
		       uint64_t *out)
{
	const struct json_node *node = node_of(source, value);
	struct decimal number;

	if (!schema_expect(source, value, JSON_NUMBER))
		return false;
	number = decimal_parse(node->string, node->string_size);
	if (number.is_negative || !decimal_is_integer(&number))
		return schema_fail(source->schema, source->subschema->document,
				   value, "%s is no count", node->string);
	*out = decimal_to_count(&number);
	return true;
}

static bool compile_count(struct schema_source *source,
			  struct schema_rule *rule)
{
	return read_count(source, rule->node, &rule->count);
}

static bool compile_pattern(struct schema_source *source,
			    struct schema_rule *rule)
{
	const struct json_node *node = node_of(source, rule->node);

	if (!schema_expect(source, rule->node, JSON_STRING))
		return false;
	rule->pattern = schema_compile_pattern(source, rule->node, node->string,
					       node->string_size);
	return rule->pattern != NULL;
}

/* Without assertion a format is a remark; so is one that is not known. */
static bool compile_format(struct schema_source *source,
			   struct schema_rule *rule)
{
	const struct schema_dialect *dialect =
		&source->subschema->resource->dialect;
	const struct json_node *node = node_of(source, rule->node);

	if (!schema_expect(source, rule->node, JSON_STRING))
		return false;
	if (source->schema->options.assert_formats ||
	    (dialect->vocabularies & SCHEMA_FORMAT_ASSERTION))
		rule->format = schema_format_find(
			node->string, dialect->draft == SCHEMA_IN_DRAFT_07);
	return true;
}

static bool compile_content(struct schema_source *source,
			    struct schema_rule *rule)
{
	const struct json_node *node = node_of(source, rule->node);
	uint32_t encoding = source->nodes[SCHEMA_CONTENT_ENCODING];
	bool is_asserted = source->schema->options.assert_content &&
			   source->subschema->resource->dialect.draft ==
				   SCHEMA_IN_DRAFT_07;

	if (!schema_expect(source, rule->node, JSON_STRING))
		return false;
	if (is_asserted && rule->id == SCHEMA_CONTENT_ENCODING)
		rule->format = schema_format_encoding(node->string);
	if (is_asserted && rule->id == SCHEMA_CONTENT_MEDIA_TYPE)
		rule->format = schema_format_media_type(
			node->string,
			encoding == JSON_NONE
				? NULL
				: node_of(source, encoding)->string);
	return true;
}

static bool compile_unique(struct schema_source *source,
			   struct schema_rule *rule)
{
	enum json_kind kind = node_of(source, rule->node)->kind;

	if (kind != JSON_TRUE && kind != JSON_FALSE)
		return fail_keyword(source, rule, "true or false");
	rule->count = kind == JSON_TRUE;
	return true;
}

/* ---- schemas in schemas ---------------------------------------------- */

static bool compile_reference(struct schema_source *source,
			      struct schema_rule *rule)
{
	return schema_resolve(source->schema, source->subschema, rule);
}

static bool compile_schema(struct schema_source *source,
			   struct schema_rule *rule)
{
	rule->schema = schema_in(source, rule->node);
	return rule->schema != NULL;
}

/* The schemas of an array. */
static bool compile_list(struct schema_source *source, uint32_t array,
			 struct schema_branches *out)
{
	const struct json_doc *doc = source->subschema->document->doc;
	uint32_t n = json_doc_node(doc, array)->n_children;

	if (!schema_expect(source, array, JSON_ARRAY))
		return false;
	out->schemas = arena_alloc(&source->schema->arena,
				   (n + 1) * sizeof(*out->schemas));
	for (uint32_t i = json_doc_first_child(doc, array); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next) {
		struct schema_subschema *schema = schema_in(source, i);

		if (!schema)
			return false;
		out->schemas[out->n++] = schema;
	}
	return true;
}

static bool compile_branches(struct schema_source *source,
			     struct schema_rule *rule)
{
	return compile_list(source, rule->node, &rule->branches);
}

/* The schema of a keyword, where there is one. */
static bool compile_optional(struct schema_source *source,
			     enum schema_keyword id,
			     struct schema_subschema **out)
{
	uint32_t node = source->nodes[id];

	if (node == JSON_NONE)
		return true;
	*out = schema_in(source, node);
	return *out != NULL;
}

static bool compile_conditional(struct schema_source *source,
				struct schema_rule *rule)
{
	struct schema_conditional *conditional = &rule->conditional;

	return compile_optional(source, SCHEMA_IF, &conditional->condition) &&
	       compile_optional(source, SCHEMA_THEN,
				&conditional->then_schema) &&
	       compile_optional(source, SCHEMA_ELSE, &conditional->else_schema);
}

/* prefixItems and items, or draft-07's items and additionalItems. */
static bool compile_array(struct schema_source *source,
			  struct schema_rule *rule)
{
	bool is_old = source->subschema->resource->dialect.draft ==
		      SCHEMA_IN_DRAFT_07;
	uint32_t items = source->nodes[SCHEMA_ITEMS];
	bool is_list = is_old && items != JSON_NONE &&
		       node_of(source, items)->kind == JSON_ARRAY;
	uint32_t prefix = is_list ? items : source->nodes[SCHEMA_PREFIX_ITEMS];
	struct schema_branches list = {0};

	if (prefix != JSON_NONE && !compile_list(source, prefix, &list))
		return false;
	rule->array.prefix = list.schemas;
	rule->array.n_prefix = list.n;
	return compile_optional(
		source, is_list ? SCHEMA_ADDITIONAL_ITEMS : SCHEMA_ITEMS,
		&rule->array.rest);
}

static bool compile_contains(struct schema_source *source,
			     struct schema_rule *rule)
{
	struct schema_contains *contains = &rule->contains;

	contains->min = 1;
	contains->max = UINT64_MAX;
	contains->min_node = source->nodes[SCHEMA_MIN_CONTAINS];
	contains->max_node = source->nodes[SCHEMA_MAX_CONTAINS];
	contains->schema = schema_in(source, rule->node);
	return contains->schema &&
	       (contains->min_node == JSON_NONE ||
		read_count(source, contains->min_node, &contains->min)) &&
	       (contains->max_node == JSON_NONE ||
		read_count(source, contains->max_node, &contains->max));
}

/* ---- subschemas ------------------------------------------------------ */

/* Keywords without a function make no rule by themselves. */
static compile_func *const functions[SCHEMA_N_KEYWORDS] = {
	[SCHEMA_TYPE] = compile_type,
	[SCHEMA_CONST] = compile_values,
	[SCHEMA_ENUM] = compile_values,
	[SCHEMA_MULTIPLE_OF] = compile_number,
	[SCHEMA_MAXIMUM] = compile_number,
	[SCHEMA_EXCLUSIVE_MAXIMUM] = compile_number,
	[SCHEMA_MINIMUM] = compile_number,
	[SCHEMA_EXCLUSIVE_MINIMUM] = compile_number,
	[SCHEMA_MAX_LENGTH] = compile_count,
	[SCHEMA_MIN_LENGTH] = compile_count,
	[SCHEMA_PATTERN] = compile_pattern,
	[SCHEMA_FORMAT] = compile_format,
	[SCHEMA_CONTENT_ENCODING] = compile_content,
	[SCHEMA_CONTENT_MEDIA_TYPE] = compile_content,
	[SCHEMA_MAX_PROPERTIES] = compile_count,
	[SCHEMA_MIN_PROPERTIES] = compile_count,
	[SCHEMA_PROPERTIES] = schema_compile_object,
	[SCHEMA_MAX_ITEMS] = compile_count,
	[SCHEMA_MIN_ITEMS] = compile_count,
	[SCHEMA_UNIQUE_ITEMS] = compile_unique,
	[SCHEMA_ITEMS] = compile_array,
	[SCHEMA_CONTAINS] = compile_contains,
	[SCHEMA_REF] = compile_reference,
	[SCHEMA_DYNAMIC_REF] = compile_reference,
	[SCHEMA_ALL_OF] = compile_branches,
	[SCHEMA_ANY_OF] = compile_branches,
	[SCHEMA_ONE_OF] = compile_branches,
	[SCHEMA_NOT] = compile_schema,
	[SCHEMA_IF] = compile_conditional,
	[SCHEMA_UNEVALUATED_ITEMS] = compile_schema,
	[SCHEMA_UNEVALUATED_PROPERTIES] = compile_schema,
};

static void find_keywords(struct schema_source *source)
{
	const struct schema_subschema *subschema = source->subschema;
	const struct json_doc *doc = subschema->document->doc;
	const struct schema_dialect *dialect = &subschema->resource->dialect;
	uint32_t ref;

	for (int i = 0; i < SCHEMA_N_KEYWORDS; i++)
		source->nodes[i] = JSON_NONE;
	for (uint32_t i = json_doc_first_child(doc, subschema->node);
	     i != JSON_NONE; i = json_doc_node(doc, i)->next) {
		const struct json_node *node = json_doc_node(doc, i);
		enum schema_keyword id =
			schema_keyword_find(dialect, node->key, node->key_size);

		if (id != SCHEMA_N_KEYWORDS)
			source->nodes[id] = i;
	}
	/* 2020-12 has these two instead; the old one is taken alone only. */
	if (source->nodes[SCHEMA_DEPENDENT_REQUIRED] != JSON_NONE ||
	    source->nodes[SCHEMA_DEPENDENT_SCHEMAS] != JSON_NONE)
		source->nodes[SCHEMA_DEPENDENCIES] = JSON_NONE;
	ref = source->nodes[SCHEMA_REF];
	if (dialect->draft != SCHEMA_IN_DRAFT_07 || ref == JSON_NONE)
		return;
	for (int i = 0; i < SCHEMA_N_KEYWORDS; i++)
		source->nodes[i] = i == SCHEMA_REF ? ref : JSON_NONE;
}

/* The first node of those from first to last that is there. */
static uint32_t any_node(const struct schema_source *source,
			 enum schema_keyword first, enum schema_keyword last)
{
	for (int i = (int)first; i <= (int)last; i++)
		if (source->nodes[i] != JSON_NONE)
			return source->nodes[i];
	return JSON_NONE;
}

static uint32_t rule_node(const struct schema_source *source,
			  enum schema_keyword id)
{
	if (id == SCHEMA_PROPERTIES)
		return any_node(source, SCHEMA_REQUIRED,
				SCHEMA_ADDITIONAL_PROPERTIES);
	if (id == SCHEMA_ITEMS)
		return any_node(source, SCHEMA_PREFIX_ITEMS, SCHEMA_ITEMS);
	return source->nodes[id];
}

/* Any $dynamicRef may turn to the dynamic anchors of a resource in use. */
static bool enter_resource(struct schema *schema,
			   struct schema_resource *resource)
{
	GHashTableIter iterator;
	gpointer node;

	if (resource->is_entered)
		return true;
	resource->is_entered = true;
	g_hash_table_iter_init(&iterator, resource->dynamic_anchors);
	while (g_hash_table_iter_next(&iterator, NULL, &node))
		if (!schema_at(schema, resource->document,
			       GPOINTER_TO_UINT(node)))
			return false;
	return true;
}

static bool compile_subschema(struct schema *schema,
			      struct schema_subschema *subschema)
{
	struct schema_source source = {.schema = schema,
				       .subschema = subschema};
	struct schema_rule rules[SCHEMA_N_KEYWORDS];

	if (json_doc_node(subschema->document->doc, subschema->node)->kind !=
	    JSON_OBJECT)
		return true;
	find_keywords(&source);
	for (int i = 0; i < SCHEMA_N_KEYWORDS; i++) {
		enum schema_keyword id = (enum schema_keyword)i;
		uint32_t node = rule_node(&source, id);
		struct schema_rule *rule = &rules[subschema->n_rules];

		if (node == JSON_NONE || !functions[i])
			continue;
		*rule = (struct schema_rule){.id = id, .node = node};
		if (!functions[i](&source, rule))
			return false;
		subschema->n_rules++;
	}
	subschema->needs_marks =
		source.nodes[SCHEMA_UNEVALUATED_ITEMS] != JSON_NONE ||
		source.nodes[SCHEMA_UNEVALUATED_PROPERTIES] != JSON_NONE;
	subschema->rules =
		arena_alloc(&schema->arena, (subschema->n_rules + 1) *
						    sizeof(*subschema->rules));
	memcpy(subschema->rules, rules,
	       subschema->n_rules * sizeof(*subschema->rules));
	return true;
}

static bool compile_all(struct schema *schema, const char *url, char *bytes,
			size_t size)
{
	struct schema_document *document =
		schema_add_document(schema, url, bytes, size);

	if (!document)
		return false;
	schema->root = schema_at(schema, document, 0);
	if (!schema->root)
		return false;
	/* Compiling one schema finds further ones. */
	for (guint i = 0; i < schema->subschemas->len; i++) {
		struct schema_subschema *next = schema->subschemas->pdata[i];

		if (i == MAX_SUBSCHEMAS)
			return schema_fail(schema, next->document, next->node,
					   "more than %d schemas",
					   MAX_SUBSCHEMAS);
		if (!enter_resource(schema, next->resource) ||
		    !compile_subschema(schema, next))
			return false;
	}
	return true;
}

struct schema *schema_compile(const char *url, const char *bytes, size_t size,
			      const struct schema_options *options,
			      struct schema_fault *fault)
{
	g_autoptr(schema_t) schema = g_new0(struct schema, 1);
	char *copy = g_malloc(size + 1);
	bool is_valid;

	memcpy(copy, bytes, size);
	*fault = (struct schema_fault){0};
	schema->options = *options;
	schema->fault = fault;
	schema->documents = g_ptr_array_new_with_free_func(
		(GDestroyNotify)schema_document_free);
	schema->owned = g_ptr_array_new_with_free_func(
		(GDestroyNotify)schema_resource_free);
	schema->patterns = g_ptr_array_new_with_free_func(
		(GDestroyNotify)schema_pattern_free);
	schema->values =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	schema->resources =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	schema->subschemas = g_ptr_array_new();
	is_valid = compile_all(schema, url, copy, size);
	schema->fault = NULL;
	return is_valid ? g_steal_pointer(&schema) : NULL;
}

void schema_free(struct schema *schema)
{
	if (!schema)
		return;
	g_ptr_array_unref(schema->subschemas);
	g_ptr_array_unref(schema->documents);
	g_ptr_array_unref(schema->owned);
	g_ptr_array_unref(schema->patterns);
	g_ptr_array_unref(schema->values);
	g_hash_table_unref(schema->resources);
	arena_release(&schema->arena);
	g_free(schema);
}
