/* module_map - source roots, packages, and the names of modules. */

#include <config.h>

#include "module_map.h"

#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "pyproject.h"
#include "python_file.h"

/* What is known of one folder; made once, never changed, lives in the map. */
struct folder {
	char *path; /* "" is the view's root */
	struct folder *parent;
	bool has_init;
	bool is_project;
	bool is_src;	/* named src */
	char **sources; /* that its pyproject.toml names, relative to it */
	struct package package;
	char *name, *refusal; /* what package points at */
};

struct module_map {
	struct view *view;
	const struct configuration *configuration;
	GMutex lock;
	GHashTable *folders; /* path -> struct folder */
};

static const char *const standard_modules[] = {
#include "stdlib_names.inc"
};

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

bool is_standard_module(const char *name)
{
	return bsearch(name, standard_modules, G_N_ELEMENTS(standard_modules),
		       sizeof(*standard_modules), compare_names) != NULL;
}

static void folder_free(gpointer data)
{
	struct folder *folder = data;

	g_free(folder->path);
	g_strfreev(folder->sources);
	g_free(folder->name);
	g_free(folder->refusal);
	g_free(folder);
}

struct module_map *module_map_new(struct view *view,
				  const struct configuration *configuration)
{
	struct module_map *map = g_new0(struct module_map, 1);

	map->view = view;
	map->configuration = configuration;
	map->folders = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
					     folder_free);
	g_mutex_init(&map->lock);
	return map;
}

void module_map_free(struct module_map *map)
{
	if (!map)
		return;
	g_hash_table_unref(map->folders);
	g_mutex_clear(&map->lock);
	g_free(map);
}

/* The folder that a path lies in: "" is the root. Owned by the caller. */
static char *parent_path(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == path)
		return g_strdup("/");
	return slash ? g_strndup(path, (size_t)(slash - path)) : g_strdup("");
}

/* dir + "/" + name, or name in the root; owned by the caller. */
static char *path_in(const char *dir, const char *name)
{
	return *dir ? g_strconcat(dir, "/", name, NULL) : g_strdup(name);
}

/* *error must be valid; once it is set, nothing is asked any more. */
static bool has_file(struct module_map *map, const char *dir, const char *name,
		     GError **error)
{
	g_autofree char *path = path_in(dir, name);

	return !*error && view_exists(map->view, path, error) == VIEW_IS_FILE;
}

/* The part of a folder's path below root, with its slashes. */
static const char *below(const char *path, const char *root)
{
	size_t size = strlen(root);

	return size == 0 ? path : path[size] ? path + size + 1 : path + size;
}

static bool is_below(const char *path, const char *root)
{
	size_t size = strlen(root);

	return size == 0 || (strncmp(path, root, size) == 0 &&
			     (path[size] == '/' || path[size] == '\0'));
}

G_GNUC_PRINTF(3, 4)
static void refuse(struct folder *folder, enum package_status status,
		   const char *format, ...)
{
	va_list args;

	va_start(args, format);
	folder->refusal = g_strdup_vprintf(format, args);
	va_end(args);
	folder->package.status = status;
	folder->package.refusal = folder->refusal;
}

/* The deepest declared root above path, or NULL. */
static const char *declared_root(const struct module_map *map, const char *path)
{
	char **roots = map->configuration->python_roots;
	const char *best = NULL;

	for (size_t i = 0; roots && roots[i]; i++)
		if (is_below(path, roots[i]) &&
		    (!best || strlen(roots[i]) > strlen(best)))
			best = roots[i];
	return best;
}

static const char *shown(const char *root)
{
	return *root ? root : ".";
}

/* Could the folders from root down to path be names in an import? */
static bool are_importable(const char *path, const char *root,
			   char **out_culprit)
{
	g_auto(GStrv) parts = g_strsplit(below(path, root), "/", -1);

	for (size_t i = 0; parts[i]; i++) {
		if (!is_importable_name(parts[i])) {
			*out_culprit = g_steal_pointer(&parts[i]);
			return false;
		}
	}
	return true;
}

/*
 * Is there a folder between root (exclusive) and outer (inclusive) that
 * could be the root just as well? Then the top package may lie inside a
 * PEP 420 namespace package.
 */
static const char *rival_root(const struct folder *root,
			      const struct folder *outer)
{
	const struct folder *rival = root;

	while (rival != outer && !rival->is_src) {
		const char *slash = strrchr(rival->path, '/');

		if (!is_importable_name(slash ? slash + 1 : rival->path))
			break;
		rival = rival->parent;
	}
	return rival == root ? NULL : rival->path;
}

/*
 * The nearest project at or above a folder, or the view's root. A setup.py
 * inside of a package belongs to a larger project (numpy.distutils).
 */
static struct folder *project_of(struct folder *folder)
{
	while (folder->parent && (!folder->is_project || folder->has_init))
		folder = folder->parent;
	return folder;
}

