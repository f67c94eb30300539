#!/usr/bin/env python3
"""Compares what pyproject.c reads with what Python's tomllib does.

    pyproject.py JUDGE [--rounds N] [--seed N] [FILE|FOLDER]...

JUDGE is tests/unit/judge-lines; a FOLDER stands for all pyproject.toml files
below it. Besides these, random texts are asked about: the keys that count,
and some that only look so, each way TOML writes them. Texts that tomllib
refuses are left out and counted. Escapes that stand for what a path may hold
are an intended difference, and not generated.
"""

import argparse
import pathlib
import random
import re
import subprocess
import sys
import tomllib

KEYS = ["project.requires-python", "tool.setuptools.packages.find.where",
        "tool.setuptools.package-dir.", "tool.setuptools.package-dir.a",
        "tool.poetry.packages", "tool.hatch.build.sources",
        "tool.hatch.build.packages", "tool.hatch.build.targets.wheel.packages",
        "tool.hatch.build.targets.wheel.sources",
        "tool.hatch.build.targets.sdist.packages", "tool.pdm.build.package-dir",
        "tool.maturin.python-source", "tool.maturin.x", "project.where"]
PATHS = ["lib", "src", ".", "", "./lib/", "lib//a", "/lib", "..", "a/../b",
         "lib/*", "s\u00f6urce", "lib/a", "a b", "[x]", "#", "'", ">=3.9"]
FALLBACK = [1, 2.5, True, [], {}, [[1], ["lib"]], "x = '", "a\nb = 'c'\n"]


def get(value, *keys):
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def strings(value):
    return [v for v in value if isinstance(v, str)] \
        if isinstance(value, list) else []


def minor(value):
    text = get(value, "project", "requires-python")
    found = [0]
    for clause in text.split(",") if isinstance(text, str) else []:
        match = re.fullmatch(r"(?:>=|>|={2,3}|~=|\^|~)\s*[vV]*3\.(\d+).*",
                             clause.strip(), re.ASCII | re.DOTALL)
        found.append(min(int(match[1]), 999) if match else 0)
    return max(found)


def normal(path):
    if path.startswith("/") or ".." in path.split("/") \
            or set(path) & set("*?[]{}\\\n"):
        return None
    return "/".join(part for part in path.split("/") if part not in ("", "."))


def folders(value):
    tool = get(value, "tool")
    said = strings(get(tool, "setuptools", "packages", "find", "where"))
    said.append(get(tool, "setuptools", "package-dir", ""))
    packages = get(tool, "poetry", "packages")
    packages = packages if isinstance(packages, list) else []
    said += [get(package, "from") for package in packages]
    renames = [get(package, "to") for package in packages]
    said.append(get(tool, "pdm", "build", "package-dir"))
    said.append(get(tool, "maturin", "python-source"))
    shipped = []
    for table in (get(tool, "hatch", "build"),
                  get(tool, "hatch", "build", "targets", "wheel")):
        sources = get(table, "sources")
        said += strings(sources)
        if isinstance(sources, dict):
            renames += sources.values()
        shipped += strings(get(table, "packages"))
    if any(isinstance(name, str) and name for name in renames):
        return set()
    found = {normal(path) for path in said if isinstance(path, str)}
    found |= {path.rpartition("/")[0] for path in map(normal, shipped)
              if path is not None}
    return found - {None}


def quoted(rng, text):
    if "'" not in text and "\n" not in text and rng.random() < 0.4:
        return f"'{text}'"
    if rng.random() < 0.2 and "\\" not in text and '"' not in text:
        return f'"""{text}"""'
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') \
        .replace("\n", "\\n") + '"'


def key_text(rng, parts):
    return rng.choice([".", " . "]).join(
        part if re.fullmatch("[\\w-]+", part, re.ASCII) and rng.random() < 0.8
        else quoted_key(rng, part) for part in parts)


def quoted_key(rng, part):
    return rng.choice(["'%s'", '"%s"']) % part


