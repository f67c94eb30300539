/* test-pyproject - what pyproject.toml files say, and what only looks so. */

#include <config.h>

#include "pyproject.h"

#include <string.h>

#include "cleanup.h"

static unsigned int minor_of(const char *text)
{
	/* A copy of the exact size, for the address sanitizer. */
	size_t size = strlen(text);
	g_autofree char *bytes = g_memdup2(text, size);

	return pyproject_python_minor(bytes, size);
}

static void test_specifiers(void)
{
	static const struct {
		const char *specifiers;
		unsigned int minor;
	} cases[] = {
		{">=3.9", 9},
		{">=3.10,<4", 10},
		{"<4,>=3.10", 10},
		{" >= 3.11 , != 3.11.2", 11},
		{">=3.8.1", 8},
		{">3.8", 8},
		{"~=3.9", 9},
		{"~=3.9.4", 9},
		{"==3.12.*", 12},
		{"==3.12", 12},
		{"===3.12", 12},
		{"^3.9", 9},
		{"~3.9", 9},
		{">=3.9rc1", 9},
		{">=3.13.dev0", 13},
		{">=v3.9", 9},
		{">=3.8,>=3.10", 10},
		{">=2.7, !=3.0.*, !=3.1.*", 0},
		{">=3", 0},
		{">=3.0", 0},
		{">=4.1", 0},
		{"<3.12", 0},
		{"<=3.12", 0},
		{"!=3.9", 0},
		{"3.9", 0},
		{"", 0},
		{">=", 0},
		{">=x.y", 0},
		{">=3.", 0},
		{">=3.99999999999999999999", 999},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text =
			g_strdup_printf("[project]\nrequires-python = \"%s\"\n",
					cases[i].specifiers);

		g_test_message("%s", cases[i].specifiers);
		g_assert_cmpuint(minor_of(text), ==, cases[i].minor);
	}
}

static void test_places(void)
{
	static const struct {
		const char *text;
		unsigned int minor;
	} cases[] = {
		{"[project]\nrequires-python='>=3.9'", 9},
		{"[project] # x\r\n\trequires-python = \">=3.9\" # y\r\n", 9},
		{"[ \"project\" ]\n'requires-python' = '>=3.9'", 9},
		{"project.requires-python = '>=3.9'", 9},
		{"project . \"requires-python\" = '>=3.9'", 9},
		{"[project]\nrequires-python = \"\"\">=3.9\"\"\"", 9},
		{"[project]\nname = 'a'\n\n[project.urls]\na = 'b'\n", 0},
		{"[project.urls]\nrequires-python = '>=3.9'", 0},
		{"[[project]]\nrequires-python = '>=3.9'", 0},
		{"[tool.poetry]\nrequires-python = '>=3.9'", 0},
		{"requires-python = '>=3.9'", 0},
		{"# [project]\nrequires-python = '>=3.9'", 0},
		{"[project]\n# requires-python = '>=3.9'", 0},
		{"[project]\nrequires-python = ['>=3.9']", 0},
		{"[project]\nrequires-python-x = '>=3.9'", 0},
		/* What lies in values is no statement. */
		{"[project]\nx = \"\"\"\n[tool]\n\"\"\"\n"
		 "requires-python = '>=3.9'",
		 9},
		{"[project]\nx = '''\nrequires-python = '>=3.8'\n'''\n", 0},
		{"[project]\nx = \"\\\"\"\nrequires-python = '>=3.9'", 9},
		{"[project]\nx = '\\'\nrequires-python = '>=3.9'", 9},
		{"[project]\nx = \"\"\"a\\\"\"\"\"\nrequires-python = '>=3.9'",
		 9},
		{"[project]\nx = [\n  [1, 2], # ]\n  ['tool'],\n]\n"
		 "requires-python = '>=3.9'",
		 9},
		{"[project]\nx = { a = [\n[project]\n] }\n"
		 "requires-python = '>=3.9'",
		 9},
		{"[tool]\nx = [\n[project],\n]\nrequires-python = '>=3.9'", 0},
		/* No TOML. */
		{"", 0},
		{"[", 0},
		{"[project", 0},
		{"[project]\nrequires-python", 0},
		{"[project]\nrequires-python =", 0},
		{"[project]\nrequires-python = \"", 0},
		{"[project]\nrequires-python = \">=3.9", 9},
		{"[project]\n= 3\n????\nrequires-python = '>=3.9'", 9},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("case %zu", i);
		g_assert_cmpuint(minor_of(cases[i].text), ==, cases[i].minor);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/pyproject/specifiers", test_specifiers);
	g_test_add_func("/pyproject/places", test_places);
	return g_test_run();
}
