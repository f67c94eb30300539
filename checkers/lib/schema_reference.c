/* schema_reference - what $ref and $dynamicRef name. */

#include <config.h>

#include "cleanup.h"
#include "schema_private.h"
#include "uri.h"

struct schema_subschema *schema_at(struct schema *schema,
				   struct schema_document *document,
				   uint32_t node)
{
	enum json_kind kind = json_doc_node(document->doc, node)->kind;
	struct schema_subschema *subschema = document->places[node].compiled;
	struct schema_resource *resource;

	if (subschema)
		return subschema;
	if (kind != JSON_OBJECT && kind != JSON_TRUE && kind != JSON_FALSE) {
		schema_fail(schema, document, node,
			    "a schema is an object, true or false, and no %s",
			    json_kind_name(kind));
		return NULL;
	}
	resource = schema_place_resource(schema, document, node);
	if (!resource)
		return NULL;
	subschema = arena_alloc(&schema->arena, sizeof(*subschema));
	subschema->document = document;
	subschema->node = node;
	subschema->resource = resource;
	subschema->is_false = kind == JSON_FALSE;
	document->places[node].compiled = subschema;
	g_ptr_array_add(schema->subschemas, subschema);
	return subschema;
}

/* The node that a fragment names, or JSON_NONE. */
static uint32_t find_fragment(const struct schema_resource *resource,
			      const char *fragment, bool *out_is_dynamic)
{
	gpointer node;

	*out_is_dynamic = false;
	if (!fragment || !*fragment)
		return resource->node;
	if (*fragment == '/')
		return schema_find_pointer(resource->document, resource->node,
					   fragment);
	if (g_hash_table_lookup_extended(resource->anchors, fragment, NULL,
					 &node))
		return GPOINTER_TO_UINT(node);
	*out_is_dynamic = g_hash_table_lookup_extended(
		resource->dynamic_anchors, fragment, NULL, &node);
	return *out_is_dynamic ? GPOINTER_TO_UINT(node) : JSON_NONE;
}

bool schema_resolve(struct schema *schema,
		    const struct schema_subschema *subschema,
		    struct schema_rule *rule)
{
	const struct schema_document *from = subschema->document;
	const struct json_node *value = json_doc_node(from->doc, rule->node);
	g_autofree char *uri = NULL, *fragment = NULL;
	const struct schema_resource *resource;
	bool is_dynamic;
	uint32_t node;

	if (value->kind != JSON_STRING ||
	    strlen(value->string) != value->string_size)
		return schema_fail(schema, from, rule->node, "'%s' is a string",
				   schema_keyword_info(rule->id)->name);
	uri = uri_resolve(subschema->resource->uri, value->string);
	fragment = uri_cut_fragment(uri);
	resource = schema_find_resource(schema, uri, from, rule->node);
	if (!resource)
		return false;
	node = find_fragment(resource, fragment, &is_dynamic);
	if (node == JSON_NONE)
		return schema_fail(schema, from, rule->node,
				   "'%s' names nothing in '%s'", value->string,
				   uri);
	rule->reference.target = schema_at(schema, resource->document, node);
	if (rule->id == SCHEMA_DYNAMIC_REF && is_dynamic)
		rule->reference.anchor = arena_strndup(&schema->arena, fragment,
						       strlen(fragment));
	return rule->reference.target != NULL;
}
