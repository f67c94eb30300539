#!/usr/bin/env python3
"""imports.py - check the law of import-relativity against CPython itself.

usage: imports.py [--root DIR]... [--report FILE] [-j N] BEFORE AFTER

BEFORE and AFTER are two copies of one tree: as it was, and as the program
left it. For every .py file that was changed:

  - CPython compiles it before and after, and the two syntax trees are equal
    but for the form of the names in `from` imports;
  - every such import names the same absolute module, by
    importlib.util.resolve_name and the file's package;
  - the bytes are those of BEFORE with nothing replaced but module names, each
    from its first dot (or letter) to its last letter, plus one blank where
    `from` or `import` would touch the new name;
  - nothing was changed that must be refused: __package__ or __path__ set, a
    standard module's name on top, a folder that is no identifier.

Every other file is equal in both trees, and neither tree has more files.
The file's package is its path below the longest --root above it. Without
one it is inferred from what the program wrote, and must then be the same
for all imports of a folder and agree with the __init__.py chain wherever
that leaves no choice.

--report FILE is the program's JSON for BEFORE (all relative imports, without
--apply): each relative import of a file that compiles is one finding at its
place, whose data agree with CPython and with AFTER.

Exit status: 0 the law holds, 1 it does not, 2 it could not be checked.
"""

import argparse
import ast
import bisect
import codecs
import collections
import dataclasses
import importlib.util
import json
import keyword
import multiprocessing
import os
import re
import sys
import unicodedata
import warnings

GAP = rb"(?:[ \t\f]|\\(?:\r\n|\r|\n))*"
NAME = rb"[^\s\\.;()#,*]+"
FROM = re.compile(
    rb"from%(gap)s"
    rb"(?P<module>(?:\.(?:%(gap)s\.)*)?"
    rb"(?:%(gap)s%(name)s(?:%(gap)s\.%(gap)s%(name)s)*)?)"
    rb"%(gap)simport(?![\w\x80-\xff])" % {b"gap": GAP, b"name": NAME})
MAY_BE_RELATIVE = re.compile(rb"from(?:\s|\\)*\.")
NEWLINE = re.compile(rb"\r\n|\r|\n")
COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.DOTALL)
BLANK_LINE = re.compile(rb"[ \t\f]*(?:#.*)?\Z", re.DOTALL)
# Named by Python 3.10 and newer; older ones leave the rule unchecked.
STANDARD = getattr(sys, "stdlib_module_names", frozenset())
BOM = b"\xef\xbb\xbf"


class NotPython(Exception):
    """CPython does not compile the bytes."""


class Unknown(Exception):
    """This CPython cannot say whether the bytes compile."""


@dataclasses.dataclass
class Statement:
    """One `from` import: its names, and where the module's name lies."""

    level: int
    module: str
    start: int         # raw offsets of the module's name, dots included
    end: int
    head: tuple        # raw offsets of `from` and of what follows `import`
    place: tuple       # line and column of `from`
    name_place: tuple  # line and column of the name

    @property
    def name(self):
        return "." * self.level + self.module

    @property
    def line(self):
        return self.place[0]


