/* test-parse_38 - what Python 3.8 says of texts that it refuses. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "compilation.h"

/* A text and what 3.8.18 says; a message that is NULL for a text it takes. */
struct words {
	const char *text;
	const char *message;
	unsigned int line;
};

/* At the token that no text can have there. */
static const struct words parser_words[] = {
	{"x = (1 +", "unexpected EOF while parsing", 1},
	{"if x:\npass\n", "expected an indented block", 2},
	{"if x:\n\t$\n", "invalid syntax", 2},
	{"if x:\n$\n", "invalid syntax", 2},
	{"x\n  y\n", "unexpected indent", 2},
	{"if x:\n    y\n  z\n",
	 "unindent does not match any outer indentation level", 3},
	{"if x:\n  try:\n    y\nz\n", "unexpected unindent", 4},
	{"try:\n  x\n", "unexpected EOF while parsing", 2},
	{"def f(\n", "unexpected EOF while parsing", 1},
	{"a <> b", "invalid syntax", 1},
	{"for x in range(3) print x", "invalid syntax", 1},
	{"print \"x\", y;z",
	 "Missing parentheses in call to 'print'. Did you mean print(\"x\", "
	 "y)?",
	 1},
	{"if a: print b",
	 "Missing parentheses in call to 'print'. Did you mean print(b)?", 1},
	{"exec \"x\"", "Missing parentheses in call to 'exec'", 1},
	{"print (a) b", "invalid syntax", 1},
	{"  print x", "unexpected indent", 1},
	{"def f(*, a=(b:=1)=2): pass", "invalid syntax", 1},
	{"(a, b) := 1", "invalid syntax", 1},
	{"a() < (b() = 1)", "invalid syntax", 1},
	{"x if y", "invalid syntax", 1},
	{"x if y else", "invalid syntax", 1},
	{"return a b", "invalid syntax", 1},
	{"from . import *, a", "invalid syntax", 1},
	{"from .. import (a", "unexpected EOF while parsing", 1},
	{"async def f(): await = 1", "invalid syntax", 1},
	{"async x", "invalid syntax", 1},
	{"not = 1", "invalid syntax", 1},
	{"{a: b, c}", "invalid syntax", 1},
	{"{a, b: c}", "invalid syntax", 1},
	{"a.1", "invalid syntax", 1},
	{"a[b:c:d:e]", "invalid syntax", 1},
	{"x = *", "invalid syntax", 1},
	{"global a, ", "invalid syntax", 1},
	{"assert a, b, c", "invalid syntax", 1},
	{"raise a from", "invalid syntax", 1},
	{"import a.b as c.d", "invalid syntax", 1},
	{"while x:\n\ny", "expected an indented block", 3},
	{"\303\251 = (", "unexpected EOF while parsing", 1},
	{"`a`", "invalid syntax", 1},
	{"a ? b", "invalid syntax", 1},
	{"a!", "invalid syntax", 1},
	{"print a,",
	 "Missing parentheses in call to 'print'. Did you mean print(a, end=\" "
	 "\")?",
	 1},
	{"print a; b",
	 "Missing parentheses in call to 'print'. Did you mean print(a)?", 1},
	{"if x: exec a", "Missing parentheses in call to 'exec'", 1},
	{"\\\n print x", "invalid syntax", 2},
	{"print a\\\n b c",
	 "Missing parentheses in call to 'print'. Did you mean print(a\\)?", 1},
	{"print \"\"\"a\nb\"\"\" c",
	 "Missing parentheses in call to 'print'. Did you mean "
	 "print(\"\"\"a\nb\"\"\" c)?",
	 2},
	{"if a: pass # \\\n  print b", "unexpected indent", 2},
};

