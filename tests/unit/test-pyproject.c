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

/* The folders with '|' between them, or "-". */
static char *folders_of(const char *text)
{
	size_t size = strlen(text);
	g_autofree char *bytes = g_memdup2(text, size);
	g_auto(GStrv) folders = pyproject_source_folders(bytes, size);

	return folders ? g_strjoinv("|", folders) : g_strdup("-");
}

#define FIND  "[tool.setuptools.packages.find]\n"
#define WHEEL "[tool.hatch.build.targets.wheel]\n"

static void test_folders(void)
{
	static const char *const cases[][2] = {
		/* setuptools, each way TOML writes it. */
		{FIND "where = ['lib']", "lib"},
		{FIND "where = [\n'lib', # ]\n\"src\",\n]\nx = 1", "lib|src"},
		{"[tool.setuptools]\npackages.find.where = ['lib']", "lib"},
		{"[tool.setuptools.packages]\nfind = {where = ['lib']}", "lib"},
		{"[tool]\nsetuptools = {packages = {find = {x = [{}], "
		 "where = ['lib'], y = 2}}}",
		 "lib"},
		{"tool.setuptools.packages.find.where = ['lib']", "lib"},
		{"[tool.setuptools.package-dir]\n\"\" = \"lib\"", "lib"},
		{"[tool.setuptools]\npackage-dir = {\"\" = \"lib\"}", "lib"},
		{"[tool.setuptools]\npackage-dir.'' = 'lib'", "lib"},
		{"[tool.setuptools]\npackage-dir = {a = 'lib/a'}", "-"},
		/* Poetry. */
		{"[tool.poetry]\npackages = [{include = 'a', from = 'lib'},\n"
		 "{include = 'b'}, {from = 'src', include = 'c'}]",
		 "lib|src"},
		{"[[tool.poetry.packages]]\nfrom = 'lib'\n"
		 "[[tool.poetry.packages]]\nfrom = 'src'",
		 "lib|src"},
		{"[tool.poetry]\npackages = [{include = 'a'}]", "-"},
		{"[tool.poetry]\npackages = [{from = 'lib', to = 'a'}]", "-"},
		{"[tool.poetry]\ninclude = [{from = 'lib'}]", "-"},
		/* Hatch. */
		{WHEEL "packages = ['src/a', 'src/b', 'lib/c/d']", "src|lib/c"},
		{WHEEL "packages = ['a', './src/a/']", "|src"},
		{WHEEL "sources = ['src']", "src"},
		{"[tool.hatch.build]\npackages = ['lib/a']", "lib"},
		{"[tool.hatch.build]\nsources = ['lib']", "lib"},
		{WHEEL "packages = ['src/a']\nsources = {'src/a' = 'b'}", "-"},
		{WHEEL "packages = ['src/a']\nsources = {'src' = ''}", "src"},
		{"[tool.hatch.build.targets.sdist]\npackages = ['lib/a']", "-"},
		/* PDM and maturin. */
		{"[tool.pdm.build]\npackage-dir = 'lib'", "lib"},
		{"[tool.maturin]\npython-source = 'python'", "python"},
		/* Paths. */
		{FIND "where = ['./lib//a/.', 'lib/a']", "lib/a"},
		{FIND "where = ['.']", ""},
		{FIND "where = ['']", ""},
		{FIND "where = ['/lib', '../lib', 'a/../lib', '..']", "-"},
		{FIND "where = ['lib*', 'l?b', '[l]ib', 'l{i}b', 'l\\b']", "-"},
		{FIND "where = [\"l\\u0069b\", \"\"\"a\nlib\"\"\"]", "-"},
		{FIND "where = ['..a', '...']", "..a|..."},
		/* What only looks so. */
		{"", "-"},
		{"where = ['lib']", "-"},
		{FIND "where = 'lib'", "-"},
		{FIND "where = [['lib'], {where = 'lib'}, 1]", "-"},
		{FIND "# where = ['lib']", "-"},
		{FIND "x = '''\nwhere = ['lib']\n'''", "-"},
		{"[[tool.setuptools.packages.find]]\nwhere = ['lib']", "-"},
		{"[tool.setuptools.packages.find.x]\nwhere = ['lib']", "-"},
		/* No TOML. */
		{FIND "where = ['lib", "lib"},
		{FIND "where = [", "-"},
		{FIND "where = [}, 'lib'", "lib"},
		{FIND "x = {'a' ? ]\nwhere = ['lib']", "-"},
		{FIND "where", "-"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *folders = folders_of(cases[i][0]);

		g_test_message("%s", cases[i][0]);
		g_assert_cmpstr(folders, ==, cases[i][1]);
	}
}

/* No depth of a value exhausts the stack; what follows is not read. */
static void test_depth(void)
{
	g_autofree char *opened = g_strnfill(1000000, '[');
	g_autofree char *closed = g_strnfill(32, ']');
	g_autofree char *deep = g_strconcat("x = ", opened, NULL);
	g_autofree char *fits =
		g_strconcat("x = ", opened + 1000000 - 32, closed, "\n" FIND,
			    "where = ['lib']", NULL);
	g_autofree char *of_deep = folders_of(deep);
	g_autofree char *of_fits = folders_of(fits);

	g_assert_cmpstr(of_deep, ==, "-");
	g_assert_cmpstr(of_fits, ==, "lib");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/pyproject/specifiers", test_specifiers);
	g_test_add_func("/pyproject/places", test_places);
	g_test_add_func("/pyproject/folders", test_folders);
	g_test_add_func("/pyproject/depth", test_depth);
	return g_test_run();
}
