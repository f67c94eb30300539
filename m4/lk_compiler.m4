# Flags of the compiler and the linker. They go into LK_CFLAGS, LK_CPPFLAGS
# and LK_LDFLAGS, so that CFLAGS and its kin stay the builder's own. A flag
# that the compiler does not know is left out.

# LK_WARNINGS: the warnings we build without; --enable-werror. Not among them
# is -Wnull-dereference: what it says depends on what was inlined.
AC_DEFUN([LK_WARNINGS], [
  AC_ARG_ENABLE([werror],
    [AS_HELP_STRING([--enable-werror], [make warnings errors (for CI)])])
  AX_APPEND_COMPILE_FLAGS([m4_normalize([
    -Wall
    -Wextra
    -Wshadow
    -Wformat=2
    -Wstrict-prototypes
    -Wmissing-prototypes
    -Wold-style-definition
    -Wwrite-strings
    -Wpointer-arith
    -Wvla
    -Wundef
    -Wconversion
    -Wimplicit-fallthrough=5
    -Wlogical-op
    -Wduplicated-cond
    -Wduplicated-branches
    -Wjump-misses-init
    -Wuse-after-free=3
    -Wbidi-chars=any])], [LK_CFLAGS], [-Werror])
  AS_IF([test "x$enable_werror" = xyes], [LK_CFLAGS="$LK_CFLAGS -Werror"])
])

# LK_HARDENING: what a distribution would switch on, on by default.
# _FORTIFY_SOURCE needs an optimising compiler, hence the header in its test.
AC_DEFUN([LK_HARDENING], [
  AS_IF([test "x$lk_sanitizers" = xno], [
    AX_CHECK_COMPILE_FLAG([-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3],
      [LK_CPPFLAGS="-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3"], [], [-Werror],
      [AC_LANG_PROGRAM([[#include <stdio.h>]])])
    AX_APPEND_COMPILE_FLAGS([m4_normalize([
      -fstack-protector-strong
      -fstack-clash-protection
      -fPIE])], [LK_CFLAGS], [-Werror])
    AX_APPEND_LINK_FLAGS([-pie -Wl,-z,relro -Wl,-z,now], [LK_LDFLAGS])
  ])
  AX_APPEND_LINK_FLAGS([-Wl,--as-needed], [LK_LDFLAGS])
])

# LK_SANITIZERS: --enable-sanitizers[=LIST]; everything is built with them.
AC_DEFUN([LK_SANITIZERS], [
  AC_ARG_ENABLE([sanitizers],
    [AS_HELP_STRING([--enable-sanitizers@<:@=LIST@:>@],
      [build with the compiler's sanitizers (default: address,undefined)])])
  lk_sanitizers=${enable_sanitizers:-no}
  AS_IF([test "x$lk_sanitizers" = xyes], [lk_sanitizers=address,undefined])
  AS_IF([test "x$lk_sanitizers" != xno], [
    lk_flags="-fsanitize=$lk_sanitizers"
    AX_CHECK_LINK_FLAG([$lk_flags], [],
      [AC_MSG_ERROR([the compiler has no $lk_flags])])
    LK_CFLAGS="$LK_CFLAGS $lk_flags -fno-sanitize-recover=all"
    LK_CFLAGS="$LK_CFLAGS -fno-omit-frame-pointer"
    LK_LDFLAGS="$LK_LDFLAGS $lk_flags"
  ])
])
