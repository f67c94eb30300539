/* tree - the kinds of nodes of a Python syntax tree, and how one is shown. */

#include <config.h>

#include "tree.h"

#include "cleanup.h"
#include "token.h"

/* Names of the ast module, and how many children a node of the kind has. */
static const struct node_shape {
	const char *name;
	unsigned char n;
} shapes[N_NODE_KINDS] = {
	[NODE_NONE] = {"NONE", 0},
	[NODE_TOKEN] = {"TOKEN", 0},
	[NODE_LIST] = {"LIST", 0},
	[NODE_GROUP] = {"GROUP", 0},
	[NODE_PARENTHESES] = {"Parentheses", 1},
	[NODE_PRIMARY] = {"Primary", 2},
	[NODE_ASYNC] = {"Async", 1},
	[NODE_MODULE] = {"Module", 1},

	[NODE_FUNCTION_DEF] = {"FunctionDef", 6},
	[NODE_ASYNC_FUNCTION_DEF] = {"AsyncFunctionDef", 6},
	[NODE_CLASS_DEF] = {"ClassDef", 6},
	[NODE_RETURN] = {"Return", 1},
	[NODE_DELETE] = {"Delete", 1},
	[NODE_ASSIGN] = {"Assign", 2},
	[NODE_TYPE_ALIAS] = {"TypeAlias", 3},
	[NODE_AUG_ASSIGN] = {"AugAssign", 2},
	[NODE_ANN_ASSIGN] = {"AnnAssign", 3},
	[NODE_FOR] = {"For", 4},
	[NODE_ASYNC_FOR] = {"AsyncFor", 4},
	[NODE_WHILE] = {"While", 3},
	[NODE_IF] = {"If", 3},
	[NODE_WITH] = {"With", 2},
	[NODE_ASYNC_WITH] = {"AsyncWith", 2},
	[NODE_MATCH] = {"Match", 2},
	[NODE_RAISE] = {"Raise", 2},
	[NODE_TRY] = {"Try", 4},
	[NODE_TRY_STAR] = {"TryStar", 4},
	[NODE_ASSERT] = {"Assert", 2},
	[NODE_IMPORT] = {"Import", 1},
	[NODE_IMPORT_FROM] = {"ImportFrom", 2},
	[NODE_GLOBAL] = {"Global", 1},
	[NODE_NONLOCAL] = {"Nonlocal", 1},
	[NODE_EXPR] = {"Expr", 1},
	[NODE_PASS] = {"Pass", 0},
	[NODE_BREAK] = {"Break", 0},
	[NODE_CONTINUE] = {"Continue", 0},

	[NODE_BOOL_OP] = {"BoolOp", 1},
	[NODE_NAMED_EXPR] = {"NamedExpr", 2},
	[NODE_BIN_OP] = {"BinOp", 2},
	[NODE_UNARY_OP] = {"UnaryOp", 1},
	[NODE_LAMBDA] = {"Lambda", 2},
	[NODE_IF_EXP] = {"IfExp", 3},
	[NODE_DICT] = {"Dict", 2},
	[NODE_SET] = {"Set", 1},
	[NODE_LIST_COMP] = {"ListComp", 2},
	[NODE_SET_COMP] = {"SetComp", 2},
	[NODE_DICT_COMP] = {"DictComp", 3},
	[NODE_GENERATOR_EXP] = {"GeneratorExp", 2},
	[NODE_AWAIT] = {"Await", 1},
	[NODE_YIELD] = {"Yield", 1},
	[NODE_YIELD_FROM] = {"YieldFrom", 1},
	[NODE_COMPARE] = {"Compare", 3},
	[NODE_CALL] = {"Call", 3},
	[NODE_FORMATTED_VALUE] = {"FormattedValue", 2},
	[NODE_INTERPOLATION] = {"Interpolation", 2},
	[NODE_JOINED_STR] = {"JoinedStr", 1},
	[NODE_TEMPLATE_STR] = {"TemplateStr", 1},
	[NODE_CONSTANT] = {"Constant", 0},
	[NODE_ATTRIBUTE] = {"Attribute", 2},
	[NODE_SUBSCRIPT] = {"Subscript", 2},
	[NODE_STARRED] = {"Starred", 1},
	[NODE_NAME] = {"Name", 0},
	[NODE_LIST_DISPLAY] = {"List", 1},
	[NODE_TUPLE] = {"Tuple", 1},
	[NODE_SLICE] = {"Slice", 3},

	[NODE_COMPREHENSION] = {"comprehension", 3},
	[NODE_EXCEPT_HANDLER] = {"ExceptHandler", 3},
	[NODE_ARGUMENTS] = {"arguments", 7},
	[NODE_ARG] = {"arg", 2},
	[NODE_KEYWORD] = {"keyword", 2},
	[NODE_ALIAS] = {"alias", 2},
	[NODE_WITH_ITEM] = {"withitem", 2},
	[NODE_MATCH_CASE] = {"match_case", 3},

	[NODE_MATCH_VALUE] = {"MatchValue", 1},
	[NODE_MATCH_SINGLETON] = {"MatchSingleton", 1},
	[NODE_MATCH_SEQUENCE] = {"MatchSequence", 1},
	[NODE_MATCH_MAPPING] = {"MatchMapping", 3},
	[NODE_MATCH_CLASS] = {"MatchClass", 4},
	[NODE_MATCH_STAR] = {"MatchStar", 1},
	[NODE_MATCH_AS] = {"MatchAs", 2},
	[NODE_MATCH_OR] = {"MatchOr", 1},

	[NODE_TYPE_VAR] = {"TypeVar", 3},
	[NODE_PARAM_SPEC] = {"ParamSpec", 2},
	[NODE_TYPE_VAR_TUPLE] = {"TypeVarTuple", 2},
};

