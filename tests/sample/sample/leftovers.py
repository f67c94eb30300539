"""Where the lane's old name, candidate, is still to be found.

Each line of a text starts with a mark and a blank:
  S  a stale reference: the lane's path or dotted name, to become labs
  U  the lane as a bare word in prose: only a person can tell
  A  a look-alike that is to stay
  H  history, that is to stay as it was written
  .  the name is not on the line
"""

LEFTOVERS = {
    "lukhas/selection/__init__.py": '''\
. """The package lukhas.selection."""
.
. __version__ = "0.3.0"
. __all__ = []
''',
    "lukhas/selection/breakthrough.py": '''\
A """Breakthroughs: which of several candidates is worth a closer look.
.
S The scoring came from candidate/oracle/scoring.py.
. """
.
. from dataclasses import dataclass
.
S ORIGIN = "candidate.oracle.scoring"
A MAX_CANDIDATES = 12
.
.
. @dataclass(frozen=True)
A class BreakthroughCandidate:
A     """One candidate with its score."""
.
A     candidate_id: str
.     score: float
.
.
A def best_candidate(candidates: list) -> str:
A     """Return the id of the candidate with the highest score."""
A     _candidate = max(candidates, key=lambda candidate: candidate.score)
A     return _candidate.candidate_id
.
.
A def shortlist(candidates: list, limit: int = MAX_CANDIDATES) -> list:
S     """Return the best of them, as candidate/oracle/ did it."""
A     ranked = sorted(candidates, key=lambda one: -one.score)
.     return ranked[:limit]
''',
    "scripts/lane_report.py": '''\
. #!/usr/bin/env python3
S """Counts the files of each lane: lukhas/, core/ and candidate/."""
.
. import importlib
. import pathlib
. import sys
.
S LANES = ["lukhas", "core", "MATRIZ", "candidate/"]
S PREFIX = "candidate."
A # a candidate that fails its checks is dropped from the report
A precandidate = pathlib.Path("precandidate/")
.
.
. def load(name: str):
.     """Import a module of the incubation lane."""
S     from candidate.dreams import journal
.
S     return importlib.import_module(f"candidate.{name}"), journal
.
.
. def main() -> int:
.     for lane in LANES:
.         files = sorted(pathlib.Path(lane).rglob("*.py"))
.         print(f"{lane:12} {len(files)}")
.     return 0
.
.
. if __name__ == "__main__":
.     sys.exit(main())
''',
    "tests/smoke/test_lane_paths.py": '''\
. """Smoke tests of the lanes' paths."""
.
S LANE_PATHS = ("lukhas/", "core/", "MATRIZ/", "candidate/")
.
.
. def test_smoke_paths_end_in_a_slash():
.     assert all(path.endswith("/") for path in LANE_PATHS)
.
.
. def test_smoke_paths_are_unique():
.     assert len(set(LANE_PATHS)) == len(LANE_PATHS)
.
.
. class TestLaneOrder:
.     def test_production_comes_first(self):
S         assert LANE_PATHS.index("lukhas/") < LANE_PATHS.index("candidate/")
.
A     def test_candidates_are_sorted(self):
A         candidates = sorted(["b", "a"])
A         assert candidates == ["a", "b"]
''',
    "docs/LANES.md": '''\
. ---
. status: stable
. type: documentation
. owner: Platform
. module: root
. redirect: false
. moved_to: null
. ---
.
. ![Status: Stable](https://img.shields.io/badge/status-stable-green)
.
. # Lanes
.
. Production code lies in `lukhas/`, `MATRIZ/` and `core/`.
S New ideas start in `candidate/` and are only warned about.
U A module leaves candidate when its tests are complete.
A The best candidates of a quarter are promoted; a candidate may also be retired.
.
. ```bash
S python -m compileall -q candidate/dreams
S python -c "import candidate.dreams"
. ```
.
. See [the package](../labs/README.md).
S See [the dream studies](https://git.example.org/lukhas/monorepo/tree/main/candidate/dreams).
''',
    "docs/guides/onboarding.rst": '''\
. Onboarding
. ==========
.
S Clone the repository and look at ``candidate/`` first.
.
. .. code-block:: python
.
S    from candidate.dreams import journal
.
A Every release candidate is tagged.
''',
    "docs/architecture/lanes.dot": '''\
. digraph lanes {
.     "lukhas" -> "core";
S     "candidate/dreams" -> "core";
A     "candidate_pool" -> "core";
. }
''',
    "config/lanes.yaml": '''\
. lanes:
.   production:
.     paths: [lukhas/**, MATRIZ/**, core/**]
.   incubation:
S     paths: [candidate/**]
S     package: candidate.dreams
A     # the candidates that wait for promotion
A     max_candidates: 12
''',
    "config/lanes.toml": '''\
. [lanes.incubation]
S path = "candidate/"
S entry = "candidate.dreams.journal"
A candidate_limit = 12
''',
    "config/coverage.ini": '''\
. [run]
S omit = candidate/*
.
. [report]
A title = coverage of every candidate_id
''',
    "config/routes.json": '''\
. {
S   "dreams": "candidate.dreams.journal",
S   "path": "candidate/dreams/",
A   "candidates": ["a", "b"],
A   "candidate_id": 7
. }
''',
    "config/lint.cfg": '''\
. [flake8]
S exclude = build,candidate/legacy
. max-line-length = 100
''',
    ".github/CODEOWNERS": '''\
. *                @lukhas/platform
. /lukhas/         @lukhas/core
. /core/           @lukhas/core
. /MATRIZ/         @lukhas/core
. /labs/           @lukhas/research
S /candidate/      @lukhas/research
. /identity/       @lukhas/identity
. /memory/         @lukhas/memory
. /governance/     @lukhas/governance
''',
    ".github/workflows/ci.yml": '''\
. name: ci
.
. on:
.   pull_request:
.     paths:
.       - "**/*.py"
.       - "**/module.manifest.json"
S       - "candidate/**"
.
. jobs:
.   smoke:
.     runs-on: ubuntu-24.04
.     steps:
.       - uses: actions/checkout@v4
.       - uses: actions/setup-python@v5
.         with: { python-version: "3.11" }
.       - run: pip install -r requirements.txt
.       - run: python -m pytest -q -k smoke --tb=short
.   compile:
.     runs-on: ubuntu-24.04
.     steps:
.       - uses: actions/checkout@v4
.       - run: python -m compileall -q lukhas MATRIZ core
S       - run: python -m compileall -q candidate/ || true
''',
    "Makefile": '''\
. # The suite's targets come with: include lanekeeper.mk
. PYTHON ?= python3
.
. .PHONY: smoke compile lanes
.
. smoke: ## run the smoke tests
. 	$(PYTHON) -m pytest -q -k smoke --tb=short
.
. compile: ## compile the production lanes
. 	$(PYTHON) -m compileall -q lukhas MATRIZ core
S 	$(PYTHON) -m compileall -q candidate/ || true
.
. lanes: ## count the files of each lane
. 	$(PYTHON) scripts/lane_report.py
''',
    "Justfile": '''\
. lab name:
S     python -m candidate.{{name}}
.
. tidy:
S     rm -rf candidate/.cache
''',
    "Dockerfile": '''\
. FROM python:3.11-slim
. WORKDIR /srv
. COPY lukhas/ lukhas/
. COPY core/ core/
S COPY candidate/ candidate/
. CMD ["python", "-m", "lukhas"]
''',
    ".dockerignore": '''\
. .git
S candidate/archive
''',
    ".env.example": '''\
S LUKHAS_LAB_PATH=candidate/dreams
A LUKHAS_CANDIDATE_LIMIT=12
''',
    "scripts/sync_lanes.sh": '''\
. #!/bin/sh
. # Prints what differs between the lanes' folders of two checkouts.
. set -eu
S for lane in lukhas core candidate/; do
.     diff -rq "$1/$lane" "$2/$lane" || :
. done
A candidate_count=$(ls "$1" | wc -l)
A echo "$candidate_count"
''',
    "data/lane_inventory.csv": '''\
. lane,path,owner
. production,lukhas/api,core
S incubation,candidate/dreams,research
A pool,candidates.csv,research
''',
    "data/notes.txt": '''\
S The dream journal moved out of candidate/dreams last week.
U Nothing is left in candidate.
A A candidate's score is kept for a year.
''',
    "web/client.ts": '''\
S export const LAB_ROOT = "candidate/dreams";
A export interface Candidate {
A   candidateId: string;
. }
S import { journal } from "../candidate/dreams/journal";
''',
    "notebooks/lane_overview.ipynb": '''\
. {
.  "cells": [
.   {
.    "cell_type": "markdown",
.    "metadata": {},
S    "source": ["Files below `candidate/` by folder."]
.   },
.   {
.    "cell_type": "code",
.    "execution_count": null,
.    "metadata": {},
.    "outputs": [],
.    "source": [
S     "from candidate.dreams import journal\\n",
A     "candidates = sorted(vars(journal))"
.    ]
.   }
.  ],
.  "metadata": {},
.  "nbformat": 4,
.  "nbformat_minor": 5
. }
''',
    "CHANGELOG.md": '''\
. # Changelog
.
. ## Unreleased
.
. - Benchmarks: the ledger is there, the tests are to follow.
.
. ## 0.0.1 (2025-09-12)
.
H - Renamed the lane `candidate/` to `labs/`.
H - `candidate.dreams` is now `labs.dreams`.
''',
    "patches/0001-dream-journal.patch": '''\
H --- a/candidate/dreams/journal.py
H +++ b/candidate/dreams/journal.py
. @@ -1,2 +1,2 @@
. -LIMIT = 10
. +LIMIT = 12
. --
. 2.39.5
''',
}

MARKS = {"S": "stale", "U": "uncertain", "A": "alike",
         "H": "history"}


def leftover_text(path):
    """Return the file without its marks."""
    return "".join(line[2:] + "\n"
                   for line in LEFTOVERS[path].splitlines())


def listed_lines(tree):
    """Return {path: {"stale": [line...], "alike": ...}} for the whole tree."""
    listed = {}
    for path, text in LEFTOVERS.items():
        for number, line in enumerate(text.splitlines(), start=1):
            if line[0] != ".":
                kinds = listed.setdefault(path, {})
                kinds.setdefault(MARKS[line[0]], []).append(number)
    manifest = tree["labs/module.manifest.json"].decode().splitlines()
    listed["labs/module.manifest.json"] = {"history": [
        number for number, line in enumerate(manifest, start=1)
        if "candidate" in line]}
    return listed
