#ifndef SOURCE_H
#define SOURCE_H

/*
 * One file's bytes, its lines, and (for Python) its text.
 *
 * The bytes are what the view handed out, untouched. Spans of findings and
 * edits are offsets in these bytes. The text is what CPython's tokenizer
 * would see: UTF-8, without a byte order mark. For a UTF-8 file (nearly all)
 * the text lies inside the bytes and nothing is copied; for another PEP 263
 * encoding it is a copy with a map back to the bytes.
 *
 * A source belongs to one worker and is reused from file to file.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "encoding.h"
#include "span.h"

enum decode_status {
	DECODE_OK,
	DECODE_UNKNOWN_ENCODING, /* the cookie names no codec we know */
	DECODE_UNSUPPORTED,	 /* CPython's codec, but this iconv has none */
	DECODE_NOT_TEXT,	 /* a codec that is no text encoding: rot13 */
	DECODE_BOM_CONFLICT,	 /* a byte order mark and another cookie */
	DECODE_INVALID,		 /* bytes that the encoding does not allow */
	DECODE_NULL_BYTE,	 /* a NUL; CPython compiles no such file */
};

struct decode_result {
	enum decode_status status;
	size_t offset; /* where, in bytes; 0 for a cookie's faults */
	char encoding[ENCODING_NAME_SIZE]; /* "utf-8", "iso-8859-1" */
	bool has_cookie;
};

struct source {
	const char *path; /* borrowed: repository-relative, '/' between parts */
	const char *bytes; /* borrowed; bytes[size] is a readable '\0' */
	size_t size;

	/* The text; set by source_decode(). */
	const char *text; /* text[text_size] is a readable '\0' */
	size_t text_size;

	/* Private to source.c. */
	uint32_t *line_starts;
	size_t n_lines; /* 0 until someone asks */
	size_t line_capacity;
	bool is_decoded; /* decoding holds the result */
	struct decode_result decoding;
	struct decoded_text legacy; /* text of another encoding than UTF-8 */
};

/* 1-based; columns count code points, a byte order mark counts as nothing. */
struct position {
	size_t line;
	size_t column;
};

#define SOURCE_INIT ((struct source){0})

/* The largest file that is judged; a larger one is an error, never skipped. */
#define SOURCE_MAX_SIZE ((size_t)256 << 20)

/*
 * Points the source at the next file and forgets what was derived from the
 * last one, keeping its buffers. bytes must stay valid, and bytes[size] be
 * '\0', until the next source_set() or source_release().
 */
void source_set(struct source *source, const char *path, const char *bytes,
		size_t size);
void source_release(struct source *source);

/*
 * Finds the encoding by PEP 263 (byte order mark; a cookie in the first two
 * lines; else UTF-8), checks the bytes, and sets text and text_size. Returns
 * whether out->status is DECODE_OK. A second call costs nothing.
 *
 * CPython 3.8 to 3.13 does not validate the bytes of comments under an
 * explicit utf-8 cookie; this check does.
 */
bool source_decode(struct source *source, struct decode_result *out);

/*
 * A piece of text (UTF-8) in the encoding of the source, which has been
 * decoded; NULL when the encoding cannot hold it. Owned by the caller.
 */
char *source_encode(const struct source *source, const char *text);

/* The offset in bytes of an offset in text; 0 <= offset <= text_size. */
size_t source_byte_offset(const struct source *source, size_t text_offset);

/*
 * Where an offset in bytes lies. Lines end at LF, CRLF or a lone CR, as
 * CPython's do. An offset at the very end after a final newline is column 1
 * of the line after it.
 */
struct position source_position(struct source *source, size_t offset);

/*
 * The bytes of a line (1-based) without its line end; an empty span at the
 * end of the bytes for a line past the last.
 */
struct span source_line(struct source *source, size_t line);

/* The number of lines; an empty file has one, as an editor shows. */
size_t source_line_count(struct source *source);

#endif
