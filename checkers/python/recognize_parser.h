#ifndef RECOGNIZE_PARSER_H
#define RECOGNIZE_PARSER_H

/*
 * The recognizer's inside: a cursor over the tokens and one function for
 * each rule of the grammar. Private to recognize*.c.
 *
 * Every rule function begins at the token under the cursor, leaves the
 * cursor behind what it recognized and returns whether it did; the first
 * failure is noted and ends the work. CPython's parser tries alternatives
 * and steps back. Here nothing is read twice: what may turn out to be an
 * assignment's target is read as an expression, and its shape tells
 * afterwards what it may be used for.
 */

#include <glib.h>

#include "arena.h"
#include "recognize.h"
#include "token.h"

/*
 * What an expression may be used for. Every recognized expression has
 * SHAPE_EXPRESSION, so that a shape of 0 is a failure.
 */
enum shape {
	SHAPE_EXPRESSION = 1 << 0,
	SHAPE_NAME = 1 << 1,	/* a name, in parentheses or not */
	SHAPE_GROUPED = 1 << 2, /* in parentheses */
	/* A name, an attribute or a subscript: what a plain '+=' takes. */
	SHAPE_SINGLE = 1 << 3,
	/* SINGLE, or a tuple or list of targets, which may be starred. */
	SHAPE_TARGET = 1 << 4,
	/* SINGLE, or a tuple or list of such: what 'del' takes. */
	SHAPE_DELETABLE = 1 << 5,
	SHAPE_STARRED = 1 << 6, /* '*' before it */
	SHAPE_NAMED = 1 << 7,	/* name := value, without parentheses */
	SHAPE_YIELD = 1 << 8,
	SHAPE_LIST = 1 << 9,	    /* several, with commas */
	SHAPE_DEBUG_NAME = 1 << 10, /* __debug__, or an attribute so called */
	SHAPE_STARS = 1 << 11, /* no target: two '*', or one too far behind */
};

typedef unsigned int shape;

/* A rule's shape when nothing can be assigned to it. */
#define SHAPE_VALUE ((shape)SHAPE_EXPRESSION)

#define SHAPE_ANY_TARGET                                                       \
	((shape)(SHAPE_SINGLE | SHAPE_TARGET | SHAPE_DELETABLE))

/*
 * What an expression may not have, according to a scope whose kind is not
 * known yet: the element of a comprehension comes before its 'for'. The
 * latest token of each sort that stands in the scope itself, else NULL.
 */
struct pending {
	const struct token *yield; /* and 'yield from' */
	const struct token *yield_from;
	const struct token *await;
	const struct token *named; /* ':=' */
	const struct token *async_comprehension;
};

enum scope_kind {
	SCOPE_MODULE,
	SCOPE_CLASS,
	SCOPE_FUNCTION,
	SCOPE_LAMBDA,
	SCOPE_COMPREHENSION,
	SCOPE_TYPES, /* of type parameters, of a bound, of an alias's value */
	SCOPE_ANNOTATION, /* of an annotation that is no code around it */
};

/* Held on the stack of the function that recognizes it. */
struct scope {
	struct scope *outer;
	uint32_t id; /* of its name_scope */
	enum scope_kind kind;
	bool is_async;
	bool has_text_await; /* in an annotation that no code is made of */
	struct pending pending;
	const struct token *value_return; /* the latest with a value */
	bool sees_class;       /* TYPES: of something in the body of a class */
	unsigned int n_blocks; /* that hold a place at run time */
	unsigned int max_blocks;
	const struct token *deepest;  /* where there were so many */
	unsigned int n_star_handlers; /* except* around the statement */
	unsigned int n_loops; /* around it, within the innermost except* */
};

/* Where an expression began that may become a comprehension's element. */
struct mark {
	struct pending pending;
	size_t n_names;
	size_t n_scopes;
};

enum name_kind {
	NAME_NOTHING, /* not of the scope: a keyword argument */
	NAME_USED,
	NAME_BOUND,
	NAME_IMPORTED, /* may be declared global later */
	NAME_PARAMETER,
	NAME_ANNOTATED, /* x: int */
	NAME_ITERATED,	/* by the 'for' of a comprehension */
	NAME_IN_TARGET, /* used in a target of such a 'for': x[a] */
	NAME_WALRUS,	/* := */
	NAME_REBOUND,	/* by a ':=' in a comprehension within the scope */
	NAME_TYPE,	/* a type parameter */
	NAME_GLOBAL,
	NAME_NONLOCAL,
};

