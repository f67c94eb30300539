/*
 * dump-warnings - what compile_text() warns of, for
 * tests/oracle/syntax_warnings.py.
 *
 * Reads records from standard input: a line "SIZE MINOR", then SIZE bytes of
 * text (UTF-8). Prints a JSON line for each: [status, may_warn, [[class,
 * message, line], ...], message, line]; may_warn is what
 * compilation_may_warn() says, the last two are the error's.
 */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>
#include <glib.h>

#include "cleanup.h"
#include "compilation.h"
#include "compilation_warnings.h"

static bool may_warn(const char *text, size_t size)
{
	struct token_array tokens = {0};
	bool result;

	tokenize(text, size, 0, &tokens);
	result = compilation_may_warn(text, &tokens);
	token_array_release(&tokens);
	return result;
}

static cJSON *list_warnings(const GArray *warnings)
{
	cJSON *list = cJSON_CreateArray();

	for (guint i = 0; warnings && i < warnings->len; i++) {
		const struct syntax_error *warning =
			&g_array_index(warnings, struct syntax_error, i);
		cJSON *row = cJSON_CreateArray();

		cJSON_AddItemToArray(row, cJSON_CreateString(error_class_name(
						  warning->class)));
		cJSON_AddItemToArray(row, cJSON_CreateString(warning->message));
		cJSON_AddItemToArray(row, cJSON_CreateNumber(warning->line));
		cJSON_AddItemToArray(list, row);
	}
	return list;
}

static void print_warnings(struct arena *arena, const char *text, size_t size,
			   unsigned int minor)
{
	static const char *const names[] = {
		[COMPILED] = "ok",
		[COMPILATION_REFUSED] = "error",
		[COMPILATION_UNKNOWN] = "unknown",
	};
	struct compilation compilation;
	cJSON *row = cJSON_CreateArray();
	char *line;

	compile_text(&compilation, arena, text, size, minor,
		     COMPILE_WITH_WARNINGS);
	cJSON_AddItemToArray(row,
			     cJSON_CreateString(names[compilation.status]));
	cJSON_AddItemToArray(row, cJSON_CreateBool(may_warn(text, size)));
	cJSON_AddItemToArray(row, list_warnings(compilation.warnings));
	if (compilation.status == COMPILATION_REFUSED) {
		cJSON_AddItemToArray(
			row, cJSON_CreateString(compilation.error.message));
		cJSON_AddItemToArray(
			row, cJSON_CreateNumber(compilation.error.line));
	}
	line = cJSON_PrintUnformatted(row);
	puts(line);
	cJSON_free(line);
	cJSON_Delete(row);
	compilation_release(&compilation);
	arena_reset(arena);
}

int main(void)
{
	struct arena arena = {0};
	size_t size;
	unsigned int minor;

	while (scanf("%zu %u", &size, &minor) == 2) {
		g_autofree char *text = g_malloc0(size + 1);

		getchar();
		if (fread(text, 1, size, stdin) != size)
			return 2;
		print_warnings(&arena, text, size, minor);
		fflush(stdout);
	}
	arena_release(&arena);
	return 0;
}
