/*
 * import-relativity - find and rewrite imports of the wrong relativity.
 *
 * Under a policy of absolute imports this finds, in pkg/sub/mod.py:
 *
 *	from . import a			from pkg.sub import a
 *	from ..n import (b as c, d)	from pkg.n import (b as c, d)
 *
 * and the other way round under a policy of relative ones; the policy may
 * differ from lane to lane. It also says which imports lead from a
 * production lane into an incubation lane, and where cycles run through two
 * lanes.
 *
 * Statements are read from the tokens, names resolved as importlib resolves
 * them, and only the bytes from the first dot to the end of the module name
 * are replaced. What cannot be rewritten so that it surely names the same
 * module is refused, with its reason.
 *
 * It does not see imports made at run time, but for import_module() with
 * literal arguments, nor those in doctests and other strings.
 */

#include <config.h>

#include <string.h>

#include "checker.h"
#include "cleanup.h"
#include "error.h"
#include "import_graph.h"
#include "imports.h"
#include "scan.h"
#include "syntax.h"

static const struct rule relative_import = {
	.id = "relative-import",
	.severity = SEVERITY_ERROR,
	.summary = "A relative import where absolute ones are wanted",
	.alias = "TID252",
};

static const struct rule absolute_import = {
	.id = "absolute-import",
	.severity = SEVERITY_ERROR,
	.summary = "An absolute import of the own package where relative ones "
		   "are wanted",
	.alias = "TID252",
};

static const struct rule import_beyond_top_level = {
	.id = "import-beyond-top-level",
	.severity = SEVERITY_ERROR,
	.summary = "A relative import with more dots than there are packages",
};

static const struct rule lane_boundary = {
	.id = "lane-boundary",
	.severity = SEVERITY_ERROR,
	.summary = "A production lane that imports an incubation lane",
};

static const struct rule import_cycle = {
	.id = "import-cycle",
	.severity = SEVERITY_WARNING,
	.summary = "Modules of two lanes that import each other",
};

static const struct rule *const rules[] = {
	&relative_import, &absolute_import, &import_beyond_top_level,
	&lane_boundary,	  &import_cycle,    NULL,
};

/* -------- options -------- */

enum option_key {
	OPTION_TO = 0x200,
	OPTION_LEVEL,
};

/* What the command line says instead of the configuration. */
struct import_options {
	bool has_style, has_level;
	enum import_style style;
	enum import_level level;
};

static const struct argp_option option_table[] = {
	{"to", OPTION_TO, "STYLE", 0,
	 "absolute or relative; a lane's \"keep\" holds nevertheless", 0},
	{"level", OPTION_LEVEL, "LEVEL", 0,
	 "all relative imports, or only parents ('..' and above)", 0},
	{0},
};

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct import_options *options = state->input;

	if (key == OPTION_TO) {
		options->has_style = true;
		if (strcmp(arg, "absolute") == 0)
			options->style = IMPORT_STYLE_ABSOLUTE;
		else if (strcmp(arg, "relative") == 0)
			options->style = IMPORT_STYLE_RELATIVE;
		else
			argp_error(state, "--to takes absolute or relative");
		return 0;
	}
	if (key == OPTION_LEVEL) {
		options->has_level = true;
		if (strcmp(arg, "all") == 0)
			options->level = IMPORT_LEVEL_ALL;
		else if (strcmp(arg, "parents") == 0)
			options->level = IMPORT_LEVEL_PARENTS;
		else
			argp_error(state, "--level takes all or parents");
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = option_table,
	.parser = parse_option,
};

static void *new_options(void)
{
	return g_new0(struct import_options, 1);
}

/* -------- state -------- */

struct state {
	const struct import_options *options;
	struct syntax_query *dynamic_import; /* NULL until it is needed */
	bool has_graph;	     /* there are two kinds of lanes to keep apart */
	GMutex lock;	     /* of located and dynamic_import */
	GHashTable *located; /* root "\n" module -> path, or "" for none */
};

