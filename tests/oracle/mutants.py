#!/usr/bin/env python3
"""Compare our verdicts with those of CPython on mutants of real files.

    mutants.py --dump tests/unit/dump-verdicts [--python COMMAND]...
               [--words] [--count N] [--seed N] [--corpus NDJSON.GZ] [PATH...]

Cuts pieces out of the .py files below the PATHs (and takes the snippets of a
labelled corpus), changes each at random as mutations.py does, and asks every
interpreter and the library whether the result compiles, with --words also
with which class, message and line it is refused. A COMMAND runs the Python
program named after it; "node tests/oracle/pyodide.mjs" is 3.14.

Prints how often they agree and the kinds of difference: what is different,
what CPython says and what we say, and the smallest text found that shows it,
with both verdicts for each version. Exits 1 if there is a difference.
"""

import argparse
import base64
import gzip
import json
import os
import random
import re
import sys
from concurrent.futures import ThreadPoolExecutor

from judges import UNRELIABLE, CPython, Ours, difference, is_unknown
from mutations import TOKEN, Mutator

ROUND = 1000  # mutants
MOST_BYTES = 3000  # of a piece
EXAMPLES = 2  # of a kind of difference that are made small


def file_pieces(paths, rng):
    """Yield runs of top-level statements of the files, without end."""
    files = []
    for path in paths:
        for folder, _, names in os.walk(path):
            files += [os.path.join(folder, n) for n in names
                      if n.endswith(".py")]
    files.sort()
    while True:
        with open(rng.choice(files), "rb") as file:
            text = file.read(200000).decode("utf-8", "surrogateescape")
        parts = re.split(r"\n(?=[^\s#)\]}])", text.replace("\r", ""))
        i = rng.randrange(len(parts))
        piece = "\n".join(parts[i:i + rng.randint(1, 3)])
        if 0 < len(piece) <= MOST_BYTES:
            yield piece + "\n"


def snippets(path, rng):
    """Yield the sources of a labelled corpus, without end."""
    with gzip.open(path) as file:
        texts = [base64.b64decode(json.loads(line)["src_b64"])
                 for line in file]
    texts = [text.decode("utf-8", "surrogateescape") for text in texts
             if len(text) <= MOST_BYTES]
    while True:
        yield rng.choice(texts)


def family(said):
    """A message without its particulars."""
    return re.sub(r"'[^']*'|\d+|\(.*", "_", said)


class Campaign:
    def __init__(self, dump, commands, with_words):
        self.with_words = with_words
        self.interpreters = [CPython(command) for command in commands]
        self.interpreters.sort(key=lambda judge: judge.minor)
        self.library = Ours(dump, [judge.minor for judge in self.interpreters])
        self.pool = ThreadPoolExecutor(len(self.interpreters) + 1)
        self.counts = {judge.minor: dict.fromkeys(
            ["mutants", "invalid", "unknown", "verdict", "recognizer",
             "class", "message", "line"], 0)
            for judge in self.interpreters}
        self.kinds = {}  # of difference: [how many, the smallest texts]

    def judge(self, texts):
        """Of each text the pairs (ours, theirs), by version."""
        runs = [self.pool.submit(judge.ask, texts)
                for judge in [self.library, *self.interpreters]]
        ours, *theirs = [run.result() for run in runs]
        return [list(zip(mine, answers))
                for mine, answers in zip(ours, zip(*theirs))]

    def run(self, texts):
        for text, pairs in zip(texts, self.judge(texts)):
            for judge, pair in zip(self.interpreters, pairs):
                self.count(self.counts[judge.minor], *pair)
            kind = self.kind(pairs)
            if kind is None:
                continue
            examples = self.kinds.setdefault(kind, [0])
            examples[0] += 1
            if len(examples) <= EXAMPLES:
                examples.append(self.shrink(text, kind))

    def count(self, counts, ours, theirs):
        counts["mutants"] += 1
        counts["invalid"] += theirs is not None
        counts["unknown"] += is_unknown(ours, theirs)
        part = difference(ours, theirs, self.with_words)
        if part:
            counts[part] += 1

    def kind(self, pairs):
        """What the first version that differs says and we say, or None."""
        for ours, theirs in pairs:
            part = difference(ours, theirs, self.with_words)
            if part:
                said = theirs[1] if theirs else "compiles"
                said_here = ours[3] or ours[1]
                return (f"{part}: {family(said)} / "
                        f"{'' if part == 'line' else family(said_here)}")
        return None

    def shrink(self, text, kind):
        """Takes lines, then tokens away as long as the difference stays."""
        for cut in (lambda t: t.splitlines(True), split_tokens):
            parts = cut(text)
            size = max(1, len(parts) // 2)
            while size:
                tries = [b"".join(parts[:i] + parts[i + size:])
                         for i in range(0, len(parts), size)]
                good = [t for t, pairs in zip(tries, self.judge(tries))
                        if self.kind(pairs) == kind]
                if good:
                    text = good[0]
                    parts = cut(text)
                    size = min(size, len(parts))
                else:
                    size //= 2
        return text

    def report(self):
        for kind, (n, *examples) in sorted(self.kinds.items()):
            print(f"--- {n} x {kind}")
            for text in examples:
                [pairs] = self.judge([text])
                theirs = "".join(verdict_letter(pair[1]) for pair in pairs)
                ours = "".join(pair[0][1][0] for pair in pairs)
                print(f"{theirs} {ours} {text!r}")
        for minor, counts in self.counts.items():
            print(f"3.{minor}:",
                  ", ".join(f"{n} {k}" for k, n in counts.items() if n))


def verdict_letter(theirs):
    if theirs is None:
        return "o"
    return "?" if theirs[0] in UNRELIABLE else "e"


def split_tokens(text):
    tokens = TOKEN.findall(text.decode("utf-8", "surrogateescape"))
    return [token.encode("utf-8", "surrogateescape") for token in tokens]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", required=True)
    parser.add_argument("--python", action="append", default=[])
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", action="append", default=[])
    parser.add_argument("path", nargs="*")
    options = parser.parse_args()

    rng = random.Random(options.seed)
    mutator = Mutator(rng)
    origins = [snippets(path, rng) for path in options.corpus]
    if options.path:
        origins.append(file_pieces(options.path, rng))
    campaign = Campaign(options.dump, options.python or [sys.executable],
                        options.words)
    for done in range(0, options.count, ROUND):
        n = min(ROUND, options.count - done)
        campaign.run([mutator.mutate(next(rng.choice(origins)))
                      for _ in range(n)])
    campaign.report()
    return bool(campaign.kinds)


if __name__ == "__main__":
    sys.exit(main())
