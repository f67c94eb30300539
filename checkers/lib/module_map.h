#ifndef MODULE_MAP_H
#define MODULE_MAP_H

/*
 * Paths and dotted names of Python modules.
 *
 * A file's package is what its folders are called below its source root. The
 * root is the deepest of python.roots above the file; without python.roots
 * it is found:
 *
 *	- The nearest folder above with a pyproject.toml, setup.py or setup.cfg
 *	  is the project; nothing above it counts. Without one, the view's
 *	  root.
 *	- The deepest folder above the file that the project's pyproject.toml
 *	  takes packages from is the root (see pyproject.h), unless it holds
 *	  an __init__.py or there is a folder src below it. The project's own
 *	  folder settles nothing: all else lies in it too, such as tests that
 *	  are imported from their own folders.
 *	- Otherwise, below the project, the topmost folder with an
 *	  __init__.py is the top package (folders without one further down
 *	  are PEP 420 portions), and the folder above it the root.
 *	- Without any __init__.py, the project is the root (or its src/); with
 *	  no project either, there is no package.
 *	- A folder src without an __init__.py is a root, never a package.
 *
 * Where two folders could be the root, or the names could not be imported
 * as they stand, there is a refusal with its reason, never a guess.
 */

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "configuration.h"
#include "view.h"

struct module_map;

/* view and configuration are borrowed for the map's life. */
struct module_map *module_map_new(struct view *view,
				  const struct configuration *configuration);
void module_map_free(struct module_map *map);

enum package_status {
	PACKAGE_KNOWN,
	PACKAGE_NONE,	      /* the file lies in no package */
	PACKAGE_AMBIGUOUS,    /* two candidate roots */
	PACKAGE_UNIMPORTABLE, /* a folder that is no identifier */
	PACKAGE_STANDARD, /* the top package is named as a standard module */
	PACKAGE_SHADOWED, /* another module has the top package's name */
};

/* What a folder's files belong to; borrowed from the map. */
struct package {
	enum package_status status;
	const char *name;     /* "pkg.sub"; NULL unless KNOWN */
	const char *root;     /* path of the source root, "" is the top */
	unsigned int n_parts; /* of name */
	const char *refusal;  /* one sentence part; NULL when KNOWN */
};

/*
 * The package that relative imports of the file at path start from, as
 * importlib gives it: its folder's, for __init__.py too. NULL with *error
 * set when the view could not be asked. Borrowed from the map. Thread-safe.
 */
const struct package *module_map_package(struct module_map *map,
					 const char *path, GError **error);

/*
 * The path of the module with a dotted name below a source root: the file
 * ("a/b.py"), a package's __init__.py, or a folder without one (PEP 420).
 * Returns NULL when there is none. Owned by the caller. Thread-safe.
 */
char *module_map_find(struct module_map *map, const char *root,
		      const char *name);

/*
 * importlib.util.resolve_name(): the absolute name of `level` dots and
 * module ("" for 'from . import'), seen from package. NULL when the level
 * goes beyond the top-level package. Owned by the caller.
 */
char *resolve_relative(const struct package *package, unsigned int level,
		       const char *module);

/*
 * The other way: how package names the module `absolute` relatively. NULL
 * when they have no common top-level package. Owned by the caller.
 */
char *relative_name(const struct package *package, const char *absolute);

/* Is name a top-level module of the standard library of 3.8 to 3.14? */
bool is_standard_module(const char *name);

#endif
