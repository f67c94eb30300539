#ifndef VIEW_PRIVATE_H
#define VIEW_PRIVATE_H

/* What the parts of the view share; for view*.c only. */

#include "git_objects.h"
#include "git_process.h"
#include "view.h"

/* Files in byte order of their paths, and the strings they point at. */
struct listing {
	GArray *files;	       /* struct view_file */
	char *bytes;	       /* what git printed, or NULL */
	GStringChunk *strings; /* other paths, or NULL */
};

struct view {
	enum view_kind kind;
	char *name;
	char *root;    /* "" in a bare repository */
	int directory; /* where git is run; may be AT_FDCWD */
	int root_fd;   /* worktree and folder: the root; else -1 */
	char *commit;  /* revision and range: the hex id of what is judged */
	struct listing judged;

	GMutex lock;	      /* guards the rest */
	GPtrArray *idle;      /* struct git_objects that nobody uses */
	struct listing whole; /* index and revisions; files: NULL until asked */
};

static inline bool view_is_on_disk(const struct view *view)
{
	return view->kind == VIEW_FOLDER || view->kind == VIEW_WORKTREE;
}

/* Adds a file; its strings must live as long as the listing. */
void listing_add(struct listing *listing, const char *path, uint32_t mode,
		 const char *oid);
/* Adds a file, copying its path; without an oid. */
void listing_add_copy(struct listing *listing, const char *path, uint32_t mode);
/* Sorts by path and drops what is there twice. */
void listing_sort(struct listing *listing);
void listing_release(struct listing *listing);

/* The paths of the options, relative to the root, and who asked for them. */
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

/* Sets *error: the path the user gave is not in the view. */
void view_set_no_such_path(const struct view *view, const char *given,
			   GError **error);

/* How each kind lists its files. */
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

/*
 * Lists everything in the index or the revision into view->whole, unless
 * that was done before. Call it with the lock held.
 */
bool view_list_whole(struct view *view, GError **error);

/* Asks git where the worktree's top is, and sets view->root. */
bool view_start_root(const struct view *view, struct git_process *process,
		     GError **error);
bool view_finish_root(struct view *view, struct git_process *process,
		      GError **error);

#endif
