/* test-module_map - packages of trees, and names as importlib resolves them. */

#include <config.h>

#include "module_map.h"

#include <stdint.h>
#include <string.h>

#include "cleanup.h"

typedef struct view view_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(view_t, view_free)
typedef struct module_map module_map_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(module_map_t, module_map_free)

static void remove_folder(const char *folder)
{
	const char *argv[] = {"rm", "-rf", "--", folder, NULL};

	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
		     NULL, NULL, NULL, NULL);
}

/* A tree of empty files, named with blanks between. */
static char *make_tree(const char *files)
{
	char *folder = g_dir_make_tmp("test-map-XXXXXX", NULL);
	g_auto(GStrv) names = g_strsplit(files, " ", -1);

	for (size_t i = 0; names[i]; i++) {
		g_autofree char *path =
			g_build_filename(folder, names[i], NULL);
		g_autofree char *above = g_path_get_dirname(path);

		g_assert_cmpint(g_mkdir_with_parents(above, 0700), ==, 0);
		g_assert_true(g_file_set_contents(path, "", 0, NULL));
	}
	return folder;
}

static const char *const statuses[] = {"known",	       "none",	   "ambiguous",
				       "unimportable", "standard", "shadowed"};

/* "name at root", or "status: refusal". */
static char *shown(const struct package *package)
{
	if (package->status == PACKAGE_KNOWN)
		return g_strdup_printf("%s at %s", package->name,
				       *package->root ? package->root : ".");
	g_assert_null(package->name);
	return g_strdup_printf("%s: %s", statuses[package->status],
			       package->refusal);
}

struct map_case {
	const char *files, *roots, *path, *expected;
};

#define TWO(a, b)                                                              \
	"ambiguous: two candidate source roots, '" a "' and '" b               \
	"': declare python.roots"

static const struct map_case map_cases[] = {
	/* Found roots. */
	{"p/__init__.py", NULL, "p/m.py", "p at ."},
	{"p/__init__.py", NULL, "p/__init__.py", "p at ."},
	{"p/__init__.py p/q/__init__.py", NULL, "p/q/m.py", "p.q at ."},
	{"p/__init__.py", NULL, "p/q/m.py", "p.q at ."},
	{"p/__init__.py p/q/r/__init__.py", NULL, "p/q/r/m.py", "p.q.r at ."},
	{"src/p/__init__.py", NULL, "src/p/m.py", "p at src"},
	{"src/p/m.py", NULL, "src/p/m.py", "p at src"},
	{"pyproject.toml src/p/__init__.py", NULL, "src/p/m.py", "p at src"},
	{"a/src/p/__init__.py", NULL, "a/src/p/m.py", "p at a/src"},
	{"p/__init__.py p/src/__init__.py", NULL, "p/src/m.py",
	 "ambiguous: 'p/src' holds an __init__.py, so it may be a source root "
	 "or a package: declare python.roots"},
	{"p/__init__.py p/src/m.py", NULL, "p/src/q/m.py", "p.src.q at ."},
	/* Projects. */
	{"pyproject.toml", NULL, "p/m.py", "p at ."},
	{"pyproject.toml", NULL, "m.py",
	 "none: no known parent package: the file lies in a source root"},
	{"", NULL, "m.py",
	 "none: no known parent package: no __init__.py here or above"},
	{"", NULL, "p/m.py",
	 "none: no known parent package: no __init__.py here or above"},
	{"a/pyproject.toml a/p/__init__.py", NULL, "a/p/m.py", "p at a"},
	{"a/setup.py a/p/__init__.py", NULL, "a/p/m.py", "p at a"},
	{"a/setup.cfg a/p/__init__.py", NULL, "a/p/m.py", "p at a"},
	{"pyproject.toml a/pyproject.toml a/p/q/m.py", NULL, "a/p/q/m.py",
	 "p.q at a"},
	{"p/__init__.py p/q/__init__.py p/q/setup.py", NULL, "p/q/m.py",
	 "p.q at ."},
	/* Two candidates. */
	{"lib/p/__init__.py", NULL, "lib/p/m.py", TWO("lib", ".")},
	{"a/b/p/__init__.py", NULL, "a/b/p/m.py", TWO("a/b", ".")},
	{"my-lib/b/p/__init__.py", NULL, "my-lib/b/p/m.py",
	 TWO("my-lib/b", "my-lib")},
	{"my-lib/p/__init__.py", NULL, "my-lib/p/m.py", "p at my-lib"},
	{"a/my-lib/p/__init__.py", NULL, "a/my-lib/p/m.py", "p at a/my-lib"},
	{"__init__.py p/__init__.py", NULL, "p/m.py",
	 "ambiguous: the top folder '.' holds an __init__.py, so its own name "
	 "may be part of the package: declare python.roots"},
	/* Declared roots: the deepest; nothing else is asked. */
	{"lib/p/__init__.py", "lib", "lib/p/m.py", "p at lib"},
	{"lib/p/__init__.py", "", "lib/p/m.py", "lib.p at ."},
	{"lib/p/__init__.py", " lib", "lib/p/m.py", "p at lib"},
	{"lib/p/__init__.py", "lib", "libs/p/m.py",
	 "none: no known parent package: no entry of python.roots lies above "
	 "the file"},
	{"lib/p/m.py", "lib", "lib/p/q/m.py", "p.q at lib"},
	{"lib/m.py", "lib", "lib/m.py",
	 "none: no known parent package: the file lies in a source root"},
	{"__init__.py p/__init__.py", "", "p/m.py", "p at ."},
	/* Names. */
	{"p/__init__.py", NULL, "p/no-name/m.py",
	 "unimportable: the folder 'no-name' is not a name that can be "
	 "imported"},
	{"p/__init__.py", NULL, "p/class/m.py",
	 "unimportable: the folder 'class' is not a name that can be imported"},
	{"p/__init__.py", NULL, "p/1a/m.py",
	 "unimportable: the folder '1a' is not a name that can be imported"},
	{"p/__init__.py", NULL, "p/match/m.py", "p.match at ."},
	{"p/__init__.py", NULL, "p/\xc3\xa9t\xc3\xa9/m.py",
	 "p.\xc3\xa9t\xc3\xa9 at ."},
	/* A name that is not its own NFKC form: the ligature fi. */
	{"p/__init__.py", NULL, "p/\xef\xac\x81x/m.py",
	 "unimportable: the folder '\xef\xac\x81x' is not a name that can be "
	 "imported"},
	{"p/__init__.py", NULL, "p/e\xcc\x81/m.py",
	 "unimportable: the folder 'e\xcc\x81' is not a name that can be "
	 "imported"},
	{"p/__init__.py", NULL, "p/l\xe9/m.py",
	 "unimportable: the folder 'l\xe9' is not a name that can be imported"},
	/* Standard and shadowed names. */
	{"json/__init__.py", NULL, "json/m.py",
	 "standard: the top-level package 'json' is named as a standard "
	 "module"},
	{"p/__init__.py p/json/__init__.py", NULL, "p/json/m.py",
	 "p.json at ."},
	{"p/__init__.py p.py", NULL, "p/m.py",
	 "shadowed: the package 'p' has a module 'p.py' beside it"},
	{"p/__init__.py p/p.py", NULL, "p/m.py",
	 "shadowed: the top-level package 'p' is shadowed by a sibling of the "
	 "same name"},
	{"p/__init__.py p/q/p/__init__.py", NULL, "p/q/m.py",
	 "shadowed: the top-level package 'p' is shadowed by a sibling of the "
	 "same name"},
	{"p/__init__.py p/p.py", NULL, "p/q/m.py", "p.q at ."},
};

