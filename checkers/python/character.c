/* character - what Python's versions know of single characters. */

#include <config.h>

#include "character.h"

#include <stddef.h>

#include <glib.h>

#include "cleanup.h"

struct refused_range {
	uint32_t first;
	uint32_t last;
	uint8_t since; /* printable since Python 3.since; 0 for never */
};

/* clang-format off */
static const struct refused_range ranges[] = {
#include "unicode/printable_table.inc"
};
/* clang-format on */

bool character_is_printable(uint32_t character, unsigned int minor)
{
	size_t low = 0;
	size_t high = G_N_ELEMENTS(ranges);

	if (character < 0x80)
		return character >= 0x20 && character < 0x7f;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct refused_range *range = &ranges[middle];

		if (character < range->first)
			high = middle;
		else if (character > range->last)
			low = middle + 1;
		else
			return range->since != 0 && range->since <= minor;
	}
	return true;
}
