/* dump-report - print findings read from standard input in one format. */

#include <config.h>

#include <stdio.h>
#include <string.h>

#include "cleanup.h"
#include "report.h"

#define N_FIELDS 9

static const struct rule rules[] = {
	{.id = "first-rule",
	 .severity = SEVERITY_ERROR,
	 .summary = "The first rule of all.",
	 .alias = "T1"},
	{.id = "second-rule",
	 .severity = SEVERITY_WARNING,
	 .summary = "The second \"rule\"."},
	{.id = "third-rule",
	 .severity = SEVERITY_NOTE,
	 .summary = "The third rule."},
};

static size_t to_number(const char *text)
{
	return (size_t)g_ascii_strtoull(text, NULL, 10);
}

/*
 * A finding of a record: rule (an index), severity, path, line, column,
 * end line, end column, message, excerpt ("" for none). The path is
 * borrowed from the record.
 */
static struct finding *parse_record(char **record)
{
	const struct rule *rule = &rules[to_number(record[0])];
	struct finding *finding = finding_new(
		rule, record[2], (struct span){0, 0}, g_strdup(record[7]));

	finding->severity = (enum severity)to_number(record[1]);
	finding->start.line = to_number(record[3]);
	finding->start.column = to_number(record[4]);
	finding->end.line = to_number(record[5]);
	finding->end.column = to_number(record[6]);
	if (*record[8])
		finding->excerpt = g_utf8_make_valid(record[8], -1);
	finding->data = cJSON_CreateObject();
	cJSON_AddStringToObject(finding->data, record[7], record[8]);
	return finding;
}

/* The NUL-terminated fields of standard input; contents are borrowed. */
static GPtrArray *split_fields(const GString *input)
{
	GPtrArray *fields = g_ptr_array_new();

	for (size_t at = 0; at < input->len; at += strlen(input->str + at) + 1)
		g_ptr_array_add(fields, input->str + at);
	return fields;
}

static GString *read_input(void)
{
	GString *input = g_string_new(NULL);
	char buffer[4096];
	size_t size;

	while ((size = fread(buffer, 1, sizeof(buffer), stdin)) > 0)
		g_string_append_len(input, buffer, (gssize)size);
	return input;
}

int main(int argc, char **argv)
{
	const struct rule *const known[] = {&rules[0], &rules[1], &rules[2]};
	struct report_options options = {
		.tool = "dump-report",
		.version = "1.0",
		.rules = known,
		.n_rules = G_N_ELEMENTS(known),
		.excerpts = true,
	};
	struct summary summary = {0};
	g_autoptr(GString) input = read_input();
	g_autoptr(GPtrArray) fields = split_fields(input);
	struct report *report;

	if (argc != 2 || !report_format_parse(argv[1], &options.format) ||
	    fields->len % N_FIELDS != 0) {
		fputs("usage: dump-report FORMAT <RECORDS\n", stderr);
		return 2;
	}
	report = report_new(&options, stdout);
	for (guint i = 0; i < fields->len; i += N_FIELDS) {
		g_autoptr(finding_t) finding =
			parse_record((char **)fields->pdata + i);

		summary_count(&summary, finding);
		report_add(report, finding);
	}
	return report_finish(report, &summary, NULL, NULL) ? 0 : 2;
}
