/* schema_validate_value - keywords about one value, without its children. */

#include <config.h>

#include "cleanup.h"
#include "json_canonical.h"
#include "schema_run.h"

static unsigned int type_of(const struct json_node *value)
{
	struct decimal number;

	switch (value->kind) {
	case JSON_NULL:
		return SCHEMA_TYPE_NULL;
	case JSON_FALSE:
	case JSON_TRUE:
		return SCHEMA_TYPE_BOOLEAN;
	case JSON_OBJECT:
		return SCHEMA_TYPE_OBJECT;
	case JSON_ARRAY:
		return SCHEMA_TYPE_ARRAY;
	case JSON_STRING:
		return SCHEMA_TYPE_STRING;
	case JSON_NUMBER:
		break;
	}
	number = decimal_parse(value->string, value->string_size);
	return decimal_is_integer(&number) ? SCHEMA_TYPE_INTEGER
					   : SCHEMA_TYPE_NUMBER;
}

static int compare_bytes(const GString *text, GBytes *bytes)
{
	gsize size;
	const void *data = g_bytes_get_data(bytes, &size);
	int order = memcmp(text->str, data, MIN(text->len, size));

	return order ? order : (text->len > size) - (text->len < size);
}

/* Is the value among those of const or enum? */
static bool is_listed(struct schema_runner *runner,
		      const struct schema_frame *frame,
		      const struct schema_values *values)
{
	GString *text = runner->scratch;
	uint32_t low = 0, high = values->n;

	g_string_truncate(text, 0);
	if (frame->value->kind == JSON_STRING)
		json_canonical_append_string(frame->value->string,
					     frame->value->string_size, text);
	else
		json_canonical_append(runner->doc, frame->node, text);
	runner->steps += text->len / 16;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = compare_bytes(text, values->values[middle]);

		if (!order)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

static bool is_number_allowed(const struct json_node *value,
			      const struct schema_rule *rule)
{
	struct decimal number;
	int order;

	if (value->kind != JSON_NUMBER)
		return true;
	number = decimal_parse(value->string, value->string_size);
	if (rule->id == SCHEMA_MULTIPLE_OF)
		return decimal_is_multiple(&number, &rule->number);
	order = decimal_compare(&number, &rule->number);
	switch (rule->id) {
	case SCHEMA_MAXIMUM:
		return order <= 0;
	case SCHEMA_EXCLUSIVE_MAXIMUM:
		return order < 0;
	case SCHEMA_MINIMUM:
		return order >= 0;
	default:
		return order > 0;
	}
}

static bool is_string_allowed(struct schema_runner *runner,
			      const struct schema_frame *frame,
			      const struct schema_rule *rule)
{
	const char *text = frame->value->string;
	size_t size = frame->value->string_size;

	if (frame->value->kind != JSON_STRING)
		return true;
	switch (rule->id) {
	case SCHEMA_MAX_LENGTH:
		return size <= rule->count ||
		       (uint64_t)g_utf8_strlen(text, (gssize)size) <=
			       rule->count;
	case SCHEMA_MIN_LENGTH:
		return (uint64_t)g_utf8_strlen(text, (gssize)size) >=
		       rule->count;
	case SCHEMA_PATTERN:
		return schema_matches(runner, frame, rule->pattern, text, size);
	default:
		return !rule->format || rule->format(text, size);
	}
}

static bool is_allowed(struct schema_runner *runner,
		       const struct schema_frame *frame,
		       const struct schema_rule *rule)
{
	switch (rule->id) {
	case SCHEMA_TYPE:
		return rule->types & type_of(frame->value);
	case SCHEMA_CONST:
	case SCHEMA_ENUM:
		return is_listed(runner, frame, &rule->values);
	case SCHEMA_MULTIPLE_OF:
	case SCHEMA_MAXIMUM:
	case SCHEMA_EXCLUSIVE_MAXIMUM:
	case SCHEMA_MINIMUM:
	case SCHEMA_EXCLUSIVE_MINIMUM:
		return is_number_allowed(frame->value, rule);
	default:
		return is_string_allowed(runner, frame, rule);
	}
}

bool schema_validate_value(struct schema_runner *runner,
			   const struct schema_frame *frame,
			   const struct schema_rule *rule)
{
	return is_allowed(runner, frame, rule) ||
	       schema_refuse(runner, frame, rule);
}
