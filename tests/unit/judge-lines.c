/* judge-lines - what the library says of texts, for the scripts in oracle/. */

/*
 * judge-lines json|glob|configuration|pyproject <questions >answers
 *
 * A question is a line of hexadecimal fields with blanks between them; each
 * is answered by one line.
 *
 *	json TEXT		"ok {...}": the values, in ASCII; "no OFFSET"
 *	glob PATTERNS PATHS	one field a string per line: "0110"; "no"
 *	configuration TEXT	"ok" or "no MESSAGE"
 *	pyproject TEXT		the minor version, '|' and a folder, ...
 */

#include <config.h>

#include <stdio.h>
#include <string.h>

#include "cleanup.h"
#include "configuration.h"
#include "json_doc.h"
#include "pyproject.h"

struct field {
	char *bytes; /* '\0' behind them */
	size_t size;
};

static struct field decode(const char *hex)
{
	size_t size = strlen(hex) / 2;
	char *bytes = g_malloc(size + 1);

	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(g_ascii_xdigit_value(hex[2 * i]) << 4 |
				  g_ascii_xdigit_value(hex[2 * i + 1]));
	bytes[size] = '\0';
	return (struct field){bytes, size};
}

/* ---- json ------------------------------------------------------------ */

static void print_string(const char *text, size_t size)
{
	const char *end = text + size;

	putchar('"');
	while (text < end) {
		gunichar c = g_utf8_get_char_validated(text, end - text);

		if (c == (gunichar)-2 && *text == '\0')
			c = 0; /* GLib takes U+0000 for an end */
		if (c >= 0x10000)
			printf("\\u%04x\\u%04x", 0xd7c0 + (c >> 10),
			       0xdc00 + (c & 0x3ff));
		else if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\')
			printf("\\u%04x", c);
		else
			putchar((int)c);
		text = c ? g_utf8_next_char(text) : text + 1;
	}
	putchar('"');
}

/* Prints a node; an object as a list of [key, value, is duplicate]. */
static void print_node(const struct json_doc *doc, uint32_t i, const char *text)
{
	const struct json_node *node = json_doc_node(doc, i);

	if (node->kind == JSON_STRING) {
		print_string(node->string, node->string_size);
		return;
	}
	if (node->kind == JSON_NUMBER) {
		printf("{\"number\":\"%.*s\"}", (int)span_size(node->span),
		       text + node->span.start);
		return;
	}
	if (node->kind < JSON_STRING) {
		printf("%s", json_kind_name(node->kind));
		return;
	}
	printf(node->kind == JSON_OBJECT ? "{\"object\":[" : "[");
	for (uint32_t child = json_doc_first_child(doc, i); child != JSON_NONE;
	     child = json_doc_node(doc, child)->next) {
		const struct json_node *member = json_doc_node(doc, child);

		if (child != i + 1)
			putchar(',');
		if (member->key) {
			putchar('[');
			print_string(member->key, member->key_size);
			putchar(',');
		}
		print_node(doc, child, text);
		if (member->key)
			printf(",%s]", member->duplicate ? "true" : "false");
	}
	printf(node->kind == JSON_OBJECT ? "]}" : "]");
}

static void judge_json(const struct field *fields)
{
	struct json_error error;
	g_autoptr(json_doc_t) doc =
		json_doc_parse(fields[0].bytes, fields[0].size, 0, &error);

	if (!doc) {
		printf("no %zu\n", error.offset);
		return;
	}
	printf("ok ");
	print_node(doc, 0, fields[0].bytes);
	putchar('\n');
}

/* ---- the others ------------------------------------------------------ */

static void judge_glob(const struct field *fields)
{
	g_auto(GStrv) patterns = g_strsplit(fields[0].bytes, "\n", -1);
	g_auto(GStrv) paths = g_strsplit(fields[1].bytes, "\n", -1);
	struct glob_list *globs = glob_list_new();
	bool is_good = true;

	for (char **pattern = patterns; is_good && *pattern; pattern++) {
		const char *message;

		is_good = glob_list_add(globs, *pattern, &message);
	}
	for (char **path = paths; is_good && *path; path++)
		putchar(glob_list_match(globs, *path) ? '1' : '0');
	puts(is_good ? "" : "no");
	glob_list_free(globs);
}

static void judge_configuration(const struct field *fields)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(configuration_t) configuration =
		configuration_read(fields[0].bytes, fields[0].size,
				   CONFIGURATION_FILE, NULL, &error);

	if (configuration)
		puts("ok");
	else
		printf("no %s\n", error->message);
}

static void judge_pyproject(const struct field *fields)
{
	const char *bytes = fields[0].bytes;
	g_auto(GStrv) folders = pyproject_source_folders(bytes, fields[0].size);

	printf("%u", pyproject_python_minor(bytes, fields[0].size));
	for (char **folder = folders; folder && *folder; folder++)
		printf("|%s", *folder);
	putchar('\n');
}

static const struct mode {
	const char *name;
	void (*judge)(const struct field *fields);
	guint n_fields;
} modes[] = {
	{"json", judge_json, 1},
	{"glob", judge_glob, 2},
	{"configuration", judge_configuration, 1},
	{"pyproject", judge_pyproject, 1},
};

static void judge_line(const struct mode *mode, const char *line)
{
	/* An empty line is an empty field, which g_strsplit() does not say. */
	g_auto(GStrv) words = g_strsplit(*line ? line : " ", " ", -1);
	struct field fields[2];

	g_assert_cmpuint(g_strv_length(words), >=, mode->n_fields);
	for (guint i = 0; i < mode->n_fields; i++)
		fields[i] = decode(words[i]);
	mode->judge(fields);
	for (guint i = 0; i < mode->n_fields; i++)
		g_free(fields[i].bytes);
}

int main(int argc, char **argv)
{
	const struct mode *mode = NULL;
	char *line = NULL;
	size_t capacity = 0;
	ssize_t size;

	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++)
		if (argc == 2 && strcmp(argv[1], modes[i].name) == 0)
			mode = &modes[i];
	if (!mode) {
		fprintf(stderr, "usage: judge-lines "
				"json|glob|configuration|pyproject\n");
		return 2;
	}
	while ((size = getline(&line, &capacity, stdin)) > 0) {
		line[size - 1] = '\0';
		judge_line(mode, line);
	}
	free(line);
	return 0;
}
