#!/usr/bin/env python3
"""Compare syntax trees with those of CPython's ast module.

    trees.py --dump tests/unit/dump-compile PYTHON [PATH...]

Takes every .py file of the interpreter's standard library, or below the
PATHs, that ast.parse() accepts and that is UTF-8 with '\\n' line ends, and
compares kinds, fields, names, contexts and places. Prints the first
difference of each file; exits 1 if there is any.
"""

import argparse
import json
import re
import subprocess
import sys

PROBE = r"""
import ast, json, os, sys, sysconfig, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(100000)

# Fields in the order of tree.h: '*' a list, '!' an identifier.
FIELDS = {
    "Module": "body*",
    "FunctionDef": "name! type_params* args returns body* decorator_list*",
    "ClassDef": "name! type_params* bases* keywords* body* decorator_list*",
    "Return": "value", "Delete": "targets*", "Assign": "targets* value",
    "TypeAlias": "name type_params* value", "AugAssign": "target value",
    "AnnAssign": "target annotation value",
    "For": "target iter body* orelse*", "While": "test body* orelse*",
    "If": "test body* orelse*", "With": "items* body*",
    "Match": "subject cases*", "Raise": "exc cause",
    "Try": "body* handlers* orelse* finalbody*", "Assert": "test msg",
    "Import": "names*", "ImportFrom": "module! names*",
    "Global": "names*!", "Nonlocal": "names*!", "Expr": "value",
    "Pass": "", "Break": "", "Continue": "",
    "BoolOp": "values*", "NamedExpr": "target value", "BinOp": "left right",
    "UnaryOp": "operand", "Lambda": "args body", "IfExp": "test body orelse",
    "Dict": "keys* values*", "Set": "elts*", "ListComp": "elt generators*",
    "SetComp": "elt generators*", "DictComp": "key value generators*",
    "GeneratorExp": "elt generators*", "Await": "value", "Yield": "value",
    "YieldFrom": "value", "Compare": "left ops* comparators*",
    "Call": "func args* keywords*", "FormattedValue": "value format_spec",
    "Interpolation": "value format_spec", "JoinedStr": "values*",
    "TemplateStr": "values*", "Constant": "", "Attribute": "value attr!",
    "Subscript": "value slice", "Starred": "value", "Name": "",
    "List": "elts*", "Tuple": "elts*", "Slice": "lower upper step",
    "ExtSlice": "dims*", "comprehension": "target iter ifs*",
    "ExceptHandler": "type name! body*",
    "arguments": "posonlyargs* args* vararg kwonlyargs* kw_defaults* kwarg "
                 "defaults*",
    "arg": "arg! annotation", "keyword": "arg! value",
    "alias": "name! asname!", "withitem": "context_expr optional_vars",
    "match_case": "pattern guard body*", "MatchValue": "value",
    "MatchSequence": "patterns*", "MatchMapping": "keys* patterns* rest!",
    "MatchClass": "cls patterns* kwd_attrs*! kwd_patterns*",
    "MatchStar": "name!", "MatchAs": "pattern name!", "MatchOr": "patterns*",
    "TypeVar": "name! bound default_value",
    "ParamSpec": "name! default_value", "TypeVarTuple": "name! default_value",
}
for kind in "FunctionDef", "For", "With":
    FIELDS["Async" + kind] = FIELDS[kind]
FIELDS["TryStar"] = FIELDS["Try"]

def place(node, starts):
    if getattr(node, "lineno", None) is None:
        return None
    return [starts[node.lineno - 1] + node.col_offset,
            starts[node.end_lineno - 1] + node.end_col_offset]

def constant(value):
    types = [type(None), None, None, type(Ellipsis), None, str, bytes]
    if value is True or value is False:
        return 2 if value else 1
    return types.index(type(value)) if type(value) in types else 4

def detail(node):
    kind = type(node).__name__
    if kind == "Constant":
        return constant(node.value)
    if kind == "ImportFrom":
        return node.level
    if kind == "AnnAssign":
        return node.simple
    if kind == "comprehension":
        return node.is_async
    context = getattr(node, "ctx", None)
    if context is not None:
        return 1 + ["Load", "Store", "Del"].index(type(context).__name__)
    return None

def shape(node, starts):
    if node is None:
        return None
    if isinstance(node, str):
        return ["Name:" + node, None, None, []]
    if isinstance(node, (ast.operator, ast.cmpop)):
        return ["TOKEN", None, None, []]
    kind = type(node).__name__
    if kind == "Index":
        return shape(node.value, starts)
    children = []
    for field in FIELDS[kind].split():
        value = getattr(node, field.rstrip("*!"), None)
        if "*" in field:
            elements = [shape(v, starts) for v in value or ()]
            children.append(["LIST", None, None, elements])
        else:
            children.append(shape(value, starts))
    if kind == "MatchSingleton":
        children = [["Constant", constant(node.value), None, []]]
    if kind == "ExtSlice":
        return ["Tuple", 1, None, children]
    name = kind + (":" + node.id if kind == "Name" else "")
    return [name, detail(node), place(node, starts), children]

def files(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for folder, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)

for path in files(sys.argv[1:] or [sysconfig.get_path("stdlib")]):
    with open(path, "rb") as file:
        source = file.read()
    if b"\r" in source or b"\0" in source or source.startswith(b"\xef"):
        continue
    try:
        source.decode()
        tree = ast.parse(source)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        continue
    starts = [0]
    for line in source.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    print(json.dumps([path, shape(tree, starts)]), flush=True)
"""

