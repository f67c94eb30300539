/* test-report - every format, as exact text. */

#include <config.h>

#include "report.h"

#include "cleanup.h"

static const struct rule relative_import = {
	.id = "relative-import",
	.severity = SEVERITY_ERROR,
	.summary = "An import names its module by dots.",
	.alias = "TID252",
};
static const struct rule lane_boundary = {
	.id = "lane-boundary",
	.severity = SEVERITY_WARNING,
	.summary = "A production lane imports an incubation lane.",
};
static const struct rule import_cycle = {
	.id = "import-cycle",
	.severity = SEVERITY_NOTE,
	.summary = "Modules import each other in a circle.",
};
static const struct rule *const rules[] = {&relative_import, &lane_boundary,
					   &import_cycle};

/* U+202E, ESC, a line end, a byte that is no UTF-8, and the separators. */
#define HOSTILE "a\xe2\x80\xae\x1b\n%,:\xff\"<b>.py"

/* A finding of n columns on one line; line 0: of the whole file. */
static struct finding *place(const struct rule *rule, const char *path,
			     size_t line, size_t column, size_t n)
{
	struct finding *finding =
		finding_new(rule, path, (struct span){0, 0},
			    g_strdup_printf("message of %s", rule->id));

	finding->start = (struct position){line, column};
	finding->end = (struct position){line, column + n};
	return finding;
}

static struct finding *with_message(struct finding *finding,
				    const char *message)
{
	g_free(finding->message);
	finding->message = g_strdup(message);
	return finding;
}

static struct finding *with_excerpt(struct finding *finding,
				    const char *excerpt)
{
	finding->excerpt = g_strdup(excerpt);
	return finding;
}

static GPtrArray *new_findings(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
}

/* The report of findings (taken) as text, owned by the caller. */
static char *render_with(const struct report_options *options,
			 GPtrArray *findings, const char *advice)
{
	struct summary summary = {.files = 1234};
	g_autoptr(GError) error = NULL;
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	struct report *report = report_new(options, stream);

	for (guint i = 0; i < findings->len; i++) {
		summary_count(&summary, findings->pdata[i]);
		report_add(report, findings->pdata[i]);
	}
	report_finish(report, &summary, advice, &error);
	g_assert_no_error(error);
	fclose(stream);
	g_assert_cmpuint(strlen(text), ==, size);
	g_ptr_array_unref(findings);
	return text;
}

static struct report_options options_of(enum report_format format)
{
	return (struct report_options){
		.format = format,
		.tool = "import-relativity",
		.version = "0.1.0",
		.rules = rules,
		.n_rules = G_N_ELEMENTS(rules),
	};
}

static void assert_report(enum report_format format, GPtrArray *findings,
			  const char *expected)
{
	struct report_options options = options_of(format);
	g_autofree char *text = render_with(&options, findings, NULL);

	g_assert_cmpstr(text, ==, expected);
}

/* One of each severity, two files, one of them as a whole, one repaired. */
static GPtrArray *sample(void)
{
	GPtrArray *findings = new_findings();
	struct finding *finding;

	finding = place(&relative_import, "core/a.py", 3, 6, 2);
	finding->fixable = true;
	finding->data = cJSON_CreateObject();
	cJSON_AddStringToObject(finding->data, "from", ".m");
	cJSON_AddStringToObject(finding->data, "to", "core.m");
	g_ptr_array_add(findings, with_excerpt(finding, "from .m import x"));

	finding = place(&relative_import, "core/a.py", 4, 6, 2);
	finding->fixable = true;
	finding->fixed = true;
	g_ptr_array_add(findings, with_excerpt(finding, "from .n import x"));

	finding = place(&lane_boundary, "core/a.py", 9, 1, 0);
	finding->end = (struct position){10, 1};
	g_ptr_array_add(findings, with_excerpt(finding, "import labs"));

	g_ptr_array_add(findings, place(&import_cycle, "labs/b.py", 0, 0, 0));
	return findings;
}

static GPtrArray *hostile(void)
{
	GPtrArray *findings = new_findings();
	struct finding *finding = place(&relative_import, HOSTILE, 1, 1, 1);

	g_ptr_array_add(findings,
			with_message(finding, "no '" HOSTILE "' & ]]>"));
	return findings;
}

