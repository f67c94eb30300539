/* triage_text - binaries, notebooks, diffs, conflicts and prose. */

#include <config.h>

#include "triage_private.h"

#include <string.h>

#include "keyword.h"

/* One byte in so many that is a control character makes a file a binary. */
#define BINARY_SHARE 50

/* A line with so many words after each other is a sentence, not code. */
#define PROSE_WORDS 3

static bool has_utf16_mark(const struct source *source)
{
	return source->size >= 2 &&
	       (memcmp(source->bytes, "\xff\xfe", 2) == 0 ||
		memcmp(source->bytes, "\xfe\xff", 2) == 0);
}

bool triage_is_binary(const struct source *source)
{
	size_t n_controls = 0;

	for (size_t i = 0; i < source->size; i++) {
		unsigned char c = (unsigned char)source->bytes[i];

		n_controls += c < ' ' && !(c >= '\t' && c <= '\r');
	}
	return has_utf16_mark(source) ||
	       n_controls * BINARY_SHARE > source->size;
}

static bool has_word(const char *text, size_t size, const char *word)
{
	return memmem(text, size, word, strlen(word)) != NULL;
}

bool triage_is_notebook(const struct patient *patient)
{
	const char *text = patient->text;
	size_t n_blanks = strspn(text, " \t\r\n");

	return n_blanks < patient->size && text[n_blanks] == '{' &&
	       has_word(text, patient->size, "\"cells\"") &&
	       (has_word(text, patient->size, "\"nbformat\"") ||
		has_word(text, patient->size, "\"cell_type\""));
}

/*
 * The headers of a diff's first file stand at the error or before it: code
 * that compiles does not precede them.
 */
bool triage_is_diff(const struct patient *patient)
{
	const char *end = patient->text + patient->size;
	const char *at = patient->text;
	const char *error = patient->text + patient->offset;
	struct text_piece line;
	size_t n_headers = 0; /* of ---, +++ and @@, in a row */

	while (triage_next_line(at, end, &line)) {
		at = line.next;
		if (triage_starts_with(&line, "diff --git ") &&
		    line.start <= error)
			return true;
		if (n_headers == 0 && line.start > error)
			return false;
		if (n_headers == 2 && triage_starts_with(&line, "@@ -"))
			return true;
		if (n_headers == 1 && triage_starts_with(&line, "+++ "))
			n_headers = 2;
		else
			n_headers = triage_starts_with(&line, "--- ");
	}
	return false;
}

/* Seven times c, and a blank or nothing after it. */
static bool is_marker(const struct text_piece *line, char c)
{
	size_t size = (size_t)(line->end - line->start);

	for (size_t i = 0; i < 7; i++)
		if (i >= size || line->start[i] != c)
			return false;
	return size == 7 || line->start[7] == ' ';
}

/* The start of a string that is open to the end of the text, else the end. */
static const char *open_string(const struct patient *patient)
{
	const struct token_array *tokens = patient->tokens;
	const struct token *last = &tokens->items[MAX(tokens->n, 2) - 2];
	bool is_open = last->kind == TOKEN_ERROR &&
		       (last->detail == TOKEN_ERROR_EOF_IN_STRING ||
			last->detail == TOKEN_ERROR_EOF_IN_FSTRING);

	return patient->text + (is_open ? last->start : patient->size);
}

/*
 * A conflict's markers in their order, outside of strings; but where quotes
 * do not match, what is a string cannot be told.
 */
bool triage_find_conflict(const struct patient *patient, struct triage *out)
{
	bool quotes_match =
		open_string(patient) == patient->text + patient->size;
	const char *end = patient->text + patient->size;
	const char *at = patient->text;
	struct text_piece line;
	struct triage found = {0};
	bool error_is_on_marker = false;

	for (size_t number = 1; triage_next_line(at, end, &line); number++) {
		size_t offset = (size_t)(line.start - patient->text);
		bool starts = is_marker(&line, '<');
		bool ends = is_marker(&line, '>');

		at = line.next;
		if ((!starts && !ends && !is_marker(&line, '=')) ||
		    (quotes_match && triage_is_in_string(patient, offset)))
			continue;
		if ((starts || ends) && number == patient->verdict->line)
			error_is_on_marker = true;
		if (starts && found.start_line == 0)
			found.start_line = number;
		else if (ends && found.end_line == 0)
			found.end_line = number;
		else if (!starts && !ends && found.start_line > 0 &&
			 found.middle_line == 0)
			found.middle_line = number;
	}
	if (!error_is_on_marker &&
	    (found.middle_line == 0 || found.end_line < found.middle_line))
		return false;
	out->start_line = found.start_line;
	out->middle_line = found.middle_line;
	out->end_line = found.end_line;
	return true;
}

