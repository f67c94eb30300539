/* schema_format_word - UUIDs, JSON pointers and patterns. */

#include <config.h>

#include "cleanup.h"
#include "ecma_pattern.h"
#include "schema_format_private.h"

/* RFC 9562 (and 4122), without a look at version and variant. */
bool schema_format_uuid(const char *text, size_t size)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

	if (size != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < size; i++)
		if (form[i] == 'x' ? !g_ascii_isxdigit(text[i])
				   : text[i] != '-')
			return false;
	return true;
}

/* RFC 6901. */
bool schema_format_json_pointer(const char *text, size_t size)
{
	if (size && *text != '/')
		return false;
	for (size_t i = 0; i < size; i++)
		if (text[i] == '~' && (i + 1 == size || (text[i + 1] != '0' &&
							 text[i + 1] != '1')))
			return false;
	return true;
}

bool schema_format_relative_json_pointer(const char *text, size_t size)
{
	size_t n = 0;

	while (n < size && g_ascii_isdigit(text[n]))
		n++;
	if (!n || (text[0] == '0' && n > 1))
		return false;
	if (size - n == 1 && text[n] == '#')
		return true;
	return schema_format_json_pointer(text + n, size - n);
}

/* Whether ECMA-262 takes it, not whether PCRE2 can match it. */
bool schema_format_regex(const char *text, size_t size)
{
	g_autoptr(GString) translated = g_string_new(NULL);
	struct ecma_error error;

	return ecma_pattern_translate(text, size, 0, translated, &error);
}
