/* code_fold - what CPython folds to a constant before it generates code. */
#include <config.h>

#include "code.h"

#include <math.h>
#include <string.h>

/* CPython's limits on what folding may make. */
#define MAX_INT_BITS	128
#define MAX_STRING_SIZE 4096
#define MAX_TUPLE_SIZE	256
/* Larger tuples are no concern of a warning. */
#define MAX_ITEMS 1024

static struct value *new_value(struct code *code, enum value_kind kind)
{
	struct value *value =
		arena_alloc(code->compilation->arena, sizeof(*value));

	value->kind = kind;
	return value;
}

static const struct value *new_bool(struct code *code, bool truth)
{
	struct value *value = new_value(code, VALUE_BOOL);

	value->n = truth;
	return value;
}

static const struct value *new_float(struct code *code, double number)
{
	struct value *value = new_value(code, VALUE_FLOAT);

	value->real = number;
	return value;
}

/* An int that is too large to be of interest: some 128 bits. */
static const struct value *new_large(struct code *code)
{
	return value_new_int(code->compilation->arena,
			     ((__int128)1 << 126) - 1);
}

static bool is_integer(const struct value *value)
{
	return value->kind == VALUE_INT || value->kind == VALUE_BOOL;
}

static bool is_number(const struct value *value)
{
	return is_integer(value) || value->kind == VALUE_FLOAT ||
	       value->kind == VALUE_COMPLEX;
}

static bool is_sequence(const struct value *value)
{
	return value->kind == VALUE_STRING || value->kind == VALUE_BYTES ||
	       value->kind == VALUE_TUPLE;
}

static bool is_true(const struct value *value)
{
	switch (value->kind) {
	case VALUE_NONE:
		return false;
	case VALUE_FLOAT:
	case VALUE_COMPLEX:
		return value->real != 0 || value->imaginary != 0;
	case VALUE_ELLIPSIS:
		return true;
	default:
		return value->n != 0;
	}
}

static const struct value *fold_unary(struct code *code, int op,
				      const struct value *operand)
{
	struct value *value;
	int64_t number;

	if (op == OPERATOR_NOT)
		return new_bool(code, !is_true(operand));
	if (!is_number(operand) ||
	    (op == OPERATOR_INVERT && !is_integer(operand)))
		return NULL;
	if (!is_integer(operand)) {
		value = new_value(code, operand->kind);
		*value = *operand;
		if (op == OPERATOR_USUB) {
			value->real = -value->real;
			value->imaginary = -value->imaginary;
		}
		return value;
	}
	if (!value_as_int64(operand, &number))
		return new_large(code);
	if (op == OPERATOR_USUB)
		number = -number;
	else if (op == OPERATOR_INVERT)
		number = ~number;
	return value_new_int(code->compilation->arena, number);
}

/* Would CPython rather not compute it? */
static bool is_too_large(int op, const struct value *left,
			 const struct value *right)
{
	size_t bits = value_bits(left), right_bits = value_bits(right);
	int64_t n;

	if (!bits || !right_bits)
		return false;
	if (op == OPERATOR_MULT)
		return bits + right_bits > MAX_INT_BITS;
	if (op != OPERATOR_POW && op != OPERATOR_LSHIFT)
		return false;
	if (!value_as_int64(right, &n))
		return true;
	if (n < 0)
		return false;
	if (op == OPERATOR_POW)
		return bits > (size_t)(MAX_INT_BITS / n);
	return n > MAX_INT_BITS || bits > (size_t)(MAX_INT_BITS - n);
}

