/* string_fields - f-strings up to 3.11: one token, its fields parsed apart. */

#include <config.h>

#include "string_literal.h"

#include <string.h>

#include "cleanup.h"

/*
 * CPython cuts the fields out of the bytes of the token and parses each as an
 * expression in parentheses. What it says depends on how it looks for their
 * ends, so that is done here in its way.
 */

#define MAX_BRACKETS 200

struct fields {
	const struct string_site *site;
	struct compilation *c;
	uint32_t token;
	const char *p;
	const char *end; /* of what is between the quotes */
	bool is_raw;
	GPtrArray *pieces;
};

G_GNUC_PRINTF(2, 3)
static bool refuse(const struct fields *fields, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	return fields->site->refuse(fields->site, message);
}

static bool refuse_open(const struct fields *fields)
{
	return refuse(fields, "f-string: expecting '}'");
}

/* ------------------------------------------------------------------ tokens */

/*
 * Tokens of fields and of text between them are kept behind those of the
 * text, so that nodes can name them. Returns the index of the first.
 */
static uint32_t add_tokens(struct compilation *c, const struct token *tokens,
			   size_t n)
{
	struct token_array *array = &c->tokens;
	size_t first = array->n + TOKEN_LOOKAHEAD + c->n_field_tokens;

	if (first + n > array->capacity) {
		array->capacity = 2 * (first + n);
		array->items =
			g_renew(struct token, array->items, array->capacity);
	}
	memcpy(array->items + first, tokens, n * sizeof(*tokens));
	c->n_field_tokens += n;
	return (uint32_t)first;
}

/* ------------------------------------------------------------------- text */

/* The line of a warning: 3.8 gives that of the first of the strings. */
static unsigned int warning_line(const struct fields *fields)
{
	const struct compilation *c = fields->c;

	return compilation_token_line(c, c->minor == 8 ? fields->site->first
						       : fields->token);
}

static bool add_text(struct fields *fields, const char *start)
{
	struct compilation *c = fields->c;
	struct string_text text = {
		.start = start,
		.size = (size_t)(fields->p - start),
		.is_raw = fields->is_raw,
		.minor = c->minor,
	};
	struct token token = {
		.start = (uint32_t)(start - c->text),
		.end = (uint32_t)(fields->p - c->text),
		.kind = TOKEN_FSTRING_MIDDLE,
		.flags = fields->is_raw ? TOKEN_RAW : 0,
	};
	struct string_fault fault;
	struct node *piece;

	if (text.size == 0)
		return true;
	if (!string_check_piece(c, &text, warning_line(fields), &fault))
		return refuse(fields, "%s",
			      string_fault_message(&fault, c->arena));
	piece = string_node(fields->site, NODE_CONSTANT, 0);
	piece->detail = CONSTANT_STRING;
	piece->first_token = add_tokens(c, &token, 1);
	piece->end_token = piece->first_token + 1;
	g_ptr_array_add(fields->pieces, piece);
	return true;
}

/*
 * Past \N{...}; anything else behind \N is for the decoder to refuse. Returns
 * false when 3.8 leaves it to that at once.
 */
static bool skip_name(struct fields *fields)
{
	if (fields->p == fields->end || *fields->p++ != '{')
		return fields->c->minor > 8;
	while (fields->p < fields->end && *fields->p++ != '}')
		;
	return true;
}

/*
 * The next brace of the text, or its end. A backslash hides no brace, but
 * those of \N{...}. Returns false when the text cannot be decoded.
 */
static bool find_brace(struct fields *fields)
{
	while (fields->p < fields->end) {
		char c = *fields->p;

		if (c == '\\' && !fields->is_raw &&
		    fields->p + 1 < fields->end) {
			c = *++fields->p;
			if (c == 'N') {
				fields->p++;
				if (!skip_name(fields))
					return false;
				continue;
			}
			if (c == '{')
				string_warn(fields->c, "{", fields->p - 1,
					    warning_line(fields));
		}
		if (c == '{' || c == '}')
			break;
		fields->p++;
	}
	return true;
}

