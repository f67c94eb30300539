/* character_name - is there a Unicode character of a name? */

#include <config.h>

#include "character_name.h"

#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "cleanup.h"

#define LONGEST_NAME 88

/* Sorted names; unicode/make-names.py says how they are written. */
/* clang-format off */
static const char *const blocks[] = {
#include "unicode/name_table.inc"
};

static const struct ideograph_range {
	uint32_t first;
	uint32_t last;
	uint8_t since; /* Python 3.since */
	uint8_t until;
} ideographs[] = {
#include "unicode/ideograph_table.inc"
};
/* clang-format on */

/* ---------------------------------------------------- algorithmic names */

/* Removes the prefix from the name; the case of letters matters. */
static bool skip_prefix(const char **name, size_t *size, const char *prefix)
{
	size_t length = strlen(prefix);

	if (*size < length || memcmp(*name, prefix, length) != 0)
		return false;
	*name += length;
	*size -= length;
	return true;
}

/* Removes the longest of the parts; returns false if there is none. */
static bool skip_longest(const char **name, size_t *size,
			 const char *const *parts)
{
	const char *longest = NULL;

	for (; *parts; parts++) {
		size_t length = strlen(*parts);

		if (length <= *size && memcmp(*name, *parts, length) == 0 &&
		    (!longest || length > strlen(longest)))
			longest = *parts;
	}
	return longest && skip_prefix(name, size, longest);
}

/* A syllable of Hangul, behind the prefix: lead, vowel, tail. */
static bool is_syllable(const char *name, size_t size)
{
	static const char *const leads[] = {
		"",  "G",  "GG", "N",  "D", "DD", "R", "M", "B", "BB",
		"S", "SS", "J",	 "JJ", "C", "K",  "T", "P", "H", NULL,
	};
	static const char *const vowels[] = {
		"A",  "AE", "YA",  "YAE", "EO", "E",  "YEO", "YE",
		"O",  "WA", "WAE", "OE",  "YO", "U",  "WEO", "WE",
		"WI", "YU", "EU",  "YI",  "I",	NULL,
	};
	static const char *const tails[] = {
		"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
		"LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
		"SS", "NG", "J",  "C",	"K",  "T",  "P",  "H", NULL,
	};

	return skip_longest(&name, &size, leads) &&
	       skip_longest(&name, &size, vowels) &&
	       skip_longest(&name, &size, tails) && size == 0;
}

/* Four or five digits, in capitals, of a unified ideograph. */
static bool is_ideograph(const char *digits, size_t size, unsigned int minor)
{
	uint32_t value = 0;

	if (size != 4 && size != 5)
		return false;
	for (size_t i = 0; i < size; i++) {
		if (!g_ascii_isxdigit(digits[i]) || g_ascii_islower(digits[i]))
			return false;
		value = value * 16 + (uint32_t)g_ascii_xdigit_value(digits[i]);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(ideographs); i++) {
		const struct ideograph_range *range = &ideographs[i];

		if (value >= range->first && value <= range->last &&
		    minor >= range->since && minor <= range->until)
			return true;
	}
	return false;
}

/* -------------------------------------------------------------- the table */

/* One entry of a block. */
struct entry {
	char name[LONGEST_NAME + 1];
	size_t size;
	unsigned int since; /* Python 3.since */
};

/* Reads the entry at row into *entry, which holds the one before it. */
static const char *read_entry(const char *row, struct entry *entry)
{
	size_t rest;

	entry->since = 8 + (unsigned int)(row[0] - 'a');
	entry->size = (size_t)(row[1] - '#');
	row += 2;
	for (rest = 0; row[rest] != '\0' && !g_ascii_islower(row[rest]); rest++)
		entry->name[entry->size++] = row[rest];
	return row + rest;
}

static int compare_entry(const char *name, size_t size,
			 const struct entry *entry)
{
	int order = memcmp(name, entry->name, MIN(size, entry->size));

	if (order != 0 || size == entry->size)
		return order;
	return size < entry->size ? -1 : 1;
}

/* The last block that does not begin behind the name; the first at least. */
static const char *find_block(const char *name, size_t size)
{
	size_t low = 0;
	size_t high = G_N_ELEMENTS(blocks);
	struct entry entry;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		read_entry(blocks[middle], &entry);
		if (compare_entry(name, size, &entry) < 0)
			high = middle;
		else
			low = middle;
	}
	return blocks[low];
}

/* The name is in capitals. */
static bool is_in_table(const char *name, size_t size, unsigned int minor)
{
	const char *row = find_block(name, size);
	struct entry entry;
	int order = 1;

	while (*row != '\0' && order > 0) {
		row = read_entry(row, &entry);
		order = compare_entry(name, size, &entry);
	}
	return order == 0 && entry.since <= minor;
}

bool unicode_name_is_known(const char *name, size_t size, unsigned int minor)
{
	const char *rest = name;
	size_t rest_size = size;
	char capitals[LONGEST_NAME];

	if (skip_prefix(&rest, &rest_size, "HANGUL SYLLABLE "))
		return is_syllable(rest, rest_size);
	if (skip_prefix(&rest, &rest_size, "CJK UNIFIED IDEOGRAPH-"))
		return is_ideograph(rest, rest_size, minor);
	if (size == 0 || size > LONGEST_NAME)
		return false;
	for (size_t i = 0; i < size; i++)
		capitals[i] = g_ascii_toupper(name[i]);
	return is_in_table(capitals, size, minor);
}
