/* test-suppression - which findings a comment takes away. */

#include <config.h>

#include "suppression.h"

#include "cleanup.h"

static const struct rule relative_import = {
	.id = "relative-import",
	.severity = SEVERITY_ERROR,
	.alias = "TID252",
};
static const struct rule absolute_import = {
	.id = "absolute-import",
	.severity = SEVERITY_ERROR,
	.alias = "TID252",
};
static const struct rule lane_boundary = {
	.id = "lane-boundary",
	.severity = SEVERITY_ERROR,
};
static const struct rule *const rules[] = {&relative_import, &absolute_import,
					   &lane_boundary};

/* Every place where part stands is a finding. */
static void find_all(GPtrArray *findings, const struct source *source,
		     const struct rule *rule, const char *part)
{
	const char *at = source->bytes;

	while ((at = strstr(at, part))) {
		size_t start = (size_t)(at - source->bytes);

		g_ptr_array_add(findings,
				finding_new(rule, source->path,
					    (struct span){start, start + 4},
					    g_strdup("message")));
		at += strlen(part);
	}
}

/* "LINE:RULE ..." of what is left; an unused one with the code's bytes. */
static char *left_of(struct source *source)
{
	g_autoptr(GPtrArray) findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
	GString *left = g_string_new(NULL);

	find_all(findings, source, &relative_import, "from .");
	find_all(findings, source, &absolute_import, "from pkg");
	find_all(findings, source, &lane_boundary, "from labs");
	suppressions_apply(source, rules, G_N_ELEMENTS(rules), findings);
	for (guint i = 0; i < findings->len; i++) {
		const struct finding *finding = findings->pdata[i];
		struct position position =
			source_position(source, finding->span.start);

		g_string_append_printf(left, "%s%zu:%s", i > 0 ? " " : "",
				       position.line, finding->rule->id);
		if (finding->rule == &unused_suppression_rule)
			g_string_append_printf(
				left, "(%.*s)", (int)span_size(finding->span),
				source->bytes + finding->span.start);
	}
	return g_string_free(left, FALSE);
}

static void assert_left(const char *bytes, const char *expected)
{
	struct source source = SOURCE_INIT;
	struct decode_result decoded;
	g_autofree char *left = NULL;

	source_set(&source, "a.py", bytes, strlen(bytes));
	g_assert_true(source_decode(&source, &decoded));
	left = left_of(&source);
	if (strcmp(left, expected) != 0)
		g_test_message("in: %s", bytes);
	g_assert_cmpstr(left, ==, expected);
	source_release(&source);
}

static void test_noqa(void)
{
	assert_left("from .m import x\n", "1:relative-import");
	assert_left("from .m import x  # noqa: TID252\n", "");
	assert_left("from .m import x  #noqa:TID252\n", "");
	assert_left("from .m import x  # NoQA : tid252\n", "");
	assert_left("from .m import x  #\tnoqa:\tTID252\n", "");
	assert_left("from .m import x  # noqa: E501,TID252,F401\n", "");
	assert_left("from .m import x  # noqa: E501 TID252\n", "");
	assert_left("from .m import x  # noqa:E501 ,, TID252\n", "");
	assert_left("from .m import x  # noqa: relative-import\n", "");
	assert_left("from .m import x  # noqa: TID252 the package moves\n", "");
	assert_left("from .m import x  # type: ignore # noqa: TID252\n", "");
	assert_left("from .m import x  # noqa: E501 # noqa: TID252\n", "");
	assert_left("from .m import x  # noqa: TID252", "");
}

