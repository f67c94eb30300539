#!/usr/bin/env python3
"""Write stdlib_names.inc: the top-level names of Python's standard library.

usage: stdlib-names.py PYTHON... > stdlib_names.inc

The union over the given interpreters of sys.stdlib_module_names (3.10 and
later). 3.8 and 3.9 have no such list; what they had and
3.10 no longer has is added below, from the "Deprecated" and "Removed" sections
of the documentation.
"""
import subprocess
import sys

OLDER = {"binhex", "dummy_threading", "formatter", "parser", "symbol"}
# New in 3.14, from "What's New in Python 3.14".
NEWER = {"annotationlib", "compression"}

names = OLDER | NEWER
for python in sys.argv[1:]:
    code = "import sys; print(*sys.stdlib_module_names)"
    names.update(subprocess.check_output([python, "-c", code], text=True).split())
print("/* Made by stdlib-names.py; sorted by bytes. */")
for name in sorted(names):
    print(f'"{name}",')