static struct folder *topmost_package(struct folder *folder,
				      const struct folder *project)
{
	struct folder *top = NULL;

	for (;; folder = folder->parent) {
		if (folder->has_init)
			top = folder;
		if (folder == project)
			return top;
	}
}

/* The folder named src on the way up to the project, or NULL. */
static struct folder *src_above(struct folder *folder,
				const struct folder *project)
{
	for (; folder != project; folder = folder->parent)
		if (folder->is_src)
			return folder;
	return NULL;
}

/* The nearest folder on the way up that the project takes packages from. */
static struct folder *source_above(struct folder *folder,
				   const struct folder *project)
{
	const char *const *sources = (const char *const *)project->sources;

	for (; sources && folder != project; folder = folder->parent)
		if (g_strv_contains(sources,
				    below(folder->path, project->path)))
			return folder;
	return NULL;
}

static void refuse_two_roots(struct folder *folder, const char *root,
			     const char *rival)
{
	refuse(folder, PACKAGE_AMBIGUOUS,
	       "two candidate source roots, '%s' and '%s': declare "
	       "python.roots",
	       shown(root), shown(rival));
}

static void refuse_package_or_root(struct folder *folder, const char *path)
{
	refuse(folder, PACKAGE_AMBIGUOUS,
	       "'%s' holds an __init__.py, so it may be a source root or a "
	       "package: declare python.roots",
	       path);
}

/*
 * Is the folder that pyproject.toml names the root? Returns it, or NULL
 * after a refusal.
 */
static const char *named_root(struct folder *folder,
			      const struct folder *source)
{
	struct folder *top = topmost_package(folder, source);
	struct folder *src = src_above(folder, source);

	if (source->has_init) {
		refuse_package_or_root(folder, source->path);
		return NULL;
	}
	if (src && !src->has_init && (!top || is_below(top->path, src->path))) {
		refuse_two_roots(folder, src->path, source->path);
		return NULL;
	}
	return source->path;
}

/*
 * Finds the root by the rules of the header. Returns it, or NULL after a
 * refusal.
 */
static const char *find_root(struct folder *folder)
{
	struct folder *project = project_of(folder);
	struct folder *top = topmost_package(folder, project);
	struct folder *src = src_above(folder, project);
	struct folder *source = source_above(folder, project);
	const char *rival;

	if (source)
		return named_root(folder, source);
	if (src && src->has_init) {
		refuse_package_or_root(folder, src->path);
		return NULL;
	}
	if (src && (!top || is_below(top->path, src->path)))
		return src->path;
	if (!top && !project->is_project) {
		refuse(folder, PACKAGE_NONE,
		       "no known parent package: no __init__.py here or above");
		return NULL;
	}
	if (!top)
		return project->path;
	if (top == project) {
		refuse(folder, PACKAGE_AMBIGUOUS,
		       "the top folder '%s' holds an __init__.py, so its own "
		       "name may be part of the package: declare python.roots",
		       shown(top->path));
		return NULL;
	}
	rival = rival_root(top->parent, project);
	if (rival) {
		refuse_two_roots(folder, top->parent->path, rival);
		return NULL;
	}
	return top->parent->path;
}

/*
 * Would 'import top' find something else than the package: a module beside
 * it, or one of that name in the importing file's own folder (which is first
 * on sys.path when the file runs as a script)?
 */
static bool is_shadowed(struct module_map *map, struct folder *folder,
			const char *root, const char *top, GError **error)
{
	g_autofree char *module = g_strconcat(top, ".py", NULL);
	g_autofree char *inner = path_in(folder->path, top);

	if (has_file(map, root, module, error)) {
		refuse(folder, PACKAGE_SHADOWED,
		       "the package '%s' has a module '%s' beside it", top,
		       module);
		return true;
	}
	if (has_file(map, folder->path, module, error) ||
	    has_file(map, inner, "__init__.py", error)) {
		refuse(folder, PACKAGE_SHADOWED,
		       "the top-level package '%s' is shadowed by a sibling of "
		       "the same name",
		       top);
		return true;
	}
	return false;
}

static void name_package(struct module_map *map, struct folder *folder,
			 const char *root, GError **error)
{
	const char *inside = below(folder->path, root);
	g_autofree char *culprit = NULL;
	g_autofree char *top = NULL;

	if (!*inside) {
		refuse(folder, PACKAGE_NONE,
		       "no known parent package: the file lies in a source "
		       "root");
		return;
	}
	if (!are_importable(folder->path, root, &culprit)) {
		refuse(folder, PACKAGE_UNIMPORTABLE,
		       "the folder '%s' is not a name that can be imported",
		       culprit);
		return;
	}
	top = g_strndup(inside, strcspn(inside, "/"));
	if (is_standard_module(top)) {
		refuse(folder, PACKAGE_STANDARD,
		       "the top-level package '%s' is named as a standard "
		       "module",
		       top);
		return;
	}
	if (is_shadowed(map, folder, root, top, error))
		return;
	folder->name = g_strdelimit(g_strdup(inside), "/", '.');
	folder->package.status = PACKAGE_KNOWN;
	folder->package.name = folder->name;
	folder->package.n_parts = 1;
	for (const char *at = inside; *at; at++)
		folder->package.n_parts += *at == '/';
}

