/* schema_error - the errors of a document, and which of them to show. */

#include <config.h>

#include "cleanup.h"
#include "schema_run.h"

/* ---- where ----------------------------------------------------------- */

/* Appends the way from the root schema to that of the frame. */
static void append_way(const struct schema_frame *frame, GString *out)
{
	g_autoptr(GPtrArray) frames = g_ptr_array_new();

	for (; frame->outer; frame = frame->outer)
		g_ptr_array_add(frames, (void *)frame);
	for (guint i = frames->len; i-- > 0;) {
		const struct schema_frame *step = frames->pdata[i];
		const struct schema_subschema *outer = step->outer->schema;

		json_doc_append_pointer(outer->document->doc, outer->node,
					step->reference == JSON_NONE
						? step->schema->node
						: step->reference,
					out);
	}
}

static char *keep(struct schema_runner *runner, GString *text)
{
	char *copy =
		arena_strndup(&runner->result->arena, text->str, text->len);

	g_string_free(text, TRUE);
	return copy;
}

static char *schema_pointer(struct schema_runner *runner,
			    const struct schema_frame *frame, uint32_t node)
{
	GString *pointer = g_string_new(NULL);

	append_way(frame, pointer);
	json_doc_append_pointer(frame->schema->document->doc,
				frame->schema->node, node, pointer);
	return keep(runner, pointer);
}

/* As RFC 6901, section 6, has it in a fragment. */
static char *schema_url(struct schema_runner *runner,
			const struct schema_frame *frame, uint32_t node)
{
	const struct schema_resource *resource = frame->schema->resource;
	g_autoptr(GString) pointer = g_string_new(NULL);
	GString *url = g_string_new(resource->uri);

	json_doc_append_pointer(resource->document->doc, resource->node, node,
				pointer);
	g_string_append_c(url, '#');
	g_string_append_uri_escaped(url, pointer->str, "/!$&'()*+,;=:@?",
				    FALSE);
	return keep(runner, url);
}

static unsigned int depth_of(const struct json_doc *doc, uint32_t node)
{
	unsigned int depth = 0;

	while ((node = json_doc_node(doc, node)->parent) != JSON_NONE)
		depth++;
	return depth;
}

/* ---- adding ---------------------------------------------------------- */

struct schema_error *schema_error_add(struct schema_runner *runner,
				      const struct schema_frame *frame,
				      enum schema_keyword id, uint32_t node,
				      const char *message)
{
	struct schema_error_list *errors = runner->errors;
	struct arena *arena = &runner->result->arena;
	struct schema_error *error;
	g_autofree char *pointer = NULL;

	if (runner->n_errors == SCHEMA_MAX_ERRORS) {
		runner->result->is_cut = true;
		return NULL;
	}
	runner->n_errors++;
	pointer = json_doc_pointer(runner->doc, frame->node);
	error = arena_alloc(arena, sizeof(*error));
	*error = (struct schema_error){
		.span = frame->value->span,
		.is_key = frame->is_name,
		.pointer = arena_strndup(arena, pointer, strlen(pointer)),
		.keyword = id == SCHEMA_N_KEYWORDS
				   ? "false"
				   : schema_keyword_info(id)->name,
		.schema_pointer = schema_pointer(runner, frame, node),
		.schema_url = schema_url(runner, frame, node),
		.message =
			message ? arena_strndup(arena, message, strlen(message))
				: NULL,
		.depth = depth_of(runner->doc, frame->node),
		.nearest = -1};
	if (errors->last)
		errors->last->next = error;
	else
		errors->first = error;
	errors->last = error;
	return error;
}

bool schema_refuse(struct schema_runner *runner,
		   const struct schema_frame *frame,
		   const struct schema_rule *rule)
{
	g_autofree char *message = NULL;

	if (!runner->errors || runner->reason)
		return false;
	message = schema_message(frame, rule);
	schema_error_add(runner, frame, rule->id, rule->node, message);
	return false;
}

/* The keyword that has the frame's schema as its value, or in it. */
static enum schema_keyword keyword_of(const struct schema_frame *frame)
{
	const struct schema_subschema *schema = frame->schema;
	const struct json_doc *doc = schema->document->doc;
	const struct json_node *node = json_doc_node(doc, schema->node);

