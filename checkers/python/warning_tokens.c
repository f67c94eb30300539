/* warning_tokens - what CPython warns of while it cuts and reads tokens. */
#include <config.h>

#include "compilation_warnings.h"

#include <string.h>

static const char *number_kind(const char *text, const struct token *token)
{
	if (token->flags & TOKEN_PREFIXED) {
		switch (g_ascii_tolower(text[token->start + 1])) {
		case 'x':
			return "hexadecimal";
		case 'o':
			return "octal";
		default:
			return "binary";
		}
	}
	return token->flags & TOKEN_IMAGINARY ? "imaginary" : "decimal";
}

static void warn_number(struct compilation *c, const struct token *token)
{
	if (!(token->flags & TOKEN_TOUCHES_KEYWORD) || c->minor < 10)
		return;
	compilation_warn(c,
			 c->minor < 11 ? DEPRECATION_WARNING : SYNTAX_WARNING,
			 token->start, "invalid %s literal",
			 number_kind(c->text, token));
}

static void warn_escape(struct compilation *c, const char *escape,
			unsigned int line)
{
	enum error_class class =
		c->minor < 12 ? DEPRECATION_WARNING : SYNTAX_WARNING;
	bool is_octal = escape[1] >= '4' && escape[1] <= '7';
	int n = is_octal ? 4 : 2;
	size_t offset = (size_t)(escape - c->text);

	if (c->minor >= 14)
		compilation_warn_line(
			c, class, offset, line,
			"\"%.*s\" is an invalid %sescape sequence. Such "
			"sequences will not work in the future. Did you mean "
			"\"\\%.*s\"? A raw string is also an option.",
			n, escape, is_octal ? "octal " : "", n, escape);
	else
		compilation_warn_line(
			c, class, offset, line,
			c->minor < 10 ? "invalid %sescape sequence %.*s"
				      : "invalid %sescape sequence '%.*s'",
			is_octal ? "octal " : "", n, escape);
}

static unsigned int count_lines(const char *text, const char *end)
{
	unsigned int n = 0;

	for (; text < end; text++)
		n += *text == '\n' || (*text == '\r' && text[1] != '\n');
	return n;
}

/* The octal escapes are warned of since 3.11. */
static const char *find_escape(struct compilation *c, const char *text,
			       const char *end, bool is_bytes)
{
	const char *p = find_invalid_escape(text, end, is_bytes);

	while (p && c->minor < 11 && p[1] >= '4' && p[1] <= '7')
		p = find_invalid_escape(p + 4, end, is_bytes);
	return p;
}

static void warn_string(struct compilation *c, const struct token *token)
{
	const char *p = c->text + token->start, *end = c->text + token->end;
	const char *escape;
	unsigned int line = text_line(&c->lines, token->start);
	size_t quotes = token->flags & TOKEN_TRIPLE ? 3 : 1;

	if (token->flags & TOKEN_RAW || !(token->flags & TOKEN_BACKSLASH))
		return;
	p += strcspn(p, "'\"") + quotes;
	escape = find_escape(c, p, end - quotes, token->flags & TOKEN_BYTES);
	if (!escape)
		return;
	if (c->minor >= 14)
		line += count_lines(p, escape);
	warn_escape(c, escape, line);
}

/* An f-string that is being read; they nest. */
struct fstring {
	size_t start;
	bool is_raw;
};

/*
 * A stretch of an f-string's text, as long as CPython decodes at once: up to
 * a doubled brace. Until 3.11 it stands on the line where the string begins,
 * since 3.12 on that where the stretch ends.
 */
static void warn_stretch(struct compilation *c, const char *p, const char *end,
			 unsigned int line)
{
	const char *escape = find_escape(c, p, end, false);

	if (!escape)
		return;
	if (c->minor < 12) {
		warn_escape(c, escape, line);
		return;
	}
	/* The tokenizer has warned of these. */
	if (escape[1] == '{' || escape[1] == '}')
		return;
	line = text_line(&c->lines, (size_t)(end - c->text));
	if (c->minor >= 14)
		line += count_lines(p, escape);
	warn_escape(c, escape, line);
}

/* \{ and \}: warned of where they stand, since 3.12 before the rest. */
static void warn_brace(struct compilation *c, const char *p, unsigned int line)
{
	if (c->minor >= 12)
		line = text_line(&c->lines, (size_t)(p - c->text));
	else if (p[1] == '}')
		return;
	warn_escape(c, p, line);
}

static void warn_middle(struct compilation *c, const struct token *token,
			unsigned int line)
{
	const char *p = c->text + token->start, *end = c->text + token->end;
	const char *start = p;

	while (p < end) {
		if (*p == '\\' && p + 1 <= end) {
			if (p[1] == '{' || p[1] == '}')
				warn_brace(c, p, line);
			else if (p[1] == 'N' && p[2] == '{')
				p += strcspn(p, "}") - 1;
			else
				p++;
			p++;
		} else if ((*p == '{' || *p == '}') && p + 1 < end &&
			   p[1] == *p) {
			warn_stretch(c, start, p + 1, line);
			p += 2;
			start = p;
		} else {
			p++;
		}
	}
	if (start < end)
		warn_stretch(c, start, end, line);
}

static void warn_token(struct compilation *c, const struct token *token,
		       GArray *fstrings)
{
	struct fstring fstring = {token->start, token->flags & TOKEN_RAW};

	switch ((enum token_kind)token->kind) {
	case TOKEN_NUMBER:
		warn_number(c, token);
		break;
	case TOKEN_STRING:
		warn_string(c, token);
		break;
	case TOKEN_FSTRING_START:
		g_array_append_val(fstrings, fstring);
		break;
	case TOKEN_FSTRING_MIDDLE:
		fstring = g_array_index(fstrings, struct fstring,
					fstrings->len - 1);
		if (!fstring.is_raw)
			warn_middle(c, token,
				    text_line(&c->lines, fstring.start));
		break;
	case TOKEN_FSTRING_END:
		g_array_set_size(fstrings, fstrings->len - 1);
		break;
	default:
		break;
	}
}

void compilation_warn_tokens(struct compilation *c)
{
	struct token_array tokens = {0};
	g_autoptr(GArray) fstrings =
		g_array_new(FALSE, FALSE, sizeof(struct fstring));

	tokenize(c->text, c->size, 0, &tokens);
	for (size_t i = 0; i < tokens.n; i++)
		warn_token(c, &tokens.items[i], fstrings);
	token_array_release(&tokens);
}
