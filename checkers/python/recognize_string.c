/* recognize_string - literals: escapes, f-strings, long integers. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "character_name.h"
#include "recognize_parser.h"

/* sys.set_int_max_str_digits(): no such integer compiles. */
#define MAX_INTEGER_DIGITS 4300

/* 1as x: until 3.9 any keyword could follow without a blank. */
static bool has_old_neighbour(const struct token *token)
{
	if (!(token->flags & TOKEN_TOUCHES_KEYWORD))
		return false;
	switch (token[1].kind) {
	case TOKEN_AS:
	case TOKEN_ASYNC:
	case TOKEN_FROM:
		return true;
	default:
		return false;
	}
}

static bool has_too_many_digits(const struct parser *parser,
				const struct token *token)
{
	const char *digits = parser->text + token->start;
	size_t size = token->end - token->start;
	size_t n = 0;

	/* A decimal integer that begins with 0 has no other digit. */
	if (size <= MAX_INTEGER_DIGITS || digits[0] == '0' ||
	    (token->flags & (TOKEN_FLOAT | TOKEN_IMAGINARY)))
		return false;
	for (size_t i = 0; i < size; i++)
		n += digits[i] != '_';
	return n > MAX_INTEGER_DIGITS;
}

bool parse_number(struct parser *parser)
{
	if (parser->minor >= 10 && has_old_neighbour(parser->token))
		return parser_fail(parser, "invalid decimal literal");
	if (has_too_many_digits(parser, parser->token))
		return parser_fail(parser, "integer literal with more than "
					   "4300 digits");
	parser->token++;
	return true;
}

/* ------------------------------------------------------------- escapes */

/* The value of n hexadecimal digits at p, or -1. */
static int64_t hex_value(const char *p, const char *end, int n)
{
	int64_t value = 0;

	for (int i = 0; i < n; i++) {
		if (p + i >= end || !g_ascii_isxdigit(p[i]))
			return -1;
		value = value * 16 + g_ascii_xdigit_value(p[i]);
	}
	return value;
}

/* '{' name '}', behind \N. */
static const char *name_fault(const char *escape, const char *end,
			      unsigned int minor)
{
	const char *name = escape + 3;
	const char *close = NULL;

	if (name < end && escape[2] == '{')
		close = memchr(name, '}', (size_t)(end - name));
	if (close == NULL || close == name)
		return "malformed \\N character escape";
	if (!unicode_name_is_known(name, (size_t)(close - name), minor))
		return "unknown Unicode character name";
	return NULL;
}

/* Bytes know \x only. escape is the backslash. NULL if nothing is wrong. */
static const char *escape_fault(const char *escape, const char *end,
				bool is_bytes, unsigned int minor)
{
	const char *digits = escape + 2;

	if (escape[1] == 'x' && hex_value(digits, end, 2) < 0)
		return "truncated \\xXX escape";
	if (is_bytes)
		return NULL;
	if (escape[1] == 'u' && hex_value(digits, end, 4) < 0)
		return "truncated \\uXXXX escape";
	if (escape[1] == 'U' && hex_value(digits, end, 8) < 0)
		return "truncated \\UXXXXXXXX escape";
	if (escape[1] == 'U' && hex_value(digits, end, 8) > 0x10ffff)
		return "illegal Unicode character";
	return escape[1] == 'N' ? name_fault(escape, end, minor) : NULL;
}

