/* error - the error domain, and errors of the operating system. */

#include <config.h>

#include "error.h"

#include <string.h>

#include "cleanup.h"

G_DEFINE_QUARK(lk - error, lk_error)

void lk_error_set_errno(GError **error, int errno_value, const char *what,
			const char *path)
{
	lk_error_set_reason(error, what, path, g_strerror(errno_value));
}

void lk_error_set_reason(GError **error, const char *what, const char *path,
			 const char *reason)
{
	g_autofree char *shown = g_strescape(path, NULL);

	g_set_error(error, LK_ERROR, LK_ERROR_IO, "%s '%s': %s", what, shown,
		    reason);
}

void lk_error_set_too_large(GError **error, size_t limit, const char *path)
{
	g_autofree char *shown = g_strescape(path, NULL);

	g_set_error(error, LK_ERROR, LK_ERROR_INPUT,
		    "cannot judge '%s': it is larger than %zu MiB", shown,
		    limit >> 20);
}
