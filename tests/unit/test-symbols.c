/* test-symbols - what CPython's symbol table says, and what ours does. */

#include <config.h>

#include "compilation.h"

#include <stdio.h>
#include <string.h>

#include "cleanup.h"

/* Up to the symbol table: "ok", "unknown", or "3 message" of line 3. */
static char *judge(const char *text, unsigned int minor,
		   unsigned int *out_features)
{
	struct arena arena = {0};
	struct compilation c = {
		.arena = &arena,
		.text = text,
		.size = strlen(text),
		.minor = minor,
		.names = g_hash_table_new(g_str_hash, g_str_equal),
	};
	const struct node *module;
	char *answer;

	text_lines_init(&c.lines, &arena, text, c.size);
	compilation_tokenize(&c);
	module = compilation_parse(&c);
	if (c.status == COMPILED &&
	    compilation_check_futures(&c, module, out_features))
		compilation_check_symbols(&c, module, *out_features);
	if (c.status == COMPILATION_REFUSED)
		answer =
			g_strdup_printf("%u %s", c.error.line, c.error.message);
	else
		answer = g_strdup(c.status == COMPILED ? "ok" : "unknown");
	compilation_release(&c);
	arena_release(&arena);
	return answer;
}

static void expect(const char *text, unsigned int minor, const char *expected)
{
	unsigned int features = 0;
	g_autofree char *answer = judge(text, minor, &features);

	if (strcmp(answer, expected) != 0)
		g_test_message("3.%u:\n%s", minor, text);
	g_assert_cmpstr(answer, ==, expected);
}

/* A line of symbols.tsv: a program, then "8-11 3 message" and the like. */
static void expect_row(const char *line)
{
	g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
	g_autofree char *text = g_strcompress(fields[0]);

	g_assert_nonnull(fields[1]);
	for (size_t i = 1; fields[i]; i++) {
		unsigned int first, last;
		int size = 0;

		g_assert_cmpint(
			sscanf(fields[i], "%u-%u %n", &first, &last, &size), ==,
			2);
		for (unsigned int minor = first; minor <= last; minor++)
			expect(text, minor, fields[i] + size);
	}
}

static void test_recorded(void)
{
	const char *folder = g_getenv("srcdir");
	g_autofree char *path =
		g_build_filename(folder ? folder : ".", "tests", "unit", "data",
				 "symbols.tsv", NULL);
	g_autofree char *rows = NULL;
	g_auto(GStrv) lines = NULL;
	size_t n = 0;

	g_assert_true(g_file_get_contents(path, &rows, NULL, NULL));
	lines = g_strsplit(rows, "\n", -1);
	for (size_t i = 0; lines[i]; i++) {
		if (!*lines[i] || *lines[i] == '#')
			continue;
		expect_row(lines[i]);
		n++;
	}
	g_assert_cmpuint(n, >, 1000);
}

static void test_features(void)
{
	static const struct {
		const char *text;
		unsigned int features;
	} cases[] = {
		{"from __future__ import division", 0},
		{"from __future__ import annotations", FUTURE_ANNOTATIONS},
		{"'doc'\nfrom __future__ import division as d, annotations\n"
		 "from __future__ import barry_as_FLUFL",
		 FUTURE_ANNOTATIONS | FUTURE_BARRY_AS_BDFL},
		{"import a\nfrom __future__ import annotations", 0},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		unsigned int features = 99;
		g_autofree char *answer = judge(cases[i].text, 13, &features);

		g_assert_cmpstr(answer, ==, "ok");
		g_assert_cmpuint(features, ==, cases[i].features);
	}
}

/* "a.b.b.b", with so many attributes. */
static char *make_deep(size_t n)
{
	GString *text = g_string_new("a");

	for (size_t i = 0; i < n; i++)
		g_string_append(text, ".b");
	return g_string_free(text, FALSE);
}

static void test_depth(void)
{
	g_autofree char *shallow = make_deep(2000);
	g_autofree char *deep = make_deep(4000);

	expect(shallow, 11, "ok");
	expect(deep, 11, "unknown");
	expect(deep, 13, "ok");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/symbols/recorded", test_recorded);
	g_test_add_func("/symbols/features", test_features);
	g_test_add_func("/symbols/depth", test_depth);
	return g_test_run();
}
