/* test-view - views of real repositories, made by real git. */

#include <config.h>

#include "view.h"

#include <fcntl.h>
#include <glib/gstdio.h>

#include "cleanup.h"
#include "error.h"
#include "source.h"

/*
 * Each test works in a new folder of its own, which is also the current
 * one. Views are compared as text, one "path=contents" a file.
 */

static char *program; /* this one, for hooks to call */

static void run(const char *script)
{
	const char *argv[] = {"sh", "-e", "-c", script, NULL};
	g_autofree char *output = NULL;
	g_autofree char *complaint = NULL;
	g_autoptr(GError) error = NULL;
	int status = 0;

	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
		     &output, &complaint, &status, &error);
	g_assert_no_error(error);
	if (!g_spawn_check_wait_status(status, NULL))
		g_error("%s\n%s%s", script, output, complaint);
}

static char *output_of(const char *script)
{
	const char *argv[] = {"sh", "-e", "-c", script, NULL};
	g_autoptr(GError) error = NULL;
	char *output = NULL;

	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
		     &output, NULL, NULL, &error);
	g_assert_no_error(error);
	return g_strchomp(output);
}

/*
 * What git itself keeps in order while it reads: with a sparse index it
 * writes the trees the next commit will need, and a shared index is marked
 * as used. Everything else must stay as it is.
 */
static const char *housekeeping = "";

/* Names, sizes, times and contents of everything below, .git included. */
static char *fingerprint(void)
{
	g_autofree char *script = g_strdup_printf(
		"find . %s -printf '%%p %%s %%T@ %%m\\n' | LC_ALL=C sort;"
		"find . %s -type f -readable -exec cat {} + | sha256sum",
		housekeeping, housekeeping);

	return output_of(script);
}

static void append_file(GString *text, struct view_reader *reader,
			const struct view_file *file)
{
	const char *bytes = NULL;
	size_t size = 0;
	g_autoptr(GError) error = NULL;

	g_string_append_printf(text, "%s=", file->path);
	if (view_reader_load(reader, file, &bytes, &size, &error)) {
		g_assert_cmpint(bytes[size], ==, '\0');
		g_string_append_len(text, bytes, (gssize)size);
	} else if (error) {
		g_string_append_printf(text, "<%s>", error->message);
	} else {
		g_string_append(text, "<gone>");
	}
	g_string_append_c(text, '\n');
}

static char *describe(struct view *view)
{
	size_t n = 0;
	const struct view_file *files = view_files(view, &n);
	GString *text = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	struct view_reader *reader = view_reader_new(view, &error);

	g_assert_no_error(error);
	for (size_t i = 0; i < n; i++)
		view_reader_announce(reader, &files[i]);
	for (size_t i = 0; i < n; i++) {
		g_assert_cmpuint(files[i].mode & S_IFMT, ==, S_IFREG);
		append_file(text, reader, &files[i]);
	}
	view_reader_free(reader);
	return g_string_free(text, FALSE);
}

/* The view holds these files; looking changed nothing on the disk. */
static void expect(const struct view_options *options, const char *expected)
{
	g_autofree char *before = fingerprint();
	g_autoptr(GError) error = NULL;
	struct view *view = view_open(options, &error);

	g_assert_no_error(error);

	g_autofree char *found = describe(view);

	g_assert_cmpstr(found, ==, expected);
	view_free(view);

	g_autofree char *after = fingerprint();

	g_assert_cmpstr(before, ==, after);
}

/* pattern is a glob, for what differs from run to run. */
static void expect_error(const struct view_options *options, int code,
			 const char *pattern)
{
	g_autoptr(GError) error = NULL;
	struct view *view = view_open(options, &error);

	g_assert_null(view);
	g_assert_error(error, LK_ERROR, code);
	if (!g_pattern_match_simple(pattern, error->message))
		g_assert_cmpstr(error->message, ==, pattern);
}

static const struct view_options folder = {.kind = VIEW_FOLDER};
static const struct view_options worktree = {.kind = VIEW_WORKTREE};
static const struct view_options index_view = {.kind = VIEW_INDEX};

/* Restricts options to paths, a NULL-terminated list. */
static struct view_options with_paths(struct view_options options,
				      const char *const *paths)
{
	options.paths = paths;
	for (options.n_paths = 0; paths[options.n_paths];)
		options.n_paths++;
	return options;
}

#define PATHS(...) ((const char *const[]){__VA_ARGS__, NULL})

static struct view_options at_revision(const char *revision)
{
	return (struct view_options){.kind = VIEW_REVISION,
				     .revision = revision};
}

static struct view_options over_range(const char *range)
{
	return (struct view_options){.kind = VIEW_RANGE, .revision = range};
}

static void expect_path(const struct view_options *options, const char *path,
			enum view_existence expected, const char *contents)
{
	g_autoptr(GError) error = NULL;
	struct view *view = view_open(options, &error);
	g_autofree char *bytes = NULL;
	size_t size = 0;

	g_assert_no_error(error);
	/* Before and after the whole is listed. */
	for (int i = 0; i < 2; i++) {
		bool found = view_read_path(view, path, &bytes, &size, &error);

		g_assert_no_error(error);
		g_assert_cmpint(found, ==, contents != NULL);
		if (found) {
			g_assert_cmpstr(bytes, ==, contents);
			g_assert_cmpuint(size, ==, strlen(contents));
		}
		g_clear_pointer(&bytes, g_free);
		g_assert_cmpint(view_exists(view, path, &error), ==, expected);
		g_assert_no_error(error);
	}
	view_free(view);
}

/* Plain folders */

static bool is_python(const char *path, void *payload)
{
	(void)payload;
	return g_str_has_suffix(path, ".py");
}

static void test_folder_walk(void)
{
	run("mkdir -p a/b .hidden .git/x a/.git __pycache__ elsewhere;"
	    "for f in a/b/c.py a-b.py a.py .hidden/h.py .git/x/no.py"
	    "  a/.git/no.py __pycache__/p.py elsewhere/e.py a/b/.dot; do"
	    "  printf %s $f > $f; done;"
	    "ln -s a.py link.py; ln -s elsewhere dirlink; ln -s nothing "
	    "dangling.py; ln -s loop.py loop.py; mkfifo fifo.py");
	expect(&folder, ".hidden/h.py=.hidden/h.py\n"
			"__pycache__/p.py=__pycache__/p.py\n"
			"a-b.py=a-b.py\n"
			"a.py=a.py\n"
			"a/b/.dot=a/b/.dot\n"
			"a/b/c.py=a/b/c.py\n"
			"elsewhere/e.py=elsewhere/e.py\n"
			"link.py=a.py\n");

	struct view_options wanted = folder;

	wanted.wanted = is_python;
	expect(&wanted, ".hidden/h.py=.hidden/h.py\n"
			"__pycache__/p.py=__pycache__/p.py\n"
			"a-b.py=a-b.py\n"
			"a.py=a.py\n"
			"a/b/c.py=a/b/c.py\n"
			"elsewhere/e.py=elsewhere/e.py\n"
			"link.py=a.py\n");
}

