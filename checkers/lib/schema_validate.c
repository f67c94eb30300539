/* schema_validate - judges a document by a compiled schema. */

#include <config.h>

#include "cleanup.h"
#include "schema_run.h"

/* Frames take about 300 bytes of the stack each. */
#define MAX_FRAMES 2500
/* Half a second for an attack, and time for every value of a large one. */
#define FREE_STEPS	10000000
#define STEPS_PER_VALUE 200
/* Of a thousand steps of a pattern. */
#define STEPS_PER_COST 100

/* ---- frames ---------------------------------------------------------- */

struct schema_frame schema_frame_in_place(const struct schema_frame *outer,
					  const struct schema_subschema *schema,
					  struct schema_marks *marks)
{
	return (struct schema_frame){.outer = outer,
				     .schema = schema,
				     .value = outer->value,
				     .node = outer->node,
				     .reference = JSON_NONE,
				     .is_name = outer->is_name,
				     .marks = marks};
}

bool schema_validate_child(struct schema_runner *runner,
			   const struct schema_frame *outer,
			   const struct schema_subschema *schema,
			   uint32_t child)
{
	struct schema_frame inner = {.outer = outer,
				     .schema = schema,
				     .value = json_doc_node(runner->doc, child),
				     .node = child,
				     .reference = JSON_NONE};

	return schema_validate(runner, &inner);
}

bool schema_give_up(struct schema_runner *runner,
		    const struct schema_frame *frame, const char *reason)
{
	if (!runner->reason) {
		runner->reason = reason;
		runner->span = frame->value->span;
	}
	return false;
}

bool schema_matches(struct schema_runner *runner,
		    const struct schema_frame *frame,
		    const struct schema_pattern *pattern, const char *text,
		    size_t size)
{
	enum schema_match match = SCHEMA_MATCH_NO;

	if (!runner->reason)
		match = schema_pattern_search(pattern, runner->matcher, text,
					      size);
	runner->steps +=
		STEPS_PER_COST * schema_matcher_take_cost(runner->matcher);
	if (match == SCHEMA_MATCH_LIMIT)
		schema_give_up(runner, frame,
			       "a pattern of the schema takes too long");
	return match == SCHEMA_MATCH_YES;
}

/* ---- marks ----------------------------------------------------------- */

struct schema_marks *schema_marks_new(const struct schema_marks *outer)
{
	struct schema_marks *marks;

	if (!outer)
		return NULL;
	marks = g_malloc0(sizeof(*marks) + outer->n);
	marks->children = (uint8_t *)(marks + 1);
	marks->n = outer->n;
	return marks;
}

void schema_marks_free(struct schema_marks *marks)
{
	g_free(marks);
}

void schema_marks_merge(struct schema_marks *marks,
			const struct schema_marks *more)
{
	if (!marks || !more)
		return;
	for (uint32_t i = 0; i < marks->n; i++)
		marks->children[i] |= more->children[i];
}

/* ---- references ------------------------------------------------------ */

/*
 * What a $dynamicRef means here: the schema of that $dynamicAnchor in the
 * outermost resource on the way that has one.
 */
static const struct schema_subschema *
find_dynamic(struct schema_runner *runner, const struct schema_frame *frame,
	     const struct schema_rule *rule)
{
	const struct schema_subschema *found = rule->reference.target;
	const struct schema_resource *last = NULL;
	gpointer node;

	runner->steps += runner->depth / 2;
	for (; frame; frame = frame->outer) {
		const struct schema_resource *resource =
			frame->schema->resource;

		if (resource != last &&
		    g_hash_table_lookup_extended(resource->dynamic_anchors,
						 rule->reference.anchor, NULL,
						 &node))
			found = resource->document
					->places[GPOINTER_TO_UINT(node)]
					.compiled;
		last = resource;
	}
	return found;
}

/* Does the schema judge this value already, so that it would never end? */
static bool is_endless(struct schema_runner *runner,
		       const struct schema_frame *frame,
		       const struct schema_subschema *schema)
{
	const struct json_node *value = frame->value;
	unsigned int n = 0;

	for (; frame && frame->value == value; frame = frame->outer, n++)
		if (frame->schema == schema)
			return true;
	runner->steps += n / 8;
	return false;
}

static bool validate_reference(struct schema_runner *runner,
			       const struct schema_frame *frame,
			       const struct schema_rule *rule)
{
	const struct schema_subschema *target = rule->reference.target;
	struct schema_frame inner;

	if (rule->id == SCHEMA_DYNAMIC_REF && rule->reference.anchor)
		target = find_dynamic(runner, frame, rule);
	if (is_endless(runner, frame, target))
		return schema_give_up(runner, frame,
				      "a '$ref' of the schema comes back to "
				      "itself without end");
	inner = schema_frame_in_place(frame, target, frame->marks);
	inner.reference = rule->node;
	return schema_validate(runner, &inner);
}

/* The children that no keyword before has evaluated. */
static bool validate_unevaluated(struct schema_runner *runner,
				 const struct schema_frame *frame,
				 const struct schema_rule *rule)
{
	uint32_t child = json_doc_first_child(runner->doc, frame->node);
	bool is_valid = true;

	for (uint32_t i = 0; child != JSON_NONE; i++) {
		if (!frame->marks->children[i])
			is_valid &= schema_validate_child(runner, frame,
							  rule->schema, child);
		frame->marks->children[i] = 1;
		if (!is_valid && !runner->errors)
			return false;
		child = json_doc_node(runner->doc, child)->next;
	}
	return is_valid;
}

