/* program_files - the view, its configuration, and the files to be judged. */

#include <config.h>

#include "program_private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "cleanup.h"
#include "error.h"
#include "pyproject.h"

static const char *const checker_names[] = {
#include "checker_names.inc"
	NULL};

static bool wants_path(const char *path, void *payload)
{
	const struct program *program = payload;

	for (size_t i = 0; i < program->n_parts; i++)
		if (program->parts[i].checker->wants(path))
			return true;
	return false;
}

static bool wants_nothing(const char *path G_GNUC_UNUSED,
			  void *payload G_GNUC_UNUSED)
{
	return false;
}

static bool open_view(struct session *session, GError **error)
{
	const struct options *options = session->options;
	struct view_options view = {
		.kind = options->no_git ? VIEW_FOLDER : options->kind,
		.revision = options->revision,
		.untracked = options->untracked,
		.paths = (const char *const *)options->paths->pdata,
		.n_paths = options->paths->len,
		.wanted = wants_path,
		.payload = (void *)session->program,
	};

	if (view.kind == VIEW_WORKTREE) {
		GError *trouble = NULL;

		if (!view_is_repository(NULL, &trouble))
			view.kind = VIEW_FOLDER;
		if (trouble) {
			g_propagate_error(error, trouble);
			return false;
		}
	}
	if (options->stdin_filename ||
	    (options->files_from && options->paths->len == 0))
		view.wanted = wants_nothing;
	session->view = view_open(&view, error);
	return session->view != NULL;
}

static bool read_configuration(struct session *session, GError **error)
{
	g_autofree char *bytes = NULL;
	size_t size;
	GError *trouble = NULL;

	if (view_read_path(session->view, CONFIGURATION_FILE, &bytes, &size,
			   &trouble))
		session->configuration = configuration_read(
			bytes, size, CONFIGURATION_FILE, checker_names, error);
	else if (trouble)
		g_propagate_error(error, trouble);
	else
		session->configuration = configuration_default();
	return session->configuration && session_check_rules(session, error);
}

/* python.target, else what pyproject.toml requires, else the newest. */
static bool settle_target(struct session *session, GError **error)
{
	g_autofree char *bytes = NULL;
	size_t size;
	unsigned int minor = session->configuration->python_target;
	GError *trouble = NULL;

	if (minor == 0 && view_read_path(session->view, "pyproject.toml",
					 &bytes, &size, &trouble))
		minor = pyproject_python_minor(bytes, size);
	if (trouble) {
		g_propagate_error(error, trouble);
		return false;
	}
	session->run.python_minor =
		minor == 0 ? PYTHON_NEWEST
			   : CLAMP(minor, PYTHON_OLDEST, PYTHON_NEWEST);
	return true;
}

/* FNV-1a: a path's share is the same on every machine and in every year. */
bool session_has_in_shard(const struct session *session, const char *path)
{
	const struct options *options = session->options;
	uint64_t hash = 0xcbf29ce484222325u;

	if (options->n_shards == 0)
		return true;
	for (; *path; path++)
		hash = (hash ^ (unsigned char)*path) * 0x100000001b3u;
	return hash % options->n_shards == options->shard - 1;
}

static void choose_files(struct session *session)
{
	size_t n;
	const struct view_file *files = view_files(session->view, &n);

	for (size_t i = 0; i < n; i++) {
		bool is_context = !session_has_in_shard(session, files[i].path);

		if (glob_list_match(session->configuration->exclude,
				    files[i].path))
			continue;
		g_array_append_val(session->files, files[i]);
		g_array_append_val(session->is_context, is_context);
	}
}

/* The path of --stdin-filename as the view would have it. */
static char *stdin_path(const struct session *session)
{
	g_autofree char *path =
		g_canonicalize_filename(session->options->stdin_filename, NULL);
	size_t root = strlen(view_root(session->view));

	if (g_str_has_prefix(path, view_root(session->view)) &&
	    path[root] == '/')
		return g_strdup(path + root + 1);
	return g_strdup(session->options->stdin_filename);
}

static bool read_stdin(struct session *session, GError **error)
{
	char buffer[1 << 16];
	size_t n;
	struct view_file file = {.mode = S_IFREG | 0644};

	session->stdin_bytes = g_string_new(NULL);
	while ((n = fread(buffer, 1, sizeof(buffer), stdin)) > 0)
		g_string_append_len(session->stdin_bytes, buffer, (gssize)n);
	if (ferror(stdin)) {
		lk_error_set_errno(error, errno, "cannot read",
				   "standard input");
		return false;
	}
	session->stdin_path = stdin_path(session);
	file.path = session->stdin_path;
	g_array_append_val(session->files, file);
	session->judging.stdin_bytes = session->stdin_bytes->str;
	session->judging.stdin_size = session->stdin_bytes->len;
	return true;
}

static bool is_part_on(const struct session *session,
		       const struct checker *checker)
{
	const struct checker_settings *settings = g_hash_table_lookup(
		session->configuration->checks, checker->name);

	if (session->program->is_on)
		return session->program->is_on(session->configuration, checker,
					       session->program->payload);
	return !settings || !settings->off;
}

bool session_open(struct session *session, GError **error)
{
	if (!open_view(session, error) || !read_configuration(session, error) ||
	    !settle_target(session, error))
		return false;
	if (session->options->stdin_filename) {
		if (!read_stdin(session, error))
			return false;
	} else {
		choose_files(session);
	}
	for (size_t i = 0; i < session->program->n_parts; i++)
		if (is_part_on(session, session->program->parts[i].checker))
			g_array_append_val(session->parts,
					   session->program->parts[i]);
	session->modules =
		module_map_new(session->view, session->configuration);
	session->run.view = session->view;
	session->run.configuration = session->configuration;
	session->run.modules = session->modules;
	return true;
}
