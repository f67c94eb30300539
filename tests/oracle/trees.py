"""Compares the syntax trees of dump-tree with those of this Python.

    tests/unit/dump-tree MINOR FILE... > DUMPS
    PYTHON -I tests/oracle/trees.py DUMPS FILE...

PYTHON is of the version 3.MINOR. Every node's kind, place (bytes), names and
details are compared. What a string holds is not; nor are the places of texts
in an f-string, nor, before 3.12, all its parts, whose places were wrong there.
A file that PYTHON refuses is left out.
"""

import ast
import re
import sys
import warnings

WORD = re.compile(r"[(),]|-(?=[,)]|$)|[^(),\s]+")
NODE = re.compile(r"([A-Za-z]\w*)(?::([^/\[]*))?(?:/(\d+))?\[(\d+)-(\d+)\]$")

PIECE = re.compile(r"\.(JoinedStr|TemplateStr)\.values\[\d+\]\.Constant$")

CONTEXTS = {"Load": 1, "Store": 2, "Del": 3}
OPERATORS = {name: number for number, name in enumerate(
    "Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor BitAnd "
    "FloorDiv Invert Not UAdd USub And Or".split(), 1)}

# The fields of each kind in tree.h's order; "=x" is a name, "@" the detail.
FIELDS = """
Module body
FunctionDef =name type_params args returns body decorator_list
AsyncFunctionDef =name type_params args returns body decorator_list
ClassDef =name type_params bases keywords body decorator_list
Return value
Delete targets
Assign targets value
TypeAlias name type_params value
AugAssign target value @op
AnnAssign target annotation value @simple
For target iter body orelse
AsyncFor target iter body orelse
While test body orelse
If test body orelse
With items body
AsyncWith items body
Match subject cases
Raise exc cause
Try body handlers orelse finalbody
TryStar body handlers orelse finalbody
Assert test msg
Import names
ImportFrom =module names @level
Global =names
Nonlocal =names
Expr value
BoolOp values @op
NamedExpr target value
BinOp left right @op
UnaryOp operand @op
Lambda args body
IfExp test body orelse
Dict keys values
Set elts
ListComp elt generators
SetComp elt generators
DictComp key value generators
GeneratorExp elt generators
Await value
Yield value
YieldFrom value
Compare left ops comparators
Call func args keywords
FormattedValue value format_spec @conversion
Interpolation value format_spec @conversion
JoinedStr values
TemplateStr values
Attribute value =attr @ctx
Subscript value slice @ctx
Starred value @ctx
List elts @ctx
Tuple elts @ctx
Slice lower upper step
comprehension target iter ifs @is_async
ExceptHandler type =name body
arguments posonlyargs args vararg kwonlyargs kw_defaults kwarg defaults
arg =arg annotation
keyword =arg value
alias =name =asname
withitem context_expr optional_vars
match_case pattern guard body
MatchValue value
MatchSequence patterns
MatchMapping keys patterns =rest
MatchClass cls patterns =kwd_attrs kwd_patterns
MatchStar =name
MatchAs pattern =name
MatchOr patterns
TypeVar =name bound default_value
ParamSpec =name default_value
TypeVarTuple =name default_value
"""
FIELDS = {line.split()[0]: line.split()[1:]
          for line in FIELDS.strip().splitlines()}
COMPARISONS = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">",
               "GtE": ">=", "Is": "is", "IsNot": "is", "In": "in",
               "NotIn": "not"}


class Different(Exception):
    pass


def read_dump(text):
    """The dump as (kind, name, detail, start, end, children), None for -."""
    root = []
    open_lists = [root]
    for word in WORD.findall(text):
        if word == "(":
            open_lists.append(open_lists[-1][-1][5])
        elif word == ")":
            open_lists.pop()
        elif word == "-":
            open_lists[-1].append(None)
        elif word != ",":
            match = NODE.match(word)
            if not match:
                raise ValueError("not a node: " + word)
            kind, name, detail, start, end = match.groups()
            open_lists[-1].append((kind, name, int(detail or 0), int(start),
                                   int(end), []))
    return root[0]


