#!/usr/bin/env python3
"""What CPython's code generator says of programs, and what ours does.

    code_programs.py compare --dump tests/unit/dump-warnings [--seed N]
            [--count N] [--valid] PYTHON...
    code_programs.py record PYTHON... >tests/unit/data/code.tsv

"compare" makes random programs out of what the code generator refuses or
warns of and compares class, message, line and warnings; --valid makes programs
that compile, of constants and what looks like a mistake. "record" writes what
the interpreters say of the CASES below, for the unit tests. PYTHON is an
interpreter, or "pyodide": npm's, by pyodide.mjs, in the folder PYODIDE_DIR.
"""

import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

PROBE = r"""
import json, sys, warnings
print(sys.version_info[1])
for line in LINES:
    text = json.loads(line)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        answer = "ok"
        try:
            compile(text, "<text>", "exec", dont_inherit=True)
        except SyntaxError as error:
            answer = "%d %s" % (max(error.lineno or 1, 1), error.msg)
        except Exception as error:
            answer = type(error).__name__
    found = [[w.category.__name__, str(w.message), max(w.lineno, 1)]
             for w in caught if w.filename == "<text>"]
    print(json.dumps([answer, found]))
"""

EXPRESSIONS = """
x|a.b|f(x)|(yield)|await x|[i for i in y]|[i async for i in y]
(i async for i in y)|{k: v async for k, v in y}|[await i for i in y]
(await i for i in y)|[[j async for j in i] for i in y]|lambda: (yield)
lambda: await x|(yield from x)|[*a, *b]|1 is x|x is not 'a'|1(2)|'a'(x)
[1]['a']|1[0]|f(a=1)|f(__debug__=1)|f(a=1, b=2, a=3)|x if y else z|not x is 1
-1 is x|(x := 1)|{**a}|(1, 2) is x|x < 1 is 2|f(x)(y)[z]|'%s' % (x,)|{1}[x]
(lambda: 1)()|lambda x=1: x|x.__debug__|__debug__|lambda __debug__: 1
"\\d"|(a is 1)|[x for x in (yield)]|x and y is 1|x[1:2]|x[1, 2]|[1, 2][x, 1]
()[0]|(1,)['a']|b'a'['b']|None()|...[0]|True[0]|1.5 is x|(1+2)(3)|~1()
('a'*3)[x]['b']|[f(x) for y in [1] if y is 1]
""".replace("\n", "|").strip("|").split("|")
TARGETS = """
x|a.b|a[0]|*a|(*a, b)|[*a, *b]|a, *b|*a, *b|__debug__|a.__debug__
(a, __debug__)|[a, (b, *c)]
""".replace("\n", "|").strip("|").split("|")
PATTERNS = """
1;'a';x;_;[a, b];[a, *_];[*a, *b];{1: a, 1: b};{1: a, True: b};{'a': x, **r}
{-0: a, 0.0: b};A(x, y=z);A(y=1, y=2);x | y;1 | 2;(1 as x) | (2 as x)
(1 as x) | (2 as y);[a, a];[a, (b | c)];_ | 1;__debug__;A(__debug__=1)
1 as __debug__;{1+1j: a, 1+1j: b};None;{None: a, None: b};[_, *_];a.b
{a.b: c, a.b: d};[[a], [a]];{'a': [x], 'b': x};(x as y) | y;[*_, __debug__]
{**__debug__};A(x) | A(x, y=_);[x] | [x, *_];-1;{-1: a, -1: b}
{b'x': a, b'x': b};{1e400: a, 1e400: b};{0x10: a, 16: b};{1_0: a, 10.0: b}
{'a' 'b': x, "ab": y};{0j: a, 0: b};[1, [2, x], *x];{-0.0: a, 0: b}
{1-0j: a, 1: b};{-1-2j: a, -1-2j: b};{1e16: a, 10000000000000000: b}
{0.0001: a, 1e-4: b};{'\\xe9\\n"': a, '\\xe9\\n"': b}
""".replace("\n", ";").strip(";").split(";")
SIMPLE = """
return|return x|return (yield)|break|continue|pass|yield x|await x|x = {e}|{e}
assert (x, 'a')|assert (1, 'a')|assert x, {e}|del x|del x.y|del __debug__
x: int = {e}|x: {e}|a.b: {e}|x += {e}|raise {e} from {e}|import __debug__
import a as __debug__|from a import __debug__|global g|x = y = {e}|{t} = {e}
yield|x.__debug__ += 1|__debug__ += 1|x: 1 = 2|x.__debug__: int
__debug__: int|from __future__ import division|return 1|return x is 1|*a
x = *a|x = *a, b
""".replace("\n", "|").strip("|").split("|")
HEADERS = """
def f({p}):|async def f():|class {n}{b}:|for {t} in {e}:|async for {t} in {e}:
while {e}:|while 1:|if {e}:|if 0:|with x as {t}:|with {e}, y as z:
async with x as y:|try:|try:|try:|try:|match x:
""".replace("\n", "|").strip("|").split("|")
PARAMETERS = ["", "x", "x={e}", "x: int", "*, x={e}", "__debug__",
              "*args, **__debug__", "x, y: {e}"]
