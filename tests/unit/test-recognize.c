/* test-recognize - the recognizer against facts and labels by CPython. */

#include <config.h>

#include <string.h>

#include <cjson/cJSON.h>
#include <glib.h>

#include "cleanup.h"
#include "recognize.h"
#include "source.h"
#include "token.h"

#define N_VERSIONS (PYTHON_NEWEST - PYTHON_OLDEST + 1)

static struct recognition judge(const char *text, size_t size,
				unsigned int minor)
{
	struct token_array tokens = {0};
	struct recognition verdict;

	tokenize(text, size, 0, &tokens);
	recognize(text, &tokens, minor, &verdict);
	token_array_release(&tokens);
	return verdict;
}

/* -------------------------------------------------------------- facts */

/*
 * A text and, for 3.8 to 3.14, 'o' for one that CPython takes, 'X' for one
 * that it does not, '?' for one that is left to the exact way.
 */
struct fact {
	const char *text;
	const char *verdicts;
};

static const struct fact facts[] = {
	/* A backslash behind which only CRLF is left. */
	{"x = 1 \\\r\n", "ooooXXX"},
	{"x = 1 \\\r\n\r\n", "ooooooo"},
	{"x # \\\r\n", "ooooooo"},
	/* Targets. */
	{"() = [] = (a, [b, *c]), (d) = x\n", "ooooooo"},
	{"f().a = 1 .b = 'x'.c = (a).d = x[0] = y\n", "ooooooo"},
	{"f() = 1\n", "XXXXXXX"},
	{"a + b = 1\n", "XXXXXXX"},
	{"None = 1\n", "XXXXXXX"},
	{"x = yield = 1\n", "XXXXXXX"},
	{"(a, b) += 1\n", "XXXXXXX"},
	{"((a.b)) += 1\n", "ooooooo"},
	{"x += *a, b\n", "Xoooooo"},
	{"def f(): (a): int = yield\n", "ooooooo"},
	{"(a, b): int\n", "XXXXXXX"},
	{"del (a), [b, (c.d)], ()\n", "ooooooo"},
	{"del f()\n", "XXXXXXX"},
	{"for f(a) in b: pass\n", "XXXXXXX"},
	{"for x in *a, b: pass\n", "Xoooooo"},
	{"(*a), b = x\n", "oXXXXXX"},
	/* Named expressions. */
	{"if a := b: pass\n", "ooooooo"},
	{"a := b\n", "XXXXXXX"},
	{"((a) := 1)\n", "oXXXXXX"},
	{"(a.b := 1)\n", "XXXXXXX"},
	{"a[b := 1]\n", "XXooooo"},
	{"{a := 1}\n", "Xoooooo"},
	/* Arguments and parameters. */
	{"f(a, *b, c=d, *e, **g, h=i)\n", "ooooooo"},
	{"f(**a, *b)\n", "XXXXXXX"},
	{"f(a=1, b)\n", "XXXXXXX"},
	{"f(a=1, a=2)\n", "XXXXXXX"},
	{"f((a)=1)\n", "XXXXXXX"},
	{"f(a for a in b)(c)\n", "ooooooo"},
	{"f(a for a in b,)\n", "XXXXXXX"},
	{"class C(a for a in b): pass\n", "XXXXXXX"},
	{"def f(a, b=1, /, c=2, *, d, e=3, **g): pass\n", "ooooooo"},
	{"def f(a=1, b): pass\n", "XXXXXXX"},
	{"def f(*, **a): pass\n", "XXXXXXX"},
	{"def f(a, *, /): pass\n", "XXXXXXX"},
	{"def f(*a: *b): pass\n", "XXXoooo"},
	{"def f(*a: *not b): pass\n", "XXXXXXX"},
	{"lambda *a: *b\n", "XXXXXXX"},
	/* Displays, subscripts and comprehensions. */
	{"[*a for a in b]\n", "XXXXXXX"},
	{"[a for a in b if lambda: c]\n", "oXXXXXX"},
	{"x[*a, b:c]\n", "XXXoooo"},
	{"{**a, b: c}\n", "ooooooo"},
	{"{**a for a in b}\n", "XXXXXXX"},
	{"a + not b\n", "XXXXXXX"},
	{"await await a\n", "XXXXXXX"},
	/* Statements. */
	{"@a[0]\ndef f(): pass\n", "Xoooooo"},
	{"with (a as b, c): pass\n", "Xoooooo"},
	{"with (a as b) as c: pass\n", "XXXXXXX"},
	{"with (a, b) as c, d: pass\n", "ooooooo"},
	{"try: pass\nexcept* a: pass\n", "XXXoooo"},
	{"try: pass\nexcept a, b: pass\n", "XXXXXXo"},
	{"try: pass\nexcept a, b as c: pass\n", "XXXXXXX"},
	{"try: pass\nexcept: pass\nexcept a: pass\n", "XXXXXXX"},
	{"try: pass\n", "XXXXXXX"},
	{"from . import (a, b,)\n", "ooooooo"},
	{"from . import a,\n", "XXXXXXX"},
	{"from a import (*)\n", "XXXXXXX"},
	{"print 'a'\n", "XXXXXXX"},
	{"  x\n", "XXXXXXX"},
	{"if x:\npass\n", "XXXXXXX"},
	{"from __future__ import barry_as_FLUFL\na <> b\n", "XXXXXXo"},
	{"from __future__ import barry_as_FLUFL\na != b\n", "ooooooX"},
	/* match, and match as a name. */
	{"match a, b:\n case 1 | -2.0 as c if d: pass\n", "XXooooo"},
	{"match *a, b:\n case {**c}, C(d, e=f), [*_]: pass\n", "XXooooo"},
	{"match a:\n case _.b: pass\n", "XXXXXXX"},
	{"match a:\n case b.c(): pass\n", "XXooooo"},
	{"match a:\n case (*b): pass\n", "XXXXXXX"},
	{"match a:\n case C(b=1, 2): pass\n", "XXXXXXX"},
	{"match a:\n case 1j + 1j: pass\n", "XXXXXXX"},
	{"match = 1\nmatch(a)\nmatch[a]: int\nmatch -b\n", "ooooooo"},
	/* Types. */
	{"type A[T: int, *Ts, **P] = B\n", "XXXXooo"},
	{"class A[T = int]: pass\n", "XXXXXoo"},
	{"def f[*Ts = *a](): pass\n", "XXXXXoo"},
	{"def f[](): pass\n", "XXXXXXX"},
	{"type = type(type)\n", "ooooooo"},
	/* Literals. */
	{"'\\x4'\n", "XXXXXXX"},
	{"'\\u12'\n", "XXXXXXX"},
	{"'\\U00110000'\n", "XXXXXXX"},
	{"'\\N{'\n", "XXXXXXX"},
	{"r'\\x' b'\\u'\n", "XXXXXXX"},
	{"b'\\u' rb'\\x'\n", "ooooooo"},
	{"b'\\x'\n", "XXXXXXX"},
	{"b'\xc3\xa9'\n", "XXXXXXX"},
	{"f'' b''\n", "XXXXXXX"},
	{"t''\n", "XXXXXXo"},
	{"t'' ''\n", "XXXXXXX"},
	{"with 1as x: pass\n", "ooXXXXX"},
	/* f-strings. */
	{"f'{a!r:>{b}}{c=}{d!s:{e!a}}'\n", "ooooooo"},
	{"f'{}'\n", "XXXXXXX"},
	{"f'{a!x}'\n", "XXXXXXX"},
	{"f'{a!r }'\n", "XXXXooo"},
	{"f'{a! r}'\n", "XXXXXXX"},
	{"f'{a:{b:{c}}}'\n", "XXXXooo"},
	{"f'{a[\"b\"]}'\n", "ooooooo"},
	{"f'{a['b']}'\n", "XXXXooo"},
	{"f'{\"\\n\"}'\n", "XXXXooo"},
	{"f'{a\n}'\n", "XXXXooo"},
	{"f'''{a\n}'''\n", "ooooooo"},
	{"f'''{a # b\n}'''\n", "XXXXooo"},
	{"f'{\"#\"}'\n", "ooooooo"},
	{"f'{a:\n}'\n", "XXXXooX"},
	{"f'{a for a in b}'\n", "ooooXXX"},
	{"f'{*a, b}'\n", "ooooooo"},
	{"f'{lambda a:{b}}'\n", "XXXXXXX"},
	{"f'{(lambda a: b)}'\n", "ooooooo"},
	{"rf'{a:\\x}'\n", "ooooXXo"},
	/* Where a statement or an expression may stand. */
	{"return\n", "XXXXXXX"},
	{"def f():\n class A: return\n", "XXXXXXX"},
	{"def f():\n [(yield) for x in y]\n", "XXXXXXX"},
	{"def f():\n [x for x in (yield)]\n", "ooooooo"},
	{"lambda: (yield)\n", "ooooooo"},
	{"async def f(): lambda: (await x)\n", "XXXXXXX"},
	{"async def f():\n yield\n return 1\n", "XXXXXXX"},
	{"async def f():\n return 1\n lambda: (yield)\n", "ooooooo"},
	{"(await x for x in y)\n", "ooooooo"},
	{"def f(): [await x for x in y]\n", "XXXXXXX"},
	{"async def f(): [[x async for x in y] for z in w]\n", "XXXoooo"},
	{"def f(): ([await x for x in y] for z in w)\n", "XXXoooo"},
	{"def f(): x: (await y)\n", "ooooooX"},
	{"from __future__ import annotations\nx: (yield)\n", "ooXXXXX"},
	{"from __future__ import annotations\n"
	 "def f():\n x: (await y)\n [z async for z in y]\n",
	 "ooXXXXX"},
	{"type A = (yield)\n", "XXXXXXX"},
	{"for x in y: pass\nelse: break\n", "XXXXXXX"},
	{"for x in y:\n try: pass\n finally: continue\n", "ooooooo"},
	{"for x in y:\n try: pass\n except* a: break\n", "XXXXXXX"},
	{"try: pass\nexcept* a:\n for x in y: break\n", "XXXoooo"},
	{"def f(): from a import *\n", "XXXXXXX"},
	{"nonlocal x\n", "XXXXXXX"},
	{"'a'\nfrom __future__ import division\n", "ooooooo"},
	{"'a'\n'b'\nfrom __future__ import division\n", "XXXXXXX"},
	{"if 1: from __future__ import division\n", "XXXXXXX"},
	{"from .__future__ import x\n", "XXXXXoo"},
	{"from __future__ import braces\n", "XXXXXXX"},
	{"del __debug__\n", "ooXXXXX"},
	{"a.__debug__ += 1\n", "XoooooX"},
	{"[x for x in (y := z)]\n", "XXXXXXX"},
	{"class A: [x := 1 for y in z]\n", "XXXXXXX"},
	{"x = *a\n", "XXXXXXX"},
	{"def f(a, b, a): pass\n", "XXXXXXX"},
	/* What patterns bind. */
	{"match x:\n case a: pass\n case b: pass\n", "XXXXXXX"},
	{"match x:\n case a if b: pass\n case (_ as c): pass\n", "XXooooo"},
	{"match x:\n case [_ | 1]: pass\n", "XXXXXXX"},
	{"match x:\n case [a, b] | [b, a]: pass\n", "XXooooo"},
	{"match x:\n case [a, b] | [a, a]: pass\n", "XXXXXXX"},
	{"match x:\n case [a, {1: a}]: pass\n", "XXXXXXX"},
	{"match x:\n case A(b=1, c=B(b=1)): pass\n", "XXooooo"},
	{"match x:\n case A(b=1, b=1): pass\n", "XXXXXXX"},
	{"match x:\n case {0: a, -0.0: b}: pass\n", "XXXXXXX"},
	{"match x:\n case {0: a, '0': {0: b}}: pass\n", "XXooooo"},
	/* Declarations. */
	{"def f(x): global x\n", "XXXXXXX"},
	{"def f():\n x\n global x\n", "XXXXXXX"},
	{"def f():\n x = 1\n global x\n", "XXXXXXX"},
	{"def f():\n import x\n global x\n", "ooooooo"},
	{"def f():\n a(x=1)\n [x for y in z]\n global x\n", "ooooooo"},
	{"def f():\n (y, [x]) = z\n global x\n", "XXXXXXX"},
	{"def f():\n (y, [x]).z = z\n global x\n", "XXXXXXX"},
	{"def f():\n global x\n nonlocal x\n", "XXXXXXX"},
	{"def f():\n global x\n x: int\n", "XXXXXXX"},
	{"global x\nx: int\n", "ooooooo"},
	{"def f():\n (x): int\n global x\n", "ooooooo"},
	{"try: pass\nexcept a: x = 1\nelse:\n global x\n", "oooooXX"},
	{"def f(x):\n def g(): nonlocal x\n", "ooooooo"},
	{"def f():\n def g(): nonlocal x\n", "XXXXXXX"},
	{"def f(x):\n def g():\n  global x\n  def h(): nonlocal x\n",
	 "XXXXXXX"},
	{"class A:\n x = 1\n def f(): nonlocal x\n", "XXXXXXX"},
	{"class A:\n def f(): nonlocal __class__\n", "???????"},
	{"def f():\n [x := 1 for y in z]\n def g(): nonlocal x\n", "ooooooo"},
	{"def f():\n def g(): nonlocal __x\n", "XXXX???"},
	{"[x := 1 for x in y]\n", "XXXXXXX"},
	{"[[x := 1 for z in y] for x in y]\n", "XXXXXXX"},
	{"[lambda: (x := 1) for x in y]\n", "ooooooo"},
	{"[0 for y in z if (x := y) for x in z]\n", "XXXXXXX"},
	{"with a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a: "
	 "pass\n",
	 "XXXXXoo"},
	/* Names: in Unicode 12.1; since 14.0; since 16.0; never. */
	{"\xc3\xa9\xc2\xb7 = 1\n", "ooooooo"},
	{"\xf0\x90\x95\xb0 = 1\n", "XXXoooo"},
	{"\xf0\x90\x97\x80 = 1\n", "XXXXXXo"},
	{"\xe2\x82\xac = 1\n", "XXXXXXX"},
	{"Tru\xe1\xb5\x89 = 1\n", "ooooooX"},
};

