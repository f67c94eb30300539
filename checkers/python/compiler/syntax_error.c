/* syntax_error - what CPython says of a text, and where. */

#include <config.h>

#include "syntax_error.h"

#include <stdarg.h>
#include <string.h>

#include "cleanup.h"

const char *error_class_name(enum error_class class)
{
	static const char *const names[] = {
		[SYNTAX_ERROR] = "SyntaxError",
		[INDENTATION_ERROR] = "IndentationError",
		[TAB_ERROR] = "TabError",
		[VALUE_ERROR] = "ValueError",
		[OVERFLOW_ERROR] = "OverflowError",
		[UNICODE_DECODE_ERROR] = "UnicodeDecodeError",
		[UNICODE_ENCODE_ERROR] = "UnicodeEncodeError",
		[SYNTAX_WARNING] = "SyntaxWarning",
		[DEPRECATION_WARNING] = "DeprecationWarning",
	};

	return names[class];
}

/* After the line end at or behind offset; size where there is none. */
static size_t next_line(const char *text, size_t size, size_t offset)
{
	while (offset < size && text[offset] != '\n' && text[offset] != '\r')
		offset++;
	if (offset < size && text[offset] == '\r' && offset + 1 < size &&
	    text[offset + 1] == '\n')
		offset++;
	return offset < size ? offset + 1 : size;
}

static bool ends_line(const char *text, size_t offset)
{
	return offset > 0 &&
	       (text[offset - 1] == '\n' || text[offset - 1] == '\r');
}

static size_t count_starts(const char *text, size_t size)
{
	size_t n = 1;

	for (size_t at = 0; at < size;) {
		at = next_line(text, size, at);
		n += ends_line(text, at);
	}
	return n;
}

void text_lines_init(struct text_lines *lines, struct arena *arena,
		     const char *text, size_t size)
{
	size_t n = count_starts(text, size);
	size_t at = 0;

	lines->text = text;
	lines->size = size;
	lines->starts = arena_alloc(arena, n * sizeof(*lines->starts));
	lines->n = n;
	lines->before = 0;
	for (size_t i = 1; i < n; i++) {
		at = next_line(text, size, at);
		lines->starts[i] = (uint32_t)at;
	}
}

unsigned int text_line(const struct text_lines *lines, size_t offset)
{
	size_t low = 0; /* starts at or before the offset */
	size_t high = lines->n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (lines->starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return lines->before + (unsigned int)low + 1;
}

uint32_t text_line_start(const struct text_lines *lines, unsigned int line)
{
	if (line <= lines->before)
		return 0;
	line -= lines->before;
	return line <= lines->n ? lines->starts[line - 1]
				: (uint32_t)lines->size;
}

/* Code points in the bytes [start, end) of UTF-8. */
static unsigned int count_characters(const char *text, size_t start, size_t end)
{
	unsigned int n = 0;

	for (size_t i = start; i < end; i++)
		n += ((unsigned char)text[i] & 0xc0) != 0x80;
	return n;
}

void syntax_error_set(struct syntax_error *error, struct arena *arena,
		      const struct text_lines *lines, enum error_class class,
		      size_t offset, const char *format, ...)
{
	g_autofree char *message = NULL;
	size_t place = MIN(offset, lines->size);
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	error->class = class;
	error->message = arena_strndup(arena, message, strlen(message));
	error->line = text_line(lines, place);
	error->column = 1 + count_characters(
				    lines->text,
				    text_line_start(lines, error->line), place);
	error->offset = (uint32_t)place;
}
