/* fuzz-configuration - a text is a configuration or has one good message. */

#include <config.h>

#include "configuration.h"

#include <stdint.h>

#include "cleanup.h"
#include "error.h"
#include "pyproject.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *bytes = g_malloc0(size + 1);
	g_autoptr(GError) error = NULL;
	g_autoptr(configuration_t) configuration = NULL;
	g_auto(GStrv) folders = NULL;

	if (size)
		memcpy(bytes, data, size);
	configuration = configuration_read(bytes, size, CONFIGURATION_FILE,
					   NULL, &error);
	g_assert_true((configuration != NULL) == (error == NULL));
	if (configuration) {
		configuration_lane(configuration, "labs/a/b.py");
		g_assert_nonnull(configuration_imports(configuration, "a.py"));
	} else {
		g_assert_true(error->domain == LK_ERROR);
		g_assert_true(g_utf8_validate(error->message, -1, NULL));
		g_assert_true(g_str_has_prefix(error->message,
					       CONFIGURATION_FILE ":"));
	}
	pyproject_python_minor(bytes, size);
	folders = pyproject_source_folders(bytes, size);
	g_assert_true(!folders || *folders);
	for (char **folder = folders; folder && *folder; folder++) {
		g_assert_true(**folder != '/');
		g_assert_false(g_str_has_suffix(*folder, "/"));
		g_assert_null(strpbrk(*folder, "*?[]{}\\"));
		g_assert_null(strstr(*folder, "//"));
	}
	return 0;
}
