/* test-glob - which paths a list of globs takes in. */

#include <config.h>

#include "glob.h"

#include "cleanup.h"
#include "json_doc.h"

/* A list of the NULL-terminated patterns; owned by the caller. */
static struct glob_list *new_list(const char *const *patterns)
{
	struct glob_list *list = glob_list_new();

	for (; *patterns; patterns++) {
		const char *message = NULL;

		g_assert_true(glob_list_add(list, *patterns, &message));
		g_assert_null(message);
	}
	return list;
}

static void test_lists(void)
{
	static const struct {
		const char *patterns[4];
		const char *path;
		bool expected;
	} cases[] = {
		{{NULL}, "a", false},
		{{"labs/"}, "labs/a.py", true},
		{{"labs/"}, "old/labs/x/a.py", true},
		{{"labs/"}, "labs", false},
		{{"labs/"}, "labs2/a.py", false},
		{{"labs"}, "labs", true},
		{{"labs"}, "labs/a", true},
		{{"/labs/"}, "labs/a.py", true},
		{{"/labs/"}, "old/labs/a.py", false},
		{{"labs/old/"}, "labs/old/a.py", true},
		{{"labs/old/"}, "x/labs/old/a.py", false},
		{{"*.py"}, "a/b/c.py", true},
		{{"*.py"}, "a/b/c.pyi", false},
		{{"*.py"}, "odd.py/readme", true},
		{{"/*.py"}, "c.py", true},
		{{"/*.py"}, "a/c.py", false},
		{{"a/**/b"}, "a/b", true},
		{{"a/**/b"}, "a/x/y/b/c", true},
		{{"a/**/b"}, "x/a/b", false},
		{{"a/**"}, "a/b/c", true},
		{{"a/**"}, "a", false},
		{{"**/x/**/y"}, "q/x/x/z/y", true},
		{{"**"}, "a/b", true},
		{{"**/"}, "a", false},
		{{"**/"}, "a/b", true},
		{{"a*b"}, "a/b", false},
		{{"a?b"}, "a/b", false},
		{{"a[/]b"}, "a/b", false},
		{{"/a[!x]b"}, "a/b", false},
		{{"\\!a"}, "!a", true},
		{{"#a"}, "#a", true},
		{{"a "}, "a ", true},
		{{"a "}, "a", false},
		{{"Labs/"}, "labs/a", false},
		{{"\xc3\xa9"}, "x/\xc3\xa9", true},
		/* The last that matches decides, below folders too. */
		{{"labs/", "!labs/core/"}, "labs/core/a.py", false},
		{{"labs/", "!labs/core/"}, "labs/b.py", true},
		{{"labs/", "!labs/core/", "labs/core/x.py"},
		 "labs/core/x.py",
		 true},
		{{"!labs/core/", "labs/"}, "labs/core/a.py", true},
		{{"!a"}, "a", false},
		{{"!a"}, "b", false},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct glob_list *list = new_list(cases[i].patterns);

		g_test_message("case %zu: %s", i, cases[i].path);
		g_assert_cmpint(glob_list_is_empty(list), ==,
				!cases[i].patterns[0]);
		g_assert_cmpint(glob_list_match(list, cases[i].path), ==,
				cases[i].expected);
		glob_list_free(list);
	}
}

