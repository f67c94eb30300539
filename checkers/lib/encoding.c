/* encoding - source encodings: cookies, codec names, UTF-8 and iconv. */

#include <config.h>

#include "encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "scan.h"

/* What iconv makes otherwise of a byte, or of two, than CPython. */
struct correction {
	const char *codec;
	uint8_t size;
	uint16_t first; /* big-endian */
	uint16_t last;
	uint32_t character; /* 0 if there is none */
};

/* The characters of the bytes above 0x7f, U+FFFD where there is none. */
struct charmap {
	const char *codec;
	const char *characters;
};

#include "codec_corrections.inc"
#include "codec_table.inc"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\f';
}

static bool is_name_byte(char c)
{
	return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
}

/* The size of the name after "coding:" or "coding=" at p; 0 if none is. */
static size_t match_cookie(const char *p, const char *end, const char **out)
{
	static const char word[] = "coding";
	const char *start;

	if ((size_t)(end - p) <= strlen(word) ||
	    memcmp(p, word, strlen(word)) != 0)
		return 0;
	p += strlen(word);
	if (*p != ':' && *p != '=')
		return 0;
	do
		p++;
	while (p < end && (*p == ' ' || *p == '\t'));
	for (start = p; p < end && is_name_byte(*p);)
		p++;
	*out = start;
	return (size_t)(p - start);
}

/*
 * CPython's get_normal_name(): UTF-8 and Latin-1 are known by the beginning
 * of their names, so that an editor's "utf-8-unix" will do.
 */
static char *normalise_cookie(const char *name, size_t size)
{
	static const char *const latin[] = {"latin-1", "iso-8859-1",
					    "iso-latin-1"};
	char folded[13] = {0};

	for (size_t i = 0; i < size && i < sizeof(folded) - 1; i++)
		folded[i] = name[i] == '_' ? '-' : g_ascii_tolower(name[i]);
	if (strcmp(folded, "utf-8") == 0 || g_str_has_prefix(folded, "utf-8-"))
		return g_strdup("utf-8");
	for (size_t i = 0; i < G_N_ELEMENTS(latin); i++) {
		size_t latin_size = strlen(latin[i]);

		if (g_str_has_prefix(folded, latin[i]) &&
		    (folded[latin_size] == '\0' || folded[latin_size] == '-'))
			return g_strdup("iso-8859-1");
	}
	return g_strndup(name, size);
}

/* Whether one line of source holds a cookie. */
static bool find_in_line(const char *p, const char *end, char **out_name)
{
	const char *name;
	size_t size = 0;

	while (p < end && is_blank(*p))
		p++;
	if (p == end || *p != '#')
		return false;
	for (; p < end && size == 0; p++)
		size = match_cookie(p, end, &name);
	if (size > 0)
		*out_name = normalise_cookie(name, size);
	return size > 0;
}

static bool is_blank_or_comment(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p == end || *p == '#';
}

bool encoding_find_cookie_name(const char *text, size_t size, char **out)
{
	const char *end = text + size;
	const char *line_end = scan_line_end(text, end);

	if (find_in_line(text, line_end, out))
		return true;
	if (line_end == end || !is_blank_or_comment(text, line_end))
		return false;
	text = line_end + 1;
	if (*line_end == '\r' && text < end && *text == '\n')
		text++;
	return find_in_line(text, scan_line_end(text, end), out);
}

bool encoding_find_cookie(const char *text, size_t size,
			  char out_name[ENCODING_NAME_SIZE])
{
	g_autofree char *name = NULL;

	if (!encoding_find_cookie_name(text, size, &name))
		return false;
	g_strlcpy(out_name, name, ENCODING_NAME_SIZE);
	return true;
}

