/* schema_format_host - names and addresses of hosts. */

#include <config.h>

#include "cleanup.h"
#include "schema_format_private.h"

enum {
	MAX_LABEL = 63,
	MAX_NAME = 253,
	GROUPS = 8, /* of an IPv6 address */
};

static bool is_label(const char *text, size_t size)
{
	if (!size || size > MAX_LABEL || text[0] == '-' ||
	    text[size - 1] == '-')
		return false;
	for (size_t i = 0; i < size; i++)
		if (!g_ascii_isalnum(text[i]) && text[i] != '-')
			return false;
	return size < 4 || g_ascii_strncasecmp(text, "xn--", 4) != 0 ||
	       schema_format_a_label(text, size);
}

/* RFC 1123, section 2.1; a label that begins with "xn--" is an A-label. */
bool schema_format_hostname(const char *text, size_t size)
{
	const char *end = text + size;

	if (size > MAX_NAME)
		return false;
	for (;;) {
		const char *dot = memchr(text, '.', (size_t)(end - text));
		const char *stop = dot ? dot : end;

		if (!is_label(text, (size_t)(stop - text)))
			return false;
		if (!dot)
			return true;
		text = dot + 1;
	}
}

/* RFC 2673, section 3.2: four numbers up to 255 without leading zeros. */
bool schema_format_ipv4(const char *text, size_t size)
{
	const char *end = text + size;

	for (int i = 0; i < 4; i++) {
		const char *start = text;
		int number = 0;

		if (i && (text == end || *text++ != '.'))
			return false;
		start = text;
		while (text < end && g_ascii_isdigit(*text) && text - start < 3)
			number = number * 10 + (*text++ - '0');
		if (text == start || number > 255 ||
		    (*start == '0' && text - start > 1))
			return false;
	}
	return text == end;
}

/* RFC 4291, section 2.2. */
bool schema_format_ipv6(const char *text, size_t size)
{
	const char *end = text + size;
	bool is_short = false; /* has "::" */
	int n = 0;

	if (size >= 2 && memcmp(text, "::", 2) == 0) {
		is_short = true;
		text += 2;
	}
	while (text < end) {
		const char *start = text;

		while (text < end && g_ascii_isxdigit(*text))
			text++;
		if (text < end && *text == '.') {
			if (!schema_format_ipv4(start, (size_t)(end - start)))
				return false;
			n += 2;
			break;
		}
		if (text == start || text - start > 4)
			return false;
		n++;
		if (text == end)
			break;
		if (*text++ != ':' || text == end)
			return false;
		if (*text == ':') {
			if (is_short)
				return false;
			is_short = true;
			text++;
		}
	}
	return is_short ? n < GROUPS : n == GROUPS;
}
