/* import_statement - import statements read from tokens, and their blocks. */

#include <config.h>

#include "import_statement.h"

#include <string.h>

#include "cleanup.h"
#include "scan.h"

/* One indentation level: the block whose statements stand at it. */
struct level {
	uint32_t block;
	uint32_t last_try; /* the try whose arms may follow at this level */
};

struct reader {
	struct import_list *list;
	const struct token *tokens;
	size_t n;
	GArray *levels;	 /* struct level */
	uint32_t header; /* the block opened by this line's header, or NONE */
	unsigned int depth; /* of brackets */
	bool is_landmark[N_TOKEN_KINDS];
};

void import_list_init(struct import_list *list)
{
	*list = (struct import_list){0};
	list->statements =
		g_array_new(FALSE, FALSE, sizeof(struct import_statement));
	list->names = g_array_new(FALSE, FALSE, sizeof(struct import_name));
	list->blocks = g_array_new(FALSE, FALSE, sizeof(struct block));
}

void import_list_release(struct import_list *list)
{
	g_array_unref(list->statements);
	g_array_unref(list->names);
	g_array_unref(list->blocks);
}

static bool token_is(const struct reader *reader, size_t i, const char *word)
{
	const struct token *token = &reader->tokens[i];
	size_t size = token->end - token->start;

	return token->kind == TOKEN_NAME && size == strlen(word) &&
	       memcmp(reader->list->text + token->start, word, size) == 0;
}

static struct level *current_level(struct reader *reader)
{
	return &g_array_index(reader->levels, struct level,
			      reader->levels->len - 1);
}

static uint32_t add_block(struct reader *reader, enum block_kind kind)
{
	struct level *level = current_level(reader);
	GArray *blocks = reader->list->blocks;
	struct block block = {
		.kind = kind,
		.parent = level->block,
		.try_block = BLOCK_NONE,
	};

	if (kind == BLOCK_TRY)
		level->last_try = block.try_block = blocks->len;
	else if (kind == BLOCK_EXCEPT || kind == BLOCK_ELSE ||
		 kind == BLOCK_FINALLY)
		block.try_block = level->last_try;
	else
		level->last_try = BLOCK_NONE;
	g_array_append_val(blocks, block);
	return blocks->len - 1;
}

/* 'if TYPE_CHECKING:', 'if typing.TYPE_CHECKING:'; not 'if not ...'. */
static bool is_type_checking(const struct reader *reader, size_t i)
{
	if (reader->tokens[i + 1].kind == TOKEN_NAME &&
	    reader->tokens[i + 2].kind == TOKEN_DOT)
		i += 2;
	return token_is(reader, i + 1, "TYPE_CHECKING") &&
	       reader->tokens[i + 2].kind == TOKEN_COLON;
}

static bool is_main_string(const struct reader *reader, size_t i)
{
	const struct token *token = &reader->tokens[i];

	return token->kind == TOKEN_STRING &&
	       token->end - token->start == strlen("'__main__'") &&
	       memcmp(reader->list->text + token->start + 1, "__main__", 8) ==
		       0;
}

static bool is_main_guard(const struct reader *reader, size_t i)
{
	while (reader->tokens[i + 1].kind == TOKEN_LPAR)
		i++;
	if (reader->tokens[i + 2].kind != TOKEN_EQEQUAL)
		return false;
	return (token_is(reader, i + 1, "__name__") &&
		is_main_string(reader, i + 3)) ||
	       (token_is(reader, i + 3, "__name__") &&
		is_main_string(reader, i + 1));
}

/* A statement begins at token i: does it open a block? */
static void read_header(struct reader *reader, size_t i)
{
	enum block_kind kind;

	if (reader->tokens[i].kind == TOKEN_ASYNC)
		i++;
	switch (reader->tokens[i].kind) {
	case TOKEN_TRY:
		kind = BLOCK_TRY;
		break;
	case TOKEN_EXCEPT:
		kind = BLOCK_EXCEPT;
		break;
	case TOKEN_ELSE:
		kind = BLOCK_ELSE;
		break;
	case TOKEN_FINALLY:
		kind = BLOCK_FINALLY;
		break;
	case TOKEN_DEF:
		kind = BLOCK_FUNCTION;
		break;
	case TOKEN_CLASS:
		kind = BLOCK_CLASS;
		break;
	case TOKEN_IF:
		reader->list->has_main_guard |= is_main_guard(reader, i);
		kind = is_type_checking(reader, i) ? BLOCK_TYPE_CHECKING
						   : BLOCK_OTHER;
		break;
	case TOKEN_ELIF:
	case TOKEN_FOR:
	case TOKEN_WHILE:
	case TOKEN_WITH:
		kind = BLOCK_OTHER;
		break;
	case TOKEN_NAME: /* match and case; harmless for 'match = 1' */
		if (reader->tokens[i].detail != SOFT_MATCH &&
		    reader->tokens[i].detail != SOFT_CASE)
			return;
		kind = BLOCK_OTHER;
		break;
	default:
		return;
	}
	reader->header = add_block(reader, kind);
}

