/* schema_format - the formats that JSON Schema names. */

#include <config.h>

#include "schema_format.h"

#include "cleanup.h"

schema_format_func *schema_format_find(const char *name, bool is_draft_07)
{
	(void)name;
	(void)is_draft_07;
	return NULL;
}
schema_format_func *schema_format_encoding(const char *name)
{
	(void)name;
	return NULL;
}
schema_format_func *schema_format_media_type(const char *name, bool is_encoded)
{
	(void)name;
	(void)is_encoded;
	return NULL;
}
