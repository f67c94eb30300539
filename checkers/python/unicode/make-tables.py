#!/usr/bin/env python3
"""Print identifier_table.inc: which characters identifiers may have.

Each argument is a command that runs the Python program on its standard
input, oldest version first:

    make-tables.py python3.8 python3.9 ... "node tests/oracle/pyodide.mjs"

The interpreters' own str.isidentifier() is asked about every character, so
the table is what they accept and not what a Unicode file says.
"""

import json
import shlex
import subprocess
import sys

PROBE = """
import json, sys, unicodedata
classes = []
for c in range(0x80, 0x110000):
    start = chr(c).isidentifier()
    k = 2 if start else 1 if ("a" + chr(c)).isidentifier() else 0
    if classes and classes[-1][1] == k:
        classes[-1][2] = c
    else:
        classes.append([c, k, c])
print(json.dumps([sys.version_info[1], unicodedata.unidata_version,
                  [x for x in classes if x[1]]]))
"""


def probe(command):
    run = subprocess.run(shlex.split(command), input=PROBE, text=True,
                         capture_output=True, check=True)
    return json.loads(run.stdout)


def main():
    seen = {}  # character: (class, the minor version it came with)
    versions = []
    for command in sys.argv[1:]:
        minor, unicode_version, ranges = probe(command)
        versions.append(f"3.{minor} ({unicode_version})")
        now = {c: k for first, k, last in ranges
               for c in range(first, last + 1)}
        for c, (k, _) in seen.items():
            if now.get(c) != k:
                sys.exit(f"U+{c:04X} changed in 3.{minor}: "
                         "the table cannot say so")
        for c, k in now.items():
            seen.setdefault(c, (k, minor))

    rows = []
    for c in sorted(seen):
        k, minor = seen[c]
        if rows and rows[-1][1:] == [c - 1, k, minor]:
            rows[-1][1] = c
        else:
            rows.append([c, c, k, minor])

    print("/*")
    print(" * Made by unicode/make-tables.py; do not edit.")
    for i in range(0, len(versions), 3):
        lead = "From Python " if i == 0 else "            "
        end = "." if i + 3 >= len(versions) else ","
        print(f" * {lead}{', '.join(versions[i:i + 3])}{end}")
    print(" * {first, how many, may begin a name, since 3.minor}")
    print(" */")
    line = ""
    for first, last, k, minor in rows:
        cell = f"{{{first:#x}, {last - first + 1}, {k - 1}, {minor}}},"
        if line and len(line) + 1 + len(cell) > 79:
            print(line)
            line = ""
        line = f"{line} {cell}" if line else cell
    print(line)


if __name__ == "__main__":
    main()
