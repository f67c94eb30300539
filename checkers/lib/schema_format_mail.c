/* schema_format_mail - addresses of mailboxes (RFC 5321 and 6531). */

#include <config.h>

#include "cleanup.h"
#include "schema_format_private.h"

enum {
	MAX_LOCAL = 64
};

static bool is_high(char byte)
{
	return (unsigned char)byte >= 0x80;
}

static bool is_atom(char byte, bool is_idn)
{
	return g_ascii_isalnum(byte) || (is_idn && is_high(byte)) ||
	       (byte && strchr("!#$%&'*+-/=?^_`{|}~", byte));
}

/* Atoms with dots between them. */
static bool is_dotted(const char *text, size_t size, bool is_idn)
{
	bool can_end = false;

	for (size_t i = 0; i < size; i++) {
		bool is_dot = text[i] == '.';

		if (is_dot ? !can_end : !is_atom(text[i], is_idn))
			return false;
		can_end = !is_dot;
	}
	return can_end;
}

/* The inside of a quoted string. */
static bool is_quoted(const char *text, size_t size, bool is_idn)
{
	for (size_t i = 0; i < size; i++) {
		if (is_idn && is_high(text[i]))
			continue;
		if (text[i] == '"' || (text[i] == '\\' && ++i == size) ||
		    text[i] < ' ' || text[i] > '~')
			return false;
	}
	return true;
}

static bool is_local(const char *text, size_t size, bool is_idn)
{
	if (size > MAX_LOCAL)
		return false;
	if (size >= 2 && text[0] == '"' && text[size - 1] == '"')
		return is_quoted(text + 1, size - 2, is_idn);
	return is_dotted(text, size, is_idn);
}

/* What stands in brackets. */
static bool is_literal(const char *text, size_t size)
{
	if (size >= 5 && g_ascii_strncasecmp(text, "IPv6:", 5) == 0)
		return schema_format_ipv6(text + 5, size - 5);
	return schema_format_ipv4(text, size);
}

/* RFC 6531 lets a label be any UTF-8 beside letters, digits and hyphens. */
static bool is_idn_domain(const char *text, size_t size)
{
	char last = '.';

	for (size_t i = 0; i < size; i++) {
		bool ends = text[i] == '.';

		if (!ends && !is_high(text[i]) && text[i] != '-' &&
		    !g_ascii_isalnum(text[i]))
			return false;
		if ((ends && (last == '.' || last == '-')) ||
		    (text[i] == '-' && last == '.'))
			return false;
		last = text[i];
	}
	return last != '.' && last != '-';
}

static bool is_domain(const char *text, size_t size, bool is_idn)
{
	if (size >= 2 && text[0] == '[' && text[size - 1] == ']')
		return is_literal(text + 1, size - 2);
	for (size_t i = 0; is_idn && i < size; i++)
		if (is_high(text[i]))
			return is_idn_domain(text, size);
	return schema_format_hostname(text, size);
}

static bool is_mailbox(const char *text, size_t size, bool is_idn)
{
	const char *at = memrchr(text, '@', size);
	size_t local = at ? (size_t)(at - text) : 0;

	return at && is_local(text, local, is_idn) &&
	       is_domain(at + 1, size - local - 1, is_idn);
}

bool schema_format_email(const char *text, size_t size)
{
	return is_mailbox(text, size, false);
}

bool schema_format_idn_email(const char *text, size_t size)
{
	return is_mailbox(text, size, true);
}
