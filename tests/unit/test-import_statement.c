/* test-import_statement - import statements of every form, and their blocks. */

#include <config.h>

#include "import_statement.h"

#include <string.h>

#include "cleanup.h"

struct reading {
	struct token_array tokens;
	struct import_list list;
};

static void reading_init(struct reading *reading, const char *text)
{
	*reading = (struct reading){0};
	import_list_init(&reading->list);
	tokenize(text, strlen(text), 0, &reading->tokens);
	import_list_read(&reading->list, text, &reading->tokens);
}

static void reading_release(struct reading *reading)
{
	import_list_release(&reading->list);
	token_array_release(&reading->tokens);
}

static const struct import_statement *
statement_at(const struct reading *reading, guint i)
{
	return &g_array_index(reading->list.statements, struct import_statement,
			      i);
}

static void append_flags(GString *out, unsigned int flags)
{
	static const struct {
		unsigned int flag;
		const char *name;
	} names[] = {
		{IMPORT_STAR, "*"},
		{IMPORT_TYPE_CHECKING, " typing"},
		{IMPORT_DEFERRED, " lazy"},
		{IMPORT_MALFORMED, " bad"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (flags & names[i].flag)
			g_string_append(out, names[i].name);
}

/* "from ..m: a b; import x.y" */
static char *shown(const struct reading *reading)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < reading->list.statements->len; i++) {
		const struct import_statement *statement =
			statement_at(reading, i);
		bool is_from = statement->flags & IMPORT_FROM;

		g_string_append(out, i ? "; " : "");
		g_string_append(out, is_from ? "from " : "import");
		if (is_from) {
			import_module_append(&reading->list, statement, out);
			g_string_append_c(out, ':');
		}
		for (uint32_t n = 0; n < statement->n_names; n++) {
			g_string_append_c(out, ' ');
			import_name_append(
				&reading->list,
				&g_array_index(reading->list.names,
					       struct import_name,
					       statement->first_name + n),
				out);
		}
		append_flags(out, statement->flags);
	}
	return g_string_free(out, FALSE);
}

static void assert_read(const char *text, const char *expected)
{
	struct reading reading;
	g_autofree char *found = NULL;

	reading_init(&reading, text);
	found = shown(&reading);
	g_test_message("%s", text);
	g_assert_cmpstr(found, ==, expected);
	reading_release(&reading);
}

static void test_forms(void)
{
	assert_read("", "");
	assert_read("import a", "import a");
	assert_read("import a.b.c as d, e, f.g\n", "import a.b.c e f.g");
	assert_read("from a import b\n", "from a: b");
	assert_read("from . import a\n", "from .: a");
	assert_read("from.import a\n", "from .: a");
	assert_read("from.a import b\n", "from .a: b");
	assert_read("from .. import (a as b, c,)\n", "from ..: a c");
	assert_read("from ...a.b import c\n", "from ...a.b: c");
	assert_read("from ....a import c\n", "from ....a: c");
	assert_read("from . . .. a . b import c\n", "from ....a.b: c");
	assert_read("from ... ... . import c\n", "from .......: c");
	assert_read("from .x import *\n", "from .x:*");
	assert_read("from .x import(a)\n", "from .x: a");
	assert_read("from \\\n .x \\\n import a\n", "from .x: a");
	assert_read("from .x import (  # why\n a,  # this\n\n b\n)\n",
		    "from .x: a b");
	assert_read("from .a import b; from .c import d; x = 1; import e\n",
		    "from .a: b; from .c: d; import e");
	assert_read("from .match import case, type, _\n",
		    "from .match: case type _");
	assert_read("lazy from .a import b\nlazy import c\n",
		    "from .a: b; import c");
	assert_read("\tfrom . import a\r\nfrom . import b\r", "from .: a; "
							      "from .: b");
}

