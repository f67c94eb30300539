/* parse_38_literal - numbers and strings of Python 3.8. */

#include <config.h>

#include "parse_38.h"

#include <string.h>

#include <glib.h>

#include "cleanup.h"
#include "peg.h"
#include "string_literal.h"

/* ------------------------------------------------------ fields of f-strings */

/*
 * The lines that 3.8 takes to be before a field: it looks for the field in
 * the first of the strings side by side, '}' right behind the expression.
 * Where that is not found, the field begins on the first line of the strings.
 */
static unsigned int lines_before(const struct string_site *site,
				 const struct compilation *field)
{
	const struct compilation *c = site->c;
	const struct token *token = &c->tokens.items[site->first];
	const char *text = c->text + token->start;
	size_t size = token->end - token->start;
	g_autofree char *wanted = g_memdup2(field->text, field->size);
	const char *found;

	wanted[0] = '{';
	wanted[field->size - 1] = '}';
	found = memmem(text, size, wanted, field->size);
	if (!found)
		found = text;
	return text_line(&c->lines, (size_t)(found - c->text)) - 1;
}

/*
 * Places of a field's tree such that, once the tree is moved by shift, its
 * lines in the text are those that 3.8 takes them for.
 */
struct placement {
	const struct compilation *c;
	const struct compilation *field;
	uint32_t shift;
};

static uint32_t placed(const struct placement *placement, uint32_t offset)
{
	unsigned int line = text_line(&placement->field->lines, offset);

	return text_line_start(&placement->c->lines, line) - placement->shift;
}

static void place_tree(const struct placement *placement, struct node *tree)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new();
	g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);

	g_ptr_array_add(open, tree);
	while (open->len > 0) {
		struct node *node =
			g_ptr_array_steal_index_fast(open, open->len - 1);

		if (!node || !g_hash_table_add(done, node))
			continue;
		node->start = placed(placement, node->start);
		node->end = placed(placement, node->end);
		for (uint32_t i = 0; i < node->n; i++)
			g_ptr_array_add(open, node->children[i]);
	}
}

/* What the parser says has no line but the field's own. */
static struct node *parse_field(const struct string_site *site,
				struct compilation *field, const char *start)
{
	size_t offset = (size_t)(start - site->c->text);
	const struct placement placement = {
		.c = site->c,
		.field = field,
		.shift = (uint32_t)offset - 1,
	};
	struct node *raw = parse_38(field, "field_input");
	struct node *value;

	if (!raw)
		return NULL;
	field->lines.before = lines_before(site, field);
	if (!convert_38_expression(field, raw, &value))
		return NULL;
	if (field->lines.before != text_line(&site->c->lines, offset) - 1)
		place_tree(&placement, value);
	return value;
}

/* -------------------------------------------------------------- literals */

static bool refuse(const struct string_site *site, const char *message)
{
	return refuse_38(site->c, site->payload, "%s", message);
}

static bool convert_strings(struct compilation *c, const struct node *raw,
			    struct node **out)
{
	const struct string_site site = {
		.c = c,
		.first = raw->first_token,
		.end = raw->end_token,
		.refuse = refuse,
		.parse_field = parse_field,
		.payload = (void *)raw,
	};

	*out = string_join(&site);
	return *out != NULL;
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
	return peg_check_number(c, raw->first_token);
}