static uint32_t innermost_block(struct reader *reader)
{
	return reader->header != BLOCK_NONE ? reader->header
					    : current_level(reader)->block;
}

static unsigned int context_flags(const struct import_list *list,
				  uint32_t block)
{
	unsigned int flags = 0;

	for (; block != BLOCK_NONE;
	     block = g_array_index(list->blocks, struct block, block).parent) {
		switch (g_array_index(list->blocks, struct block, block).kind) {
		case BLOCK_FUNCTION:
			flags |= IMPORT_DEFERRED;
			break;
		case BLOCK_TYPE_CHECKING:
			flags |= IMPORT_TYPE_CHECKING;
			break;
		default:
			break;
		}
	}
	return flags;
}

/* Reads NAME ('.' NAME)*; returns the number of tokens, 0 if none is there. */
static uint32_t read_dotted(const struct reader *reader, size_t i)
{
	size_t start = i;

	if (reader->tokens[i].kind != TOKEN_NAME)
		return 0;
	while (reader->tokens[i + 1].kind == TOKEN_DOT &&
	       reader->tokens[i + 2].kind == TOKEN_NAME)
		i += 2;
	return (uint32_t)(i + 1 - start);
}

/*
 * Reads the comma-separated names from token i on, with their 'as'. Returns
 * the token after them.
 */
static size_t read_names(struct reader *reader, size_t i, bool dotted,
			 struct import_statement *statement)
{
	GArray *names = reader->list->names;

	statement->first_name = names->len;
	for (;;) {
		struct import_name name = {
			.first_token = (uint32_t)i,
			.n_tokens = read_dotted(reader, i),
		};

		if (name.n_tokens == 0)
			break;
		if (!dotted && name.n_tokens > 1) {
			statement->flags |= IMPORT_MALFORMED;
			break;
		}
		g_array_append_val(names, name);
		i += name.n_tokens;
		if (reader->tokens[i].kind == TOKEN_AS) {
			if (reader->tokens[i + 1].kind != TOKEN_NAME)
				break;
			i += 2;
		}
		if (reader->tokens[i].kind != TOKEN_COMMA)
			break;
		i++;
	}
	statement->n_names = names->len - statement->first_name;
	if (statement->n_names == 0)
		statement->flags |= IMPORT_MALFORMED;
	return i;
}

static bool ends_statement(const struct token *token)
{
	return token->kind == TOKEN_NEWLINE || token->kind == TOKEN_SEMI;
}

/* 'import a.b as c, d' with 'import' at token i; returns its last token. */
static size_t read_plain(struct reader *reader, size_t i)
{
	struct import_statement statement = {
		.keyword_token = (uint32_t)i,
		.block = innermost_block(reader),
	};

	statement.flags = context_flags(reader->list, statement.block);
	i = read_names(reader, i + 1, true, &statement);
	if (!ends_statement(&reader->tokens[i]))
		statement.flags |= IMPORT_MALFORMED;
	g_array_append_val(reader->list->statements, statement);
	return i - 1;
}

static size_t read_dots(const struct reader *reader, size_t i,
			struct import_statement *statement)
{
	statement->first_dot = (uint32_t)i;
	for (;; i++) {
		if (reader->tokens[i].kind == TOKEN_DOT)
			statement->level++;
		else if (reader->tokens[i].kind == TOKEN_ELLIPSIS)
			statement->level += 3;
		else
			return i;
	}
}

/* What follows 'import' in a from statement; returns the token after it. */
static size_t read_from_names(struct reader *reader, size_t i,
			      struct import_statement *statement)
{
	bool in_parentheses = reader->tokens[i].kind == TOKEN_LPAR;

	if (reader->tokens[i].kind == TOKEN_STAR) {
		statement->flags |= IMPORT_STAR;
		return i + 1;
	}
	i = read_names(reader, i + in_parentheses, false, statement);
	if (in_parentheses) {
		if (reader->tokens[i].kind == TOKEN_RPAR)
			i++;
		else
			statement->flags |= IMPORT_MALFORMED;
	}
	return i;
}

