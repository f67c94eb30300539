/* schema_validate_branch - allOf, anyOf, oneOf, not and if. */

#include <config.h>

#include "cleanup.h"
#include "schema_run.h"

static bool validate_in_place(struct schema_runner *runner,
			      const struct schema_frame *frame,
			      const struct schema_subschema *schema,
			      struct schema_marks *marks)
{
	struct schema_frame inner = schema_frame_in_place(frame, schema, marks);

	return schema_validate(runner, &inner);
}

/* Whether the schema allows the value; its errors are nobody's. */
static bool is_allowed(struct schema_runner *runner,
		       const struct schema_frame *frame,
		       const struct schema_subschema *schema)
{
	struct schema_error_list *errors = runner->errors;
	struct schema_marks *marks = schema_marks_new(frame->marks);
	bool is_valid;

	runner->errors = NULL;
	is_valid = validate_in_place(runner, frame, schema, marks);
	runner->errors = errors;
	/* What a schema that says no has evaluated does not count. */
	if (is_valid)
		schema_marks_merge(frame->marks, marks);
	schema_marks_free(marks);
	return is_valid;
}

static bool validate_all_of(struct schema_runner *runner,
			    const struct schema_frame *frame,
			    const struct schema_branches *branches)
{
	bool is_valid = true;

	for (uint32_t i = 0; i < branches->n; i++) {
		is_valid &= validate_in_place(
			runner, frame, branches->schemas[i], frame->marks);
		if (!is_valid && !runner->errors)
			return false;
	}
	return is_valid;
}

/* ---- anyOf and oneOf ------------------------------------------------- */

/*
 * Judges all alternatives once more for what they do not allow. What they
 * evaluate is marked, lest unevaluatedProperties accuse all members as well.
 */
static void collect_branches(struct schema_runner *runner,
			     const struct schema_frame *frame,
			     const struct schema_rule *rule)
{
	struct schema_error_list *errors = runner->errors;
	struct schema_error *error =
		schema_error_add(runner, frame, rule->id, rule->node, NULL);
	char *message;

	if (!error)
		return;
	error->n_branches = rule->branches.n;
	error->branches =
		arena_alloc(&runner->result->arena,
			    (error->n_branches + 1) * sizeof(*error->branches));
	for (uint32_t i = 0; i < rule->branches.n; i++) {
		runner->errors = &error->branches[i].errors;
		validate_in_place(runner, frame, rule->branches.schemas[i],
				  frame->marks);
	}
	runner->errors = errors;
	error->nearest = schema_nearest(error);
	message = schema_message_branches(frame, error);
	error->message =
		arena_strndup(&runner->result->arena, message, strlen(message));
	g_free(message);
}

static bool validate_any_of(struct schema_runner *runner,
			    const struct schema_frame *frame,
			    const struct schema_rule *rule)
{
	bool is_valid = false;

	for (uint32_t i = 0; i < rule->branches.n; i++) {
		is_valid |=
			is_allowed(runner, frame, rule->branches.schemas[i]);
		if (is_valid && !frame->marks)
			return true;
	}
	if (!is_valid && runner->errors && !runner->reason)
		collect_branches(runner, frame, rule);
	return is_valid;
}

static void refuse_several(struct schema_runner *runner,
			   const struct schema_frame *frame,
			   const struct schema_rule *rule,
			   const uint32_t matches[2])
{
	g_autofree char *value = schema_describe(frame->value);
	g_autofree char *message = g_strdup_printf(
		"%s matches the alternatives %u and %u of 'oneOf', exactly "
		"one is expected",
		value, matches[0], matches[1]);

	schema_error_add(runner, frame, rule->id, rule->node, message);
}

static bool validate_one_of(struct schema_runner *runner,
			    const struct schema_frame *frame,
			    const struct schema_rule *rule)
{
	uint32_t matches[2] = {0};
	uint32_t n = 0;

	for (uint32_t i = 0; i < rule->branches.n && n < 2; i++)
		if (is_allowed(runner, frame, rule->branches.schemas[i]))
			matches[n++] = i;
	if (n == 1 || !runner->errors || runner->reason)
		return n == 1;
	if (n)
		refuse_several(runner, frame, rule, matches);
	else
		collect_branches(runner, frame, rule);
	return false;
}

/* ---- not and if ------------------------------------------------------ */

static bool validate_not(struct schema_runner *runner,
			 const struct schema_frame *frame,
			 const struct schema_rule *rule)
{
	struct schema_frame unmarked = *frame;
	bool is_valid;

	unmarked.marks = NULL;
	is_valid = is_allowed(runner, &unmarked, rule->schema);
	if (runner->reason)
		return false;
	return !is_valid || schema_refuse(runner, frame, rule);
}

static bool validate_if(struct schema_runner *runner,
			const struct schema_frame *frame,
			const struct schema_conditional *conditional)
{
	bool holds = is_allowed(runner, frame, conditional->condition);
	const struct schema_subschema *schema =
		holds ? conditional->then_schema : conditional->else_schema;

	return !schema ||
	       validate_in_place(runner, frame, schema, frame->marks);
}

bool schema_validate_branches(struct schema_runner *runner,
			      const struct schema_frame *frame,
			      const struct schema_rule *rule)
{
	switch (rule->id) {
	case SCHEMA_ALL_OF:
		return validate_all_of(runner, frame, &rule->branches);
	case SCHEMA_ANY_OF:
		return validate_any_of(runner, frame, rule);
	case SCHEMA_ONE_OF:
		return validate_one_of(runner, frame, rule);
	case SCHEMA_NOT:
		return validate_not(runner, frame, rule);
	default:
		return validate_if(runner, frame, &rule->conditional);
	}
}
