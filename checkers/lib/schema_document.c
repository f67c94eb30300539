/* schema_document - documents of schemas and what they identify. */

#include <config.h>

#include <stdarg.h>

#include "cleanup.h"
#include "embedded.h"
#include "schema_private.h"
#include "uri.h"

#define METASCHEMA_FOLDER "rules/schemas/metaschemas/"
#define NEW_DRAFT	  "https://json-schema.org/draft/2020-12/"

/* The metaschemas that are built in. */
static const struct {
	const char *url;
	const char *name;
} built_in[] = {
	{"http://json-schema.org/draft-07/schema", "draft-07.json"},
	{NEW_DRAFT "schema", "2020-12.json"},
	{NEW_DRAFT "meta/core", "2020-12-core.json"},
	{NEW_DRAFT "meta/applicator", "2020-12-applicator.json"},
	{NEW_DRAFT "meta/unevaluated", "2020-12-unevaluated.json"},
	{NEW_DRAFT "meta/validation", "2020-12-validation.json"},
	{NEW_DRAFT "meta/meta-data", "2020-12-meta-data.json"},
	{NEW_DRAFT "meta/format-annotation", "2020-12-format-annotation.json"},
	{NEW_DRAFT "meta/format-assertion", "2020-12-format-assertion.json"},
	{NEW_DRAFT "meta/content", "2020-12-content.json"},
};

/* ---- faults ---------------------------------------------------------- */

static bool fail_at(struct schema *schema, const char *url, struct span span,
		    char *message)
{
	schema_fault_clear(schema->fault);
	*schema->fault = (struct schema_fault){
		.url = g_strdup(url), .span = span, .message = message};
	return false;
}

bool schema_fail(struct schema *schema, const struct schema_document *document,
		 uint32_t node, const char *format, ...)
{
	va_list arguments;
	char *message;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	return fail_at(schema, document->url,
		       json_doc_node(document->doc, node)->span, message);
}

void schema_fault_clear(struct schema_fault *fault)
{
	g_free(fault->url);
	g_free(fault->message);
	*fault = (struct schema_fault){0};
}

/* ---- resources ------------------------------------------------------- */

void schema_resource_free(struct schema_resource *resource)
{
	g_free(resource->uri);
	g_hash_table_unref(resource->anchors);
	g_hash_table_unref(resource->dynamic_anchors);
	g_free(resource);
}

/* uri is taken. */
static struct schema_resource *add_resource(struct schema *schema,
					    struct schema_document *document,
					    uint32_t node, char *uri)
{
	struct schema_resource *resource = g_new0(struct schema_resource, 1);

	resource->uri = uri;
	resource->document = document;
	resource->node = node;
	resource->anchors =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	resource->dynamic_anchors =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_ptr_array_add(schema->owned, resource);
	return resource;
}

/* The text of a member, which is a string without U+0000; else *out is NULL. */
static bool get_text(struct schema *schema, struct schema_document *document,
		     uint32_t object, const char *key, const char **out)
{
	uint32_t member = json_doc_member(document->doc, object, key);
	const struct json_node *node;

	*out = NULL;
	if (member == JSON_NONE)
		return true;
	node = json_doc_node(document->doc, member);
	if (node->kind != JSON_STRING ||
	    strlen(node->string) != node->string_size)
		return schema_fail(schema, document, member, "'%s' is a string",
				   key);
	*out = node->string;
	return true;
}

static bool add_anchor(struct schema *schema, struct schema_resource *resource,
		       const char *name, uint32_t node, bool is_dynamic)
{
	GHashTable *known =
		is_dynamic ? resource->dynamic_anchors : resource->anchors;

	if (g_hash_table_contains(resource->anchors, name) ||
	    g_hash_table_contains(resource->dynamic_anchors, name))
		return schema_fail(schema, resource->document, node,
				   "the anchor '%s' is there twice", name);
	g_hash_table_insert(known, g_strdup(name), GUINT_TO_POINTER(node));
	return true;
}

/* ---- reading what a document identifies ------------------------------ */

static bool scan(struct schema *schema, struct schema_document *document,
		 uint32_t node, struct schema_resource *resource);

/* In draft-07 a $ref hides what stands beside it. */
static bool hides_siblings(const struct schema_document *document,
			   uint32_t node,
			   const struct schema_resource *resource)
{
	return resource->dialect.draft == SCHEMA_IN_DRAFT_07 &&
	       json_doc_member(document->doc, node, "$ref") != JSON_NONE;
}