static void test_places(void)
{
	assert_read("def f():\n import a\nimport b\n", "import a lazy; "
						       "import b");
	assert_read("def f(): import a\nimport b\n", "import a lazy; "
						     "import b");
	assert_read("async def f():\n  from . import a\n", "from .: a lazy");
	assert_read("class C:\n  from . import a\n", "from .: a");
	assert_read("class C:\n  def f(self):\n    import a\n  import b\n",
		    "import a lazy; import b");
	assert_read("if TYPE_CHECKING:\n  import a\nelse:\n  import b\n",
		    "import a typing; import b");
	assert_read("if typing.TYPE_CHECKING: import a\nimport b\n",
		    "import a typing; import b");
	assert_read("if not TYPE_CHECKING:\n  import a\n", "import a");
	assert_read("if TYPE_CHECKING:\n  def f():\n    import a\n",
		    "import a typing lazy");
	assert_read("if x: import a; import b\n", "import a; import b");
	assert_read("while x: import a\n", "import a");
	assert_read("with x: import a\n", "import a");
	assert_read("match x:\n  case 1: import a\n  case 2:\n    import b\n",
		    "import a; import b");
	assert_read("if {1: 2}[1]: import a\n", "import a");
	assert_read("x: int = 3; import a\n", "import a");
}

/* Where no import statement is, though the words are there. */
static void test_not_imports(void)
{
	assert_read("def f():\n  yield from x\n", "");
	assert_read("def f(): yield from x\n", "");
	assert_read("raise X from e\n", "");
	assert_read("'''\nfrom . import a\n'''\n# from . import b\n", "");
	assert_read("x.from_ = importer\n", "");
	assert_read("f(lambda: (yield from x))\n", "");
}

static void test_malformed(void)
{
	assert_read("from . import\n", "from .: bad");
	assert_read("from . import ()\n", "from .: bad");
	assert_read("from . import (a b)\n", "from .: a bad");
	assert_read("from . import (a", "from .: a bad");
	assert_read("from . import a b\n", "from .: a bad");
	assert_read("from . import a.b\n", "from .: bad");
	assert_read("from .a\n", "from .a: bad");
	assert_read("from .a.\n", "from .a: bad");
	assert_read("from .", "from .: bad");
	assert_read("from\n", "");
	assert_read("import\n", "import bad");
	assert_read("import a as\n", "import a bad");
	assert_read("import .a\n", "import bad");
	assert_read("from . import a as 1\n", "from .: a bad");
	assert_read("from . import a, *\n", "from .: a bad");
	assert_read("if (", "");
	assert_read("if __name__ ==", "");
	assert_read("if __name__ == (", "");
}

/* Every prefix of a long text is read without a look past its end. */
static void test_truncated(void)
{
	static const char text[] =
		"try:\n from .a import (b as c,\n  d)\nexcept ImportError:\n"
		" from a import b; import c.d as e\nif __name__ == "
		"'__main__':\n"
		" if typing.TYPE_CHECKING: from ... import *\n__path__ += "
		"[1]\n";

	for (size_t size = 0; size < sizeof(text); size++) {
		g_autofree char *prefix = g_strndup(text, size);
		struct reading reading;
		g_autofree char *found = NULL;

		reading_init(&reading, prefix);
		found = shown(&reading);
		reading_release(&reading);
	}
}

static void test_spans(void)
{
	static const char *const cases[][2] = {
		{"from . import a\n", "."},
		{"from.import a\n", "."},
		{"from ..a.b import c\n", "..a.b"},
		{"from . . a import c\n", ". . a"},
		{"from .\\\n a import c\n", ".\\\n a"},
		{"from a.b import c\n", "a.b"},
		{"x = 1; from ... import c\n", "..."},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct reading reading;
		struct span span;
		g_autofree char *found = NULL;

		reading_init(&reading, cases[i][0]);
		span = import_module_span(&reading.list,
					  statement_at(&reading, 0));
		found = g_strndup(cases[i][0] + span.start, span_size(span));
		g_assert_cmpstr(found, ==, cases[i][1]);
		reading_release(&reading);
	}
}

/* Are the first two imports of the text alternatives, seen from both? */
static bool are_alternatives(const char *text)
{
	struct reading reading;
	bool forth, back;

	reading_init(&reading, text);
	g_assert_cmpuint(reading.list.statements->len, ==, 2);
	forth = blocks_are_alternatives(&reading.list,
					statement_at(&reading, 0)->block,
					statement_at(&reading, 1)->block);
	back = blocks_are_alternatives(&reading.list,
				       statement_at(&reading, 1)->block,
				       statement_at(&reading, 0)->block);
	g_assert_true(forth == back);
	reading_release(&reading);
	return forth;
}

