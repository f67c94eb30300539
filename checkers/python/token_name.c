/* token_name - what kinds of tokens and errors are called. */

#include <config.h>

#include "token.h"

#include <glib.h>

#include "cleanup.h"

/* clang-format off */
static const char *const kind_names[N_TOKEN_KINDS] = {
	[TOKEN_END] = "END",
	[TOKEN_ERROR] = "ERROR",
	[TOKEN_NEWLINE] = "NEWLINE",
	[TOKEN_INDENT] = "INDENT",
	[TOKEN_DEDENT] = "DEDENT",
	[TOKEN_NAME] = "NAME",
	[TOKEN_NUMBER] = "NUMBER",
	[TOKEN_STRING] = "STRING",
	[TOKEN_FSTRING_START] = "FSTRING_START",
	[TOKEN_FSTRING_MIDDLE] = "FSTRING_MIDDLE",
	[TOKEN_FSTRING_END] = "FSTRING_END",
	[TOKEN_COMMENT] = "COMMENT",
	[TOKEN_NL] = "NL",
	[TOKEN_LPAR] = "(",
	[TOKEN_RPAR] = ")",
	[TOKEN_LSQB] = "[",
	[TOKEN_RSQB] = "]",
	[TOKEN_LBRACE] = "{",
	[TOKEN_RBRACE] = "}",
	[TOKEN_COLON] = ":",
	[TOKEN_COMMA] = ",",
	[TOKEN_SEMI] = ";",
	[TOKEN_DOT] = ".",
	[TOKEN_ELLIPSIS] = "...",
	[TOKEN_PLUS] = "+",
	[TOKEN_MINUS] = "-",
	[TOKEN_STAR] = "*",
	[TOKEN_SLASH] = "/",
	[TOKEN_VBAR] = "|",
	[TOKEN_AMPER] = "&",
	[TOKEN_LESS] = "<",
	[TOKEN_GREATER] = ">",
	[TOKEN_EQUAL] = "=",
	[TOKEN_PERCENT] = "%",
	[TOKEN_TILDE] = "~",
	[TOKEN_CIRCUMFLEX] = "^",
	[TOKEN_AT] = "@",
	[TOKEN_EXCLAMATION] = "!",
	[TOKEN_STRAY] = "STRAY",
	[TOKEN_EQEQUAL] = "==",
	[TOKEN_NOTEQUAL] = "!=",
	[TOKEN_LESSEQUAL] = "<=",
	[TOKEN_GREATEREQUAL] = ">=",
	[TOKEN_LEFTSHIFT] = "<<",
	[TOKEN_RIGHTSHIFT] = ">>",
	[TOKEN_DOUBLESTAR] = "**",
	[TOKEN_DOUBLESLASH] = "//",
	[TOKEN_RARROW] = "->",
	[TOKEN_COLONEQUAL] = ":=",
	[TOKEN_PLUSEQUAL] = "+=",
	[TOKEN_MINEQUAL] = "-=",
	[TOKEN_STAREQUAL] = "*=",
	[TOKEN_SLASHEQUAL] = "/=",
	[TOKEN_PERCENTEQUAL] = "%=",
	[TOKEN_AMPEREQUAL] = "&=",
	[TOKEN_VBAREQUAL] = "|=",
	[TOKEN_CIRCUMFLEXEQUAL] = "^=",
	[TOKEN_LEFTSHIFTEQUAL] = "<<=",
	[TOKEN_RIGHTSHIFTEQUAL] = ">>=",
	[TOKEN_DOUBLESTAREQUAL] = "**=",
	[TOKEN_DOUBLESLASHEQUAL] = "//=",
	[TOKEN_ATEQUAL] = "@=",
	[TOKEN_FALSE] = "False",
	[TOKEN_NONE] = "None",
	[TOKEN_TRUE] = "True",
	[TOKEN_AND] = "and",
	[TOKEN_AS] = "as",
	[TOKEN_ASSERT] = "assert",
	[TOKEN_ASYNC] = "async",
	[TOKEN_AWAIT] = "await",
	[TOKEN_BREAK] = "break",
	[TOKEN_CLASS] = "class",
	[TOKEN_CONTINUE] = "continue",
	[TOKEN_DEF] = "def",
	[TOKEN_DEL] = "del",
	[TOKEN_ELIF] = "elif",
	[TOKEN_ELSE] = "else",
	[TOKEN_EXCEPT] = "except",
	[TOKEN_FINALLY] = "finally",
	[TOKEN_FOR] = "for",
	[TOKEN_FROM] = "from",
	[TOKEN_GLOBAL] = "global",
	[TOKEN_IF] = "if",
	[TOKEN_IMPORT] = "import",
	[TOKEN_IN] = "in",
	[TOKEN_IS] = "is",
	[TOKEN_LAMBDA] = "lambda",
	[TOKEN_NONLOCAL] = "nonlocal",
	[TOKEN_NOT] = "not",
	[TOKEN_OR] = "or",
	[TOKEN_PASS] = "pass",
	[TOKEN_RAISE] = "raise",
	[TOKEN_RETURN] = "return",
	[TOKEN_TRY] = "try",
	[TOKEN_WHILE] = "while",
	[TOKEN_WITH] = "with",
	[TOKEN_YIELD] = "yield",
};
/* clang-format on */

const char *token_kind_name(enum token_kind kind)
{
	g_return_val_if_fail(kind < N_TOKEN_KINDS, "");
	return kind_names[kind];
}

const char *token_error_message(enum token_error error)
{
	switch (error) {
	case TOKEN_ERROR_NONE:
		break;
	case TOKEN_ERROR_CHARACTER:
		return "invalid non-printable character";
	case TOKEN_ERROR_EOF_IN_STRING:
		return "unterminated triple-quoted string literal";
	case TOKEN_ERROR_EOL_IN_STRING:
		return "unterminated string literal";
	case TOKEN_ERROR_EOF_IN_FSTRING:
		return "unterminated triple-quoted f-string literal";
	case TOKEN_ERROR_EOL_IN_FSTRING:
		return "unterminated f-string literal";
	case TOKEN_ERROR_FSTRING_BRACE:
		return "f-string: single '}' is not allowed";
	case TOKEN_ERROR_FSTRING_NESTED:
		return "f-string: expressions nested too deeply";
	case TOKEN_ERROR_EOF_IN_BRACKET:
		return "bracket was never closed";
	case TOKEN_ERROR_BRACKET_MISMATCH:
		return "closing bracket does not match the opening one";
	case TOKEN_ERROR_BRACKET_UNMATCHED:
		return "unmatched closing bracket";
	case TOKEN_ERROR_BRACKET_DEPTH:
		return "too many nested parentheses";
	case TOKEN_ERROR_INDENT_DEPTH:
		return "too many levels of indentation";
	case TOKEN_ERROR_DEDENT:
		return "unindent does not match any outer indentation level";
	case TOKEN_ERROR_TABS:
		return "inconsistent use of tabs and spaces in indentation";
	case TOKEN_ERROR_CONTINUATION:
		return "unexpected character after line continuation character";
	case TOKEN_ERROR_CONTINUATION_EOF:
		return "unexpected end of file after a line continuation";
	case TOKEN_ERROR_NUMBER:
		return "invalid number";
	case TOKEN_ERROR_NULL:
		return "source code cannot contain null bytes";
	case TOKEN_ERROR_TOO_LARGE:
		return "source code is too large";
	}
	return "";
}
