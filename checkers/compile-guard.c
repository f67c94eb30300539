/*
 * compile-guard - say what CPython would say of every file that it does not
 * compile, without Python.
 *
 * In a.py, for the target 3.11:
 *
 *	total = (1 +		'(' was never closed
 *	print "x"		Missing parentheses in call to 'print'. ...
 *	def f(): x = 1; global x    name 'x' is assigned to before global ...
 *
 * The verdict of each target is that of compile(source, path, "exec",
 * dont_inherit=True): a recognizer of CPython's grammar judges each file, and
 * what it refuses goes the way that CPython's own compiler goes, for its
 * words. tree-sitter's recovery then shows the errors behind the first, and a
 * look at the text tells what the file is instead: a conflict, a template,
 * Python 2.
 *
 * It does not see what fails when a file is run: a name that is not there,
 * an import of nothing.
 */

#include <config.h>

#include <string.h>

#include "checker.h"
#include "cleanup.h"
#include "error.h"
#include "exclusion.h"
#include "scan.h"
#include "syntax.h"
#include "targets.h"
#include "triage.h"

/* So many errors behind the first are told of one file. */
#define RECOVERED_MAX 20

#define MARKER_SIZE 7

static const struct rule syntax_error = {
	.id = "syntax-error",
	.severity = SEVERITY_ERROR,
	.summary = "A file that CPython does not compile",
	.is_firm = true,
};

static const struct rule syntax_error_recovered = {
	.id = "syntax-error-recovered",
	.severity = SEVERITY_ERROR,
	.summary = "A further error of a file that does not compile",
	.is_firm = true,
};

static const struct rule syntax_warning = {
	.id = "syntax-warning",
	.severity = SEVERITY_WARNING,
	.summary = "What CPython warns of when it compiles a file",
};

static const struct rule *const rules[] = {
	&syntax_error,
	&syntax_error_recovered,
	&syntax_warning,
	NULL,
};

/* -------- options -------- */

enum option_key {
	OPTION_TARGET = 0x200,
	OPTION_WARNINGS,
	OPTION_SUGGEST_EXCLUDES,
};

struct guard_options {
	unsigned int targets; /* a bit a minor version; 0: as configured */
	bool warnings;
	bool suggests;
	enum exclusion_format suggestion;
};

static const struct argp_option option_table[] = {
	{"target", OPTION_TARGET, "VERSIONS", 0,
	 "Versions to compile for: 3.8, 3.9-3.12, or a list of both", 0},
	{"warnings", OPTION_WARNINGS, NULL, 0,
	 "CPython's SyntaxWarnings and DeprecationWarnings too", 0},
	{"suggest-excludes", OPTION_SUGGEST_EXCLUDES, "TOOL",
	 OPTION_ARG_OPTIONAL,
	 "Print globs that take out what is no Python, for lanekeeper or ruff",
	 0},
	{0},
};

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct guard_options *options = state->input;
	unsigned int targets;

	switch (key) {
	case OPTION_TARGET:
		targets = targets_parse(arg);
		if (targets == 0)
			argp_error(state,
				   "--target takes versions from 3.%d to 3.%d, "
				   "such as 3.9,3.11-3.13, not '%s'",
				   PYTHON_OLDEST, PYTHON_NEWEST, arg);
		options->targets |= targets;
		return 0;
	case OPTION_WARNINGS:
		options->warnings = true;
		return 0;
	case OPTION_SUGGEST_EXCLUDES:
		options->suggests = true;
		if (arg && strcmp(arg, "ruff") == 0)
			options->suggestion = EXCLUSION_RUFF;
		else if (arg && strcmp(arg, "lanekeeper") != 0)
			argp_error(state, "--suggest-excludes takes lanekeeper "
					  "or ruff");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = option_table,
	.parser = parse_option,
};

static void *new_options(void)
{
	return g_new0(struct guard_options, 1);
}

/* -------- state -------- */

struct state {
	const struct guard_options *options;
	unsigned int targets;
};

