#ifndef SCHEMA_PRIVATE_H
#define SCHEMA_PRIVATE_H

/* What the parts of schema share: the compiled form. */

#include "decimal.h"
#include "schema.h"
#include "schema_format.h"
#include "schema_keyword.h"
#include "schema_pattern.h"

struct schema_subschema;

/* What is known of one JSON value of a schema document. */
struct schema_place {
	struct schema_resource *resource; /* NULL: not known as a schema */
	struct schema_subschema *compiled;
};

struct schema_document {
	char *url; /* absolute, without a fragment */
	char *bytes;
	struct json_doc *doc;
	struct schema_place *places; /* one a node */
	uint32_t *order; /* of schema_find_pointer(); NULL until it is asked */
};

/* A schema with its own URI: a document's root or what has an $id. */
struct schema_resource {
	char *uri;
	struct schema_document *document;
	uint32_t node;
	struct schema_dialect dialect;
	GHashTable *anchors; /* name to node */
	GHashTable *dynamic_anchors;
	bool is_entered; /* by a schema that is compiled */
};

/* A name that rules of objects speak of. */
struct schema_name {
	const char *key;
	size_t size;
	struct schema_subschema *property; /* or NULL */
	/* What its presence asks for: other names, and a schema. */
	uint32_t *required;
	uint32_t n_required;
	uint32_t required_node; /* in the schema, JSON_NONE for none */
	struct schema_subschema *dependent;
};

struct schema_object_pattern {
	struct schema_pattern *pattern;
	struct schema_subschema *schema;
};

/* All that concerns members, so that one walk over them is enough. */
struct schema_object_rules {
	struct schema_name *names; /* sorted */
	uint32_t n_names;
	uint32_t *required; /* indices of names */
	uint32_t n_required;
	uint32_t required_node;
	struct schema_object_pattern *patterns;
	uint32_t n_patterns;
	struct schema_subschema *additional;
	struct schema_subschema *property_names;
	bool has_dependents;
};

struct schema_array_rules {
	struct schema_subschema **prefix;
	uint32_t n_prefix;
	struct schema_subschema *rest; /* or NULL */
};

struct schema_contains {
	struct schema_subschema *schema;
	uint64_t min, max;
	uint32_t min_node, max_node; /* JSON_NONE where not given */
};

struct schema_conditional {
	struct schema_subschema *condition, *then_schema, *else_schema;
};

/* Canonical bytes of values, sorted. */
struct schema_values {
	GBytes **values;
	uint32_t n;
};

struct schema_branches {
	struct schema_subschema **schemas;
	uint32_t n;
};

struct schema_rule {
	enum schema_keyword id;
	uint32_t node; /* the keyword's value in the schema's document */
	union {
		struct schema_subschema *schema;
		struct {
			struct schema_subschema *target;
			const char *anchor; /* of a dynamic one, or NULL */
		} reference;
		struct schema_branches branches;
		struct schema_conditional conditional;
		unsigned int types; /* bits of enum schema_type */
		struct schema_values values;
		struct decimal number;
		uint64_t count;
		struct schema_pattern *pattern;
		schema_format_func *format;
		struct schema_object_rules *object;
		struct schema_array_rules array;
		struct schema_contains contains;
	};
};

enum schema_type {
	SCHEMA_TYPE_NULL = 1 << 0,
	SCHEMA_TYPE_BOOLEAN = 1 << 1,
	SCHEMA_TYPE_OBJECT = 1 << 2,
	SCHEMA_TYPE_ARRAY = 1 << 3,
	SCHEMA_TYPE_STRING = 1 << 4,
	SCHEMA_TYPE_NUMBER = 1 << 5,
	SCHEMA_TYPE_INTEGER = 1 << 6,
};

struct schema_subschema {
	struct schema_document *document;
	uint32_t node;
	struct schema_resource *resource;
	bool is_false;	  /* the schema 'false'; 'true' has no rules */
	bool needs_marks; /* has unevaluatedItems or ...Properties */
	struct schema_rule *rules;
	uint32_t n_rules;
};

struct schema {
	struct schema_options options; /* while it is compiled */
	struct arena arena;	       /* holds the compiled form */
	GPtrArray *documents;
	GHashTable *resources; /* URI to struct schema_resource */
	GPtrArray *owned;      /* the resources */
	GPtrArray *patterns;
	GPtrArray *values;     /* GBytes */
	GPtrArray *subschemas; /* those behind n_compiled wait for it */
	struct schema_subschema *root;
	unsigned int loading; /* metaschemas in metaschemas */
	struct schema_fault *fault;
};

/* ---- schema_document ------------------------------------------------- */

/* Fails, naming the place; always returns false. */
bool schema_fail(struct schema *schema, const struct schema_document *document,
		 uint32_t node, const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Adds a document and what it identifies; bytes is taken. NULL on failure. */
struct schema_document *schema_add_document(struct schema *schema,
					    const char *url, char *bytes,
					    size_t size);

/* The resource of that URI, loaded where it is not there yet, or NULL. */
struct schema_resource *schema_find_resource(struct schema *schema,
					     const char *uri,
					     const struct schema_document *from,
					     uint32_t node);

/*
 * The resource that a value of a document belongs to, also for one that no
 * keyword makes a schema: its own identifiers are then read. NULL on failure.
 */
struct schema_resource *schema_place_resource(struct schema *schema,
					      struct schema_document *document,
					      uint32_t node);

void schema_document_free(struct schema_document *document);
void schema_resource_free(struct schema_resource *resource);

/* ---- schema_dialect -------------------------------------------------- */

/* What $schema of a resource means. */
bool schema_find_dialect(struct schema *schema, const char *uri,
			 const struct schema_document *from, uint32_t node,
			 struct schema_dialect *out);

/* ---- schema_pointer -------------------------------------------------- */

/*
 * The node to which an RFC 6901 pointer leads from another, or JSON_NONE.
 * Takes O(log n) a step, however large the objects on the way are.
 */
uint32_t schema_find_pointer(struct schema_document *document, uint32_t node,
			     const char *pointer);

/* ---- schema_reference ------------------------------------------------ */

/* The subschema at a value; compiled later. NULL on failure. */
struct schema_subschema *schema_at(struct schema *schema,
				   struct schema_document *document,
				   uint32_t node);

/* What a rule's $ref or $dynamicRef names. */
bool schema_resolve(struct schema *schema,
		    const struct schema_subschema *subschema,
		    struct schema_rule *rule);

/* ---- schema_compile_object ------------------------------------------- */

/* The nodes of a subschema's keywords, JSON_NONE where there is none. */
struct schema_source {
	struct schema *schema;
	struct schema_subschema *subschema;
	uint32_t nodes[SCHEMA_N_KEYWORDS];
};

/* Whether value is of that kind; fails naming the keyword otherwise. */
bool schema_expect(struct schema_source *source, uint32_t value,
		   enum json_kind kind);
struct schema_pattern *schema_compile_pattern(struct schema_source *source,
					      uint32_t node, const char *text,
					      size_t size);
bool schema_compile_object(struct schema_source *source,
			   struct schema_rule *rule);

#endif