static void test_facts(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(facts); i++) {
		const char *text = facts[i].text;
		char verdicts[N_VERSIONS + 1] = {0};

		for (unsigned int v = 0; v < N_VERSIONS; v++) {
			struct recognition verdict =
				judge(text, strlen(text), PYTHON_OLDEST + v);
			verdicts[v] = "oX?"[verdict.status];
		}
		if (strcmp(verdicts, facts[i].verdicts) != 0)
			g_test_fail_printf("%s: %s, not %s", text, verdicts,
					   facts[i].verdicts);
	}
}

/* A text with '$' before the token that the error must name. */
static const char *const places[] = {
	"x = 1\ny = $)\n",
	"x = 1\nif y:\n    a $b\n",
	"x = $f() = 1\n",
	"f(a=1, $a=2)\n",
	"x = 'a$\\x4'\n",
	"class A:\n    def f(self, a=1, $b): pass\n",
	"from a import b,$\n",
	"x = 1\n$    y = 2\n",
	"$'abc\n",
};

static void test_places(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		const char *mark = strchr(places[i], '$');
		g_autoptr(GString) text = g_string_new(places[i]);

		g_string_erase(text, mark - places[i], 1);
		struct recognition verdict =
			judge(text->str, text->len, PYTHON_NEWEST);
		g_assert_cmpint(verdict.status, ==, NOT_PYTHON);
		g_assert_cmpint(verdict.offset, ==, mark - places[i]);
		g_assert_nonnull(verdict.message);
	}
}

