/* test-token - the tokenizer, table by table. */

#include <config.h>

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "token.h"

/* Tokens as one line: "x = 1 NEWLINE END"; see append_token(). */
struct row {
	const char *source;
	const char *tokens;
};

/* Names, numbers and strings are shown as written, others as their kind. */
static void append_token(GString *line, const char *text,
			 const struct token *token)
{
	g_autofree char *raw =
		g_strndup(text + token->start, token->end - token->start);
	g_autofree char *shown = g_strescape(raw, "\"");

	if (line->len > 0)
		g_string_append_c(line, ' ');
	switch (token->kind) {
	case TOKEN_NAME:
	case TOKEN_NUMBER:
	case TOKEN_STRING:
	case TOKEN_COMMENT:
		g_string_append(line, shown);
		break;
	case TOKEN_FSTRING_START:
	case TOKEN_FSTRING_MIDDLE:
	case TOKEN_FSTRING_END:
		g_string_append_printf(line, "<%s>", shown);
		break;
	case TOKEN_ERROR:
		g_string_append(line, token_error_message(token->detail));
		break;
	default:
		g_string_append(line, token_kind_name(token->kind));
	}
}

static char *render(const char *text, unsigned int options)
{
	g_autoptr(GString) line = g_string_new(NULL);
	struct token_array tokens = {0};

	tokenize(text, strlen(text), options, &tokens);
	for (size_t i = 0; i < tokens.n; i++)
		append_token(line, text, &tokens.items[i]);
	token_array_release(&tokens);
	return g_string_free(g_steal_pointer(&line), FALSE);
}

static void check_rows(const struct row *rows, size_t n, unsigned int options)
{
	for (size_t i = 0; i < n; i++) {
		g_autofree char *tokens = render(rows[i].source, options);
		g_autofree char *shown = g_strescape(rows[i].source, "\"");

		g_test_message("%s", shown);
		g_assert_cmpstr(tokens, ==, rows[i].tokens);
	}
}

static void test_lines(void)
{
	static const struct row rows[] = {
		{"", "END"},
		{"\n", "END"},
		{"  ", "END"},
		{"# c", "END"},
		{"x", "x NEWLINE END"},
		{"x\n", "x NEWLINE END"},
		{"x\r\ny\rz\n", "x NEWLINE y NEWLINE z NEWLINE END"},
		{"x # c\n\n  # d\ny", "x NEWLINE y NEWLINE END"},
		{"x\\\ny\n", "x y NEWLINE END"},
		{"x\\\r\ny\\\rz", "x y z NEWLINE END"},
		{"\\\n  x\n", "INDENT x NEWLINE DEDENT END"},
		{"(\n\n x # c\n)\n", "( x ) NEWLINE END"},
		{"(\\\nx)", "( x ) NEWLINE END"},
		{"x;y", "x ; y NEWLINE END"},
		{"\fx\n", "x NEWLINE END"},
		{"x\f\ty\n", "x y NEWLINE END"},
	};

	check_rows(rows, G_N_ELEMENTS(rows), 0);
}

static void test_trivia(void)
{
	static const struct row rows[] = {
		{"", "END"},
		{"\n", "NL END"},
		{"# c", "# c NL END"},
		{"  # c\n", "# c NL END"},
		{"x # c\n", "x # c NEWLINE END"},
		{"(\n# c\n)", "( NL # c NL ) NEWLINE END"},
		{"if x:\n  y\n# c\nz",
		 "if x : NEWLINE INDENT y NEWLINE # c NL DEDENT z NEWLINE END"},
	};

	check_rows(rows, G_N_ELEMENTS(rows), TOKENIZE_TRIVIA);
}