static const struct value *fold_small(struct code *code, int op, int64_t left,
				      int64_t right)
{
	struct arena *arena = code->compilation->arena;

	switch (op) {
	case OPERATOR_ADD:
		return value_new_int(arena, (__int128)left + right);
	case OPERATOR_SUB:
		return value_new_int(arena, (__int128)left - right);
	case OPERATOR_MULT:
		return value_new_int(arena, (__int128)left * right);
	case OPERATOR_FLOOR_DIV:
		return value_new_int(arena, (__int128)left / right);
	case OPERATOR_MOD:
		return value_new_int(arena, (__int128)left % right);
	case OPERATOR_BIT_OR:
		return value_new_int(arena, left | right);
	case OPERATOR_BIT_XOR:
		return value_new_int(arena, left ^ right);
	case OPERATOR_BIT_AND:
		return value_new_int(arena, left & right);
	case OPERATOR_RSHIFT:
		return value_new_int(arena,
				     right > 63 ? left >> 63 : left >> right);
	case OPERATOR_LSHIFT:
		return value_new_int(arena,
				     right > 62 ? 0 : (__int128)left << right);
	default:
		return new_large(code);
	}
}

static bool is_shift(int op)
{
	return op == OPERATOR_LSHIFT || op == OPERATOR_RSHIFT;
}

static bool is_division(int op)
{
	return op == OPERATOR_DIV || op == OPERATOR_FLOOR_DIV ||
	       op == OPERATOR_MOD;
}

static bool is_bitwise(int op)
{
	return op == OPERATOR_BIT_OR || op == OPERATOR_BIT_XOR ||
	       op == OPERATOR_BIT_AND;
}

static bool is_negative(const struct value *value)
{
	return value->kind == VALUE_INT && value->is_negative;
}

static const struct value *fold_integers(struct code *code, int op,
					 const struct value *left,
					 const struct value *right)
{
	int64_t a, b;

	if (is_too_large(op, left, right) || (is_division(op) && !right->n) ||
	    (is_shift(op) && is_negative(right)))
		return NULL;
	if (is_bitwise(op) && left->kind == VALUE_BOOL &&
	    right->kind == VALUE_BOOL)
		return new_bool(code, op == OPERATOR_BIT_OR ? left->n | right->n
				      : op == OPERATOR_BIT_AND
					      ? left->n & right->n
					      : left->n ^ right->n);
	if (op == OPERATOR_POW && is_negative(right))
		return left->n ? new_float(code, 1) : NULL;
	if (op == OPERATOR_DIV)
		return new_float(code, value_as_double(left) /
					       value_as_double(right));
	if (!value_as_int64(left, &a) || !value_as_int64(right, &b))
		return new_large(code);
	if (op == OPERATOR_POW)
		return a && a != 1 && b
			       ? new_large(code)
			       : value_new_int(code->compilation->arena,
					       b ? a : 1);
	return fold_small(code, op, a, b);
}

static const struct value *fold_complex(struct code *code, int op,
					const struct value *left,
					const struct value *right)
{
	struct value *value = new_value(code, VALUE_COMPLEX);
	double real = value_as_double(left), other = value_as_double(right);

	if (op != OPERATOR_ADD && op != OPERATOR_SUB && op != OPERATOR_MULT &&
	    op != OPERATOR_DIV && op != OPERATOR_POW)
		return NULL;
	if (op == OPERATOR_DIV && !is_true(right))
		return NULL;
	if (op == OPERATOR_POW && !is_true(left) && is_true(right))
		return other > 0 && right->imaginary == 0 ? value : NULL;
	if (op == OPERATOR_SUB)
		other = -other;
	value->real = real + other;
	value->imaginary = left->imaginary + right->imaginary;
	return value;
}

static const struct value *fold_floats(struct code *code, int op, double left,
				       double right)
{
	double result;

	switch (op) {
	case OPERATOR_ADD:
		return new_float(code, left + right);
	case OPERATOR_SUB:
		return new_float(code, left - right);
	case OPERATOR_MULT:
		return new_float(code, left * right);
	case OPERATOR_DIV:
	case OPERATOR_FLOOR_DIV:
	case OPERATOR_MOD:
		return right != 0 ? new_float(code, left / right) : NULL;
	case OPERATOR_POW:
		result = pow(left, right);
		if (left == 0 && right < 0)
			return NULL;
		if (isnan(result) && !isnan(left) && !isnan(right))
			return new_value(code, VALUE_COMPLEX);
		if (isinf(result) && !isinf(left) && !isinf(right))
			return NULL;
		return new_float(code, result);
	default:
		return NULL;
	}
}

