/* checker - the skeleton of a program that is one checker. */

#include <config.h>

#include "checker.h"

#include <string.h>

#include "cleanup.h"
#include "program.h"

int checker_main(const struct checker *checker, int argc, char **argv)
{
	struct argp_child children[] = {
		{.argp = &options_argp},
		{.argp = checker->argp,
		 .header = "Options of this checker:",
		 .group = 9},
		{0},
	};
	struct argp argp = {
		.args_doc = "[PATH...]",
		.doc = checker->summary,
		.children = children,
	};
	struct options options;
	void *own = checker->new_options ? checker->new_options() : NULL;
	struct part part = {checker, own};
	struct program program = {
		.name = checker->name,
		.fix_command = checker->name,
		.parts = &part,
		.n_parts = 1,
		.options = &options,
	};
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) arguments = options_expand(argc, argv, &error);
	int status;

	if (!arguments) {
		if (checker->free_options)
			checker->free_options(own);
		return program_trouble(checker->name, error);
	}
	options_init(&options);
	program_parse(&argp, (int)g_strv_length(arguments), arguments, &options,
		      own);
	status = program_run(&program);
	options_release(&options);
	if (checker->free_options)
		checker->free_options(own);
	return status;
}
