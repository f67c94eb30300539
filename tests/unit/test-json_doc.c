/* test-json_doc - what is JSON, where things lie, and what they mean. */

#include <config.h>

#include "json_doc.h"

#include <stdlib.h>

#include "cleanup.h"

/* A string literal with its size, so that it may hold '\0'. */
#define TEXT(literal) (literal), sizeof(literal) - 1

struct vector {
	const char *text;
	size_t size;
	enum json_error_kind kind; /* of a fault */
	size_t offset;
	const char *message;
};

static const struct vector accepted[] = {
	{.text = TEXT("null")},
	{.text = TEXT("true")},
	{.text = TEXT("false")},
	{.text = TEXT("0")},
	{.text = TEXT("-0")},
	{.text = TEXT("-0.0e-00")},
	{.text = TEXT("1E400")},
	{.text = TEXT("123456789012345678901234567890.5")},
	{.text = TEXT("\"\"")},
	{.text = TEXT(" \t\r\n[ ] \n")},
	{.text = TEXT("{}")},
	{.text = TEXT("[[],{},[{}]]")},
	{.text = TEXT("{\"a\":1,\"a\":2}")},
	{.text = TEXT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uD834\\udd1e\"")},
	{.text = TEXT("\"\x7f\xc2\x80\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\"")},
	{.text = TEXT("\"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\"")},
	{.text = TEXT("\"\xef\xbb\xbf\"")},
	{.text = TEXT("\"\xef\xbf\xbf // no comment\"")},
};

#define SYNTAX	 JSON_ERROR_SYNTAX
#define ENCODING JSON_ERROR_ENCODING
#define END	 "expected a value, found the end of the text"

