/* python_file - tokens, imports and verdict of one source, each made once. */

#include <config.h>

#include "python_file.h"

#include <string.h>

#include "cleanup.h"
#include "codec_decode.h"
#include "compilation.h"
#include "compilation_warnings.h"

void python_file_init(struct python_file *file)
{
	*file = (struct python_file){0};
	import_list_init(&file->imports);
}

void python_file_release(struct python_file *file)
{
	token_array_release(&file->tokens);
	import_list_release(&file->imports);
	arena_release(&file->arena);
}

void python_file_set(struct python_file *file, struct source *source,
		     unsigned int minor)
{
	file->source = source;
	file->minor = minor;
	file->is_decoded = file->is_tokenized = false;
	file->is_read = false;
	arena_reset(&file->arena);
	memset(file->is_judged, 0, sizeof(file->is_judged));
}

static bool decode(struct python_file *file)
{
	if (!file->is_decoded)
		source_decode(file->source, &file->decoded);
	file->is_decoded = true;
	return file->decoded.status == DECODE_OK;
}

const struct token_array *python_file_tokens(struct python_file *file)
{
	if (!decode(file))
		return NULL;
	if (!file->is_tokenized)
		file->tokens_are_good =
			tokenize(file->source->text, file->source->text_size, 0,
				 &file->tokens);
	file->is_tokenized = true;
	return &file->tokens;
}

const struct import_list *python_file_imports(struct python_file *file)
{
	if (!python_file_tokens(file))
		return NULL;
	if (!file->is_read)
		import_list_read(&file->imports, file->source->text,
				 &file->tokens);
	file->is_read = true;
	return &file->imports;
}

/* What CPython says, at an offset in bytes of the source. */
static void set_verdict(struct python_verdict *verdict,
			const struct syntax_error *error, size_t offset)
{
	verdict->class = error->class;
	verdict->message = error->message;
	verdict->line = error->line;
	verdict->column = error->column;
	verdict->offset = offset;
}

/* The fast way: whether, but not why. */
static void judge_tokens(struct python_file *file, unsigned int minor,
			 struct python_verdict *verdict)
{
	struct recognition recognition = {.status = NOT_PYTHON};

	if (file->tokens_are_good)
		recognize(file->source->text, &file->tokens, minor,
			  &recognition);
	if (recognition.status == UNDECIDED)
		verdict->status = PYTHON_UNKNOWN;
	else if (recognition.status == NOT_PYTHON)
		verdict->status = PYTHON_REFUSES;
}

/* Takes what the exact way says; of its error the place is still to be set. */
static void take_status(const struct compilation *compilation,
			struct python_verdict *verdict)
{
	bool is_refused = verdict->status == PYTHON_REFUSES;

	switch (compilation->status) {
	case COMPILED:
		*verdict = (struct python_verdict){
			.status = PYTHON_COMPILES,
			.is_disputed = is_refused,
		};
		break;
	case COMPILATION_REFUSED:
		verdict->status = PYTHON_REFUSES;
		break;
	case COMPILATION_UNKNOWN:
		verdict->status = PYTHON_UNKNOWN;
		verdict->reason = "it depends on the interpreter's resources";
		break;
	}
}

static bool has_bom(const struct source *source)
{
	return g_str_has_prefix(source->bytes, "\xef\xbb\xbf");
}

static unsigned int text_options(const struct source *source)
{
	return has_bom(source) ? COMPILE_DECODED : 0;
}

/*
 * The exact way, for what the fast one refuses: if it finds no fault the text
 * is not blocked.
 */
static void compile_exactly(struct python_file *file, unsigned int minor,
			    struct python_verdict *verdict)
{
	const struct source *source = file->source;
	struct compilation compilation;

	compile_text(&compilation, &file->arena, source->text,
		     source->text_size, minor, text_options(source));
	take_status(&compilation, verdict);
	if (verdict->status == PYTHON_REFUSES)
		set_verdict(
			verdict, &compilation.error,
			source_byte_offset(source, compilation.error.offset));
	compilation_release(&compilation);
}

/*
 * The same for bytes that have no text here, or one that CPython reads
 * otherwise.
 */
static void compile_undecoded(struct python_file *file, unsigned int minor,
			      struct python_verdict *verdict)
{
	const struct source *source = file->source;
	struct compilation compilation;

