/* code - what CPython refuses when it generates code. */
#include <config.h>

#include "code.h"

#include <string.h>

#include "compilation_warnings.h"
#include "constant.h"

bool code_refuse(struct code *code, const struct node *node, const char *format,
		 ...)
{
	const struct node *place = code->minor < 12 ? code->unit->at : node;
	g_autofree char *message = NULL;
	va_list args;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	if (!place)
		return compilation_refuse_line(code->compilation, SYNTAX_ERROR,
					       1, code->minor < 10 ? 1 : 0,
					       "%s", message);
	return compilation_refuse(code->compilation, SYNTAX_ERROR, place->start,
				  "%s", message);
}

void code_warn(struct code *code, const struct node *node, const char *format,
	       ...)
{
	const struct node *place = code->minor < 12 ? code->unit->at : node;
	g_autofree char *message = NULL;
	va_list args;

	if (code->quiet)
		return;
	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	/* No place is line 1. */
	compilation_warn_line(code->compilation, SYNTAX_WARNING,
			      place ? place->start : node->start, !place, "%s",
			      message);
}

bool code_is_function(const struct code_unit *unit)
{
	return unit->scope != CODE_MODULE && unit->scope != CODE_CLASS;
}

const struct code_traits *code_traits(struct code *code, struct code_unit *unit)
{
	if (!unit->has_traits) {
		code_find_traits(code, unit->root, unit->scope, &unit->traits);
		unit->has_traits = true;
	}
	return &unit->traits;
}

void code_enter(struct code *code, struct code_unit *unit,
		enum code_scope scope, const struct node *root)
{
	unit->parent = code->unit;
	unit->scope = scope;
	unit->root = root;
	unit->at = NULL;
	unit->n_blocks = 0;
	unit->peak = 0;
	unit->has_traits = false;
	unit->annotations = NULL;
	code->unit = unit;
}

bool code_leave(struct code *code, bool ok)
{
	g_clear_pointer(&code->unit->annotations, g_ptr_array_unref);
	code->unit = code->unit->parent;
	return ok;
}

static unsigned int max_blocks(unsigned int minor)
{
	return minor >= 13 ? 21 : 20;
}

bool code_push(struct code *code, const struct node *node,
	       enum code_block_kind kind, const struct node *data)
{
	static const char message[] = "too many statically nested blocks";
	struct code_unit *unit = code->unit;

	if (unit->n_blocks >= max_blocks(code->minor)) {
		/* 3.8 does not say where. */
		if (code->minor < 9)
			return compilation_refuse_line(code->compilation,
						       SYNTAX_ERROR, 1, 0, "%s",
						       message);
		return code_refuse(code, node, "%s", message);
	}
	unit->blocks[unit->n_blocks++] = (struct code_block){kind, data};
	unit->peak = MAX(unit->peak, unit->n_blocks);
	return true;
}

void code_pop(struct code *code)
{
	code->unit->n_blocks--;
}

bool code_bind(struct code *code, const struct node *place, const char *name)
{
	if (code->minor < 9 || strcmp(name, "__debug__") != 0)
		return true;
	return code_refuse(code, place, "cannot assign to __debug__");
}

bool code_is_pending(struct code *code)
{
	if (!code->pending)
		return false;
	code->unit->at = code->pending;
	code_refuse(code, code->pending, "cannot assign to __debug__");
	return true;
}

/*
 * Future imports stand at the beginning; the code generator refuses those
 * that come later, up to 3.13. Here the last of the good ones is sought.
 */
static void find_last_future(struct code *code, const struct node *body)
{
	size_t n = list_size(body);
	const struct node *name, *statement;

	for (size_t i = has_docstring(body); i < n; i++) {
		statement = node_child(body, i);
		if (statement->kind != NODE_IMPORT_FROM)
			return;
		name = node_child(statement, 0);
		if (!name || strcmp(name->name, "__future__") != 0 ||
		    (code->minor >= 13 && statement->detail))
			return;
		code->has_future = true;
		code->last_future = statement->start;
	}
}

bool compilation_check_code(struct compilation *c, const struct node *module,
			    unsigned int features)
{
	struct code code = {
		.compilation = c,
		.minor = c->minor,
		.features = features,
		.finally_peaks = g_hash_table_new(NULL, NULL),
		.folded = g_hash_table_new(NULL, NULL),
	};
	const struct node *body = node_child(module, 0);
	struct code_unit unit;
	bool ok;

	if (c->with_warnings && c->minor >= 14)
		compilation_warn_finally(c, module);
	find_last_future(&code, body);
	code_enter(&code, &unit, CODE_MODULE, module);
	ok = code_leave(&code, code_body(&code, body));
	g_hash_table_unref(code.finally_peaks);
	g_hash_table_unref(code.folded);
	return ok;
}