/* As compileall: neither .pyi nor .pyw. */
static bool wants(const char *path)
{
	return g_str_has_suffix(path, ".py");
}

static void *start(const struct run *run, const void *data,
		   GError **error G_GNUC_UNUSED)
{
	const struct guard_options *options = data;
	struct state *state = g_new0(struct state, 1);

	state->options = options;
	state->targets =
		options->targets ? options->targets : 1u << run->python_minor;
	return state;
}

static void settings(const void *data, GString *out)
{
	const struct state *state = data;

	g_string_append_printf(out, "targets %x warnings %d", state->targets,
			       state->options->warnings);
}

/* -------- what the targets say of one file -------- */

/* One thing that is said, and which targets say it. */
struct saying {
	struct python_verdict verdict;
	unsigned int targets;
};

struct opinions {
	GArray *errors;	       /* struct saying */
	GArray *warnings;      /* struct saying; those that were asked for */
	unsigned int refusing; /* targets */
	unsigned int unknown;
	const char *unknown_reason;
};

static void add_saying(GArray *sayings, const struct python_verdict *verdict,
		       unsigned int minor)
{
	struct saying new = {*verdict, 1u << minor};

	for (guint i = 0; i < sayings->len; i++) {
		struct saying *old = &g_array_index(sayings, struct saying, i);

		if (old->verdict.line == verdict->line &&
		    old->verdict.class == verdict->class &&
		    strcmp(old->verdict.message, verdict->message) == 0) {
			old->targets |= 1u << minor;
			return;
		}
	}
	g_array_append_val(sayings, new);
}

static void ask_for_warnings(struct check *check, struct opinions *out,
			     unsigned int minor)
{
	g_autoptr(GArray) warnings = python_file_warnings(check->python, minor);

	for (guint i = 0; i < warnings->len; i++)
		add_saying(out->warnings,
			   &g_array_index(warnings, struct python_verdict, i),
			   minor);
}

static void ask_targets(struct check *check, struct opinions *out)
{
	const struct state *state = check->state;

	for (unsigned int i = PYTHON_OLDEST; i <= PYTHON_NEWEST; i++) {
		const struct python_verdict *verdict;

		if (!targets_have(state->targets, i))
			continue;
		verdict = python_file_judge(check->python, i);
		if (verdict->status == PYTHON_REFUSES) {
			add_saying(out->errors, verdict, i);
			out->refusing |= 1u << i;
		} else if (verdict->status == PYTHON_UNKNOWN) {
			out->unknown |= 1u << i;
			out->unknown_reason = verdict->reason;
		} else if (state->options->warnings) {
			ask_for_warnings(check, out, i);
		}
	}
}

/* -------- findings -------- */

/* The name at the offset, or the character: what is underlined. */
static struct span span_at(const struct source *source, size_t offset)
{
	const char *start = source->bytes + offset;
	const char *end = source->bytes + source->size;
	unsigned int non_ascii = 0;
	const char *stop = scan_identifier(start, end, &non_ascii);

	if (stop == start && start < end && *start != '\n' && *start != '\r')
		stop++;
	return (struct span){offset, offset + (size_t)(stop - start)};
}

/*
 * Where a reader looks, on CPython's line: its own place may be past the last
 * line, or in a text that is not the file's.
 */
static struct span place_of(struct source *source,
			    const struct python_verdict *verdict)
{
	struct position position = source_position(source, verdict->offset);

	if (position.line == verdict->line)
		return span_at(source, verdict->offset);
	return (struct span){source_line(source, verdict->line).start,
			     source_line(source, verdict->line).start};
}

/* Does the line hold but ASCII before the offset? */
static bool is_ascii_before(struct source *source, size_t line, size_t offset)
{
	for (size_t i = source_line(source, line).start; i < offset; i++)
		if (source->bytes[i] & 0x80)
			return false;
	return true;
}

/*
 * CPython's line and column. Its column counts bytes in some versions and
 * places; ours counts code points.
 */