/* After the parse, in the order in which 3.8 makes its tree. */
static const struct words tree_words[] = {
	{"f(a for a in b, c)", "Generator expression must be parenthesized", 1},
	{"f(a for a in b,)", "Generator expression must be parenthesized", 1},
	{"class C(a for a in b): pass", "invalid syntax", 1},
	{"f(a=1, b)", "positional argument follows keyword argument", 1},
	{"f(**a, b)", "positional argument follows keyword argument unpacking",
	 1},
	{"f(**a, *b)",
	 "iterable argument unpacking follows keyword argument unpacking", 1},
	{"f(**a, b := 1)",
	 "positional argument follows keyword argument unpacking", 1},
	{"f(a=1, a=2)", "keyword argument repeated", 1},
	{"f(a.b=1)",
	 "expression cannot contain assignment, perhaps you meant \"==\"?", 1},
	{"f((a)=1)",
	 "expression cannot contain assignment, perhaps you meant \"==\"?", 1},
	{"f(True=1)", "cannot assign to True", 1},
	{"f(__debug__=1)", "cannot assign to __debug__", 1},
	{"f(1=2)",
	 "expression cannot contain assignment, perhaps you meant \"==\"?", 1},
	{"def f(a=1, b): pass", "non-default argument follows default argument",
	 1},
	{"def f(a=1, /, b): pass",
	 "non-default argument follows default argument", 1},
	{"def f(*): pass", "named arguments must follow bare *", 1},
	{"def f(*,): pass", "named arguments must follow bare *", 1},
	{"def f(*, **k): pass", "named arguments must follow bare *", 1},
	{"lambda *: 1", "named arguments must follow bare *", 1},
	{"def f(__debug__): pass", "cannot assign to __debug__", 1},
	{"def __debug__(): pass", "cannot assign to __debug__", 1},
	{"class __debug__: pass", "cannot assign to __debug__", 1},
	{"class __debug__(\n): pass", "cannot assign to __debug__", 2},
	{"class __debug__(a): pass", "cannot assign to __debug__", 1},
	{"import __debug__", "cannot assign to __debug__", 1},
	{"import a.__debug__", NULL, 0},
	{"import a as __debug__", "cannot assign to __debug__", 1},
	{"from a import __debug__", "cannot assign to __debug__", 1},
	{"from a import b,",
	 "trailing comma not allowed without surrounding parentheses", 1},
	{"from a import (b, c as __debug__)", "cannot assign to __debug__", 1},
	{"try: pass\nexcept A as __debug__: pass", "cannot assign to __debug__",
	 2},
	{"x() = 1", "cannot assign to function call", 1},
	{"x = y() = 1", "cannot assign to function call", 1},
	{"(yield) = 1", "cannot assign to yield expression", 1},
	{"x = yield = 1", "assignment to yield expression not possible", 1},
	{"[a, b()] = 1", "cannot assign to function call", 1},
	{"a + b += 1", "cannot assign to operator", 1},
	{"a, b += 1", "illegal expression for augmented assignment", 1},
	{"(a): int", NULL, 0},
	{"a, b: int", "only single target (not tuple) can be annotated", 1},
	{"[a]: int", "only single target (not list) can be annotated", 1},
	{"a(): int", "illegal target for annotation", 1},
	{"None: int", "illegal target for annotation", 1},
	{"a.__debug__: int", "cannot assign to __debug__", 1},
	{"(a.b := 1)", "cannot use assignment expressions with attribute", 1},
	{"(__debug__ := 1)", "cannot assign to __debug__", 1},
	{"del a()", "cannot delete function call", 1},
	{"del (a, 1)", "cannot delete literal", 1},
	{"del __debug__", NULL, 0},
	{"for a() in b: pass", "cannot assign to function call", 1},
	{"for a in b: x() = 1\nelse: y() = 2", "cannot assign to function call",
	 2},
	{"[a for a() in b]", "cannot assign to function call", 1},
	{"[*a for a in b]",
	 "iterable unpacking cannot be used in comprehension", 1},
	{"{**a for a in b}",
	 "dict unpacking cannot be used in dict comprehension", 1},
	{"{*a for a in b}",
	 "iterable unpacking cannot be used in comprehension", 1},
	{"with a as b(): pass", "cannot assign to function call", 1},
	{"with a as (b, c.__debug__): pass", "cannot assign to __debug__", 1},
	{"if a: b() = 1\nelif c: d() = 2\nelse: e() = 3",
	 "cannot assign to function call", 2},
	{"try: a() = 1\nexcept: b() = 2\nelse: c() = 3",
	 "cannot assign to function call", 1},
	{"a < (lambda: (yield))() = 1", "cannot assign to comparison", 1},
	{"@a.b(c for c in d, e)\ndef f(): pass",
	 "Generator expression must be parenthesized", 1},
	{"lambda a=1, b: 2", "non-default argument follows default argument",
	 1},
	{"a = b if c else d = e", "cannot assign to conditional expression", 1},
	{"lambda x: y = 1", "cannot assign to lambda", 1},
	{"*a, *b = c = 1 = d", "cannot assign to literal", 1},
	{"1 = 2", "cannot assign to literal", 1},
	{"\"a\" = 1", "cannot assign to literal", 1},
	{"f() = g() = 1", "cannot assign to function call", 1},
	{"... = 1", "cannot assign to Ellipsis", 1},
	{"{} = 1", "cannot assign to dict display", 1},
	{"{1} = 1", "cannot assign to set display", 1},
	{"a if b else c = 1", "cannot assign to conditional expression", 1},
	{"not a = 1", "cannot assign to operator", 1},
	{"a and b = 1", "cannot assign to operator", 1},
	{"a < b = 1", "cannot assign to comparison", 1},
	{"await a = 1", "cannot assign to await expression", 1},
	{"[x for x in y] = 1", "cannot assign to list comprehension", 1},
	{"(x for x in y) = 1", "cannot assign to generator expression", 1},
	{"{x: y for x in z} = 1", "cannot assign to dict comprehension", 1},
	{"{x for x in z} = 1", "cannot assign to set comprehension", 1},
	{"print", NULL, 0},
};

