#!/usr/bin/env python3
"""Programs for the rules of the symbol table, and what CPython says of them.

    symbols.py --record PYTHON... >tests/unit/data/symbols.tsv
    symbols.py --dump tests/unit/dump-compile [--random N] PYTHON...

Each rule of the symbol table meets each kind of scope, and each two parts of
a statement that are visited one after the other hold a fault. With --random
there are N programs more, made by chance. --record writes a few programs of
each family: the program, then what the versions say of it: "8-11 3 message"
(the error's line and words), "12-14 ok". A version whose parser refuses the
program says nothing. --dump compares what compile_text() says; exits 1 if
there is a difference. "pyodide" is a PYTHON as well: see pyodide.mjs.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile

from symbol_programs import Types, systematic

PROBE = r"""
import ast, json, symtable, sys, warnings
warnings.simplefilter("ignore")

def outcome(run, source):
    try:
        run(source, "<program>", "exec")
        return "ok"
    except SyntaxError as error:
        return "%d %s" % (max(error.lineno or 1, 1), error.msg)

def build(source, name, mode):
    compile(source, name, mode, dont_inherit=True)

def parse(source, name, mode):
    ast.parse(source)

def answer(source):
    parsed = outcome(parse, source)
    # ast.parse() of 3.14 looks at the futures as well.
    if parsed != "ok" and "future f" not in parsed and \
            "not a chance" not in parsed:
        return None
    table = outcome(symtable.symtable, source)
    # symtable() of 3.8 and 3.9 looks at no futures.
    if sys.version_info < (3, 10) and "future" in source and table == "ok":
        whole = outcome(build, source)
        late = "must occur" in whole
        return None if late else whole if "futur" in whole or \
            "chance" in whole else table
    # compile() has replaced __debug__ by its value before.
    if "__debug__" in source and table != "ok":
        whole = outcome(build, source)
        return None if whole != table and "__debug__" in whole else whole
    return table

def compiled(source):
    try:
        return outcome(build, source)
    except Exception as error:
        return None

run = answer if RECORD else compiled
answers = [run(source) for source in json.load(open(PATH))]
print(json.dumps([sys.version_info[1], answers]))
"""


def by_chance(count, seed, minor):
    return [("random", Types(random.Random(seed + i), minor).text())
            for i in range(count)]


def command(python):
    if python != "pyodide":
        return [python, "-"], ""
    here = os.path.dirname(os.path.abspath(__file__))
    return ["node", os.path.join(here, "pyodide.mjs")], "/host"


def ask(python, texts, is_recorded=False):
    """(minor, what it says of each): None if it cannot say."""
    run, root = command(python)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(texts, file)
        file.flush()
        head = f"PATH = {root + file.name!r}\nRECORD = {is_recorded}\n"
        process = subprocess.run(run, text=True, input=head + PROBE,
                                 stdout=subprocess.PIPE)
    if process.returncode == 0:
        return json.loads(process.stdout.splitlines()[-1])
    if len(texts) <= 1:
        return 0, [None] * len(texts)
    # Compiling some programs ends some interpreters.
    half = len(texts) // 2
    minor, first = ask(python, texts[:half], is_recorded)
    other, second = ask(python, texts[half:], is_recorded)
    return minor or other, first + second


def spans(answers):
    """[(minor, answer)] to "8-11 answer" of neighbours that say the same."""
    out = []
    for minor, answer in answers:
        if answer is None:
            continue
        if out and out[-1][1] == minor - 1 and out[-1][2] == answer:
            out[-1][1] = minor
        else:
            out.append([minor, minor, answer])
    return [f"{first}-{last} {answer}" for first, last, answer in out]


def family(group, said):
    """What a few examples are enough of."""
    return group, re.sub(r"'[^ ']*'", "''",
                         re.sub(r" \d+ ", " ", "\t".join(said)))


def record(pythons, each):
    rows = systematic()
    answers = sorted(ask(python, [text for _, text in rows], True)
                     for python in pythons)
    kept = {}
    for i, (group, text) in enumerate(rows):
        said = spans([(minor, given[i]) for minor, given in answers])
        examples = kept.setdefault(family(group, said), [])
        examples.append((text, said))
    print("# Written by tests/oracle/symbols.py --record.")
    for examples in kept.values():
        # Evenly from first to last: other scopes, other parts.
        step = max(1, len(examples) // each)
        for text, said in examples[::step][:each]:
            if said:
                text = text.replace("\\", "\\\\").replace("\n", "\\n")
                print("\t".join([text, *said]))


def ours(dump, minor, texts):
    data = b"".join(b"%d %d\n%s" % (len(text.encode()), minor, text.encode())
                    for text in texts)
    out = subprocess.run([dump], input=data, check=True,
                         stdout=subprocess.PIPE).stdout
    for line in out.splitlines():
        status, _, message, number, _ = json.loads(line)
        yield f"{number} {message}" if status == "error" else status


def compare(dump, python, count, seed):
    minor = ask(python, [])[0]
    texts = [text for _, text in
             systematic() + by_chance(count, seed, minor)]
    answers = ask(python, texts)[1]
    counts = dict.fromkeys(["unknown", "valid", "refused", "different"], 0)
    for text, expected, said in zip(texts, answers, ours(dump, minor, texts)):
        if expected is None or said == "unknown":
            counts["unknown"] += 1
        elif said == expected:
            counts["valid" if said == "ok" else "refused"] += 1
        else:
            counts["different"] += 1
            print(f"--- 3.{minor}: {expected!r} is {said!r}\n{text}")
    print(f"3.{minor}:", ", ".join(f"{n} {k}" for k, n in counts.items()))
    return counts["different"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--dump")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("pythons", nargs="+")
    options = parser.parse_args()
    if options.record:
        record(options.pythons, options.each)
        return 0
    return any([compare(options.dump, python, options.random, options.seed)
                for python in options.pythons])


if __name__ == "__main__":
    sys.exit(main())
