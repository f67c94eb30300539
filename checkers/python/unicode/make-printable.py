#!/usr/bin/env python3
"""Print printable_table.inc: which characters str.isprintable() refuses.

Each argument is a command that runs the Python program on its standard
input, oldest version first; see make-tables.py.
"""

import json
import shlex
import subprocess
import sys

PROBE = """
import json, sys
print(json.dumps([sys.version_info[1], [
    c for c in range(0x80, 0x110000) if not chr(c).isprintable()]]))
"""


def probe(command):
    run = subprocess.run(shlex.split(command), input=PROBE, text=True,
                         capture_output=True, check=True)
    return json.loads(run.stdout)


def main():
    since = {}  # character: the minor version that prints it; 0 for none
    for i, command in enumerate(sys.argv[1:]):
        minor, refused = probe(command)
        if i == 0:
            since = dict.fromkeys(refused, 0)
        refused = set(refused)
        if refused - since.keys():
            sys.exit("a character stopped being printable: "
                     "the table cannot say so")
        for c, version in since.items():
            if version == 0 and c not in refused:
                since[c] = minor

    rows = []
    for c in sorted(since):
        if rows and rows[-1][1:] == [c - 1, since[c]]:
            rows[-1][1] = c
        else:
            rows.append([c, c, since[c]])

    print("/*")
    print(" * Made by unicode/make-printable.py; do not edit.")
    print(" * {first, last, printable since 3.minor or 0}")
    print(" */")
    line = ""
    for first, last, minor in rows:
        cell = f"{{{first:#x}, {last:#x}, {minor}}},"
        if line and len(line) + 1 + len(cell) > 79:
            print(line)
            line = ""
        line = f"{line} {cell}" if line else cell
    print(line)


if __name__ == "__main__":
    main()