class Comparison:
    def __init__(self, source):
        self.source = source
        self.starts = [0]
        for match in re.finditer(rb"\r\n|\r|\n", source):
            self.starts.append(match.end())

    def offset(self, line, column):
        return self.starts[line - 1] + column

    def check(self, ours, theirs, where):
        if theirs is None or ours is None:
            if ours is not theirs:
                raise Different(where, ours, theirs)
            return
        kind = type(theirs).__name__
        if kind == "Index":  # up to 3.8
            theirs = theirs.value
            kind = type(theirs).__name__
        elif kind == "ExtSlice":
            self.check_list(ours[5][0], theirs.dims, "dims", where)
            return
        where = "%s.%s" % (where, kind)
        if ours[0] != kind:
            raise Different(where, ours[0], kind)
        if not (kind == "Constant" and PIECE.search(where)):
            self.check_place(ours, theirs, where)
        if kind == "Name":
            self.check_name(ours, theirs.id, where)
            if ours[2] != CONTEXTS[type(theirs.ctx).__name__]:
                raise Different(where, "context", ours[2], theirs.ctx)
        elif kind == "Constant":
            self.check_constant(ours, theirs.value, where)
        elif kind == "MatchSingleton":
            self.check_constant(ours[5][0], theirs.value, where)
        elif kind == "JoinedStr" and sys.version_info < (3, 12):
            return
        else:
            self.check_fields(ours, theirs, kind, where)

    def check_place(self, ours, theirs, where):
        if getattr(theirs, "end_lineno", None) is None:
            return
        start = self.offset(theirs.lineno, theirs.col_offset)
        end = self.offset(theirs.end_lineno, theirs.end_col_offset)
        if (ours[3], ours[4]) != (start, end):
            raise Different(where, "place", ours[3:5], (start, end))

    def check_fields(self, ours, theirs, kind, where):
        children = list(ours[5])
        for field in FIELDS.get(kind, []):
            value = getattr(theirs, field.lstrip("=@"), None)
            where_field = where + "." + field
            if field[0] == "@":
                self.check_detail(ours[2], value, field, where_field)
                continue
            child = children.pop(0)
            if field == "ops":
                self.check_operators(child, value, where_field)
            elif isinstance(value, list) or (value is None and child and
                                             child[0] == "LIST"):
                self.check_list(child, value or [], field, where_field)
            elif field[0] == "=":
                self.check_identifier(child, value, where_field)
            else:
                self.check(child, value, where_field)
        if children:
            raise Different(where, "further children", children)

    def check_list(self, ours, theirs, field, where):
        elements = ours[5] if ours else []
        if len(elements) != len(theirs):
            raise Different(where, "length", len(elements), len(theirs))
        for i, (mine, its) in enumerate(zip(elements, theirs)):
            if field[0] == "=":
                self.check_identifier(mine, its, where)
            else:
                self.check(mine, its, "%s[%d]" % (where, i))

    def check_detail(self, detail, value, field, where):
        name = type(value).__name__
        if field == "@op":
            expected = OPERATORS[name]
        elif field == "@ctx":
            expected = CONTEXTS[name]
        elif field == "@conversion":
            expected = max(value, 0)
        else:
            expected = value or 0
        if detail != expected:
            raise Different(where, detail, value)

    def check_operators(self, ours, theirs, where):
        for mine, its in zip(ours[5], theirs):
            text = self.source[mine[3]:mine[4]].decode()
            name = type(its).__name__
            if text.split()[0] not in (COMPARISONS[name], "<>"):
                raise Different(where, text, name)
            if (name in ("IsNot", "NotIn")) != (len(text.split()) == 2
                                               or "\\" in text
                                               or "#" in text):
                raise Different(where, text, name)

    def check_identifier(self, ours, theirs, where):
        if theirs is None or ours is None:
            if ours is not theirs:
                raise Different(where, ours, theirs)
            return
        self.check_name(ours, theirs, where)

    def check_name(self, ours, theirs, where):
        if ours[0] != "Name" or ours[1] != theirs:
            raise Different(where, ours[:2], theirs)

    def check_constant(self, ours, value, where):
        expected = {type(None): 0, bool: 2 if value else 1, type(...): 3,
                    int: 4, float: 4, complex: 4, str: 5,
                    bytes: 6}[type(value)]
        if ours[2] != expected:
            raise Different(where, ours[2], value)


def compare(path, dump):
    """Whether this Python takes the file; raises Different."""
    with open(path, "rb") as stream:
        source = stream.read()
    if source.startswith(b"\xef\xbb\xbf"):
        source = source[3:]
    try:
        source.decode("utf-8")
        compile(source, path, "exec", dont_inherit=True)
        tree = compile(source, path, "exec",
                       ast.PyCF_ONLY_AST, dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    if dump.startswith("refused"):
        raise Different(dump)
    Comparison(source).check(read_dump(dump), tree, "")
    return True


def main(dumps, paths):
    sys.setrecursionlimit(20000)
    warnings.simplefilter("ignore")
    with open(dumps, encoding="utf-8") as stream:
        lines = stream.read().splitlines()
    n_good = n_bad = 0
    for path, dump in zip(paths, lines):
        try:
            n_good += compare(path, dump)
        except Different as different:
            n_bad += 1
            print("%s: %r" % (path, different.args))
    print("%d trees equal, %d different" % (n_good, n_bad))
    return n_bad > 0 or len(lines) != len(paths)


if len(sys.argv) > 2:
    sys.exit(main(sys.argv[1], sys.argv[2:]))
