#ifndef URI_H
#define URI_H

/* References between documents (RFC 3986), as bytes and without a network. */

#include <stdbool.h>
#include <stddef.h>

/*
 * Resolves a reference against an absolute base ("" is none) and returns the
 * whole (RFC 3986, section 5.2); owned by the caller.
 */
char *uri_resolve(const char *base, const char *reference);

/*
 * Cuts the fragment off: returns it without its '#', percent-decoded where
 * that is possible, or NULL when there is none; owned by the caller.
 */
char *uri_cut_fragment(char *uri);

#endif
