/* finding - a reported place: its life, its position, its order. */

#include <config.h>

#include "finding.h"

#include <string.h>

#include "cleanup.h"

#define EXCERPT_MAX_SIZE 4096

struct finding *finding_new(const struct rule *rule, const char *path,
			    struct span span, char *message)
{
	struct finding *finding = g_new0(struct finding, 1);

	finding->rule = rule;
	finding->severity = rule->severity;
	finding->path = path;
	finding->span = span;
	finding->message = message;
	return finding;
}

void finding_free(struct finding *finding)
{
	if (!finding)
		return;
	g_free(finding->message);
	g_free(finding->remark);
	g_free(finding->excerpt);
	cJSON_Delete(finding->data);
	g_free(finding);
}

/* Where to cut text so that it holds at most max bytes and whole characters. */
static size_t cut_at_character(const char *text, size_t size, size_t max)
{
	if (size <= max)
		return size;
	for (size_t cut = max; cut > max - 4; cut--)
		if (((unsigned char)text[cut] & 0xc0) != 0x80)
			return cut;
	return max; /* no UTF-8 anyway */
}

/* The line as text; columns do not count a byte order mark, nor does this. */
static char *excerpt_of_line(struct source *source, size_t line)
{
	static const char bom[] = "\xef\xbb\xbf";
	struct span span = source_line(source, line);
	const char *text = source->bytes + span.start;
	size_t size = span_size(span);

	if (line == 1 && size >= 3 && memcmp(text, bom, 3) == 0) {
		text += 3;
		size -= 3;
	}
	size = cut_at_character(text, size, EXCERPT_MAX_SIZE);
	return g_utf8_make_valid(text, (gssize)size);
}

static struct position later_position(struct position a, struct position b)
{
	bool a_is_later =
		a.line > b.line || (a.line == b.line && a.column > b.column);

	return a_is_later ? a : b;
}

void finding_locate(struct finding *finding, struct source *source,
		    bool with_excerpt)
{
	finding->start = source_position(source, finding->span.start);
	finding->end = source_position(source, finding->span.end);
	if (finding->stated.line > 0) {
		finding->start = finding->stated;
		finding->end = later_position(finding->start, finding->end);
	}
	g_clear_pointer(&finding->excerpt, g_free);
	if (with_excerpt && finding->start.line <= source_line_count(source))
		finding->excerpt = excerpt_of_line(source, finding->start.line);
}

static int compare_sizes(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

int finding_compare(const struct finding *a, const struct finding *b)
{
	int order = strcmp(a->path, b->path);

	if (order == 0)
		order = compare_sizes(a->start.line, b->start.line);
	if (order == 0)
		order = compare_sizes(a->start.column, b->start.column);
	if (order == 0)
		order = compare_sizes(a->span.start, b->span.start);
	if (order == 0)
		order = strcmp(a->rule->id, b->rule->id);
	if (order == 0)
		order = compare_sizes(a->span.end, b->span.end);
	if (order == 0)
		order = strcmp(a->message, b->message);
	return order;
}

void findings_remove(GPtrArray *findings,
		     bool (*is_unwanted)(const struct finding *finding,
					 void *payload),
		     void *payload)
{
	guint n_kept = 0;

	for (guint i = 0; i < findings->len; i++) {
		struct finding *finding = findings->pdata[i];

		findings->pdata[i] = NULL;
		if (is_unwanted(finding, payload))
			finding_free(finding);
		else
			findings->pdata[n_kept++] = finding;
	}
	g_ptr_array_set_size(findings, (gint)n_kept);
}

void summary_count(struct summary *summary, const struct finding *finding)
{
	if (finding->fixed) {
		summary->fixed++;
		return;
	}
	switch (finding->severity) {
	case SEVERITY_NOTE:
		summary->notes++;
		break;
	case SEVERITY_WARNING:
		summary->warnings++;
		break;
	case SEVERITY_ERROR:
		summary->errors++;
		break;
	}
}

static gint compare_pointers(gconstpointer a, gconstpointer b)
{
	return finding_compare(*(const struct finding *const *)a,
			       *(const struct finding *const *)b);
}

void findings_sort(GPtrArray *findings)
{
	g_ptr_array_sort(findings, compare_pointers);
}
