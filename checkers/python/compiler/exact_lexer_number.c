/* exact_lexer_number - numbers, as each version of CPython reads them. */

#include <config.h>

#include "exact_lexer.h"

#include <string.h>

#include "cleanup.h"
#include "scan.h"

static bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool is_identifier(int c)
{
	return c != EXACT_EOF && scan_is_identifier((char)c);
}

static enum token_kind raise_literal(struct exact_lexer *lexer,
				     const char *kind)
{
	return exact_raise(lexer, TOKEN_ERROR_NUMBER, "invalid %s literal",
			   kind);
}

/*
 * Digits with single underscores between them; one has been read. Returns
 * the character after them, or 0 when an underscore is not followed by one.
 */
static int skip_digits(struct exact_lexer *lexer)
{
	int c;

	for (;;) {
		do
			c = exact_read(lexer);
		while (is_digit(c));
		if (c != '_')
			return c;
		c = exact_read(lexer);
		if (!is_digit(c)) {
			exact_back(lexer, c);
			raise_literal(lexer, "decimal");
			return 0;
		}
	}
}

/* Whether a keyword that may follow a number begins with c, read already. */
static bool is_keyword(const struct exact_lexer *lexer, int c)
{
	static const char *const keywords[] = {"and", "else", "for", "not",
					       "or"};
	const char *p = lexer->cursor;

	if (c == 'i')
		return *p == 'f' || *p == 'n' || *p == 's';
	for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++) {
		size_t size = strlen(keywords[i]) - 1;

		if (c == keywords[i][0] &&
		    strncmp(p, keywords[i] + 1, size) == 0 &&
		    !scan_is_identifier(p[size]))
			return true;
	}
	return false;
}

static void warn(struct exact_lexer *lexer, const char *kind)
{
	struct compilation *c = lexer->c;
	struct syntax_error warning = {
		.class = c->minor < 11 ? DEPRECATION_WARNING : SYNTAX_WARNING,
		.message = arena_printf(c->arena, "invalid %s literal", kind),
		.line = lexer->line,
	};

	if (!c->with_warnings)
		return;
	warning.offset = exact_offset(lexer, lexer->cursor);
	g_array_append_val(c->warnings, warning);
}

/*
 * Since 3.10 nothing of a name may follow a number but some keywords. c has
 * been read; the character before it is the number's last.
 */
static bool check_end(struct exact_lexer *lexer, int c, const char *kind)
{
	if (lexer->c->minor < 10)
		return true;
	if (is_keyword(lexer, c)) {
		lexer->flags |= TOKEN_TOUCHES_KEYWORD;
		exact_back(lexer, c);
		warn(lexer, kind);
		exact_read(lexer);
		return true;
	}
	/* 3.10 is as strict with characters beyond ASCII. */
	if (!is_identifier(c) || (c >= 0x80 && lexer->c->minor > 10))
		return true;
	exact_back(lexer, c);
	raise_literal(lexer, kind);
	return false;
}

static enum token_kind finish(struct exact_lexer *lexer, int c,
			      const char *kind)
{
	if (!check_end(lexer, c, kind))
		return TOKEN_ERROR;
	exact_back(lexer, c);
	return TOKEN_NUMBER;
}

/* What a prefix makes of the digits after it. */
struct base {
	const char *kind;
	bool (*is_digit)(int c);
};

static bool is_hexadecimal(int c)
{
	return c != EXACT_EOF && g_ascii_isxdigit(c);
}

static bool is_octal(int c)
{
	return c >= '0' && c <= '7';
}

static bool is_binary(int c)
{
	return c == '0' || c == '1';
}

static enum token_kind raise_digit(struct exact_lexer *lexer,
				   const struct base *base, int c)
{
	return exact_raise(lexer, TOKEN_ERROR_NUMBER,
			   "invalid digit '%c' in %s literal", c, base->kind);
}

/* 0x, 0o or 0b has been read. */
static enum token_kind lex_prefixed(struct exact_lexer *lexer,
				    const struct base *base)
{
	int c = exact_read(lexer);

	lexer->flags |= TOKEN_PREFIXED;
	do {
		if (c == '_')
			c = exact_read(lexer);
		if (!base->is_digit(c)) {
			if (!is_digit(c) || lexer->c->minor < 10)
				exact_back(lexer, c);
			return is_digit(c) ? raise_digit(lexer, base, c)
					   : raise_literal(lexer, base->kind);
		}
		do
			c = exact_read(lexer);
		while (base->is_digit(c));
	} while (c == '_');
	if (is_digit(c))
		return raise_digit(lexer, base, c);
	return finish(lexer, c, base->kind);
}

