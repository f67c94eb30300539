/*
 * fuzz-recognize - any text gets a verdict, for every version, and always
 * the same one; an error lies inside the text.
 *
 * clang -g -fsanitize=fuzzer,address,undefined fuzz-recognize.c with the
 * files of checkers/python that hold the tokenizer and the recognizer.
 */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "recognize.h"
#include "token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void check_version(const char *text, size_t size,
			  const struct token_array *tokens, unsigned int minor)
{
	struct recognition first;
	struct recognition second;
	bool is_recognized = recognize(text, tokens, minor, &first);

	recognize(text, tokens, minor, &second);
	check(is_recognized == (first.status == RECOGNIZED));
	check(is_recognized == (first.message == NULL));
	check(first.offset <= size);
	check(first.status == second.status && first.offset == second.offset &&
	      first.message == second.message);
	/* What the tokenizer refuses nothing can make good. */
	check(!is_recognized || tokens->n == 0 ||
	      tokens->items[tokens->n - 1].kind == TOKEN_END);
	for (size_t i = 0; i < tokens->n; i++)
		check(!is_recognized || tokens->items[i].kind != TOKEN_ERROR);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct token_array tokens = {0};
	char *text = malloc(size + 1);

	check(text != NULL);
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	tokenize(text, size, 0, &tokens);
	for (unsigned int minor = PYTHON_OLDEST; minor <= PYTHON_NEWEST;
	     minor++)
		check_version(text, size, &tokens, minor);
	token_array_release(&tokens);
	free(text);
	return 0;
}
