/* check - what a checker may say of a file: findings, fixes, failures. */

#include <config.h>

#include <string.h>

#include "checker.h"
#include "cleanup.h"

/*
 * The severity a rule has for a path: the rule's own or the configured one,
 * and no more than the lane's. False when the rule is off.
 */
static bool effective_severity(const struct configuration *configuration,
			       const struct checker *checker,
			       const struct rule *rule, const char *path,
			       enum severity *out)
{
	const struct checker_settings *settings =
		g_hash_table_lookup(configuration->checks, checker->name);
	const struct lane *lane = configuration_lane(configuration, path);
	void *configured;

	*out = rule->severity;
	if (settings && g_hash_table_contains(settings->disabled, rule->id))
		return false;
	if (settings &&
	    g_hash_table_lookup_extended(settings->severities, rule->id, NULL,
					 &configured))
		*out = (enum severity)GPOINTER_TO_INT(configured);
	if (lane && lane->severity < *out)
		*out = lane->severity;
	return true;
}

struct finding *check_report(struct check *check, const struct rule *rule,
			     struct span span, const char *format, ...)
{
	enum severity severity;
	struct finding *finding;
	va_list args;

	if (!effective_severity(check->run->configuration, check->checker, rule,
				check->file->path, &severity))
		return NULL;
	va_start(args, format);
	finding = finding_new(rule, check->file->path, span,
			      g_strdup_vprintf(format, args));
	va_end(args);
	finding->severity = severity;
	g_ptr_array_add(check->findings, finding);
	return finding;
}

struct finding *conclusion_report(struct conclusion *conclusion, size_t file,
				  const struct rule *rule, struct span span,
				  const char *format, ...)
{
	GPtrArray **findings = &conclusion->findings[file];
	const char *path = conclusion->files[file].path;
	enum severity severity;
	struct finding *finding;
	va_list args;

	if ((conclusion->is_context && conclusion->is_context[file]) ||
	    !effective_severity(conclusion->run->configuration,
				conclusion->checker, rule, path, &severity))
		return NULL;
	va_start(args, format);
	finding = finding_new(rule, path, span, g_strdup_vprintf(format, args));
	va_end(args);
	finding->severity = severity;
	if (!*findings)
		*findings = g_ptr_array_new_with_free_func(
			(GDestroyNotify)finding_free);
	g_ptr_array_add(*findings, finding);
	return finding;
}

void check_fix(struct check *check, struct finding *finding, struct span span,
	       char *text, enum edit_safety safety)
{
	finding->fixable = true;
	finding->edit_group = ++*check->n_groups;
	edits_add(check->edits, span, text, finding->edit_group, safety);
}

void check_fail(struct check *check, GError *error)
{
	if (*check->error)
		g_error_free(error);
	else
		*check->error = error;
}