/* -------- prose -------- */

/* What counts of a file's lines, but for blank ones and those in strings. */
struct prose_count {
	size_t n_lines;
	size_t n_prose;
	bool error_is_prose;
	bool is_fenced; /* between lines of ```: code */
};

static bool is_keyword(const char *word, size_t size)
{
	char padded[KEYWORD_MAX_SIZE] = {0};
	const struct keyword_slot *slot;
	uint64_t key;

	if (size > KEYWORD_MAX_SIZE)
		return false;
	memcpy(padded, word, size);
	key = keyword_key(padded, size);
	slot = &keyword_slots[KEYWORD_HASH(key)];
	return slot->key == key && slot->detail == SOFT_NONE;
}

static const char *skip_quoted(const char *at, const char *end)
{
	char quote = *at++;

	while (at < end && *at != quote)
		at += *at == '\\' && at + 1 < end ? 2 : 1;
	return at < end ? at + 1 : end;
}

/* Has the line words after each other, with but one blank between? */
static bool has_sentence(const struct text_piece *line)
{
	const char *at = line->start;
	size_t n_words = 0;

	while (at < line->end) {
		const char *word = at;

		while (at < line->end &&
		       (g_ascii_isalpha(*at) || (*at & 0x80) ||
			(*at == '\'' && at > word)))
			at++;
		if (at == word || is_keyword(word, (size_t)(at - word)))
			n_words = 0;
		else if (++n_words == PROSE_WORDS)
			return true;
		if (at == line->end)
			break;
		if (at == word && (*at == '"' || *at == '\''))
			at = skip_quoted(at, line->end);
		else if (*at != ' ')
			n_words = 0, at++;
		else
			at++;
	}
	return false;
}

/* Fences, list items, quotations, links, tags: Markdown or HTML. */
static bool has_markup(const struct text_piece *line)
{
	return triage_starts_with(line, "```") ||
	       triage_starts_with(line, "- ") ||
	       triage_starts_with(line, "* ") ||
	       triage_starts_with(line, "> ") ||
	       triage_starts_with(line, "![") ||
	       triage_starts_with(line, "|") ||
	       (triage_starts_with(line, "<") && line->end[-1] == '>');
}

/* A heading of Markdown is a comment of Python, and speaks for neither. */
static void count_line(struct prose_count *count, const struct text_piece *line,
		       bool is_of_error)
{
	struct text_piece inner = *line;
	bool is_prose;

	while (inner.start < inner.end &&
	       (*inner.start == ' ' || *inner.start == '\t'))
		inner.start++;
	if (triage_starts_with(&inner, "```"))
		count->is_fenced = !count->is_fenced;
	else if (inner.start == inner.end || *inner.start == '#' ||
		 count->is_fenced)
		return;
	is_prose = has_markup(&inner) || has_sentence(&inner);
	count->n_lines++;
	count->n_prose += is_prose;
	count->error_is_prose |= is_of_error && is_prose;
}

bool triage_is_prose(const struct patient *patient)
{
	const char *end = open_string(patient);
	const char *at = patient->text;
	const char *error = patient->text + patient->offset;
	struct prose_count count = {0};
	struct text_piece line;

	while (triage_next_line(at, end, &line)) {
		at = line.next;
		if (!triage_is_in_string(patient,
					 (size_t)(line.start - patient->text)))
			count_line(&count, &line,
				   line.start <= error && error <= line.end);
	}
	return count.error_is_prose && count.n_prose * 2 > count.n_lines;
}