/* A name in the text; the latter in the order that CPython visits them. */
struct name {
	const struct token *token;
	const struct token *class_name; /* around it, or NULL */
	uint32_t scope;
	enum name_kind kind;
};

/* What is kept of a scope until the end. */
struct name_scope {
	uint32_t outer;
	enum scope_kind kind;
	const struct token *first; /* a comprehension: its first 'for' */
};

struct parser {
	const char *text;
	const struct token *token; /* the next one */
	unsigned int minor;
	unsigned int depth; /* of nested rules */
	unsigned int max_depth;
	bool has_lambda;      /* one was met in this replacement field */
	bool is_flufl;	      /* 3.14: '<>' and not '!=' (PEP 401) */
	bool has_statement;   /* one is behind */
	bool was_future;      /* the statement is a future import */
	bool is_past_futures; /* no future import may follow */
	bool has_future_annotations;
	bool in_text_annotation;    /* one that no code is made of */
	unsigned int n_iterables;   /* of comprehensions around the cursor */
	unsigned int n_loose_stars; /* see take_star() */
	struct scope *scope;
	const struct token *class_name; /* whose private names are mangled */
	bool wants_names;
	bool is_wanted[UINT8_MAX + 1];
	GArray *names;	     /* of struct name */
	GArray *scopes;	     /* of struct name_scope */
	bool is_irrefutable; /* the pattern that is behind matches anything */
	struct recognition failure;
	struct recognition refusal; /* counts when there is no failure */

	/*
	 * Names of keyword arguments, of parameters, of what a pattern binds;
	 * each list has a part of this stack.
	 */
	const struct token **keywords;
	size_t n_keywords;
	size_t keyword_capacity;
};

/*
 * What is deeper nested, or a longer chain of operators, than this may exceed
 * what an interpreter has room for, 3.8 sooner than the others. Then nothing
 * is said; the exact way knows their limits.
 */
#define RECOGNIZER_MAX_DEPTH_38 60
#define RECOGNIZER_MAX_DEPTH	150
#define RECOGNIZER_MAX_CHAIN	500

/*
 * Notes the first failure, at the token under the cursor or at another, and
 * returns false, or a shape of 0. What the tokenizer refused comes first.
 */
bool parser_fail(struct parser *parser, const char *message);
bool parser_fail_at(struct parser *parser, const struct token *token,
		    const char *message);
bool parser_undecided(struct parser *parser);
/*
 * Leaves the text to the exact way, unless it is refused anyhow: what is so
 * rare that it is not worth a rule of its own here.
 */
void parser_doubt(struct parser *parser);

static inline unsigned int parser_peek(const struct parser *parser)
{
	return parser->token->kind;
}

/* The kind of the token after the next; TOKEN_END is never passed. */
static inline unsigned int parser_peek_second(const struct parser *parser)
{
	if (parser->token->kind == TOKEN_END)
		return TOKEN_END;
	return parser->token[1].kind;
}

static inline bool parser_accept(struct parser *parser, unsigned int kind)
{
	if (parser->token->kind != kind)
		return false;
	parser->token++;
	return true;
}

static inline bool parser_is_soft(const struct parser *parser,
				  enum soft_keyword soft)
{
	return parser->token->kind == TOKEN_NAME &&
	       parser->token->detail == soft;
}

static inline bool parser_invalid(struct parser *parser)
{
	return parser_fail(parser, "invalid syntax");
}

static inline bool parser_expect(struct parser *parser, unsigned int kind)
{
	return parser_accept(parser, kind) || parser_invalid(parser);
}

static inline bool parser_enter(struct parser *parser)
{
	return parser->depth++ < parser->max_depth || parser_undecided(parser);
}

/* Another link of a chain that has n of them. */
static inline bool parser_lengthen(struct parser *parser, unsigned int *n)
{
	return (*n)++ < RECOGNIZER_MAX_CHAIN || parser_undecided(parser);
}

static inline void parser_leave(struct parser *parser)
{
	parser->depth--;
}

/*
 * Notes the first thing that CPython refuses only when it compiles what it
 * has parsed; the work goes on.
 */
void parser_refuse(struct parser *parser, const struct token *token,
		   const char *message);

/*
 * A token that is read as one name. parser_name() is a use of it,
 * parser_bind() a place that binds it: CPython 3.8's parser itself refuses
 * __debug__ there, its successors leave that to the compiler.
 */
bool parser_name(struct parser *parser);
bool parser_bind(struct parser *parser);
bool parser_check_bound(struct parser *parser, const struct token *token);
void parser_push_keyword(struct parser *parser, const struct token *name);
/*
 * Refuses the second of equal names among those pushed since the stack had
 * the size index, and takes them all off. They are sorted first. class_name
 * as for spell_name().
 */