static void test_format_parse(void)
{
	static const char *const names[N_REPORT_FORMATS] = {
		"text", "json", "jsonl", "github", "sarif", "gitlab", "junit"};
	enum report_format format = N_REPORT_FORMATS;

	for (size_t i = 0; i < N_REPORT_FORMATS; i++) {
		g_assert_true(report_format_parse(names[i], &format));
		g_assert_cmpint((int)format, ==, (int)i);
	}
	g_assert_false(report_format_parse("JSON", &format));
	g_assert_false(report_format_parse("", &format));
	g_assert_cmpint(format, ==, REPORT_JUNIT);
}

static void test_text(void)
{
	assert_report(
		REPORT_TEXT, sample(),
		"core/a.py:3:6: error: message of relative-import "
		"[relative-import]\n"
		"core/a.py:9:1: warning: message of lane-boundary "
		"[lane-boundary]\n"
		"labs/b.py: note: message of import-cycle [import-cycle]\n"
		"1 error, 1 warning, 1 note in 2 files, 1 fixed "
		"(1,234 files checked)\n");
	assert_report(REPORT_TEXT, new_findings(),
		      "no findings (1,234 files checked)\n");
	assert_report(REPORT_TEXT, hostile(),
		      "a\\u202e\\x1b\\n%,:\\xff\"<b>.py:1:1: error: "
		      "no 'a\\u202e\\x1b\\n%,:\\xff\"<b>.py' & ]]> "
		      "[relative-import]\n"
		      "1 error in 1 file (1,234 files checked)\n");
}

static void test_text_quiet(void)
{
	struct report_options options = options_of(REPORT_TEXT);
	g_autofree char *text = NULL;
	g_autofree char *empty = NULL;

	options.quiet = true;
	text = render_with(&options, sample(), "run it again");
	g_assert_cmpstr(text, ==,
			"core/a.py:3:6: error: message of relative-import "
			"[relative-import]\n");
	empty = render_with(&options, new_findings(), "run it again");
	g_assert_cmpstr(empty, ==, "");
}

static void test_text_advice(void)
{
	struct report_options options = options_of(REPORT_TEXT);
	GPtrArray *findings = new_findings();
	g_autofree char *text = NULL;
	g_autofree char *empty = NULL;

	g_ptr_array_add(findings, place(&relative_import, "a.py", 1, 2, 3));
	text = render_with(&options, findings, "run it again");
	g_assert_cmpstr(text, ==,
			"a.py:1:2: error: message of relative-import "
			"[relative-import]\n"
			"1 error in 1 file (1,234 files checked)\n"
			"run it again\n");
	empty = render_with(&options, new_findings(), "run it again");
	g_assert_cmpstr(empty, ==, "no findings (1,234 files checked)\n");
}

static void test_text_only_fixed(void)
{
	GPtrArray *findings = new_findings();

	for (size_t i = 0; i < 1000; i++) {
		g_ptr_array_add(findings,
				place(&relative_import, "a.py", i + 1, 1, 1));
		((struct finding *)findings->pdata[i])->fixed = true;
	}
	assert_report(REPORT_TEXT, findings,
		      "no findings, 1,000 fixed (1,234 files checked)\n");
}

static void test_text_color(void)
{
	struct report_options options = options_of(REPORT_TEXT);
	GPtrArray *findings = new_findings();
	g_autofree char *text = NULL;

	options.color = true;
	options.excerpts = true;
	g_ptr_array_add(findings,
			with_excerpt(place(&relative_import, "a.py", 1, 6, 2),
				     "from .m import x"));
	text = render_with(&options, findings, NULL);
	g_assert_cmpstr(text, ==,
			"\033[1ma.py:1:6:\033[0m \033[1;31merror\033[0m: "
			"message of relative-import "
			"[\033[1mrelative-import\033[0m]\n"
			"     1 | from .m import x\n"
			"       | \033[1;31m     ^~\033[0m\n"
			"1 error in 1 file (1,234 files checked)\n");
}

