# The product: one program a line. A program's source is its own name; the
# runner is linked from all of them.
checkers = \
	checkers/compile-guard \
	checkers/import-relativity
bin_PROGRAMS += checkers/lanekeeper $(checkers)
checkers_lanekeeper_SOURCES = checkers/lanekeeper.c $(checkers:=.c)

# The names a configuration may use.
CLEANFILES += checkers/checker_names.inc
checkers/lib/program_files.$(OBJEXT): checkers/checker_names.inc
checkers/checker_names.inc: Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
		printf '"%s",\n' $(notdir $(checkers)) >$@

# The shared library; the layers are listed in docs/ARCHITECTURE.md.
noinst_LIBRARIES += checkers/liblanekeeper.a
checkers_liblanekeeper_a_SOURCES = \
	checkers/lib/apply.c checkers/lib/apply.h \
	checkers/lib/banned.h \
	checkers/lib/baseline.c checkers/lib/baseline.h \
	checkers/lib/cache.c checkers/lib/cache.h \
	checkers/lib/check.c \
	checkers/lib/checker.c checkers/lib/checker.h \
	checkers/lib/cleanup.h \
	checkers/lib/codec_corrections.inc \
	checkers/lib/codec_table.inc \
	checkers/lib/configuration.c checkers/lib/configuration.h \
	checkers/lib/configuration_keys.c checkers/lib/configuration_keys.h \
	checkers/lib/configuration_read.c \
	checkers/lib/edit.c checkers/lib/edit.h \
	checkers/lib/embedded.h \
	checkers/lib/encoding.c checkers/lib/encoding.h \
	checkers/lib/error.c checkers/lib/error.h \
	checkers/lib/exclusion.c checkers/lib/exclusion.h \
	checkers/lib/finding.c checkers/lib/finding.h \
	checkers/lib/fingerprint.c checkers/lib/fingerprint.h \
	checkers/lib/git_objects.c checkers/lib/git_objects.h \
	checkers/lib/git_process.c checkers/lib/git_process.h \
	checkers/lib/glob.c checkers/lib/glob.h \
	checkers/lib/import_graph.c checkers/lib/import_graph.h \
	checkers/lib/imports.c checkers/lib/imports.h \
	checkers/lib/json_doc.c checkers/lib/json_doc.h \
	checkers/lib/judge.c checkers/lib/judge.h \
	checkers/lib/judge_cache.c checkers/lib/judge_cache.h \
	checkers/lib/module_map.c checkers/lib/module_map.h \
	checkers/lib/options.c checkers/lib/options.h \
	checkers/lib/parallel.c checkers/lib/parallel.h \
	checkers/lib/program.c checkers/lib/program.h \
	checkers/lib/program_baseline.c \
	checkers/lib/program_files.c \
	checkers/lib/program_private.h \
	checkers/lib/program_report.c \
	checkers/lib/program_rules.c \
	checkers/lib/progress.c checkers/lib/progress.h \
	checkers/lib/pyproject.c checkers/lib/pyproject.h \
	checkers/lib/replacement.c checkers/lib/replacement.h \
	checkers/lib/report.c checkers/lib/report.h \
	checkers/lib/report_github.c \
	checkers/lib/report_gitlab.c \
	checkers/lib/report_json.c \
	checkers/lib/report_junit.c \
	checkers/lib/report_private.h \
	checkers/lib/report_sarif.c \
	checkers/lib/report_text.c \
	checkers/lib/rule.c checkers/lib/rule.h \
	checkers/lib/scan.h \
	checkers/lib/source.c checkers/lib/source.h \
	checkers/lib/span.h \
	checkers/lib/statistics.c checkers/lib/statistics.h \
	checkers/lib/suppression.c checkers/lib/suppression.h \
	checkers/lib/terminal.c checkers/lib/terminal.h \
	checkers/lib/view.c checkers/lib/view.h \
	checkers/lib/view_folder.c \
	checkers/lib/view_git.c \
	checkers/lib/view_index.c \
	checkers/lib/view_listing.c \
	checkers/lib/view_paths.c \
	checkers/lib/view_private.h \
	checkers/lib/view_reader.c \
	checkers/lib/view_revision.c \
	checkers/lib/view_worktree.c \
	checkers/python/arena.c checkers/python/arena.h \
	checkers/python/character.c checkers/python/character.h \
	checkers/python/character_name.c checkers/python/character_name.h \
	checkers/python/code.c checkers/python/code.h \
	checkers/python/code_comprehension.c \
	checkers/python/code_expression.c \
	checkers/python/code_fold.c \
	checkers/python/code_function.c \
	checkers/python/code_pattern.c \
	checkers/python/code_scope.c \
	checkers/python/code_statement.c \
	checkers/python/code_try.c \
	checkers/python/code_warning.c \
	checkers/python/codec_decode.c checkers/python/codec_decode.h \
	checkers/python/codec_error.c checkers/python/codec_error.h \
	checkers/python/compilation.c checkers/python/compilation.h \
	checkers/python/compilation_may_warn.c \
	checkers/python/compilation_warnings.c \
	checkers/python/compilation_warnings.h \
	checkers/python/compile_bytes.c \
	checkers/python/constant.c checkers/python/constant.h \
	checkers/python/constant_text.c \
	checkers/python/exact_lexer.c checkers/python/exact_lexer.h \
	checkers/python/exact_lexer_line.c \
	checkers/python/exact_lexer_name.c \
	checkers/python/exact_lexer_number.c \
	checkers/python/exact_lexer_string.c \
	checkers/python/expression_name.c \
	checkers/python/futures.c \
	checkers/python/identifier.c checkers/python/identifier.h \
	checkers/python/import_statement.c checkers/python/import_statement.h \
	checkers/python/keyword.c checkers/python/keyword.h \
	checkers/python/legacy_statement.c \
	checkers/python/legacy_statement.h \
	checkers/python/lexer.h \
	checkers/python/parse_38.c checkers/python/parse_38.h \
	checkers/python/parse_38_argument.c \
	checkers/python/parse_38_definition.c \
	checkers/python/parse_38_expression.c \
	checkers/python/parse_38_field.c checkers/python/parse_38_field.h \
	checkers/python/parse_38_literal.c \
	checkers/python/parse_38_statement.c \
	checkers/python/parse_38_target.c \
	checkers/python/peg.c checkers/python/peg.h \
	checkers/python/peg_action.c \
	checkers/python/peg_engine.h \
	checkers/python/peg_errors.c \
	checkers/python/peg_grammar.c checkers/python/peg_grammar.h \
	checkers/python/peg_grammar_action.c \
	checkers/python/peg_grammar_analyse.c \
	checkers/python/peg_helpers.c checkers/python/peg_helpers.h \
	checkers/python/peg_helpers_arguments.c \
	checkers/python/peg_helpers_errors.c \
	checkers/python/peg_helpers_expression.c \
	checkers/python/peg_helpers_fstring.c \
	checkers/python/peg_helpers_statement.c \
	checkers/python/peg_helpers_string.c \
	checkers/python/peg_words.c \
	checkers/python/python_version.h \
	checkers/python/python_file.c checkers/python/python_file.h \
	checkers/python/recognize.c checkers/python/recognize.h \
	checkers/python/recognize_argument.c \
	checkers/python/recognize_atom.c \
	checkers/python/recognize_constant.c \
	checkers/python/recognize_declaration.c \
	checkers/python/recognize_expression.c \
	checkers/python/recognize_names.c \
	checkers/python/recognize_parameter.c \
	checkers/python/recognize_parser.h \
	checkers/python/recognize_pattern.c \
	checkers/python/recognize_scope.c \
	checkers/python/recognize_simple.c \
	checkers/python/recognize_spelling.c \
	checkers/python/recognize_statement.c \
	checkers/python/recognize_string.c \
	checkers/python/stdlib_names.inc \
	checkers/python/string_escape.c checkers/python/string_escape.h \
	checkers/python/string_fields.c \
	checkers/python/string_literal.c checkers/python/string_literal.h \
	checkers/python/symbols.c checkers/python/symbols.h \
	checkers/python/symbols_analysis.c \
	checkers/python/symbols_definition.c \
	checkers/python/symbols_expression.c \
	checkers/python/symbols_scope.c \
	checkers/python/symbols_statement.c \
	checkers/python/syntax.c checkers/python/syntax.h \
	checkers/python/syntax_error.c checkers/python/syntax_error.h \
	checkers/python/targets.c checkers/python/targets.h \
	checkers/python/token.c checkers/python/token.h \
	checkers/python/token_line.c \
	checkers/python/token_name.c \
	checkers/python/token_number.c \
	checkers/python/token_string.c \
	checkers/python/tree.c checkers/python/tree.h \
	checkers/python/triage.c checkers/python/triage.h \
	checkers/python/triage_private.h \
	checkers/python/triage_text.c \
	checkers/python/triage_token.c \
	checkers/python/unicode/identifier_table.inc \
	checkers/python/unicode/ideograph_table.inc \
	checkers/python/unicode/name_table.inc \
	checkers/python/unicode/printable_table.inc

# Texts that the programs carry with them. checkers/lib/embedded.h says how
# they are called.
embedded_folders = $(srcdir)/docs/rules $(srcdir)/rules/queries \
	$(srcdir)/rules/schemas
embedded_texts = $(wildcard $(embedded_folders:=/*.md) \
	$(embedded_folders:=/*.scm) $(embedded_folders:=/*.json) \
	$(srcdir)/checkers/python/*.peg)
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
EXTRA_DIST += checkers/python/package.json checkers/python/package-lock.json \
	checkers/python/python-3.8.peg \
	checkers/python/python.peg \
	checkers/python/unicode/make-names.py \
	checkers/python/unicode/make-printable.py \
	checkers/python/unicode/make-tables.py
