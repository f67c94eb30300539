/* code_try - try, with, and what leaves them: return, break, continue. */
#include <config.h>

#include "code.h"

#include <string.h>

#include "column.h"

/* Nodes that are visited again only because CPython does so. */
#define MAX_REPEATED 2000000

/*
 * A finally body is made code of once for each way into it. When it was
 * good once, only the blocks that it nests can make a difference, but each
 * time warns.
 */
static bool visit_finally(struct code *code, const struct node *body)
{
	struct code_unit *unit = code->unit;
	unsigned int base = unit->n_blocks, outer_peak = unit->peak;
	unsigned int height, n_visits = code->n_visits;
	gpointer known = NULL;
	bool is_known = g_hash_table_lookup_extended(code->finally_peaks, body,
						     NULL, &known);
	/* Where it is quiet, annotations are still put off. */
	bool warns = code->compilation->with_warnings &&
		     code->n_repeated < MAX_REPEATED;
	bool ok;

	height = GPOINTER_TO_UINT(known);
	if (is_known && !warns && base + height < CODE_MAX_BLOCKS) {
		unit->peak = MAX(outer_peak, base + height);
		unit->at = node_child(body, list_size(body) - 1);
		return true;
	}
	unit->peak = base;
	ok = code_statements(code, body);
	if (is_known)
		code->n_repeated += code->n_visits - n_visits;
	g_hash_table_insert(code->finally_peaks, (void *)body,
			    GUINT_TO_POINTER(unit->peak - base));
	unit->peak = MAX(unit->peak, outer_peak);
	return ok;
}

static bool is_loop(const struct code_block *block)
{
	return block->kind == BLOCK_WHILE || block->kind == BLOCK_FOR;
}

/* What a statement leaves on its way out. */
struct unwinding {
	const struct node *node;  /* the statement */
	const struct node *place; /* it, or the constant that it returns */
	bool to_loop;		  /* not further than the next loop */
	bool has_value;		  /* a value waits meanwhile */
	bool found_loop;
	bool is_placed; /* CPython still knows the statement's line */
	/* Where it was made code of last. */
	const struct node *last;
};

static bool leave_block(struct code *code, struct unwinding *unwinding,
			const struct code_block *block)
{
	bool ok;

	if (block->kind == BLOCK_WITH && code->minor >= 10) {
		unwinding->is_placed = false;
		code->unit->at = block->data;
	}
	if (block->kind == BLOCK_FINALLY_END && code->minor >= 14)
		code->quiet--;
	if (block->kind != BLOCK_FINALLY_TRY)
		return true;
	if (unwinding->has_value &&
	    !code_push(code, unwinding->node, BLOCK_VALUE, NULL))
		return false;
	ok = visit_finally(code, block->data);
	if (unwinding->has_value)
		code_pop(code);
	unwinding->is_placed = false;
	return ok;
}

static bool unwind(struct code *code, struct unwinding *unwinding)
{
	struct code_unit *unit = code->unit;
	struct code_block block;

	while (unit->n_blocks) {
		block = unit->blocks[unit->n_blocks - 1];
		if (block.kind == BLOCK_STAR_HANDLERS) {
			const struct node *place = NULL;

			if (unwinding->is_placed)
				place = unwinding->place;
			unit->at = place;
			return code_refuse(code, place,
					   "'break', 'continue' and 'return' "
					   "cannot appear in an except* "
					   "block");
		}
		if (unwinding->to_loop && is_loop(&block)) {
			unwinding->found_loop = true;
			return true;
		}
		unit->n_blocks--;
		if (!leave_block(code, unwinding, &block))
			return false;
	}
	return true;
}