/* The excerpt of one finding, without the lines around it. */
static void assert_excerpt(const char *line, size_t column, size_t n,
			   const char *expected)
{
	struct report_options options = options_of(REPORT_TEXT);
	GPtrArray *findings = new_findings();
	g_autofree char *text = NULL;
	char *start;

	options.excerpts = true;
	options.quiet = true;
	g_ptr_array_add(findings, with_excerpt(place(&relative_import, "a.py",
						     12, column, n),
					       line));
	text = render_with(&options, findings, NULL);
	start = strchr(text, '\n');
	g_assert_nonnull(start);
	g_assert_cmpstr(start + 1, ==, expected);
}

static void test_excerpt(void)
{
	assert_excerpt("from .m import x", 6, 2,
		       "    12 | from .m import x\n"
		       "       |      ^~\n");
	/* Tabs, before the place and in it. */
	assert_excerpt("\tfrom\t.m", 7, 2,
		       "    12 |         from    .m\n"
		       "       |                 ^~\n");
	assert_excerpt("a\tb", 1, 3,
		       "    12 | a       b\n"
		       "       | ^~~~~~~~~\n");
	/* Wide characters, a combining one, and one that is escaped. */
	assert_excerpt("漢 = .字", 5, 2,
		       "    12 | 漢 = .字\n"
		       "       |      ^~~\n");
	assert_excerpt("e\u0301 = 1", 6, 1,
		       "    12 | e\u0301 = 1\n"
		       "       |     ^\n");
	assert_excerpt("'\u202e' + x", 7, 1,
		       "    12 | '\\u202e' + x\n"
		       "       |            ^\n");
}

static void test_excerpt_edges(void)
{
	/* Nothing covered; the end of the line; an empty line. */
	assert_excerpt("import a", 8, 0,
		       "    12 | import a\n"
		       "       |        ^\n");
	assert_excerpt("import a", 9, 0,
		       "    12 | import a\n"
		       "       |         ^\n");
	assert_excerpt("", 1, 0,
		       "    12 | \n"
		       "       | ^\n");
	/* Past the excerpt, which was cut. */
	assert_excerpt("import a", 10, 1, "");
}

static void test_excerpt_lines(void)
{
	struct report_options options = options_of(REPORT_TEXT);
	GPtrArray *findings = new_findings();
	struct finding *finding = place(&relative_import, "a.py", 12, 1, 0);
	g_autofree char *text = NULL;

	options.excerpts = true;
	options.quiet = true;
	finding->end = (struct position){14, 2};
	g_ptr_array_add(findings, with_excerpt(finding, "from .m import ("));
	text = render_with(&options, findings, NULL);
	g_assert_true(g_str_has_suffix(text, "    12 | from .m import (\n"
					     "       | ^~~~~~~~~~~~~~~~\n"));
}

static void test_excerpt_long(void)
{
	g_autofree char *dots = g_strnfill(300, '.');
	g_autofree char *shown_after =
		g_strdup_printf("    12 | %.120s...\n       |  ^~\n", dots);
	g_autofree char *shown_amid = g_strdup_printf(
		"    12 | ...%.120s...\n       | %43s^~\n", dots, "");
	g_autofree char *shown_before = g_strdup_printf(
		"    12 | ...%.41s\n       | %43s^\n", dots, "");

	assert_excerpt(dots, 2, 2, shown_after);
	assert_excerpt(dots, 100, 2, shown_amid);
	assert_excerpt(dots, 300, 5, shown_before);
}

