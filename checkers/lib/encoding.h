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
	ENCODING_LEGACY,      /* encoding_decode() decodes it */
	ENCODING_UNSUPPORTED, /* CPython's, but not ours: unicode_escape */
};

/* A codec of CPython's. */
struct codec {
	const char *name;	/* CPython's own: "iso8859_15" */
	const char *iconv_name; /* NULL if iconv has none */
	bool is_text;
	const char *aliases; /* normalised, a blank before and after each */
};

/*
 * Looks a codec up as CPython's codecs module does; case is ignored. Sets
 * *out_codec to it, or to NULL when it is unknown; borrowed for ever.
 */
enum encoding_kind encoding_lookup(const char *name,
				   const struct codec **out_codec);

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
 * Decodes bytes of a codec that is ENCODING_LEGACY. Returns false with
 * *out_offset set to the place of the first byte that the encoding does not
 * allow (0 if this iconv does not know the codec).
 */
bool encoding_decode(const struct codec *codec, const char *bytes, size_t size,
		     struct decoded_text *out, size_t *out_offset);
void decoded_text_release(struct decoded_text *decoded);

#endif