static void test_folder_named(void)
{
	g_autofree char *here = g_get_current_dir();
	g_autofree char *absolute = g_build_filename(here, "in/a.py", NULL);
	g_autofree char *through = g_build_filename(here, "l/a.py", NULL);
	g_autofree char *outside = g_build_filename(here, "out.py", NULL);

	run("mkdir -p in/d; ln -s in l; ln -s d in/dl;"
	    "for f in in/a.py in/d/b.py out.py; do printf %s $f > $f; done");

	struct view_options in = {.kind = VIEW_FOLDER, .directory = "in"};
	struct view_options each[] = {
		with_paths(in, PATHS(absolute)),
		with_paths(in, PATHS(through)),
		with_paths(in, PATHS("a.py", "./a.py", "d/../a.py")),
		with_paths(in, PATHS("../in/a.py")),
	};

	for (size_t i = 0; i < G_N_ELEMENTS(each); i++)
		expect(&each[i], "a.py=in/a.py\n");

	struct view_options overlap = with_paths(in, PATHS("d/b.py", "d", "."));
	struct view_options linked = with_paths(in, PATHS("dl"));
	struct view_options relative = with_paths(in, PATHS("../out.py"));
	struct view_options other = with_paths(in, PATHS(outside));
	struct view_options missing = with_paths(in, PATHS("a.py", "n\033.py"));
	g_autofree char *shown = g_strconcat(outside, "=out.py\n", NULL);

	expect(&overlap, "a.py=in/a.py\nd/b.py=in/d/b.py\n");
	expect(&linked, "dl/b.py=in/d/b.py\n");
	expect(&relative, "../out.py=out.py\n");
	expect(&other, shown);
	expect_error(&missing, LK_ERROR_IO,
		     "cannot judge 'n\\033.py': No such file or directory");
}

static void test_folder_missing(void)
{
	struct view_options nowhere = {.kind = VIEW_FOLDER,
				       .directory = "nowhere"};

	expect_error(&nowhere, LK_ERROR_IO,
		     "cannot open folder 'nowhere': No such file or directory");
	expect(&folder, "");
}

static void test_folder_paths(void)
{
	run("mkdir -p full/deep empty; printf x > full/deep/a.py;"
	    "ln -s full link; ln -s full/deep/a.py link.py");
	expect_path(&folder, "full", VIEW_IS_FOLDER, NULL);
	expect_path(&folder, "full/deep/a.py", VIEW_IS_FILE, "x");
	expect_path(&folder, "full/deep/a.py/b", VIEW_NOTHING, NULL);
	expect_path(&folder, "empty", VIEW_NOTHING, NULL);
	expect_path(&folder, "nothing", VIEW_NOTHING, NULL);
	expect_path(&folder, "", VIEW_IS_FOLDER, NULL);
	expect_path(&folder, "link/deep", VIEW_IS_FOLDER, NULL);
	expect_path(&folder, "link.py", VIEW_IS_FILE, "x");
}

/* What the superuser may read, nobody may not. */
static void test_folder_unreadable(void)
{
	g_autoptr(GError) error = NULL;
	struct view *view = NULL;

	if (geteuid() != 0) {
		run("mkdir closed; printf x > secret.py; chmod 0 closed "
		    "secret.py");
	} else {
		run("mkdir closed; printf x > secret.py; chmod 0 closed "
		    "secret.py; chmod 755 .");
		g_assert_cmpint(seteuid(65534), ==, 0);
	}
	expect_error(&folder, LK_ERROR_IO,
		     "cannot list folder 'closed': Permission denied");

	struct view_options one = with_paths(folder, PATHS("secret.py"));

	view = view_open(&one, &error);
	g_assert_no_error(error);

	g_autofree char *found = describe(view);

	g_assert_cmpstr(found, ==,
			"secret.py=<cannot read 'secret.py': Permission "
			"denied>\n");
	view_free(view);
	g_assert_cmpint(seteuid(getuid()), ==, 0);
}

static void test_folder_too_large(void)
{
	g_autofree char *expected = g_strdup_printf(
		"large.py=<cannot judge 'large.py': it is larger than %zu "
		"MiB>\nsmall.py=x\n",
		SOURCE_MAX_SIZE >> 20);
	g_autofree char *script =
		g_strdup_printf("printf x > small.py; truncate -s %zu large.py",
				SOURCE_MAX_SIZE + 1);
	g_autoptr(GError) error = NULL;

	run(script);

	struct view *view = view_open(&folder, &error);

	g_assert_no_error(error);

	g_autofree char *found = describe(view);

	g_assert_cmpstr(found, ==, expected);
	view_free(view);
}

/* A file that grows past what the buffer held before. */
static void test_folder_sizes(void)
{
	run("for n in 0 1 65534 65535 65536 65537 300000; do"
	    "  head -c $n /dev/zero | tr '\\0' x > $(printf %06d $n).py; done");

	g_autoptr(GError) error = NULL;
	struct view *view = view_open(&folder, &error);
	struct view_reader *reader = view_reader_new(view, &error);
	size_t n = 0;
	const struct view_file *files = view_files(view, &n);

	g_assert_cmpuint(n, ==, 7);
	for (size_t i = 0; i < n; i++) {
		const char *bytes = NULL;
		size_t size = 0;

		g_assert_true(view_reader_load(reader, &files[i], &bytes, &size,
					       &error));
		g_assert_cmpuint(size, ==,
				 g_ascii_strtoull(files[i].path, NULL, 10));
		g_assert_cmpuint(strlen(bytes), ==, size);
	}
	view_reader_free(reader);
	view_free(view);
}

/* The worktree */

#define COMMIT "git commit -q -m commit;"

