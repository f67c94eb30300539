#!/usr/bin/env python3
"""tid252.py - compare import-relativity with ruff's rule TID252.

usage: tid252.py [--program FILE] [--level all|parents] TREE

Both judge a copy of TREE's .py files. Compared are the relative imports they
find, statement by statement (ruff reports every imported name), and what
their fixes write: ruff's unsafe ones on one copy, --apply on another. What
differs is counted by reason; CPython says which files compile and where the
imports stand. ruff takes no notice of `noqa` here.

Exit status: 0 every difference in what is found has its reason, and no fix
of ours loses a comment; 1 otherwise; 77 ruff is not there (skipped).
"""

import argparse
import collections
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import imports  # noqa: E402
import relayout  # noqa: E402

SUPPRESSED = re.compile(rb"#\s*noqa:[^\n]*\bTID252\b"
                        rb"|#\s*lanekeeper:\s*ignore\[", re.IGNORECASE)


def copy_python(source, target):
    for path in imports.list_files(source):
        if path.endswith(".py") or path.endswith("pyproject.toml"):
            copy = os.path.join(target, path)
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            shutil.copyfile(os.path.join(source, path), copy)


def configure(tree):
    """Both judge by this Python's grammar, whatever the tree says."""
    with open(os.path.join(tree, ".lanekeeper.json"), "w",
              encoding="utf-8") as file:
        json.dump({"python": {"target": "%d.%d" % sys.version_info[:2]}},
                  file)