/* Layouts that old versions took otherwise than the tokenizer does. */
static void test_undecided(void)
{
	static const struct {
		const char *text;
		unsigned int first; /* minor version that is judged */
	} cases[] = {
		{"x\n  \\\n  y\n", 10},
		{"x\n\\\n\ny\n", 10},
		{"x\n\\\r\n", 10},
		{"'''\n\\\n'''\n# a\n# \\ b\nx = \\\n\\\n1\n", 8},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *text = cases[i].text;

		for (unsigned int minor = PYTHON_OLDEST; minor <= PYTHON_NEWEST;
		     minor++) {
			struct recognition verdict =
				judge(text, strlen(text), minor);
			g_assert_cmpint(verdict.status == UNDECIDED, ==,
					minor < cases[i].first);
		}
	}
}

static GString *repeat(const char *before, const char *middle,
		       const char *after, int n)
{
	GString *text = g_string_new(NULL);

	for (int i = 0; i < n; i++)
		g_string_append(text, before);
	g_string_append(text, middle);
	for (int i = 0; i < n; i++)
		g_string_append(text, after);
	g_string_append_c(text, '\n');
	return text;
}

/* What an interpreter might not have room for is not judged, by any path. */
static void test_depth(void)
{
	const struct {
		const char *before;
		const char *middle;
		const char *after;
		int n;
		enum recognition_status status;
	} cases[] = {
		{"(", "x", ")", 149, RECOGNIZED},
		{"(", "x", ")", 200, UNDECIDED},
		{"-", "x", "", 500, RECOGNIZED},
		{"-", "x", "", 100000, UNDECIDED},
		{"not ", "x", "", 500, RECOGNIZED},
		{"not ", "x", "", 100000, UNDECIDED},
		{"x ** ", "x", "", 500, RECOGNIZED},
		{"x ** ", "x", "", 100000, UNDECIDED},
		{"x + ", "x", "", 500, RECOGNIZED},
		{"x + ", "x", "", 100000, UNDECIDED},
		{"lambda: ", "x", "", 499, RECOGNIZED},
		{"lambda: ", "x", "", 100000, UNDECIDED},
		{"x if x else ", "x", "", 499, RECOGNIZED},
		{"x if x else ", "x", "", 100000, UNDECIDED},
		{"x", "", ".x", 499, RECOGNIZED},
		{"x", "", ".x(y=z)[0]", 100000, UNDECIDED},
		{"lambda x=", "y", ": z", 149, RECOGNIZED},
		{"lambda x=", "y", ": z", 100000, UNDECIDED},
		{"x, ", "x", "", 100000, RECOGNIZED},
		{"x = ", "x", "", 100000, RECOGNIZED},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) text =
			repeat(cases[i].before, cases[i].middle, cases[i].after,
			       cases[i].n);
		struct recognition verdict =
			judge(text->str, text->len, PYTHON_NEWEST);

		if (verdict.status != cases[i].status)
			g_test_fail_printf("%d x %s%s: %d", cases[i].n,
					   cases[i].before, cases[i].after,
					   verdict.status);
	}
}