void parser_check_names(struct parser *parser, size_t index,
			const struct token *class_name, const char *message);

/*
 * The identifier that a name stands for: in normal form (NFKC), and mangled
 * if it is private and class_name, the class around it, is not NULL.
 */
struct spelling {
	const char *text; /* own, or in the parser's text */
	size_t size;
	char *own;
	const struct token *token;
	bool is_mangled;
};

struct spelling spell_name(const struct parser *parser,
			   const struct token *token,
			   const struct token *class_name);
/* Can other tokens with other bytes be the same name? */
bool has_other_spelling(const struct parser *parser, const struct token *token);
bool is_same_spelling(const struct spelling *a, const struct spelling *b);
/*
 * The spellings of n tokens, sorted; those of one name stay in the order of
 * the text. Owned by the caller, who frees them with spellings_free().
 */
struct spelling *spellings_new(const struct parser *parser,
			       const struct token *const *tokens, size_t n,
			       const struct token *class_name);
void spellings_free(struct spelling *spellings, size_t n);

/* Does the token spell the identifier? */
bool token_is(const struct parser *parser, const struct token *token,
	      const char *word);

static inline bool token_is_debug(const struct parser *parser,
				  const struct token *token)
{
	return (parser->text[token->start] == '_' ||
		(token->flags & TOKEN_NON_ASCII)) &&
	       token_is(parser, token, "__debug__");
}

/* 3.8 forbids an attribute or a keyword argument that NFKC makes True. */
static inline bool token_is_constant(const struct parser *parser,
				     const struct token *token)
{
	return parser->minor == 8 && (token->flags & TOKEN_NON_ASCII) &&
	       (token_is(parser, token, "None") ||
		token_is(parser, token, "True") ||
		token_is(parser, token, "False"));
}

/* A failure of 3.8's parser, of its successors' compiler. */
bool refuse_debug(struct parser *parser, const struct token *token,
		  const char *message);

/* Elements of a target or a pattern before one with '*'. */
#define MAX_BEFORE_STAR 255

/* Expressions; the names are those of CPython's grammar. */
shape parse_expression(struct parser *parser);
shape parse_expressions(struct parser *parser);
shape parse_named_expression(struct parser *parser);
shape parse_star_expression(struct parser *parser);
shape parse_star_expressions(struct parser *parser);
shape parse_star_named_expression(struct parser *parser);
shape parse_star_named_expressions(struct parser *parser);
shape parse_star_bitwise_or(struct parser *parser);
shape parse_bitwise_or(struct parser *parser);
shape parse_disjunction(struct parser *parser);
shape parse_primary(struct parser *parser);
shape parse_yield(struct parser *parser);
shape parse_yield_or_star_expressions(struct parser *parser);
bool begins_expression(unsigned int kind);

/* Targets of 'for' and 'del': operators of comparison end them. */
shape parse_target_list(struct parser *parser);

typedef shape (*parse_fn)(struct parser *parser);

/* '*' and an operand. */
shape parse_starred(struct parser *parser, parse_fn parse);
/* (',' parse)* [','] after the first, whose shape is that of all if alone. */
shape parse_list_rest(struct parser *parser, shape first, parse_fn parse);
/* The shape of several expressions from the shapes of each. */
shape shape_join(shape all, shape next);

/* What stands between '(' or '[' and its closer, before which it ends. */
bool parse_group_contents(struct parser *parser, bool is_generator, shape *out);
/*
 * ('for' targets 'in' iterable ('if' condition)*)+, behind the element;
 * mark is where that begins.
 */
bool parse_comprehension(struct parser *parser, const struct mark *mark,
			 bool is_generator);
bool begins_comprehension(const struct parser *parser);
/*
 * The arguments of a call, '(' is behind; with the ')'. A generator without
 * parentheses must stand alone, and may not in the bases of a class.
 */
bool parse_arguments(struct parser *parser, bool allow_generator);

/* Refuses __debug__ among the targets. */
bool check_debug_name(struct parser *parser, const struct token *first,
		      shape target);

/* Checks an expression that the next token makes a target. */
bool check_target(struct parser *parser, const struct token *first,
		  shape target);
bool check_deletable(struct parser *parser, const struct token *first,
		     shape target);

/* '(' is behind; up to, without, the ')' or ':' that ends the list. */
bool parse_parameters(struct parser *parser);
bool parse_lambda_parameters(struct parser *parser);
bool begins_type_parameters(const struct parser *parser);
bool parse_type_parameters(struct parser *parser);

