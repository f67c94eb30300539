# Unit tests: each tests/unit/test-NAME.c is a GLib test program (TAP).
unit_tests = \
	tests/unit/test-recognize

# What scripts of tests/oracle drive.
check_PROGRAMS += $(unit_tests) tests/unit/dump-tokens \
	tests/unit/dump-verdicts

# The figures of docs/decisions/0003; reads paths from standard input.
check_PROGRAMS += tests/bench/bench-tokenize

# All tests speak TAP. The scripts' comments say what is wrong, so they are
# shown; those of GLib are not. VERBOSE=1 shows the logs of what failed.
TESTS = $(unit_tests) tests/run-cases tests/consistency
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) \
	$(top_srcdir)/m4/build-aux/tap-driver.sh
TEST_SUITE_LOG = tests/test-suite.log
AM_LOG_DRIVER_FLAGS = $(if $(filter tests/unit/%,$@),,--comments)
AM_TESTS_ENVIRONMENT = \
	LK_SHARED_DATA="$${LK_SHARED_DATA-$(abs_top_srcdir)/../shared/data}"; \
	LK_CC='$(CC) $(DEFS) $(AM_CPPFLAGS) $(CPPFLAGS) $(AM_CFLAGS) $(CFLAGS)'; \
	LK_PROGRAMS='$(bin_PROGRAMS)'; \
	G_SLICE=always-malloc; HARNESS_ACTIVE=1; \
	export LK_SHARED_DATA LK_CC LK_PROGRAMS G_SLICE HARNESS_ACTIVE;
EXTRA_DIST += tests

# Times of our programs beside those of others; not a test.
bench: all
	@for script in $(srcdir)/tests/bench/*; do \
		if test -x $$script; then \
			PATH=$(abs_top_builddir)/checkers:$$PATH $$script || exit 1; \
		fi; \
	done
.PHONY: bench