static bool wants(const char *path)
{
	return g_str_has_suffix(path, ".py") || g_str_has_suffix(path, ".pyi");
}

static void *start(const struct run *run, const void *options,
		   GError **error G_GNUC_UNUSED)
{
	struct state *state = g_new0(struct state, 1);

	state->options = options;
	state->has_graph = run->configuration->n_lanes >= 2;
	state->located =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_mutex_init(&state->lock);
	return state;
}

static void stop(void *data)
{
	struct state *state = data;

	if (state->dynamic_import)
		syntax_query_free(state->dynamic_import);
	g_hash_table_unref(state->located);
	g_mutex_clear(&state->lock);
	g_free(state);
}

static struct import_policy policy_of(const struct check *check)
{
	const struct import_options *options =
		((const struct state *)check->state)->options;
	struct import_policy policy = *configuration_imports(
		check->run->configuration, check->file->path);

	if (options->has_style && policy.style != IMPORT_STYLE_KEEP)
		policy.style = options->style;
	if (options->has_level)
		policy.level = options->level;
	if (glob_list_match(policy.allow, check->file->path))
		policy.style = IMPORT_STYLE_KEEP;
	return policy;
}

/* -------- one file's statements -------- */

static bool has_utf16_mark(const struct source *source)
{
	return source->size >= 2 &&
	       (memcmp(source->bytes, "\xff\xfe", 2) == 0 ||
		memcmp(source->bytes, "\xfe\xff", 2) == 0);
}

/* Is there an import_module(".x or import_module('.x? A quick scan. */
static bool may_import_dynamically(const struct source *source)
{
	static const char call[] = "import_module(";
	const char *at = source->bytes;
	const char *end = source->bytes + source->size;

	while ((at = scan_find(at, end, call, strlen(call)))) {
		at += strlen(call);
		at += strspn(at, " \t\f\r\n");
		if ((*at == '"' || *at == '\'') && at[1] == '.')
			return true;
	}
	return false;
}

static bool is_dull(const struct check *check)
{
	struct import_policy policy = policy_of(check);
	const struct source *source = check->source;

	if (((const struct state *)check->state)->has_graph)
		return false;
	switch (policy.style) {
	case IMPORT_STYLE_KEEP:
		return true;
	case IMPORT_STYLE_RELATIVE:
		return !scan_find(source->bytes, source->bytes + source->size,
				  "from", strlen("from"));
	case IMPORT_STYLE_ABSOLUTE:
		break;
	}
	return !may_import_relatively(source->bytes, source->size) &&
	       !may_import_dynamically(source) && !has_utf16_mark(source);
}

static void add_data(struct finding *finding, const char *from, const char *key,
		     const char *value)
{
	finding->data = cJSON_CreateObject();
	cJSON_AddStringToObject(finding->data, "from", from);
	cJSON_AddStringToObject(finding->data, key, value);
}

static struct span byte_span(const struct source *source, struct span text)
{
	return (struct span){source_byte_offset(source, text.start),
			     source_byte_offset(source, text.end)};
}

/*
 * A file that cannot be read as Python at all may hide imports: say so. One
 * that only we cannot read is not judged.
 */
static void report_unreadable(struct check *check)
{
	size_t offset;
	const char *message;
	struct finding *finding;
	GError *error = NULL;

	python_file_compiles(check->python, &offset, &message);
	if (check->python->decoded.status == DECODE_UNSUPPORTED) {
		lk_error_set_reason(&error, "cannot judge", check->file->path,
				    message);
		check_fail(check, error);
		return;
	}
	finding = check_report(check, &relative_import,
			       (struct span){offset, offset},
			       "imports cannot be read: %s", message);
	if (!finding)
		return;
	finding->severity = SEVERITY_NOTE;
	add_data(finding, "", "refused", message);
}

