#ifndef TREE_H
#define TREE_H

/*
 * A Python syntax tree, as the ast module shows it: kinds and fields are
 * those of Parser/Python.asdl, the versions 3.8 to 3.14 in one.
 *
 * It is built only for what needs one: a text that the recognizer refused
 * (CPython's own words for the error depend on the tree) and warnings. Nodes
 * live in an arena; a node is never changed once another refers to it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "arena.h"

/*
 * Kinds, with the names of their children in order. A child is NULL where
 * the ast module has None. A child of which there may be several is a LIST.
 * An identifier is a NAME node, whose context means nothing.
 */
enum node_kind {
	NODE_NONE,

	/* No part of a tree, but values of the parser. */
	NODE_TOKEN, /* detail: its kind; first_token says which */
	NODE_LIST,  /* of any length; children may be NULL */
	NODE_GROUP, /* what a helper packs: a key with its value, ... */
	/* Of python-3.8.peg. */
	NODE_PARENTHESES, /* value */
	NODE_PRIMARY,	  /* value, trailers */
	NODE_ASYNC,	  /* statement */

	NODE_MODULE, /* body */

	/* Statements. */
	NODE_FUNCTION_DEF,	 /* enum function_field */
	NODE_ASYNC_FUNCTION_DEF, /* the same */
	NODE_CLASS_DEF,		 /* enum class_field */
	NODE_RETURN,		 /* value */
	NODE_DELETE,		 /* targets */
	NODE_ASSIGN,		 /* targets, value */
	NODE_TYPE_ALIAS,	 /* name, type_params, value */
	NODE_AUG_ASSIGN,	 /* target, value; detail: enum node_operator */
	NODE_ANN_ASSIGN,	 /* target, annotation, value; detail: simple */
	NODE_FOR,		 /* target, iter, body, orelse */
	NODE_ASYNC_FOR,		 /* the same */
	NODE_WHILE,		 /* test, body, orelse */
	NODE_IF,		 /* test, body, orelse */
	NODE_WITH,		 /* items, body */
	NODE_ASYNC_WITH,	 /* the same */
	NODE_MATCH,		 /* subject, cases */
	NODE_RAISE,		 /* exc, cause */
	NODE_TRY,		 /* body, handlers, orelse, finalbody */
	NODE_TRY_STAR,		 /* the same */
	NODE_ASSERT,		 /* test, msg */
	NODE_IMPORT,		 /* names: aliases */
	NODE_IMPORT_FROM, /* module (NAME, dotted), names; detail: level */
	NODE_GLOBAL,	  /* names */
	NODE_NONLOCAL,	  /* names */
	NODE_EXPR,	  /* value */
	NODE_PASS,
	NODE_BREAK,
	NODE_CONTINUE,

	/* Expressions. */
	NODE_BOOL_OP,	      /* values; detail: OPERATOR_AND, OPERATOR_OR */
	NODE_NAMED_EXPR,      /* target, value */
	NODE_BIN_OP,	      /* left, right; detail: enum node_operator */
	NODE_UNARY_OP,	      /* operand; detail: enum node_operator */
	NODE_LAMBDA,	      /* args, body */
	NODE_IF_EXP,	      /* test, body, orelse */
	NODE_DICT,	      /* keys (NULL for **), values */
	NODE_SET,	      /* elts */
	NODE_LIST_COMP,	      /* elt, generators */
	NODE_SET_COMP,	      /* elt, generators */
	NODE_DICT_COMP,	      /* key, value, generators */
	NODE_GENERATOR_EXP,   /* elt, generators */
	NODE_AWAIT,	      /* value */
	NODE_YIELD,	      /* value */
	NODE_YIELD_FROM,      /* value */
	NODE_COMPARE,	      /* left, ops (LIST of TOKENs; the first of two
				 words spans both), comparators */
	NODE_CALL,	      /* func, args, keywords */
	NODE_FORMATTED_VALUE, /* value, format_spec; detail: conversion */
	NODE_INTERPOLATION,   /* the same */
	NODE_JOINED_STR,      /* values */
	NODE_TEMPLATE_STR,    /* values */
	NODE_CONSTANT,	      /* nothing; detail: enum constant_type */
	NODE_ATTRIBUTE,	      /* value, attr (NAME); detail: enum context */
	NODE_SUBSCRIPT,	      /* value, slice; detail: enum context */
	NODE_STARRED,	      /* value; detail: enum context */
	NODE_NAME,	      /* nothing; name is set; detail: enum context */
	NODE_LIST_DISPLAY,    /* elts; detail: enum context */
	NODE_TUPLE,	      /* elts; detail: enum context */
	NODE_SLICE,	      /* lower, upper, step */

