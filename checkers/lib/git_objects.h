#ifndef GIT_OBJECTS_H
#define GIT_OBJECTS_H

/*
 * Reading blobs through one long-lived 'git cat-file --batch'. It serves one
 * thread at a time.
 */

#include <stdbool.h>

#include <glib.h>

struct git_objects;

/*
 * Starts git in the folder that directory stands for (AT_FDCWD: the current
 * one). Returns NULL and sets *error when it cannot. Owned by the caller.
 */
struct git_objects *git_objects_new(int directory, GError **error);
void git_objects_free(struct git_objects *objects);
typedef struct git_objects git_objects_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_objects_t, git_objects_free)

/* This many questions can be open at once without any risk of a deadlock. */
#define GIT_OBJECTS_MAX_OPEN 64

/*
 * Asks for the blob with this hex id, of any length. Git works on the answer
 * while the caller does something else; at most GIT_OBJECTS_MAX_OPEN
 * questions may be open. Returns false and sets *error when git is gone.
 */
bool git_objects_ask(struct git_objects *objects, const char *oid,
		     GError **error);

/*
 * Reads the answer to the oldest open question, which was about the blob oid
 * of path, into bytes. Returns false and sets *error for a blob that is
 * missing (nothing is fetched), damaged or larger than SOURCE_MAX_SIZE;
 * objects is of no further use then and must be freed.
 */
bool git_objects_answer(struct git_objects *objects, const char *oid,
			const char *path, GString *bytes, GError **error);

/*
 * Looks for the blob that a name without a newline means ("HEAD:a.py",
 * ":0:a.py"), and reads it into bytes; *out_found says whether there is one.
 * No question may be open. Returns false when git fails; objects is of no
 * further use then and must be freed.
 *
 * A name that means nothing and a blob that is missing from a partial clone
 * look the same; and the blob of a symbolic link looks like a file's.
 */
bool git_objects_find(struct git_objects *objects, const char *name,
		      GString *bytes, bool *out_found);

#endif