/*
 * Enters the $id of a schema that has one, which makes a resource of its own
 * of it, or in draft-07 an anchor.
 */
static bool enter_id(struct schema *schema, struct schema_document *document,
		     uint32_t node, struct schema_resource **resource)
{
	bool is_old = (*resource)->dialect.draft == SCHEMA_IN_DRAFT_07;
	g_autofree char *uri = NULL, *fragment = NULL;
	const char *id, *draft;
	struct schema_resource *inner;

	if (!get_text(schema, document, node, "$id", &id))
		return false;
	if (!id || hides_siblings(document, node, *resource))
		return true;
	if (is_old && *id == '#')
		return add_anchor(schema, *resource, id + 1, node, false);
	uri = uri_resolve((*resource)->uri, id);
	fragment = uri_cut_fragment(uri);
	if (!is_old && fragment && *fragment)
		return schema_fail(schema, document, node,
				   "'$id' has no fragment");
	if ((*resource)->node == node && (*resource)->document == document) {
		g_free((*resource)->uri);
		inner = *resource;
		inner->uri = g_steal_pointer(&uri);
	} else {
		inner = add_resource(schema, document, node,
				     g_steal_pointer(&uri));
		inner->dialect = (*resource)->dialect;
		*resource = inner;
		if (!get_text(schema, document, node, "$schema", &draft) ||
		    (draft && !schema_find_dialect(schema, draft, document,
						   node, &inner->dialect)))
			return false;
	}
	if (!g_hash_table_contains(schema->resources, inner->uri))
		g_hash_table_insert(schema->resources, g_strdup(inner->uri),
				    inner);
	return !fragment || !*fragment ||
	       add_anchor(schema, inner, fragment, node, false);
}

static bool enter_anchors(struct schema *schema,
			  struct schema_document *document, uint32_t node,
			  struct schema_resource *resource)
{
	const char *name;

	if (resource->dialect.draft == SCHEMA_IN_DRAFT_07)
		return true;
	if (!get_text(schema, document, node, "$anchor", &name) ||
	    (name && !add_anchor(schema, resource, name, node, false)))
		return false;
	return get_text(schema, document, node, "$dynamicAnchor", &name) &&
	       (!name || add_anchor(schema, resource, name, node, true));
}

/* Reads the schemas that stand in a keyword's value. */
static bool scan_inside(struct schema *schema, struct schema_document *document,
			uint32_t value, enum schema_inside inside,
			struct schema_resource *resource)
{
	const struct json_node *node = json_doc_node(document->doc, value);

	if (inside == SCHEMA_INSIDE_ONE ||
	    (inside == SCHEMA_INSIDE_ANY && node->kind != JSON_ARRAY))
		return scan(schema, document, value, resource);
	if (node->kind != JSON_ARRAY && node->kind != JSON_OBJECT)
		return true;
	for (uint32_t i = json_doc_first_child(document->doc, value);
	     i != JSON_NONE; i = json_doc_node(document->doc, i)->next)
		if ((inside != SCHEMA_INSIDE_SOME ||
		     json_doc_node(document->doc, i)->kind != JSON_ARRAY) &&
		    !scan(schema, document, i, resource))
			return false;
	return true;
}

/* Reads a schema and those in it; recursion is as deep as the document. */
static bool scan(struct schema *schema, struct schema_document *document,
		 uint32_t node, struct schema_resource *resource)
{
	bool is_hidden;

	if (document->places[node].resource)
		return true;
	if (json_doc_node(document->doc, node)->kind != JSON_OBJECT) {
		document->places[node].resource = resource;
		return true;
	}
	if (!enter_id(schema, document, node, &resource))
		return false;
	document->places[node].resource = resource;
	is_hidden = hides_siblings(document, node, resource);
	if (!is_hidden && !enter_anchors(schema, document, node, resource))
		return false;
	for (uint32_t i = json_doc_first_child(document->doc, node);
	     i != JSON_NONE; i = json_doc_node(document->doc, i)->next) {
		const struct json_node *member =
			json_doc_node(document->doc, i);
		enum schema_keyword id = schema_keyword_find(
			&resource->dialect, member->key, member->key_size);
		enum schema_inside inside;

		if (id == SCHEMA_N_KEYWORDS ||
		    (is_hidden && id != SCHEMA_DEFINITIONS))
			continue;
		inside = schema_keyword_info(id)->inside;
		if (inside != SCHEMA_INSIDE_NONE &&
		    !scan_inside(schema, document, i, inside, resource))
			return false;
	}
	return true;
}