/* Looks for what makes the folder a project's. */
static void read_project(struct module_map *map, struct folder *folder,
			 GError **error)
{
	g_autofree char *path = path_in(folder->path, "pyproject.toml");
	g_autofree char *bytes = NULL;
	size_t size;

	folder->is_project = has_file(map, folder->path, "setup.py", error) ||
			     has_file(map, folder->path, "setup.cfg", error);
	if (!has_file(map, folder->path, "pyproject.toml", error))
		return;
	folder->is_project = true;
	if (view_read_path(map->view, path, &bytes, &size, error))
		folder->sources = pyproject_source_folders(bytes, size);
}

static void find_package(struct module_map *map, struct folder *folder,
			 GError **error)
{
	const char *root = declared_root(map, folder->path);

	if (!root && map->configuration->python_roots)
		refuse(folder, PACKAGE_NONE,
		       "no known parent package: no entry of python.roots lies "
		       "above the file");
	else if (!root)
		root = find_root(folder);
	folder->package.root = root;
	if (root)
		name_package(map, folder, root, error);
}

/* Looks the folder up, making it and those above it; the lock is held. */
static struct folder *get_folder(struct module_map *map, const char *path,
				 GError **error)
{
	struct folder *folder = g_hash_table_lookup(map->folders, path);
	const char *slash = strrchr(path, '/');
	GError *failure = NULL;

	if (folder)
		return folder;
	folder = g_new0(struct folder, 1);
	folder->path = g_strdup(path);
	folder->is_src = strcmp(slash ? slash + 1 : path, "src") == 0;
	if (!view_is_top(map->view, path)) {
		g_autofree char *parent = parent_path(path);

		folder->parent = get_folder(map, parent, &failure);
	}
	folder->has_init = has_file(map, path, "__init__.py", &failure);
	read_project(map, folder, &failure);
	if (!failure)
		find_package(map, folder, &failure);
	if (failure) {
		g_propagate_error(error, failure);
		folder_free(folder);
		return NULL;
	}
	g_hash_table_insert(map->folders, folder->path, folder);
	return folder;
}

const struct package *module_map_package(struct module_map *map,
					 const char *path, GError **error)
{
	g_autofree char *dir = parent_path(path);
	g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&map->lock);
	struct folder *folder = get_folder(map, dir, error);

	return folder ? &folder->package : NULL;
}

char *module_map_find(struct module_map *map, const char *root,
		      const char *name)
{
	g_autofree char *inside = g_strdelimit(g_strdup(name), ".", '/');
	g_autofree char *folder = path_in(root, inside);
	g_autofree char *file = g_strconcat(folder, ".py", NULL);
	g_autofree char *init = path_in(folder, "__init__.py");

	if (view_exists(map->view, init, NULL) == VIEW_IS_FILE)
		return g_steal_pointer(&init);
	if (view_exists(map->view, file, NULL) == VIEW_IS_FILE)
		return g_steal_pointer(&file);
	if (view_exists(map->view, folder, NULL) == VIEW_IS_FOLDER)
		return g_steal_pointer(&folder);
	return NULL;
}

char *resolve_relative(const struct package *package, unsigned int level,
		       const char *module)
{
	size_t size = strlen(package->name);

	if (level > package->n_parts)
		return NULL;
	for (unsigned int up = 1; up < level; up++)
		while (package->name[--size] != '.')
			;
	return *module ? g_strdup_printf("%.*s.%s", (int)size, package->name,
					 module)
		       : g_strndup(package->name, size);
}

/* How many leading parts the two dotted names have in common. */
static unsigned int common_parts(const char *a, const char *b,
				 const char **out_rest)
{
	unsigned int n = 0;

	for (;;) {
		size_t size = strcspn(a, ".");

		*out_rest = b;
		if (size != strcspn(b, ".") || memcmp(a, b, size) != 0)
			return n;
		n++;
		a += size;
		b += size;
		*out_rest = *b ? b + 1 : b;
		if (!*a || !*b)
			return n;
		a++;
		b++;
	}
}

char *relative_name(const struct package *package, const char *absolute)
{
	const char *rest;
	unsigned int common = common_parts(package->name, absolute, &rest);
	g_autofree char *dots = NULL;

	if (common == 0)
		return NULL;
	dots = g_strnfill(package->n_parts - common + 1, '.');
	return g_strconcat(dots, rest, NULL);
}
