#ifndef CODEC_DECODE_H
#define CODEC_DECODE_H

/*
 * Bytes of an encoding that a cookie names, decoded as CPython does, with its
 * words where it cannot.
 */

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

enum codec_status {
	CODEC_DECODED,
	CODEC_REFUSED, /* message says why */
	CODEC_UNKNOWN, /* CPython's codec, but not known here */
};

struct codec_result {
	enum codec_status status;
	const char *text; /* UTF-8, a '\0' follows; borrowed from the bytes, or
			     in the arena */
	size_t size;
	bool is_open_ended;  /* see struct compilation */
	const char *message; /* in the arena */
};

struct codec_input {
	const char *name;  /* of the encoding, as the cookie has it */
	const char *bytes; /* bytes[size] is '\0' */
	size_t size;
	unsigned int minor; /* Python 3.minor */
};

/*
 * Is the encoding one of CPython's in which ASCII, line ends above all, is
 * not what it is: EBCDIC, UTF-16?
 */
bool codec_is_foreign(const char *name);

/* Decodes the bytes; the text keeps their line ends. */
void codec_decode(const struct codec_input *input, struct arena *arena,
		  struct codec_result *out);

#endif
