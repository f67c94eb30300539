#!/usr/bin/env python3
"""Compares globs with git's own: random patterns against random paths, judged
by `git check-ignore` and by tests/unit/judge-lines.

    globs.py JUDGE [ROUNDS] [SEED]        compare
    globs.py JUDGE --record               print tests/unit/data/globs.json

git is asked about one pattern at a time (without its '!'). What a list says
follows from that: the last pattern that matches the path or a folder above it
decides. For lists whose patterns take in no folder above a path git says the
same by itself, and is asked too.

Intended differences: git skips the text before a pattern's first wildcard and
then takes "**" for the beginning of a name, so that there "a**/b" matches
"ac/d/b"; here "**" stands for folders only where it is a whole name, as
gitignore(5) says. Such patterns are left out.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile

NAMES = ["a", "b", "ab", "labs", "lab", "x.py", "a.py", "a-b", ".hidden",
         "a b", "\u00e9", "A", "a]", "[a", "a*", "a\\b", "!a", "#a", "1"]
PIECES = ["a", "b", "ab", "labs", "lab", ".py", "x", "*", "*", "**", "?", "/",
          "/", "[ab]", "[!a]", "[^a]", "[a-c]", "[]a]", "[a-]", "[[:alpha:]]",
          "[[:digit:][:space:]]", "[[:punct:]]", "[\\]]", "[a/b]", "[--0]",
          "[z-a]", "[[:a]", "\\*", "\\?", "\\[", "\\!", "\\#", "\\a", "\\\\",
          "\\/", "!", "#", "-", ".", "A", "\u00e9", "1", "a b"]


def random_pattern(rng):
    pattern = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 6)))
    shape = rng.randrange(8)
    if shape == 0:
        pattern = "/" + pattern
    elif shape == 1:
        pattern += "/"
    elif shape == 2:
        pattern = "**/" + pattern
    elif shape == 3:
        pattern += "/**"
    elif shape == 4:
        pattern = rng.choice(NAMES) + "/**/" + pattern
    return pattern.lstrip("!")


def random_path(rng):
    return "/".join(rng.choice(NAMES) for _ in range(rng.randint(1, 5)))


def is_comparable(pattern):
    if pattern.endswith(" ") or pattern.startswith("#") or not pattern:
        return False  # these mean something in a file of patterns
    if re.search(r"\*\*\\/", pattern):
        return False
    bare = re.sub(r"\\.", "x", pattern)
    return not re.search(r"[^/*]\*\*/", bare)


class Git:
    """A scratch repository that is asked which paths a list ignores."""

    def __init__(self, folder):
        self.folder = folder
        self.run("init", "-q", folder)

    def run(self, *arguments, **options):
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null",
                       "GIT_CONFIG_SYSTEM": "/dev/null"}
        return subprocess.run(["git", *arguments], cwd=self.folder,
                              env=environment, capture_output=True,
                              check=False, **options)

    def ignored(self, patterns, paths):
        with open(f"{self.folder}/.git/info/exclude", "w",
                  encoding="utf-8") as exclude:
            exclude.write("".join(pattern + "\n" for pattern in patterns))
        result = self.run("check-ignore", "--no-index", "-z", "-v", "-n",
                          "--stdin", input="\0".join(paths).encode() + b"\0")
        assert result.returncode in (0, 1), result.stderr
        fields = result.stdout.decode().split("\0")[:-1]
        answers = {fields[i + 3]: fields[i + 2]
                   for i in range(0, len(fields), 4)}
        return [bool(answers[path]) and not answers[path].startswith("!")
                for path in paths]


def ask(judge, questions):
    """Asks judge-lines about (patterns, paths); None: refused."""
    lines = "".join(f"{'|'.join(ps).encode().hex()} {'|'.join(qs).encode().hex()}\n"
                    .replace("7c", "0a") for ps, qs in questions)
    output = subprocess.run([judge, "glob"], input=lines, text=True,
                            capture_output=True, check=True).stdout
    return [None if line == "no" else [mark == "1" for mark in line]
            for line in output.splitlines()]


def folders(path):
    parts = path.split("/")
    return ["/".join(parts[:i]) for i in range(1, len(parts))]


def singles(git, judge, rng, rounds):
    """Compares single patterns; returns (pattern, paths, verdicts)."""
    known, questions = [], []
    for _ in range(rounds):
        pattern = random_pattern(rng)
        if is_comparable(pattern):
            paths = [random_path(rng) for _ in range(40)]
            known.append((pattern, paths, git.ignored([pattern], paths)))
            questions.append(([pattern], paths))
    faults = 0
    for (pattern, paths, verdicts), ours in zip(known, ask(judge, questions)):
        ours = ours or [False] * len(paths)  # a pattern that matches nothing
        for path, expected, found in zip(paths, verdicts, ours):
            if expected != found:
                faults += 1
                print(f"{pattern!r} {path!r}: git {expected}, we {found}")
    return known, faults


def lists(git, judge, rng, known, rounds):
    """Compares lists with what git says of their patterns, and with git."""
    good = [pattern for pattern, _, verdicts in known if any(verdicts)]
    faults = n_asked = 0
    for _ in range(rounds):
        patterns = [rng.choice(["", "", "!"]) + rng.choice(good)
                    for _ in range(rng.randint(2, 5))]
        paths = [random_path(rng) for _ in range(40)]
        ours = ask(judge, [(patterns, paths)])[0]
        each = [git.ignored([p.removeprefix("!")], paths) for p in patterns]
        above = [git.ignored([p.removeprefix("!") for p in patterns],
                             [f"{folder}/\x01" for folder in folders(path)])
                 if "/" in path else [] for path in paths]
        whole = git.ignored(patterns, paths)
        for i, path in enumerate(paths):
            matching = [p for p, v in zip(patterns, each) if v[i]]
            expected = bool(matching) and not matching[-1].startswith("!")
            if not any(above[i]):
                n_asked += 1
                assert whole[i] == expected, (patterns, path)
            if ours[i] != expected:
                faults += 1
                print(f"{patterns!r} {path!r}: git {expected}, we {ours[i]}")
    return n_asked, faults


def record(git, judge):
    """Prints a fixture: patterns with their paths, by git's verdict."""
    rng = random.Random(2)
    rows, seen = [], set(NAMES)
    while len(rows) < 300:
        pattern = random_pattern(rng)
        if not is_comparable(pattern) or pattern in seen:
            continue
        seen.add(pattern)
        paths = sorted({random_path(rng) for _ in range(60)})
        verdicts = git.ignored([pattern], paths)
        inside = [p for p, v in zip(paths, verdicts) if v][:4]
        outside = [p for p, v in zip(paths, verdicts) if not v][:4]
        if inside and outside:
            rows.append([pattern, inside, outside])
    print("[" + ",\n ".join(json.dumps(row) for row in rows) + "]")


def main():
    judge = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        git = Git(folder)
        if sys.argv[2:] == ["--record"]:
            record(git, judge)
            return
        rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
        rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
        known, faults = singles(git, judge, rng, rounds)
        n_asked, more = lists(git, judge, rng, known, rounds // 20)
        print(f"{len(known)} patterns, {len(known) * 40} pairs, "
              f"{rounds // 20} lists ({n_asked} paths asked of git as a list), "
              f"{faults + more} differences")
        sys.exit(faults + more > 0)


main()
