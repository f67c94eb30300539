/* configuration - what a repository asks for, and which lane a path is in. */

#include <config.h>

#include "configuration.h"

#include "cleanup.h"
#include "error.h"
#include "terminal.h"

/* ---- life ------------------------------------------------------------ */

struct configuration *configuration_default(void)
{
	struct configuration *configuration =
		configuration_read("{}", 2, "", NULL, NULL);

	g_clear_pointer(&configuration->path, g_free);
	return configuration;
}

static void free_pointers(struct manifest_pointers *pointers)
{
	g_free(pointers->module);
	g_free(pointers->lane);
	g_free(pointers->coverage_target);
	g_free(pointers->coverage_observed);
	g_free(pointers->coverage_observed_at);
	g_free(pointers->sla_p95);
	g_free(pointers->observed_p50);
	g_free(pointers->observed_p95);
	g_free(pointers->observed_p99);
	g_free(pointers->env_fingerprint);
	g_free(pointers->performance_observed_at);
	g_free(pointers->owner);
	g_free(pointers->status);
	g_free(pointers->description);
	g_free(pointers->tags);
}

static void free_lanes(struct lane *lanes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		g_free(lanes[i].name);
		glob_list_free(lanes[i].paths);
		glob_list_free(lanes[i].imports.allow);
	}
	g_free(lanes);
}

void configuration_free(struct configuration *configuration)
{
	if (!configuration)
		return;
	g_free(configuration->path);
	g_strfreev(configuration->python_roots);
	free_lanes(configuration->lanes, configuration->n_lanes);
	glob_list_free(configuration->exclude);
	g_strfreev(configuration->pilots);
	glob_list_free(configuration->imports.allow);
	g_free(configuration->manifest_file);
	g_free(configuration->manifest_schema);
	free_pointers(&configuration->pointers);
	g_free(configuration->ledger_dir);
	glob_list_free(configuration->ledgers_retired);
	g_strfreev(configuration->ledger_events);
	g_hash_table_unref(configuration->coverage_targets);
	g_free(configuration->coverage_default_lane);
	g_hash_table_unref(configuration->coverage_lanes);
	g_strfreev(configuration->renames);
	glob_list_free(configuration->protected_paths);
	g_hash_table_unref(configuration->checks);
	g_hash_table_unref(configuration->hooks);
	g_free(configuration);
}

/* ---- questions ------------------------------------------------------- */

const struct lane *configuration_lane(const struct configuration *configuration,
				      const char *path)
{
	for (size_t i = configuration->n_lanes; i-- > 0;)
		if (glob_list_match(configuration->lanes[i].paths, path))
			return &configuration->lanes[i];
	return NULL;
}

const struct import_policy *
configuration_imports(const struct configuration *configuration,
		      const char *path)
{
	const struct lane *lane = configuration_lane(configuration, path);

	return lane ? &lane->imports : &configuration->imports;
}

static bool fail_rule(const char *place, const char *checker, const char *rule,
		      const GPtrArray *ids, GError **error)
{
	const char *nearest =
		nearest_word(rule, (const char *const *)ids->pdata, ids->len);
	g_autofree char *hint =
		nearest ? g_strdup_printf(": did you mean '%s'?", nearest)
			: g_strdup("");
	g_autofree char *message =
		g_strdup_printf("'%s' has no rule '%s'%s", checker, rule, hint);
	g_autofree char *shown = terminal_escape(message);

	g_set_error(error, LK_ERROR, LK_ERROR_CONFIGURATION, "%s: %s", place,
		    shown);
	return false;
}

bool configuration_check_rules(const struct configuration *configuration,
			       const char *checker,
			       const struct rule *const *rules, GError **error)
{
	const struct checker_settings *settings =
		g_hash_table_lookup(configuration->checks, checker);
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	g_autoptr(GList) names = NULL;

	if (!settings)
		return true;
	for (; *rules; rules++)
		g_ptr_array_add(ids, (void *)(*rules)->id);
	names = g_list_sort(g_hash_table_get_keys(settings->places),
			    (GCompareFunc)strcmp);
	for (GList *name = names; name; name = name->next)
		if (!g_ptr_array_find_with_equal_func(ids, name->data,
						      g_str_equal, NULL))
			return fail_rule(g_hash_table_lookup(settings->places,
							     name->data),
					 checker, name->data, ids, error);
	return true;
}

/* ---- the nearest word ------------------------------------------------ */

enum {
	MAX_WORD = 64
};

/*
 * How many letters must be put in, left out, changed or swapped with their
 * neighbour to make b of a (Damerau and Levenshtein, each letter once at
 * most). Case counts as nothing.
 */
static size_t word_distance(const char *a, const char *b)
{
	size_t rows[3][MAX_WORD + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];
	size_t size = strlen(b);

	for (size_t j = 0; j <= size; j++)
		last[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= size; j++) {
			char x = g_ascii_tolower(a[i - 1]);
			char y = g_ascii_tolower(b[j - 1]);

			row[j] = MIN(last[j], row[j - 1]) + 1;
			row[j] = MIN(row[j], last[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) &&
			    y == g_ascii_tolower(a[i - 2]))
				row[j] = MIN(row[j], before[j - 2] + 1);
		}
		before = last;
		last = row;
		row = spare;
	}
	return last[size];
}

const char *nearest_word(const char *word, const char *const *candidates,
			 size_t n)
{
	const char *nearest = NULL;
	size_t least = strlen(word) / 3 + 1;

	if (strlen(word) > MAX_WORD)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		size_t distance;

		if (strlen(candidates[i]) > MAX_WORD)
			continue;
		distance = word_distance(word, candidates[i]);
		if (distance < least) {
			nearest = candidates[i];
			least = distance;
		}
	}
	return nearest;
}
