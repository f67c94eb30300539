/* configuration_read - read a configuration by the table of its keys. */

#include <config.h>

#include "configuration.h"

#include <stdarg.h>

#include "cleanup.h"
#include "configuration_keys.h"
#include "error.h"
#include "json_doc.h"
#include "recognize.h"
#include "source.h"
#include "terminal.h"

struct reader {
	const struct json_doc *doc;
	const char *bytes;
	size_t size;
	const char *path;
	const char *const *known_checkers; /* or NULL */
	struct configuration *configuration;
	GError **error;
};

/* ---- faults ---------------------------------------------------------- */

/* "path:line:column" of an offset; owned by the caller. */
static char *place(const struct reader *reader, size_t offset)
{
	g_autofree char *shown = terminal_escape(reader->path);
	struct source source = SOURCE_INIT;
	struct position position;

	source_set(&source, reader->path, reader->bytes, reader->size);
	position = source_position(&source, offset);
	source_release(&source);
	return g_strdup_printf("%s:%zu:%zu", shown, position.line,
			       position.column);
}

/* Sets the error, with its place before it. Returns false. */
static bool G_GNUC_PRINTF(3, 4) fail(const struct reader *reader, size_t offset,
				     const char *format, ...)
{
	g_autofree char *where = place(reader, offset);
	g_autofree char *message = NULL, *shown = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	shown = terminal_escape(message);
	g_set_error(reader->error, LK_ERROR, LK_ERROR_CONFIGURATION, "%s: %s",
		    where, shown);
	return false;
}

/* What a value is, for "found ...". */
static const char *found(const struct json_node *node)
{
	static const char *const names[] = {
		[JSON_NULL] = "null",	     [JSON_FALSE] = "false",
		[JSON_TRUE] = "true",	     [JSON_NUMBER] = "a number",
		[JSON_STRING] = "a string",  [JSON_ARRAY] = "a list",
		[JSON_OBJECT] = "an object",
	};

	return names[node->kind];
}

static bool check_kind(const struct reader *reader, const char *name,
		       const struct json_node *node, enum json_kind kind,
		       const char *expected)
{
	return node->kind == kind ||
	       fail(reader, node->span.start, "'%s' must be %s, found %s", name,
		    expected, found(node));
}

/* A string or key as the file spells it, without its quotes. */
static char *spelling(const struct reader *reader, struct span span)
{
	return g_strndup(reader->bytes + span.start + 1, span_size(span) - 2);
}

/* The end of a message; owned by the caller. */
static char *hint(const char *word, const char *const *candidates)
{
	const char *nearest = nearest_word(word, candidates,
					   g_strv_length((char **)candidates));

	return nearest ? g_strdup_printf(": did you mean '%s'?", nearest)
		       : g_strdup("");
}

/* ---- single values --------------------------------------------------- */

/* Sets *out, owned, to a string that is not empty and has no U+0000. */
static bool read_text(const struct reader *reader, const char *name,
		      const struct json_node *node, char **out)
{
	if (!check_kind(reader, name, node, JSON_STRING, "a string"))
		return false;
	if (!node->string_size)
		return fail(reader, node->span.start, "'%s' must not be empty",
			    name);
	if (memchr(node->string, '\0', node->string_size))
		return fail(reader, node->span.start,
			    "'%s' must not hold U+0000", name);
	g_free(*out);
	*out = g_strndup(node->string, node->string_size);
	return true;
}

/* Sets *out to which of the words (NULL-terminated) the value is. */
static bool read_word(const struct reader *reader, const char *name,
		      const struct json_node *node, const char *const *words,
		      unsigned int *out)
{
	g_autofree char *word = NULL, *end = NULL, *list = NULL;

	if (!check_kind(reader, name, node, JSON_STRING, "a string"))
		return false;
	word = spelling(reader, node->span);
	for (unsigned int i = 0; words[i]; i++) {
		if (strlen(words[i]) == node->string_size &&
		    memcmp(words[i], node->string, node->string_size) == 0) {
			*out = i;
			return true;
		}
	}
	list = g_strjoinv(", ", (char **)words);
	end = hint(word, words);
	return fail(reader, node->span.start, "'%s' is no value of '%s' (%s)%s",
		    word, name, list, end);
}

