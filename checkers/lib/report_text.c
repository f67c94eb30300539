/* report_text - findings for people: a line each, and where they stand. */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "report_private.h"
#include "terminal.h"

#define TAB_WIDTH 8

/* At most so many characters of a line are shown, and so many of them
   before the place when it lies further right. */
#define EXCERPT_CHARACTERS 120
#define EXCERPT_LEAD	   40

#define COLOR_BOLD  "\033[1m"
#define COLOR_DIM   "\033[2m"
#define COLOR_RESET "\033[0m"

struct text_state {
	GString *buffer;
	const char *last_path; /* of the finding before; borrowed */
	size_t n_paths;	       /* that have findings */
};

static const char *severity_color(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return "\033[1;36m";
	case SEVERITY_WARNING:
		return "\033[1;33m";
	case SEVERITY_ERROR:
		return "\033[1;31m";
	}
	g_assert_not_reached();
}

/* text between color and reset, or as it is. */
static void append_colored(GString *out, bool color, const char *code,
			   const char *text)
{
	if (color)
		g_string_append(out, code);
	g_string_append(out, text);
	if (color)
		g_string_append(out, COLOR_RESET);
}

static void append_headline(GString *out, const struct finding *finding,
			    bool color)
{
	if (color)
		g_string_append(out, COLOR_BOLD);
	terminal_append(out, finding->path);
	if (finding->start.line > 0)
		g_string_append_printf(out, ":%zu:%zu", finding->start.line,
				       finding->start.column);
	g_string_append_c(out, ':');
	if (color)
		g_string_append(out, COLOR_RESET);
	g_string_append_c(out, ' ');
	append_colored(out, color, severity_color(finding->severity),
		       severity_name(finding->severity));
	g_string_append(out, ": ");
	terminal_append(out, finding->message);
	g_string_append(out, " [");
	append_colored(out, color, COLOR_BOLD, finding->rule->id);
	g_string_append(out, "]\n");
}

/* A range of characters, or of a terminal's columns. */
struct range {
	size_t start;
	size_t end;
};

/*
 * Appends the characters of line that lie in shown; a tab is expanded.
 * Returns the columns, counted from the first one shown, that the
 * characters in marked take.
 */
static struct range append_line(GString *out, const char *line,
				struct range shown, struct range marked)
{
	struct range columns = {0, 0};
	const char *at = g_utf8_offset_to_pointer(line, (glong)shown.start);
	size_t column = 0;

	for (size_t i = shown.start; i < shown.end; i++) {
		gunichar character = g_utf8_get_char(at);
		size_t width = TAB_WIDTH - column % TAB_WIDTH;

		if (i == marked.start)
			columns.start = column;
		if (character == '\t')
			g_string_append_printf(out, "%*s", (int)width, "");
		else
			width = terminal_append_character(out, character);
		column += width;
		if (i < marked.end)
			columns.end = column;
		at = g_utf8_next_char(at);
	}
	if (marked.start >= shown.end)
		columns.start = column;
	columns.end = MAX(columns.end, columns.start + 1);
	return columns;
}

/* The characters of the excerpt that the finding covers. */
static struct range marked_characters(const struct finding *finding,
				      size_t length)
{
	struct range marked = {finding->start.column - 1, length};

	if (finding->end.line == finding->start.line)
		marked.end = MIN(finding->end.column - 1, length);
	return marked;
}

static void append_underline(GString *out, struct range columns)
{
	g_string_append_printf(out, "%*s^", (int)columns.start, "");
	for (size_t i = columns.start + 1; i < columns.end; i++)
		g_string_append_c(out, '~');
}