static void report_plan(struct check *check,
			const struct import_context *context,
			const struct import_statement *statement,
			const struct import_plan *plan)
{
	struct span span = byte_span(
		check->source, import_module_span(context->list, statement));
	bool is_absolute = context->policy->style == IMPORT_STYLE_ABSOLUTE;
	const struct rule *rule =
		is_absolute ? &relative_import : &absolute_import;
	const char *kind = is_absolute ? "relative" : "absolute";
	struct finding *finding;

	if (plan->fate == IMPORT_REWRITTEN) {
		finding = check_report(check, rule, span,
				       "%s import of '%s' where '%s' is wanted",
				       kind, plan->from, plan->to);
		if (!finding)
			return;
		add_data(finding, plan->from, "to", plan->to);
		check_fix(check, finding, span,
			  import_plan_text(context, statement, plan),
			  EDIT_SAFE);
		return;
	}
	finding = check_report(check, rule, span,
			       "%s import of '%s' is not rewritten: %s", kind,
			       plan->from, plan->refusal);
	if (!finding)
		return;
	add_data(finding, plan->from, "refused", plan->refusal);
	if (g_str_has_suffix(check->file->path, ".pyi"))
		finding->severity = SEVERITY_NOTE;
}

static void report_beyond(struct check *check,
			  const struct import_context *context,
			  const struct import_statement *statement,
			  const struct import_plan *plan)
{
	struct finding *finding = check_report(
		check, &import_beyond_top_level,
		byte_span(check->source,
			  import_module_span(context->list, statement)),
		"'%s' goes beyond the top-level package of '%s'", plan->from,
		context->package->name);

	if (finding)
		add_data(finding, plan->from, "refused",
			 "beyond the top-level package");
}

static void check_statements(struct check *check,
			     const struct import_context *context)
{
	for (guint i = 0; i < context->list->statements->len; i++) {
		const struct import_statement *statement = &g_array_index(
			context->list->statements, struct import_statement, i);
		struct import_plan plan;

		import_plan_make(context, statement, &plan);
		if (plan.fate == IMPORT_BEYOND)
			report_beyond(check, context, statement, &plan);
		else if (plan.fate != IMPORT_STAYS)
			report_plan(check, context, statement, &plan);
		import_plan_release(&plan);
	}
}

/* -------- import_module(".m", __package__) -------- */

struct dynamic {
	struct check *check;
	const struct import_context *context;
};

static bool node_is(const struct source *source, TSNode node, const char *word)
{
	size_t start = ts_node_start_byte(node);
	size_t size = ts_node_end_byte(node) - start;

	return size == strlen(word) &&
	       memcmp(source->text + start, word, size) == 0;
}

/* The inside of a plain string literal without escapes, or NULL; owned. */
static char *literal_of(const struct source *source, TSNode node)
{
	size_t start = ts_node_start_byte(node);
	size_t end = ts_node_end_byte(node);
	const char *text = source->text;
	char quote = text[start];

	if ((quote != '"' && quote != '\'') || end - start < 3 ||
	    text[start + 1] == quote)
		return NULL;
	if (memchr(text + start, '\\', end - start))
		return NULL;
	return g_strndup(text + start + 1, end - start - 2);
}

/* Sets *out to what package, an argument of import_module(), stands for. */
static bool read_package(const struct dynamic *dynamic, TSNode package,
			 struct package *out, char **out_literal)
{
	const struct import_context *context = dynamic->context;
	const struct source *source = dynamic->check->source;

	*out = *context->package;
	*out_literal = literal_of(source, package);
	if (!*out_literal)
		return node_is(source, package, "__package__") &&
		       out->status == PACKAGE_KNOWN &&
		       context->list->package_assignment == UINT32_MAX;
	out->name = *out_literal;
	out->n_parts = 1;
	for (const char *c = out->name; *c; c++)
		out->n_parts += *c == '.';
	return true;
}

