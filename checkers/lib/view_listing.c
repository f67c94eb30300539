/* view_listing - files in byte order of their paths. */

#include <config.h>

#include "view_private.h"

#include "cleanup.h"

void listing_init(struct listing *listing)
{
	*listing = (struct listing){
		.files = g_array_new(FALSE, FALSE, sizeof(struct view_file))};
}

void listing_release(struct listing *listing)
{
	if (listing->files)
		g_array_free(listing->files, TRUE);
	if (listing->strings)
		g_string_chunk_free(listing->strings);
	g_free(listing->bytes);
	*listing = (struct listing){0};
}

void listing_add(struct listing *listing, const struct view_file *file)
{
	g_array_append_vals(listing->files, file, 1);
}

void listing_add_path(struct listing *listing, const char *path, uint32_t mode)
{
	if (!listing->strings)
		listing->strings = g_string_chunk_new(1 << 16);
	listing_add(listing, &(struct view_file){
				     .path = g_string_chunk_insert(
					     listing->strings, path),
				     .mode = mode,
			     });
}

const struct view_file *listing_files(const struct listing *listing,
				      size_t *out_n)
{
	*out_n = listing->files->len;
	return (const struct view_file *)(const void *)listing->files->data;
}

static int compare_paths(const void *a, const void *b)
{
	const struct view_file *one = a;
	const struct view_file *other = b;

	return strcmp(one->path, other->path);
}

static bool is_sorted(const struct view_file *files, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (compare_paths(&files[i - 1], &files[i]) >= 0)
			return false;
	return true;
}

void listing_sort(struct listing *listing)
{
	struct view_file *files = (void *)listing->files->data;
	size_t n = listing->files->len;
	unsigned int kept = 0;

	/* As git lists them, nearly always. */
	if (is_sorted(files, n))
		return;
	qsort(files, n, sizeof(*files), compare_paths);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || compare_paths(&files[kept - 1], &files[i]))
			files[kept++] = files[i];
	g_array_set_size(listing->files, kept);
}

/* The index of the first file whose path does not come before path. */
static size_t lower_bound(const struct listing *listing, const char *path)
{
	size_t n = 0;
	const struct view_file *files = listing_files(listing, &n);
	size_t low = 0;

	while (low < n) {
		size_t middle = low + (n - low) / 2;

		if (strcmp(files[middle].path, path) < 0)
			low = middle + 1;
		else
			n = middle;
	}
	return low;
}

const struct view_file *listing_find(const struct listing *listing,
				     const char *path)
{
	size_t n = 0;
	const struct view_file *files = listing_files(listing, &n);
	size_t i = lower_bound(listing, path);

	return i < n && strcmp(files[i].path, path) == 0 ? &files[i] : NULL;
}

bool listing_has_folder(const struct listing *listing, const char *folder)
{
	g_autofree char *prefix = g_strconcat(folder, *folder ? "/" : "", NULL);
	size_t n = 0;
	const struct view_file *files = listing_files(listing, &n);
	size_t i = lower_bound(listing, prefix);

	return i < n && g_str_has_prefix(files[i].path, prefix);
}