static void test_worktree(void)
{
	run("git init -q; mkdir -p p/sub;"
	    "for f in p/a.py p/sub/b.py top.py gone.py; do"
	    "  printf %s $f > $f; done;"
	    "ln -s top.py link.py; chmod +x top.py;"
	    "echo '*.log' > .gitignore; git add .;" COMMIT
	    "rm gone.py; printf new > top.py; printf u > p/u.py;"
	    "printf l > x.log; ln -s top.py ulink.py; mkdir empty;"
	    "git init -q inner; printf i > inner/i.py");
	expect(&worktree, ".gitignore=*.log\n\n"
			  "gone.py=<gone>\n"
			  "p/a.py=p/a.py\n"
			  "p/sub/b.py=p/sub/b.py\n"
			  "top.py=new\n");

	struct view_options untracked = worktree;

	untracked.untracked = true;
	untracked.wanted = is_python;
	expect(&untracked, "gone.py=<gone>\n"
			   "p/a.py=p/a.py\n"
			   "p/sub/b.py=p/sub/b.py\n"
			   "p/u.py=u\n"
			   "top.py=new\n");
	g_assert_cmpint(g_chdir("p"), ==, 0);
	expect(&worktree, ".gitignore=*.log\n\n"
			  "gone.py=<gone>\n"
			  "p/a.py=p/a.py\n"
			  "p/sub/b.py=p/sub/b.py\n"
			  "top.py=new\n");
	expect(&untracked, "gone.py=<gone>\n"
			   "p/a.py=p/a.py\n"
			   "p/sub/b.py=p/sub/b.py\n"
			   "p/u.py=u\n"
			   "top.py=new\n");
}

static void test_worktree_named(void)
{
	run("git init -q repo; mkdir -p repo/p/sub; cd repo;"
	    "for f in p/a.py p/sub/b.py top.py gone.py; do"
	    "  printf %s $f > $f; done; git add .;" COMMIT
	    "rm gone.py; printf u > p/u.py; printf '*.py' > .gitignore;"
	    "ln -s u.py p/l.py; printf x > ../out.py; mkdir empty");

	struct view_options in = {.kind = VIEW_WORKTREE, .directory = "repo/p"};
	g_autofree char *here = g_get_current_dir();
	g_autofree char *absolute = g_build_filename(here, "repo/top.py", NULL);
	struct view_options dot = with_paths(in, PATHS("."));
	struct view_options file = with_paths(in, PATHS("sub/b.py", "./sub/"));
	struct view_options top = with_paths(in, PATHS(absolute));
	struct view_options untracked = with_paths(in, PATHS("u.py", "l.py"));
	struct view_options missing = with_paths(in, PATHS("a.py", "no.py"));
	struct view_options deleted = with_paths(in, PATHS("../gone.py"));
	struct view_options outside = with_paths(in, PATHS("../../out.py"));
	struct view_options empty = with_paths(in, PATHS("../empty"));

	expect(&dot, "p/a.py=p/a.py\np/sub/b.py=p/sub/b.py\n");
	expect(&file, "p/sub/b.py=p/sub/b.py\n");
	expect(&top, "top.py=top.py\n");
	expect(&untracked, "p/u.py=u\n");
	expect(&empty, "");
	expect_error(&missing, LK_ERROR_IO,
		     "cannot judge 'no.py': No such file or directory");
	expect_error(&deleted, LK_ERROR_IO,
		     "cannot judge '../gone.py': No such file or directory");
	expect_error(&outside, LK_ERROR_USAGE,
		     "cannot judge '../../out.py': it is outside of '*/repo'");
}

/* Things that are no file any more, or several at once. */
static void test_worktree_replaced(void)
{
	run("git init -q; mkdir d; printf 1 > a.py; printf 1 > b.py;"
	    "printf 1 > d/c.py; printf 1 > f.py; printf 1 > m.py; git add "
	    ".;" COMMIT
	    "git branch other; printf 2 > m.py; git commit -q -a -m 2;"
	    "git checkout -q other; printf 3 > m.py; git commit -q -a -m 3;"
	    "! git merge -q - > /dev/null 2>&1;"
	    "printf merged > m.py;"
	    "rm -r d a.py b.py f.py; printf file > d; mkdir a.py;"
	    "printf x > a.py/x; ln -s d b.py; mkfifo f.py");
	expect(&worktree, "a.py=<gone>\n"
			  "b.py=<gone>\n"
			  "d/c.py=<gone>\n"
			  "f.py=<cannot read 'f.py': it is no regular file>\n"
			  "m.py=merged\n");
	expect_error(&index_view, LK_ERROR_GIT,
		     "cannot judge the index: 'm.py' is unmerged");
}

static void test_worktree_none(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_false(view_is_repository(NULL, &error));
	g_assert_no_error(error);
	expect_error(&worktree, LK_ERROR_GIT,
		     "cannot open the git repository: not a git repository "
		     "(or any*");
	expect_error(&index_view, LK_ERROR_GIT,
		     "cannot open the git repository: not a git repository "
		     "(or any*");
	run("git init -q --bare bare.git; git init -q repo; mkdir repo/sub;"
	    "git init -q broken; echo nonsense > broken/.git/HEAD;"
	    "mkdir dangling; echo gitdir: /no/where > dangling/.git");
	g_assert_true(view_is_repository("repo/sub", &error));
	g_assert_true(view_is_repository("bare.git", &error));
	g_assert_no_error(error);
	g_assert_false(view_is_repository("dangling", &error));
	g_assert_error(error, LK_ERROR, LK_ERROR_GIT);
	g_clear_error(&error);
	g_assert_false(view_is_repository("nowhere", &error));
	g_assert_error(error, LK_ERROR, LK_ERROR_IO);

	struct view_options bare = {.kind = VIEW_WORKTREE,
				    .directory = "bare.git"};

	expect_error(&bare, LK_ERROR_GIT,
		     "cannot judge the working tree: there is none here");
}

static void test_foreign_owner(void)
{
	g_autoptr(GError) error = NULL;

	if (geteuid() != 0) {
		g_test_skip("only the superuser can give a repository away");
		return;
	}
	run("git init -q repo; chown -R 65534 repo");
	g_assert_false(view_is_repository("repo", &error));
	g_assert_error(error, LK_ERROR, LK_ERROR_GIT);
	g_assert_true(g_pattern_match_simple(
		"cannot open the git repository: detected dubious ownership "
		"in repository at '*/repo'",
		error->message));
}

static void test_without_git(void)
{
	g_autofree char *path = g_strdup(g_getenv("PATH"));

	g_setenv("PATH", "/nonexistent", TRUE);
	expect_error(&index_view, LK_ERROR_GIT,
		     "cannot run 'git': it is not installed");
	g_setenv("PATH", path, TRUE);
}

/* The index */

