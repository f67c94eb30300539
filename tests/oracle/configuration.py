#!/usr/bin/env python3
"""Compares the reader of .lanekeeper.json with its JSON Schema, as Python's
jsonschema (skipped without it) judges: a configuration that one refuses the
other must refuse too.

    configuration.py JUDGE [ROUNDS] [SEED]      JUDGE is tests/unit/judge-lines

Intended differences, which are not generated: what the schema cannot say is
refused by the reader alone. That are globs that can match nothing, two lanes
of one name, a default lane without a target, floors for a lane that is not in
"lanes", repeated keys, and (where the program knows them) names of checkers
and rules.
"""

import copy
import json
import pathlib
import random
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: no jsonschema")
    sys.exit(77)

SCHEMA = (pathlib.Path(__file__).resolve().parents[2]
          / "rules/schemas/configuration.schema.json")
GLOBS = [[], ["labs/"], ["/a/**/b", "!*.py"], ["[a-z]?"]]
TEXTS = [[], ["a"], ["scaffold", "b c"]]
PATHS = [[], ["rules/a.json"], ["./a//b/"]]
CHECKERS = [[], ["compile-guard"], ["a", "b"]]
IMPORTS = {
    "style": ["absolute", "relative", "keep"], "level": ["all", "parents"],
    "siblings_only": [True, False], "allow_init": [True, False],
    "allow": GLOBS,
}
POINTERS = ["module", "lane", "tags", "owner", "status", "description",
            "coverage_target", "coverage_observed", "coverage_observed_at",
            "sla_p95", "observed_p50", "observed_p95", "observed_p99",
            "env_fingerprint", "performance_observed_at"]
GOOD = {
    "$schema": ["x", 1, None],
    "python": {"target": [f"3.{i}" for i in range(8, 15)],
               "roots": [[], [""], ["src", "./a/", "."]]},
    "exclude": GLOBS, "pilots": TEXTS, "imports": IMPORTS,
    "manifests": {"file": ["m.json", "a b"], "schema": ["a/b.json", "..a"],
                  "pointers": {name: ["/", "/a/b", "/a~0~1"]
                               for name in POINTERS}},
    "ledgers": {"dir": ["a", "a/b"], "tolerance_s": [0, 1.5, 86400],
                "retired": GLOBS, "events": TEXTS,
                "watch": ["observed", "all"]},
    "coverage": {"targets": [{}, {"lane:L2": 0, "tier:T1": 99.9}],
                 "default_lane": ["L0", "L5"], "max_drop": [0, 100, 0.5],
                 "lanes": [{}], "metric": ["lines", "combined"]},
    "renames": PATHS, "protected": GLOBS, "docs": {"min": [0, 100]},
    "checks": [{}, {"a": "on", "b": "off"}, {"a": {}},
               {"a": {"enabled": False, "severity": {"r": "off"}}}],
    "hooks": {hook: CHECKERS for hook in
              ["pre-commit", "pre-merge-commit", "pre-push", "pre-receive"]},
}
WRONG = [None, True, 0, -1, 101, 86401, "", "x", "/", "..", "a/../b", "./",
         "a/b", "~", "/~2", "3.7", "3.15", "L9", "a\0b", [], {}, [""], ["a\0"],
         [1], [[]], ["/a"], [".."], {"": 1}, {"a": None}, {"a\0": 1},
         {"x": "y"}, {"a": {"enabled": 1}}, {"a": {"severity": {"r": "x"}}}]


def random_object(rng, shape):
    return {key: random_object(rng, values) if isinstance(values, dict)
            else rng.choice(values)
            for key, values in shape.items() if rng.random() < 0.4}


def random_lane(rng, number):
    lane = {"name": f"lane {number}", "paths": rng.choice(GLOBS[1:]),
            "severity": rng.choice(["error", "warning", "note"])}
    if rng.random() < 0.5:
        lane["imports"] = random_object(rng, IMPORTS)
    return lane


def random_configuration(rng):
    result = random_object(rng, GOOD)
    if rng.random() < 0.5:
        lanes = [random_lane(rng, i) for i in range(rng.randrange(3))]
        result["lanes"] = lanes
        if lanes and "coverage" in result:
            result["coverage"]["lanes"] = {lanes[0]["name"]: 50}
    return copy.deepcopy(result)


def places(value):
    """All (container, key) in a value."""
    items = (value.items() if isinstance(value, dict) else
             enumerate(value) if isinstance(value, list) else [])
    return [place for key, inner in items
            for place in [(value, key), *places(inner)]]


def spoil(rng, value):
    """Changes one place, in a way that may be right by luck."""
    container, key = rng.choice(places(value) or [(value, "x")])
    choice = rng.randrange(4)
    if choice == 0 and isinstance(container, dict) and isinstance(key, str):
        container[key + "x"] = container.pop(key, 0)
    elif choice == 1 and key != "x":
        del container[key]
    else:
        container[key] = rng.choice(WRONG)


def is_generated_difference(value):
    """Does the schema take what only the reader refuses?"""
    lanes = value.get("lanes", [])
    names = [lane["name"] for lane in lanes]
    coverage = value.get("coverage", {})
    globs = [glob for container, key in places(value)
             if key in ("exclude", "allow", "retired", "protected", "paths")
             for glob in container[key]]
    return (len(set(names)) < len(names)
            or not set(coverage.get("lanes", {})) <= set(names)
            or coverage.get("default_lane", "L2") not in
            ["L0", "L1", "L2", "L3", "L4", "L5"]
            or bool({"/", "..", "./", "a/../b"} & set(globs)))


def main():
    judge = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    values = []
    for i in range(rounds):
        value = random_configuration(rng)
        if i % 4:
            spoil(rng, value)
        values.append(value)
    lines = "".join(json.dumps(v).encode().hex() + "\n" for v in values)
    answers = subprocess.run([judge, "configuration"], input=lines, text=True,
                             capture_output=True, check=True).stdout
    counts = {True: 0, False: 0}
    faults = n_intended = 0
    for value, answer in zip(values, answers.splitlines(), strict=True):
        valid = validator.is_valid(value)
        if valid and is_generated_difference(value):
            n_intended += 1
            valid = False
        counts[valid] += 1
        if valid != (answer == "ok"):
            faults += 1
            print(f"{json.dumps(value)}: schema {valid}, reader {answer}")
    print(f"{counts[True]} taken, {counts[False]} refused ({n_intended} by "
          f"the reader alone, as intended), {faults} differences")
    sys.exit(faults > 0)


main()
