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

/* A stretch of text that CPython decodes at once. */
struct stretch {
	const char *start;
	const char *end;
};

/* An f-string that is being read; they nest. */
struct fstring {
	size_t start;
	bool is_raw;
	unsigned int n_braces; /* open: more than 0 in a format, too */
	guint first_stretch;   /* of those that wait for its end */
};

struct reader {
	struct compilation *c;
	GArray *fstrings;
	GArray *stretches;
};

static void warn_stretch(struct compilation *c, const struct stretch *stretch,
			 unsigned int line)
{
	const char *escape =
		find_escape(c, stretch->start, stretch->end, false);

	/* The tokenizer has warned of the braces since 3.12. */
	if (!escape || (c->minor >= 12 && strchr("{}", escape[1])))
		return;
	if (c->minor >= 14)
		line += count_lines(stretch->start, escape);
	warn_escape(c, escape, line);
}

/*
 * Until 3.11 all stands on the line where the string begins. Since 3.12 the
 * text is decoded when the string ends, on that line; that of a format where
 * it ends itself.
 */
static void add_stretch(struct reader *reader, const struct fstring *fstring,
			const char *start, const char *end)
{
	struct compilation *c = reader->c;
	struct stretch stretch = {start, end};
	size_t offset = fstring->start;

	if (c->minor >= 12 && !fstring->n_braces) {
		g_array_append_val(reader->stretches, stretch);
		return;
	}
	if (c->minor >= 12)
		offset = (size_t)(end - c->text);
	warn_stretch(c, &stretch, text_line(&c->lines, offset));
}

static void end_fstring(struct reader *reader, const struct token *token)
{
	struct compilation *c = reader->c;
	const struct fstring *fstring =
		&g_array_index(reader->fstrings, struct fstring,
			       reader->fstrings->len - 1);
	unsigned int line = text_line(&c->lines, token->start);

	for (guint i = fstring->first_stretch; i < reader->stretches->len; i++)
		warn_stretch(c,
			     &g_array_index(reader->stretches, struct stretch,
					    i),
			     line);
	g_array_set_size(reader->stretches, fstring->first_stretch);
	g_array_set_size(reader->fstrings, reader->fstrings->len - 1);
}

/* \{ and \}: warned of where they stand, since 3.12 before the rest. */
static void warn_brace(struct reader *reader, const struct fstring *fstring,
		       const char *p)
{
	struct compilation *c = reader->c;
	size_t offset = fstring->start;

	if (c->minor >= 12)
		offset = (size_t)(p - c->text);
	else if (p[1] == '}')
		return;
	warn_escape(c, p, text_line(&c->lines, offset));
}

/* The text between fields; a doubled brace ends a stretch. */
static void read_middle(struct reader *reader, const struct token *token,
			const struct fstring *fstring)
{
	const char *text = reader->c->text;
	const char *p = text + token->start, *end = text + token->end;
	const char *start = p;

	while (p < end) {
		if (*p == '\\') {
			if (p[1] == '{' || p[1] == '}')
				warn_brace(reader, fstring, p);
			else if (p[1] == 'N' && p[2] == '{')
				p += strcspn(p, "}");
			else
				p++;
			p++;
		} else if ((*p == '{' || *p == '}') && p + 1 < end &&
			   p[1] == *p) {
			add_stretch(reader, fstring, start, p + 1);
			p += 2;
			start = p;
		} else {
			p++;
		}
	}
	if (start < end)
		add_stretch(reader, fstring, start, end);
}

static void read_fstring_token(struct reader *reader, const struct token *token)
{
	struct fstring *fstring = NULL, new_fstring = {
		.start = token->start,
		.is_raw = token->flags & TOKEN_RAW,
		.first_stretch = reader->stretches->len,
	};

	if (token->kind == TOKEN_FSTRING_START)
		g_array_append_val(reader->fstrings, new_fstring);
	if (!reader->fstrings->len)
		return;
	fstring = &g_array_index(reader->fstrings, struct fstring,
				 reader->fstrings->len - 1);
	if (token->kind == TOKEN_LBRACE)
		fstring->n_braces++;
	else if (token->kind == TOKEN_RBRACE && fstring->n_braces)
		fstring->n_braces--;
	else if (token->kind == TOKEN_FSTRING_MIDDLE && !fstring->is_raw)
		read_middle(reader, token, fstring);
	else if (token->kind == TOKEN_FSTRING_END)
		end_fstring(reader, token);
}

void compilation_warn_tokens(struct compilation *c)
{
	struct token_array tokens = {0};
	g_autoptr(GArray) fstrings =
		g_array_new(FALSE, FALSE, sizeof(struct fstring));
	g_autoptr(GArray) stretches =
		g_array_new(FALSE, FALSE, sizeof(struct stretch));
	struct reader reader = {c, fstrings, stretches};

	tokenize(c->text, c->size, 0, &tokens);
	for (size_t i = 0; i < tokens.n; i++) {
		const struct token *token = &tokens.items[i];

		if (token->kind == TOKEN_NUMBER)
			warn_number(c, token);
		else if (token->kind == TOKEN_STRING)
			warn_string(c, token);
		else
			read_fstring_token(&reader, token);
	}
	token_array_release(&tokens);
}
