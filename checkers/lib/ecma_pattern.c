/* ecma_pattern - regular expressions of ECMA-262 as PCRE2 spells them. */

#include <config.h>

#include "ecma_pattern.h"

#include <stdarg.h>

#include "cleanup.h"
#include "ecma_property.h"

/* WhiteSpace and LineTerminator of ECMA-262, and all the rest. */
#define SPACES                                                                 \
	"\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}"     \
	"\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}"
#define NO_SPACES                                                              \
	"\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}"          \
	"\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}"            \
	"\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}"            \
	"\\x{ff00}-\\x{10ffff}"

/* PCRE2's own cap is 250. */
#define MAX_GROUPS_DEPTH 250
#define MAX_NAMED_GROUPS 1000

struct translator {
	const char *start, *at, *end;
	GString *out;
	struct ecma_error *error;
	unsigned int flags;
	GPtrArray *names;      /* of the groups; NULL for one without */
	unsigned int n_groups; /* opened so far */
	bool is_assertion[MAX_GROUPS_DEPTH];
	unsigned int depth;
	bool can_repeat; /* what came last may have a quantifier */
};

/* A member of a class: one character, or a set that ends no range. */
struct member {
	gunichar character;
	bool is_set;
};

static bool G_GNUC_PRINTF(3, 4)
	fail(struct translator *t, const char *at, const char *format, ...)
{
	va_list arguments;

	t->error->offset = (size_t)(at - t->start);
	va_start(arguments, format);
	g_vsnprintf(t->error->message, sizeof(t->error->message), format,
		    arguments);
	va_end(arguments);
	return false;
}

static bool is_lenient(const struct translator *t)
{
	return t->flags & ECMA_LENIENT;
}

/* The byte that many bytes on, or 0. */
static char peek(const struct translator *t, size_t ahead)
{
	return (size_t)(t->end - t->at) > ahead ? t->at[ahead] : '\0';
}

static bool starts_with(const struct translator *t, const char *text)
{
	size_t size = strlen(text);

	return (size_t)(t->end - t->at) >= size &&
	       memcmp(t->at, text, size) == 0;
}

static gunichar next_character(struct translator *t)
{
	gunichar character = g_utf8_get_char(t->at);

	t->at = g_utf8_next_char(t->at);
	return character;
}

static void append_character(GString *out, gunichar character)
{
	if (character < 0x80 && g_ascii_isalnum((char)character))
		g_string_append_c(out, (char)character);
	else
		g_string_append_printf(out, "\\x{%x}", character);
}

/* ---- escapes --------------------------------------------------------- */

/* n hex digits from offset on; false when there are fewer. */
static bool peek_hex(const struct translator *t, size_t offset, size_t n,
		     gunichar *out)
{
	*out = 0;
	for (size_t i = 0; i < n; i++) {
		char digit = peek(t, offset + i);

		if (!g_ascii_isxdigit(digit))
			return false;
		*out = *out << 4 | (gunichar)g_ascii_xdigit_value(digit);
	}
	return true;
}

/* '{' hex digits '}', at most U+10FFFF; t->at stands on the brace. */
static bool parse_braced(struct translator *t, gunichar *out)
{
	const char *opening = t->at++;

	*out = 0;
	while (g_ascii_isxdigit(peek(t, 0)) && *out <= 0x10ffff)
		*out = *out << 4 | (gunichar)g_ascii_xdigit_value(*t->at++);
	if (peek(t, 0) != '}' || t->at == opening + 1 || *out > 0x10ffff)
		return fail(t, opening, "'\\u{' needs a code point and '}'");
	t->at++;
	return true;
}

/* What follows '\u', a pair of surrogates included. */
static bool parse_unicode(struct translator *t, gunichar *out)
{
	gunichar low;

	if (peek(t, 0) == '{')
		return parse_braced(t, out);
	if (!peek_hex(t, 0, 4, out))
		return fail(t, t->at, "'\\u' needs four hexadecimal digits");
	t->at += 4;
	if (*out >= 0xd800 && *out < 0xdc00 && starts_with(t, "\\u") &&
	    peek_hex(t, 2, 4, &low) && low >= 0xdc00 && low < 0xe000) {
		t->at += 6;
		*out = 0x10000 + ((*out - 0xd800) << 10) + (low - 0xdc00);
	}
	return true;
}

static bool is_identity(const struct translator *t, char letter)
{
	if (letter && strchr("^$\\.*+?()[]{}|/", letter))
		return true;
	return is_lenient(t) && g_ascii_ispunct(letter);
}