	/* Parts. */
	NODE_COMPREHENSION,  /* target, iter, ifs; detail: is async */
	NODE_EXCEPT_HANDLER, /* type, name, body */
	NODE_ARGUMENTS,	     /* enum arguments_field */
	NODE_ARG,	     /* name, annotation */
	NODE_KEYWORD,	     /* name (NULL for **), value */
	NODE_ALIAS,	     /* name (dotted, or *), asname */
	NODE_WITH_ITEM,	     /* context_expr, optional_vars */
	NODE_MATCH_CASE,     /* pattern, guard, body */

	/* Patterns. */
	NODE_MATCH_VALUE,     /* value */
	NODE_MATCH_SINGLETON, /* value: a CONSTANT */
	NODE_MATCH_SEQUENCE,  /* patterns */
	NODE_MATCH_MAPPING,   /* keys, patterns, rest */
	NODE_MATCH_CLASS,     /* cls, patterns, kwd_attrs, kwd_patterns */
	NODE_MATCH_STAR,      /* name */
	NODE_MATCH_AS,	      /* pattern, name */
	NODE_MATCH_OR,	      /* patterns */

	/* Type parameters. */
	NODE_TYPE_VAR,	     /* name, bound, default_value */
	NODE_PARAM_SPEC,     /* name, default_value */
	NODE_TYPE_VAR_TUPLE, /* name, default_value */

	N_NODE_KINDS
};

enum function_field {
	FUNCTION_NAME,
	FUNCTION_TYPE_PARAMS,
	FUNCTION_ARGS,
	FUNCTION_RETURNS,
	FUNCTION_BODY,
	FUNCTION_DECORATORS,
};

enum class_field {
	CLASS_NAME,
	CLASS_TYPE_PARAMS,
	CLASS_BASES,
	CLASS_KEYWORDS,
	CLASS_BODY,
	CLASS_DECORATORS,
};

enum arguments_field {
	ARGUMENTS_POSONLY,
	ARGUMENTS_ARGS,
	ARGUMENTS_VARARG,
	ARGUMENTS_KWONLY,
	ARGUMENTS_KW_DEFAULTS, /* NULL where there is none */
	ARGUMENTS_KWARG,
	ARGUMENTS_DEFAULTS,
};

enum context {
	CONTEXT_NONE,
	CONTEXT_LOAD,
	CONTEXT_STORE,
	CONTEXT_DEL
};

enum constant_type {
	CONSTANT_NONE,
	CONSTANT_FALSE,
	CONSTANT_TRUE,
	CONSTANT_ELLIPSIS,
	CONSTANT_NUMBER,
	CONSTANT_STRING, /* one or more STRING tokens, or a piece of an
			    f-string: a FSTRING_MIDDLE token */
	CONSTANT_BYTES,
};

enum node_operator {
	OPERATOR_NONE,
	OPERATOR_ADD,
	OPERATOR_SUB,
	OPERATOR_MULT,
	OPERATOR_MAT_MULT,
	OPERATOR_DIV,
	OPERATOR_MOD,
	OPERATOR_POW,
	OPERATOR_LSHIFT,
	OPERATOR_RSHIFT,
	OPERATOR_BIT_OR,
	OPERATOR_BIT_XOR,
	OPERATOR_BIT_AND,
	OPERATOR_FLOOR_DIV,
	OPERATOR_INVERT,
	OPERATOR_NOT,
	OPERATOR_UADD,
	OPERATOR_USUB,
	OPERATOR_AND,
	OPERATOR_OR,
};

struct node {
	uint8_t kind; /* enum node_kind */
	uint8_t detail;
	uint16_t flags; /* of the kind; 0 mostly */
	uint32_t n;	/* children */
	/* Where CPython says it is: bytes of the text, half open. */
	uint32_t start;
	uint32_t end;
	/* Its tokens, half open. */
	uint32_t first_token;
	uint32_t end_token;
	const char *name; /* of a NAME: NFKC, interned: equal if the same */
	struct node *children[];
};

/* Returns a new node with n children, all NULL, and no place. */
struct node *node_new(struct arena *arena, enum node_kind kind, size_t n);

/* The child; NULL where it is left out. */
static inline struct node *node_child(const struct node *node, size_t i)
{
	return node->children[i];
}

/* The length of a LIST, which may be NULL: 0 then. */
static inline size_t list_size(const struct node *list)
{
	return list ? list->n : 0;
}

/* "FunctionDef": the ast module's name of the kind, for dumps; static. */
const char *node_kind_name(enum node_kind kind);
/* How many children a node of the kind has; 0 for LIST, GROUP and leaves. */
size_t node_kind_fields(enum node_kind kind);

/*
 * Appends "BinOp/1[0-3](Name:a/1[0-1], Constant/4[2-3])" and the like: kind,
 * name, detail, place, children ('-' for NULL). For tests and dumps.
 */
void tree_dump(const struct node *node, GString *out);

/* The operator of an augmented assignment: OPERATOR_ADD of TOKEN_PLUSEQUAL. */
enum node_operator augmented_operator(unsigned int token);

#endif
