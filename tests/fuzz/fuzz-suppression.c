/* fuzz-suppression - any bytes as a source that may suppress findings. */

/*
 * A finding stands at every eighth offset. What is left must be a part of
 * them in their order, then notes on codes of the source; where the quick
 * scan sees nothing, nothing may change.
 */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "suppression.h"

static const struct rule first_rule = {
	.id = "a-b",
	.severity = SEVERITY_ERROR,
	.alias = "X1",
};
static const struct rule second_rule = {
	.id = "c",
	.severity = SEVERITY_ERROR,
	.alias = "X1",
};
static const struct rule *const rules[] = {&first_rule, &second_rule};

#define STEP 8

static GPtrArray *findings_of(const struct source *source)
{
	GPtrArray *findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);

	for (size_t at = 0; at <= source->size; at += STEP)
		g_ptr_array_add(findings,
				finding_new(at % (2 * STEP) ? &first_rule
							    : &second_rule,
					    source->path, (struct span){at, at},
					    NULL));
	return findings;
}

/* Notes follow the findings, in order, each on a code of its own. */
static void check_left(const struct source *source, const GPtrArray *findings)
{
	bool had_note = false;
	size_t last = 0;

	for (guint i = 0; i < findings->len; i++) {
		const struct finding *finding = findings->pdata[i];
		bool is_note = finding->rule == &unused_suppression_rule;

		g_assert_cmpuint(finding->span.start, <=, finding->span.end);
		g_assert_cmpuint(finding->span.end, <=, source->size);
		if (is_note && !had_note)
			last = 0;
		g_assert_true(is_note || !had_note);
		g_assert_true(i == 0 || finding->span.start >= last);
		last = is_note ? finding->span.end : finding->span.start;
		had_note = is_note;
		g_assert_true(!is_note || span_size(finding->span) > 0);
	}
}

static size_t count_notes(const GPtrArray *findings)
{
	size_t n = 0;

	for (guint i = 0; i < findings->len; i++) {
		const struct finding *finding = findings->pdata[i];

		n += finding->rule == &unused_suppression_rule;
	}
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *bytes = g_malloc(size + 1);
	struct source source = SOURCE_INIT;
	struct decode_result decoded;
	g_autoptr(GPtrArray) findings = NULL;
	guint n_before;

	memcpy(bytes, data, size);
	bytes[size] = '\0';
	source_set(&source, "a.py", bytes, size);
	if (source_decode(&source, &decoded)) {
		findings = findings_of(&source);
		n_before = findings->len;
		suppressions_apply(&source, rules, G_N_ELEMENTS(rules),
				   findings);
		check_left(&source, findings);
		g_assert_cmpuint(findings->len - count_notes(findings), <=,
				 n_before);
		if (!suppression_possible(source.text, source.text_size))
			g_assert_cmpuint(findings->len, ==, n_before);
	}
	source_release(&source);
	return 0;
}