/*
 * An escape that means one character, in a class and outside; t->at stands
 * behind the backslash.
 */
static bool parse_character_escape(struct translator *t, gunichar *out)
{
	static const char letters[] = "fnrtv";
	static const char meanings[] = "\f\n\r\t\v";
	const char *escape = t->at - 1;
	char letter = peek(t, 0);
	const char *found = letter ? strchr(letters, letter) : NULL;

	if (t->at == t->end)
		return fail(t, escape, "the pattern ends in a backslash");
	if (letter == 'u') {
		t->at++;
		return parse_unicode(t, out);
	}
	if (letter == 'x') {
		if (!peek_hex(t, 1, 2, out))
			return fail(t, escape,
				    "'\\x' needs two hexadecimal digits");
		t->at += 3;
		return true;
	}
	if (letter == 'c') {
		if (!g_ascii_isalpha(peek(t, 1)))
			return fail(t, escape, "'\\c' needs a letter");
		*out = (gunichar)peek(t, 1) % 32;
		t->at += 2;
		return true;
	}
	if (letter == '0' && !g_ascii_isdigit(peek(t, 1)))
		*out = 0;
	else if (found)
		*out = (gunichar)meanings[found - letters];
	else if (is_identity(t, letter))
		*out = (gunichar)letter;
	else
		return fail(t, escape, "'\\%.*s' has no meaning in ECMA-262",
			    (int)(g_utf8_next_char(t->at) - t->at), t->at);
	t->at++;
	return true;
}

/* \p{...} and \P{...}; t->at stands on the letter. */
static bool append_property(struct translator *t)
{
	const char *escape = t->at - 1;
	const char *closing = memchr(t->at, '}', (size_t)(t->end - t->at));

	if (peek(t, 1) != '{' || !closing)
		return fail(t, escape, "'\\%c' needs a property in braces",
			    *t->at);
	g_string_append_printf(t->out, "\\%c{", *t->at);
	if (!ecma_property_append(t->at + 2, (size_t)(closing - t->at - 2),
				  t->out))
		return fail(t, escape,
			    "'\\%c{...}' names no property of Unicode", *t->at);
	g_string_append_c(t->out, '}');
	t->at = closing + 1;
	return true;
}

/*
 * Appends \d \w \s \p and their opposites; t->at stands on the letter.
 * *out_is_set says whether there was one.
 */
static bool append_set(struct translator *t, bool is_in_class, bool *out_is_set)
{
	char letter = peek(t, 0);

	*out_is_set = letter && strchr("dDwWsSpP", letter);
	if (!*out_is_set)
		return true;
	if (letter == 'p' || letter == 'P')
		return append_property(t);
	t->at++;
	if (letter == 's' || letter == 'S') {
		const char *set = letter == 's' ? SPACES : NO_SPACES;

		g_string_append_printf(t->out, is_in_class ? "%s" : "[%s]",
				       set);
	} else {
		/* Without PCRE2_UCP these are of ASCII, as in ECMA-262. */
		g_string_append_printf(t->out, "\\%c", letter);
	}
	return true;
}

/* ---- classes --------------------------------------------------------- */

/* Reads one member of a class; appends it when it is a set. */
static bool parse_member(struct translator *t, struct member *out)
{
	*out = (struct member){0};
	if (*t->at != '\\') {
		out->character = next_character(t);
		return true;
	}
	t->at++;
	if (!append_set(t, true, &out->is_set) || out->is_set)
		return out->is_set;
	if (peek(t, 0) == 'b' || peek(t, 0) == '-') {
		out->character = *t->at == 'b' ? '\b' : '-';
		t->at++;
		return true;
	}
	return parse_character_escape(t, &out->character);
}

static bool is_range(const struct translator *t)
{
	return peek(t, 0) == '-' && peek(t, 1) && peek(t, 1) != ']';
}

/* Reads a member, or a range of them. */
static bool translate_member(struct translator *t)
{
	const char *start = t->at;
	struct member first, last;

	if (!parse_member(t, &first))
		return false;
	if (!is_range(t)) {
		if (!first.is_set)
			append_character(t->out, first.character);
		return true;
	}
	t->at++;
	if (!first.is_set)
		append_character(t->out, first.character);
	if (first.is_set && !is_lenient(t))
		return fail(t, start, "a range begins with one character");
	if (first.is_set) {
		g_string_append(t->out, "\\-");
		return true;
	}
	g_string_append_c(t->out, '-');
	if (!parse_member(t, &last))
		return false;
	if (last.is_set)
		return fail(t, start, "a range ends in one character");
	if (last.character < first.character)
		return fail(t, start, "the range of characters is upside down");
	append_character(t->out, last.character);
	return true;
}

