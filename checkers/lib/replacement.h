#ifndef REPLACEMENT_H
#define REPLACEMENT_H

/*
 * Files replaced all together: every new content is written to a temporary
 * file beside the old one and synced before the first rename, so a failure
 * (a full disk, a file that changed meanwhile) leaves all files as they
 * were. The mode is kept, and the owner where the system lets us. A symbolic
 * link is not followed, nor is a folder's that leads out of the root.
 */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

struct replacement_batch;

/* root is the absolute folder that paths are relative to; copied. */
struct replacement_batch *replacement_batch_new(const char *root);

/*
 * Removes the temporary files that were not committed. Accepts NULL.
 */
void replacement_batch_free(struct replacement_batch *batch);

/*
 * Writes size bytes as the future content of path, whose content now must
 * still be old (old_size bytes). Thread-safe. Fails when the file changed, is
 * a symbolic link, lies outside of the root though its path says otherwise,
 * or cannot be written.
 */
bool replacement_prepare(struct replacement_batch *batch, const char *path,
			 const char *old, size_t old_size, const char *bytes,
			 size_t size, GError **error);

/*
 * Replaces all prepared files. A file that changed since it was prepared is
 * found before the first is replaced. Signals wait while files are replaced.
 */
bool replacement_commit(struct replacement_batch *batch, GError **error);

#endif
