/* triage_token - templates, Python 2 and what lost its end, by tokens. */

#include <config.h>

#include "triage_private.h"

#include <string.h>

static const struct token *token(const struct patient *patient, size_t i)
{
	return &patient->tokens->items[i];
}

/* The tokens, but for the last two: an error and the end. */
static size_t n_tokens(const struct patient *patient)
{
	size_t n = patient->tokens->n;

	return n >= 2 ? n - 2 : 0;
}

static bool is_word(const struct patient *patient, size_t i, const char *word)
{
	const struct token *t = token(patient, i);
	size_t size = strlen(word);

	return t->end - t->start == size &&
	       memcmp(patient->text + t->start, word, size) == 0;
}

static bool ends_line(const struct token *t)
{
	return t->kind == TOKEN_NEWLINE || t->kind == TOKEN_END ||
	       t->kind == TOKEN_ERROR;
}

/* The physical line of an offset. */
static struct text_piece line_of(const struct patient *patient, size_t offset)
{
	const char *start = patient->text + offset;
	struct text_piece line = {start, start, start};

	while (start > patient->text && start[-1] != '\n' && start[-1] != '\r')
		start--;
	triage_next_line(start, patient->text + patient->size, &line);
	return line;
}

/* -------- templates -------- */

/* {{ name }}, {{ "text" }} or {% tag %}: no expression of Python. */
static bool has_braces(const struct patient *patient)
{
	size_t n = n_tokens(patient);

	for (size_t i = 0; i + 1 < n; i++) {
		const struct token *t = token(patient, i);

		if (t->kind != TOKEN_LBRACE || t[1].start != t->end)
			continue;
		if (t[1].kind == TOKEN_PERCENT)
			return true;
		if (t[1].kind == TOKEN_LBRACE &&
		    (t[2].kind == TOKEN_NAME || t[2].kind == TOKEN_STRING))
			return true;
	}
	return false;
}

/* The same on the line of an error that the tokens do not reach. */
static bool line_has_braces(const struct text_piece *line)
{
	for (const char *at = line->start; at + 1 < line->end; at++) {
		if (*at == '#')
			return false;
		if (*at == '{' && (at[1] == '{' || at[1] == '%'))
			return true;
	}
	return false;
}

/* "% if x:", "<%def name=...>", "${x}" of Mako. */
static bool is_mako(const struct patient *patient,
		    const struct text_piece *line)
{
	static const char *const words[] = {"if",    "elif",	"else",
					    "endif", "for",	"endfor",
					    "while", "endwhile"};
	const char *at = line->start;
	const char *error = patient->text + patient->offset;

	while (at < line->end && (*at == ' ' || *at == '\t'))
		at++;
	if (line->end - at >= 2 && at[0] == '<' && at[1] == '%')
		return true;
	if (error + 1 < line->end && error[0] == '$' && error[1] == '{')
		return true;
	if (at == line->end || *at++ != '%')
		return false;
	while (at < line->end && *at == ' ')
		at++;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t size = strlen(words[i]);

		if ((size_t)(line->end - at) >= size &&
		    memcmp(at, words[i], size) == 0 &&
		    !g_ascii_isalnum(at[size]))
			return true;
	}
	return false;
}

bool triage_is_template(const struct patient *patient)
{
	const char *path = patient->file->source->path;
	struct text_piece line = line_of(patient, patient->offset);

	return strstr(path, "{{") || strstr(path, "{%") ||
	       has_braces(patient) || line_has_braces(&line) ||
	       is_mako(patient, &line);
}

/* -------- Python 2 -------- */

/* May an expression begin with it, that no call or operator begins with? */
static bool begins_operand(const struct patient *patient, const struct token *t)
{
	switch (t->kind) {
	case TOKEN_NAME:
	case TOKEN_STRING:
	case TOKEN_NUMBER:
	case TOKEN_LBRACE:
	case TOKEN_NOT:
	case TOKEN_LAMBDA:
	case TOKEN_NONE:
	case TOKEN_TRUE:
	case TOKEN_FALSE:
		return true;
	case TOKEN_STRAY:
		return patient->text[t->start] == '`';
	default:
		return false;
	}
}