static struct position stated_position(struct source *source,
				       const struct python_verdict *verdict,
				       struct span span)
{
	struct position stated = {verdict->line, verdict->column};
	struct position derived = source_position(source, span.start);

	if (derived.line != stated.line)
		stated.column = MAX(stated.column, 1);
	else if (stated.column == 0 ||
		 !is_ascii_before(source, stated.line, span.start))
		stated.column = derived.column;
	return stated;
}

/*
 * The version nearest to those that refuse the file that compiles it, or 0:
 * a newer one if there is any.
 */
static unsigned int compiling_minor(struct check *check, unsigned int refusing)
{
	unsigned int minor;

	for (minor = PYTHON_OLDEST; minor <= PYTHON_NEWEST; minor++)
		if (refusing < 1u << minor &&
		    python_file_seems_to_compile(check->python, minor))
			return minor;
	while (--minor >= PYTHON_OLDEST)
		if ((refusing & ((2u << minor) - 1)) == 0 &&
		    python_file_seems_to_compile(check->python, minor))
			return minor;
	return 0;
}

/* What a file is that not all targets compile. */
struct diagnosis {
	unsigned int compiling_minor; /* another version; 0: none */
	struct triage triage;	      /* PLAIN if there is such a version */
};

/* Python 2 at times is what 3.14 takes for something else: except E, e: */
static void diagnose(struct check *check, const struct opinions *opinions,
		     struct diagnosis *out)
{
	const struct saying *newest = &g_array_index(
		opinions->errors, struct saying, opinions->errors->len - 1);

	triage(check->python, &newest->verdict, &out->triage);
	out->compiling_minor = 0;
	if (out->triage.kind == TRIAGE_PYTHON_2)
		return;
	out->compiling_minor = compiling_minor(check, opinions->refusing);
	if (out->compiling_minor)
		out->triage = (struct triage){.kind = TRIAGE_PLAIN};
}

/* What to do about such a file, in one line, or NULL. */
static char *advice(const struct check *check,
		    const struct diagnosis *diagnosis)
{
	if (diagnosis->compiling_minor)
		return g_strdup_printf("Python 3.%u compiles it: is the target "
				       "right?",
				       diagnosis->compiling_minor);
	return triage_advice(&diagnosis->triage, check->file->path);
}

/* "says Python 3.8-3.10; advice"; the versions only where not all say so. */
static char *remark(const struct check *check, unsigned int targets,
		    const char *text)
{
	const struct state *state = check->state;
	g_autofree char *versions = targets_text(targets);

	if (targets == state->targets)
		return g_strdup(text);
	return g_strdup_printf("says Python %s%s%s", versions, text ? "; " : "",
			       text ? text : "");
}

static void add_data(struct finding *finding, unsigned int targets,
		     const char *key, const char *value)
{
	g_autofree char *versions = targets_text(targets);

	finding->data = cJSON_CreateObject();
	cJSON_AddStringToObject(finding->data, "target", versions);
	if (key)
		cJSON_AddStringToObject(finding->data, key, value);
}

static void report_errors(struct check *check, const struct opinions *opinions,
			  const struct diagnosis *diagnosis)
{
	g_autofree char *text = advice(check, diagnosis);

	for (guint i = 0; i < opinions->errors->len; i++) {
		const struct saying *saying =
			&g_array_index(opinions->errors, struct saying, i);
		const struct python_verdict *verdict = &saying->verdict;
		struct span span = place_of(check->source, verdict);
		struct finding *finding = check_report(
			check, &syntax_error, span, "%s", verdict->message);

		if (!finding)
			return;
		finding->stated = stated_position(check->source, verdict, span);
		add_data(finding, saying->targets, "error_class",
			 error_class_name(verdict->class));
		cJSON_AddStringToObject(
			finding->data, "kind",
			triage_kind_name(diagnosis->triage.kind));
		if (text)
			cJSON_AddStringToObject(finding->data, "advice", text);
		finding->remark =
			remark(check, saying->targets, i == 0 ? text : NULL);
	}
}

