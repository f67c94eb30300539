/* python_file - tokens, imports and verdict of one source, each made once. */

#include <config.h>

#include "python_file.h"

#include <string.h>

#include "cleanup.h"

void python_file_init(struct python_file *file)
{
	*file = (struct python_file){0};
	import_list_init(&file->imports);
}

void python_file_release(struct python_file *file)
{
	token_array_release(&file->tokens);
	import_list_release(&file->imports);
}

void python_file_set(struct python_file *file, struct source *source,
		     unsigned int minor)
{
	file->source = source;
	file->minor = minor;
	file->is_decoded = file->is_tokenized = false;
	file->is_read = file->is_judged = false;
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

static void judge_tokens(struct python_file *file)
{
	const struct token *last = &file->tokens.items[file->tokens.n - 2];

	if (!file->tokens_are_good) {
		file->recognition = (struct recognition){
			.status = NOT_PYTHON,
			.offset = last->start,
			.message = token_error_message(last->detail),
		};
		return;
	}
	recognize(file->source->text, &file->tokens, file->minor,
		  &file->recognition);
}

bool python_file_compiles(struct python_file *file, size_t *out_offset,
			  const char **out_message)
{
	if (!python_file_tokens(file)) {
		*out_offset = file->decoded.offset;
		*out_message = decode_status_message(file->decoded.status);
		return false;
	}
	if (!file->is_judged)
		judge_tokens(file);
	file->is_judged = true;
	if (file->recognition.status == RECOGNIZED)
		return true;
	*out_offset =
		source_byte_offset(file->source, file->recognition.offset);
	*out_message = file->recognition.message;
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
