"""The planted faults, and near misses that no checker may report.

A fault's marks say where it is to be found: (rule, text of the line, data).
data is {} or says more: "to" (what an import is rewritten to), "refused" (it
is reported but never rewritten), "suppressed", "unsafe" (rewritten only when
asked for), "category" (what a file that does not compile really is).
"""

import re
from collections import namedtuple

from .leftovers import listed_lines

Fault = namedtuple("Fault", "id path note content marks")

RELATIVE = "relative-import"
BOUNDARY = "lane-boundary"
CYCLE = "import-cycle"
SYNTAX = "syntax-error"


def _text(*lines):
    return "".join(line + "\n" for line in lines).encode()


def _package(dotted, *lines):
    return _text('"""The package %s."""' % dotted, "", *(lines or (
        '__version__ = "0.1.0"', "__all__ = []")))


# Files that the faults need and that are themselves in order.
SUPPORT = {
    "lukhas/bridges/tables.py": _text(
        '"""The routes between the bridges."""', "",
        'ROUTES = {"near": 1, "far": 9}'),
    "lukhas/experimental/__init__.py": _package("lukhas.experimental"),
    "lukhas/experimental/weave.py": _text(
        '"""Weaving: tried out here, in the incubation lane."""', "", "",
        "def weave(strands: list) -> str:",
        '    """Join the strands."""',
        '    return "/".join(strands)'),
    "lukhas/feedback/__init__.py": _package("lukhas.feedback"),
    "core/hooks/__init__.py": _package("core.hooks"),
    "core/hooks/names.py": _text(
        '"""The names of the hooks."""', "", 'NAMES = ("before", "after")'),
    "labs/legacy/__init__.py": _package("labs.legacy"),
    "labs/feedback/__init__.py": _package("labs.feedback"),
    "labs/encodings/__init__.py": _package("labs.encodings"),
    "labs/encodings/greetings.py": _text(
        '"""Greetings."""', "", 'GREETING = "hello"'),
    "labs/sleep-lab/stages.py": _text(
        '"""The stages of a night."""', "", 'STAGES = ("light", "deep")'),
}