static void test_json(void)
{
	assert_report(
		REPORT_JSON, sample(),
		"{\"tool\":\"import-relativity\",\"version\":\"0.1.0\","
		"\"format\":1,\"findings\":[\n"
		"{\"rule\":\"relative-import\",\"severity\":\"error\","
		"\"path\":\"core/a.py\",\"line\":3,\"column\":6,"
		"\"end_line\":3,\"end_column\":8,"
		"\"message\":\"message of relative-import\","
		"\"fixable\":true,"
		"\"data\":{\"from\":\".m\",\"to\":\"core.m\"}},\n"
		"{\"rule\":\"relative-import\",\"severity\":\"error\","
		"\"path\":\"core/a.py\",\"line\":4,\"column\":6,"
		"\"end_line\":4,\"end_column\":8,"
		"\"message\":\"message of relative-import\","
		"\"fixable\":true,\"fixed\":true,\"data\":{}},\n"
		"{\"rule\":\"lane-boundary\",\"severity\":\"warning\","
		"\"path\":\"core/a.py\",\"line\":9,\"column\":1,"
		"\"end_line\":10,\"end_column\":1,"
		"\"message\":\"message of lane-boundary\","
		"\"fixable\":false,\"data\":{}},\n"
		"{\"rule\":\"import-cycle\",\"severity\":\"note\","
		"\"path\":\"labs/b.py\",\"line\":0,\"column\":0,"
		"\"end_line\":0,\"end_column\":0,"
		"\"message\":\"message of import-cycle\","
		"\"fixable\":false,\"data\":{}}\n"
		"],\"summary\":{\"files\":1234,\"errors\":1,\"warnings\":1,"
		"\"notes\":1,\"fixed\":1}}\n");
	assert_report(REPORT_JSON, new_findings(),
		      "{\"tool\":\"import-relativity\",\"version\":\"0.1.0\","
		      "\"format\":1,\"findings\":[],"
		      "\"summary\":{\"files\":1234,\"errors\":0,"
		      "\"warnings\":0,\"notes\":0,\"fixed\":0}}\n");
}

static void test_jsonl(void)
{
	/* The path's bytes: 61 e2 80 ae 1b 0a 25 2c 3a ff 22 3c 62 3e ... */
	assert_report(
		REPORT_JSONL, hostile(),
		"{\"rule\":\"relative-import\",\"severity\":\"error\","
		"\"path\":\"a\u202e\\u001b\\n%,:\ufffd\\\"<b>.py\","
		"\"path_bytes\":\"YeKArhsKJSw6/yI8Yj4ucHk=\","
		"\"line\":1,\"column\":1,\"end_line\":1,\"end_column\":2,"
		"\"message\":\"no 'a\u202e\\u001b\\n%,:\ufffd\\\"<b>.py' "
		"& ]]>\",\"fixable\":false,\"data\":{}}\n"
		"{\"summary\":{\"files\":1234,\"errors\":1,\"warnings\":0,"
		"\"notes\":0,\"fixed\":0}}\n");
}

static void test_json_numbers(void)
{
	GPtrArray *findings = new_findings();
	struct report_options options = options_of(REPORT_JSONL);
	g_autofree char *text = NULL;

	g_ptr_array_add(findings, place(&relative_import, "a.py", 3000000000,
					4294967296, 1));
	text = render_with(&options, findings, NULL);
	g_assert_nonnull(strstr(text, "\"line\":3000000000,"
				      "\"column\":4294967296,"
				      "\"end_line\":3000000000,"
				      "\"end_column\":4294967297,"));
}

static void test_github(void)
{
	assert_report(REPORT_GITHUB, sample(),
		      "::error file=core/a.py,line=3,endLine=3,col=6,"
		      "endColumn=8,title=relative-import::"
		      "message of relative-import\n"
		      "::warning file=core/a.py,line=9,endLine=10,"
		      "title=lane-boundary::message of lane-boundary\n"
		      "::notice file=labs/b.py,title=import-cycle::"
		      "message of import-cycle\n");
	assert_report(REPORT_GITHUB, hostile(),
		      "::error file=a\u202e\x1b%0A%25%2C%3A\ufffd\"<b>.py,"
		      "line=1,endLine=1,col=1,endColumn=2,"
		      "title=relative-import::"
		      "no 'a\\u202e\\x1b\\n%25,:\\xff\"<b>.py' & ]]>\n");
	assert_report(REPORT_GITHUB, new_findings(), "");
}

static void test_github_limit(void)
{
	GPtrArray *findings = new_findings();
	g_autoptr(GString) expected = g_string_new(NULL);

	for (size_t i = 1; i <= 11; i++)
		g_ptr_array_add(findings,
				place(&lane_boundary, "a.py", i, 1, 1));
	g_ptr_array_add(findings, place(&relative_import, "b.py", 1, 1, 1));

	g_string_append(expected,
			"::error file=b.py,line=1,endLine=1,col=1,endColumn=2,"
			"title=relative-import::message of relative-import\n");
	for (size_t i = 1; i <= 11; i++)
		g_string_append_printf(
			expected,
			"::warning file=a.py,line=%zu,endLine=%zu,col=1,"
			"endColumn=2,title=lane-boundary::"
			"message of lane-boundary\n",
			i, i);
	g_string_append(expected,
			"GitHub annotates 10 findings of each severity in a "
			"step; 1 more in this log\n");
	assert_report(REPORT_GITHUB, findings, expected->str);
}

