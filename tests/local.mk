# Unit tests: each tests/unit/test-NAME.c is a GLib test program (TAP).
unit_tests = \
	tests/unit/test-apply \
	tests/unit/test-baseline \
	tests/unit/test-cache \
	tests/unit/test-character_name \
	tests/unit/test-code \
	tests/unit/test-compilation \
	tests/unit/test-configuration \
	tests/unit/test-edit \
	tests/unit/test-embedded \
	tests/unit/test-exclusion \
	tests/unit/test-finding \
	tests/unit/test-glob \
	tests/unit/test-grammar \
	tests/unit/test-import_graph \
	tests/unit/test-import_statement \
	tests/unit/test-json_doc \
	tests/unit/test-lexical \
	tests/unit/test-module_map \
	tests/unit/test-parallel \
	tests/unit/test-parse_38 \
	tests/unit/test-pyproject \
	tests/unit/test-peg \
	tests/unit/test-recognize \
	tests/unit/test-replacement \
	tests/unit/test-report \
	tests/unit/test-source \
	tests/unit/test-suppression \
	tests/unit/test-symbols \
	tests/unit/test-terminal \
	tests/unit/test-token \
	tests/unit/test-verdicts \
	tests/unit/test-view

# And what scripts of tests/oracle and decisions' figures drive.
check_PROGRAMS += $(unit_tests) \
	tests/bench/bench-tokenize \
	tests/unit/dump-compile \
	tests/unit/dump-report \
	tests/unit/dump-tokens \
	tests/unit/dump-tree \
	tests/unit/dump-verdicts \
	tests/unit/dump-warnings \
	tests/unit/judge-lines

# Fuzz targets; here with a main of their own and the same inputs each time.
# tests/fuzz/run NAME SECONDS fuzzes one.
fuzz_targets = \
	tests/fuzz/fuzz-compile \
	tests/fuzz/fuzz-configuration \
	tests/fuzz/fuzz-edit \
	tests/fuzz/fuzz-import-fix \
	tests/fuzz/fuzz-json-doc \
	tests/fuzz/fuzz-python-file \
	tests/fuzz/fuzz-recognize \
	tests/fuzz/fuzz-source \
	tests/fuzz/fuzz-suppression \
	tests/fuzz/fuzz-token
check_PROGRAMS += $(fuzz_targets)
tests_fuzz_fuzz_compile_SOURCES = tests/fuzz/fuzz-compile.c tests/fuzz/replay.c
tests_fuzz_fuzz_configuration_SOURCES = tests/fuzz/fuzz-configuration.c tests/fuzz/replay.c
tests_fuzz_fuzz_edit_SOURCES = tests/fuzz/fuzz-edit.c tests/fuzz/replay.c
tests_fuzz_fuzz_import_fix_SOURCES = tests/fuzz/fuzz-import-fix.c tests/fuzz/replay.c
tests_fuzz_fuzz_json_doc_SOURCES = tests/fuzz/fuzz-json-doc.c tests/fuzz/replay.c
tests_fuzz_fuzz_python_file_SOURCES = tests/fuzz/fuzz-python-file.c tests/fuzz/replay.c
tests_fuzz_fuzz_recognize_SOURCES = tests/fuzz/fuzz-recognize.c tests/fuzz/replay.c
tests_fuzz_fuzz_source_SOURCES = tests/fuzz/fuzz-source.c tests/fuzz/replay.c
tests_fuzz_fuzz_suppression_SOURCES = tests/fuzz/fuzz-suppression.c tests/fuzz/replay.c
tests_fuzz_fuzz_token_SOURCES = tests/fuzz/fuzz-token.c tests/fuzz/replay.c

# The macros of g_test compare through int.
tests/unit/%.$(OBJEXT) tests/fuzz/%.$(OBJEXT): AM_CFLAGS += -Wno-conversion -Wno-sign-conversion

# All tests speak TAP. The scripts' comments say what is wrong, so they are
# shown; those of GLib are not. VERBOSE=1 shows the logs of what failed.
TESTS = $(unit_tests) $(fuzz_targets) tests/run-cases tests/consistency \
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
