/* peg_words - the words that the notation of a grammar is made of. */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "peg_grammar.h"

static bool is_name_byte(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

static void skip_blanks(struct peg_words *words)
{
	for (;;) {
		if (*words->next == '\n') {
			words->next++;
			words->line++;
			words->line_start = words->next;
		} else if (*words->next == ' ' || *words->next == '\t') {
			words->next++;
		} else if (*words->next == '#') {
			words->next += strcspn(words->next, "\n");
		} else {
			return;
		}
	}
}

/* Up to the closing byte, on the same line; a backslash takes the next. */
static struct peg_word enclosed(struct peg_words *words, char closing,
				enum peg_word_kind kind)
{
	const char *start = words->next + 1;
	const char *end = start;

	while (*end != closing && *end != '\n' && *end != '\0')
		end += *end == '\\' && end[1] != '\0' ? 2 : 1;
	if (*end != closing)
		return (struct peg_word){.kind = WORD_FAULT,
					 .start = words->next,
					 .size = (size_t)(end - words->next)};
	words->next = end + 1;
	return (struct peg_word){
		.kind = kind, .start = start, .size = (size_t)(end - start)};
}

static struct peg_word sign(struct peg_words *words)
{
	static const char singles[] = "|()[]?*+.,/&!~=-@:";
	const char *start = words->next;
	size_t size = 1;
	bool is_known = strchr(singles, *start) != NULL;

	if (memcmp(start, "=>", 2) == 0 || memcmp(start, "&&", 2) == 0)
		size = 2;
	words->next += size;
	return (struct peg_word){.kind = is_known ? WORD_SIGN : WORD_FAULT,
				 .start = start,
				 .size = size};
}

static struct peg_word name_or_number(struct peg_words *words)
{
	const char *start = words->next;

	while (is_name_byte(*words->next))
		words->next++;
	return (struct peg_word){.kind = g_ascii_isdigit(*start) ? WORD_NUMBER
								 : WORD_NAME,
				 .start = start,
				 .size = (size_t)(words->next - start)};
}

static struct peg_word read_word(struct peg_words *words)
{
	char c = *words->next;

	if (c == '\0')
		return (struct peg_word){.kind = WORD_END,
					 .start = words->next};
	if (is_name_byte(c))
		return name_or_number(words);
	if (c == '\'')
		return enclosed(words, '\'', WORD_QUOTED);
	if (c == '"')
		return enclosed(words, '"', WORD_SOFT);
	if (c == '{')
		return enclosed(words, '}', WORD_GATE);
	return sign(words);
}

void peg_words_advance(struct peg_words *words)
{
	const char *start;
	unsigned int line;

	words->word = words->after;
	skip_blanks(words);
	start = words->next;
	line = words->line;
	words->after = read_word(words);
	words->after.place = start;
	words->after.line = line;
	words->after.begins_line = start == words->line_start;
}

void peg_words_init(struct peg_words *words, const char *text)
{
	*words =
		(struct peg_words){.next = text, .line = 1, .line_start = text};
	peg_words_advance(words);
	peg_words_advance(words);
}
