# Unit tests: each tests/unit/test-NAME.c is a GLib test program (TAP).

# Prints tokens for tests/oracle/tokens.py.
check_PROGRAMS += tests/unit/dump-tokens
tests_unit_dump_tokens_LDADD = checkers/liblanekeeper.a $(GLIB_LIBS)

# Views of real repositories; git calls this program as a hook too.
check_PROGRAMS += tests/unit/test-view
tests_unit_test_view_LDADD = checkers/liblanekeeper.a $(GLIB_LIBS)