struct schema_resource *schema_place_resource(struct schema *schema,
					      struct schema_document *document,
					      uint32_t node)
{
	uint32_t outer = node;

	while (!document->places[outer].resource)
		outer = json_doc_node(document->doc, outer)->parent;
	if (!scan(schema, document, node, document->places[outer].resource))
		return NULL;
	return document->places[node].resource;
}

/* ---- documents ------------------------------------------------------- */

void schema_document_free(struct schema_document *document)
{
	g_free(document->url);
	g_free(document->bytes);
	json_doc_free(document->doc);
	g_free(document->places);
	g_free(document->order);
	g_free(document);
}

static bool refuse_duplicates(struct schema *schema,
			      struct schema_document *document)
{
	for (uint32_t i = 0; i < json_doc_count(document->doc); i++) {
		const struct json_node *node = json_doc_node(document->doc, i);

		if (node->duplicate)
			return fail_at(schema, document->url, node->key_span,
				       g_strdup_printf("the key '%s' is there "
						       "twice",
						       node->key));
	}
	return true;
}

static enum schema_in_draft default_draft(const struct schema *schema)
{
	return schema->options.default_draft == SCHEMA_DRAFT_07
		       ? SCHEMA_IN_DRAFT_07
		       : SCHEMA_IN_2020_12;
}

struct schema_document *schema_add_document(struct schema *schema,
					    const char *url, char *bytes,
					    size_t size)
{
	struct schema_document *document = g_new0(struct schema_document, 1);
	struct schema_resource *root;
	struct json_error error;
	const char *draft;

	document->url = g_strdup(url);
	document->bytes = bytes;
	g_ptr_array_add(schema->documents, document);
	document->doc = json_doc_parse(bytes, size, 0, &error);
	if (!document->doc) {
		fail_at(schema, url, (struct span){error.offset, error.offset},
			g_strdup(error.message));
		return NULL;
	}
	document->places =
		g_new0(struct schema_place, json_doc_count(document->doc));
	root = add_resource(schema, document, 0, g_strdup(url));
	root->dialect = (struct schema_dialect){
		default_draft(schema),
		SCHEMA_ALL_VOCABULARIES & ~SCHEMA_FORMAT_ASSERTION};
	g_hash_table_replace(schema->resources, g_strdup(url), root);
	if (!refuse_duplicates(schema, document) ||
	    !get_text(schema, document, 0, "$schema", &draft) ||
	    (draft && !schema_find_dialect(schema, draft, document, 0,
					   &root->dialect)) ||
	    !scan(schema, document, 0, root))
		return NULL;
	return document;
}

static const char *find_built_in(const char *url, size_t *out_size)
{
	for (size_t i = 0; i < G_N_ELEMENTS(built_in); i++)
		if (strcmp(built_in[i].url, url) == 0) {
			g_autofree char *name = g_strconcat(
				METASCHEMA_FOLDER, built_in[i].name, NULL);

			return embedded_text(name, out_size);
		}
	return NULL;
}

/* The bytes of a document; NULL when it cannot be had. */
static char *load(struct schema *schema, const char *url, size_t *out_size,
		  GError **error)
{
	const char *text = find_built_in(url, out_size);

	if (text)
		return g_memdup2(text, *out_size);
	if (!schema->options.load)
		return NULL;
	return schema->options.load(url, out_size, error,
				    schema->options.payload);
}

struct schema_resource *schema_find_resource(struct schema *schema,
					     const char *uri,
					     const struct schema_document *from,
					     uint32_t node)
{
	struct schema_resource *resource =
		g_hash_table_lookup(schema->resources, uri);
	g_autoptr(GError) error = NULL;
	char *bytes;
	size_t size = 0;

	if (resource)
		return resource;
	bytes = load(schema, uri, &size, &error);
	if (!bytes) {
		schema_fail(schema, from, node, "there is no schema '%s'%s%s",
			    uri, error ? ": " : "",
			    error ? error->message : "");
		return NULL;
	}
	if (!schema_add_document(schema, uri, bytes, size))
		return NULL;
	return g_hash_table_lookup(schema->resources, uri);
}