static const struct vector rejected[] = {
	{TEXT(""), SYNTAX, 0, END},
	{TEXT(" \n"), SYNTAX, 2, END},
	{TEXT("[1,"), SYNTAX, 3, END},
	{TEXT("\xef\xbb\xbf{}"), ENCODING, 0,
	 "JSON begins without a byte order mark"},
	{TEXT("{}\0"), SYNTAX, 2,
	 "expected nothing after the value, found the control character "
	 "U+0000"},
	{TEXT("\0"), SYNTAX, 0,
	 "expected a value, found the control character U+0000"},
	{TEXT("\"a\0b\""), SYNTAX, 2,
	 "the control character U+0000 must be escaped in a string"},
	{TEXT("\"a\nb\""), SYNTAX, 2,
	 "the control character U+000A must be escaped in a string"},
	{TEXT("[\f]"), SYNTAX, 1,
	 "expected a value, found the control character U+000C"},
	{TEXT("[\xc2\xa0]"), SYNTAX, 1, "expected a value, found '\xc2\xa0'"},
	{TEXT("[\xff]"), ENCODING, 1, "invalid UTF-8 (byte 0xff)"},
	/* Overlong, cut, surrogate, too large, a tail alone. */
	{TEXT("\"\xc0\xaf\""), ENCODING, 1, "invalid UTF-8 (byte 0xc0)"},
	{TEXT("\"\xe0\x80\xaf\""), ENCODING, 1, "invalid UTF-8 (byte 0xe0)"},
	{TEXT("\"\xf0\x80\x80\xaf\""), ENCODING, 1,
	 "invalid UTF-8 (byte 0xf0)"},
	{TEXT("\"ab\xe2\x82\""), ENCODING, 3, "invalid UTF-8 (byte 0xe2)"},
	{TEXT("\"\xf0\x9f\x98\""), ENCODING, 1, "invalid UTF-8 (byte 0xf0)"},
	{TEXT("\"\xe2\x82"), ENCODING, 1, "invalid UTF-8 (byte 0xe2)"},
	{TEXT("\"\xed\xa0\x80\""), ENCODING, 1, "invalid UTF-8 (byte 0xed)"},
	{TEXT("\"\xf4\x90\x80\x80\""), ENCODING, 1,
	 "invalid UTF-8 (byte 0xf4)"},
	{TEXT("\"\xf5\x80\x80\x80\""), ENCODING, 1,
	 "invalid UTF-8 (byte 0xf5)"},
	{TEXT("\"\x80\""), ENCODING, 1, "invalid UTF-8 (byte 0x80)"},
	{TEXT("{\"\xff\":1}"), ENCODING, 2, "invalid UTF-8 (byte 0xff)"},
	{TEXT("\"\\ud800\""), ENCODING, 1,
	 "'\\ud800' is a surrogate without its other half"},
	{TEXT("\"x\\uDC00\\ud800\""), ENCODING, 2,
	 "'\\udc00' is a surrogate without its other half"},
	{TEXT("\"\\ud800\\u0041\""), ENCODING, 1,
	 "'\\ud800' is a surrogate without its other half"},
	{TEXT("\"\\ud800\\n\""), ENCODING, 1,
	 "'\\ud800' is a surrogate without its other half"},
	{TEXT("\"\\u12g4\""), SYNTAX, 5, "'\\u' needs four hexadecimal digits"},
	{TEXT("\"\\u12"), SYNTAX, 5, "'\\u' needs four hexadecimal digits"},
	{TEXT("\"\\ud800\\u1"), SYNTAX, 10,
	 "'\\u' needs four hexadecimal digits"},
	{TEXT("\"\\x41\""), SYNTAX, 1,
	 "a backslash stands before one of \"\\/bfnrtu only"},
	{TEXT("\"\\\0\""), SYNTAX, 1,
	 "a backslash stands before one of \"\\/bfnrtu only"},
	{TEXT("\"\\"), SYNTAX, 2, "the string is not closed"},
	{TEXT("\"abc"), SYNTAX, 4, "the string is not closed"},
	{TEXT("\"a\\nb"), SYNTAX, 5, "the string is not closed"},
	{TEXT("01"), SYNTAX, 0, "a number has no leading zeros"},
	{TEXT("-012"), SYNTAX, 1, "a number has no leading zeros"},
	{TEXT("-"), SYNTAX, 1, "expected a digit, found the end of the text"},
	{TEXT("+1"), SYNTAX, 0, "expected a value, found '+'"},
	{TEXT(".5"), SYNTAX, 0, "expected a value, found '.'"},
	{TEXT("1."), SYNTAX, 2, "expected a digit, found the end of the text"},
	{TEXT("1.e3"), SYNTAX, 2, "expected a digit, found 'e'"},
	{TEXT("1e"), SYNTAX, 2, "expected a digit, found the end of the text"},
	{TEXT("1e+"), SYNTAX, 3, "expected a digit, found the end of the text"},
	{TEXT("0x1F"), SYNTAX, 1,
	 "expected nothing after the value, found 'x'"},
	{TEXT("1 2"), SYNTAX, 2, "expected nothing after the value, found '2'"},
	{TEXT("{}}"), SYNTAX, 2, "expected nothing after the value, found '}'"},
	{TEXT("NaN"), SYNTAX, 0, "'NaN' is no JSON value"},
	{TEXT("[Infinity]"), SYNTAX, 1, "'Infinity' is no JSON value"},
	{TEXT("-Infinity"), SYNTAX, 1, "expected a digit, found 'I'"},
	{TEXT("True"), SYNTAX, 0, "'True' is no JSON value"},
	{TEXT("nul"), SYNTAX, 0, "'nul' is no JSON value"},
	{TEXT("nulll"), SYNTAX, 4,
	 "expected nothing after the value, found 'l'"},
	{TEXT("'a'"), SYNTAX, 0, "a string stands in double quotes"},
	{TEXT("[1,]"), SYNTAX, 2, "no ',' after the last element"},
	{TEXT("{\"a\":1 ,\n}"), SYNTAX, 7, "no ',' after the last member"},
	{TEXT("[,1]"), SYNTAX, 1, "expected a value, found ','"},
	{TEXT("[1,,2]"), SYNTAX, 3, "expected a value, found ','"},
	{TEXT("[1 2]"), SYNTAX, 3, "expected ',' or ']', found '2'"},
	{TEXT("[1}"), SYNTAX, 2, "expected ',' or ']', found '}'"},
	{TEXT("{\"a\":1]"), SYNTAX, 6, "expected ',' or '}', found ']'"},
	{TEXT("["), SYNTAX, 1, END},
	{TEXT("[1"), SYNTAX, 2,
	 "expected ',' or ']', found the end of the text"},
	{TEXT("{"), SYNTAX, 1,
	 "expected a key in double quotes, found the end of the text"},
	{TEXT("{a:1}"), SYNTAX, 1,
	 "expected a key in double quotes, found 'a'"},
	{TEXT("{1:1}"), SYNTAX, 1,
	 "expected a key in double quotes, found '1'"},
	{TEXT("{,}"), SYNTAX, 1, "expected a key in double quotes, found ','"},
	{TEXT("{\"a\" 1}"), SYNTAX, 5, "expected ':' after the key, found '1'"},
	{TEXT("{\"a\":}"), SYNTAX, 5, "expected a value, found '}'"},
	{TEXT("{\"a\"}"), SYNTAX, 4, "expected ':' after the key, found '}'"},
	{TEXT("[1] // x"), SYNTAX, 4, "JSON has no comments"},
	{TEXT("/**/1"), SYNTAX, 0, "JSON has no comments"},
};