FAULTS = (
    Fault("relative-in-production", "lukhas/bridges/relay.py",
          "relative imports of three forms in a production lane", _text(
              '"""Relays a message over the shortest bridge."""', "",
              "from . import tables",
              "from .tables import ROUTES as routes",
              "from ..selection.breakthrough import shortlist", "", "",
              "def relay(options: list) -> int:",
              '    """Return the cost of the best option."""',
              "    best = shortlist(options)",
              "    return min(routes.values()) + len(best) * "
              "len(tables.ROUTES)"),
          ((RELATIVE, "from . import tables",
            {"to": "lukhas.bridges"}),
           (RELATIVE, "from .tables import ROUTES as routes",
            {"to": "lukhas.bridges.tables"}),
           (RELATIVE, "from ..selection.breakthrough",
            {"to": "lukhas.selection.breakthrough"}))),
    Fault("beyond-top-level", "core/hooks/detached.py",
          "four dots in a package that is two deep; the file cannot be "
          "imported", _text(
              '"""A hook that was moved without its imports."""', "",
              "from ....platform_settings import LIMIT", "", "",
              "def allowed(count: int) -> bool:",
              '    """Say whether there is room for another."""',
              "    return count < LIMIT"),
          (("import-beyond-top-level", "from ....platform_settings", {}),)),
    Fault("boundary-relative", "lukhas/bridges/preview.py",
          "production imports incubation through a relative form", _text(
              '"""Previews of what is woven elsewhere."""', "",
              "from ..experimental.weave import weave", "", "",
              "def preview(strands: list) -> str:",
              '    """Return the first characters."""',
              "    return weave(strands)[:20]"),
          ((RELATIVE, "from ..experimental.weave",
            {"to": "lukhas.experimental.weave"}),
           (BOUNDARY, "from ..experimental.weave",
            {"chain": ["lukhas/bridges/preview.py",
                       "lukhas/experimental/weave.py"]}))),
    Fault("boundary-absolute", "core/hooks/experiments.py",
          "production imports incubation through an absolute form", _text(
              '"""Hooks that are still being tried."""', "",
              "from labs.feedback.gauge import gauge", "", "",
              "def reading(values: list) -> float:",
              '    """Return what the gauge makes of the values."""',
              "    return gauge(values)"),
          ((BOUNDARY, "from labs.feedback.gauge",
            {"chain": ["core/hooks/experiments.py",
                       "labs/feedback/gauge.py"]}),)),
    Fault("boundary-chain", "core/hooks/telemetry.py",
          "production imports incubation by way of toolkit, which is in no "
          "lane", _text(
              '"""Hooks that report what they saw."""', "",
              "from toolkit.gauges import adapted", "", "",
              "def report(values: list) -> str:",
              '    """Return one line of a report."""',
              '    return f"{adapted(values):.2f}"'),
          ((BOUNDARY, "from toolkit.gauges",
            {"chain": ["core/hooks/telemetry.py", "toolkit/gauges.py",
                       "labs/feedback/gauge.py"]}),)),
    Fault("boundary-chain-helper", "toolkit/gauges.py",
          "the link in that chain: no finding of its own", _text(
              '"""Gauges in the shape that the hooks expect."""', "",
              "from labs.feedback.gauge import gauge", "", "",
              "def adapted(values: list) -> float:",
              '    """Return the reading of at least one value."""',
              "    return gauge(values or [0.0])"),
          ()),
    Fault("cycle-across-lanes", "lukhas/feedback/loop.py",
          "imports labs/feedback/echo.py, which imports it", _text(
              '"""The outer half of the feedback loop."""', "",
              "import labs.feedback.echo", "",
              "ROUNDS = 3", "", "",
              "def run(text: str) -> str:",
              '    """Send the text through the loop."""',
              "    return labs.feedback.echo.echo(text)"),
          ((BOUNDARY, "import labs.feedback.echo",
            {"chain": ["lukhas/feedback/loop.py", "labs/feedback/echo.py"]}),
           (CYCLE, "import labs.feedback.echo",
            {"files": ["labs/feedback/echo.py",
                       "lukhas/feedback/loop.py"]}))),
    Fault("cycle-across-lanes-other-half", "labs/feedback/echo.py",
          "the other half of the cycle", _text(
              '"""The inner half of the feedback loop."""', "",
              "import lukhas.feedback.loop", "", "",
              "def echo(text: str) -> str:",
              '    """Repeat the text once a round."""',
              '    return " ".join([text] * lukhas.feedback.loop.ROUNDS)'),
          ()),
    Fault("python-2", "labs/legacy/report.py",
          "a print statement", _text(
              '"""Prints a report."""', "", "",
              "def report(rows):",
              "    for name, count in rows:",
              '        print "%s: %d" % (name, count)'),
          ((SYNTAX, 'print "%s', {"category": "python-2"}),)),
    Fault("merge-conflict", "labs/legacy/merge_notes.py",
          "markers of a merge that was never finished", _text(
              '"""Notes on a merge."""', "",
              "<<<<<<< HEAD",
              "LIMIT = 10",
              "=======",
              "LIMIT = 12",
              ">>>>>>> feature/limits", "", "",
              "def limited(values):",
              '    """Return the first values."""',
              "    return values[:LIMIT]"),
          ((SYNTAX, "<<<<<<< HEAD", {"category": "merge-conflict"}),)),
    Fault("template", "quarantine/service_template.py",
          "a cookiecutter template named .py; excluded by the configuration",
          _text(
              '"""{{ cookiecutter.project_name }}."""', "",
              "from {{ cookiecutter.package }} import settings", "", "",
              "class {{ cookiecutter.class_name }}:",
              "    name = settings.NAME"),
          ((SYNTAX, "from {{ cookiecutter.package }}",
            {"category": "template"}),)),
    Fault("truncated", "archive/2024/exporter.py",
          "the end of the file is lost; excluded by the configuration",
          _text(
              '"""Exports the records of a year."""', "", "",
              "def export(records):",
              "    return {").rstrip(b"\n") +
          b'\n        "count": len(records),\n        "first": records[0',
          ((SYNTAX, '"first": records[0', {"category": "truncated"}),)),
    Fault("dual-mode", "labs/feedback/gauge_cli.py",
          "meant to run as a script and as a module: cannot be rewritten",
          _text(
              '"""The gauge on the command line."""', "",
              "import sys", "",
              "try:",
              "    from .gauge import gauge",
              "except ImportError:",
              "    from gauge import gauge", "", "",
              "def main() -> int:",
              '    """Print the reading of the arguments."""',
              "    print(gauge([float(word) for word in sys.argv[1:]]))",
              "    return 0", "", "",
              'if __name__ == "__main__":',
              "    sys.exit(main())"),
          ((RELATIVE, "from .gauge import gauge", {"refused": True}),)),
    Fault("no-identifier", "labs/sleep-lab/night.py",
          "the folder's name cannot be written in an absolute import", _text(
              '"""One night."""', "",
              "from .stages import STAGES", "",
              "FIRST = STAGES[0]"),
          ((RELATIVE, "from .stages", {"refused": True}),)),
    Fault("noqa-used", "lukhas/bridges/quiet.py",
          "a relative import that is suppressed in the source", _text(
              '"""The bridge at night."""', "",
              "from .tables import ROUTES  # noqa: TID252", "",
              'COST = ROUTES["near"]'),
          ((RELATIVE, "from .tables", {"suppressed": True}),)),
    Fault("noqa-unused", "lukhas/bridges/loud.py",
          "a suppression that suppresses nothing", _text(
              '"""The bridge at noon."""', "",
              "from lukhas.bridges.tables import ROUTES  # noqa: TID252", "",
              'COST = ROUTES["far"]'),
          (("unused-suppression", "# noqa: TID252", {}),)),
    Fault("dynamic-import", "lukhas/bridges/plugins.py",
          "a relative name given to importlib", _text(
              '"""Bridges that are loaded when they are asked for."""', "",
              "import importlib", "", "",
              "def load_tables() -> dict:",
              '    """Return the routes."""',
              '    tables = importlib.import_module(".tables", __package__)',
              "    return tables.ROUTES"),
          ((RELATIVE, 'import_module(".tables"',
            {"to": "lukhas.bridges.tables", "unsafe": True}),)),
    Fault("all-forms", "labs/encodings/forms.py",
          "the forms that an import can take", _text(
              '"""Greetings in every form."""', "",
              "from __future__ import annotations", "",
              "from typing import TYPE_CHECKING", "",
              "from . import greetings; from .greetings import *  # both",
              "from .greetings import (GREETING as hello,",
              "                        GREETING as again)",
              "from ..encodings \\",
              "    import greetings as same", "",
              "if TYPE_CHECKING:",
              "    from ..feedback.gauge import gauge", "", "",
              "def greet(times: int) -> str:",
              '    """Greet so many times."""',
              "    from .greetings import GREETING as inner",
              "    words = [hello, again, greetings.GREETING, "
              "same.GREETING, inner]",
              '    return " ".join(words * times)'),
          ((RELATIVE, "from . import greetings; from",
            {"to": "labs.encodings"}),
           (RELATIVE, "from .greetings import *",
            {"to": "labs.encodings.greetings"}),
           (RELATIVE, "from .greetings import (GREETING",
            {"to": "labs.encodings.greetings"}),
           (RELATIVE, "from ..encodings",
            {"to": "labs.encodings"}),
           (RELATIVE, "from ..feedback.gauge",
            {"to": "labs.feedback.gauge"}),
           (RELATIVE, "from .greetings import GREETING as inner",
            {"to": "labs.encodings.greetings"}))),
    Fault("latin-1", "labs/encodings/latin.py",
          "a relative import in a file that is not UTF-8", _text(
              "# -*- coding: latin-1 -*-",
              '"""Gr\xfc\xdfe."""', "",
              "from .greetings import GREETING", "",
              'REPLY = GREETING + ", sch\xf6n"'
          ).decode().encode("latin-1"),
          ((RELATIVE, "from .greetings",
            {"to": "labs.encodings.greetings"}),)),
    Fault("crlf", "core/hooks/windows.py",
          "a relative import in a file with CRLF line ends", _text(
              '"""Hooks of the desktop client."""', "",
              "from .names import NAMES", "",
              "FIRST = NAMES[0]").replace(b"\n", b"\r\n"),
          ((RELATIVE, "from .names", {"to": "core.hooks.names"}),)),
    Fault("bom", "lukhas/bridges/marked.py",
          "a relative import in a file that begins with a byte order mark",
          b"\xef\xbb\xbf" + _text(
              '"""The bridge with a mark."""', "",
              "from .tables import ROUTES", "",
              "COUNT = len(ROUTES)"),
          ((RELATIVE, "from .tables", {"to": "lukhas.bridges.tables"}),)),
)

