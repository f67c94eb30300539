#ifndef VIEW_PRIVATE_H
#define VIEW_PRIVATE_H

/* What the parts of the view share; for view*.c only. */

#include "git_objects.h"
#include "git_process.h"
#include "view.h"

/* view_listing.c: files in byte order of their paths */

struct listing {
	GArray *files;	       /* struct view_file; NULL: not listed yet */
	char *bytes;	       /* what git printed: strings of the files */
	GStringChunk *strings; /* further paths */
};

void listing_init(struct listing *listing);
void listing_release(struct listing *listing);
typedef struct listing listing_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(listing_t, listing_release)

/* Adds a file; its strings must live as long as the listing. */
void listing_add(struct listing *listing, const struct view_file *file);

/* Adds a file by a copy of its path, without an oid. */
void listing_add_path(struct listing *listing, const char *path, uint32_t mode);

/* Sorts by path and drops what is there twice. */
void listing_sort(struct listing *listing);

/* The files in order; borrowed. */
const struct view_file *listing_files(const struct listing *listing,
				      size_t *out_n);

/* The file of that path, or NULL. Borrowed. */
const struct view_file *listing_find(const struct listing *listing,
				     const char *path);

/* Is there a file below folder? "" is the root. */
bool listing_has_folder(const struct listing *listing, const char *folder);

/* The view itself */

enum load_result {
	LOAD_DONE,
	LOAD_GONE, /* there is no such file (any more) */
	LOAD_FAILED,
};

struct view {
	enum view_kind kind;
	char *name;
	char *root;    /* "" in a bare repository */
	int directory; /* where git is run; may be AT_FDCWD */
	int root_fd;   /* worktree and folder: the root; else -1 */
	char *commit;  /* revision and range: the hex id of what is judged */
	struct listing judged;
	GHashTable *outside; /* set of char *: named folders outside the root */

	GMutex lock;	      /* guards the rest */
	GPtrArray *idle;      /* struct git_objects that nobody uses */
	struct listing whole; /* everything in the index or the revision */
};

static inline bool view_is_on_disk(const struct view *view)
{
	return view->kind == VIEW_FOLDER || view->kind == VIEW_WORKTREE;
}

/* Is a path of VIEW_FOLDER one that its root does not lead to? */
static inline bool view_path_is_outside(const char *path)
{
	return path[0] == '/' || g_str_has_prefix(path, "../") ||
	       g_str_equal(path, "..");
}

/* How each kind lists the files to be judged. */
bool view_folder_open(struct view *view, const struct view_options *options,
		      GError **error);
bool view_worktree_open(struct view *view, const struct view_options *options,
			GError **error);
bool view_index_open(struct view *view, const struct view_options *options,
		     GError **error);
bool view_revision_open(struct view *view, const struct view_options *options,
			GError **error);
bool view_range_open(struct view *view, const struct view_options *options,
		     GError **error);

/* Opens the root, for the views on the disk. */
bool view_open_root(struct view *view, GError **error);

/* view_paths.c: the files and folders a user names */

struct selection {
	const struct view_options *options;
	GHashTable *named; /* char *path -> struct named_path; NULL: all */
};

struct named_path {
	const char *given; /* as the user wrote it */
	bool found;	   /* a file of the view is it or lies below it */
};

/*
 * Makes the options' paths relative to the view's root. Returns false and
 * sets *error for one that lies outside of it; in VIEW_FOLDER that one stays
 * as it was given.
 */
bool selection_init(struct selection *selection, const struct view *view,
		    const struct view_options *options, GError **error);
void selection_release(struct selection *selection);
typedef struct selection selection_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(selection_t, selection_release)

/* Is path named, and wanted? What named it counts as found either way. */
bool selection_takes(struct selection *selection, const char *path);

/* Is path wanted, whoever named it? */
bool selection_wants(const struct selection *selection, const char *path);

/*
 * Every path that was named and selected nothing must at least exist in the
 * index or the revision.
 */
bool selection_check(const struct selection *selection, struct view *view,
		     GError **error);

/* view_git.c: what the views that git lists have in common */

/* What git prints under -z, one '\0'-terminated record after the other. */
struct records {
	char *next;
	char *end;
};

/*
 * Takes over what git printed as the strings of the listing. Returns false
 * and sets *error when the end was cut off.
 */
bool records_take(struct records *records, struct listing *listing,
		  struct git_output *output, GError **error);

/* The next record, which may be written to; NULL at the end. */
char *records_next(struct records *records);

/* Sets *error: a record is nothing that git should have said. */
void view_set_damaged(GError **error);

/* Reads the octal mode git prints. */
uint32_t view_parse_mode(const char *octal);

/*
 * Asks git where the worktree's top is, and sets view->root: "" when there
 * is no worktree. Start and finish frame what is done meanwhile.
 */
bool view_start_root(const struct view *view, struct git_process *process,
		     GError **error);
bool view_finish_root(struct view *view, struct git_process *process,
		      GError **error);

/*
 * Git takes an index that does not exist for an empty one. Where the
 * environment names it, as in a hook, that is a mistake: nothing would be
 * judged. Returns false and sets *error then. A relative name is relative
 * to the worktree's top, so the root must be known.
 */
bool view_check_index(const struct view *view, GError **error);

/* Adds the regular files of a raw diff to what is judged. */
bool view_add_changes(struct view *view, struct selection *selection,
		      struct git_output *output, GError **error);

/*
 * Everything in the index or the revision; listed by the first call.
 * Borrowed; NULL with *error set when it cannot be listed. Thread-safe.
 */
const struct listing *view_whole(struct view *view, GError **error);

/*
 * Reads one regular file of the index or the revision, whether it is judged
 * or not, without listing the whole. Thread-safe.
 */
enum load_result view_load_entry(struct view *view, const char *path,
				 GString *bytes, GError **error);

/* view_reader.c: bytes */

/* Reads a file below the root into bytes. flags: O_NOFOLLOW or 0. */
enum load_result view_load_file(const struct view *view, const char *path,
				int flags, GString *bytes, GError **error);

/* Reads a blob into bytes. Thread-safe. */
bool view_load_blob(struct view *view, const struct view_file *file,
		    GString *bytes, GError **error);

/*
 * Reads the blob that a name git knows means into bytes. Returns false when
 * there is none or git fails. Thread-safe.
 */
bool view_find_blob(struct view *view, const char *name, GString *bytes);

/*
 * Starts the git that will hand out blobs, so that it comes up while another
 * one lists.
 */
bool view_start_objects(struct view *view, GError **error);

/* Does this errno say that a file is not there? */
bool view_is_gone(int errno_value);

#endif
