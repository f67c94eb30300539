/* token_string - strings, and f-strings and t-strings (PEP 701, PEP 750). */

#include <config.h>

#include "lexer.h"

#include "cleanup.h"
#include "scan.h"

/* After a backslash at p: past the escaped character, a whole line end. */
static const char *skip_escape(const char *p, const char *end)
{
	unsigned int size = lexer_line_end_size(++p, end);

	if (p == end)
		return p;
	return p + (size ? size : 1);
}

static bool is_triple(const char *p, char quote)
{
	return p[0] == quote && p[1] == quote && p[2] == quote;
}

/*
 * The closing quote of a single-quoted string whose contents begin at p, or
 * where the line or the text ends without one. What was met goes to *flags.
 */
static const char *find_quote(const char *p, const char *end, char quote,
			      unsigned int *flags)
{
	const char stops[] = {quote, '\\', '\n', '\r'};
	unsigned int non_ascii = 0;

	for (;;) {
		p = scan_until(p, end, stops, 4, &non_ascii);
		if (p == end || *p != '\\')
			break;
		*flags |= TOKEN_BACKSLASH;
		p = skip_escape(p, end);
		non_ascii |= (unsigned char)p[-1] & 0x80;
	}
	if (non_ascii)
		*flags |= TOKEN_NON_ASCII;
	return p;
}

/* The same for a triple-quoted string: at the first of three quotes. */
static const char *find_triple_quote(const char *p, const char *end, char quote,
				     unsigned int *flags)
{
	const char stops[] = {quote, '\\'};
	unsigned int non_ascii = 0;

	for (;;) {
		p = scan_until(p, end, stops, 2, &non_ascii);
		if (p == end || is_triple(p, quote))
			break;
		if (*p == '\\') {
			*flags |= TOKEN_BACKSLASH;
			p = skip_escape(p, end);
			non_ascii |= (unsigned char)p[-1] & 0x80;
		} else {
			p++;
		}
	}
	if (non_ascii)
		*flags |= TOKEN_NON_ASCII;
	return p;
}

static const char *lex_plain_string(struct tokenizer *tokenizer,
				    const char *start, const char *quote,
				    unsigned int flags, struct token *out)
{
	const char *end = tokenizer->end;
	const char *p;

	if (flags & TOKEN_TRIPLE) {
		p = find_triple_quote(quote + 3, end, *quote, &flags);
		if (p == end)
			return lexer_fail(tokenizer, out,
					  TOKEN_ERROR_EOF_IN_STRING, start, p);
		p += 3;
	} else {
		p = find_quote(quote + 1, end, *quote, &flags);
		if (p == end || *p != *quote)
			return lexer_fail(tokenizer, out,
					  TOKEN_ERROR_EOL_IN_STRING, start, p);
		p++;
	}
	return lexer_emit(tokenizer, out, TOKEN_STRING, flags, start, p);
}

static const char *start_fstring(struct tokenizer *tokenizer, const char *start,
				 const char *quote, unsigned int flags,
				 struct token *out)
{
	struct fstring *fstring;

	if (tokenizer->n_fstrings + 1 >= TOKENIZER_MAX_FSTRINGS)
		return lexer_fail(tokenizer, out, TOKEN_ERROR_FSTRING_NESTED,
				  start, quote + 1);
	fstring = &tokenizer->fstrings[tokenizer->n_fstrings++];
	fstring->start = lexer_offset(tokenizer, start);
	fstring->quote = *quote;
	fstring->flags = (uint8_t)flags;
	fstring->n_fields = 0;
	tokenizer->mode = LEXER_FSTRING;
	return lexer_emit(tokenizer, out, TOKEN_FSTRING_START, flags, start,
			  quote + (flags & TOKEN_TRIPLE ? 3 : 1));
}

/* A bit for each letter of a prefix. */
enum {
	PREFIX_B = 1 << 0,
	PREFIX_F = 1 << 1,
	PREFIX_R = 1 << 2,
	PREFIX_T = 1 << 3,
	PREFIX_U = 1 << 4,
	PREFIX_NONE = 1 << 5,
};

