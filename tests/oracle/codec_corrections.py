#!/usr/bin/env python3
"""Writes checkers/lib/codec_corrections.inc: where iconv is not Python.

    codec_corrections.py >checkers/lib/codec_corrections.inc

Compares the interpreter that runs it with this system's iconv, for the codecs
and names of codec_table.inc: all single bytes, and all sequences of two bytes
that only one of them accepts. A codec of single bytes that iconv lacks gets
its characters above 0x7f instead. (CPython's codecs are the same from 3.8 to
3.14.)
"""

import os
import re
import sys

from codecs_table import Iconv, python_decode

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "../../checkers/lib/codec_table.inc")
# Of these no byte says anything by itself.
OTHERS = re.compile("utf_|iso2022|hz|idna|punycode|undefined|.*escape|charmap")

# glibc says that this one is wrong, and goes on behind it.
SKIPPED = {"cp949": [(2, 0xa2e8, 0)]}


def codecs():
    with open(TABLE, encoding="ascii") as file:
        for name, iconv_name in re.findall(
                r'^\t\{"(\w+)", (NULL|"[^"]+"), true', file.read(), re.M):
            if not OTHERS.match(name):
                yield name, iconv_name.strip('"')


def is_charmap(name):
    """Is every byte a character, or none, and the first half ASCII?"""
    try:
        b"\x80".decode(name)
    except UnicodeDecodeError as error:
        if error.encoding != "charmap":
            return False
    return bytes(range(128)).decode(name, "replace") == "".join(
        map(chr, range(128)))


def corrections(name, iconv_name):
    """Rows of (size, sequence, character or 0)."""
    iconv = Iconv(iconv_name)
    keeps_ascii = iconv.decode(b"A") == "A"
    start = 0x80 if keeps_ascii else 0
    wrong = set()
    for first in range(start, 256):
        data = bytes([first])
        ours, theirs = python_decode(name, data), iconv.decode(data)
        if ours != theirs:
            wrong.add(first)
            yield 1, first, ord(ours) if ours else 0
    for first in set(range(0x80, 256)) - wrong:
        for second in range(256):
            data = bytes([first, second])
            ours, theirs = python_decode(name, data), iconv.decode(data)
            # What ends in a character of its own begins with a wrong byte.
            if ours and len(ours) > 1 or theirs and len(theirs) > 1:
                continue
            if (ours is None) != (theirs is None):
                yield 2, first << 8 | second, ord(ours) if ours else 0


def runs(rows):
    """Joins neighbours that are all refused."""
    joined = []
    for size, sequence, character in sorted(rows):
        last = joined[-1] if joined else None
        if (last and last[0] == size and last[2] == sequence - 1 and
                last[3] == character == 0):
            last[2] = sequence
        else:
            joined.append([size, sequence, sequence, character])
    return joined


def c_string(text):
    lines, line = [], ""
    for c in text:
        piece = "".join("\\%03o" % byte for byte in c.encode())
        if len(line) + len(piece) > 68:
            lines.append(line)
            line = ""
        line += piece
    return "\n".join('\t "%s"' % line for line in [*lines, line])


def main():
    rows, charmaps = [], []
    for name, iconv_name in codecs():
        if iconv_name != "NULL":
            found = [*corrections(name, iconv_name), *SKIPPED.get(name, [])]
            rows += [(name, *row) for row in runs(found)]
        elif is_charmap(name):
            charmaps.append((name, bytes(range(128, 256)).decode(
                name, "replace")))
    sys.stdout.write("/* Made by tests/oracle/codec_corrections.py; included "
                     "by encoding.c only. */\n\n/* clang-format off */\n"
                     "static const struct correction corrections[] = {\n")
    for name, size, first, last, character in rows:
        print('\t{"%s", %d, %#x, %#x, %#x},' % (name, size, first, last,
                                               character))
    print("};\n\nstatic const struct charmap charmaps[] = {")
    for name, text in charmaps:
        print('\t{"%s",\n%s},' % (name, c_string(text)))
    print("};\n/* clang-format on */")


if __name__ == "__main__":
    main()
