#!/usr/bin/env python3
"""relayout.py - lay relative imports out anew and check that nothing changes.

usage: relayout.py [--program FILE] [--seed N] [--rounds N] CORPUS

CORPUS is a tree of real Python. Each round takes all its files that hold
relative imports and writes each import in another layout that CPython reads
the same: blanks, tabs, form feeds and continuations around and between the
dots, parentheses and comments, neighbours joined by semicolons, other line
ends, a BOM, cookies of other encodings. The program then has to

  - take the same decision for every import as in the plain corpus (the same
    name, or refused for the same reason): layout is no reason;
  - hold to the law that imports.py checks.

A round is repeated by its seed, which is printed. Exit status: 0 both hold,
1 they do not, 2 the program could not be run.
"""

import argparse
import ast
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import imports  # noqa: E402

BLANKS = (b"", b" ", b"  ", b"\t", b"\f", b" \t ")
GAPS = BLANKS + (b" \\\n", b"\\\n", b"\\\n\t", b" \\\n \\\n  ")
OPENINGS = (b"", b" ", b"# from .x import (y\n  ", b"\n\t", b" # \\\n\n")
CLOSINGS = (b"", b" ", b"\n", b" # from ..x import y\n", b"\n# '''\n\n")
# Letters whose last byte is a backslash, in encodings that have such.
LETTERS = {"latin-1": "\xe9", "cp1252": "\u20ac", "shift_jis": "\u8868",
           "gbk": "\u4e57", "big5": "\u529f", "koi8-r": "\u041f"}
KEPT = ("pyproject.toml", ".lanekeeper.json")


class Layout:
    """The random choices for one file."""

    def __init__(self, rng, data):
        self.rng, self.data = rng, data
        self.cookie = None
        self.out = []

    def chance(self, share):
        return self.rng.random() < share

    def gap(self, needed=False):
        gap = self.rng.choice(GAPS)
        return gap or b" " if needed else gap

    def dots(self, level):
        out = b"."
        for _ in range(level - 1):
            out += (self.gap() if self.chance(0.5) else b"") + b"."
        return out

    def name(self, module):
        parts = module.encode().split(b".")
        out = parts[0]
        for part in parts[1:]:
            out += (self.gap() + b"." + self.gap() if self.chance(0.3)
                    else b".") + part
        return out

    def head(self, statement):
        """`from` to `import`, in a new layout."""
        dots = self.dots(statement.level)
        if not statement.module:
            return b"from" + self.gap() + dots + self.gap() + b"import"
        return b"".join((b"from", self.gap(), dots, self.gap(),
                         self.name(statement.module), self.gap(True),
                         b"import"))

    def names(self, names):
        """What is imported, in parentheses where it was not."""
        bare = names.strip(b" \t\f\\\r\n")
        if bare.startswith((b"(", b"*")) or self.chance(0.6):
            return names
        comma = b"," if self.chance(0.3) else b""
        return b"".join((self.gap(), b"(", self.rng.choice(OPENINGS), bare,
                         comma, self.rng.choice(CLOSINGS), b")"))

    def prefix(self, statement, joined):
        """What is put before the import on its line."""
        if not joined or self.chance(0.7):
            first = statement.place[1] == 1  # else \f undoes the indentation
            return b"\f" if first and self.chance(0.2) else b""
        letter = LETTERS.get(self.cookie, "\u00e9")
        if self.data.isascii() and self.cookie is None:
            letter = "from .x import y"
        return b"'%s'; " % letter.encode(self.cookie or "utf-8")

    def lines(self, data):
        """Other line ends."""
        end = self.rng.choice((b"\n", b"\n", b"\r\n", b"\r", None))
        if end == b"\n" or b"\r" in data:
            return data
        if end is not None:
            return data.replace(b"\n", end)
        return re.sub(rb"\n", lambda match: self.rng.choice(
            (b"\n", b"\r\n")), data)

    def choose_cookie(self):
        if self.data.isascii() and not has_cookie(self.data) \
                and self.chance(0.3):
            self.cookie = self.rng.choice(sorted(LETTERS))

    def with_cookie(self, data):
        if self.cookie is None:
            marked = has_cookie(data) or data.startswith(imports.BOM)
            return imports.BOM + data if not marked and self.chance(0.1) \
                else data
        line = b"# -*- coding: %s -*- %s\n" % (
            self.cookie.encode(), LETTERS[self.cookie].encode(self.cookie))
        first, newline, rest = data.partition(b"\n")
        if first.startswith(b"#!"):
            return first + newline + line + rest
        return line + data


def has_cookie(data):
    return any(imports.COOKIE.match(line)
               for line in imports.NEWLINE.split(data, 2)[:2])


def statement_end(node, text):
    return text.raw_offset(text.offset(node.end_lineno, node.end_col_offset))


