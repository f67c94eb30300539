/* decimal - numbers as JSON spells them, compared and divided exactly. */

#include <config.h>

#include "decimal.h"

#include "cleanup.h"

enum {
	LIMB_DIGITS = 9,
	MAX_LIMBS = DECIMAL_MAX_DIVISOR / LIMB_DIGITS + 2,
};

#define LIMB_BASE	UINT64_C(1000000000)
#define MAX_EXPONENT	INT64_C(1000000000000000000)
#define MAX_SHORT_DIGIT 18

/* ---- reading --------------------------------------------------------- */

static int64_t parse_exponent(const char *text, const char *end)
{
	bool is_negative = *text == '-';
	int64_t value = 0;

	if (*text == '-' || *text == '+')
		text++;
	for (; text < end && value < MAX_EXPONENT; text++)
		value = value < MAX_EXPONENT / 10 ? value * 10 + (*text - '0')
						  : MAX_EXPONENT;
	return is_negative ? -value : value;
}

struct decimal decimal_parse(const char *text, size_t size)
{
	const char *end = text + size;
	struct decimal number = {.is_negative = *text == '-'};
	int64_t n_whole = 0; /* digits before the point */
	int64_t n_zeros = 0; /* at the start */
	size_t n_digits = 0; /* since the first that is not 0 */
	bool is_fraction = false;
	const char *at = number.is_negative ? text + 1 : text;

	for (; at < end && *at != 'e' && *at != 'E'; at++) {
		if (*at == '.') {
			is_fraction = true;
			continue;
		}
		n_whole += !is_fraction;
		if (!number.digits && *at == '0') {
			n_zeros++;
			continue;
		}
		if (!number.digits)
			number.digits = at;
		n_digits++;
		if (*at != '0')
			number.n_digits = n_digits;
	}
	if (!number.digits)
		return (struct decimal){.digits = text};
	number.exponent = n_whole - n_zeros - 1;
	if (at < end)
		number.exponent += parse_exponent(at + 1, end);
	return number;
}

/* The next digit; steps over the point. */
static int next_digit(const char **at)
{
	if (**at == '.')
		(*at)++;
	return *(*at)++ - '0';
}

/* ---- comparing ------------------------------------------------------- */

static int compare_sizes(const struct decimal *a, const struct decimal *b)
{
	const char *left = a->digits, *right = b->digits;
	size_t n = MIN(a->n_digits, b->n_digits);

	if (!a->n_digits || !b->n_digits)
		return (a->n_digits > 0) - (b->n_digits > 0);
	if (a->exponent != b->exponent)
		return a->exponent < b->exponent ? -1 : 1;
	for (size_t i = 0; i < n; i++) {
		int difference = next_digit(&left) - next_digit(&right);

		if (difference)
			return difference;
	}
	return (a->n_digits > n) - (b->n_digits > n);
}

int decimal_compare(const struct decimal *a, const struct decimal *b)
{
	if (a->is_negative != b->is_negative)
		return a->is_negative ? -1 : 1;
	return a->is_negative ? compare_sizes(b, a) : compare_sizes(a, b);
}

bool decimal_is_integer(const struct decimal *number)
{
	return !number->n_digits ||
	       number->exponent >= (int64_t)number->n_digits - 1;
}

uint64_t decimal_to_count(const struct decimal *number)
{
	const char *at = number->digits;
	uint64_t count = 0;

	if (!number->n_digits || number->is_negative || number->exponent < 0)
		return 0;
	if (number->exponent > 18)
		return UINT64_MAX;
	for (int64_t i = 0; i <= number->exponent; i++)
		count = count * 10 + (uint64_t)(i < (int64_t)number->n_digits
							? next_digit(&at)
							: 0);
	return count;
}

/* ---- dividing -------------------------------------------------------- */

/*
 * A remainder of a division by a long divisor. Both are in limbs of nine
 * digits, the lowest first; the remainder has one limb more.
 */