/* A number under the cursor; one or more adjacent strings. */
bool parse_number(struct parser *parser);
bool parse_strings(struct parser *parser);

/*
 * A text that is equal for equal constants, from the key of a mapping pattern
 * at token, which is correct; in the arena. NULL if that is no constant.
 */
const char *pattern_key(const struct parser *parser, struct arena *arena,
			const struct token *token);
/* The same for a number: an integer may be too large to be part of a sum. */
bool is_pattern_number(const struct parser *parser, const struct token *token);

/* match and case; the soft keyword is under the cursor. */
bool is_match_statement(const struct parser *parser);
bool parse_match(struct parser *parser);

/*
 * Scopes. Entering makes the scope the current one; the end of a scope
 * refuses what its kind cannot have. first is where a comprehension begins.
 */
void scope_enter(struct parser *parser, struct scope *scope,
		 enum scope_kind kind);
void scope_leave(struct parser *parser);
void comprehension_enter(struct parser *parser, struct scope *scope,
			 const struct mark *mark);
void comprehension_leave(struct parser *parser, const struct token *first,
			 bool is_generator);

/*
 * An expression in a scope of its own, which has no 'yield', 'await' and ':=':
 * the bound of a type variable and the like.
 */
shape parse_pure(struct parser *parser, parse_fn parse, enum scope_kind kind);
/* 3.12: no lambda and no comprehension in such a scope that sees a class. */
void check_sees_class(struct parser *parser, const struct token *token,
		      const char *message);
/* An annotation, of a variable or of a function. */
shape parse_annotation(struct parser *parser, parse_fn parse, bool is_variable);

/*
 * Names. names_begin() looks which names have to be judged; if there are
 * none, nothing is noted. A note is changed when it turns out what the name is:
 * names_change() that of a token, names_bind_targets() those from first to
 * the cursor that are targets. names_take_*() give notes made
 * since to the scope just entered.
 */
void names_begin(struct parser *parser, const struct token_array *tokens);
uint32_t names_add_scope(struct parser *parser, const struct scope *scope);
void names_add(struct parser *parser, const struct token *token,
	       enum name_kind kind);
void names_change(struct parser *parser, const struct token *token,
		  enum name_kind kind);
void names_bind_targets(struct parser *parser, const struct token *first,
			enum name_kind kind);
/* Marks the names that are used in the targets from first to the cursor. */
void names_note_target(struct parser *parser, const struct token *first);
void names_take_parameters(struct parser *parser, size_t since);
void names_take_element(struct parser *parser, const struct mark *mark);
void names_swap(struct parser *parser, size_t handlers, size_t other);
struct name *name_at(const struct parser *parser, size_t i);
/* The end of the element at token: a comma, a closer, or end. */
const struct token *skip_element(const struct token *token,
				 const struct token *end);
/* Does the group that opens at token, up to end, end its element? */
bool is_whole_element(const struct token *token, const struct token *end);
/* Refuses what the notes show, at the end. */
void names_judge(struct parser *parser);

static inline void names_note(struct parser *parser, const struct token *token,
			      enum name_kind kind)
{
	if (parser->wants_names)
		names_add(parser, token, kind);
}

static inline size_t names_count(const struct parser *parser)
{
	return parser->wants_names ? parser->names->len : 0;
}

static inline struct mark mark_here(const struct parser *parser)
{
	return (struct mark){
		.pending = parser->scope->pending,
		.n_names = names_count(parser),
		.n_scopes = parser->wants_names ? parser->scopes->len : 0,
	};
}

/* The keyword of a statement, in its place? */
void check_break(struct parser *parser, const struct token *token);
void check_return(struct parser *parser, const struct token *token,
		  bool has_value);

/*
 * Future imports stand at the beginning, with others and the docstring.
 * note_first_statements() is told each statement until is_past_futures.
 */
void check_future_place(struct parser *parser, const struct token *token);
void check_future_feature(struct parser *parser, const struct token *token);
void note_first_statements(struct parser *parser, const struct token *first);

/*
 * 3.8 does not see the parentheses of (*a). Each counts until a list, a call
 * or the like takes it for an element; what is left at the end is wrong.
 */
static inline void take_star(struct parser *parser, shape element)
{
	if ((element & SHAPE_STARRED) && (element & SHAPE_GROUPED))
		parser->n_loose_stars--;
}

/* A lone '*a' has no value. */
void check_value(struct parser *parser, const struct token *first, shape value);

/* Statements; a block begins behind its ':'. */
bool parse_simple_statements(struct parser *parser);
bool parse_block(struct parser *parser);
bool parse_module(struct parser *parser);

#endif