#define SARIF_RULE(id, summary, level)                                         \
	"{\"id\":\"" id "\",\"shortDescription\":{\"text\":\"" summary         \
	"\"},\"fullDescription\":{\"text\":\"" summary                         \
	"\"},\"help\":{\"text\":\"Run 'import-relativity --explain " id        \
	"' for the rule's "                                                    \
	"page.\"},\"defaultConfiguration\":{\"level\":\"" level "\"}}"

#define SARIF_HEAD                                                             \
	"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","      \
	"\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"              \
	"\"name\":\"import-relativity\",\"version\":\"0.1.0\",\"rules\":"      \
	"[" SARIF_RULE(                                                        \
		"relative-import", "An import names its module by dots.",      \
		"error") "," SARIF_RULE("lane-boundary",                       \
					"A production lane imports an "        \
					"incubation lane.",                    \
					"warning") "," SARIF_RULE("import-"    \
								  "cycle",     \
								  "Modules "   \
								  "import "    \
								  "each "      \
								  "other in "  \
								  "a circle.", \
								  "note") "]}" \
									  "}," \
									  "\n" \
									  "\"" \
									  "co" \
									  "lu" \
									  "mn" \
									  "Ki" \
									  "nd" \
									  "\"" \
									  ":"  \
									  "\"" \
									  "un" \
									  "ic" \
									  "od" \
									  "eC" \
									  "od" \
									  "eP" \
									  "oi" \
									  "nt" \
									  "s"  \
									  "\""

static void test_sarif(void)
{
	assert_report(
		REPORT_SARIF, sample(),
		SARIF_HEAD
		",\n\"results\":[\n"
		"{\"ruleId\":\"relative-import\",\"ruleIndex\":0,"
		"\"level\":\"error\","
		"\"message\":{\"text\":\"message of relative-import\"},"
		"\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
		"{\"uri\":\"core/a.py\",\"uriBaseId\":\"%SRCROOT%\"},"
		"\"region\":{\"startLine\":3,\"startColumn\":6,"
		"\"endLine\":3,\"endColumn\":8}}}],"
		"\"partialFingerprints\":{\"primaryLocationLineHash\":"
		"\"a926acd328c09366:1\"},"
		"\"properties\":{\"data\":{\"from\":\".m\","
		"\"to\":\"core.m\"}}},\n"
		"{\"ruleId\":\"lane-boundary\",\"ruleIndex\":1,"
		"\"level\":\"warning\","
		"\"message\":{\"text\":\"message of lane-boundary\"},"
		"\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
		"{\"uri\":\"core/a.py\",\"uriBaseId\":\"%SRCROOT%\"},"
		"\"region\":{\"startLine\":9,\"startColumn\":1,"
		"\"endLine\":10,\"endColumn\":1}}}],"
		"\"partialFingerprints\":{\"primaryLocationLineHash\":"
		"\"e229083063228eea:1\"}},\n"
		"{\"ruleId\":\"import-cycle\",\"ruleIndex\":2,"
		"\"level\":\"note\","
		"\"message\":{\"text\":\"message of import-cycle\"},"
		"\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
		"{\"uri\":\"labs/b.py\",\"uriBaseId\":\"%SRCROOT%\"}}}],"
		"\"partialFingerprints\":{\"primaryLocationLineHash\":"
		"\"81fcc1fbcecccf0e:1\"}}\n"
		"]}]}\n");
	assert_report(REPORT_SARIF, new_findings(),
		      SARIF_HEAD ",\n\"results\":[]}]}\n");
}

static void test_sarif_uri(void)
{
	struct report_options options = options_of(REPORT_SARIF);
	g_autofree char *text = render_with(&options, hostile(), NULL);

	g_assert_nonnull(strstr(text, "\"uri\":\"a%E2%80%AE%1B%0A%25%2C%3A"
				      "%FF%22%3Cb%3E.py\""));
	g_assert_true(g_utf8_validate(text, -1, NULL));
}

static size_t count_of(const char *text, const char *part)
{
	size_t n = 0;

	while ((text = strstr(text, part))) {
		text += strlen(part);
		n++;
	}
	return n;
}