struct node *node_new(struct arena *arena, enum node_kind kind, size_t n)
{
	struct node *node =
		arena_alloc(arena, sizeof(*node) + n * sizeof(node));

	node->kind = (uint8_t)kind;
	node->n = (uint32_t)n;
	return node;
}

const char *node_kind_name(enum node_kind kind)
{
	return shapes[kind].name;
}

size_t node_kind_fields(enum node_kind kind)
{
	return shapes[kind].n;
}

/* ------------------------------------------------------------- a dump */

/* A node whose children are being written. */
struct open_node {
	const struct node *node;
	size_t next;
};

static void open_shown(GString *out, GArray *open, const struct node *node)
{
	struct open_node entry = {node, 0};

	g_string_append(out, node_kind_name(node->kind));
	if (node->name)
		g_string_append_printf(out, ":%s", node->name);
	if (node->detail)
		g_string_append_printf(out, "/%u", node->detail);
	g_string_append_printf(out, "[%u-%u]", node->start, node->end);
	if (node->n == 0)
		return;
	g_string_append_c(out, '(');
	g_array_append_val(open, entry);
}

void tree_dump(const struct node *node, GString *out)
{
	g_autoptr(GArray) open =
		g_array_new(FALSE, FALSE, sizeof(struct open_node));

	open_shown(out, open, node);
	while (open->len > 0) {
		struct open_node *last =
			&g_array_index(open, struct open_node, open->len - 1);
		const struct node *child;

		if (last->next == last->node->n) {
			g_string_append_c(out, ')');
			g_array_set_size(open, open->len - 1);
			continue;
		}
		if (last->next > 0)
			g_string_append(out, ", ");
		child = last->node->children[last->next++];
		if (child)
			open_shown(out, open, child);
		else
			g_string_append_c(out, '-');
	}
}

enum node_operator augmented_operator(unsigned int token)
{
	switch (token) {
	case TOKEN_PLUSEQUAL:
		return OPERATOR_ADD;
	case TOKEN_MINEQUAL:
		return OPERATOR_SUB;
	case TOKEN_STAREQUAL:
		return OPERATOR_MULT;
	case TOKEN_ATEQUAL:
		return OPERATOR_MAT_MULT;
	case TOKEN_SLASHEQUAL:
		return OPERATOR_DIV;
	case TOKEN_PERCENTEQUAL:
		return OPERATOR_MOD;
	case TOKEN_AMPEREQUAL:
		return OPERATOR_BIT_AND;
	case TOKEN_VBAREQUAL:
		return OPERATOR_BIT_OR;
	case TOKEN_CIRCUMFLEXEQUAL:
		return OPERATOR_BIT_XOR;
	case TOKEN_LEFTSHIFTEQUAL:
		return OPERATOR_LSHIFT;
	case TOKEN_RIGHTSHIFTEQUAL:
		return OPERATOR_RSHIFT;
	case TOKEN_DOUBLESTAREQUAL:
		return OPERATOR_POW;
	default:
		return OPERATOR_FLOOR_DIV;
	}
}
