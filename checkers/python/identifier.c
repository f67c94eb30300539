/* identifier - is a name beyond ASCII one for a version of Python? */

#include <config.h>

#include "identifier.h"

#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "cleanup.h"

struct identifier_range {
	uint32_t first;
	uint16_t n;
	uint8_t may_begin;
	uint8_t since; /* Python 3.since */
};

/* clang-format off */
static const struct identifier_range ranges[] = {
#include "unicode/identifier_table.inc"
};
/* clang-format on */

/* The range that holds the character, or NULL. */
static const struct identifier_range *find_range(uint32_t character)
{
	size_t low = 0;
	size_t high = G_N_ELEMENTS(ranges);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct identifier_range *range = &ranges[middle];

		if (character < range->first)
			high = middle;
		else if (character - range->first >= range->n)
			low = middle + 1;
		else
			return range;
	}
	return NULL;
}

static bool may_stand(uint32_t character, bool is_first, unsigned int minor)
{
	if (character < 0x80)
		return !is_first || !g_ascii_isdigit((char)character);
	const struct identifier_range *range = find_range(character);
	return range != NULL && range->since <= minor &&
	       (range->may_begin || !is_first);
}

/* Up to this many bytes become "False" under NFKC. */
#define LONGEST_CONSTANT 20

static bool becomes_constant(const char *name, size_t size)
{
	if (size > LONGEST_CONSTANT)
		return false;
	g_autofree char *normal =
		g_utf8_normalize(name, (gssize)size, G_NORMALIZE_NFKC);
	return normal != NULL &&
	       (strcmp(normal, "None") == 0 || strcmp(normal, "True") == 0 ||
		strcmp(normal, "False") == 0);
}

size_t identifier_check(const char *name, size_t size, unsigned int minor)
{
	const char *p = name;

	while (p < name + size) {
		gunichar character =
			g_utf8_get_char_validated(p, name + size - p);
		if (character >= 0x110000 ||
		    !may_stand(character, p == name, minor))
			return (size_t)(p - name);
		p = g_utf8_next_char(p);
	}
	return size;
}

bool identifier_is_valid(const char *name, size_t size, unsigned int minor)
{
	return identifier_check(name, size, minor) == size &&
	       (minor < 14 || !becomes_constant(name, size));
}
