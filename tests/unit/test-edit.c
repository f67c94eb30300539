/* test-edit - groups settled, edits applied, and diffs that git applies. */

#include <config.h>

#include "edit.h"

#include <string.h>

#include "cleanup.h"

/* An edit as a test says it; the last has no text. */
struct change {
	size_t start, end;
	const char *text;
	unsigned int group;
};

static GArray *edits_of(const struct change *changes)
{
	GArray *edits = edits_new();

	for (; changes->text; changes++)
		edits_add(edits, (struct span){changes->start, changes->end},
			  g_strdup(changes->text), changes->group, EDIT_SAFE);
	return edits;
}

/* "start-end:text " for each edit that is left. */
static char *settled(const struct change *changes, size_t *out_dropped)
{
	g_autoptr(GArray) edits = edits_of(changes);
	GString *out = g_string_new(NULL);

	*out_dropped = edits_settle(edits);
	for (guint i = 0; i < edits->len; i++) {
		const struct edit *edit = &g_array_index(edits, struct edit, i);

		g_string_append_printf(out, "%zu-%zu:%s ", edit->span.start,
				       edit->span.end, edit->text);
	}
	return g_string_free(out, FALSE);
}

#define NONE                                                                   \
	{                                                                      \
		0, 0, NULL, 0                                                  \
	}

static void test_settle(void)
{
	static const struct {
		struct change changes[6];
		const char *left;
		size_t dropped;
	} cases[] = {
		{{NONE}, "", 0},
		{{{5, 6, "b", 2}, {1, 2, "a", 1}, NONE}, "1-2:a 5-6:b ", 0},
		{{{0, 3, "a", 1}, {3, 5, "b", 2}, NONE}, "0-3:a 3-5:b ", 0},
		{{{0, 3, "a", 1}, {2, 5, "b", 2}, NONE}, "", 2},
		/* A group goes whole. */
		{{{0, 3, "a", 1},
		  {2, 5, "b", 2},
		  {7, 8, "c", 1},
		  {9, 9, "d", 3},
		  NONE},
		 "9-9:d ",
		 2},
		/* The long one meets the short one behind another. */
		{{{0, 9, "a", 1}, {1, 2, "b", 2}, {5, 6, "c", 3}, NONE}, "", 3},
		/* Insertions: at one place they have no order. */
		{{{4, 4, "a", 1}, {4, 4, "b", 2}, NONE}, "", 2},
		{{{4, 4, "a", 1}, {4, 6, "b", 2}, NONE}, "4-4:a 4-6:b ", 0},
		{{{2, 4, "a", 1}, {4, 4, "b", 2}, NONE}, "2-4:a 4-4:b ", 0},
		{{{2, 6, "a", 1}, {4, 4, "b", 2}, NONE}, "", 2},
		/* A group that overlaps itself cannot be applied. */
		{{{0, 4, "a", 1}, {2, 3, "b", 1}, {6, 7, "c", 2}, NONE},
		 "6-7:c ",
		 1},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		size_t dropped;
		g_autofree char *left = settled(cases[i].changes, &dropped);

		g_assert_cmpstr(left, ==, cases[i].left);
		g_assert_cmpuint(dropped, ==, cases[i].dropped);
	}
}

struct sample {
	const char *before;
	struct change changes[4];
	const char *after;
	const char *hunks; /* what git prints, or NULL: only applied */
};