/* Unwinds, then puts the blocks back. */
static bool unwind_and_return(struct code *code, struct unwinding *unwinding)
{
	struct code_unit *unit = code->unit;
	struct code_block blocks[CODE_MAX_BLOCKS];
	unsigned int n_blocks = unit->n_blocks, quiet = code->quiet;
	bool ok;

	/* 3.8 calls the finally body like a function. */
	if (code->minor < 9) {
		for (unsigned int i = 0; i < n_blocks; i++)
			unwinding->found_loop |= is_loop(&unit->blocks[i]);
		return true;
	}
	for (unsigned int i = 0; i < n_blocks; i++)
		blocks[i] = unit->blocks[i];
	ok = unwind(code, unwinding);
	for (unsigned int i = 0; i < n_blocks; i++)
		unit->blocks[i] = blocks[i];
	unit->n_blocks = n_blocks;
	unwinding->last = unit->at;
	unit->at = unwinding->node;
	code->quiet = quiet;
	return ok;
}

static bool is_on_line(const struct code *code, const struct node *a,
		       const struct node *b)
{
	const struct text_lines *lines = &code->compilation->lines;

	return text_line(lines, a->start) == text_line(lines, b->start);
}

bool code_return(struct code *code, const struct node *node)
{
	const struct node *value = node_child(node, 0);
	const struct code_traits *traits;
	struct unwinding unwinding = {
		.node = node,
		.place = node,
		.is_placed = true,
	};

	if (!code_is_function(code->unit))
		return code_refuse(code, node, "'return' outside function");
	if (value) {
		traits = code_traits(code, code->unit);
		if (traits->is_coroutine && traits->is_generator)
			return code_refuse(
				code, node,
				"'return' with value in async generator");
	}
	unwinding.has_value = value && value->kind != NODE_CONSTANT;
	if (value && !unwinding.has_value && is_on_line(code, node, value))
		unwinding.place = value;
	if (unwinding.has_value && !code_expression(code, value))
		return false;
	return unwind_and_return(code, &unwinding);
}

bool code_loop_exit(struct code *code, const struct node *node)
{
	struct unwinding unwinding = {
		.node = node,
		.place = node,
		.to_loop = true,
		.is_placed = true,
	};

	if (!unwind_and_return(code, &unwinding))
		return false;
	if (unwinding.found_loop)
		return true;
	code_refuse(code, node,
		    node->kind == NODE_BREAK
			    ? "'break' outside loop"
			    : "'continue' not properly in loop");
	/* Only the line is that of the statement. */
	if (code->minor == 9 || code->minor == 10)
		code->compilation->error.column =
			column_of(code->compilation, unwinding.last->start);
	return false;
}

static bool bind_handler(struct code *code, const struct node *handler)
{
	const struct node *name = node_child(handler, 1);
	bool is_late = code->minor >= 9 && code->minor < 12;

	if (!name)
		return true;
	if (!is_late)
		return code_bind(code, handler, name->name);
	if (!code->pending && strcmp(name->name, "__debug__") == 0)
		code->pending = handler;
	return true;
}

/*
 * Behind the handler its name is None, and deleted. A function that has no
 * docstring has the constant None, so that nothing is needed that is new:
 * since 3.10 the second refusal, which has no line, takes the first one's
 * place.
 */
static bool is_deletion_pending(struct code *code)
{
	const struct code_unit *unit = code->unit;

	if (!code->pending || code->minor < 10 ||
	    (unit->scope != CODE_FUNCTION &&
	     unit->scope != CODE_ASYNC_FUNCTION) ||
	    has_docstring(node_child(unit->root, FUNCTION_BODY)))
		return false;
	compilation_refuse_line(code->compilation, SYNTAX_ERROR, 1, 0,
				"cannot delete __debug__");
	return true;
}

static bool visit_handler_body(struct code *code, const struct node *handler)
{
	if (!bind_handler(code, handler) ||
	    !code_push(code, handler, BLOCK_HANDLER, NULL) ||
	    !code_statements(code, node_child(handler, 2)))
		return false;
	code_pop(code);
	return !is_deletion_pending(code) && !code_is_pending(code);
}

