/* baseline - how many findings of each rule each path may have. */

#include <config.h>

#include "baseline.h"

#include <string.h>

#include "cleanup.h"
#include "error.h"
#include "json_doc.h"
#include "source.h"
#include "terminal.h"

#define FORMAT_VERSION "1"

const struct rule baseline_stale_rule = {
	.id = "baseline-stale",
	.severity = SEVERITY_NOTE,
	.summary = "A baseline allows more findings than there are.",
};

/* Trees, because everything that is said or written goes in order. */
struct baseline {
	GTree *paths; /* char * -> GTree *: char *rule -> count */
};

static int compare_keys(const void *a, const void *b,
			void *payload G_GNUC_UNUSED)
{
	return strcmp(a, b);
}

static void unref_tree(void *tree)
{
	g_tree_unref(tree);
}

static struct baseline *baseline_new(void)
{
	struct baseline *baseline = g_new0(struct baseline, 1);

	baseline->paths =
		g_tree_new_full(compare_keys, NULL, g_free, unref_tree);
	return baseline;
}

void baseline_free(struct baseline *baseline)
{
	if (!baseline)
		return;
	g_tree_unref(baseline->paths);
	g_free(baseline);
}

typedef struct baseline baseline_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(baseline_t, baseline_free)

static guint get_count(const struct baseline *baseline, const char *path,
		       const char *rule)
{
	GTree *counts = g_tree_lookup(baseline->paths, path);

	return counts ? GPOINTER_TO_UINT(g_tree_lookup(counts, rule)) : 0;
}

static void set_count(struct baseline *baseline, const char *path,
		      const char *rule, guint count)
{
	GTree *counts = g_tree_lookup(baseline->paths, path);

	if (!counts) {
		counts = g_tree_new_full(compare_keys, NULL, g_free, NULL);
		g_tree_insert(baseline->paths, g_strdup(path), counts);
	}
	g_tree_insert(counts, g_strdup(rule), GUINT_TO_POINTER(count));
}

typedef void (*count_visitor)(const char *path, const char *rule, guint count,
			      void *payload);

/* Calls visit for every count, by path and rule. */
static void for_each_count(const struct baseline *baseline, count_visitor visit,
			   void *payload)
{
	for (GTreeNode *path = g_tree_node_first(baseline->paths); path;
	     path = g_tree_node_next(path)) {
		GTree *counts = g_tree_node_value(path);

		for (GTreeNode *rule = g_tree_node_first(counts); rule;
		     rule = g_tree_node_next(rule))
			visit(g_tree_node_key(path), g_tree_node_key(rule),
			      GPOINTER_TO_UINT(g_tree_node_value(rule)),
			      payload);
	}
}

/* Notes fail nothing, and what was repaired is gone: neither is counted. */
static bool is_counted(const struct finding *finding)
{
	return finding->severity != SEVERITY_NOTE && !finding->fixed;
}

/* The counts of these findings; owned by the caller. */
static struct baseline *count_findings(const GPtrArray *findings)
{
	struct baseline *baseline = baseline_new();

	for (guint i = 0; i < findings->len; i++) {
		const struct finding *finding = findings->pdata[i];
		const char *rule = finding->rule->id;
		guint count = get_count(baseline, finding->path, rule);

		if (is_counted(finding))
			set_count(baseline, finding->path, rule, count + 1);
	}
	return baseline;
}

/* A baseline while it is read. */
struct baseline_file {
	const char *bytes;
	size_t size;
	const char *path;
	const struct json_doc *doc;
	struct baseline *baseline; /* borrowed */
};

/* Sets *error to "path:line:column: message" and returns false. */
static bool fail_at(const struct baseline_file *file, size_t offset,
		    GError **error, const char *message)
{
	g_autofree char *shown = terminal_escape(file->path);
	g_autofree char *shown_message = terminal_escape(message);
	struct source source = SOURCE_INIT;
	struct position position;

	source_set(&source, file->path, file->bytes, file->size);
	position = source_position(&source, offset);
	source_release(&source);
	g_set_error(error, LK_ERROR, LK_ERROR_INPUT, "%s:%zu:%zu: %s", shown,
		    position.line, position.column, shown_message);
	return false;
}

/* Is the node of that kind, and if it is a member, its key a fit one? */
static bool check_node(const struct baseline_file *file,
		       const struct json_node *node, enum json_kind kind,
		       GError **error)
{
	g_autofree char *message = NULL;

	if (node->key && memchr(node->key, '\0', node->key_size))
		return fail_at(file, node->key_span.start, error,
			       "a key cannot hold U+0000");
	if (node->key && node->duplicate) {
		message = g_strdup_printf("duplicate key '%.*s'",
					  (int)node->key_size, node->key);
		return fail_at(file, node->key_span.start, error, message);
	}
	if (node->kind != kind) {
		message = g_strdup_printf("expected %s, found %s",
					  json_kind_name(kind),
					  json_kind_name(node->kind));
		return fail_at(file, node->span.start, error, message);
	}
	return true;
}