static void check_map_case(const struct map_case *test)
{
	g_autofree char *folder = make_tree(test->files);
	g_autoptr(configuration_t) configuration = configuration_default();
	static const char *const all[] = {"."};
	struct view_options options = {.kind = VIEW_FOLDER,
				       .directory = folder,
				       .paths = all,
				       .n_paths = 1};
	g_autoptr(GError) error = NULL;
	g_autoptr(view_t) view = view_open(&options, &error);
	g_autoptr(module_map_t) map = NULL;
	const struct package *package;
	g_autofree char *found = NULL;

	g_assert_no_error(error);
	if (test->roots)
		configuration->python_roots =
			*test->roots ? g_strsplit(test->roots, " ", -1)
				     : g_strsplit(".", ".", 1);
	if (test->roots && !*test->roots)
		*configuration->python_roots[0] = '\0';
	map = module_map_new(view, configuration);
	package = module_map_package(map, test->path, &error);
	g_assert_no_error(error);
	found = shown(package);
	g_test_message("%s of '%s'", test->path, test->files);
	g_assert_cmpstr(found, ==, test->expected);
	g_assert_true(package == module_map_package(map, test->path, &error));
	remove_folder(folder);
}

static void test_packages(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(map_cases); i++)
		check_map_case(&map_cases[i]);
}

static void test_find(void)
{
	static const char *const cases[][3] = {
		{"", "p", "p/__init__.py"},
		{"", "p.m", "p/m.py"},
		{"", "p.space", "p/space"},
		{"", "p.both", "p/both/__init__.py"},
		{"", "p.none", NULL},
		{"p", "m", "p/m.py"},
		{"", "m", NULL},
	};
	g_autofree char *folder =
		make_tree("p/__init__.py p/m.py p/space/x.py p/both.py "
			  "p/both/__init__.py");
	g_autoptr(configuration_t) configuration = configuration_default();
	static const char *const all[] = {"."};
	struct view_options options = {.kind = VIEW_FOLDER,
				       .directory = folder,
				       .paths = all,
				       .n_paths = 1};
	g_autoptr(view_t) view = view_open(&options, NULL);
	g_autoptr(module_map_t) map = module_map_new(view, configuration);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found =
			module_map_find(map, cases[i][0], cases[i][1]);

		g_assert_cmpstr(found, ==, cases[i][2]);
	}
	remove_folder(folder);
}