static bool visit_handlers(struct code *code, const struct node *node)
{
	const struct node *handlers = node_child(node, 1), *handler, *type;
	bool is_star = node->kind == NODE_TRY_STAR;

	for (size_t i = 0; i < list_size(handlers); i++) {
		handler = node_child(handlers, i);
		type = node_child(handler, 0);
		/* Until 3.9 the place is that of the handler before. */
		if (code->minor >= 10)
			code->unit->at = handler;
		if (!is_star && !type && i + 1 < list_size(handlers))
			return code_refuse(code, handler,
					   "default 'except:' must be last");
		code->unit->at = handler;
		if (!code_expression(code, type) ||
		    !visit_handler_body(code, handler))
			return false;
	}
	return true;
}

static bool visit_body(struct code *code, const struct node *node)
{
	if (!code_push(code, node, BLOCK_TRY, NULL) ||
	    !code_statements(code, node_child(node, 0)))
		return false;
	code_pop(code);
	return true;
}

static bool visit_try_except(struct code *code, const struct node *node)
{
	bool is_star = node->kind == NODE_TRY_STAR;
	bool is_else_first = code->minor >= 11 && !is_star;
	const struct node *orelse = node_child(node, 2);

	if (!visit_body(code, node))
		return false;
	if (is_else_first && !code_statements(code, orelse))
		return false;
	if (code->minor >= 9 &&
	    !code_push(code, node,
		       is_star ? BLOCK_STAR_HANDLERS : BLOCK_HANDLERS, NULL))
		return false;
	if (!visit_handlers(code, node))
		return false;
	if (code->minor >= 9)
		code_pop(code);
	return is_else_first || code_statements(code, orelse);
}

static bool visit_tried(struct code *code, const struct node *node)
{
	if (list_size(node_child(node, 1)))
		return visit_try_except(code, node);
	return code_statements(code, node_child(node, 0));
}

/* 3.8 makes code of the finally body first. */
static bool visit_try_finally_38(struct code *code, const struct node *node)
{
	if (!code_push(code, node, BLOCK_FINALLY_END, NULL) ||
	    !code_statements(code, node_child(node, 3)))
		return false;
	code_pop(code);
	code->unit->at = node;
	if (!code_push(code, node, BLOCK_FINALLY_TRY, NULL) ||
	    !visit_tried(code, node))
		return false;
	code_pop(code);
	return true;
}

static bool visit_try_finally(struct code *code, const struct node *node)
{
	const struct node *body = node_child(node, 3);
	bool is_quiet = code->minor >= 14, ok;

	if (!code_push(code, node, BLOCK_FINALLY_TRY, body) ||
	    !visit_tried(code, node))
		return false;
	code_pop(code);
	if (!visit_finally(code, body) ||
	    !code_push(code, node, BLOCK_FINALLY_END, NULL))
		return false;
	code->quiet += is_quiet;
	ok = visit_finally(code, body);
	code->quiet -= is_quiet;
	code_pop(code);
	return ok;
}

bool code_try(struct code *code, const struct node *node)
{
	if (!list_size(node_child(node, 3)))
		return visit_try_except(code, node);
	if (code->minor < 9)
		return visit_try_finally_38(code, node);
	return visit_try_finally(code, node);
}

static bool visit_items(struct code *code, const struct node *node, size_t i)
{
	const struct node *items = node_child(node, 0), *item;
	bool ok;

	if (i == list_size(items))
		return code_statements(code, node_child(node, 1));
	item = node_child(items, i);
	if (!code_expression(code, node_child(item, 0)) ||
	    !code_push(code, code->minor >= 13 ? node_child(item, 0) : node,
		       BLOCK_WITH, node) ||
	    !code_expression(code, node_child(item, 1)))
		return false;
	ok = visit_items(code, node, i + 1);
	code_pop(code);
	return ok;
}

bool code_with(struct code *code, const struct node *node)
{
	if (node->kind == NODE_ASYNC_WITH &&
	    code->unit->scope != CODE_ASYNC_FUNCTION)
		return code_refuse(code, node,
				   "'async with' outside async function");
	return visit_items(code, node, 0);
}
