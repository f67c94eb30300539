/* parse_38_argument - arguments and parameters, as Python 3.8 checks them. */

#include <config.h>

#include "parse_38.h"

#include <glib.h>

#include "cleanup.h"

/* ------------------------------------------------------------ arguments */

/* Arguments on the way into a call. */
struct argument_reader {
	struct compilation *c;
	struct call_38 *call;
	size_t n_unpacked; /* **x */
	size_t n_keywords; /* these included */
	size_t n_args;
	GHashTable *names; /* of keywords, interned */
};

/* A comprehension without parentheses must be alone. */
static bool check_generators(struct compilation *c, const struct call_38 *call,
			     const struct node *raw)
{
	const struct node *arguments = raw->children[0];
	bool is_alone = arguments->n == 1 && !raw->children[1];

	for (size_t i = 0; i < arguments->n; i++) {
		const struct node *argument = arguments->children[i];

		if (argument->kind != NODE_GENERATOR_EXP)
			continue;
		if (call->is_class)
			return refuse_38(c, argument, "invalid syntax");
		if (!is_alone)
			return refuse_38(c, argument,
					 "Generator expression must be "
					 "parenthesized");
	}
	return true;
}

static bool read_positional(struct argument_reader *reader,
			    const struct node *raw)
{
	struct node *value;

	if (reader->n_keywords > 0)
		return refuse_38(reader->c, raw,
				 "positional argument follows keyword%s",
				 reader->n_unpacked ? " argument unpacking"
						    : " argument");
	if (!convert_38_expression(reader->c, raw, &value))
		return false;
	reader->call->args->children[reader->n_args++] = value;
	return true;
}

/* A comprehension has the place of the brackets of the call. */
static bool read_generator(struct argument_reader *reader,
			   const struct node *raw)
{
	const struct node *call = reader->call->raw;
	struct node *value;

	if (!convert_38_expression(reader->c, raw, &value))
		return false;
	value->start = call->start;
	value->end = call->end;
	reader->call->args->children[reader->n_args++] = value;
	return true;
}

static bool read_starred(struct argument_reader *reader, const struct node *raw)
{
	struct node *starred;

	if (reader->n_unpacked > 0)
		return refuse_38(reader->c, raw,
				 "iterable argument unpacking follows "
				 "keyword argument unpacking");
	starred = node_38(reader->c, NODE_STARRED, 1, raw);
	starred->detail = CONTEXT_LOAD;
	if (!convert_38_expression(reader->c, raw->children[0],
				   &starred->children[0]))
		return false;
	starred->end = starred->children[0]->end;
	reader->call->args->children[reader->n_args++] = starred;
	return true;
}

/* The grammar takes any expression for the name of a keyword argument. */
static bool check_keyword(struct argument_reader *reader,
			  const struct node *name)
{
	if (name->kind == NODE_TOKEN)
		switch (name->detail) {
		case TOKEN_NONE:
			return refuse_38(reader->c, name,
					 "cannot assign to None");
		case TOKEN_TRUE:
			return refuse_38(reader->c, name,
					 "cannot assign to True");
		case TOKEN_FALSE:
			return refuse_38(reader->c, name,
					 "cannot assign to False");
		default:
			break;
		}
	if (name->kind != NODE_NAME)
		return refuse_38(reader->c, name,
				 "expression cannot contain assignment, "
				 "perhaps you meant \"==\"?");
	if (!check_name_38(reader->c, name, name, true))
		return false;
	if (!g_hash_table_add(reader->names, (gpointer)name->name))
		return refuse_38(reader->c, name, "keyword argument repeated");
	return true;
}

static bool read_keyword(struct argument_reader *reader, const struct node *raw)
{
	const struct node *name = raw->children[0];
	struct node *keyword = node_38(reader->c, NODE_KEYWORD, 2, raw);

	if (name) {
		if (!check_keyword(reader, name))
			return false;
		keyword->children[0] = name_38(reader->c, name, CONTEXT_NONE);
	}
	if (!convert_38_expression(reader->c, raw->children[1],
				   &keyword->children[1]))
		return false;
	if (!name)
		reader->n_unpacked++;
	reader->call->keywords->children[reader->n_keywords++] = keyword;
	return true;
}

static bool read_argument(struct argument_reader *reader,
			  const struct node *raw)
{
	switch (raw->kind) {
	case NODE_GENERATOR_EXP:
		return read_generator(reader, raw);
	case NODE_STARRED:
		return read_starred(reader, raw);
	case NODE_KEYWORD:
		return read_keyword(reader, raw);
	default:
		return read_positional(reader, raw);
	}
}

bool convert_38_arguments(struct compilation *c, struct call_38 *call)
{
	const struct node *raw = call->raw ? call->raw->children[1] : NULL;
	g_autoptr(GHashTable) names = NULL;
	struct argument_reader reader = {.c = c, .call = call};
	const struct node *arguments;
	size_t n_keywords = 0;

	if (!raw) {
		call->args = node_new(c->arena, NODE_LIST, 0);
		call->keywords = node_new(c->arena, NODE_LIST, 0);
		return true;
	}
	if (!check_generators(c, call, raw))
		return false;
	arguments = raw->children[0];
	for (size_t i = 0; i < arguments->n; i++)
		n_keywords += arguments->children[i]->kind == NODE_KEYWORD;
	call->args = node_38(c, NODE_LIST, arguments->n - n_keywords, raw);
	call->keywords = node_38(c, NODE_LIST, n_keywords, raw);
	names = g_hash_table_new(NULL, NULL);
	reader.names = names;
	for (size_t i = 0; i < arguments->n; i++)
		if (!read_argument(&reader, arguments->children[i]))
			return false;
	return true;
}