NEAR_MISSES = (
    Fault("init-reexport", "lukhas/bridges/__init__.py",
          "level 1 in __init__.py, which allow_init permits",
          _package("lukhas.bridges", "from .tables import ROUTES", "",
                   '__all__ = ["ROUTES"]'),
          ((RELATIVE, "from .tables", {}),)),
    Fault("quoted-import", "core/hooks/quoted.py",
          "a relative import in a docstring and a string", _text(
              '"""Hooks in prose.', "",
              "    from .names import NAMES", '"""', "",
              'EXAMPLE = "from . import names"'),
          ((RELATIVE, "    from .names", {}),
           (RELATIVE, "EXAMPLE", {}))),
    Fault("incubation-imports-production", "labs/feedback/gauge.py",
          "the direction that is allowed", _text(
              '"""A gauge that is still being tuned."""', "",
              "from core.hooks.names import NAMES", "", "",
              "def gauge(values: list) -> float:",
              '    """Return the mean, weighed by the number of hooks."""',
              "    return sum(values) * len(NAMES) / max(1, len(values))"),
          ((BOUNDARY, "from core.hooks.names", {}),)),
    Fault("cycle-in-one-lane", "labs/feedback/left.py",
          "a cycle that stays within its lane", _text(
              '"""The left hand."""', "",
              "import labs.feedback.right", "",
              "SIDE = \"left\"", "", "",
              "def other() -> str:",
              '    """Name the other side."""',
              "    return labs.feedback.right.SIDE"),
          ((CYCLE, "import labs.feedback.right", {}),)),
    Fault("cycle-in-one-lane-other-half", "labs/feedback/right.py",
          "its other half", _text(
              '"""The right hand."""', "",
              "import labs.feedback.left", "",
              "SIDE = \"right\"", "", "",
              "def other() -> str:",
              '    """Name the other side."""',
              "    return labs.feedback.left.SIDE"),
          ((CYCLE, "import labs.feedback.left", {}),)),
)

