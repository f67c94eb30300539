/* compilation - the steps of CPython's compile(), one after another. */

#include <config.h>

#include "compilation.h"

#include <stdarg.h>
#include <string.h>

#include "cleanup.h"
#include "compilation_warnings.h"
#include "embedded.h"
#include "peg.h"
#include "python_version.h"

/* --------------------------------------------------------------- refusal */

/* CPython has no line behind the last line end. */
static void move_off_end(struct compilation *c)
{
	struct syntax_error *error = &c->error;
	uint32_t start = text_line_start(&c->lines, error->line);

	if (c->minor == 8 || error->line == 1 || start != c->lines.size)
		return;
	syntax_error_set(error, c->arena, &c->lines, error->class,
			 c->lines.size - 1, "%s", error->message);
	error->column++;
}

bool compilation_refuse(struct compilation *c, enum error_class class,
			size_t offset, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	if (c->status != COMPILED)
		return false;
	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	syntax_error_set(&c->error, c->arena, &c->lines, class, offset, "%s",
			 message);
	move_off_end(c);
	c->status = COMPILATION_REFUSED;
	return false;
}

bool compilation_refuse_line(struct compilation *c, enum error_class class,
			     unsigned int line, unsigned int column,
			     const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	if (c->status != COMPILED)
		return false;
	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	syntax_error_set(&c->error, c->arena, &c->lines, class,
			 text_line_start(&c->lines, line), "%s", message);
	c->error.line = line;
	c->error.column = column;
	c->status = COMPILATION_REFUSED;
	return false;
}

bool compilation_unknown(struct compilation *c)
{
	if (c->status == COMPILED)
		c->status = COMPILATION_UNKNOWN;
	return false;
}

/* ----------------------------------------------------------------- names */

const char *compilation_intern(struct compilation *c, const char *name)
{
	const char *known = g_hash_table_lookup(c->names, name);

	if (!known) {
		known = arena_strndup(c->arena, name, strlen(name));
		g_hash_table_add(c->names, (void *)known);
	}
	return known;
}

const char *compilation_name(struct compilation *c, const char *bytes,
			     size_t size)
{
	g_autofree char *copy = g_strndup(bytes, size);
	g_autofree char *normal = NULL;

	if (!g_str_is_ascii(copy))
		normal = g_utf8_normalize(copy, -1, G_NORMALIZE_NFKC);
	return compilation_intern(c, normal ? normal : copy);
}

/* -------------------------------------------------------------- grammars */

static void *read_grammar(void *minor)
{
	g_autoptr(GError) error = NULL;
	bool is_38 = GPOINTER_TO_UINT(minor) == 8;
	const char *text = embedded_text(is_38 ? "checkers/python/"
						 "python-3.8.peg"
					       : "checkers/python/python.peg",
					 NULL);
	struct peg_grammar *grammar =
		peg_grammar_read(text, GPOINTER_TO_UINT(minor),
				 is_38 ? peg_helpers_38 : peg_helpers, &error);

	g_assert_no_error(error);
	return grammar;
}

const struct peg_grammar *compilation_grammar(unsigned int minor)
{
	static GOnce grammars[PYTHON_NEWEST + 1];

	g_assert(minor <= PYTHON_NEWEST);
	return g_once(&grammars[minor], read_grammar, GUINT_TO_POINTER(minor));
}

/* ----------------------------------------------------------------- steps */

struct node *compilation_parse(struct compilation *c)
{
	if (c->minor == 8)
		return compilation_parse_38(c);
	return peg_parse(c, compilation_grammar(c->minor), "file");
}

/* What is refused once there is a tree. */
static void check_module(struct compilation *c, const struct node *module)
{
	unsigned int features = 0;

	if (compilation_check_futures(c, module, &features) &&
	    compilation_check_symbols(c, module, features))
		compilation_check_code(c, module, features);
}

void compilation_run(struct compilation *c)
{
	struct node *module;

	text_lines_init(&c->lines, c->arena, c->text, c->size);
	c->names = g_hash_table_new(g_str_hash, g_str_equal);
	if (c->with_warnings)
		c->warnings =
			g_array_new(FALSE, FALSE, sizeof(struct syntax_error));
	compilation_tokenize(c);
	module = compilation_parse(c);
	if (module && c->status == COMPILED)
		check_module(c, module);
}

void compile_text(struct compilation *out, struct arena *arena,
		  const char *text, size_t size, unsigned int minor,
		  bool with_warnings)
{
	*out = (struct compilation){
		.arena = arena,
		.text = text,
		.size = size,
		.minor = minor,
		.with_warnings = with_warnings,
	};
	compilation_run(out);
}

void compilation_release(struct compilation *compilation)
{
	token_array_release(&compilation->tokens);
	if (compilation->names)
		g_hash_table_unref(compilation->names);
	if (compilation->warnings)
		g_array_unref(compilation->warnings);
	*compilation = (struct compilation){0};
}