/*
 * What import_module(module, package) imports, or NULL with a static reason
 * why it is not to be rewritten. Owned by the caller.
 */
static char *dynamic_target(const struct dynamic *dynamic, const char *module,
			    TSNode package, const char **out_refusal)
{
	unsigned int level = (unsigned int)strspn(module, ".");
	g_autofree char *literal = NULL;
	g_autofree char *to = NULL;
	struct package named;
	size_t offset;
	const char *message;

	if (!read_package(dynamic, package, &named, &literal)) {
		*out_refusal = "the package is not literally known";
		return NULL;
	}
	to = resolve_relative(&named, level, module + level);
	if (!to)
		*out_refusal = "beyond the top-level package";
	else if (!import_name_is_writable(dynamic->context, to))
		*out_refusal = "the file's encoding may not hold the name";
	else if (!python_file_compiles(dynamic->check->python, &offset,
				       &message))
		*out_refusal = "the file does not compile";
	else
		return g_steal_pointer(&to);
	return NULL;
}

static void fix_dynamic(struct check *check, struct finding *finding,
			TSNode module, TSNode arguments, const char *to)
{
	const struct source *source = check->source;
	char quote = source->text[ts_node_start_byte(module)];
	struct span inner = {ts_node_start_byte(module),
			     ts_node_end_byte(arguments) - 1};

	check_fix(check, finding, byte_span(source, inner),
		  g_strdup_printf("%c%s%c", quote, to, quote), EDIT_UNSAFE);
}

static void visit_dynamic(const struct syntax_match *match, void *payload)
{
	struct dynamic *dynamic = payload;
	struct check *check = dynamic->check;
	const struct source *source = check->source;
	TSNode module = syntax_capture(match, "module");
	TSNode package = syntax_capture(match, "package");
	TSNode keyword = syntax_capture(match, "keyword");
	g_autofree char *from = literal_of(source, module);
	g_autofree char *to = NULL;
	const char *refusal = NULL;
	struct finding *finding;

	if (!from || from[0] != '.' ||
	    !node_is(source, syntax_capture(match, "function"),
		     "import_module") ||
	    (!ts_node_is_null(keyword) && !node_is(source, keyword, "package")))
		return;
	if (import_level_is_allowed(dynamic->context,
				    (unsigned int)strspn(from, ".")))
		return;
	to = dynamic_target(dynamic, from, package, &refusal);
	finding = check_report(
		check, &relative_import,
		byte_span(source, (struct span){ts_node_start_byte(module),
						ts_node_end_byte(module)}),
		to ? "import_module() imports '%s' where '%s' is wanted"
		   : "import_module() of '%s' is not rewritten: %s",
		from, to ? to : refusal);
	if (!finding)
		return;
	finding->severity = SEVERITY_NOTE;
	add_data(finding, from, to ? "to" : "refused", to ? to : refusal);
	if (to)
		fix_dynamic(check, finding, module,
			    syntax_capture(match, "arguments"), to);
}

/*
 * The query for import_module(): tree-sitter takes 15 ms to analyse it, more
 * than all else that a hook does, and most runs never need it.
 */
static const struct syntax_query *dynamic_query(struct state *state)
{
	g_mutex_lock(&state->lock);
	if (!state->dynamic_import)
		state->dynamic_import =
			syntax_query_new("rules/queries/dynamic-import.scm");
	g_mutex_unlock(&state->lock);
	return state->dynamic_import;
}

static void check_dynamic(struct check *check,
			  const struct import_context *context)
{
	struct dynamic dynamic = {check, context};

	if (context->policy->style == IMPORT_STYLE_ABSOLUTE &&
	    may_import_dynamically(check->source))
		syntax_visit(dynamic_query(check->state), check->source->text,
			     check->source->text_size, visit_dynamic, &dynamic);
}

/* -------- the graph between files -------- */

