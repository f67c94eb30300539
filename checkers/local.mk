# The product: one program a line. A program's source is its own name.

# The shared library; the layers are listed in docs/ARCHITECTURE.md.
noinst_LIBRARIES += checkers/liblanekeeper.a
checkers_liblanekeeper_a_SOURCES = \
	checkers/lib/banned.h \
	checkers/lib/cleanup.h \
	checkers/lib/error.c checkers/lib/error.h \
	checkers/lib/codec_table.h \
	checkers/lib/encoding.c checkers/lib/encoding.h \
	checkers/lib/scan.h \
	checkers/lib/source.c checkers/lib/source.h checkers/lib/span.h \
	checkers/python/keyword.c checkers/python/keyword.h \
	checkers/python/lexer.h \
	checkers/python/token.c checkers/python/token.h \
	checkers/python/token_name.c \
	checkers/python/token_number.c \
	checkers/python/token_string.c
