/*
 * dump-verdicts - judge texts, for tests/oracle/judges.py.
 *
 * Reads records from standard input: a line "SIZE MINOR...", then SIZE bytes,
 * as they stand in a file. For each MINOR prints a line: the status (0
 * recognized, 1 not Python, 2 undecided), the offset and the message.
 */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "python_file.h"
#include "recognize.h"
#include "source.h"
#include "token.h"

static void print_verdict(const struct source *source,
			  const struct decode_result *decoded,
			  const struct token_array *tokens, unsigned int minor)
{
	struct recognition verdict = {
		.status = NOT_PYTHON,
		.offset = (uint32_t)decoded->offset,
		.message = decode_status_message(decoded->status),
	};

	if (decoded->status == DECODE_UNSUPPORTED)
		verdict.status = UNDECIDED;
	if (decoded->status == DECODE_OK)
		recognize(source->text, tokens, minor, &verdict);
	printf("%d %u %s\n", (int)verdict.status, verdict.offset,
	       verdict.message ? verdict.message : "");
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
	struct token_array tokens = {0};
	g_autofree char *line = NULL;
	size_t capacity = 0;

	while (getline(&line, &capacity, stdin) > 0) {
		g_auto(GStrv) words = g_strsplit(g_strchomp(line), " ", -1);
		size_t size = strtoul(words[0], NULL, 10);
		g_autofree char *bytes = read_bytes(size);
		struct decode_result decoded;

		source_set(&source, "stdin", bytes, size);
		if (source_decode(&source, &decoded))
			tokenize(source.text, source.text_size, 0, &tokens);
		for (size_t i = 1; words[i] != NULL; i++)
			print_verdict(
				&source, &decoded, &tokens,
				(unsigned int)strtoul(words[i], NULL, 10));
		fflush(stdout);
	}
	token_array_release(&tokens);
	source_release(&source);
	return 0;
}