/* The text up to a field; in a format also up to the brace that ends it. */
static bool read_text(struct fields *fields, unsigned int level)
{
	for (;;) {
		const char *start = fields->p;

		if (!find_brace(fields) || level > 0 ||
		    fields->p == fields->end)
			return add_text(fields, start);
		if (fields->p + 1 < fields->end &&
		    fields->p[1] == fields->p[0]) {
			fields->p++;
			if (!add_text(fields, start))
				return false;
			fields->p++;
			continue;
		}
		if (*fields->p == '}')
			return refuse(fields,
				      "f-string: single '}' is not allowed");
		return add_text(fields, start);
	}
}

/* ------------------------------------------------- the end of an expression */

/* What the search for the end of a field's expression has met. */
struct search {
	char quote; /* of the string it is in, or 0 */
	unsigned int quote_size;
	unsigned int n_brackets;
	char brackets[MAX_BRACKETS];
};

static bool is_triple(const struct fields *fields)
{
	const char *p = fields->p;

	return p + 2 < fields->end && p[1] == p[0] && p[2] == p[0];
}

/* A quote, outside of a string or in one. */
static void take_quote(struct fields *fields, struct search *search)
{
	bool triple = is_triple(fields);

	if (!search->quote) {
		search->quote = *fields->p;
		search->quote_size = triple ? 3 : 1;
		fields->p += search->quote_size;
	} else if (search->quote != *fields->p ||
		   (search->quote_size == 3 && !triple)) {
		fields->p++;
	} else {
		fields->p += search->quote_size;
		search->quote = 0;
	}
}

static bool close_bracket(struct fields *fields, struct search *search)
{
	char c = *fields->p;
	char opening;

	if (search->n_brackets == 0)
		return refuse(fields, "f-string: unmatched '%c'", c);
	opening = search->brackets[--search->n_brackets];
	if (opening != (c == ')' ? '(' : c == ']' ? '[' : '{'))
		return refuse(fields,
			      "f-string: closing parenthesis '%c' does not "
			      "match opening parenthesis '%c'",
			      c, opening);
	fields->p++;
	return true;
}

static bool open_bracket(struct fields *fields, struct search *search)
{
	if (search->n_brackets == MAX_BRACKETS)
		return refuse(fields, "f-string: too many nested parenthesis");
	search->brackets[search->n_brackets++] = *fields->p++;
	return true;
}

/*
 * Outside of brackets: does the expression end here? If not, the cursor moves
 * on. 3.8 takes a '<' or '>' for an end when it is the string's last.
 */
static bool ends_expression(struct fields *fields)
{
	const char *p = fields->p;
	bool has_next = p + 1 < fields->end;

	switch (*p) {
	case '!':
	case '=':
	case '<':
	case '>':
		if (has_next && p[1] == '=') {
			fields->p += 2;
			return false;
		}
		/* 3.8 stops at any of them where the text ends. */
		if (*p == '!' || *p == '=' ||
		    (!has_next && fields->c->minor == 8))
			return true;
		fields->p++;
		return false;
	case ':':
	case '}':
		return true;
	default:
		fields->p++;
		return false;
	}
}

/* One step of the search; *out_found tells that the end is reached. */
static bool step(struct fields *fields, struct search *search, bool *out_found)
{
	char c = *fields->p;

	if (c == '\\')
		return refuse(fields, "f-string expression part cannot include "
				      "a backslash");
	if (c == '\'' || c == '"') {
		take_quote(fields, search);
	} else if (search->quote) {
		fields->p++;
	} else if (c == '(' || c == '[' || c == '{') {
		return open_bracket(fields, search);
	} else if (c == '#') {
		return refuse(fields,
			      "f-string expression part cannot include '#'");
	} else if (search->n_brackets == 0 && strchr("!:}=<>", c) != NULL) {
		*out_found = ends_expression(fields);
	} else if (c == ')' || c == ']' || c == '}') {
		return close_bracket(fields, search);
	} else {
		fields->p++;
	}
	return true;
}

static bool find_expression_end(struct fields *fields)
{
	struct search search = {0};
	bool found = false;

	while (!found && fields->p < fields->end) {
		if (!step(fields, &search, &found))
			return false;
	}
	if (search.quote)
		return refuse(fields, "f-string: unterminated string");
	if (search.n_brackets > 0)
		return refuse(fields, "f-string: unmatched '%c'",
			      search.brackets[search.n_brackets - 1]);
	return found || refuse_open(fields);
}

/* ------------------------------------------------------- the sub-expression */

