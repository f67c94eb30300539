/* test-replacement - all files replaced or none, whatever happens. */

#include <config.h>

#include "replacement.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cleanup.h"
#include "error.h"

typedef struct replacement_batch batch_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(batch_t, replacement_batch_free)

/* Each test works in a new folder, the current one. */
static char *root;

static void put(const char *path, const char *text)
{
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void assert_holds(const char *path, const char *text)
{
	g_autofree char *found = NULL;

	g_assert_true(g_file_get_contents(path, &found, NULL, NULL));
	g_assert_cmpstr(found, ==, text);
}

/* No folder below the current one holds a temporary file. */
static void assert_no_leftover(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	g_assert_nonnull(dir);
	while ((name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		g_assert_null(strstr(name, ".lanekeeper-"));
		if (g_file_test(path, G_FILE_TEST_IS_DIR) &&
		    !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
			assert_no_leftover(path);
	}
}

static bool prepare(batch_t *batch, const char *path, const char *old,
		    const char *new, GError **error)
{
	return replacement_prepare(batch, path, old, strlen(old), new,
				   strlen(new), error);
}

static void assert_refused(batch_t *batch, const char *path, const char *old,
			   const char *message)
{
	g_autoptr(GError) error = NULL;

	g_assert_false(prepare(batch, path, old, "new", &error));
	g_assert_error(error, LK_ERROR, LK_ERROR_IO);
	g_assert_cmpstr(error->message, ==, message);
}

static void test_replaces_all(void)
{
	g_autoptr(batch_t) batch = replacement_batch_new(root);
	g_autoptr(GError) error = NULL;

	put("a.py", "one");
	put("folder/b.py", "two");
	put("empty.py", "");
	g_assert_true(prepare(batch, "a.py", "one", "ONE", &error));
	g_assert_true(prepare(batch, "folder/b.py", "two", "", &error));
	g_assert_true(prepare(batch, "empty.py", "", "full", &error));
	assert_holds("a.py", "one");
	g_assert_true(replacement_commit(batch, &error));
	assert_holds("a.py", "ONE");
	assert_holds("folder/b.py", "");
	assert_holds("empty.py", "full");
	assert_no_leftover(".");
}

static void test_not_committed(void)
{
	batch_t *batch = replacement_batch_new(root);

	put("a.py", "one");
	g_assert_true(prepare(batch, "a.py", "one", "ONE", NULL));
	replacement_batch_free(batch);
	replacement_batch_free(NULL);
	assert_holds("a.py", "one");
	assert_no_leftover(".");
}

static void test_changed_before(void)
{
	g_autoptr(batch_t) batch = replacement_batch_new(root);

	put("a.py", "one");
	assert_refused(batch, "a.py", "on",
		       "cannot write 'a.py': it changed while it was read");
	assert_refused(batch, "a.py", "one!",
		       "cannot write 'a.py': it changed while it was read");
	assert_refused(batch, "a.py", "onE",
		       "cannot write 'a.py': it changed while it was read");
	assert_refused(batch, "gone.py", "",
		       "cannot read 'gone.py': No such file or directory");
	assert_refused(batch, "no\033/gone.py", "",
		       "cannot write beside 'no\\033/gone.py': "
		       "No such file or directory");
}

static void change_contents(void)
{
	put("b.py", "TWO");
}

/* The same size and the same time; only the inode tells. */
static void change_inode(void)
{
	struct stat before;
	struct timespec times[2];

	g_assert_no_errno(stat("b.py", &before));
	put("b.py", "TWO");
	times[0] = before.st_atim;
	times[1] = before.st_mtim;
	g_assert_no_errno(utimensat(AT_FDCWD, "b.py", times, 0));
}

static void remove_it(void)
{
	g_assert_no_errno(unlink("b.py"));
}

static void make_link(void)
{
	g_assert_no_errno(unlink("b.py"));
	put("other", "two");
	g_assert_no_errno(symlink("other", "b.py"));
}

static void make_folder(void)
{
	g_assert_no_errno(unlink("b.py"));
	g_assert_no_errno(mkdir("b.py", 0700));
}

/* The last file changes after it was prepared: the first stays as it was. */
static void test_changed_after(gconstpointer data)
{
	void (*change)(void) = (void (*)(void))data;
	g_autoptr(GError) error = NULL;
	batch_t *batch = replacement_batch_new(root);

	put("a.py", "one");
	put("b.py", "two");
	g_assert_true(prepare(batch, "a.py", "one", "ONE", NULL));
	g_assert_true(prepare(batch, "b.py", "two", "2", NULL));
	change();
	g_assert_false(replacement_commit(batch, &error));
	g_assert_cmpstr(error->message, ==,
			"cannot write 'b.py': it changed meanwhile; "
			"no file was written");
	replacement_batch_free(batch);
	assert_holds("a.py", "one");
	assert_no_leftover(".");
}

static void test_symlinks(void)
{
	g_autoptr(batch_t) batch = replacement_batch_new(root);
	g_autofree char *outside = g_dir_make_tmp("outside-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(outside, "b.py", NULL);

	put("a.py", "one");
	put("folder/c.py", "three");
	put(file, "two");
	g_assert_no_errno(symlink("a.py", "link.py"));
	g_assert_no_errno(symlink(outside, "out"));
	g_assert_no_errno(symlink("folder", "in"));
	assert_refused(batch, "link.py", "one",
		       "cannot write 'link.py': it is a symbolic link");
	assert_refused(batch, "out/b.py", "two",
		       "cannot write 'out/b.py': its folder is a symbolic link "
		       "that leads out of the root");
	/* Inside of the root, and where the name itself leads out of it. */
	g_assert_true(prepare(batch, "in/c.py", "three", "3", NULL));
	g_assert_true(prepare(batch, file, "two", "2", NULL));
	g_assert_true(replacement_commit(batch, NULL));
	assert_holds("folder/c.py", "3");
	assert_holds(file, "2");
	g_assert_true(g_file_test("in", G_FILE_TEST_IS_SYMLINK));
	unlink(file);
	rmdir(outside);
}

static void test_mode(void)
{
	static const mode_t modes[] = {0644, 0600, 0755, 0444, 0640, 02755};

	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		g_autoptr(batch_t) batch = replacement_batch_new(root);
		struct stat now;

		g_remove("a.py");
		put("a.py", "one");
		g_assert_no_errno(chmod("a.py", modes[i]));
		g_assert_true(prepare(batch, "a.py", "one", "ONE", NULL));
		g_assert_true(replacement_commit(batch, NULL));
		g_assert_no_errno(stat("a.py", &now));
		g_assert_cmpuint(now.st_mode & 07777, ==, modes[i]);
	}
}

static void test_owner(void)
{
	g_autoptr(batch_t) batch = replacement_batch_new(root);
	struct stat now;

	put("a.py", "one");
	if (geteuid() != 0 || chown("a.py", 4711, 4712) != 0) {
		g_test_skip("only root gives files away");
		return;
	}
	g_assert_true(prepare(batch, "a.py", "one", "ONE", NULL));
	g_assert_true(replacement_commit(batch, NULL));
	g_assert_no_errno(stat("a.py", &now));
	g_assert_cmpuint(now.st_uid, ==, 4711);
	g_assert_cmpuint(now.st_gid, ==, 4712);
}

static void test_long_name(void)
{
	g_autoptr(batch_t) batch = replacement_batch_new(root);
	g_autofree char *name = g_strnfill(255, 'n');

	put("seed", "one");
	g_assert_no_errno(rename("seed", name));
	g_assert_true(prepare(batch, name, "one", "ONE", NULL));
	g_assert_true(replacement_commit(batch, NULL));
	assert_holds(name, "ONE");
}

/* Runs work in a child process; returns how it ended. */
static int in_child(int (*work)(void))
{
	pid_t child = fork();
	int status = 0;

	g_assert_cmpint(child, >=, 0);
	if (child == 0)
		_exit(work());
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	return status;
}

static int prepare_as_nobody(void)
{
	g_autoptr(batch_t) batch = replacement_batch_new(root);
	g_autoptr(GError) error = NULL;

	if (setgid(65534) != 0 || setuid(65534) != 0)
		return 77;
	if (prepare(batch, "folder/b.py", "two", "2", &error))
		return 1;
	return strcmp(error->message, "cannot write beside 'folder/b.py': "
				      "Permission denied") != 0;
}

static void test_closed_folder(void)
{
	int status;

	put("folder/b.py", "two");
	g_assert_no_errno(chmod("folder", 0555));
	g_assert_no_errno(chmod(".", 0755));
	status = in_child(prepare_as_nobody);
	g_assert_no_errno(chmod("folder", 0755));
	if (WEXITSTATUS(status) == 77)
		g_test_skip("only root becomes another");
	else
		g_assert_cmpint(status, ==, 0);
	assert_holds("folder/b.py", "two");
}

/* A limit on file sizes stands for the full disk: write() fails half-way. */
static int prepare_with_limit(void)
{
	static const struct rlimit limit = {4096, 4096};
	batch_t *batch = replacement_batch_new(root);
	g_autoptr(GError) error = NULL;
	g_autofree char *large = g_strnfill(100000, 'x');
	bool failed;

	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 1;
	failed = prepare(batch, "a.py", "one", "ONE", NULL) &&
		 !prepare(batch, "b.py", "two", large, &error) &&
		 strcmp(error->message,
			"cannot write 'b.py': File too large") == 0;
	replacement_batch_free(batch);
	return !failed;
}

static void test_write_fails(void)
{
	put("a.py", "one");
	put("b.py", "two");
	g_assert_cmpint(in_child(prepare_with_limit), ==, 0);
	assert_holds("a.py", "one");
	assert_holds("b.py", "two");
	assert_no_leftover(".");
}

static int fill_disk(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *large = g_strnfill(1 << 20, 'x');
	g_autofree char *disk = g_build_filename(root, "disk", NULL);
	batch_t *batch = replacement_batch_new(disk);
	bool done;

	if (unshare(CLONE_NEWNS) != 0 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("none", disk, "tmpfs", 0, "size=64k") != 0)
		return 77;
	put("disk/a.py", "one");
	put("disk/b.py", "two");
	done = prepare(batch, "a.py", "one", "ONE", NULL) &&
	       !prepare(batch, "b.py", "two", large, &error) &&
	       strcmp(error->message,
		      "cannot write 'b.py': No space left on device") == 0;
	replacement_batch_free(batch);
	assert_holds("disk/a.py", "one");
	assert_no_leftover("disk");
	return !done;
}

static void test_full_disk(void)
{
	int status;

	g_assert_no_errno(mkdir("disk", 0755));
	status = in_child(fill_disk);
	if (WEXITSTATUS(status) == 77)
		g_test_skip("no disk can be mounted here");
	else
		g_assert_cmpint(status, ==, 0);
}

#define N_FILES 200

static char *numbered(int i)
{
	return g_strdup_printf("f%d.py", i);
}

/* Says through ready that all is prepared, and goes on. */
static int replace_many(int ready)
{
	batch_t *batch = replacement_batch_new(root);

	for (int i = 0; i < N_FILES; i++) {
		g_autofree char *name = numbered(i);

		if (!prepare(batch, name, "old", "new", NULL))
			return 1;
	}
	if (write(ready, "", 1) != 1)
		return 1;
	return !replacement_commit(batch, NULL);
}

/* Kills the work amid its renames; returns how many files are new. */
static int kill_after(unsigned int time_us)
{
	pid_t child;
	int n_new = 0;
	int ends[2];
	char byte;

	g_assert_no_errno(pipe(ends));
	for (int i = 0; i < N_FILES; i++) {
		g_autofree char *name = numbered(i);

		put(name, "old");
	}
	child = fork();
	g_assert_cmpint(child, >=, 0);
	if (child == 0)
		_exit(replace_many(ends[1]));
	g_assert_cmpint(read(ends[0], &byte, 1), ==, 1);
	g_usleep(time_us);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	close(ends[0]);
	close(ends[1]);
	for (int i = 0; i < N_FILES; i++) {
		g_autofree char *name = numbered(i);
		g_autofree char *found = NULL;

		g_assert_true(g_file_get_contents(name, &found, NULL, NULL));
		if (strcmp(found, "new") == 0)
			n_new++;
		else
			g_assert_cmpstr(found, ==, "old");
	}
	return n_new;
}

static void test_killed(void)
{
	for (unsigned int time_us = 1; time_us < 10000; time_us *= 4)
		g_test_message("%u us: %d new", time_us, kill_after(time_us));
}

static gpointer prepare_share(gpointer data)
{
	batch_t *batch = ((void **)data)[0];
	int first = GPOINTER_TO_INT(((void **)data)[1]);

	for (int i = first; i < N_FILES; i += 4) {
		g_autofree char *name = numbered(i);

		g_assert_true(prepare(batch, name, "old", "new", NULL));
	}
	return NULL;
}

static void test_threads(void)
{
	g_autoptr(batch_t) batch = replacement_batch_new(root);
	GThread *threads[4];
	void *shares[4][2];

	for (int i = 0; i < N_FILES; i++) {
		g_autofree char *name = numbered(i);

		put(name, "old");
	}
	for (int i = 0; i < 4; i++) {
		shares[i][0] = batch;
		shares[i][1] = GINT_TO_POINTER(i);
		threads[i] = g_thread_new("share", prepare_share, shares[i]);
	}
	for (int i = 0; i < 4; i++)
		g_thread_join(threads[i]);
	g_assert_true(replacement_commit(batch, NULL));
	for (int i = 0; i < N_FILES; i++) {
		g_autofree char *name = numbered(i);

		assert_holds(name, "new");
	}
}

static void enter(gpointer *fixture G_GNUC_UNUSED, gconstpointer data)
{
	(void)data;
	root = g_dir_make_tmp("test-replacement-XXXXXX", NULL);
	g_assert_no_errno(chdir(root));
	g_assert_no_errno(mkdir("folder", 0755));
}

static void leave(gpointer *fixture G_GNUC_UNUSED, gconstpointer data)
{
	const char *argv[] = {"rm", "-rf", "--", root, NULL};

	(void)data;
	g_assert_no_errno(chdir("/"));
	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
		     NULL, NULL, NULL, NULL);
	g_clear_pointer(&root, g_free);
}

static void call(gpointer *fixture G_GNUC_UNUSED, gconstpointer data)
{
	((void (*)(void))data)();
}

static void call_with(gpointer *fixture G_GNUC_UNUSED, gconstpointer data)
{
	test_changed_after(data);
}

static void add(const char *path, void (*test)(void))
{
	g_test_add(path, gpointer, (gconstpointer)test, enter, call, leave);
}

static void add_change(const char *path, void (*change)(void))
{
	g_test_add(path, gpointer, (gconstpointer)change, enter, call_with,
		   leave);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add("/replacement/all", test_replaces_all);
	add("/replacement/not-committed", test_not_committed);
	add("/replacement/changed-before", test_changed_before);
	add_change("/replacement/changed-after/contents", change_contents);
	add_change("/replacement/changed-after/inode", change_inode);
	add_change("/replacement/changed-after/removed", remove_it);
	add_change("/replacement/changed-after/link", make_link);
	add_change("/replacement/changed-after/folder", make_folder);
	add("/replacement/symlinks", test_symlinks);
	add("/replacement/mode", test_mode);
	add("/replacement/owner", test_owner);
	add("/replacement/long-name", test_long_name);
	add("/replacement/closed-folder", test_closed_folder);
	add("/replacement/write-fails", test_write_fails);
	add("/replacement/full-disk", test_full_disk);
	add("/replacement/killed", test_killed);
	add("/replacement/threads", test_threads);
	return g_test_run();
}