static bool read_count(const struct baseline_file *file, const char *path,
		       const struct json_node *node, GError **error)
{
	g_autofree char *rule = NULL;
	g_autofree char *number = NULL;
	guint64 count;

	if (!check_node(file, node, JSON_NUMBER, error))
		return false;
	rule = g_strndup(node->key, node->key_size);
	number = g_strndup(file->bytes + node->span.start,
			   span_size(node->span));
	if (!g_ascii_string_to_unsigned(number, 10, 1, G_MAXUINT, &count, NULL))
		return fail_at(file, node->span.start, error,
			       "expected a count of at least 1");
	set_count(file->baseline, path, rule, (guint)count);
	return true;
}

static bool read_path(const struct baseline_file *file, uint32_t member,
		      GError **error)
{
	const struct json_doc *doc = file->doc;
	const struct json_node *node = json_doc_node(doc, member);
	g_autofree char *path = NULL;

	if (!check_node(file, node, JSON_OBJECT, error))
		return false;
	path = g_strndup(node->key, node->key_size);
	for (uint32_t i = json_doc_first_child(doc, member); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next)
		if (!read_count(file, path, json_doc_node(doc, i), error))
			return false;
	return true;
}

static bool read_counts(const struct baseline_file *file, uint32_t counts,
			GError **error)
{
	const struct json_doc *doc = file->doc;

	for (uint32_t i = json_doc_first_child(doc, counts); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next)
		if (!read_path(file, i, error))
			return false;
	return true;
}

static bool read_format(const struct baseline_file *file,
			const struct json_node *node, GError **error)
{
	if (!check_node(file, node, JSON_NUMBER, error))
		return false;
	if (span_size(node->span) == strlen(FORMAT_VERSION) &&
	    memcmp(file->bytes + node->span.start, FORMAT_VERSION,
		   strlen(FORMAT_VERSION)) == 0)
		return true;
	return fail_at(file, node->span.start, error,
		       "expected format " FORMAT_VERSION
		       ", the only one this version reads");
}

static bool read_member(const struct baseline_file *file, uint32_t member,
			GError **error)
{
	const struct json_node *node = json_doc_node(file->doc, member);
	g_autofree char *key = g_strndup(node->key, node->key_size);
	g_autofree char *message = NULL;

	if (strcmp(key, "format") == 0)
		return read_format(file, node, error);
	if (strcmp(key, "tool") == 0)
		return check_node(file, node, JSON_STRING, error);
	if (strcmp(key, "counts") == 0)
		return check_node(file, node, JSON_OBJECT, error) &&
		       read_counts(file, member, error);
	message = g_strdup_printf("unknown key '%s'", key);
	return fail_at(file, node->key_span.start, error, message);
}

static bool read_root(const struct baseline_file *file, GError **error)
{
	static const char *const required[] = {"format", "tool", "counts"};
	const struct json_doc *doc = file->doc;

	if (!check_node(file, json_doc_node(doc, 0), JSON_OBJECT, error))
		return false;
	for (uint32_t i = json_doc_first_child(doc, 0); i != JSON_NONE;
	     i = json_doc_node(doc, i)->next)
		if (!read_member(file, i, error))
			return false;
	for (size_t i = 0; i < G_N_ELEMENTS(required); i++) {
		g_autofree char *message = NULL;

		if (json_doc_member(doc, 0, required[i]) != JSON_NONE)
			continue;
		message = g_strdup_printf("no key '%s'", required[i]);
		return fail_at(file, json_doc_node(doc, 0)->span.start, error,
			       message);
	}
	return true;
}

struct baseline *baseline_read(const char *bytes, size_t size, const char *path,
			       GError **error)
{
	g_autoptr(baseline_t) baseline = baseline_new();
	g_autoptr(json_doc_t) doc = NULL;
	struct json_error json_error;
	struct baseline_file file = {
		.bytes = bytes,
		.size = size,
		.path = path,
		.baseline = baseline,
	};

	file.doc = doc = json_doc_parse(bytes, size, 0, &json_error);
	if (!doc) {
		fail_at(&file, json_error.offset, error, json_error.message);
		return NULL;
	}
	if (!read_root(&file, error))
		return NULL;
	return g_steal_pointer(&baseline);
}

/* What a run found beside what a baseline allows. */
struct comparison {
	const struct baseline *allowed;
	const struct baseline *found;
	bool (*was_judged)(const char *path, const char *rule, void *payload);
	void *payload;
	GPtrArray *findings;	 /* baseline_apply() */
	struct baseline *result; /* baseline_write() */
	size_t n_raised;
};

