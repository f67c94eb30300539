#ifndef ENCODING_H
#define ENCODING_H

/*
 * Source encodings by PEP 263: the cookie, the codec names that CPython
 * knows, UTF-8, and the legacy encodings through iconv.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ENCODING_NAME_SIZE 64

/*
 * Finds the cookie ("coding: NAME" in a comment on one of the first two
 * lines; on the second only if the first is blank or a comment). Writes the
 * name as CPython's tokenizer normalises it ("utf-8" for utf_8-unix,
 * "iso-8859-1" for Latin-1; others as they stand, cut at the size) and
 * returns whether there is one. text has no byte order mark.
 */
bool encoding_find_cookie(const char *text, size_t size,
			  char out_name[ENCODING_NAME_SIZE]);

/*
 * The same, but with the whole name as CPython's messages have it: sets *out
 * to a name that the caller owns.
 */
bool encoding_find_cookie_name(const char *text, size_t size, char **out);

enum encoding_kind {
	ENCODING_UNKNOWN,     /* CPython has no such codec */
	ENCODING_NOT_TEXT,    /* a codec of bytes or of text to text: rot13 */
	ENCODING_UTF8,	      /* whatever the name: utf8, u8, cp65001 */
	ENCODING_ICONV,	      /* *out_iconv_name is iconv's name of it */
	ENCODING_UNSUPPORTED, /* CPython's, but not iconv's: unicode_escape */
};

/* Looks a codec up as CPython's codecs module does; case is ignored. */
enum encoding_kind encoding_lookup(const char *name,
				   const char **out_iconv_name);

/* CPython's own name of the codec, "iso8859_15"; NULL if it has none. */
const char *encoding_codec_name(const char *name);

/*
 * The offset of the first byte that is not valid UTF-8, or NUL; else size.
 * text[size] must be a readable '\0'.
 */
size_t encoding_check_utf8(const char *text, size_t size);

/* A text decoded to UTF-8; zeroed at first, reused from call to call. */
struct decoded_text {
	char *text;    /* owned; a '\0' follows */
	uint32_t *map; /* owned; for each byte of text, and its end: where
			  its character begins in the bytes */
	size_t size;
	size_t capacity;
};

/*
 * Decodes bytes of the encoding that iconv calls by iconv_name. Returns false
 * with *out_offset set to the place of the first byte that the encoding does
 * not allow (0 if this iconv does not know the name).
 */
bool encoding_decode(const char *iconv_name, const char *bytes, size_t size,
		     struct decoded_text *out, size_t *out_offset);
void decoded_text_release(struct decoded_text *decoded);

#endif
