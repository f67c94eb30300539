/* test-peg - reading and following small grammars. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "peg.h"

/* What parsing a text by a grammar comes to. */
struct outcome {
	GString *tree; /* NULL if there is none */
	enum compilation_status status;
	struct syntax_error error;
	struct arena arena;
};

static struct node *second_of(struct peg *peg, uint32_t first,
			      struct node *const *args, size_t n)
{
	(void)peg;
	(void)first;
	return n == 2 ? args[1] : NULL;
}

static struct node *nothing_of(struct peg *peg, uint32_t first,
			       struct node *const *args, size_t n)
{
	(void)peg;
	(void)first;
	(void)args;
	(void)n;
	return NULL;
}

static struct node *refusal_of(struct peg *peg, uint32_t first,
			       struct node *const *args, size_t n)
{
	(void)args;
	(void)n;
	return peg_refuse_token(peg, SYNTAX_ERROR, first, "refused %d", 7);
}

static const struct peg_helper helpers[] = {
	{"second", second_of},
	{"nothing", nothing_of},
	{"refusal", refusal_of},
	{NULL, NULL},
};

static void parse(struct outcome *out, const char *grammar_text,
		  const char *text, unsigned int minor)
{
	g_autoptr(GError) error = NULL;
	struct peg_grammar *grammar =
		peg_grammar_read(grammar_text, minor, helpers, &error);
	struct compilation c = {
		.arena = &out->arena,
		.text = text,
		.size = strlen(text),
		.minor = minor,
		.names = g_hash_table_new(g_str_hash, g_str_equal),
	};
	struct node *tree;

	g_assert_no_error(error);
	text_lines_init(&c.lines, c.arena, text, c.size);
	compilation_tokenize(&c);
	tree = peg_parse(&c, grammar, "file");
	out->status = c.status;
	out->error = c.error;
	out->tree = NULL;
	if (tree) {
		out->tree = g_string_new(NULL);
		tree_dump(tree, out->tree);
	}
	compilation_release(&c);
	peg_grammar_free(grammar);
}

static void outcome_release(struct outcome *outcome)
{
	if (outcome->tree)
		g_string_free(outcome->tree, TRUE);
	arena_release(&outcome->arena);
}

/* The text has the tree, shown without places. */
static void expect_tree(const char *grammar, const char *text,
			unsigned int minor, const char *tree)
{
	struct outcome outcome = {0};
	g_autoptr(GRegex) places =
		g_regex_new("\\[[0-9]+-[0-9]+\\]", 0, 0, NULL);
	g_autofree char *shown = NULL;

	parse(&outcome, grammar, text, minor);
	g_assert_cmpint(outcome.status, ==, COMPILED);
	g_assert_nonnull(outcome.tree);
	shown = g_regex_replace_literal(places, outcome.tree->str, -1, 0, "", 0,
					NULL);
	g_assert_cmpstr(shown, ==, tree);
	outcome_release(&outcome);
}

static void expect_error(const char *grammar, const char *text,
			 unsigned int minor, unsigned int line,
			 const char *message)
{
	struct outcome outcome = {0};

	parse(&outcome, grammar, text, minor);
	g_assert_null(outcome.tree);
	g_assert_cmpint(outcome.status, ==, COMPILATION_REFUSED);
	g_assert_cmpstr(outcome.error.message, ==, message);
	g_assert_cmpuint(outcome.error.line, ==, line);
	outcome_release(&outcome);
}

/* ------------------------------------------------------------ notation */

