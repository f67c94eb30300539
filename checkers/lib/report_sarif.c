/* report_sarif - findings as a SARIF 2.1.0 log, within GitHub's limits. */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "fingerprint.h"
#include "report_private.h"

/* GitHub refuses a run with more results, and shows the 5,000 most severe. */
#define RESULTS_MAX 25000

#define SCHEMA_URI "https://json.schemastore.org/sarif-2.1.0.json"

struct sarif_state {
	struct fingerprints *fingerprints;
	/* The results as text, by severity; at most RESULTS_MAX of each. */
	GPtrArray *results[SEVERITY_ERROR + 1];
	size_t n_findings;
};

static void add_text(cJSON *object, const char *name, const char *text)
{
	cJSON *message = cJSON_AddObjectToObject(object, name);

	cJSON_AddStringToObject(message, "text", text);
}

static cJSON *rule_descriptor(const struct report_options *options,
			      const struct rule *rule)
{
	cJSON *descriptor = cJSON_CreateObject();
	cJSON *configuration;
	g_autofree char *help =
		g_strdup_printf("Run '%s --explain %s' for the rule's page.",
				options->tool, rule->id);

	cJSON_AddStringToObject(descriptor, "id", rule->id);
	add_text(descriptor, "shortDescription", rule->summary);
	add_text(descriptor, "fullDescription", rule->summary);
	add_text(descriptor, "help", help);
	configuration =
		cJSON_AddObjectToObject(descriptor, "defaultConfiguration");
	cJSON_AddStringToObject(configuration, "level",
				severity_name(rule->severity));
	return descriptor;
}

static cJSON *tool_object(const struct report_options *options)
{
	cJSON *tool = cJSON_CreateObject();
	cJSON *driver = cJSON_AddObjectToObject(tool, "driver");
	cJSON *rules;

	cJSON_AddStringToObject(driver, "name", options->tool);
	cJSON_AddStringToObject(driver, "version", options->version);
	rules = cJSON_AddArrayToObject(driver, "rules");
	for (size_t i = 0; i < options->n_rules; i++)
		cJSON_AddItemToArray(
			rules, rule_descriptor(options, options->rules[i]));
	return tool;
}

/* Adds the rule's place in the tool's rules, when it is one of them. */
static void add_rule_index(cJSON *result, const struct report_options *options,
			   const struct rule *rule)
{
	for (size_t i = 0; i < options->n_rules; i++) {
		if (strcmp(options->rules[i]->id, rule->id) == 0) {
			report_json_add_size(result, "ruleIndex", i);
			return;
		}
	}
}

static cJSON *physical_location(const struct finding *finding)
{
	cJSON *place = cJSON_CreateObject();
	cJSON *artifact = cJSON_AddObjectToObject(place, "artifactLocation");
	cJSON *region;
	g_autofree char *uri = g_uri_escape_bytes((const guint8 *)finding->path,
						  strlen(finding->path), "/");

	cJSON_AddStringToObject(artifact, "uri", uri);
	cJSON_AddStringToObject(artifact, "uriBaseId", "%SRCROOT%");
	if (finding->start.line == 0)
		return place;
	region = cJSON_AddObjectToObject(place, "region");
	report_json_add_size(region, "startLine", finding->start.line);
	report_json_add_size(region, "startColumn", finding->start.column);
	report_json_add_size(region, "endLine", finding->end.line);
	report_json_add_size(region, "endColumn", finding->end.column);
	return place;
}

static cJSON *result_object(const struct report_options *options,
			    const struct finding *finding,
			    const char *fingerprint)
{
	cJSON *result = cJSON_CreateObject();
	cJSON *location = cJSON_CreateObject();
	cJSON *child;

	cJSON_AddStringToObject(result, "ruleId", finding->rule->id);
	add_rule_index(result, options, finding->rule);
	cJSON_AddStringToObject(result, "level",
				severity_name(finding->severity));
	add_text(result, "message", finding->message);
	child = cJSON_AddArrayToObject(result, "locations");
	cJSON_AddItemToObject(location, "physicalLocation",
			      physical_location(finding));
	cJSON_AddItemToArray(child, location);
	child = cJSON_AddObjectToObject(result, "partialFingerprints");
	cJSON_AddStringToObject(child, "primaryLocationLineHash", fingerprint);
	if (finding->data) {
		child = cJSON_AddObjectToObject(result, "properties");
		cJSON_AddItemReferenceToObject(child, "data", finding->data);
	}
	return result;
}

/* "invocations", told only when the limit took something away. */
static void print_cut(FILE *stream, size_t n_findings)
{
	cJSON *invocation = cJSON_CreateObject();
	cJSON *notification = cJSON_CreateObject();
	g_autofree char *message = g_strdup_printf(
		"%zu of %zu findings are left out, the least severe ones: "
		"a SARIF run holds at most %d results",
		n_findings - RESULTS_MAX, n_findings, RESULTS_MAX);
	g_autofree char *text = NULL;

	cJSON_AddTrueToObject(invocation, "executionSuccessful");
	cJSON_AddItemToArray(cJSON_AddArrayToObject(
				     invocation, "toolExecutionNotifications"),
			     notification);
	cJSON_AddStringToObject(notification, "level", "warning");
	add_text(notification, "message", message);
	text = report_json_text(invocation);
	fprintf(stream, ",\n\"invocations\":[%s]", text);
}

static void sarif_begin(struct report *report)
{
	struct sarif_state *state = g_new0(struct sarif_state, 1);
	g_autofree char *tool = report_json_text(tool_object(&report->options));

	for (size_t i = 0; i < G_N_ELEMENTS(state->results); i++)
		state->results[i] = g_ptr_array_new_with_free_func(g_free);
	state->fingerprints = fingerprints_new();
	report->state = state;
	fprintf(report->stream,
		"{\"$schema\":\"%s\",\"version\":\"2.1.0\",\"runs\":[{"
		"\"tool\":%s,\n\"columnKind\":\"unicodeCodePoints\"",
		SCHEMA_URI, tool);
}

static void sarif_add(struct report *report, const struct finding *finding)
{
	struct sarif_state *state = report->state;
	GPtrArray *results = state->results[finding->severity];
	g_autofree char *fingerprint =
		fingerprints_next(state->fingerprints, finding);

	state->n_findings++;
	if (results->len == RESULTS_MAX)
		return;
	g_ptr_array_add(results,
			report_json_text(result_object(&report->options,
						       finding, fingerprint)));
}

static void sarif_end(struct report *report,
		      const struct summary *summary G_GNUC_UNUSED,
		      const char *advice G_GNUC_UNUSED)
{
	g_autofree struct sarif_state *state = report->state;
	FILE *stream = report->stream;
	size_t n_printed = 0;

	if (state->n_findings > RESULTS_MAX)
		print_cut(stream, state->n_findings);
	fputs(",\n\"results\":[", stream);
	for (size_t i = G_N_ELEMENTS(state->results); i-- > 0;) {
		GPtrArray *results = state->results[i];

		for (guint k = 0; k < results->len; k++) {
			if (n_printed == RESULTS_MAX)
				break;
			fprintf(stream, "%s\n%s", n_printed > 0 ? "," : "",
				(const char *)results->pdata[k]);
			n_printed++;
		}
		g_ptr_array_unref(results);
	}
	fputs(n_printed > 0 ? "\n]}]}\n" : "]}]}\n", stream);
	fingerprints_free(state->fingerprints);
}

const struct reporter sarif_reporter = {
	.name = "sarif",
	.needs_excerpts = true,
	.begin = sarif_begin,
	.add = sarif_add,
	.end = sarif_end,
};
