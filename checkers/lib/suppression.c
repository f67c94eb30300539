/* suppression - '# noqa: RULE' and '# lanekeeper: ignore[rule]'. */

#include <config.h>

#include "suppression.h"

#include <string.h>

#include "cleanup.h"
#include "token.h"

const struct rule unused_suppression_rule = {
	.id = "unused-suppression",
	.severity = SEVERITY_NOTE,
	.summary = "A suppression in the source that no finding needs.",
};

/* One code of a comment; spans are bytes of the source. */
struct suppression {
	const char *code; /* borrowed from the text */
	size_t code_size;
	struct span span;  /* of the code */
	struct span lines; /* that the suppression holds for */
	bool is_used;
	bool is_vain; /* it names a rule that cannot be suppressed */
};

struct collector {
	struct source *source;
	const struct rule *const *rules;
	size_t n_rules;
	GArray *suppressions; /* struct suppression, in order */
	guint n_closed;	      /* suppressions whose lines are known */
};

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at;
}

/* Moves *at over word, in any case, and the blanks after it. */
static bool skip_word(const char **at, const char *end, const char *word)
{
	size_t size = strlen(word);

	if ((size_t)(end - *at) < size ||
	    g_ascii_strncasecmp(*at, word, size) != 0)
		return false;
	*at = skip_blanks(*at + size, end);
	return true;
}

enum directive {
	DIRECTIVE_NONE,
	DIRECTIVE_NOQA,	  /* noqa: CODES, up to what is no code */
	DIRECTIVE_IGNORE, /* lanekeeper: ignore[CODES] */
};

/* Reads the directive after a '#'; *at then stands at its first code. */
static enum directive read_directive(const char **at, const char *end)
{
	*at = skip_blanks(*at, end);
	if (skip_word(at, end, "noqa"))
		return skip_word(at, end, ":") ? DIRECTIVE_NOQA
					       : DIRECTIVE_NONE;
	if (skip_word(at, end, "lanekeeper") && skip_word(at, end, ":") &&
	    skip_word(at, end, "ignore") && skip_word(at, end, "["))
		return DIRECTIVE_IGNORE;
	return DIRECTIVE_NONE;
}

bool suppression_possible(const char *text, size_t size)
{
	const char *end = text + size;
	const char *at = text;

	while ((at = memchr(at, '#', (size_t)(end - at)))) {
		at++;
		if (read_directive(&at, end) != DIRECTIVE_NONE)
			return true;
	}
	return false;
}

/* Is the code the rule's id, or its alias in any case? */
static bool names_rule(const char *code, size_t size, const struct rule *rule)
{
	if (strlen(rule->id) == size && memcmp(rule->id, code, size) == 0)
		return true;
	return rule->alias && strlen(rule->alias) == size &&
	       g_ascii_strncasecmp(rule->alias, code, size) == 0;
}

/* The first of our rules that the code names, or NULL. */
static const struct rule *named_rule(const struct collector *collector,
				     const char *code, size_t size)
{
	for (size_t i = 0; i < collector->n_rules; i++)
		if (names_rule(code, size, collector->rules[i]))
			return collector->rules[i];
	return NULL;
}

/* Letters, then digits: what a code of flake8, ruff or pylint looks like. */
static bool looks_like_code(const char *code, size_t size)
{
	size_t n_letters = 0;

	while (n_letters < size && g_ascii_isalpha(code[n_letters]))
		n_letters++;
	if (n_letters == 0 || n_letters == size)
		return false;
	for (size_t i = n_letters; i < size; i++)
		if (!g_ascii_isdigit(code[i]))
			return false;
	return true;
}

static void add_suppression(struct collector *collector,
			    const struct rule *rule, const char *code,
			    size_t size)
{
	const struct source *source = collector->source;
	size_t offset = (size_t)(code - source->text);
	struct suppression suppression = {
		.code = code,
		.code_size = size,
		.is_vain = rule->is_firm,
		.span = {source_byte_offset(source, offset),
			 source_byte_offset(source, offset + size)},
	};

	g_array_append_val(collector->suppressions, suppression);
}

static size_t code_size_at(const char *at, const char *end)
{
	const char *start = at;

	while (at < end && (g_ascii_isalnum(*at) || *at == '-' || *at == '_'))
		at++;
	return (size_t)(at - start);
}

/*
 * Adds the codes of a list, parted by commas and blanks, that name one of
 * our rules. The first word that is no code ends a list of noqa, because a
 * reason may follow it. Returns where the list ends.
 */
static const char *read_codes(struct collector *collector, const char *at,
			      const char *end, enum directive directive)
{
	while (at < end) {
		size_t size = code_size_at(at, end);
		const struct rule *rule;

		if (size == 0) {
			if (*at != ',' && *at != ' ' && *at != '\t')
				return at;
			at++;
			continue;
		}
		rule = named_rule(collector, at, size);
		if (rule)
			add_suppression(collector, rule, at, size);
		else if (directive == DIRECTIVE_NOQA &&
			 !looks_like_code(at, size))
			return at;
		at += size;
	}
	return at;
}