struct division {
	uint64_t divisor[MAX_LIMBS];
	uint64_t remainder[MAX_LIMBS + 1];
	size_t n; /* limbs of the divisor */
};

static void division_init(struct division *division,
			  const struct decimal *divisor)
{
	size_t left = divisor->n_digits;
	const char *at = divisor->digits;

	*division =
		(struct division){.n = (left + LIMB_DIGITS - 1) / LIMB_DIGITS};
	for (; left > 0; left--) {
		uint64_t *limb = &division->divisor[(left - 1) / LIMB_DIGITS];

		*limb = *limb * 10 + (uint64_t)next_digit(&at);
	}
}

static bool is_below_divisor(const struct division *division)
{
	if (division->remainder[division->n])
		return false;
	for (size_t i = division->n; i-- > 0;)
		if (division->remainder[i] != division->divisor[i])
			return division->remainder[i] < division->divisor[i];
	return false;
}

static void subtract_divisor(struct division *division)
{
	uint64_t borrow = 0;

	for (size_t i = 0; i < division->n; i++) {
		uint64_t take = division->divisor[i] + borrow;

		borrow = division->remainder[i] < take;
		division->remainder[i] += borrow * LIMB_BASE - take;
	}
	division->remainder[division->n] -= borrow;
}

/* Appends a digit to the dividend. */
static void division_push(struct division *division, int digit)
{
	uint64_t carry = (uint64_t)digit;

	for (size_t i = 0; i <= division->n; i++) {
		uint64_t limb = division->remainder[i] * 10 + carry;

		division->remainder[i] = limb % LIMB_BASE;
		carry = limb / LIMB_BASE;
	}
	while (!is_below_divisor(division))
		subtract_divisor(division);
}

static bool division_is_even(const struct division *division)
{
	for (size_t i = 0; i < division->n; i++)
		if (division->remainder[i])
			return false;
	return true;
}

/* Whether the number's digits and then n_zeros divide by a long divisor. */
static bool divides_long(const struct decimal *number,
			 const struct decimal *divisor, uint64_t n_zeros)
{
	const char *at = number->digits;
	struct division division;

	division_init(&division, divisor);
	for (size_t i = 0; i < number->n_digits; i++)
		division_push(&division, next_digit(&at));
	for (; n_zeros > 0 && !division_is_even(&division); n_zeros--)
		division_push(&division, 0);
	return division_is_even(&division);
}

static bool divides_short(const struct decimal *number,
			  const struct decimal *divisor, uint64_t n_zeros)
{
	const char *at = divisor->digits;
	uint64_t by = 0;
	unsigned __int128 rest = 0;

	for (size_t i = 0; i < divisor->n_digits; i++)
		by = by * 10 + (uint64_t)next_digit(&at);
	at = number->digits;
	for (size_t i = 0; i < number->n_digits; i++)
		rest = (rest * 10 + (unsigned int)next_digit(&at)) % by;
	for (; n_zeros > 0 && rest; n_zeros--)
		rest = rest * 10 % by;
	return rest == 0;
}

bool decimal_is_multiple(const struct decimal *number,
			 const struct decimal *divisor)
{
	int64_t shift;
	uint64_t n_zeros;

	if (!number->n_digits || !divisor->n_digits)
		return !number->n_digits;
	/* The powers of ten of the last digits. */
	shift = (number->exponent - (int64_t)number->n_digits) -
		(divisor->exponent - (int64_t)divisor->n_digits);
	/* The number's last digit is not 0, so no power of ten divides it. */
	if (shift < 0)
		return false;
	/*
	 * 10^k adds factors of 2 and 5 only, and a divisor of n digits has
	 * fewer than 4 n of them: more zeros change nothing.
	 */
	n_zeros = MIN((uint64_t)shift, (uint64_t)divisor->n_digits * 4);
	if (divisor->n_digits <= MAX_SHORT_DIGIT)
		return divides_short(number, divisor, n_zeros);
	return divides_long(number, divisor, n_zeros);
}