static void test_faults(void)
{
	static const struct {
		const char *grammar;
		const char *fault;
	} rows[] = {
		{"file:\n\t| a b\n", "line 2: there is no rule 'a'"},
		{"file: NAME\n\nfile: NUMBER\n",
		 "line 3: rule 'file' is defined twice"},
		{"file:\n\t| a=NAME\n\t\t=> b\n",
		 "line 3: no item is labelled 'b'"},
		{"file: a=NAME => @third(a)\n",
		 "line 1: no helper is called 'third'"},
		{"file: a=NAME => Nome(a)\n",
		 "line 1: no node is called 'Nome'"},
		{"file: a=NAME => Return(a, -)\n",
		 "line 1: Return has 1 children, 2 are given"},
		{"file: a=NAME => Attribute/WRITE(a, -)\n",
		 "line 1: no detail is called 'WRITE'"},
		{"file: FOO\n", "line 1: no token is called 'FOO'"},
		{"file: 'foo'\n", "line 1: no token is spelt 'foo'"},
		{"file: {4.1} NAME\n", "line 1: {4.1} names no versions"},
		{"file: NAME => error \"{what a}\"\n",
		 "line 1: nothing is called {what}"},
		{"file: ( NAME\nrest: NUMBER\n",
		 "line 2: ')' is expected, not 'rest'"},
		{"file NAME\n", "line 1: ':' is expected, not 'NAME'"},
		{"file: NAME = \n", "line 2: an item is expected, not ''"},
		{"a: a 'x' | b 'y' | NAME\nb: a | b\n", NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		struct peg_grammar *grammar =
			peg_grammar_read(rows[i].grammar, 11, helpers, &error);

		g_assert_null(grammar);
		g_assert_nonnull(error);
		if (rows[i].fault)
			g_assert_cmpstr(error->message, ==, rows[i].fault);
	}
}

static void test_gates(void)
{
	static const char grammar[] =
		"file:\n"
		"\t| {3.12..} a=NAME NEWLINE END => Return(a)\n"
		"\t| {..3.9} a=NAME NEWLINE END => Expr(a)\n"
		"\t| {3.10} a=NAME NEWLINE END => Await(a)\n"
		"\t| {3.10..3.11} a=NAME [{3.11} NEWLINE] END => Yield(a)\n";

	expect_tree(grammar, "a\n", 9, "Expr(Name:a/1)");
	expect_tree(grammar, "a\n", 10, "Await(Name:a/1)");
	expect_tree(grammar, "a\n", 11, "Yield(Name:a/1)");
	expect_tree(grammar, "a\n", 12, "Return(Name:a/1)");
	expect_tree(grammar, "a\n", 14, "Return(Name:a/1)");
}

/* --------------------------------------------------------------- items */

static void test_items(void)
{
	static const char grammar[] =
		"file:\n"
		"\t| 'del' a=','.NAME+ [','] NEWLINE END => a # gather\n"
		"\t| 'if' a=NAME* b=NUMBER+ NEWLINE END => (a, b)\n"
		"\t| 'for' a=('in' b=NAME => b | 'not' => -)? NEWLINE END\n"
		"\t\t=> Return(a)\n"
		"\t| &'not' !('not' 'not') 'not' a=\"match\" NEWLINE END => a\n"
		"\t| 'not' 'not' NAME NEWLINE END\n";

	expect_tree(grammar, "del a, b,\n", 11, "LIST(Name:a/1, Name:b/1)");
	expect_tree(grammar, "if 1 2\n", 11,
		    "GROUP(LIST, LIST(Constant/4, Constant/4))");
	expect_tree(grammar, "if a 2\n", 11,
		    "GROUP(LIST(Name:a/1), LIST(Constant/4))");
	expect_tree(grammar, "for in x\n", 11, "Return(Name:x/1)");
	expect_tree(grammar, "for not\n", 11, "Return(-)");
	expect_tree(grammar, "for\n", 11, "Return(-)");
	expect_tree(grammar, "not match\n", 11, "Name:match/1");
	expect_error(grammar, "not case\n", 11, 1, "invalid syntax");
	expect_error(grammar, "if a\n", 11, 1, "invalid syntax");
}

static void test_actions(void)
{
	static const char grammar[] =
		"file:\n"
		"\t| a=NAME '+' b=NAME NEWLINE END\n"
		"\t\t=> BinOp/ADD(a, @second(a, b))\n"
		"\t| a=NAME '-' b=','.NAME+ NEWLINE END => [a, *b, -]\n"
		"\t| a=NAME '*' b=part NEWLINE END => b\n"
		"\t| NAME NEWLINE END => @refusal()\n"
		"part:\n"
		"\t| NAME => @nothing()\n"
		"\t| NAME\n";

	expect_tree(grammar, "a + b\n", 11, "BinOp/1(Name:a/1, Name:b/1)");
	expect_tree(grammar, "a - b, c\n", 11,
		    "LIST(Name:a/1, Name:b/1, Name:c/1, -)");
	/* A value of nothing fails the rule, not the alternative. */
	expect_error(grammar, "a * b\n", 11, 1, "invalid syntax");
	expect_error(grammar, "\na\n", 11, 2, "refused 7");
}

static void test_cut(void)
{
	static const char grammar[] = "file:\n"
				      "\t| 'for' ~ NAME NEWLINE END\n"
				      "\t| 'for' NUMBER NEWLINE END\n"
				      "\t| 'if' NAME NEWLINE END\n"
				      "\t| 'if' NUMBER NEWLINE END => -\n";

	expect_error(grammar, "for 1\n", 11, 1, "invalid syntax");
	expect_tree(grammar, "if 1\n", 11, "NONE");
}

static void test_forced(void)
{
	static const char grammar[] =
		"file:\n"
		"\t| 'if' NAME &&':' NEWLINE END\n"
		"\t| 'for' &&('in' | NAME NAME) NEWLINE END\n";

	expect_error(grammar, "if a\n", 11, 1, "expected ':'");
	expect_error(grammar, "\nfor a\n", 11, 2,
		     "expected ('in' | NAME NAME)");
}

/* ----------------------------------------------------------- recursion */

static void test_left_recursion(void)
{
	static const char grammar[] =
		"file: a=sum NEWLINE END => a\n"
		"sum:\n"
		"\t| a=sum '+' b=NAME => BinOp/ADD(a, b)\n"
		"\t| a=sum '-' b=NAME => BinOp/SUB(a, b)\n"
		"\t| attr\n"
		"attr:\n"
		"\t| a=name_or_attr '.' b=NAME => Attribute/LOAD(a, b)\n"
		"\t| NAME\n"
		"name_or_attr:\n"
		"\t| attr\n"
		"\t| NAME\n";

	expect_tree(grammar, "a - b + c\n", 11,
		    "BinOp/1(BinOp/2(Name:a/1, Name:b/1), Name:c/1)");
	expect_tree(grammar, "a.b.c - d\n", 11,
		    "BinOp/2(Attribute/1(Attribute/1(Name:a/1, Name:b/1), "
		    "Name:c/1), Name:d/1)");
	expect_error(grammar, "a -\n", 11, 1, "invalid syntax");
}

/* Each bracket is tried twice: memos keep that from doubling each time. */
static void test_memos(void)
{
	static const char grammar[] = "file: a=e NEWLINE END => a\n"
				      "e: t '+' NAME | t '-' NAME | t\n"
				      "t: '(' e ')' | '(' e ']' | NAME\n";
	g_autoptr(GString) text = g_string_new(NULL);
	struct outcome outcome = {0};

	for (int i = 0; i < 150; i++)
		g_string_append_c(text, '(');
	g_string_append(text, "a\n");
	parse(&outcome, grammar, text->str, 11);
	g_assert_cmpstr(outcome.error.message, ==, "'(' was never closed");
	outcome_release(&outcome);
}

static void test_depth(void)
{
	static const char grammar[] = "file: NAME file | NAME NEWLINE END\n";
	g_autoptr(GString) text = g_string_new(NULL);
	struct outcome outcome = {0};

	for (int i = 0; i < 10000; i++)
		g_string_append(text, "a ");
	g_string_append_c(text, '\n');
	parse(&outcome, grammar, text->str, 11);
	g_assert_cmpint(outcome.status, ==, COMPILATION_UNKNOWN);
	g_assert_null(outcome.tree);
	outcome_release(&outcome);
}

/* -------------------------------------------------------------- errors */

static void test_invalid_rules(void)
{
	static const char grammar[] =
		"file:\n"
		"\t| invalid_file\n"
		"\t| a_without_invalid NUMBER NEWLINE END\n"
		"\t| a NAME NEWLINE END\n"
		"invalid_file:\n"
		"\t| 'not' a=NAME b=NAME\n"
		"\t\t=> error_at(b) \"{text a} {{x}} \\\"{name b}\\\" {line a} "
		"{expr b}\"\n"
		"\t| 'if' NAME NAME => error \"last\"\n"
		"\t| 'for' NAME => error_next \"next\"\n"
		"\t| 'del' NAME NEWLINE NAME => indent_error \"indent\"\n"
		"a_without_invalid: a\n"
		"a: invalid_a | NAME\n"
		"invalid_a: NAME NAME NUMBER => error \"a\"\n";

	/* Not tried where the first pass matches. */
	expect_tree(grammar, "a b\n", 11,
		    "GROUP(Name:a/1, Name:b/1, "
		    "TOKEN/2, TOKEN)");
	expect_error(grammar, "not a b\n", 11, 1, "a {x} \"b\" 1 name");
	expect_error(grammar, "\nif a b\n", 11, 2, "last");
	expect_error(grammar, "for a (\n)\n", 11, 1, "next");
	expect_error(grammar, "del a\nb\n", 11, 2, "indent");
	/* Off below _without_invalid, and on again behind it. */
	expect_error(grammar, "a b 1\n", 11, 1, "a");
	expect_error(grammar, "a 1 b\n", 11, 1, "invalid syntax");
}

/* (memo): what was yielded without the invalid_ rules holds with them. */
static void test_memo_mark(void)
{
	static const char format[] = "file: off NUMBER | a END\n"
				     "off: a_without_invalid\n"
				     "a_without_invalid: a\n"
				     "a%s: invalid_a | NAME\n"
				     "invalid_a: NAME => error \"a\"\n";
	g_autofree char *plain = g_strdup_printf(format, "");
	g_autofree char *marked = g_strdup_printf(format, " (memo)");

	expect_error(plain, "a b\n", 11, 1, "a");
	expect_error(marked, "a b\n", 11, 1, "invalid syntax");
}

static void test_ends(void)
{
	static const char grammar[] =
		"file: statement* END\n"
		"statement:\n"
		"\t| NAME NEWLINE\n"
		"\t| NAME ':' NEWLINE INDENT statement+ DEDENT 'else' NEWLINE\n"
		"\t| 'if' NEWLINE INDENT statement+ 'else' NEWLINE\n"
		"\t| '(' NAME ')' NEWLINE\n";

	/* 3.9 looks at nothing but where the parser came to. */
	expect_error(grammar, "a:\n  b\n\n# c\n", 9, 4,
		     "unexpected EOF while parsing");
	expect_error(grammar, "a:\n  b\n\n# c\n", 11, 4, "invalid syntax");
	expect_error(grammar, "if\n  b\nc\n", 9, 3, "unexpected unindent");
	expect_error(grammar, "if\n  b\nc\n", 11, 3, "unexpected unindent");
	expect_error(grammar, "a\n  b\n", 9, 2, "unexpected indent");
	expect_error(grammar, "a\n  b\n", 13, 2, "unexpected indent");
	expect_error(grammar, "a b\n'c\n", 9, 1, "invalid syntax");
	/* Later the tokenizer's errors go first, wherever they are. */
	expect_error(grammar, "a b\n'c\n", 10, 2,
		     "unterminated string literal (detected at line 2)");
	expect_error(grammar, "(a)\n(b\nc d\n", 10, 2, "'(' was never closed");
	expect_error(grammar, "(a)\n(b c d\n", 10, 2, "invalid syntax");
}

static void test_numbers(void)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i < 4301; i++)
		g_string_append(text, i % 3 == 0 ? "1_" : "1");
	g_string_append(text, "1\n");
	expect_error("file: NUMBER NEWLINE END\n", text->str, 10, 1,
		     "Exceeds the limit (4300) for integer string conversion: "
		     "value has 4302 digits; use sys.set_int_max_str_digits() "
		     "to increase the limit - Consider hexadecimal for huge "
		     "integer literals to avoid decimal conversion limits.");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/peg/faults", test_faults);
	g_test_add_func("/peg/gates", test_gates);
	g_test_add_func("/peg/items", test_items);
	g_test_add_func("/peg/actions", test_actions);
	g_test_add_func("/peg/cut", test_cut);
	g_test_add_func("/peg/forced", test_forced);
	g_test_add_func("/peg/left-recursion", test_left_recursion);
	g_test_add_func("/peg/memos", test_memos);
	g_test_add_func("/peg/depth", test_depth);
	g_test_add_func("/peg/invalid-rules", test_invalid_rules);
	g_test_add_func("/peg/memo-mark", test_memo_mark);
	g_test_add_func("/peg/ends", test_ends);
	g_test_add_func("/peg/numbers", test_numbers);
	return g_test_run();
}