static enum token_kind lex_imaginary(struct exact_lexer *lexer, int c)
{
	if (c != 'j' && c != 'J')
		return finish(lexer, c, "decimal");
	lexer->flags |= TOKEN_IMAGINARY;
	return finish(lexer, exact_read(lexer), "imaginary");
}

/* c may be the e of an exponent; or the one of else, which is none. */
static enum token_kind lex_exponent(struct exact_lexer *lexer, int c)
{
	int e = c;

	if (c != 'e' && c != 'E')
		return lex_imaginary(lexer, c);
	c = exact_read(lexer);
	if (c == '+' || c == '-') {
		c = exact_read(lexer);
		if (!is_digit(c)) {
			exact_back(lexer, c);
			return raise_literal(lexer, "decimal");
		}
	} else if (!is_digit(c)) {
		exact_back(lexer, c);
		return finish(lexer, e, "decimal");
	}
	lexer->flags |= TOKEN_FLOAT;
	c = skip_digits(lexer);
	return c == 0 ? TOKEN_ERROR : lex_imaginary(lexer, c);
}

enum token_kind exact_fraction(struct exact_lexer *lexer, int c)
{
	lexer->flags |= TOKEN_FLOAT;
	if (is_digit(c)) {
		c = skip_digits(lexer);
		if (c == 0)
			return TOKEN_ERROR;
	}
	return lex_exponent(lexer, c);
}

/* Zeros; returns what is after them, 0 when an underscore is last. */
static int skip_zeros(struct exact_lexer *lexer, int c)
{
	for (;;) {
		if (c == '_') {
			c = exact_read(lexer);
			if (!is_digit(c)) {
				exact_back(lexer, c);
				raise_literal(lexer, "decimal");
				return 0;
			}
		}
		if (c != '0')
			return c;
		c = exact_read(lexer);
	}
}

/* A 0 has been read, and c after it: 0, 00, 0_0, 0.5, 00.5, 0j, 05.5. */
static enum token_kind lex_zero(struct exact_lexer *lexer, int c)
{
	const char *zeros_end;
	bool is_nonzero = false;

	c = skip_zeros(lexer, c);
	if (c == 0)
		return TOKEN_ERROR;
	zeros_end = lexer->cursor;
	if (is_digit(c)) {
		is_nonzero = true;
		c = skip_digits(lexer);
		if (c == 0)
			return TOKEN_ERROR;
	}
	if (c == '.')
		return exact_fraction(lexer, exact_read(lexer));
	if (!is_nonzero || strchr("eEjJ", c) != NULL)
		return lex_exponent(lexer, c);
	exact_back(lexer, c);
	if (lexer->c->minor >= 10)
		lexer->cursor = MIN(zeros_end, lexer->start + 1);
	exact_raise(lexer, TOKEN_ERROR_NUMBER,
		    "leading zeros in decimal integer literals are not "
		    "permitted; use an 0o prefix for octal integers");
	if (lexer->c->minor >= 10)
		exact_move_to_start(lexer);
	return TOKEN_ERROR;
}

enum token_kind exact_number(struct exact_lexer *lexer, int c)
{
	static const struct base hexadecimal = {"hexadecimal", is_hexadecimal};
	static const struct base octal = {"octal", is_octal};
	static const struct base binary = {"binary", is_binary};

	if (c == '0') {
		c = exact_read(lexer);
		switch (c | 0x20) {
		case 'x':
			return lex_prefixed(lexer, &hexadecimal);
		case 'o':
			return lex_prefixed(lexer, &octal);
		case 'b':
			return lex_prefixed(lexer, &binary);
		default:
			return lex_zero(lexer, c);
		}
	}
	c = skip_digits(lexer);
	if (c == 0)
		return TOKEN_ERROR;
	if (c == '.')
		return exact_fraction(lexer, exact_read(lexer));
	return lex_exponent(lexer, c);
}
