#ifndef PYPROJECT_H
#define PYPROJECT_H

/*
 * What a pyproject.toml says: of Python's version, and of where packages lie.
 * A text that is no TOML may say less, and is no error.
 */

#include <stddef.h>

/*
 * The minor version of Python that requires-python allows at least ("^3.9",
 * ">=3.10,<4": 9, 10), or 0 when it says none; it may be older or newer than
 * any that is known. Only the [project] table is read (PEP 621). Upper bounds
 * and what is left out ("!=3.9.*") count as nothing.
 */
unsigned int pyproject_python_minor(const char *bytes, size_t size);

/*
 * The folders that the build backend takes packages from, each once, relative
 * to the project's and normalised ("lib"; "" is the project's own), or NULL
 * when none is said. They are what these keys name:
 *
 *	setuptools	tool.setuptools.packages.find.where
 *			tool.setuptools.package-dir, its key ""
 *	Poetry		tool.poetry.packages, "from"
 *	Hatch		tool.hatch.build[.targets.wheel].packages, less the
 *			last part, and .sources
 *	PDM		tool.pdm.build.package-dir
 *	maturin		tool.maturin.python-source
 *
 * An absolute path, one with "..", a glob, an escape or a line break is passed
 * over. Where packages get other names when they are built (Poetry's "to",
 * Hatch's table of sources), nothing is said. Owned by the caller,
 * g_strfreev().
 */
char **pyproject_source_folders(const char *bytes, size_t size);

#endif