/* 'from ..m import a' with 'from' at token i; returns its last token. */
static size_t read_from(struct reader *reader, size_t i)
{
	struct import_statement statement = {
		.flags = IMPORT_FROM,
		.keyword_token = (uint32_t)i,
		.block = innermost_block(reader),
	};
	size_t start = i;

	statement.flags |= context_flags(reader->list, statement.block);
	i = read_dots(reader, i + 1, &statement);
	statement.module_token = (uint32_t)i;
	statement.n_module_tokens = read_dotted(reader, i);
	i += statement.n_module_tokens;
	if (statement.level == 0 && statement.n_module_tokens == 0)
		return start;
	statement.import_token = (uint32_t)i;
	if (reader->tokens[i].kind == TOKEN_IMPORT) {
		i = read_from_names(reader, i + 1, &statement);
		if (!ends_statement(&reader->tokens[i]))
			statement.flags |= IMPORT_MALFORMED;
	} else {
		statement.flags |= IMPORT_MALFORMED;
	}
	g_array_append_val(reader->list->statements, statement);
	return i - 1;
}

/* Does token i, a name at bracket depth 0, assign __package__ or __path__? */
static bool assigns_package(const struct reader *reader, size_t i,
			    bool begins_statement)
{
	if (!token_is(reader, i, "__package__") &&
	    !token_is(reader, i, "__path__"))
		return false;
	switch (reader->tokens[i + 1].kind) {
	case TOKEN_EQUAL:
	case TOKEN_PLUSEQUAL:
		return true;
	case TOKEN_COLON:
	case TOKEN_LSQB:
		return begins_statement;
	case TOKEN_DOT:
		return token_is(reader, i + 2, "append") ||
		       token_is(reader, i + 2, "extend") ||
		       token_is(reader, i + 2, "insert");
	default:
		return false;
	}
}

static void open_level(struct reader *reader)
{
	struct level level = {
		.block = innermost_block(reader),
		.last_try = BLOCK_NONE,
	};

	g_array_append_val(reader->levels, level);
	reader->header = BLOCK_NONE;
}

static void close_level(struct reader *reader)
{
	if (reader->levels->len > 1)
		g_array_set_size(reader->levels, reader->levels->len - 1);
}

/*
 * A statement begins at token i. Returns the last token that was read: i
 * itself where there is nothing for us.
 */
static size_t read_statement(struct reader *reader, size_t i)
{
	if (reader->tokens[i].kind == TOKEN_NAME &&
	    reader->tokens[i].detail == SOFT_LAZY &&
	    (reader->tokens[i + 1].kind == TOKEN_FROM ||
	     reader->tokens[i + 1].kind == TOKEN_IMPORT))
		i++;
	if (reader->tokens[i].kind == TOKEN_FROM)
		return read_from(reader, i);
	if (reader->tokens[i].kind == TOKEN_IMPORT)
		return read_plain(reader, i);
	return i;
}

static void count_bracket(struct reader *reader, size_t i)
{
	switch (reader->tokens[i].kind) {
	case TOKEN_LPAR:
	case TOKEN_LSQB:
	case TOKEN_LBRACE:
		reader->depth++;
		break;
	case TOKEN_RPAR:
	case TOKEN_RSQB:
	case TOKEN_RBRACE:
		if (reader->depth > 0)
			reader->depth--;
		break;
	default:
		break;
	}
}

static void note_package_assignment(struct reader *reader, size_t i,
				    bool begins_statement)
{
	if (reader->tokens[i].kind == TOKEN_NAME && reader->depth == 0 &&
	    !(i > 0 && reader->tokens[i - 1].kind == TOKEN_DOT) &&
	    reader->list->package_assignment == UINT32_MAX &&
	    assigns_package(reader, i, begins_statement))
		reader->list->package_assignment = (uint32_t)i;
}

static bool ends_header(const struct reader *reader, size_t i)
{
	return reader->tokens[i].kind == TOKEN_COLON && reader->depth == 0;
}

/*
 * Which tokens inside of a statement matter? Most do not, and names only in a
 * file that mentions __package__ or __path__.
 */
static void choose_landmarks(struct reader *reader, bool names_matter)
{
	static const uint8_t kinds[] = {
		TOKEN_END,   TOKEN_ERROR,  TOKEN_NEWLINE, TOKEN_SEMI,
		TOKEN_COLON, TOKEN_LPAR,   TOKEN_RPAR,	  TOKEN_LSQB,
		TOKEN_RSQB,  TOKEN_LBRACE, TOKEN_RBRACE,
	};

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		reader->is_landmark[kinds[i]] = true;
	reader->is_landmark[TOKEN_NAME] = names_matter;
}

