/* schema_validate_object - keywords about objects. */

#include <config.h>

#include "cleanup.h"
#include "schema_run.h"

enum {
	FEW_NAMES = 64
};

/* One walk over the members of an object. */
struct walk {
	struct schema_runner *runner;
	const struct schema_frame *frame;
	const struct schema_object_rules *rules;
	uint8_t *present; /* a flag for each name of the rules */
};

/* ---- members --------------------------------------------------------- */

/* The index of a key among the names, or n_names. */
static uint32_t find_name(const struct schema_object_rules *rules,
			  const struct json_node *member)
{
	uint32_t low = 0, high = rules->n_names;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct schema_name *name = &rules->names[middle];
		int order;

		if (member->key_size != name->size)
			order = member->key_size < name->size ? -1 : 1;
		else
			order = memcmp(member->key, name->key, name->size);
		if (!order)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return rules->n_names;
}

/* propertyNames: the key is a value of its own. */
static bool validate_name(struct walk *walk, const struct json_node *member,
			  uint32_t node)
{
	struct json_node name = {.kind = JSON_STRING,
				 .span = member->key_span,
				 .string = member->key,
				 .string_size = member->key_size,
				 .parent = JSON_NONE,
				 .next = JSON_NONE};
	struct schema_frame inner = {.outer = walk->frame,
				     .schema = walk->rules->property_names,
				     .value = &name,
				     .node = node,
				     .reference = JSON_NONE,
				     .is_name = true};

	return schema_validate(walk->runner, &inner);
}

/* The schemas of a member; *out_is_evaluated says whether it has any. */
static bool validate_member(struct walk *walk, const struct json_node *member,
			    uint32_t node, bool *out_is_evaluated)
{
	const struct schema_object_rules *rules = walk->rules;
	uint32_t index = find_name(rules, member);
	bool is_evaluated = false;
	bool is_valid = true;

	if (index < rules->n_names) {
		const struct schema_name *name = &rules->names[index];

		walk->present[index] = 1;
		is_evaluated = name->property != NULL;
		if (is_evaluated)
			is_valid =
				schema_validate_child(walk->runner, walk->frame,
						      name->property, node);
	}
	for (uint32_t i = 0; i < rules->n_patterns; i++) {
		const struct schema_object_pattern *entry = &rules->patterns[i];

		walk->runner->steps += 1 + member->key_size / 64;
		if (!schema_matches(walk->runner, walk->frame, entry->pattern,
				    member->key, member->key_size))
			continue;
		is_evaluated = true;
		is_valid &= schema_validate_child(walk->runner, walk->frame,
						  entry->schema, node);
	}
	if (!is_evaluated && rules->additional) {
		is_evaluated = true;
		is_valid &= schema_validate_child(walk->runner, walk->frame,
						  rules->additional, node);
	}
	if (rules->property_names)
		is_valid &= validate_name(walk, member, node);
	*out_is_evaluated = is_evaluated;
	return is_valid;
}

static bool validate_members(struct walk *walk)
{
	const struct json_doc *doc = walk->runner->doc;
	struct schema_marks *marks = walk->frame->marks;
	uint32_t child = json_doc_first_child(doc, walk->frame->node);
	bool is_valid = true;

	for (uint32_t i = 0; child != JSON_NONE; i++) {
		const struct json_node *member = json_doc_node(doc, child);
		bool is_evaluated;

		is_valid &= validate_member(walk, member, child, &is_evaluated);
		if (!is_valid && !walk->runner->errors)
			return false;
		if (marks)
			marks->children[i] |= is_evaluated;
		child = member->next;
	}
	return is_valid;
}

/* ---- required and dependencies --------------------------------------- */

static bool refuse_missing(struct walk *walk, const struct schema_name *name)
{
	g_autofree char *key = schema_quote(name->key, name->size);
	g_autofree char *message = NULL;

	if (!walk->runner->errors)
		return false;
	message = g_strdup_printf("the property %s is missing", key);
	schema_error_add(walk->runner, walk->frame, SCHEMA_REQUIRED,
			 walk->rules->required_node, message);
	return false;
}

static bool validate_required(struct walk *walk)
{
	const struct schema_object_rules *rules = walk->rules;
	bool is_valid = true;

	for (uint32_t i = 0; i < rules->n_required; i++) {
		uint32_t index = rules->required[i];

		if (walk->present[index])
			continue;
		is_valid = refuse_missing(walk, &rules->names[index]);
		if (!walk->runner->errors)
			break;
	}
	return is_valid;
}

