/*
 * fuzz-edit - random edits against the plainest splice, and their diff
 * applied by the plainest patcher.
 *
 * clang -g -fsanitize=fuzzer,address,undefined fuzz-edit.c with
 * checkers/lib/edit.c.
 */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "edit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const texts[] = {
	"", "a", "\n", "x\n", "y\nz", "\r\n", "no newline", "\n\n", " ", "b\n",
};

#define EDIT_BYTES 4

/* Four bytes an edit: start, size, text, group. The rest is what is edited. */
static GArray *read_edits(const uint8_t *data, size_t n, size_t size)
{
	GArray *edits = edits_new();

	for (size_t i = 0; i < n; i++, data += EDIT_BYTES) {
		size_t start = data[0] % (size + 1);
		size_t end = start + data[1] % (size - start + 1);

		edits_add(edits, (struct span){start, end},
			  g_strdup(texts[data[2] % G_N_ELEMENTS(texts)]),
			  1 + data[3] % 8u, EDIT_SAFE);
	}
	return edits;
}

static const struct edit *edit_at(const GArray *edits, guint i)
{
	return &g_array_index(edits, struct edit, i);
}

/* Does an edit of the group overlap any other? */
static bool has_conflict(const GArray *edits, unsigned int group)
{
	for (guint i = 0; i < edits->len; i++)
		for (guint j = 0; j < edits->len; j++)
			if (i != j && edit_at(edits, i)->group == group &&
			    span_overlaps(edit_at(edits, i)->span,
					  edit_at(edits, j)->span))
				return true;
	return false;
}

static void check_settled(const GArray *all, const GArray *settled)
{
	guint n = 0;

	for (guint i = 0; i < all->len; i++)
		n += !has_conflict(all, edit_at(all, i)->group);
	g_assert_cmpuint(settled->len, ==, n);
	for (guint i = 0; i < settled->len; i++)
		g_assert_false(has_conflict(all, edit_at(settled, i)->group));
	for (guint i = 1; i < settled->len; i++)
		g_assert_cmpuint(edit_at(settled, i - 1)->span.end, <=,
				 edit_at(settled, i)->span.start);
}

/* From the last edit to the first, so that no offset moves. */
static GString *splice(const GArray *edits, const char *bytes, size_t size)
{
	GString *out = g_string_new_len(bytes, (gssize)size);

	for (guint i = edits->len; i-- > 0;) {
		const struct edit *edit = edit_at(edits, i);

		g_string_erase(out, (gssize)edit->span.start,
			       (gssize)span_size(edit->span));
		g_string_insert(out, (gssize)edit->span.start, edit->text);
	}
	return out;
}

static const char *line_end(const char *at, const char *end)
{
	const char *newline = memchr(at, '\n', (size_t)(end - at));

	return newline ? newline + 1 : end;
}

static size_t read_number(const char **at)
{
	char *end;
	size_t number = strtoul(*at, &end, 10);

	g_assert_true(end != *at);
	*at = end;
	return number;
}

struct hunk {
	size_t old_start, old_n, new_start, new_n;
};

/* "@@ -1,3 +1,4 @@"; one line where no number of lines is said. */
static const char *read_hunk(const char *at, struct hunk *out)
{
	*out = (struct hunk){.old_n = 1, .new_n = 1};
	g_assert_true(g_str_has_prefix(at, "@@ -"));
	at += 4;
	out->old_start = read_number(&at);
	if (*at == ',')
		at++, out->old_n = read_number(&at);
	g_assert_true(g_str_has_prefix(at, " +"));
	at += 2;
	out->new_start = read_number(&at);
	if (*at == ',')
		at++, out->new_n = read_number(&at);
	g_assert_true(g_str_has_prefix(at, " @@\n"));
	return at + 4;
}

struct patcher {
	const char *old, *old_end; /* what is left of the old file */
	size_t old_line;	   /* of old, 1-based */
	GString *out;
	size_t out_lines;
};