static void read_tokens(struct reader *reader)
{
	bool begins_line = true, begins_statement = true;

	for (size_t i = 0; i < reader->n; i++) {
		while (!begins_statement &&
		       !reader->is_landmark[reader->tokens[i].kind])
			i++;
		if (reader->tokens[i].kind == TOKEN_INDENT) {
			open_level(reader);
			continue;
		}
		if (reader->tokens[i].kind == TOKEN_DEDENT) {
			close_level(reader);
			continue;
		}
		if (begins_line) {
			reader->header = BLOCK_NONE;
			read_header(reader, i);
		}
		note_package_assignment(reader, i, begins_statement);
		if (begins_statement)
			i = read_statement(reader, i);
		count_bracket(reader, i);
		begins_line = reader->tokens[i].kind == TOKEN_NEWLINE;
		begins_statement = begins_line || ends_header(reader, i) ||
				   reader->tokens[i].kind == TOKEN_SEMI;
	}
}

void import_list_read(struct import_list *list, const char *text,
		      const struct token_array *tokens)
{
	struct block module = {
		.kind = BLOCK_MODULE,
		.parent = BLOCK_NONE,
		.try_block = BLOCK_NONE,
	};
	struct level level = {.block = 0, .last_try = BLOCK_NONE};
	struct reader reader = {
		.list = list,
		.tokens = tokens->items,
		.n = tokens->n,
		.header = BLOCK_NONE,
	};

	list->text = text;
	list->tokens = tokens->items;
	list->package_assignment = UINT32_MAX;
	list->has_main_guard = false;
	g_array_set_size(list->statements, 0);
	g_array_set_size(list->names, 0);
	g_array_set_size(list->blocks, 0);
	g_array_append_val(list->blocks, module);
	reader.levels = g_array_new(FALSE, FALSE, sizeof(struct level));
	g_array_append_val(reader.levels, level);
	choose_landmarks(&reader,
			 scan_find(text,
				   text + tokens->items[tokens->n - 1].end,
				   "__pa", strlen("__pa")) != NULL);
	read_tokens(&reader);
	g_array_unref(reader.levels);
}

struct span import_module_span(const struct import_list *list,
			       const struct import_statement *statement)
{
	uint32_t first = statement->level > 0 ? statement->first_dot
					      : statement->module_token;
	uint32_t last =
		statement->module_token + statement->n_module_tokens - 1;

	return (struct span){list->tokens[first].start, list->tokens[last].end};
}

static void append_tokens(const struct import_list *list, uint32_t first,
			  uint32_t n, GString *out)
{
	for (uint32_t i = first; i < first + n; i++) {
		const struct token *token = &list->tokens[i];

		g_string_append_len(out, list->text + token->start,
				    token->end - token->start);
	}
}

void import_module_append(const struct import_list *list,
			  const struct import_statement *statement,
			  GString *out)
{
	for (uint32_t i = 0; i < statement->level; i++)
		g_string_append_c(out, '.');
	append_tokens(list, statement->module_token, statement->n_module_tokens,
		      out);
}

void import_name_append(const struct import_list *list,
			const struct import_name *name, GString *out)
{
	append_tokens(list, name->first_token, name->n_tokens, out);
}

/* The arm of try statement try_block that block lies in, or BLOCK_NONE. */
static uint32_t arm_of(const struct import_list *list, uint32_t block,
		       uint32_t try_block)
{
	while (block != BLOCK_NONE) {
		const struct block *b =
			&g_array_index(list->blocks, struct block, block);

		if (b->try_block == try_block)
			return block;
		block = b->parent;
	}
	return BLOCK_NONE;
}

static const struct block *block_at(const struct import_list *list,
				    uint32_t block)
{
	return &g_array_index(list->blocks, struct block, block);
}

bool blocks_are_alternatives(const struct import_list *list, uint32_t a,
			     uint32_t b)
{
	for (; a != BLOCK_NONE; a = block_at(list, a)->parent) {
		uint32_t try_block = block_at(list, a)->try_block;
		uint32_t other = try_block == BLOCK_NONE
					 ? BLOCK_NONE
					 : arm_of(list, b, try_block);

		if (other != BLOCK_NONE && other != a &&
		    (block_at(list, a)->kind == BLOCK_EXCEPT ||
		     block_at(list, other)->kind == BLOCK_EXCEPT))
			return true;
	}
	return false;
}

bool is_in_try(const struct import_list *list, uint32_t block)
{
	for (; block != BLOCK_NONE; block = block_at(list, block)->parent)
		if (block_at(list, block)->try_block != BLOCK_NONE)
			return true;
	return false;
}
