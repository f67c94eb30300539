/* string_escape - can the text of a string literal be decoded? */

#include <config.h>

#include "string_escape.h"

#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "character_name.h"
#include "cleanup.h"
#include "codec_error.h"

/* ------------------------------------------------------- before decoding */

/* A copy of the text with its line ends made LF, as CPython sees it. */
static GString *copy_text(const struct string_text *text)
{
	GString *copy = g_string_sized_new(text->size + 1);

	for (size_t i = 0; i < text->size; i++) {
		char c = text->start[i];

		if (c == '\r') {
			if (i + 1 < text->size && text->start[i + 1] == '\n')
				i++;
			c = '\n';
		}
		g_string_append_c(copy, c);
	}
	return copy;
}

static bool fail_utf8(const struct codec_error *error, struct arena *arena,
		      struct string_fault *out)
{
	out->is_value_error = false;
	out->message = codec_error_message(error, arena);
	return false;
}

/* The run of bytes beyond ASCII at p: each character as \UXXXXXXXX. */
static bool append_run(GString *to, const char *p, size_t size,
		       struct codec_error *error)
{
	if (!codec_check_utf8(p, size, error))
		return false;
	for (const char *end = p + size; p < end; p = g_utf8_next_char(p))
		g_string_append_printf(to, "\\U%08x", g_utf8_get_char(p));
	return true;
}

static size_t run_size(const char *p, const char *end)
{
	size_t n = 0;

	while (p + n < end && (signed char)p[n] < 0)
		n++;
	return n;
}

/*
 * CPython hands its decoder a text of ASCII only: with escapes in place of
 * other characters, and of a backslash that stands before one or comes last.
 * The decoder counts bytes of that.
 */
static bool spell_out(const GString *from, GString *to,
		      struct codec_error *error)
{
	const char *end = from->str + from->len;
	const char *p = from->str;

	while (p < end) {
		size_t n = run_size(p, end);

		if (n > 0 && !append_run(to, p, n, error))
			return false;
		p += n;
		if (p == end)
			break;
		g_string_append_c(to, *p++);
		if (p[-1] != '\\')
			continue;
		if (p == end || (signed char)*p < 0)
			g_string_append(to, "u005c");
		else
			g_string_append_c(to, *p++);
	}
	return true;
}

/* --------------------------------------------------------------- decoding */

/* The decoder of one text. */
struct decoder {
	const char *start;
	const char *end;
	const char *p;
	const char *escape; /* the backslash of the escape under way */
	const char *reason; /* what is wrong, or NULL */
	unsigned int minor;
	struct string_warning *warning;
};

static void warn(struct decoder *decoder, size_t code_size)
{
	struct string_warning *warning = decoder->warning;

	if (warning->code[0] != '\0')
		return;
	memcpy(warning->code, decoder->escape + 1, code_size);
	warning->offset = (size_t)(decoder->escape - decoder->start);
	warning->n_lines = 0;
	for (const char *p = decoder->start; p < decoder->escape; p++)
		warning->n_lines += *p == '\n';
}

/* Up to three octal digits, the first of which has been read. */
static void read_octal(struct decoder *decoder)
{
	size_t n = 1;

	while (n < 3 && decoder->p < decoder->end && *decoder->p >= '0' &&
	       *decoder->p <= '7') {
		decoder->p++;
		n++;
	}
	if (n == 3 && decoder->escape[1] > '3')
		warn(decoder, 3);
}

static void read_hex(struct decoder *decoder, unsigned int n,
		     const char *truncated)
{
	uint32_t character = 0;

	for (unsigned int i = 0; i < n; i++) {
		if (decoder->p == decoder->end ||
		    !g_ascii_isxdigit(*decoder->p)) {
			decoder->reason = truncated;
			return;
		}
		character = character * 16 +
			    (uint32_t)g_ascii_xdigit_value(*decoder->p++);
	}
	if (character > 0x10ffff)
		decoder->reason = "illegal Unicode character";
}

/* {name} */
static void read_name(struct decoder *decoder)
{
	const char *name = decoder->p + 1;

	decoder->reason = "malformed \\N character escape";
	if (decoder->p == decoder->end || *decoder->p != '{')
		return;
	while (++decoder->p < decoder->end && *decoder->p != '}')
		;
	if (decoder->p == decoder->end || decoder->p == name)
		return;
	decoder->reason = "unknown Unicode character name";
	if (unicode_name_is_known(name, (size_t)(decoder->p - name),
				  decoder->minor))
		decoder->reason = NULL;
	decoder->p++;
}

