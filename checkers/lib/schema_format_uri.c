/* schema_format_uri - URIs, IRIs and templates of URIs. */

#include <config.h>

#include "cleanup.h"
#include "schema_format_private.h"

#define SUB_DELIMITERS "!$&'()*+,;="

/* A part of a URI, and whether it may hold more than ASCII. */
struct part {
	const char *at, *end;
	bool is_iri;
};

/* ---- characters ------------------------------------------------------ */

/* RFC 3987, section 2.2: ucschar, and iprivate for queries. */
static bool is_unicode(gunichar c, bool is_query)
{
	if (c < 0xa0)
		return false;
	if (c >= 0xe000 && c <= 0xf8ff)
		return is_query;
	if (c < 0x10000)
		return c < 0xfdd0 || (c > 0xfdef && c < 0xfff0);
	if ((c & 0xffff) >= 0xfffe)
		return false;
	if (c >= 0xf0000)
		return is_query;
	return c < 0xe0000 || c >= 0xe1000;
}

/* "%41"; moves over it. */
static bool take_percent(struct part *part)
{
	if (part->end - part->at < 3 || part->at[0] != '%' ||
	    !g_ascii_isxdigit(part->at[1]) || !g_ascii_isxdigit(part->at[2]))
		return false;
	part->at += 3;
	return true;
}

/* Is the whole part made of unreserved and percent-encoded ones and extra? */
static bool is_made_of(struct part part, const char *extra, bool is_query)
{
	while (part.at < part.end) {
		char byte = *part.at;

		if ((unsigned char)byte >= 0x80) {
			if (!part.is_iri ||
			    !is_unicode(g_utf8_get_char(part.at), is_query))
				return false;
			part.at = g_utf8_next_char(part.at);
		} else if (byte == '%') {
			if (!take_percent(&part))
				return false;
		} else if (g_ascii_isalnum(byte) ||
			   (byte &&
			    (strchr("-._~", byte) || strchr(extra, byte)))) {
			part.at++;
		} else {
			return false;
		}
	}
	return true;
}

/* Cuts off what stands before the first of bytes, or everything. */
static struct part cut(struct part *from, const char *bytes)
{
	struct part head = *from;

	while (from->at < from->end &&
	       (!*from->at || !strchr(bytes, *from->at)))
		from->at++;
	head.end = from->at;
	return head;
}

/* ---- parts ----------------------------------------------------------- */

static bool is_digits(struct part part)
{
	while (part.at < part.end && g_ascii_isdigit(*part.at))
		part.at++;
	return part.at == part.end;
}

/* "v1.fe" (RFC 3986, section 3.2.2). */
static bool is_future_address(struct part part)
{
	const char *start = ++part.at;

	while (part.at < part.end && g_ascii_isxdigit(*part.at))
		part.at++;
	if (part.at == start || part.at == part.end || *part.at++ != '.')
		return false;
	for (start = part.at; start < part.end; start++)
		if (*start == '%' || (unsigned char)*start >= 0x80)
			return false;
	return part.at < part.end &&
	       is_made_of(part, SUB_DELIMITERS ":", false);
}

/* An address in brackets; part stands behind the '['. */
static bool is_address(struct part part)
{
	if (part.at < part.end && (*part.at == 'v' || *part.at == 'V'))
		return is_future_address(part);
	return schema_format_ipv6(part.at, (size_t)(part.end - part.at));
}

static bool is_authority(struct part part)
{
	const char *at = memchr(part.at, '@', (size_t)(part.end - part.at));
	struct part host;

	if (at) {
		struct part user = {part.at, at, part.is_iri};

		if (!is_made_of(user, SUB_DELIMITERS ":", false))
			return false;
		part.at = at + 1;
	}
	if (part.at < part.end && *part.at == '[') {
		part.at++;
		host = cut(&part, "]");
		if (part.at == part.end || !is_address(host))
			return false;
		part.at++;
	} else {
		host = cut(&part, ":");
		if (!is_made_of(host, SUB_DELIMITERS, false))
			return false;
	}
	if (part.at == part.end)
		return true;
	return *part.at++ == ':' && is_digits(part);
}

