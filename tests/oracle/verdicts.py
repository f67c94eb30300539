#!/usr/bin/env python3
"""Compare the recognizer's verdicts on files with those of CPython.

    verdicts.py --dump tests/unit/dump-verdicts PYTHON [PATH...]

Judges every .py file of the interpreter's standard library, or below the
PATHs. The recognizer must accept what ast.parse() accepts, but for rules that
need no scope and that it refuses with the compiler, and refuse what
ast.parse() refuses. Prints the files where they differ; exits 1 if any do.
"""

import argparse
import json
import subprocess
import sys

PROBE = r"""
import ast, io, json, os, sys, sysconfig, tokenize, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(10000)

def verdict(compile_it):
    try:
        compile_it()
        return None
    except (MemoryError, RecursionError):
        return "depth"
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)

def files(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for folder, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)

for path in files(sys.argv[1:] or [sysconfig.get_path("stdlib")]):
    with open(path, "rb") as file:
        source = file.read()
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(source).readline)[0]
        source.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        continue
    if b"\0" in source:
        continue
    parsed = verdict(lambda: ast.parse(source))
    whole = parsed or verdict(
        lambda: compile(source, path, "exec", dont_inherit=True))
    print(json.dumps([path, encoding, parsed, whole]), flush=True)
"""


def recognizer(dump):
    return subprocess.Popen([dump], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE)


def judge(process, text, minor):
    data = text.encode()
    process.stdin.write(b"%d %d\n" % (len(data), minor) + data)
    process.stdin.flush()
    status, offset, message = process.stdout.readline().decode().split(" ", 2)
    return int(status), int(offset), message.rstrip("\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", required=True)
    parser.add_argument("python")
    parser.add_argument("path", nargs="*")
    options = parser.parse_args()

    minor = int(subprocess.run(
        [options.python, "-c", "import sys; print(sys.version_info[1])"],
        capture_output=True, check=True).stdout)
    ours = recognizer(options.dump)
    probe = subprocess.Popen([options.python, "-c", PROBE, *options.path],
                             stdout=subprocess.PIPE, text=True)
    counts = dict.fromkeys(
        ["files", "invalid", "compiler", "undecided", "different"], 0)
    for line in probe.stdout:
        path, encoding, parsed, whole = json.loads(line)
        with open(path, encoding=encoding, newline="") as file:
            text = file.read().removeprefix("\ufeff")
        status, offset, message = judge(ours, text, minor)
        counts["files"] += 1
        counts["invalid"] += whole is not None
        counts["compiler"] += whole is not None and parsed is None
        if status == 2 or whole == "depth":
            counts["undecided"] += 1
        elif status == 1 and whole is None:
            counts["different"] += 1
            print(f"{path}: wrongly refused at {offset}: {message}")
        elif status == 0 and parsed is not None:
            counts["different"] += 1
            print(f"{path}: wrongly recognized: {parsed}")
    print(f"3.{minor}:", ", ".join(f"{n} {k}" for k, n in counts.items()))
    if probe.wait() != 0:
        return 2
    return counts["different"] > 0


if __name__ == "__main__":
    sys.exit(main())
