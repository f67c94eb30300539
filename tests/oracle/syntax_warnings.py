#!/usr/bin/env python3
"""Compare compile_text()'s warnings with those of CPython.

    syntax_warnings.py --dump tests/unit/dump-warnings PYTHON PATH...

PYTHON is an interpreter, or "pyodide": npm's, by pyodide.mjs, in the folder
PYODIDE_DIR. A PATH is a .py file, a folder of them, or NDJSON (.gz) whose rows
have "src_b64". Both compile each text, with every warning recorded; class,
message and line are compared, and that compilation_may_warn() says true where
there is a warning. Texts that CPython refuses are left out. Prints the
differences; exits 1 if there are any.
"""

import argparse
import base64
import collections
import gzip
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

PROBE = r"""
import json, sys, warnings
for line in LINES:
    text = json.loads(line)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(text.encode("utf-8", "surrogateescape"), "<text>", "exec",
                    dont_inherit=True)
            label = [[w.category.__name__, str(w.message), max(w.lineno, 1)]
                     for w in caught if w.filename == "<text>"]
        except Exception as error:
            label = None
    print(json.dumps(label), flush=True)
"""


def texts(paths):
    for path in paths:
        if ".ndjson" in path:
            opener = gzip.open if path.endswith(".gz") else open
            with opener(path, "rt", encoding="utf-8") as file:
                for line in file:
                    row = json.loads(line)
                    yield row["id"], base64.b64decode(row["src_b64"])
            continue
        files = [path]
        if os.path.isdir(path):
            files = sorted(map(str, pathlib.Path(path).rglob("*.py")))
        for file in files:
            yield file, pathlib.Path(file).read_bytes()


def is_text(data):
    """What the driver takes: UTF-8 without a mark and declarations."""
    if data.startswith(b"\xef\xbb\xbf") or b"\0" in data:
        return False
    if re.match(rb"([^\n\r]*[\n\r]+)?[ \t\f]*#.*coding[:=]", data):
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def run_probe(python, lines):
    if python == "pyodide":
        script = os.path.join(os.path.dirname(__file__), "pyodide.mjs")
        command = ["node", script]
        text = PROBE.replace("LINES", repr(lines))
    else:
        command = [python, "-c", PROBE.replace("LINES", "sys.stdin")]
        text = "\n".join(lines) + "\n"
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        file.write(text)
        file.seek(0)
        result = subprocess.run(command, stdin=file, capture_output=True,
                                text=True, check=False)
    return [json.loads(line) for line in result.stdout.splitlines()]


def ask_python(python, rows):
    """CPython's warnings for each row; None where it refuses, or crashes."""
    lines = [json.dumps(data.decode()) for _, data in rows]
    answers = []
    while len(answers) < len(rows):
        answers += run_probe(python, lines[len(answers):])
        if len(answers) < len(rows):
            answers.append(None)
    return answers


def ask_dump(dump, minor, rows):
    data = b"".join(f"{len(text)} {minor}\n".encode() + text
                    for _, text in rows)
    result = subprocess.run([dump], input=data, capture_output=True,
                            check=False)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    if len(answers) != len(rows):
        sys.exit(f"warnings.py: {dump} answered {len(answers)} of "
                 f"{len(rows)}; next: {rows[len(answers)]!r}")
    return answers


def difference(wanted, got):
    """What is missing and what is too much."""
    wanted = collections.Counter(map(tuple, wanted))
    got = collections.Counter(map(tuple, got))
    return sorted((wanted - got).elements()), sorted((got - wanted).elements())


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dump", required=True)
    parser.add_argument("--sample", type=int, help="only so many of the texts")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("python")
    parser.add_argument("path", nargs="+")
    options = parser.parse_args()

    minor = 14
    if options.python != "pyodide":
        minor = int(subprocess.run(
            [options.python, "-c", "import sys; print(sys.version_info[1])"],
            capture_output=True, check=True).stdout)
    rows = [row for row in texts(options.path) if is_text(row[1])]
    if options.sample and options.sample < len(rows):
        rows = random.Random(1).sample(rows, options.sample)
    counts = collections.Counter()
    for (name, data), wanted, (status, may_warn, got, *_) in zip(
            rows, ask_python(options.python, rows),
            ask_dump(options.dump, minor, rows)):
        if wanted is None or status != "ok":
            counts["refused" if wanted is None else f"ours {status}"] += 1
            continue
        counts["texts"] += 1
        counts["warnings"] += len(wanted)
        counts["may warn"] += may_warn
        counts["warned"] += bool(wanted)
        missing, extra = difference(wanted, got)
        if wanted and not may_warn:
            counts["overlooked"] += 1
            missing.append("compilation_may_warn() is false")
        if not missing and not extra:
            counts["other order"] += wanted != got
            continue
        counts["different"] += 1
        if counts["different"] <= options.show:
            print(f"{name} {data[:200]!r}\n  missing {missing[:4]}\n"
                  f"  extra {extra[:4]}")
    print(f"3.{minor}:", dict(counts))
    sys.exit(1 if counts["different"] else 0)


if __name__ == "__main__":
    main()