static bool is_blank(const char *p, const char *end)
{
	while (p < end && strchr(" \t\n\r\f", *p) != NULL)
		p++;
	return p == end;
}

static bool check_not_empty(const struct fields *fields, const char *start)
{
	if (!is_blank(start, fields->p))
		return true;
	if (fields->c->minor >= 11 && *fields->p != '}')
		return refuse(fields,
			      "f-string: expression required before '%c'",
			      *fields->p);
	return refuse(fields, "f-string: empty expression not allowed");
}

/* The expression in parentheses, as a text of its own. */
static void init_field(struct compilation *field, const struct fields *fields,
		       const char *start)
{
	struct compilation *c = fields->c;
	size_t size = (size_t)(fields->p - start);
	char *text = arena_alloc(c->arena, size + 3);

	text[0] = '(';
	memcpy(text + 1, start, size);
	text[size + 1] = ')';
	text[size + 2] = '\0';
	*field = (struct compilation){
		.arena = c->arena,
		.text = text,
		.size = size + 2,
		.minor = c->minor,
		.names = c->names,
		.with_warnings = c->with_warnings,
		.warnings = c->warnings,
		.is_field = true,
		.counts_bytes = c->minor > 8,
	};
	text_lines_init(&field->lines, c->arena, text, field->size);
	if (c->minor > 8)
		field->lines.before =
			text_line(&c->lines, (size_t)(start - c->text)) - 1;
}

/*
 * The field's error becomes that of the text. All that its parser says gets a
 * prefix, what its tokenizer raises does not.
 */
static void take_error(const struct fields *fields,
		       const struct compilation *field, uint32_t shift)
{
	struct compilation *c = fields->c;

	if (c->status != COMPILED)
		return;
	if (field->status == COMPILATION_REFUSED &&
	    field->error.class == UNICODE_DECODE_ERROR) {
		refuse(fields, "(unicode error) %s", field->error.message);
		return;
	}
	c->status = field->status;
	c->error = field->error;
	c->error.offset = MIN(c->error.offset + shift, (uint32_t)c->size);
	c->is_field_error = true;
	if (c->minor > 8 && !field->is_field_error && !field->is_legacy_error &&
	    !(field->failure.is_raised &&
	      field->error.message == field->failure.raised.message))
		c->error.message = arena_printf(c->arena, "f-string: %s",
						field->error.message);
}

/* Moves the tree of a field to where it stands in the text. */
struct move {
	uint32_t shift;	      /* of bytes */
	uint32_t first_token; /* of the field's */
	GHashTable *moved;
};

static void move_tree(struct node *node, const struct move *move)
{
	if (!node || !g_hash_table_add(move->moved, node))
		return;
	node->start += move->shift;
	node->end += move->shift;
	node->first_token += move->first_token;
	node->end_token += move->first_token;
	for (uint32_t i = 0; i < node->n; i++)
		move_tree(node->children[i], move);
}

static void adopt(struct compilation *c, const struct compilation *field,
		  struct node *value, uint32_t shift)
{
	size_t n = field->tokens.n + TOKEN_LOOKAHEAD + field->n_field_tokens;
	struct move move = {
		.shift = shift,
		.first_token = add_tokens(c, field->tokens.items, n),
		.moved = g_hash_table_new(NULL, NULL),
	};

	for (size_t i = 0; i < n; i++) {
		struct token *token = &c->tokens.items[move.first_token + i];

		token->start += shift;
		token->end += shift;
	}
	move_tree(value, &move);
	g_hash_table_unref(move.moved);
}

/* The tree of the expression from start on; NULL when it is refused. */
static struct node *parse_expression(struct fields *fields, const char *start)
{
	struct compilation *c = fields->c;
	uint32_t shift = (uint32_t)(start - 1 - c->text);
	unsigned int n_warnings = c->with_warnings ? c->warnings->len : 0;
	struct compilation field;
	struct node *value;

	if (!check_not_empty(fields, start))
		return NULL;
	init_field(&field, fields, start);
	compilation_tokenize(&field);
	value = fields->site->parse_field(fields->site, &field, start);
	for (; c->with_warnings && n_warnings < c->warnings->len; n_warnings++)
		g_array_index(c->warnings, struct syntax_error, n_warnings)
			.offset += shift;
	if (value)
		adopt(c, &field, value, shift);
	else
		take_error(fields, &field, shift);
	token_array_release(&field.tokens);
	return value;
}