static const struct value *fold_numbers(struct code *code, int op,
					const struct value *left,
					const struct value *right)
{
	double a, b;

	if (is_integer(left) && is_integer(right))
		return fold_integers(code, op, left, right);
	a = value_as_double(left);
	b = value_as_double(right);
	if ((isinf(a) && is_integer(left)) || (isinf(b) && is_integer(right)))
		return NULL;
	if (left->kind == VALUE_COMPLEX || right->kind == VALUE_COMPLEX)
		return fold_complex(code, op, left, right);
	return fold_floats(code, op, a, b);
}

/* Sequences are known by their length; what is in them is forgotten. */
static const struct value *repeat(struct code *code,
				  const struct value *sequence,
				  const struct value *count)
{
	struct value *value = new_value(code, sequence->kind);
	int64_t n = 0, limit = MAX_STRING_SIZE;

	if (sequence->kind == VALUE_TUPLE)
		limit = MAX_TUPLE_SIZE;
	if (sequence->n && (!value_as_int64(count, &n) || n < 0 ||
			    n > limit / (int64_t)sequence->n))
		return NULL;
	value->n = sequence->n * (size_t)n;
	return value;
}

static const struct value *fold_sequences(struct code *code, int op,
					  const struct value *left,
					  const struct value *right)
{
	struct value *value;

	if (op == OPERATOR_MULT && is_sequence(left) && is_integer(right))
		return repeat(code, left, right);
	if (op == OPERATOR_MULT && is_integer(left) && is_sequence(right))
		return repeat(code, right, left);
	if (op != OPERATOR_ADD || left->kind != right->kind ||
	    !is_sequence(left))
		return NULL;
	value = new_value(code, left->kind);
	value->n = left->n + right->n;
	return value;
}

static const struct value *fold_binary(struct code *code,
				       const struct node *node)
{
	const struct value *left = code_fold(code, node_child(node, 0));
	const struct value *right;

	if (!left)
		return NULL;
	right = code_fold(code, node_child(node, 1));
	if (!right)
		return NULL;
	if (is_number(left) && is_number(right))
		return fold_numbers(code, node->detail, left, right);
	return fold_sequences(code, node->detail, left, right);
}

static const struct value *fold_tuple(struct code *code,
				      const struct node *node)
{
	const struct node *list = node_child(node, 0);
	struct value *value;

	if (node->detail != CONTEXT_LOAD || list_size(list) > MAX_ITEMS)
		return NULL;
	for (size_t i = 0; i < list_size(list); i++)
		if (!code_fold(code, node_child(list, i)))
			return NULL;
	value = new_value(code, VALUE_TUPLE);
	value->n = list_size(list);
	return value;
}

/* The i-th item of what is written as a tuple, or of a string. */
static const struct value *fold_item(struct code *code,
				     const struct node *sequence,
				     const struct value *value, size_t i)
{
	struct value *item;

	if (value->kind == VALUE_BYTES)
		return value_new_int(code->compilation->arena,
				     value->items ? value->items[i] : 1);
	if (value->kind == VALUE_TUPLE)
		return sequence->kind == NODE_TUPLE
			       ? code_fold(
					 code,
					 node_child(node_child(sequence, 0), i))
			       : NULL;
	item = new_value(code, VALUE_STRING);
	item->n = 1;
	item->items = value->items ? value->items + i : NULL;
	return item;
}

static const struct value *fold_subscript(struct code *code,
					  const struct node *node)
{
	const struct node *sequence = node_child(node, 0);
	const struct value *value, *index;
	int64_t i;

	if (node->detail != CONTEXT_LOAD)
		return NULL;
	value = code_fold(code, sequence);
	if (!value || !is_sequence(value))
		return NULL;
	index = code_fold(code, node_child(node, 1));
	if (!index || !is_integer(index) || !value_as_int64(index, &i))
		return NULL;
	if (i < 0)
		i += (int64_t)value->n;
	if (i < 0 || i >= (int64_t)value->n)
		return NULL;
	return fold_item(code, sequence, value, (size_t)i);
}