BASES = ["", "(B)", "(B, k=1)", "(k=1, k=2)", "({e})", "(__debug__=1)"]
CONSTANTS = r"""
1|0|1.5|0.0|2j|'a'|'abc'|b'ab'|''|None|True|False|...|()|(1, 2)
('a', 'b', 'c')|1e300|10|255|-1|'%s'|'%d %%'|'%s %r'|'%-5.2s|__debug__|'%5.s'
'%c'|"\d"|b'\d'|'\n\w\q'|'\400'|rb'\d'|r'\d'|'\d' '\e'|'\N{EM DASH}\d'
'\x41\8'|b'\N'|1_0|0x1f|'\u0041\U00000041\p'|'\\\d'|b'\u0041'|f'x'|f'{x}'
f'\d{x}\w'|f'{x:\d}'|f'{{\d}}\e'|f'\{x}'|f'\d' '\e'|'a' f'\d'|f'{"a"}'
f'{x!r:>{1 is y}}'|rf'\d{x}'|f'{x:{y}\d}'|f'\\d'|f'{{}}\d{{\e'
""".replace("'%-5.2s|", "'%-5.2s'|").replace("\n", "|").strip("|").split("|")
OPERATORS = "+ - * / // % ** << >> & | ^ @".split()
COMPOUND = """
({0} is {1})|({0} is not {1})|({0} in {1})|({0} == {1} is {2})
({0} is {1} < {2})|({0})({1})|{c}({0})|({0})[{1}]|{c}[{0}]|({0})[{1}:{2}]
({0})[0]|{c}[-1]|(({0}) {o} ({1}))|(-({0}))|(not ({0}))|(+({0}))
({0} if {1} else {2})|[{0}, {1}]|{{{0}, {1}}}|{{{0}: {1}}}|({0}, {1})
[{0} for i in ({1}) if ({2})]|(lambda v={0}: {1})|({0} for i in ({1}))
({0} and {1} or {2})|f({0}, *({1}), k={2})|({c} % ({0},))|({c} % ({0}, {1}))
""".replace("\n", "|").strip("|").split("|")
VALID = """
{e}|v = {e}|assert {e}|assert ({e}, {e})|assert x, {e}|assert ()|v += {e}
raise {e}|v: {e} = {e}|a.b: {e}|a[{e}]: {e}|del a[{e}]|a[{e}] += {e}|v: {e}
""".replace("\n", "|").strip("|").split("|")
VALID_HEADERS = ["def f(a={e}, *b: {e}, c: int={e}) -> {e}:", "if {e}:",
                 "while {e}:", "for i in {e}:", "with {e} as w:",
                 "class A({e}, k={e}):", "try:"]