static void test_index_half_staged(void)
{
	run("git init -q; printf old > good.py; printf old > bad.py;"
	    "printf old > same.py; printf old > gone.py; git add .;" COMMIT
	    "printf staged > good.py; printf staged > bad.py;"
	    "git rm -q --cached gone.py; git add good.py bad.py;"
	    "printf later > good.py; rm bad.py; printf dirty > same.py;"
	    "printf u > untracked.py");
	expect(&index_view, "bad.py=staged\ngood.py=staged\n");
	expect_path(&index_view, "good.py", VIEW_IS_FILE, "staged");
	expect_path(&index_view, "same.py", VIEW_IS_FILE, "old");
	expect_path(&index_view, "gone.py", VIEW_NOTHING, NULL);
	expect_path(&index_view, "untracked.py", VIEW_NOTHING, NULL);
}

static void test_index_kinds(void)
{
	run("git init -q inner; git -C inner commit -q --allow-empty -m i;"
	    "git init -q repo; cd repo; printf 1 > was-file; printf 1 > moved;"
	    "ln -s moved was-link; printf 1 > mode.py; git add .;" COMMIT
	    "rm was-file was-link; ln -s moved was-file; printf f > was-link;"
	    "git mv moved new-name; chmod +x mode.py; ln -s new-name link;"
	    "git add .; git -c protocol.file.allow=always submodule -q add "
	    "\"$PWD/../inner\" sub;"
	    "printf ita > intent.py; git add -N intent.py");
	g_assert_cmpint(g_chdir("repo"), ==, 0);

	g_autofree char *modules = output_of("cat .gitmodules");
	g_autofree char *expected =
		g_strdup_printf(".gitmodules=%s\n\n"
				"mode.py=1\nnew-name=1\nwas-link=f\n",
				modules);

	expect(&index_view, expected);
	expect_path(&index_view, "sub", VIEW_IS_FOLDER, NULL);
	expect_path(&index_view, "was-file", VIEW_IS_FILE, NULL);

	g_autoptr(GError) error = NULL;
	struct view *view = view_open(&index_view, &error);
	size_t n = 0;
	const struct view_file *files = view_files(view, &n);

	g_assert_cmpuint(files[1].mode, ==, S_IFREG | 0755);
	g_assert_cmpuint(files[2].mode, ==, S_IFREG | 0644);
	g_assert_cmpuint(strlen(files[1].oid), ==, 40);
	view_free(view);

	/* Inside of the submodule its own repository counts. */
	struct view_options inside = {.kind = VIEW_INDEX, .directory = "sub"};

	run("printf s > sub/s.py; git -C sub add s.py");
	expect(&inside, "s.py=s\n");
	/* Its files are no part of the outer worktree. */
	g_autofree char *tree =
		g_strdup_printf(".gitmodules=%s\n\nintent.py=ita\nmode.py=1\n"
				"new-name=1\nwas-link=f\n",
				modules);

	expect(&worktree, tree);
}

static void test_index_unborn(void)
{
	run("git init -q; printf 1 > a.py; git add a.py;"
	    "printf 2 > n.py; git add -N n.py");
	expect(&index_view, "a.py=1\n");
	run("git init -q empty");

	struct view_options empty = {.kind = VIEW_INDEX, .directory = "empty"};

	expect(&empty, "");
}

static void test_index_sha256(void)
{
	run("git init -q --object-format=sha256; printf 1 > a.py;"
	    "git add .");
	expect(&index_view, "a.py=1\n");
	run(COMMIT "git tag -a -m t v1; printf 2 > a.py; printf 3 > b.py;"
		   "git add .");
	expect(&index_view, "a.py=2\nb.py=3\n");
	expect_path(&index_view, "b.py", VIEW_IS_FILE, "3");

	struct view_options tag = at_revision("v1");

	expect(&tag, "a.py=1\n");
	run(COMMIT);

	struct view_options range = over_range("v1..");

	expect(&range, "a.py=2\nb.py=3\n");
}

static void test_index_named(void)
{
	run("git init -q; mkdir -p p/q; printf 1 > p/old.py; git add .;" COMMIT
	    "for f in p/a.py p/q/b.py top.py; do printf %s $f > $f; done;"
	    "git add .; printf u > p/u.py");
	g_assert_cmpint(g_chdir("p"), ==, 0);

	struct view_options here = with_paths(index_view, PATHS("."));
	struct view_options one = with_paths(index_view, PATHS("../top.py"));
	struct view_options old = with_paths(index_view, PATHS("old.py"));
	struct view_options none = with_paths(index_view, PATHS("u.py"));

	expect(&here, "p/a.py=p/a.py\np/q/b.py=p/q/b.py\n");
	expect(&one, "top.py=top.py\n");
	expect(&old, "");
	expect_error(&none, LK_ERROR_USAGE,
		     "cannot judge 'u.py': there is no such path in the "
		     "index");
	/* The user's own way to write pathspecs changes nothing for us. */
	g_setenv("GIT_LITERAL_PATHSPECS", "1", TRUE);
	expect(&here, "p/a.py=p/a.py\np/q/b.py=p/q/b.py\n");
	expect_path(&index_view, "p/old.py", VIEW_IS_FILE, "1");
	expect(&worktree, "p/a.py=p/a.py\np/old.py=1\np/q/b.py=p/q/b.py\n"
			  "top.py=top.py\n");
	g_unsetenv("GIT_LITERAL_PATHSPECS");
}

static void test_index_odd_names(void)
{
	run("git init -q; mkdir 'a b'; for f in 'a b/c d.py' \"$(printf "
	    "'new\\nline.py')\" ./-dash.py \"$(printf 'latin\\351.py')\" "
	    "\"$(printf 'tab\\t\"quote\\\\.py')\" ':colon.py' '*.py'; do"
	    "  printf 'x\\n' > \"$f\"; done; git add -A .");
	expect(&index_view, "*.py=x\n\n-dash.py=x\n\n:colon.py=x\n\n"
			    "a b/c d.py=x\n\nlatin\351.py=x\n\n"
			    "new\nline.py=x\n\ntab\t\"quote\\.py=x\n\n");
	expect_path(&index_view, "new\nline.py", VIEW_IS_FILE, "x\n");
	expect_path(&index_view, ":colon.py", VIEW_IS_FILE, "x\n");
	expect_path(&index_view, "*.py", VIEW_IS_FILE, "x\n");
	expect_path(&index_view, "?dash.py", VIEW_NOTHING, NULL);

	expect_path(&index_view, "-dash.py\r", VIEW_NOTHING, NULL);

	struct view_options dash = with_paths(index_view, PATHS("-dash.py"));

	expect(&dash, "-dash.py=x\n\n");
	run(COMMIT);

	struct view_options head = at_revision("HEAD");

	expect(&head, "*.py=x\n\n-dash.py=x\n\n:colon.py=x\n\n"
		      "a b/c d.py=x\n\nlatin\351.py=x\n\n"
		      "new\nline.py=x\n\ntab\t\"quote\\.py=x\n\n");
	expect_path(&head, "new\nline.py", VIEW_IS_FILE, "x\n");
	expect_path(&head, ":colon.py", VIEW_IS_FILE, "x\n");
	expect(&worktree, "*.py=x\n\n-dash.py=x\n\n:colon.py=x\n\n"
			  "a b/c d.py=x\n\nlatin\351.py=x\n\n"
			  "new\nline.py=x\n\ntab\t\"quote\\.py=x\n\n");
}