/* Adds what the directives of a stretch of text name. */
static void read_directives(struct collector *collector, const char *at,
			    const char *end)
{
	GArray *suppressions = collector->suppressions;

	while ((at = memchr(at, '#', (size_t)(end - at)))) {
		guint n_before = suppressions->len;
		enum directive directive;

		at++;
		directive = read_directive(&at, end);
		if (directive == DIRECTIVE_NONE)
			continue;
		at = read_codes(collector, at, end, directive);
		if (directive == DIRECTIVE_IGNORE && (at == end || *at != ']'))
			g_array_set_size(suppressions, n_before);
	}
}

/* The suppressions read since the last call hold for these lines of text. */
static void close_lines(struct collector *collector, size_t start, size_t end)
{
	GArray *suppressions = collector->suppressions;
	struct span lines;

	if (collector->n_closed == suppressions->len)
		return;
	/* The first line begins before the byte order mark. */
	lines.start =
		start == 0 ? 0 : source_byte_offset(collector->source, start);
	lines.end = source_byte_offset(collector->source, end);
	if (end == collector->source->text_size)
		lines.end = SIZE_MAX; /* a finding may lie at the very end */
	while (collector->n_closed < suppressions->len)
		g_array_index(suppressions, struct suppression,
			      collector->n_closed++)
			.lines = lines;
}

/* Reads the comments, and finds out which lines each holds for. */
static void read_comments(struct collector *collector,
			  const struct token_array *tokens)
{
	const char *text = collector->source->text;
	size_t line_start = 0; /* of the logical line */
	bool in_statement = false;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->items[i];

		switch (token->kind) {
		case TOKEN_COMMENT:
			read_directives(collector, text + token->start,
					text + token->end);
			break;
		case TOKEN_NL:
			if (in_statement)
				break;
			close_lines(collector, line_start, token->end);
			line_start = token->end;
			break;
		case TOKEN_NEWLINE:
			close_lines(collector, line_start, token->end);
			line_start = token->end;
			in_statement = false;
			break;
		case TOKEN_ERROR:
		case TOKEN_END:
			close_lines(collector, line_start, token->end);
			break;
		default: /* an INDENT or DEDENT begins a statement too */
			in_statement = true;
			break;
		}
	}
}

/* The suppressions of a source that name one of the rules. */
static void collect(struct collector *collector)
{
	const struct source *source = collector->source;
	struct token_array tokens = {0};

	/* Most files that suppress anything suppress other tools' rules. */
	read_directives(collector, source->text,
			source->text + source->text_size);
	if (collector->suppressions->len == 0)
		return;
	g_array_set_size(collector->suppressions, 0);

	tokenize(source->text, source->text_size, TOKENIZE_TRIVIA, &tokens);
	read_comments(collector, &tokens);
	token_array_release(&tokens);
}

/* The first suppression whose lines end after the offset. */
static guint first_after(const GArray *suppressions, size_t offset)
{
	guint low = 0;
	guint high = suppressions->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;
		const struct suppression *suppression = &g_array_index(
			suppressions, struct suppression, middle);

		if (suppression->lines.end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_suppressed(const struct finding *finding, void *payload)
{
	GArray *suppressions = payload;
	size_t offset = finding->span.start;
	bool is_hit = false;

	if (finding->rule->is_firm)
		return false;
	for (guint i = first_after(suppressions, offset); i < suppressions->len;
	     i++) {
		struct suppression *suppression =
			&g_array_index(suppressions, struct suppression, i);

		if (suppression->lines.start > offset)
			break;
		if (!names_rule(suppression->code, suppression->code_size,
				finding->rule))
			continue;
		suppression->is_used = true;
		is_hit = true;
	}
	return is_hit;
}

static void add_unused(const struct source *source, const GArray *suppressions,
		       GPtrArray *findings)
{
	for (guint i = 0; i < suppressions->len; i++) {
		const struct suppression *suppression =
			&g_array_index(suppressions, struct suppression, i);

		if (suppression->is_used)
			continue;
		g_ptr_array_add(
			findings,
			finding_new(&unused_suppression_rule, source->path,
				    suppression->span,
				    g_strdup_printf(
					    suppression->is_vain
						    ? "'%.*s' cannot be "
						      "suppressed here"
						    : "suppression '%.*s' is "
						      "not needed",
					    (int)suppression->code_size,
					    suppression->code)));
	}
}

void suppressions_apply(struct source *source, const struct rule *const *rules,
			size_t n_rules, GPtrArray *findings)
{
	g_autoptr(GArray) suppressions =
		g_array_new(FALSE, FALSE, sizeof(struct suppression));
	struct collector collector = {
		.source = source,
		.rules = rules,
		.n_rules = n_rules,
		.suppressions = suppressions,
	};

	collect(&collector);
	if (suppressions->len == 0)
		return;
	findings_remove(findings, is_suppressed, suppressions);
	add_unused(source, suppressions, findings);
}