static struct package package_of(const char *name)
{
	struct package package = {.status = PACKAGE_KNOWN, .name = name};

	package.n_parts = 1;
	for (; *name; name++)
		package.n_parts += *name == '.';
	return package;
}

/* importlib's own answers, by tests/oracle/resolve_name.py. */
static void test_resolve_name(void)
{
	const char *source = g_getenv("srcdir");
	g_autofree char *path =
		g_build_filename(source ? source : ".", "tests", "unit",
				 "resolve-name.tsv", NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	size_t n = 0, n_back = 0;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	for (; lines[n] && *lines[n]; n++) {
		g_auto(GStrv) fields = g_strsplit(lines[n], "\t", -1);
		struct package package = package_of(fields[0]);
		unsigned int level = (unsigned int)(fields[1][0] - '0');
		g_autofree char *found =
			resolve_relative(&package, level, fields[2]);
		g_autofree char *relative = NULL;
		g_autofree char *again = NULL;
		size_t dots;

		g_assert_cmpstr(found ? found : "-", ==, fields[3]);
		if (!found)
			continue;
		/* And back: it need not be the same, but names the same. */
		relative = relative_name(&package, found);
		g_assert_nonnull(relative);
		dots = strspn(relative, ".");
		g_assert_cmpuint(dots, <=, level);
		again = resolve_relative(&package, (unsigned int)dots,
					 relative + dots);
		g_assert_cmpstr(again, ==, found);
		n_back++;
	}
	g_assert_cmpuint(n, >=, 500);
	g_assert_cmpuint(n_back, >=, 200);
}

static void test_relative_name(void)
{
	static const char *const cases[][3] = {
		{"p.q", "p.q.m", ".m"},
		{"p.q", "p.q", "."},
		{"p.q", "p", ".."},
		{"p.q", "p.m", "..m"},
		{"p", "p", "."},
		{"p", "q", NULL},
		{"p", "pp", NULL},
		{"pp", "p", NULL},
		{"p.q", "p.qq", "..qq"},
		{"p.qq", "p.q", "..q"},
		{"p.q.r", "p.m.n", "...m.n"},
		{"p.q", "p.q.r.s", ".r.s"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct package package = package_of(cases[i][0]);
		g_autofree char *found = relative_name(&package, cases[i][1]);

		g_assert_cmpstr(found, ==, cases[i][2]);
	}
}

static void test_standard(void)
{
	static const char *const yes[] = {"json",     "os",	 "sys",
					  "zoneinfo", "_thread", "distutils",
					  "asyncore", "tomllib", "__future__"};
	static const char *const no[] = {"",	  "Json",    "jso", "jsonx",
					 "numpy", "os.path", "zzz", "\xff"};

	for (size_t i = 0; i < G_N_ELEMENTS(yes); i++)
		g_assert_true(is_standard_module(yes[i]));
	for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
		g_assert_false(is_standard_module(no[i]));
}

/* Four threads that ask the same gets the same, and asks once. */
static gpointer ask_all(gpointer map)
{
	uintptr_t sum = 0;

	for (int i = 0; i < 2000; i++) {
		g_autofree char *path = g_strdup_printf("p/q%d/r/m.py", i % 50);

		sum += (uintptr_t)module_map_package(map, path, NULL);
	}
	return GSIZE_TO_POINTER(sum);
}

static void test_threads(void)
{
	g_autofree char *folder = make_tree("p/__init__.py");
	g_autoptr(configuration_t) configuration = configuration_default();
	static const char *const all[] = {"."};
	struct view_options options = {.kind = VIEW_FOLDER,
				       .directory = folder,
				       .paths = all,
				       .n_paths = 1};
	g_autoptr(view_t) view = view_open(&options, NULL);
	g_autoptr(module_map_t) map = module_map_new(view, configuration);
	GThread *threads[4];
	gpointer sum = NULL;

	for (size_t i = 0; i < 4; i++)
		threads[i] = g_thread_new("ask", ask_all, map);
	for (size_t i = 0; i < 4; i++) {
		gpointer found = g_thread_join(threads[i]);

		g_assert_true(i == 0 || found == sum);
		sum = found;
	}
	remove_folder(folder);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/module_map/packages", test_packages);
	g_test_add_func("/module_map/find", test_find);
	g_test_add_func("/module_map/resolve-name", test_resolve_name);
	g_test_add_func("/module_map/relative-name", test_relative_name);
	g_test_add_func("/module_map/standard", test_standard);
	g_test_add_func("/module_map/threads", test_threads);
	return g_test_run();
}
