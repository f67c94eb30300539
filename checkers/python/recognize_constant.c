/* recognize_constant - the values of literals, to see which are equal. */

#include <config.h>

#include <float.h>
#include <math.h>
#include <string.h>

#include <glib.h>

#include "recognize_parser.h"

/* Values are byte strings that begin with their kind. */
enum value_kind {
	VALUE_NONE = 'N',
	VALUE_INTEGER = 'I', /* True, 1.0 and 1 + 0j too */
	VALUE_REAL = 'R',
	VALUE_COMPLEX = 'C',
	VALUE_TEXT = 'T',
	VALUE_BYTES = 'B',
};

/* ------------------------------------------------------------- integers */

static void append_item(GArray *number, uint64_t item)
{
	uint32_t low = (uint32_t)item;

	g_array_append_val(number, low);
}

static void multiply_add(GArray *number, uint32_t factor, uint32_t digit)
{
	uint64_t carry = digit;

	for (guint i = 0; i < number->len; i++) {
		uint32_t *item = &g_array_index(number, uint32_t, i);

		carry += (uint64_t)*item * factor;
		*item = (uint32_t)carry;
		carry >>= 32;
	}
	if (carry != 0)
		append_item(number, carry);
}

/* Digits of n_bits each are read from the last one on. */
static void read_bits(GArray *number, const char *digits, size_t size,
		      unsigned int n_bits)
{
	uint64_t item = 0;
	unsigned int n = 0;

	for (size_t i = size; i-- > 0;) {
		if (digits[i] == '_')
			continue;
		item |= (uint64_t)g_ascii_xdigit_value(digits[i]) << n;
		n += n_bits;
		if (n < 32)
			continue;
		append_item(number, item);
		item >>= 32;
		n -= 32;
	}
	append_item(number, item);
}

static void read_decimal(GArray *number, const char *digits, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (digits[i] != '_')
			multiply_add(number, 10, (uint32_t)(digits[i] - '0'));
	}
}

/* 32 bits an item, the lowest first, without zeros at the end. */
static GArray *read_integer(const char *digits, size_t size)
{
	GArray *number = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	switch (size > 2 ? g_ascii_tolower(digits[1]) : '\0') {
	case 'x':
		read_bits(number, digits + 2, size - 2, 4);
		break;
	case 'o':
		read_bits(number, digits + 2, size - 2, 3);
		break;
	case 'b':
		read_bits(number, digits + 2, size - 2, 1);
		break;
	default:
		read_decimal(number, digits, size);
	}
	while (number->len > 0 &&
	       g_array_index(number, uint32_t, number->len - 1) == 0)
		g_array_set_size(number, number->len - 1);
	return number;
}

/* The same of a whole number that is not negative. */
static GArray *integer_of_double(double value)
{
	GArray *number = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	for (; value >= 1; value = floor(ldexp(value, -32)))
		append_item(number, (uint64_t)fmod(value, 4294967296.0));
	return number;
}

static double double_of_integer(const GArray *number)
{
	g_autoptr(GString) text = g_string_new("0x0");

	for (guint i = number->len; i-- > 0;)
		g_string_append_printf(text, "%08x",
				       g_array_index(number, uint32_t, i));
	return g_ascii_strtod(text->str, NULL);
}

bool integer_is_infinite(const struct parser *parser, const struct token *token)
{
	g_autoptr(GArray) number = NULL;

	/* The largest double has 309 digits. */
	if (token->end - token->start < sizeof("0x") + DBL_MAX_EXP / 4 ||
	    (token->flags & (TOKEN_FLOAT | TOKEN_IMAGINARY)))
		return false;
	number = read_integer(parser->text + token->start,
			      token->end - token->start);
	return isinf(double_of_integer(number));
}

/* -------------------------------------------------------------- numbers */

static double read_double(const char *digits, size_t size)
{
	g_autoptr(GString) text = g_string_sized_new(size);

	for (size_t i = 0; i < size; i++) {
		if (digits[i] != '_')
			g_string_append_c(text, digits[i]);
	}
	return g_ascii_strtod(text->str, NULL);
}

static GBytes *value_of_integer(const GArray *number, bool is_negative)
{
	g_autoptr(GByteArray) value = g_byte_array_new();
	uint8_t head[2] = {VALUE_INTEGER, is_negative && number->len > 0};

	g_byte_array_append(value, head, sizeof(head));
	if (number->len > 0)
		g_byte_array_append(value, (const uint8_t *)number->data,
				    number->len * (guint)sizeof(uint32_t));
	return g_byte_array_free_to_bytes(g_steal_pointer(&value));
}

static GBytes *value_of_doubles(double real, double imaginary)
{
	bool is_real = !(imaginary < 0 || imaginary > 0);
	double parts[3] = {0, real + 0.0, imaginary + 0.0};

	if (is_real && isfinite(real) && floor(real) >= real) {
		g_autoptr(GArray) number = integer_of_double(fabs(real));

		return value_of_integer(number, real < 0);
	}
	*(uint8_t *)parts = is_real ? VALUE_REAL : VALUE_COMPLEX;
	return g_bytes_new(parts, sizeof(parts) - is_real * sizeof(double));
}

