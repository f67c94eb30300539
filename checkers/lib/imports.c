/* imports - what becomes of an import statement under a policy. */

#include <config.h>

#include "imports.h"

#include <string.h>

#include "cleanup.h"
#include "scan.h"

static const struct import_statement *
statement_at(const struct import_list *list, guint i)
{
	return &g_array_index(list->statements, struct import_statement, i);
}

static const struct import_name *name_at(const struct import_list *list,
					 guint i)
{
	return &g_array_index(list->names, struct import_name, i);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_init(const char *path)
{
	return g_str_has_prefix(base_name(path), "__init__.py");
}

static void refuse(struct import_plan *plan, const char *reason)
{
	plan->fate = IMPORT_REFUSED;
	plan->refusal = g_strdup(reason);
}

/* The module of a from statement, or what a plain import names first. */
static char *module_of(const struct import_list *list,
		       const struct import_statement *statement)
{
	GString *module = g_string_new(NULL);

	if (statement->flags & IMPORT_FROM)
		import_module_append(list, statement, module);
	else if (statement->n_names > 0)
		import_name_append(list, name_at(list, statement->first_name),
				   module);
	return g_string_free(module, FALSE);
}

/* Does `other` import what relative statement's module or names are called? */
static bool has_twin_name(const struct import_list *list,
			  const struct import_statement *relative,
			  const struct import_statement *other,
			  const char *absolute)
{
	g_autofree char *from = module_of(list, relative);
	g_autofree char *module = module_of(list, other);
	const char *tail = from + relative->level;

	if (other->level > 0)
		return false;
	if (*tail)
		return strcmp(module, tail) == 0 ||
		       strcmp(module, absolute) == 0;
	/* 'from . import m' and 'import m' or 'from m import ...' */
	for (uint32_t i = 0; i < relative->n_names; i++) {
		g_autoptr(GString) name = g_string_new(NULL);

		import_name_append(
			list, name_at(list, relative->first_name + i), name);
		if (strcmp(name->str, module) == 0)
			return true;
	}
	return strcmp(module, absolute) == 0;
}

/*
 * "try: from .m import a / except ImportError: from m import a" runs both as
 * part of a package and as a script: the relative arm is meant to fail.
 */
static bool is_dual_mode(const struct import_list *list,
			 const struct import_statement *statement,
			 const char *absolute)
{
	if (!is_in_try(list, statement->block))
		return false;
	for (guint i = 0; i < list->statements->len; i++) {
		const struct import_statement *other = statement_at(list, i);

		if (blocks_are_alternatives(list, statement->block,
					    other->block) &&
		    has_twin_name(list, statement, other, absolute))
			return true;
	}
	return false;
}

/* What forbids any rewrite in this file; a static or plan-owned reason. */
static bool is_file_refused(const struct import_context *context,
			    struct import_plan *plan)
{
	size_t offset;
	const char *message;

	if (g_str_has_suffix(context->file->path, ".pyi")) {
		refuse(plan, "in a stub a relative import may be a re-export");
		return true;
	}
	if (context->list->package_assignment != UINT32_MAX) {
		refuse(plan, "the file sets __package__ or __path__");
		return true;
	}
	if (!python_file_compiles(context->python, &offset, &message)) {
		struct position position =
			source_position(context->python->source, offset);

		plan->fate = IMPORT_REFUSED;
		plan->refusal = g_strdup_printf(
			"the file does not compile (line %zu: %s)",
			position.line, message);
		return true;
	}
	return false;
}

bool import_name_is_writable(const struct import_context *context,
			     const char *name)
{
	g_autofree char *bytes = source_encode(context->python->source, name);

	return bytes != NULL;
}

bool import_level_is_allowed(const struct import_context *context,
			     unsigned int level)
{
	const struct import_policy *policy = context->policy;

	return level == 0 ||
	       (level == 1 &&
		(policy->level == IMPORT_LEVEL_PARENTS ||
		 (policy->allow_init && is_init(context->file->path))));
}

static void plan_absolute(const struct import_context *context,
			  const struct import_statement *statement,
			  struct import_plan *plan)
{
	g_autofree char *to = NULL;

	if (import_level_is_allowed(context, statement->level))
		return;
	plan->from = module_of(context->list, statement);
	if (is_file_refused(context, plan))
		return;
	if (context->package->status != PACKAGE_KNOWN) {
		refuse(plan, context->package->refusal);
		return;
	}
	to = resolve_relative(context->package, statement->level,
			      plan->from + statement->level);
	if (!to) {
		plan->fate = IMPORT_BEYOND;
	} else if (is_dual_mode(context->list, statement, to)) {
		refuse(plan, "the import has a twin in another arm of its "
			     "'try', for use as a script");
	} else if (!import_name_is_writable(context, to)) {
		refuse(plan, "the file's encoding cannot hold the name");
	} else {
		plan->fate = IMPORT_REWRITTEN;
		plan->to = g_steal_pointer(&to);
	}
}

/* Is the file also run as a script, where a relative import fails? */
static const char *script_sign(const struct import_context *context)
{
	const struct source *source = context->python->source;

	if (source->size >= 2 && memcmp(source->bytes, "#!", 2) == 0)
		return "the file is also run as a script (#!)";
	if (view_file_mode(context->view, context->file) & 0111)
		return "the file is also run as a script (executable)";
	if (context->list->has_main_guard)
		return "the file is also run as a script (__main__)";
	if (g_str_has_prefix(base_name(context->file->path), "__main__.py"))
		return "the file is also run as a script (__main__.py)";
	return NULL;
}

static bool is_below_package(const struct package *package, const char *name)
{
	size_t size = strcspn(package->name, ".");

	return strncmp(package->name, name, size) == 0 &&
	       (name[size] == '.' || name[size] == '\0');
}

static bool exists(const struct import_context *context, const char *name)
{
	g_autofree char *path =
		module_map_find(context->modules, context->package->root, name);

	return path != NULL;
}

static void plan_relative(const struct import_context *context,
			  const struct import_statement *statement,
			  struct import_plan *plan)
{
	g_autofree char *from = NULL;
	g_autofree char *to = NULL;
	const char *sign;

	if (statement->level > 0 || context->package->status != PACKAGE_KNOWN)
		return;
	from = module_of(context->list, statement);
	if (!is_below_package(context->package, from) || !exists(context, from))
		return;
	to = relative_name(context->package, from);
	if (context->policy->siblings_only && to[1] == '.')
		return;
	plan->from = g_steal_pointer(&from);
	if (is_file_refused(context, plan))
		return;
	sign = script_sign(context);
	if (sign) {
		refuse(plan, sign);
		return;
	}
	plan->fate = IMPORT_REWRITTEN;
	plan->to = g_steal_pointer(&to);
}

void import_plan_make(const struct import_context *context,
		      const struct import_statement *statement,
		      struct import_plan *out)
{
	*out = (struct import_plan){.fate = IMPORT_STAYS};
	if (!(statement->flags & IMPORT_FROM))
		return;
	switch (context->policy->style) {
	case IMPORT_STYLE_ABSOLUTE:
		plan_absolute(context, statement, out);
		break;
	case IMPORT_STYLE_RELATIVE:
		plan_relative(context, statement, out);
		break;
	case IMPORT_STYLE_KEEP:
		break;
	}
}

void import_plan_release(struct import_plan *plan)
{
	g_free(plan->from);
	g_free(plan->to);
	g_free(plan->refusal);
}

char *import_plan_text(const struct import_context *context,
		       const struct import_statement *statement,
		       const struct import_plan *plan)
{
	const struct import_list *list = context->list;
	const struct token *tokens = list->tokens;
	struct span span = import_module_span(list, statement);
	bool is_name = plan->to[0] != '.';
	bool touches_from =
		is_name && tokens[statement->keyword_token].end == span.start;
	bool touches_import =
		is_name && tokens[statement->import_token].start == span.end;

	g_autofree char *text = g_strconcat(touches_from ? " " : "", plan->to,
					    touches_import ? " " : "", NULL);

	return source_encode(context->python->source, text);
}

/*
 * The absolute name of a from statement's module, or the relative one where
 * the package is not known; NULL beyond the top.
 */
static char *absolute_module(const struct package *package,
			     const struct import_list *list,
			     const struct import_statement *statement)
{
	char *module = module_of(list, statement);
	char *absolute;

	if (statement->level == 0 || package->status != PACKAGE_KNOWN)
		return module;
	absolute = resolve_relative(package, statement->level,
				    module + statement->level);
	g_free(module);
	return absolute;
}

static bool names_agree(const struct import_list *a,
			const struct import_statement *x,
			const struct import_list *b,
			const struct import_statement *y)
{
	if (x->n_names != y->n_names)
		return false;
	for (uint32_t i = 0; i < x->n_names; i++) {
		g_autoptr(GString) left = g_string_new(NULL);
		g_autoptr(GString) right = g_string_new(NULL);

		import_name_append(a, name_at(a, x->first_name + i), left);
		import_name_append(b, name_at(b, y->first_name + i), right);
		if (!g_string_equal(left, right))
			return false;
	}
	return true;
}

bool imports_agree(const struct package *package,
		   const struct import_list *before,
		   const struct import_list *after)
{
	if (before->statements->len != after->statements->len)
		return false;
	for (guint i = 0; i < before->statements->len; i++) {
		const struct import_statement *x = statement_at(before, i);
		const struct import_statement *y = statement_at(after, i);
		g_autofree char *left = absolute_module(package, before, x);
		g_autofree char *right = absolute_module(package, after, y);

		if (x->flags != y->flags || g_strcmp0(left, right) != 0 ||
		    !names_agree(before, x, after, y))
			return false;
	}
	return true;
}

bool may_import_relatively(const char *bytes, size_t size)
{
	const char *end = bytes + size;

	for (;;) {
		bytes = scan_find(bytes, end, "from", strlen("from"));
		if (!bytes)
			return false;
		bytes += 4;
		while (bytes < end && strchr(" \t\f\\\r\n", *bytes) && *bytes)
			bytes++;
		if (bytes < end && *bytes == '.')
			return true;
	}
}