/* The path of a module seen from a root, remembered; NULL when outside. */
static const char *locate(struct state *state, struct module_map *modules,
			  const char *root, const char *name)
{
	g_autofree char *key = g_strconcat(root, "\n", name, NULL);
	char *path;

	g_mutex_lock(&state->lock);
	path = g_hash_table_lookup(state->located, key);
	if (!path) {
		path = module_map_find(modules, root, name);
		if (!path)
			path = g_strdup("");
		g_hash_table_insert(state->located, g_steal_pointer(&key),
				    path);
	}
	g_mutex_unlock(&state->lock);
	return *path ? path : NULL;
}

static const char *locate_anywhere(struct check *check, const char *root,
				   const char *name)
{
	const struct configuration *configuration = check->run->configuration;
	const char *path =
		locate(check->state, check->run->modules, root, name);

	for (size_t i = 0; !path && configuration->python_roots &&
			   configuration->python_roots[i];
	     i++)
		path = locate(check->state, check->run->modules,
			      configuration->python_roots[i], name);
	return path || !*root
		       ? path
		       : locate(check->state, check->run->modules, "", name);
}

struct edges {
	struct check *check;
	const struct import_context *context;
	const struct import_statement *statement;
	GArray *all; /* struct import_edge */
};

static void add_edge(struct edges *edges, const char *name, struct span span)
{
	const struct package *package = edges->context->package;
	const char *path = locate_anywhere(
		edges->check, package->root ? package->root : "", name);
	struct import_edge edge = {
		.target = path,
		.span = byte_span(edges->check->source, span),
		.at_import_time = !(edges->statement->flags &
				    (IMPORT_DEFERRED | IMPORT_TYPE_CHECKING)),
	};

	if (path)
		g_array_append_val(edges->all, edge);
}

/* 'from m import a': m.a where that is a module, and m. */
static void add_from_edges(struct edges *edges)
{
	const struct import_list *list = edges->context->list;
	const struct import_statement *statement = edges->statement;
	struct span span = import_module_span(list, statement);
	g_autoptr(GString) module = g_string_new(NULL);
	g_autofree char *absolute = NULL;

	import_module_append(list, statement, module);
	if (statement->level == 0)
		absolute = g_strdup(module->str);
	else if (edges->context->package->status == PACKAGE_KNOWN)
		absolute = resolve_relative(edges->context->package,
					    statement->level,
					    module->str + statement->level);
	if (!absolute)
		return;
	for (uint32_t i = 0; i < statement->n_names; i++) {
		g_autoptr(GString) name = g_string_new(absolute);

		g_string_append_c(name, '.');
		import_name_append(list,
				   &g_array_index(list->names,
						  struct import_name,
						  statement->first_name + i),
				   name);
		add_edge(edges, name->str, span);
	}
	add_edge(edges, absolute, span);
}

static void add_plain_edges(struct edges *edges)
{
	const struct import_list *list = edges->context->list;
	const struct import_statement *statement = edges->statement;

	for (uint32_t i = 0; i < statement->n_names; i++) {
		const struct import_name *name =
			&g_array_index(list->names, struct import_name,
				       statement->first_name + i);
		const struct token *first = &list->tokens[name->first_token];
		g_autoptr(GString) module = g_string_new(NULL);

		import_name_append(list, name, module);
		add_edge(edges, module->str,
			 (struct span){first->start,
				       first[name->n_tokens - 1].end});
	}
}

static GArray *edges_of(struct check *check,
			const struct import_context *context)
{
	struct edges edges = {
		.check = check,
		.context = context,
		.all = g_array_new(FALSE, FALSE, sizeof(struct import_edge)),
	};

	for (guint i = 0; i < context->list->statements->len; i++) {
		edges.statement = &g_array_index(context->list->statements,
						 struct import_statement, i);
		if (edges.statement->flags & IMPORT_FROM)
			add_from_edges(&edges);
		else
			add_plain_edges(&edges);
	}
	return edges.all;
}

