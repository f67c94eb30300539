#ifndef PEG_HELPERS_H
#define PEG_HELPERS_H

/*
 * Private to the helpers of python.peg: what each of its files provides, as
 * the table in peg_helpers.c names it. All have the type peg_helper_fn of
 * peg.h; the comment above a group says what its values are.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "peg.h"

#define PEG_HELPER(name)                                                       \
	struct node *name(struct peg *peg, uint32_t first,                     \
			  struct node *const *args, size_t n)

/* For helpers: a LIST without a place, its elements NULL; a copy of a node. */
struct node *peg_list(struct peg *peg, size_t n);
struct node *peg_copy(struct peg *peg, const struct node *node);

/* Lists and names. peg_helpers.c */
PEG_HELPER(peg_flatten);
PEG_HELPER(peg_first);
PEG_HELPER(peg_last);
PEG_HELPER(peg_store);
PEG_HELPER(peg_del);

/* peg_helpers_statement.c */
PEG_HELPER(peg_aug_assign);
PEG_HELPER(peg_dotted_name);
PEG_HELPER(peg_star_alias);
PEG_HELPER(peg_import_from);
PEG_HELPER(peg_class_def);
PEG_HELPER(peg_decorated);
PEG_HELPER(peg_match_or);
PEG_HELPER(peg_match_mapping);
PEG_HELPER(peg_match_class);

/* peg_helpers_expression.c */
PEG_HELPER(peg_compare);
PEG_HELPER(peg_not_equal);
PEG_HELPER(peg_two_words);
PEG_HELPER(peg_slice);
PEG_HELPER(peg_dict);
PEG_HELPER(peg_dict_comp);
PEG_HELPER(peg_real);
PEG_HELPER(peg_imaginary);

/* Parameters, and arguments of calls. peg_helpers_arguments.c */
PEG_HELPER(peg_parameters);
PEG_HELPER(peg_make_parameters);
PEG_HELPER(peg_arguments);
PEG_HELPER(peg_call);

/* f-strings and t-strings since 3.12. peg_helpers_fstring.c */
PEG_HELPER(peg_conversion);
PEG_HELPER(peg_template_conversion);
PEG_HELPER(peg_formatted_value);
PEG_HELPER(peg_interpolation);
PEG_HELPER(peg_format_spec);
PEG_HELPER(peg_joined_str);
PEG_HELPER(peg_template_str);
PEG_HELPER(peg_join_strings);
PEG_HELPER(peg_join_templates);

/* String literals. peg_helpers_string.c */
PEG_HELPER(peg_strings); /* 3.9 to 3.11: STRING tokens one after another */
PEG_HELPER(peg_string);	 /* 3.12 and later: one STRING token */
/* 3.12 and later: an FSTRING_MIDDLE, of the text and of a format. */
PEG_HELPER(peg_middle);
PEG_HELPER(peg_format_text);
/*
 * Can the text of an FSTRING_MIDDLE be decoded? If not, the text is refused.
 * 3.12 and later.
 */
bool peg_decode_middle(struct peg *peg, const struct node *middle);
/* The same of the text that {x=} puts before its FORMATTED_VALUE. */
bool peg_decode_debug(struct peg *peg, const struct node *field);

/* What is refused. peg_helpers_errors.c */
PEG_HELPER(peg_refuse_target);
PEG_HELPER(peg_refuse_for_target);
PEG_HELPER(peg_refuse_del_target);
PEG_HELPER(peg_refuse_bound);
PEG_HELPER(peg_refuse_bare_genexp);
PEG_HELPER(peg_refuse_positional);
PEG_HELPER(peg_refuse_legacy_statement);
PEG_HELPER(peg_refuse_missing_comma);
PEG_HELPER(peg_refuse_key);
/* SyntaxError at a node, or at the last token that was fetched. */
G_GNUC_PRINTF(3, 4)
struct node *peg_refuse_at(struct peg *peg, const struct node *node,
			   const char *format, ...);
struct node *peg_refuse_last(struct peg *peg, const char *message);

#endif