static bool read_flag(const struct reader *reader, const char *name,
		      const struct json_node *node, bool *out)
{
	if (node->kind != JSON_TRUE && node->kind != JSON_FALSE)
		return fail(reader, node->span.start,
			    "'%s' must be true or false, found %s", name,
			    found(node));
	*out = node->kind == JSON_TRUE;
	return true;
}

static bool read_number(const struct reader *reader, const char *name,
			const struct json_node *node, double maximum,
			double *out)
{
	g_autofree char *text = NULL;
	double value;

	if (!check_kind(reader, name, node, JSON_NUMBER, "a number"))
		return false;
	text = g_strndup(reader->bytes + node->span.start,
			 span_size(node->span));
	value = g_ascii_strtod(text, NULL);
	if (!(value >= 0 && value <= maximum))
		return fail(reader, node->span.start,
			    "'%s' must be from 0 to %g, found %s", name,
			    maximum, text);
	*out = value;
	return true;
}

/*
 * Sets *out, owned, to a path relative to the root, without empty and '.'
 * parts; "" is the root itself.
 */
static bool read_folder(const struct reader *reader, const char *name,
			const struct json_node *node, char **out)
{
	g_autofree char *text = NULL;
	g_autoptr(GPtrArray) kept = g_ptr_array_new();
	g_auto(GStrv) parts = NULL;

	if (node->kind == JSON_STRING && !node->string_size)
		text = g_strdup("");
	else if (!read_text(reader, name, node, &text))
		return false;
	parts = g_strsplit(text, "/", -1);
	for (char **part = parts; *part; part++) {
		if (*text == '/' || strcmp(*part, "..") == 0)
			return fail(reader, node->span.start,
				    "'%s' must be a path inside the "
				    "repository, relative to its root",
				    name);
		if (**part && strcmp(*part, ".") != 0)
			g_ptr_array_add(kept, *part);
	}
	g_ptr_array_add(kept, NULL);
	g_free(*out);
	*out = g_strjoinv("/", (char **)kept->pdata);
	return true;
}

static bool read_path(const struct reader *reader, const char *name,
		      const struct json_node *node, char **out)
{
	g_autofree char *path = NULL;

	if (!read_folder(reader, name, node, &path))
		return false;
	if (!*path)
		return fail(reader, node->span.start,
			    "'%s' must name something below the root", name);
	g_free(*out);
	*out = g_steal_pointer(&path);
	return true;
}

static bool read_name(const struct reader *reader, const char *name,
		      const struct json_node *node, char **out)
{
	g_autofree char *text = NULL;

	if (!read_text(reader, name, node, &text))
		return false;
	if (strchr(text, '/'))
		return fail(reader, node->span.start,
			    "'%s' must be a name without '/'", name);
	g_free(*out);
	*out = g_steal_pointer(&text);
	return true;
}

/* RFC 6901: each token after a '/', and '~' only as "~0" and "~1". */
static bool is_pointer(const char *text)
{
	if (*text && *text != '/')
		return false;
	for (; (text = strchr(text, '~')); text++)
		if (text[1] != '0' && text[1] != '1')
			return false;
	return true;
}

static bool read_pointer(const struct reader *reader, const char *name,
			 const struct json_node *node, char **out)
{
	g_autofree char *text = NULL;

	if (!read_text(reader, name, node, &text))
		return false;
	if (!is_pointer(text))
		return fail(reader, node->span.start,
			    "'%s' must be a JSON pointer such as "
			    "'/testing/coverage_target'",
			    name);
	g_free(*out);
	*out = g_steal_pointer(&text);
	return true;
}