def ruff(tree, level, *options):
    """ruff's diagnostics for a tree."""
    command = ["ruff", "check", "--isolated", "--no-cache", "--select",
               "TID252", "--ignore-noqa", "--quiet",
               "--target-version", "py%d%d" % sys.version_info[:2],
               "--config", "exclude=[]", "--config", "respect-gitignore=false",
               "--config",
               'lint.flake8-tidy-imports.ban-relative-imports="%s"' % level,
               "--output-format", "json", *options, "."]
    done = subprocess.run(command, cwd=tree, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit("ruff: %s" % done.stderr.decode(errors="replace"))
    return json.loads(done.stdout)


def ruff_places(tree, diagnostics):
    """By path: places of the relative imports, and faulty files."""
    found, faulty = collections.defaultdict(set), set()
    top = os.path.realpath(tree)
    for item in diagnostics:
        path = os.path.relpath(os.path.realpath(item["filename"]), top)
        if item["code"] == "TID252":
            found[path].add((item["location"]["row"],
                             item["location"]["column"]))
        else:
            faulty.add(path)
    return found, faulty


class Comparison:
    """Counts, and the differences that have no reason."""

    def __init__(self, tree, level):
        self.tree, self.level = tree, level
        self.counts = collections.Counter()
        self.examples = collections.defaultdict(list)
        self.unexplained = []

    def count(self, what, example=None):
        self.counts[what] += 1
        if example and len(self.examples[what]) < 3:
            self.examples[what].append(example)

    def read(self, tree, path):
        with open(os.path.join(tree, path), "rb") as file:
            return file.read()

    def compare_found(self, path, ours, theirs, faulty):
        """ours: findings of a file; theirs: places."""
        data = self.read(self.tree, path)
        try:
            statements = imports.from_imports(imports.parse(data), data)
        except (imports.NotPython, imports.Unknown):
            self.count("only ruff: the file does not compile"
                       if theirs else "only ours: the file does not compile")
            if ours:
                self.unexplained.append((path, "found in a file that does "
                                         "not compile", ""))
            return
        for statement in statements:
            if not statement.level:
                continue
            mine = any(imports.is_at(finding, statement) for finding in ours)
            other = statement.place in theirs
            theirs.discard(statement.place)
            self.compare_statement(path, data, statement, mine, other, faulty)
        for place in theirs:
            self.unexplained.append((path, "ruff alone sees an import",
                                     "%d:%d" % place))

    def compare_statement(self, path, data, statement, mine, other, faulty):
        wanted = self.level == "all" or statement.level > 1
        example = "%s:%d %s" % (path, statement.line, statement.name)
        if mine == other:
            self.count("found by both" if mine else "found by neither")
            if mine != wanted:
                self.unexplained.append((path, "both wrong", example))
        elif other and self.is_suppressed(data, statement):
            self.count("only ruff: suppressed, which ruff was told to ignore")
        elif mine and path in faulty:
            self.count("only ours: ruff reports a syntax error", example)
        elif mine and not utf8(data):
            self.count("only ours: not UTF-8, ruff does not read it", example)
        else:
            self.unexplained.append(
                (path, "found by %s alone" % ("us" if mine else "ruff"),
                 example))

    def is_suppressed(self, data, statement):
        end = data.find(b"\n", statement.end)
        return bool(SUPPRESSED.search(data[statement.start:end]))

    def compare_fixes(self, path, refused, ruffed, fixed):
        before = self.read(self.tree, path)
        outs = [self.read(tree, path) for tree in (ruffed, fixed)]
        if before == outs[0] == outs[1]:
            return
        try:
            old = imports.from_imports(imports.parse(before), before)
        except (imports.NotPython, imports.Unknown):
            self.count("fix: ruff changed a file that does not compile")
            return
        new = []
        for who, out in zip(("ruff", "ours"), outs):
            try:
                new.append(imports.from_imports(imports.parse(out), out))
            except (imports.NotPython, imports.Unknown):
                new.append([])
            if len(new[-1]) != len(old):
                self.count("fix: %s breaks the file" % who, path)
                return
            self.count_comments(who, path, before, out)
        for statement, theirs, mine in zip(old, *new):
            if statement.level:
                self.compare_fix(path, statement, theirs, mine, refused)

    def compare_fix(self, path, old, theirs, mine, refused):
        example = "%s:%d %s, ruff %s, ours %s" % (
            path, old.line, old.name, theirs.name, mine.name)
        did = (theirs.name != old.name, mine.name != old.name)
        if did == (True, True):
            self.count("fix: both, the same name" if theirs.name == mine.name
                       else "fix: both, another name", example
                       if theirs.name != mine.name else None)
        elif did == (False, True):
            self.count("fix: only ours", example)
        elif did == (True, False):
            reason = refused.get((path, old.place)) \
                or refused.get((path, old.name_place)) or "no reason"
            self.count("fix: only ruff, ours refuses: %s" % reason, example)

    def count_comments(self, who, path, before, after):
        if before == after:
            return
        lost = comments(before) - comments(after)
        if lost:
            self.counts["comments lost by %s" % who] += sum(lost.values())
            self.count("files with comments lost by %s" % who)
            if who == "ours":
                self.unexplained.append((path, "comments lost", str(lost)))


def utf8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def comments(data):
    try:
        return collections.Counter(
            token.string for token in tokenize.tokenize(
                io.BytesIO(data).readline) if token.type == tokenize.COMMENT)
    except (tokenize.TokenError, SyntaxError):
        return collections.Counter()


def refusals(findings):
    """Reasons by path and place."""
    out = {}
    for finding in findings:
        data = finding.get("data") or {}
        reason = data.get("refused")
        if finding["rule"] == "import-beyond-top-level":
            reason = "beyond the top-level package"
        if reason:
            out[finding["path"], (finding["line"], finding["column"])] = \
                imports.reason_class(reason)
    return out


def compare(program, tree, level, folder):
    plain, ruffed, fixed = (os.path.join(folder, name)
                            for name in ("plain", "ruff", "ours"))
    copy_python(tree, plain)
    configure(plain)
    shutil.copytree(plain, ruffed)
    shutil.copytree(plain, fixed)
    findings = json.loads(relayout.run(program, plain, "--level",
                                       level))["findings"]
    findings = [finding for finding in findings if finding["rule"] in
                ("relative-import", "import-beyond-top-level")]
    theirs, faulty = ruff_places(plain, ruff(plain, level))
    ours = collections.defaultdict(list)
    for finding in findings:
        ours[finding["path"]].append(finding)
    ruff(ruffed, level, "--fix", "--unsafe-fixes")
    relayout.run(program, fixed, "--level", level, "--apply")
    comparison, refused = Comparison(plain, level), refusals(findings)
    for path in imports.list_files(plain):
        if not path.endswith(".py"):
            continue
        if path in ours or path in theirs:
            comparison.compare_found(path, ours[path], theirs[path], faulty)
        comparison.compare_fixes(path, refused, ruffed, fixed)
    return comparison


def main():
    parser = argparse.ArgumentParser(
        description="compare import-relativity with ruff's TID252")
    parser.add_argument("tree")
    parser.add_argument("--program", default=os.environ.get(
        "IMPORT_RELATIVITY",
        os.path.join("checkers", "import-relativity")))
    parser.add_argument("--level", choices=("all", "parents"), default="all")
    options = parser.parse_args()
    if shutil.which("ruff") is None:
        print("skipped: ruff is not there")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        comparison = compare(os.path.abspath(options.program), options.tree,
                             options.level, folder)
    for what, count in sorted(comparison.counts.items()):
        print("%8d %s" % (count, what))
        for example in comparison.examples[what]:
            print("             " + example)
    imports.print_violations(comparison.unexplained, 10)
    print("%8d differences without a reason" % len(comparison.unexplained))
    return 1 if comparison.unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
