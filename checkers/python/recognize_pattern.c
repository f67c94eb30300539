/* recognize_pattern - the match statement and its patterns (PEP 634). */

#include <config.h>

#include <glib.h>

#include "recognize_parser.h"

static bool parse_pattern(struct parser *parser);

/*
 * 'match' and 'case' are names as well. A statement that begins with the
 * name match is a match statement when its line ends in ':' and a block
 * follows: no simple statement ends so.
 */
bool is_match_statement(const struct parser *parser)
{
	const struct token *token = parser->token;

	if (parser->minor < 10 || !parser_is_soft(parser, SOFT_MATCH))
		return false;
	while (token->kind != TOKEN_NEWLINE && token->kind != TOKEN_END)
		token++;
	return token->kind == TOKEN_NEWLINE && token[-1].kind == TOKEN_COLON &&
	       token[1].kind == TOKEN_INDENT;
}

/* A name that a pattern binds: not '_', not the head of something longer. */
static bool parse_capture(struct parser *parser)
{
	if (parser_is_soft(parser, SOFT_UNDERSCORE))
		return parser_fail(parser, "cannot use '_' as a target");
	parser_push_keyword(parser, parser->token);
	if (!parser_bind(parser))
		return false;
	switch (parser_peek(parser)) {
	case TOKEN_DOT:
	case TOKEN_LPAR:
	case TOKEN_EQUAL:
		return parser_fail(parser, "invalid pattern target");
	default:
		return true;
	}
}

static bool is_imaginary(const struct token *token)
{
	return (token->flags & TOKEN_IMAGINARY) != 0;
}

static bool parse_pattern_part(struct parser *parser)
{
	if (parser_peek(parser) != TOKEN_NUMBER)
		return parser_invalid(parser);
	return parse_number(parser);
}

/* ['-'] number [('+' | '-') imaginary] */
static bool parse_number_pattern(struct parser *parser)
{
	const struct token *first = parser->token;

	parser_accept(parser, TOKEN_MINUS);
	const struct token *number = parser->token;
	if (!parse_pattern_part(parser))
		return false;
	if (!parser_accept(parser, TOKEN_PLUS) &&
	    !parser_accept(parser, TOKEN_MINUS))
		return true;
	if (is_imaginary(number))
		return parser_fail_at(
			parser, number,
			"real number required in complex literal");
	if (parser_peek(parser) == TOKEN_NUMBER && !is_imaginary(parser->token))
		return parser_fail(
			parser, "imaginary number required in complex literal");
	if (!parse_pattern_part(parser))
		return false;
	if (!is_pattern_number(parser, first))
		parser_refuse(parser, first,
			      "patterns may only match literals and attribute "
			      "lookups");
	return true;
}

static void check_pattern_star(struct parser *parser, bool has_star,
			       size_t n_before)
{
	const struct token *star = parser->token - 1;

	if (has_star)
		parser_refuse(parser, star,
			      "multiple starred expressions in sequence "
			      "pattern");
	if (n_before > MAX_BEFORE_STAR)
		parser_refuse(parser, star,
			      "too many expressions in star-unpacking sequence "
			      "pattern");
}

/* (pattern | '*' name) (',' ...)* [','], up to closer. */
static bool parse_pattern_sequence(struct parser *parser, unsigned int closer,
				   bool *out_is_sequence)
{
	bool has_star = false;
	bool has_comma = false;
	size_t n_before = 0;

	do {
		if (parser_accept(parser, TOKEN_STAR)) {
			check_pattern_star(parser, has_star, n_before);
			has_star = true;
			if (parser_is_soft(parser, SOFT_UNDERSCORE))
				parser->token++;
			else if (!parse_capture(parser))
				return false;
		} else if (!parse_pattern(parser)) {
			return false;
		}
		if (!parser_accept(parser, TOKEN_COMMA))
			break;
		has_comma = true;
		n_before++;
	} while (parser_peek(parser) != closer &&
		 parser_peek(parser) != TOKEN_IF);
	if (has_star || has_comma)
		parser->is_irrefutable = false;
	*out_is_sequence = has_comma;
	if (has_star && !has_comma && closer != TOKEN_RSQB)
		return parser_invalid(parser);
	return true;
}

/* '(' is a group or a sequence, '[' a sequence. */
static bool parse_enclosed_pattern(struct parser *parser, unsigned int closer)
{
	bool is_sequence;

	parser->token++;
	if (parser_accept(parser, closer))
		return true;
	if (!parse_pattern_sequence(parser, closer, &is_sequence))
		return false;
	if (closer == TOKEN_RSQB)
		parser->is_irrefutable = false;
	return parser_expect(parser, closer);
}

/* A dotted name stands under the cursor. */
static bool parse_dotted_value(struct parser *parser)
{
	unsigned int n = 0;

	names_note(parser, parser->token, NAME_USED);
	do {
		if (!parser_name(parser) || !parser_lengthen(parser, &n))
			return false;
	} while (parser_accept(parser, TOKEN_DOT));
	return true;
}