/* The first member of a name that is there. */
static const struct json_node *find_member(const struct walk *walk,
					   const struct schema_name *name)
{
	const struct json_doc *doc = walk->runner->doc;
	const struct json_node *member = json_doc_node(
		doc, json_doc_first_child(doc, walk->frame->node));

	while (member->key_size != name->size ||
	       memcmp(member->key, name->key, name->size) != 0)
		member = json_doc_node(doc, member->next);
	return member;
}

/* The error of a member that asks for another, at its key. */
static bool refuse_dependent(struct walk *walk, const struct schema_name *name,
			     const struct schema_name *missing)
{
	g_autofree char *key = schema_quote(name->key, name->size);
	g_autofree char *other = schema_quote(missing->key, missing->size);
	g_autofree char *message = NULL;
	bool is_old = walk->frame->schema->resource->dialect.draft ==
		      SCHEMA_IN_DRAFT_07;
	struct schema_error *error;

	message = g_strdup_printf("the property %s asks for %s, which is "
				  "missing",
				  key, other);
	error = schema_error_add(walk->runner, walk->frame,
				 is_old ? SCHEMA_DEPENDENCIES
					: SCHEMA_DEPENDENT_REQUIRED,
				 name->required_node, message);
	if (error) {
		error->span = find_member(walk, name)->key_span;
		error->is_key = true;
	}
	return false;
}

static bool validate_dependent(struct walk *walk,
			       const struct schema_name *name)
{
	bool is_valid = true;

	for (uint32_t i = 0; i < name->n_required; i++) {
		uint32_t other = name->required[i];

		if (walk->present[other])
			continue;
		if (!walk->runner->errors)
			return false;
		is_valid = refuse_dependent(walk, name,
					    &walk->rules->names[other]);
	}
	if (name->dependent) {
		struct schema_frame inner = schema_frame_in_place(
			walk->frame, name->dependent, walk->frame->marks);

		is_valid &= schema_validate(walk->runner, &inner);
	}
	return is_valid;
}

static bool validate_dependents(struct walk *walk)
{
	const struct schema_object_rules *rules = walk->rules;
	bool is_valid = true;

	if (!rules->has_dependents)
		return true;
	for (uint32_t i = 0; i < rules->n_names; i++) {
		if (!walk->present[i])
			continue;
		is_valid &= validate_dependent(walk, &rules->names[i]);
		if (!is_valid && !walk->runner->errors)
			return false;
	}
	return is_valid;
}

static bool validate_all(struct schema_runner *runner,
			 const struct schema_frame *frame,
			 const struct schema_object_rules *rules)
{
	uint8_t few[FEW_NAMES] = {0};
	g_autofree uint8_t *many =
		rules->n_names > FEW_NAMES ? g_malloc0(rules->n_names) : NULL;
	struct walk walk = {.runner = runner,
			    .frame = frame,
			    .rules = rules,
			    .present = many ? many : few};
	bool is_valid;

	runner->steps += frame->value->n_children + rules->n_names / 16;
	is_valid = validate_members(&walk);
	if (!is_valid && !runner->errors)
		return false;
	is_valid &= validate_required(&walk);
	return validate_dependents(&walk) && is_valid;
}

/* ---- the rest -------------------------------------------------------- */

/* Members with the same key count once. */
static uint64_t count_keys(const struct schema_runner *runner,
			   const struct schema_frame *frame)
{
	uint32_t child = json_doc_first_child(runner->doc, frame->node);
	uint64_t n = 0;

	for (; child != JSON_NONE;
	     child = json_doc_node(runner->doc, child)->next)
		n += !json_doc_node(runner->doc, child)->duplicate;
	return n;
}

bool schema_validate_object(struct schema_runner *runner,
			    const struct schema_frame *frame,
			    const struct schema_rule *rule)
{
	switch (rule->id) {
	case SCHEMA_MAX_PROPERTIES:
		return count_keys(runner, frame) <= rule->count ||
		       schema_refuse(runner, frame, rule);
	case SCHEMA_MIN_PROPERTIES:
		return count_keys(runner, frame) >= rule->count ||
		       schema_refuse(runner, frame, rule);
	default:
		return validate_all(runner, frame, rule->object);
	}
}