static void test_accepted(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(accepted); i++) {
		struct json_error error = {.message = ""};
		g_autoptr(json_doc_t) doc = json_doc_parse(
			accepted[i].text, accepted[i].size, 0, &error);

		g_test_message("accepted %zu", i);
		g_assert_cmpstr(error.message, ==, "");
		g_assert_nonnull(doc);
	}
}

static void check_rejected(const struct vector *vector, unsigned int flags)
{
	/* A copy of the exact size, for the address sanitizer. */
	g_autofree char *bytes = g_memdup2(vector->text, vector->size);
	struct json_error error;

	g_test_message("to be: %s", vector->message);
	g_assert_null(json_doc_parse(bytes, vector->size, flags, &error));
	g_assert_cmpstr(error.message, ==, vector->message);
	g_assert_cmpuint(error.offset, ==, vector->offset);
	g_assert_cmpint(error.kind, ==, vector->kind);
}

static void test_rejected(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rejected); i++)
		check_rejected(&rejected[i], 0);
}

static struct json_doc *parse(const char *text, unsigned int flags)
{
	struct json_error error = {.message = ""};
	struct json_doc *doc =
		json_doc_parse(text, strlen(text), flags, &error);

	g_assert_cmpstr(error.message, ==, "");
	return doc;
}

static void test_comments(void)
{
	static const struct vector faults[] = {
		{TEXT("[1,,]"), SYNTAX, 3, "expected a value, found ','"},
		{TEXT("[,]"), SYNTAX, 1, "expected a value, found ','"},
		{TEXT("{,}"), SYNTAX, 1,
		 "expected a key in double quotes, found ','"},
		{TEXT("1 /* x"), SYNTAX, 2, "the comment is not closed"},
		{TEXT("1 /*/"), SYNTAX, 2, "the comment is not closed"},
		{TEXT("1 /"), SYNTAX, 2, "a comment begins with '//' or '/*'"},
		{TEXT("1 /x"), SYNTAX, 2, "a comment begins with '//' or '/*'"},
		{TEXT("1 // \xff"), ENCODING, 5, "invalid UTF-8 (byte 0xff)"},
		{TEXT("# x\n1"), SYNTAX, 0, "expected a value, found '#'"},
		{TEXT("// x"), SYNTAX, 4, END},
	};
	g_autoptr(json_doc_t) doc =
		parse("// \xc3\xa9\r\n{/**/\"a\"/* * */:[1,// x\n2,],//y\n"
		      "\"b\":{\"/*\":\"//\",},}//",
		      JSON_COMMENTS);

	g_assert_cmpuint(json_doc_count(doc), ==, 6);
	g_assert_cmpuint(json_doc_node(doc, json_doc_at(doc, "/a"))->n_children,
			 ==, 2);
	g_assert_cmpuint(json_doc_at(doc, "/b/~1*"), ==, 5);
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++)
		check_rejected(&faults[i], JSON_COMMENTS);
}