/* The parser takes f-strings; the compiler does not. */
static bool parse_string_pattern(struct parser *parser)
{
	const struct token *first = parser->token;

	if (!parse_strings(parser))
		return false;
	for (const struct token *token = first; token < parser->token;
	     token++) {
		if (token->kind == TOKEN_FSTRING_START)
			parser_refuse(parser, token,
				      "patterns may only match literals and "
				      "attribute lookups");
	}
	return true;
}

static bool parse_mapping_key(struct parser *parser)
{
	switch (parser_peek(parser)) {
	case TOKEN_MINUS:
	case TOKEN_NUMBER:
		return parse_number_pattern(parser);
	case TOKEN_STRING:
	case TOKEN_FSTRING_START:
		return parse_string_pattern(parser);
	case TOKEN_NONE:
	case TOKEN_TRUE:
	case TOKEN_FALSE:
		parser->token++;
		return true;
	default:
		if (parser_peek_second(parser) != TOKEN_DOT)
			return parser_invalid(parser);
		return parse_dotted_value(parser);
	}
}

static int depth_change(unsigned int kind)
{
	switch (kind) {
	case TOKEN_LPAR:
	case TOKEN_LSQB:
	case TOKEN_LBRACE:
		return 1;
	case TOKEN_RPAR:
	case TOKEN_RSQB:
	case TOKEN_RBRACE:
		return -1;
	default:
		return 0;
	}
}

static void check_key(struct parser *parser, const struct token *token,
		      GHashTable *keys, struct arena *arena)
{
	const char *key = pattern_key(parser, arena, token);

	if (key && !g_hash_table_add(keys, (void *)key))
		parser_refuse(parser, token,
			      "mapping pattern checks duplicate key");
}

/*
 * The keys of a mapping pattern, between open and the cursor, must have
 * different values, as far as they are constants.
 */
static void check_keys(struct parser *parser, const struct token *open)
{
	g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
	struct arena arena = {0};
	int depth = 0;

	for (const struct token *token = open; token < parser->token; token++) {
		bool begins_key = depth <= 1 &&
				  (token == open || token->kind == TOKEN_COMMA);

		depth += depth_change(token->kind);
		if (begins_key && depth == 1)
			check_key(parser, token + 1, keys, &arena);
	}
	arena_release(&arena);
}

/* '{' [key ':' pattern (',' ...)*] ['**' name] [','] '}' */
static bool parse_mapping_pattern(struct parser *parser)
{
	bool has_rest = false;
	const struct token *open = parser->token++;

	while (parser_peek(parser) != TOKEN_RBRACE) {
		if (has_rest)
			return parser_fail(
				parser,
				"double star pattern must be the last "
				"(right-most) subpattern in the mapping "
				"pattern");
		if (parser_accept(parser, TOKEN_DOUBLESTAR)) {
			has_rest = true;
			if (!parse_capture(parser))
				return false;
		} else if (!parse_mapping_key(parser) ||
			   !parser_expect(parser, TOKEN_COLON) ||
			   !parse_pattern(parser)) {
			return false;
		}
		if (!parser_accept(parser, TOKEN_COMMA))
			break;
	}
	check_keys(parser, open);
	parser->is_irrefutable = false;
	return parser_expect(parser, TOKEN_RBRACE);
}

/* The names of a class pattern's keywords, between open and the cursor. */
static void check_attributes(struct parser *parser, const struct token *open)
{
	size_t index = parser->n_keywords;
	int depth = 0;

	for (const struct token *token = open + 1; token < parser->token;
	     token++) {
		depth += depth_change(token->kind);
		if (depth == 0 && token->kind == TOKEN_EQUAL)
			parser_push_keyword(parser, token - 1);
	}
	parser_check_names(parser, index, NULL,
			   "attribute name repeated in class pattern");
}

/* '(' [pattern | name '=' pattern] (',' ...)* ')' */
static bool parse_class_arguments(struct parser *parser)
{
	bool has_keyword = false;
	const struct token *open = parser->token++;

	while (parser_peek(parser) != TOKEN_RPAR) {
		if (parser_peek(parser) == TOKEN_NAME &&
		    parser_peek_second(parser) == TOKEN_EQUAL) {
			has_keyword = true;
			parser_check_bound(parser, parser->token);
			if (!parser_name(parser))
				return false;
			parser->token++;
		} else if (has_keyword) {
			return parser_fail(
				parser,
				"positional patterns follow keyword patterns");
		}
		if (!parse_pattern(parser))
			return false;
		if (!parser_accept(parser, TOKEN_COMMA))
			break;
	}
	if (has_keyword)
		check_attributes(parser, open);
	parser->is_irrefutable = false;
	return parser_expect(parser, TOKEN_RPAR);
}

/*
 * A capture, a wildcard, a dotted value or a class. The wildcard is no head
 * of a dotted name or of a class, as CPython tries it first.
 */
