/* parse_38_literal - numbers and strings of Python 3.8. */

#include <config.h>

#include "parse_38.h"

#include <glib.h>

#include "cleanup.h"

static bool is_bytes(const struct compilation *c, uint32_t token)
{
	return c->tokens.items[token].flags & TOKEN_BYTES;
}

static bool convert_strings(struct compilation *c, const struct node *raw,
			    struct node **out)
{
	struct node *constant = node_38(c, NODE_CONSTANT, 0, raw);

	for (uint32_t i = raw->first_token + 1; i < raw->end_token; i++)
		if (is_bytes(c, i) != is_bytes(c, raw->first_token))
			return refuse_38(c, raw,
					 "cannot mix bytes and nonbytes "
					 "literals");
	constant->detail = is_bytes(c, raw->first_token) ? CONSTANT_BYTES
							 : CONSTANT_STRING;
	*out = constant;
	return true;
}

bool convert_38_literal(struct compilation *c, const struct node *raw,
			struct node **out)
{
	struct node *number;

	if (raw->detail == CONSTANT_STRING)
		return convert_strings(c, raw, out);
	number = node_38(c, NODE_CONSTANT, 0, raw);
	number->detail = CONSTANT_NUMBER;
	*out = number;
	return true;
}
