"""Documents, tests and configuration of the sample."""

from .choices import chance, number, some
from .manifests import description, lane, owner
from .words import ADJECTIVES, NOUNS, VERBS, title

COLOURS = {"stable": "green", "wip": "yellow", "draft": "lightgrey",
           "unknown": "lightgrey"}


def bare_init(folder):
    """Return the __init__.py of a folder that only holds packages."""
    return '"""The package %s."""\n\n__version__ = "1.0.0"\n__all__ = []\n' % (
        folder.replace("/", "."))


def _status(module):
    return ("wip", "draft", "stable")[number(3, "document", module.name)]


def _front_matter(module, kind, heading):
    status = _status(module)
    return """---
module: %s
type: %s
title: %s
status: %s
---

![Status: %s](https://img.shields.io/badge/status-%s-%s)

# %s
""" % (module.name, kind, heading, status, status.capitalize(), status,
       COLOURS[status], heading)


# documents of a module

def readme(module):
    """Return README.md: what the module is, and where to read on."""
    lines = [_front_matter(module, "overview", title(module.name)),
             "## Purpose\n", description(module) + "\n",
             "Owner: %s. Lane: %s.\n" % (owner(module), lane(module) or "L2")]
    if module.dependencies:
        lines.append("## Builds on\n")
        lines.append("".join("- `%s`\n" % name
                             for name in sorted(module.dependencies)[:8]))
    if module.docs:
        lines.append("## Read on\n")
        lines.append("- [API](docs/API.md)\n"
                     "- [Architecture](docs/ARCHITECTURE.md)\n")
    return "\n".join(lines)


def api_document(module):
    """Return docs/API.md."""
    lines = [_front_matter(module, "api",
                           "API of %s" % title(module.name))]
    for source in module.sources[:12]:
        lines.append("## `%s`\n" % source.dotted)
        lines.append("".join("- `%s`\n" % name for name in source.public))
    return "\n".join(lines)


def architecture_document(module):
    """Return docs/ARCHITECTURE.md."""
    key = ("architecture", module.name)
    verb, other = some(VERBS, 2, *key)
    noun, second = some(NOUNS, 2, *key)
    return "\n".join((
        _front_matter(module, "architecture",
                      "Architecture of %s" % title(module.name)),
        "## Overview\n",
        "Every %s %s enters here; the module has to %s it and to %s the %s.\n"
        % (some(ADJECTIVES, 1, *key)[0], noun, verb, other, second),
        "## Integration points\n",
        "See the [API](API.md) and the [module](../README.md).\n"))


def changelog(module):
    """Return CHANGELOG.md, as the scaffold makes it."""
    return ("# Changelog of %s\n\n## Unreleased\n\n"
            "## 0.1.0 (2025-10-05)\n\n- First version.\n" % module.name)


def contributing_document(module):
    """Return docs/CONTRIBUTING.md, as the scaffold makes it."""
    return _front_matter(
        module, "guide", "Contributing to %s" % title(module.name)) + (
            "\n## Quickstart\n\n```bash\npython -m pytest %s/tests\n```\n\n"
            "## Common tasks\n\nRead the [architecture](ARCHITECTURE.md) "
            "first.\n" % module.folder)


def settings(module):
    """Return config/settings.yaml."""
    key = ("settings", module.name)
    return "module: %s\nenabled: %s\nlimits:\n%s" % (
        module.name, "true" if chance(80, *key) else "false",
        "".join("  %s: %d\n" % (noun, number(500, noun, *key))
                for noun in some(NOUNS, 4, *key)))


# tests of a module

def conftest(module):
    """Return tests/conftest.py: fixtures only."""
    return '''"""Fixtures for the tests of %s."""

import pathlib

import pytest


@pytest.fixture
def module_root() -> pathlib.Path:
    """The folder of the manifest."""
    return pathlib.Path(__file__).resolve().parent.parent
''' % module.name


def _tested(module):
    """Return the sources whose checks become unit tests."""
    checked = [source for source in module.sources if source.checks]
    return checked if module.pilot else checked[:6]


def smoke_test(module):
    """Return tests/test_smoke.py."""
    package = module.folder.replace("/", ".")
    names = [package]
    if module.pilot:
        names += [source.dotted for source in module.sources
                  if source.name == "settings"]
    else:
        names += [source.dotted for source in _tested(module)]
    return '''"""Smoke tests: %s can be imported."""

import importlib
import json

import pytest

NAMES = (
%s)


@pytest.mark.parametrize("name", NAMES)
def test_smoke_import(name):
    assert importlib.import_module(name).__name__ == name


def test_smoke_manifest(module_root):
    manifest = json.loads((module_root / "module.manifest.json").read_text())
    assert manifest["module"] == "%s"
''' % (module.name, "".join('    "%s",\n' % name for name in names),
       module.name)


def unit_test(module):
    """Return tests/test_unit.py: the checks of the templates."""
    package = module.folder.replace("/", ".")
    parts = ['"""Unit tests of %s."""\n' % module.name]
    for source in _tested(module):
        names = sorted({name for name, _ in source.checks})
        parts.append("\ndef test_%s():\n    from %s import (\n%s    )\n\n%s" % (
            source.name, source.dotted,
            "".join("        %s,\n" % name for name in names),
            "".join("    assert %s\n" % check for _, check in source.checks)))
    if len(parts) == 1:
        parts.append("\ndef test_version():\n    import %s\n\n"
                     "    assert %s.__version__.count(\".\") == 2\n"
                     % (package, package))
    return "\n".join(parts)


# the repository's own files: {path: (stage, text)}

