#ifndef PYTHON_VERSION_H
#define PYTHON_VERSION_H

/* The versions that are judged: minor versions of Python 3. */
#define PYTHON_OLDEST 8
#define PYTHON_NEWEST 14

#endif