class Maker:
    """Makes random programs for one version."""

    def __init__(self, seed, minor):
        self.random = random.Random(seed)
        self.minor = minor

    def fill(self, template):
        """Puts expressions, targets and the like into their places."""
        choice = self.random.choice
        for mark, words in (("{p}", PARAMETERS), ("{b}", BASES),
                            ("{n}", ["A", "A", "__debug__"]),
                            ("{t}", TARGETS), ("{e}", EXPRESSIONS)):
            while mark in template:
                template = template.replace(mark, choice(words), 1)
        return template

    def block(self, depth, indent):
        return "".join(self.statement(depth - 1, indent + 1)
                       for _ in range(self.random.randint(1, 3)))

    def statement(self, depth, indent):
        pad = " " * indent
        if depth <= 0 or self.random.random() < 0.45:
            return pad + self.fill(self.random.choice(SIMPLE)) + "\n"
        header = self.random.choice(HEADERS)
        if header == "match x:":
            return self.match(depth, indent)
        text = pad + self.fill(header) + "\n" + self.block(depth, indent)
        if header == "try:":
            return text + self.handlers(depth, indent)
        if header.startswith(("for", "while", "if")):
            if self.random.random() < 0.3:
                text += pad + "else:\n" + self.block(depth, indent)
        return text

    def handlers(self, depth, indent):
        pad, text = " " * indent, ""
        star = "*" if self.minor >= 11 and self.random.random() < .3 else ""
        kinds = ["except* E", "except* E as e"] if star else [
            "except E", "except E as e", "except"]
        for _ in range(self.random.randint(0, 3)):
            text += (pad + self.random.choice(kinds) + ":\n" +
                     self.block(depth, indent))
        if text and self.random.random() < 0.3:
            text += pad + "else:\n" + self.block(depth, indent)
        if not text or self.random.random() < 0.4:
            text += pad + "finally:\n" + self.block(depth, indent)
        return text

    def match(self, depth, indent):
        pad, text = " " * indent, ""
        if self.minor < 10:
            return pad + "pass\n"
        for _ in range(self.random.randint(1, 3)):
            guard = self.random.choice(["", "", " if x", " if {e}"])
            text += (pad + " case " + self.random.choice(PATTERNS) +
                     self.fill(guard) + ":\n" + self.block(depth, indent + 1))
        return pad + "match x:\n" + text

    def expression(self, depth):
        constant = self.random.choice(CONSTANTS)
        if depth <= 0:
            return self.random.choice([constant, constant, "x", "f(x)"])
        parts = [self.expression(depth - 1) for _ in range(3)]
        return self.random.choice(COMPOUND).format(
            *parts, c=constant, o=self.random.choice(OPERATORS))

    def valid(self, depth, indent):
        pad = " " * indent
        compound = depth > 0 and self.random.random() < 0.5
        text = self.random.choice(VALID_HEADERS if compound else VALID)
        while "{e}" in text:
            text = text.replace(
                "{e}", self.expression(self.random.randint(0, 3)), 1)
        text = pad + text + "\n"
        if not compound:
            return text
        body = "".join(self.valid(depth - 1, indent + 1)
                       for _ in range(self.random.randint(1, 2)))
        if text.endswith("try:\n"):
            body += pad + "finally:\n" + self.valid(depth - 1, indent + 1)
        return text + body

    def program(self, is_valid):
        make = self.valid if is_valid else self.statement
        depth = self.random.randint(1, 4)
        return "".join(make(depth, 0)
                       for _ in range(self.random.randint(1, 3)))


def ask_python(python, texts):
    """The interpreter's minor version and its answers."""
    lines = [json.dumps(text) for text in texts]
    if python == "pyodide":
        command = ["node", os.path.join(os.path.dirname(__file__),
                                        "pyodide.mjs")]
        given = PROBE.replace("LINES", repr(lines))
    else:
        command = [python, "-c", PROBE.replace("LINES", "sys.stdin")]
        given = "".join(line + "\n" for line in lines)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        file.write(given)
        file.seek(0)
        result = subprocess.run(command, stdin=file, capture_output=True,
                                text=True, check=True)
    minor, *answers = map(json.loads, result.stdout.splitlines())
    return minor, answers


