/* codec_decode - bytes of an encoding, decoded as CPython does. */

#include <config.h>

#include "codec_decode.h"

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "codec_error.h"
#include "encoding.h"

/* -------------------------------------------------------------- results */

static void refuse(struct codec_result *out, const char *message)
{
	out->status = CODEC_REFUSED;
	out->message = message;
}

static void take(struct codec_result *out, const char *text, size_t size)
{
	out->status = CODEC_DECODED;
	out->text = text;
	out->size = size;
}

/*
 * The bytes as CPython decodes them: line ends are LF, and the last line has
 * one. Messages count in these.
 */
static GString *copy_lines(const struct codec_input *input)
{
	GString *copy = g_string_sized_new(input->size + 2);
	const char *end = input->bytes + input->size;

	for (const char *p = input->bytes; p < end; p++) {
		if (*p == '\r') {
			p += p + 1 < end && p[1] == '\n';
			g_string_append_c(copy, '\n');
		} else {
			g_string_append_c(copy, *p);
		}
	}
	/* Up to 3.11 a last CRLF is not taken for a line end. */
	if (copy->len == 0 || copy->str[copy->len - 1] != '\n' ||
	    (input->minor < 12 && g_str_has_suffix(input->bytes, "\r\n")))
		g_string_append_c(copy, '\n');
	return copy;
}

/* Where an offset of the input's bytes is in those. */
static size_t copied_offset(const struct codec_input *input, size_t offset)
{
	size_t n = offset;

	for (size_t i = 0; i + 1 < input->size && i < offset; i++)
		n -= input->bytes[i] == '\r' && input->bytes[i + 1] == '\n';
	return n;
}

static size_t find_high(const char *bytes, size_t size)
{
	size_t i = 0;

	while (i < size && (signed char)bytes[i] >= 0)
		i++;
	return i;
}

/* Up to 3.11 an error that tells no bytes is told with the codec's name. */
static void refuse_unicode(const struct codec_input *input, const char *reason,
			   struct arena *arena, struct codec_result *out)
{
	if (input->minor < 12)
		reason = arena_printf(arena,
				      "decoding with '%s' codec failed "
				      "(UnicodeError: %s)",
				      input->name, reason);
	refuse(out, reason);
}

/* -------------------------------------------------- what a codec complains */

/* Codecs that name themselves in messages, with more than one byte. */
static bool is_multibyte(const char *codec)
{
	static const char *const prefixes[] = {
		"big5", "cp932", "cp949",   "cp950", "euc_",
		"gb",	"hz",	 "iso2022", "johab", "shift_jis",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++)
		if (g_str_has_prefix(codec, prefixes[i]))
			return true;
	return false;
}

/* How long the sequence at p is, if it is one of more than two bytes. */
static size_t long_sequence(const char *codec, const char *p)
{
	if (strcmp(codec, "gb18030") == 0 && g_ascii_isdigit(p[1]))
		return 4;
	if (strcmp(codec, "euc_jp") == 0 && *p == '\x8f')
		return 3;
	if (strcmp(codec, "euc_kr") == 0 && strncmp(p, "\xa4\xd4", 2) == 0)
		return 8;
	return 0;
}

static void find_multibyte_reason(const GString *bytes,
				  struct codec_error *error)
{
	size_t left = bytes->len - error->offset;
	const char *p = bytes->str + error->offset;

	error->reason = "illegal multibyte sequence";
	if (left < long_sequence(error->codec, p)) {
		error->reason = "incomplete multibyte sequence";
		error->n = left;
	}
}

static void find_utf16_reason(const GString *bytes, struct codec_error *error)
{
	bool is_big = g_str_has_suffix(error->codec, "be");
	size_t left = bytes->len - error->offset;
	unsigned char high;

	error->codec = is_big ? "utf-16-be" : "utf-16-le";
	if (left < 2) {
		error->reason = "truncated data";
		return;
	}
	high = (unsigned char)bytes->str[error->offset + (is_big ? 0 : 1)];
	error->n = 2;
	error->reason = "illegal encoding";
	if (high < 0xdc) {
		error->reason = left < 4 ? "unexpected end of data"
					 : "illegal UTF-16 surrogate";
		error->n = left < 4 ? left : 2;
	}
}

