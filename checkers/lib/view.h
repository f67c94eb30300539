#ifndef VIEW_H
#define VIEW_H

/*
 * A view: which files are judged, and where their bytes come from.
 *
 *	VIEW_FOLDER    plain files and folders, no git
 *	VIEW_WORKTREE  the working tree's tracked files
 *	VIEW_INDEX     the index's blobs, never the worktree's bytes
 *	VIEW_REVISION  a revision's tree
 *	VIEW_RANGE     what changed between A and B, or from the merge base to
 *	               B, as it is in B
 *
 * A checker never knows which. Nothing here writes to a worktree or an
 * index. (Git itself marks a split index's shared part as used and, under a
 * sparse index, stores the trees that the next commit will need.) What cannot
 * be listed or read is an error, never an empty view.
 *
 * Paths are bytes, relative to the view's root ('/' between parts, no
 * leading "./"), in byte order. In git's views the root is the worktree's
 * top (or "" in a bare repository); in VIEW_FOLDER it is the directory of
 * the options.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <glib.h>

enum view_kind {
	VIEW_FOLDER,
	VIEW_WORKTREE,
	VIEW_INDEX,
	VIEW_REVISION,
	VIEW_RANGE,
};

struct view_options {
	enum view_kind kind;
	/* VIEW_FOLDER, VIEW_WORKTREE: the working directory asked for (-C);
	   NULL is the current one. Git is run there too. */
	const char *directory;
	const char *revision; /* VIEW_REVISION: REV; VIEW_RANGE: "A..B" */
	bool untracked;	      /* VIEW_WORKTREE: with untracked, not ignored */
	/*
	 * Restrict to these files and folders, absolute or relative to
	 * directory; none: everything below the view's root. "." and ".." in
	 * them are resolved by name alone. A path that selects nothing because
	 * it does not exist in the view is an error. In VIEW_WORKTREE a file
	 * named one by one is listed even when it is not tracked. A path
	 * outside of the root is an error in git's views; VIEW_FOLDER lists
	 * it under the name it was given ("../a.py", "/srv/a.py").
	 */
	const char *const *paths;
	size_t n_paths;
	/* Which files are wanted, by path; NULL is all. Called from one thread
	   while listing; what is not wanted is not listed. Paths the user named
	   one by one are asked too. */
	bool (*wanted)(const char *path, void *payload);
	void *payload;
};

#define VIEW_OPTIONS_INIT ((struct view_options){0})

/* One file of a view; borrowed from the view. */
struct view_file {
	const char *path;
	/* S_IFMT bits and, where git knows them, permissions: S_IFREG | 0755.
	   S_IFREG alone in plain folders and for untracked files. */
	uint32_t mode;
	const char *oid; /* hex object id, or NULL in plain folders/worktree */
};

struct view;

/*
 * Is directory (NULL: the current one) inside a git repository? Sets *error
 * only when git itself could not be asked or refuses it (dubious ownership,
 * a damaged repository); "not a repository" is a plain false.
 */
bool view_is_repository(const char *directory, GError **error);

/*
 * Opens a view and lists its files. Returns NULL and sets *error when it
 * cannot: no such revision, shallow clone without the merge base, unmerged
 * index entries, damaged index, unreadable folder, no such path. Symbolic
 * links, submodules and (in the index) intent-to-add entries are not listed;
 * symlinks to files are listed in VIEW_FOLDER only.
 */
struct view *view_open(const struct view_options *options, GError **error);
void view_free(struct view *view);

/* The files to be judged, sorted by path; borrowed. */
const struct view_file *view_files(const struct view *view, size_t *out_n);

/*
 * The absolute path of the root, "" in a bare repository; borrowed. Only for
 * writing and for messages.
 */
const char *view_root(const struct view *view);

/*
 * Does nothing lie above this folder, as far as the view goes? So it is with
 * the root (""), and with a folder outside of it that the user named.
 */
bool view_is_top(const struct view *view, const char *folder);

/*
 * The mode of a file with its permissions, which plain folders know only
 * when they are asked (see struct view_file).
 */
uint32_t view_file_mode(const struct view *view, const struct view_file *file);

/* Is the file a symbolic link on disk, which is read through, not written? */
bool view_file_is_link(const struct view *view, const struct view_file *file);

/*
 * The status of a regular file on disk, not through a link. False in git's
 * views and where there is no such file.
 */
bool view_file_status(const struct view *view, const struct view_file *file,
		      struct stat *out);

/* How a person would call the place: "the index", "HEAD~2"; borrowed. */
const char *view_name(const struct view *view);

enum view_kind view_kind(const struct view *view);

/*
 * Does path exist in the whole view (not only among the judged files): as a
 * file, or as a folder with something in it? Thread-safe. Worktree and plain
 * folders ask the file system; the index and revisions a table that is
 * listed at the first call. There a symbolic link is a file, whatever it
 * points at, and a submodule a folder.
 */
enum view_existence {
	VIEW_NOTHING,
	VIEW_IS_FILE,
	VIEW_IS_FOLDER,
	VIEW_EXISTENCE_FAILED, /* *error is set */
};

enum view_existence view_exists(struct view *view, const char *path,
				GError **error);

/*
 * Reads one file of the whole view by path, judged or not: configuration,
 * pyproject.toml. Returns false without *error when there is none; in the
 * index and revisions a symbolic link is none. *out is owned by the caller
 * and '\0'-terminated. Thread-safe.
 */
bool view_read_path(struct view *view, const char *path, char **out,
		    size_t *out_size, GError **error);

/*
 * A worker's way to the bytes. Each worker has its own; a reader is used by
 * one thread at a time.
 */
struct view_reader;

struct view_reader *view_reader_new(struct view *view, GError **error);
void view_reader_free(struct view_reader *reader);

/*
 * Reads a file. *out is borrowed until the next call on this reader,
 * '\0'-terminated at out[*out_size]. Returns false and sets *error for an
 * unreadable file, a missing blob (partial clone; nothing is fetched), a
 * file over SOURCE_MAX_SIZE.
 *
 * Returns false without setting *error for a file that is no part of the
 * view after all: tracked, but deleted from the worktree (or replaced by a
 * folder or a symbolic link there). Only VIEW_WORKTREE and VIEW_FOLDER say
 * so; it is to be passed over.
 */
bool view_reader_load(struct view_reader *reader, const struct view_file *file,
		      const char **out, size_t *out_size, GError **error);

/*
 * Says that this file will be loaded after those announced before, so that
 * git works on it while the caller works on another. A batch of up to
 * VIEW_READER_AHEAD files, announced and then loaded in the same order,
 * costs a tenth of loading each alone (index, revisions; on disk it is
 * nothing). More than that are passed over; a load in another order is right
 * as well, only slow.
 */
#define VIEW_READER_AHEAD 64
void view_reader_announce(struct view_reader *reader,
			  const struct view_file *file);

#endif