/* The source line and, below it, a caret and an underline. */
static void append_excerpt(GString *out, const struct finding *finding,
			   bool color)
{
	size_t length = (size_t)g_utf8_strlen(finding->excerpt, -1);
	struct range marked = marked_characters(finding, length);
	struct range shown = {0, length};
	struct range columns;
	const char *cut;
	g_autoptr(GString) underline = g_string_new(NULL);

	if (marked.start > length)
		return; /* the excerpt was cut before the place */
	if (length > EXCERPT_CHARACTERS) {
		if (marked.start > EXCERPT_LEAD)
			shown.start = marked.start - EXCERPT_LEAD;
		shown.end = MIN(shown.start + EXCERPT_CHARACTERS, length);
	}
	cut = shown.start > 0 ? "..." : "";
	g_string_append_printf(out, "%6zu | %s", finding->start.line, cut);
	columns = append_line(out, finding->excerpt, shown, marked);
	g_string_append_printf(out, "%s\n%6s | %*s",
			       shown.end < length ? "..." : "", "",
			       (int)strlen(cut), "");
	append_underline(underline, columns);
	append_colored(out, color, severity_color(finding->severity),
		       underline->str);
	g_string_append_c(out, '\n');
}

static void append_remark(GString *out, const struct finding *finding)
{
	g_string_append(out, "    ");
	terminal_append(out, finding->remark);
	g_string_append_c(out, '\n');
}

/* 1234567 as "1,234,567", in any locale. */
static void append_number(GString *out, size_t number)
{
	if (number >= 1000) {
		append_number(out, number / 1000);
		g_string_append_printf(out, ",%03zu", number % 1000);
	} else {
		g_string_append_printf(out, "%zu", number);
	}
}

/* "1 error", "1,234 errors". */
static void append_count(GString *out, size_t count, const char *noun)
{
	append_number(out, count);
	g_string_append_printf(out, " %s%s", noun, count == 1 ? "" : "s");
}

static void append_findings_count(GString *out, const struct summary *summary)
{
	const struct {
		size_t count;
		const char *noun;
	} counts[] = {
		{summary->errors, "error"},
		{summary->warnings, "warning"},
		{summary->notes, "note"},
	};
	bool is_first = true;

	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
		if (counts[i].count == 0)
			continue;
		if (!is_first)
			g_string_append(out, ", ");
		is_first = false;
		append_count(out, counts[i].count, counts[i].noun);
	}
	if (is_first)
		g_string_append(out, "no findings");
}

static void append_summary(GString *out, const struct summary *summary,
			   size_t n_paths)
{
	append_findings_count(out, summary);
	if (n_paths > 0) {
		g_string_append(out, " in ");
		append_count(out, n_paths, "file");
	}
	if (summary->fixed > 0) {
		g_string_append(out, ", ");
		append_number(out, summary->fixed);
		g_string_append(out, " fixed");
	}
	g_string_append(out, " (");
	append_count(out, summary->files, "file");
	g_string_append(out, " checked)\n");
}

static void text_begin(struct report *report)
{
	struct text_state *state = g_new0(struct text_state, 1);

	state->buffer = g_string_new(NULL);
	report->state = state;
}

static void text_add(struct report *report, const struct finding *finding)
{
	struct text_state *state = report->state;
	bool color = report->options.color;

	if (report->options.quiet && finding->severity != SEVERITY_ERROR)
		return;
	if (!state->last_path || strcmp(state->last_path, finding->path) != 0)
		state->n_paths++;
	state->last_path = finding->path;

	g_string_truncate(state->buffer, 0);
	append_headline(state->buffer, finding, color);
	if (report->options.excerpts && finding->excerpt)
		append_excerpt(state->buffer, finding, color);
	if (finding->remark && !report->options.quiet)
		append_remark(state->buffer, finding);
	fwrite(state->buffer->str, 1, state->buffer->len, report->stream);
}

static void text_end(struct report *report, const struct summary *summary,
		     const char *advice)
{
	g_autofree struct text_state *state = report->state;

	g_string_truncate(state->buffer, 0);
	if (!report->options.quiet) {
		append_summary(state->buffer, summary, state->n_paths);
		if (advice && summary->errors > 0)
			g_string_append_printf(state->buffer, "%s\n", advice);
	}
	fwrite(state->buffer->str, 1, state->buffer->len, report->stream);
	g_string_free(state->buffer, TRUE);
}

const struct reporter text_reporter = {
	.name = "text",
	.begin = text_begin,
	.add = text_add,
	.end = text_end,
};
