"""Python packages made from templates, with imports that point one way only.

Packages are built in layers: a file imports from files that were built
before it, so there is no import cycle but those that faults.py plants.
"""

import string

from .choices import chance, number, pick, some
from .templates import CALLERS, TEMPLATES
from .words import ADJECTIVES, FILES, NOUNS, VERBS, camel, with_article

CALLABLE_KINDS = tuple(CALLERS)
STRAIGHT = tuple(t for t in TEMPLATES if t.straight)


class Source:
    """One Python file, and what others may import from it."""

    def __init__(self, dotted, path):
        self.dotted = dotted
        self.path = path
        self.package, _, self.name = dotted.rpartition(".")
        self.text = ""
        self.functions = []  # (name, kind), those that others may call
        self.public = []     # every public name
        self.checks = []     # (name, expression), what the unit tests assert
        self.targets = []    # the sources that it imports


class Package:
    """A folder of sources; reexports says how its __init__.py imports them:
    "absolute", "relative", or None when it imports nothing."""

    def __init__(self, dotted, path, reexports=None):
        self.dotted = dotted
        self.path = path
        self.reexports = reexports
        self.sources = []
        self.init = ""


def _values(key):
    """Return the words and numbers of a template for this key."""
    noun = pick(NOUNS, "noun", *key)
    adjective = pick(ADJECTIVES, "adjective", *key)
    return {
        "noun": noun,
        "a_noun": with_article(noun),
        "adj": adjective,
        "an_adj": with_article(adjective),
        "n": 16 + number(64, "n", *key),
        "k": 2 + number(8, "k", *key),
        "p": 1 + number(9, "p", *key),
    }


def _fresh(used, form, key):
    """Return a name of the form verb_noun that the file has not used yet."""
    for attempt in range(100):
        name = "%s_%s" % (pick(VERBS, "verb", attempt, *key),
                          pick(NOUNS, "thing", attempt, *key))
        name = form(name)
        if name not in used:
            used.add(name)
            return name
    raise AssertionError("no name is left for %s" % (key,))


def _fill(template, name, key, **more):
    values = dict(_values(key), name=name, **more)
    return [string.Template(text).substitute(values) for text in template]


class _Writer:
    """Puts one file together: its imports, constants and units."""

    def __init__(self, source, package):
        self.source = source
        self.package = package
        self.used = set()
        self.needs = set()
        self.imports = []
        self.units = []

    # imports

    def use(self, target, style, key):
        """Import a function of the target and add a unit that calls it."""
        name, kind = pick(target.functions, "function", *key)
        relative = style == "relative" and _same_top(self.source, target)
        form = relative_import if relative else absolute_import
        if self._may_import_module(target) and chance(35, "form", *key):
            line, call = form(self.source, target, None, self.used, key)
            call = "%s.%s" % (call, name)
        else:
            line, call = form(self.source, target, name, self.used, key)
        caller = _fresh(self.used, str, ("caller",) + key)
        unit, = _fill((CALLERS[kind],), caller, key, call=call)
        if relative and "(" not in line and chance(12, "inner", *key):
            unit = _inside(unit, line)
        elif relative and chance(8, "guarded", *key):
            self.imports.append(_guarded(line, call.partition(".")[0]))
        else:
            self.imports.append(line)
        self.units.append(unit)
        self.source.public.append(caller)
        self.source.targets.append(target)

    def _may_import_module(self, target):
        """Importing the module goes through its package: that would be a
        cycle where the package's __init__.py imports this very file."""
        return (target.package != self.package.dotted
                or self.package.reexports is None)

    # units

    def add(self, template, key):
        """Add a unit made from the template."""
        form = camel if template.text.lstrip("@").startswith(
            ("class", "dataclass")) else str
        name = _fresh(self.used, form, key)
        text, *checks = _fill((template.text,) + template.checks, name, key)
        self.needs.update(template.needs)
        self.units.append(text)
        self.source.public.append(name)
        if template.kind in CALLABLE_KINDS:
            self.source.functions.append((name, template.kind))
        self.source.checks.extend((name, check) for check in checks)

    def text(self, key):
        """Return the whole file."""
        head = ['"""%s"""\n' % _purpose(self.source, key)]
        if chance(70, "future", *key):
            head.append("from __future__ import annotations\n")
        if self.needs:
            head.append("".join(_standard_imports(self.needs)))
        if self.imports:
            head.append("\n".join(sorted(self.imports)) + "\n")
        constants = "".join(
            "DEFAULT_%s = %d\n" % (noun.upper(), number(900, noun, *key) + 10)
            for noun in some(NOUNS, 1 + number(2, "constants", *key),
                             "constant", *key))
        head.append(constants)
        if chance(30, "all", *key):
            names = "".join('    "%s",\n' % name
                            for name in sorted(self.source.public))
            head.append("__all__ = [\n%s]\n" % names)
        return "\n".join(head) + "\n\n" + "\n\n".join(self.units)


