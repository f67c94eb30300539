#ifndef CODEC_ERROR_H
#define CODEC_ERROR_H

/* Bytes that a codec refuses, in the words of CPython's UnicodeDecodeError. */

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

struct codec_error {
	const char *codec;  /* CPython's name for it in messages */
	size_t offset;	    /* of the first wrong byte, in the bytes decoded */
	size_t n;	    /* how many bytes are wrong together */
	unsigned char byte; /* the first of them */
	const char *reason; /* "invalid start byte" */
};

/* Whether the bytes are UTF-8; sets *out_error if not. A NUL is valid. */
bool codec_check_utf8(const char *bytes, size_t size,
		      struct codec_error *out_error);

/*
 * The bytes if they are UTF-8; else a copy in the arena, with U+FFFD wherever
 * CPython's decoder puts it. *size becomes that of the result.
 */
const char *codec_replace_utf8(const char *bytes, size_t *size,
			       struct arena *arena);

/* "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte" */
const char *codec_error_message(const struct codec_error *error,
				struct arena *arena);

#endif