/* What stands behind a backslash, if it is not only one character. */
static void read_escape(struct decoder *decoder)
{
	char c = *decoder->p++;

	switch (c) {
	case '0' ... '7':
		read_octal(decoder);
		break;
	case 'x':
		read_hex(decoder, 2, "truncated \\xXX escape");
		break;
	case 'u':
		read_hex(decoder, 4, "truncated \\uXXXX escape");
		break;
	case 'U':
		read_hex(decoder, 8, "truncated \\UXXXXXXXX escape");
		break;
	case 'N':
		read_name(decoder);
		break;
	default:
		if (strchr("\n\\'\"abfnrtv", c) == NULL || c == '\0')
			warn(decoder, 1);
		break;
	}
}

/* The next backslash, which has something behind it. */
static bool find_escape(struct decoder *decoder)
{
	size_t left = (size_t)(decoder->end - decoder->p);
	const char *escape = memchr(decoder->p, '\\', left);

	if (!escape || escape + 1 == decoder->end)
		return false;
	decoder->escape = escape;
	decoder->p = escape + 1;
	return true;
}

static bool decode_escapes(const GString *text, unsigned int minor,
			   struct arena *arena, struct string_fault *out_fault,
			   struct string_warning *out_warning)
{
	struct decoder decoder = {
		.minor = minor,
		.start = text->str,
		.end = text->str + text->len,
		.p = text->str,
		.warning = out_warning,
	};
	struct codec_error error = {.codec = "unicodeescape", .byte = '\\'};

	while (!decoder.reason && find_escape(&decoder))
		read_escape(&decoder);
	if (!decoder.reason)
		return true;
	error.offset = (size_t)(decoder.escape - decoder.start);
	error.n = (size_t)(decoder.p - decoder.escape);
	error.reason = decoder.reason;
	out_fault->is_value_error = false;
	out_fault->message = codec_error_message(&error, arena);
	return false;
}

bool string_check_text(const struct string_text *text, struct arena *arena,
		       struct string_fault *out_fault,
		       struct string_warning *out_warning)
{
	GString *copy = copy_text(text);
	GString *spelled = g_string_sized_new(copy->len + 1);
	struct codec_error error;
	bool is_good;

	*out_warning = (struct string_warning){0};
	if (text->is_raw ? !codec_check_utf8(copy->str, copy->len, &error)
			 : !spell_out(copy, spelled, &error))
		is_good = fail_utf8(&error, arena, out_fault);
	else
		is_good = text->is_raw ||
			  decode_escapes(spelled, text->minor, arena, out_fault,
					 out_warning);
	g_string_free(copy, TRUE);
	g_string_free(spelled, TRUE);
	return is_good;
}

/* Of bytes: \xXX, octal digits, and what stands for itself. */
static bool read_byte_escape(struct decoder *decoder)
{
	char c = *decoder->p++;

	if (c == 'x') {
		if (decoder->end - decoder->p < 2 ||
		    !g_ascii_isxdigit(decoder->p[0]) ||
		    !g_ascii_isxdigit(decoder->p[1]))
			return false;
		decoder->p += 2;
	} else if (c >= '0' && c <= '7') {
		read_octal(decoder);
	} else if (strchr("\n\\'\"abfnrtv", c) == NULL || c == '\0') {
		warn(decoder, 1);
	}
	return true;
}

bool string_check_bytes(const struct string_text *text, struct arena *arena,
			struct string_fault *out_fault,
			struct string_warning *out_warning)
{
	GString *copy = copy_text(text);
	struct decoder decoder = {
		.start = copy->str,
		.end = copy->str + copy->len,
		.p = copy->str,
		.warning = out_warning,
	};
	bool is_good = true;

	*out_warning = (struct string_warning){0};
	while (is_good && !text->is_raw && find_escape(&decoder))
		is_good = read_byte_escape(&decoder);
	if (!is_good) {
		out_fault->is_value_error = true;
		out_fault->message = arena_printf(
			arena, "invalid \\x escape at position %zu",
			(size_t)(decoder.escape - decoder.start));
	}
	g_string_free(copy, TRUE);
	return is_good;
}
