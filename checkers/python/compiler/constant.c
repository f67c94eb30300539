/* constant - the values of literals, as CPython's compiler looks at them. */
#include <config.h>

#include "constant.h"

#include <math.h>
#include <string.h>

static struct value *value_new(struct arena *arena, enum value_kind kind)
{
	struct value *value = arena_alloc(arena, sizeof(*value));

	value->kind = kind;
	return value;
}

/* digits = digits * 10 + add. */
static size_t add_decimal(uint32_t *digits, size_t n, uint32_t add)
{
	uint64_t carry = add;

	for (size_t i = 0; i < n; i++) {
		carry += (uint64_t)digits[i] * 10;
		digits[i] = (uint32_t)carry;
		carry >>= 32;
	}
	if (carry)
		digits[n++] = (uint32_t)carry;
	return n;
}

/* Characters of n_bits each, the last first: long literals take no longer. */
static size_t read_bits(uint32_t *digits, const char *text, size_t size,
			unsigned int n_bits)
{
	uint64_t bits = 0;
	unsigned int n_pending = 0;
	size_t n = 0;

	for (size_t i = size; i--;) {
		if (text[i] == '_')
			continue;
		bits |= (uint64_t)g_ascii_xdigit_value(text[i]) << n_pending;
		n_pending += n_bits;
		if (n_pending < 32)
			continue;
		digits[n++] = (uint32_t)bits;
		bits >>= 32;
		n_pending -= 32;
	}
	digits[n++] = (uint32_t)bits;
	while (n && !digits[n - 1])
		n--;
	return n;
}

static unsigned int bits_of_prefix(const char *text, size_t size)
{
	if (size < 3 || text[0] != '0')
		return 0;
	switch (g_ascii_tolower(text[1])) {
	case 'x':
		return 4;
	case 'o':
		return 3;
	case 'b':
		return 1;
	default:
		return 0;
	}
}

static void read_int(struct arena *arena, struct value *value,
		     const char *text, size_t size)
{
	unsigned int n_bits = bits_of_prefix(text, size);
	/* A character holds at most 4 bits. */
	uint32_t *digits = arena_alloc(arena, (size / 8 + 2) * sizeof(*digits));

	if (n_bits)
		value->n = read_bits(digits, text + 2, size - 2, n_bits);
	for (size_t i = 0; i < size && !n_bits; i++)
		if (text[i] != '_')
			value->n = add_decimal(digits, value->n,
					       (uint32_t)(text[i] - '0'));
	value->items = digits;
}

static double read_double(const char *text, size_t size)
{
	g_autoptr(GString) plain = g_string_sized_new(size);

	for (size_t i = 0; i < size; i++)
		if (text[i] != '_')
			g_string_append_c(plain, text[i]);
	return g_ascii_strtod(plain->str, NULL);
}

static bool is_float(const char *text, size_t size)
{
	if (size > 1 && text[0] == '0' && strchr("xXoObB", text[1]))
		return false;
	for (size_t i = 0; i < size; i++)
		if (strchr(".eE", text[i]))
			return true;
	return false;
}

static const struct value *read_number(struct arena *arena, const char *text,
				       size_t size)
{
	struct value *value;

	if (g_ascii_tolower(text[size - 1]) == 'j') {
		value = value_new(arena, VALUE_COMPLEX);
		value->imaginary = read_double(text, size - 1);
	} else if (is_float(text, size)) {
		value = value_new(arena, VALUE_FLOAT);
		value->real = read_double(text, size);
	} else {
		value = value_new(arena, VALUE_INT);
		read_int(arena, value, text, size);
	}
	return value;
}

/* A string literal that is being read. */
struct literal {
	const char *p;
	const char *end;
	bool is_bytes;
	bool is_raw;
	GArray *items;
};

static void literal_add(struct literal *literal, uint32_t item)
{
	g_array_append_val(literal->items, item);
}

static uint32_t read_digits(struct literal *literal, int n, unsigned int base)
{
	uint32_t number = 0;
	int digit;

	for (; n && literal->p < literal->end; n--, literal->p++) {
		digit = g_ascii_xdigit_value(*literal->p);
		if (digit < 0 || (unsigned int)digit >= base)
			break;
		number = number * base + (uint32_t)digit;
	}
	return number;
}

/* \N{...}: a character of its own for each name; its case says nothing. */
static void read_name(struct literal *literal)
{
	literal_add(literal, G_MAXUINT32);
	for (; literal->p < literal->end; literal->p++) {
		literal_add(literal,
			    (uint32_t)(guchar)g_ascii_toupper(*literal->p));
		if (*literal->p == '}') {
			literal->p++;
			return;
		}
	}
}