static bool translate_class(struct translator *t)
{
	const char *opening = t->at++;
	bool is_negated = peek(t, 0) == '^';

	t->at += is_negated;
	t->can_repeat = true;
	if (peek(t, 0) == ']') {
		t->at++;
		g_string_append(t->out,
				is_negated ? "[\\x{0}-\\x{10ffff}]" : "(?!)");
		return true;
	}
	g_string_append(t->out, is_negated ? "[^" : "[");
	while (peek(t, 0) != ']') {
		if (t->at == t->end)
			return fail(t, opening, "the '[' is not closed");
		if (!translate_member(t))
			return false;
	}
	t->at++;
	g_string_append_c(t->out, ']');
	return true;
}

/* ---- groups ---------------------------------------------------------- */

/* The length of a group's name and its '>' at text, or 0. */
static size_t name_length(const char *text, const char *end)
{
	const char *at = text;

	for (; at < end && *at != '>'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c != '_' && c != '$' && !g_unichar_isalpha(c) &&
		    (at == text || !g_unichar_isalnum(c)))
			return 0;
	}
	return at < end && at > text ? (size_t)(at - text) + 1 : 0;
}

/* Finds all groups first, as a reference may stand before its group. */
static bool list_groups(struct translator *t)
{
	bool is_in_class = false;
	int n_named = 0;

	for (t->at = t->start; t->at < t->end; t->at++) {
		size_t length;

		if (*t->at == '\\' && t->at + 1 < t->end)
			t->at++;
		else if (*t->at == '[' || *t->at == ']')
			is_in_class = *t->at == '[';
		else if (*t->at == '(' && !is_in_class && peek(t, 1) != '?')
			g_ptr_array_add(t->names, NULL);
		if (is_in_class || !starts_with(t, "(?<") ||
		    peek(t, 3) == '=' || peek(t, 3) == '!')
			continue;
		length = name_length(t->at + 3, t->end);
		if (!length)
			return fail(t, t->at, "the group's name is not valid");
		if (++n_named > MAX_NAMED_GROUPS)
			return fail(t, t->at, "more than %d groups have a name",
				    MAX_NAMED_GROUPS);
		g_ptr_array_add(t->names, g_strndup(t->at + 3, length - 1));
	}
	t->at = t->start;
	return true;
}

/* The number of the group of that name, or 0. */
static unsigned int find_group(const struct translator *t, const char *name,
			       size_t size)
{
	for (unsigned int i = 0; i < t->names->len; i++) {
		const char *other = t->names->pdata[i];

		if (other && strlen(other) == size &&
		    memcmp(other, name, size) == 0)
			return i + 1;
	}
	return 0;
}

static bool open_group(struct translator *t)
{
	static const char *const openings[] = {"(?:", "(?=", "(?!",
					       "(?<=", "(?<!"};
	const char *start = t->at;
	bool is_assertion = false;
	size_t length = 1;

	if (t->depth == MAX_GROUPS_DEPTH)
		return fail(t, start, "groups are nested deeper than %d",
			    MAX_GROUPS_DEPTH);
	if (peek(t, 1) == '?') {
		const char *name;

		length = 0;
		for (size_t i = 0; i < G_N_ELEMENTS(openings); i++)
			if (starts_with(t, openings[i])) {
				length = strlen(openings[i]);
				is_assertion = i > 0;
			}
		if (length) {
			g_string_append_len(t->out, start, (gssize)length);
		} else if (peek(t, 2) == '<') {
			name = start + 3;
			length = name_length(name, t->end);
			if (find_group(t, name, length - 1) != ++t->n_groups)
				return fail(t, start,
					    "two groups have the same name");
			length += 3;
			g_string_append_c(t->out, '(');
		} else {
			return fail(t, start,
				    "'(?' begins no group of ECMA-262");
		}
	} else {
		t->n_groups++;
		g_string_append_c(t->out, '(');
	}
	t->at += length;
	t->is_assertion[t->depth++] = is_assertion;
	t->can_repeat = false;
	return true;
}

