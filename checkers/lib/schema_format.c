/* schema_format - the formats that JSON Schema names. */

#include <config.h>

#include "schema_format.h"

#include "cleanup.h"
#include "schema_format_private.h"

static const struct {
	const char *name;
	schema_format_func *function;
	bool is_new; /* since 2019-09 */
} formats[] = {
	{"date", schema_format_date, false},
	{"date-time", schema_format_date_time, false},
	{"duration", schema_format_duration, true},
	{"email", schema_format_email, false},
	{"hostname", schema_format_hostname, false},
	{"idn-email", schema_format_idn_email, false},
	{"idn-hostname", schema_format_idn_hostname, false},
	{"ipv4", schema_format_ipv4, false},
	{"ipv6", schema_format_ipv6, false},
	{"iri", schema_format_iri, false},
	{"iri-reference", schema_format_iri_reference, false},
	{"json-pointer", schema_format_json_pointer, false},
	{"regex", schema_format_regex, false},
	{"relative-json-pointer", schema_format_relative_json_pointer, false},
	{"time", schema_format_time, false},
	{"uri", schema_format_uri, false},
	{"uri-reference", schema_format_uri_reference, false},
	{"uri-template", schema_format_uri_template, false},
	{"uuid", schema_format_uuid, true},
};

schema_format_func *schema_format_find(const char *name, bool is_draft_07)
{
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (strcmp(formats[i].name, name) == 0 &&
		    !(is_draft_07 && formats[i].is_new))
			return formats[i].function;
	return NULL;
}

schema_format_func *schema_format_encoding(const char *name)
{
	return g_ascii_strcasecmp(name, "base64") == 0 ? schema_format_base64
						       : NULL;
}

schema_format_func *schema_format_media_type(const char *name,
					     const char *encoding)
{
	if (g_ascii_strcasecmp(name, "application/json") != 0)
		return NULL;
	if (!encoding)
		return schema_format_json;
	return schema_format_encoding(encoding) ? schema_format_base64_json
						: NULL;
}
