/* exclusion - globs for the files that are not worth checking. */

#include <config.h>

#include "exclusion.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "cleanup.h"

/* A folder is excluded with two such files at least, and ... */
#define FILES_MIN 2
/* ... at most one file in so many that is another. */
#define KEPT_SHARE 10

struct folder {
	size_t n_files;
	size_t n_excluded;
	const char *kind; /* of its files; "" when they differ */
};

/* A glob that is suggested, by its path: a folder's ends in '/'. */
struct suggestion {
	char *path;
	size_t n_files, n_excluded;
	const char *kind;
};

static void clear_suggestion(gpointer data)
{
	g_free(((struct suggestion *)data)->path);
}

static void count_file(GHashTable *folders, const char *path,
		       const struct exclusion_file *file)
{
	struct folder *folder = g_hash_table_lookup(folders, path);

	if (!folder) {
		folder = g_new0(struct folder, 1);
		g_hash_table_insert(folders, g_strdup(path), folder);
	}
	folder->n_files++;
	if (!file->kind)
		return;
	folder->n_excluded++;
	if (!folder->kind)
		folder->kind = file->kind;
	else if (strcmp(folder->kind, file->kind) != 0)
		folder->kind = "";
}

/* The folders by their paths, "a/b/", with what lies in and below them. */
static GHashTable *count_folders(const struct exclusion_file *files, size_t n)
{
	GHashTable *folders =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	for (size_t i = 0; i < n; i++) {
		g_autofree char *path = g_strdup(files[i].path);

		if (files[i].is_empty)
			continue;
		for (char *slash = strrchr(path, '/'); slash;
		     slash = strrchr(path, '/')) {
			slash[1] = '\0';
			count_file(folders, path, &files[i]);
			*slash = '\0';
		}
	}
	return folders;
}

static bool is_excluded_whole(const struct folder *folder)
{
	return folder->n_excluded >= FILES_MIN &&
	       (folder->n_files - folder->n_excluded) * KEPT_SHARE <=
		       folder->n_files;
}

/* The topmost folder that can go with the file, or the file alone. */
static struct suggestion suggest(GHashTable *folders,
				 const struct exclusion_file *file)
{
	for (const char *slash = strchr(file->path, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		g_autofree char *path =
			g_strndup(file->path, (size_t)(slash + 1 - file->path));
		const struct folder *folder =
			g_hash_table_lookup(folders, path);

		if (folder && is_excluded_whole(folder))
			return (struct suggestion){
				g_steal_pointer(&path), folder->n_files,
				folder->n_excluded, folder->kind};
	}
	return (struct suggestion){g_strdup(file->path), 1, 1, file->kind};
}

static bool lies_in(const char *path, const char *folder)
{
	return g_str_has_suffix(folder, "/") && g_str_has_prefix(path, folder);
}

/* Files come in the order of their paths: those of a folder in a row. */
static GArray *suggest_all(const struct exclusion_file *files, size_t n)
{
	g_autoptr(GHashTable) folders = count_folders(files, n);
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct suggestion));

	g_array_set_clear_func(all, clear_suggestion);
	for (size_t i = 0; i < n; i++) {
		struct suggestion new;

		if (!files[i].kind ||
		    (all->len > 0 &&
		     lies_in(files[i].path,
			     g_array_index(all, struct suggestion, all->len - 1)
				     .path)))
			continue;
		new = suggest(folders, &files[i]);
		g_array_append_val(all, new);
	}
	return all;
}

/* The path as a glob: its own wildcards stand for themselves. */
static char *glob_of(const char *path, enum exclusion_format format)
{
	bool is_ruff = format == EXCLUSION_RUFF;
	const char *special = is_ruff ? "*?[{}" : "*?[\\";
	GString *glob = g_string_new(is_ruff ? NULL : "/");
	size_t size = strlen(path);

	if (is_ruff && size > 0 && path[size - 1] == '/')
		size--;
	for (size_t i = 0; i < size; i++) {
		if (!strchr(special, path[i]))
			g_string_append_c(glob, path[i]);
		else if (is_ruff)
			g_string_append_printf(glob, "[%c]", path[i]);
		else
			g_string_append_printf(glob, "\\%c", path[i]);
	}
	return g_string_free(glob, FALSE);
}

/* Quoted as JSON and TOML both do. */
static char *quoted(const char *text)
{
	cJSON *item = cJSON_CreateString(text);
	char *printed = cJSON_PrintUnformatted(item);
	char *copy = g_utf8_make_valid(printed, -1);

	cJSON_free(printed);
	cJSON_Delete(item);
	return copy;
}

static void append_suggestion(GString *out, const struct suggestion *suggestion,
			      enum exclusion_format format)
{
	g_autofree char *glob = glob_of(suggestion->path, format);
	g_autofree char *text = quoted(glob);
	const char *kind =
		*suggestion->kind ? suggestion->kind : "of several kinds";

	g_string_append_printf(out, "    %s,  %s %s", text,
			       format == EXCLUSION_RUFF ? "#" : "//", kind);
	if (g_str_has_suffix(suggestion->path, "/"))
		g_string_append_printf(out, ": %zu of %zu files",
				       suggestion->n_excluded,
				       suggestion->n_files);
	g_string_append_c(out, '\n');
}

char *exclusions_text(const struct exclusion_file *files, size_t n_files,
		      enum exclusion_format format)
{
	g_autoptr(GArray) all = suggest_all(files, n_files);
	GString *out = g_string_new(
		format == EXCLUSION_RUFF ? "[tool.ruff]\nextend-exclude = [\n"
					 : "{\n  \"exclude\": [\n");

	for (guint i = 0; i < all->len; i++)
		append_suggestion(
			out, &g_array_index(all, struct suggestion, i), format);
	g_string_append(out, format == EXCLUSION_RUFF ? "]\n" : "  ]\n}\n");
	return g_string_free(out, FALSE);
}
