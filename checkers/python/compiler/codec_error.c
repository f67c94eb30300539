/* codec_error - bytes that a codec refuses, in CPython's words. */

#include <config.h>

#include "codec_error.h"

#include <glib.h>

#include "cleanup.h"

/* How long the sequence is that the byte begins; 0 if none does. */
static unsigned int sequence_size(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* May the byte stand at index i of a sequence with that first byte? */
static bool is_continuation(unsigned char first, unsigned int i,
			    unsigned char byte)
{
	if ((byte & 0xc0) != 0x80)
		return false;
	if (i > 1)
		return true;
	switch (first) {
	case 0xe0:
		return byte >= 0xa0;
	case 0xed:
		return byte < 0xa0;
	case 0xf0:
		return byte >= 0x90;
	case 0xf4:
		return byte < 0x90;
	default:
		return true;
	}
}

/* The size of the sequence at p, or 0 with n and reason of *error set. */
static unsigned int check_sequence(const char *p, size_t left,
				   struct codec_error *error)
{
	unsigned char first = (unsigned char)*p;
	unsigned int size = sequence_size(first);

	error->n = 1;
	if (size == 0) {
		error->reason = "invalid start byte";
		return 0;
	}
	for (unsigned int i = 1; i < size; i++) {
		error->n = i;
		if (i >= left) {
			error->reason = "unexpected end of data";
			return 0;
		}
		if (!is_continuation(first, i, (unsigned char)p[i])) {
			error->reason = "invalid continuation byte";
			return 0;
		}
	}
	return size;
}

bool codec_check_utf8(const char *bytes, size_t size,
		      struct codec_error *out_error)
{
	struct codec_error error = {.codec = "utf-8"};
	size_t i = 0;

	while (i < size) {
		unsigned int n = check_sequence(bytes + i, size - i, &error);

		if (n == 0) {
			error.offset = i;
			error.byte = (unsigned char)bytes[i];
			*out_error = error;
			return false;
		}
		i += n;
	}
	return true;
}

const char *codec_replace_utf8(const char *bytes, size_t *size,
			       struct arena *arena)
{
	struct codec_error error;
	GString *valid;
	const char *copy;
	size_t i = 0;

	if (codec_check_utf8(bytes, *size, &error))
		return bytes;
	valid = g_string_sized_new(*size);
	while (!codec_check_utf8(bytes + i, *size - i, &error)) {
		g_string_append_len(valid, bytes + i, (gssize)error.offset);
		g_string_append(valid, "\uFFFD");
		i += error.offset + error.n;
	}
	g_string_append_len(valid, bytes + i, (gssize)(*size - i));
	*size = valid->len;
	copy = arena_strndup(arena, valid->str, valid->len);
	g_string_free(valid, TRUE);
	return copy;
}

const char *codec_error_message(const struct codec_error *error,
				struct arena *arena)
{
	if (error->n == 1)
		return arena_printf(arena,
				    "'%s' codec can't decode byte 0x%02x in "
				    "position %zu: %s",
				    error->codec, error->byte, error->offset,
				    error->reason);
	return arena_printf(arena,
			    "'%s' codec can't decode bytes in position "
			    "%zu-%zu: %s",
			    error->codec, error->offset,
			    error->offset + error->n - 1, error->reason);
}
