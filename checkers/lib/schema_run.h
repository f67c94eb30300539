#ifndef SCHEMA_RUN_H
#define SCHEMA_RUN_H

/* What the parts of schema share while a document is judged. */

#include "schema_private.h"

/*
 * Which children of a value some keyword has evaluated already: what
 * unevaluatedItems and unevaluatedProperties ask for.
 */
struct schema_marks {
	uint8_t *children; /* one each, in their order */
	uint32_t n;
};

/* One schema applied to one value. */
struct schema_frame {
	const struct schema_frame *outer; /* NULL for the root */
	const struct schema_subschema *schema;
	const struct json_node *value; /* a member's name is a value as well */
	uint32_t node; /* of the value, or of the member that has the name */
	uint32_t reference; /* the $ref that led here, or JSON_NONE */
	bool is_name;
	struct schema_marks *marks; /* NULL: nobody asks */
};

struct schema_runner {
	const struct schema *schema;
	struct schema_matcher *matcher;
	GString *scratch;
	const struct json_doc *doc;
	struct schema_result *result;	  /* or NULL */
	struct schema_error_list *errors; /* NULL: only whether */
	unsigned int n_errors;
	uint64_t steps, max_steps;
	unsigned int depth; /* of frames */
	const char *reason; /* why it was given up, or NULL */
	struct span span;   /* where */
};

/* ---- schema_validate ------------------------------------------------- */

/* Whether the frame's schema allows its value. */
bool schema_validate(struct schema_runner *runner,
		     const struct schema_frame *frame);

/* A frame for a schema in the frame's, applied to the same value. */
struct schema_frame schema_frame_in_place(const struct schema_frame *outer,
					  const struct schema_subschema *schema,
					  struct schema_marks *marks);

/* Whether a schema in the frame's allows a child of the value. */
bool schema_validate_child(struct schema_runner *runner,
			   const struct schema_frame *outer,
			   const struct schema_subschema *schema,
			   uint32_t child);

/* Gives the document up; always returns false. */
bool schema_give_up(struct schema_runner *runner,
		    const struct schema_frame *frame, const char *reason);

/* Whether the text matches; gives up where that takes too long. */
bool schema_matches(struct schema_runner *runner,
		    const struct schema_frame *frame,
		    const struct schema_pattern *pattern, const char *text,
		    size_t size);

/* ---- schema_validate_value, _array, _object, _branch ------------------ */

bool schema_validate_value(struct schema_runner *runner,
			   const struct schema_frame *frame,
			   const struct schema_rule *rule);
bool schema_validate_array(struct schema_runner *runner,
			   const struct schema_frame *frame,
			   const struct schema_rule *rule);
bool schema_validate_object(struct schema_runner *runner,
			    const struct schema_frame *frame,
			    const struct schema_rule *rule);
bool schema_validate_branches(struct schema_runner *runner,
			      const struct schema_frame *frame,
			      const struct schema_rule *rule);

/* Marks of their own for a value, empty; NULL when outer is. */
struct schema_marks *schema_marks_new(const struct schema_marks *outer);
void schema_marks_free(struct schema_marks *marks);
void schema_marks_merge(struct schema_marks *marks,
			const struct schema_marks *more);

/* ---- schema_error ---------------------------------------------------- */

/*
 * Adds an error at the frame's value: the keyword stands at node of the
 * frame's schema. Returns NULL when there are too many. The caller has made
 * sure that errors are asked for.
 */
struct schema_error *schema_error_add(struct schema_runner *runner,
				      const struct schema_frame *frame,
				      enum schema_keyword id, uint32_t node,
				      const char *message);

/* The same for a rule that speaks of the value alone; returns false. */
bool schema_refuse(struct schema_runner *runner,
		   const struct schema_frame *frame,
		   const struct schema_rule *rule);

/* The error of the schema 'false'; returns false. */
bool schema_refuse_all(struct schema_runner *runner,
		       const struct schema_frame *frame);

/* The alternative of an error that came nearest, or -1. */
int schema_nearest(const struct schema_error *error);

/* ---- schema_message -------------------------------------------------- */

/* The sentence for an anyOf or oneOf of which no alternative fits; owned. */
char *schema_message_branches(const struct schema_frame *frame,
			      const struct schema_error *error);

/* The sentence for a rule that does not allow the frame's value. */
char *schema_message(const struct schema_frame *frame,
		     const struct schema_rule *rule);

/* A value as a sentence names it: 'text', 12, the array; owned. */
char *schema_describe(const struct json_node *value);

/* A key in quotes, shortened; owned. */
char *schema_quote(const char *text, size_t size);

#endif