def ask_dump(dump, minor, texts):
    data = b"".join(f"{len(text.encode())} {minor}\n".encode() + text.encode()
                    for text in texts)
    result = subprocess.run([dump], input=data, capture_output=True,
                            check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


def minor_of(python):
    if python == "pyodide":
        return 14
    return int(subprocess.run(
        [python, "-c", "import sys; print(sys.version_info[1])"],
        capture_output=True, check=True).stdout)


def compare(options):
    different = 0
    for python in options.python:
        maker = Maker(options.seed, minor_of(python))
        texts = [maker.program(options.valid) for _ in range(options.count)]
        minor, answers = ask_python(python, texts)
        counts = collections.Counter()
        for text, (wanted, found), ours in zip(
                texts, answers, ask_dump(options.dump, minor, texts)):
            got = "ok" if ours[0] == "ok" else f"{ours[4]} {ours[3]}"
            counts["ok" if wanted == "ok" else "refused"] += 1
            same = wanted == got or wanted == "SystemError"
            if same and wanted == "ok":
                same = sorted(found) == sorted(ours[2])
                same &= ours[1] or not found
            if same:
                continue
            counts["different"] += 1
            if counts["different"] <= options.show:
                print(f"{text}CPython: {wanted} {found}\nours: {got} {ours}")
        print(f"3.{minor}: {dict(counts)}")
        different += counts["different"]
    sys.exit(1 if different else 0)


# Programs of which the unit tests know the answers.
CASES = [
    "return", "yield", "await x", "break", "continue", "class A: return",
    "for x in y: break\nelse: break", "while x: pass\nelse: continue",
    "if 0: break", "while 0: break", "def f(): break",
    "for x in y:\n def f(): continue", "class A:\n for x in y: break",
    "for x in y:\n class A: break", "with a: break",
    "try: break\nfinally: x", "try: x\nfinally: break",
    "async def f():\n yield\n return 1", "async def f():\n return 1\n yield",
    "async def f(): yield from x", "class A: yield", "lambda: (yield)",
    "lambda: await x", "x = await y", "def f(): await x",
    "def f():\n async with x: pass", "def f():\n async for x in y: pass",
    "async with x: pass", "[x async for x in y]", "(x async for x in y)",
    "def f():\n return [x async for x in y]",
    "def f():\n return ([x async for x in y] for z in w)",
    "[x async for x in y]\nawait z",
    "async def f():\n return [[x async for x in y] for z in w]",
    "try: x\nexcept: y\nexcept E: z",
    "try:\n x\nexcept E:\n y\nexcept:\n z\nexcept F:\n w",
    "*a", "*a = 1", "a, *b = *c", "[*a, *b] = c", "*a, *b = c",
    "for *a in b: pass", "for *a, *b in c: pass", "del *a", "x = *a",
    "def f(): return *a", ", ".join("a" * 257) + ", *a = x",
    "f(__debug__=1)", "f(a=1, a=2)", "f(x,\n a=1,\n a=2)",
    "f(x,\n __debug__=1)", "class A(a=1,\n a=2): pass", "__debug__ = 1",
    "x.__debug__ = 1", "(x\n .__debug__) = 1", "del __debug__",
    "del x.__debug__", "x.__debug__ += 1", "__debug__ += 1",
    "def __debug__(): pass", "class __debug__: pass",
    "def f(__debug__): pass", "lambda a,\\\n __debug__: 1",
    "def f(a,\n *, __debug__): pass", "import __debug__",
    "import __debug__.a", "import a as __debug__",
    "from a import b as __debug__", "from __debug__ import a",
    "for __debug__ in x: pass", "with x as __debug__: pass",
    "try: x\nexcept E as __debug__: pass", "(__debug__ := 1)",
    "[x for __debug__ in y]", "__debug__: int", "x.__debug__: int",
    "@a(await x)\n@b\ndef f(): break", "break\ndef f(__debug__): pass",
    "def f(a=(yield)): pass\n", "class A(f(a=1, a=2)): return",
    "x = 1\nfrom __future__ import division",
    "import a; from __future__ import division",
    "'doc'\nfrom __future__ import division\nfrom __future__ import "
    "generators\nx\nfrom __future__ import with_statement",
    "from .__future__ import a\nfrom __future__ import division",
    "x: (yield)", "def f():\n x: await y", "x.y: await z",
    "from __future__ import annotations\nx.y: f(a=1, a=2)",
    "from __future__ import annotations\nx: f(a=1, a=2)",
    "def f():\n x: f(a=1, a=2)", "def f():\n x.y: f(a=1, a=2)",
    "def f(a: f(a=1, a=2)): pass", "a[f(a=1, a=2)]: int",
    "".join(" " * i + "while x:\n" for i in range(21)) + " " * 21 + "pass",
    "".join(" " * i + "while x:\n" for i in range(22)) + " " * 22 + "pass",
    "def f():\n yield\n" + "".join(" " * i + "if x:\n" + " " * (i + 1) +
                                    "with y:\n" if i % 2 else
                                    " " * i + "for x in y:\n"
                                    for i in range(1, 3)) + "    pass",
    "def f():\n yield\n" + "".join(" " * (i + 1) + "while x:\n"
                                    for i in range(21)) + " " * 22 + "pass",
    "".join(" " * i + "try:\n" for i in range(11)) + " " * 11 + "x\n" +
    "".join(" " * i + "except E:\n" + " " * (i + 1) + "y\n" + " " * i +
            "finally:\n" + " " * (i + 1) + "z\n"
            for i in range(10, -1, -1)),
    "try: x\nexcept* E: break", "for x in y:\n try: x\n except* E: break",
    "def f():\n try: x\n except* E: return 1",
    "try: x\nexcept* E:\n for x in y: break",
    "try: x\nexcept* E:\n with x:\n  break",
    "def f[T=int, U](): pass", "class A[*T=x, U]: pass",
    "type X[__debug__] = int", "type __debug__ = int",
] + [f"match v:\n case {pattern}: pass" for pattern in PATTERNS] + [
    f"match v:\n case {pattern}: pass\n case _: pass" for pattern in
    ("x", "_", "[*_]", "x if y", "(x)", "1 | _", "_ | 1")] + [
    "match v:\n case [a,\n  (b |\n   c)]: pass",
    "match v:\n case ([x,\n   y]\n  | [x,\n   z]): pass",
    "match v:\n case A(y=1,\n   y=2): pass",
    "match v:\n case {**a}: pass\n case f'x': pass",
    "match v:\n case [" + ", ".join(f"a{i}" for i in range(257)) +
    ", *b]: pass",
]
WARNED = [
    "x is 1", "x is not 'a'", "1 is x", "x is None", "x is -1", "x is 1 + 2",
    "x is ()", "x is (1, 2)", "x is (1, y)", "x is f''", "x is b'a' is y",
    "x < 1 is y", "not x is 1", "not x is not 1", "x is 'a'[0]",
    "x is 'a'[1]", "x is 1 / 0", "x is 2 ** 200", "x is 2 ** 100",
    "x is 'a' * 5000", "x is ('a', 'b')[1]", "x is __debug__",
    "x is not __debug__ + 1", "x is ...", "if (x\n is 1): pass",
    "if (x\n is 1 is y): pass", "while x is 1: pass",
    "[x for x in y if x is 1 is 2]", "assert x is 1, y is 2",
    "assert (x, 'a')", "assert (1, 'a')", "assert ()", "assert (x,\n 'a')",
    "1(2)", "'a'(b)", "('a'\n 'b')(c)", "(\n'a')(c)", "None()", "f''()",
    "[](x)", "{}()", "{1}()", "(x for x in y)()", "(lambda: 0)()", "(1, 2)()",
    "(1 + 2)()", "(-1)()", "('%s' % (x,))()", "('%s %d' % (x, y))()",
    "('%s' % (1,))()", "('%s' % (*x,))()", "t''()", "__debug__()", "1[2]",
    "None[0]", "...[0]", "1.5[0]", "2j[0]", "True[0]", "{1}[0]",
    "{x for x in y}[0]", "(x for x in y)[0]", "(lambda: 0)[0]", "t''[0]",
    "1[2] = 3", "[1]['a']", "[1][1.5]", "[1][x]", "[1][True]", "[1][1:2]",
    "[1, 2][3, 4]", "[1][1:2, 3]", "(1, 2)['a']", "'abc'['a']", "b'a'[None]",
    "f'{x}'['a']", "[x for x in y]['a']", "[1][f'a']", "[1][[2]]",
    "[1][lambda: 0]", "'abc'[0]", "'abc'[-4]", "'\\d'", "b'\\d'", "'\\400'",
    "b'\\777'", "'\\377'", "r'\\d'", "'''\n\n\\d'''", "('a'\n '\\d')",
    "'\\d\\e' '\\w'", "'\\N{EM DASH}\\8'", "b'\\N'", "'\\\\d'", "'\\\n\\d'",
    "f'\\d'", "f'\\d{x}\\e'", "f'''\n\\d{x}\n\\e\n'''", "f'\\{x}'",
    "f'{{\\d}}'", "f'{x:\\d}'", "f'{x:{y}\\d}'", "rf'\\d'", "f'a' '\\d'",
    "1if x else y", "0x1for x in y", "1.5and x", "0b1or x", "2jin x",
    "0o7is x", "[1for x in y]", "1_0if x else y", "x = 1not in y",
    "def f():\n try: return 1\n finally: x is 1",
    "try: x\nfinally:\n try: y\n finally: x is 1",
    "for x in y:\n try: continue\n finally: x is 1",
    "def f():\n try: x\n finally: return 1",
    "for x in y:\n try: x\n finally: break",
    "for x in y:\n try: x\n finally:\n  if x: continue",
    "try: x\nfinally:\n for x in y: break\n def f(): return 1",
    "def f():\n try: x\n finally:\n  with x:\n   return",
    "x: y is 1", "def f(a: x is 1 = y is 2, *b: z is 3) -> x is 4: z is 5",
    "class A:\n x: y is 1\n z is 2", "def f():\n x: y is 1",
    "def f[T: 1()](): pass", "type X = 1()", "@1()\nclass A(2()): 3()",
    "lambda a=1(): 2()", "[1() for x in 2() if 3()]",
    "match 1():\n case A(x) if 2(): pass", "f'{1()}'", "'%s' % 1()",
    "with 1() as x, 2(): pass", "for x in 1(): pass",
    "from __future__ import annotations\nx: y is 1\ndef f(a: 1()): pass",
]


def show(answer, found):
    if answer != "ok" or not found:
        return answer
    return "; ".join(f"{line} {name}: {message}"
                     for name, message, line in found)


def record(options):
    texts = [text + "\n" for text in CASES + WARNED]
    columns = sorted(ask_python(python, texts) for python in options.python)
    for i, text in enumerate(texts):
        fields = [json.dumps(text, ensure_ascii=False)[1:-1]]
        for minor, answers in columns:
            answer = show(*answers[i])
            if len(fields) > 1 and fields[-1][1] == answer:
                fields[-1][0][1] = minor
            else:
                fields.append(([minor, minor], answer))
        row = [f"{first}-{last} {answer}"
               for (first, last), answer in fields[1:]]
        print("\t".join([fields[0]] + [
            cell.replace("\\", "\\\\") for cell in row]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("action", choices=["compare", "record"])
    parser.add_argument("--dump")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--show", type=int, default=3)
    parser.add_argument("--valid", action="store_true")
    parser.add_argument("python", nargs="+")
    options = parser.parse_args()
    {"compare": compare, "record": record}[options.action](options)


if __name__ == "__main__":
    main()
