#ifndef SCHEMA_H
#define SCHEMA_H

/*
 * JSON Schema, drafts 2020-12 and 07: compiled once, then any number of
 * documents are judged by it. A compiled schema never changes: threads share
 * it, and each has a runner of its own.
 *
 * Nothing is fetched: documents that a schema refers to come from the load
 * function of the options. The drafts' own metaschemas are built in.
 */

#include "arena.h"
#include "json_doc.h"

enum schema_draft {
	SCHEMA_2020_12,
	SCHEMA_DRAFT_07,
};

/*
 * Returns the bytes of the document at an absolute URL without fragment,
 * owned by the caller, or NULL with *error set.
 */
typedef char *schema_load_func(const char *url, size_t *out_size,
			       GError **error, void *payload);

struct schema_options {
	enum schema_draft default_draft; /* for a schema without $schema */
	bool assert_formats;
	/* What draft-07 lets a program do: judge contentEncoding and
	   contentMediaType. Later drafts never judge them. */
	bool assert_content;
	schema_load_func *load; /* NULL: no further documents */
	void *payload;
};

#define SCHEMA_OPTIONS_INIT                                                    \
	{                                                                      \
		.default_draft = SCHEMA_2020_12                                \
	}

/* What is wrong with a schema, and where. */
struct schema_fault {
	char *url; /* of the document */
	struct span span;
	char *message;
};
void schema_fault_clear(struct schema_fault *fault);

struct schema;

/*
 * Compiles the schema in bytes, whose own URL is url ("" is possible, then no
 * relative reference to another document is). Returns NULL and fills *fault,
 * which the caller clears, for one that is not a schema or refers to
 * something that cannot be had.
 */
struct schema *schema_compile(const char *url, const char *bytes, size_t size,
			      const struct schema_options *options,
			      struct schema_fault *fault);
void schema_free(struct schema *schema);
typedef struct schema schema_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(schema_t, schema_free)

struct schema_branch;

/* One place that the schema does not allow. */
struct schema_error {
	struct schema_error *next;
	struct span span; /* of the value, or of the key that offends */
	bool is_key;
	const char *pointer;	    /* of the value */
	const char *keyword;	    /* "required"; "false" for that schema */
	const char *schema_pointer; /* the way to the keyword, through $ref */
	const char *schema_url;	    /* where it stands, with its fragment */
	const char *message;	    /* a sentence, no full stop */
	unsigned int depth;	    /* of the value in the document */
	/* Of anyOf and oneOf: what each alternative does not allow. */
	struct schema_branch *branches;
	unsigned int n_branches;
	/* The alternative that came nearest, or -1 when none stands out. */
	int nearest;
};

struct schema_error_list {
	struct schema_error *first;
	struct schema_error *last;
};

struct schema_branch {
	struct schema_error_list errors;
};

enum schema_verdict {
	SCHEMA_VALID,
	SCHEMA_INVALID,
	/* Given up: an endless reference, too deep, too long. */
	SCHEMA_UNDECIDED,
};

/* No more errors of one document are kept than this. */
#define SCHEMA_MAX_ERRORS 1000

struct schema_result {
	struct arena arena; /* holds all that follows */
	struct schema_error_list errors;
	bool is_cut; /* there are more than SCHEMA_MAX_ERRORS */
	/* Of SCHEMA_UNDECIDED: why, and at which value; errors are then those
	   that were found before. */
	const char *reason;
	struct span span;
};

#define SCHEMA_RESULT_INIT                                                     \
	{                                                                      \
		0                                                              \
	}
void schema_result_release(struct schema_result *result);

struct schema_runner;

/* The schema is borrowed until the runner is freed. */
struct schema_runner *schema_runner_new(const struct schema *schema);
void schema_runner_free(struct schema_runner *runner);
typedef struct schema_runner schema_runner_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(schema_runner_t, schema_runner_free)

/*
 * Judges a document. *result is emptied and filled with all errors in the
 * order in which they are found; with NULL the first fault ends the run.
 */
enum schema_verdict schema_runner_judge(struct schema_runner *runner,
					const struct json_doc *doc,
					struct schema_result *result);

typedef void schema_visit_func(const struct schema_error *error, void *payload);

/*
 * Visits the errors that a person should see: of anyOf and oneOf those of the
 * nearest alternative, or where none stands out the error that sums them up.
 */
void schema_result_visit(const struct schema_result *result,
			 schema_visit_func *visit, void *payload);

#endif
