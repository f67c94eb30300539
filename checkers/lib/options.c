/* options - the options that all programs share. */

#include <config.h>

#include "options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cleanup.h"
#include "error.h"

enum option_key {
	OPTION_STAGED = 0x100,
	OPTION_REV,
	OPTION_RANGE,
	OPTION_UNTRACKED,
	OPTION_NO_GIT,
	OPTION_FILES_FROM,
	OPTION_STDIN_FILENAME,
	OPTION_SHARD,
	OPTION_DIFF,
	OPTION_APPLY,
	OPTION_APPLY_UNSAFE,
	OPTION_MAX_FILES,
	OPTION_BASELINE,
	OPTION_WRITE_BASELINE,
	OPTION_LIST_RULES,
	OPTION_EXPLAIN,
	OPTION_STATISTICS,
	OPTION_FORMAT,
	OPTION_OUTPUT,
	OPTION_EXIT_ZERO,
	OPTION_COLOR,
	OPTION_NO_CACHE,
};

static const struct argp_option option_table[] = {
	{NULL, 0, NULL, 0, "Which files:", 1},
	{"staged", OPTION_STAGED, NULL, 0,
	 "Judge the index's blobs: what will be committed", 1},
	{"rev", OPTION_REV, "REV", 0, "Judge the tree of a revision", 1},
	{"range", OPTION_RANGE, "A..B", 0,
	 "Judge what changed from A to B, as it is in B; A...B counts from the "
	 "merge base",
	 1},
	{"untracked", OPTION_UNTRACKED, NULL, 0,
	 "Untracked files too, unless they are ignored", 1},
	{"no-git", OPTION_NO_GIT, NULL, 0,
	 "Paths are plain files and folders, even in a repository", 1},
	{"directory", 'C', "DIR", 0, "Work as if started in DIR", 1},
	{"files-from", OPTION_FILES_FROM, "FILE", 0,
	 "Read paths from FILE, one a line ('-': standard input)", 1},
	{NULL, 'z', NULL, 0, "--files-from: paths end in NUL bytes", 1},
	{"stdin-filename", OPTION_STDIN_FILENAME, "PATH", 0,
	 "Judge standard input as if it were the file PATH", 1},
	{"shard", OPTION_SHARD, "I/N", 0,
	 "Judge the I-th of N stable shares of the files", 1},

	{NULL, 0, NULL, 0, "What is done:", 2},
	{"diff", OPTION_DIFF, NULL, 0,
	 "Print the fixes as a unified diff; nothing is written", 2},
	{"apply", OPTION_APPLY, NULL, 0, "Write the fixes", 2},
	{"apply-unsafe", OPTION_APPLY_UNSAFE, NULL, 0,
	 "Write unsafe fixes too, or show them with --diff", 2},
	{"max-files", OPTION_MAX_FILES, "N", 0,
	 "Fix the first N files that have fixes", 2},
	{"baseline", OPTION_BASELINE, "FILE", 0,
	 "Pass over as many findings per path and rule as FILE allows", 2},
	{"write-baseline", OPTION_WRITE_BASELINE, NULL, 0,
	 "Write the baseline; an old one can only shrink", 2},
	{"no-cache", OPTION_NO_CACHE, NULL, 0,
	 "Judge every file anew, and remember nothing", 2},
	{"list-rules", OPTION_LIST_RULES, NULL, 0, "List the rules and exit",
	 2},
	{"explain", OPTION_EXPLAIN, "RULE", 0, "Print a rule's page and exit",
	 2},

	{NULL, 0, NULL, 0, "How it is told:", 3},
	{"format", OPTION_FORMAT, "FORMAT", 0,
	 "text, json, jsonl, github, sarif, gitlab or junit", 3},
	{"output", OPTION_OUTPUT, "FILE", 0, "Write the report to FILE", 3},
	{"statistics", OPTION_STATISTICS, NULL, 0,
	 "Count the findings per folder and rule, in place of listing them", 3},
	{"exit-zero", OPTION_EXIT_ZERO, NULL, 0,
	 "Exit with 0 in spite of findings", 3},
	{"jobs", 'j', "N", 0, "Work on N threads (default: all processors)", 3},
	{"quiet", 'q', NULL, 0, "Errors only, no summary", 3},
	{"verbose", 'v', NULL, 0, "Say what is judged, and from where", 3},
	{"color", OPTION_COLOR, "WHEN", 0, "auto, always or never", 3},
	{0},
};

void options_init(struct options *options)
{
	*options = (struct options){.kind = VIEW_WORKTREE};
	options->paths = g_ptr_array_new_with_free_func(g_free);
}

