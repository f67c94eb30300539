/* compile_bytes - what CPython's compile() does with bytes before tokens. */

#include <config.h>

#include <string.h>

#include "cleanup.h"
#include "codec_decode.h"
#include "compilation.h"
#include "encoding.h"

#define BOM	 "\xef\xbb\xbf"
#define BOM_SIZE 3

/* A file's bytes, on their way to a text. */
struct file {
	struct compilation *out;
	struct arena *arena;
	const char *bytes; /* without a byte order mark */
	size_t size;
	unsigned int minor;
	bool has_bom;
	bool is_open_ended;
};

/* The file is refused before there is a text; it has no line then. */
static void refuse(const struct file *file, enum error_class class,
		   const char *message)
{
	struct compilation *out = file->out;

	*out = (struct compilation){
		.arena = file->arena,
		.text = file->bytes,
		.size = file->size,
		.minor = file->minor,
		.status = COMPILATION_REFUSED,
	};
	text_lines_init(&out->lines, file->arena, out->text, out->size);
	out->error.class = class;
	out->error.message = message;
	out->error.line = 1;
}

static void refuse_null(const struct file *file)
{
	refuse(file, file->minor < 11 ? VALUE_ERROR : SYNTAX_ERROR,
	       "source code string cannot contain null bytes");
}

/*
 * Since 3.14 bytes that nothing is declared about must be UTF-8. Before, the
 * tokenizer and the parser meet them where they stand in names or strings.
 */
static bool check_utf8(const struct file *file)
{
	size_t valid = encoding_check_utf8(file->bytes, file->size);
	struct syntax_error *error = &file->out->error;
	unsigned int line;

	if (file->minor < 14 || valid == file->size)
		return true;
	refuse(file, SYNTAX_ERROR, NULL);
	line = text_line(&file->out->lines, valid);
	error->message = arena_printf(
		file->arena,
		"Non-UTF-8 code starting with '\\x%.2x' on line %u, but no "
		"encoding declared; see https://peps.python.org/pep-0263/ for "
		"details",
		(unsigned char)file->bytes[valid], line);
	error->line = line;
	error->offset = (uint32_t)valid;
	return false;
}

/* The line, 1 or 2, that the cookie is on. */
static unsigned int cookie_line(const struct file *file)
{
	size_t line_end = strcspn(file->bytes, "\r\n");
	g_autofree char *name = NULL;

	return encoding_find_cookie_name(file->bytes, line_end, &name) ? 1 : 2;
}

/* Decodes bytes that a cookie says the encoding of. */
static bool decode(struct file *file, const char *name)
{
	struct codec_input input = {name, file->bytes, file->size, file->minor};
	struct codec_result result;

	if (file->has_bom) {
		refuse(file, SYNTAX_ERROR,
		       arena_printf(file->arena,
				    "encoding problem: %s with BOM", name));
		if (file->minor >= 14)
			file->out->error.line = cookie_line(file);
		return false;
	}
	codec_decode(&input, file->arena, &result);
	if (result.status != CODEC_DECODED) {
		refuse(file, SYNTAX_ERROR, result.message);
		if (result.status == CODEC_UNKNOWN)
			file->out->status = COMPILATION_UNKNOWN;
		return false;
	}
	file->bytes = result.text;
	file->size = result.size;
	file->is_open_ended = result.is_open_ended;
	return true;
}

static bool find_text(struct file *file)
{
	g_autofree char *name = NULL;

	if (memchr(file->bytes, '\0', file->size)) {
		refuse_null(file);
		return false;
	}
	if (file->size >= BOM_SIZE && memcmp(file->bytes, BOM, BOM_SIZE) == 0) {
		file->has_bom = true;
		file->bytes += BOM_SIZE;
		file->size -= BOM_SIZE;
	}
	if (!encoding_find_cookie_name(file->bytes, file->size, &name) ||
	    strcmp(name, "utf-8") == 0)
		return check_utf8(file);
	return decode(file, name);
}

void compile_bytes(struct compilation *out, struct arena *arena,
		   const char *bytes, size_t size, unsigned int minor,
		   bool with_warnings)
{
	struct file file = {
		.out = out,
		.arena = arena,
		.bytes = bytes,
		.size = size,
		.minor = minor,
	};

	if (!find_text(&file))
		return;
	*out = (struct compilation){
		.arena = arena,
		.text = file.bytes,
		.size = file.size,
		.minor = minor,
		.is_open_ended = file.is_open_ended,
		.with_warnings = with_warnings,
	};
	compilation_run(out);
}