static unsigned int prefix_bit(char c)
{
	switch (c | 0x20) {
	case 'b':
		return PREFIX_B;
	case 'f':
		return PREFIX_F;
	case 'r':
		return PREFIX_R;
	case 't':
		return PREFIX_T;
	case 'u':
		return PREFIX_U;
	default:
		return PREFIX_NONE;
	}
}

/* The letters before the quote: a bit for each, 0 for no prefix at all. */
static unsigned int prefix_bits(const char *p, size_t size)
{
	unsigned int bits = 0;

	for (size_t i = 0; i < size; i++)
		bits |= prefix_bit(p[i]);
	return bits;
}

bool lexer_is_string_prefix(const char *p, size_t size)
{
	unsigned int bits;

	if (size > 2)
		return false;
	bits = prefix_bits(p, size);
	if (size == 1)
		return bits != PREFIX_NONE;
	return bits == (PREFIX_R | PREFIX_B) || bits == (PREFIX_R | PREFIX_F) ||
	       bits == (PREFIX_R | PREFIX_T);
}

const char *lexer_string(struct tokenizer *tokenizer, const char *start,
			 const char *quote, struct token *out)
{
	unsigned int bits = prefix_bits(start, (size_t)(quote - start));
	unsigned int flags = 0;

	if (bits & PREFIX_B)
		flags |= TOKEN_BYTES;
	if (bits & PREFIX_R)
		flags |= TOKEN_RAW;
	if (bits & PREFIX_T)
		flags |= TOKEN_TEMPLATE;
	if (bits & PREFIX_U)
		flags |= TOKEN_UNICODE;
	if (is_triple(quote, *quote))
		flags |= TOKEN_TRIPLE;
	if (bits & (PREFIX_F | PREFIX_T))
		return start_fstring(tokenizer, start, quote, flags, out);
	return lex_plain_string(tokenizer, start, quote, flags, out);
}

/* Where an escape of an f-string's text ends; p is at the backslash. */
static const char *skip_fstring_escape(const struct fstring *fstring,
				       const char *p, const char *end,
				       bool *in_character_name)
{
	/* A brace after a backslash keeps its meaning. */
	if (p[1] == '{' || p[1] == '}')
		return p + 1;
	if (p[1] == 'N' && p[2] == '{' && !(fstring->flags & TOKEN_RAW)) {
		*in_character_name = true;
		return p + 3;
	}
	return skip_escape(p, end);
}

/* How the text of an f-string ends. */
enum text_end {
	TEXT_CLOSED,	 /* at the closing quote */
	TEXT_FIELD,	 /* at the brace of a field, opening or closing */
	TEXT_DOUBLED,	 /* at the second of two braces; the first is text */
	TEXT_NAMED,	 /* past the brace that closes \N{...} */
	TEXT_FORMAT_EOL, /* at a line end that closes a format */
	TEXT_UNCLOSED,	 /* at the end of the line or of the text */
};

/* What the byte at p, one of find_text_end()'s stops, means for the text. */
static bool ends_text(const struct fstring *fstring, const char *p,
		      bool in_character_name, enum text_end *out_how)
{
	bool in_format = fstring->n_fields > 0;

	if (*p == fstring->quote) {
		*out_how = TEXT_CLOSED;
		return !(fstring->flags & TOKEN_TRIPLE) ||
		       is_triple(p, fstring->quote);
	}
	if (*p == '}' && in_character_name) {
		*out_how = TEXT_NAMED;
		return true;
	}
	switch (*p) {
	case '{':
	case '}':
		*out_how = p[1] == *p && !in_format ? TEXT_DOUBLED : TEXT_FIELD;
		return true;
	case '\n':
	case '\r':
		*out_how = in_format ? TEXT_FORMAT_EOL : TEXT_UNCLOSED;
		return !(fstring->flags & TOKEN_TRIPLE);
	default: /* the other quote */
		return false;
	}
}

