# The product: one program a line. A program's source is its own name.

# The shared library; the layers are listed in docs/ARCHITECTURE.md.
noinst_LIBRARIES += checkers/liblanekeeper.a
checkers_liblanekeeper_a_SOURCES = \
	checkers/lib/banned.h \
	checkers/lib/cleanup.h \
	checkers/lib/error.c checkers/lib/error.h \
	checkers/lib/git_objects.c checkers/lib/git_objects.h \
	checkers/lib/git_process.c checkers/lib/git_process.h \
	checkers/lib/view.c checkers/lib/view.h checkers/lib/view_private.h \
	checkers/lib/view_folder.c checkers/lib/view_git.c \
	checkers/lib/view_paths.c
