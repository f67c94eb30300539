/* legacy_statement - the words for print and exec statements of Python 2. */

#include <config.h>

#include "legacy_statement.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "codec_error.h"

#define PRINT "print "
#define EXEC  "exec "

static bool starts_with(const char *p, const char *end, const char *word)
{
	size_t size = strlen(word);

	return (size_t)(end - p) >= size && memcmp(p, word, size) == 0;
}

/* str.isspace(), with the controls that g_unichar_isspace() leaves out. */
static bool is_space(gunichar character)
{
	return g_unichar_isspace(character) ||
	       (character >= 0x1c && character <= 0x1f) || character == '\v' ||
	       character == 0x85;
}

static const char *skip_space(const char *p, const char *end)
{
	while (p < end && is_space(g_utf8_get_char(p)))
		p = g_utf8_next_char(p);
	return p;
}

static bool is_blank(char character)
{
	return character == ' ' || character == '\t' || character == '\r' ||
	       character == '\n';
}

/* What is printed, up to ';', goes into the brackets of the call. */
static const char *print_message(struct arena *arena, const char *p,
				 const char *end)
{
	const char *semicolon = memchr(p, ';', (size_t)(end - p));
	bool is_open;

	if (semicolon)
		end = semicolon;
	while (p < end && is_blank(*p))
		p++;
	while (p < end && is_blank(end[-1]))
		end--;
	is_open = p < end && end[-1] == ',';
	return arena_printf(arena,
			    "Missing parentheses in call to 'print'. Did you "
			    "mean print(%.*s%s)?",
			    (int)(end - p), p, is_open ? " end=\" \"" : "");
}

static const char *statement_message(struct arena *arena, const char *p,
				     const char *end)
{
	p = skip_space(p, end);
	if (starts_with(p, end, PRINT))
		return print_message(arena, p + strlen(PRINT), end);
	if (starts_with(p, end, EXEC))
		return "Missing parentheses in call to 'exec'";
	return NULL;
}

const char *legacy_statement_message(struct arena *arena, const char *line,
				     size_t size)
{
	const char *end;
	const char *colon;
	const char *message;

	if (memchr(line, '(', size))
		return NULL;
	line = codec_replace_utf8(line, &size, arena);
	end = line + size;
	message = statement_message(arena, line, end);
	if (message)
		return message;
	/* "if x: print y" */
	colon = memchr(line, ':', size);
	return colon ? statement_message(arena, colon + 1, end) : NULL;
}
