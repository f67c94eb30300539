/* test-terminal - untrusted text made fit for a terminal. */

#include <config.h>

#include "terminal.h"

#include "cleanup.h"

static void assert_shown(const char *text, const char *expected)
{
	g_autofree char *shown = terminal_escape(text);

	g_assert_cmpstr(shown, ==, expected);
}

static void test_harmless(void)
{
	assert_shown("", "");
	assert_shown("labs/a.py:3 100% 'x' \\d", "labs/a.py:3 100% 'x' \\d");
	assert_shown("grün 漢字 e\u0301 \U0001f600",
		     "grün 漢字 e\u0301 \U0001f600");
}

static void test_controls(void)
{
	assert_shown("a\tb\nc\rd", "a\\tb\\nc\\rd");
	assert_shown("\033[31m\a\x7f", "\\x1b[31m\\x07\\x7f");
	assert_shown("\xc2\x9b"
		     "1m",
		     "\\u009b1m"); /* C1: CSI in one character */
}

static void test_invisible(void)
{
	assert_shown("a\u202eyp.b", "a\\u202eyp.b");
	assert_shown("\u2066x\u2069", "\\u2066x\\u2069");
	assert_shown("\u200b\ufeff\u00ad", "\\u200b\\ufeff\\u00ad");
	assert_shown("\u2028\u2029", "\\u2028\\u2029");
	assert_shown("\U000e0041", "\\U000e0041"); /* a tag character */
	assert_shown("\uffff\ufffe", "\\uffff\\ufffe");
}

static void test_invalid(void)
{
	assert_shown("\xff", "\\xff");
	assert_shown("a\xc3", "a\\xc3");		 /* cut off */
	assert_shown("\xc3(", "\\xc3(");		 /* no continuation */
	assert_shown("\xc0\xaf", "\\xc0\\xaf");		 /* overlong */
	assert_shown("\xed\xa0\x80", "\\xed\\xa0\\x80"); /* surrogate */
	assert_shown("\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
}

static void test_width(void)
{
	static const struct {
		gunichar character;
		size_t width;
	} cases[] = {
		{'a', 1},    {0x6f22, 2}, {0x0301, 0}, {0x1f600, 2},
		{'\033', 4}, {'\n', 2},	  {0x202e, 6}, {0xe0041, 10},
	};
	g_autoptr(GString) out = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpuint(
			terminal_append_character(out, cases[i].character), ==,
			cases[i].width);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/terminal/harmless", test_harmless);
	g_test_add_func("/terminal/controls", test_controls);
	g_test_add_func("/terminal/invisible", test_invisible);
	g_test_add_func("/terminal/invalid", test_invalid);
	g_test_add_func("/terminal/width", test_width);
	return g_test_run();
}
