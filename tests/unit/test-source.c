/* test-source - decoding, lines and positions. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "source.h"

#define BOM "\xef\xbb\xbf"

static void test_lines(void)
{
	static const struct {
		const char *bytes;
		size_t n_lines;
		size_t line;
		const char *contents;
	} rows[] = {
		{"", 1, 1, ""},
		{"a", 1, 1, "a"},
		{"a\n", 2, 1, "a"},
		{"a\n", 2, 2, ""},
		{"a\r\nb\rc\nd", 4, 1, "a"},
		{"a\r\nb\rc\nd", 4, 2, "b"},
		{"a\r\nb\rc\nd", 4, 3, "c"},
		{"a\r\nb\rc\nd", 4, 4, "d"},
		{"a\n\r\nb", 3, 2, ""},
		{"a\f\vb\xe2\x80\xa8"
		 "c",
		 1, 1,
		 "a\f\vb\xe2\x80\xa8"
		 "c"},
		{"a", 1, 9, ""},
	};
	struct source source = SOURCE_INIT;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *contents = NULL;
		struct span span;

		source_set(&source, "a.py", rows[i].bytes,
			   strlen(rows[i].bytes));
		g_assert_cmpuint(source_line_count(&source), ==,
				 rows[i].n_lines);
		span = source_line(&source, rows[i].line);
		contents =
			g_strndup(source.bytes + span.start, span_size(span));
		g_assert_cmpstr(contents, ==, rows[i].contents);
	}
	source_release(&source);
}

static void test_positions(void)
{
	static const struct {
		const char *bytes;
		size_t offset;
		struct position position;
	} rows[] = {
		{"", 0, {1, 1}},
		{"ab", 1, {1, 2}},
		{"ab", 2, {1, 3}},
		{"a\n", 1, {1, 2}},
		{"a\n", 2, {2, 1}},
		{"a\r\nb", 3, {2, 1}},
		{"a\rb", 2, {2, 1}},
		{"\xc3\xa9x", 2, {1, 2}},
		{"\xf0\x9f\x90\x8d\xe2\x82\xacx", 7, {1, 3}},
		{BOM "x", 0, {1, 1}},
		{BOM "x", 3, {1, 1}},
		{BOM "xy", 4, {1, 2}},
		{BOM "x\ny", 5, {2, 1}},
	};
	struct source source = SOURCE_INIT;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct position position;

		source_set(&source, "a.py", rows[i].bytes,
			   strlen(rows[i].bytes));
		position = source_position(&source, rows[i].offset);
		g_assert_cmpuint(position.line, ==, rows[i].position.line);
		g_assert_cmpuint(position.column, ==, rows[i].position.column);
	}
	source_release(&source);
}

/* Bytes, and what source_decode() says of them. */
struct decode_row {
	const char *bytes;
	size_t size; /* 0: that of the string */
	enum decode_status status;
	size_t offset;
	const char *encoding;
	const char *text;
};

static void check_decoding(const struct decode_row *row)
{
	struct source source = SOURCE_INIT;
	struct decode_result result;

	source_set(&source, "a.py", row->bytes,
		   row->size ? row->size : strlen(row->bytes));
	g_assert_true(source_decode(&source, &result) ==
		      (row->status == DECODE_OK));
	g_assert_cmpint(result.status, ==, row->status);
	g_assert_cmpuint(result.offset, ==, row->offset);
	g_assert_cmpstr(result.encoding, ==, row->encoding);
	g_assert_cmpstr(source.text, ==, row->text);
	if (row->text)
		g_assert_cmpuint(source.text_size, ==, strlen(row->text));
	source_release(&source);
}

static void check_decodings(const struct decode_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_decoding(&rows[i]);
}

