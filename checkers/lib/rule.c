/* rule - the names of severities. */

#include <config.h>

#include "rule.h"

#include <glib.h>

#include "cleanup.h"

const char *severity_name(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return "note";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_ERROR:
		return "error";
	}
	g_assert_not_reached();
}
