/* schema_format_content - what a string may hold by draft-07. */

#include <config.h>

#include "cleanup.h"
#include "json_doc.h"
#include "schema_format_private.h"

/* RFC 4648, section 4, with padding. */
bool schema_format_base64(const char *text, size_t size)
{
	size_t n_padding = 0;

	if (size % 4)
		return false;
	while (n_padding < 2 && n_padding < size &&
	       text[size - n_padding - 1] == '=')
		n_padding++;
	for (size_t i = 0; i < size - n_padding; i++)
		if (!g_ascii_isalnum(text[i]) && text[i] != '+' &&
		    text[i] != '/')
			return false;
	return true;
}

bool schema_format_json(const char *text, size_t size)
{
	struct json_error error;
	g_autoptr(json_doc_t) doc = json_doc_parse(text, size, 0, &error);

	return doc != NULL;
}

/* Text that is not base64 is contentEncoding's to refuse. */
bool schema_format_base64_json(const char *text, size_t size)
{
	g_autofree char *copy = NULL;
	gsize length;

	if (!schema_format_base64(text, size))
		return true;
	copy = g_strndup(text, size);
	if (!size)
		return false;
	g_base64_decode_inplace(copy, &length);
	return schema_format_json(copy, length);
}