static void test_long_integer(void)
{
	g_autoptr(GString) fits = repeat("1", "_1", "", 4299);
	g_autoptr(GString) exceeds = repeat("1", "_1", "", 4300);
	g_autoptr(GString) zero = repeat("0", "", "", 5000);
	g_autoptr(GString) hex = repeat("", "0x", "f", 5000);

	g_assert_cmpint(judge(fits->str, fits->len, 8).status, ==, RECOGNIZED);
	g_assert_cmpint(judge(exceeds->str, exceeds->len, 8).status, ==,
			NOT_PYTHON);
	g_assert_cmpint(judge(zero->str, zero->len, 8).status, ==, RECOGNIZED);
	g_assert_cmpint(judge(hex->str, hex->len, 8).status, ==, RECOGNIZED);
}

/* ------------------------------------------------------------- labels */

/* Labels that say more of an interpreter's resources than of the text. */
static bool is_unreliable(const char *topic, unsigned int minor,
			  const char *error_class)
{
	if (minor == 14 &&
	    (strstr(topic, "depth") != NULL || strstr(topic, "blocks") != NULL))
		return true;
	return error_class != NULL &&
	       (strcmp(error_class, "MemoryError") == 0 ||
		strcmp(error_class, "RecursionError") == 0 ||
		strcmp(error_class, "SystemError") == 0);
}