static void *check_source(struct check *check)
{
	struct state *state = check->state;
	struct import_policy policy = policy_of(check);
	GError *error = NULL;
	struct import_context context = {
		.view = check->run->view,
		.file = check->file,
		.policy = &policy,
		.modules = check->run->modules,
		.python = check->python,
		.list = python_file_imports(check->python),
	};

	if (!context.list) {
		report_unreadable(check);
		return NULL;
	}
	context.package = module_map_package(check->run->modules,
					     check->file->path, &error);
	if (!context.package) {
		check_fail(check, error);
		return NULL;
	}
	check_statements(check, &context);
	check_dynamic(check, &context);
	return state->has_graph ? edges_of(check, &context) : NULL;
}

static void free_summary(void *summary)
{
	g_array_unref(summary);
}

static char *joined(const GPtrArray *paths)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < paths->len; i++)
		g_string_append_printf(out, "%s%s", i ? " -> " : "",
				       (char *)g_ptr_array_index(paths, i));
	return g_string_free(out, FALSE);
}

static void add_chain_data(struct finding *finding,
			   const struct import_chain *chain)
{
	cJSON *paths;

	finding->data = cJSON_CreateObject();
	cJSON_AddStringToObject(finding->data, "from", chain->from->name);
	cJSON_AddStringToObject(finding->data, "to", chain->to->name);
	paths = cJSON_AddArrayToObject(finding->data, "chain");
	for (guint i = 0; i < chain->paths->len; i++)
		cJSON_AddItemToArray(
			paths,
			cJSON_CreateString(g_ptr_array_index(chain->paths, i)));
}

static void report_boundary(const struct import_chain *chain, void *payload)
{
	g_autofree char *way = joined(chain->paths);
	struct finding *finding = conclusion_report(
		payload, chain->file, &lane_boundary, chain->edge->span,
		"lane '%s' must not import lane '%s': %s", chain->from->name,
		chain->to->name, way);

	if (finding)
		add_chain_data(finding, chain);
}

static void report_cycle(const struct import_chain *chain, void *payload)
{
	g_autofree char *way = joined(chain->paths);
	struct finding *finding = conclusion_report(
		payload, chain->file, &import_cycle, chain->edge->span,
		"import cycle between lane '%s' and lane '%s': %s",
		chain->from->name, chain->to->name, way);

	if (finding)
		add_chain_data(finding, chain);
}

static bool concludes(const void *state)
{
	return ((const struct state *)state)->has_graph;
}

static void conclude(struct conclusion *conclusion)
{
	struct import_graph *graph =
		import_graph_new(conclusion->run->configuration);

	for (size_t i = 0; i < conclusion->n_files; i++)
		import_graph_add(graph, conclusion->files[i].path, i,
				 conclusion->summaries[i]);
	import_graph_boundaries(graph, report_boundary, conclusion);
	import_graph_cycles(graph, report_cycle, conclusion);
	import_graph_free(graph);
}

/* The law: every import names the same module before and after. */
static bool verify(const struct check *before, struct python_file *after,
		   const char **out_reason)
{
	const struct import_list *old = python_file_imports(before->python);
	const struct import_list *new = python_file_imports(after);
	const struct package *package = module_map_package(
		before->run->modules, before->file->path, NULL);

	if (old && new &&package && imports_agree(package, old, new))
		return true;
	*out_reason = "an import would name another module";
	return false;
}

CHECKER(import_relativity, .name = "import-relativity",
	.summary = "Find and rewrite imports of the wrong relativity, and "
		   "imports across lanes.",
	.rules = rules, .needs_policy = true, .wants = wants, .argp = &argp,
	.new_options = new_options, .free_options = g_free, .start = start,
	.stop = stop, .is_dull = is_dull, .check_source = check_source,
	.free_summary = free_summary, .concludes = concludes,
	.conclude = conclude, .verify = verify);