void options_release(struct options *options)
{
	g_ptr_array_unref(options->paths);
}

static void set_view(struct argp_state *state, struct options *options,
		     enum view_kind kind, const char *revision)
{
	if (options->kind != VIEW_WORKTREE)
		argp_error(state, "only one of --staged, --rev and --range");
	options->kind = kind;
	options->revision = revision;
}

static unsigned long parse_number(struct argp_state *state, const char *name,
				  const char *text)
{
	char *end;
	unsigned long number;

	errno = 0;
	number = strtoul(text, &end, 10);
	if (errno || end == text || *end || *text == '-' || number == 0 ||
	    number > 1000000000)
		argp_error(state, "%s takes a positive number, not '%s'", name,
			   text);
	return number;
}

static void parse_shard(struct argp_state *state, struct options *options,
			const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, "/", 2);

	if (!parts[0] || !parts[1])
		argp_error(state, "--shard takes I/N, such as 1/4");
	options->shard = (unsigned int)parse_number(state, "--shard", parts[0]);
	options->n_shards =
		(unsigned int)parse_number(state, "--shard", parts[1]);
	if (options->shard > options->n_shards)
		argp_error(state, "--shard: %u is more than %u", options->shard,
			   options->n_shards);
}

static void parse_color(struct argp_state *state, struct options *options,
			const char *text)
{
	if (strcmp(text, "auto") == 0)
		options->color = COLOR_AUTO;
	else if (strcmp(text, "always") == 0)
		options->color = COLOR_ALWAYS;
	else if (strcmp(text, "never") == 0)
		options->color = COLOR_NEVER;
	else
		argp_error(state, "--color takes auto, always or never");
}