/* The first wrong escape in [p, end), with its fault, or NULL. */
static const char *find_fault(const char *p, const char *end, bool is_bytes,
			      unsigned int minor, const char **out_fault)
{
	while ((p = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		if (end - p < 2)
			return NULL;
		*out_fault = escape_fault(p, end, is_bytes, minor);
		if (*out_fault)
			return p;
		p += 2;
	}
	return NULL;
}

/* The escapes in the token under the cursor. */
static bool check_escapes(struct parser *parser, bool is_bytes)
{
	const char *fault;
	const char *at = find_fault(parser->text + parser->token->start,
				    parser->text + parser->token->end, is_bytes,
				    parser->minor, &fault);
	struct token place = *parser->token;

	if (!at)
		return true;
	place.start = (uint32_t)(at - parser->text);
	return parser_fail_at(parser, &place, fault);
}

static bool parse_plain_string(struct parser *parser)
{
	unsigned int flags = parser->token->flags;
	bool is_bytes = (flags & TOKEN_BYTES) != 0;

	if (is_bytes && (flags & TOKEN_NON_ASCII))
		return parser_fail(
			parser,
			"bytes can only contain ASCII literal characters");
	if ((flags & TOKEN_BACKSLASH) && !(flags & TOKEN_RAW) &&
	    !check_escapes(parser, is_bytes))
		return false;
	parser->token++;
	return true;
}

/* ----------------------------------------------------------- f-strings */

/*
 * A replacement field under way: {expression [=] [!conversion] [:format]}.
 * Until 3.11 an f-string was one token, whose fields were cut out by their
 * bytes and compiled apart, each in parentheses; that is where the limits of
 * these versions come from.
 */
struct field {
	const struct token *string; /* FSTRING_START */
	const struct token *brace;
	unsigned int level; /* of fields in formats: 0, 1, 2 */
};

static bool is_old_fstring(const struct parser *parser)
{
	return parser->minor < 12;
}

static shape parse_old_field_value(struct parser *parser)
{
	shape value;

	if (parser_peek(parser) == TOKEN_YIELD)
		return parse_yield(parser);
	if (!parse_group_contents(parser, true, &value))
		return 0;
	if (value & SHAPE_STARRED)
		return parser_fail(
			parser, "f-string: cannot use starred expression here");
	return value;
}

/*
 * A colon outside of brackets ends the value, also that of a lambda, which
 * therefore needs parentheses. Only {lambda x:{y}} could deceive the parser.
 */
static bool check_field_lambda(struct parser *parser, const struct field *field)
{
	unsigned int n_open = 0;

	for (const struct token *token = field->brace + 1;
	     token < parser->token; token++) {
		switch (token->kind) {
		case TOKEN_LPAR:
		case TOKEN_LSQB:
		case TOKEN_LBRACE:
			n_open++;
			break;
		case TOKEN_RPAR:
		case TOKEN_RSQB:
		case TOKEN_RBRACE:
			n_open--;
			break;
		case TOKEN_COLON:
			if (n_open == 0)
				return parser_fail_at(
					parser, token,
					"f-string: lambda expressions are not "
					"allowed without parentheses");
			break;
		default:
			break;
		}
	}
	return true;
}

/* What may follow the value of a field. */
static bool ends_value(unsigned int kind)
{
	return kind == TOKEN_EXCLAMATION || kind == TOKEN_COLON ||
	       kind == TOKEN_RBRACE;
}

/*
 * The text of {x=}, without comments, 3.12 and 3.13 decode as if it were a
 * part of the f-string, which is not raw.
 */
static bool check_debug_text(struct parser *parser, const struct field *field)
{
	g_autoptr(GString) text = NULL;
	const char *fault;

	if ((parser->minor != 12 && parser->minor != 13) ||
	    (field->string->flags & TOKEN_RAW) ||
	    !memchr(parser->text + field->brace->end, '\\',
		    parser->token->start - field->brace->end))
		return true;
	text = g_string_new(NULL);
	for (const struct token *token = field->brace; token < parser->token;
	     token++) {
		const char *gap = parser->text + token->end;
		size_t size = token[1].start - token->end;
		const char *comment = memchr(gap, '#', size);

		if (token > field->brace)
			g_string_append_len(text, parser->text + token->start,
					    token->end - token->start);
		g_string_append_len(text, gap,
				    comment ? comment - gap : (gssize)size);
	}
	return !find_fault(text->str, text->str + text->len, false,
			   parser->minor, &fault) ||
	       parser_fail_at(parser, field->brace, fault);
}

/*
 * 3.12.1 has a fault with {x=} in a format, its successors with one in the
 * format of a field in a format.
 */
static bool parse_debug(struct parser *parser, const struct field *field)
{
	unsigned int faulty = parser->minor == 12 ? 1 : 2;

	if (!parser_accept(parser, TOKEN_EQUAL))
		return true;
	/* An error token may start anywhere. */
	if (!ends_value(parser_peek(parser)))
		return parser_invalid(parser);
	if (field->level >= faulty && parser->minor >= 12)
		return parser_fail(parser,
				   "field 'value' is required for Constant");
	return check_debug_text(parser, field);
}

static bool parse_field_value(struct parser *parser, const struct field *field)
{
	bool had_lambda = parser->has_lambda;

	parser->has_lambda = false;
	shape value = is_old_fstring(parser)
			      ? parse_old_field_value(parser)
			      : parse_yield_or_star_expressions(parser);
	if (value == 0)
		return false;
	check_value(parser, field->brace, value);
	if (parser->has_lambda && !check_field_lambda(parser, field))
		return false;
	parser->has_lambda = had_lambda;
	if (!parse_debug(parser, field))
		return false;
	return ends_value(parser_peek(parser)) || parser_invalid(parser);
}

/* Does the closing quote of the string lie in [start, end) of the text? */
static bool has_quote(const struct parser *parser, const struct token *string,
		      uint32_t start, uint32_t end)
{
	size_t size = string->flags & TOKEN_TRIPLE ? 3 : 1;

	return memmem(parser->text + start, end - start,
		      parser->text + string->end - size, size) != NULL;
}

static bool has_byte(const struct parser *parser, char byte, uint32_t start,
		     uint32_t end)
{
	return memchr(parser->text + start, byte, end - start) != NULL;
}

/* Between tokens a '#' begins a comment. */
static bool has_comment(const struct parser *parser, const struct field *field)
{
	for (const struct token *token = field->brace; token < parser->token;
	     token++) {
		if (has_byte(parser, '#', token->end, token[1].start))
			return true;
	}
	return false;
}

/* What the bytes between '{' and the cursor could not have until 3.11. */
static bool check_old_field(struct parser *parser, const struct field *field)
{
	uint32_t start = field->brace->end;
	uint32_t end = parser->token->start;
	const char *message = NULL;

	if (has_byte(parser, '\\', start, end))
		message = "f-string expression part cannot include a backslash";
	else if (!(field->string->flags & TOKEN_TRIPLE) &&
		 (has_byte(parser, '\n', start, end) ||
		  has_byte(parser, '\r', start, end)))
		message = "unterminated string literal";
	else if (has_quote(parser, field->string, start, end))
		message = "f-string: expecting '}'";
	else if (has_byte(parser, '#', start, end) &&
		 has_comment(parser, field))
		message = "f-string expression part cannot include '#'";
	if (message == NULL)
		return true;
	return parser_fail_at(parser, field->brace, message);
}

/* '!' ('s' | 'r' | 'a'), without a blank. */
static bool parse_conversion(struct parser *parser)
{
	const struct token *mark = parser->token;
	const struct token *name = mark + 1;

	if (!parser_accept(parser, TOKEN_EXCLAMATION))
		return true;
	if (name->kind != TOKEN_NAME || name->start != mark->end ||
	    name->end - name->start != 1 ||
	    strchr("sra", parser->text[name->start]) == NULL)
		return parser_fail(parser,
				   "f-string: invalid conversion character");
	parser->token++;
	if (is_old_fstring(parser) && parser->token->start != name->end)
		return parser_fail(parser, "f-string: expecting '}'");
	return true;
}

/* Text of a string or of a format; the latter 3.12 and 3.13 never find raw. */
static bool parse_text(struct parser *parser, bool is_format)
{
	unsigned int flags = parser->token->flags;
	bool is_raw = (flags & TOKEN_RAW) != 0;

	if (is_format && (parser->minor == 12 || parser->minor == 13))
		is_raw = false;
	if ((flags & TOKEN_BACKSLASH) && !is_raw &&
	    !check_escapes(parser, false))
		return false;
	parser->token++;
	return true;
}

static bool parse_field(struct parser *parser, const struct token *string,
			unsigned int level);

/*
 * Between the tokens of a format there is nothing, unless a line ends, as it
 * may in 3.12, and in 3.13 where no field is before it.
 */
static bool check_format_line(struct parser *parser, const struct token *string,
			      bool has_field)
{
	if ((string->flags & TOKEN_TRIPLE) ||
	    parser->token->start == parser->token[-1].end)
		return true;
	if (parser->minor == 12 || (parser->minor == 13 && !has_field))
		return true;
	return parser_fail(parser, "f-string: newlines are not allowed in "
				   "format specifiers for single quoted "
				   "f-strings");
}

/* Behind a field of a format, since 3.13: a brace, and no field. */
static bool is_doubled_brace(const struct parser *parser)
{
	const struct token *brace = parser->token;

	return parser->minor >= 13 && brace[1].kind == TOKEN_LBRACE &&
	       brace[1].start == brace->end;
}

/* ':' (text | field)* */
static bool parse_format(struct parser *parser, const struct field *field)
{
	bool has_field = false;

	if (!parser_accept(parser, TOKEN_COLON))
		return true;
	for (;;) {
		if (!check_format_line(parser, field->string, has_field))
			return false;
		switch (parser_peek(parser)) {
		case TOKEN_FSTRING_MIDDLE:
			if (!parse_text(parser, true))
				return false;
			break;
		case TOKEN_LBRACE:
			if (has_field && is_doubled_brace(parser))
				return parser_undecided(parser);
			if (!parse_field(parser, field->string,
					 field->level + 1))
				return false;
			has_field = true;
			break;
		default:
			return true;
		}
	}
}

static bool parse_field(struct parser *parser, const struct token *string,
			unsigned int level)
{
	struct field field = {
		.string = string,
		.brace = parser->token,
		.level = level,
	};

	if (level > 1 && is_old_fstring(parser))
		return parser_fail(parser,
				   "f-string: expressions nested too deeply");
	parser->token++;
	if (!parse_field_value(parser, &field))
		return false;
	if (is_old_fstring(parser) && !check_old_field(parser, &field))
		return false;
	return parse_conversion(parser) && parse_format(parser, &field) &&
	       parser_expect(parser, TOKEN_RBRACE);
}

static bool parse_fstring(struct parser *parser)
{
	const struct token *string = parser->token;

	if ((string->flags & TOKEN_TEMPLATE) && parser->minor < 14)
		return parser_invalid(parser);
	parser->token++;
	for (;;) {
		switch (parser_peek(parser)) {
		case TOKEN_FSTRING_MIDDLE:
			if (!parse_text(parser, false))
				return false;
			break;
		case TOKEN_LBRACE:
			if (!parse_field(parser, string, 0))
				return false;
			break;
		default:
			return parser_expect(parser, TOKEN_FSTRING_END);
		}
	}
}

/* ---------------------------------------------------- adjacent literals */

/* What cannot be joined with another kind. */
enum literal {
	LITERAL_TEXT,
	LITERAL_BYTES,
	LITERAL_TEMPLATE,
};

static enum literal literal_of(const struct token *token)
{
	if (token->flags & TOKEN_BYTES)
		return LITERAL_BYTES;
	if (token->flags & TOKEN_TEMPLATE)
		return LITERAL_TEMPLATE;
	return LITERAL_TEXT;
}

static bool check_same_literal(struct parser *parser, enum literal first)
{
	enum literal next = literal_of(parser->token);

	if (next == first)
		return true;
	if (next == LITERAL_TEMPLATE || first == LITERAL_TEMPLATE)
		return parser_fail(parser, "cannot mix t-string literals with "
					   "string or bytes literals");
	return parser_fail(parser, "cannot mix bytes and nonbytes literals");
}

bool parse_strings(struct parser *parser)
{
	enum literal first = literal_of(parser->token);

	for (;;) {
		unsigned int kind = parser_peek(parser);
		if (kind != TOKEN_STRING && kind != TOKEN_FSTRING_START)
			return true;
		if (!check_same_literal(parser, first))
			return false;
		if (kind == TOKEN_STRING ? !parse_plain_string(parser)
					 : !parse_fstring(parser))
			return false;
	}
}
