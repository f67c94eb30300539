/* exact_lexer_name - names, with the characters they may have, and prefixes. */

#include <config.h>

#include "exact_lexer.h"

#include "character.h"
#include "cleanup.h"
#include "codec_error.h"
#include "identifier.h"
#include "scan.h"

/* A bit for each letter of a prefix. */
enum {
	PREFIX_B = 1 << 0,
	PREFIX_F = 1 << 1,
	PREFIX_R = 1 << 2,
	PREFIX_T = 1 << 3,
	PREFIX_U = 1 << 4,
};

/*
 * The bit of a letter that may join those seen; 0 if none. 3.14 takes any two
 * for a prefix, to complain about them.
 */
static unsigned int prefix_bit(unsigned int minor, int c, unsigned int seen)
{
	unsigned int bit;
	unsigned int without;

	switch (c | 0x20) {
	case 'b':
		bit = PREFIX_B;
		without = PREFIX_B | PREFIX_U | PREFIX_F;
		break;
	case 'f':
		bit = PREFIX_F;
		without = PREFIX_B | PREFIX_U | PREFIX_F;
		break;
	case 'r':
		bit = PREFIX_R;
		without = PREFIX_R | PREFIX_U;
		break;
	case 't':
		bit = minor < 14 ? 0 : PREFIX_T;
		without = 0;
		break;
	case 'u':
		bit = PREFIX_U;
		without = PREFIX_B | PREFIX_U | PREFIX_R | PREFIX_F;
		break;
	default:
		return 0;
	}
	if (minor >= 14)
		without = bit;
	return seen & without ? 0 : bit;
}

static bool check_prefix(struct exact_lexer *lexer, unsigned int seen)
{
	static const struct {
		unsigned int bits;
		char first;
		char second;
	} pairs[] = {
		{PREFIX_U | PREFIX_B, 'u', 'b'},
		{PREFIX_U | PREFIX_R, 'u', 'r'},
		{PREFIX_U | PREFIX_F, 'u', 'f'},
		{PREFIX_U | PREFIX_T, 'u', 't'},
		{PREFIX_B | PREFIX_F, 'b', 'f'},
		{PREFIX_B | PREFIX_T, 'b', 't'},
		{PREFIX_F | PREFIX_T, 'f', 't'},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		if ((seen & pairs[i].bits) != pairs[i].bits)
			continue;
		lexer->cursor = lexer->start + 1;
		exact_raise(lexer, TOKEN_ERROR_CHARACTER,
			    "'%c' and '%c' prefixes are incompatible",
			    pairs[i].first, pairs[i].second);
		exact_move_to_start(lexer);
		return false;
	}
	return true;
}

static enum token_kind lex_prefixed_string(struct exact_lexer *lexer,
					   unsigned int seen, char quote)
{
	if (!check_prefix(lexer, seen))
		return TOKEN_ERROR;
	if (seen & PREFIX_B)
		lexer->flags |= TOKEN_BYTES;
	if (seen & PREFIX_R)
		lexer->flags |= TOKEN_RAW;
	if (seen & PREFIX_U)
		lexer->flags |= TOKEN_UNICODE;
	if (seen & PREFIX_T)
		lexer->flags |= TOKEN_TEMPLATE;
	if ((seen & (PREFIX_F | PREFIX_T)) && lexer->c->minor >= 12)
		return exact_fstring_start(lexer, quote);
	return exact_string(lexer, quote);
}

/*
 * Bytes that are no UTF-8, which only texts without another encoding can
 * hold. When the parser asks for the token it says what the decoder said;
 * when only errors are looked for, the decoder's own error is left.
 */
static enum token_kind stop_at_bytes(struct exact_lexer *lexer,
				     const struct codec_error *error)
{
	struct compilation *c = lexer->c;
	const char *message = codec_error_message(error, c->arena);

	exact_stop(lexer, TOKEN_ERROR_CHARACTER, SYNTAX_ERROR,
		   arena_printf(c->arena, "(unicode error) %s", message));
	/* What has no column in the line of an f-string is where that is. */
	if (c->is_field && c->minor > 8)
		c->failure.error.column = 0;
	c->failure.is_raised = true;
	c->failure.raised = (struct syntax_error){
		.class = UNICODE_DECODE_ERROR,
		.message = message,
		.line = 1,
		.offset = c->failure.error.offset,
	};
	return TOKEN_ERROR;
}

static enum token_kind raise_character(struct exact_lexer *lexer, const char *p)
{
	gunichar character = g_utf8_get_char(p);

	/* The cursor stays where it is when the name's last one is wrong. */
	lexer->cursor = g_utf8_next_char(p);
	if (!character_is_printable(character, lexer->c->minor))
		return exact_raise(lexer, TOKEN_ERROR_CHARACTER,
				   "invalid non-printable character U+%04X",
				   character);
	return exact_raise(lexer, TOKEN_ERROR_CHARACTER,
			   "invalid character '%.*s' (U+%04X)",
			   (int)(lexer->cursor - p), p, character);
}

static enum token_kind check_name(struct exact_lexer *lexer)
{
	const char *name = lexer->start;
	size_t size = (size_t)(lexer->cursor - name);
	unsigned int minor = lexer->c->minor;
	struct codec_error error;
	bool is_utf8 = codec_check_utf8(name, size, &error);
	size_t valid;

	lexer->flags |= TOKEN_NON_ASCII;
	if (!is_utf8 && minor > 8)
		return stop_at_bytes(lexer, &error);
	valid = is_utf8 ? identifier_check(name, size, minor) : 0;
	if (valid == size)
		return TOKEN_NAME;
	if (minor == 8)
		return exact_stop(lexer, TOKEN_ERROR_CHARACTER, SYNTAX_ERROR,
				  "invalid character in identifier");
	return raise_character(lexer, name + valid);
}

enum token_kind exact_name(struct exact_lexer *lexer, int c)
{
	unsigned int seen = 0;
	unsigned int non_ascii = 0;
	unsigned int bit;

	while ((bit = prefix_bit(lexer->c->minor, c, seen)) != 0) {
		seen |= bit;
		c = exact_read(lexer);
		if (c == '"' || c == '\'')
			return lex_prefixed_string(lexer, seen, (char)c);
	}
	exact_back(lexer, c);
	lexer->cursor =
		scan_identifier(lexer->start, lexer->next_line, &non_ascii);
	return non_ascii ? check_name(lexer) : TOKEN_NAME;
}
