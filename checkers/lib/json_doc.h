#ifndef JSON_DOC_H
#define JSON_DOC_H

/*
 * Strict JSON (RFC 8259) with the span of every key and value.
 *
 * One pass, no recursion, flat arrays: a document is an array of nodes in
 * document order, so that node 0 is the root and the children of a container
 * follow it. Strings are unescaped into one buffer and end in '\0'; numbers
 * keep their spelling. Duplicate keys are kept and reported as such.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "span.h"

enum json_kind {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
};

enum json_flags {
	/* Accept // and block comments and trailing commas (configuration). */
	JSON_COMMENTS = 1 << 0,
};

#define JSON_NONE      UINT32_MAX /* no such node */
#define JSON_MAX_DEPTH 512	  /* containers in containers */
#define JSON_MAX_NODES (UINT32_C(1) << 24)

struct json_node {
	enum json_kind kind;
	uint32_t index;	      /* among its siblings, from 0 */
	struct span span;     /* the value's bytes */
	struct span key_span; /* the member's key with its quotes, or empty */
	/* Unescaped, UTF-8, '\0' behind; NULL where there is none. As either
	   may hold U+0000, the size is what counts. */
	const char *key;
	size_t key_size;
	const char *string; /* JSON_STRING; a JSON_NUMBER as it is spelled */
	size_t string_size;
	uint32_t parent; /* JSON_NONE for the root */
	uint32_t next;	 /* the next sibling, or JSON_NONE */
	uint32_t n_children;
	bool duplicate; /* an earlier member of this object has the same key */
};

struct json_doc;

enum json_error_kind {
	JSON_ERROR_SYNTAX,
	JSON_ERROR_ENCODING, /* bad UTF-8, byte order mark, lone surrogate */
	JSON_ERROR_LIMIT,    /* JSON_MAX_DEPTH, JSON_MAX_NODES */
};

/* What is wrong with a text that is no JSON. */
struct json_error {
	enum json_error_kind kind;
	size_t offset;	   /* in bytes */
	char message[160]; /* one sentence part, no full stop */
};

/*
 * Parses bytes, in which the spans are offsets. Returns NULL and fills *error
 * for a text that is not JSON; at the first fault. Owned by the caller.
 */
struct json_doc *json_doc_parse(const char *bytes, size_t size,
				unsigned int flags, struct json_error *error);
void json_doc_free(struct json_doc *doc);
typedef struct json_doc json_doc_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_doc_t, json_doc_free)

uint32_t json_doc_count(const struct json_doc *doc);

/* The node with that number; borrowed from the document. */
const struct json_node *json_doc_node(const struct json_doc *doc,
				      uint32_t node);

/* The first child of a container, or JSON_NONE; then follow next. */
uint32_t json_doc_first_child(const struct json_doc *doc, uint32_t node);

/*
 * The last member of an object with that key (what json.loads and jq take),
 * or JSON_NONE.
 */
uint32_t json_doc_member(const struct json_doc *doc, uint32_t object,
			 const char *key);

/*
 * The node at an RFC 6901 pointer ("" is the root, "/testing/observed_at"),
 * or JSON_NONE.
 */
uint32_t json_doc_at(const struct json_doc *doc, const char *pointer);

/*
 * Takes the first token off a pointer that is not empty and moves *pointer
 * behind it. Returns the token, unescaped and owned by the caller, or NULL
 * when that is no pointer.
 */
char *json_pointer_take(const char **pointer);

/* The index that a token is for an array, or JSON_NONE. */
uint32_t json_pointer_index(const char *token);

/*
 * The RFC 6901 pointer of a node; owned by the caller. U+0000 in a key, which
 * a C string cannot hold, is written \u0000.
 */
char *json_doc_pointer(const struct json_doc *doc, uint32_t node);

/* Appends the pointer that leads from one node to another inside of it. */
void json_doc_append_pointer(const struct json_doc *doc, uint32_t from,
			     uint32_t node, GString *out);

/* "object", "array", "string" ...; static. */
const char *json_kind_name(enum json_kind kind);

#endif
