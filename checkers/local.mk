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
	checkers/lib/decimal.c checkers/lib/decimal.h \
	checkers/lib/ecma_pattern.c checkers/lib/ecma_pattern.h \
	checkers/lib/ecma_property.c checkers/lib/ecma_property.h \
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
	checkers/lib/json_canonical.c checkers/lib/json_canonical.h \
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
	checkers/lib/schema.h \
	checkers/lib/schema_compile.c \
	checkers/lib/schema_compile_object.c \
	checkers/lib/schema_dialect.c \
	checkers/lib/schema_document.c \
	checkers/lib/schema_error.c \
	checkers/lib/schema_format.c checkers/lib/schema_format.h \
	checkers/lib/schema_format_content.c \
	checkers/lib/schema_format_host.c \
	checkers/lib/schema_format_idn.c \
	checkers/lib/schema_format_mail.c \
	checkers/lib/schema_format_private.h \
	checkers/lib/schema_format_time.c \
	checkers/lib/schema_format_uri.c \
	checkers/lib/schema_format_word.c \
	checkers/lib/schema_keyword.c checkers/lib/schema_keyword.h \
	checkers/lib/schema_message.c \
	checkers/lib/schema_pattern.c checkers/lib/schema_pattern.h \
	checkers/lib/schema_pointer.c \
	checkers/lib/schema_private.h \
	checkers/lib/schema_reference.c \
	checkers/lib/schema_run.h \
	checkers/lib/schema_validate.c \
	checkers/lib/schema_validate_array.c \
	checkers/lib/schema_validate_branch.c \
	checkers/lib/schema_validate_object.c \
	checkers/lib/schema_validate_value.c \
	checkers/lib/source.c checkers/lib/source.h \
	checkers/lib/span.h \
	checkers/lib/statistics.c checkers/lib/statistics.h \
	checkers/lib/suppression.c checkers/lib/suppression.h \
	checkers/lib/terminal.c checkers/lib/terminal.h \
	checkers/lib/uri.c checkers/lib/uri.h \
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
	checkers/python/character.c checkers/python/character.h \
	checkers/python/character_name.c checkers/python/character_name.h \
	checkers/python/compiler/arena.c checkers/python/compiler/arena.h \
	checkers/python/compiler/code.c checkers/python/compiler/code.h \
	checkers/python/compiler/code_comprehension.c \
	checkers/python/compiler/code_expression.c \
	checkers/python/compiler/code_fold.c \
	checkers/python/compiler/code_function.c \
	checkers/python/compiler/code_pattern.c \
	checkers/python/compiler/code_scope.c \
	checkers/python/compiler/code_statement.c \
	checkers/python/compiler/code_try.c \
	checkers/python/compiler/code_warning.c \
	checkers/python/compiler/codec_decode.c checkers/python/compiler/codec_decode.h \
	checkers/python/compiler/codec_error.c checkers/python/compiler/codec_error.h \
	checkers/python/compiler/column.c checkers/python/compiler/column.h \
	checkers/python/compiler/compilation.c checkers/python/compiler/compilation.h \
	checkers/python/compiler/compilation_may_warn.c \
	checkers/python/compiler/compilation_warnings.c \
	checkers/python/compiler/compilation_warnings.h \
	checkers/python/compiler/compile_bytes.c \
	checkers/python/compiler/constant.c checkers/python/compiler/constant.h \
	checkers/python/compiler/constant_text.c \
	checkers/python/compiler/exact_lexer.c checkers/python/compiler/exact_lexer.h \
	checkers/python/compiler/exact_lexer_line.c \
	checkers/python/compiler/exact_lexer_name.c \
	checkers/python/compiler/exact_lexer_number.c \
	checkers/python/compiler/exact_lexer_string.c \
	checkers/python/compiler/expression_name.c \
	checkers/python/compiler/futures.c \
	checkers/python/compiler/legacy_statement.c \
	checkers/python/compiler/legacy_statement.h \
	checkers/python/compiler/parse_38.c checkers/python/compiler/parse_38.h \
	checkers/python/compiler/parse_38_argument.c \
	checkers/python/compiler/parse_38_definition.c \
	checkers/python/compiler/parse_38_expression.c \
	checkers/python/compiler/parse_38_field.c checkers/python/compiler/parse_38_field.h \
	checkers/python/compiler/parse_38_literal.c \
	checkers/python/compiler/parse_38_statement.c \
	checkers/python/compiler/parse_38_target.c \
	checkers/python/compiler/peg.c checkers/python/compiler/peg.h \
	checkers/python/compiler/peg_action.c \
	checkers/python/compiler/peg_engine.h \
	checkers/python/compiler/peg_errors.c \
	checkers/python/compiler/peg_grammar.c checkers/python/compiler/peg_grammar.h \
	checkers/python/compiler/peg_grammar_action.c \
	checkers/python/compiler/peg_grammar_analyse.c \
	checkers/python/compiler/peg_helpers.c checkers/python/compiler/peg_helpers.h \
	checkers/python/compiler/peg_helpers_arguments.c \
	checkers/python/compiler/peg_helpers_errors.c \
	checkers/python/compiler/peg_helpers_expression.c \
	checkers/python/compiler/peg_helpers_fstring.c \
	checkers/python/compiler/peg_helpers_statement.c \
	checkers/python/compiler/peg_helpers_string.c \
	checkers/python/compiler/peg_words.c \
	checkers/python/compiler/string_escape.c checkers/python/compiler/string_escape.h \
	checkers/python/compiler/string_fields.c \
	checkers/python/compiler/string_literal.c checkers/python/compiler/string_literal.h \
	checkers/python/compiler/symbols.c checkers/python/compiler/symbols.h \
	checkers/python/compiler/symbols_analysis.c \
	checkers/python/compiler/symbols_definition.c \
	checkers/python/compiler/symbols_expression.c \
	checkers/python/compiler/symbols_scope.c \
	checkers/python/compiler/symbols_statement.c \
	checkers/python/compiler/syntax_error.c checkers/python/compiler/syntax_error.h \
	checkers/python/compiler/tree.c checkers/python/compiler/tree.h \
	checkers/python/identifier.c checkers/python/identifier.h \
	checkers/python/import_statement.c checkers/python/import_statement.h \
	checkers/python/keyword.c checkers/python/keyword.h \
	checkers/python/lexer.h \
	checkers/python/python_file.c checkers/python/python_file.h \
	checkers/python/python_version.h \
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
	checkers/python/syntax.c checkers/python/syntax.h \
	checkers/python/targets.c checkers/python/targets.h \
	checkers/python/token.c checkers/python/token.h \
	checkers/python/token_line.c \
	checkers/python/token_name.c \
	checkers/python/token_number.c \
	checkers/python/token_string.c \
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
	$(srcdir)/rules/schemas $(srcdir)/rules/schemas/metaschemas \
	$(srcdir)/checkers/python/compiler
embedded_texts = $(wildcard $(embedded_folders:=/*.md) \
	$(embedded_folders:=/*.scm) $(embedded_folders:=/*.json) \
	$(embedded_folders:=/*.peg))
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
	checkers/python/compiler/python-3.8.peg \
	checkers/python/compiler/python.peg \
	checkers/python/unicode/make-names.py \
	checkers/python/unicode/make-printable.py \
	checkers/python/unicode/make-tables.py
