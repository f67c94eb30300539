#!/usr/bin/env python3
"""Writes tests/unit/file-words.tsv: what CPython says of odd files.

    file_words.py PYTHON... >tests/unit/file-words.tsv

The arguments and the table are those of lexical_words.py. These are texts
that the recognizer or the exact way once took otherwise than CPython, found
by rows.py and in CPython's own tests.
"""

import sys

from lexical_words import write_table

SCOPES = [
    b"@g\ndef h(): pass\nglobal g\n",
    b"class C:\n    def m(self):\n        super\n        nonlocal __class__\n",
    b"def f():\n    super()\n    global __class__\n",
    b"def o(__p):\n    class A[T]:\n        import __p\n        global __p\n"
    b"    def f(): nonlocal __p\n",
    b"class C[T]:\n    global __type_params__\n",
    b"x: y\nglobal __conditional_annotations__\n",
    b"type X[__classdict__] = 1\n", b"type X[__class__] = 1\n",
    b"[a for x[(z := 1)] in b]\n", b"[(x := 1) for a[x] in y]\n",
    b"[(a := 1) for a.x in y]\n", b"[(a := 1) for [b] in y]\n",
    b"from __future__ import annotations\na.b: (yield)\n",
    b"from __future__ import annotations\na: (yield)\n",
]
DEBUG = [
    b"del (a, __debug__)\n", b"del a, __debug__\n", b"del [__debug__]\n",
    b"del (a.__debug__, b)\n", b"(__debug__): int\n",
    b"(__debug__): int = 1\n", b"__debug__: int\n",
    b"def f():\n    try: pass\n    except E as __debug__: pass\n",
]
STRINGS = [
    b"'a\\ud800'\n", b"'\\n\\t\\ud800'\n", b"'\\uD83D\\uDE00'\n", b"x = '\\ud800'\n",
    b"class C:\n    ('''a\n''' '\\U0000dfff')\n",
    b"def f(): '\\ud800'; return\n", b"return\ndef f(): '\\ud800'\n",
    b"def f():\n    '\\ud800'\n    __debug__ = 1\n", b"'\\ud800'\nx = = 1\n",
    b"f'{x:{y:{z=}}}'\n", b"f'{x:{y=}}'\n", b"t'{x:{y:{z=}}}'\n",
    b"f'''{a=\n", b"f'{a=\n", b"f'''\n{\nprint a\n}'''\n",
    b"f'''\n{print a}'''\n", b"f'''{\nexec a}'''\n",
]
ENCODINGS = [
    b"# coding: utf-16\r\nx = 1\n", b"\r# coding: cp037\nx = '\xe9'\n",
    b"# coding:utf-16\x00\nx = 1\n",
]
NAMES = [
    b"__peg_parser__\n", b"x.__peg_parser__ = 1\n", b"f'{__peg_parser__}'\n",
]
CHAINS = [
    b"match x:\n    case a" + b".a" * 600 + b": pass\n",
    b"x = [a for a in b " + b"if a " * 600 + b"]\n",
]

if __name__ == "__main__":
    write_table(SCOPES + DEBUG + STRINGS + ENCODINGS + NAMES + CHAINS,
                sys.argv[1:])
