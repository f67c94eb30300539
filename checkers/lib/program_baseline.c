/* program_baseline - the baseline that the options name. */

#include <config.h>

#include "program_private.h"

#include <errno.h>
#include <string.h>

#include "cleanup.h"
#include "error.h"

struct judged {
	const struct session *session;
	GHashTable *paths;
};

static bool has_rule(const struct checker *checker, const char *rule)
{
	for (size_t i = 0; checker->rules[i]; i++)
		if (strcmp(checker->rules[i]->id, rule) == 0)
			return true;
	return false;
}

/* Would this path have been judged if it were still there? */
static bool is_gone(const struct session *session, const char *path)
{
	return session->options->paths->len == 0 &&
	       !session->options->files_from &&
	       session_has_in_shard(session, path) &&
	       view_exists(session->view, path, NULL) == VIEW_NOTHING;
}

static bool was_judged(const char *path, const char *rule, void *payload)
{
	const struct judged *judged = payload;
	const GArray *parts = judged->session->parts;

	if (!g_hash_table_contains(judged->paths, path) &&
	    !is_gone(judged->session, path))
		return false;
	for (guint i = 0; i < parts->len; i++)
		if (has_rule(g_array_index(parts, struct part, i).checker,
			     rule))
			return true;
	return false;
}

/* The set of paths that were judged; borrowed keys. */
static GHashTable *judged_paths(const struct session *session)
{
	GHashTable *paths = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < session->judging.n_files; i++)
		if (!session->judging.is_context ||
		    !session->judging.is_context[i])
			g_hash_table_add(
				paths, (char *)session->judging.files[i].path);
	return paths;
}

static bool read_baseline(struct session *session, GError **error)
{
	const char *path = session->options->baseline;
	g_autofree char *bytes = NULL;
	gsize size;

	if (!g_file_get_contents(path, &bytes, &size, NULL)) {
		if (session->options->write_baseline && errno == ENOENT)
			return true;
		lk_error_set_errno(error, errno, "cannot read", path);
		return false;
	}
	session->baseline = baseline_read(bytes, size, path, error);
	return session->baseline != NULL;
}

static bool write_baseline(const struct session *session, struct judged *judged,
			   GError **error)
{
	size_t raised = 0;
	g_autofree char *text =
		baseline_write(session->program->name, session->findings,
			       session->baseline, was_judged, judged, &raised);
	g_autoptr(GError) trouble = NULL;

	if (!g_file_set_contents_full(session->options->baseline, text, -1,
				      G_FILE_SET_CONTENTS_CONSISTENT |
					      G_FILE_SET_CONTENTS_DURABLE,
				      0666, &trouble)) {
		g_set_error(error, LK_ERROR, LK_ERROR_IO,
			    "cannot write the baseline: %s", trouble->message);
		return false;
	}
	if (raised > 0)
		fprintf(stderr,
			"%s: %zu count%s of '%s' would have grown and stayed; "
			"a baseline only shrinks\n",
			session->program->name, raised, raised == 1 ? "" : "s",
			session->options->baseline);
	return true;
}

bool session_settle_baseline(struct session *session, GError **error)
{
	g_autoptr(GHashTable) paths = NULL;
	struct judged judged = {.session = session};

	if (!session->options->baseline)
		return true;
	if (!read_baseline(session, error))
		return false;
	judged.paths = paths = judged_paths(session);
	if (session->options->write_baseline) {
		if (!write_baseline(session, &judged, error))
			return false;
		g_clear_pointer(&session->baseline, baseline_free);
		if (!read_baseline(session, error))
			return false;
	}
	baseline_apply(session->baseline, session->findings, was_judged,
		       &judged);
	return true;
}
