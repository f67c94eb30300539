/* schema_format_idn - internationalized names of hosts (IDNA 2008). */

#include <config.h>

#include <glib.h>
#include <idn2.h>

#include "cleanup.h"
#include "schema_format_private.h"

enum {
	MAX_NAME = 253,
	MAX_BYTES = 1024, /* of a text that may have a name that short */
};

/* What is known of the labels of a name so far. */
struct name {
	size_t size; /* of the name in A-labels */
	bool has_right_to_left;
	bool has_digit_first; /* a left-to-right label that begins so */
};

/* ---- directions ------------------------------------------------------ */

/* A letter of the bidirectional class R or AL. */
static bool is_right_to_left(gunichar c)
{
	static const gunichar ranges[][2] = {
		{0x590, 0x8ff},	    {0xfb1d, 0xfdff},	{0xfe70, 0xfeff},
		{0x10800, 0x10fff}, {0x1e800, 0x1efff},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return g_unichar_isalpha(c);
	return false;
}

static bool is_european_digit(gunichar c)
{
	return (c >= '0' && c <= '9') || (c >= 0x6f0 && c <= 0x6f9);
}

static bool is_arabic_digit(gunichar c)
{
	return (c >= 0x660 && c <= 0x669) || (c >= 0x10d30 && c <= 0x10d39);
}

/*
 * RFC 5893, section 2, as far as it looks at more than libidn2 does: one kind
 * of digits in a right-to-left label, and the labels beside it.
 */
static bool note_direction(const char *label, struct name *name)
{
	bool has_european = false, has_arabic = false;
	bool has_right_to_left = false;

	for (const char *at = label; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		has_right_to_left |= is_right_to_left(c);
		has_european |= is_european_digit(c);
		has_arabic |= is_arabic_digit(c);
	}
	if (has_right_to_left)
		name->has_right_to_left = true;
	else if (is_european_digit(g_utf8_get_char(label)))
		name->has_digit_first = true;
	return !(has_right_to_left && has_european && has_arabic);
}

/* ---- labels ---------------------------------------------------------- */

static bool is_ascii(const char *text)
{
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return !*text;
}

/* RFC 5891, section 4.2.3.1. */
static bool has_sound_hyphens(const char *label)
{
	g_autofree gunichar *characters = NULL;
	glong n;

	characters = g_utf8_to_ucs4_fast(label, -1, &n);
	return n && characters[0] != '-' && characters[n - 1] != '-' &&
	       !(n > 3 && characters[2] == '-' && characters[3] == '-');
}

/*
 * Whether the U-label stands the test for registration, which includes the
 * rules about the characters around some; *out is its A-label, to be freed.
 */
static bool register_label(const char *label, const char *expected, char **out)
{
	uint8_t *encoded = NULL;
	bool is_valid = idn2_register_u8((const uint8_t *)label,
					 (const uint8_t *)expected, &encoded,
					 IDN2_NO_TR46) == IDN2_OK;

	*out = g_strdup((const char *)encoded);
	idn2_free(encoded);
	return is_valid;
}

/* A label of letters, digits and hyphens. */
static bool check_ascii(const char *label, struct name *name)
{
	size_t size = strlen(label);

	for (size_t i = 0; i < size; i++)
		if (!g_ascii_isalnum(label[i]) && label[i] != '-')
			return false;
	name->size += size;
	return size <= 63 && has_sound_hyphens(label) &&
	       note_direction(label, name);
}

static bool check_unicode(const char *label, const char *expected,
			  struct name *name)
{
	g_autofree char *encoded = NULL;

	if (!has_sound_hyphens(label) ||
	    !register_label(label, expected, &encoded))
		return false;
	name->size += encoded ? strlen(encoded) : 0;
	return note_direction(label, name);
}

/* A label that begins with "xn--". */
static bool check_encoded(const char *label, struct name *name)
{
	g_autofree char *lower = g_ascii_strdown(label, -1);
	char *decoded = NULL;
	bool is_valid;

	if (idn2_to_unicode_8z8z(lower, &decoded, 0) != IDN2_OK)
		return false;
	is_valid = !is_ascii(decoded) && check_unicode(decoded, lower, name);
	idn2_free(decoded);
	return is_valid;
}

static bool check_label(const char *label, struct name *name)
{
	if (!*label)
		return false;
	if (!is_ascii(label))
		return check_unicode(label, NULL, name);
	if (g_ascii_strncasecmp(label, "xn--", 4) == 0)
		return check_encoded(label, name);
	return check_ascii(label, name);
}

bool schema_format_a_label(const char *text, size_t size)
{
	g_autofree char *label = g_strndup(text, size);
	struct name name = {0};

	return size <= 63 && check_encoded(label, &name);
}

/* ---- names ----------------------------------------------------------- */

/* RFC 3490, section 3.1: the dots that part labels. */
static bool is_dot(gunichar c)
{
	return c == '.' || c == 0x3002 || c == 0xff0e || c == 0xff61;
}

bool schema_format_idn_hostname(const char *text, size_t size)
{
	const char *end = text + size;
	struct name name = {0};

	if (size > MAX_BYTES || memchr(text, '\0', size))
		return false;
	for (;;) {
		const char *stop = text;
		g_autofree char *label = NULL;

		while (stop < end && !is_dot(g_utf8_get_char(stop)))
			stop = g_utf8_next_char(stop);
		label = g_strndup(text, (size_t)(stop - text));
		if (!check_label(label, &name))
			return false;
		if (stop == end)
			break;
		name.size++;
		text = g_utf8_next_char(stop);
	}
	return name.size <= MAX_NAME &&
	       !(name.has_right_to_left && name.has_digit_first);
}
