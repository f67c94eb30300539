/* fingerprint - what stays the same about a finding when its line moves. */

#include <config.h>

#include "fingerprint.h"

#include <string.h>

#include "cleanup.h"

#define DIGITS 16

struct fingerprints {
	const char *path;	 /* of the finding before; borrowed */
	GHashTable *occurrences; /* char *digest -> count, GUINT_TO_POINTER */
};

struct fingerprints *fingerprints_new(void)
{
	struct fingerprints *fingerprints = g_new0(struct fingerprints, 1);

	fingerprints->occurrences =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return fingerprints;
}

void fingerprints_free(struct fingerprints *fingerprints)
{
	if (!fingerprints)
		return;
	g_hash_table_unref(fingerprints->occurrences);
	g_free(fingerprints);
}

/* The digest of rule and line; owned by the caller. */
static char *digest(const struct finding *finding)
{
	g_autofree char *line =
		g_strdup(finding->excerpt ? finding->excerpt : "");
	g_autofree char *key =
		g_strconcat(finding->rule->id, "\n", g_strstrip(line), NULL);
	char *hex = g_compute_checksum_for_string(G_CHECKSUM_SHA256, key, -1);

	hex[DIGITS] = '\0';
	return hex;
}

char *fingerprints_next(struct fingerprints *fingerprints,
			const struct finding *finding)
{
	GHashTable *occurrences = fingerprints->occurrences;
	char *hex = digest(finding);
	guint n;

	if (!fingerprints->path ||
	    strcmp(fingerprints->path, finding->path) != 0)
		g_hash_table_remove_all(occurrences);
	fingerprints->path = finding->path;

	n = GPOINTER_TO_UINT(g_hash_table_lookup(occurrences, hex)) + 1;
	g_hash_table_replace(occurrences, hex, GUINT_TO_POINTER(n));
	return g_strdup_printf("%s:%u", hex, n);
}
