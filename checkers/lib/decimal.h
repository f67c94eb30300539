#ifndef DECIMAL_H
#define DECIMAL_H

/*
 * Numbers as JSON spells them, compared and divided exactly: a decimal keeps
 * the digits where they stand and never computes the power of ten, so that
 * 1e400 costs as little as 1.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many digits the divisor of decimal_is_multiple() may have. */
#define DECIMAL_MAX_DIVISOR 1000

/*
 * +-d.ddd * 10^exponent; no digits is zero. Borrows its spelling. Exponents
 * beyond +-10^18 are all taken for the same.
 */
struct decimal {
	const char *digits; /* from the first that is not 0; with a '.' */
	size_t n_digits;    /* to the last that is not 0, without the '.' */
	int64_t exponent;
	bool is_negative;
};

/* text is a number as RFC 8259 spells it. */
struct decimal decimal_parse(const char *text, size_t size);

/* Less than 0, 0, or more than 0 as a is less than, equals, or exceeds b. */
int decimal_compare(const struct decimal *a, const struct decimal *b);

/* Whether it has no fraction: 1.0 and 1e3 have none. */
bool decimal_is_integer(const struct decimal *number);

/*
 * Whether number is an integer times divisor, which has at most
 * DECIMAL_MAX_DIVISOR digits. Only zero is a multiple of zero.
 */
bool decimal_is_multiple(const struct decimal *number,
			 const struct decimal *divisor);

/* The number as a count: cut off at 0 and UINT64_MAX. */
uint64_t decimal_to_count(const struct decimal *number);

#endif
