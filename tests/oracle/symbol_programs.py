"""Programs that try the rules of the symbol table; see symbols.py."""

import itertools

from scopes import Program


def indent(text, by=1):
    return "\n".join(" " * by + line for line in text.split("\n"))


def inside(head, body):
    return head + "\n" + indent(body)


SCOPES = {
    "module": lambda body: body,
    "function": lambda body: inside("def f():", body),
    "class": lambda body: inside("class C:", body),
    "method": lambda body: inside("class C:", inside("def m(self):", body)),
    "nested": lambda body: inside("def f():",
                                  "x = 1\n" + inside("def g():", body)),
    "class in function": lambda body: inside(
        "def f():", "x = 1\n" + inside("class C:", body)),
    "method in function": lambda body: inside(
        "def f():", "x = 1\n" + inside(
            "class C:", "x = 2\n" + inside("def m(self):", body))),
    "async": lambda body: inside("async def f():", body),
    "generic": lambda body: inside("def f[x]():", body),
    "generic class": lambda body: inside("class C[x]:", body),
    "method of generic": lambda body: inside(
        "class C[x]:", inside("def m(self):", body)),
}

BINDINGS = [
    "x", "x = 1", "x += 1", "x: int", "x: int = 1", "(x): int",
    "(x): int = 1", "x.a: int", "y: x", "del x", "def x(): pass",
    "def h(x): pass", "def h(y=x): pass", "def h(y: x): pass",
    "def h() -> x: pass", "@x\ndef h(): pass", "class x: pass",
    "class K(x): pass", "import x", "import x.y", "import y as x",
    "from y import x", "from y import x as z", "for x in y: pass",
    "for y in x: pass", "with y as x: pass",
    "try: pass\nexcept x: pass", "try: pass\nexcept y as x: pass",
    "(x := 1)", "[x := 1 for y in z]", "[x for y in z]", "[y for x in z]",
    "[y for y in x]", "(lambda x: 1)", "(lambda: x)", "(lambda y=x: 1)",
    "match y:\n case x: pass", "match y:\n case [*x]: pass",
    "match y:\n case {1: 2, **x}: pass", "match y:\n case K(a=x): pass",
    "match y:\n case [x] as z: pass", "match y:\n case x.a: pass",
    "type x = int", "type y = x", "def h[x](): pass", "global x",
    "nonlocal x", "f'{x}'", "x[0] = 1", "(x, y) = 1", "async def x(): pass",
    "def h():\n global x", "def h():\n x = 1", "class K:\n x = 1",
]


def declarations():
    for scope in SCOPES.values():
        for binding in BINDINGS:
            for word in ("global", "nonlocal"):
                yield scope(f"{binding}\n{word} x")
        for word in ("global", "nonlocal"):
            for binding in ("x: int", "x: int = 1", "(x): int = 1",
                            "(x): int", "[x := 1 for y in z]", "(x := 1)",
                            "[y for x in z]", "[[x := 1 for y in z] for y in z]"):
                yield scope(f"{word} x\n{binding}")
            yield scope(f"{word} y, x\nx = 1\n{word} x")
            yield scope(f"{word} x, x")
    for kind in ("x", "x, y", "x=1", "*x", "*, x", "**x", "x, /"):
        for word in ("global", "nonlocal"):
            yield f"def f({kind}):\n {word} x"
            yield f"def g(x):\n def f({kind}):\n  {word} x"


