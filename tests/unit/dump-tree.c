/*
 * dump-tree - the syntax trees of texts, for tests/oracle/trees.py.
 *
 * Takes a minor version and files (UTF-8). Prints a line for each: its tree as
 * tree_dump() shows it, or "refused" with the line and the message.
 */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "compilation.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void print_tree(struct compilation *c)
{
	g_autoptr(GString) out = g_string_new(NULL);
	const struct node *module = NULL;

	if (c->status == COMPILED)
		module = compilation_parse(c);
	if (module) {
		tree_dump(module, out);
		puts(out->str);
	} else {
		printf("refused, line %u: %s\n", c->error.line,
		       c->status == COMPILATION_REFUSED ? c->error.message
							: "unknown");
	}
}

static void print_file(struct arena *arena, const char *path,
		       unsigned int minor)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct compilation compilation;
	size_t size;
	size_t start;

	if (!g_file_get_contents(path, &text, &size, &error)) {
		fprintf(stderr, "dump-tree: %s\n", error->message);
		exit(2);
	}
	start = g_str_has_prefix(text, BYTE_ORDER_MARK)
			? strlen(BYTE_ORDER_MARK)
			: 0;
	compile_text(&compilation, arena, text + start, size - start, minor, 0);
	print_tree(&compilation);
	compilation_release(&compilation);
	arena_reset(arena);
}

int main(int argc, char **argv)
{
	struct arena arena = {0};

	if (argc < 2)
		return 2;
	for (int i = 2; i < argc; i++)
		print_file(&arena, argv[i],
			   (unsigned int)strtoul(argv[1], NULL, 10));
	arena_release(&arena);
	return 0;
}
