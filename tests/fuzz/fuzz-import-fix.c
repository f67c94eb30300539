/*
 * fuzz-import-fix - any bytes as a module whose imports are rewritten.
 *
 * What must hold: bytes outside of the replaced spans stay; a file that
 * compiled compiles afterwards, its imports name the same modules, and
 * nothing is left to be rewritten; one that did not is not touched.
 *
 * The first byte chooses the file's place and the policy. clang -g
 * -fsanitize=fuzzer,address,undefined fuzz-import-fix.c with the library.
 */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "edit.h"
#include "imports.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const paths[] = {
	"pkg/sub/mod.py",
	"pkg/sub/__init__.py",
	"pkg/mod.py",
	"pkg/\xc3\xa9t\xc3\xa9/mod.py",
};

struct world {
	struct module_map *modules;
	struct view *view;
	struct configuration *configuration;
};

/* A folder with packages, made once. */
static const struct world *get_world(void)
{
	static struct world world;
	static const char *const files[] = {"pkg", "pkg/sub",
					    "pkg/\xc3\xa9t\xc3\xa9"};
	static const char *const all[] = {"."};
	g_autofree char *folder = NULL;
	struct view_options options = {
		.kind = VIEW_FOLDER, .paths = all, .n_paths = 1};

	if (world.view)
		return &world;
	folder = g_dir_make_tmp("fuzz-XXXXXX", NULL);
	g_assert_nonnull(folder);
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *name =
			g_build_filename(folder, files[i], NULL);
		g_autofree char *init =
			g_build_filename(name, "__init__.py", NULL);

		g_mkdir_with_parents(name, 0700);
		g_file_set_contents(init, "", 0, NULL);
	}
	options.directory = folder;
	world.view = view_open(&options, NULL);
	g_assert_nonnull(world.view);
	world.configuration = configuration_default();
	world.modules = module_map_new(world.view, world.configuration);
	return &world;
}

struct file {
	struct source source;
	struct python_file python;
	struct view_file file;
	struct import_context context;
	char *bytes; /* of exactly the size, so that reading past is caught */
};

static void file_open(struct file *file, const struct import_policy *policy,
		      const char *path, const char *bytes, size_t size)
{
	const struct world *world = get_world();

	file->source = SOURCE_INIT;
	file->bytes = g_malloc(size + 1);
	memcpy(file->bytes, bytes, size);
	file->bytes[size] = '\0';
	source_set(&file->source, path, file->bytes, size);
	python_file_init(&file->python);
	python_file_set(&file->python, &file->source, 12);
	file->file = (struct view_file){.path = path, .mode = S_IFREG | 0644};
	file->context = (struct import_context){
		.view = world->view,
		.file = &file->file,
		.policy = policy,
		.modules = world->modules,
		.package = module_map_package(world->modules, path, NULL),
		.python = &file->python,
		.list = python_file_imports(&file->python),
	};
}

static void file_close(struct file *file)
{
	python_file_release(&file->python);
	source_release(&file->source);
	g_free(file->bytes);
}

static bool compiles(struct file *file)
{
	size_t offset;
	const char *message;

	return python_file_compiles(&file->python, &offset, &message);
}

/* The reader must not look past the last token. */
static void check_bounds(struct file *file)
{
	struct token_array exact = file->python.tokens;
	struct import_list list;

	exact.items = g_memdup2(exact.items, (exact.n + TOKEN_LOOKAHEAD) *
						     sizeof(*exact.items));
	import_list_init(&list);
	import_list_read(&list, file->source.text, &exact);
	g_assert_cmpuint(list.statements->len, ==,
			 file->context.list->statements->len);
	import_list_release(&list);
	g_free(exact.items);
}

static GArray *plan(struct file *file)
{
	const struct import_list *list = file->context.list;
	GArray *edits = edits_new();

	for (guint i = 0; i < list->statements->len; i++) {
		const struct import_statement *statement = &g_array_index(
			list->statements, struct import_statement, i);
		struct import_plan plan;
		struct span span;

		import_plan_make(&file->context, statement, &plan);
		if (plan.fate == IMPORT_REWRITTEN) {
			span = import_module_span(list, statement);
			span.start =
				source_byte_offset(&file->source, span.start);
			span.end = source_byte_offset(&file->source, span.end);
			edits_add(edits, span,
				  import_plan_text(&file->context, statement,
						   &plan),
				  i + 1, EDIT_SAFE);
		}
		g_assert_true((plan.to != NULL) ==
			      (plan.fate == IMPORT_REWRITTEN));
		g_assert_true((plan.refusal != NULL) ==
			      (plan.fate == IMPORT_REFUSED));
		import_plan_release(&plan);
	}
	g_assert_cmpuint(edits_settle(edits), ==, 0);
	return edits;
}

static void check_edited(struct file *file, const GArray *edits)
{
	size_t size;
	g_autofree char *edited = edits_apply(edits, file->source.bytes,
					      file->source.size, &size);
	struct file after;
	g_autoptr(GArray) again = NULL;

	file_open(&after, file->context.policy, file->file.path, edited, size);
	g_assert_nonnull(after.context.list);
	g_assert_true(compiles(&after));
	g_assert_true(imports_agree(file->context.package, file->context.list,
				    after.context.list));
	again = plan(&after);
	g_assert_cmpuint(again->len, ==, 0);
	file_close(&after);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct import_policy policy = {0};
	struct file file;
	bool may_be_relative;

	if (size == 0)
		return 0;
	policy.style =
		data[0] & 4 ? IMPORT_STYLE_RELATIVE : IMPORT_STYLE_ABSOLUTE;
	policy.level = data[0] & 8 ? IMPORT_LEVEL_PARENTS : IMPORT_LEVEL_ALL;
	policy.allow_init = data[0] & 16;
	policy.siblings_only = data[0] & 32;
	file_open(&file, &policy, paths[data[0] & 3], (const char *)data + 1,
		  size - 1);
	g_assert_cmpint(file.context.package->status, ==, PACKAGE_KNOWN);
	may_be_relative = may_import_relatively(file.bytes, size - 1);
	if (file.context.list) {
		g_autoptr(GArray) edits = plan(&file);

		check_bounds(&file);
		g_assert_true(edits->len == 0 || compiles(&file));
		if (edits->len > 0)
			check_edited(&file, edits);
		g_assert_true(may_be_relative || edits->len == 0 ||
			      policy.style == IMPORT_STYLE_RELATIVE);
	}
	file_close(&file);
	return 0;
}
