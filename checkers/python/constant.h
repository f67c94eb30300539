#ifndef CONSTANT_H
#define CONSTANT_H

/*
 * The values of literals, as far as CPython's compiler looks at them: equal
 * keys in a mapping pattern, what folds and to which type, how repr() writes
 * it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "compilation.h"
#include "tree.h"

enum value_kind {
	VALUE_NONE,
	VALUE_BOOL,
	VALUE_INT,
	VALUE_FLOAT,
	VALUE_COMPLEX,
	VALUE_STRING,
	VALUE_BYTES,
	VALUE_TUPLE,
	VALUE_ELLIPSIS,
};

struct value {
	enum value_kind kind;
	bool is_negative; /* INT */
	/* BOOL: 0 or 1. INT: digits of 32 bits. STRING, BYTES, TUPLE: items. */
	size_t n;
	/*
	 * INT: the digits, the lowest first. STRING: code points. BYTES:
	 * bytes. NULL where nobody asks.
	 */
	const uint32_t *items;
	double real; /* FLOAT, COMPLEX */
	double imaginary;
};

/* The value of a CONSTANT; in the arena. */
const struct value *constant_value(struct compilation *c,
				   const struct node *node);

/*
 * The value of what a pattern may hold: a literal, -1, 1 - 2j. NULL if it is
 * no constant.
 */
const struct value *constant_in_pattern(struct compilation *c,
					const struct node *node);

/* "int": the name of its type in CPython; static. */
const char *value_type_name(const struct value *value);

/* A text that is equal for equal values and only for them; in the arena. */
char *value_key(struct arena *arena, const struct value *value);

/* repr() of Python 3.minor; in the arena. */
char *value_repr(struct arena *arena, const struct value *value,
		 unsigned int minor);
/* repr() of a name. */
char *constant_repr_name(struct arena *arena, const char *name);

/* An int that fits; returns false if it does not. */
bool value_as_int64(const struct value *value, int64_t *out);
/* The bits of an int's or bool's magnitude: int.bit_length(). */
size_t value_bits(const struct value *value);
/* A number as a double; infinite if too large. */
double value_as_double(const struct value *value);
/* A new int; in the arena. */
const struct value *value_new_int(struct arena *arena, __int128 number);

/* Does the first statement of a body be a docstring? 1 then, else 0. */
size_t has_docstring(const struct node *body);

#endif