static void find_utf32_reason(const GString *bytes, struct codec_error *error)
{
	size_t left = bytes->len - error->offset;

	error->codec = g_str_has_suffix(error->codec, "be") ? "utf-32-be"
							    : "utf-32-le";
	error->n = MIN(left, 4);
	error->reason = left < 4 ? "truncated data"
				 : "code point not in range(0x110000)";
}

static void find_reason(const GString *bytes, struct codec_error *error)
{
	error->byte = (unsigned char)bytes->str[error->offset];
	error->n = 1;
	if (strcmp(error->codec, "ascii") == 0) {
		error->reason = "ordinal not in range(128)";
	} else if (g_str_has_prefix(error->codec, "utf_16")) {
		find_utf16_reason(bytes, error);
	} else if (g_str_has_prefix(error->codec, "utf_32")) {
		find_utf32_reason(bytes, error);
	} else if (strcmp(error->codec, "utf_7") == 0) {
		error->codec = "utf7";
		error->reason = "unexpected special character";
		if (error->byte == '+') {
			error->n = 2;
			error->reason = "ill-formed sequence";
		}
	} else if (is_multibyte(error->codec)) {
		find_multibyte_reason(bytes, error);
	} else {
		error->codec = "charmap";
		error->reason = "character maps to <undefined>";
	}
}

/* The codec refuses the byte at an offset of the input. */
static void refuse_byte(const struct codec_input *input, const char *codec,
			size_t offset, struct arena *arena,
			struct codec_result *out)
{
	GString *bytes = copy_lines(input);
	struct codec_error error = {
		.codec = codec,
		.offset = copied_offset(input, offset),
	};

	error.offset = MIN(error.offset, bytes->len - 1);
	find_reason(bytes, &error);
	refuse(out, codec_error_message(&error, arena));
	g_string_free(bytes, TRUE);
}

/* ------------------------------------------------------------- encodings */

/* Under a name of UTF-8 that the tokenizer does not know for it. */
static void decode_utf8(const struct codec_input *input, struct arena *arena,
			struct codec_result *out)
{
	GString *bytes;
	struct codec_error error;

	if (encoding_check_utf8(input->bytes, input->size) == input->size) {
		take(out, input->bytes, input->size);
		return;
	}
	bytes = copy_lines(input);
	if (!codec_check_utf8(bytes->str, bytes->len, &error))
		refuse(out, codec_error_message(&error, arena));
	g_string_free(bytes, TRUE);
}

static bool decode_with(const struct codec *codec, const char *bytes,
			size_t size, struct arena *arena,
			struct codec_result *out, size_t *out_offset)
{
	struct decoded_text decoded = {0};
	bool is_good =
		encoding_decode(codec, bytes, size, &decoded, out_offset);

	if (is_good)
		take(out, arena_strndup(arena, decoded.text, decoded.size),
		     decoded.size);
	decoded_text_release(&decoded);
	return is_good;
}

/* Does the codec read ASCII, line ends above all, as it stands? */
static bool is_like_ascii(const struct codec *codec)
{
	static const char bytes[] = "A\r\n";
	struct decoded_text decoded = {0};
	size_t offset;
	bool is_alike = encoding_decode(codec, bytes, strlen(bytes), &decoded,
					&offset) &&
			strcmp(decoded.text, bytes) == 0;

	decoded_text_release(&decoded);
	return is_alike;
}

bool codec_is_foreign(const char *name)
{
	const struct codec *codec;

	return encoding_lookup(name, &codec) == ENCODING_LEGACY &&
	       (strcmp(codec->name, "utf_7") == 0 || !is_like_ascii(codec));
}

/*
 * EBCDIC, UTF-16: CPython makes the line ends equal before it decodes, as if
 * they were those of ASCII. The last line is left as it comes out.
 */
static void decode_foreign(const struct codec_input *input,
			   const struct codec *codec, struct arena *arena,
			   struct codec_result *out)
{
	GString *bytes = copy_lines(input);
	struct codec_error error = {.codec = codec->name};

