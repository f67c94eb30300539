/* constant_text - values as Python's repr() writes them, and as keys. */
#include <config.h>

#include "constant.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "character.h"

/* The digits of a positive finite number, as few as give it back. */
static int shortest_digits(double number, char digits[32])
{
	char text[40];
	const char *e;
	size_t n = 0;

	for (int precision = 0; precision <= 16; precision++) {
		g_ascii_formatd(text, sizeof(text),
				(char[]){'%', '.', (char)('0' + precision / 10),
					 (char)('0' + precision % 10), 'e',
					 '\0'},
				number);
		if (g_ascii_strtod(text, NULL) == number)
			break;
	}
	e = strchr(text, 'e');
	for (const char *p = text; p < e; p++)
		if (*p != '.')
			digits[n++] = *p;
	while (n > 1 && digits[n - 1] == '0')
		n--;
	digits[n] = '\0';
	return (int)strtol(e + 1, NULL, 10) + 1;
}

static void append_exponent(GString *out, const char *digits, int point)
{
	g_string_append_c(out, digits[0]);
	if (digits[1])
		g_string_append_printf(out, ".%s", digits + 1);
	g_string_append_printf(out, "e%c%02d", point < 1 ? '-' : '+',
			       abs(point - 1));
}

static void append_plain(GString *out, const char *digits, int point,
			 bool needs_point)
{
	int n = (int)strlen(digits);

	if (point <= 0) {
		g_string_append(out, "0.");
		for (int i = point; i < 0; i++)
			g_string_append_c(out, '0');
		g_string_append(out, digits);
		return;
	}
	for (int i = 0; i < point; i++)
		g_string_append_c(out, i < n ? digits[i] : '0');
	if (n > point)
		g_string_append_printf(out, ".%s", digits + point);
	else if (needs_point)
		g_string_append(out, ".0");
}

static void append_double(GString *out, double number, bool needs_point)
{
	char digits[32] = "0";
	int point = 1;

	if (signbit(number))
		g_string_append_c(out, '-');
	number = fabs(number);
	if (isinf(number)) {
		g_string_append(out, "inf");
		return;
	}
	if (number > 0)
		point = shortest_digits(number, digits);
	if (point > 16 || point < -3)
		append_exponent(out, digits, point);
	else
		append_plain(out, digits, point, needs_point);
}

static void append_complex(GString *out, const struct value *value)
{
	bool has_real = value->real != 0 || signbit(value->real);

	if (has_real) {
		g_string_append_c(out, '(');
		append_double(out, value->real, false);
		if (!signbit(value->imaginary))
			g_string_append_c(out, '+');
	}
	append_double(out, value->imaginary, false);
	g_string_append(out, has_real ? "j)" : "j");
}

/* Decimal digits, nine at a time from the lowest. */
static void append_int(GString *out, const struct value *value)
{
	g_autofree uint32_t *digits =
		g_memdup2(value->items, value->n * sizeof(*digits));
	g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	size_t n = value->n;
	uint64_t rest;
	uint32_t group;

	if (value->is_negative)
		g_string_append_c(out, '-');
	do {
		rest = 0;
		for (size_t i = n; i--;) {
			rest = rest << 32 | digits[i];
			digits[i] = (uint32_t)(rest / 1000000000);
			rest %= 1000000000;
		}
		while (n && !digits[n - 1])
			n--;
		group = (uint32_t)rest;
		g_array_append_val(groups, group);
	} while (n);
	for (guint i = groups->len; i--;)
		g_string_append_printf(out,
				       i + 1 == groups->len ? "%u" : "%09u",
				       g_array_index(groups, uint32_t, i));
}

/* minor is 0 in bytes. */
static void append_character(GString *out, uint32_t c, char quote,
			     unsigned int minor)
{
	if (c == (uint32_t)quote || c == '\\')
		g_string_append_printf(out, "\\%c", (char)c);
	else if (c == '\n')
		g_string_append(out, "\\n");
	else if (c == '\r')
		g_string_append(out, "\\r");
	else if (c == '\t')
		g_string_append(out, "\\t");
	else if (c < 0x7f && c >= ' ')
		g_string_append_c(out, (char)c);
	else if (minor && c <= 0x10ffff && character_is_printable(c, minor))
		g_string_append_unichar(out, c);
	else if (c <= 0xff)
		g_string_append_printf(out, "\\x%02x", c);
	else if (c <= 0xffff)
		g_string_append_printf(out, "\\u%04x", c);
	else
		g_string_append_printf(out, "\\U%08x", c);
}

