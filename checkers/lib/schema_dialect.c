/* schema_dialect - drafts, metaschemas and their vocabularies. */

#include <config.h>

#include "cleanup.h"
#include "schema_private.h"

/* How many metaschemas may stand behind a metaschema. */
#define MAX_METASCHEMAS 8
#define VOCABULARIES	"https://json-schema.org/draft/2020-12/vocab/"

static const struct {
	const char *name;
	unsigned int bit;
} vocabularies[] = {
	{"core", SCHEMA_CORE},
	{"applicator", SCHEMA_APPLICATOR},
	{"unevaluated", SCHEMA_UNEVALUATED},
	{"validation", SCHEMA_VALIDATION},
	{"meta-data", SCHEMA_META_DATA},
	{"format-annotation", SCHEMA_FORMAT_ANNOTATION},
	{"format-assertion", SCHEMA_FORMAT_ASSERTION},
	{"content", SCHEMA_CONTENT},
};

static unsigned int find_vocabulary(const char *uri)
{
	if (!g_str_has_prefix(uri, VOCABULARIES))
		return 0;
	uri += strlen(VOCABULARIES);
	for (size_t i = 0; i < G_N_ELEMENTS(vocabularies); i++)
		if (strcmp(vocabularies[i].name, uri) == 0)
			return vocabularies[i].bit;
	return 0;
}

static bool find_draft(const char *uri, struct schema_dialect *out)
{
	*out = (struct schema_dialect){0, SCHEMA_ALL_VOCABULARIES &
						  ~SCHEMA_FORMAT_ASSERTION};
	if (strcmp(uri, "https://json-schema.org/draft/2020-12/schema") == 0)
		out->draft = SCHEMA_IN_2020_12;
	else if (strcmp(uri, "http://json-schema.org/draft-07/schema") == 0)
		out->draft = SCHEMA_IN_DRAFT_07;
	return out->draft != 0;
}

static bool is_other_draft(const char *uri)
{
	return g_str_has_prefix(uri, "http://json-schema.org/draft-0") ||
	       g_str_has_prefix(uri, "http://json-schema.org/schema") ||
	       g_str_has_prefix(uri, "https://json-schema.org/draft/2019") ||
	       g_str_has_prefix(uri, "https://json-schema.org/v1");
}

/* Reads the $vocabulary of a metaschema. */
static bool read_vocabularies(struct schema *schema,
			      const struct schema_resource *metaschema,
			      struct schema_dialect *out)
{
	const struct schema_document *document = metaschema->document;
	uint32_t listed =
		json_doc_member(document->doc, metaschema->node, "$vocabulary");

	if (listed == JSON_NONE ||
	    json_doc_node(document->doc, listed)->kind != JSON_OBJECT)
		return true;
	out->vocabularies = SCHEMA_CORE;
	for (uint32_t i = json_doc_first_child(document->doc, listed);
	     i != JSON_NONE; i = json_doc_node(document->doc, i)->next) {
		const struct json_node *node = json_doc_node(document->doc, i);
		unsigned int bit = find_vocabulary(node->key);

		if (!bit && node->kind == JSON_TRUE)
			return schema_fail(schema, document, i,
					   "the vocabulary '%s' is not known",
					   node->key);
		out->vocabularies |= bit;
	}
	return true;
}

bool schema_find_dialect(struct schema *schema, const char *uri,
			 const struct schema_document *from, uint32_t node,
			 struct schema_dialect *out)
{
	g_autofree char *url = g_strndup(uri, strcspn(uri, "#"));
	const struct schema_resource *metaschema;

	if (find_draft(url, out))
		return true;
	if (is_other_draft(url))
		return schema_fail(schema, from, node,
				   "the draft '%s' is not supported, only "
				   "2020-12 and draft-07",
				   uri);
	if (schema->loading == MAX_METASCHEMAS)
		return schema_fail(schema, from, node,
				   "'%s' has no draft behind it", uri);
	schema->loading++;
	metaschema = schema_find_resource(schema, url, from, node);
	schema->loading--;
	if (!metaschema)
		return false;
	*out = metaschema->dialect;
	return read_vocabularies(schema, metaschema, out);
}
