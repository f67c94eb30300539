#ifndef IMPORT_STATEMENT_H
#define IMPORT_STATEMENT_H

/*
 * The import statements of a file, read from its tokens.
 *
 * No tree is built: 'import' and a statement's 'from' are keywords that
 * occur nowhere else at the start of a statement, so one walk over the
 * tokens finds every form (several on one line, in functions, behind a
 * one-line 'if x:', over continued lines), and a stack of open blocks says
 * in what each stands.
 *
 * A file that does not compile is read as far as it can be; a statement that
 * breaks off is marked as malformed.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "span.h"
#include "token.h"

enum import_flag {
	IMPORT_FROM = 1 << 0,	       /* 'from m import a'; else 'import m' */
	IMPORT_STAR = 1 << 1,	       /* 'from m import *' */
	IMPORT_TYPE_CHECKING = 1 << 2, /* below 'if TYPE_CHECKING:' */
	IMPORT_DEFERRED = 1 << 3,      /* in a function: not at import time */
	IMPORT_MALFORMED = 1 << 4,
};

/* One imported name: 'a' of 'from m import a as b', 'x.y' of 'import x.y'. */
struct import_name {
	uint32_t first_token; /* of the name; dotted in a plain import */
	uint32_t n_tokens;
};

struct import_statement {
	unsigned int flags;
	uint32_t level;		  /* the number of leading dots */
	uint32_t keyword_token;	  /* 'from' or 'import' */
	uint32_t first_dot;	  /* token; valid when level > 0 */
	uint32_t module_token;	  /* first token of the module name */
	uint32_t n_module_tokens; /* 0 for 'from . import' */
	uint32_t import_token;	  /* the 'import' of a from statement */
	uint32_t first_name;	  /* in import_list.names */
	uint32_t n_names;
	uint32_t block; /* the innermost block, in import_list.blocks */
};

/* A suite and the header that opened it. Block 0 is the module itself. */
enum block_kind {
	BLOCK_MODULE,
	BLOCK_TRY,
	BLOCK_EXCEPT,
	BLOCK_ELSE,
	BLOCK_FINALLY,
	BLOCK_FUNCTION,
	BLOCK_CLASS,
	BLOCK_TYPE_CHECKING,
	BLOCK_OTHER,
};

#define BLOCK_NONE UINT32_MAX

struct block {
	enum block_kind kind;
	uint32_t parent; /* BLOCK_NONE for the module */
	/* The 'try' that an except, else or finally belongs to; a try's own
	   number; else BLOCK_NONE. */
	uint32_t try_block;
};

struct import_list {
	const char *text;
	const struct token *tokens;
	GArray *statements; /* struct import_statement */
	GArray *names;	    /* struct import_name */
	GArray *blocks;	    /* struct block */
	/* The file assigns __package__ or __path__: the token, or UINT32_MAX.*/
	uint32_t package_assignment;
	/* There is an 'if __name__ == "__main__":'. */
	bool has_main_guard;
};

void import_list_init(struct import_list *list);
void import_list_release(struct import_list *list);

/*
 * Replaces the list's contents by the import statements of tokens (without
 * trivia), which are of text; both are borrowed until the next call.
 */
void import_list_read(struct import_list *list, const char *text,
		      const struct token_array *tokens);

/*
 * The bytes of the text that a rewrite replaces: from the first dot to the
 * end of the module name; for an absolute import the module name.
 */
struct span import_module_span(const struct import_list *list,
			       const struct import_statement *statement);

/*
 * The module as written but without blanks, comments and continuations:
 * "..pkg.m", "pkg.m"; for a plain import the dotted name number `name`.
 * Appended to out.
 */
void import_module_append(const struct import_list *list,
			  const struct import_statement *statement,
			  GString *out);
void import_name_append(const struct import_list *list,
			const struct import_name *name, GString *out);

/*
 * Do two blocks lie in different arms of one try statement, one of them an
 * 'except', so that the one runs where the other failed?
 */
bool blocks_are_alternatives(const struct import_list *list, uint32_t a,
			     uint32_t b);

/* Does the block lie in any arm of a try statement? */
bool is_in_try(const struct import_list *list, uint32_t block);

#endif
