/* pyproject - the Python and the source folders that a pyproject.toml names. */

#include <config.h>

#include "pyproject.h"

#include <stdbool.h>
#include <string.h>

#include "cleanup.h"

/*
 * There is no TOML library for C in Debian 12, and a few strings are wanted.
 * This walks a TOML text and says every string in it together with its key,
 * whether the way there was written as table headers, dotted keys, arrays or
 * inline tables. It does not resolve escapes, neither in keys nor in strings,
 * and stops at a value that is nested deeper than MAX_DEPTH.
 */

#define MAX_DEPTH 32

struct cursor {
	const char *at, *end;
	unsigned int depth; /* of arrays and inline tables */
};

/*
 * Takes a string and its key: the parts of the key, each but the first with
 * '\n' before it, which no part holds; "[]" is a part for an array.
 */
typedef void (*string_func)(const char *key, const char *string, void *payload);

struct visitor {
	string_func take;
	void *payload;
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

/* Appends the parts of a key, dotted or not, up to what ends it. */
static void read_key(struct cursor *cursor, GString *key)
{
	g_autoptr(GString) part = g_string_new(NULL);

	for (;;) {
		if (key->len)
			g_string_append_c(key, '\n');
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
	}
}

/* Skips what may stand between the values of an array, or a table's keys. */
static void skip_between(struct cursor *cursor)
{
	while (cursor->at < cursor->end && strchr(" \t\r\n,#", *cursor->at)) {
		if (*cursor->at == '#')
			skip_line(cursor);
		else
			cursor->at++;
	}
}

static void read_value(struct cursor *cursor, GString *key,
		       const struct visitor *visitor);

/* Reads an array or an inline table, whose values have keys below key. */
static void read_values(struct cursor *cursor, GString *key,
			const struct visitor *visitor)
{
	bool is_array = is_next(cursor, "[");
	size_t size = key->len;

	cursor->at++;
	for (;;) {
		const char *start;

		skip_between(cursor);
		if (cursor->at == cursor->end ||
		    is_next(cursor, is_array ? "]" : "}"))
			break;
		start = cursor->at;
		if (is_array)
			g_string_append(key, "\n[]");
		else
			read_key(cursor, key);
		if (is_array || is_next(cursor, "="))
			read_value(cursor, key, visitor);
		g_string_truncate(key, size);
		if (cursor->at == start)
			cursor->at++; /* no TOML */
	}
	if (cursor->at < cursor->end)
		cursor->at++;
}

/* Reads a value, with the '=' before it. */
static void read_value(struct cursor *cursor, GString *key,
		       const struct visitor *visitor)
{
	g_autoptr(GString) string = g_string_new(NULL);

	if (is_next(cursor, "="))
		cursor->at++;
	skip_spaces(cursor);
	if (is_next(cursor, "\"") || is_next(cursor, "'")) {
		read_string(cursor, string);
		visitor->take(key->str, string->str, visitor->payload);
	} else if (is_next(cursor, "[") || is_next(cursor, "{")) {
		if (++cursor->depth > MAX_DEPTH)
			cursor->at = cursor->end;
		else
			read_values(cursor, key, visitor);
		cursor->depth--;
	} else {
		while (cursor->at < cursor->end &&
		       !strchr(",]}#\n", *cursor->at))
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
	skip_line(cursor);
}

static void visit_strings(const char *bytes, size_t size, string_func take,
			  void *payload)
{
	struct cursor cursor = {bytes, size ? bytes + size : bytes, 0};
	struct visitor visitor = {take, payload};
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
		if (is_next(&cursor, "="))
			read_value(&cursor, key, &visitor);
		skip_line(&cursor);
	}
}

/* ---- the version ----------------------------------------------------- */

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

static void take_requires_python(const char *key, const char *string,
				 void *payload)
{
	char **specifiers = payload;

	if (!*specifiers && strcmp(key, "project\nrequires-python") == 0)
		*specifiers = g_strdup(string);
}

unsigned int pyproject_python_minor(const char *bytes, size_t size)
{
	g_autofree char *specifiers = NULL;
	g_auto(GStrv) clauses = NULL;
	unsigned int least = 0;

	visit_strings(bytes, size, take_requires_python, &specifiers);
	if (!specifiers)
		return 0;
	clauses = g_strsplit(specifiers, ",", -1);
	for (char **clause = clauses; *clause; clause++)
		least = MAX(least, clause_minor(g_strstrip(*clause)));
	return least;
}

/* ---- the source folders ---------------------------------------------- */

static const char *const folder_keys[] = {
	"tool\nsetuptools\npackages\nfind\nwhere\n[]",
	"tool\nsetuptools\npackage-dir\n",
	"tool\npoetry\npackages\n[]\nfrom",
	"tool\nhatch\nbuild\nsources\n[]",
	"tool\nhatch\nbuild\ntargets\nwheel\nsources\n[]",
	"tool\npdm\nbuild\npackage-dir",
	"tool\nmaturin\npython-source",
	NULL,
};

static const char *const package_keys[] = {
	"tool\nhatch\nbuild\npackages\n[]",
	"tool\nhatch\nbuild\ntargets\nwheel\npackages\n[]",
	NULL,
};

struct folders {
	GPtrArray *paths;
	bool is_renamed; /* packages are built under other names */
};

/* Is it the key of a new name? Hatch: { "src/old" = "new" }. */
static bool is_new_name(const char *key)
{
	return strcmp(key, "tool\npoetry\npackages\n[]\nto") == 0 ||
	       g_str_has_prefix(key, "tool\nhatch\nbuild\nsources\n") ||
	       g_str_has_prefix(key, "tool\nhatch\nbuild\ntargets\nwheel\n"
				     "sources\n");
}

/*
 * The path without empty parts and "."; less its last part when it is a
 * package's. NULL when it may lead elsewhere. Owned by the caller.
 */
static char *normalise(const char *path, bool is_package)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", -1);
	g_autoptr(GString) result = g_string_new(NULL);

	if (*path == '/' || strpbrk(path, "*?[]{}\\\n") ||
	    g_strv_contains((const char *const *)parts, ".."))
		return NULL;
	for (size_t i = 0; parts[i]; i++)
		if (*parts[i] && strcmp(parts[i], ".") != 0)
			g_string_append_printf(result, "%s%s",
					       result->len ? "/" : "",
					       parts[i]);
	if (is_package) {
		const char *slash = strrchr(result->str, '/');

		g_string_truncate(result,
				  slash ? (size_t)(slash - result->str) : 0);
	}
	return g_string_free(g_steal_pointer(&result), FALSE);
}

static void take_folder(const char *key, const char *string, void *payload)
{
	struct folders *folders = payload;
	bool is_package = g_strv_contains(package_keys, key);
	g_autofree char *path = NULL;

	if (is_package || g_strv_contains(folder_keys, key))
		path = normalise(string, is_package);
	else if (*string && is_new_name(key))
		folders->is_renamed = true;
	if (path && !g_ptr_array_find_with_equal_func(folders->paths, path,
						      g_str_equal, NULL))
		g_ptr_array_add(folders->paths, g_steal_pointer(&path));
}

char **pyproject_source_folders(const char *bytes, size_t size)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	struct folders folders = {paths, false};

	visit_strings(bytes, size, take_folder, &folders);
	if (folders.is_renamed || paths->len == 0)
		return NULL;
	g_ptr_array_add(paths, NULL);
	return (char **)g_ptr_array_steal(paths, NULL);
}