static bool has_item(const struct value *value, uint32_t item)
{
	for (size_t i = 0; i < value->n; i++)
		if (value->items[i] == item)
			return true;
	return false;
}

static void append_string(GString *out, const struct value *value,
			  unsigned int minor)
{
	bool is_bytes = value->kind == VALUE_BYTES;
	char quote =
		has_item(value, '\'') && !has_item(value, '"') ? '"' : '\'';

	if (is_bytes)
		g_string_append_c(out, 'b');
	g_string_append_c(out, quote);
	for (size_t i = 0; i < value->n; i++)
		append_character(out, value->items[i], quote,
				 is_bytes ? 0 : minor);
	g_string_append_c(out, quote);
}

char *value_repr(struct arena *arena, const struct value *value,
		 unsigned int minor)
{
	g_autoptr(GString) out = g_string_new(NULL);

	switch (value->kind) {
	case VALUE_BOOL:
		g_string_append(out, value->n ? "True" : "False");
		break;
	case VALUE_INT:
		append_int(out, value);
		break;
	case VALUE_FLOAT:
		append_double(out, value->real, true);
		break;
	case VALUE_COMPLEX:
		append_complex(out, value);
		break;
	case VALUE_STRING:
	case VALUE_BYTES:
		append_string(out, value, minor);
		break;
	case VALUE_NONE:
	case VALUE_TUPLE:
	case VALUE_ELLIPSIS:
		g_string_append(out, "None");
		break;
	}
	return arena_strndup(arena, out->str, out->len);
}

char *constant_repr_name(struct arena *arena, const char *name)
{
	return arena_printf(arena, "'%s'", name);
}

/* Equal numbers of any type have one key: True, 1, 1.0 and 1 + 0j. */
static void append_number(GString *out, double number)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];
	g_autoptr(GString) digits = NULL;

	if (number != floor(number) || isinf(number)) {
		g_string_append(out,
				g_ascii_dtostr(text, sizeof(text), number));
		return;
	}
	digits = g_string_new(NULL);
	for (double rest = fabs(number); rest >= 1;
	     rest = floor(rest / 4294967296.0)) {
		g_snprintf(text, sizeof(text), "%08x",
			   (uint32_t)fmod(rest, 4294967296.0));
		g_string_prepend(digits, text);
	}
	g_string_append_printf(out, "%s0x%s", number < 0 ? "-" : "",
			       digits->str);
}

static void append_digits(GString *out, const struct value *value)
{
	g_string_append(out, value->is_negative ? "-0x" : "0x");
	for (size_t i = value->n; i--;)
		g_string_append_printf(out, "%08x", value->items[i]);
}

char *value_key(struct arena *arena, const struct value *value)
{
	g_autoptr(GString) out = g_string_new(NULL);

	switch (value->kind) {
	case VALUE_BOOL:
		append_number(out, (double)value->n);
		break;
	case VALUE_INT:
		append_digits(out, value);
		break;
	case VALUE_FLOAT:
		append_number(out, value->real == 0 ? 0.0 : value->real);
		break;
	case VALUE_COMPLEX:
		append_number(out, value->real == 0 ? 0.0 : value->real);
		if (value->imaginary != 0) {
			g_string_append_c(out, ',');
			append_number(out, value->imaginary);
		}
		break;
	case VALUE_STRING:
	case VALUE_BYTES:
		g_string_append(out, value->kind == VALUE_BYTES ? "b" : "s");
		for (size_t i = 0; i < value->n; i++)
			g_string_append_printf(out, " %x", value->items[i]);
		break;
	case VALUE_NONE:
	case VALUE_TUPLE:
	case VALUE_ELLIPSIS:
		g_string_append(out, "None");
		break;
	}
	return arena_strndup(arena, out->str, out->len);
}