static bool is_allowed(const struct finding *finding, void *payload)
{
	const struct comparison *comparison = payload;
	const char *path = finding->path;
	const char *rule = finding->rule->id;

	return is_counted(finding) &&
	       get_count(comparison->found, path, rule) <=
		       get_count(comparison->allowed, path, rule);
}

static void add_stale(const char *path, const char *rule, guint allowed,
		      void *payload)
{
	struct comparison *comparison = payload;
	guint found = get_count(comparison->found, path, rule);
	char *message;

	if (found >= allowed ||
	    !comparison->was_judged(path, rule, comparison->payload))
		return;
	message =
		g_strdup_printf("the baseline allows %u of '%s', there are %u: "
				"run again with --write-baseline",
				allowed, rule, found);
	g_ptr_array_add(comparison->findings,
			finding_new(&baseline_stale_rule, g_intern_string(path),
				    (struct span){0, 0}, message));
}

void baseline_apply(struct baseline *baseline, GPtrArray *findings,
		    bool (*was_judged)(const char *path, const char *rule,
				       void *payload),
		    void *payload)
{
	g_autoptr(baseline_t) found = count_findings(findings);
	struct comparison comparison = {
		.allowed = baseline,
		.found = found,
		.was_judged = was_judged,
		.payload = payload,
		.findings = findings,
	};

	findings_remove(findings, is_allowed, &comparison);
	for_each_count(baseline, add_stale, &comparison);
	findings_sort(findings);
}

/* A count that was found: into the result, but never above the old one. */
static void lower_count(const char *path, const char *rule, guint found,
			void *payload)
{
	struct comparison *comparison = payload;
	guint allowed = get_count(comparison->allowed, path, rule);

	if (found > allowed)
		comparison->n_raised++;
	if (allowed > 0)
		set_count(comparison->result, path, rule, MIN(found, allowed));
}

/* An old count of what was not judged: into the result as it is. */
static void carry_count(const char *path, const char *rule, guint allowed,
			void *payload)
{
	struct comparison *comparison = payload;

	if (!comparison->was_judged(path, rule, comparison->payload))
		set_count(comparison->result, path, rule, allowed);
}

static void append_json_string(GString *out, const char *text)
{
	cJSON *item = cJSON_CreateString(text);
	char *printed = cJSON_PrintUnformatted(item);

	g_string_append(out, printed);
	cJSON_free(printed);
	cJSON_Delete(item);
}

/* "path": {"rule": 1, "rule": 2} */
static void append_path(GString *out, const char *path, GTree *counts)
{
	const char *separator = "";

	append_json_string(out, path);
	g_string_append(out, ": {");
	for (GTreeNode *rule = g_tree_node_first(counts); rule;
	     rule = g_tree_node_next(rule)) {
		g_string_append(out, separator);
		append_json_string(out, g_tree_node_key(rule));
		g_string_append_printf(
			out, ": %u", GPOINTER_TO_UINT(g_tree_node_value(rule)));
		separator = ", ";
	}
	g_string_append_c(out, '}');
}

/* One path a line, so that branches seldom meet in one. */
static char *baseline_text(const struct baseline *baseline, const char *tool)
{
	GString *out = g_string_new("{\n  \"format\": " FORMAT_VERSION
				    ",\n  \"tool\": ");
	const char *separator = "\n    ";

	append_json_string(out, tool);
	g_string_append(out, ",\n  \"counts\": {");
	for (GTreeNode *node = g_tree_node_first(baseline->paths); node;
	     node = g_tree_node_next(node)) {
		const char *path = g_tree_node_key(node);

		/* JSON holds no such path: its findings stay reported. */
		if (!g_utf8_validate(path, -1, NULL))
			continue;
		g_string_append(out, separator);
		append_path(out, path, g_tree_node_value(node));
		separator = ",\n    ";
	}
	if (separator[0] == ',')
		g_string_append(out, "\n  ");
	g_string_append(out, "}\n}\n");
	return g_string_free(out, FALSE);
}

char *baseline_write(const char *tool, const GPtrArray *findings,
		     const struct baseline *old,
		     bool (*was_judged)(const char *path, const char *rule,
					void *payload),
		     void *payload, size_t *out_raised)
{
	g_autoptr(baseline_t) found = count_findings(findings);
	g_autoptr(baseline_t) result = NULL;
	struct comparison comparison = {
		.allowed = old,
		.found = found,
		.was_judged = was_judged,
		.payload = payload,
	};

	*out_raised = 0;
	if (!old)
		return baseline_text(found, tool);
	result = comparison.result = baseline_new();
	for_each_count(found, lower_count, &comparison);
	for_each_count(old, carry_count, &comparison);
	*out_raised = comparison.n_raised;
	return baseline_text(result, tool);
}