/* One number of the key: [-] NUMBER. */
static const struct token *read_sign(const struct token *token,
				     bool *is_negative)
{
	*is_negative = token->kind == TOKEN_MINUS;
	return token->kind == TOKEN_NUMBER ? token : token + 1;
}

/* ['-'] number [('+' | '-') imaginary] */
static GBytes *number_value(const struct parser *parser,
			    const struct token *token)
{
	bool is_negative;
	bool is_minus;
	const struct token *number = read_sign(token, &is_negative);
	const char *digits = parser->text + number->start;
	size_t size = number->end - number->start;
	g_autoptr(GArray) integer = NULL;
	double real;
	double imaginary = 0;

	if (number->flags & (TOKEN_FLOAT | TOKEN_IMAGINARY)) {
		real = read_double(digits, size);
	} else {
		integer = read_integer(digits, size);
		if (number[1].kind == TOKEN_COLON)
			return value_of_integer(integer, is_negative);
		real = double_of_integer(integer);
	}
	real = is_negative ? -real : real;
	if (number->flags & TOKEN_IMAGINARY)
		return value_of_doubles(0, real);
	if (number[1].kind != TOKEN_COLON) {
		number = read_sign(number + 1, &is_minus);
		imaginary = read_double(parser->text + number->start,
					number->end - number->start);
		imaginary = is_minus ? -imaginary : imaginary;
	}
	return value_of_doubles(real, imaginary);
}

/* -------------------------------------------------------------- strings */

static void append_character(GString *value, uint32_t character, bool is_bytes)
{
	char buffer[6];

	if (is_bytes)
		g_string_append_c(value, (char)character);
	else
		g_string_append_len(
			value, buffer,
			g_unichar_to_utf8((gunichar)character, buffer));
}

/* Up to n digits of the base at p; the first is there. */
static const char *read_digits(const char *p, size_t n, unsigned int base,
			       uint32_t *out)
{
	*out = 0;
	for (; n > 0 && g_ascii_isxdigit(*p) &&
	       (unsigned int)g_ascii_xdigit_value(*p) < base;
	     n--, p++)
		*out = *out * base + (uint32_t)g_ascii_xdigit_value(*p);
	return p;
}

/* Behind a backslash. \N{...} stays: the table of names has no characters. */
static const char *append_escape(GString *value, const char *p, bool is_bytes)
{
	static const char letters[] = "\\'\"abfnrtv";
	static const char characters[] = "\\'\"\a\b\f\n\r\t\v";
	const char *letter = strchr(letters, *p);
	size_t n_digits = 0;
	uint32_t character;

	if (*p == '\r' || *p == '\n')
		return p + (p[0] == '\r' && p[1] == '\n' ? 2 : 1);
	if (letter) {
		g_string_append_c(value, characters[letter - letters]);
		return p + 1;
	}
	if (*p >= '0' && *p <= '7') {
		p = read_digits(p, 3, 8, &character);
		append_character(value, character, is_bytes);
		return p;
	}
	if (*p == 'x')
		n_digits = 2;
	else if (!is_bytes && (*p == 'u' || *p == 'U'))
		n_digits = *p == 'u' ? 4 : 8;
	if (n_digits == 0) {
		g_string_append_c(value, '\\');
		return p;
	}
	p = read_digits(p + 1, n_digits, 16, &character);
	append_character(value, character, is_bytes);
	return p;
}

static void append_string(GString *value, const struct parser *parser,
			  const struct token *token)
{
	size_t n_quotes = token->flags & TOKEN_TRIPLE ? 3 : 1;
	const char *p = parser->text + token->start;
	const char *end = parser->text + token->end - n_quotes;
	bool is_raw = (token->flags & TOKEN_RAW) != 0;

	p += strcspn(p, "'\"") + n_quotes;
	while (p < end) {
		if (*p == '\\' && !is_raw) {
			p = append_escape(value, p + 1,
					  (token->flags & TOKEN_BYTES) != 0);
		} else if (*p == '\r') {
			g_string_append_c(value, '\n');
			p += p[1] == '\n' ? 2 : 1;
		} else {
			g_string_append_c(value, *p++);
		}
	}
}

static GBytes *string_value(const struct parser *parser,
			    const struct token *token)
{
	GString *value = g_string_new(NULL);

	g_string_append_c(value, token->flags & TOKEN_BYTES ? VALUE_BYTES
							    : VALUE_TEXT);
	for (; token->kind == TOKEN_STRING; token++)
		append_string(value, parser, token);
	return g_string_free_to_bytes(value);
}

GBytes *literal_value(const struct parser *parser, const struct token *token)
{
	static const char none = VALUE_NONE;

	switch (token->kind) {
	case TOKEN_NONE:
		return g_bytes_new_static(&none, 1);
	case TOKEN_TRUE:
	case TOKEN_FALSE:
		return value_of_doubles(token->kind == TOKEN_TRUE, 0);
	case TOKEN_MINUS:
	case TOKEN_NUMBER:
		return number_value(parser, token);
	case TOKEN_STRING:
		return string_value(parser, token);
	default:
		return NULL;
	}
}
