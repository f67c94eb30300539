"""The five pilots: code sized so that a real coverage run gives their value.

A pilot's tests call every function of its live files whose body they are
counted for; dormant files are never imported. Two files are padded with
constants, one statement each, until both counts are exact: settings.py, that
the tests import, and presets.py, that nobody does.
"""

import ast
from collections import namedtuple

from .choices import number, some
from .code import Package, build_source
from .words import FILES, NOUNS

Pilot = namedtuple("Pilot", "name folder covered valid value observed_at ts "
                            "scaffolded_at tests_scaffolded_at")

PILOTS = (
    Pilot("consciousness", "consciousness", 14, 340, 4.12,
          "2025-10-05T10:10:40.649191+00:00",
          "2025-10-05T10:10:40.649802+00:00",
          "2025-10-05T09:02:11.204718+00:00",
          "2025-10-05T09:31:05.118236+00:00"),
    Pilot("memory", "memory", 63, 340, 18.53,
          "2025-10-05T10:10:41.389702+00:00",
          "2025-10-05T10:10:41.390279+00:00",
          "2025-10-05T09:02:11.207355+00:00",
          "2025-10-05T09:31:05.120904+00:00"),
    Pilot("identity", "identity", 73, 200, 36.5,
          "2025-10-05T10:10:42.088842+00:00",
          "2025-10-05T10:10:42.089407+00:00",
          "2025-10-05T09:02:11.209871+00:00",
          "2025-10-05T09:31:05.123317+00:00"),
    Pilot("governance", "governance", 2, 870, 0.23,
          "2025-10-05T10:10:42.869217+00:00",
          "2025-10-05T10:10:42.869831+00:00",
          "2025-10-05T09:02:11.212446+00:00",
          "2025-10-05T09:31:05.125688+00:00"),
    Pilot("matriz", "MATRIZ", 8, 404, 1.98,
          "2025-10-05T10:10:52.185962+00:00",
          "2025-10-05T10:10:52.186554+00:00",
          "2025-10-05T09:02:11.214990+00:00",
          "2025-10-05T09:31:05.128041+00:00"),
)

INIT_STATEMENTS = 2
LARGEST_SETTINGS = 8


def statements(node, into_functions=True):
    """Count the statements below the node as coverage.py does: docstrings
    do not count, a line of several bodies counts once."""
    total = 0
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt):
            total += statements(child, into_functions)
        elif not _is_docstring(child):
            total += 1
            if into_functions or not isinstance(child, ast.FunctionDef):
                total += statements(child, into_functions)
    return total


def _is_docstring(node):
    return (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str))


def covered_statements(source):
    """Count what the checks of a live file run: all that stands outside of
    functions, and the body of each function or class that a check uses."""
    tree = ast.parse(source.text)
    checked = {name for name, _ in source.checks}
    covered = statements(tree, False)
    for node in tree.body:
        if getattr(node, "name", None) in checked:
            covered += statements(node)
            if isinstance(node, ast.ClassDef):  # its own level ran on import
                covered -= statements(node, False)
    return covered


def build_pilot(pilot):
    """Return the pilot's package."""
    package = Package(pilot.folder, pilot.folder)
    package.init = ('"""The package %s."""\n\n__version__ = "0.1.0"\n'
                    "__all__ = []\n" % pilot.folder)
    names = iter(some(FILES, len(FILES), "pilot", pilot.name))
    covered, valid = _live_files(pilot, package, names)
    settings = pilot.covered - covered
    valid += settings
    _constants(package, "settings", "Limits that the tests know.", settings)
    valid = _dormant_files(pilot, package, names, valid)
    _constants(package, "presets", "Values for a first start.",
               pilot.valid - valid)
    return package


def _live_files(pilot, package, names):
    covered = valid = INIT_STATEMENTS
    while pilot.covered - covered > LARGEST_SETTINGS:
        source = build_source(package, next(names), [], straight=True)
        _thin_out(source)
        if covered + covered_statements(source) >= pilot.covered:
            package.sources.pop()
            continue
        covered += covered_statements(source)
        valid += statements(ast.parse(source.text))
    return covered, valid


def _thin_out(source):
    """Leave every third name of the file untested."""
    untested = sorted({name for name, _ in source.checks})[1::3]
    source.checks = [c for c in source.checks if c[0] not in untested]


def _dormant_files(pilot, package, names, valid):
    for name in names:
        source = build_source(package, name, [], straight=True)
        source.checks = []
        source.functions = []
        size = statements(ast.parse(source.text))
        if valid + size > pilot.valid:
            package.sources.pop()
            return valid
        valid += size
    return valid


def _constants(package, name, purpose, count):
    """Add a file of count statements."""
    if not count:
        return
    source = build_source(package, name, [], straight=True)
    nouns = some(NOUNS, len(NOUNS), "constants", source.dotted)
    lines = ["%s_LIMIT = %d" % (noun.upper(), 1 + number(99, noun, name))
             for noun in nouns[:count]]
    assert len(lines) == count, (source.dotted, count)
    source.text = '"""%s"""\n\n%s\n' % (purpose, "\n".join(lines))
    source.functions = []
    source.public = [line.split(" ")[0] for line in lines]
    source.checks = []