def nonlocals():
    chains = ["def g():\n nonlocal x",
              "class C:\n def g():\n  nonlocal x",
              "class C:\n nonlocal x",
              "class C:\n x = 1\n def g():\n  nonlocal x",
              "class C:\n global x\n def g():\n  nonlocal x",
              "class C:\n nonlocal x\n def g():\n  nonlocal x",
              "def g():\n global x\n def h():\n  nonlocal x",
              "def g():\n nonlocal x\n def h():\n  nonlocal x",
              "def g():\n x\n def h():\n  nonlocal x",
              "def g():\n x = 1\n def h():\n  nonlocal x",
              "def g[x]():\n nonlocal x",
              "def g[T](x: T):\n def h():\n  nonlocal x, T",
              "class C[x]:\n nonlocal x",
              "class C[x]:\n def g():\n  nonlocal x",
              "class C[x]:\n x = 1\n def g():\n  nonlocal x",
              "class C[x]:\n global x\n def g():\n  nonlocal x",
              "def g[x]():\n x = 1\n def h():\n  nonlocal x",
              "def g():\n [x := 1 for y in z]\n def h():\n  nonlocal x",
              "def g():\n [y for x in z]\n def h():\n  nonlocal x",
              "def g():\n (lambda x: x)\n def h():\n  nonlocal x",
              "def g():\n def h():\n  nonlocal x\n nonlocal y",
              "def g():\n nonlocal y\n def h():\n  nonlocal x",
              "def g():\n def h():\n  nonlocal x\n def i():\n  nonlocal y"]
    for chain in chains:
        yield chain
        for binding in BINDINGS:
            yield inside("def f():", f"{binding}\n{chain}")
            if binding not in ("nonlocal x",):
                yield inside("def f():", f"{chain}\n{binding}")
        yield inside("def f(x):", chain)
        yield inside("def f():", chain) + "\nx = 1"
        yield "global x\n" + inside("def f():", "x = 1\n" + chain)


def fault(name):
    """An expression that is refused with its name in the message."""
    return f"[{name} := 1 for {name} in q]"


# Parts of statements, in the order of the text; {} is an expression.
PARTS = [
    "@{}\ndef f(a: {} = {}, *b: {}, c: {} = {}, d: {}, **e: {}) -> {}:\n {}",
    "@{}\nasync def f(a: {} = {}, /, b: {} = {}, *, c: {} = {}) -> {}:\n {}",
    "@{}\ndef f[A: {}, B: ({}, 1)](a: {} = {}, *, c: {} = {}) -> {}:\n {}",
    "@{}\n@{}\nclass C({}, *{}, k={}, **{}):\n {}",
    "@{}\nclass C[A: {}, B: {}]({}, k={}):\n {}",
    "type X[A: {}, B: {}] = {}",
    "class K:\n type X[A: {}] = {}\n def f[A: {}](a: {}): {}",
    "class C[A: {} = {}, *B = {}, **D = {}]: {}",
    "x = y[{}] = {}", "x[{}] += {}", "x[{}]: {} = {}", "x: {} = {}",
    "class C:\n x: {} = {}\n {}",
    "for x[{}] in {}:\n {}\nelse:\n {}",
    "while {}:\n {}\nelse:\n {}", "if {}:\n {}\nelif {}:\n {}\nelse:\n {}",
    "with {} as x[{}], {} as y[{}]:\n {}",
    "try:\n {}\nexcept {}:\n {}\nexcept {} as x:\n {}\nelse:\n {}\n"
    "finally:\n {}",
    "try:\n {}\nexcept* {}:\n {}\nelse:\n {}\nfinally:\n {}",
    "match {}:\n case x if {}:\n  {}\n case y if {}: pass",
    "raise {} from {}", "assert {}, {}", "del x[{}], y[{}]",
    "def f(): return {}, {}",
    "lambda a={}, *, b={}: {}", "{} if {} else {}", "{} < {} < {}",
    "{{{}: {}, **{}, {}: {}}}", "{{{}, {}}}", "[{}, *{}]", "({}, {})",
    "{}({}, *{}, k={}, **{})", "{}[{}:{}:{}, {}]", "{} and {} or {}",
    "{} + {}", "-{}", "{}.a[{}]", "f'{{{}}} {{{}:{{{}}}}}'",
    "[{} for x[{}] in {} if {} if {} for y[{}] in {} if {}]",
    "{{{}: {} for x[{}] in {} if {} for y in {}}}",
    "({} for x in {} if {})", "(x := {})", "[(x := {}) for y in z]",
    "def f():\n global x\n {}\n return {}\nx = {}",
]


