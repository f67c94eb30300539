/* report_json - findings as one JSON object, or as JSON lines. */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "report_private.h"

/* The version of the format that docs/formats/findings.md describes. */
#define FORMAT_VERSION 1

char *report_json_text(cJSON *item)
{
	char *printed = cJSON_PrintUnformatted(item);
	char *text;

	g_assert(printed);
	cJSON_Delete(item);
	/* Only strings hold bytes above 0x7f: the structure stays as it is. */
	text = g_utf8_make_valid(printed, -1);
	cJSON_free(printed);
	return text;
}

void report_json_add_size(cJSON *object, const char *name, size_t number)
{
	cJSON_AddNumberToObject(object, name, (double)number);
}

static void add_path(cJSON *object, const char *path)
{
	g_autofree char *base64 = NULL;

	cJSON_AddStringToObject(object, "path", path);
	if (g_utf8_validate(path, -1, NULL))
		return;
	base64 = g_base64_encode((const guchar *)path, strlen(path));
	cJSON_AddStringToObject(object, "path_bytes", base64);
}

static char *finding_text(const struct finding *finding)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddStringToObject(object, "rule", finding->rule->id);
	cJSON_AddStringToObject(object, "severity",
				severity_name(finding->severity));
	add_path(object, finding->path);
	report_json_add_size(object, "line", finding->start.line);
	report_json_add_size(object, "column", finding->start.column);
	report_json_add_size(object, "end_line", finding->end.line);
	report_json_add_size(object, "end_column", finding->end.column);
	cJSON_AddStringToObject(object, "message", finding->message);
	cJSON_AddBoolToObject(object, "fixable", finding->fixable);
	if (finding->fixed)
		cJSON_AddTrueToObject(object, "fixed");
	if (finding->data)
		cJSON_AddItemReferenceToObject(object, "data", finding->data);
	else
		cJSON_AddObjectToObject(object, "data");
	return report_json_text(object);
}

static char *summary_text(const struct summary *summary)
{
	cJSON *object = cJSON_CreateObject();

	report_json_add_size(object, "files", summary->files);
	report_json_add_size(object, "errors", summary->errors);
	report_json_add_size(object, "warnings", summary->warnings);
	report_json_add_size(object, "notes", summary->notes);
	report_json_add_size(object, "fixed", summary->fixed);
	return report_json_text(object);
}

struct json_state {
	bool has_findings;
};

static void json_begin(struct report *report)
{
	cJSON *object = cJSON_CreateObject();
	g_autofree char *head = NULL;

	cJSON_AddStringToObject(object, "tool", report->options.tool);
	cJSON_AddStringToObject(object, "version", report->options.version);
	report_json_add_size(object, "format", FORMAT_VERSION);
	head = report_json_text(object);
	head[strlen(head) - 1] = '\0'; /* the object goes on */
	fprintf(report->stream, "%s,\"findings\":[", head);
	report->state = g_new0(struct json_state, 1);
}

static void json_add(struct report *report, const struct finding *finding)
{
	struct json_state *state = report->state;
	g_autofree char *text = finding_text(finding);

	fprintf(report->stream, "%s\n%s", state->has_findings ? "," : "", text);
	state->has_findings = true;
}

static void json_end(struct report *report, const struct summary *summary,
		     const char *advice G_GNUC_UNUSED)
{
	g_autofree struct json_state *state = report->state;
	g_autofree char *text = summary_text(summary);

	fprintf(report->stream, "%s],\"summary\":%s}\n",
		state->has_findings ? "\n" : "", text);
}

static void jsonl_begin(struct report *report G_GNUC_UNUSED)
{
}

static void jsonl_add(struct report *report, const struct finding *finding)
{
	g_autofree char *text = finding_text(finding);

	fprintf(report->stream, "%s\n", text);
}

static void jsonl_end(struct report *report, const struct summary *summary,
		      const char *advice G_GNUC_UNUSED)
{
	g_autofree char *text = summary_text(summary);

	fprintf(report->stream, "{\"summary\":%s}\n", text);
}

const struct reporter json_reporter = {
	.name = "json",
	.lists_fixed = true,
	.begin = json_begin,
	.add = json_add,
	.end = json_end,
};

const struct reporter jsonl_reporter = {
	.name = "jsonl",
	.lists_fixed = true,
	.begin = jsonl_begin,
	.add = jsonl_add,
	.end = jsonl_end,
};