static bool is_scheme(struct part part)
{
	if (part.at == part.end || !g_ascii_isalpha(*part.at))
		return false;
	for (; part.at < part.end; part.at++)
		if (!g_ascii_isalnum(*part.at) &&
		    (!*part.at || !strchr("+-.", *part.at)))
			return false;
	return true;
}

/* Behind the scheme. */
static bool is_hierarchy(struct part part)
{
	struct part path, query;

	if (part.end - part.at >= 2 && memcmp(part.at, "//", 2) == 0) {
		part.at += 2;
		if (!is_authority(cut(&part, "/?#")))
			return false;
	}
	path = cut(&part, "?#");
	if (!is_made_of(path, SUB_DELIMITERS ":@/", false))
		return false;
	if (part.at < part.end && *part.at == '?') {
		part.at++;
		query = cut(&part, "#");
		if (!is_made_of(query, SUB_DELIMITERS ":@/?", true))
			return false;
	}
	if (part.at == part.end)
		return true;
	part.at++;
	return is_made_of(part, SUB_DELIMITERS ":@/?", false);
}

static bool is_uri(struct part part, bool is_reference)
{
	struct part rest = part;
	struct part scheme = cut(&rest, ":/?#");
	bool has_colon = rest.at < rest.end && *rest.at == ':';

	if (has_colon && is_scheme(scheme)) {
		rest.at++;
		return is_hierarchy(rest);
	}
	/* The first segment of a relative path has no colon. */
	return is_reference && !has_colon && is_hierarchy(part);
}

bool schema_format_uri(const char *text, size_t size)
{
	return is_uri((struct part){text, text + size, false}, false);
}

bool schema_format_uri_reference(const char *text, size_t size)
{
	return is_uri((struct part){text, text + size, false}, true);
}

bool schema_format_iri(const char *text, size_t size)
{
	return is_uri((struct part){text, text + size, true}, false);
}

bool schema_format_iri_reference(const char *text, size_t size)
{
	return is_uri((struct part){text, text + size, true}, true);
}

/* ---- templates (RFC 6570) -------------------------------------------- */

static bool take_name(struct part *part)
{
	bool can_end = false;

	while (part->at < part->end) {
		if (take_percent(part)) {
			can_end = true;
		} else if (g_ascii_isalnum(*part->at) || *part->at == '_') {
			part->at++;
			can_end = true;
		} else if (*part->at == '.' && can_end) {
			part->at++;
			can_end = false;
		} else {
			break;
		}
	}
	return can_end;
}

/* ":3" or "*", or nothing. */
static bool take_modifier(struct part *part)
{
	const char *digits = part->at + 1;

	if (part->at == part->end || (*part->at != ':' && *part->at != '*'))
		return true;
	if (*part->at++ == '*')
		return true;
	while (part->at < part->end && g_ascii_isdigit(*part->at))
		part->at++;
	return part->at > digits && part->at - digits <= 4 && *digits != '0';
}

/* What stands in braces. */
static bool is_expression(struct part part)
{
	if (part.at < part.end && *part.at && strchr("+#./;?&=,!@|", *part.at))
		part.at++;
	for (;;) {
		if (!take_name(&part) || !take_modifier(&part))
			return false;
		if (part.at == part.end)
			return true;
		if (*part.at++ != ',')
			return false;
	}
}

static bool is_literal(gunichar c)
{
	if (c >= 0x80)
		return is_unicode(c, true);
	return c > ' ' && c != 0x7f && !strchr("\"%<>\\^`{|}", (int)c);
}

bool schema_format_uri_template(const char *text, size_t size)
{
	struct part part = {text, text + size, true};

	while (part.at < part.end) {
		struct part inside;

		if (*part.at == '{') {
			part.at++;
			inside = cut(&part, "}");
			if (part.at == part.end || !is_expression(inside))
				return false;
			part.at++;
		} else if (!take_percent(&part)) {
			if (!is_literal(g_utf8_get_char(part.at)))
				return false;
			part.at = g_utf8_next_char(part.at);
		}
	}
	return true;
}