static void test_not_noqa(void)
{
	assert_left("from .m import x  # noqa\n", "1:relative-import");
	assert_left("from .m import x  # noqa TID252\n", "1:relative-import");
	assert_left("from .m import x  # noqa:\n", "1:relative-import");
	assert_left("from .m import x  # noqa: E501\n", "1:relative-import");
	assert_left("from .m import x  # noqa: TID2\n", "1:relative-import");
	assert_left("from .m import x  # noqa: TID2521\n", "1:relative-import");
	assert_left("from .m import x  # noqa: XTID252\n", "1:relative-import");
	assert_left("from .m import x  # see noqa: TID252\n",
		    "1:relative-import");
	assert_left("from .m import x  # ruff: noqa: TID252\n",
		    "1:relative-import");
	/* A rule's id after a reason's first word is a part of the reason. */
	assert_left("from .m import x  # noqa: E501 unlike relative-import\n",
		    "1:relative-import");
	assert_left("from .m import x  # noqa: Relative-Import\n",
		    "1:relative-import");
}

static void test_ignore(void)
{
	assert_left("from .m import x  # lanekeeper: ignore[relative-import]\n",
		    "");
	assert_left("from .m import x  #lanekeeper:ignore[TID252] moves\n", "");
	assert_left("from .m import x  "
		    "# lanekeeper: ignore[lane-boundary, relative-import] x\n",
		    "1:unused-suppression(lane-boundary)");
	assert_left("from .m import x  # lanekeeper: ignore\n",
		    "1:relative-import");
	assert_left("from .m import x  # lanekeeper: ignore[]\n",
		    "1:relative-import");
	assert_left("from .m import x  # lanekeeper: ignore[TID252\n",
		    "1:relative-import");
	assert_left("from .m import x  # lanekeeper: ignore[a rule TID252]\n",
		    "");
}

/* An alias of two rules serves both; it is unused when it serves neither. */
static void test_shared_alias(void)
{
	assert_left("from pkg import x  # noqa: TID252\n", "");
	assert_left("from .m import x; from pkg import y  # noqa: TID252\n",
		    "");
	assert_left("from .m import x; from pkg import y "
		    " # noqa: relative-import\n",
		    "1:absolute-import");
	assert_left("import os  # noqa: TID252\n",
		    "1:unused-suppression(TID252)");
}

static void test_unused(void)
{
	assert_left("import os  # noqa: relative-import, E501, tid252\n",
		    "1:unused-suppression(relative-import) "
		    "1:unused-suppression(tid252)");
	assert_left("import os  # noqa: E501\n", "");
	assert_left("from .m import x  # noqa: TID252\n"
		    "from labs import y  # noqa: TID252\n",
		    "2:lane-boundary 2:unused-suppression(TID252)");
	assert_left("from .m import x  # noqa: TID252, relative-import\n", "");
}

static void test_lines(void)
{
	assert_left("from .m import (  # noqa: TID252\n\tx,\n\ty,\n)\n", "");
	assert_left("from .m import (\n\tx,  # noqa: TID252\n\ty,\n)\n", "");
	assert_left("from .m import (\n\tx,\n\ty,\n)  # noqa: TID252\n", "");
	assert_left("from .m import (\n\t# noqa: TID252\n\tx,\n)\n", "");
	assert_left("from .m \\\n\timport x  # noqa: TID252\n", "");
	assert_left("x = '''\n'''; from .m import x  # noqa: TID252\n", "");
	assert_left("if x: from .m import x  # noqa: TID252\n", "");
	assert_left("if x:\n\tfrom .m import x  # noqa: TID252\n", "");
	assert_left("from .m import x  # noqa: TID252\r\n"
		    "from .n import y\r\n",
		    "2:relative-import");
	assert_left("from .m import x  # noqa: TID252\r"
		    "from .n import y\r",
		    "2:relative-import");
}

/* A comment on a line of its own holds for that line, not for the next. */
static void test_own_line(void)
{
	assert_left("# noqa: TID252\nfrom .m import x\n",
		    "2:relative-import 1:unused-suppression(TID252)");
	assert_left("from .m import x\n# noqa: TID252\n",
		    "1:relative-import 2:unused-suppression(TID252)");
	assert_left("if x:\n    # noqa: TID252\n    from .m import x\n",
		    "3:relative-import 2:unused-suppression(TID252)");
}