static bool read_version(const struct reader *reader, const char *name,
			 const struct json_node *node, unsigned int *out)
{
	g_autofree char *word = NULL;

	if (!check_kind(reader, name, node, JSON_STRING,
			"a string such as \"3.11\""))
		return false;
	word = spelling(reader, node->span);
	for (unsigned int minor = PYTHON_OLDEST; minor <= PYTHON_NEWEST;
	     minor++) {
		g_autofree char *version = g_strdup_printf("3.%u", minor);

		if (strcmp(word, version) == 0) {
			*out = minor;
			return true;
		}
	}
	return fail(reader, node->span.start,
		    "'%s' must be a Python version from '3.%d' to '3.%d', "
		    "found '%s'",
		    name, PYTHON_OLDEST, PYTHON_NEWEST, word);
}

/* ---- lists ----------------------------------------------------------- */

typedef bool (*element_reader)(const struct reader *reader, const char *name,
			       const struct json_node *node, char **out);

static const struct json_node *next_node(const struct reader *reader,
					 const struct json_node *node)
{
	return node->next == JSON_NONE ? NULL
				       : json_doc_node(reader->doc, node->next);
}

/* The first child of the node with that number, or NULL. */
static const struct json_node *first_node(const struct reader *reader,
					  uint32_t node)
{
	uint32_t child = json_doc_first_child(reader->doc, node);

	return child == JSON_NONE ? NULL : json_doc_node(reader->doc, child);
}

/* Sets *out, owned, to the strings of a list, each as read() reads it. */
static bool read_list(const struct reader *reader, const char *name,
		      uint32_t list, element_reader read, char ***out)
{
	const struct json_node *node = json_doc_node(reader->doc, list);
	g_auto(GStrv) strings = NULL;
	size_t n = 0;

	if (!check_kind(reader, name, node, JSON_ARRAY, "a list of strings"))
		return false;
	strings = g_new0(char *, node->n_children + 1);
	for (node = first_node(reader, list); node;
	     node = next_node(reader, node))
		if (!read(reader, name, node, &strings[n++]))
			return false;
	g_strfreev(*out);
	*out = g_steal_pointer(&strings);
	return true;
}

static bool read_globs(const struct reader *reader, const char *name,
		       uint32_t node, struct glob_list **out)
{
	struct glob_list *globs;
	g_auto(GStrv) patterns = NULL;
	const struct json_node *element;

	if (!read_list(reader, name, node, read_text, &patterns))
		return false;
	globs = glob_list_new();
	element = first_node(reader, node);
	for (char **pattern = patterns; *pattern; pattern++) {
		const char *message;

		if (!glob_list_add(globs, *pattern, &message)) {
			g_autofree char *shown =
				spelling(reader, element->span);

			glob_list_free(globs);
			return fail(reader, element->span.start,
				    "'%s' of '%s' can match nothing: %s", shown,
				    name, message);
		}
		element = next_node(reader, element);
	}
	glob_list_free(*out);
	*out = globs;
	return true;
}

static bool read_some_globs(const struct reader *reader, const char *name,
			    uint32_t node, struct glob_list **out)
{
	if (!read_globs(reader, name, node, out))
		return false;
	return !glob_list_is_empty(*out) ||
	       fail(reader, json_doc_node(reader->doc, node)->span.start,
		    "'%s' must hold at least one glob", name);
}

/* Is name, which stands at span, a checker that is known? */
static bool check_checker(const struct reader *reader, const char *name,
			  struct span span)
{
	g_autofree char *end = NULL;

	if (!reader->known_checkers ||
	    g_strv_contains(reader->known_checkers, name))
		return true;
	end = hint(name, reader->known_checkers);
	return fail(reader, span.start, "unknown checker '%s'%s", name, end);
}

static bool read_checker(const struct reader *reader, const char *name,
			 const struct json_node *node, char **out)
{
	return read_text(reader, name, node, out) &&
	       check_checker(reader, *out, node->span);
}

static bool read_hook(const struct reader *reader, const char *name,
		      uint32_t node, GHashTable *hooks)
{
	const char *hook = strrchr(name, '.') + 1;
	char **checkers = NULL;

	if (!read_list(reader, name, node, read_checker, &checkers))
		return false;
	g_hash_table_replace(hooks, g_strdup(hook), checkers);
	return true;
}