def parse(data):
    """The syntax tree of a file's bytes; NotPython unless they compile."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(data)
            compile(tree, "file", "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            raise NotPython(str(error)) from None
        except (RecursionError, MemoryError, SystemError) as error:
            raise Unknown(type(error).__name__) from None
    return tree


def file_encoding(data):
    """
    PEP 263, as the compiler does it: tokenize.detect_encoding wants UTF-8 on
    the cookie's line and knows no lone CR.
    """
    if data.startswith(BOM):
        return "utf-8"
    for line in NEWLINE.split(data, 2)[:2]:
        match = COOKIE.match(line)
        if match:
            name = match[1].decode().lower().replace("_", "-")
            for normal in ("utf-8", "latin-1", "iso-8859-1", "iso-latin-1"):
                if name == normal or name.startswith(normal + "-"):
                    name = normal
            return codecs.lookup(name).name
        if not BLANK_LINE.match(line):
            break
    return "utf-8"


class Text:
    """A file's bytes as UTF-8, with the way back to raw offsets."""

    def __init__(self, data):
        self.data = data
        encoding = file_encoding(data)
        self.skip = len(BOM) if data.startswith(BOM) else 0
        self.raw = None
        if encoding in ("utf-8", "ascii"):
            self.utf8 = data[self.skip:]
        else:
            text, self.raw = decode_with_offsets(data, encoding)
            self.utf8 = text.encode()
        self.lines = [0] + [m.end() for m in NEWLINE.finditer(self.utf8)]

    def offset(self, line, column):
        return self.lines[line - 1] + column

    def raw_offset(self, offset):
        if self.raw is None:
            return offset + self.skip
        return self.raw[len(self.utf8[:offset].decode())]

    def place(self, offset):
        """Line and column, 1-based, columns in code points."""
        line = bisect.bisect_right(self.lines, offset)
        text = self.utf8[self.lines[line - 1]:offset].decode()
        return line, len(text) + 1


def decode_with_offsets(data, encoding):
    """The text, and for each of its characters where its bytes begin."""
    decoder = codecs.getincrementaldecoder(encoding)()
    text, offsets, start = [], [], 0
    for i in range(len(data)):
        out = decoder.decode(data[i:i + 1])
        if out:
            offsets += [start] * len(out)
            text.append(out)
            start = i + 1
    decoder.decode(b"", True)
    return "".join(text), offsets + [len(data)]


def reads_as(name, node):
    """Is this the name of the node's module? (NFKC may change letters.)"""
    name = re.sub(GAP, b"", name).decode()
    bare = name.lstrip(".")
    return len(name) - len(bare) == node.level and \
        unicodedata.normalize("NFKC", bare) == (node.module or "")


def from_imports(tree, data):
    """All `from` imports of a file, in the order of the text."""
    nodes = [node for node in ast.walk(tree)
             if isinstance(node, ast.ImportFrom)]
    nodes.sort(key=lambda node: (node.lineno, node.col_offset))
    if not nodes:
        return []
    text, out = Text(data), []
    for node in nodes:
        at = text.offset(node.lineno, node.col_offset)
        match = FROM.match(text.utf8, at)
        if not match or not reads_as(match["module"], node):
            raise AssertionError("no import at line %d" % node.lineno)
        out.append(Statement(node.level, node.module or "",
                             text.raw_offset(match.start("module")),
                             text.raw_offset(match.end("module")),
                             (text.raw_offset(at),
                              text.raw_offset(match.end())),
                             text.place(at),
                             text.place(match.start("module"))))
    return out


def resolve(name, package):
    """importlib.util.resolve_name, or None beyond the top-level package."""
    if not name.startswith("."):
        return name
    try:
        # resolve_name wants a package even where dots lead past it.
        return importlib.util.resolve_name(name, package or None)
    except ImportError:
        return None


def same_tree(before, after):
    """Are two syntax trees equal, names of `from` imports left out?"""
    stack = [(before, after)]
    while stack:
        a, b = stack.pop()
        if type(a) is not type(b):
            return False
        if isinstance(a, ast.AST):
            skip = ("module", "level") if isinstance(a, ast.ImportFrom) else ()
            for field in a._fields:
                if field not in skip:
                    stack.append((getattr(a, field, None),
                                  getattr(b, field, None)))
        elif isinstance(a, list):
            if len(a) != len(b):
                return False
            stack.extend(zip(a, b))
        elif a != b and not (a != a and b != b):
            return False
    return True


def sets_package(tree):
    """Which of __package__ and __path__ a module's own scope binds."""
    special = {"__package__", "__path__"}
    stack = list(tree.body)
    while stack:
        node = stack.pop()
        name = None
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            name = node.id
        elif isinstance(node, ast.alias):
            name = node.asname or node.name
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef,
                               ast.ClassDef)):
            name = node.name
        if name in special:
            return name
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef,
                                 ast.ClassDef, ast.Lambda)):
            stack.extend(ast.iter_child_nodes(node))
    return None