/* encodings.normalize_encoding(), in lower case and between two blanks. */
static void normalise_name(const char *name, char out[ENCODING_NAME_SIZE + 2])
{
	size_t n = 0;
	bool separate = false;

	out[n++] = ' ';
	for (; *name != '\0' && n < ENCODING_NAME_SIZE - 1; name++) {
		if (!g_ascii_isalnum(*name) && *name != '.') {
			separate = true;
			continue;
		}
		if (separate && n > 1)
			out[n++] = '_';
		separate = false;
		out[n++] = g_ascii_tolower(*name);
	}
	out[n++] = ' ';
	out[n] = '\0';
}

/* Whether name, a blank on both sides, is the codec's own name. */
static bool is_own_name(const struct codec *codec, const char *name)
{
	size_t size = strlen(codec->name);

	return strncmp(name + 1, codec->name, size) == 0 &&
	       name[1 + size] == ' ';
}

static const struct codec *find_codec(const char *name)
{
	char wanted[ENCODING_NAME_SIZE + 2];
	bool has_dots;

	normalise_name(name, wanted);
	for (size_t i = 0; i < G_N_ELEMENTS(codecs); i++) {
		if (strstr(codecs[i].aliases, wanted))
			return &codecs[i];
	}
	/* An alias may be written with dots, a codec's own name may not. */
	has_dots = strchr(wanted, '.') != NULL;
	g_strdelimit(wanted, ".", '_');
	for (size_t i = 0; has_dots && i < G_N_ELEMENTS(codecs); i++) {
		if (strstr(codecs[i].aliases, wanted) &&
		    !is_own_name(&codecs[i], wanted))
			return &codecs[i];
	}
	return NULL;
}

static const struct charmap *find_charmap(const struct codec *codec)
{
	for (size_t i = 0; i < G_N_ELEMENTS(charmaps); i++) {
		if (strcmp(charmaps[i].codec, codec->name) == 0)
			return &charmaps[i];
	}
	return NULL;
}

enum encoding_kind encoding_lookup(const char *name,
				   const struct codec **out_codec)
{
	const struct codec *codec = find_codec(name);

	*out_codec = codec;
	if (!codec)
		return ENCODING_UNKNOWN;
	if (!codec->is_text)
		return ENCODING_NOT_TEXT;
	if (g_str_has_prefix(codec->name, "utf_8")) /* utf_8_sig as well */
		return ENCODING_UTF8;
	return codec->iconv_name || find_charmap(codec) ? ENCODING_LEGACY
							: ENCODING_UNSUPPORTED;
}

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/*
 * The size of the UTF-8 sequence at p, which is not ASCII; 0 if it is not
 * valid (Unicode, table 3-7). Reads no further than the first wrong byte, so
 * a NUL after the text ends it.
 */
static unsigned int utf8_size(const char *p)
{
	unsigned char first = (unsigned char)p[0];
	unsigned char second = (unsigned char)p[1];

	if (first < 0xc2 || first > 0xf4 || !is_continuation(p[1]))
		return 0;
	if (first < 0xe0)
		return 2;
	if (!is_continuation(p[2]))
		return 0;
	if (first < 0xf0) {
		if ((first == 0xe0 && second < 0xa0) ||
		    (first == 0xed && second > 0x9f))
			return 0;
		return 3;
	}
	if ((first == 0xf0 && second < 0x90) ||
	    (first == 0xf4 && second > 0x8f))
		return 0;
	return is_continuation(p[3]) ? 4 : 0;
}

size_t encoding_check_utf8(const char *text, size_t size)
{
	const char *end = text + size;
	const char *p = text;

	while ((p = scan_ascii(p, end)) < end) {
		unsigned int n = (signed char)*p < 0 ? utf8_size(p) : 0;

		if (n == 0)
			return (size_t)(p - text);
		p += n;
	}
	return size;
}

static void ensure_capacity(struct decoded_text *decoded, size_t capacity)
{
	if (capacity <= decoded->capacity)
		return;
	capacity = MAX(capacity, 2 * decoded->capacity);
	decoded->text = g_realloc(decoded->text, capacity);
	decoded->map = g_renew(uint32_t, decoded->map, capacity);
	decoded->capacity = capacity;
}