def written(rng, value):
    if isinstance(value, str):
        return quoted(rng, value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        gap = rng.choice(["", " ", "\n  ", " # ]\n"])
        return "[" + gap + ("," + gap).join(
            written(rng, v) for v in value) + rng.choice(["", gap]) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(key_text(rng, [k]) + " = " + written(rng, v)
                               for k, v in value.items()) + "}"
    return str(value)


def random_value(rng, key):
    if rng.random() < 0.1:
        # Hatch takes no lists in its sources: either answer is right.
        return rng.choice([value for value in FALLBACK if not (
            key.endswith("sources") and value == [[1], ["lib"]])])
    if key.endswith("requires-python"):
        return rng.choice(["", ">=", "~=", "<", "^"]) + \
            f"3.{rng.randrange(20)}" + rng.choice(["", ",<4", ", >3.7", ".1"])
    if key == "tool.poetry.packages":
        return [{name: rng.choice(PATHS) for name in
                 rng.sample(["include", "from", "format", "to"],
                            rng.choice([1, 2, 2, 3]))}
                for _ in range(rng.randrange(4))]
    if key.endswith("sources") and rng.random() < 0.3:
        return {"src/a": rng.choice(["", "b"])}
    if key.endswith(("where", "sources", "packages")):
        return [rng.choice(PATHS) for _ in range(rng.randrange(4))]
    return rng.choice(PATHS)


def random_text(rng):
    lines = [] if rng.random() < 0.5 else ["# [project]"]
    for key in rng.sample(KEYS, rng.randrange(1, 5)):
        parts, value = key.split("."), random_value(rng, key)
        cut = rng.randrange(len(parts))
        if cut:
            lines.append(f"[{key_text(rng, parts[:cut])}]")
        elif lines:
            continue  # a key of the top stands before all tables
        nested = rng.randrange(1, len(parts) - cut + 1)
        for part in reversed(parts[cut + nested:]):
            value = {part: value}
        if cut and isinstance(value, list) and rng.random() < 0.3 and all(
                isinstance(v, dict) for v in value) and value:
            lines.pop()
            for row in value:
                lines.append(f"[[{key_text(rng, parts[:cut + nested])}]]")
                lines += [f"{key_text(rng, [k])} = {written(rng, v)}"
                          for k, v in row.items()]
            continue
        lines.append(rng.choice(["", "  "])
                     + key_text(rng, parts[cut:cut + nested]) + " = "
                     + written(rng, value) + rng.choice(["", " # 'x"]))
    return rng.choice(["\n", "\r\n"]).join(lines).encode() + b"\n"


def files(arguments):
    for path in map(pathlib.Path, arguments):
        yield from sorted(path.rglob("*pyproject.toml")) if path.is_dir() \
            else [path]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("judge")
    parser.add_argument("--rounds", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("paths", nargs="*")
    options = parser.parse_intermixed_args()
    rng = random.Random(options.seed)
    texts = [path.read_bytes() for path in files(options.paths)
             if path.is_file()]
    n_files = len(texts)
    texts += [random_text(rng) for _ in range(options.rounds)]
    answers = subprocess.run(
        [options.judge, "pyproject"], check=True, capture_output=True,
        input="".join(text.hex() + "\n" for text in texts).encode()).stdout
    faults = n_refused = n_versions = n_folders = 0
    for text, answer in zip(texts, answers.decode().splitlines(), strict=True):
        try:
            value = tomllib.loads(text.decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            n_refused += 1
            continue
        version, *found = answer.split("|")
        n_versions += minor(value) > 0
        n_folders += bool(folders(value))
        if int(version) != minor(value) or set(found) != folders(value) \
                or len(set(found)) < len(found):
            faults += 1
            print(f"{text!r}: {answer}, tomllib {minor(value)} "
                  f"{folders(value)}")
    print(f"{n_files} files, {options.rounds} random texts ({n_refused} are no "
          f"TOML): {n_versions} say a version, {n_folders} folders; "
          f"{faults} differences")
    sys.exit(faults > 0)


main()