/* ---- tables ---------------------------------------------------------- */

/* Sets *out, owned, to a member's key, which must not hold U+0000. */
static bool read_key(const struct reader *reader, const char *name,
		     const struct json_node *node, char **out)
{
	if (!node->key_size || memchr(node->key, '\0', node->key_size))
		return fail(reader, node->key_span.start,
			    "a key of '%s' must not be empty or hold U+0000",
			    name);
	*out = g_strndup(node->key, node->key_size);
	return true;
}

/* Adds each member, a percentage, to the table. */
static bool read_percents(const struct reader *reader, const char *name,
			  uint32_t object, GHashTable *table)
{
	const struct json_node *node = json_doc_node(reader->doc, object);

	if (!check_kind(reader, name, node, JSON_OBJECT, "an object"))
		return false;
	for (node = first_node(reader, object); node;
	     node = next_node(reader, node)) {
		g_autofree char *key = NULL;
		double value;

		if (!read_key(reader, name, node, &key) ||
		    !read_number(reader, key, node, 100, &value))
			return false;
		g_hash_table_replace(table, g_steal_pointer(&key),
				     g_memdup2(&value, sizeof(value)));
	}
	return true;
}

/* Coverage floors: the keys are code lanes, which have been read by now. */
static bool read_floors(const struct reader *reader, const char *name,
			uint32_t object, GHashTable *floors)
{
	const struct configuration *configuration = reader->configuration;
	g_autoptr(GHashTable) lanes = g_hash_table_new(g_str_hash, g_str_equal);

	if (!read_percents(reader, name, object, floors))
		return false;
	for (size_t i = 0; i < configuration->n_lanes; i++)
		g_hash_table_add(lanes, configuration->lanes[i].name);
	for (const struct json_node *node = first_node(reader, object); node;
	     node = next_node(reader, node)) {
		g_autofree const char **names = NULL;
		g_autofree char *end = NULL;

		if (g_hash_table_contains(lanes, node->key))
			continue;
		names = (const char **)g_hash_table_get_keys_as_array(lanes,
								      NULL);
		end = hint(node->key, names);
		return fail(reader, node->key_span.start,
			    "'%s' names no lane of 'lanes'%s", node->key, end);
	}
	return true;
}

/* A maturity lane: one that has a target, which have been read by now. */
static bool read_default_lane(const struct reader *reader, const char *name,
			      const struct json_node *node, char **out)
{
	g_autofree char *tag = NULL;

	if (!read_text(reader, name, node, out))
		return false;
	tag = g_strconcat("lane:", *out, NULL);
	return g_hash_table_contains(reader->configuration->coverage_targets,
				     tag) ||
	       fail(reader, node->span.start,
		    "'%s' has no target: 'coverage.targets' does not hold "
		    "'%s'",
		    *out, tag);
}

static bool read_severities(const struct reader *reader, const char *name,
			    uint32_t object, struct checker_settings *settings)
{
	const struct json_node *node = json_doc_node(reader->doc, object);

	if (!check_kind(reader, name, node, JSON_OBJECT, "an object"))
		return false;
	for (node = first_node(reader, object); node;
	     node = next_node(reader, node)) {
		g_autofree char *rule = NULL;
		unsigned int severity;

		if (!read_key(reader, name, node, &rule) ||
		    !read_word(reader, rule, node, severity_words, &severity))
			return false;
		g_hash_table_insert(settings->places, g_strdup(rule),
				    place(reader, node->key_span.start));
		if (severity == SEVERITY_OFF)
			g_hash_table_add(settings->disabled,
					 g_steal_pointer(&rule));
		else
			g_hash_table_insert(settings->severities,
					    g_steal_pointer(&rule),
					    GUINT_TO_POINTER(severity));
	}
	return true;
}

/* ---- objects by their tables of keys --------------------------------- */

static bool read_object(const struct reader *reader,
			const struct configuration_key *keys, uint32_t object,
			void *base);

static struct checker_settings *checker_settings_new(void)
{
	struct checker_settings *settings = g_new0(struct checker_settings, 1);