static void test_indentation(void)
{
	static const struct row rows[] = {
		{"a:\n b\n", "a : NEWLINE INDENT b NEWLINE DEDENT END"},
		{"a:\n b:\n  c",
		 "a : NEWLINE INDENT b : NEWLINE INDENT c NEWLINE "
		 "DEDENT DEDENT END"},
		{"a\n b\nc", "a NEWLINE INDENT b NEWLINE DEDENT c NEWLINE END"},
		{"a:\n\tb\n\tc",
		 "a : NEWLINE INDENT b NEWLINE c NEWLINE DEDENT END"},
		/* A form feed sets the column to 0. */
		{"a:\n   \f b\n c",
		 "a : NEWLINE INDENT b NEWLINE c NEWLINE DEDENT END"},
		{"a\n\n \n  # c\nb", "a NEWLINE b NEWLINE END"},
		{"a:\n (\nb\n )",
		 "a : NEWLINE INDENT ( b ) NEWLINE DEDENT END"},
		{"a:\n  b\n c",
		 "a : NEWLINE INDENT b NEWLINE unindent does not match any "
		 "outer indentation level END"},
		/* Eight blanks are a tab wide, but not by the other count. */
		{"a:\n        b\n\tc",
		 "a : NEWLINE INDENT b NEWLINE inconsistent use of tabs and "
		 "spaces in indentation END"},
		{"a:\n\tb\n        c",
		 "a : NEWLINE INDENT b NEWLINE inconsistent use of tabs and "
		 "spaces in indentation END"},
		{"a:\n \tb\n\t c:\n",
		 "a : NEWLINE INDENT b NEWLINE inconsistent use of tabs and "
		 "spaces in indentation END"},
	};

	check_rows(rows, G_N_ELEMENTS(rows), 0);
}

static void test_operators(void)
{
	static const struct row rows[] = {
		{"a+=b", "a += b NEWLINE END"},
		{"a**=b**c", "a **= b ** c NEWLINE END"},
		{"a//=b//c", "a //= b // c NEWLINE END"},
		{"a>>=b<<c", "a >>= b << c NEWLINE END"},
		{"a->b", "a -> b NEWLINE END"},
		{"a<>b", "a != b NEWLINE END"},
		{"a!=b!c", "a != b ! c NEWLINE END"},
		{"a:=b:=", "a := b := NEWLINE END"},
		{"a@=b@c", "a @= b @ c NEWLINE END"},
		{"a...b..c", "a ... b . . c NEWLINE END"},
		{"a.b.1", "a . b .1 NEWLINE END"},
		{"~a^b|c&d%e", "~ a ^ b | c & d % e NEWLINE END"},
		{"a===b", "a == = b NEWLINE END"},
		{"a=-b", "a = - b NEWLINE END"},
		{"$?`", "STRAY STRAY STRAY NEWLINE END"},
	};

	check_rows(rows, G_N_ELEMENTS(rows), 0);
}

static void test_numbers(void)
{
	static const struct row rows[] = {
		{"0 00 0_0 1_000", "0 00 0_0 1_000 NEWLINE END"},
		{"0x1F 0XaB_c 0x_1", "0x1F 0XaB_c 0x_1 NEWLINE END"},
		{"0o17 0O7_7 0b10 0B_1", "0o17 0O7_7 0b10 0B_1 NEWLINE END"},
		{"1. .5 1.5 01.5 1e5", "1. .5 1.5 01.5 1e5 NEWLINE END"},
		{"1E+5 1e-5 1_0.0_1e1_0", "1E+5 1e-5 1_0.0_1e1_0 NEWLINE END"},
		{"1j 0j 01J .5j 1e5j 1_000j",
		 "1j 0j 01J .5j 1e5j 1_000j NEWLINE END"},
		{"1..real 1.0.real", "1. . real 1.0 . real NEWLINE END"},
		{"1if x else 2", "1 if x else 2 NEWLINE END"},
		{"1else", "1 else NEWLINE END"},
		{"0in 1and 1jnot", "0 in 1 and 1j not NEWLINE END"},
		{"0xfor x", "0xf or x NEWLINE END"},
		{"1as x", "1 as x NEWLINE END"},
		{"1from x", "1 from x NEWLINE END"},
		{"1ify", "1 ify NEWLINE END"},
		{"1\xc3\xa9", "1 \\303\\251 NEWLINE END"},
		{"01", "invalid number END"},
		{"0_7", "invalid number END"},
		{"1__0", "invalid number END"},
		{"1_", "invalid number END"},
		{"1.e", "invalid number END"},
		{"1e+", "invalid number END"},
		{"1_.5", "invalid number END"},
		{"0or x", "invalid number END"}, /* octal, it seems */
		{"0b2", "invalid number END"},
		{"0b12", "invalid number END"},
		{"0o8", "invalid number END"},
		{"0x", "invalid number END"},
		{"0xg", "invalid number END"},
		{"1abc", "invalid number END"},
		{"1orb", "invalid number END"},
		{"1.5j2", "invalid number END"},
	};

	check_rows(rows, G_N_ELEMENTS(rows), 0);
}

