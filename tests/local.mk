# Unit tests: each tests/unit/test-NAME.c is a GLib test program (TAP).
unit_tests = \
	tests/unit/test-baseline \
	tests/unit/test-configuration \
	tests/unit/test-edit \
	tests/unit/test-embedded \
	tests/unit/test-finding \
	tests/unit/test-glob \
	tests/unit/test-json_doc \
	tests/unit/test-pyproject \
	tests/unit/test-recognize \
	tests/unit/test-replacement \
	tests/unit/test-report \
	tests/unit/test-source \
	tests/unit/test-suppression \
	tests/unit/test-terminal \
	tests/unit/test-token \
	tests/unit/test-view

# And what scripts of tests/oracle and decisions' figures drive.
check_PROGRAMS += $(unit_tests) \
	tests/bench/bench-tokenize \
	tests/unit/dump-report \
	tests/unit/dump-tokens \
	tests/unit/dump-verdicts \
	tests/unit/judge-lines

# The macros of g_test compare through int.
tests/unit/%.$(OBJEXT): AM_CFLAGS += -Wno-conversion -Wno-sign-conversion

# All tests speak TAP. The scripts' comments say what is wrong, so they are
# shown; those of GLib are not. VERBOSE=1 shows the logs of what failed.
TESTS = $(unit_tests) tests/run-cases tests/consistency \
	tests/oracle/import-cases tests/oracle/stdlib-law \
	tests/sample/test-sample
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) \
	$(top_srcdir)/m4/build-aux/tap-driver.sh
TEST_SUITE_LOG = tests/test-suite.log
AM_LOG_DRIVER_FLAGS = $(if $(filter tests/unit/%,$@),,--comments)
AM_TESTS_ENVIRONMENT = \
	LK_SHARED_DATA="$${LK_SHARED_DATA-$(abs_top_srcdir)/../shared/data}"; \
	LK_CC='$(CC) $(DEFS) $(AM_CPPFLAGS) $(CPPFLAGS) $(AM_CFLAGS) $(CFLAGS)'; \
	LK_PROGRAMS='$(bin_PROGRAMS)'; \
	G_SLICE=always-malloc; HARNESS_ACTIVE=1; \
	ASAN_OPTIONS="exitcode=99:$$ASAN_OPTIONS"; \
	UBSAN_OPTIONS="exitcode=99:print_stacktrace=1:$$UBSAN_OPTIONS"; \
	export LK_SHARED_DATA LK_CC LK_PROGRAMS G_SLICE HARNESS_ACTIVE \
		ASAN_OPTIONS UBSAN_OPTIONS;
EXTRA_DIST += tests

# Times of our programs beside those of others; not a test.
bench: all
	@for script in $(srcdir)/tests/bench/*; do \
		if test -x $$script; then \
			PATH=$(abs_top_builddir)/checkers:$$PATH $$script || exit 1; \
		fi; \
	done
.PHONY: bench