static void assert_bytes(const char *bytes, size_t size, const char *expected,
			 size_t expected_size)
{
	g_assert_cmpuint(size, ==, expected_size);
	g_assert_true(memcmp(bytes, expected, size) == 0);
}

static void test_nodes(void)
{
	static const char text[] =
		" {\"a\": [1.50, -2E+3], \"\\u00e9\\u0000\": \"x\\n\\uD83D"
		"\\uDE00y\", \"b\":null}";
	g_autoptr(json_doc_t) doc = parse(text, 0);
	const struct json_node *node = json_doc_node(doc, 0);

	g_assert_cmpuint(json_doc_count(doc), ==, 6);
	g_assert_cmpint(node->kind, ==, JSON_OBJECT);
	g_assert_cmpuint(node->n_children, ==, 3);
	g_assert_cmpuint(node->span.start, ==, 1);
	g_assert_cmpuint(node->span.end, ==, strlen(text));
	g_assert_cmpuint(node->parent, ==, JSON_NONE);
	g_assert_cmpuint(node->next, ==, JSON_NONE);
	g_assert_null(node->key);

	node = json_doc_node(doc, 1);
	g_assert_cmpint(node->kind, ==, JSON_ARRAY);
	assert_bytes(node->key, node->key_size + 1, TEXT("a\0"));
	assert_bytes(text + node->key_span.start, span_size(node->key_span),
		     TEXT("\"a\""));
	assert_bytes(text + node->span.start, span_size(node->span),
		     TEXT("[1.50, -2E+3]"));
	g_assert_cmpuint(node->next, ==, 4);

	node = json_doc_node(doc, 3);
	assert_bytes(text + node->span.start, span_size(node->span),
		     TEXT("-2E+3"));
	g_assert_null(node->key);
	g_assert_cmpuint(span_size(node->key_span), ==, 0);
	g_assert_cmpuint(node->parent, ==, 1);
	g_assert_cmpuint(node->next, ==, JSON_NONE);

	node = json_doc_node(doc, 4);
	assert_bytes(node->key, node->key_size, TEXT("\xc3\xa9\0"));
	g_assert_cmpuint(strlen(node->string), ==, node->string_size);
	assert_bytes(node->string, node->string_size,
		     TEXT("x\n\xf0\x9f\x98\x80y"));
	g_assert_cmpuint(json_doc_first_child(doc, 4), ==, JSON_NONE);
	g_assert_cmpuint(json_doc_first_child(doc, 1), ==, 2);
	g_assert_cmpstr(json_kind_name(JSON_ARRAY), ==, "array");
}

static void test_duplicates(void)
{
	g_autoptr(json_doc_t) doc =
		parse("{\"a\":1,\"b\":{\"a\":2},\"\\u0061\":3,\"a\\u0000\":4,"
		      "\"b\":5}",
		      0);
	static const bool expected[] = {false, false, false, false,
					true,  false, true};

	g_assert_cmpuint(json_doc_count(doc), ==, G_N_ELEMENTS(expected));
	for (uint32_t i = 0; i < G_N_ELEMENTS(expected); i++)
		g_assert_cmpint(json_doc_node(doc, i)->duplicate, ==,
				expected[i]);
	g_assert_cmpuint(json_doc_member(doc, 0, "a"), ==, 4);
	g_assert_cmpuint(json_doc_member(doc, 0, "b"), ==, 6);
}

/* Objects of every size around the change of method, and a large one. */
static void test_many_duplicates(void)
{
	static const unsigned int sizes[] = {2, 15, 16, 17, 31, 33, 100000};

	for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
		unsigned int n = sizes[i], n_found = 0;
		g_autoptr(GString) text = g_string_new("{");
		g_autoptr(json_doc_t) doc = NULL;

		for (unsigned int j = 0; j < n; j++)
			g_string_append_printf(text, "\"long-key-%u\":%u,",
					       j % (n - 1), j);
		g_string_append(text, "\"x\":0}");
		doc = parse(text->str, 0);
		for (uint32_t j = 0; j < json_doc_count(doc); j++)
			n_found += json_doc_node(doc, j)->duplicate;
		g_assert_cmpuint(n_found, ==, 1);
		g_assert_true(json_doc_node(doc, n)->duplicate);
	}
}

