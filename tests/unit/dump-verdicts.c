/*
 * dump-verdicts - judge texts, for tests/oracle/verdicts.py and mutate.py.
 *
 * Reads records from standard input: a line "SIZE MINOR...", then SIZE bytes
 * of text (UTF-8). For each MINOR prints a line: the status (0 recognized,
 * 1 not Python, 2 too deep), the offset and the message.
 */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "recognize.h"
#include "token.h"

static void print_verdict(const char *text, const struct token_array *tokens,
			  unsigned int minor)
{
	struct recognition verdict;

	recognize(text, tokens, minor, &verdict);
	printf("%d %u %s\n", (int)verdict.status, verdict.offset,
	       verdict.message ? verdict.message : "");
}

/* The text that the header announces; it must be there. */
static char *read_text(size_t size)
{
	char *text = g_malloc(size + 1);

	if (fread(text, 1, size, stdin) != size) {
		fputs("dump-verdicts: a text is cut short\n", stderr);
		exit(2);
	}
	text[size] = '\0';
	return text;
}

int main(void)
{
	struct token_array tokens = {0};
	g_autofree char *line = NULL;
	size_t capacity = 0;

	while (getline(&line, &capacity, stdin) > 0) {
		g_auto(GStrv) words = g_strsplit(g_strchomp(line), " ", -1);
		size_t size = strtoul(words[0], NULL, 10);
		g_autofree char *text = read_text(size);

		tokenize(text, size, 0, &tokens);
		for (size_t i = 1; words[i] != NULL; i++)
			print_verdict(
				text, &tokens,
				(unsigned int)strtoul(words[i], NULL, 10));
		fflush(stdout);
	}
	token_array_release(&tokens);
	return 0;
}