static void test_utf8(void)
{
	static const struct decode_row rows[] = {
		{"", 0, DECODE_OK, 0, "utf-8", ""},
		{"x", 0, DECODE_OK, 0, "utf-8", "x"},
		{BOM, 0, DECODE_OK, 0, "utf-8", ""},
		{BOM "x", 0, DECODE_OK, 0, "utf-8", "x"},
		{BOM BOM "x", 0, DECODE_OK, 0, "utf-8", BOM "x"},
		{"\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\x8d", 0, DECODE_OK, 0,
		 "utf-8", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\x8d"},
		{"\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf", 0, DECODE_OK, 0,
		 "utf-8", "\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf"},
		{"a\x80", 0, DECODE_INVALID, 1, "utf-8", NULL},
		{"a\xc3", 0, DECODE_INVALID, 1, "utf-8", NULL},
		{"a\xc3\x41", 0, DECODE_INVALID, 1, "utf-8", NULL},
		{"a\xe2\x82", 0, DECODE_INVALID, 1, "utf-8", NULL},
		{"a\xf0\x9f\x90", 0, DECODE_INVALID, 1, "utf-8", NULL},
		{"\xc0\x80", 0, DECODE_INVALID, 0, "utf-8", NULL},
		{"\xe0\x9f\xbf", 0, DECODE_INVALID, 0, "utf-8", NULL},
		{"\xed\xa0\x80", 0, DECODE_INVALID, 0, "utf-8", NULL},
		{"\xf0\x8f\xbf\xbf", 0, DECODE_INVALID, 0, "utf-8", NULL},
		{"\xf4\x90\x80\x80", 0, DECODE_INVALID, 0, "utf-8", NULL},
		{"\xff", 0, DECODE_INVALID, 0, "utf-8", NULL},
		{BOM "\xff", 0, DECODE_INVALID, 3, "utf-8", NULL},
		{"a\0b", 3, DECODE_NULL_BYTE, 1, "utf-8", NULL},
		{"\xff\0", 2, DECODE_NULL_BYTE, 1, "utf-8", NULL},
		{"#coding:nope\n\0", 14, DECODE_NULL_BYTE, 13, "nope", NULL},
	};

	check_decodings(rows, G_N_ELEMENTS(rows));
}

/* Every offset at which one wrong byte can lie among ASCII. */
static void test_utf8_offsets(void)
{
	char text[200 + 1] = "";
	size_t last = sizeof(text) - 1;

	memset(text, 'a', last);
	for (size_t size = 0; size <= last; size++)
		g_assert_cmpuint(encoding_check_utf8(text, size), ==, size);
	for (size_t i = 0; i < last; i++) {
		text[i] = '\xff';
		g_assert_cmpuint(encoding_check_utf8(text, last), ==, i);
		text[i] = '\0';
		g_assert_cmpuint(encoding_check_utf8(text, last), ==, i);
		text[i] = 'a';
	}
}

static void test_cookies(void)
{
	static const struct {
		const char *text;
		const char *encoding; /* NULL: no cookie */
	} rows[] = {
		{"# coding: latin-1\n", "iso-8859-1"},
		{"# -*- coding: utf-8 -*-", "utf-8"},
		{"#coding=utf_8", "utf-8"},
		{"#vim: set fileencoding=UTF-8-dos :", "utf-8"},
		{"# coding: Latin_1-Unix", "iso-8859-1"},
		{"# coding: iso-latin-1", "iso-8859-1"},
		{"# coding: latin-1x", "latin-1x"},
		{"# coding: utf8", "utf8"},
		{"# coding: koi8-r # x", "koi8-r"},
		{" \t\f# coding: koi8-r", "koi8-r"},
		{"# coding coding: koi8-r", "koi8-r"},
		{"# coding:\t koi8-r", "koi8-r"},
		{"\n# coding: koi8-r", "koi8-r"},
		{"#!/bin/sh\r\n# coding: koi8-r", "koi8-r"},
		{"\r# coding: koi8-r", "koi8-r"},
		{"# a\n\n# coding: koi8-r", NULL},
		{"x\n# coding: koi8-r", NULL},
		{"\\\n# coding: koi8-r", NULL},
		{"x # coding: koi8-r", NULL},
		{"# coding koi8-r", NULL},
		{"# coding:", NULL},
		{"# coding:\nkoi8-r", NULL},
		{"# coding: 'koi8-r'", NULL},
		{"coding: koi8-r", NULL},
		{"# Coding: koi8-r", NULL},
		{"", NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		char name[ENCODING_NAME_SIZE] = "";
		bool found = encoding_find_cookie(rows[i].text,
						  strlen(rows[i].text), name);

		g_test_message("%s", rows[i].text);
		g_assert_true(found == (rows[i].encoding != NULL));
		if (found)
			g_assert_cmpstr(name, ==, rows[i].encoding);
	}
}

static void test_codec_names(void)
{
	static const struct {
		const char *name;
		enum encoding_kind kind;
		const char *iconv_name;
	} rows[] = {
		{"utf8", ENCODING_UTF8, "UTF-8"},
		{"U8", ENCODING_UTF8, "UTF-8"},
		{"cp65001", ENCODING_UTF8, "UTF-8"},
		{"us-ascii", ENCODING_LEGACY, "ASCII"},
		{"646", ENCODING_LEGACY, "ASCII"},
		{"iso-8859-1", ENCODING_LEGACY, "ISO-8859-1"},
		{"ISO8859_15", ENCODING_LEGACY, "ISO-8859-15"},
		{"--latin9--", ENCODING_LEGACY, "ISO-8859-15"},
		{"windows-1252", ENCODING_LEGACY, "CP1252"},
		{"ansi.x3.4.1968", ENCODING_LEGACY, "ASCII"},
		{"shift-jis", ENCODING_LEGACY, "SHIFT_JIS"},
		{"rot13", ENCODING_NOT_TEXT, NULL},
		{"zip", ENCODING_NOT_TEXT, NULL},
		{"mac-turkish", ENCODING_LEGACY, NULL},
		{"unicode_escape", ENCODING_UNSUPPORTED, NULL},
		{"utf.8", ENCODING_UNKNOWN, NULL},
		{"mbcs", ENCODING_UNKNOWN, NULL},
		{"aliases", ENCODING_UNKNOWN, NULL},
		{"nope", ENCODING_UNKNOWN, NULL},
		{"-", ENCODING_UNKNOWN, NULL},
		{"", ENCODING_UNKNOWN, NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct codec *codec;

		g_test_message("%s", rows[i].name);
		g_assert_cmpint(encoding_lookup(rows[i].name, &codec), ==,
				rows[i].kind);
		g_assert_cmpstr(codec ? codec->iconv_name : NULL, ==,
				rows[i].iconv_name);
	}
}

static void test_legacy(void)
{
	static const struct decode_row rows[] = {
		{"#coding:latin-1\n\xe9", 0, DECODE_OK, 0, "iso-8859-1",
		 "#coding:latin-1\n\xc3\xa9"},
		{"#coding:ascii\n\xe9", 0, DECODE_INVALID, 14, "ascii", NULL},
		{"#coding:cp1252\n\x81", 0, DECODE_INVALID, 15, "cp1252", NULL},
		{"#coding:gbk\n\xc4\xe3", 0, DECODE_OK, 0, "gbk",
		 "#coding:gbk\n\xe4\xbd\xa0"},
		{"#coding:gbk\n\xc4", 0, DECODE_INVALID, 12, "gbk", NULL},
		{"#coding:utf8\n\xc3\xa9", 0, DECODE_OK, 0, "utf8",
		 "#coding:utf8\n\xc3\xa9"},
		{"#coding:nope\n", 0, DECODE_UNKNOWN_ENCODING, 0, "nope", NULL},
		{"#coding:rot13\n", 0, DECODE_NOT_TEXT, 0, "rot13", NULL},
		{"#coding:euc_jis_2004\n", 0, DECODE_UNSUPPORTED, 0,
		 "euc_jis_2004", NULL},
		{"#coding:idna\n", 0, DECODE_UNSUPPORTED, 0, "idna", NULL},
		/* Where iconv is not CPython, or has no such codec. */
		{"#coding:gbk\n\x80", 0, DECODE_INVALID, 12, "gbk", NULL},
		{"#coding:big5\n\xc8\x40", 0, DECODE_INVALID, 13, "big5", NULL},
		{"#coding:cp932\n\x80", 0, DECODE_OK, 0, "cp932",
		 "#coding:cp932\n\xc2\x80"},
		{"#coding:johab\n\x84\x41", 0, DECODE_OK, 0, "johab",
		 "#coding:johab\n\xe3\x80\x80"},
		{"#coding:tis-620\n\xa0", 0, DECODE_INVALID, 16, "tis-620",
		 NULL},
		{"#coding:cp720\n\x82", 0, DECODE_OK, 0, "cp720",
		 "#coding:cp720\n\xc3\xa9"},
		{BOM "#coding:latin-1\n", 0, DECODE_BOM_CONFLICT, 0,
		 "iso-8859-1", NULL},
		{BOM "#coding:utf8\n", 0, DECODE_BOM_CONFLICT, 0, "utf8", NULL},
		{BOM "#coding:utf-8\n", 0, DECODE_OK, 0, "utf-8",
		 "#coding:utf-8\n"},
	};

	check_decodings(rows, G_N_ELEMENTS(rows));
}

/* Characters that iconv holds back, or yields two at a time. */
static void test_combined(void)
{
	static const struct decode_row rows[] = {
		{"#coding:big5hkscs\n\x88\x62-", 0, DECODE_OK, 0, "big5hkscs",
		 "#coding:big5hkscs\n\xc3\x8a\xcc\x84-"},
		{"#coding:cp1255\n\xe0-\xe1", 0, DECODE_OK, 0, "cp1255",
		 "#coding:cp1255\n\xd7\x90-\xd7\x91"},
	};

	check_decodings(rows, G_N_ELEMENTS(rows));
}

/* glibc's converter repeats the first character's second half for ever. */
static void test_endless(void)
{
	static const char bytes[] = "\xa4\xf7\xa4\xa2\xa4\xa2";
	const struct codec codec = {"endless", "EUC-JISX0213", true, ""};
	struct decoded_text text = {0};
	size_t offset = 0;

	g_assert_false(
		encoding_decode(&codec, bytes, strlen(bytes), &text, &offset));
	g_assert_cmpuint(offset, ==, 2);
	decoded_text_release(&text);
}

/* Text offsets, byte offsets and columns where a character has other sizes. */
static void test_legacy_positions(void)
{
	static const char bytes[] = "#coding:gbk\nx = '\xc4\xe3'\n";
	struct source source = SOURCE_INIT;
	struct decode_result result;
	struct position position;

	source_set(&source, "a.py", bytes, strlen(bytes));
	g_assert_true(source_decode(&source, &result));
	g_assert_cmpuint(source_byte_offset(&source, 17), ==, 17);
	g_assert_cmpuint(source_byte_offset(&source, 20), ==, 19);
	g_assert_cmpuint(source_byte_offset(&source, source.text_size), ==,
			 strlen(bytes));
	position = source_position(&source, 19);
	g_assert_cmpuint(position.line, ==, 2);
	g_assert_cmpuint(position.column, ==, 7);
	source_release(&source);
}

/* A byte order mark lies before the text. */
static void test_byte_offset(void)
{
	struct source source = SOURCE_INIT;
	struct decode_result result;

	source_set(&source, "a.py", BOM "xy", 5);
	g_assert_true(source_decode(&source, &result));
	g_assert_cmpuint(source_byte_offset(&source, 1), ==, 4);
	/* The next file knows nothing of the last one. */
	source_set(&source, "b.py", "x", 1);
	g_assert_null(source.text);
	g_assert_true(source_decode(&source, &result));
	g_assert_cmpuint(source_byte_offset(&source, 1), ==, 1);
	source_release(&source);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/source/lines", test_lines);
	g_test_add_func("/source/positions", test_positions);
	g_test_add_func("/source/utf8", test_utf8);
	g_test_add_func("/source/utf8-offsets", test_utf8_offsets);
	g_test_add_func("/source/cookies", test_cookies);
	g_test_add_func("/source/codec-names", test_codec_names);
	g_test_add_func("/source/legacy", test_legacy);
	g_test_add_func("/source/combined", test_combined);
	g_test_add_func("/source/endless", test_endless);
	g_test_add_func("/source/legacy-positions", test_legacy_positions);
	g_test_add_func("/source/byte-offset", test_byte_offset);
	return g_test_run();
}