/* The blob is not what lies in the worktree. */
static void test_index_filtered(void)
{
	run("git init -q; echo '*.py text eol=crlf' > .gitattributes;"
	    "echo 'w.py working-tree-encoding=UTF-16LE' >> .gitattributes;"
	    "git add .;" COMMIT "printf 'a\\r\\nb\\r\\n' > a.py;"
	    "printf 'x\\0\\r\\0\\n\\0' > w.py; git add .");
	expect(&index_view, "a.py=a\nb\n\nw.py=x\n\n");
	expect_path(&worktree, "a.py", VIEW_IS_FILE, "a\r\nb\r\n");
}

static void test_index_sparse(void)
{
	run("git init -q; mkdir in out; for f in in/a.py out/b.py; do"
	    "  printf 'x\\n' > $f; done; git add .;" COMMIT
	    "git sparse-checkout set --cone --sparse-index in;"
	    "test ! -e out; git ls-files --sparse | grep -q '^out/$';"
	    "printf 'y\\n' > in/a.py; git add in");
	housekeeping = "-not -path './.git/objects*'";
	expect(&index_view, "in/a.py=y\n\n");
	expect_path(&index_view, "out/b.py", VIEW_IS_FILE, "x\n");
	expect_path(&index_view, "out", VIEW_IS_FOLDER, NULL);
	expect(&worktree, "in/a.py=y\n\n");

	struct view_options left = with_paths(worktree, PATHS("out/b.py"));

	expect_error(&left, LK_ERROR_IO,
		     "cannot judge 'out/b.py': No such file or directory");
}

static void test_index_split(void)
{
	run("git init -q; printf 1 > a.py; printf 1 > b.py; git add .;" COMMIT
	    "git update-index --split-index; printf 2 > b.py; git add b.py;"
	    "ls .git/sharedindex.*");
	housekeeping = "-not -name 'sharedindex.*'";
	expect(&index_view, "b.py=2\n");
	expect_path(&index_view, "a.py", VIEW_IS_FILE, "1");
}

static void test_index_damaged(void)
{
	run("git init -q; printf 1 > a.py; printf 1 > b.py; git add .;" COMMIT
	    "printf 2 > a.py; git add .");
	g_setenv("GIT_INDEX_FILE", ".git/no-index", TRUE);
	expect_error(&index_view, LK_ERROR_IO,
		     "cannot open the index '.git/no-index': No such file or "
		     "directory");
	expect_error(&worktree, LK_ERROR_IO,
		     "cannot open the index '.git/no-index': No such file or "
		     "directory");
	g_unsetenv("GIT_INDEX_FILE");
	run("cp .git/index save; seq 100 > .git/index");
	expect_error(&index_view, LK_ERROR_GIT,
		     "cannot judge the index: index file corrupt");
	expect_error(&worktree, LK_ERROR_GIT,
		     "cannot list the working tree: index file corrupt");
	/* Git does not verify its checksum when it reads. */
	run("head -c 90 save > .git/index");
	expect_error(&index_view, LK_ERROR_GIT,
		     "cannot list files: what git lists is damaged");
	expect_error(&worktree, LK_ERROR_GIT,
		     "cannot list files: what git lists is damaged");
}

static void test_index_damaged_blob(void)
{
	run("git init -q; printf one > a.py; printf two > b.py; git add .;"
	    "o=$(git rev-parse :a.py); p=.git/objects/$(echo $o | cut -c1-2)/"
	    "$(echo $o | cut -c3-); chmod +w $p; printf garbage > $p");

	g_autofree char *oid = output_of("git rev-parse :a.py");
	g_autofree char *pattern = g_strdup_printf(
		"a.py=<cannot read blob %s of 'a.py': *>\nb.py=two\n", oid);
	g_autoptr(GError) error = NULL;
	struct view *view = view_open(&index_view, &error);

	g_assert_no_error(error);

	g_autofree char *found = describe(view);

	if (!g_pattern_match_simple(pattern, found))
		g_assert_cmpstr(found, ==, pattern);
	view_free(view);
	run("o=$(git rev-parse :a.py); rm -f .git/objects/$(echo $o | cut "
	    "-c1-2)/$(echo $o | cut -c3-)");
	view = view_open(&index_view, &error);
	g_assert_no_error(error);

	g_autofree char *missing = describe(view);
	g_autofree char *expected = g_strdup_printf(
		"a.py=<cannot judge: blob %s of 'a.py' is missing "
		"locally>\nb.py=two\n",
		oid);
	char *bytes = NULL;
	size_t size = 0;

	g_assert_cmpstr(missing, ==, expected);
	/* By path as well: not "there is none". */
	g_assert_false(view_read_path(view, "a.py", &bytes, &size, &error));
	g_assert_error(error, LK_ERROR, LK_ERROR_GIT);
	view_free(view);
}

/* Hooks: this program is what git calls. */

static const char install_hook[] =
	"mkdir -p .git/hooks; cat > .git/hooks/pre-commit <<END\n"
	"#!/bin/sh\n"
	"exec \"$TEST_VIEW\" --hook \"$TEST_LOG\"\n"
	"END\n"
	"chmod +x .git/hooks/pre-commit;";

static void expect_hook(const char *script, const char *expected)
{
	g_autofree char *text = NULL;

	g_unlink("../log");
	run(script);
	g_assert_true(g_file_get_contents("../log", &text, NULL, NULL));
	g_assert_cmpstr(text, ==, expected);
}

