/* terminal - untrusted text made fit for a terminal. */

#include <config.h>

#include "terminal.h"

#include <stdbool.h>
#include <string.h>

#include "cleanup.h"

static bool is_harmless(gunichar character)
{
	GUnicodeType type = g_unichar_type(character);

	return type != G_UNICODE_CONTROL &&
	       type != G_UNICODE_FORMAT && /* bidirectional controls too */
	       type != G_UNICODE_LINE_SEPARATOR &&
	       type != G_UNICODE_PARAGRAPH_SEPARATOR &&
	       (character & 0xfffe) != 0xfffe; /* U+FFFE, U+FFFF: not in XML */
}

static void append_escape(GString *out, gunichar character)
{
	switch (character) {
	case '\t':
		g_string_append(out, "\\t");
		return;
	case '\n':
		g_string_append(out, "\\n");
		return;
	case '\r':
		g_string_append(out, "\\r");
		return;
	default:
		break;
	}
	if (character < 0x80)
		g_string_append_printf(out, "\\x%02x", character);
	else if (character < 0x10000)
		g_string_append_printf(out, "\\u%04x", character);
	else
		g_string_append_printf(out, "\\U%08x", character);
}

size_t terminal_append_character(GString *out, gunichar character)
{
	size_t before = out->len;

	if (!is_harmless(character)) {
		append_escape(out, character);
		return out->len - before;
	}
	g_string_append_unichar(out, character);
	if (g_unichar_iszerowidth(character))
		return 0;
	return g_unichar_iswide(character) ? 2 : 1;
}

/* The size of the printable ASCII at the start of text: nearly always all. */
static size_t plain_size(const char *text)
{
	size_t size = 0;

	while (g_ascii_isprint(text[size]))
		size++;
	return size;
}

void terminal_append(GString *out, const char *text)
{
	const char *end = text + strlen(text);

	while (text < end) {
		size_t plain = plain_size(text);
		gunichar character;

		g_string_append_len(out, text, (gssize)plain);
		text += plain;
		if (text == end)
			return;
		character = g_utf8_get_char_validated(text, end - text);
		if (character >= (gunichar)-2) { /* no UTF-8, or cut off */
			g_string_append_printf(out, "\\x%02x",
					       (unsigned char)*text);
			text++;
			continue;
		}
		terminal_append_character(out, character);
		text = g_utf8_next_char(text);
	}
}

char *terminal_escape(const char *text)
{
	GString *out = g_string_new(NULL);

	terminal_append(out, text);
	return g_string_free(out, FALSE);
}
