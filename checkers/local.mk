# The product: one program a line. A program's source is its own name.

# The shared library; the layers are listed in docs/ARCHITECTURE.md.
noinst_LIBRARIES += checkers/liblanekeeper.a
checkers_liblanekeeper_a_SOURCES = \
	checkers/lib/banned.h \
	checkers/lib/cleanup.h \
	checkers/lib/configuration.c checkers/lib/configuration.h \
	checkers/lib/configuration_keys.c checkers/lib/configuration_keys.h \
	checkers/lib/configuration_read.c \
	checkers/lib/error.c checkers/lib/error.h \
	checkers/lib/glob.c checkers/lib/glob.h \
	checkers/lib/json_doc.c checkers/lib/json_doc.h \
	checkers/lib/requires_python.c
