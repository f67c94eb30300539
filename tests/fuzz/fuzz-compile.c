/*
 * fuzz-compile - any text compiles or has an error within it, and always the
 * same one.
 *
 * The first byte chooses the version. A text has no NUL: that is for those
 * who decode it.
 */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "compilation.h"
#include "recognize.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void check_error(const struct compilation *c)
{
	check(c->error.message != NULL && *c->error.message != '\0');
	check(c->error.offset <= c->size);
	check(c->error.line >= 1 && c->error.line <= c->lines.n + 1);
}

static void check_version(const char *text, size_t size, unsigned int minor)
{
	struct arena arenas[2] = {{0}, {0}};
	struct compilation both[2];

	for (size_t i = 0; i < 2; i++)
		compile_text(&both[i], &arenas[i], text, size, minor, i == 1);
	check(both[0].status == both[1].status);
	if (both[0].status == COMPILATION_REFUSED) {
		check_error(&both[0]);
		check(both[0].error.line == both[1].error.line);
		check(strcmp(both[0].error.message, both[1].error.message) ==
		      0);
	}
	for (size_t i = 0; i < 2; i++) {
		compilation_release(&both[i]);
		arena_release(&arenas[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned int minor;
	char *text;

	if (size == 0 || memchr(data + 1, '\0', size - 1))
		return 0;
	minor = PYTHON_OLDEST + data[0] % (PYTHON_NEWEST - PYTHON_OLDEST + 1);
	text = malloc(size);
	check(text != NULL);
	memcpy(text, data + 1, size - 1);
	text[size - 1] = '\0';
	check_version(text, size - 1, minor);
	free(text);
	return 0;
}
