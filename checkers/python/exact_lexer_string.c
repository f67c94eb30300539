/* exact_lexer_string - strings, and f-strings since 3.12. */

#include <config.h>

#include "exact_lexer.h"

#include "cleanup.h"
#include "string_literal.h"

/* Where a token began, for errors that are told when it has no end. */
struct place {
	const char *cursor;
	const char *line_start;
	unsigned int line;
};

/* Goes back to the first character of a literal to complain about it. */
static unsigned int go_back(struct exact_lexer *lexer, struct place to)
{
	unsigned int line = lexer->line;

	lexer->cursor = to.cursor + 1;
	lexer->line_start = to.line_start;
	lexer->line = to.line;
	return line;
}

static char string_letter(const struct exact_fstring *fstring)
{
	return fstring->flags & TOKEN_TEMPLATE ? 't' : 'f';
}

static enum token_kind stop_unterminated(struct exact_lexer *lexer,
					 bool is_triple)
{
	lexer->cursor = lexer->next_line;
	if (is_triple)
		return exact_stop(lexer, TOKEN_ERROR_EOF_IN_STRING,
				  SYNTAX_ERROR,
				  "EOF while scanning triple-quoted string "
				  "literal");
	return exact_stop(lexer, TOKEN_ERROR_EOL_IN_STRING, SYNTAX_ERROR,
			  "EOL while scanning string literal");
}

/* A string without an end. */
struct unterminated {
	struct place place;
	char quote;
	unsigned int quote_size;
	bool has_escaped_quote;
};

/* The cursor is where it was seen that the string has no end. */
static enum token_kind raise_unterminated(struct exact_lexer *lexer,
					  const struct unterminated *string)
{
	const struct exact_fstring *fstring = exact_fstring(lexer);
	const char *advice = "";
	unsigned int line;

	if (lexer->c->minor < 10)
		return stop_unterminated(lexer, string->quote_size == 3);
	line = go_back(lexer, string->place);
	if (fstring && fstring->quote == string->quote &&
	    fstring->quote_size == string->quote_size)
		return exact_raise(lexer, TOKEN_ERROR_EOL_IN_FSTRING,
				   "%c-string: expecting '}'",
				   string_letter(fstring));
	if (string->quote_size == 3)
		return exact_raise(lexer, TOKEN_ERROR_EOF_IN_STRING,
				   "unterminated triple-quoted string literal "
				   "(detected at line %u)",
				   line);
	if (string->has_escaped_quote && lexer->c->minor >= 13)
		advice = "; perhaps you escaped the end quote?";
	return exact_raise(lexer, TOKEN_ERROR_EOL_IN_STRING,
			   "unterminated string literal (detected at line "
			   "%u)%s",
			   line, advice);
}

/* How many quotes open the string, 1 or 3; 0 for an empty one, read whole. */
static unsigned int read_opening(struct exact_lexer *lexer, char quote)
{
	int c = exact_read(lexer);

	if (c != quote) {
		exact_back(lexer, c);
		return 1;
	}
	c = exact_read(lexer);
	if (c == quote)
		return 3;
	exact_back(lexer, c);
	return 0;
}

enum token_kind exact_string(struct exact_lexer *lexer, char quote)
{
	struct unterminated string = {
		.place = {lexer->start, lexer->line_start, lexer->line},
		.quote = quote,
		.quote_size = read_opening(lexer, quote),
	};
	unsigned int n_closing = 0;

	if (string.quote_size == 3)
		lexer->flags |= TOKEN_TRIPLE;
	while (n_closing < string.quote_size) {
		int c = exact_read(lexer);

		if (c == EXACT_EOF || (string.quote_size == 1 && c == '\n'))
			return raise_unterminated(lexer, &string);
		if (c >= 0x80)
			lexer->flags |= TOKEN_NON_ASCII;
		n_closing = c == quote ? n_closing + 1 : 0;
		if (c == '\\') {
			lexer->flags |= TOKEN_BACKSLASH;
			c = exact_read(lexer);
			string.has_escaped_quote |= c == quote;
			if (c >= 0x80)
				lexer->flags |= TOKEN_NON_ASCII;
		}
	}
	return TOKEN_STRING;
}

