/* requires_python - the oldest Python that a pyproject.toml allows. */

#include <config.h>

#include "configuration.h"

#include "cleanup.h"

/*
 * There is no TOML library for C in Debian 12, and one string is wanted. This
 * walks the statements of a TOML text as far as it must to tell a key from
 * what only looks like one: table headers, bare, quoted and dotted keys,
 * comments, and values of every kind, to skip them. It finds
 *
 *	[project]                   project.requires-python = "..."
 *	requires-python = "..."
 *
 * and neither an inline table (project = {...}), nor an escape in a key, nor
 * a version written with escapes. A text that is no TOML says nothing.
 */

struct cursor {
	const char *at, *end;
};

/* ---- TOML ------------------------------------------------------------ */

static bool is_next(const struct cursor *cursor, const char *text)
{
	size_t size = strlen(text);

	return (size_t)(cursor->end - cursor->at) >= size &&
	       memcmp(cursor->at, text, size) == 0;
}

static void skip_spaces(struct cursor *cursor)
{
	while (is_next(cursor, " ") || is_next(cursor, "\t"))
		cursor->at++;
}

static void skip_line(struct cursor *cursor)
{
	while (cursor->at < cursor->end && *cursor->at != '\n')
		cursor->at++;
}

/* Skips a string of one of the four kinds; sets *out to what is inside. */
static void read_string(struct cursor *cursor, GString *out)
{
	char quote = *cursor->at;
	char fence[4] = {quote, quote, quote, '\0'};
	const char *start;

	if (!is_next(cursor, fence))
		fence[1] = '\0';
	cursor->at += strlen(fence);
	start = cursor->at;
	while (cursor->at < cursor->end && !is_next(cursor, fence)) {
		if (!fence[1] && *cursor->at == '\n')
			break;
		if (quote == '"' && *cursor->at == '\\' &&
		    cursor->at + 1 < cursor->end)
			cursor->at++;
		cursor->at++;
	}
	g_string_truncate(out, 0);
	g_string_append_len(out, start, cursor->at - start);
	if (is_next(cursor, fence))
		cursor->at += strlen(fence);
	/* Up to two more quotes belong to the text of a long string. */
	while (fence[1] && cursor->at < cursor->end && *cursor->at == quote)
		cursor->at++;
}

/*
 * Reads a key, dotted or not, up to what ends it; the parts are joined by
 * '\n', which no key that is looked for holds.
 */
static void read_key(struct cursor *cursor, GString *key)
{
	g_autoptr(GString) part = g_string_new(NULL);

	for (;;) {
		skip_spaces(cursor);
		if (is_next(cursor, "\"") || is_next(cursor, "'")) {
			read_string(cursor, part);
			g_string_append_len(key, part->str, (gssize)part->len);
		}
		while (cursor->at < cursor->end &&
		       (g_ascii_isalnum(*cursor->at) || *cursor->at == '_' ||
			*cursor->at == '-'))
			g_string_append_c(key, *cursor->at++);
		skip_spaces(cursor);
		if (!is_next(cursor, "."))
			return;
		cursor->at++;
		g_string_append_c(key, '\n');
	}
}

/* Skips a value and the rest of its last line. */
static void skip_value(struct cursor *cursor)
{
	g_autoptr(GString) ignored = g_string_new(NULL);
	size_t depth = 0;

	while (cursor->at < cursor->end) {
		char byte = *cursor->at;

		if (byte == '"' || byte == '\'') {
			read_string(cursor, ignored);
			continue;
		}
		if (byte == '#') {
			skip_line(cursor);
			continue;
		}
		if (byte == '\n' && !depth)
			return;
		if (byte == '[' || byte == '{')
			depth++;
		else if ((byte == ']' || byte == '}') && depth)
			depth--;
		cursor->at++;
	}
}

/* Reads a table header into table; "[[" is one of an array of tables. */
static void read_header(struct cursor *cursor, GString *table)
{
	bool is_array = is_next(cursor, "[[");

	cursor->at += is_array ? 2 : 1;
	g_string_truncate(table, 0);
	read_key(cursor, table);
	if (is_array)
		g_string_append(table, "\n[]");
	g_string_append_c(table, '\n');
	skip_line(cursor);
}

/* The value of project.requires-python, owned by the caller, or NULL. */
static char *find_requires_python(struct cursor cursor)
{
	g_autoptr(GString) table = g_string_new(NULL);
	g_autoptr(GString) key = g_string_new(NULL);

	for (; cursor.at < cursor.end; cursor.at++) {
		skip_spaces(&cursor);
		if (is_next(&cursor, "[")) {
			read_header(&cursor, table);
			continue;
		}
		g_string_assign(key, table->str);
		read_key(&cursor, key);
		if (!is_next(&cursor, "=")) {
			skip_line(&cursor);
			continue;
		}
		cursor.at++;
		skip_spaces(&cursor);
		if (strcmp(key->str, "project\nrequires-python") == 0 &&
		    (is_next(&cursor, "\"") || is_next(&cursor, "'"))) {
			read_string(&cursor, key);
			return g_strdup(key->str);
		}
		skip_value(&cursor);
	}
	return NULL;
}

/* ---- PEP 440 --------------------------------------------------------- */

/*
 * The least minor version of Python 3 that one clause lets in, or 0: the
 * version of '>=', '>', '==', '===', '~=' and of Poetry's '^' and '~'. The
 * others bound from above or leave something out.
 */
static unsigned int clause_minor(const char *clause)
{
	static const char *const lower[] = {
		">=", ">", "==", "===", "~=", "^", "~", NULL};
	size_t size = strspn(clause, "<>=!~^");
	g_autofree char *comparison = g_strndup(clause, size);
	const char *version = clause + size;

	if (!g_strv_contains(lower, comparison))
		return 0;
	version += strspn(version, " \t");
	version += strspn(version, "vV");
	if (!g_str_has_prefix(version, "3.") || !g_ascii_isdigit(version[2]))
		return 0;
	return (unsigned int)MIN(g_ascii_strtoull(version + 2, NULL, 10), 999);
}

unsigned int requires_python_minor(const char *bytes, size_t size)
{
	g_autofree char *specifiers =
		find_requires_python((struct cursor){bytes, bytes + size});
	g_auto(GStrv) clauses = NULL;
	unsigned int least = 0;

	if (!specifiers)
		return 0;
	clauses = g_strsplit(specifiers, ",", -1);
	for (char **clause = clauses; *clause; clause++)
		least = MAX(least, clause_minor(g_strstrip(*clause)));
	return least;
}
