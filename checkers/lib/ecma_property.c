/* ecma_property - the names of Unicode properties in patterns. */

#include <config.h>

#include "ecma_property.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "cleanup.h"

/* Values of General_Category (Unicode, PropertyValueAliases.txt). */
static const struct {
	const char *name;
	const char *pcre;
} categories[] = {
	{"C", "C"},
	{"Cased_Letter", "L&"},
	{"Cc", "Cc"},
	{"Cf", "Cf"},
	{"Close_Punctuation", "Pe"},
	{"Cn", "Cn"},
	{"Co", "Co"},
	{"Combining_Mark", "M"},
	{"Connector_Punctuation", "Pc"},
	{"Control", "Cc"},
	{"Cs", "Cs"},
	{"Currency_Symbol", "Sc"},
	{"Dash_Punctuation", "Pd"},
	{"Decimal_Number", "Nd"},
	{"Enclosing_Mark", "Me"},
	{"Final_Punctuation", "Pf"},
	{"Format", "Cf"},
	{"Initial_Punctuation", "Pi"},
	{"L", "L"},
	{"LC", "L&"},
	{"Letter", "L"},
	{"Letter_Number", "Nl"},
	{"Line_Separator", "Zl"},
	{"Ll", "Ll"},
	{"Lm", "Lm"},
	{"Lo", "Lo"},
	{"Lowercase_Letter", "Ll"},
	{"Lt", "Lt"},
	{"Lu", "Lu"},
	{"M", "M"},
	{"Mark", "M"},
	{"Math_Symbol", "Sm"},
	{"Mc", "Mc"},
	{"Me", "Me"},
	{"Mn", "Mn"},
	{"Modifier_Letter", "Lm"},
	{"Modifier_Symbol", "Sk"},
	{"N", "N"},
	{"Nd", "Nd"},
	{"Nl", "Nl"},
	{"No", "No"},
	{"Nonspacing_Mark", "Mn"},
	{"Number", "N"},
	{"Open_Punctuation", "Ps"},
	{"Other", "C"},
	{"Other_Letter", "Lo"},
	{"Other_Number", "No"},
	{"Other_Punctuation", "Po"},
	{"Other_Symbol", "So"},
	{"P", "P"},
	{"Paragraph_Separator", "Zp"},
	{"Pc", "Pc"},
	{"Pd", "Pd"},
	{"Pe", "Pe"},
	{"Pf", "Pf"},
	{"Pi", "Pi"},
	{"Po", "Po"},
	{"Private_Use", "Co"},
	{"Ps", "Ps"},
	{"Punctuation", "P"},
	{"S", "S"},
	{"Sc", "Sc"},
	{"Separator", "Z"},
	{"Sk", "Sk"},
	{"Sm", "Sm"},
	{"So", "So"},
	{"Space_Separator", "Zs"},
	{"Spacing_Mark", "Mc"},
	{"Surrogate", "Cs"},
	{"Symbol", "S"},
	{"Titlecase_Letter", "Lt"},
	{"Unassigned", "Cn"},
	{"Uppercase_Letter", "Lu"},
	{"Z", "Z"},
	{"Zl", "Zl"},
	{"Zp", "Zp"},
	{"Zs", "Zs"},
	{"cntrl", "Cc"},
	{"digit", "Nd"},
	{"punct", "P"},
};

static const char *find_category(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(categories); i++)
		if (strcmp(categories[i].name, name) == 0)
			return categories[i].pcre;
	return NULL;
}

/* What PCRE2 knows more than ECMA-262 are its own inventions. */
static bool is_known_to_pcre(const char *name)
{
	static const char *const inventions[] = {"Xan", "Xps", "Xsp", "Xuc",
						 "Xwd"};
	g_autofree char *pattern = g_strdup_printf("\\p{%s}", name);
	size_t offset;
	int code;
	pcre2_code *compiled;

	for (size_t i = 0; i < G_N_ELEMENTS(inventions); i++)
		if (strcmp(name, inventions[i]) == 0)
			return false;
	compiled = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
				 PCRE2_UTF, &code, &offset, NULL);
	pcre2_code_free(compiled);
	return compiled != NULL;
}

static bool append_script(const char *prefix, const char *name, GString *out)
{
	g_autofree char *script = g_strconcat(prefix, name, NULL);

	/* A script begins with a capital; bidi classes and others do not. */
	if (!g_ascii_isupper(*name) || find_category(name) ||
	    !is_known_to_pcre(script))
		return false;
	g_string_append(out, script);
	return true;
}

bool ecma_property_append(const char *name, size_t size, GString *out)
{
	g_autofree char *copy = g_strndup(name, size);
	char *value = strchr(copy, '=');
	const char *category;

	if (strspn(copy, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			 "0123456789_=") != size)
		return false;
	if (value)
		*value++ = '\0';
	if (value && (strcmp(copy, "Script") == 0 || strcmp(copy, "sc") == 0))
		return append_script("sc:", value, out);
	if (value && (strcmp(copy, "Script_Extensions") == 0 ||
		      strcmp(copy, "scx") == 0))
		return append_script("scx:", value, out);
	if (value && strcmp(copy, "General_Category") != 0 &&
	    strcmp(copy, "gc") != 0)
		return false;
	category = find_category(value ? value : copy);
	if (category) {
		g_string_append(out, category);
		return true;
	}
	/* A binary property; a script alone is not one. */
	if (value || !g_ascii_isupper(*copy))
		return false;
	{
		g_autofree char *script = g_strconcat("sc:", copy, NULL);

		if (is_known_to_pcre(script) || !is_known_to_pcre(copy))
			return false;
	}
	g_string_append(out, copy);
	return true;
}
