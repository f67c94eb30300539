/* token_number - numbers, with CPython's rules of what may follow them. */

#include <config.h>

#include "lexer.h"

#include <string.h>

#include "cleanup.h"
#include "scan.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_digit_of(char c, char base)
{
	switch (base) {
	case 'b':
		return c == '0' || c == '1';
	case 'o':
		return c >= '0' && c <= '7';
	default:
		return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
	}
}

/*
 * Digits with single underscores between them; p is at a digit. NULL when an
 * underscore is followed by none.
 */
static const char *skip_digits(const char *p)
{
	for (;;) {
		while (is_digit(*p))
			p++;
		if (*p != '_')
			return p;
		p++;
		if (!is_digit(*p))
			return NULL;
	}
}

/*
 * Whether a keyword that may follow a number begins at p: 1if x else 2.
 * CPython looks no further than "if", "in" and "is"; what is glued to them
 * is the parser's affair. "as", "async" and "from" are accepted by 3.8 and
 * 3.9 only.
 */
static bool is_keyword_after_number(const char *p)
{
	static const char *const keywords[] = {"and", "as",   "async", "else",
					       "for", "from", "not",   "or"};

	if (*p == 'i')
		return p[1] == 'f' || p[1] == 'n' || p[1] == 's';
	for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++) {
		size_t size = strlen(keywords[i]);

		if (strncmp(p, keywords[i], size) == 0)
			return !scan_is_identifier(p[size]);
	}
	return false;
}

static const char *finish(struct tokenizer *tokenizer, const char *start,
			  const char *end, unsigned int flags,
			  struct token *out)
{
	if (scan_is_identifier(*end) && (signed char)*end > 0) {
		if (!is_keyword_after_number(end))
			return lexer_fail(tokenizer, out, TOKEN_ERROR_NUMBER,
					  start, end + 1);
		flags |= TOKEN_TOUCHES_KEYWORD;
	}
	return lexer_emit(tokenizer, out, TOKEN_NUMBER, flags, start, end);
}

/* 0x, 0o, 0b and the digits after it. */
static const char *lex_prefixed(struct tokenizer *tokenizer, const char *start,
				struct token *out)
{
	char base = (char)(start[1] | 0x20);
	const char *p = start + 2;

	do {
		if (*p == '_')
			p++;
		if (!is_digit_of(*p, base))
			return lexer_fail(tokenizer, out, TOKEN_ERROR_NUMBER,
					  start, p);
		while (is_digit_of(*p, base))
			p++;
	} while (*p == '_');
	if (is_digit(*p))
		return lexer_fail(tokenizer, out, TOKEN_ERROR_NUMBER, start,
				  p + 1);
	return finish(tokenizer, start, p, TOKEN_PREFIXED, out);
}

/*
 * Skips the exponent at *p, if it is one: the e of 1else is none. Returns
 * false for one without digits after its sign or with a stray underscore.
 */
static bool skip_exponent(const char **p, unsigned int *flags)
{
	const char *digits = *p + 1;

	if ((**p | 0x20) != 'e')
		return true;
	if (*digits == '+' || *digits == '-') {
		if (!is_digit(*++digits))
			return false;
	} else if (!is_digit(*digits)) {
		return true;
	}
	*flags |= TOKEN_FLOAT;
	*p = skip_digits(digits);
	return *p != NULL;
}

/* 0, 00 and 0_0 are integers, 01 is none; 01.5 and 01j are numbers. */
static bool has_leading_zero(const char *start, const char *end)
{
	if (*start != '0')
		return false;
	while (start < end && (*start == '0' || *start == '_'))
		start++;
	return start < end;
}

static const char *lex_decimal(struct tokenizer *tokenizer, const char *start,
			       struct token *out)
{
	unsigned int flags = 0;
	const char *p = start;

	if (*p != '.')
		p = skip_digits(p);
	if (p && *p == '.') {
		flags = TOKEN_FLOAT;
		p++;
		if (is_digit(*p))
			p = skip_digits(p);
	}
	if (!p || !skip_exponent(&p, &flags))
		return lexer_fail(tokenizer, out, TOKEN_ERROR_NUMBER, start,
				  start + 1);
	if ((*p | 0x20) == 'j') {
		flags |= TOKEN_IMAGINARY;
		p++;
	}
	if (flags == 0 && has_leading_zero(start, p))
		return lexer_fail(tokenizer, out, TOKEN_ERROR_NUMBER, start, p);
	return finish(tokenizer, start, p, flags, out);
}

const char *lexer_number(struct tokenizer *tokenizer, const char *start,
			 struct token *out)
{
	char base = (char)(start[1] | 0x20);

	if (*start == '0' && (base == 'x' || base == 'o' || base == 'b'))
		return lex_prefixed(tokenizer, start, out);
	return lex_decimal(tokenizer, start, out);
}
