/* schema_keyword - the keywords of JSON Schema and where they mean something.
 */

#include <config.h>

#include "schema_keyword.h"

#include "cleanup.h"

#define BOTH   SCHEMA_IN_BOTH
#define NEW    SCHEMA_IN_2020_12
#define OLD    SCHEMA_IN_DRAFT_07
#define FORMAT (SCHEMA_FORMAT_ANNOTATION | SCHEMA_FORMAT_ASSERTION)
#define NONE   SCHEMA_INSIDE_NONE
#define ONE    SCHEMA_INSIDE_ONE
#define ARRAY  SCHEMA_INSIDE_ARRAY
#define MAP    SCHEMA_INSIDE_MAP

/*
 * 2020-12 has no 'definitions' and 'dependencies' but keeps them in its
 * metaschema, and lets a program go on taking them.
 */
static const struct schema_keyword_info keywords[SCHEMA_N_KEYWORDS] = {
	[SCHEMA_ID] = {"$id", BOTH, SCHEMA_CORE, NONE},
	[SCHEMA_SCHEMA] = {"$schema", BOTH, SCHEMA_CORE, NONE},
	[SCHEMA_ANCHOR] = {"$anchor", NEW, SCHEMA_CORE, NONE},
	[SCHEMA_DYNAMIC_ANCHOR] = {"$dynamicAnchor", NEW, SCHEMA_CORE, NONE},
	[SCHEMA_VOCABULARY] = {"$vocabulary", NEW, SCHEMA_CORE, NONE},
	[SCHEMA_DEFS] = {"$defs", NEW, SCHEMA_CORE, MAP},
	[SCHEMA_DEFINITIONS] = {"definitions", BOTH, SCHEMA_CORE, MAP},
	[SCHEMA_REF] = {"$ref", BOTH, SCHEMA_CORE, NONE},
	[SCHEMA_DYNAMIC_REF] = {"$dynamicRef", NEW, SCHEMA_CORE, NONE},
	[SCHEMA_TYPE] = {"type", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_CONST] = {"const", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_ENUM] = {"enum", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_MULTIPLE_OF] = {"multipleOf", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_MAXIMUM] = {"maximum", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_EXCLUSIVE_MAXIMUM] = {"exclusiveMaximum", BOTH,
				      SCHEMA_VALIDATION, NONE},
	[SCHEMA_MINIMUM] = {"minimum", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_EXCLUSIVE_MINIMUM] = {"exclusiveMinimum", BOTH,
				      SCHEMA_VALIDATION, NONE},
	[SCHEMA_MAX_LENGTH] = {"maxLength", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_MIN_LENGTH] = {"minLength", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_PATTERN] = {"pattern", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_FORMAT] = {"format", BOTH, FORMAT, NONE},
	[SCHEMA_CONTENT_ENCODING] = {"contentEncoding", BOTH, SCHEMA_CONTENT,
				     NONE},
	[SCHEMA_CONTENT_MEDIA_TYPE] = {"contentMediaType", BOTH, SCHEMA_CONTENT,
				       NONE},
	[SCHEMA_CONTENT_SCHEMA] = {"contentSchema", NEW, SCHEMA_CONTENT, ONE},
	[SCHEMA_MAX_PROPERTIES] = {"maxProperties", BOTH, SCHEMA_VALIDATION,
				   NONE},
	[SCHEMA_MIN_PROPERTIES] = {"minProperties", BOTH, SCHEMA_VALIDATION,
				   NONE},
	[SCHEMA_REQUIRED] = {"required", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_DEPENDENT_REQUIRED] = {"dependentRequired", NEW,
				       SCHEMA_VALIDATION, NONE},
	[SCHEMA_DEPENDENCIES] = {"dependencies", BOTH, SCHEMA_APPLICATOR,
				 SCHEMA_INSIDE_SOME},
	[SCHEMA_DEPENDENT_SCHEMAS] = {"dependentSchemas", NEW,
				      SCHEMA_APPLICATOR, MAP},
	[SCHEMA_PROPERTY_NAMES] = {"propertyNames", BOTH, SCHEMA_APPLICATOR,
				   ONE},
	[SCHEMA_PROPERTIES] = {"properties", BOTH, SCHEMA_APPLICATOR, MAP},
	[SCHEMA_PATTERN_PROPERTIES] = {"patternProperties", BOTH,
				       SCHEMA_APPLICATOR, MAP},
	[SCHEMA_ADDITIONAL_PROPERTIES] = {"additionalProperties", BOTH,
					  SCHEMA_APPLICATOR, ONE},
	[SCHEMA_MAX_ITEMS] = {"maxItems", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_MIN_ITEMS] = {"minItems", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_UNIQUE_ITEMS] = {"uniqueItems", BOTH, SCHEMA_VALIDATION, NONE},
	[SCHEMA_PREFIX_ITEMS] = {"prefixItems", NEW, SCHEMA_APPLICATOR, ARRAY},
	[SCHEMA_ITEMS] = {"items", BOTH, SCHEMA_APPLICATOR, SCHEMA_INSIDE_ANY},
	[SCHEMA_ADDITIONAL_ITEMS] = {"additionalItems", OLD, SCHEMA_APPLICATOR,
				     ONE},
	[SCHEMA_CONTAINS] = {"contains", BOTH, SCHEMA_APPLICATOR, ONE},
	[SCHEMA_MAX_CONTAINS] = {"maxContains", NEW, SCHEMA_VALIDATION, NONE},
	[SCHEMA_MIN_CONTAINS] = {"minContains", NEW, SCHEMA_VALIDATION, NONE},
	[SCHEMA_ALL_OF] = {"allOf", BOTH, SCHEMA_APPLICATOR, ARRAY},
	[SCHEMA_ANY_OF] = {"anyOf", BOTH, SCHEMA_APPLICATOR, ARRAY},
	[SCHEMA_ONE_OF] = {"oneOf", BOTH, SCHEMA_APPLICATOR, ARRAY},
	[SCHEMA_NOT] = {"not", BOTH, SCHEMA_APPLICATOR, ONE},
	[SCHEMA_IF] = {"if", BOTH, SCHEMA_APPLICATOR, ONE},
	[SCHEMA_THEN] = {"then", BOTH, SCHEMA_APPLICATOR, ONE},
	[SCHEMA_ELSE] = {"else", BOTH, SCHEMA_APPLICATOR, ONE},
	[SCHEMA_UNEVALUATED_ITEMS] = {"unevaluatedItems", NEW,
				      SCHEMA_UNEVALUATED, ONE},
	[SCHEMA_UNEVALUATED_PROPERTIES] = {"unevaluatedProperties", NEW,
					   SCHEMA_UNEVALUATED, ONE},
};

const struct schema_keyword_info *schema_keyword_info(enum schema_keyword id)
{
	return &keywords[id];
}

enum schema_keyword schema_keyword_find(const struct schema_dialect *dialect,
					const char *name, size_t size)
{
	for (int i = 0; i < SCHEMA_N_KEYWORDS; i++) {
		const struct schema_keyword_info *info = &keywords[i];

		if ((info->drafts & dialect->draft) &&
		    (info->vocabularies & dialect->vocabularies) &&
		    strlen(info->name) == size &&
		    memcmp(info->name, name, size) == 0)
			return (enum schema_keyword)i;
	}
	return SCHEMA_N_KEYWORDS;
}