static void test_sarif_limit(void)
{
	struct report_options options = options_of(REPORT_SARIF);
	GPtrArray *findings = new_findings();
	g_autofree char *text = NULL;

	for (size_t i = 1; i <= 10; i++)
		g_ptr_array_add(findings,
				place(&import_cycle, "a.py", i, 1, 1));
	for (size_t i = 1; i <= 24000; i++)
		g_ptr_array_add(findings,
				place(&lane_boundary, "b.py", i, 1, 1));
	for (size_t i = 1; i <= 2000; i++)
		g_ptr_array_add(findings,
				place(&relative_import, "c.py", i, 1, 1));
	text = render_with(&options, findings, NULL);
	g_assert_cmpuint(count_of(text, "\"ruleId\":\"relative-import\""), ==,
			 2000);
	g_assert_cmpuint(count_of(text, "\"ruleId\":\"lane-boundary\""), ==,
			 23000);
	g_assert_cmpuint(count_of(text, "\"ruleId\":\"import-cycle\""), ==, 0);
	g_assert_nonnull(strstr(
		text, "\"invocations\":[{\"executionSuccessful\":true,"
		      "\"toolExecutionNotifications\":[{\"level\":\"warning\","
		      "\"message\":{\"text\":\"1010 of 26010 findings are left "
		      "out, the least severe ones: a SARIF run holds at most "
		      "25000 results\"}}]}]"));
	/* Equal lines of one file are told apart. */
	g_assert_nonnull(strstr(text, ":2000\""));
	g_assert_nonnull(strstr(text, ":23000\""));
}

static void test_gitlab(void)
{
	assert_report(
		REPORT_GITLAB, sample(),
		"[\n"
		"{\"description\":\"message of relative-import\","
		"\"check_name\":\"relative-import\",\"fingerprint\":"
		"\"83dc4364d6f9677322ea3aa815277827a01ced891dffb3a2b6e8e917f597"
		"ff13\","
		"\"severity\":\"major\",\"location\":{\"path\":\"core/a.py\","
		"\"lines\":{\"begin\":3,\"end\":3}}},\n"
		"{\"description\":\"message of lane-boundary\","
		"\"check_name\":\"lane-boundary\",\"fingerprint\":"
		"\"6650fab42cdbcb227b8cbb013bc4c378f3f5d859b22c5247cd8fe7755a81"
		"1ff6\","
		"\"severity\":\"minor\",\"location\":{\"path\":\"core/a.py\","
		"\"lines\":{\"begin\":9,\"end\":10}}},\n"
		"{\"description\":\"message of import-cycle\","
		"\"check_name\":\"import-cycle\",\"fingerprint\":"
		"\"f6b120df8e95c6bae1bb9fd8ac70cf3a16d633ba32ddcd08b64d8bb7711f"
		"34eb\","
		"\"severity\":\"info\",\"location\":{\"path\":\"labs/b.py\","
		"\"lines\":{\"begin\":1,\"end\":1}}}\n"
		"]\n");
	assert_report(REPORT_GITLAB, new_findings(), "[]\n");
}

/* The fingerprint of the only finding in a GitLab report of it. */
static char *gitlab_fingerprint(const struct rule *rule, const char *path,
				size_t line, const char *excerpt)
{
	static const char key[] = "\"fingerprint\":\"";
	struct report_options options = options_of(REPORT_GITLAB);
	GPtrArray *findings = new_findings();
	g_autofree char *text = NULL;
	char *start;

	g_ptr_array_add(findings,
			with_excerpt(place(rule, path, line, 1, 1), excerpt));
	text = render_with(&options, findings, NULL);
	start = strstr(text, key);
	g_assert_nonnull(start);
	return g_strndup(start + strlen(key), 64);
}

static void test_fingerprint(void)
{
	g_autofree char *one = gitlab_fingerprint(&relative_import, "a.py", 1,
						  "from . import a");
	g_autofree char *moved = gitlab_fingerprint(&relative_import, "a.py",
						    90, "\t  from . import a ");
	g_autofree char *line = gitlab_fingerprint(&relative_import, "a.py", 1,
						   "from . import b");
	g_autofree char *rule = gitlab_fingerprint(&lane_boundary, "a.py", 1,
						   "from . import a");
	g_autofree char *path = gitlab_fingerprint(&relative_import, "b.py", 1,
						   "from . import a");

	g_assert_cmpstr(one, ==, moved);
	g_assert_cmpstr(one, !=, line);
	g_assert_cmpstr(one, !=, rule);
	g_assert_cmpstr(one, !=, path);
}

