/*
 * fuzz-python-file - any bytes get a verdict of every version, a kind, and
 * warnings and faults that lie inside of them.
 *
 * clang -g -fsanitize=fuzzer,address,undefined fuzz-python-file.c with the
 * files of checkers/python and what they include of checkers/lib.
 */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "python_file.h"
#include "source.h"
#include "syntax.h"
#include "triage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void check_words(struct source *source,
			const struct python_verdict *verdict)
{
	check(verdict->message && *verdict->message);
	check(g_utf8_validate(verdict->message, -1, NULL));
	check(verdict->offset <= source->size);
	check(verdict->line >= 1);
}

static void check_kind(struct python_file *file,
		       const struct python_verdict *verdict)
{
	struct triage found;

	triage(file, verdict, &found);
	check(found.kind < N_TRIAGE_KINDS);
	check(triage_kind_name(found.kind) != NULL);
	check(found.end_line <= source_line_count(file->source));
}

static void check_warnings(struct python_file *file, unsigned int minor)
{
	g_autoptr(GArray) warnings = python_file_warnings(file, minor);

	for (guint i = 0; i < warnings->len; i++) {
		const struct python_verdict *warning =
			&g_array_index(warnings, struct python_verdict, i);

		check(warning->class == SYNTAX_WARNING ||
		      warning->class == DEPRECATION_WARNING);
		check_words(file->source, warning);
	}
}

static void check_fault(const struct syntax_fault *fault, void *size)
{
	check(fault->start <= fault->end && fault->end <= *(size_t *)size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source source = SOURCE_INIT;
	struct python_file file;
	char *bytes = malloc(size + 1);

	check(bytes != NULL);
	if (size > 0)
		memcpy(bytes, data, size);
	bytes[size] = '\0';
	source_set(&source, "a.py", bytes, size);
	python_file_init(&file);
	python_file_set(&file, &source, PYTHON_NEWEST);
	for (unsigned int i = PYTHON_OLDEST; i <= PYTHON_NEWEST; i++) {
		const struct python_verdict *verdict =
			python_file_judge(&file, i);

		check(verdict == python_file_judge(&file, i));
		check_warnings(&file, i);
		if (verdict->status != PYTHON_REFUSES)
			continue;
		check_words(&source, verdict);
		check_kind(&file, verdict);
	}
	if (python_file_tokens(&file))
		syntax_visit_faults(source.text, source.text_size, check_fault,
				    &source.text_size);
	python_file_release(&file);
	source_release(&source);
	free(bytes);
	return 0;
}
