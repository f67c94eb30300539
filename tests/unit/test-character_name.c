/* test-character_name - which names \N{...} knows, version by version. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "character_name.h"
#include "recognize.h"

#define N_VERSIONS (PYTHON_NEWEST - PYTHON_OLDEST + 1)

/* 'o' for a name that 3.8 to 3.14 know, 'X' for one that they do not. */
static const struct {
	const char *name;
	const char *verdicts;
} facts[] = {
	{"SPACE", "ooooooo"},
	{"space", "ooooooo"},
	{"Latin Small Letter A With Macron", "ooooooo"},
	{"LATIN SMALL LETTER A WITH MACRON AND", "XXXXXXX"},
	{"", "XXXXXXX"},
	{"A", "XXXXXXX"},
	{"ZZZZ", "XXXXXXX"},
	{"SPACE ", "XXXXXXX"},
	{" SPACE", "XXXXXXX"},
	/* The first and the last of the table. */
	{"ABACUS", "ooooooo"},
	{"ZOMBIE", "ooooooo"},
	/* Aliases; a named sequence. */
	{"NULL", "ooooooo"},
	{"vs1", "ooooooo"},
	{"LATIN CAPITAL LETTER GHA", "ooooooo"},
	{"KEYCAP DIGIT ONE", "XXXXXXX"},
	/* 12.1, 13.0, 14.0, 15.0, 16.0. */
	{"SQUARE ERA NAME REIWA", "ooooooo"},
	{"MILITARY HELMET", "Xoooooo"},
	{"MELTING FACE", "XXXoooo"},
	{"SHAKING FACE", "XXXXooo"},
	{"FINGERPRINT", "XXXXXXo"},
	/* Computed names; their case matters. */
	{"HANGUL SYLLABLE GA", "ooooooo"},
	{"HANGUL SYLLABLE A", "ooooooo"},
	{"HANGUL SYLLABLE SSYEORH", "XXXXXXX"},
	{"HANGUL SYLLABLE SSYEOLH", "ooooooo"},
	{"HANGUL SYLLABLE ", "XXXXXXX"},
	{"HANGUL SYLLABLE G", "XXXXXXX"},
	{"HANGUL SYLLABLE ga", "XXXXXXX"},
	{"hangul syllable GA", "XXXXXXX"},
	{"CJK UNIFIED IDEOGRAPH-4E00", "ooooooo"},
	{"CJK UNIFIED IDEOGRAPH-04E00", "ooooooo"},
	{"CJK UNIFIED IDEOGRAPH-004E00", "XXXXXXX"},
	{"CJK UNIFIED IDEOGRAPH-4e00", "XXXXXXX"},
	{"cjk unified ideograph-4E00", "XXXXXXX"},
	{"CJK UNIFIED IDEOGRAPH-9FFC", "Xoooooo"},
	{"CJK UNIFIED IDEOGRAPH-9FFF", "XXXoooo"},
	{"CJK UNIFIED IDEOGRAPH-2EBEF", "oXXXXXX"},
	{"CJK UNIFIED IDEOGRAPH-2EBF0", "XXXXXoo"},
	{"CJK COMPATIBILITY IDEOGRAPH-F900", "ooooooo"},
	{"cjk compatibility ideograph-f900", "ooooooo"},
	{"CJK UNIFIED IDEOGRAPH-F900", "XXXXXXX"},
};

static void test_facts(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(facts); i++) {
		char verdicts[N_VERSIONS + 1] = {0};

		for (unsigned int v = 0; v < N_VERSIONS; v++)
			verdicts[v] =
				unicode_name_is_known(facts[i].name,
						      strlen(facts[i].name),
						      PYTHON_OLDEST + v)
					? 'o'
					: 'X';
		if (strcmp(verdicts, facts[i].verdicts) != 0)
			g_test_fail_printf("%s: %s, not %s", facts[i].name,
					   verdicts, facts[i].verdicts);
	}
}

/* Longer than any name, and than the buffers. */
static void test_long_name(void)
{
	g_autofree char *name = g_strnfill(100000, 'A');

	for (size_t size = 60; size < 120; size++)
		g_assert_false(
			unicode_name_is_known(name, size, PYTHON_NEWEST));
	g_assert_false(unicode_name_is_known(name, 100000, PYTHON_NEWEST));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/character_name/facts", test_facts);
	g_test_add_func("/character_name/long-name", test_long_name);
	return g_test_run();
}