static const char simple_escapes[] = "\\\\''\"\"a\ab\bf\fn\nr\rt\tv\v";

static void read_escape(struct literal *literal)
{
	char c = *literal->p++;
	const char *simple = NULL;

	for (const char *s = simple_escapes; *s; s += 2)
		if (*s == c)
			simple = s;
	if (simple)
		literal_add(literal, (uint32_t)simple[1]);
	else if (c == '\r' && *literal->p == '\n')
		literal->p++;
	else if (c == '\n' || c == '\r')
		return;
	else if (c >= '0' && c <= '7') {
		literal->p--;
		literal_add(literal, read_digits(literal, 3, 8) &
					     (literal->is_bytes ? 0xff : ~0U));
	} else if (c == 'x')
		literal_add(literal, read_digits(literal, 2, 16));
	else if (c == 'u' && !literal->is_bytes)
		literal_add(literal, read_digits(literal, 4, 16));
	else if (c == 'U' && !literal->is_bytes)
		literal_add(literal, read_digits(literal, 8, 16));
	else if (c == 'N' && !literal->is_bytes)
		read_name(literal);
	else {
		literal->p--;
		literal_add(literal, '\\');
	}
}

static void read_character(struct literal *literal)
{
	if (*literal->p == '\r') {
		literal->p += literal->p[1] == '\n' ? 2 : 1;
		literal_add(literal, '\n');
	} else {
		literal_add(literal, g_utf8_get_char(literal->p));
		literal->p = g_utf8_next_char(literal->p);
	}
}

static void read_content(struct literal *literal)
{
	while (literal->p < literal->end) {
		if (*literal->p == '\\' && !literal->is_raw &&
		    literal->p + 1 < literal->end) {
			literal->p++;
			read_escape(literal);
		} else {
			read_character(literal);
		}
	}
}

static const char *skip_prefix(struct literal *literal, const char *p)
{
	for (; *p != '\'' && *p != '"'; p++) {
		literal->is_bytes |= g_ascii_tolower(*p) == 'b';
		literal->is_raw |= g_ascii_tolower(*p) == 'r';
	}
	return p;
}

/* The literal at p; returns where it ends. */
static const char *read_literal(const char *p, const char *end, GArray *items)
{
	struct literal literal = {.items = items};
	size_t n;

	p = skip_prefix(&literal, p);
	n = p[1] == *p && p[2] == *p ? 3 : 1;
	literal.p = p + n;
	literal.end = literal.p;
	while (literal.end < end && strncmp(literal.end, p, n) != 0)
		literal.end += *literal.end == '\\' ? 2 : 1;
	p = literal.end + n;
	read_content(&literal);
	return p;
}

/* What may stand between two literals that are one string. */
static const char *skip_blanks(const char *p, const char *end)
{
	while (p < end && strchr(" \t\f\r\n\\#", *p)) {
		if (*p == '#')
			p += strcspn(p, "\r\n");
		else
			p++;
	}
	return p;
}

static const struct value *read_string(struct compilation *c,
				       const struct node *node)
{
	const char *p = c->text + node->start, *end = c->text + node->end;
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	struct value *value = value_new(c->arena, VALUE_STRING);
	uint32_t *copy;

	if (node->detail == CONSTANT_BYTES)
		value->kind = VALUE_BYTES;
	while (p < end) {
		p = read_literal(p, end, items);
		p = skip_blanks(p, end);
	}
	value->n = items->len;
	copy = arena_alloc(c->arena, (items->len + 1) * sizeof(*copy));
	if (items->len)
		memcpy(copy, items->data, items->len * sizeof(*copy));
	value->items = copy;
	return value;
}

const struct value *constant_value(struct compilation *c,
				   const struct node *node)
{
	struct value *value;

	switch ((enum constant_type)node->detail) {
	case CONSTANT_NUMBER:
		return read_number(c->arena, c->text + node->start,
				   node->end - node->start);
	case CONSTANT_STRING:
	case CONSTANT_BYTES:
		return read_string(c, node);
	case CONSTANT_ELLIPSIS:
		return value_new(c->arena, VALUE_ELLIPSIS);
	case CONSTANT_FALSE:
	case CONSTANT_TRUE:
		value = value_new(c->arena, VALUE_BOOL);
		value->n = node->detail == CONSTANT_TRUE;
		return value;
	case CONSTANT_NONE:
	default:
		return value_new(c->arena, VALUE_NONE);
	}
}