static void append_character(struct decoded_text *decoded, gunichar character,
			     size_t offset)
{
	int n;

	ensure_capacity(decoded, decoded->size + 7);
	n = g_unichar_to_utf8(character, decoded->text + decoded->size);
	for (int i = 0; i < n; i++)
		decoded->map[decoded->size++] = (uint32_t)offset;
}

/* Input that holds a character of any stateless codec. */
#define DECODE_WINDOW 8

/*
 * Decodes one character: with room for no more, iconv stops after it. It is
 * shown few bytes at a time, as it decodes all it sees before it stops, and
 * more only when they end within a character. *in is NULL to fetch what iconv
 * still holds back. Returns false on invalid bytes.
 */
static bool decode_next(iconv_t handle, char **in, size_t *left, size_t offset,
			struct decoded_text *out)
{
	size_t window = MIN(*left, DECODE_WINDOW);

	for (;;) {
		gunichar character;
		char *to = (char *)&character;
		size_t room = sizeof(character);
		size_t rest = window;
		size_t result = iconv(handle, in, &rest, &to, &room);

		*left -= window - rest;
		if (room == 0) {
			if (!g_unichar_validate(character) || character == 0)
				return false;
			append_character(out, character, offset);
			return true;
		}
		if (result != (size_t)-1 || window > rest)
			return true;
		if (errno != EINVAL || window >= *left)
			return false;
		window = MIN(*left, 2 * window);
	}
}

/*
 * Is a byte below 0x80 where a character may begin always that of ASCII? To
 * CPython it is so in Shift_JIS and Johab too, where iconv makes a yen or won
 * sign of the backslash.
 */
static bool keeps_ascii(iconv_t handle, const char *iconv_name)
{
	static const char *const others[] = {"ISO-2022", "HZ", "UTF-7",
					     "SHIFT_JISX0213"};
	char letter[] = "A";
	char *in = letter;
	gunichar character = 0;
	char *to = (char *)&character;
	size_t left = 1;
	size_t room = sizeof(character);

	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		if (g_str_has_prefix(iconv_name, others[i]))
			return false;
	iconv(handle, &in, &left, &to, &room);
	iconv(handle, NULL, NULL, NULL, NULL);
	return character == 'A';
}

/* Characters that one sequence of bytes may stand for. */
#define DECODE_MAX_CHARACTERS 4

/* Fetches what iconv holds back: a character that another may change. */
static bool flush(iconv_t handle, size_t offset, struct decoded_text *out)
{
	size_t left = 0;

	for (unsigned int i = 0; i < DECODE_MAX_CHARACTERS; i++) {
		if (!decode_next(handle, NULL, &left, offset, out))
			return false;
	}
	return true;
}

/* A decoder of one codec at work on bytes. */
struct decoder {
	iconv_t handle;
	bool is_ascii; /* see keeps_ascii() */
	const struct correction *corrections;
	size_t n_corrections;
	char *in;
	size_t size;
	size_t left;
	size_t last; /* where iconv's last character began */
	bool may_hold;
};

static void find_corrections(struct decoder *decoder, const char *codec)
{
	size_t i = 0;

	while (i < G_N_ELEMENTS(corrections) &&
	       strcmp(corrections[i].codec, codec) != 0)
		i++;
	decoder->corrections = &corrections[i];
	while (i + decoder->n_corrections < G_N_ELEMENTS(corrections) &&
	       strcmp(corrections[i + decoder->n_corrections].codec, codec) ==
		       0)
		decoder->n_corrections++;
}

/* The correction of what comes next, or NULL. */
static const struct correction *find_correction(const struct decoder *decoder)
{
	unsigned int one = (guchar)decoder->in[0];
	unsigned int two =
		decoder->left < 2 ? 0 : one << 8 | (guchar)decoder->in[1];

	for (size_t i = 0; i < decoder->n_corrections; i++) {
		const struct correction *correction = &decoder->corrections[i];
		unsigned int value = correction->size == 1 ? one : two;

		if (value >= correction->first && value <= correction->last)
			return correction;
	}
	return NULL;
}