/* ------------------------------------------------------------- f-strings */

enum token_kind exact_fstring_start(struct exact_lexer *lexer, char quote)
{
	struct exact_fstring fstring = {
		.start = lexer->start,
		.line_start = lexer->line_start,
		.line = lexer->line,
		.quote = quote,
		.quote_size = read_opening(lexer, quote),
		.flags = lexer->flags,
		.field_depth = -1,
	};

	if (fstring.quote_size == 0) {
		lexer->cursor--; /* an empty one: its second quote ends it */
		fstring.quote_size = 1;
	}
	if (fstring.quote_size == 3)
		fstring.flags |= TOKEN_TRIPLE;
	if (lexer->n_fstrings + 1 >= TOKENIZER_MAX_FSTRINGS)
		return exact_raise(lexer, TOKEN_ERROR_FSTRING_NESTED,
				   lexer->c->minor < 14
					   ? "too many nested f-strings"
					   : "too many nested f-strings or "
					     "t-strings");
	lexer->flags = fstring.flags;
	lexer->fstrings[lexer->n_fstrings++] = fstring;
	return TOKEN_FSTRING_START;
}

bool exact_begins_format(struct exact_lexer *lexer, int c)
{
	struct exact_fstring *fstring = exact_fstring(lexer);

	if (c != ':' || fstring->field_depth < 0 ||
	    fstring->depth - 1 != fstring->field_depth)
		return false;
	fstring->in_code = false;
	fstring->in_format = true;
	return true;
}

/* CPython's MAX_EXPR_NESTING: fields in the formats of fields. */
#define MAX_FIELDS 3

/* A field begins: its brace is the next character. */
static bool enter_field(struct exact_lexer *lexer,
			struct exact_fstring *fstring)
{
	fstring->field_depth++;
	if (fstring->field_depth >= MAX_FIELDS) {
		exact_raise(lexer, TOKEN_ERROR_FSTRING_NESTED,
			    "%c-string: expressions nested too deeply",
			    string_letter(fstring));
		return false;
	}
	fstring->in_code = true;
	return true;
}

/*
 * Whether the cursor is in the format of a field, rather than in text. Since
 * 3.13 what follows a field in a format is taken for text.
 */
static bool is_in_format(const struct exact_lexer *lexer,
			 const struct exact_fstring *fstring)
{
	return fstring->field_depth >= 0 &&
	       (lexer->c->minor < 13 || fstring->in_format);
}

static enum token_kind raise_unclosed(struct exact_lexer *lexer,
				      const struct exact_fstring *fstring)
{
	struct place place = {fstring->start, fstring->line_start,
			      fstring->line};
	char letter = string_letter(fstring);
	unsigned int line = go_back(lexer, place);

	if (fstring->quote_size == 3)
		return exact_raise(lexer, TOKEN_ERROR_EOF_IN_FSTRING,
				   "unterminated triple-quoted %c-string "
				   "literal (detected at line %u)",
				   letter, line);
	return exact_raise(lexer, TOKEN_ERROR_EOL_IN_FSTRING,
			   "unterminated %c-string literal (detected at line "
			   "%u)",
			   letter, line);
}

/* A line ends within a single-quoted f-string, or the text within any. */
static enum token_kind end_of_line(struct exact_lexer *lexer,
				   struct exact_fstring *fstring, int c)
{
	char letter = string_letter(fstring);

	if (!is_in_format(lexer, fstring) || c != '\n')
		return raise_unclosed(lexer, fstring);
	if (lexer->c->minor >= 14)
		return exact_raise(lexer, TOKEN_ERROR_EOL_IN_FSTRING,
				   "%c-string: newlines are not allowed in "
				   "format specifiers for single quoted "
				   "%c-strings",
				   letter, letter);
	exact_back(lexer, c);
	fstring->in_code = true;
	fstring->in_format = false;
	return TOKEN_FSTRING_MIDDLE;
}

static enum token_kind opening_brace(struct exact_lexer *lexer,
				     struct exact_fstring *fstring)
{
	int next = exact_read(lexer);

