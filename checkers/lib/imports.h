#ifndef IMPORTS_H
#define IMPORTS_H

/*
 * What becomes of an import statement under a policy: does it stay, is it
 * rewritten, or refused with a reason? The one place that knows the law: an
 * import names the same module before and after.
 */

#include <stdbool.h>
#include <stddef.h>

#include "configuration.h"
#include "module_map.h"
#include "python_file.h"

enum import_fate {
	IMPORT_STAYS, /* as the policy wants it, or none of its business */
	IMPORT_REWRITTEN,
	IMPORT_REFUSED, /* against the policy, but not to be touched */
	IMPORT_BEYOND,	/* more dots than the package has parts */
};

/* One file as far as its imports are concerned. */
struct import_context {
	struct view *view;
	const struct view_file *file;
	const struct import_policy *policy;
	const struct package *package;
	struct module_map *modules;
	struct python_file *python;
	const struct import_list *list;
};

struct import_plan {
	enum import_fate fate;
	char *from;    /* "..m" as written, without blanks; owned */
	char *to;      /* REWRITTEN: "pkg.m"; owned */
	char *refusal; /* REFUSED: a sentence part; owned */
};

/*
 * Plans one statement. A statement that is not a from import stays. Release
 * with import_plan_release().
 */
void import_plan_make(const struct import_context *context,
		      const struct import_statement *statement,
		      struct import_plan *out);
void import_plan_release(struct import_plan *plan);

/* May an import with that many dots stay, where absolute ones are wanted? */
bool import_level_is_allowed(const struct import_context *context,
			     unsigned int level);

/* Can the file's encoding surely hold this name? */
bool import_name_is_writable(const struct import_context *context,
			     const char *name);

/*
 * The bytes that replace import_module_span(): plan->to in the file's
 * encoding, with a blank where it would touch 'from' or 'import'. Owned by
 * the caller.
 */
char *import_plan_text(const struct import_context *context,
		       const struct import_statement *statement,
		       const struct import_plan *plan);

/*
 * Do the two lists, of a file and its edited self in the same package, name
 * the same modules and names, statement by statement? Where the package is
 * not known, relative imports must be equal as they stand.
 */
bool imports_agree(const struct package *package,
		   const struct import_list *before,
		   const struct import_list *after);

/* Can the bytes hold a relative 'from' import? A quick scan; no is certain. */
bool may_import_relatively(const char *bytes, size_t size);

#endif