	if (!decode_with(codec, bytes->str, bytes->len, arena, out,
			 &error.offset)) {
		find_reason(bytes, &error);
		refuse(out, codec_error_message(&error, arena));
	}
	out->is_open_ended = true;
	g_string_free(bytes, TRUE);
}

/* Of the escapes of ISO 2022 iconv takes other ones than CPython. */
static void decode_legacy(const struct codec_input *input,
			  const struct codec *codec, struct arena *arena,
			  struct codec_result *out)
{
	bool is_iso2022 = g_str_has_prefix(codec->name, "iso2022");
	size_t offset;

	if (!is_like_ascii(codec))
		decode_foreign(input, codec, arena, out);
	else if (!decode_with(codec, input->bytes, input->size, arena, out,
			      &offset) &&
		 (!is_iso2022 || (signed char)input->bytes[offset] < 0))
		refuse_byte(input, codec->name, offset, arena, out);
}

/* Latin-1, but for escapes, of which there must be none; raw knows two. */
static void decode_escapes(const struct codec_input *input, bool is_raw,
			   struct arena *arena, struct codec_result *out)
{
	const struct codec *latin;

	encoding_lookup("latin-1", &latin);
	if (is_raw ? !strstr(input->bytes, "\\u") &&
			     !strstr(input->bytes, "\\U")
		   : !strchr(input->bytes, '\\'))
		decode_legacy(input, latin, arena, out);
}

/*
 * A codec of seven bits that is ASCII up to the first of the bytes in
 * specials. Returns false when there is one to mind.
 */
static bool decode_plain(const struct codec_input *input,
			 const struct codec *codec, const char *specials,
			 struct arena *arena, struct codec_result *out)
{
	size_t high = find_high(input->bytes, input->size);

	if (strcspn(input->bytes, specials) < high)
		return false;
	if (high < input->size)
		refuse_byte(input, codec->name, high, arena, out);
	else
		take(out, input->bytes, input->size);
	return true;
}

static bool is_base64(char c)
{
	return g_ascii_isalnum(c) || c == '+' || c == '/';
}

/*
 * The first '+' that begins no sequence of UTF-7 (RFC 2152), which iconv lets
 * pass; the input's size if there is none. At the end a line end follows.
 */
static size_t find_lone_plus(const struct codec_input *input)
{
	const char *bytes = input->bytes;
	size_t i = 0;

	while (i < input->size) {
		if (bytes[i] != '+') {
			i++;
			continue;
		}
		if (bytes[i + 1] != '-' && !is_base64(bytes[i + 1]))
			return i;
		for (i++; i < input->size && is_base64(bytes[i]); i++)
			;
	}
	return input->size;
}

/* iconv does not take as much of ASCII for itself as CPython does. */
static void decode_utf7(const struct codec_input *input,
			const struct codec *codec, struct arena *arena,
			struct codec_result *out)
{
	size_t lone = find_lone_plus(input);
	size_t offset;

	/* Behind another sequence that one may be what is wrong: unknown. */
	if (lone < input->size) {
		if (strcspn(input->bytes, "+") == lone &&
		    lone < find_high(input->bytes, input->size))
			refuse_byte(input, codec->name, lone, arena, out);
	} else if (!decode_plain(input, codec, "+", arena, out)) {
		decode_with(codec, input->bytes, input->size, arena, out,
			    &offset);
	}
}

/* IDNA takes what stands between dots for itself; ASCII is what it is. */
static void decode_idna(const struct codec_input *input, struct arena *arena,
			struct codec_result *out)
{
	size_t high = find_high(input->bytes, input->size);
	GString *bytes = copy_lines(input);
	struct codec_error error = {
		.codec = input->minor < 13 ? "ascii" : "idna",
		.offset = copied_offset(input, high),
		.n = 1,
		.byte = (unsigned char)input->bytes[high],
		.reason = "ordinal not in range(128)",
	};
	const char *dot;

	bytes->str[error.offset] = '\0';
	dot = strrchr(bytes->str, '.');
	if (input->minor < 13 && dot)
		error.offset -= (size_t)(dot - bytes->str) + 1;
	if (!strstr(input->bytes, "xn--") && high == input->size)
		take(out, input->bytes, input->size);
	else if (!strstr(input->bytes, "xn--"))
		refuse(out, codec_error_message(&error, arena));
	g_string_free(bytes, TRUE);
}