	if (next == '{' && !is_in_format(lexer, fstring)) {
		lexer->token_end = lexer->cursor - 1;
		return TOKEN_FSTRING_MIDDLE;
	}
	exact_back(lexer, next);
	exact_back(lexer, '{');
	if (!enter_field(lexer, fstring))
		return TOKEN_ERROR;
	fstring->in_format = false;
	return TOKEN_FSTRING_MIDDLE;
}

static enum token_kind closing_brace(struct exact_lexer *lexer,
				     struct exact_fstring *fstring)
{
	int next = exact_read(lexer);

	if (next == '}' && !is_in_format(lexer, fstring) &&
	    (lexer->c->minor < 13 || fstring->depth == 0)) {
		lexer->token_end = lexer->cursor - 1;
		return TOKEN_FSTRING_MIDDLE;
	}
	exact_back(lexer, next);
	exact_back(lexer, '}');
	fstring->in_code = true;
	fstring->in_format = false;
	return TOKEN_FSTRING_MIDDLE;
}

static void warn(const struct exact_lexer *lexer, const char *code)
{
	struct compilation *c = lexer->c;

	string_warn(c, code, c->text + exact_offset(lexer, lexer->cursor),
		    lexer->line);
}

/*
 * Past the character after a backslash. A brace keeps its meaning, but for
 * the ones of \N{...}, which *in_name tells of.
 */
static void skip_escape(struct exact_lexer *lexer,
			const struct exact_fstring *fstring, bool *in_name)
{
	int c = exact_read(lexer);

	lexer->flags |= TOKEN_BACKSLASH;
	if (c >= 0x80)
		lexer->flags |= TOKEN_NON_ASCII;
	if (c == '{' || c == '}') {
		const char code[] = {(char)c, '\0'};

		exact_back(lexer, c);
		if (!(fstring->flags & TOKEN_RAW))
			warn(lexer, code);
	} else if (c == 'N' && !(fstring->flags & TOKEN_RAW)) {
		c = exact_read(lexer);
		if (c == '{')
			*in_name = true;
		else
			exact_back(lexer, c);
	}
}

/* The text up to a brace, or to the closing quotes. */
static enum token_kind lex_middle(struct exact_lexer *lexer,
				  struct exact_fstring *fstring)
{
	unsigned int n_closing = 0;
	bool in_name = false;

	while (n_closing < fstring->quote_size) {
		int c = exact_read(lexer);

		if (c == EXACT_EOF || (fstring->quote_size == 1 && c == '\n'))
			return end_of_line(lexer, fstring, c);
		if (c == fstring->quote) {
			n_closing++;
			continue;
		}
		n_closing = 0;
		if (c == '{')
			return opening_brace(lexer, fstring);
		if (c == '}')
			return in_name ? TOKEN_FSTRING_MIDDLE
				       : closing_brace(lexer, fstring);
		if (c == '\\')
			skip_escape(lexer, fstring, &in_name);
		else if (c >= 0x80)
			lexer->flags |= TOKEN_NON_ASCII;
	}
	lexer->cursor -= fstring->quote_size;
	return TOKEN_FSTRING_MIDDLE;
}

/* Whether the closing quotes come next, which are read then. */
static bool read_closing(struct exact_lexer *lexer,
			 const struct exact_fstring *fstring)
{
	for (unsigned int i = 0; i < fstring->quote_size; i++) {
		int c = exact_read(lexer);

		if (c != fstring->quote) {
			exact_back(lexer, c);
			lexer->cursor -= i;
			return false;
		}
	}
	return true;
}

enum token_kind exact_fstring_text(struct exact_lexer *lexer)
{
	struct exact_fstring *fstring = exact_fstring(lexer);
	int c;

	lexer->flags = fstring->flags;
	lexer->start = lexer->cursor;
	c = exact_read(lexer);
	exact_back(lexer, c);
	if (c == '{' && lexer->cursor[1] != '{')
		return enter_field(lexer, fstring) ? TOKEN_NL : TOKEN_ERROR;
	if (read_closing(lexer, fstring)) {
		lexer->n_fstrings--;
		return TOKEN_FSTRING_END;
	}
	return lex_middle(lexer, fstring);
}
