/*
 * fuzz-source - decoding, lines and positions against the plainest code.
 *
 * The first byte chooses how the rest is seen: as it is, or behind the cookie
 * of a legacy encoding.
 */

#include <config.h>

#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const cookies[] = {
	"",
	"# coding: latin-1\n",
	"# coding: shift_jis\n",
	"# coding: gb18030\r\n",
	"#coding=iso2022_jp\r",
	"# coding: utf-16\n",
	"# coding: iso2022_jp_3\n",
	"# coding: big5hkscs\n",
	"# coding: utf-7\n",
	"# coding: cp1258\n",
};

static size_t next_line(const char *bytes, size_t size, size_t offset)
{
	for (; offset < size; offset++) {
		if (bytes[offset] == '\n')
			return offset + 1;
		if (bytes[offset] == '\r')
			return offset + (bytes[offset + 1] == '\n' ? 2 : 1);
	}
	return size + 1;
}

/* Whether the text's byte at offset begins a character. */
static bool is_start(const struct source *source, size_t offset)
{
	return ((unsigned char)source->text[offset] & 0xc0) != 0x80;
}

/* Counts the characters of the text before offset and after its line's start.
 */
static void check_text_position(struct source *source, size_t text_offset)
{
	size_t offset = source_byte_offset(source, text_offset);
	struct position position = source_position(source, offset);
	size_t line = 1;
	size_t start = 0;
	size_t column = 1;
	size_t next;

	while ((next = next_line(source->bytes, source->size, start)) <=
	       offset) {
		start = next;
		line++;
	}
	for (size_t i = 0; i < text_offset; i++) {
		size_t at = source_byte_offset(source, i);

		column += is_start(source, i) && at >= start && at < offset;
	}
	g_assert_cmpuint(position.line, ==, line);
	g_assert_cmpuint(position.column, ==, column);
}

static void check_lines(struct source *source)
{
	size_t n = source_line_count(source);
	size_t start = 0;

	for (size_t line = 1; line <= n; line++) {
		struct span span = source_line(source, line);
		size_t next = next_line(source->bytes, source->size, start);

		g_assert_cmpuint(span.start, ==, start);
		for (size_t i = span.start; i < span.end; i++)
			g_assert_null(memchr("\r\n", source->bytes[i], 2));
		g_assert_cmpuint(next - span.end, <=, 2);
		g_assert_true((line == n) == (next == source->size + 1));
		start = next;
	}
	g_assert_cmpuint(source_line(source, n + 1).start, ==, source->size);
}

static void check_utf8(const struct source *source,
		       const struct decode_result *result)
{
	const char *end;

	if (result->has_cookie)
		return;
	if (g_utf8_validate_len(source->bytes, source->size, &end)) {
		g_assert_cmpint(result->status, ==, DECODE_OK);
	} else if (memchr(source->bytes, '\0', source->size)) {
		g_assert_cmpint(result->status, ==, DECODE_NULL_BYTE);
	} else {
		g_assert_cmpint(result->status, ==, DECODE_INVALID);
		g_assert_cmpuint(result->offset, ==,
				 (size_t)(end - source->bytes));
	}
}

static void check(struct source *source)
{
	struct decode_result result;
	struct decode_result again;
	bool is_good = source_decode(source, &result);

	g_assert_true(source_decode(source, &again) == is_good);
	g_assert_true(memcmp(&result, &again, sizeof(result)) == 0);
	g_assert_cmpuint(result.offset, <=, source->size);
	check_utf8(source, &result);
	check_lines(source);
	g_assert_true(is_good == (source->text != NULL));
	if (!is_good)
		return;
	g_assert_cmpint(source->text[source->text_size], ==, '\0');
	g_assert_true(
		g_utf8_validate(source->text, (gssize)source->text_size, NULL));
	g_assert_cmpuint(source_byte_offset(source, source->text_size), ==,
			 source->size);
	for (size_t i = 0; i <= source->text_size; i++)
		check_text_position(source, i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct source source = SOURCE_INIT;
	g_autoptr(GString) bytes = g_string_new(NULL);

	if (size == 0 || size > 300)
		return 0;
	g_string_append(bytes, cookies[data[0] % G_N_ELEMENTS(cookies)]);
	g_string_append_len(bytes, (const char *)data + 1, (gssize)size - 1);
	/* A copy of its own size, so that reading past it is caught. */
	g_autofree char *copy = g_memdup2(bytes->str, bytes->len + 1);

	source_set(&source, "fuzz.py", copy, bytes->len);
	check(&source);
	return 0;
}