/* Takes one line of the old file, which must be that one. */
static void take_line(struct patcher *patcher, const char *line, size_t size,
		      bool is_kept)
{
	g_assert_cmpuint((size_t)(patcher->old_end - patcher->old), >=, size);
	g_assert_true(memcmp(patcher->old, line, size) == 0);
	patcher->old += size;
	patcher->old_line++;
	if (is_kept) {
		g_string_append_len(patcher->out, line, (gssize)size);
		patcher->out_lines++;
	}
}

static const char *apply_line(struct patcher *patcher, const char *at,
			      const char *end, struct hunk *hunk)
{
	static const char no_newline[] = "\\ No newline at end of file\n";
	const char *next = line_end(at, end);
	size_t size = (size_t)(next - at) - 1;

	if (next < end && *next == '\\') {
		g_assert_true(g_str_has_prefix(next, no_newline));
		next += strlen(no_newline);
		size--; /* the newline is the diff's own */
	}
	switch (*at) {
	case ' ':
		hunk->old_n--;
		hunk->new_n--;
		take_line(patcher, at + 1, size, true);
		break;
	case '-':
		hunk->old_n--;
		take_line(patcher, at + 1, size, false);
		break;
	default:
		g_assert_cmpint(*at, ==, '+');
		hunk->new_n--;
		g_string_append_len(patcher->out, at + 1, (gssize)size);
		patcher->out_lines++;
		break;
	}
	return next;
}

static void apply_hunk(struct patcher *patcher, const char **at,
		       const char *end)
{
	struct hunk hunk;

	*at = read_hunk(*at, &hunk);
	while (patcher->old_line < hunk.old_start + (hunk.old_n == 0))
		take_line(patcher, patcher->old,
			  (size_t)(line_end(patcher->old, patcher->old_end) -
				   patcher->old),
			  true);
	g_assert_cmpuint(hunk.new_start, ==,
			 patcher->out_lines + (hunk.new_n > 0));
	while (hunk.old_n > 0 || hunk.new_n > 0)
		*at = apply_line(patcher, *at, end, &hunk);
}

static void check_diff(const char *diff, const char *bytes, size_t size,
		       const GString *expected)
{
	static const char header[] = "--- a/f\n+++ b/f\n";
	const char *end = diff + strlen(diff);
	g_autoptr(GString) out = g_string_new(NULL);
	struct patcher patcher = {bytes, bytes + size, 1, out, 0};

	if (*diff) {
		g_assert_true(g_str_has_prefix(diff, header));
		diff += strlen(header);
	}
	while (diff < end)
		apply_hunk(&patcher, &diff, end);
	g_string_append_len(out, patcher.old,
			    (gssize)(patcher.old_end - patcher.old));
	g_assert_true(g_string_equal(out, expected));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t n = size > 0 ? data[0] % 12 : 0;

	if (size < 1 + n * EDIT_BYTES ||
	    memchr(data + 1 + n * EDIT_BYTES, '\0', size - 1 - n * EDIT_BYTES))
		return 0;

	size_t n_bytes = size - 1 - n * EDIT_BYTES;
	g_autofree char *bytes = g_malloc(MAX(n_bytes, 1));
	g_autoptr(GArray) all = read_edits(data + 1, n, n_bytes);
	g_autoptr(GArray) edits = read_edits(data + 1, n, n_bytes);
	g_autoptr(GString) diff = g_string_new(NULL);
	size_t out_size;

	memcpy(bytes, data + 1 + n * EDIT_BYTES, n_bytes);
	edits_settle(edits);
	check_settled(all, edits);

	g_autoptr(GString) expected = splice(edits, bytes, n_bytes);
	g_autofree char *out = edits_apply(edits, bytes, n_bytes, &out_size);

	g_assert_cmpuint(out_size, ==, expected->len);
	g_assert_true(memcmp(out, expected->str, out_size + 1) == 0);
	edits_diff(edits, "f", bytes, n_bytes, diff);
	check_diff(diff->str, bytes, n_bytes, expected);
	return 0;
}
