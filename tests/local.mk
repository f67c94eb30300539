# Unit tests: each tests/unit/test-NAME.c is a GLib test program (TAP).

# Prints tokens for tests/oracle/tokens.py.
check_PROGRAMS += tests/unit/dump-tokens
tests_unit_dump_tokens_LDADD = checkers/liblanekeeper.a $(GLIB_LIBS)
check_PROGRAMS += tests/unit/test-baseline tests/unit/test-finding \
	tests/unit/test-report tests/unit/test-suppression \
	tests/unit/test-terminal