def _purpose(source, key):
    return pick((
        "%(title)s of %(package)s: %(verb)s each %(noun)s.",
        "%(title)s. Used by %(package)s to %(verb)s %(an_adj)s %(noun)s.",
        "How %(package)s is to %(verb)s its %(noun)s (%(title)s).",
    ), "purpose", *key) % dict(
        _values(key), title=source.name.replace("_", " ").capitalize(),
        package=source.package, verb=pick(VERBS, "aim", *key))


def _standard_imports(needs):
    """Return the import lines, plain imports first, one line a module."""
    lines = ["import %s\n" % module
             for module, name in sorted(needs, key=str) if name is None]
    for module in sorted({module for module, name in needs if name}):
        names = sorted(name for m, name in needs if m == module and name)
        lines.append("from %s import %s\n" % (module, ", ".join(names)))
    return lines


def _inside(unit, line):
    """Return the unit with the import as the first line of its body."""
    head, docstring, body = unit.split("\n", 2)
    return "\n".join((head, docstring, "    " + line, body))


def _guarded(line, name):
    return "try:\n    %s\nexcept ImportError:\n    %s = None" % (
        line.replace("\n", "\n    "), name)


def _same_top(source, target):
    return source.dotted.split(".")[0] == target.dotted.split(".")[0]


def _bind(name, used):
    """Return the name, or another where the file has it already."""
    bound = name
    while bound in used:
        bound = "other_" + bound
    used.add(bound)
    return bound, "" if bound == name else " as " + bound


def absolute_import(source, target, name, used, key):
    """Return (line, bound name); without a name the module is imported."""
    if name:
        bound, alias = _bind(name, used)
        return "from %s import %s%s" % (target.dotted, name, alias), bound
    bound, alias = _bind(target.name, used)
    if chance(40, "plain", *key):
        return "import %s as %s" % (target.dotted, bound), bound
    return "from %s import %s%s" % (target.package, target.name, alias), bound


def relative_import(source, target, name, used, key):
    """The same, seen from the source's own package."""
    here = source.package.split(".")
    there = target.package.split(".")
    shared = 0
    while here[shared:shared + 1] == there[shared:shared + 1] != []:
        shared += 1
    dots = "." * (len(here) - shared + 1)
    rest = there[shared:]
    if not name:
        bound, alias = _bind(target.name, used)
        return "from %s%s import %s%s" % (
            dots, ".".join(rest), target.name, alias), bound
    bound, alias = _bind(name, used)
    module = dots + ".".join(rest + [target.name])
    if chance(15, "brackets", *key):
        return "from %s import (  # %s\n    %s%s,\n)" % (
            module, target.name, name, alias), bound
    return "from %s import %s%s" % (module, name, alias), bound


def build_source(package, name, targets, style="absolute", straight=False):
    """Add a file to the package that imports from the targets."""
    source = Source("%s.%s" % (package.dotted, name),
                    "%s/%s.py" % (package.path, name))
    writer = _Writer(source, package)
    templates = STRAIGHT if straight else TEMPLATES
    callable_ones = tuple(t for t in templates if t.kind in CALLABLE_KINDS)
    for i, target in enumerate(targets):
        writer.use(target, style, (source.dotted, "use", i))
    key = (source.dotted, "first")
    writer.add(pick(callable_ones, "template", *key), key)
    for i in range(1 + number(4, "units", source.dotted)):
        key = (source.dotted, i)
        writer.add(pick(templates, "template", *key), key)
    source.text = writer.text((source.dotted,))
    package.sources.append(source)
    return source


def build_package(dotted, path, names, pool, style="absolute", reexports=None):
    """Return a package of files with these names; they import from each other
    and from the sources in the pool."""
    package = Package(dotted, path, reexports)
    for name in names:
        key = ("targets", dotted, name)
        own = some(package.sources, number(3, "own", *key), *key)
        far = some(pool, 1, *key) if chance(45, "far", *key) else []
        build_source(package, name, own + far, style)
    package.init = _init_text(package)
    return package


def file_names(dotted, least, most):
    """Return names for the files of a package, at least and at most so many."""
    count = least + number(most - least + 1, "count", dotted)
    return some(FILES, count, "files", dotted)


def _init_text(package):
    """Return the text of __init__.py."""
    key = ("init", package.dotted)
    lines = ['"""The package %s."""' % package.dotted, ""]
    names = {}
    for source in package.sources[:3] if package.reexports else ():
        names.setdefault(pick(source.functions, *key)[0], source)
    for name, source in sorted(names.items(), key=lambda item: item[1].name):
        module = source.dotted
        if package.reexports == "relative":
            module = "." + source.name
        lines.append("from %s import %s" % (module, name))
    if names:
        lines.append("")
    else:
        lines.append('__version__ = "0.%d.0"' % number(9, *key))
    listed = "".join('    "%s",\n' % name for name in sorted(names))
    lines.append("__all__ = [\n%s]" % listed if names else "__all__ = []")
    return "\n".join(lines) + "\n"