static bool parse_name_pattern(struct parser *parser)
{
	const struct token *first = parser->token;

	if (parser_is_soft(parser, SOFT_UNDERSCORE)) {
		parser->is_irrefutable = true;
		parser->token++;
		return true;
	}
	if (!parse_dotted_value(parser))
		return false;
	if (parser->token - first == 1 && parser_peek(parser) != TOKEN_LPAR) {
		parser->is_irrefutable = true;
		parser_push_keyword(parser, first);
		names_change(parser, first, NAME_BOUND);
		parser_check_bound(parser, first);
	}
	if (parser_peek(parser) == TOKEN_LPAR)
		return parse_class_arguments(parser);
	if (parser_peek(parser) == TOKEN_EQUAL)
		return parser_invalid(parser);
	return true;
}

static bool parse_closed_pattern(struct parser *parser)
{
	parser->is_irrefutable = false;
	switch (parser_peek(parser)) {
	case TOKEN_MINUS:
	case TOKEN_NUMBER:
		return parse_number_pattern(parser);
	case TOKEN_STRING:
	case TOKEN_FSTRING_START:
		return parse_string_pattern(parser);
	case TOKEN_NONE:
	case TOKEN_TRUE:
	case TOKEN_FALSE:
		parser->token++;
		return true;
	case TOKEN_NAME:
		return parse_name_pattern(parser);
	case TOKEN_LPAR:
		return parse_enclosed_pattern(parser, TOKEN_RPAR);
	case TOKEN_LSQB:
		return parse_enclosed_pattern(parser, TOKEN_RSQB);
	case TOKEN_LBRACE:
		return parse_mapping_pattern(parser);
	default:
		return parser_invalid(parser);
	}
}

static bool is_same_set(const struct spelling *a, const struct spelling *b,
			size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!is_same_spelling(&a[i], &b[i]))
			return false;
	}
	return true;
}

/*
 * The names that an alternative binds, pushed since the stack had the size
 * second, must be those of the first alternative, from index on; they are
 * taken off.
 */
static void check_alternative(struct parser *parser, const struct token *bar,
			      size_t index, size_t second)
{
	const struct token **names = parser->keywords;
	size_t n = parser->n_keywords - second;
	bool is_same = n == second - index;

	parser->n_keywords = second;
	if (is_same && n > 0) {
		struct spelling *a =
			spellings_new(parser, names + index, n, NULL);
		struct spelling *b =
			spellings_new(parser, names + second, n, NULL);

		is_same = is_same_set(a, b, n);
		spellings_free(a, n);
		spellings_free(b, n);
	}
	if (!is_same)
		parser_refuse(parser, bar,
			      "alternative patterns bind different names");
}

static void check_refutable(struct parser *parser, const struct token *token)
{
	if (parser->is_irrefutable)
		parser_refuse(parser, token,
			      "pattern makes remaining patterns unreachable");
}

/* closed ('|' closed)* ['as' name] */
static bool parse_pattern(struct parser *parser)
{
	size_t index = parser->n_keywords;

	if (!parse_closed_pattern(parser))
		return false;
	size_t second = parser->n_keywords;
	while (parser_peek(parser) == TOKEN_VBAR) {
		const struct token *bar = parser->token++;

		check_refutable(parser, bar);
		if (!parse_closed_pattern(parser))
			return false;
		check_alternative(parser, bar, index, second);
	}
	return !parser_accept(parser, TOKEN_AS) || parse_capture(parser);
}

/* Only the last case may match anything, unless it has a guard. */
static bool parse_case(struct parser *parser)
{
	const struct token *first = parser->token;
	size_t index = parser->n_keywords;
	bool is_sequence;

	if (!parser_is_soft(parser, SOFT_CASE))
		return parser_invalid(parser);
	parser->token++;
	if (!parse_pattern_sequence(parser, TOKEN_COLON, &is_sequence))
		return false;
	parser_check_names(parser, index, NULL,
			   "multiple assignments to name in pattern");
	bool is_irrefutable =
		parser->is_irrefutable && parser_peek(parser) == TOKEN_COLON;
	if (parser_accept(parser, TOKEN_IF) &&
	    parse_named_expression(parser) == 0)
		return false;
	if (!parser_expect(parser, TOKEN_COLON) || !parse_block(parser))
		return false;
	if (is_irrefutable && parser_peek(parser) != TOKEN_DEDENT)
		parser_refuse(parser, first,
			      "pattern makes remaining patterns unreachable");
	return true;
}

bool parse_match(struct parser *parser)
{
	parser->token++;
	shape subject = parse_star_named_expressions(parser);
	if (subject == 0)
		return false;
	if (subject & SHAPE_STARRED)
		return parser_invalid(parser);
	if (!parser_expect(parser, TOKEN_COLON) ||
	    !parser_expect(parser, TOKEN_NEWLINE) ||
	    !parser_expect(parser, TOKEN_INDENT))
		return false;
	do {
		if (!parse_case(parser))
			return false;
	} while (!parser_accept(parser, TOKEN_DEDENT));
	return true;
}