def orders():
    for parts in PARTS:
        count = parts.replace("{{", "").replace("}}", "").count("{}")
        for pair in itertools.combinations(range(count), 2):
            values = ["q"] * count
            for i in pair:
                values[i] = fault("abcdefghijkl"[i])
            yield parts.format(*values)
    for one, two in itertools.permutations(
            ["def f():\n nonlocal a", "x = [b := 1 for b in q]",
             "class C:\n def g():\n  nonlocal c",
             "def h():\n x = 1\n def i(): nonlocal d\n global x",
             "(lambda: [e := 1 for e in q])", "nonlocal g"], 2):
        yield one + "\n" + two


EXPRESSIONS = ["(yield)", "(yield z)", "(yield from z)", "(await z)",
               "(z := 1)", "[z := 1 for y in w]", "[(yield) for y in w]",
               "[await y for y in w]", "[y async for y in w]",
               "(y async for y in w)", "(await y for y in w)",
               "(lambda: (yield))", "(lambda: (z := 1))", "lambda: z",
               "(lambda: await z)", "[y for y in w]", "{1: (z := 1)}",
               "[[z := 1 for y in w] for v in u]",
               "[lambda: (z := 1) for y in w]",
               "[y for y in (z := 1)]", "[y for y in w if (z := 1)]",
               "[y for y in (lambda: (z := 1))]",
               "[z for y in w for v in (z := 1)]", "z"]

PLACES = [
    "{}", "x: {}", "x: int = {}", "(x): {}", "x.a: {}", "x: (lambda: {})",
    "x: [{} for a in b]", "x: [a for a in {}]",
    "if c:\n x: {}", "def f(a: {}): pass", "def f(a={}): pass",
    "def f(*a: {}): pass", "def f(*, a: {}): pass", "def f(**a: {}): pass",
    "def f() -> {}: pass", "async def f(a: {}) -> {}: pass",
    "@{}\ndef f(): pass", "class K({}): pass", "class K(k={}): pass",
    "def f[T](a: {}): pass", "def f[T](a={}): pass", "@{}\ndef f[T](): pass",
    "def f[T]() -> {}: pass", "class K[T]({}): pass", "class K[T](k={}): pass",
    "@{}\nclass K[T]: pass", "def f[T: {}](): pass",
    "def f[T: ({}, int)](): pass", "def f[T = {}](): pass",
    "def f[*T = {}](): pass", "def f[**T = {}](): pass",
    "class K[T: {}]: pass", "class K[T: ({}, int)]: pass",
    "class K[T = {}]: pass", "type X = {}", "type X[T] = {}",
    "type X[T: {}] = int", "type X[T: ({}, int)] = int", "type X[T = {}] = int",
    "[{} for a in b]", "[a for a in {}]", "[a for a in b if {}]",
    "[a for a in b for c in {}]", "[a for x[{}] in b]", "{{{} for a in b}}",
    "{{{}: 1 for a in b}}", "{{1: {} for a in b}}", "({} for a in b)",
    "[[{} for a in b] for c in d]", "[({} for a in b) for c in d]",
    "[lambda: {} for a in b]", "lambda: {}", "lambda a={}: 1",
    "lambda: [{} for a in b]", "[{} async for a in b]",
    "({} async for a in b)", "[a for a in b async for c in {}]",
    "async for a in {}: pass", "async with {}: pass",
]


def expressions():
    wrappers = [SCOPES[name] for name in
                ("module", "function", "async", "class", "method")]
    for place in PLACES:
        for expression in EXPRESSIONS:
            body = place.format(*[expression] * 2)
            for scope in wrappers:
                yield scope(body)
            if ":" in place or "->" in place:
                yield "from __future__ import annotations\n" + body
                yield ("from __future__ import annotations\n"
                       + inside("class K:", inside("def f():", body)))