FILES = {
    ".gitignore": ("import", """\
__pycache__/
*.pyc
.pytest_cache/
.coverage
coverage.xml
bench.json
.venv/
"""),
    ".lanekeeper.json": ("config", """\
{
  // Production fails a check, incubation only warns.
  "python": { "target": "3.11" },
  "lanes": [
    {
      "name": "production",
      "paths": ["lukhas/**", "MATRIZ/**", "core/**"],
      "severity": "error"
    },
    {
      "name": "incubation",
      "paths": ["labs/**", "lukhas/experimental/**"],
      "severity": "warning"
    }
  ],
  "exclude": ["archive/**", "quarantine/**"],
  "pilots": ["consciousness", "memory", "identity", "governance", "matriz"],
  "imports": { "style": "absolute", "level": "all", "allow_init": true }
}
"""),
    "pyproject.toml": ("import", """\
[project]
name = "lukhas-monorepo"
version = "0.0.1"
requires-python = ">=3.11"

[tool.pytest.ini_options]
addopts = "--import-mode=importlib"
pythonpath = ["."]
norecursedirs = ["archive", "quarantine", ".git"]
markers = ["integration: needs more than one module"]

[tool.coverage.run]
omit = ["*/tests/*"]

[tool.ruff]
target-version = "py311"
line-length = 100
exclude = ["archive", "quarantine", "notebooks"]
"""),
    "requirements.txt": ("import", "pytest\npytest-cov\n"),
    "README.md": ("import", """\
# Monorepo

149 modules in three lanes: production (`lukhas/`, `MATRIZ/`, `core/`),
incubation (`labs/`), and modules of their own at the top level. Each module
has a `module.manifest.json`.

- [Lanes](docs/LANES.md)
- [Manifests](docs/MANIFESTS.md)
- [Testing](docs/TESTING.md)
- [Scenarios and tests](docs/TEST_SCENARIOS.md)
"""),
    "docs/MANIFESTS.md": ("import", """\
---
status: stable
type: documentation
owner: Platform
module: root
redirect: false
moved_to: null
---

![Status: Stable](https://img.shields.io/badge/status-stable-green)

# Manifests

A module is a folder with a `module.manifest.json`. Its observed values are
written together with a line in the ledger below `manifests/.ledger/`.
"""),
    "docs/MANIFEST_SYSTEM.md": ("import", """\
---
status: moved
type: documentation
owner: Platform
module: root
redirect: true
moved_to: docs/MANIFESTS.md
---

Moved to [Manifests](MANIFESTS.md).
"""),
    "docs/TESTING.md": ("main", """\
---
status: wip
type: guide
owner: Quality
module: root
redirect: false
moved_to: null
---

![Status: WIP](https://img.shields.io/badge/status-wip-yellow)

# Testing

```bash
python -m pytest -q -k smoke
python -m pytest identity/tests --cov=identity --cov-report=xml
```

The tests of a module lie in its `tests/` folder and are not counted as
covered code.
"""),
    "docs/TEST_SCENARIOS.md": ("main", """\
# Scenarios and tests

## What is covered well

| Area | Tests | Real-world scenario |
|------|--------|----------------------|
| **Lanes** | `test_lane_paths.py` | Order and form of the lanes' paths |
| **Manifests** | `test_manifests.py` | Names are unique, observed values come in pairs |
| **Ledgers** | `test_ledgers.py` | One line is one JSON object; times are in order |

## Gaps for real-world scenarios (and coverage added)

### 1. **Two manifests with one name** \u2014 \u2705 Covered

- **Coverage:** `tests/unit/test_manifests.py` \u2014 TestManifests: test_names_are_unique.

### 2. **Ledger without a final newline** \u2014 \u2705 Covered

- **Coverage:** `tests/unit/test_ledgers.py` \u2014 test_every_line_is_complete.

### 3. **Benchmarks**

- **Gap:** Not yet a single benchmark; the ledger is empty.

**Test files:** `test_lane_paths.py`, `test_manifests.py`, `test_ledgers.py`.
"""),
    "tests/unit/test_manifests.py": ("main", '''\
"""The manifests of the whole repository."""

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]


def manifests():
    return [json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(ROOT.rglob("module.manifest.json"))]


class TestManifests:
    def test_names_are_unique(self):
        names = [manifest["module"] for manifest in manifests()]
        assert len(names) == len(set(names)) > 0

    def test_observed_values_come_in_pairs(self):
        for manifest in manifests():
            testing = manifest["testing"]
            assert ("coverage_observed" in testing) == (
                "observed_at" in testing)
'''),
    "tests/unit/test_ledgers.py": ("main", '''\
"""The ledgers of the whole repository."""

import json
import pathlib

LEDGERS = pathlib.Path(__file__).resolve().parents[2] / "manifests" / ".ledger"


def entries(path):
    return [json.loads(line)
            for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_line_is_complete():
    for path in LEDGERS.glob("*.ndjson"):
        text = path.read_text(encoding="utf-8")
        assert text == "" or text.endswith("\\n")


def test_times_are_in_order():
    for path in LEDGERS.glob("*.ndjson"):
        times = [entry["ts"] for entry in entries(path)]
        assert times == sorted(times)
'''),
    "scripts/count_modules.py": ("import", '''\
#!/usr/bin/env python3
"""Prints the number of modules."""

import pathlib

print(len(list(pathlib.Path(".").rglob("module.manifest.json"))))
'''),
    "archive/2024/README.md": ("import", "# Archive\n\nKept as it was.\n"),
    "quarantine/README.md": ("import", "# Quarantine\n\nNot to be used.\n"),
}

EXECUTABLE = ("scripts/count_modules.py", "scripts/lane_report.py",
              "scripts/sync_lanes.sh")