static void test_strings(void)
{
	static const struct row rows[] = {
		{"'' \"\" 'a'", "'' \"\" 'a' NEWLINE END"},
		{"'a\\'b'", "'a\\\\'b' NEWLINE END"},
		{"'a\\\nb'", "'a\\\\\\nb' NEWLINE END"},
		{"'a\\\r\nb'", "'a\\\\\\r\\nb' NEWLINE END"},
		{"'''a'b''c\n'''", "'''a'b''c\\n''' NEWLINE END"},
		{"'''a\\'''b'''", "'''a\\\\'''b''' NEWLINE END"},
		{"\"\"\"\"a\"\"\"", "\"\"\"\"a\"\"\" NEWLINE END"},
		{"b'' B'' u'' U'' r'' R''",
		 "b'' B'' u'' U'' r'' R'' NEWLINE END"},
		{"br'' Rb'' rB'' BR''", "br'' Rb'' rB'' BR'' NEWLINE END"},
		/* These are no prefixes. */
		{"ur'' bu'' bb'' fu''", "ur '' bu '' bb '' fu '' NEWLINE END"},
		{"r'\\'", "unterminated string literal END"},
		{"'a", "unterminated string literal END"},
		{"'a\n'", "unterminated string literal END"},
		{"'a\r'", "unterminated string literal END"},
		{"'''a", "unterminated triple-quoted string literal END"},
		{"'''a''", "unterminated triple-quoted string literal END"},
		{"'''a\\", "unterminated triple-quoted string literal END"},
	};

	check_rows(rows, G_N_ELEMENTS(rows), 0);
}