def annotations():
    """What a name in an annotation counts for."""
    for scope in SCOPES.values():
        for future in ("", "from __future__ import annotations\n"):
            for place in ("x: y", "x: y = 1", "x: [y for a in b]",
                          "x: [b for a in y]", "x: (lambda: y)",
                          "if c:\n x: y", "def h(a: y): pass",
                          "x.a: y", "(x): y"):
                for word in ("global y", "nonlocal y", "global a",
                             "global __conditional_annotations__",
                             "global __annotate__", "global __classdict__"):
                    yield future + scope(f"{place}\n{word}")


def walrus():
    wrappers = [SCOPES[name] for name in
                ("module", "function", "class", "method", "generic",
                 "generic class", "async", "nested")]
    forms = ["[{} for x in y]", "{{{} for x in y}}", "({} for x in y)",
             "{{{}: 1 for x in y}}", "{{1: {} for x in y}}",
             "[[{} for a in b] for x in y]", "[[{} for x in b] for a in y]",
             "[x for x in y if {}]", "[x for x in {}]",
             "[x for a in y for x in {}]", "[a for x in y for a in b if {}]",
             "[x for x in (lambda: {})]", "[lambda: {} for x in y]",
             "(lambda: [{} for x in y])", "[{} for a[x] in y]",
             "[{} for (x, *a) in y]", "[{} for a.x in y]",
             "[{} for a[{}] in y]", "[{} for a in b for x in y]",
             "[[[{} for c in d] for a in b] for x in y]",
             "[{} for a[lambda x: x] in y]", "[{} for a[[x for x in b]] in y]",
             "[[a for x in b] for a in y if {}]",
             "[{} and [a for x in b] for a in y]",
             "[a for a in b if {} for x in y]"]
    names = ["(x := 1)", "(z := 1)", "(a := 1)", "(__x := 1)"]
    for form in forms:
        for name in names:
            body = form.format(*[name] * 2)
            for scope in wrappers:
                yield scope(body)
                yield scope(body.replace("x in", "__x in"))
                yield scope("global z, __x\n" + body)
                yield scope(body + "\nglobal z")
                yield scope(body + "\nnonlocal z")


def duplicates():
    names = ["a, a", "a, /, a", "a, *a", "a, **a", "*a, **a", "*, a, **a",
             "*a, a", "*, a, a", "a, b, a=1", "__a, _C__a", "_C__a, __a",
             "a, \na", "a, b, \n*, b, \na", "*b, \na, **b", "a: int, \na: int"]
    for head in ("def f({}): pass", "async def f({}): pass", "lambda {}: 1",
                 "@d\ndef f({}):\n pass", "x = [\n lambda {}: 1]"):
        for name in names:
            for scope in ("module", "class", "function", "generic class"):
                yield SCOPES[scope](head.format(name))
    for names in ("A, A", "A, *A", "*A, **A", "A: int, \nA", "__A, _C__A",
                  "_C__A, __A", "A, __debug__", "__classdict__",
                  "__class__", "*__classdict__", "A: A"):
        for head in ("def f[{}](): pass", "class C[{}]: pass",
                     "type X[{}] = 1", "class C:\n def f[{}](): pass",
                     "class C:\n class C[{}]: pass",
                     "class C:\n type C[{}] = 1"):
            yield head.format(names)


def imports():
    for scope in SCOPES.values():
        for text in ("from a import *", "import b; from a import *",
                     "if a:\n from a import *", "from .a import *",
                     "[x for x in y]; from a import *"):
            yield scope(text)
            yield scope("pass\n" + text)


