#ifndef SCHEMA_KEYWORD_H
#define SCHEMA_KEYWORD_H

/* The keywords of JSON Schema and where they mean something. */

#include <stdbool.h>
#include <stddef.h>

/* In the order in which they are judged. */
enum schema_keyword {
	/* What names and describes. */
	SCHEMA_ID,
	SCHEMA_SCHEMA,
	SCHEMA_ANCHOR,
	SCHEMA_DYNAMIC_ANCHOR,
	SCHEMA_VOCABULARY,
	SCHEMA_DEFS,
	SCHEMA_DEFINITIONS,
	/* What judges. */
	SCHEMA_TYPE,
	SCHEMA_CONST,
	SCHEMA_ENUM,
	SCHEMA_MULTIPLE_OF,
	SCHEMA_MAXIMUM,
	SCHEMA_EXCLUSIVE_MAXIMUM,
	SCHEMA_MINIMUM,
	SCHEMA_EXCLUSIVE_MINIMUM,
	SCHEMA_MAX_LENGTH,
	SCHEMA_MIN_LENGTH,
	SCHEMA_PATTERN,
	SCHEMA_FORMAT,
	SCHEMA_CONTENT_ENCODING,
	SCHEMA_CONTENT_MEDIA_TYPE,
	SCHEMA_CONTENT_SCHEMA,
	SCHEMA_MAX_PROPERTIES,
	SCHEMA_MIN_PROPERTIES,
	SCHEMA_REQUIRED,
	SCHEMA_DEPENDENT_REQUIRED,
	SCHEMA_DEPENDENCIES,
	SCHEMA_DEPENDENT_SCHEMAS,
	SCHEMA_PROPERTY_NAMES,
	SCHEMA_PROPERTIES, /* stands for all that walk over members */
	SCHEMA_PATTERN_PROPERTIES,
	SCHEMA_ADDITIONAL_PROPERTIES,
	SCHEMA_MAX_ITEMS,
	SCHEMA_MIN_ITEMS,
	SCHEMA_UNIQUE_ITEMS,
	SCHEMA_PREFIX_ITEMS,
	SCHEMA_ITEMS, /* stands for these three */
	SCHEMA_ADDITIONAL_ITEMS,
	SCHEMA_CONTAINS,
	SCHEMA_MAX_CONTAINS,
	SCHEMA_MIN_CONTAINS,
	SCHEMA_REF,
	SCHEMA_DYNAMIC_REF,
	SCHEMA_ALL_OF,
	SCHEMA_ANY_OF,
	SCHEMA_ONE_OF,
	SCHEMA_NOT,
	SCHEMA_IF,
	SCHEMA_THEN,
	SCHEMA_ELSE,
	SCHEMA_UNEVALUATED_ITEMS,
	SCHEMA_UNEVALUATED_PROPERTIES,
	SCHEMA_N_KEYWORDS,
};

enum schema_vocabulary {
	SCHEMA_CORE = 1 << 0,
	SCHEMA_APPLICATOR = 1 << 1,
	SCHEMA_UNEVALUATED = 1 << 2,
	SCHEMA_VALIDATION = 1 << 3,
	SCHEMA_META_DATA = 1 << 4,
	SCHEMA_FORMAT_ANNOTATION = 1 << 5,
	SCHEMA_FORMAT_ASSERTION = 1 << 6,
	SCHEMA_CONTENT = 1 << 7,
	SCHEMA_ALL_VOCABULARIES = (1 << 8) - 1,
};

enum schema_in_draft {
	SCHEMA_IN_2020_12 = 1 << 0,
	SCHEMA_IN_DRAFT_07 = 1 << 1,
	SCHEMA_IN_BOTH = SCHEMA_IN_2020_12 | SCHEMA_IN_DRAFT_07,
};

/* Where schemas stand in a keyword's value. */
enum schema_inside {
	SCHEMA_INSIDE_NONE,
	SCHEMA_INSIDE_ONE,   /* the value */
	SCHEMA_INSIDE_ARRAY, /* its elements */
	SCHEMA_INSIDE_MAP,   /* its members' values */
	SCHEMA_INSIDE_ANY,   /* itself, or its elements */
	SCHEMA_INSIDE_SOME,  /* those of its members that are no arrays */
};

struct schema_keyword_info {
	const char *name;
	unsigned int drafts;
	unsigned int vocabularies; /* any of them makes it known */
	enum schema_inside inside;
};

/* Which keywords a schema is written in. */
struct schema_dialect {
	unsigned int draft; /* one of enum schema_in_draft */
	unsigned int vocabularies;
};

const struct schema_keyword_info *schema_keyword_info(enum schema_keyword id);

/* The keyword of that name, or SCHEMA_N_KEYWORDS when the dialect has none. */
enum schema_keyword schema_keyword_find(const struct schema_dialect *dialect,
					const char *name, size_t size);

#endif
