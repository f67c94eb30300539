#!/usr/bin/env python3
"""Compare the recognizer with CPython on mutated pieces of real files.

    mutate.py --dump tests/unit/dump-verdicts [--seed N] [--count N]
              [--corpus NDJSON.GZ] PYTHON PATH...

Takes pieces of the .py files below the PATHs (or the snippets of a labelled
corpus), deletes, repeats, swaps, replaces or inserts tokens at random, and
asks both whether the result is Python. CPython is asked by ast.parse(),
which applies the grammar and its actions, and by compile() for what the
recognizer refuses beyond. Prints each difference; exits 1 if there is one.
"""

import argparse
import base64
import gzip
import json
import os
import random
import re
import subprocess
import sys

from verdicts import judge, recognizer

PROBE = r"""
import ast, json, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(5000)

def verdict(compile_it):
    try:
        compile_it()
        return "ok"
    except (MemoryError, RecursionError):
        return "depth"
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)

while True:
    line = sys.stdin.buffer.readline()
    if not line:
        break
    source = sys.stdin.buffer.read(int(line))
    parsed = verdict(lambda: ast.parse(source))
    if parsed == "ok":
        whole = verdict(
            lambda: compile(source, "x", "exec", dont_inherit=True))
    else:
        whole = parsed
    sys.stdout.buffer.write(json.dumps([parsed, whole]).encode() + b"\n")
    sys.stdout.buffer.flush()
"""

TOKEN = re.compile(r"""
    \s*\n\s* | [ \t]+ | \#[^\n]*
  | (?i:[a-z]{0,2})(?:'''(?:\\.|[^\\])*?'''|\"""(?:\\.|[^\\])*?\""")
  | (?i:[a-z]{0,2})(?:'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")
  | \w+ | \.\.\. | <<=|>>=|\*\*=|//=|->|:=|[-+*/%&|^@=!<>]=|\*\*|//|<<|>>
  | [^\s\w]
""", re.X | re.S)

# What the recognizer does not judge: whether Unicode has a name; a fault of
# 3.12.1 with {x=} in a format, mended in 3.12.2.
NOT_JUDGED = ("unknown Unicode character name",
              "field 'value' is required for Constant")

POOL = """
False None True and as assert async await break class continue def del elif
else except finally for from global if import in is lambda nonlocal not or
pass raise return try while with yield match case type print _ x y self
( ) [ ] { } : , ; . ... + - * / | & < > = % ~ ^ @ == != <= >= << >> ** // ->
:= += *= 0 1 1.5 2j 0x1f 'a' b'a' f'{x}' f'{x!r:>{y}}' f"{'a'}" rf'{x=}' ''
'\\x4' f'{lambda x:1}' f'{*x}' f'{x' t'{x}' __debug__ x.y x[0] f(x) f(x=1)
*x **x (x) (x,) [x] {x} {x:y} x:=1 (x:=1) (yield) *x,y a,b a=b
""".split() + ["\n", " ", "\n    ", "\\\n", "if x: pass", "x = 1", "not in",
               "is not", "for x in y", "async for x in y", "async with",
               "async def f(): pass", "except* E: pass", "lambda: x",
               "lambda *x, y=1: x", "x if y else z", "case x: pass",
               "match x:\n", "type X = int", "with (a as b, c): pass"]


def pieces(paths, rng):
    """Yield runs of top-level statements, without end."""
    files = []
    for path in paths:
        for folder, _, names in os.walk(path):
            files += [os.path.join(folder, n) for n in names
                      if n.endswith(".py")]
    files.sort()
    while True:
        with open(rng.choice(files), "rb") as file:
            source = file.read(200000)
        try:
            text = source.decode().removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if "\0" in text or "coding" in text[:200]:
            continue
        parts = re.split(r"\n(?=[^\s#)\]}])", text)
        i = rng.randrange(len(parts))
        piece = "\n".join(parts[i:i + rng.randint(1, 3)])
        if 0 < len(piece) < 4000:
            yield piece + "\n"


def snippets(path, rng):
    """Yield the corpus's sources, without end."""
    with gzip.open(path) as file:
        rows = [base64.b64decode(json.loads(line)["src_b64"])
                for line in file]
    while True:
        try:
            text = rng.choice(rows).decode()
        except UnicodeDecodeError:
            continue
        if "\0" not in text and "coding" not in text and len(text) < 4000:
            yield text.removeprefix("\ufeff")


def mutate(piece, rng):
    tokens = TOKEN.findall(piece)
    if not tokens:
        return piece
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        i = rng.randrange(len(tokens))
        j = min(len(tokens) - 1, i + rng.randint(1, 4))
        way = rng.randrange(6)
        if way == 0:
            del tokens[i]
        elif way == 1:
            tokens.insert(j, tokens[i])
        elif way == 2:
            tokens[i], tokens[j] = tokens[j], tokens[i]
        elif way == 3:
            tokens[i] = rng.choice(POOL)
        elif way == 4:
            tokens.insert(i, f" {rng.choice(POOL)} ")
        else:
            tokens[i] = rng.choice(tokens)
        if not tokens:
            break
    return "".join(tokens)


def start(python):
    return subprocess.Popen([python, "-c", PROBE], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)


def ask(process, text):
    """CPython's verdicts: its parser's and its compiler's; None if it died."""
    data = text.encode()
    process.stdin.write(b"%d\n" % len(data) + data)
    process.stdin.flush()
    line = process.stdout.readline()
    return json.loads(line) if line else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--corpus")
    parser.add_argument("python")
    parser.add_argument("path", nargs="*")
    options = parser.parse_args()

    rng = random.Random(options.seed)
    minor = int(subprocess.run(
        [options.python, "-c", "import sys; print(sys.version_info[1])"],
        capture_output=True, check=True).stdout)
    source = (snippets(options.corpus, rng) if options.corpus
              else pieces(options.path, rng))
    ours = recognizer(options.dump)
    theirs = start(options.python)
    counts = dict.fromkeys(["invalid", "undecided", "different"], 0)
    for _ in range(options.count):
        text = mutate(next(source), rng).lstrip("\ufeff")
        answer = ask(theirs, text)
        if answer is None:  # deep nesting ends some interpreters
            theirs = start(options.python)
        parsed, whole = answer or ("depth", "depth")
        status, offset, message = judge(ours, text, minor)
        counts["invalid"] += parsed != "ok"
        if (status == 2 or "depth" in (parsed, whole)
                or any(fault in parsed for fault in NOT_JUDGED)):
            counts["undecided"] += 1
        elif (status == 1 and whole == "ok") or (
                status == 0 and parsed != "ok"):
            counts["different"] += 1
            print(f"--- {status} {offset} {message!r} / {parsed} / {whole}")
            print(text)
    print(f"3.{minor}: {options.count} mutants,",
          ", ".join(f"{n} {k}" for k, n in counts.items()))
    return counts["different"] > 0


if __name__ == "__main__":
    sys.exit(main())