def mangling():
    classes = ["A", "_A", "__A", "_", "__", "A__b", "A[T]", "A[__p]", "_[T]"]
    bodies = ["def f(self):\n __p = 1\n def g():\n  nonlocal {}",
              "def f(self):\n {} = 1\n def g():\n  nonlocal __p",
              "def f(self):\n {} = 1\n def g():\n  nonlocal _A__p",
              "def f(self, __p):\n global {}", "def f(self, {}):\n global __p",
              "class B:\n def f(self):\n  __p = 1\n  def g():\n   nonlocal {}",
              "import __p.a\nglobal {}", "import __p\nglobal {}",
              "__p\nglobal {}", "{}\nglobal __p", "def __p(): pass\nglobal {}",
              "class __p: pass\nglobal {}", "__p: int\nglobal {}",
              "try: pass\nexcept a as __p: {}\nnonlocal __p",
              "def f(self):\n [{} := 1 for __p in a]",
              "def f(self):\n [__p := 1 for {} in a]",
              "def f(self):\n global {}\n [__p := 1 for a in b]",
              "def f(self):\n global __p\n [{} := 1 for a in b]",
              "def f(self, a=__p, b: __p = {}): pass\nglobal __p",
              "def f(self):\n def g(__p, {}): pass",
              "def __a__(self):\n __p__ = 1\n nonlocal __p__, {}"]
    names = ["__p", "_A__p", "_B__p", "__p__", "___p", "p", "_A__b__p",
             "__b__p", "_A___p"]
    for head in classes:
        for body in bodies:
            for name in names:
                text = inside(f"class {head}:", body.format(name))
                yield text
                if name in ("__p", "_A__p"):
                    yield inside("def o():", f"_A__p = __p = 1\n{text}")
                    yield (f"def o(__p, a=1):\n{indent(text)}\n"
                           f" def f():\n  nonlocal {name}")
    for name in names:
        for base in ("[a for a in b if (lambda: __p)]", "lambda __p, {}: 1",
                     "[lambda: [{} := 1 for __p in a] for b in c]"):
            for head in ("class A({}): pass", "class A[__p]({}): pass",
                         "class A[T: {}]: pass", "class A[__p: {}]: pass",
                         "class A[T, S: {}]: pass",
                         "class B:\n class A[T]({}): pass"):
                yield head.format(base.format(name))


def cells():
    names = ["__class__", "__classdict__", "__conditional_annotations__",
             "__type_params__", "__annotate__", "__static_attributes__",
             "__firstlineno__", ".0", "super", "__debug__"]
    bodies = ["nonlocal {}", "{}\nnonlocal {}", "{} = 1\nnonlocal {}",
              "super()\nglobal {}", "super()\nnonlocal {}",
              "super\nnonlocal {}", "super = 1\nglobal {}", "global {}",
              "def h():\n nonlocal {}", "[super() for a in b]\nglobal {}",
              "(lambda: super())\nglobal {}", "{} = 1\nglobal {}",
              "[{} := 1 for a in b]", "({} := 1)", "x: int\nglobal {}",
              "if a:\n x: int\nglobal {}", "global {}\n{} = 1",
              "def {}(): pass\nglobal {}", "x: super()\nglobal {}",
              "def h(a: super()): pass\nglobal {}", "class {}: pass",
              "{}: int", "{}: int = 1", "del {}", "import {}",
              "a.{} = 1", "del a.{}", "a.{}", "a.{} += 1", "a.{}: int = 1",
              "f({}=1)", "f(b, {}=[a := 1 for a in b])",
              "class K({}=1): pass", "class K({}=[a := 1 for a in b]): pass",
              "def h({}): pass", "def h(*{}): pass", "lambda {}: 1",
              "from a import {}", "import a as {}", "import {}.a",
              "for {} in a: pass", "[a for {} in b]", "with a as {}: pass",
              "try: pass\nexcept a as {}: pass", "type {} = 1",
              "def h[{}](): pass", "class K[{}]: pass",
              "match a:\n case {}: pass", "match a:\n case [*{}]: pass",
              "match a:\n case {{**{}}}: pass", "match a:\n case K({}=b): pass",
              "match a:\n case K({}=[a, *b]): pass",
              "match a:\n case b as {}: pass", "{} += 1", "({}) = 1",
              "[{}, a] = 1", "async def {}(): pass", "({} := 1)"]
    for scope in SCOPES.values():
        for body in bodies:
            for name in names:
                yield scope(body.replace("{}", name))