static const struct value *fold(struct code *code, const struct node *node)
{
	const struct value *operand;

	if (node->kind == NODE_CONSTANT)
		return constant_value(code->compilation, node);
	if (node->kind == NODE_NAME)
		return node->detail == CONTEXT_LOAD &&
				       strcmp(node->name, "__debug__") == 0
			       ? new_bool(code, true)
			       : NULL;
	if (code->minor >= 14)
		return NULL;
	switch ((enum node_kind)node->kind) {
	case NODE_UNARY_OP:
		operand = code_fold(code, node_child(node, 0));
		return operand ? fold_unary(code, node->detail, operand) : NULL;
	case NODE_BIN_OP:
		return fold_binary(code, node);
	case NODE_TUPLE:
		return fold_tuple(code, node);
	case NODE_SUBSCRIPT:
		return fold_subscript(code, node);
	default:
		return NULL;
	}
}

const struct value *code_fold(struct code *code, const struct node *node)
{
	gpointer known;
	const struct value *value = NULL;

	if (g_hash_table_lookup_extended(code->folded, node, NULL, &known))
		return known;
	if (++code->depth <= CODE_MAX_DEPTH)
		value = fold(code, node);
	code->depth--;
	g_hash_table_insert(code->folded, (void *)node, (void *)value);
	return value;
}

bool code_folds_to_opposite(struct code *code, const struct node *node)
{
	const struct node *operand, *ops;
	uint32_t first;
	int kind;

	if (code->minor >= 14 || node->detail != OPERATOR_NOT)
		return false;
	operand = node_child(node, 0);
	if (operand->kind != NODE_COMPARE ||
	    list_size(node_child(operand, 2)) != 1)
		return false;
	ops = node_child(operand, 1);
	first = node_child(ops, 0)->first_token;
	kind = code->compilation->tokens.items[first].kind;
	return kind == TOKEN_IS || kind == TOKEN_IN || kind == TOKEN_NOT;
}

/* One conversion of a format, after its %: flags, width, precision, letter. */
static bool skip_conversion(const struct value *format, size_t *i)
{
	size_t start;

	while (*i < format->n && format->items[*i] &&
	       format->items[*i] < 0x80 &&
	       strchr("-+ #0", (int)format->items[*i]))
		++*i;
	for (int part = 0; part < 2; part++) {
		start = *i;
		while (*i < format->n && format->items[*i] >= '0' &&
		       format->items[*i] <= '9')
			if (++*i - start >= 3)
				return false;
		if (!part && (*i >= format->n || format->items[*i] != '.'))
			break;
		if (!part)
			++*i;
	}
	if (*i >= format->n)
		return false;
	start = format->items[(*i)++];
	return start == 's' || start == 'r' || start == 'a';
}

/* Are there as many simple conversions as the tuple has elements? */
static bool has_conversions(const struct value *format, size_t n)
{
	size_t i = 0, count = 0;

	while (i < format->n) {
		if (format->items[i++] != '%')
			continue;
		if (i < format->n && format->items[i] == '%') {
			i++;
			continue;
		}
		if (count++ == n || !skip_conversion(format, &i))
			return false;
	}
	return count == n;
}

bool code_folds_to_string(struct code *code, const struct node *node)
{
	const struct node *right, *list;
	const struct value *format;

	if (code->minor < 11 || node->kind != NODE_BIN_OP ||
	    node->detail != OPERATOR_MOD)
		return false;
	right = node_child(node, 1);
	if (right->kind != NODE_TUPLE || code_fold(code, right))
		return false;
	format = code_fold(code, node_child(node, 0));
	if (!format || format->kind != VALUE_STRING || !format->items)
		return false;
	list = node_child(right, 0);
	for (size_t i = 0; i < list_size(list); i++)
		if (node_child(list, i)->kind == NODE_STARRED)
			return false;
	return has_conversions(format, list_size(list));
}