static char *nested(size_t depth)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; i < depth; i++)
		g_string_append(text, i % 2 ? "{\"k\":" : "[");
	g_string_append(text, depth % 2 ? "1" : "2");
	for (size_t i = depth; i-- > 0;)
		g_string_append_c(text, i % 2 ? '}' : ']');
	return g_string_free(text, FALSE);
}

static void test_depth(void)
{
	g_autofree char *deepest = nested(JSON_MAX_DEPTH);
	g_autofree char *deeper = nested(JSON_MAX_DEPTH + 1);
	g_autofree char *bomb = g_strnfill(1000000, '[');
	g_autoptr(json_doc_t) doc = parse(deepest, 0);
	g_autofree char *pointer = json_doc_pointer(doc, JSON_MAX_DEPTH);
	struct json_error error;

	g_assert_cmpuint(json_doc_count(doc), ==, JSON_MAX_DEPTH + 1);
	g_assert_cmpuint(json_doc_at(doc, pointer), ==, JSON_MAX_DEPTH);
	g_assert_null(json_doc_parse(deeper, strlen(deeper), 0, &error));
	g_assert_cmpint(error.kind, ==, JSON_ERROR_LIMIT);
	g_assert_cmpstr(error.message, ==, "nested deeper than 512");
	g_assert_null(json_doc_parse(bomb, 1000000, 0, &error));
	g_assert_cmpuint(error.offset, ==, 512);
}

static void test_pointers(void)
{
	g_autoptr(json_doc_t) doc =
		parse("{\"\":0,\"a/b\":[10,[20,21]],\"m~n\":{\"~1\":1},"
		      "\"01\":2,\"\\u0000\":3}",
		      0);
	static const struct {
		const char *pointer;
		uint32_t node;
	} cases[] = {
		{"", 0},
		{"/", 1},
		{"/a~1b", 2},
		{"/a~1b/0", 3},
		{"/a~1b/1/1", 6},
		{"/m~0n/~01", 8},
		{"/01", 9},
		{"a", JSON_NONE},
		{"/a/b", JSON_NONE},
		{"/a~1b/01", JSON_NONE},
		{"/a~1b/2", JSON_NONE},
		{"/a~1b/-", JSON_NONE},
		{"/a~1b/-1", JSON_NONE},
		{"/a~1b/+1", JSON_NONE},
		{"/a~1b/", JSON_NONE},
		{"/m~n", JSON_NONE},
		{"/m~2n", JSON_NONE},
		{"/m~", JSON_NONE},
		{"//", JSON_NONE},
		{"/a~1b/4294967296", JSON_NONE},
	};
	g_autofree char *with_nul = json_doc_pointer(doc, 10);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		uint32_t node = json_doc_at(doc, cases[i].pointer);
		g_autofree char *back = NULL;

		g_test_message("%s", cases[i].pointer);
		g_assert_cmpuint(node, ==, cases[i].node);
		if (node == JSON_NONE)
			continue;
		back = json_doc_pointer(doc, node);
		g_assert_cmpstr(back, ==, cases[i].pointer);
	}
	g_assert_cmpstr(with_nul, ==, "/\\u0000");
}

/* ---- a random document, told by its spans ---------------------------- */

static void append_blanks(GString *text, GRand *rand)
{
	while (g_rand_int_range(rand, 0, 4) == 0)
		g_string_append_c(text,
				  " \t\r\n"[g_rand_int_range(rand, 0, 4)]);
}

static void append_random_string(GString *text, GRand *rand)
{
	static const char *const pieces[] = {
		"a",
		"b",
		"key",
		"\xc3\xa9",
		"\\n",
		"\\\"",
		"\\u0000",
		"\\ud83d\\ude00",
		"\xe2\x82\xac",
		"/",
		"\\\\",
		"~",
	};

	g_string_append_c(text, '"');
	for (int i = g_rand_int_range(rand, 0, 4); i > 0; i--)
		g_string_append(text, pieces[g_rand_int_range(
					      rand, 0, G_N_ELEMENTS(pieces))]);
	g_string_append_c(text, '"');
}