static void test_refused(void)
{
	static const char *const cases[][2] = {
		{"", "an empty pattern"},
		{"!", "an empty pattern"},
		{"/", "an empty pattern"},
		{"//", "an empty name between slashes"},
		{"a//b", "an empty name between slashes"},
		{"a//", "an empty name between slashes"},
		{"./a", "paths have no '.' and '..'"},
		{"a/../b", "paths have no '.' and '..'"},
		{"[", "a '[' is not closed"},
		{"a[b", "a '[' is not closed"},
		{"[]", "a '[' is not closed"},
		{"[!]", "a '[' is not closed"},
		{"[a-", "a '[' is not closed"},
		{"[a\\", "a '[' is not closed"},
		{"[\\]", "a '[' is not closed"},
		{"[[:nix:]]", "an unknown class in '[: :]'"},
		{"a\\", "a '\\' with nothing behind it"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct glob_list *list = glob_list_new();
		const char *message = NULL;

		g_test_message("%s", cases[i][0]);
		g_assert_false(glob_list_add(list, cases[i][0], &message));
		g_assert_cmpstr(message, ==, cases[i][1]);
		g_assert_true(glob_list_is_empty(list));
		glob_list_free(list);
	}
}

/* Does the list match every path of this array as expected? */
static void check_paths(const struct json_doc *doc, uint32_t paths,
			const struct glob_list *list, bool expected)
{
	for (uint32_t i = json_doc_first_child(doc, paths); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next) {
		const char *path = json_doc_node(doc, i)->string;

		g_test_message("%s", path);
		g_assert_cmpint(glob_list_match(list, path), ==, expected);
	}
}

/* [pattern, paths that git ignores by it, others], by tests/oracle/globs.py */
static void test_as_git(void)
{
	const char *srcdir = g_getenv("srcdir");
	g_autofree char *name = g_build_filename(
		srcdir ? srcdir : ".", "tests/unit/data/globs.json", NULL);
	g_autofree char *bytes = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(json_doc_t) doc = NULL;
	struct json_error fault;
	size_t size;

	g_file_get_contents(name, &bytes, &size, &error);
	g_assert_no_error(error);
	doc = json_doc_parse(bytes, size, 0, &fault);
	g_assert_nonnull(doc);
	g_assert_cmpuint(json_doc_node(doc, 0)->n_children, >=, 300);
	for (uint32_t i = json_doc_first_child(doc, 0); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next) {
		uint32_t pattern = json_doc_first_child(doc, i);
		uint32_t inside = json_doc_node(doc, pattern)->next;
		const char *const patterns[] = {
			json_doc_node(doc, pattern)->string, NULL};
		struct glob_list *list = new_list(patterns);

		g_test_message("pattern %s", patterns[0]);
		check_paths(doc, inside, list, true);
		check_paths(doc, json_doc_node(doc, inside)->next, list, false);
		glob_list_free(list);
	}
}

/* Patterns that make a naive matcher take longer than anybody waits. */
static void test_bounded_time(void)
{
	g_autofree char *name = g_strnfill(4000, 'a');
	g_autoptr(GString) stars = g_string_new("*");
	g_autoptr(GString) folders = g_string_new("**/");
	g_autoptr(GString) deep = g_string_new("a");
	const char *patterns[3] = {NULL};
	struct glob_list *list;
	gint64 start = g_get_monotonic_time();

	for (int i = 0; i < 200; i++) {
		g_string_append(stars, "a*");
		g_string_append(folders, "a/**/");
		g_string_append(deep, "/a/a/a/a/a");
	}
	g_string_append_c(stars, 'b');
	g_string_append_c(folders, 'b');
	patterns[0] = stars->str;
	patterns[1] = folders->str;
	list = new_list(patterns);
	g_assert_false(glob_list_match(list, name));
	g_assert_false(glob_list_match(list, deep->str));
	glob_list_free(list);
	g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
}

static void test_owners(void)
{
	static const char *const patterns[] = {"a", NULL};
	struct glob_list *list = new_list(patterns);
	struct glob_list *again = glob_list_ref(list);

	glob_list_free(list);
	g_assert_true(glob_list_match(again, "a"));
	glob_list_free(again);
	glob_list_free(NULL);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/glob/lists", test_lists);
	g_test_add_func("/glob/refused", test_refused);
	g_test_add_func("/glob/as-git", test_as_git);
	g_test_add_func("/glob/bounded-time", test_bounded_time);
	g_test_add_func("/glob/owners", test_owners);
	return g_test_run();
}