static void judge_label(unsigned int *n_labels, const struct source *source,
			const struct token_array *tokens, const cJSON *label)
{
	unsigned int minor =
		(unsigned int)g_ascii_strtoull(label->string + 2, NULL, 10);
	const char *wanted = cJSON_GetStringValue(cJSON_GetArrayItem(label, 0));
	const char *error_class =
		cJSON_GetStringValue(cJSON_GetArrayItem(label, 1));
	const char *message =
		cJSON_GetStringValue(cJSON_GetArrayItem(label, 2));
	struct recognition verdict;

	if (is_unreliable(source->path, minor, error_class))
		return;
	++*n_labels;
	recognize(source->text, tokens, minor, &verdict);
	if (strcmp(wanted, "ok") == 0 && verdict.status == NOT_PYTHON)
		g_test_fail_printf("3.%u refuses, at %u (%s): %s", minor,
				   verdict.offset, verdict.message,
				   source->text);
	if (strcmp(wanted, "error") == 0 && verdict.status == RECOGNIZED)
		g_test_fail_printf("3.%u does not refuse (%s): %s", minor,
				   message, source->text);
}

/* What does not decode is another test's affair. */
static void judge_row(unsigned int *n_labels, const cJSON *row)
{
	const char *topic =
		cJSON_GetStringValue(cJSON_GetObjectItem(row, "source"));
	const char *base64 =
		cJSON_GetStringValue(cJSON_GetObjectItem(row, "src_b64"));
	gsize size;
	g_autofree guchar *bytes = g_base64_decode(base64, &size);
	g_autofree char *copy = g_strndup((const char *)bytes, size);
	struct source source = SOURCE_INIT;
	struct decode_result decoded;
	struct token_array tokens = {0};
	const cJSON *label;

	source_set(&source, topic, copy, size);
	if (source_decode(&source, &decoded)) {
		tokenize(source.text, source.text_size, 0, &tokens);
		cJSON_ArrayForEach(label, cJSON_GetObjectItem(row, "labels"))
			judge_label(n_labels, &source, &tokens, label);
	}
	token_array_release(&tokens);
	source_release(&source);
}

