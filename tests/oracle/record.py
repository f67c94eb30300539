#!/usr/bin/env python3
"""Record what CPython says of small texts, for tests/unit/test-verdicts.

    record.py [--texts FILE]... [--mutants N] [--seed N] PYTHON... VERDICTS.tsv

Asks the interpreters (one of each of 3.8 to 3.14; commands that run the
program named after them) again about the texts of VERDICTS.tsv, adds those of
the FILEs, which have "---" on a line of its own between them, and N mutants
of them all.

A row is a text and what each version says: "ok", "?" for what lies in the
interpreter's resources, "=" for the same as the version before, or
class:line:message. Escapes are those of C, bytes beyond ASCII octal.
"""

import argparse
import os
import random
import re
import sys

from judges import UNRELIABLE, CPython
from mutations import Mutator

ESCAPES = {ord("\n"): "\\n", ord("\t"): "\\t", ord("\r"): "\\r",
           ord("\\"): "\\\\"}
MOST_BYTES = 200  # of a mutant


def escape(data):
    return "".join(ESCAPES.get(b) or (chr(b) if 32 <= b < 127
                                      else f"\\{b:03o}") for b in data)


def unescape(text):
    codes = {escaped: code for code, escaped in ESCAPES.items()}
    return b"".join(
        bytes((codes[part] if part in codes
               else int(part[1:], 8) if len(part) > 1 else ord(part),))
        for part in re.findall(r"\\\d{3}|\\.|[^\\]", text))


def answer(said):
    if said is None:
        return "ok"
    if said[0] in UNRELIABLE:
        return "?"
    return f"{said[0]}:{said[2] or 1}:{escape(said[1].encode())}"


def known_texts(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="ascii") as file:
        return [unescape(line.split("\t")[0]) for line in file]


def new_texts(path):
    with open(path, encoding="utf-8", newline="") as file:
        for text in re.split(r"^---\n", file.read(), flags=re.M):
            yield text.encode()


def mutants(texts, n, seed):
    rng = random.Random(seed)
    mutator = Mutator(rng)
    found = 0
    while found < n:
        text = rng.choice(texts).decode("utf-8", "surrogateescape")
        mutant = mutator.mutate(text)
        if len(mutant) <= MOST_BYTES and b"\0" not in mutant:
            found += 1
            yield mutant


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", action="append", default=[])
    parser.add_argument("--mutants", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("python", nargs="+")
    parser.add_argument("verdicts")
    options = parser.parse_args()

    interpreters = sorted(map(CPython, options.python),
                          key=lambda judge: judge.minor)
    if [judge.minor for judge in interpreters] != list(range(8, 15)):
        sys.exit("record.py: one interpreter of each of 3.8 to 3.14")
    texts = known_texts(options.verdicts)
    for path in options.texts:
        texts += new_texts(path)
    texts += mutants(texts[:], options.mutants, options.seed)
    texts = list(dict.fromkeys(texts))
    answers = zip(*(judge.ask(texts) for judge in interpreters))
    with open(options.verdicts, "w", encoding="ascii") as file:
        for text, said in zip(texts, answers):
            row = [answer(a) for a in said]
            row = [row[0]] + ["=" if a == b else b
                              for a, b in zip(row, row[1:])]
            print(escape(text), *row, sep="\t", file=file)


if __name__ == "__main__":
    main()
