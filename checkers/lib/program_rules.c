/* program_rules - rules listed, explained and configured. */

#include <config.h>

#include "program_private.h"

#include <stdio.h>

#include "cleanup.h"
#include "embedded.h"
#include "suppression.h"

const struct rule *const common_rules[] = {&unused_suppression_rule,
					   &baseline_stale_rule, NULL};

static bool is_common(const struct rule *rule)
{
	return rule == &unused_suppression_rule || rule == &baseline_stale_rule;
}

void program_list_rules(const struct program *program)
{
	for (size_t i = 0; i <= program->n_parts; i++) {
		const struct rule *const *rules =
			i < program->n_parts ? program->parts[i].checker->rules
					     : common_rules;

		for (; *rules; rules++)
			printf("%-24s %-8s %s\n", (*rules)->id,
			       severity_name((*rules)->severity),
			       (*rules)->summary);
	}
}

int program_explain(const struct program *program, const char *rule)
{
	g_autofree char *name = g_strconcat("docs/rules/", rule, ".md", NULL);
	size_t size;
	const char *page = embedded_text(name, &size);

	if (!page) {
		fprintf(stderr,
			"%s: no rule is called '%s'; see --list-rules\n",
			program->name, rule);
		return EXIT_TROUBLE;
	}
	fwrite(page, 1, size, stdout);
	return EXIT_CLEAN;
}

/* A checker's rules and those of no checker; NULL-terminated. */
static GPtrArray *configurable_rules(const struct checker *checker)
{
	GPtrArray *rules = g_ptr_array_new();

	for (size_t i = 0; checker->rules[i]; i++)
		g_ptr_array_add(rules, (void *)checker->rules[i]);
	for (size_t i = 0; common_rules[i]; i++)
		g_ptr_array_add(rules, (void *)common_rules[i]);
	g_ptr_array_add(rules, NULL);
	return rules;
}

bool session_check_rules(const struct session *session, GError **error)
{
	for (size_t i = 0; i < session->program->n_parts; i++) {
		const struct checker *checker =
			session->program->parts[i].checker;
		g_autoptr(GPtrArray) rules = configurable_rules(checker);

		if (!configuration_check_rules(
			    session->configuration, checker->name,
			    (const struct rule *const *)rules->pdata, error))
			return false;
	}
	return true;
}

/* What the configuration makes of them, under any checker that runs. */
static bool is_off(const struct finding *finding, void *payload)
{
	const struct session *session = payload;
	const char *rule = finding->rule->id;

	for (guint i = 0; i < session->parts->len; i++) {
		const struct checker_settings *settings = g_hash_table_lookup(
			session->configuration->checks,
			g_array_index(session->parts, struct part, i)
				.checker->name);

		if (settings && is_common(finding->rule) &&
		    g_hash_table_contains(settings->disabled, rule))
			return true;
	}
	return false;
}

static void set_common_severity(const struct session *session,
				struct finding *finding)
{
	void *severity;

	for (guint i = 0; i < session->parts->len; i++) {
		const struct checker_settings *settings = g_hash_table_lookup(
			session->configuration->checks,
			g_array_index(session->parts, struct part, i)
				.checker->name);

		if (settings && g_hash_table_lookup_extended(
					settings->severities, finding->rule->id,
					NULL, &severity))
			finding->severity =
				(enum severity)GPOINTER_TO_INT(severity);
	}
}

void session_configure_common_rules(struct session *session)
{
	findings_remove(session->findings, is_off, session);
	for (guint i = 0; i < session->findings->len; i++) {
		struct finding *finding =
			g_ptr_array_index(session->findings, i);

		if (is_common(finding->rule))
			set_common_severity(session, finding);
	}
}