static const struct sample samples[] = {
	{"a\nb\nc\n",
	 {{2, 3, "B", 1}, NONE},
	 "a\nB\nc\n",
	 "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
	{"1\n2\n3\n4\n5\n6\n7\n8\n9\n",
	 {{8, 9, "five", 1}, NONE},
	 "1\n2\n3\n4\nfive\n6\n7\n8\n9\n",
	 "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"},
	/* No newline at the end: kept, added, removed. */
	{"a\nb",
	 {{2, 3, "B", 1}, NONE},
	 "a\nB",
	 "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n"
	 "+B\n\\ No newline at end of file\n"},
	{"a\nb",
	 {{0, 1, "A", 1}, NONE},
	 "A\nb",
	 "@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n"},
	{"a",
	 {{1, 1, "\n", 1}, NONE},
	 "a\n",
	 "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"},
	{"a\n",
	 {{1, 2, "", 1}, NONE},
	 "a",
	 "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n"},
	/* CR is a byte like others. */
	{"a\r\nb\r\n",
	 {{3, 4, "B", 1}, NONE},
	 "a\r\nB\r\n",
	 "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+B\r\n"},
	{"a\rb\rc",
	 {{2, 3, "B", 1}, NONE},
	 "a\rB\rc",
	 "@@ -1 +1 @@\n-a\rb\rc\n\\ No newline at end of file\n"
	 "+a\rB\rc\n\\ No newline at end of file\n"},
	/* Empty before or after. */
	{"", {{0, 0, "a\n", 1}, NONE}, "a\n", "@@ -0,0 +1 @@\n+a\n"},
	{"a\nb\n", {{0, 4, "", 1}, NONE}, "", "@@ -1,2 +0,0 @@\n-a\n-b\n"},
	/* Insertions at both ends. */
	{"a\nb\n",
	 {{4, 4, "c\n", 1}, NONE},
	 "a\nb\nc\n",
	 "@@ -1,2 +1,3 @@\n a\n b\n+c\n"},
	{"a\nb\n", {{0, 0, "0\n", 1}, NONE}, "0\na\nb\n", NULL},
	/* Neighbours are one hunk; so are lines with six between them. */
	{"a\nb\nc\n",
	 {{0, 1, "A", 1}, {2, 3, "B", 2}, NONE},
	 "A\nB\nc\n",
	 "@@ -1,3 +1,3 @@\n-a\n-b\n+A\n+B\n c\n"},
	{"a\n1\n2\n3\n4\n5\n6\nb\n",
	 {{0, 1, "A", 1}, {14, 15, "B", 2}, NONE},
	 "A\n1\n2\n3\n4\n5\n6\nB\n",
	 "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n"},
	{"a\n1\n2\n3\n4\n5\n6\n7\nb\n",
	 {{0, 1, "A", 1}, {16, 17, "B", 2}, NONE},
	 "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
	 "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n"
	 "@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"},
	/* The second hunk counts what the first added. */
	{"a\n1\n2\n3\n4\n5\n6\n7\nb\n",
	 {{0, 1, "A\nA", 1}, {16, 17, "B", 2}, NONE},
	 "A\nA\n1\n2\n3\n4\n5\n6\n7\nB\n",
	 "@@ -1,4 +1,5 @@\n-a\n+A\n+A\n 1\n 2\n 3\n"
	 "@@ -6,4 +7,4 @@\n 5\n 6\n 7\n-b\n+B\n"},
	/* Lines joined and split; two edits in one line. */
	{"a\nb\nc\n", {{1, 2, "", 1}, NONE}, "ab\nc\n", NULL},
	{"abc\n", {{1, 2, "\n\n", 1}, NONE}, "a\n\nc\n", NULL},
	{"abc\n",
	 {{0, 1, "A", 1}, {2, 3, "C", 2}, NONE},
	 "AbC\n",
	 "@@ -1 +1 @@\n-abc\n+AbC\n"},
	/* Nothing changes. */
	{"a\n", {{0, 1, "a", 1}, NONE}, "a\n", ""},
	{"a\n", {NONE}, "a\n", ""},
};

static char *diff_of(const struct sample *sample, const char *path)
{
	g_autoptr(GArray) edits = edits_of(sample->changes);
	GString *diff = g_string_new(NULL);

	edits_settle(edits);
	edits_diff(edits, path, sample->before, strlen(sample->before), diff);
	return g_string_free(diff, FALSE);
}

static void test_apply(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		g_autoptr(GArray) edits = edits_of(samples[i].changes);
		size_t size;

		edits_settle(edits);

		g_autofree char *after =
			edits_apply(edits, samples[i].before,
				    strlen(samples[i].before), &size);

		g_assert_cmpstr(after, ==, samples[i].after);
		g_assert_cmpuint(size, ==, strlen(after));
	}
}

