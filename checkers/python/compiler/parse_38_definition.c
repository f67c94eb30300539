/* parse_38_definition - functions, classes and decorators of Python 3.8. */

#include <config.h>

#include "parse_38.h"

#include <string.h>

#include "cleanup.h"

bool convert_38_function(struct compilation *c, const struct node *raw,
			 struct node **out)
{
	const struct node *name = raw->children[FUNCTION_NAME];
	struct node *made = node_38(c, NODE_FUNCTION_DEF, raw->n, raw);

	made->children[FUNCTION_NAME] = name_38(c, name, CONTEXT_NONE);
	if (!check_name_38(c, name, name, false) ||
	    !convert_38_parameters(c, raw->children[FUNCTION_ARGS],
				   &made->children[FUNCTION_ARGS]) ||
	    !convert_38_expression(c, raw->children[FUNCTION_RETURNS],
				   &made->children[FUNCTION_RETURNS]) ||
	    !convert_38_block(c, raw->children[FUNCTION_BODY],
			      &made->children[FUNCTION_BODY]))
		return false;
	end_with_38(made, made->children[FUNCTION_BODY]);
	*out = made;
	return true;
}

/*
 * Where 3.8 places an error of the name. Unless there are arguments it is the
 * fourth part of the definition: ')', or the block.
 */
static size_t class_name_place(const struct compilation *c,
			       const struct node *raw)
{
	const struct node *name = raw->children[CLASS_NAME];
	const struct node *bases = raw->children[CLASS_BASES];

	if (bases && bases->children[1])
		return name->start;
	return c->tokens.items[name->end_token + 1].start;
}

bool convert_38_class(struct compilation *c, const struct node *raw,
		      struct node **out)
{
	const struct node *name = raw->children[CLASS_NAME];
	struct node *made = node_38(c, NODE_CLASS_DEF, raw->n, raw);
	struct call_38 call = {.raw = raw->children[CLASS_BASES],
			       .is_class = true};

	if (!convert_38_arguments(c, &call) ||
	    !convert_38_block(c, raw->children[CLASS_BODY],
			      &made->children[CLASS_BODY]))
		return false;
	if (strcmp(name->name, "__debug__") == 0)
		return compilation_refuse(c, SYNTAX_ERROR,
					  class_name_place(c, raw),
					  "cannot assign to %s", name->name);
	made->children[CLASS_NAME] = name_38(c, name, CONTEXT_NONE);
	made->children[CLASS_BASES] = call.args;
	made->children[CLASS_KEYWORDS] = call.keywords;
	end_with_38(made, made->children[CLASS_BODY]);
	*out = made;
	return true;
}

/* raw: (name, call). */
static bool convert_decorator(struct compilation *c, const struct node *raw,
			      struct node **out)
{
	const struct node *names = raw->children[0];
	struct call_38 call = {.raw = raw->children[1]};
	struct node *value = name_38(c, names->children[0], CONTEXT_LOAD);
	struct node *made;

	for (size_t i = 1; i < names->n; i++) {
		made = node_38(c, NODE_ATTRIBUTE, 2, names);
		made->detail = CONTEXT_LOAD;
		made->end = names->children[i]->end;
		made->end_token = names->children[i]->end_token;
		made->children[0] = value;
		made->children[1] =
			name_38(c, names->children[i], CONTEXT_NONE);
		value = made;
	}
	*out = value;
	if (!call.raw)
		return true;
	made = node_38(c, NODE_CALL, 3, call.raw);
	made->start = names->start;
	made->first_token = names->first_token;
	if (!convert_38_arguments(c, &call))
		return false;
	made->children[0] = value;
	made->children[1] = call.args;
	made->children[2] = call.keywords;
	*out = made;
	return true;
}

bool convert_38_decorated(struct compilation *c, const struct node *raw,
			  struct node **out)
{
	struct node *decorators;

	if (!convert_38_list(c, raw->children[0], convert_decorator,
			     &decorators) ||
	    !convert_38_statement(c, raw->children[1], out))
		return false;
	/* Functions and classes have them in the same place. */
	G_STATIC_ASSERT((int)FUNCTION_DECORATORS == (int)CLASS_DECORATORS);
	(*out)->children[FUNCTION_DECORATORS] = decorators;
	return true;
}