static void test_strings(void)
{
	assert_left("x = '# noqa: TID252'; from .m import x\n",
		    "1:relative-import");
	assert_left("'''\n# noqa: TID252\n'''\n", "");
	assert_left("f'{x} # noqa: TID252'; from .m import x\n",
		    "1:relative-import");
	assert_left("'#'; from .m import x  # noqa: TID252\n", "");
}

static void test_encodings(void)
{
	assert_left("\xef\xbb\xbf"
		    "from .m import x  # ä noqa: x # noqa: TID252\n",
		    "");
	assert_left("# coding: latin-1\n'\xe9'; from .m import x "
		    " # \xe9 # noqa: TID252\n",
		    "");
	assert_left("# coding: latin-1\n'\xe9\xe9'  # \xe9 # noqa: TID252\n",
		    "2:unused-suppression(TID252)");
}

static bool is_reported(const char *bytes, size_t offset)
{
	g_autoptr(GPtrArray) findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
	struct source source = SOURCE_INIT;
	struct decode_result decoded;

	source_set(&source, "a.py", bytes, strlen(bytes));
	g_assert_true(source_decode(&source, &decoded));
	g_ptr_array_add(findings, finding_new(&lane_boundary, source.path,
					      (struct span){offset, offset},
					      g_strdup("message")));
	suppressions_apply(&source, rules, G_N_ELEMENTS(rules), findings);
	source_release(&source);
	return findings->len > 0;
}

/* The last line has no end, the first begins before a byte order mark. */
static void test_edges(void)
{
	static const char marked[] = "\xef\xbb\xbfx # noqa: lane-boundary\n";
	static const char ended[] = "x # noqa: lane-boundary";

	g_assert_false(is_reported(ended, strlen(ended)));
	g_assert_false(is_reported(marked, 0));
	g_assert_false(is_reported(marked, 3));
	g_assert_true(is_reported("x # noqa: lane-boundary\ny\n", 24));
}

/* What stands before a fault is judged as ever, what follows is not. */
static void test_broken(void)
{
	assert_left("from .m import x  # noqa: TID252\nx = 'a\n", "");
	assert_left("x = 'a\nfrom .m import x  # noqa: TID252\n",
		    "2:relative-import");
	assert_left("from .m import (x  # noqa: TID252\n", "");
}

static bool is_possible(const char *text)
{
	return suppression_possible(text, strlen(text));
}

static void test_possible(void)
{
	g_assert_false(is_possible(""));
	g_assert_false(is_possible("#"));
	g_assert_false(is_possible("x = 1  # noqa"));
	g_assert_false(is_possible("noqa: TID252"));
	g_assert_false(is_possible("# lanekeeper"));
	g_assert_false(is_possible("# lanekeeper: ignored"));
	g_assert_true(is_possible("x  # noqa: TID252"));
	g_assert_true(is_possible("x  #NOQA:E501"));
	g_assert_true(is_possible("## noqa: E501"));
	g_assert_true(is_possible("# a # lanekeeper: ignore[b]"));
	/* The size counts, not the end of the string. */
	g_assert_false(suppression_possible("# noqa: X1", 6));
	g_assert_true(suppression_possible("\0# noqa: X1", 11));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/suppression/noqa", test_noqa);
	g_test_add_func("/suppression/not-noqa", test_not_noqa);
	g_test_add_func("/suppression/ignore", test_ignore);
	g_test_add_func("/suppression/shared-alias", test_shared_alias);
	g_test_add_func("/suppression/unused", test_unused);
	g_test_add_func("/suppression/lines", test_lines);
	g_test_add_func("/suppression/own-line", test_own_line);
	g_test_add_func("/suppression/strings", test_strings);
	g_test_add_func("/suppression/encodings", test_encodings);
	g_test_add_func("/suppression/edges", test_edges);
	g_test_add_func("/suppression/broken", test_broken);
	g_test_add_func("/suppression/possible", test_possible);
	return g_test_run();
}