static void test_hunks(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		g_autofree char *diff = diff_of(&samples[i], "f.py");
		const char *hunks = diff;

		if (*hunks) {
			g_assert_true(g_str_has_prefix(
				diff, "--- a/f.py\n+++ b/f.py\n"));
			hunks += strlen("--- a/f.py\n+++ b/f.py\n");
		}
		if (samples[i].hunks)
			g_assert_cmpstr(hunks, ==, samples[i].hunks);
	}
}

/* A NUL within the text would end the macro's string. */
static void test_bytes(void)
{
	static const char before[] = "a\0b\xff";
	static const struct change change[] = {{2, 3, "cc", 1}, NONE};
	g_autoptr(GArray) edits = edits_of(change);
	size_t size;
	g_autofree char *after = edits_apply(edits, before, 4, &size);

	g_assert_cmpmem(after, size, "a\0cc\xff", 5);
}

/* -------- beside git and patch -------- */

static char *folder;

static char *in_folder(const char *name)
{
	return g_build_filename(folder, name, NULL);
}

static bool run(const char *const *argv, char **out)
{
	g_autoptr(GError) error = NULL;
	int status = 0;

	if (!g_spawn_sync(folder, (char **)argv, NULL, G_SPAWN_SEARCH_PATH,
			  NULL, NULL, out, NULL, &status, &error)) {
		g_test_message("%s", error->message);
		return false;
	}
	return g_spawn_check_wait_status(status, NULL);
}

/* Is there such a program? */
static bool has(const char *program)
{
	const char *argv[] = {program, "--version", NULL};
	g_autofree char *out = NULL;

	return run(argv, &out);
}

static void put(const char *name, const char *text)
{
	g_autofree char *path = in_folder(name);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void assert_holds(const char *name, const char *text)
{
	g_autofree char *path = in_folder(name);
	g_autofree char *found = NULL;

	g_assert_true(g_file_get_contents(path, &found, NULL, NULL));
	g_assert_cmpstr(found, ==, text);
}

static void apply_by(const char *const *argv, const struct sample *sample,
		     const char *name)
{
	g_autofree char *diff = diff_of(sample, name);

	if (!*diff)
		return;
	put("change.diff", diff);
	put(name, sample->before);
	if (!run(argv, NULL))
		g_error("%s cannot apply\n%s", argv[0], diff);
	if (*sample->after) {
		assert_holds(name, sample->after);
	} else {
		/* patch(1) removes a file that it has emptied. */
		g_autofree char *path = in_folder(name);
		g_autofree char *found = NULL;

		if (g_file_get_contents(path, &found, NULL, NULL))
			g_assert_cmpstr(found, ==, "");
	}
}

static const char *const git_apply[] = {"git", "apply", "change.diff", NULL};
static const char *const patch[] = {"patch", "-s",	    "-p1", "--binary",
				    "-i",    "change.diff", NULL};

static void test_git_applies(void)
{
	if (!has("git")) {
		g_test_skip("there is no git");
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++)
		apply_by(git_apply, &samples[i], "f.py");
}

static void test_patch_applies(void)
{
	if (!has("patch")) {
		g_test_skip("there is no patch");
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++)
		apply_by(patch, &samples[i], "f.py");
}

static const char *const odd_names[] = {
	"two  blanks.py", " blank first.py", "quo\"te.py",     "back\\slash.py",
	"new\nline.py",	  "tab\there.py",    "esc\033.py",     "caf\xc3\xa9.py",
	"latin\xe9.py",	  "del\x7f.py",	     "a b\xc3\xa9.py",
};

static void test_odd_names(void)
{
	static const struct sample sample = {
		"a\n", {{0, 1, "b", 1}, NONE}, "b\n", NULL};

	for (size_t i = 0; i < G_N_ELEMENTS(odd_names); i++)
		apply_by(git_apply, &sample, odd_names[i]);
}

/* Cuts what git shows behind "@@" for orientation. */
static void cut_functions(char *diff)
{
	char *line = diff;

	while ((line = strstr(line, "\n@@ -"))) {
		char *mark = strstr(line + 3, " @@");
		char *end = strchr(line + 1, '\n');

		memmove(mark + 3, end, strlen(end) + 1);
		line = mark;
	}
}

/* The lines of git's own diff from "---" on. */
static char *git_diff(const char *name, const struct sample *sample)
{
	g_autofree char *old = g_strconcat("a/", name, NULL);
	g_autofree char *new = g_strconcat("b/", name, NULL);
	const char *argv[] = {"git",	     "diff",	   "--no-index",
			      "--no-prefix", "--no-color", "--",
			      old,	     new,	   NULL};
	g_autofree char *out = NULL;
	char *hunks;

	put(old, sample->before);
	put(new, sample->after);
	run(argv, &out); /* its status is 1: they differ */
	g_assert_nonnull(out);
	cut_functions(out);
	hunks = strstr(out, "\n--- ");
	return g_strdup(hunks ? hunks + 1 : "");
}

static void test_equals_git(void)
{
	static const char *const folders[] = {"a", "b"};

	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path = in_folder(folders[i]);

		g_mkdir_with_parents(path, 0700);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		g_autofree char *ours = diff_of(&samples[i], "f.py");
		g_autofree char *theirs = git_diff("f.py", &samples[i]);

		if (samples[i].hunks && *samples[i].before && *samples[i].after)
			g_assert_cmpstr(ours, ==, theirs);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(odd_names); i++) {
		static const struct sample sample = {
			"a\n", {{0, 1, "b", 1}, NONE}, "b\n", NULL};
		g_autofree char *ours = diff_of(&sample, odd_names[i]);
		g_autofree char *theirs = git_diff(odd_names[i], &sample);

		g_assert_cmpstr(ours, ==, theirs);
	}
}