static void test_alternatives(void)
{
	static const char *const yes[] = {
		"try:\n import a\nexcept E:\n import b\n",
		"try: import a\nexcept E: import b\n",
		"try:\n import a\nexcept* E:\n import b\n",
		"try:\n pass\nexcept E:\n import a\nexcept F:\n import b\n",
		"try:\n if x:\n  import a\nexcept E:\n if y: import b\n",
		"try:\n try:\n  import a\n finally:\n  pass\nexcept E:\n "
		"import b\n",
		"def f():\n try:\n  import a\n except E:\n  import b\n",
		"try:\n pass\nexcept E:\n import a\nelse:\n import b\n",
	};
	static const char *const no[] = {
		"import a\nimport b\n",
		"try:\n import a\n import b\nexcept E:\n pass\n",
		"try:\n import a\nfinally:\n import b\n",
		"try:\n import a\nexcept E:\n pass\nelse:\n import b\n",
		"try:\n import a\nexcept E:\n pass\nimport b\n",
		"if x:\n import a\nelse:\n import b\n",
		"try:\n import a\nexcept E:\n pass\ntry:\n pass\nexcept E:\n "
		"import b\n",
		"try:\n pass\nexcept E:\n import a\nfor x in y:\n "
		"pass\nelse:\n "
		"import b\n",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(yes); i++)
		g_assert_true(are_alternatives(yes[i]));
	for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
		g_assert_false(are_alternatives(no[i]));
}

static bool sets_package(const char *text)
{
	struct reading reading;
	bool found;

	reading_init(&reading, text);
	found = reading.list.package_assignment != UINT32_MAX;
	reading_release(&reading);
	return found;
}

static void test_package_assignment(void)
{
	static const char *const yes[] = {
		"__package__ = 'x'\n",	   "if x: __package__ = 'x'\n",
		"__path__ += [1]\n",	   "__path__: list = []\n",
		"__path__[:] = []\n",	   "__path__.append(1)\n",
		"__path__.insert(0, 1)\n", "a = __package__ = 'x'\n",
	};
	static const char *const no[] = {
		"x = __package__\n",
		"f(__package__='x')\n",
		"def f(__package__='x'): pass\n",
		"x.__package__ = 'x'\n",
		"if __package__ == 'x': pass\n",
		"'__package__ = 1'\n",
		"x = __path__[0]\n",
		"if __package__: pass\n",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(yes); i++)
		g_assert_true(sets_package(yes[i]));
	for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
		g_assert_false(sets_package(no[i]));
}

static bool has_guard(const char *text)
{
	struct reading reading;
	bool found;

	reading_init(&reading, text);
	found = reading.list.has_main_guard;
	reading_release(&reading);
	return found;
}

static void test_main_guard(void)
{
	g_assert_true(has_guard("if __name__ == '__main__':\n pass\n"));
	g_assert_true(has_guard("if __name__ == \"__main__\": pass\n"));
	g_assert_true(has_guard("if '__main__' == __name__: pass\n"));
	g_assert_true(has_guard("if (__name__ == '__main__'): pass\n"));
	g_assert_false(has_guard("if __name__ == 'main': pass\n"));
	g_assert_false(has_guard("if __name__ != '__main__': pass\n"));
	g_assert_false(has_guard("__name__ == '__main__'\n"));
}

/* 100,000 statements and 90 levels: no recursion, no square. */
static void test_large(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct reading reading;

	for (int i = 0; i < 90; i++)
		g_string_append_printf(text, "%*sif x:\n", i, "");
	g_string_append_printf(text, "%*simport a\n", 90, "");
	for (int i = 0; i < 100000; i++)
		g_string_append(text, "from .m import a\n");
	reading_init(&reading, text->str);
	g_assert_cmpuint(reading.list.statements->len, ==, 100001);
	reading_release(&reading);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/import_statement/forms", test_forms);
	g_test_add_func("/import_statement/places", test_places);
	g_test_add_func("/import_statement/not-imports", test_not_imports);
	g_test_add_func("/import_statement/malformed", test_malformed);
	g_test_add_func("/import_statement/truncated", test_truncated);
	g_test_add_func("/import_statement/spans", test_spans);
	g_test_add_func("/import_statement/alternatives", test_alternatives);
	g_test_add_func("/import_statement/package", test_package_assignment);
	g_test_add_func("/import_statement/main-guard", test_main_guard);
	g_test_add_func("/import_statement/large", test_large);
	return g_test_run();
}
