/*
 * dump-compile - what compile_bytes() says of files, for tests/oracle/words.py.
 *
 * Reads records from standard input: a line "SIZE MINOR...", then SIZE bytes
 * of a file. For each MINOR prints a JSON line: [status, class, message,
 * line, column]; the status is "ok", "error" or "unknown", and the others are
 * null unless it is "error".
 */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>
#include <glib.h>

#include "cleanup.h"
#include "compilation.h"

static const char *status_name(enum compilation_status status)
{
	static const char *const names[] = {
		[COMPILED] = "ok",
		[COMPILATION_REFUSED] = "error",
		[COMPILATION_UNKNOWN] = "unknown",
	};

	return names[status];
}

static void add_error(cJSON *row, const struct syntax_error *error)
{
	cJSON_AddItemToArray(
		row, cJSON_CreateString(error_class_name(error->class)));
	cJSON_AddItemToArray(row, cJSON_CreateString(error->message));
	cJSON_AddItemToArray(row, cJSON_CreateNumber(error->line));
	cJSON_AddItemToArray(row, cJSON_CreateNumber(error->column));
}

static void print_words(struct arena *arena, const char *text, size_t size,
			unsigned int minor)
{
	struct compilation compilation;
	cJSON *row = cJSON_CreateArray();
	char *line;

	compile_bytes(&compilation, arena, text, size, minor, 0);
	cJSON_AddItemToArray(
		row, cJSON_CreateString(status_name(compilation.status)));
	if (compilation.status == COMPILATION_REFUSED)
		add_error(row, &compilation.error);
	for (int i = cJSON_GetArraySize(row); i < 5; i++)
		cJSON_AddItemToArray(row, cJSON_CreateNull());
	line = cJSON_PrintUnformatted(row);
	puts(line);
	cJSON_free(line);
	cJSON_Delete(row);
	compilation_release(&compilation);
	arena_reset(arena);
}

/* The text that the header announces; it must be there. */
static char *read_text(size_t size)
{
	char *text = g_malloc(size + 1);

	if (fread(text, 1, size, stdin) != size) {
		fputs("dump-compile: a text is cut short\n", stderr);
		exit(2);
	}
	text[size] = '\0';
	return text;
}

int main(void)
{
	struct arena arena = {0};
	g_autofree char *line = NULL;
	size_t capacity = 0;

	while (getline(&line, &capacity, stdin) > 0) {
		g_auto(GStrv) words = g_strsplit(g_strchomp(line), " ", -1);
		size_t size = strtoul(words[0], NULL, 10);
		g_autofree char *text = read_text(size);

		for (size_t i = 1; words[i] != NULL; i++)
			print_words(&arena, text, size,
				    (unsigned int)strtoul(words[i], NULL, 10));
		fflush(stdout);
	}
	arena_release(&arena);
	return 0;
}
