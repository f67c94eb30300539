#ifndef SCAN_H
#define SCAN_H

/*
 * Fast walks over runs of bytes: 16 at a time where the processor has SSE2,
 * one at a time elsewhere and near the end. No walk reads past end.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define SCAN_STRIDE 16

static inline bool scan_is_identifier(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       (c >= '0' && c <= '9') || c == '_' || (signed char)c < 0;
}

#ifdef __SSE2__
static inline __m128i scan_load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* Bytes of first..first + n - 1 become 0xff, the others 0. */
static inline __m128i scan_in_range(__m128i bytes, char first, int n)
{
	__m128i shifted =
		_mm_add_epi8(bytes, _mm_set1_epi8((char)(-128 - first)));

	return _mm_cmplt_epi8(shifted, _mm_set1_epi8((char)(-128 + n)));
}

/* A bit for each of 16 bytes: set where an identifier cannot go on. */
static inline unsigned int scan_not_identifier(__m128i bytes)
{
	__m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
	__m128i part = scan_in_range(lower, 'a', 26);

	part = _mm_or_si128(part, scan_in_range(bytes, '0', 10));
	part = _mm_or_si128(part, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
	part = _mm_or_si128(part, bytes); /* the high bit: not ASCII */
	return (unsigned int)_mm_movemask_epi8(part) ^ 0xffff;
}
#endif

/*
 * The end of the run of identifier bytes at p; *non_ascii becomes non-zero
 * when a byte above 0x7f lies in it.
 */
static inline const char *scan_identifier(const char *p, const char *end,
					  unsigned int *non_ascii)
{
#ifdef __SSE2__
	while (end - p >= SCAN_STRIDE) {
		__m128i bytes = scan_load(p);
		unsigned int stop = scan_not_identifier(bytes);
		unsigned int high = (unsigned int)_mm_movemask_epi8(bytes);

		if (stop != 0) {
			*non_ascii |= high & (stop ^ (stop - 1));
			return p + __builtin_ctz(stop);
		}
		*non_ascii |= high;
		p += SCAN_STRIDE;
	}
#endif
	while (p < end && scan_is_identifier(*p))
		*non_ascii |= (unsigned char)*p++ & 0x80;
	return p;
}

/*
 * The first byte at or after p that is one of the n bytes at stops, else end;
 * *non_ascii as above. With a constant n the loops over stops unroll.
 */
__attribute__((always_inline)) static inline const char *
scan_until(const char *p, const char *end, const char *stops, int n,
	   unsigned int *non_ascii)
{
#ifdef __SSE2__
	while (end - p >= SCAN_STRIDE) {
		__m128i bytes = scan_load(p);
		__m128i equal = _mm_setzero_si128();
		unsigned int high = (unsigned int)_mm_movemask_epi8(bytes);
		unsigned int stop;

		for (int i = 0; i < n; i++)
			equal = _mm_or_si128(
				equal,
				_mm_cmpeq_epi8(bytes, _mm_set1_epi8(stops[i])));
		stop = (unsigned int)_mm_movemask_epi8(equal);
		if (stop != 0) {
			*non_ascii |= high & (stop ^ (stop - 1));
			return p + __builtin_ctz(stop);
		}
		*non_ascii |= high;
		p += SCAN_STRIDE;
	}
#endif
	for (; p < end; p++) {
		for (int i = 0; i < n; i++) {
			if (*p == stops[i])
				return p;
		}
		*non_ascii |= (unsigned char)*p & 0x80;
	}
	return p;
}

/*
 * The first byte at or after p that does not stand for itself in a JSON
 * string, or is above 0x7f, else end.
 */
static inline const char *scan_json_string(const char *p, const char *end)
{
#ifdef __SSE2__
	while (end - p >= SCAN_STRIDE) {
		__m128i bytes = scan_load(p);
		/* As signed bytes those above 0x7f are below 0x20, too. */
		__m128i stops = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
		unsigned int stop;

		stops = _mm_or_si128(stops,
				     _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
		stops = _mm_or_si128(
			stops, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
		stop = (unsigned int)_mm_movemask_epi8(stops);
		if (stop != 0)
			return p + __builtin_ctz(stop);
		p += SCAN_STRIDE;
	}
#endif
	while (p < end && (signed char)*p >= 0x20 && *p != '"' && *p != '\\')
		p++;
	return p;
}

/* The first LF or CR at or after p, else end. */
static inline const char *scan_line_end(const char *p, const char *end)
{
	static const char stops[] = {'\n', '\r'};
	unsigned int non_ascii = 0;

	return scan_until(p, end, stops, 2, &non_ascii);
}

#ifdef __SSE2__
/* A bit for each of 16 bytes: set where it is not in 0x01..0x7f. */
static inline unsigned int scan_not_ascii(const char *p)
{
	__m128i ascii = _mm_cmpgt_epi8(scan_load(p), _mm_setzero_si128());

	return (unsigned int)_mm_movemask_epi8(ascii) ^ 0xffff;
}

/* Whether each of 64 bytes is in 0x01..0x7f. */
static inline bool scan_is_ascii_64(const char *p)
{
	__m128i zero = _mm_setzero_si128();
	__m128i ascii = _mm_cmpgt_epi8(scan_load(p), zero);

	for (int i = 1; i < 4; i++)
		ascii = _mm_and_si128(
			ascii,
			_mm_cmpgt_epi8(scan_load(p + i * SCAN_STRIDE), zero));
	return _mm_movemask_epi8(ascii) == 0xffff;
}
#endif

/* The first byte at or after p that is NUL or above 0x7f, else end. */
static inline const char *scan_ascii(const char *p, const char *end)
{
#ifdef __SSE2__
	while (end - p >= 4 * SCAN_STRIDE && scan_is_ascii_64(p))
		p += 4 * SCAN_STRIDE;
	while (end - p >= SCAN_STRIDE) {
		unsigned int stop = scan_not_ascii(p);

		if (stop != 0)
			return p + __builtin_ctz(stop);
		p += SCAN_STRIDE;
	}
#endif
	while (p < end && (signed char)*p > 0)
		p++;
	return p;
}

/* The end of the run of blanks (0x20 only) at p. */
static inline const char *scan_blanks(const char *p, const char *end)
{
#ifdef __SSE2__
	while (end - p >= SCAN_STRIDE) {
		__m128i equal =
			_mm_cmpeq_epi8(scan_load(p), _mm_set1_epi8(' '));
		unsigned int stop =
			(unsigned int)_mm_movemask_epi8(equal) ^ 0xffff;

		if (stop != 0)
			return p + __builtin_ctz(stop);
		p += SCAN_STRIDE;
	}
#endif
	while (p < end && *p == ' ')
		p++;
	return p;
}

/*
 * The first place at or after p where the size bytes of word stand, or NULL;
 * size is at least 2. Looks for the first and the last byte together, which
 * few other words have at that distance: three times as fast as memmem().
 */
static inline const char *scan_find(const char *p, const char *end,
				    const char *word, size_t size)
{
#ifdef __SSE2__
	const __m128i first = _mm_set1_epi8(word[0]);
	const __m128i last = _mm_set1_epi8(word[size - 1]);

	while ((size_t)(end - p) >= SCAN_STRIDE + size - 1) {
		__m128i found = _mm_and_si128(
			_mm_cmpeq_epi8(scan_load(p), first),
			_mm_cmpeq_epi8(scan_load(p + size - 1), last));
		unsigned int bits = (unsigned int)_mm_movemask_epi8(found);

		for (; bits != 0; bits &= bits - 1) {
			const char *place = p + __builtin_ctz(bits);

			if (memcmp(place, word, size) == 0)
				return place;
		}
		p += SCAN_STRIDE;
	}
#endif
	return memmem(p, (size_t)(end - p), word, size);
}

#endif
