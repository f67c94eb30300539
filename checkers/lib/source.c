/* source - one file's bytes, its lines, and its text. */

#include <config.h>

#include "source.h"

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "scan.h"

#define BOM	 "\xef\xbb\xbf"
#define BOM_SIZE 3

static bool has_bom(const struct source *source)
{
	return source->size >= BOM_SIZE &&
	       memcmp(source->bytes, BOM, BOM_SIZE) == 0;
}

void source_set(struct source *source, const char *path, const char *bytes,
		size_t size)
{
	source->path = path;
	source->bytes = bytes;
	source->size = size;
	source->text = NULL;
	source->text_size = 0;
	source->n_lines = 0;
	source->is_decoded = false;
}

void source_release(struct source *source)
{
	g_free(source->line_starts);
	decoded_text_release(&source->legacy);
	*source = SOURCE_INIT;
}

/* Checks the UTF-8 text in place. */
static enum decode_status take_utf8(struct source *source, size_t start,
				    size_t *out_offset)
{
	const char *text = source->bytes + start;
	size_t size = source->size - start;
	size_t valid = encoding_check_utf8(text, size);

	if (valid < size) {
		*out_offset = start + valid;
		return DECODE_INVALID;
	}
	source->text = text;
	source->text_size = size;
	return DECODE_OK;
}

static enum decode_status take_encoding(struct source *source,
					struct decode_result *result)
{
	const struct codec *codec;

	switch (encoding_lookup(result->encoding, &codec)) {
	case ENCODING_UNKNOWN:
		return DECODE_UNKNOWN_ENCODING;
	case ENCODING_UNSUPPORTED:
		return DECODE_UNSUPPORTED;
	case ENCODING_NOT_TEXT:
		return DECODE_NOT_TEXT;
	case ENCODING_UTF8:
		return take_utf8(source, 0, &result->offset);
	case ENCODING_LEGACY:
		break;
	}
	if (!encoding_decode(codec, source->bytes, source->size,
			     &source->legacy, &result->offset))
		return DECODE_INVALID;
	source->text = source->legacy.text;
	source->text_size = source->legacy.size;
	return DECODE_OK;
}

static enum decode_status decode(struct source *source,
				 struct decode_result *result)
{
	size_t start = has_bom(source) ? BOM_SIZE : 0;

	result->has_cookie = encoding_find_cookie(
		source->bytes + start, source->size - start, result->encoding);
	if (!result->has_cookie)
		g_strlcpy(result->encoding, "utf-8", sizeof(result->encoding));
	if (g_str_equal(result->encoding, "utf-8"))
		return take_utf8(source, start, &result->offset);
	if (start > 0)
		return DECODE_BOM_CONFLICT;
	return take_encoding(source, result);
}

/* CPython looks for NUL bytes before anything else. */
static void prefer_null(const struct source *source,
			struct decode_result *result)
{
	const char *null = NULL;

	if (source->size > 0)
		null = memchr(source->bytes, '\0', source->size);
	if (!null)
		return;
	result->status = DECODE_NULL_BYTE;
	result->offset = (size_t)(null - source->bytes);
}

bool source_decode(struct source *source, struct decode_result *out)
{
	struct decode_result *result = &source->decoding;

	if (!source->is_decoded) {
		*result = (struct decode_result){0};
		result->status = decode(source, result);
		if (result->status != DECODE_OK)
			prefer_null(source, result);
		source->is_decoded = true;
	}
	*out = *result;
	return result->status == DECODE_OK;
}

/* Whether the text is a copy with a map. */
static bool is_legacy(const struct source *source)
{
	return source->text && source->text == source->legacy.text;
}

char *source_encode(const struct source *source, const char *text)
{
	const struct codec *codec;

	if (strcmp(source->decoding.encoding, "utf-8") == 0 ||
	    encoding_lookup(source->decoding.encoding, &codec) !=
		    ENCODING_LEGACY)
		return g_strdup(text);
	if (!codec->iconv_name)
		return g_str_is_ascii(text) ? g_strdup(text) : NULL;
	return g_convert(text, -1, codec->iconv_name, "UTF-8", NULL, NULL,
			 NULL);
}

size_t source_byte_offset(const struct source *source, size_t text_offset)
{
	if (is_legacy(source))
		return source->legacy.map[text_offset];
	return (size_t)(source->text - source->bytes) + text_offset;
}

static void add_line(struct source *source, size_t start)
{
	if (source->n_lines == source->line_capacity) {
		source->line_capacity = MAX(256, 2 * source->line_capacity);
		source->line_starts = g_renew(uint32_t, source->line_starts,
					      source->line_capacity);
	}
	source->line_starts[source->n_lines++] = (uint32_t)start;
}

static void find_lines(struct source *source)
{
	const char *end = source->bytes + source->size;
	const char *p = source->bytes;

	if (source->n_lines > 0)
		return;
	add_line(source, 0);
	while ((p = scan_line_end(p, end)) < end) {
		p += *p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1;
		add_line(source, (size_t)(p - source->bytes));
	}
}

/* The index of the last of n sorted items that is not above value. */
static size_t find_last(const uint32_t *items, size_t n, size_t value)
{
	size_t low = 0;

	while (n > 1) {
		size_t half = n / 2;

		if (items[low + half] <= value)
			low += half;
		n -= half;
	}
	return low;
}

static size_t count_characters(const char *p, const char *end)
{
	size_t n = 0;

	for (; p < end; p++)
		n += ((unsigned char)*p & 0xc0) != 0x80;
	return n;
}

/* The first byte of the text whose character lies at offset or after it. */
static const char *find_in_legacy(const struct source *source, size_t offset)
{
	const struct decoded_text *legacy = &source->legacy;
	size_t low = 0;
	size_t high = legacy->size;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (legacy->map[middle] < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return legacy->text + low;
}

struct position source_position(struct source *source, size_t offset)
{
	size_t index;
	size_t start;
	const char *from;
	const char *to;

	find_lines(source);
	index = find_last(source->line_starts, source->n_lines, offset);
	start = source->line_starts[index];
	if (start == 0 && has_bom(source))
		start = MIN(BOM_SIZE, offset);
	from = source->bytes + start;
	to = source->bytes + offset;
	if (is_legacy(source)) {
		from = find_in_legacy(source, start);
		to = find_in_legacy(source, offset);
	}
	return (struct position){index + 1, count_characters(from, to) + 1};
}

struct span source_line(struct source *source, size_t line)
{
	size_t start;
	size_t end;

	find_lines(source);
	if (line > source->n_lines)
		return (struct span){source->size, source->size};
	start = source->line_starts[line - 1];
	if (line == source->n_lines)
		return (struct span){start, source->size};
	end = source->line_starts[line];
	if (source->bytes[end - 1] == '\n')
		end--;
	if (end > start && source->bytes[end - 1] == '\r')
		end--;
	return (struct span){start, end};
}

size_t source_line_count(struct source *source)
{
	find_lines(source);
	return source->n_lines;
}
