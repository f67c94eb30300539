/* compilation_warnings - what CPython warns of, but for the code generator. */
#include <config.h>

#include "compilation_warnings.h"

static void warn_at(struct compilation *c, enum error_class class,
		    size_t offset, unsigned int line, const char *message)
{
	struct syntax_error warning;

	syntax_error_set(&warning, c->arena, &c->lines, class, offset, "%s",
			 message);
	if (line)
		warning.line = line;
	g_array_append_val(c->warnings, warning);
}

void compilation_warn(struct compilation *c, enum error_class class,
		      size_t offset, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list args;

	if (!c->with_warnings)
		return;
	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	warn_at(c, class, offset, 0, message);
}

void compilation_warn_line(struct compilation *c, enum error_class class,
			   size_t offset, unsigned int line, const char *format,
			   ...)
{
	g_autofree char *message = NULL;
	va_list args;

	if (!c->with_warnings)
		return;
	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	warn_at(c, class, offset, line, message);
}

/* What statements stand directly in. */
enum surroundings {
	IN_NOTHING,
	IN_FINALLY,
	IN_FUNCTION,
	IN_LOOP,
};

static void look_for_finally(struct compilation *c, const struct node *node,
			     enum surroundings around);

static void look_into(struct compilation *c, const struct node *list,
		      enum surroundings around)
{
	for (size_t i = 0; i < list_size(list); i++)
		look_for_finally(c, node_child(list, i), around);
}

static void warn_exit(struct compilation *c, const struct node *node,
		      enum surroundings around)
{
	const char *word = node->kind == NODE_RETURN  ? "return"
			   : node->kind == NODE_BREAK ? "break"
						      : "continue";

	if (around == IN_FINALLY)
		compilation_warn(c, SYNTAX_WARNING, node->start,
				 "'%s' in a 'finally' block", word);
}

static void look_for_finally(struct compilation *c, const struct node *node,
			     enum surroundings around)
{
	switch ((enum node_kind)node->kind) {
	case NODE_FUNCTION_DEF:
	case NODE_ASYNC_FUNCTION_DEF:
		look_into(c, node_child(node, FUNCTION_BODY), IN_FUNCTION);
		break;
	case NODE_CLASS_DEF:
		look_into(c, node_child(node, CLASS_BODY), around);
		break;
	case NODE_FOR:
	case NODE_ASYNC_FOR:
	case NODE_WHILE:
		look_into(c, node_child(node, node->n - 2), IN_LOOP);
		look_into(c, node_child(node, node->n - 1), around);
		break;
	case NODE_IF:
	case NODE_WITH:
	case NODE_ASYNC_WITH:
	case NODE_MATCH:
	case NODE_MATCH_CASE:
	case NODE_EXCEPT_HANDLER:
		for (size_t i = 0; i < node->n; i++)
			if (node->children[i] &&
			    node->children[i]->kind == NODE_LIST)
				look_into(c, node->children[i], around);
		break;
	case NODE_TRY:
	case NODE_TRY_STAR:
		look_into(c, node_child(node, 0), around);
		look_into(c, node_child(node, 1), around);
		look_into(c, node_child(node, 2), around);
		look_into(c, node_child(node, 3), IN_FINALLY);
		break;
	case NODE_RETURN:
	case NODE_BREAK:
	case NODE_CONTINUE:
		warn_exit(c, node, around);
		break;
	default:
		break;
	}
}

void compilation_warn_finally(struct compilation *c, const struct node *module)
{
	look_into(c, node_child(module, 0), IN_NOTHING);
}
