# LK_GRAMMAR: where the sources of tree-sitter's Python grammar lie, and
# whether the installed tree-sitter can load what they generate: a parser's
# ABI must lie in the range that the library's header names.
AC_DEFUN([LK_GRAMMAR], [
  AC_ARG_WITH([tree-sitter-python],
    [AS_HELP_STRING([--with-tree-sitter-python=DIR],
      [the npm package tree-sitter-python, unpacked in DIR
       (default: checkers/python/grammar, brought by ./bootstrap)])],
    [], [with_tree_sitter_python=$srcdir/checkers/python/grammar])
  AC_MSG_CHECKING([for tree-sitter's Python grammar])
  AS_IF([test -f "$with_tree_sitter_python/src/parser.c"],
    [GRAMMAR_DIR=`cd "$with_tree_sitter_python" && pwd`],
    [AC_MSG_RESULT([none])
     AC_MSG_ERROR([no src/parser.c in '$with_tree_sitter_python';
run ./bootstrap, or name another place by --with-tree-sitter-python=DIR])])
  lk_abi=`$SED -n 's/^#define LANGUAGE_VERSION //p' \
    "$GRAMMAR_DIR/src/parser.c"`
  AC_MSG_RESULT([$GRAMMAR_DIR, ABI $lk_abi])

  AC_MSG_CHECKING([whether tree-sitter loads ABI $lk_abi])
  lk_saved_CPPFLAGS=$CPPFLAGS
  CPPFLAGS="$CPPFLAGS $TREE_SITTER_CFLAGS"
  AC_COMPILE_IFELSE([AC_LANG_SOURCE([[
    #include <tree_sitter/api.h>
    _Static_assert($lk_abi <= TREE_SITTER_LANGUAGE_VERSION, "too new");
    _Static_assert($lk_abi >= TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION,
                   "too old");]])],
    [AC_MSG_RESULT([yes])],
    [AC_MSG_RESULT([no])
     AC_MSG_ERROR([the grammar in '$GRAMMAR_DIR' is made for another
tree-sitter (ABI $lk_abi); checkers/python/package.json names one that fits])])
  CPPFLAGS=$lk_saved_CPPFLAGS
  AC_SUBST([GRAMMAR_DIR])
])
