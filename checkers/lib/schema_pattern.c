/* schema_pattern - patterns of schemas, matched by PCRE2 within limits. */

#include <config.h>

#include "schema_pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "cleanup.h"

/*
 * Nearly all searches end within the first limit, which costs nothing. One
 * that does not is begun anew with FACTOR times as much, and that is charged.
 * A catastrophic pattern ends in about a tenth of a second.
 */
#define FIRST_LIMIT 1000
#define FACTOR	    50
#define LAST_LIMIT  2500000
#define DEPTH_LIMIT 10000
#define HEAP_KB	    20000

struct schema_pattern {
	pcre2_code *code;
};

struct schema_matcher {
	pcre2_match_data *data;
	pcre2_match_context *context;
	uint64_t cost;
};

/*
 * Not PCRE2_UCP: \d and \w are of ASCII. A '$' is the very end, as in
 * ECMA-262, also before a newline.
 */
static pcre2_code *compile(const GString *pattern, struct ecma_error *error)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	PCRE2_UCHAR message[128];
	PCRE2_SIZE offset;
	pcre2_code *code;
	int status;

	pcre2_set_compile_extra_options(context,
					PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES);
	code = pcre2_compile(
		(PCRE2_SPTR)pattern->str, pattern->len,
		PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF |
			PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_UTF_CHECK,
		&status, &offset, context);
	pcre2_compile_context_free(context);
	if (code)
		return code;
	pcre2_get_error_message(status, message, sizeof(message));
	error->offset = 0;
	g_snprintf(error->message, sizeof(error->message), "%s",
		   (const char *)message);
	return NULL;
}

struct schema_pattern *schema_pattern_new(const char *pattern, size_t size,
					  struct ecma_error *error)
{
	g_autoptr(GString) translated = g_string_new(NULL);
	struct schema_pattern *result;
	pcre2_code *code;

	if (!ecma_pattern_translate(pattern, size, ECMA_LENIENT, translated,
				    error))
		return NULL;
	code = compile(translated, error);
	if (!code)
		return NULL;
	/* Where there is no JIT, or no memory for it, matching is slower. */
	pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	result = g_new(struct schema_pattern, 1);
	result->code = code;
	return result;
}

void schema_pattern_free(struct schema_pattern *pattern)
{
	if (!pattern)
		return;
	pcre2_code_free(pattern->code);
	g_free(pattern);
}

struct schema_matcher *schema_matcher_new(void)
{
	struct schema_matcher *matcher = g_new(struct schema_matcher, 1);

	matcher->data = pcre2_match_data_create(1, NULL);
	matcher->context = pcre2_match_context_create(NULL);
	matcher->cost = 0;
	pcre2_set_depth_limit(matcher->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(matcher->context, HEAP_KB);
	return matcher;
}

void schema_matcher_free(struct schema_matcher *matcher)
{
	if (!matcher)
		return;
	pcre2_match_data_free(matcher->data);
	pcre2_match_context_free(matcher->context);
	g_free(matcher);
}

uint64_t schema_matcher_take_cost(struct schema_matcher *matcher)
{
	uint64_t cost = matcher->cost;

	matcher->cost = 0;
	return cost;
}

static int search(const struct schema_pattern *pattern,
		  struct schema_matcher *matcher, const char *text, size_t size)
{
	uint32_t options = PCRE2_NO_UTF_CHECK;
	int status;

	status = pcre2_match(pattern->code, (PCRE2_SPTR)text, size, 0, options,
			     matcher->data, matcher->context);
	if (status == PCRE2_ERROR_JIT_STACKLIMIT)
		status = pcre2_match(pattern->code, (PCRE2_SPTR)text, size, 0,
				     options | PCRE2_NO_JIT, matcher->data,
				     matcher->context);
	return status;
}

enum schema_match schema_pattern_search(const struct schema_pattern *pattern,
					struct schema_matcher *matcher,
					const char *text, size_t size)
{
	uint32_t limit = FIRST_LIMIT;
	int status;

	for (;;) {
		pcre2_set_match_limit(matcher->context, limit);
		status = search(pattern, matcher, text, size);
		if (status != PCRE2_ERROR_MATCHLIMIT || limit == LAST_LIMIT)
			break;
		limit *= FACTOR;
		matcher->cost += limit / FIRST_LIMIT;
	}
	if (status >= 0)
		return SCHEMA_MATCH_YES;
	return status == PCRE2_ERROR_NOMATCH ? SCHEMA_MATCH_NO
					     : SCHEMA_MATCH_LIMIT;
}
