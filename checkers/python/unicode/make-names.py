#!/usr/bin/env python3
"""Write name_table.inc and ideograph_table.inc: what \\N{...} may name.

Each argument is a command that runs the Python program on its standard
input, oldest version first:

    make-names.py python3.8 python3.9 ... "node tests/oracle/pyodide.mjs"

Writes them beside itself. The names are those that the interpreters' own
\\N{...} takes; aliases are found where unicodedata keeps them, at private
characters that the error handler "namereplace" lets out.

A row of name_table.inc is a block of sorted names. Each is a letter for the
first version of Python that knows the name ('a' for 3.8), a character for
how many bytes it shares with the name before it (its code less FIRST_SHARED)
and the bytes that follow those.
"""

import json
import os
import shlex
import subprocess
import sys

BLOCK = 32
FIRST_SHARED = ord("#")
MOST_SHARED = ord("[") - FIRST_SHARED  # '\\' is the next

PROBE = r"""
import json, sys, unicodedata

def is_known(name):
    try:
        eval('"\\N{%s}"' % name)
        return True
    except SyntaxError:
        return False

names = set()
ideographs = []
for c in range(0x110000):
    name = unicodedata.name(chr(c), "")
    if not name:
        escape = chr(c).encode("ascii", "namereplace").decode()
        name = escape[3:-1] if escape.startswith("\\N{") else ""
    if name.startswith("CJK UNIFIED IDEOGRAPH-"):
        ideographs.append(c)
    elif name and not name.startswith("HANGUL SYLLABLE ") and is_known(name):
        names.add(name)
print(json.dumps([sys.version_info[1], unicodedata.unidata_version,
                  sorted(names), ideographs]))
"""


def probe(command):
    run = subprocess.run(shlex.split(command), input=PROBE, text=True,
                         capture_output=True, check=True)
    return json.loads(run.stdout)


def note(since, names, minor):
    """Notes the version that names came with; they may never go."""
    if not set(since) <= set(names):
        sys.exit(f"3.{minor} has lost a name: the table cannot say so")
    for name in names:
        since.setdefault(name, minor)


def shared_size(a, b):
    return min(MOST_SHARED, len(os.path.commonprefix([a, b])))


def block_row(names, since):
    row = before = ""
    for name in names:
        shared = shared_size(before, name)
        row += (chr(ord("a") + since[name] - 8) + chr(FIRST_SHARED + shared)
                + name[shared:])
        before = name
    return row


def name_rows(since):
    names = sorted(since)
    for i in range(0, len(names), BLOCK):
        row = block_row(names[i:i + BLOCK], since)
        parts = [row[j:j + 76] for j in range(0, len(row), 76)]
        yield "\n".join(f'"{part}"' for part in parts) + ","


def ideograph_rows(known):
    ranges = []
    for c in sorted(known):
        versions = known[c]
        if ranges and ranges[-1][1:] == [c - 1, versions]:
            ranges[-1][1] = c
        else:
            ranges.append([c, c, versions])
    for first, last, (since, until) in ranges:
        yield f"{{{first:#x}, {last:#x}, {since}, {until}}},"


def write(name, about, versions, rows):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    with open(path, "w") as file:
        print("/*", file=file)
        print(" * Made by unicode/make-names.py; do not edit.", file=file)
        print(f" * {about} From Python", file=file)
        print(f" * {', '.join(versions)}.", file=file)
        print(" */", file=file)
        for row in rows:
            print(row, file=file)


def main():
    names = {}
    ideographs = {}
    versions = []
    for command in sys.argv[1:]:
        minor, unicode_version, some_names, some_ideographs = probe(command)
        versions.append(f"3.{minor}")
        note(names, some_names, minor)
        for c in some_ideographs:
            since, _ = ideographs.get(c, (minor, minor))
            ideographs[c] = (since, minor)
    write("name_table.inc", "Front-coded names, see the script.", versions,
          name_rows(names))
    write("ideograph_table.inc", "{first, last, since, until}: 3.8 named some that are unassigned.", versions,
          ideograph_rows(ideographs))


if __name__ == "__main__":
    main()