static error_t parse_which(int key, char *arg, struct argp_state *state)
{
	struct options *options = state->input;

	switch (key) {
	case OPTION_STAGED:
		set_view(state, options, VIEW_INDEX, NULL);
		return 0;
	case OPTION_REV:
		set_view(state, options, VIEW_REVISION, arg);
		return 0;
	case OPTION_RANGE:
		set_view(state, options, VIEW_RANGE, arg);
		return 0;
	case OPTION_UNTRACKED:
		options->untracked = true;
		return 0;
	case OPTION_NO_GIT:
		options->no_git = true;
		return 0;
	case 'C':
		options->directory = arg;
		return 0;
	case OPTION_FILES_FROM:
		options->files_from = arg;
		return 0;
	case 'z':
		options->nul_separated = true;
		return 0;
	case OPTION_STDIN_FILENAME:
		options->stdin_filename = arg;
		return 0;
	case OPTION_SHARD:
		parse_shard(state, options, arg);
		return 0;
	case ARGP_KEY_ARG:
		g_ptr_array_add(options->paths, g_strdup(arg));
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static error_t parse_what(int key, char *arg, struct argp_state *state)
{
	struct options *options = state->input;

	switch (key) {
	case OPTION_DIFF:
		options->diff = true;
		return 0;
	case OPTION_APPLY:
		options->apply = true;
		return 0;
	case OPTION_APPLY_UNSAFE:
		options->apply_unsafe = true;
		return 0;
	case OPTION_MAX_FILES:
		options->max_files = parse_number(state, "--max-files", arg);
		return 0;
	case OPTION_BASELINE:
		options->baseline = arg;
		return 0;
	case OPTION_WRITE_BASELINE:
		options->write_baseline = true;
		return 0;
	case OPTION_NO_CACHE:
		options->no_cache = true;
		return 0;
	case OPTION_LIST_RULES:
		options->list_rules = true;
		return 0;
	case OPTION_EXPLAIN:
		options->explain = arg;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static error_t parse_how(int key, char *arg, struct argp_state *state)
{
	struct options *options = state->input;

	switch (key) {
	case OPTION_FORMAT:
		if (!report_format_parse(arg, &options->format))
			argp_error(state,
				   "unknown format '%s': text, json, jsonl, "
				   "github, sarif, gitlab or junit",
				   arg);
		return 0;
	case OPTION_OUTPUT:
		options->output = arg;
		return 0;
	case OPTION_STATISTICS:
		options->statistics = true;
		return 0;
	case OPTION_EXIT_ZERO:
		options->exit_zero = true;
		return 0;
	case 'j':
		options->jobs = (unsigned int)parse_number(state, "-j", arg);
		return 0;
	case 'q':
		options->quiet = true;
		return 0;
	case 'v':
		options->verbose = true;
		return 0;
	case OPTION_COLOR:
		parse_color(state, options, arg);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	error_t result = parse_which(key, arg, state);

	if (result == ARGP_ERR_UNKNOWN)
		result = parse_what(key, arg, state);
	if (result == ARGP_ERR_UNKNOWN)
		result = parse_how(key, arg, state);
	return result;
}

const struct argp options_argp = {
	.options = option_table,
	.parser = parse_option,
};

/* The parts of bytes between separators; an empty last part is none. */
static void add_parts(GPtrArray *parts, const char *bytes, size_t size,
		      char separator)
{
	const char *end = bytes + size;

	while (bytes < end) {
		const char *stop =
			memchr(bytes, separator, (size_t)(end - bytes));

		if (!stop)
			stop = end;
		if (stop > bytes)
			g_ptr_array_add(
				parts,
				g_strndup(bytes, (size_t)(stop - bytes)));
		bytes = stop + 1;
	}
}

char **options_expand(int argc, char **argv, GError **error)
{
	g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(g_free);
	bool options_ended = false;

	for (int i = 0; i < argc; i++) {
		g_autofree char *bytes = NULL;
		gsize size;

		options_ended |= strcmp(argv[i], "--") == 0;
		if (i == 0 || argv[i][0] != '@' || options_ended) {
			g_ptr_array_add(out, g_strdup(argv[i]));
			continue;
		}
		if (!g_file_get_contents(argv[i] + 1, &bytes, &size, NULL)) {
			lk_error_set_errno(error, errno, "cannot read",
					   argv[i] + 1);
			return NULL;
		}
		add_parts(out, bytes, size, '\n');
	}
	g_ptr_array_add(out, NULL);
	return (char **)g_ptr_array_steal(out, NULL);
}

static bool read_stream(FILE *stream, GString *out)
{
	char buffer[1 << 16];
	size_t n;

	while ((n = fread(buffer, 1, sizeof(buffer), stream)) > 0)
		g_string_append_len(out, buffer, (gssize)n);
	return !ferror(stream);
}

static bool read_files_from(struct options *options, GError **error)
{
	bool is_stdin = strcmp(options->files_from, "-") == 0;
	g_autoptr(FILE) file =
		is_stdin ? NULL : fopen(options->files_from, "re");
	g_autoptr(GString) bytes = g_string_new(NULL);

	if ((!is_stdin && !file) ||
	    !read_stream(is_stdin ? stdin : file, bytes)) {
		lk_error_set_errno(error, errno, "cannot read",
				   options->files_from);
		return false;
	}
	add_parts(options->paths, bytes->str, bytes->len,
		  options->nul_separated ? '\0' : '\n');
	return true;
}

/* Which options contradict each other; a static message, or NULL. */
static const char *contradiction(const struct options *options)
{
	bool from_git = options->kind != VIEW_WORKTREE;

	if (from_git && options->no_git)
		return "--no-git has no index and no revisions";
	if (from_git && options->untracked)
		return "--untracked goes with the working tree only";
	if (from_git && options->apply)
		return "--apply writes the working tree only; --diff shows the "
		       "fixes of other views";
	if (options->diff && options->apply)
		return "only one of --diff and --apply";
	if (options->max_files && !options->diff && !options->apply)
		return "--max-files goes with --diff or --apply";
	if (options->nul_separated && !options->files_from)
		return "-z goes with --files-from";
	if (options->write_baseline && !options->baseline)
		return "--write-baseline goes with --baseline";
	if (options->stdin_filename &&
	    (from_git || options->apply || options->paths->len > 0 ||
	     options->files_from))
		return "--stdin-filename takes no paths, no other view and no "
		       "--apply";
	if (options->statistics && options->format != REPORT_TEXT)
		return "--statistics is text; the other formats list findings";
	if (options->diff && options->format != REPORT_TEXT && !options->output)
		return "--diff and a report in another format need --output "
		       "for the report";
	return NULL;
}

bool options_settle(struct options *options, GError **error)
{
	const char *message;

	options->apply |= options->apply_unsafe && !options->diff;
	message = contradiction(options);

	if (options->directory && chdir(options->directory) != 0) {
		lk_error_set_errno(error, errno, "cannot work in",
				   options->directory);
		return false;
	}
	if (message) {
		g_set_error_literal(error, LK_ERROR, LK_ERROR_USAGE, message);
		return false;
	}
	return !options->files_from || read_files_from(options, error);
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

bool options_color(const struct options *options, int fd)
{
	if (options->color != COLOR_AUTO)
		return options->color == COLOR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	return is_set("FORCE_COLOR") || is_set("CLICOLOR_FORCE") || isatty(fd);
}