def futures():
    lines = ["'doc'", "b'doc'", "f'doc'", "('doc')", "'a' 'b'", "'a' + 'b'",
             "pass", "1", "import a", "from a import b", "from . import a",
             "from __future__ import division",
             "from __future__ import annotations",
             "from __future__ import barry_as_FLUFL",
             "from __future__ import braces", "from __future__ import nope",
             "from __future__ import *",
             "from __future__ import division, nope",
             "from __future__ import (division,\n braces)",
             "from __future__ import division as x",
             "from .__future__ import nope", "from ..__future__ import division",
             "from __future__.a import b", "import __future__",
             "from __future__ import nested_scopes, generators, division, "
             "absolute_import, with_statement, print_function, "
             "unicode_literals, generator_stop",
             "from __future__ import " + "a" * 120,
             "from __future__ import " + "a" * 99 + "\u00e9"]
    for count in (1, 2):
        for chosen in itertools.product(lines, repeat=count):
            yield "\n".join(chosen)
            if count > 1:
                yield "; ".join(chosen)
    future = lines[11]
    for text in ("x = 1\n{}", "'''\n'''; {}", "x = '''\n'''; {}",
                 "{}; x = 1; {}", "def f():\n {}", "class C:\n {}",
                 "if a: {}", "x = 1; y = '''\n'''; {}", "{}\n{}; {}",
                 "try:\n {}\nexcept a: pass",
                 "def f():\n x = 1\n global x\n{}", "x = 1\n{}\nnonlocal x"):
        yield text.replace("{}", future)


class Types(Program):
    """More of what 3.12 to 3.14 have, and names that mean something."""

    def name(self):
        r = self.rng
        if r.random() < .04:
            return r.choice(["super", "__debug__", "__classdict__",
                             "__conditional_annotations__", "_C__p"])
        return super().name()

    def types(self):
        r = self.rng
        if self.minor < 12 or r.random() < .6:
            return ""
        out = []
        for star in ("", "", "*", "**"):
            if r.random() < .4:
                continue
            bound = ""
            if not star and r.random() < .5:
                bound = r.choice([": {}", ": ({}, int)"]).format(
                    self.expression(2))
            if self.minor >= 13 and r.random() < .3:
                bound += f" = {self.simple(2)}"
            out.append(f"{star}{self.name()}{bound}")
        return f"[{', '.join(out)}]" if out else ""

    def simple_statement(self):
        r = self.rng
        if self.minor >= 12 and r.random() < .08:
            return (f"type {self.name()}{self.types()} = "
                    f"{self.expression(3)}")
        if r.random() < .1:
            return r.choice([
                f"a.{self.name()} = {self.expression(2)}",
                f"f({self.name()}={self.expression(2)}, *{self.simple(1)})",
                f"del a.{self.name()}", "super()", "__debug__",
                f"raise {self.simple(2)} from {self.simple(2)}",
                f"assert {self.simple(2)}, {self.simple(2)}",
                f"{self.name()}: {self.expression(3)}"])
        return super().simple_statement()

    def compound(self, depth):
        heads = super().compound(depth)
        return [heads[0].replace("class A", "class C", 1), *heads[1:]]


def systematic():
    """[(group, program)]"""
    groups = (declarations, nonlocals, orders, expressions, annotations,
              walrus, duplicates, imports, mangling, cells, futures)
    seen = {}
    for group in groups:
        for text in group():
            seen.setdefault(text, group.__name__)
    return [(group, text) for text, group in seen.items()]
