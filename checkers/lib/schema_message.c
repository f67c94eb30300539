/* schema_message - what a schema does not allow, as sentences. */

#include <config.h>

#include "cleanup.h"
#include "schema_run.h"

enum {
	MAX_SHOWN = 60,	  /* bytes of a value */
	MAX_LISTED = 6,	  /* values of an enum */
	MAX_BRANCHES = 4, /* of anyOf */
};

/* ---- values ---------------------------------------------------------- */

/* Appends at most MAX_SHOWN bytes, without control characters. */
static void append_short(GString *out, const char *text, size_t size)
{
	size_t shown = MIN(size, MAX_SHOWN);

	while (shown < size && ((unsigned char)text[shown] & 0xc0) == 0x80)
		shown--;
	for (size_t i = 0; i < shown; i++) {
		unsigned char byte = (unsigned char)text[i];

		if (byte < 0x20 || byte == 0x7f)
			g_string_append_printf(out, "\\u%04x", byte);
		else
			g_string_append_c(out, text[i]);
	}
	if (shown < size)
		g_string_append(out, "...");
}

char *schema_quote(const char *text, size_t size)
{
	GString *out = g_string_new("'");

	append_short(out, text, size);
	g_string_append_c(out, '\'');
	return g_string_free(out, FALSE);
}

char *schema_describe(const struct json_node *value)
{
	GString *out;

	switch (value->kind) {
	case JSON_STRING:
		return schema_quote(value->string, value->string_size);
	case JSON_NUMBER:
		out = g_string_new(NULL);
		append_short(out, value->string, value->string_size);
		return g_string_free(out, FALSE);
	case JSON_ARRAY:
	case JSON_OBJECT:
		return g_strdup_printf("%s %s",
				       value->n_children ? "the" : "the empty",
				       json_kind_name(value->kind));
	default:
		return g_strdup(json_kind_name(value->kind));
	}
}

/* ---- keywords -------------------------------------------------------- */

static const struct json_node *keyword_node(const struct schema_frame *frame,
					    const struct schema_rule *rule)
{
	return json_doc_node(frame->schema->document->doc, rule->node);
}

/* Appends the elements of an array: "a, b or c", or "a, b, ... or z". */
static void append_list(GString *out, const struct json_doc *doc,
			uint32_t array)
{
	uint32_t n = json_doc_node(doc, array)->n_children;
	uint32_t child = json_doc_first_child(doc, array);

	for (uint32_t i = 0; i < n; i++) {
		const struct json_node *node = json_doc_node(doc, child);
		g_autofree char *value = schema_describe(node);

		child = node->next;
		if (n > MAX_LISTED && i >= MAX_LISTED - 1 && i + 1 < n) {
			if (i == MAX_LISTED - 1)
				g_string_append(out, ", ...");
			continue;
		}
		if (i)
			g_string_append(out, i + 1 < n ? ", " : " or ");
		g_string_append(out, value);
	}
}

static char *message_enum(const struct schema_frame *frame,
			  const struct schema_rule *rule, const char *value)
{
	GString *out = g_string_new(value);

	if (!keyword_node(frame, rule)->n_children) {
		g_string_append(out, " is not allowed: no value is");
		return g_string_free(out, FALSE);
	}
	g_string_append(out, keyword_node(frame, rule)->n_children > 1
				     ? " is not one of "
				     : " is not ");
	append_list(out, frame->schema->document->doc, rule->node);
	return g_string_free(out, FALSE);
}

static const char *with_article(const char *type)
{
	static const char *const types[] = {
		"null",	    "a boolean", "an object", "an array",
		"a string", "a number",	 "an integer"};

	for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
		if (g_str_has_suffix(types[i], type))
			return types[i];
	return type;
}

static char *message_type(const struct schema_frame *frame,
			  const struct schema_rule *rule, const char *value)
{
	const struct json_doc *doc = frame->schema->document->doc;
	const struct json_node *node = keyword_node(frame, rule);
	uint32_t child;
	GString *out;

	if (node->kind == JSON_STRING)
		return g_strdup_printf("%s is not %s", value,
				       with_article(node->string));
	out = g_string_new(value);
	g_string_append(out, " is not ");
	child = json_doc_first_child(doc, rule->node);
	for (uint32_t i = 0; child != JSON_NONE; i++) {
		const struct json_node *type = json_doc_node(doc, child);

		if (i)
			g_string_append(out, type->next == JSON_NONE ? " or "
								     : ", ");
		g_string_append(out, with_article(type->string));
		child = type->next;
	}
	return g_string_free(out, FALSE);
}