static void test_hook(void)
{
	g_autofree char *here = g_get_current_dir();
	g_autofree char *log = g_build_filename(here, "log", NULL);

	g_setenv("TEST_VIEW", program, TRUE);
	g_setenv("TEST_LOG", log, TRUE);
	run("git init -q repo; mkdir repo/sub");
	g_assert_cmpint(g_chdir("repo"), ==, 0);
	run(install_hook);
	expect_hook("printf 1 > a.py; printf 1 > sub/b.py; git add .;" COMMIT,
		    "a.py=1\nsub/b.py=1\n");
	expect_hook("printf 2 > a.py; git commit -q -a -m all", "a.py=2\n");
	expect_hook("printf 3 > a.py; printf 3 > sub/b.py; git add .;"
		    "printf 4 > a.py; git commit -q -m path -- a.py",
		    "a.py=4\n");
	expect_hook("cd sub;" COMMIT, "sub/b.py=3\n");
	expect_hook("printf 5 > a.py; git add a.py; cd sub; printf 5 > b.py;"
		    "git commit -q -m i -i b.py",
		    "a.py=5\nsub/b.py=5\n");
	expect_hook("git worktree add -q ../linked 2> /dev/null; cd ../linked;"
		    "printf 6 > a.py; git commit -q -a -m linked",
		    "a.py=6\n");
	expect_hook("cd ../linked/sub; printf 7 > b.py; git add .;" COMMIT,
		    "sub/b.py=7\n");
	expect_hook("printf 8 > a.py; cd ..; git --git-dir=repo/.git "
		    "--work-tree=repo commit -q -a -m away",
		    "a.py=8\n");
	expect_hook("git commit -q --allow-empty -m empty", "");

	/* The value git gives is relative to the top, wherever we are. */
	run("printf 9 > a.py; git add .");
	g_setenv("GIT_INDEX_FILE", ".git/index", TRUE);
	g_assert_cmpint(g_chdir("sub"), ==, 0);
	expect(&index_view, "a.py=9\n");
	g_unsetenv("GIT_INDEX_FILE");
}

static void test_quarantine(void)
{
	g_autofree char *here = g_get_current_dir();
	g_autofree char *log = g_build_filename(here, "log", NULL);

	g_setenv("TEST_VIEW", program, TRUE);
	g_setenv("TEST_LOG", log, TRUE);
	run("git init -q --bare server.git; git init -q repo;"
	    "cat > server.git/hooks/pre-receive <<END\n"
	    "#!/bin/sh\n"
	    "read old new ref\n"
	    "exec \"$TEST_VIEW\" --hook \"$TEST_LOG\" \\$new\n"
	    "END\n"
	    "chmod +x server.git/hooks/pre-receive;");
	g_assert_cmpint(g_chdir("repo"), ==, 0);
	expect_hook("printf 1 > a.py; git add .;" COMMIT
		    "git push -q ../server.git HEAD:main",
		    "a.py=1\n");
}

/* Revisions and ranges */

static void test_revision(void)
{
	run("git init -q; mkdir p; printf 1 > p/a.py; ln -s p l;"
	    "printf 1 > b.py; git add .;" COMMIT "git tag -a -m t v1;"
	    "git tag -a -m tt v1-again v1; printf 2 > b.py;"
	    "git commit -q -a -m 2; printf dirty > b.py; git branch -- -odd "
	    "2> /dev/null || :");

	struct view_options head = at_revision("HEAD");
	struct view_options tag = at_revision("v1-again");
	struct view_options none = at_revision("no\nthing");
	struct view_options option = at_revision("--all");
	struct view_options tree = at_revision("HEAD^{tree}");
	struct view_options blob = at_revision("HEAD:b.py");
	struct view_options named = with_paths(head, PATHS("p", "b.py"));
	struct view_options missing = with_paths(head, PATHS("q"));

	expect(&head, "b.py=2\np/a.py=1\n");
	expect(&named, "b.py=2\np/a.py=1\n");
	expect(&tag, "b.py=1\np/a.py=1\n");
	expect_path(&tag, "b.py", VIEW_IS_FILE, "1");
	expect_path(&tag, "p", VIEW_IS_FOLDER, NULL);
	expect_path(&tag, "", VIEW_IS_FOLDER, NULL);
	expect_path(&tag, "pp", VIEW_NOTHING, NULL);
	expect_error(&none, LK_ERROR_GIT,
		     "cannot judge 'no\\nthing': there is no such commit");
	expect_error(&option, LK_ERROR_GIT,
		     "cannot judge '--all': there is no such commit");
	expect_error(&tree, LK_ERROR_GIT,
		     "cannot judge 'HEAD^{tree}': there is no such commit");
	expect_error(&blob, LK_ERROR_GIT,
		     "cannot judge 'HEAD:b.py': there is no such commit");
	expect_error(&missing, LK_ERROR_USAGE,
		     "cannot judge 'q': there is no such path in HEAD");
}

static void test_range(void)
{
	run("git init -q -b main; for f in a b c d; do printf 1 > $f.py; done;"
	    "git add .;" COMMIT "git checkout -q -b topic; printf 2 > a.py;"
	    "git rm -q d.py; git mv c.py e.py; git add .;" COMMIT
	    "git checkout -q main; printf 3 > b.py; git commit -q -a -m b;"
	    "git checkout -q topic; git checkout -q --orphan other;"
	    "git rm -q -rf .; printf o > o.py; git add .;" COMMIT
	    "git checkout -q topic");

	struct view_options two = over_range("main..topic");
	struct view_options three = over_range("main...topic");
	struct view_options open = over_range("main...");
	struct view_options back = over_range("..main");
	struct view_options none = over_range("main...other");
	struct view_options apart = over_range("main..other");
	struct view_options wrong = over_range("main");
	struct view_options bad = over_range("main..nothing");

	expect(&two, "a.py=2\nb.py=1\ne.py=1\n");
	expect(&three, "a.py=2\ne.py=1\n");
	expect(&open, "a.py=2\ne.py=1\n");
	expect(&back, "a.py=1\nb.py=3\nc.py=1\nd.py=1\n");
	expect(&apart, "o.py=o\n");
	expect_path(&three, "b.py", VIEW_IS_FILE, "1");
	expect_path(&three, "d.py", VIEW_NOTHING, NULL);
	expect_error(&none, LK_ERROR_GIT,
		     "cannot judge 'main...other': there is no merge base");
	expect_error(&wrong, LK_ERROR_USAGE,
		     "'main' is no range: A..B or A...B is expected");
	expect_error(&bad, LK_ERROR_GIT,
		     "cannot judge 'nothing': there is no such commit");
}