/* SARIF counts equal lines by file, as its results name theirs. */
static void test_fingerprint_files(void)
{
	struct report_options options = options_of(REPORT_SARIF);
	GPtrArray *findings = new_findings();
	g_autofree char *text = NULL;

	g_ptr_array_add(findings, place(&relative_import, "a.py", 1, 1, 1));
	g_ptr_array_add(findings, place(&relative_import, "a.py", 2, 1, 1));
	g_ptr_array_add(findings, place(&relative_import, "b.py", 1, 1, 1));
	text = render_with(&options, findings, NULL);
	g_assert_cmpuint(count_of(text, ":1\"}"), ==, 2);
	g_assert_cmpuint(count_of(text, ":2\"}"), ==, 1);
}

#define JUNIT_HEAD                                                             \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                         \
	"<testsuites name=\"import-relativity\">\n"

static void test_junit(void)
{
	assert_report(
		REPORT_JUNIT, sample(),
		JUNIT_HEAD
		"  <testsuite name=\"core/a.py\" tests=\"2\" failures=\"1\" "
		"errors=\"0\" skipped=\"0\">\n"
		"    <testcase name=\"relative-import at 3:6\" "
		"classname=\"core.a\">\n"
		"      <failure message=\"message of relative-import\" "
		"type=\"relative-import\">core/a.py:3:6: error: message of "
		"relative-import [relative-import]</failure>\n"
		"    </testcase>\n"
		"    <testcase name=\"lane-boundary at 9:1\" "
		"classname=\"core.a\">\n"
		"      <system-out>core/a.py:9:1: warning: message of "
		"lane-boundary [lane-boundary]</system-out>\n"
		"    </testcase>\n"
		"  </testsuite>\n"
		"  <testsuite name=\"labs/b.py\" tests=\"1\" failures=\"0\" "
		"errors=\"0\" skipped=\"0\">\n"
		"    <testcase name=\"import-cycle\" classname=\"labs.b\">\n"
		"      <system-out>labs/b.py: note: message of import-cycle "
		"[import-cycle]</system-out>\n"
		"    </testcase>\n"
		"  </testsuite>\n"
		"</testsuites>\n");
	assert_report(REPORT_JUNIT, new_findings(),
		      JUNIT_HEAD
		      "  <testsuite name=\"import-relativity\" tests=\"1\" "
		      "failures=\"0\" errors=\"0\" skipped=\"0\">\n"
		      "    <testcase name=\"no findings\" "
		      "classname=\"import-relativity\"/>\n"
		      "  </testsuite>\n"
		      "</testsuites>\n");
}

static void test_junit_hostile(void)
{
	assert_report(
		REPORT_JUNIT, hostile(),
		JUNIT_HEAD
		"  <testsuite name=\"a\\u202e\\x1b\\n%,:\\xff&quot;&lt;b&gt;"
		".py\" tests=\"1\" failures=\"1\" errors=\"0\" "
		"skipped=\"0\">\n"
		"    <testcase name=\"relative-import at 1:1\" "
		"classname=\"a\\u202e\\x1b\\n%,:\\xff&quot;&lt;b&gt;\">\n"
		"      <failure message=\"no &apos;a\\u202e\\x1b\\n%,:\\xff"
		"&quot;&lt;b&gt;.py&apos; &amp; ]]&gt;\" "
		"type=\"relative-import\">a\\u202e\\x1b\\n%,:\\xff"
		"&quot;&lt;b&gt;.py:1:1: error: no &apos;a\\u202e\\x1b\\n%,:"
		"\\xff&quot;&lt;b&gt;.py&apos; &amp; ]]&gt; "
		"[relative-import]</failure>\n"
		"    </testcase>\n"
		"  </testsuite>\n"
		"</testsuites>\n");
}