def relayout(data, rng):
    """The file in a new layout; None when there is nothing to lay out."""
    tree = imports.parse(data)
    text = imports.Text(data)
    if text.raw is not None or b"TID252" in data or b"\r" in data:
        return None
    nodes = sorted((node for node in ast.walk(tree)
                    if isinstance(node, ast.ImportFrom)),
                   key=lambda node: (node.lineno, node.col_offset))
    in_try = {id(child) for node in ast.walk(tree)
              if isinstance(node, ast.Try) for child in ast.walk(node)}
    statements = imports.from_imports(tree, data)
    if not any(statement.level for statement in statements):
        return None
    layout, out, at = Layout(rng, data), [], 0
    layout.choose_cookie()
    for node, statement in zip(nodes, statements):
        if not statement.level or layout.chance(0.1):
            continue
        end = statement_end(node, text)
        out += [data[at:statement.head[0]],
                layout.prefix(statement, id(node) not in in_try),
                layout.head(statement),
                layout.names(data[statement.head[1]:end])]
        at = end
    out.append(data[at:])
    new = layout.lines(layout.with_cookie(b"".join(out)))
    return new.rstrip(b"\r\n") if layout.chance(0.1) else new


def reads_the_same(data, new):
    """Does CPython read the new layout as the old one?"""
    try:
        names = [[statement.name for statement in imports.from_imports(
            imports.parse(text), text)] for text in (data, new)]
    except (imports.NotPython, imports.Unknown):
        return False
    return names[0] == names[1]


def build(corpus, plain, other, rng):
    """
    Both trees: files with relative imports, plain and laid out; everything
    else as empty files, for the packages. Returns how many were laid out,
    and how many layouts CPython would not read.
    """
    laid_out = unread = 0
    for path in imports.list_files(corpus):
        for tree in (plain, other):
            os.makedirs(os.path.dirname(os.path.join(tree, path)),
                        exist_ok=True)
        with open(os.path.join(corpus, path), "rb") as file:
            data = file.read()
        new = None
        if path.endswith(".py") and imports.MAY_BE_RELATIVE.search(data):
            try:
                new = relayout(data, rng)
            except (imports.NotPython, imports.Unknown):
                pass
            if new is not None and not reads_the_same(data, new):
                unread, new = unread + 1, None
        laid_out += new is not None
        if new is None and os.path.basename(path) not in KEPT:
            data = new = b""
        for tree, text in ((plain, data), (other, new or data)):
            with open(os.path.join(tree, path), "wb") as file:
                file.write(text)
    return laid_out, unread


def run(program, tree, *options):
    """The program's report; its output when it was not one."""
    done = subprocess.run([program, "--no-git", *options, "--format", "json",
                           "."], cwd=tree, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    if done.returncode not in (0, 1):
        sys.exit("%s: status %d: %s" % (program, done.returncode,
                                        done.stderr.decode(errors="replace")))
    return done.stdout


def decisions(report):
    """By path, in the order of the text: what became of each import."""
    found = {}
    for finding in json.loads(report)["findings"]:
        data = finding.get("data") or {}
        found.setdefault(finding["path"], []).append(
            (finding["rule"], data.get("from"), data.get("to"),
             imports.reason_class(data.get("refused"))))
    return found


def compare(plain, other):
    """Violations: imports that another layout made the program judge anew."""
    violations = []
    for path in sorted(set(plain) | set(other)):
        pairs = (plain.get(path, []), other.get(path, []))
        if len(pairs[0]) != len(pairs[1]):
            violations.append((path, "%d findings, %d in another layout"
                               % tuple(map(len, pairs)), ""))
            continue
        violations += [(path, "judged anew in another layout",
                        "%s / %s" % pair)
                       for pair in zip(*pairs) if pair[0] != pair[1]]
    return violations


def run_round(program, corpus, seed, folder, jobs=1):
    """One round in an empty folder; returns (counts, violations)."""
    plain, other, after = (os.path.join(folder, name)
                           for name in ("plain", "other", "after"))
    laid_out, unread = build(corpus, plain, other, random.Random(seed))
    shutil.copytree(other, after)
    report = os.path.join(folder, "report.json")
    with open(report, "wb") as file:
        file.write(run(program, other))
    with open(report, encoding="utf-8") as file:
        violations = compare(decisions(run(program, plain)),
                             decisions(file.read()))
    run(program, after, "--apply")
    counts, wrong = imports.check(other, after, report=report, jobs=jobs)
    counts["files laid out"] = laid_out
    counts["layouts CPython would not read"] = unread
    return counts, violations + wrong


def main():
    parser = argparse.ArgumentParser(
        description="lay relative imports out anew and check the program")
    parser.add_argument("corpus")
    parser.add_argument("--program", default=os.environ.get(
        "IMPORT_RELATIVITY",
        os.path.join("checkers", "import-relativity")))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("-j", type=int, default=2, dest="jobs")
    parser.add_argument("--keep", help="folder for the trees of a bad round")
    options = parser.parse_args()
    program, failed = os.path.abspath(options.program), False
    for seed in range(options.seed, options.seed + options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            counts, violations = run_round(program, options.corpus, seed,
                                           folder, options.jobs)
            print("seed %d: %d violations, %s" % (
                seed, len(violations),
                ", ".join("%d %s" % (count, name)
                          for name, count in sorted(counts.items()))))
            imports.print_violations(violations, 5)
            if violations and options.keep:
                shutil.copytree(folder, options.keep, dirs_exist_ok=True)
        failed = failed or bool(violations)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