def implied_package(folders, statement, absolute):
    """
    The package for which a relative import names `absolute`: the trailing
    parts of the file's folder. None when there is none.
    """
    base = absolute
    if statement.module:
        if not absolute.endswith("." + statement.module):
            return None
        base = absolute[:-len(statement.module) - 1]
    parts = base.split(".")
    depth = len(folders) - (len(parts) + statement.level - 1)
    if depth < 0:
        return None
    package = folders[depth:]
    return package if package[:len(parts)] == parts else None


def chain_package(tree, folders):
    """
    The package that a chain of __init__.py leaves no doubt about: unbroken
    from the file's folder up to a top package, nothing above it looks like
    a package or holds a project of its own. None: in doubt.
    """
    def has(depth, name):
        return os.path.exists(os.path.join(tree, *folders[:depth], name))

    top = len(folders)
    while top > 0 and has(top, "__init__.py"):
        top -= 1
    if top == len(folders) or folders[top] in ("src", "lib", "python"):
        return None
    if any(has(depth, "__init__.py") for depth in range(top)):
        return None
    if any(has(depth, "pyproject.toml") for depth in range(len(folders) + 1)):
        return None
    return folders[top:]


class File:
    """One file of both trees, and what is wrong with it."""

    def __init__(self, options, path):
        self.options, self.path = options, path
        self.folders = path.split("/")[:-1]
        self.violations, self.counts = [], collections.Counter()
        self.package = None
        self.pairs = []  # (statement before, statement after)

    def wrong(self, what, excerpt=""):
        self.violations.append((self.path, what, excerpt))

    def read(self, tree):
        with open(os.path.join(tree, self.path), "rb") as file:
            return file.read()

    def check(self):
        before, after = self.read(self.options.before), \
            self.read(self.options.after)
        self.counts["files"] += 1
        if not self.path.endswith(".py"):
            if before != after:
                self.wrong("changed, and is no .py file")
            return self
        if before == after and not MAY_BE_RELATIVE.search(before):
            return self
        try:
            tree = parse(before)
        except NotPython as error:
            self.counts["files that do not compile"] += 1
            if before != after:
                self.wrong("changed, but does not compile: %s" % error)
            return self
        except Unknown as error:
            self.counts["files this Python cannot judge"] += 1
            if before != after:
                self.wrong("changed, cannot be judged: %s" % error)
            return self
        self.check_trees(before, after, tree)
        return self

    def check_trees(self, before, after, tree):
        old = from_imports(tree, before)
        self.pairs = [(statement, statement) for statement in old]
        if before != after:
            self.counts["files changed"] += 1
            try:
                new_tree = parse(after)
            except (NotPython, Unknown) as error:
                self.wrong("does not compile any more: %s" % error,
                           first_difference(before, after))
                return
            new = from_imports(new_tree, after)
            if len(old) != len(new) or not same_tree(tree, new_tree):
                self.wrong("another syntax tree",
                           first_difference(before, after))
                return
            self.pairs = list(zip(old, new))
            self.check_bytes(before, after)
            self.check_refusals(tree)
        self.check_names()

    def check_bytes(self, before, after):
        """AFTER must be BEFORE with the names replaced, to the byte."""
        out, at = [], 0
        for old, new in self.pairs:
            if old.name == new.name:
                continue
            out.append(before[at:old.start])
            if before[old.start - 4:old.start] == b"from" \
                    and old.name.startswith(".") and new.level == 0:
                out.append(b" ")
            out.append(after[new.start:new.end])
            if before[old.end:old.end + 6] == b"import":
                out.append(b" " if new.module else b"")
            at = old.end
        out.append(before[at:])
        expected = b"".join(out)
        if expected != after:
            self.wrong("bytes beside the names changed",
                       first_difference(expected, after))
        for old, new in self.pairs:
            text = after[new.start:new.end]
            if old.name != new.name and re.search(rb"[\s\\]", text):
                self.wrong("a name was written with blanks", repr(text))

    def check_refusals(self, tree):
        name = sets_package(tree)
        if name:
            self.wrong("changed, though the file sets %s" % name)

    def check_names(self):
        for old, new in self.pairs:
            self.counts["from imports"] += 1
            if old.level:
                self.counts["relative imports"] += 1
            if old.name == new.name:
                continue
            self.counts["rewritten"] += 1
            if bool(old.level) == bool(new.level):
                self.wrong("line %d: the form did not change" % old.line,
                           "%s -> %s" % (old.name, new.name))
                continue
            self.check_name(old, new)
        if self.package is not None:
            self.check_package()

    def check_name(self, old, new):
        relative, absolute = (old, new.module) if old.level \
            else (new, old.module)
        excerpt = "line %d: %s -> %s" % (old.line, old.name, new.name)
        package = self.declared_package()
        if package is None:
            package = self.package
        if package is None:
            package = implied_package(self.folders, relative, absolute)
        if package is None:
            self.wrong("names another module", excerpt)
            return
        resolved = resolve(relative.name, ".".join(package))
        if resolved != absolute:
            self.wrong("names another module",
                       "%s, CPython: %s" % (excerpt, resolved))
            return
        self.package = package

    def declared_package(self):
        path = "/".join(self.folders)
        roots = [root for root in self.options.roots
                 if root == "" or path == root or path.startswith(root + "/")]
        if not roots:
            return None
        root = max(roots, key=len)
        return self.folders[len(root.split("/")) if root else 0:]

    def check_package(self):
        package, depth = self.package, len(self.folders) - len(self.package)
        bad = [part for part in package
               if not part.isidentifier() or keyword.iskeyword(part)]
        if bad:
            self.wrong("'%s' is no identifier" % bad[0])
        if package[0] in STANDARD:
            self.wrong("the top package '%s' is a standard module's name"
                       % package[0])
        if self.declared_package() is not None:
            return
        certain = chain_package(self.options.before, self.folders)
        if certain is None:
            self.counts["files with a package inferred"] += 1
        elif certain != package:
            self.wrong("took package '%s', the __init__.py chain says '%s'"
                       % (".".join(package), ".".join(certain)))
        root = os.path.join(self.options.before, *self.folders[:depth],
                            "__init__.py")
        if os.path.exists(root):
            self.wrong("took a root that is itself a package: '%s'"
                       % "/".join(self.folders[:depth]))

    def check_report(self, findings):
        """Each relative import is one finding, and the other way round."""
        left = list(findings)
        for old, new in self.pairs:
            if not old.level:
                continue
            here = [finding for finding in left if is_at(finding, old)]
            if len(here) != 1:
                self.wrong("%d findings for the import at line %d"
                           % (len(here), old.line), old.name)
                continue
            left.remove(here[0])
            self.check_finding(here[0], old, new)
        for finding in left if self.pairs else []:
            self.wrong("a finding without an import",
                       "%(line)d:%(column)d %(rule)s %(message)s" % finding)

    def check_finding(self, finding, old, new):
        data = finding.get("data") or {}
        excerpt = "line %d: %s, data %s" % (old.line, old.name, data)
        if finding["rule"] == "import-beyond-top-level":
            self.counts["beyond the top-level package"] += 1
            if old.name != new.name:
                self.wrong("rewritten, though beyond the top level", excerpt)
            return
        if data.get("from") != old.name:
            self.wrong("'from' is not the import's name", excerpt)
        if "refused" in data:
            self.counts["refused"] += 1
            self.counts["refused: %s" % reason_class(data["refused"])] += 1
            if old.name != new.name:
                self.wrong("refused, but rewritten", excerpt)
        elif data.get("to") != new.name:
            self.wrong("'to' is not what was written",
                       "%s, written: %s" % (excerpt, new.name))


