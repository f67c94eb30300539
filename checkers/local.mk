# The product: one program a line. A program's source is its own name.

# The shared library; the layers are listed in docs/ARCHITECTURE.md.
noinst_LIBRARIES += checkers/liblanekeeper.a
checkers_liblanekeeper_a_SOURCES = \
	checkers/lib/banned.h \
	checkers/lib/baseline.c checkers/lib/baseline.h \
	checkers/lib/cleanup.h \
	checkers/lib/error.c checkers/lib/error.h \
	checkers/lib/git_objects.c checkers/lib/git_objects.h \
	checkers/lib/git_process.c checkers/lib/git_process.h \
	checkers/lib/view.c checkers/lib/view.h checkers/lib/view_private.h \
	checkers/lib/view_folder.c checkers/lib/view_git.c \
	checkers/lib/view_paths.c \
	checkers/lib/finding.c checkers/lib/finding.h \
	checkers/lib/fingerprint.c checkers/lib/fingerprint.h \
	checkers/lib/report.c checkers/lib/report.h \
	checkers/lib/report_private.h \
	checkers/lib/report_github.c \
	checkers/lib/report_gitlab.c \
	checkers/lib/report_json.c \
	checkers/lib/report_junit.c \
	checkers/lib/report_sarif.c \
	checkers/lib/report_text.c \
	checkers/lib/rule.c checkers/lib/rule.h \
	checkers/lib/suppression.c checkers/lib/suppression.h \
	checkers/lib/terminal.c checkers/lib/terminal.h \
	checkers/lib/scan.h \
	checkers/python/keyword.c checkers/python/keyword.h \
	checkers/python/lexer.h \
	checkers/python/token.c checkers/python/token.h \
	checkers/python/token_name.c \
	checkers/python/token_number.c \
	checkers/python/token_string.c \
	checkers/lib/configuration.c checkers/lib/configuration.h \
	checkers/lib/configuration_keys.c checkers/lib/configuration_keys.h \
	checkers/lib/configuration_read.c \
	checkers/lib/glob.c checkers/lib/glob.h \
	checkers/lib/json_doc.c checkers/lib/json_doc.h \
	checkers/lib/requires_python.c