static void test_fstrings(void)
{
	static const struct row rows[] = {
		{"f''", "<f'> <'> NEWLINE END"},
		{"Rf'a'", "<Rf'> <a> <'> NEWLINE END"},
		{"t'{x}'", "<t'> { x } <'> NEWLINE END"},
		{"rt'''{x}'''", "<rt'''> { x } <'''> NEWLINE END"},
		{"f'a{x}b'", "<f'> <a> { x } <b> <'> NEWLINE END"},
		/* A doubled brace ends the middle; its second is skipped. */
		{"f'a{{b}}c'", "<f'> <a{> <b}> <c> <'> NEWLINE END"},
		{"f'{x!r:>{w}}'", "<f'> { x ! r : <>> { w } } <'> NEWLINE END"},
		{"f'{x:}'", "<f'> { x : } <'> NEWLINE END"},
		{"f'{x:=5}{(y:=5)}'",
		 "<f'> { x : <=5> } { ( y := 5 ) } <'> NEWLINE END"},
		{"f'{x!=y}{x=}{x==y}'",
		 "<f'> { x != y } { x = } { x == y } <'> NEWLINE END"},
		{"f'{lambda x: 1}'",
		 "<f'> { lambda x : < 1> } <'> NEWLINE END"},
		{"f'{ {1: 2}[1] }'",
		 "<f'> { { 1 : 2 } [ 1 ] } <'> NEWLINE END"},
		{"f'{f\"{f'{1}'}\"}'",
		 "<f'> { <f\"> { <f'> { 1 } <'> } <\"> } <'> NEWLINE END"},
		{"f'{a['b']}'", "<f'> { a [ 'b' ] } <'> NEWLINE END"},
		{"f'{\nx # }\n}'", "<f'> { x } <'> NEWLINE END"},
		{"f'''a\n{\nx}'''", "<f'''> <a\\n> { x } <'''> NEWLINE END"},
		{"f'\\N{BULLET}x'", "<f'> <\\\\N{BULLET}> <x> <'> NEWLINE END"},
		{"rf'\\N{x}'", "<rf'> <\\\\N> { x } <'> NEWLINE END"},
		{"f'\\{x}\\''", "<f'> <\\\\> { x } <\\\\'> <'> NEWLINE END"},
		{"f'{x:{{1}}}'", "<f'> { x : { { 1 } } } <'> NEWLINE END"},
		/* 3.12 and 3.13 let a line end close a format. */
		{"f'{x:\n}'", "<f'> { x : } <'> NEWLINE END"},
		{"f'{x:a\n}'", "<f'> { x : <a> } <'> NEWLINE END"},
		{"f'{x:{y:{z}}}'",
		 "<f'> { x : { y : { z } } } <'> NEWLINE END"},
		{"f'{x:{y:{z:{w}}}}'",
		 "<f'> { x : { y : { z : "
		 "f-string: expressions nested too deeply END"},
		{"f'}'", "<f'> f-string: single '}' is not allowed END"},
		{"f'{x'", "<f'> { x unterminated string literal END"},
		{"f'{)}'",
		 "<f'> { closing bracket does not match the opening one END"},
		{"f'a", "<f'> unterminated f-string literal END"},
		{"f'''a", "<f'''> unterminated triple-quoted f-string literal "
			  "END"},
	};

	check_rows(rows, G_N_ELEMENTS(rows), 0);
}

static void test_names(void)
{
	static const struct row rows[] = {
		{"\xc3\xa9 = x\xc3\xa9y",
		 "\\303\\251 = x\\303\\251y NEWLINE END"},
		{"abcdefghijklmnopqrstuvwxyz_0123456789",
		 "abcdefghijklmnopqrstuvwxyz_0123456789 NEWLINE END"},
		{"continue continued nonlocal",
		 "continue continued nonlocal NEWLINE END"},
	};

	check_rows(rows, G_N_ELEMENTS(rows), 0);
}

static void test_errors(void)
{
	static const struct row rows[] = {
		{"x \\", "x unexpected end of file after a line continuation "
			 "END"},
		{"x \\\n", "x unexpected end of file after a line "
			   "continuation END"},
		{"x \\ \ny", "x unexpected character after line continuation "
			     "character END"},
		{"\x01", "invalid non-printable character END"},
		{"x\vy", "x invalid non-printable character END"},
		{"(", "( bracket was never closed END"},
		{"([)", "( [ closing bracket does not match the opening one "
			"END"},
		{")", "unmatched closing bracket END"},
	};

	check_rows(rows, G_N_ELEMENTS(rows), 0);
}

static enum token_kind kind_of(const char *text)
{
	struct token_array tokens = {0};
	enum token_kind kind;

	tokenize(text, strlen(text), 0, &tokens);
	kind = tokens.items[0].kind;
	token_array_release(&tokens);
	return kind;
}

