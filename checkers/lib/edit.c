/* edit - edits put in order, applied in memory, and shown as a diff. */

#include <config.h>

#include "edit.h"

#include <string.h>

#include "cleanup.h"

#define CONTEXT_LINES 3

static void clear_edit(gpointer edit)
{
	g_free(((struct edit *)edit)->text);
}

GArray *edits_new(void)
{
	GArray *edits = g_array_new(FALSE, FALSE, sizeof(struct edit));

	g_array_set_clear_func(edits, clear_edit);
	return edits;
}

void edits_add(GArray *edits, struct span span, char *text, unsigned int group,
	       enum edit_safety safety)
{
	struct edit edit = {span, text, group, safety};

	g_array_append_val(edits, edit);
}

static const struct edit *edit_at(const GArray *edits, guint i)
{
	return &g_array_index(edits, struct edit, i);
}

static gint compare_edits(gconstpointer a, gconstpointer b)
{
	const struct span *x = &((const struct edit *)a)->span;
	const struct span *y = &((const struct edit *)b)->span;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end < y->end ? -1 : x->end > y->end;
}

/* The groups with an overlap; a set of GUINT_TO_POINTER(group). */
static GHashTable *conflicting_groups(const GArray *edits)
{
	GHashTable *groups = g_hash_table_new(NULL, NULL);
	guint reach = 0; /* the edit so far that ends last */

	for (guint i = 1; i < edits->len; i++) {
		const struct edit *last = edit_at(edits, reach);
		const struct edit *edit = edit_at(edits, i);

		if (span_overlaps(last->span, edit->span)) {
			g_hash_table_add(groups, GUINT_TO_POINTER(last->group));
			g_hash_table_add(groups, GUINT_TO_POINTER(edit->group));
		}
		if (edit->span.end >= last->span.end)
			reach = i;
	}
	return groups;
}

size_t edits_settle(GArray *edits)
{
	g_autoptr(GHashTable) groups = NULL;

	g_array_sort(edits, compare_edits);
	groups = conflicting_groups(edits);
	for (guint i = edits->len; i-- > 0;)
		if (g_hash_table_contains(
			    groups, GUINT_TO_POINTER(edit_at(edits, i)->group)))
			g_array_remove_index(edits, i);
	return g_hash_table_size(groups);
}

/* Appends what [from, to) becomes; edits from *next on may lie in it. */
static void append_edited(GString *out, const GArray *edits, guint *next,
			  const char *bytes, struct span range)
{
	size_t at = range.start;

	while (*next < edits->len &&
	       edit_at(edits, *next)->span.end <= range.end) {
		const struct edit *edit = edit_at(edits, (*next)++);

		g_string_append_len(out, bytes + at,
				    (gssize)(edit->span.start - at));
		g_string_append(out, edit->text);
		at = edit->span.end;
	}
	g_string_append_len(out, bytes + at, (gssize)(range.end - at));
}

char *edits_apply(const GArray *edits, const char *bytes, size_t size,
		  size_t *out_size)
{
	GString *out = g_string_sized_new(size + 64 * edits->len + 1);
	guint next = 0;

	append_edited(out, edits, &next, bytes, (struct span){0, size});
	*out_size = out->len;
	return g_string_free(out, FALSE);
}

/* Whole lines that one or more neighbouring edits touch. */
struct change {
	struct span lines;
	guint first_edit;
};

static size_t line_start(const char *bytes, size_t offset)
{
	while (offset > 0 && bytes[offset - 1] != '\n')
		offset--;
	return offset;
}

static size_t line_end(const char *bytes, size_t size, size_t offset)
{
	const char *newline = memchr(bytes + offset, '\n', size - offset);

	return newline ? (size_t)(newline - bytes) + 1 : size;
}

/* The lines of an edit; an edit that ends after an LF takes no next line. */
static struct span lines_of(const struct edit *edit, const char *bytes,
			    size_t size)
{
	struct span lines = {.start = line_start(bytes, edit->span.start)};
	bool is_whole = edit->span.end > lines.start &&
			bytes[edit->span.end - 1] == '\n' &&
			g_str_has_suffix(edit->text, "\n");

	lines.end = is_whole ? edit->span.end
			     : line_end(bytes, size, edit->span.end);
	return lines;
}

static bool changes_nothing(const struct edit *edit, const char *bytes)
{
	size_t size = span_size(edit->span);

	return strlen(edit->text) == size &&
	       memcmp(bytes + edit->span.start, edit->text, size) == 0;
}

static GArray *changes_of(const GArray *edits, const char *bytes, size_t size)
{
	GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct change));

	for (guint i = 0; i < edits->len; i++) {
		struct span lines = lines_of(edit_at(edits, i), bytes, size);
		struct change *last =
			changes->len ? &g_array_index(changes, struct change,
						      changes->len - 1)
				     : NULL;

		if (changes_nothing(edit_at(edits, i), bytes))
			continue;
		if (last && lines.start <= last->lines.end) {
			last->lines.end = MAX(last->lines.end, lines.end);
		} else {
			struct change change = {lines, i};

			g_array_append_val(changes, change);
		}
	}
	return changes;
}