static bool begins_statement(const struct patient *patient, size_t i)
{
	if (i == 0)
		return true;
	switch (token(patient, i - 1)->kind) {
	case TOKEN_NEWLINE:
	case TOKEN_INDENT:
	case TOKEN_DEDENT:
	case TOKEN_SEMI:
	case TOKEN_COLON:
		return true;
	default:
		return false;
	}
}

/* print "x"; exec code */
static bool is_statement_of_2(const struct patient *patient, size_t i)
{
	const struct token *t = token(patient, i);

	return t->kind == TOKEN_NAME &&
	       (t->detail == SOFT_PRINT || t->detail == SOFT_EXEC) &&
	       !ends_line(&t[1]) && begins_operand(patient, &t[1]) &&
	       begins_statement(patient, i);
}

/*
 * except E, e: the name is in lower case, for 3.14 takes except E, F:
 * without parentheses too.
 */
static bool is_except_of_2(const struct patient *patient, size_t i)
{
	unsigned int depth = 0;
	size_t n = n_tokens(patient);

	if (token(patient, i)->kind != TOKEN_EXCEPT)
		return false;
	for (i++; i + 2 < n; i++) {
		const struct token *t = token(patient, i);

		if (ends_line(t) || (t->kind == TOKEN_COLON && depth == 0))
			return false;
		if (t->kind == TOKEN_LPAR || t->kind == TOKEN_LSQB)
			depth++;
		else if (t->kind == TOKEN_RPAR || t->kind == TOKEN_RSQB)
			depth--;
		else if (t->kind == TOKEN_COMMA && depth == 0)
			return t[1].kind == TOKEN_NAME &&
			       t[2].kind == TOKEN_COLON &&
			       !g_ascii_isupper(patient->text[t[1].start]);
	}
	return false;
}

/* Does a token of this kind stand before i on the logical line? */
static bool has_before(const struct patient *patient, size_t i,
		       enum token_kind kind)
{
	while (i > 0 && !ends_line(token(patient, i - 1)))
		if (token(patient, --i)->kind == kind)
			return true;
	return false;
}

/* 0777, 10L, 0xffL around the error, which the tokenizer refuses. */
static bool is_number_of_2(const struct patient *patient)
{
	const char *end = patient->text + patient->size;
	const char *at = patient->text + patient->offset;
	const char *start = at;

	while (start > patient->text && g_ascii_isalnum(start[-1]))
		start--;
	while (at < end && g_ascii_isalnum(*at))
		at++;
	if (at == start || !g_ascii_isdigit(*start))
		return false;
	if (at[-1] == 'L' || at[-1] == 'l')
		return true;
	if (*start != '0' || at - start < 2)
		return false;
	while (start < at && *start >= '0' && *start <= '7')
		start++;
	return start == at;
}

/* Is the token, at which the error lies, one that Python 2 takes there? */
static bool is_error_of_2(const struct patient *patient, size_t i)
{
	const struct token *t = token(patient, i);
	enum token_kind before = i > 0 ? t[-1].kind : TOKEN_NEWLINE;

	switch (t->kind) {
	case TOKEN_COMMA: /* raise E, "text" */
		return has_before(patient, i, TOKEN_RAISE);
	case TOKEN_LPAR: /* def f(a, (b, c)): and lambda (a, b): */
		return before == TOKEN_LAMBDA ||
		       ((before == TOKEN_COMMA || before == TOKEN_LPAR) &&
			(has_before(patient, i, TOKEN_DEF) ||
			 has_before(patient, i, TOKEN_LAMBDA)));
	case TOKEN_STRAY:
		return patient->text[t->start] == '`';
	case TOKEN_NOTEQUAL:
		return (t->flags & TOKEN_FLUFL) != 0;
	case TOKEN_STRING: /* ur"text" */
		return before == TOKEN_NAME && t[-1].end == t->start &&
		       (is_word(patient, i - 1, "ur") ||
			is_word(patient, i - 1, "uR") ||
			is_word(patient, i - 1, "Ur") ||
			is_word(patient, i - 1, "UR"));
	default:
		return false;
	}
}

