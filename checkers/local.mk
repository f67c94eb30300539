# The product: one program a line. A program's source is its own name; the
# runner is linked from all of them.
checkers =
bin_PROGRAMS += $(checkers)

# The shared library; the layers are listed in docs/ARCHITECTURE.md.
noinst_LIBRARIES += checkers/liblanekeeper.a
checkers_liblanekeeper_a_SOURCES = \
	checkers/lib/banned.h \
	checkers/lib/cleanup.h \
	checkers/lib/embedded.h \
	checkers/lib/error.c checkers/lib/error.h \
	checkers/lib/span.h

# Texts that the programs carry with them. checkers/lib/embedded.h says how
# they are called.
embedded_folders = $(srcdir)/docs/rules $(srcdir)/rules/queries \
	$(srcdir)/rules/schemas
embedded_texts = $(wildcard $(embedded_folders:=/*.md) \
	$(embedded_folders:=/*.scm) $(embedded_folders:=/*.json))
nodist_checkers_liblanekeeper_a_SOURCES = checkers/embedded.c
CLEANFILES += checkers/embedded.c
checkers/embedded.c: m4/embed.awk $(wildcard $(embedded_folders)) \
		$(embedded_texts)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && LC_ALL=C $(AWK) -v top=$(srcdir)/ \
		-f $(srcdir)/m4/embed.awk $(embedded_texts) </dev/null >$@.tmp && \
		mv $@.tmp $@

# tree-sitter's Python grammar: generated C, not ours, so without warnings.
noinst_LIBRARIES += checkers/python/libtree-sitter-python.a
checkers_python_libtree_sitter_python_a_SOURCES =
checkers_python_libtree_sitter_python_a_LIBADD = \
	checkers/python/grammar-parser.$(OBJEXT) \
	checkers/python/grammar-scanner.$(OBJEXT)
CLEANFILES += $(checkers_python_libtree_sitter_python_a_LIBADD)
$(checkers_python_libtree_sitter_python_a_LIBADD): \
		checkers/python/grammar-%.$(OBJEXT): $(GRAMMAR_DIR)/src/%.c
	$(AM_V_CC)$(MKDIR_P) $(@D) && $(CC) $(LK_CPPFLAGS) $(CPPFLAGS) \
		$(LK_CFLAGS) $(CFLAGS) -w -std=gnu11 -I$(GRAMMAR_DIR)/src \
		-c -o $@ $<
EXTRA_DIST += checkers/python/package.json checkers/python/package-lock.json