/* Each keyword is its own kind, and no other name is. */
static void test_keywords(void)
{
	for (int kind = TOKEN_FALSE; kind < N_TOKEN_KINDS; kind++) {
		const char *name = token_kind_name((enum token_kind)kind);
		g_autofree char *longer = g_strconcat(name, "_", NULL);
		g_autofree char *shorter = g_strndup(name, strlen(name) - 1);

		g_assert_cmpint(kind_of(name), ==, kind);
		g_assert_cmpint(kind_of(longer), ==, TOKEN_NAME);
		g_assert_cmpint(kind_of(shorter), !=, kind);
	}
}

static void test_soft_keywords(void)
{
	static const struct {
		const char *name;
		enum soft_keyword soft;
	} rows[] = {
		{"_", SOFT_UNDERSCORE}, {"case", SOFT_CASE},
		{"match", SOFT_MATCH},	{"type", SOFT_TYPE},
		{"print", SOFT_PRINT},	{"exec", SOFT_EXEC},
		{"lazy", SOFT_LAZY},	{"Match", SOFT_NONE},
		{"__", SOFT_NONE},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct token_array tokens = {0};

		tokenize(rows[i].name, strlen(rows[i].name), 0, &tokens);
		g_assert_cmpint(tokens.items[0].kind, ==, TOKEN_NAME);
		g_assert_cmpint(tokens.items[0].detail, ==, rows[i].soft);
		token_array_release(&tokens);
	}
}

static void test_flags(void)
{
	static const struct {
		const char *source;
		unsigned int index; /* of the token */
		unsigned int flags;
	} rows[] = {
		{"x", 0, TOKEN_LINE_START},
		{"x y", 1, 0},
		{"x\\\ny", 1, TOKEN_LINE_START},
		{"(\nx)", 1, TOKEN_LINE_START},
		{"'''\n''' x", 1, 0},
		{"a:\n b", 3, 0},
		{"a:\n b", 4, TOKEN_LINE_START},
		{"x \xc3\xa9", 1, TOKEN_NON_ASCII},
		{"x '\xc3\xa9'", 1, TOKEN_NON_ASCII},
		{"x 'a' '\xc3\xa9'", 1, 0},
		{"x '\\n'", 1, TOKEN_BACKSLASH},
		{"x '\\\xc3\xa9'", 1, TOKEN_BACKSLASH | TOKEN_NON_ASCII},
		{"x rB'''a'''", 1, TOKEN_RAW | TOKEN_BYTES | TOKEN_TRIPLE},
		{"x u''", 1, TOKEN_UNICODE},
		{"x tR''", 1, TOKEN_TEMPLATE | TOKEN_RAW},
		{"x f'\\n\xc3\xa9'", 2, TOKEN_BACKSLASH | TOKEN_NON_ASCII},
		{"x f'''a'''", 3, TOKEN_TRIPLE},
		{"x <> y", 1, TOKEN_FLUFL},
		{"x != y", 1, 0},
		{"x 1.5", 1, TOKEN_FLOAT},
		{"x 1e5j", 1, TOKEN_FLOAT | TOKEN_IMAGINARY},
		{"x 0x1", 1, TOKEN_PREFIXED},
		{"x 1if", 1, TOKEN_TOUCHES_KEYWORD},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct token_array tokens = {0};

		g_test_message("%s", rows[i].source);
		tokenize(rows[i].source, strlen(rows[i].source), 0, &tokens);
		g_assert_cmpuint(tokens.n, >, rows[i].index);
		g_assert_cmpuint(tokens.items[rows[i].index].flags, ==,
				 rows[i].flags);
		token_array_release(&tokens);
	}
}

