/* statistics - findings counted by folder and rule. */

#include <config.h>

#include "statistics.h"

#include <errno.h>
#include <string.h>

#include "cleanup.h"
#include "error.h"
#include "finding.h"
#include "terminal.h"

#define FOLDER_PARTS 2
#define MIN_WIDTH    24

struct count {
	char *folder;
	char *what; /* the rule, and the finding's kind where it has one */
	size_t n;
	size_t n_fixable;
};

static void clear_count(gpointer count)
{
	g_free(((struct count *)count)->folder);
	g_free(((struct count *)count)->what);
}

/* The first parts of a file's folder: "labs/core/"; "./" for the top. */
static char *folder_of(const char *path)
{
	const char *end = path;

	for (int part = 0; part < FOLDER_PARTS; part++) {
		const char *slash = strchr(end, '/');

		if (!slash)
			break;
		end = slash + 1;
	}
	return end == path ? g_strdup("./")
			   : g_strndup(path, (size_t)(end - path));
}

/* "syntax-error (python-2)"; owned by the caller. */
static char *what_of(const struct finding *finding)
{
	const char *kind = cJSON_GetStringValue(
		cJSON_GetObjectItemCaseSensitive(finding->data, "kind"));

	return kind ? g_strdup_printf("%s (%s)", finding->rule->id, kind)
		    : g_strdup(finding->rule->id);
}

static void add(GArray *counts, GHashTable *places, const char *folder,
		const struct finding *finding)
{
	g_autofree char *what = what_of(finding);
	g_autofree char *key = g_strconcat(folder, "\n", what, NULL);
	gpointer place = g_hash_table_lookup(places, key);
	struct count *count;

	if (!place) {
		struct count new = {g_strdup(folder), g_steal_pointer(&what), 0,
				    0};

		g_array_append_val(counts, new);
		place = GUINT_TO_POINTER(counts->len);
		g_hash_table_insert(places, g_steal_pointer(&key), place);
	}
	count = &g_array_index(counts, struct count,
			       GPOINTER_TO_UINT(place) - 1);
	count->n++;
	count->n_fixable += finding->fixable;
}

static gint compare_counts(gconstpointer a, gconstpointer b)
{
	const struct count *x = a, *y = b;
	int order;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	order = strcmp(x->folder, y->folder);
	return order ? order : strcmp(x->what, y->what);
}

/* The width of the column of rules. */
static int width_of(const GArray *counts)
{
	size_t width = MIN_WIDTH;

	for (guint i = 0; i < counts->len; i++)
		width = MAX(
			width,
			strlen(g_array_index(counts, struct count, i).what));
	return (int)width;
}

static void print_counts(GArray *counts, FILE *stream, int width)
{
	g_array_sort(counts, compare_counts);
	for (guint i = 0; i < counts->len; i++) {
		const struct count *count =
			&g_array_index(counts, struct count, i);
		g_autofree char *shown = terminal_escape(count->folder);

		fprintf(stream, "%8zu %8zu  %-*s %s\n", count->n,
			count->n_fixable, width, count->what, shown);
	}
}

bool statistics_print(const GPtrArray *findings, FILE *stream, GError **error)
{
	g_autoptr(GArray) counts =
		g_array_new(FALSE, FALSE, sizeof(struct count));
	g_autoptr(GArray) totals =
		g_array_new(FALSE, FALSE, sizeof(struct count));
	g_autoptr(GHashTable) places =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) total_places =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	g_array_set_clear_func(counts, clear_count);
	g_array_set_clear_func(totals, clear_count);
	for (guint i = 0; i < findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(findings, i);
		g_autofree char *folder = folder_of(finding->path);

		if (finding->fixed)
			continue;
		add(counts, places, folder, finding);
		add(totals, total_places, "(all)", finding);
	}
	if (counts->len > 0)
		fprintf(stream, "%8s %8s  %-*s %s\n", "findings", "fixable",
			width_of(totals), "rule", "folder");
	print_counts(counts, stream, width_of(totals));
	print_counts(totals, stream, width_of(totals));
	if (fflush(stream) != 0 || ferror(stream)) {
		lk_error_set_errno(error, errno, "cannot write", "statistics");
		return false;
	}
	return true;
}
