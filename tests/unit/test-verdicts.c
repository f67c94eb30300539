/* test-verdicts - what CPython said of small texts, as oracle/record.py wrote.
 */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "python_file.h"
#include "source.h"

static const char *class_of(const struct python_verdict *verdict)
{
	return error_class_name(verdict->class);
}

/* The answer in the form of the file; the caller owns it. */
static char *describe(const struct python_verdict *verdict)
{
	switch (verdict->status) {
	case PYTHON_COMPILES:
		return g_strdup("ok");
	case PYTHON_REFUSES:
		return g_strdup_printf("%s:%u:%s", class_of(verdict),
				       verdict->line, verdict->message);
	case PYTHON_UNKNOWN:
		return g_strdup("?");
	}
	g_assert_not_reached();
}

/* The recognizer may leave a text to the exact way, not contradict it. */
static bool is_contradicted(struct python_file *file, unsigned int minor,
			    bool compiles)
{
	struct recognition recognition;

	if (!python_file_tokens(file))
		return false;
	recognize(file->source->text, &file->tokens, minor, &recognition);
	return recognition.status == (compiles ? NOT_PYTHON : RECOGNIZED);
}

static void check_version(struct python_file *file, unsigned int minor,
			  const char *wanted)
{
	g_autofree char *answer = describe(python_file_judge(file, minor));
	bool compiles = strcmp(wanted, "ok") == 0;

	if (strcmp(wanted, "?") == 0)
		return;
	if (strcmp(answer, wanted) != 0)
		g_test_fail_printf("3.%u: %s\nis %s, not %s", minor,
				   file->source->bytes, answer, wanted);
	if (is_contradicted(file, minor, compiles))
		g_test_fail_printf("3.%u: %s\nthe recognizer errs: %s", minor,
				   file->source->bytes, wanted);
}

/* A text, and what 3.8 to 3.14 say of it; "=" is the same again. */
static void check_row(struct python_file *file, const char *line)
{
	g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
	g_autofree char *bytes = g_strcompress(fields[0]);
	g_autofree char *wanted = NULL;
	struct source source = SOURCE_INIT;

	g_assert_cmpuint(g_strv_length(fields), ==,
			 PYTHON_NEWEST - PYTHON_OLDEST + 2);
	source_set(&source, "text.py", bytes, strlen(bytes));
	python_file_set(file, &source, PYTHON_NEWEST);
	for (unsigned int minor = PYTHON_OLDEST; minor <= PYTHON_NEWEST;
	     minor++) {
		const char *field = fields[minor - PYTHON_OLDEST + 1];

		if (strcmp(field, "=") != 0) {
			g_free(wanted);
			wanted = g_strcompress(field);
		}
		check_version(file, minor, wanted);
	}
	source_release(&source);
}

static void test_recorded(void)
{
	const char *folder = g_getenv("srcdir");
	g_autofree char *path =
		g_build_filename(folder ? folder : ".", "tests", "unit", "data",
				 "verdicts.tsv", NULL);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	struct python_file file;

	g_assert_true(g_file_get_contents(path, &text, NULL, &error));
	g_assert_no_error(error);
	g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), >, 2000);
	python_file_init(&file);
	for (char **line = lines; *line; line++)
		check_row(&file, *line);
	python_file_release(&file);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/verdicts/recorded", test_recorded);
	return g_test_run();
}