	compile_bytes(&compilation, &file->arena, source->bytes, source->size,
		      minor, 0);
	take_status(&compilation, verdict);
	if (verdict->status == PYTHON_REFUSES)
		set_verdict(verdict, &compilation.error,
			    MIN(compilation.error.offset +
					(has_bom(source) ? 3 : 0),
				source->size));
	else if (verdict->status == PYTHON_UNKNOWN)
		verdict->reason = decode_status_message(DECODE_UNSUPPORTED);
	compilation_release(&compilation);
}

static bool is_foreign(const struct python_file *file)
{
	return file->decoded.has_cookie &&
	       codec_is_foreign(file->decoded.encoding);
}

static void judge(struct python_file *file, unsigned int minor,
		  struct python_verdict *verdict)
{
	*verdict = (struct python_verdict){.status = PYTHON_COMPILES};
	if (!python_file_tokens(file) || is_foreign(file)) {
		compile_undecoded(file, minor, verdict);
		return;
	}
	judge_tokens(file, minor, verdict);
	if (verdict->status != PYTHON_COMPILES)
		compile_exactly(file, minor, verdict);
}

const struct python_verdict *python_file_judge(struct python_file *file,
					       unsigned int minor)
{
	if (!file->is_judged[minor])
		judge(file, minor, &file->verdicts[minor]);
	file->is_judged[minor] = true;
	return &file->verdicts[minor];
}

bool python_file_seems_to_compile(struct python_file *file, unsigned int minor)
{
	struct recognition recognition;

	return python_file_tokens(file) && file->tokens_are_good &&
	       recognize(file->source->text, &file->tokens, minor,
			 &recognition);
}

GArray *python_file_warnings(struct python_file *file, unsigned int minor)
{
	GArray *warnings =
		g_array_new(FALSE, FALSE, sizeof(struct python_verdict));
	struct compilation compilation;

	if (python_file_judge(file, minor)->status != PYTHON_COMPILES ||
	    !python_file_tokens(file) ||
	    !compilation_may_warn(file->source->text, &file->tokens))
		return warnings;
	compile_text(&compilation, &file->arena, file->source->text,
		     file->source->text_size, minor, COMPILE_WITH_WARNINGS);
	for (guint i = 0; i < compilation.warnings->len; i++) {
		struct python_verdict warning = {.status = PYTHON_COMPILES};
		const struct syntax_error *said = &g_array_index(
			compilation.warnings, struct syntax_error, i);

		set_verdict(&warning, said,
			    source_byte_offset(file->source, said->offset));
		g_array_append_val(warnings, warning);
	}
	compilation_release(&compilation);
	return warnings;
}

bool python_file_compiles(struct python_file *file, size_t *out_offset,
			  const char **out_message)
{
	const struct python_verdict *verdict =
		python_file_judge(file, file->minor);

	if (verdict->status == PYTHON_COMPILES)
		return true;
	*out_offset = verdict->offset;
	*out_message = verdict->status == PYTHON_REFUSES ? verdict->message
							 : verdict->reason;
	return false;
}

const char *decode_status_message(enum decode_status status)
{
	switch (status) {
	case DECODE_OK:
		return "no fault";
	case DECODE_UNKNOWN_ENCODING:
		return "unknown encoding";
	case DECODE_NOT_TEXT:
		return "the encoding is not a text encoding";
	case DECODE_UNSUPPORTED:
		return "an encoding that cannot be judged here";
	case DECODE_BOM_CONFLICT:
		return "the encoding disagrees with the byte order mark";
	case DECODE_INVALID:
		return "bytes that the encoding does not allow";
	case DECODE_NULL_BYTE:
		return "source code cannot contain null bytes";
	}
	g_assert_not_reached();
}

/*
 * CPython normalises identifiers to NFKC (PEP 3131) but not file names, so
 * only a name that is its own normal form can be imported.
 */
bool is_importable_name(const char *name)
{
	struct token_array tokens = {0};
	size_t size = strlen(name);
	g_autofree char *normal = NULL;
	bool is_name;

	if (!g_utf8_validate(name, (gssize)size, NULL))
		return false;
	tokenize(name, size, 0, &tokens);
	is_name = tokens.items[0].kind == TOKEN_NAME &&
		  tokens.items[0].end - tokens.items[0].start == size;
	token_array_release(&tokens);
	if (!is_name)
		return false;
	normal = g_utf8_normalize(name, (gssize)size, G_NORMALIZE_NFKC);
	return normal && strcmp(normal, name) == 0;
}
