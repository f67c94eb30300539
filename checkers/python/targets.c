/* targets - sets of versions of Python, read and written. */

#include <config.h>

#include "targets.h"

#include <glib.h>

#include "recognize.h"

/* Reads "3.11" at *text and moves behind it; 0: it is none that is known. */
static unsigned int parse_version(const char **text)
{
	unsigned int minor = 0;

	if (!g_str_has_prefix(*text, "3."))
		return 0;
	for (*text += 2; g_ascii_isdigit(**text) && minor < 100; (*text)++)
		minor = minor * 10 + (unsigned int)(**text - '0');
	return minor >= PYTHON_OLDEST && minor <= PYTHON_NEWEST ? minor : 0;
}

unsigned int targets_parse(const char *text)
{
	unsigned int targets = 0;

	for (;; text++) {
		unsigned int first = parse_version(&text);
		unsigned int last = first;

		if (*text == '-') {
			text++;
			last = parse_version(&text);
		}
		if (first == 0 || last < first)
			return 0;
		for (; first <= last; first++)
			targets |= 1u << first;
		if (*text == '\0')
			return targets;
		if (*text != ',')
			return 0;
	}
}

char *targets_text(unsigned int targets)
{
	GString *out = g_string_new(NULL);

	for (unsigned int i = PYTHON_OLDEST; i <= PYTHON_NEWEST; i++) {
		unsigned int first = i;

		if (!targets_have(targets, i))
			continue;
		while (targets_have(targets, i + 1))
			i++;
		g_string_append_printf(out, "%s3.%u", out->len > 0 ? "," : "",
				       first);
		if (i > first)
			g_string_append_printf(out, "-3.%u", i);
	}
	return g_string_free(out, FALSE);
}