def reason_class(reason):
    """A refusal's reason without what it quotes."""
    return re.sub(r"'[^']*'", "'...'", str(reason))


def is_at(finding, statement):
    place = (finding["line"], finding["column"])
    return place in (statement.place, statement.name_place)


def first_difference(expected, got, margin=30):
    at = next((i for i, (a, b) in enumerate(zip(expected, got)) if a != b),
              min(len(expected), len(got)))
    start = max(0, at - margin)
    return "at byte %d: expected %r, got %r" % (
        at, expected[start:at + margin], got[start:at + margin])


def list_files(tree):
    found = []
    for folder, folders, files in os.walk(tree):
        folders[:] = [name for name in folders if name != ".git"]
        for name in files:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and not os.path.islink(path):
                found.append(os.path.relpath(path, tree))
    return sorted(found)


def read_report(path):
    """Findings by path; only those of relative imports."""
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    found = collections.defaultdict(list)
    for finding in report["findings"]:
        if finding["rule"] in ("relative-import", "import-beyond-top-level"):
            found[finding["path"]].append(finding)
    return found


OPTIONS = None
REPORT = None


def check_path(path):
    file = File(OPTIONS, path)
    try:
        file.check()
        if REPORT is not None and path.endswith(".py"):
            file.check_report(REPORT.get(path, ()))
    except Exception as error:  # the checker's own fault: named, not hidden
        file.wrong("cannot be checked: %s: %s" % (type(error).__name__, error))
    return path, file.package, file.violations, file.counts