static bool close_group(struct translator *t)
{
	if (!t->depth)
		return fail(t, t->at, "the ')' closes no group");
	t->at++;
	g_string_append_c(t->out, ')');
	t->can_repeat = !t->is_assertion[--t->depth];
	return true;
}

/* \1 or \k<name>; t->at stands behind the backslash. */
static bool translate_reference(struct translator *t)
{
	const char *escape = t->at - 1;
	unsigned int number = 0;

	if (*t->at == 'k') {
		size_t length =
			peek(t, 1) == '<' ? name_length(t->at + 2, t->end) : 0;

		if (length)
			number = find_group(t, t->at + 2, length - 1);
		t->at += 2 + length;
	} else {
		while (g_ascii_isdigit(peek(t, 0)) && number < 10000)
			number = number * 10 + (unsigned int)(*t->at++ - '0');
	}
	if (!number || number > t->names->len)
		return fail(t, escape, "there is no such group");
	g_string_append_printf(t->out, "\\g{%u}", number);
	t->can_repeat = true;
	return true;
}

/* ---- the pattern ----------------------------------------------------- */

static bool translate_escape(struct translator *t)
{
	gunichar character = 0;
	bool is_set;
	char letter;

	t->at++;
	letter = peek(t, 0);
	if (letter == 'b' || letter == 'B') {
		t->at++;
		g_string_append_printf(t->out, "\\%c", letter);
		t->can_repeat = false;
		return true;
	}
	if (letter == 'k' || (letter >= '1' && letter <= '9'))
		return translate_reference(t);
	t->can_repeat = true;
	if (!append_set(t, false, &is_set))
		return false;
	if (is_set)
		return true;
	if (!parse_character_escape(t, &character))
		return false;
	append_character(t->out, character);
	return true;
}

/* The length of '{n}', '{n,}' or '{n,m}' at t->at, or 0. */
static size_t braces_length(const struct translator *t)
{
	size_t length = 1;

	while (g_ascii_isdigit(peek(t, length)))
		length++;
	if (length == 1)
		return 0;
	if (peek(t, length) == ',')
		length++;
	while (g_ascii_isdigit(peek(t, length)))
		length++;
	return peek(t, length) == '}' ? length + 1 : 0;
}

static bool translate_quantifier(struct translator *t, size_t length)
{
	if (!t->can_repeat)
		return fail(t, t->at, "'%.*s' has nothing to repeat",
			    (int)MIN(length, 20), t->at);
	g_string_append_len(t->out, t->at, (gssize)length);
	t->at += length;
	if (peek(t, 0) == '?') {
		g_string_append_c(t->out, '?');
		t->at++;
	}
	t->can_repeat = false;
	return true;
}

static bool translate_literal(struct translator *t)
{
	if (*t->at && strchr("{}]", *t->at) && !is_lenient(t))
		return fail(t, t->at, "'%c' stands alone and is not escaped",
			    *t->at);
	append_character(t->out, next_character(t));
	t->can_repeat = true;
	return true;
}

static bool translate_term(struct translator *t)
{
	size_t length;

	switch (*t->at) {
	case '\\':
		return translate_escape(t);
	case '[':
		return translate_class(t);
	case '(':
		return open_group(t);
	case ')':
		return close_group(t);
	case '*':
	case '+':
	case '?':
		return translate_quantifier(t, 1);
	case '{':
		length = braces_length(t);
		return length ? translate_quantifier(t, length)
			      : translate_literal(t);
	case '.':
		g_string_append(t->out, "[^\\x{a}\\x{d}\\x{2028}\\x{2029}]");
		t->can_repeat = true;
		t->at++;
		return true;
	case '^':
	case '$':
	case '|':
		g_string_append_c(t->out, *t->at++);
		t->can_repeat = false;
		return true;
	default:
		return translate_literal(t);
	}
}

bool ecma_pattern_translate(const char *pattern, size_t size,
			    unsigned int flags, GString *out,
			    struct ecma_error *error)
{
	struct translator t = {.start = pattern,
			       .at = pattern,
			       .end = pattern + size,
			       .out = out,
			       .error = error,
			       .flags = flags};
	bool is_valid;

	t.names = g_ptr_array_new_with_free_func(g_free);
	is_valid = list_groups(&t);
	while (is_valid && t.at < t.end)
		is_valid = translate_term(&t);
	if (is_valid && t.depth)
		is_valid = fail(&t, t.end, "a '(' is not closed");
	g_ptr_array_free(t.names, TRUE);
	return is_valid;
}
