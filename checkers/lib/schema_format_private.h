#ifndef SCHEMA_FORMAT_PRIVATE_H
#define SCHEMA_FORMAT_PRIVATE_H

/* The formats one by one; each is a schema_format_func. */

#include "schema_format.h"

/* ---- schema_format_time (RFC 3339) ----------------------------------- */

bool schema_format_date(const char *text, size_t size);
bool schema_format_time(const char *text, size_t size);
bool schema_format_date_time(const char *text, size_t size);
bool schema_format_duration(const char *text, size_t size);

/* ---- schema_format_host (RFC 1123, 2673, 4291) ------------------------ */

bool schema_format_hostname(const char *text, size_t size);
bool schema_format_ipv4(const char *text, size_t size);
bool schema_format_ipv6(const char *text, size_t size);

/* ---- schema_format_idn (RFC 5890 to 5893) ----------------------------- */

bool schema_format_idn_hostname(const char *text, size_t size);

/* Whether a label that begins with "xn--" is an A-label. */
bool schema_format_a_label(const char *text, size_t size);

/* ---- schema_format_mail (RFC 5321, 6531) ------------------------------ */

bool schema_format_email(const char *text, size_t size);
bool schema_format_idn_email(const char *text, size_t size);

/* ---- schema_format_uri (RFC 3986, 3987, 6570) ------------------------- */

bool schema_format_uri(const char *text, size_t size);
bool schema_format_uri_reference(const char *text, size_t size);
bool schema_format_iri(const char *text, size_t size);
bool schema_format_iri_reference(const char *text, size_t size);
bool schema_format_uri_template(const char *text, size_t size);

/* ---- schema_format_word ---------------------------------------------- */

bool schema_format_uuid(const char *text, size_t size);
bool schema_format_json_pointer(const char *text, size_t size);
bool schema_format_relative_json_pointer(const char *text, size_t size);
bool schema_format_regex(const char *text, size_t size);

/* ---- schema_format_content (RFC 4648) --------------------------------- */

bool schema_format_base64(const char *text, size_t size);
bool schema_format_json(const char *text, size_t size);
bool schema_format_base64_json(const char *text, size_t size);

#endif
