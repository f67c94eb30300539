#!/usr/bin/env python3
"""Compare our verdicts on files with those of CPython.

    verdicts.py --dump tests/unit/dump-verdicts [--words] PYTHON [PATH...]

Judges every .py file below the interpreter's prefix, or below the PATHs, by
the interpreter and by the library, with --words by class, message and line
too. PYTHON is a command that runs the program named after it. Prints the
files where they differ; exits 1 if any do.
"""

import argparse
import os
import shlex
import subprocess
import sys

from judges import CPython, Ours, difference, is_unknown

BATCH = 20


def files(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for folder, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                file = os.path.join(folder, name)
                if name.endswith(".py") and os.path.isfile(file):
                    yield file


def prefix(command):
    run = subprocess.run(
        [*shlex.split(command), "-c", "import sys; print(sys.prefix)"],
        capture_output=True, text=True, check=True)
    return run.stdout.strip()


def batches(paths):
    batch = []
    for path in files(paths):
        with open(path, "rb") as file:
            batch.append((path, file.read()))
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", required=True)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("python")
    parser.add_argument("path", nargs="*")
    options = parser.parse_args()

    cpython = CPython(options.python)
    library = Ours(options.dump, [cpython.minor])
    counts = dict.fromkeys(["files", "invalid", "unknown", "different"], 0)
    for batch in batches(options.path or [prefix(options.python)]):
        texts = [text for _, text in batch]
        for (path, _), [ours], theirs in zip(
                batch, library.ask(texts), cpython.ask(texts)):
            counts["files"] += 1
            counts["invalid"] += theirs is not None
            part = difference(ours, theirs, options.words)
            if part:
                counts["different"] += 1
            if is_unknown(ours, theirs):
                counts["unknown"] += 1
                part = part or "unknown"
            if part:
                print(f"{path}: {part}: {ours} / {theirs}")
    print(f"3.{cpython.minor}:",
          ", ".join(f"{n} {k}" for k, n in counts.items()))
    return counts["different"] > 0


if __name__ == "__main__":
    sys.exit(main())
