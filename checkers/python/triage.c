/* triage - what a file that does not compile is instead. */

#include <config.h>

#include "triage.h"

#include <string.h>

#include "triage_private.h"

static const char *const kind_names[N_TRIAGE_KINDS] = {
	[TRIAGE_PLAIN] = "plain",
	[TRIAGE_MERGE_CONFLICT] = "merge-conflict",
	[TRIAGE_PYTHON_2] = "python-2",
	[TRIAGE_TRUNCATED] = "truncated",
	[TRIAGE_TEMPLATE] = "template",
	[TRIAGE_NOTEBOOK] = "notebook",
	[TRIAGE_DIFF] = "diff",
	[TRIAGE_PROSE] = "prose",
	[TRIAGE_BINARY] = "binary",
};

const char *triage_kind_name(enum triage_kind kind)
{
	return kind_names[kind];
}

bool triage_is_python(enum triage_kind kind)
{
	return kind <= TRIAGE_TRUNCATED;
}

bool triage_next_line(const char *text, const char *end, struct text_piece *out)
{
	if (text >= end)
		return false;
	out->start = text;
	while (text < end && *text != '\n' && *text != '\r')
		text++;
	out->end = text;
	if (text < end)
		text += *text == '\r' && text[1] == '\n' ? 2 : 1;
	out->next = text;
	return true;
}

bool triage_starts_with(const struct text_piece *line, const char *word)
{
	size_t size = strlen(word);

	return (size_t)(line->end - line->start) >= size &&
	       memcmp(line->start, word, size) == 0;
}

/* The last token that starts at or before an offset of the text. */
static size_t token_at(const struct token_array *tokens, size_t offset)
{
	/* An error token may start before its neighbours, so it is left out. */
	size_t low = 0, high = tokens->n >= 2 ? tokens->n - 2 : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tokens->items[middle].start <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}

bool triage_is_in_string(const struct patient *patient, size_t offset)
{
	const struct token *token =
		&patient->tokens->items[token_at(patient->tokens, offset)];

	return (token->kind == TOKEN_STRING ||
		token->kind == TOKEN_FSTRING_MIDDLE) &&
	       token->start <= offset && offset < token->end;
}

/* The offset in the text of an offset in the bytes of the source. */
static size_t text_offset(const struct source *source, size_t offset)
{
	size_t low = 0, high = source->text_size;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (source_byte_offset(source, middle) < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum triage_kind kind_of(struct patient *patient, struct triage *out)
{
	const struct source *source = patient->file->source;

	if (triage_is_binary(source))
		return TRIAGE_BINARY;
	patient->tokens = python_file_tokens(patient->file);
	if (!patient->tokens)
		return TRIAGE_PLAIN;
	patient->text = source->text;
	patient->size = source->text_size;
	patient->offset = text_offset(source, patient->verdict->offset);
	patient->error_token = token_at(patient->tokens, patient->offset);
	if (triage_is_notebook(patient))
		return TRIAGE_NOTEBOOK;
	if (triage_is_diff(patient))
		return TRIAGE_DIFF;
	if (triage_find_conflict(patient, out))
		return TRIAGE_MERGE_CONFLICT;
	if (triage_is_template(patient))
		return TRIAGE_TEMPLATE;
	if (triage_is_prose(patient))
		return TRIAGE_PROSE;
	if (triage_is_python_2(patient))
		return TRIAGE_PYTHON_2;
	return triage_is_truncated(patient) ? TRIAGE_TRUNCATED : TRIAGE_PLAIN;
}

void triage(struct python_file *file, const struct python_verdict *verdict,
	    struct triage *out)
{
	struct patient patient = {.file = file, .verdict = verdict};

	*out = (struct triage){0};
	out->kind = kind_of(&patient, out);
}

char *triage_advice(const struct triage *triage, const char *path)
{
	g_autofree char *name = g_path_get_basename(path);
	static const char exclude[] =
		"or exclude it (--suggest-excludes prints the glob)";

	name[strlen(name) - strlen(".py")] = '\0';
	switch (triage->kind) {
	case TRIAGE_MERGE_CONFLICT:
		if (triage->start_line && triage->end_line)
			return g_strdup_printf(
				"merge conflict on lines %zu to %zu: resolve "
				"it and remove the markers",
				triage->start_line, triage->end_line);
		return g_strdup_printf(
			"left over from a merge: remove the marker on line %zu",
			triage->start_line ? triage->start_line
					   : triage->end_line);
	case TRIAGE_PYTHON_2:
		return g_strdup_printf("this is Python 2: convert it, %s",
				       exclude);
	case TRIAGE_TRUNCATED:
		return g_strdup("the end of the file seems to be missing: "
				"finish the last statement or restore the "
				"file");
	case TRIAGE_TEMPLATE:
		return g_strdup_printf(
			"this is a template: rename it to '%s.py.j2', "
			"%s",
			name, exclude);
	case TRIAGE_NOTEBOOK:
		return g_strdup_printf(
			"this is a Jupyter notebook: rename it to "
			"'%s.ipynb', %s",
			name, exclude);
	case TRIAGE_DIFF:
		return g_strdup_printf(
			"this is a diff: rename it to '%s.diff', %s", name,
			exclude);
	case TRIAGE_PROSE:
		return g_strdup_printf("this is text, no code: rename it, %s",
				       exclude);
	case TRIAGE_BINARY:
		return g_strdup_printf(
			"this is no text in UTF-8: restore or convert "
			"it, %s",
			exclude);
	case TRIAGE_PLAIN:
	case N_TRIAGE_KINDS:
		break;
	}
	return NULL;
}