/*
 * Where the text from p on ends, and how. A doubled brace ends it as well,
 * as in CPython: the first brace belongs to it, the second to no token.
 */
static const char *find_text_end(const struct fstring *fstring, const char *p,
				 const char *end, unsigned int *flags,
				 enum text_end *out_how)
{
	const char stops[] = {fstring->quote, '\\', '{', '}', '\n', '\r'};
	unsigned int non_ascii = 0;
	bool in_character_name = false;

	for (;;) {
		p = scan_until(p, end, stops, 6, &non_ascii);
		if (p == end) {
			*out_how = TEXT_UNCLOSED;
			break;
		}
		if (*p == '\\') {
			*flags |= TOKEN_BACKSLASH;
			p = skip_fstring_escape(fstring, p, end,
						&in_character_name);
			non_ascii |= (unsigned char)p[-1] & 0x80;
		} else if (ends_text(fstring, p, in_character_name, out_how)) {
			break;
		} else {
			p++;
		}
	}
	if (non_ascii)
		*flags |= TOKEN_NON_ASCII;
	return *out_how == TEXT_DOUBLED || *out_how == TEXT_NAMED ? p + 1 : p;
}

static const char *fail_unclosed(struct tokenizer *tokenizer,
				 const struct fstring *fstring, const char *end,
				 struct token *out)
{
	return lexer_fail(tokenizer, out,
			  fstring->flags & TOKEN_TRIPLE
				  ? TOKEN_ERROR_EOF_IN_FSTRING
				  : TOKEN_ERROR_EOL_IN_FSTRING,
			  tokenizer->text + fstring->start, end);
}

static const char *end_fstring(struct tokenizer *tokenizer, const char *start,
			       struct token *out)
{
	unsigned int flags = lexer_current_fstring(tokenizer)->flags;

	tokenizer->n_fstrings--;
	tokenizer->mode = LEXER_CODE;
	return lexer_emit(tokenizer, out, TOKEN_FSTRING_END, flags, start,
			  start + (flags & TOKEN_TRIPLE ? 3 : 1));
}

/* The brace at p, where no text is before it. */
static const char *lex_field_brace(struct tokenizer *tokenizer,
				   struct fstring *fstring, const char *p,
				   struct token *out)
{
	if (*p == '}') {
		if (fstring->n_fields == 0)
			return lexer_fail(tokenizer, out,
					  TOKEN_ERROR_FSTRING_BRACE, p, p + 1);
		return lexer_close(tokenizer, p, out);
	}
	if (fstring->n_fields == MAX_FIELDS)
		return lexer_fail(tokenizer, out, TOKEN_ERROR_FSTRING_NESTED, p,
				  p + 1);
	tokenizer->mode = LEXER_CODE;
	p = lexer_open(tokenizer, p, out);
	fstring->field_level[fstring->n_fields++] =
		(uint8_t)tokenizer->n_brackets;
	return p;
}

/*
 * CPython yields an empty FSTRING_MIDDLE at some places (before the brace
 * that closes a format, for one); here every middle has a byte at least.
 */
const char *lexer_fstring(struct tokenizer *tokenizer, const char *start,
			  struct token *out)
{
	struct fstring *fstring = lexer_current_fstring(tokenizer);
	unsigned int flags = fstring->flags;
	enum text_end how = TEXT_UNCLOSED;
	const char *p =
		find_text_end(fstring, start, tokenizer->end, &flags, &how);

	if (how == TEXT_UNCLOSED)
		return fail_unclosed(tokenizer, fstring, p, out);
	if (how == TEXT_FORMAT_EOL)
		tokenizer->mode = LEXER_CODE;
	if (p == start && how == TEXT_CLOSED)
		return end_fstring(tokenizer, start, out);
	if (p == start && how == TEXT_FIELD)
		return lex_field_brace(tokenizer, fstring, p, out);
	lexer_emit(tokenizer, out, TOKEN_FSTRING_MIDDLE, flags, start, p);
	return how == TEXT_DOUBLED ? p + 1 : p;
}