	settings->severities =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	settings->disabled =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	settings->places =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return settings;
}

static void checker_settings_free(gpointer data)
{
	struct checker_settings *settings = data;

	g_hash_table_unref(settings->severities);
	g_hash_table_unref(settings->disabled);
	g_hash_table_unref(settings->places);
	g_free(settings);
}

/* Reads one member of "checks": "on", "off", or an object. */
static bool read_check(const struct reader *reader,
		       const struct json_node *node,
		       struct checker_settings *settings)
{
	static const char *const words[] = {"on", "off", NULL};
	g_autofree char *checker = NULL;
	unsigned int word;

	if (!read_key(reader, "checks", node, &checker) ||
	    !check_checker(reader, checker, node->key_span))
		return false;
	if (node->kind == JSON_OBJECT) {
		uint32_t object =
			(uint32_t)(node - json_doc_node(reader->doc, 0));

		return read_object(reader, checker_keys, object, settings);
	}
	if (node->kind != JSON_STRING)
		return fail(reader, node->span.start,
			    "'%s' must be \"on\", \"off\" or an object, "
			    "found %s",
			    checker, found(node));
	if (!read_word(reader, checker, node, words, &word))
		return false;
	settings->off = word == 1;
	return true;
}

static bool read_checks(const struct reader *reader, const char *name,
			uint32_t object, GHashTable *checks)
{
	const struct json_node *node = json_doc_node(reader->doc, object);

	if (!check_kind(reader, name, node, JSON_OBJECT, "an object"))
		return false;
	for (node = first_node(reader, object); node;
	     node = next_node(reader, node)) {
		struct checker_settings *settings = checker_settings_new();

		g_hash_table_replace(
			checks, g_strndup(node->key, node->key_size), settings);
		if (!read_check(reader, node, settings))
			return false;
	}
	return true;
}

/* Reads one lane; what it does not say of imports is the global policy. */
static bool read_lane(const struct reader *reader, uint32_t object,
		      struct lane *lane)
{
	const struct import_policy *imports = &reader->configuration->imports;

	lane->imports = *imports;
	lane->imports.allow = glob_list_ref(imports->allow);
	return read_object(reader, lane_keys, object, lane);
}

static bool read_lanes(const struct reader *reader, const char *name,
		       uint32_t list)
{
	struct configuration *configuration = reader->configuration;
	const struct json_node *node = json_doc_node(reader->doc, list);
	uint32_t child = json_doc_first_child(reader->doc, list);
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

	if (!check_kind(reader, name, node, JSON_ARRAY, "a list of lanes"))
		return false;
	configuration->lanes = g_new0(struct lane, node->n_children);
	for (; child != JSON_NONE; child = node->next) {
		struct lane *lane =
			&configuration->lanes[configuration->n_lanes++];

		node = json_doc_node(reader->doc, child);
		if (node->kind != JSON_OBJECT)
			return fail(reader, node->span.start,
				    "a lane must be an object, found %s",
				    found(node));
		if (!read_lane(reader, child, lane))
			return false;
		if (!g_hash_table_add(names, lane->name))
			return fail(reader, node->span.start,
				    "a second lane with the name '%s'",
				    lane->name);
	}
	return true;
}

static bool read_words_flag(const struct reader *reader,
			    const struct configuration_key *key,
			    const struct json_node *node, bool *out)
{
	unsigned int word = 0;

	if (!read_word(reader, key->name, node, key->words, &word))
		return false;
	*out = word == 1;
	return true;
}

static bool read_negated_flag(const struct reader *reader, const char *name,
			      const struct json_node *node, bool *out)
{
	bool value = false;

	if (!read_flag(reader, name, node, &value))
		return false;
	*out = !value;
	return true;
}