/* ----------------------------------------------------------- parameters */

/* Parameters on the way into a node of the kind ARGUMENTS. */
struct parameter_reader {
	struct compilation *c;
	const struct node *parts;
	size_t i; /* the next part */
	GPtrArray *lists[ARGUMENTS_DEFAULTS + 1];
	struct node *vararg;
	struct node *kwarg;
	bool has_default;
};

/* (arg, default), not a star or a slash. */
static bool is_parameter(const struct parameter_reader *reader, size_t i)
{
	return i < reader->parts->n &&
	       reader->parts->children[i]->kind == NODE_GROUP;
}

static bool convert_arg(struct compilation *c, const struct node *raw,
			struct node **out)
{
	const struct node *name = raw->children[0];
	struct node *arg = node_38(c, NODE_ARG, 2, raw);

	arg->children[0] = name_38(c, name, CONTEXT_NONE);
	if (!check_name_38(c, name, name, false) ||
	    !convert_38_expression(c, raw->children[1], &arg->children[1]))
		return false;
	*out = arg;
	return true;
}

static bool read_parameter(struct parameter_reader *reader)
{
	const struct node *part = reader->parts->children[reader->i++];
	struct node *value;
	struct node *arg;

	if (part->children[1]) {
		if (!convert_38_expression(reader->c, part->children[1],
					   &value))
			return false;
		g_ptr_array_add(reader->lists[ARGUMENTS_DEFAULTS], value);
		reader->has_default = true;
	} else if (reader->has_default) {
		return refuse_38(reader->c, reader->parts,
				 "non-default argument follows default "
				 "argument");
	}
	if (!convert_arg(reader->c, part->children[0], &arg))
		return false;
	g_ptr_array_add(reader->lists[ARGUMENTS_ARGS], arg);
	return true;
}

/* Behind a star: the annotation comes before the name is looked at. */
static bool read_keyword_only(struct parameter_reader *reader)
{
	const struct node *part = reader->parts->children[reader->i++];
	const struct node *raw = part->children[0];
	const struct node *name = raw->children[0];
	struct node *arg = node_38(reader->c, NODE_ARG, 2, name);
	struct node *value;

	arg->children[0] = name_38(reader->c, name, CONTEXT_NONE);
	if (!convert_38_expression(reader->c, part->children[1], &value) ||
	    !convert_38_expression(reader->c, raw->children[1],
				   &arg->children[1]) ||
	    !check_name_38(reader->c, name, name, false))
		return false;
	g_ptr_array_add(reader->lists[ARGUMENTS_KW_DEFAULTS], value);
	g_ptr_array_add(reader->lists[ARGUMENTS_KWONLY], arg);
	return true;
}

static bool read_star(struct parameter_reader *reader)
{
	const struct node *star = reader->parts->children[reader->i++];

	if (star->kind == NODE_STARRED) {
		if (!convert_arg(reader->c, star->children[0], &reader->vararg))
			return false;
	} else if (!is_parameter(reader, reader->i)) {
		/* At the '**' if there is one. */
		if (reader->i < reader->parts->n)
			star = reader->parts->children[reader->i];
		return refuse_38(reader->c, star,
				 "named arguments must follow bare *");
	}
	while (is_parameter(reader, reader->i))
		if (!read_keyword_only(reader))
			return false;
	return true;
}

static void read_slash(struct parameter_reader *reader)
{
	GPtrArray *empty = reader->lists[ARGUMENTS_POSONLY];

	reader->lists[ARGUMENTS_POSONLY] = reader->lists[ARGUMENTS_ARGS];
	reader->lists[ARGUMENTS_ARGS] = empty;
	reader->i++;
}

static bool read_part(struct parameter_reader *reader)
{
	const struct node *part = reader->parts->children[reader->i];

	if (part->kind == NODE_GROUP)
		return read_parameter(reader);
	if (part->kind == NODE_KEYWORD) {
		reader->i++;
		return convert_arg(reader->c, part->children[1],
				   &reader->kwarg);
	}
	if (part->kind == NODE_TOKEN && part->detail == TOKEN_SLASH) {
		read_slash(reader);
		return true;
	}
	return read_star(reader);
}

static struct node *list_of(struct compilation *c, const GPtrArray *array)
{
	struct node *list = node_new(c->arena, NODE_LIST, array->len);

	for (guint i = 0; i < array->len; i++)
		list->children[i] = array->pdata[i];
	return list;
}

bool convert_38_parameters(struct compilation *c, const struct node *raw,
			   struct node **out)
{
	struct parameter_reader reader = {.c = c, .parts = raw};
	struct node *arguments =
		node_new(c->arena, NODE_ARGUMENTS, ARGUMENTS_DEFAULTS + 1);
	bool stands = true;

	for (size_t i = 0; i < G_N_ELEMENTS(reader.lists); i++)
		reader.lists[i] = g_ptr_array_new();
	while (stands && reader.i < list_size(raw))
		stands = read_part(&reader);
	for (size_t i = 0; i < G_N_ELEMENTS(reader.lists); i++)
		arguments->children[i] = list_of(c, reader.lists[i]);
	arguments->children[ARGUMENTS_VARARG] = reader.vararg;
	arguments->children[ARGUMENTS_KWARG] = reader.kwarg;
	for (size_t i = 0; i < G_N_ELEMENTS(reader.lists); i++)
		g_ptr_array_free(reader.lists[i], TRUE);
	if (stands)
		*out = arguments;
	return stands;
}