/* A character that iconv is not asked about. Returns false if it is none. */
static bool put(struct decoder *decoder, gunichar character, size_t size,
		struct decoded_text *out)
{
	if (decoder->may_hold && !flush(decoder->handle, decoder->last, out))
		return false;
	decoder->may_hold = false;
	if (character == 0)
		return false;
	append_character(out, character, decoder->size - decoder->left);
	decoder->in += size;
	decoder->left -= size;
	return true;
}

/*
 * What is next, in iconv's view. A converter that yields characters for ever
 * without taking a byte has lost its way; the bytes count as wrong.
 */
static bool ask_iconv(struct decoder *decoder, unsigned int *n_idle,
		      struct decoded_text *out)
{
	size_t rest = decoder->left;

	decoder->last = decoder->size - decoder->left;
	decoder->may_hold = true;
	if (!decode_next(decoder->handle, &decoder->in, &rest, decoder->last,
			 out))
		return false;
	*n_idle = rest < decoder->left ? 0 : *n_idle + 1;
	if (*n_idle == DECODE_MAX_CHARACTERS)
		return false;
	decoder->left = rest;
	return true;
}

static void terminate(struct decoded_text *out, size_t offset)
{
	ensure_capacity(out, out->size + 1);
	out->text[out->size] = '\0';
	out->map[out->size] = (uint32_t)offset;
}

static bool decode_all(struct decoder *decoder, struct decoded_text *out)
{
	unsigned int n_idle = 0;

	while (decoder->left > 0) {
		const struct correction *correction;
		guchar c = (guchar)*decoder->in;
		bool is_good;

		if (decoder->is_ascii && c > 0 && c < 0x80) {
			is_good = put(decoder, c, 1, out);
		} else {
			correction = find_correction(decoder);
			is_good = correction
					  ? put(decoder, correction->character,
						correction->size, out)
					  : ask_iconv(decoder, &n_idle, out);
		}
		if (!is_good)
			return false;
	}
	if (!flush(decoder->handle, decoder->last, out))
		return false;
	terminate(out, decoder->size);
	return true;
}

static bool decode_charmap(const struct charmap *charmap, const char *bytes,
			   size_t size, struct decoded_text *out,
			   size_t *out_offset)
{
	for (size_t i = 0; i < size; i++) {
		guchar c = (guchar)bytes[i];
		gunichar character = c;

		if (c >= 0x80)
			character = g_utf8_get_char(g_utf8_offset_to_pointer(
				charmap->characters, c - 0x80));
		if (character == 0 || character == 0xfffd) {
			*out_offset = i;
			return false;
		}
		append_character(out, character, i);
	}
	terminate(out, size);
	return true;
}

bool encoding_decode(const struct codec *codec, const char *bytes, size_t size,
		     struct decoded_text *out, size_t *out_offset)
{
	const char *wide =
		G_BYTE_ORDER == G_LITTLE_ENDIAN ? "UTF-32LE" : "UTF-32BE";
	struct decoder decoder = {
		.in = (char *)bytes,
		.size = size,
		.left = size,
	};
	bool decoded;

	*out_offset = 0;
	out->size = 0;
	if (!codec->iconv_name)
		return decode_charmap(find_charmap(codec), bytes, size, out,
				      out_offset);
	decoder.handle = iconv_open(wide, codec->iconv_name);
	if (decoder.handle == (iconv_t)-1)
		return false;
	decoder.is_ascii = keeps_ascii(decoder.handle, codec->iconv_name);
	find_corrections(&decoder, codec->name);
	decoded = decode_all(&decoder, out);
	iconv_close(decoder.handle);
	if (!decoded)
		*out_offset = size - decoder.left;
	return decoded;
}

void decoded_text_release(struct decoded_text *decoded)
{
	g_free(decoded->text);
	g_free(decoded->map);
	*decoded = (struct decoded_text){0};
}