/*
 * Fields of f-strings. Their parser knows no lines before them; what comes
 * after the parse is where 3.8 finds the field again, if it does.
 */
static const struct words field_words[] = {
	{"\n\nf'''\n{a b}'''", "invalid syntax", 1},
	{"f'{a +}'", "unexpected EOF while parsing", 1},
	{"\n\nf'''\n{f(a=1, 2)}'''",
	 "positional argument follows keyword argument", 4},
	{"\n\nf'''\n{f(a=1, 2)!r}'''",
	 "positional argument follows keyword argument", 3},
	{"\n('a'\nf'''\n{f(a=1, 2)}''')",
	 "positional argument follows keyword argument", 2},
	{"\nf'''\n{1}\n{f(a=1, 2)} {f(a=1, 2)!r}'''",
	 "positional argument follows keyword argument", 4},
	{"f'''\n{f'{f(a=1, 2)}'}'''",
	 "positional argument follows keyword argument", 2},
	{"\nf'''\n{yield}'''", "'yield' outside function", 3},
	{"\nf'''\n\n{(yield):>3}'''", "'yield' outside function", 2},
	{"f'x{>'", "f-string: empty expression not allowed", 1},
	{"f'''{\nprint a}'''",
	 "Missing parentheses in call to 'print'. Did you mean print(a))?", 2},
	{"x = (f'{a}'\n  b'')", "cannot mix bytes and nonbytes literals", 1},
	{"f'{a}' = 1", "cannot assign to f-string expression", 1},
	{"f'''\n{a +\n}'''", "unexpected EOF while parsing", 2},
};

