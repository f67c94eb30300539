/* test-embedded - the texts in the programs are those of the source tree. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "embedded.h"

/* Compares every file of a folder with its text; counts them. */
static unsigned int compare_folder(const char *folder)
{
	const char *top = g_getenv("srcdir");
	g_autofree char *path = g_build_filename(top ? top : ".", folder, NULL);
	g_autoptr(GDir) files = g_dir_open(path, 0, NULL);
	const char *file;
	unsigned int n = 0;

	while (files && (file = g_dir_read_name(files))) {
		g_autofree char *name = g_build_filename(folder, file, NULL);
		g_autofree char *from = g_build_filename(path, file, NULL);
		g_autofree char *bytes = NULL;
		size_t size, embedded_size;
		const char *text = embedded_text(name, &embedded_size);

		if (g_file_test(from, G_FILE_TEST_IS_DIR))
			continue;
		g_assert_true(g_file_get_contents(from, &bytes, &size, NULL));
		g_assert_nonnull(text);
		g_assert_cmpmem(text, embedded_size, bytes, size);
		g_assert_cmpuint(strlen(text), ==, embedded_size);
		n++;
	}
	return n;
}

static void test_texts(void)
{
	g_assert_cmpuint(compare_folder("docs/rules"), >, 0);
	g_assert_cmpuint(compare_folder("rules/queries"), >, 0);
	compare_folder("rules/schemas");
	g_assert_cmpuint(compare_folder("rules/schemas/metaschemas"), >, 0);
}

static void test_unknown(void)
{
	g_assert_null(embedded_text("docs/rules/no-such-rule.md", NULL));
	g_assert_null(embedded_text("", NULL));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/embedded/texts", test_texts);
	g_test_add_func("/embedded/unknown", test_unknown);
	return g_test_run();
}