/* Reads the value of a key into its member of the struct at base. */
static bool read_value(const struct reader *reader,
		       const struct configuration_key *key, uint32_t index,
		       void *base)
{
	const struct json_node *node = json_doc_node(reader->doc, index);
	const char *name = key->name;
	void *out = (char *)base + key->offset;

	switch (key->kind) {
	case KEY_IGNORED:
		return true;
	case KEY_FLAG:
		return read_flag(reader, name, node, out);
	case KEY_NEGATED_FLAG:
		return read_negated_flag(reader, name, node, out);
	case KEY_TWO_WORDS:
		return read_words_flag(reader, key, node, out);
	case KEY_WORD:
		return read_word(reader, name, node, key->words, out);
	case KEY_PERCENT:
		return read_number(reader, name, node, 100, out);
	case KEY_SECONDS:
		return read_number(reader, name, node, 86400, out);
	case KEY_STRING:
		return read_text(reader, name, node, out);
	case KEY_NAME:
		return read_name(reader, name, node, out);
	case KEY_PATH:
		return read_path(reader, name, node, out);
	case KEY_POINTER:
		return read_pointer(reader, name, node, out);
	case KEY_VERSION:
		return read_version(reader, name, node, out);
	case KEY_STRINGS:
		return read_list(reader, name, index, read_text, out);
	case KEY_PATHS:
		return read_list(reader, name, index, read_path, out);
	case KEY_FOLDERS:
		return read_list(reader, name, index, read_folder, out);
	case KEY_GLOBS:
		return read_globs(reader, name, index, out);
	case KEY_SOME_GLOBS:
		return read_some_globs(reader, name, index, out);
	case KEY_LANES:
		return read_lanes(reader, name, index);
	case KEY_TARGETS:
		return read_percents(reader, name, index, *(GHashTable **)out);
	case KEY_DEFAULT_LANE:
		return read_default_lane(reader, name, node, out);
	case KEY_FLOORS:
		return read_floors(reader, name, index, *(GHashTable **)out);
	case KEY_CHECKS:
		return read_checks(reader, name, index, *(GHashTable **)out);
	case KEY_SEVERITIES:
		return read_severities(reader, name, index, out);
	case KEY_HOOK:
		return read_hook(reader, name, index, *(GHashTable **)out);
	}
	g_assert_not_reached();
}

/* The part of a key's name after prefix, up to the next '.'; or NULL. */
static char *name_part(const struct configuration_key *key, const char *prefix)
{
	const char *rest;

	if (!g_str_has_prefix(key->name, prefix))
		return NULL;
	rest = key->name + strlen(prefix);
	return g_strndup(rest, strcspn(rest, "."));
}

static bool fail_unknown(const struct reader *reader,
			 const struct configuration_key *keys,
			 const char *prefix, const struct json_node *node)
{
	g_autofree char *word = spelling(reader, node->key_span);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *end = NULL;

	for (; keys->name; keys++) {
		char *name = name_part(keys, prefix);

		if (name)
			g_ptr_array_add(names, name);
	}
	g_ptr_array_add(names, NULL);
	end = hint(word, (const char *const *)names->pdata);
	if (!*prefix)
		return fail(reader, node->key_span.start, "unknown key '%s'%s",
			    word, end);
	return fail(reader, node->key_span.start,
		    "unknown key '%s' in '%.*s'%s", word,
		    (int)strlen(prefix) - 1, prefix, end);
}

/* Is the key of node one of keys, or (*out_is_section) the way to some? */
static bool find_key(const struct configuration_key *keys, const char *prefix,
		     const struct json_node *node, bool *out_is_section)
{
	for (; keys->name; keys++) {
		g_autofree char *part = name_part(keys, prefix);
		size_t size = part ? strlen(part) : 0;

		if (!part || size != node->key_size ||
		    memcmp(part, node->key, size) != 0)
			continue;
		*out_is_section = keys->name[strlen(prefix) + size] == '.';
		return true;
	}
	return false;
}