static void test_shallow(void)
{
	run("git init -q -b main src; cd src; printf 1 > a.py; git add "
	    ".;" COMMIT
	    "git branch topic; printf 2 > a.py; git commit -q -a -m 2;"
	    "git checkout -q topic; printf 3 > b.py; git add .;" COMMIT
	    "cd ..; git clone -q --depth 1 --no-single-branch "
	    "\"file://$PWD/src\" clone");
	g_assert_cmpint(g_chdir("clone"), ==, 0);

	struct view_options base = over_range("origin/main...origin/topic");
	struct view_options parent = over_range("HEAD~1..HEAD");

	expect_error(&base, LK_ERROR_GIT,
		     "cannot judge 'origin/main...origin/topic': there is no "
		     "merge base; this clone is shallow: run 'git fetch "
		     "--deepen=100' or 'git fetch --unshallow'");
	expect_error(&parent, LK_ERROR_GIT,
		     "cannot judge 'HEAD~1': there is no such commit; this "
		     "clone is shallow: run 'git fetch --deepen=100' or 'git "
		     "fetch --unshallow'");
}

static void test_bare(void)
{
	run("git init -q src; cd src; mkdir p; printf 1 > p/a.py; git add "
	    ".;" COMMIT "printf 2 > p/a.py; printf 2 > b.py; git add .;" COMMIT
	    "cd ..; git clone -q --bare src bare.git");

	struct view_options head = {.kind = VIEW_REVISION,
				    .directory = "bare.git",
				    .revision = "HEAD"};
	struct view_options range = {.kind = VIEW_RANGE,
				     .directory = "bare.git",
				     .revision = "HEAD~1..HEAD"};
	struct view_options named = with_paths(range, PATHS("p/"));
	g_autoptr(GError) error = NULL;

	expect(&head, "b.py=2\np/a.py=2\n");
	expect(&range, "b.py=2\np/a.py=2\n");
	expect(&named, "p/a.py=2\n");

	struct view *view = view_open(&head, &error);

	g_assert_cmpstr(view_root(view), ==, "");
	g_assert_cmpstr(view_name(view), ==, "HEAD");
	view_free(view);
}

/* Nothing is fetched, not even when the remote would answer. */
static void test_partial_clone(void)
{
	run("git init -q src; cd src; git config uploadpack.allowFilter true;"
	    "echo a long line > a.py; echo 2 > b.py; git add .;" COMMIT
	    "cd ..; git clone -q --no-checkout --filter=blob:limit=4 "
	    "\"file://$PWD/src\" clone; cd clone; git reset -q");
	g_assert_cmpint(g_chdir("clone"), ==, 0);

	g_autofree char *oid = output_of("git rev-parse HEAD:a.py");
	g_autofree char *expected = g_strdup_printf(
		"a.py=<cannot judge: blob %s of 'a.py' is missing locally>\n"
		"b.py=2\n\n",
		oid);
	g_autofree char *complaint =
		g_strdup_printf("cannot judge: blob %s of 'a.py' is missing "
				"locally",
				oid);
	struct view_options head = at_revision("HEAD");
	struct view_options kinds[] = {head, index_view};

	expect(&head, expected);
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autoptr(GError) error = NULL;
		struct view *view = view_open(&kinds[i], &error);
		char *bytes = NULL;
		size_t size = 0;

		g_assert_false(
			view_read_path(view, "a.py", &bytes, &size, &error));
		g_assert_error(error, LK_ERROR, LK_ERROR_GIT);
		g_assert_cmpstr(error->message, ==, complaint);
		view_free(view);
	}
}

/* The user's settings must not change what git tells us. */
static void test_settings(void)
{
	run("git init -q -b main; mkdir p; printf 1 > p/a.py; printf 1 > b.py;"
	    "git add .;" COMMIT "printf 2 > p/a.py; git mv b.py c.py;"
	    "git add .; git config core.quotePath true;"
	    "git config diff.relative true; git config diff.renames copies;"
	    "git config core.abbrev 4; git config diff.noprefix true;"
	    "git config color.ui always; git config diff.external false;"
	    "git config status.relativePaths true");
	g_setenv("GIT_TRACE", "1", TRUE);
	g_setenv("GIT_EXTERNAL_DIFF", "false", TRUE);
	g_setenv("LC_ALL", "de_DE.UTF-8", TRUE);
	g_setenv("LANGUAGE", "de", TRUE);
	g_assert_cmpint(g_chdir("p"), ==, 0);
	expect(&index_view, "c.py=1\np/a.py=2\n");
	expect(&worktree, "c.py=1\np/a.py=2\n");

	struct view_options none = at_revision("nothing");

	expect_error(&none, LK_ERROR_GIT,
		     "cannot judge 'nothing': there is no such commit");
	g_unsetenv("GIT_TRACE");
	g_unsetenv("GIT_EXTERNAL_DIFF");
	g_unsetenv("LC_ALL");
	g_unsetenv("LANGUAGE");

	/* What is committed is judged, not what replaces it here. */
	run(COMMIT "git replace $(git rev-parse HEAD:p/a.py) "
		   "$(git rev-parse HEAD:c.py)");

	struct view_options head = at_revision("HEAD");

	expect(&head, "c.py=1\np/a.py=2\n");
}

/* Readers */

static void test_announce(void)
{
	run("git init -q; for i in $(seq 100 299); do"
	    "  printf $i > $i.py; done; git add .");

	g_autoptr(GError) error = NULL;
	struct view *view = view_open(&index_view, &error);
	struct view_reader *reader = view_reader_new(view, &error);
	size_t n = 0;
	const struct view_file *files = view_files(view, &n);
	g_autoptr(GRand) random = g_rand_new_with_seed(1);

	g_assert_cmpuint(n, ==, 200);
	for (size_t round = 0; round < 600; round++) {
		size_t i = (size_t)g_rand_int_range(random, 0, 200);
		size_t ahead = (size_t)g_rand_int_range(random, 0, 80);
		size_t skipped = (size_t)g_rand_int_range(random, 0, 3);
		const char *bytes = NULL;
		size_t size = 0;

		for (size_t k = i; k < MIN(i + ahead, n); k++)
			view_reader_announce(reader, &files[k]);
		i = MIN(i + skipped, n - 1);
		g_assert_true(view_reader_load(reader, &files[i], &bytes, &size,
					       &error));
		g_assert_cmpuint(g_ascii_strtoull(bytes, NULL, 10), ==,
				 g_ascii_strtoull(files[i].path, NULL, 10));
		g_assert_cmpuint(size, ==, 3);
	}
	view_reader_free(reader);
	view_free(view);
}