static void check_words(const struct words *words, size_t n)
{
	struct arena arena = {0};

	for (size_t i = 0; i < n; i++) {
		struct compilation c;
		const char *text = words[i].text;

		compile_text(&c, &arena, text, strlen(text), 8, 0);
		if (c.status == COMPILATION_REFUSED) {
			g_test_message("%s", text);
			g_assert_cmpstr(c.error.message, ==, words[i].message);
			g_assert_cmpuint(c.error.line, ==, words[i].line);
		} else if (words[i].message) {
			g_test_fail_printf("%s: is not refused", text);
		}
		compilation_release(&c);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void test_parser(void)
{
	check_words(parser_words, G_N_ELEMENTS(parser_words));
}

static void test_tree(void)
{
	check_words(tree_words, G_N_ELEMENTS(tree_words));
}

static void test_fields(void)
{
	check_words(field_words, G_N_ELEMENTS(field_words));
}

/* ------------------------------------------------------------- the tree */

struct tree {
	const char *text;
	const char *dump;
};

static const struct tree trees[] = {
	{"(a), b = c.d[1:2, ::3]",
	 "LIST[0-22](Assign[0-22](LIST[0-22](Tuple/2[0-6](LIST[0-6](Name"
	 ":a/2[1-2], Name:b/2[5-6]))), "
	 "Subscript/1[9-22](Attribute/1[9-12](Name:c/1[9-10], "
	 "Name:d[11-12]), "
	 "Tuple/1[13-21](LIST[13-21](Slice[13-16](Constant/4[13-14], "
	 "Constant/4[15-16], -), Slice[18-21](-, -, "
	 "Constant/4[20-21]))))))"},
	{"f(*a, b=1, **c)(x for x in (y for y in z))",
	 "LIST[0-42](Expr[0-42](Call[0-42](Call[0-15](Name:f/1[0-1], "
	 "LIST[2-14](Starred/1[2-4](Name:a/1[3-4])), "
	 "LIST[2-14](keyword[6-9](Name:b[6-7], Constant/4[8-9]), "
	 "keyword[11-14](-, Name:c/1[13-14]))), "
	 "LIST[16-41](GeneratorExp[15-42](Name:x/1[16-17], "
	 "LIST[18-41](comprehension[18-41](Name:x/2[22-23], "
	 "GeneratorExp[27-41](Name:y/1[28-29], "
	 "LIST[30-40](comprehension[30-40](Name:y/2[34-35], "
	 "Name:z/1[39-40], LIST[40-40]))), LIST[41-41])))), "
	 "LIST[16-41])))"},
	{"@a.b(1)\nasync def f(a, b=1, /, c=2, *d, e, g=3, **h) -> i: pass",
	 "LIST[0-63](AsyncFunctionDef[8-63](Name:f[18-19], -, "
	 "arguments[0-0](LIST[0-0](arg[20-21](Name:a[20-21], -), "
	 "arg[23-24](Name:b[23-24], -)), "
	 "LIST[0-0](arg[31-32](Name:c[31-32], -)), "
	 "arg[37-38](Name:d[37-38], -), "
	 "LIST[0-0](arg[40-41](Name:e[40-41], -), "
	 "arg[43-44](Name:g[43-44], -)), LIST[0-0](-, "
	 "Constant/4[45-46]), arg[50-51](Name:h[50-51], -), "
	 "LIST[0-0](Constant/4[25-26], Constant/4[33-34])), "
	 "Name:i/1[56-57], LIST[59-63](Pass[59-63]), "
	 "LIST[0-7](Call[1-7](Attribute/1[1-4](Name:a/1[1-2], "
	 "Name:b[3-4]), LIST[5-6](Constant/4[5-6]), LIST[5-6]))))"},
	{"if a: b\nelif c: d\nelse: e",
	 "LIST[0-25](If[0-25](Name:a/1[3-4], "
	 "LIST[6-7](Expr[6-7](Name:b/1[6-7])), "
	 "LIST[8-25](If[8-25](Name:c/1[13-14], "
	 "LIST[16-17](Expr[16-17](Name:d/1[16-17])), "
	 "LIST[24-25](Expr[24-25](Name:e/1[24-25]))))))"},
	{"try: a\nexcept B as c: d\nelse: e\nfinally: f",
	 "LIST[0-42](Try[0-42](LIST[5-6](Expr[5-6](Name:a/1[5-6])), "
	 "LIST[7-23](ExceptHandler[7-23](Name:B/1[14-15], "
	 "Name:c[19-20], LIST[22-23](Expr[22-23](Name:d/1[22-23])))), "
	 "LIST[30-31](Expr[30-31](Name:e/1[30-31])), "
	 "LIST[41-42](Expr[41-42](Name:f/1[41-42]))))"},
	{"x: int = yield",
	 "LIST[0-14](AnnAssign/1[0-14](Name:x/2[0-1], Name:int/1[3-6], "
	 "Yield[9-14](-)))"},
	{"(x): int",
	 "LIST[0-8](AnnAssign[0-8](Name:x/2[1-2], Name:int/1[5-8], -))"},
	{"lambda *a, b=1: a if b else -b ** ~c",
	 "LIST[0-36](Expr[0-36](Lambda[0-36](arguments[0-0](LIST[0-0], "
	 "LIST[0-0], arg[8-9](Name:a[8-9], -), "
	 "LIST[0-0](arg[11-12](Name:b[11-12], -)), "
	 "LIST[0-0](Constant/4[13-14]), -, LIST[0-0]), "
	 "IfExp[16-36](Name:b/1[21-22], Name:a/1[16-17], "
	 "UnaryOp/17[28-36](BinOp/7[29-36](Name:b/1[29-30], "
	 "UnaryOp/14[34-36](Name:c/1[35-36])))))))"},
	{"a < b is not c not in d",
	 "LIST[0-23](Expr[0-23](Compare[0-23](Name:a/1[0-1], "
	 "LIST[0-23](TOKEN/30[2-3], TOKEN/85[6-12], TOKEN/88[15-21]), "
	 "LIST[0-23](Name:b/1[4-5], Name:c/1[13-14], Name:d/1[22-23]))))"},
	{"with a as b, c: d",
	 "LIST[0-17](With[0-17](LIST[5-14](withitem[5-11](Name:a/1[5-6],"
	 " Name:b/2[10-11]), withitem[13-14](Name:c/1[13-14], -)), "
	 "LIST[16-17](Expr[16-17](Name:d/1[16-17]))))"},
	{"from ..a import (b as c, d)\nimport e.f",
	 "LIST[0-38](ImportFrom/2[0-27](Name:a[7-8], "
	 "LIST[17-26](alias[17-23](Name:b[17-18], Name:c[22-23]), "
	 "alias[25-26](Name:d[25-26], -))), "
	 "Import[28-38](LIST[35-38](alias[35-38](Name:e.f[35-38], -))))"},
	{"{**a, b: c}, {*d, e}, {f: g for f in h if i if j async for k in l}",
	 "LIST[0-66](Expr[0-66](Tuple/1[0-66](LIST[0-66](Dict[0-11](LIST"
	 "[0-11](-, Name:b/1[6-7]), LIST[0-11](Name:a/1[3-4], "
	 "Name:c/1[9-10])), "
	 "Set[13-20](LIST[14-19](Starred/1[14-16](Name:d/1[15-16]), "
	 "Name:e/1[18-19])), DictComp[22-66](Name:f/1[23-24], "
	 "Name:g/1[26-27], "
	 "LIST[28-65](comprehension[28-48](Name:f/2[32-33], "
	 "Name:h/1[37-38], LIST[39-48](Name:i/1[42-43], "
	 "Name:j/1[47-48])), comprehension/1[49-65](Name:k/2[59-60], "
	 "Name:l/1[64-65], LIST[65-65])))))))"},
	{"class A(B, c=d): e",
	 "LIST[0-18](ClassDef[0-18](Name:A[6-7], -, "
	 "LIST[8-14](Name:B/1[8-9]), "
	 "LIST[8-14](keyword[11-14](Name:c[11-12], Name:d/1[13-14])), "
	 "LIST[17-18](Expr[17-18](Name:e/1[17-18])), -))"},
	{"a = b = c; d += 1; del (e), f[0]",
	 "LIST[0-32](Assign[0-9](LIST[0-9](Name:a/2[0-1], "
	 "Name:b/2[4-5]), Name:c/1[8-9]), "
	 "AugAssign/1[11-17](Name:d/2[11-12], Constant/4[16-17]), "
	 "Delete[19-32](LIST[23-32](Name:e/3[24-25], "
	 "Subscript/3[28-32](Name:f/1[28-29], Constant/4[30-31]))))"},
	{"await (a)\nnot b and c or d",
	 "LIST[0-26](Expr[0-9](Await[0-9](Name:a/1[7-8])), "
	 "Expr[10-26](BoolOp/19[10-26](LIST[10-26](BoolOp/18[10-21](LIST"
	 "[10-21](UnaryOp/15[10-15](Name:b/1[14-15]), "
	 "Name:c/1[20-21])), Name:d/1[25-26]))))"},
};

static void test_places(void)
{
	struct arena arena = {0};

	for (size_t i = 0; i < G_N_ELEMENTS(trees); i++) {
		struct compilation c;
		const char *text = trees[i].text;
		g_autoptr(GString) dump = g_string_new(NULL);
		const struct node *module;

		compile_text(&c, &arena, text, strlen(text), 8, 0);
		/* What the code generator refuses has a tree as well. */
		c.status = COMPILED;
		module = compilation_parse_38(&c);
		g_assert_nonnull(module);
		tree_dump(module->children[0], dump);
		g_assert_cmpstr(dump->str, ==, trees[i].dump);
		compilation_release(&c);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

/* ------------------------------------------------------------ the depth */

static enum compilation_status status_of(const char *before, const char *inner,
					 const char *after, size_t n)
{
	struct arena arena = {0};
	struct compilation c;
	enum compilation_status status;
	g_autoptr(GString) text = g_string_new(NULL);

	for (size_t i = 0; i < n; i++)
		g_string_append(text, before);
	g_string_append(text, inner);
	for (size_t i = 0; i < n; i++)
		g_string_append(text, after);
	compile_text(&c, &arena, text->str, text->len, 8, 0);
	status = c.status;
	compilation_release(&c);
	arena_release(&arena);
	return status;
}

/* 3.8.18 raises a MemoryError for one more of each. */
static void test_depth(void)
{
	static const struct {
		const char *before;
		const char *inner;
		const char *after;
		size_t most;
	} nests[] = {
		{"(", "1", ")", 98},
		{"f(", "", ")", 99},
		{"{a:", "1", "}", 104},
		{"(lambda:", "1", ")", 88},
		{"[a for a in ", "b", "]", 98},
		{"[a for a in b if ", "b", "]", 83},
		{"-", "1", "", 1679},
		{"a**", "1", "", 839},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(nests); i++) {
		g_assert_cmpint(status_of(nests[i].before, nests[i].inner,
					  nests[i].after, nests[i].most),
				==, COMPILED);
		g_assert_cmpint(status_of(nests[i].before, nests[i].inner,
					  nests[i].after, nests[i].most + 1),
				==, COMPILATION_UNKNOWN);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/parse_38/parser", test_parser);
	g_test_add_func("/parse_38/tree", test_tree);
	g_test_add_func("/parse_38/fields", test_fields);
	g_test_add_func("/parse_38/places", test_places);
	g_test_add_func("/parse_38/depth", test_depth);
	return g_test_run();
}