static void report_warnings(struct check *check,
			    const struct opinions *opinions)
{
	for (guint i = 0; i < opinions->warnings->len; i++) {
		const struct saying *saying =
			&g_array_index(opinions->warnings, struct saying, i);
		const struct python_verdict *verdict = &saying->verdict;
		struct span span = place_of(check->source, verdict);
		struct finding *finding = check_report(
			check, &syntax_warning, span, "%s", verdict->message);

		if (!finding)
			return;
		finding->stated = stated_position(check->source, verdict, span);
		add_data(finding, saying->targets, "warning_class",
			 error_class_name(verdict->class));
		finding->remark = remark(check, saying->targets,
					 verdict->class == DEPRECATION_WARNING
						 ? "a DeprecationWarning"
						 : NULL);
	}
}

/* -------- the errors behind the first -------- */

struct recovery {
	struct check *check;
	unsigned int targets;
	size_t last_line; /* of the last error told */
	size_t end;	  /* of the last fault told, in the text */
	unsigned int n;
};

/* The mark of a merge conflict, behind the first. */
static bool is_marker(const char *text)
{
	return memcmp(text, "<<<<<<<", MARKER_SIZE) == 0 ||
	       memcmp(text, "=======", MARKER_SIZE) == 0 ||
	       memcmp(text, ">>>>>>>", MARKER_SIZE) == 0;
}

/* "missing ')'", "unexpected 'x'", in the grammar's and the file's words. */
static char *fault_message(const struct source *source,
			   const struct syntax_fault *fault)
{
	const char *start = source->text + fault->start;
	const char *end = source->text + source->text_size;
	unsigned int non_ascii = 0;
	const char *stop;

	if (end - start >= MARKER_SIZE && is_marker(start))
		return g_strdup_printf("unexpected '%.*s'", MARKER_SIZE, start);
	if (fault->missing && fault->missing[0] == '_')
		return g_strdup_printf("missing %s", fault->missing + 1);
	if (fault->missing && g_ascii_isalpha(fault->missing[0]))
		return g_strdup_printf("missing %s", fault->missing);
	if (fault->missing)
		return g_strdup_printf("missing '%s'", fault->missing);
	stop = scan_identifier(start, end, &non_ascii);
	if (stop == start && stop < end)
		stop++;
	return g_strdup_printf("unexpected '%.*s'", (int)(stop - start), start);
}

static void report_fault(const struct syntax_fault *fault, void *payload)
{
	struct recovery *recovery = payload;
	struct check *check = recovery->check;
	struct source *source = check->source;
	size_t offset = source_byte_offset(source, fault->start);
	size_t line = source_position(source, offset).line;
	g_autofree char *message = NULL;
	struct finding *finding;

	if (line <= recovery->last_line || fault->start < recovery->end ||
	    fault->start >= source->text_size ||
	    g_ascii_isspace(source->text[fault->start]) ||
	    recovery->n == RECOVERED_MAX)
		return;
	message = fault_message(source, fault);
	finding = check_report(check, &syntax_error_recovered,
			       span_at(source, offset), "%s", message);
	recovery->last_line = line;
	recovery->end = fault->end;
	recovery->n++;
	if (finding)
		add_data(finding, recovery->targets, NULL, NULL);
}

/*
 * Is the error a bracket or quote that is open up to the end of the file?
 * Then all below it is read as what it is not.
 */
static bool hides_the_rest(struct check *check, const struct opinions *opinions)
{
	const struct token_array *tokens = python_file_tokens(check->python);
	const struct token *last;
	const struct saying *newest = &g_array_index(
		opinions->errors, struct saying, opinions->errors->len - 1);

	if (!tokens)
		return true;
	last = &tokens->items[tokens->n >= 2 ? tokens->n - 2 : 0];
	return last->kind == TOKEN_ERROR &&
	       (last->detail == TOKEN_ERROR_EOF_IN_BRACKET ||
		last->detail == TOKEN_ERROR_EOF_IN_STRING ||
		last->detail == TOKEN_ERROR_EOF_IN_FSTRING) &&
	       source_byte_offset(check->source, last->start) ==
		       newest->verdict.offset;
}