static void append_random(GString *text, GRand *rand, int depth)
{
	static const char *const scalars[] = {"null",  "true", "false", "0",
					      "-1.50", "1e9",  "36.500"};
	int kind = g_rand_int_range(rand, 0, depth > 0 ? 4 : 2);
	int n = g_rand_int_range(rand, 0, 22);

	append_blanks(text, rand);
	if (kind == 0)
		g_string_append(text, scalars[n % 7]);
	else if (kind == 1)
		append_random_string(text, rand);
	else
		g_string_append_c(text, kind == 2 ? '[' : '{');
	for (int i = 0; kind > 1 && i < n; i++) {
		if (i)
			g_string_append_c(text, ',');
		append_blanks(text, rand);
		if (kind == 3) {
			append_random_string(text, rand);
			append_blanks(text, rand);
			g_string_append_c(text, ':');
		}
		append_random(text, rand, depth - 1);
	}
	if (kind > 1)
		g_string_append_c(text, kind == 2 ? ']' : '}');
	append_blanks(text, rand);
}

/* Writes a node as its spans have it, without blanks. */
static void append_node(GString *out, const struct json_doc *doc, uint32_t i,
			const char *text)
{
	const struct json_node *node = json_doc_node(doc, i);

	if (node->key)
		g_string_append_printf(out,
				       "%.*s:", (int)span_size(node->key_span),
				       text + node->key_span.start);
	if (node->kind != JSON_ARRAY && node->kind != JSON_OBJECT) {
		g_string_append_len(out, text + node->span.start,
				    (gssize)span_size(node->span));
		return;
	}
	g_string_append_c(out, node->kind == JSON_ARRAY ? '[' : '{');
	for (uint32_t child = json_doc_first_child(doc, i); child != JSON_NONE;
	     child = json_doc_node(doc, child)->next) {
		if (child != i + 1)
			g_string_append_c(out, ',');
		append_node(out, doc, child, text);
	}
	g_string_append_c(out, node->kind == JSON_ARRAY ? ']' : '}');
}

/* The text without its blanks outside strings. */
static char *without_blanks(const char *text)
{
	GString *out = g_string_new(NULL);
	bool in_string = false;

	for (; *text; text++) {
		if (*text == '"')
			in_string = !in_string;
		if (in_string || !strchr(" \t\r\n", *text))
			g_string_append_c(out, *text);
		if (in_string && *text == '\\')
			g_string_append_c(out, *++text);
	}
	return g_string_free(out, FALSE);
}

static void test_spans_tell_all(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);

	for (int i = 0; i < 2000; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GString) told = g_string_new(NULL);
		g_autoptr(json_doc_t) doc = NULL;
		g_autofree char *expected = NULL;

		append_random(text, rand, 3);
		doc = parse(text->str, 0);
		append_node(told, doc, 0, text->str);
		expected = without_blanks(text->str);
		g_assert_cmpstr(told->str, ==, expected);
	}
}

/* Every beginning of a document is refused at its end, or before. */
static void test_cut_short(void)
{
	static const char text[] =
		"{\"a\\u00e9\":[1.5e+3,\"\xe2\x82\xac\",true],\"b\":{}}";

	for (size_t size = 0; size < strlen(text); size++) {
		g_autofree char *bytes = g_memdup2(text, size);
		struct json_error error;

		g_assert_null(json_doc_parse(bytes, size, 0, &error));
		g_assert_cmpuint(error.offset, <=, size);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/json_doc/accepted", test_accepted);
	g_test_add_func("/json_doc/rejected", test_rejected);
	g_test_add_func("/json_doc/comments", test_comments);
	g_test_add_func("/json_doc/nodes", test_nodes);
	g_test_add_func("/json_doc/duplicates", test_duplicates);
	g_test_add_func("/json_doc/many-duplicates", test_many_duplicates);
	g_test_add_func("/json_doc/depth", test_depth);
	g_test_add_func("/json_doc/pointers", test_pointers);
	g_test_add_func("/json_doc/spans-tell-all", test_spans_tell_all);
	g_test_add_func("/json_doc/cut-short", test_cut_short);
	return g_test_run();
}