/* Checks that every member of an object, and of its sections, is a key. */
static bool check_members(const struct reader *reader,
			  const struct configuration_key *keys,
			  const char *prefix, uint32_t object)
{
	uint32_t child = json_doc_first_child(reader->doc, object);

	while (child != JSON_NONE) {
		const struct json_node *node =
			json_doc_node(reader->doc, child);
		g_autofree char *inner = NULL;
		bool is_section;

		if (!find_key(keys, prefix, node, &is_section))
			return fail_unknown(reader, keys, prefix, node);
		if (is_section) {
			g_autofree char *word =
				spelling(reader, node->key_span);

			inner = g_strdup_printf("%s%.*s.", prefix,
						(int)node->key_size, node->key);
			if (!check_kind(reader, word, node, JSON_OBJECT,
					"an object") ||
			    !check_members(reader, keys, inner, child))
				return false;
		}
		child = node->next;
	}
	return true;
}

/* The value of a key by its dotted name, or JSON_NONE. */
static uint32_t find_value(const struct reader *reader, uint32_t object,
			   const char *name)
{
	g_auto(GStrv) parts = g_strsplit(name, ".", -1);

	for (char **part = parts; *part && object != JSON_NONE; part++)
		object = json_doc_member(reader->doc, object, *part);
	return object;
}

static bool read_object(const struct reader *reader,
			const struct configuration_key *keys, uint32_t object,
			void *base)
{
	if (!check_members(reader, keys, "", object))
		return false;
	for (; keys->name; keys++) {
		uint32_t value = find_value(reader, object, keys->name);

		if (value != JSON_NONE) {
			if (!read_value(reader, keys, value, base))
				return false;
		} else if (keys->is_required) {
			return fail(
				reader,
				json_doc_node(reader->doc, object)->span.start,
				"'%s' is missing", keys->name);
		}
	}
	return true;
}

/* ---- the file -------------------------------------------------------- */

static void read_fallback(const struct configuration_key *key,
			  struct configuration *configuration)
{
	struct json_error error;
	g_autoptr(json_doc_t) doc =
		json_doc_parse(key->fallback, strlen(key->fallback), 0, &error);
	struct reader reader = {.doc = doc,
				.bytes = key->fallback,
				.size = strlen(key->fallback),
				.configuration = configuration};

	if (!doc || !read_value(&reader, key, 0, configuration))
		g_assert_not_reached();
}

static struct configuration *configuration_new(const char *path)
{
	struct configuration *configuration = g_new0(struct configuration, 1);

	configuration->path = g_strdup(path);
	configuration->coverage_max_drop = -1;
	configuration->coverage_targets =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	configuration->coverage_lanes =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	configuration->checks = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, checker_settings_free);
	configuration->hooks = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
	for (const struct configuration_key *key = configuration_keys;
	     key->name; key++)
		if (key->fallback)
			read_fallback(key, configuration);
	return configuration;
}

static bool check_duplicates(const struct reader *reader)
{
	for (uint32_t i = 0; i < json_doc_count(reader->doc); i++) {
		const struct json_node *node = json_doc_node(reader->doc, i);

		if (node->duplicate) {
			g_autofree char *word =
				spelling(reader, node->key_span);

			return fail(reader, node->key_span.start,
				    "duplicate key '%s'", word);
		}
	}
	return true;
}

static bool read_root(const struct reader *reader)
{
	const struct json_node *root = json_doc_node(reader->doc, 0);

	if (root->kind != JSON_OBJECT)
		return fail(reader, root->span.start,
			    "a configuration must be an object, found %s",
			    found(root));
	return check_duplicates(reader) &&
	       read_object(reader, configuration_keys, 0,
			   reader->configuration);
}

struct configuration *configuration_read(const char *bytes, size_t size,
					 const char *path,
					 const char *const *known_checkers,
					 GError **error)
{
	struct json_error fault;
	g_autoptr(json_doc_t) doc =
		json_doc_parse(bytes, size, JSON_COMMENTS, &fault);
	g_autoptr(configuration_t) configuration = configuration_new(path);
	struct reader reader = {.doc = doc,
				.bytes = bytes,
				.size = size,
				.path = path,
				.known_checkers = known_checkers,
				.configuration = configuration,
				.error = error};

	if (!doc) {
		fail(&reader, fault.offset, "%s", fault.message);
		return NULL;
	}
	return read_root(&reader) ? g_steal_pointer(&configuration) : NULL;
}