static void report_recovered(struct check *check,
			     const struct opinions *opinions,
			     const struct triage *triage)
{
	struct recovery recovery = {check, opinions->refusing, triage->end_line,
				    0, 0};

	if (hides_the_rest(check, opinions))
		return;
	for (guint i = 0; i < opinions->errors->len; i++) {
		const struct saying *saying =
			&g_array_index(opinions->errors, struct saying, i);

		recovery.last_line =
			MAX(recovery.last_line, saying->verdict.line);
	}
	syntax_visit_faults(check->source->text, check->source->text_size,
			    report_fault, &recovery);
}

/* -------- one file -------- */

static void fail_unknown(struct check *check, const struct opinions *opinions)
{
	g_autofree char *versions = targets_text(opinions->unknown);
	g_autofree char *reason =
		g_strdup_printf("unknown for Python %s: %s", versions,
				opinions->unknown_reason);
	GError *error = NULL;

	lk_error_set_reason(&error, "cannot judge", check->file->path, reason);
	check_fail(check, error);
}

/* Returns the kind of a file that fails plus one, as a pointer. */
static void *check_source(struct check *check)
{
	g_autoptr(GArray) errors =
		g_array_new(FALSE, FALSE, sizeof(struct saying));
	g_autoptr(GArray) warnings =
		g_array_new(FALSE, FALSE, sizeof(struct saying));
	struct opinions opinions = {.errors = errors, .warnings = warnings};
	struct diagnosis diagnosis;
	const struct triage *found = &diagnosis.triage;

	ask_targets(check, &opinions);
	report_warnings(check, &opinions);
	if (opinions.unknown)
		fail_unknown(check, &opinions);
	if (errors->len == 0)
		return NULL;
	diagnose(check, &opinions, &diagnosis);
	report_errors(check, &opinions, &diagnosis);
	if (!diagnosis.compiling_minor && triage_is_python(found->kind) &&
	    found->kind != TRIAGE_TRUNCATED)
		report_recovered(check, &opinions, found);
	return GINT_TO_POINTER((int)found->kind + 1);
}

static void free_summary(void *summary G_GNUC_UNUSED)
{
}

/* -------- what is better excluded -------- */

static bool concludes(const void *state)
{
	return ((const struct state *)state)->options->suggests;
}

/* The kind of a file that nobody means to repair, or NULL. */
static const char *excludable_kind(const void *summary)
{
	enum triage_kind kind;

	if (!summary)
		return NULL;
	kind = (enum triage_kind)(GPOINTER_TO_INT(summary) - 1);
	if (triage_is_python(kind) && kind != TRIAGE_PYTHON_2)
		return NULL;
	return triage_kind_name(kind);
}

static void conclude(struct conclusion *conclusion)
{
	const struct state *state = conclusion->state;
	g_autofree struct exclusion_file *files =
		g_new0(struct exclusion_file, conclusion->n_files);
	g_autofree char *text = NULL;

	for (size_t i = 0; i < conclusion->n_files; i++) {
		const char *path = conclusion->files[i].path;

		files[i].path = path;
		files[i].kind = excludable_kind(conclusion->summaries[i]);
		files[i].is_empty = !conclusion->summaries[i] &&
				    g_str_has_suffix(path, "__init__.py");
	}
	text = exclusions_text(files, conclusion->n_files,
			       state->options->suggestion);
	g_string_append(conclusion->text, text);
}

CHECKER(compile_guard, .name = "compile-guard",
	.summary = "Say which files CPython does not compile, in its words, "
		   "without Python.",
	.rules = rules, .wants = wants, .argp = &argp,
	.new_options = new_options, .free_options = g_free, .start = start,
	.stop = g_free, .settings = settings, .check_source = check_source,
	.free_summary = free_summary, .concludes = concludes,
	.conclude = conclude);