def check_folders(packages):
    """Two files of one folder have one package."""
    seen, violations = {}, []
    for path, package in packages:
        folder = os.path.dirname(path)
        if seen.setdefault(folder, package) != package:
            violations.append((path, "another package than its neighbours",
                               "%s, %s" % (seen[folder], package)))
    return violations


def check(before, after, roots=(), report=None, jobs=1):
    """Returns (counts, violations); a violation is (path, what, excerpt)."""
    global OPTIONS, REPORT
    OPTIONS = argparse.Namespace(
        before=before, after=after,
        roots=["" if root in ("", ".") else os.path.normpath(root)
               for root in roots])
    REPORT = read_report(report) if report else None
    files, others = list_files(before), set(list_files(after))
    violations = [(path, "a file that was not there", "")
                  for path in sorted(others - set(files))]
    violations += [(path, "a file that is gone", "")
                   for path in files if path not in others]
    files = [path for path in files if path in others]
    counts, packages = collections.Counter(), []
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        for path, package, wrong, count in pool.imap(check_path, files, 32):
            violations += wrong
            counts.update(count)
            if package is not None:
                packages.append((path, package))
    for path in sorted(set(REPORT or ()) - set(files)):
        violations.append((path, "a finding for a file that is not there", ""))
    return counts, violations + check_folders(packages)


def print_violations(violations, most):
    """At most `most` of each kind, then how many more."""
    kinds = collections.Counter()
    for path, what, excerpt in violations:
        kind = re.sub(r"\d+", "N", reason_class(what.partition(": ")[0]))
        kinds[kind] += 1
        if kinds[kind] <= most:
            print("%s: %s" % (path, what))
            if excerpt:
                print("    " + excerpt)
    for kind, count in sorted(kinds.items()):
        if count > most:
            print("... and %d more: %s" % (count - most, kind))


def main():
    parser = argparse.ArgumentParser(
        description="check the law of import-relativity")
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("--root", action="append", default=[],
                        help="a source root, relative to the tree")
    parser.add_argument("--report", help="the program's JSON for BEFORE")
    parser.add_argument("-j", type=int, default=2, dest="jobs")
    parser.add_argument("--max", type=int, default=10,
                        help="violations of a kind to print (default: 10)")
    options = parser.parse_args()
    for tree in (options.before, options.after):
        if not os.path.isdir(tree):
            parser.error("no folder: %s" % tree)
    counts, violations = check(options.before, options.after, options.root,
                               options.report, options.jobs)
    print_violations(violations, options.max)
    for name, count in sorted(counts.items()):
        print("%8d %s" % (count, name))
    print("%8d violations" % len(violations))
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