/* ---- rules ----------------------------------------------------------- */

static bool validate_rule(struct schema_runner *runner,
			  const struct schema_frame *frame,
			  const struct schema_rule *rule)
{
	switch (rule->id) {
	case SCHEMA_MAX_PROPERTIES:
	case SCHEMA_MIN_PROPERTIES:
	case SCHEMA_PROPERTIES:
		return frame->value->kind != JSON_OBJECT ||
		       schema_validate_object(runner, frame, rule);
	case SCHEMA_UNEVALUATED_PROPERTIES:
		return frame->value->kind != JSON_OBJECT ||
		       validate_unevaluated(runner, frame, rule);
	case SCHEMA_MAX_ITEMS:
	case SCHEMA_MIN_ITEMS:
	case SCHEMA_UNIQUE_ITEMS:
	case SCHEMA_ITEMS:
	case SCHEMA_CONTAINS:
		return frame->value->kind != JSON_ARRAY ||
		       schema_validate_array(runner, frame, rule);
	case SCHEMA_UNEVALUATED_ITEMS:
		return frame->value->kind != JSON_ARRAY ||
		       validate_unevaluated(runner, frame, rule);
	case SCHEMA_REF:
	case SCHEMA_DYNAMIC_REF:
		return validate_reference(runner, frame, rule);
	case SCHEMA_ALL_OF:
	case SCHEMA_ANY_OF:
	case SCHEMA_ONE_OF:
	case SCHEMA_NOT:
	case SCHEMA_IF:
		return schema_validate_branches(runner, frame, rule);
	default:
		return schema_validate_value(runner, frame, rule);
	}
}

/* All rules where errors are asked for, else to the first that says no. */
static bool validate_rules(struct schema_runner *runner,
			   const struct schema_frame *frame)
{
	const struct schema_subschema *schema = frame->schema;
	bool is_valid = true;

	for (uint32_t i = 0; i < schema->n_rules; i++) {
		is_valid &= validate_rule(runner, frame, &schema->rules[i]);
		if (!is_valid && !runner->errors)
			break;
	}
	return is_valid;
}

/* With marks of its own: it must not see those of the schemas beside it. */
static bool validate_marked(struct schema_runner *runner,
			    const struct schema_frame *frame)
{
	struct schema_marks size = {.n = frame->value->n_children};
	struct schema_marks *marks = schema_marks_new(&size);
	struct schema_frame marked = *frame;
	bool is_valid;

	runner->steps += size.n / 16;
	marked.marks = marks;
	is_valid = validate_rules(runner, &marked);
	schema_marks_merge(frame->marks, marks);
	schema_marks_free(marks);
	return is_valid;
}

bool schema_validate(struct schema_runner *runner,
		     const struct schema_frame *frame)
{
	const struct schema_subschema *schema = frame->schema;
	bool is_valid;

	if (runner->reason)
		return false;
	if (schema->is_false)
		return schema_refuse_all(runner, frame);
	if (!schema->n_rules)
		return true;
	runner->steps += 1 + schema->n_rules * (frame->value->string_size / 64);
	if (runner->steps > runner->max_steps)
		return schema_give_up(runner, frame,
				      "the schema takes too many steps");
	if (runner->depth == MAX_FRAMES)
		return schema_give_up(runner, frame,
				      "the schema goes too deep");
	runner->depth++;
	if (schema->needs_marks && frame->value->n_children)
		is_valid = validate_marked(runner, frame);
	else
		is_valid = validate_rules(runner, frame);
	runner->depth--;
	return is_valid;
}

/* ---- runs ------------------------------------------------------------ */

struct schema_runner *schema_runner_new(const struct schema *schema)
{
	struct schema_runner *runner = g_new0(struct schema_runner, 1);

	runner->schema = schema;
	runner->matcher = schema_matcher_new();
	runner->scratch = g_string_new(NULL);
	return runner;
}

void schema_runner_free(struct schema_runner *runner)
{
	if (!runner)
		return;
	schema_matcher_free(runner->matcher);
	g_string_free(runner->scratch, TRUE);
	g_free(runner);
}

static void prepare(struct schema_runner *runner, const struct json_doc *doc,
		    struct schema_result *result)
{
	if (result) {
		struct arena arena = result->arena;

		arena_reset(&arena);
		*result = (struct schema_result){.arena = arena};
	}
	runner->doc = doc;
	runner->result = result;
	runner->errors = result ? &result->errors : NULL;
	runner->n_errors = 0;
	runner->steps = 0;
	runner->max_steps =
		FREE_STEPS + (uint64_t)json_doc_count(doc) * STEPS_PER_VALUE;
	runner->depth = 0;
	runner->reason = NULL;
}

enum schema_verdict schema_runner_judge(struct schema_runner *runner,
					const struct json_doc *doc,
					struct schema_result *result)
{
	struct schema_frame root = {.schema = runner->schema->root,
				    .value = json_doc_node(doc, 0),
				    .reference = JSON_NONE};
	bool is_valid;

	prepare(runner, doc, result);
	is_valid = schema_validate(runner, &root);
	if (!runner->reason)
		return is_valid ? SCHEMA_VALID : SCHEMA_INVALID;
	if (result) {
		result->reason = runner->reason;
		result->span = runner->span;
	}
	return SCHEMA_UNDECIDED;
}

void schema_result_release(struct schema_result *result)
{
	arena_release(&result->arena);
	*result = (struct schema_result){0};
}