/* The words between a value and the limit that it breaks. */
static const char *limit_words(enum schema_keyword id)
{
	switch (id) {
	case SCHEMA_MULTIPLE_OF:
		return "is not a multiple of";
	case SCHEMA_MAXIMUM:
		return "is more than";
	case SCHEMA_EXCLUSIVE_MAXIMUM:
		return "is not less than";
	case SCHEMA_MINIMUM:
		return "is less than";
	case SCHEMA_EXCLUSIVE_MINIMUM:
		return "is not more than";
	case SCHEMA_FORMAT:
		return "is not of the format";
	case SCHEMA_CONTENT_ENCODING:
		return "is not encoded in";
	case SCHEMA_CONTENT_MEDIA_TYPE:
		return "does not hold";
	default:
		return "does not match";
	}
}

static char *message_size(const struct schema_frame *frame,
			  const struct schema_rule *rule)
{
	static const char *const units[][2] = {
		{"character", "characters"},
		{"property", "properties"},
		{"item", "items"},
	};
	const char *limit = keyword_node(frame, rule)->string;
	bool is_max = rule->id == SCHEMA_MAX_LENGTH ||
		      rule->id == SCHEMA_MAX_PROPERTIES ||
		      rule->id == SCHEMA_MAX_ITEMS;
	const struct json_node *value = frame->value;
	uint64_t n = value->n_children;
	size_t unit = 2;

	if (value->kind == JSON_STRING) {
		unit = 0;
		n = (uint64_t)g_utf8_strlen(value->string,
					    (gssize)value->string_size);
	} else if (value->kind == JSON_OBJECT) {
		unit = 1;
	}
	return g_strdup_printf("the %s has %" G_GUINT64_FORMAT " %s, at %s "
			       "%s %s expected",
			       json_kind_name(value->kind), n,
			       units[unit][n != 1], is_max ? "most" : "least",
			       limit, rule->count == 1 ? "is" : "are");
}

char *schema_message(const struct schema_frame *frame,
		     const struct schema_rule *rule)
{
	g_autofree char *value = schema_describe(frame->value);
	g_autofree char *limit = schema_describe(keyword_node(frame, rule));

	switch (rule->id) {
	case SCHEMA_TYPE:
		return message_type(frame, rule, value);
	case SCHEMA_ENUM:
		return message_enum(frame, rule, value);
	case SCHEMA_CONST:
		return g_strdup_printf("%s is not %s", value, limit);
	case SCHEMA_MAX_LENGTH:
	case SCHEMA_MIN_LENGTH:
	case SCHEMA_MAX_PROPERTIES:
	case SCHEMA_MIN_PROPERTIES:
	case SCHEMA_MAX_ITEMS:
	case SCHEMA_MIN_ITEMS:
		return message_size(frame, rule);
	case SCHEMA_NOT:
		return g_strdup_printf("%s is what 'not' excludes", value);
	default:
		return g_strdup_printf("%s %s %s", value, limit_words(rule->id),
				       limit);
	}
}

/* ---- alternatives ---------------------------------------------------- */

char *schema_message_branches(const struct schema_frame *frame,
			      const struct schema_error *error)
{
	g_autofree char *value = schema_describe(frame->value);
	GString *out = g_string_new(value);

	g_string_append_printf(out, " matches none of %u alternatives",
			       error->n_branches);
	for (unsigned int i = 0; i < error->n_branches; i++) {
		const struct schema_error *first =
			error->branches[i].errors.first;

		if (i == MAX_BRANCHES || !first) {
			g_string_append(out, i ? "; ..." : "");
			break;
		}
		g_string_append(out, i ? "; " : ": ");
		g_string_append(out, first->message);
	}
	return g_string_free(out, FALSE);
}