/* Returns false when there is no such data. */
static bool judge_file(unsigned int *n_labels, const char *name)
{
	const char *folder = g_getenv("LK_SHARED_DATA");
	g_autofree char *path =
		g_build_filename(folder ? folder : "", "compile", name, NULL);
	g_autofree char *output = NULL;
	const char *arguments[] = {"gzip", "-dc", path, NULL};

	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return false;
	g_assert_true(g_spawn_sync(NULL, (char **)arguments, NULL,
				   G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
				   NULL, NULL, NULL));
	g_auto(GStrv) lines = g_strsplit(output, "\n", -1);
	for (size_t i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
		cJSON *row = cJSON_Parse(lines[i]);

		g_assert_nonnull(row);
		judge_row(n_labels, row);
		cJSON_Delete(row);
	}
	return true;
}

static void test_labels(void)
{
	unsigned int n_labels = 0;

	if (!judge_file(&n_labels, "corpus.ndjson.gz") ||
	    !judge_file(&n_labels, "grid.ndjson.gz"))
		g_test_skip("no labelled snippets in LK_SHARED_DATA");
	else
		g_assert_cmpuint(n_labels, >, 90000);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/recognize/facts", test_facts);
	g_test_add_func("/recognize/places", test_places);
	g_test_add_func("/recognize/undecided", test_undecided);
	g_test_add_func("/recognize/depth", test_depth);
	g_test_add_func("/recognize/long-integer", test_long_integer);
	g_test_add_func("/recognize/labels", test_labels);
	return g_test_run();
}
