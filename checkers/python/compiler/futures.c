/* futures - what "from __future__ import" switches on, and what it may not. */

#include <config.h>

#include <string.h>

#include "compilation.h"
#include "tree.h"

enum import_from_child {
	IMPORT_FROM_MODULE,
	IMPORT_FROM_NAMES
};

/* From 3.13 on "from .__future__" is an import like any other. */
static bool is_future(const struct compilation *c, const struct node *node)
{
	const struct node *module;

	if (node->kind != NODE_IMPORT_FROM ||
	    (c->minor >= 13 && node->detail != 0))
		return false;
	module = node_child(node, IMPORT_FROM_MODULE);
	return module && !strcmp(module->name, "__future__");
}

static bool is_docstring(const struct node *node)
{
	const struct node *value;

	if (node->kind != NODE_EXPR)
		return false;
	value = node_child(node, 0);
	return value->kind == NODE_CONSTANT && value->detail == CONSTANT_STRING;
}

/* The statement behind the docstring. */
static size_t first_statement(const struct node *body)
{
	return list_size(body) > 0 && is_docstring(node_child(body, 0));
}

const struct node *compilation_last_future(const struct compilation *c,
					   const struct node *module)
{
	const struct node *body = node_child(module, 0);
	const struct node *last = NULL;

	for (size_t i = first_statement(body); i < list_size(body); i++) {
		if (!is_future(c, node_child(body, i)))
			break;
		last = node_child(body, i);
	}
	return last;
}

/* Returns whether the name is a feature, and adds its bit. */
static bool find_feature(const char *name, unsigned int *features)
{
	static const struct {
		const char *name;
		unsigned int bit;
	} known[] = {
		{"nested_scopes", 0},
		{"generators", 0},
		{"division", 0},
		{"absolute_import", 0},
		{"with_statement", 0},
		{"print_function", 0},
		{"unicode_literals", 0},
		{"generator_stop", 0},
		{"barry_as_FLUFL", FUTURE_BARRY_AS_BDFL},
		{"annotations", FUTURE_ANNOTATIONS},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
		if (!strcmp(name, known[i].name)) {
			*features |= known[i].bit;
			return true;
		}
	}
	return false;
}

/*
 * The first 100 bytes, as CPython's "%.100s" shows them: a character that is
 * cut becomes U+FFFD up to 3.13, and is left out in 3.14.
 */
static const char *feature_text(struct compilation *c, const char *name)
{
	const char *end;
	size_t size = strlen(name);

	if (size <= 100)
		return name;
	if (g_utf8_validate(name, 100, &end))
		return arena_strndup(c->arena, name, 100);
	return arena_printf(c->arena, "%.*s%s", (int)(end - name), name,
			    c->minor >= 14 ? "" : "\xEF\xBF\xBD");
}

static bool check_features(struct compilation *c, const struct node *statement,
			   unsigned int *features)
{
	const struct node *names = node_child(statement, IMPORT_FROM_NAMES);

	for (size_t i = 0; i < list_size(names); i++) {
		const struct node *alias = node_child(names, i);
		const char *name = node_child(alias, 0)->name;
		size_t place = c->minor >= 14 ? alias->start : statement->start;

		if (find_feature(name, features))
			continue;
		if (!strcmp(name, "braces"))
			return compilation_refuse(c, SYNTAX_ERROR, place,
						  "not a chance");
		return compilation_refuse(c, SYNTAX_ERROR, place,
					  "future feature %s is not defined",
					  feature_text(c, name));
	}
	return true;
}

/*
 * Up to 3.11 a future import behind something else on the same line is found
 * here; all others that come too late are found when code is generated.
 */
static bool check_late_futures(struct compilation *c, const struct node *body,
			       size_t i)
{
	unsigned int line;

	if (c->minor >= 12 || i >= list_size(body))
		return true;
	line = text_line(&c->lines, node_child(body, i)->start);
	for (i++; i < list_size(body); i++) {
		const struct node *statement = node_child(body, i);
		unsigned int next = text_line(&c->lines, statement->start);

		if (next > line)
			return true;
		line = next;
		if (!is_future(c, statement))
			continue;
		compilation_refuse(c, SYNTAX_ERROR, statement->start,
				   "from __future__ imports must occur at the "
				   "beginning of the file");
		c->error.column--;
		return false;
	}
	return true;
}

bool compilation_check_futures(struct compilation *c, const struct node *module,
			       unsigned int *out_features)
{
	const struct node *body = node_child(module, 0);
	unsigned int features = 0;
	size_t i = first_statement(body);

	for (; i < list_size(body); i++) {
		const struct node *statement = node_child(body, i);

		if (!is_future(c, statement))
			break;
		if (!check_features(c, statement, &features))
			return false;
	}
	if (!check_late_futures(c, body, i))
		return false;
	*out_features = features;
	return true;
}
