/*
 * dump-verdicts - judge texts, for tests/oracle/judges.py.
 *
 * Reads records from standard input: a line "SIZE MINOR...", then SIZE bytes,
 * as they stand in a file. For each MINOR prints a JSON line: [recognizer,
 * verdict, class, message, line]. The first says what the recognizer alone
 * found, the second what the library says: "ok", "error" or "unknown"; the
 * others are null unless that is "error".
 */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <glib.h>

#include "cleanup.h"
#include "python_file.h"
#include "recognize.h"
#include "source.h"

/* Both enumerations say yes, no and perhaps. */
static const char *const answers[] = {
	[RECOGNIZED] = "ok",
	[NOT_PYTHON] = "error",
	[UNDECIDED] = "unknown",
};
G_STATIC_ASSERT((int)RECOGNIZED == (int)PYTHON_COMPILES);
G_STATIC_ASSERT((int)NOT_PYTHON == (int)PYTHON_REFUSES);
G_STATIC_ASSERT((int)UNDECIDED == (int)PYTHON_UNKNOWN);

/* What is no text in its encoding the recognizer is not asked about. */
static enum recognition_status recognize_file(struct python_file *file,
					      unsigned int minor)
{
	struct recognition recognition = {.status = UNDECIDED};

	if (python_file_tokens(file))
		recognize(file->source->text, &file->tokens, minor,
			  &recognition);
	return recognition.status;
}

static void print_verdict(struct python_file *file, unsigned int minor)
{
	const struct python_verdict *verdict = python_file_judge(file, minor);
	bool is_error = verdict->status == PYTHON_REFUSES;
	cJSON *row = cJSON_CreateArray();
	char *line;

	cJSON_AddItemToArray(
		row, cJSON_CreateString(answers[recognize_file(file, minor)]));
	cJSON_AddItemToArray(row, cJSON_CreateString(answers[verdict->status]));
	cJSON_AddItemToArray(
		row,
		is_error ? cJSON_CreateString(error_class_name(verdict->class))
			 : cJSON_CreateNull());
	cJSON_AddItemToArray(row, is_error
					  ? cJSON_CreateString(verdict->message)
					  : cJSON_CreateNull());
	cJSON_AddItemToArray(row, is_error ? cJSON_CreateNumber(verdict->line)
					   : cJSON_CreateNull());
	line = cJSON_PrintUnformatted(row);
	puts(line);
	cJSON_free(line);
	cJSON_Delete(row);
}

/* The bytes that the header announces; they must be there. */
static char *read_bytes(size_t size)
{
	char *bytes = g_malloc(size + 1);

	if (fread(bytes, 1, size, stdin) != size) {
		fputs("dump-verdicts: a text is cut short\n", stderr);
		exit(2);
	}
	bytes[size] = '\0';
	return bytes;
}

int main(void)
{
	struct source source = SOURCE_INIT;
	struct python_file file;
	g_autofree char *line = NULL;
	size_t capacity = 0;

	python_file_init(&file);
	while (getline(&line, &capacity, stdin) > 0) {
		g_auto(GStrv) words = g_strsplit(g_strchomp(line), " ", -1);
		size_t size = strtoul(words[0], NULL, 10);
		g_autofree char *bytes = read_bytes(size);

		source_set(&source, "stdin", bytes, size);
		python_file_set(&file, &source, PYTHON_NEWEST);
		for (size_t i = 1; words[i] != NULL; i++)
			print_verdict(&file, (unsigned int)strtoul(words[i],
								   NULL, 10));
		fflush(stdout);
	}
	python_file_release(&file);
	source_release(&source);
	return 0;
}
