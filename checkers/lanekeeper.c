/*
 * lanekeeper - run many checkers over one view, in one process.
 *
 *	lanekeeper check		all that the configuration has on
 *	lanekeeper check --staged	over what will be committed
 *	lanekeeper check --only NAME,NAME	just these
 *
 * Each file is read once and tokenized at most once, however many checkers
 * look at it. The checkers are those linked into this program; there is no
 * list of them to keep.
 */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "checker.h"
#include "cleanup.h"
#include "error.h"
#include "program.h"

/* The section that CHECKER() fills; the linker names its ends. */
extern const struct checker *const __start_checkers[];
extern const struct checker *const __stop_checkers[];

enum option_key {
	OPTION_ONLY = 0x200,
	OPTION_SKIP,
};

struct selection {
	GPtrArray *only, *skip; /* char *, owned: names of checkers */
};

static size_t n_checkers(void)
{
	return (size_t)(__stop_checkers - __start_checkers);
}

static const struct checker *find_checker(const char *name)
{
	for (size_t i = 0; i < n_checkers(); i++)
		if (strcmp(__start_checkers[i]->name, name) == 0)
			return __start_checkers[i];
	return NULL;
}

static void refuse_name(struct argp_state *state, const char *name)
{
	g_autofree const char **names = g_new(const char *, n_checkers());
	const char *nearest;

	for (size_t i = 0; i < n_checkers(); i++)
		names[i] = __start_checkers[i]->name;
	nearest = nearest_word(name, names, n_checkers());
	if (nearest)
		argp_error(state, "unknown checker '%s': did you mean '%s'?",
			   name, nearest);
	else
		argp_error(state, "unknown checker '%s'", name);
}

static void add_names(struct argp_state *state, GPtrArray *list,
		      const char *names)
{
	g_auto(GStrv) parts = g_strsplit(names, ",", -1);

	for (size_t i = 0; parts[i]; i++) {
		if (!find_checker(parts[i]))
			refuse_name(state, parts[i]);
		g_ptr_array_add(list, g_strdup(parts[i]));
	}
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct selection *selection = state->input;

	switch (key) {
	case OPTION_ONLY:
		add_names(state, selection->only, arg);
		return 0;
	case OPTION_SKIP:
		add_names(state, selection->skip, arg);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_option option_table[] = {
	{"only", OPTION_ONLY, "NAME[,NAME]", 0,
	 "Run these checkers, whatever the configuration says", 0},
	{"skip", OPTION_SKIP, "NAME[,NAME]", 0,
	 "Do not run these; the variable SKIP does the same", 0},
	{0},
};

static const struct argp selection_argp = {
	.options = option_table,
	.parser = parse_option,
};

static bool has_name(const GPtrArray *list, const char *name)
{
	for (guint i = 0; i < list->len; i++)
		if (strcmp(g_ptr_array_index(list, i), name) == 0)
			return true;
	return false;
}

/*
 * Without a configuration file only what needs no policy runs, so that
 * nobody's idiomatic code is blocked by a default.
 */
static bool is_on(const struct configuration *configuration,
		  const struct checker *checker, void *payload)
{
	const struct selection *selection = payload;
	const struct checker_settings *settings =
		g_hash_table_lookup(configuration->checks, checker->name);

	if (has_name(selection->skip, checker->name))
		return false;
	if (selection->only->len > 0)
		return has_name(selection->only, checker->name);
	if (settings)
		return !settings->off;
	return configuration->path || !checker->needs_policy;
}

/* SKIP=name,name; names of other tools' hooks may be among them. */
static void add_skip_variable(struct selection *selection)
{
	const char *value = getenv("SKIP");
	g_auto(GStrv) parts = g_strsplit(value ? value : "", ",", -1);

	for (size_t i = 0; parts[i]; i++)
		if (find_checker(parts[i]))
			g_ptr_array_add(selection->skip, g_strdup(parts[i]));
}

static int run_checkers(int argc, char **argv)
{
	struct argp_child children[] = {
		{.argp = &options_argp},
		{.argp = &selection_argp,
		 .header = "Which checkers:",
		 .group = 9},
		{0},
	};
	struct argp argp = {
		.args_doc = "[PATH...]",
		.doc = "Run the configured checkers over one view.",
		.children = children,
	};
	g_autoptr(GPtrArray) only = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) skip = g_ptr_array_new_with_free_func(g_free);
	struct selection selection = {only, skip};
	g_autofree struct part *parts = g_new0(struct part, n_checkers());
	struct options options;
	struct program program = {
		.name = "lanekeeper",
		.fix_command = "lanekeeper check",
		.parts = parts,
		.n_parts = n_checkers(),
		.options = &options,
		.is_on = is_on,
		.payload = &selection,
	};
	int status;

	for (size_t i = 0; i < n_checkers(); i++) {
		const struct checker *checker = __start_checkers[i];

		parts[i].checker = checker;
		parts[i].options =
			checker->new_options ? checker->new_options() : NULL;
	}
	options_init(&options);
	add_skip_variable(&selection);
	program_parse(&argp, argc, argv, &options, &selection);
	status = program_run(&program);
	options_release(&options);
	for (size_t i = 0; i < n_checkers(); i++)
		if (parts[i].checker->free_options)
			parts[i].checker->free_options(parts[i].options);
	return status;
}

static void usage(FILE *stream)
{
	fputs("Usage: lanekeeper check [OPTION...] [PATH...]\n"
	      "  or:  lanekeeper --list-rules | --explain RULE | --version\n"
	      "Run the checkers of Lanekeeper over one view of a repository.\n"
	      "\n"
	      "  check    run the configured checkers; see 'lanekeeper check "
	      "--help'\n"
	      "\n"
	      "Checkers, each a program of its own as well:\n",
	      stream);
	for (size_t i = 0; i < n_checkers(); i++)
		fprintf(stream, "  %-20s %s\n", __start_checkers[i]->name,
			__start_checkers[i]->summary);
}

/* "lanekeeper check ARGUMENT..." has the name it is called by as one word. */
static int run_check(char **arguments)
{
	g_autofree char **rest = g_new0(char *, g_strv_length(arguments));
	char name[] = "lanekeeper check";

	rest[0] = name;
	for (size_t i = 2; arguments[i]; i++)
		rest[i - 1] = arguments[i];
	return run_checkers((int)g_strv_length(rest), rest);
}

/* What is asked of all checkers together, without a view. */
static bool is_about_rules(const char *argument)
{
	return strcmp(argument, "--list-rules") == 0 ||
	       g_str_has_prefix(argument, "--explain");
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) arguments = options_expand(argc, argv, &error);
	const char *command;

	if (!arguments)
		return program_trouble("lanekeeper", error);
	command = arguments[0] ? arguments[1] : NULL;
	if (command && strcmp(command, "check") == 0)
		return run_check(arguments);
	if (command && is_about_rules(command))
		return run_checkers(argc, arguments);
	if (command && strcmp(command, "--version") == 0) {
		puts(PACKAGE_STRING);
		return EXIT_CLEAN;
	}
	if (command && strcmp(command, "--help") == 0) {
		usage(stdout);
		return EXIT_CLEAN;
	}
	if (command)
		fprintf(stderr, "lanekeeper: unknown command '%s'\n", command);
	usage(stderr);
	return EXIT_TROUBLE;
}