PRODUCTION = ("lukhas/", "MATRIZ/", "core/")
INCUBATION = ("labs/", "lukhas/experimental/")
EXCLUDED = ("archive/", "quarantine/")


def code_lane(path):
    """Return the code lane that .lanekeeper.json gives to the path."""
    if path.startswith(INCUBATION):
        return "incubation"
    return "production" if path.startswith(PRODUCTION) else None


def relative_imports(tree):
    """Return (path, line, level) of each relative import statement in a file
    that compiles. No docstring of the sample has a line that looks like one,
    but for that of the near miss."""
    statement = re.compile(rb"(?:^\s*|;\s*)from (\.+)")
    broken = uncompilable()
    return [(path, number, len(match.group(1)))
            for path in sorted(tree)
            if path.endswith(".py") and path not in broken
            and path != "core/hooks/quoted.py"
            for number, line in enumerate(tree[path].splitlines(), start=1)
            for match in statement.finditer(line)]


def uncompilable():
    """Return the paths of the files that no Python 3 compiles."""
    return sorted(fault.path for fault in FAULTS
                  if any(rule == SYNTAX for rule, _, _ in fault.marks))


def listing(tree):
    """Return what faults.json holds: all that checkers are to find."""
    return {
        "format": 1,
        "planted": [_entry(tree, fault) for fault in FAULTS],
        "near_misses": [_entry(tree, fault) for fault in NEAR_MISSES],
        "uncompilable": uncompilable(),
        "relative_imports": _relative_listing(tree),
        "lane_name": listed_lines(tree),
    }


def _entry(tree, fault):
    lines = tree[fault.path].splitlines()
    return {
        "id": fault.id, "path": fault.path, "note": fault.note,
        "code_lane": code_lane(fault.path),
        "excluded": fault.path.startswith(EXCLUDED),
        "findings": [dict(data, rule=rule, line=_line_of(lines, text))
                     for rule, text, data in fault.marks],
    }


def _line_of(lines, text):
    hits = [number for number, line in enumerate(lines, start=1)
            if text.encode() in line]
    assert len(hits) == 1, (text, hits)
    return hits[0]


def _relative_listing(tree):
    """Count per lane; name each one in production. Those of level 1 in an
    __init__.py are permitted by the configuration."""
    counts = {}
    production = []
    for path, line, level in relative_imports(tree):
        init = path.endswith("/__init__.py") and level == 1
        lane = code_lane(path) or "none"
        counts.setdefault(lane, {"found": 0, "permitted": 0})
        counts[lane]["permitted" if init else "found"] += 1
        if lane == "production" and not init:
            production.append({"path": path, "line": line, "level": level})
    return {"counts": counts, "production": production}
