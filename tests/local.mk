# Unit tests: each tests/unit/test-NAME.c is a GLib test program (TAP).