static void *read_and_look(void *payload)
{
	struct view *view = payload;
	g_autoptr(GError) error = NULL;

	for (int i = 0; i < 20; i++) {
		g_autofree char *bytes = NULL;
		size_t size = 0;

		g_assert_true(
			view_read_path(view, "p/a.py", &bytes, &size, &error));
		g_assert_cmpstr(bytes, ==, "1\n");
		g_assert_cmpint(view_exists(view, "p", &error), ==,
				VIEW_IS_FOLDER);

		g_autofree char *found = describe(view);

		g_assert_cmpstr(found, ==, "b.py=2\np/a.py=1\n\n");
	}
	return NULL;
}

static void test_threads(void)
{
	g_autoptr(GError) error = NULL;
	GThread *threads[4] = {NULL};

	run("git init -q; mkdir p; echo 1 > p/a.py; printf 2 > b.py;"
	    "git add .");

	struct view *view = view_open(&index_view, &error);

	g_assert_no_error(error);
	for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new(NULL, read_and_look, view);
	for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
	view_free(view);
}

static void test_git_dies(void)
{
	g_autoptr(GError) error = NULL;
	const char *bytes = NULL;
	size_t size = 0;

	run("git init -q; printf 1 > a.py; git add .; mkdir bin;"
	    "printf '#!/bin/sh\\nexit 3\\n' > bin/git; chmod +x bin/git");

	struct view *view = view_open(&index_view, &error);
	size_t n = 0;
	const struct view_file *files = view_files(view, &n);
	g_autofree char *path = g_strdup(g_getenv("PATH"));
	g_autofree char *here = g_get_current_dir();
	g_autofree char *bin = g_build_filename(here, "bin", NULL);
	struct view_reader *first = view_reader_new(view, &error);

	/* The second reader's git is the one that dies at once. */
	g_setenv("PATH", bin, TRUE);

	struct view_reader *second = view_reader_new(view, &error);

	g_assert_no_error(error);
	g_assert_true(
		view_reader_load(first, &files[0], &bytes, &size, &error));
	g_assert_false(
		view_reader_load(second, &files[0], &bytes, &size, &error));
	g_assert_error(error, LK_ERROR, LK_ERROR_GIT);
	g_clear_error(&error);
	g_setenv("PATH", path, TRUE);
	g_assert_true(
		view_reader_load(second, &files[0], &bytes, &size, &error));
	view_reader_free(first);
	view_reader_free(second);
	view_free(view);
}

/* What a hook does: writes the view it sees into a file. */
static int run_as_hook(const char *log, const char *revision)
{
	struct view_options options = index_view;
	g_autoptr(GError) error = NULL;

	if (revision)
		options = at_revision(revision);

	struct view *view = view_open(&options, &error);
	g_autofree char *text =
		view ? describe(view) : g_strdup(error->message);

	view_free(view);
	return g_file_set_contents(log, text, -1, NULL) ? 0 : 1;
}

static void scrub_environment(void)
{
	g_auto(GStrv) names = g_listenv();

	for (size_t i = 0; names[i]; i++)
		if (g_str_has_prefix(names[i], "GIT_"))
			g_unsetenv(names[i]);
	g_setenv("GIT_CONFIG_GLOBAL", "/dev/null", TRUE);
	g_setenv("GIT_CONFIG_NOSYSTEM", "1", TRUE);
	g_setenv("GIT_AUTHOR_NAME", "A", TRUE);
	g_setenv("GIT_AUTHOR_EMAIL", "a@example.org", TRUE);
	g_setenv("GIT_COMMITTER_NAME", "C", TRUE);
	g_setenv("GIT_COMMITTER_EMAIL", "c@example.org", TRUE);
}

static void run_in_scratch(const void *data)
{
	void (*const *test)(void) = data;
	g_autofree char *scratch = g_dir_make_tmp("test-view-XXXXXX", NULL);
	g_autofree char *quoted = g_shell_quote(scratch);
	g_autofree char *remove =
		g_strdup_printf("chmod -R u+rwX %s; rm -rf %s", quoted, quoted);

	g_assert_cmpint(g_chdir(scratch), ==, 0);
	(*test)();
	housekeeping = "";
	g_assert_cmpint(g_chdir("/"), ==, 0);
	run(remove);
}

static const struct {
	const char *name;
	void (*test)(void);
} tests[] = {
	{"/view/folder/walk", test_folder_walk},
	{"/view/folder/named", test_folder_named},
	{"/view/folder/missing", test_folder_missing},
	{"/view/folder/paths", test_folder_paths},
	{"/view/folder/unreadable", test_folder_unreadable},
	{"/view/folder/too-large", test_folder_too_large},
	{"/view/folder/sizes", test_folder_sizes},
	{"/view/worktree/files", test_worktree},
	{"/view/worktree/named", test_worktree_named},
	{"/view/worktree/replaced", test_worktree_replaced},
	{"/view/worktree/none", test_worktree_none},
	{"/view/foreign-owner", test_foreign_owner},
	{"/view/without-git", test_without_git},
	{"/view/index/half-staged", test_index_half_staged},
	{"/view/index/kinds", test_index_kinds},
	{"/view/index/unborn", test_index_unborn},
	{"/view/index/sha256", test_index_sha256},
	{"/view/index/named", test_index_named},
	{"/view/index/odd-names", test_index_odd_names},
	{"/view/index/filtered", test_index_filtered},
	{"/view/index/sparse", test_index_sparse},
	{"/view/index/split", test_index_split},
	{"/view/index/damaged", test_index_damaged},
	{"/view/index/damaged-blob", test_index_damaged_blob},
	{"/view/hook/pre-commit", test_hook},
	{"/view/hook/quarantine", test_quarantine},
	{"/view/revision", test_revision},
	{"/view/range", test_range},
	{"/view/shallow", test_shallow},
	{"/view/bare", test_bare},
	{"/view/partial-clone", test_partial_clone},
	{"/view/settings", test_settings},
	{"/view/reader/announce", test_announce},
	{"/view/reader/threads", test_threads},
	{"/view/reader/git-dies", test_git_dies},
};

int main(int argc, char **argv)
{
	if (argc >= 3 && strcmp(argv[1], "--hook") == 0)
		return run_as_hook(argv[2], argc > 3 ? argv[3] : NULL);

	program = realpath("/proc/self/exe", NULL);
	scrub_environment();
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_data_func(tests[i].name, &tests[i].test,
				     run_in_scratch);

	int status = g_test_run();

	free(program);
	return status;
}