bool triage_is_python_2(const struct patient *patient)
{
	const char *message = patient->verdict->message;
	size_t n = n_tokens(patient);

	if (g_str_has_prefix(message, "Missing parentheses in call to") ||
	    is_number_of_2(patient) ||
	    is_error_of_2(patient, patient->error_token))
		return true;
	for (size_t i = 0; i < n; i++)
		if (is_statement_of_2(patient, i) || is_except_of_2(patient, i))
			return true;
	return false;
}

/* -------- the end is missing -------- */

/* The columns that a line is indented by, for comparisons. */
static size_t indentation(const struct text_piece *line)
{
	const char *at = line->start;

	while (at < line->end && (*at == ' ' || *at == '\t'))
		at++;
	return (size_t)(at - line->start);
}

/*
 * Could the line stand in a bracket that a line so far indented opens? Its
 * content is indented further, or else text, a comment or a bracket.
 */
static bool may_be_in_bracket(const struct text_piece *line, size_t opening)
{
	size_t indent = indentation(line);
	const char *first = line->start + indent;

	return first == line->end || indent > opening ||
	       strchr(")]}#\"'", *first);
}

/* Could it be the text of a docstring? */
static bool may_be_in_string(const struct text_piece *line)
{
	struct text_piece inner = *line;

	inner.start += indentation(line);
	return inner.start == inner.end || inner.end[-1] != ':' ||
	       !(triage_starts_with(&inner, "def ") ||
		 triage_starts_with(&inner, "class ") ||
		 triage_starts_with(&inner, "async def "));
}

/* Could all that follows an opening bracket or quote be inside of it? */
static bool is_open_to_end(const struct patient *patient,
			   const struct token *error)
{
	const char *end = patient->text + patient->size;
	bool is_bracket = error->detail == TOKEN_ERROR_EOF_IN_BRACKET;
	struct text_piece line = line_of(patient, error->start);
	size_t opening = indentation(&line);

	while (triage_next_line(line.next, end, &line))
		if (is_bracket ? !may_be_in_bracket(&line, opening)
			       : !may_be_in_string(&line))
			return false;
	return true;
}

/* The end of the text without the blanks and line ends behind it. */
static size_t stripped_size(const struct patient *patient)
{
	size_t size = patient->size;

	while (size > 0 && g_ascii_isspace(patient->text[size - 1]))
		size--;
	return size;
}

/* Does the last line have an end? */
static bool has_last_line_end(const struct patient *patient)
{
	char last = patient->size > 0 ? patient->text[patient->size - 1] : '\0';

	return last == '\n' || last == '\r';
}

/* Does the version speak of the end, too, and not of an error before it? */
static bool is_about_end(const struct patient *patient)
{
	static const char *const words[] = {"EOF", "never closed",
					    "unterminated"};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(patient->verdict->message, words[i]))
			return true;
	return patient->offset >= stripped_size(patient);
}

/* Of tokens that end in an error. */
static bool is_cut_in_token(const struct patient *patient,
			    const struct token *error)
{
	struct text_piece line = line_of(patient, patient->offset);

	switch ((enum token_error)error->detail) {
	case TOKEN_ERROR_EOF_IN_STRING:
	case TOKEN_ERROR_EOF_IN_FSTRING:
	case TOKEN_ERROR_EOF_IN_BRACKET:
		return is_about_end(patient) && is_open_to_end(patient, error);
	case TOKEN_ERROR_CONTINUATION_EOF:
		return is_about_end(patient);
	case TOKEN_ERROR_EOL_IN_STRING:
	case TOKEN_ERROR_EOL_IN_FSTRING:
		return !has_last_line_end(patient) &&
		       line.end == patient->text + patient->size;
	default:
		return false;
	}
}

bool triage_is_truncated(const struct patient *patient)
{
	const struct token *last = token(patient, n_tokens(patient));
	size_t size = stripped_size(patient);

	if (last->kind == TOKEN_ERROR)
		return is_cut_in_token(patient, last);
	/* "'return' outside function" and its kin are about what is there. */
	if (patient->verdict->message[0] == '\'')
		return false;
	return patient->offset >= size ||
	       (!has_last_line_end(patient) &&
		token(patient, patient->error_token)->end >= size);
}