/* ----------------------------------------------------------------- fields */

static bool read_pieces(struct fields *fields, unsigned int level);

static bool read_conversion(struct fields *fields, uint8_t *out_conversion)
{
	if (fields->p == fields->end)
		return refuse_open(fields);
	if (*fields->p != '!')
		return true;
	if (++fields->p == fields->end)
		return refuse_open(fields);
	*out_conversion = (uint8_t)*fields->p++;
	if (memchr("sra", *out_conversion, 3) != NULL)
		return true;
	return refuse(fields, "f-string: invalid conversion character: "
			      "expected 's', 'r', or 'a'");
}

/* ":format", if there is one. */
static bool read_format(struct fields *fields, unsigned int level,
			struct node **out_format)
{
	GPtrArray *outer = fields->pieces;
	struct node *list;
	bool is_good;

	if (fields->p == fields->end)
		return refuse_open(fields);
	if (*fields->p != ':')
		return true;
	if (++fields->p == fields->end)
		return refuse_open(fields);
	fields->pieces = g_ptr_array_new();
	is_good = read_pieces(fields, level + 1);
	list = string_node(fields->site, NODE_LIST, fields->pieces->len);
	for (unsigned int i = 0; i < fields->pieces->len; i++)
		list->children[i] = g_ptr_array_index(fields->pieces, i);
	g_ptr_array_unref(fields->pieces);
	fields->pieces = outer;
	*out_format = string_node(fields->site, NODE_JOINED_STR, 1);
	(*out_format)->children[0] = list;
	return is_good;
}

/* The text of the field, which {x=} shows before its value. */
static void take_debug_text(struct fields *fields, const char *start)
{
	struct compilation *c = fields->c;
	struct token token = {
		.start = (uint32_t)(start - c->text),
		.kind = TOKEN_FSTRING_MIDDLE,
		.flags = TOKEN_RAW,
	};
	struct node *piece = string_node(fields->site, NODE_CONSTANT, 0);

	fields->p++;
	while (fields->p < fields->end && g_ascii_isspace(*fields->p))
		fields->p++;
	token.end = (uint32_t)(fields->p - c->text);
	piece->detail = CONSTANT_STRING;
	piece->first_token = add_tokens(c, &token, 1);
	piece->end_token = piece->first_token + 1;
	g_ptr_array_add(fields->pieces, piece);
}

/* {expression [=] [!conversion] [:format]} */
static bool read_field(struct fields *fields, unsigned int level)
{
	const char *start = ++fields->p;
	uint8_t conversion = 0;
	struct node *format = NULL;
	struct node *value;
	struct node *field;
	bool has_text;

	if (level >= 2)
		return refuse(fields,
			      "f-string: expressions nested too deeply");
	if (!find_expression_end(fields))
		return false;
	value = parse_expression(fields, start);
	if (!value)
		return false;
	has_text = *fields->p == '=';
	if (has_text)
		take_debug_text(fields, start);
	if (!read_conversion(fields, &conversion) ||
	    !read_format(fields, level, &format))
		return false;
	if (fields->p == fields->end || *fields->p != '}')
		return refuse_open(fields);
	fields->p++;
	if (has_text && !format && !conversion)
		conversion = 'r';
	field = string_node(fields->site, NODE_FORMATTED_VALUE, 2);
	field->detail = conversion;
	field->children[0] = value;
	field->children[1] = format;
	g_ptr_array_add(fields->pieces, field);
	return true;
}

/* Text and fields; those of a format end at a brace. */
static bool read_pieces(struct fields *fields, unsigned int level)
{
	for (;;) {
		if (!read_text(fields, level))
			return false;
		if (fields->p == fields->end || *fields->p == '}')
			break;
		if (!read_field(fields, level))
			return false;
	}
	if (level > 0 && fields->p == fields->end)
		return refuse_open(fields);
	return true;
}

bool string_read_fields(const struct string_site *site, uint32_t token,
			GPtrArray *out_pieces)
{
	struct string_text text = string_token_text(site->c, token);
	struct fields fields = {
		.site = site,
		.c = site->c,
		.token = token,
		.p = text.start,
		.end = text.start + text.size,
		.is_raw = text.is_raw,
		.pieces = out_pieces,
	};

	return read_pieces(&fields, 0);
}