/* -------- random edits -------- */

static char *splice(const GArray *edits, const char *bytes)
{
	GString *out = g_string_new(bytes);

	for (guint i = edits->len; i-- > 0;) {
		const struct edit *edit = &g_array_index(edits, struct edit, i);

		g_string_erase(out, (gssize)edit->span.start,
			       (gssize)span_size(edit->span));
		g_string_insert(out, (gssize)edit->span.start, edit->text);
	}
	return g_string_free(out, FALSE);
}

static void test_random(void)
{
	static const char *const texts[] = {"", "x", "\n", "y\n", "\nz"};

	for (int round = 0; round < 5000; round++) {
		g_autoptr(GString) bytes = g_string_new(NULL);
		g_autoptr(GArray) edits = edits_new();
		size_t out_size;

		for (int i = g_test_rand_int_range(0, 60); i > 0; i--)
			g_string_append_c(bytes,
					  "ab\n"[g_test_rand_int_range(0, 3)]);
		for (int i = g_test_rand_int_range(0, 8); i > 0; i--) {
			int start =
				g_test_rand_int_range(0, (int)bytes->len + 1);
			int end = g_test_rand_int_range(
				start, MIN(start + 6, (int)bytes->len) + 1);

			edits_add(edits,
				  (struct span){(size_t)start, (size_t)end},
				  g_strdup(texts[g_test_rand_int_range(
					  0, G_N_ELEMENTS(texts))]),
				  (unsigned int)i, EDIT_SAFE);
		}
		edits_settle(edits);

		g_autofree char *expected = splice(edits, bytes->str);
		g_autofree char *found =
			edits_apply(edits, bytes->str, bytes->len, &out_size);

		g_assert_cmpstr(found, ==, expected);
		g_assert_cmpuint(out_size, ==, strlen(expected));
	}
}

int main(int argc, char **argv)
{
	g_autofree char *clean = NULL;
	int status;

	g_test_init(&argc, &argv, NULL);
	folder = g_dir_make_tmp("test-edit-XXXXXX", NULL);
	g_test_add_func("/edit/settle", test_settle);
	g_test_add_func("/edit/apply", test_apply);
	g_test_add_func("/edit/bytes", test_bytes);
	g_test_add_func("/edit/random", test_random);
	g_test_add_func("/edit/hunks", test_hunks);
	g_test_add_func("/edit/git-applies", test_git_applies);
	g_test_add_func("/edit/patch-applies", test_patch_applies);
	g_test_add_func("/edit/odd-names", test_odd_names);
	g_test_add_func("/edit/equals-git", test_equals_git);
	status = g_test_run();
	clean = g_strdup_printf("rm -rf '%s'", folder);
	g_spawn_command_line_sync(clean, NULL, NULL, NULL, NULL);
	g_free(folder);
	return status;
}