static size_t count_lines(const char *bytes, struct span range)
{
	size_t n = 0;

	for (size_t at = range.start; at < range.end;
	     at = line_end(bytes, range.end, at))
		n++;
	return n;
}

/* The offset n lines before (the start of line) offset. */
static size_t lines_before(const char *bytes, size_t offset, size_t n)
{
	while (n-- > 0 && offset > 0)
		offset = line_start(bytes, offset - 1);
	return offset;
}

static size_t lines_after(const char *bytes, size_t size, size_t offset,
			  size_t n)
{
	while (n-- > 0 && offset < size)
		offset = line_end(bytes, size, offset);
	return offset;
}

static void append_lines(GString *out, char prefix, const char *bytes,
			 struct span range)
{
	for (size_t at = range.start, end; at < range.end; at = end) {
		end = line_end(bytes, range.end, at);
		g_string_append_c(out, prefix);
		g_string_append_len(out, bytes + at, (gssize)(end - at));
		if (bytes[end - 1] != '\n')
			g_string_append(out,
					"\n\\ No newline at end of file\n");
	}
}

struct diff {
	const GArray *edits;
	const char *bytes;
	size_t size;
	GString *out;
	size_t line; /* of `counted`, 1-based, before the edits */
	size_t counted;
	gssize shift; /* how many lines earlier hunks have added */
};

static void append_range(GString *out, size_t start, size_t n)
{
	/* An empty range is named by the line before it, as in diff(1). */
	g_string_append_printf(out, n == 1 ? "%zu" : "%zu,%zu",
			       n == 0 ? start - 1 : start, n);
}

/* One hunk: the changes from first to last and the context around them. */
static void append_hunk(struct diff *diff, const struct change *first,
			const struct change *last)
{
	g_autoptr(GString) body = g_string_new(NULL);
	struct span range = {
		lines_before(diff->bytes, first->lines.start, CONTEXT_LINES),
		lines_after(diff->bytes, diff->size, last->lines.end,
			    CONTEXT_LINES),
	};
	size_t at = range.start;
	gssize added = 0;
	size_t n_old = count_lines(diff->bytes, range);

	for (const struct change *change = first; change <= last; change++) {
		g_autoptr(GString) new = g_string_new(NULL);
		guint next = change->first_edit;

		append_lines(body, ' ', diff->bytes,
			     (struct span){at, change->lines.start});
		append_lines(body, '-', diff->bytes, change->lines);
		append_edited(new, diff->edits, &next, diff->bytes,
			      change->lines);
		append_lines(body, '+', new->str, (struct span){0, new->len});
		added += (gssize)count_lines(new->str,
					     (struct span){0, new->len}) -
			 (gssize)count_lines(diff->bytes, change->lines);
		at = change->lines.end;
	}
	append_lines(body, ' ', diff->bytes, (struct span){at, range.end});
	diff->line += count_lines(diff->bytes,
				  (struct span){diff->counted, range.start});
	diff->counted = range.start;
	g_string_append(diff->out, "@@ -");
	append_range(diff->out, diff->line, n_old);
	g_string_append(diff->out, " +");
	append_range(diff->out, (size_t)((gssize)diff->line + diff->shift),
		     (size_t)((gssize)n_old + added));
	g_string_append(diff->out, " @@\n");
	g_string_append_len(diff->out, body->str, (gssize)body->len);
	diff->shift += added;
}

/* git's form of a name in a diff's header (quote.c: quote_c_style). */
static void append_name(GString *out, const char *mark, const char *prefix,
			const char *path)
{
	g_autofree char *name = g_strconcat(prefix, path, NULL);
	bool is_odd = false;

	for (const char *c = path; *c; c++)
		is_odd |= (unsigned char)*c < ' ' || *c == '"' || *c == '\\' ||
			  (unsigned char)*c >= 0x7f;
	g_string_append_printf(out, "%s ", mark);
	if (is_odd) {
		g_autofree char *escaped = g_strescape(name, NULL);

		g_string_append_printf(out, "\"%s\"", escaped);
	} else {
		g_string_append(out, name);
	}
	/* So that the name's end is known where it holds a blank. */
	g_string_append(out, strchr(path, ' ') ? "\t\n" : "\n");
}

void edits_diff(const GArray *edits, const char *path, const char *bytes,
		size_t size, GString *out)
{
	g_autoptr(GArray) changes = changes_of(edits, bytes, size);
	struct diff diff = {
		.edits = edits,
		.bytes = bytes,
		.size = size,
		.out = out,
		.line = 1,
	};
	const struct change *change, *end;

	if (changes->len == 0)
		return;
	change = (void *)changes->data;
	end = change + changes->len;
	append_name(out, "---", "a/", path);
	append_name(out, "+++", "b/", path);
	while (change < end) {
		const struct change *last = change;

		while (last + 1 < end &&
		       lines_after(bytes, size, last->lines.end,
				   2 * CONTEXT_LINES) >= last[1].lines.start)
			last++;
		append_hunk(&diff, change, last);
		change = last + 1;
	}
}