static const struct value *negate(struct arena *arena,
				  const struct value *operand)
{
	struct value *value;

	if (!operand || operand->kind < VALUE_INT ||
	    operand->kind > VALUE_COMPLEX)
		return NULL;
	value = value_new(arena, operand->kind);
	*value = *operand;
	value->is_negative = operand->n && !operand->is_negative;
	value->real = -operand->real;
	value->imaginary = -operand->imaginary;
	return value;
}

/*
 * A real number and an imaginary one. Until 3.13 the real one is made
 * complex first, so that 0.0 - 0j and -0.0 + 0j lose a sign.
 */
static const struct value *combine(struct compilation *c, bool is_sum,
				   const struct value *left,
				   const struct value *right)
{
	struct value *value = value_new(c->arena, VALUE_COMPLEX);
	double real = value_as_double(left), zero = c->minor < 14 ? 0.0 : -0.0;

	if (left->kind == VALUE_INT && isinf(real))
		return NULL;
	value->real = is_sum ? real + right->real : real - right->real;
	value->imaginary =
		is_sum ? right->imaginary + zero : zero - right->imaginary;
	return value;
}

const struct value *constant_in_pattern(struct compilation *c,
					const struct node *node)
{
	const struct value *left, *right;

	if (node->kind == NODE_CONSTANT)
		return constant_value(c, node);
	if (node->kind == NODE_UNARY_OP)
		return negate(c->arena,
			      constant_in_pattern(c, node_child(node, 0)));
	if (node->kind != NODE_BIN_OP)
		return NULL;
	left = constant_in_pattern(c, node_child(node, 0));
	right = constant_in_pattern(c, node_child(node, 1));
	if (!left || !right)
		return NULL;
	return combine(c, node->detail == OPERATOR_ADD, left, right);
}

const char *value_type_name(const struct value *value)
{
	static const char *const names[] = {
		[VALUE_NONE] = "NoneType",     [VALUE_BOOL] = "bool",
		[VALUE_INT] = "int",	       [VALUE_FLOAT] = "float",
		[VALUE_COMPLEX] = "complex",   [VALUE_STRING] = "str",
		[VALUE_BYTES] = "bytes",       [VALUE_TUPLE] = "tuple",
		[VALUE_ELLIPSIS] = "ellipsis",
	};

	return names[value->kind];
}

bool value_as_int64(const struct value *value, int64_t *out)
{
	uint64_t magnitude;

	if (value->kind == VALUE_BOOL) {
		*out = (int64_t)value->n;
		return true;
	}
	if (value->n > 2)
		return false;
	magnitude = value->n ? value->items[0] : 0;
	if (value->n > 1)
		magnitude |= (uint64_t)value->items[1] << 32;
	if (magnitude > G_MAXINT64)
		return false;
	*out = value->is_negative ? -(int64_t)magnitude : (int64_t)magnitude;
	return true;
}

size_t value_bits(const struct value *value)
{
	uint32_t top;
	size_t bits;

	if (value->kind == VALUE_BOOL || !value->n)
		return value->n;
	top = value->items[value->n - 1];
	for (bits = (value->n - 1) * 32; top; top >>= 1)
		bits++;
	return bits;
}

/* The C library rounds right what has more bits than a double. */
double value_as_double(const struct value *value)
{
	g_autoptr(GString) text = NULL;

	if (value->kind == VALUE_BOOL)
		return (double)value->n;
	if (value->kind != VALUE_INT)
		return value->real;
	text = g_string_new(value->is_negative ? "-0x0" : "0x0");
	for (size_t i = value->n; i--;)
		g_string_append_printf(text, "%08x", value->items[i]);
	return g_ascii_strtod(text->str, NULL);
}

const struct value *value_new_int(struct arena *arena, __int128 number)
{
	struct value *value = value_new(arena, VALUE_INT);
	unsigned __int128 magnitude = number < 0 ? -(unsigned __int128)number
						 : (unsigned __int128)number;
	uint32_t *digits = arena_alloc(arena, 4 * sizeof(*digits));

	for (; magnitude; magnitude >>= 32)
		digits[value->n++] = (uint32_t)magnitude;
	value->items = digits;
	value->is_negative = number < 0;
	return value;
}

size_t has_docstring(const struct node *body)
{
	const struct node *first, *value;

	if (!list_size(body))
		return 0;
	first = node_child(body, 0);
	if (first->kind != NODE_EXPR)
		return 0;
	value = node_child(first, 0);
	return value->kind == NODE_CONSTANT && value->detail == CONSTANT_STRING;
}