static void test_extents(void)
{
	static const struct {
		const char *source;
		unsigned int index;
		uint32_t start;
		uint32_t end;
	} rows[] = {
		{"x\r\n", 1, 1, 3},		/* NEWLINE */
		{"x", 1, 1, 1},			/* NEWLINE at the end */
		{"a:\n  b", 3, 3, 5},		/* INDENT */
		{"a:\n  b\n# c\nd", 6, 11, 11}, /* DEDENT */
		{"(x\n", 2, 0, 1},		/* the bracket never closed */
		{"x f'a", 2, 2, 5},		/* the f-string never closed */
		{"x 'a\n", 1, 2, 4},		/* the string never closed */
		{"x)", 1, 1, 2},		/* the unmatched bracket */
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct token_array tokens = {0};

		g_test_message("%s", rows[i].source);
		tokenize(rows[i].source, strlen(rows[i].source), 0, &tokens);
		g_assert_cmpuint(tokens.items[rows[i].index].start, ==,
				 rows[i].start);
		g_assert_cmpuint(tokens.items[rows[i].index].end, ==,
				 rows[i].end);
		token_array_release(&tokens);
	}
}

/* The error of a text of n times one part and then another. */
static enum token_error error_of(const char *part, unsigned int n,
				 const char *rest)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct token_array tokens = {0};
	enum token_error error = TOKEN_ERROR_NONE;

	for (unsigned int i = 0; i < n; i++)
		g_string_append(text, part);
	g_string_append(text, rest);
	if (!tokenize(text->str, text->len, 0, &tokens))
		error = tokens.items[tokens.n - 2].detail;
	token_array_release(&tokens);
	return error;
}

static enum token_error error_of_indents(unsigned int n)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (unsigned int i = 0; i <= n; i++)
		g_string_append_printf(text, "%*sx\n", (int)i, "");
	return error_of(text->str, 1, "");
}

static void test_limits(void)
{
	g_assert_cmpint(error_of("(", 200, ""), ==, TOKEN_ERROR_EOF_IN_BRACKET);
	g_assert_cmpint(error_of("(", 201, ""), ==, TOKEN_ERROR_BRACKET_DEPTH);
	g_assert_cmpint(error_of_indents(99), ==, TOKEN_ERROR_NONE);
	g_assert_cmpint(error_of_indents(100), ==, TOKEN_ERROR_INDENT_DEPTH);
	g_assert_cmpint(error_of("f'{", 149, ""), ==,
			TOKEN_ERROR_EOF_IN_BRACKET);
	g_assert_cmpint(error_of("f'{", 150, ""), ==,
			TOKEN_ERROR_FSTRING_NESTED);
}

/* More than 32-bit offsets can reach; nothing of the text is read. */
static void test_too_large(void)
{
	struct token_array tokens = {0};

	g_assert_false(tokenize("", (size_t)UINT32_MAX + 1, 0, &tokens));
	g_assert_cmpuint(tokens.n, ==, 2);
	g_assert_cmpint(tokens.items[0].detail, ==, TOKEN_ERROR_TOO_LARGE);
	token_array_release(&tokens);
}

/* NUL bytes never reach us from a source; they are refused all the same. */
static void test_null(void)
{
	struct token_array tokens = {0};

	g_assert_false(tokenize("x\0y", 3, 0, &tokens));
	g_assert_cmpint(tokens.items[1].detail, ==, TOKEN_ERROR_NULL);
	token_array_release(&tokens);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/token/lines", test_lines);
	g_test_add_func("/token/trivia", test_trivia);
	g_test_add_func("/token/indentation", test_indentation);
	g_test_add_func("/token/operators", test_operators);
	g_test_add_func("/token/numbers", test_numbers);
	g_test_add_func("/token/strings", test_strings);
	g_test_add_func("/token/fstrings", test_fstrings);
	g_test_add_func("/token/names", test_names);
	g_test_add_func("/token/errors", test_errors);
	g_test_add_func("/token/keywords", test_keywords);
	g_test_add_func("/token/soft-keywords", test_soft_keywords);
	g_test_add_func("/token/flags", test_flags);
	g_test_add_func("/token/extents", test_extents);
	g_test_add_func("/token/limits", test_limits);
	g_test_add_func("/token/too-large", test_too_large);
	g_test_add_func("/token/null", test_null);
	return g_test_run();
}
