/* test-exclusion - which globs are suggested for which files. */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "exclusion.h"

#define FOLDER_SIZE 20

static void assert_text(const struct exclusion_file *files, size_t n,
			enum exclusion_format format, const char *expected)
{
	g_autofree char *text = exclusions_text(files, n, format);

	g_assert_cmpstr(text, ==, expected);
}

static void test_none(void)
{
	const struct exclusion_file files[] = {{"a.py", NULL, false}};

	assert_text(files, 1, EXCLUSION_LANEKEEPER,
		    "{\n  \"exclude\": [\n  ]\n}\n");
	assert_text(NULL, 0, EXCLUSION_RUFF,
		    "[tool.ruff]\nextend-exclude = [\n]\n");
}

/* The highest folder that is nothing else; a single file is no folder. */
static void test_folders(void)
{
	const struct exclusion_file files[] = {
		{"a/__init__.py", NULL, true},
		{"a/b/x.py", "template", false},
		{"a/c/y.py", "python-2", false},
		{"d/z.py", "diff", false},
		{"d.py", NULL, false},
	};

	assert_text(files, G_N_ELEMENTS(files), EXCLUSION_LANEKEEPER,
		    "{\n  \"exclude\": [\n"
		    "    \"/a/\",  // of several kinds: 2 of 2 files\n"
		    "    \"/d/z.py\",  // diff\n"
		    "  ]\n}\n");
	assert_text(files, G_N_ELEMENTS(files), EXCLUSION_RUFF,
		    "[tool.ruff]\nextend-exclude = [\n"
		    "    \"a\",  # of several kinds: 2 of 2 files\n"
		    "    \"d/z.py\",  # diff\n"
		    "]\n");
}

/* The root is never excluded, though all its files may be. */
static void test_root(void)
{
	const struct exclusion_file files[] = {
		{"a.py", "prose", false},
		{"b.py", "prose", false},
	};

	assert_text(files, 2, EXCLUSION_LANEKEEPER,
		    "{\n  \"exclude\": [\n"
		    "    \"/a.py\",  // prose\n"
		    "    \"/b.py\",  // prose\n"
		    "  ]\n}\n");
}

/* Is a folder of 20 files suggested when so many of them are templates? */
static bool is_folder_suggested(size_t n_templates)
{
	struct exclusion_file files[FOLDER_SIZE];
	char paths[FOLDER_SIZE][16];
	g_autofree char *text = NULL;

	for (size_t i = 0; i < FOLDER_SIZE; i++) {
		g_snprintf(paths[i], sizeof(paths[i]), "t/%02zu.py", i);
		files[i] = (struct exclusion_file){
			.path = paths[i],
			.kind = i < n_templates ? "template" : NULL,
		};
	}
	text = exclusions_text(files, FOLDER_SIZE, EXCLUSION_LANEKEEPER);
	return strstr(text, "\"/t/\"") != NULL;
}

static void test_share(void)
{
	g_assert_true(is_folder_suggested(20));
	g_assert_true(is_folder_suggested(18));
	g_assert_false(is_folder_suggested(17));
}

static void test_wildcards(void)
{
	const struct exclusion_file files[] = {
		{"{{x}}/[a]*?.py", "template", false},
		{"\xff\"\\.py", "binary", false},
	};

	assert_text(files, 2, EXCLUSION_LANEKEEPER,
		    "{\n  \"exclude\": [\n"
		    "    \"/{{x}}/\\\\[a]\\\\*\\\\?.py\",  // template\n"
		    "    \"/\xef\xbf\xbd\\\"\\\\\\\\.py\",  // binary\n"
		    "  ]\n}\n");
	assert_text(files, 1, EXCLUSION_RUFF,
		    "[tool.ruff]\nextend-exclude = [\n"
		    "    \"[{][{]x[}][}]/[[]a][*][?].py\",  # template\n"
		    "]\n");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/exclusion/none", test_none);
	g_test_add_func("/exclusion/folders", test_folders);
	g_test_add_func("/exclusion/root", test_root);
	g_test_add_func("/exclusion/share", test_share);
	g_test_add_func("/exclusion/wildcards", test_wildcards);
	return g_test_run();
}