	if (!frame->outer || frame->reference != JSON_NONE)
		return frame->outer ? SCHEMA_REF : SCHEMA_N_KEYWORDS;
	if (node->parent != frame->outer->schema->node)
		node = json_doc_node(doc, node->parent);
	return schema_keyword_find(&frame->outer->schema->resource->dialect,
				   node->key, node->key_size);
}

bool schema_refuse_all(struct schema_runner *runner,
		       const struct schema_frame *frame)
{
	const struct json_node *value = frame->value;
	bool is_child = frame->outer && frame->outer->value != value;
	bool is_member = is_child && value->key && !frame->is_name;
	g_autofree char *what = NULL, *message = NULL;
	struct schema_error *error;

	if (!runner->errors)
		return false;
	what = is_member ? schema_quote(value->key, value->key_size)
			 : schema_describe(value);
	message = g_strdup_printf("%s%s is not allowed here",
				  is_member	   ? "the property "
				  : frame->is_name ? "the name "
				  : is_child	   ? "the item "
						   : "",
				  what);
	error = schema_error_add(runner, frame, keyword_of(frame),
				 frame->schema->node, message);
	if (error && is_member) {
		error->span = value->key_span;
		error->is_key = true;
	}
	return false;
}

/* ---- the nearest alternative ----------------------------------------- */

/* How near an alternative came. */
struct nearness {
	bool is_other; /* its const or type says that another is meant */
	unsigned int depth;
	unsigned int n_errors;
};

/*
 * type and const say what kind of value is meant: at the value itself, and
 * const and enum also at its members.
 */
static bool is_discriminator(const struct schema_error *error,
			     unsigned int depth)
{
	bool is_value = strcmp(error->keyword, "const") == 0 ||
			strcmp(error->keyword, "enum") == 0;

	if (error->depth == depth)
		return is_value || strcmp(error->keyword, "type") == 0;
	return is_value && error->depth == depth + 1;
}

/* Below it, the alternatives that came nearest are what counts. */
static unsigned int deepest(const struct schema_error *error)
{
	unsigned int depth = error->depth;

	while (error->nearest >= 0) {
		error = error->branches[error->nearest].errors.first;
		if (!error)
			break;
		depth = MAX(depth, error->depth);
	}
	return depth;
}

static struct nearness judge_branch(const struct schema_branch *branch,
				    unsigned int depth)
{
	struct nearness nearness = {0};

	for (const struct schema_error *error = branch->errors.first; error;
	     error = error->next) {
		nearness.is_other |= is_discriminator(error, depth);
		nearness.depth = MAX(nearness.depth, deepest(error));
		nearness.n_errors++;
	}
	return nearness;
}

/* More than 0 when a came nearer than b, 0 when neither did. */
static int compare(const struct nearness *a, const struct nearness *b)
{
	if (a->is_other != b->is_other)
		return a->is_other ? -1 : 1;
	if (a->depth != b->depth)
		return a->depth < b->depth ? -1 : 1;
	if (a->n_errors != b->n_errors)
		return a->n_errors > b->n_errors ? -1 : 1;
	return 0;
}

int schema_nearest(const struct schema_error *error)
{
	struct nearness best = {0};
	int nearest = -1;
	bool is_tie = false;

	for (unsigned int i = 0; i < error->n_branches; i++) {
		struct nearness next =
			judge_branch(&error->branches[i], error->depth);
		int order = nearest < 0 ? 1 : compare(&next, &best);

		if (!next.n_errors)
			continue;
		if (order > 0) {
			best = next;
			nearest = (int)i;
		}
		is_tie = order > 0 ? false : is_tie || order == 0;
	}
	return is_tie || (best.is_other && error->n_branches > 1) ? -1
								  : nearest;
}

/* ---- showing --------------------------------------------------------- */

/* Recursion is as deep as anyOf in anyOf while judging was. */
static void visit_list(const struct schema_error_list *errors,
		       schema_visit_func *visit, void *payload)
{
	for (const struct schema_error *error = errors->first; error;
	     error = error->next) {
		if (error->nearest >= 0)
			visit_list(&error->branches[error->nearest].errors,
				   visit, payload);
		else
			visit(error, payload);
	}
}

void schema_result_visit(const struct schema_result *result,
			 schema_visit_func *visit, void *payload)
{
	visit_list(&result->errors, visit, payload);
}