/* Jenkins and GitLab keep one case of each name and class. */
static void test_junit_names(void)
{
	struct report_options options = options_of(REPORT_JUNIT);
	GPtrArray *findings = new_findings();
	g_autofree char *text = NULL;

	g_ptr_array_add(findings, place(&lane_boundary, "p/.x", 1, 1, 1));
	g_ptr_array_add(findings, place(&lane_boundary, "p/.x", 1, 1, 2));
	g_ptr_array_add(findings, place(&relative_import, "p/.x", 1, 1, 2));
	g_ptr_array_add(findings, place(&lane_boundary, "p/.x", 1, 2, 2));
	g_ptr_array_add(findings, place(&lane_boundary, "q.d/x", 1, 2, 2));
	text = render_with(&options, findings, NULL);
	g_assert_cmpuint(count_of(text, "name=\"lane-boundary at 1:1\" "
					"classname=\"p..x\""),
			 ==, 1);
	g_assert_cmpuint(count_of(text, "name=\"lane-boundary at 1:1 (2)\""),
			 ==, 1);
	g_assert_cmpuint(count_of(text, "name=\"relative-import at 1:1\""), ==,
			 1);
	g_assert_cmpuint(count_of(text, "name=\"lane-boundary at 1:2\" "
					"classname=\"q.d.x\""),
			 ==, 1);
}

static void test_needs_excerpts(void)
{
	for (int format = 0; format < N_REPORT_FORMATS; format++) {
		struct report_options options =
			options_of((enum report_format)format);

		g_assert_cmpint(report_needs_excerpts(&options), ==,
				format == REPORT_SARIF ||
					format == REPORT_GITLAB);
		options.excerpts = true;
		g_assert_cmpint(report_needs_excerpts(&options), ==,
				format == REPORT_TEXT ||
					format == REPORT_SARIF ||
					format == REPORT_GITLAB);
	}
}

/* A full disk is an error, whatever the format. */
static void test_write_error(void)
{
	for (int format = 0; format < N_REPORT_FORMATS; format++) {
		struct report_options options =
			options_of((enum report_format)format);
		g_autoptr(FILE) stream = fopen("/dev/full", "w");
		g_autoptr(GPtrArray) findings = sample();
		g_autoptr(GError) error = NULL;
		struct summary summary = {0};
		struct report *report;

		if (!stream) {
			g_test_skip("no /dev/full");
			return;
		}
		report = report_new(&options, stream);
		report_add(report, findings->pdata[0]);
		g_assert_false(report_finish(report, &summary, NULL, &error));
		g_assert_cmpstr(error->message, ==,
				"cannot write the report: "
				"No space left on device");
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/report/format-parse", test_format_parse);
	g_test_add_func("/report/text", test_text);
	g_test_add_func("/report/text/quiet", test_text_quiet);
	g_test_add_func("/report/text/advice", test_text_advice);
	g_test_add_func("/report/text/only-fixed", test_text_only_fixed);
	g_test_add_func("/report/text/color", test_text_color);
	g_test_add_func("/report/excerpt", test_excerpt);
	g_test_add_func("/report/excerpt/edges", test_excerpt_edges);
	g_test_add_func("/report/excerpt/lines", test_excerpt_lines);
	g_test_add_func("/report/excerpt/long", test_excerpt_long);
	g_test_add_func("/report/json", test_json);
	g_test_add_func("/report/json/numbers", test_json_numbers);
	g_test_add_func("/report/jsonl", test_jsonl);
	g_test_add_func("/report/github", test_github);
	g_test_add_func("/report/github/limit", test_github_limit);
	g_test_add_func("/report/sarif", test_sarif);
	g_test_add_func("/report/sarif/uri", test_sarif_uri);
	g_test_add_func("/report/sarif/limit", test_sarif_limit);
	g_test_add_func("/report/gitlab", test_gitlab);
	g_test_add_func("/report/fingerprint", test_fingerprint);
	g_test_add_func("/report/fingerprint/files", test_fingerprint_files);
	g_test_add_func("/report/junit", test_junit);
	g_test_add_func("/report/junit/hostile", test_junit_hostile);
	g_test_add_func("/report/junit/names", test_junit_names);
	g_test_add_func("/report/needs-excerpts", test_needs_excerpts);
	g_test_add_func("/report/write-error", test_write_error);
	return g_test_run();
}
