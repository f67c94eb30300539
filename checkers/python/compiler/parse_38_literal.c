/* parse_38_literal - numbers and strings of Python 3.8. */

#include <config.h>

#include "parse_38.h"

#include "cleanup.h"
#include "parse_38_field.h"
#include "peg.h"
#include "string_literal.h"

/* Strings side by side that are being converted. */
struct strings {
	const struct node *raw;
	struct field_index *fields; /* NULL until there is a field */
};

static bool refuse(const struct string_site *site, const char *message)
{
	const struct strings *strings = site->payload;

	return refuse_38(site->c, strings->raw, "%s", message);
}

/* What the parser says has no line but the field's own. */
static struct node *parse_field(const struct string_site *site,
				struct compilation *field, const char *start)
{
	struct strings *strings = site->payload;
	struct node *raw = parse_38(field, "field_input");
	struct node *value;

	if (!raw)
		return NULL;
	field->counts_bytes = true;
	if (!strings->fields)
		strings->fields = field_index_new(site->c, site->first);
	field->lines.before = field_lines_before(strings->fields, field);
	if (!convert_38_expression(field, raw, &value))
		return NULL;
	field_place_tree(strings->fields, field, start, value);
	return value;
}

static bool convert_strings(struct compilation *c, const struct node *raw,
			    struct node **out)
{
	struct strings strings = {.raw = raw};
	const struct string_site site = {
		.c = c,
		.first = raw->first_token,
		.end = raw->end_token,
		.refuse = refuse,
		.parse_field = parse_field,
		.payload = &strings,
	};

	*out = string_join(&site);
	field_index_free(strings.fields);
	return *out != NULL;
}

bool convert_38_literal(struct compilation *c, const struct node *raw,
			struct node **out)
{
	struct node *number;

	if (raw->detail == CONSTANT_STRING)
		return convert_strings(c, raw, out);
	number = node_38(c, NODE_CONSTANT, 0, raw);
	number->detail = CONSTANT_NUMBER;
	*out = number;
	return peg_check_number(c, raw->first_token);
}