TOKENS = re.compile(
    r"(?P<word>[A-Za-z_]\w*(?::[^\[\]/(),]*)?)(?:/(?P<detail>\d+))?"
    r"\[(?P<start>\d+)-(?P<end>\d+)\]|(?P<sign>[(),-])")


def read_dump(text):
    """Returns the tree of tree_dump() in the shape of the probe's."""
    stack = [["", None, None, []]]
    last = None
    position = 0
    while position < len(text):
        match = TOKENS.match(text, position)
        if not match:
            if text[position] != " ":
                raise ValueError("cannot read %r" % text[position:][:40])
            position += 1
            continue
        position = match.end()
        sign = match["sign"]
        if sign == "(":
            stack.append(last)
        elif sign == ")":
            stack.pop()
        elif sign == "-":
            stack[-1][3].append(None)
        elif sign is None:
            last = [match["word"], int(match["detail"] or 0),
                    [int(match["start"]), int(match["end"])], []]
            stack[-1][3].append(last)
    return stack[0][3][0]


def is_empty(node):
    return node is None or (node[0] == "LIST" and not node[3])


def difference(ours, theirs, path):
    """Returns what differs first, or None."""
    if is_empty(ours) and is_empty(theirs):
        return None
    if is_empty(ours) or is_empty(theirs):
        return "%s: %s, not %s" % (path, ours and ours[:3],
                                   theirs and theirs[:3])
    path += "/" + theirs[0]
    for i, what in enumerate(("kind", "detail", "place")):
        if theirs[i] is not None and ours[i] != theirs[i]:
            return "%s: %s %s, not %s (at %s)" % (
                path, what, ours[i], theirs[i], ours[2])
    if ours[0] == "TOKEN":
        return None
    if len(ours[3]) != len(theirs[3]):
        return "%s: %d children, not %d (at %s)" % (
            path, len(ours[3]), len(theirs[3]), ours[2])
    for i, (one, other) in enumerate(zip(ours[3], theirs[3])):
        found = difference(one, other, path + ".%d" % i)
        if found:
            return found
    return None


def dump(program, source, minor):
    done = subprocess.run([program, "--tree", str(minor)], input=source,
                          capture_output=True)
    return done.stdout.decode()


def main():
    sys.setrecursionlimit(100000)
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", required=True)
    parser.add_argument("python")
    parser.add_argument("path", nargs="*")
    options = parser.parse_args()

    minor = int(subprocess.run(
        [options.python, "-c", "import sys; print(sys.version_info[1])"],
        capture_output=True, check=True).stdout)
    probe = subprocess.Popen([options.python, "-c", PROBE] + options.path,
                             stdout=subprocess.PIPE)
    n_files = n_different = 0
    for line in probe.stdout:
        path, theirs = json.loads(line)
        with open(path, "rb") as file:
            text = dump(options.dump, file.read(), minor)
        n_files += 1
        found = difference(read_dump(text), theirs, "") if text.strip() \
            else "no tree"
        if found:
            n_different += 1
            print("%s: %s" % (path, found))
    print("%d files, %d differ" % (n_files, n_different))
    return 1 if n_different or n_files == 0 or probe.wait() else 0


if __name__ == "__main__":
    sys.exit(main())