/* The numbers of Punycode, letters and digits; a line end is none. */
static void refuse_number(const struct codec_input *input, const char *numbers,
			  size_t start, struct arena *arena,
			  struct codec_result *out)
{
	struct codec_error error = {.codec = "punycode", .n = 1};
	const char *p = numbers;

	while (g_ascii_isalnum(*p))
		p++;
	if (input->minor < 13) {
		refuse_unicode(input,
			       arena_printf(arena,
					    "Invalid extended code point '%c'",
					    g_ascii_toupper(*p)),
			       arena, out);
		return;
	}
	error.offset = start + (size_t)(p - numbers);
	error.byte = (unsigned char)*p;
	error.reason = arena_printf(arena, "Invalid extended code point '%u'",
				    error.byte);
	refuse(out, codec_error_message(&error, arena));
}

/*
 * Punycode has ASCII up to the last '-' and numbers behind it, so no file is
 * in it.
 */
static void decode_punycode(const struct codec_input *input,
			    struct arena *arena, struct codec_result *out)
{
	GString *bytes = copy_lines(input);
	const char *dash = strrchr(bytes->str, '-');
	size_t base = dash ? (size_t)(dash - bytes->str) : 0;
	size_t start = dash ? base + 1 : 0;
	size_t high = find_high(bytes->str + start, bytes->len - start);
	struct codec_error error = {
		.codec = "ascii",
		.offset = find_high(bytes->str, base),
		.n = 1,
		.reason = "ordinal not in range(128)",
	};
	bool in_base = error.offset < base;

	if (!in_base)
		error.offset = high;
	error.byte = (unsigned char)
			     bytes->str[in_base ? error.offset : start + high];
	if (in_base || (input->minor < 13 && start + high < bytes->len))
		refuse(out, codec_error_message(&error, arena));
	else
		refuse_number(input, bytes->str + start, start, arena, out);
	g_string_free(bytes, TRUE);
}

/* Codecs of CPython's that iconv lacks. */
static void decode_other(const struct codec_input *input,
			 const struct codec *codec, struct arena *arena,
			 struct codec_result *out)
{
	const char *name = codec->name;

	if (strcmp(name, "undefined") == 0)
		refuse_unicode(input, "undefined encoding", arena, out);
	else if (strcmp(name, "idna") == 0)
		decode_idna(input, arena, out);
	else if (strcmp(name, "punycode") == 0)
		decode_punycode(input, arena, out);
	else if (g_str_has_suffix(name, "unicode_escape"))
		decode_escapes(input, *name == 'r', arena, out);
	else if (strcmp(name, "hz") == 0)
		decode_plain(input, codec, "~", arena, out);
	else if (g_str_has_prefix(name, "iso2022"))
		decode_plain(input, codec, "\033\016\017", arena, out);
	else if (find_high(input->bytes, input->size) == input->size)
		decode_plain(input, codec, "\\~", arena, out);
}

void codec_decode(const struct codec_input *input, struct arena *arena,
		  struct codec_result *out)
{
	const struct codec *codec;

	*out = (struct codec_result){.status = CODEC_UNKNOWN};
	switch (encoding_lookup(input->name, &codec)) {
	case ENCODING_UNKNOWN:
		refuse(out, arena_printf(arena, "unknown encoding: %s",
					 input->name));
		break;
	case ENCODING_NOT_TEXT:
		refuse(out, arena_printf(arena,
					 "'%.400s' is not a text encoding; use "
					 "codecs.decode() to handle arbitrary "
					 "codecs",
					 input->name));
		break;
	case ENCODING_UTF8:
		decode_utf8(input, arena, out);
		break;
	case ENCODING_LEGACY:
		if (strcmp(codec->name, "utf_7") == 0)
			decode_utf7(input, codec, arena, out);
		else
			decode_legacy(input, codec, arena, out);
		break;
	case ENCODING_UNSUPPORTED:
		decode_other(input, codec, arena, out);
		break;
	}
}
