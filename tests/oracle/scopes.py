#!/usr/bin/env python3
"""Compare the recognizer with compile() on generated programs.

    scopes.py --dump tests/unit/dump-verdicts [--seed N] [--count N] PYTHON

The programs are grammatical and small, and made of what scopes, blocks and
patterns forbid: few names, nested functions, classes, lambdas and
comprehensions with declarations, ':=', yield, await, break and the like.
Prints each difference; exits 1 if there is one.
"""

import argparse
import random
import sys

from judges import (CPython, NOT_PYTHON, Recognizer, UNDECIDED, UNRELIABLE,
                    is_different)

NAMES = ["x", "y", "z", "__p", "_A__p", "__class__", "_"]


class Program:
    def __init__(self, rng, minor):
        self.rng = rng
        self.minor = minor

    def name(self):
        return self.rng.choice(NAMES[:3] * 4 + NAMES)

    def pick(self, *ways):
        return self.rng.choice(ways)()

    def clause(self, depth):
        r = self.rng
        text = r.choice(["for", "for", "for", "async for"])
        target = r.choice([self.name(), self.name(),
                           f"{self.name()}, {self.name()}",
                           f"{self.name()}.a", f"x[{self.name()}]",
                           f"({self.name()}).b", f"*{self.name()}, y"])
        text += f" {target} in {self.simple(depth)}"
        while r.random() < .3:
            text += f" if {self.simple(depth)}"
        return text

    def comprehension(self, depth):
        r = self.rng
        clauses = " ".join(self.clause(depth)
                           for _ in range(r.choice((1, 1, 2))))
        element = self.simple(depth)
        return r.choice(["[%s %s]", "(%s %s)", "{%s %s}", "f(%s %s)",
                         "{1: %s %s}"]) % (element, clauses)

    def simple(self, depth):
        return f"({self.expression(depth - 1)})"

    def expression(self, depth):
        r = self.rng
        if depth <= 0:
            return self.name()
        return self.pick(
            self.name, self.name, self.name,
            lambda: f"{self.name()} + {self.simple(depth)}",
            lambda: f"f({self.name()}={self.simple(depth)})",
            lambda: f"lambda {self.name()}={self.simple(depth)}: "
                    f"{self.simple(depth)}",
            lambda: f"lambda: {self.simple(depth)}",
            lambda: r.choice(["(yield)", "(yield x)", "(yield from x)"]),
            lambda: f"await {self.name()}",
            lambda: f"({self.name()} := {self.simple(depth)})",
            lambda: self.comprehension(depth),
            lambda: self.comprehension(depth))

    def target(self):
        r = self.rng
        return r.choice([self.name(), self.name(), self.name(),
                         f"{self.name()}, *{self.name()}",
                         f"({self.name()})", f"({self.name()}).a",
                         f"[{self.name()}, ({self.name()}, y.b)]",
                         f"{self.name()}[{self.name()}]",
                         f"*x, *{self.name()}", f"*{self.name()}"])

    def simple_statement(self):
        r = self.rng
        return self.pick(
            lambda: self.expression(3),
            lambda: f"{self.target()} = {self.expression(2)}",
            lambda: f"{self.name()} += {self.expression(1)}",
            lambda: f"{self.name()}: {self.expression(2)}",
            lambda: f"{self.name()}: {self.name()} = {self.expression(1)}",
            lambda: f"({self.name()}): int",
            lambda: f"global {self.name()}",
            lambda: f"nonlocal {self.name()}",
            lambda: f"nonlocal {self.name()}",
            lambda: f"del {self.name()}",
            lambda: r.choice([f"import {self.name()}.b", f"from a import *",
                              f"from a import {self.name()}",
                              f"import a as {self.name()}"]),
            lambda: r.choice(["return", f"return {self.expression(1)}"]),
            lambda: r.choice(["break", "continue", "pass", "pass"]))

    def pattern(self, depth=2):
        r = self.rng
        if depth == 0:
            return r.choice([self.name(), "_", "1", "a.b"])
        return self.pick(
            lambda: self.pattern(0),
            lambda: f"({self.pattern(depth - 1)})",
            lambda: f"[{self.pattern(depth - 1)}, {self.pattern(0)}]",
            lambda: f"[{self.pattern(depth - 1)}, *{self.name()}]",
            lambda: f"{self.pattern(0)} | {self.pattern(depth - 1)}",
            lambda: f"({self.pattern(depth - 1)} as {self.name()})",
            lambda: f"{{{r.choice('1 2'.split())}: {self.pattern(0)}, "
                    f"{r.choice('1 2'.split())}: {self.pattern(0)}, "
                    f"**{self.name()}}}",
            lambda: f"C({self.pattern(0)}, a={self.pattern(depth - 1)})",
            lambda: f"C(a={self.pattern(0)}, b={self.pattern(0)})")

    def parameters(self):
        r = self.rng
        out = []
        for star in ("", "", "*", "**"):
            if r.random() < .3:
                note = f": {self.expression(2)}" if r.random() < .4 else ""
                value = "=1" if not star and out else ""
                if not star and r.random() < .2:
                    value = f"={self.expression(2)}"
                out.append(f"{star}{self.name()}{note}{value}")
        result = f" -> {self.expression(2)}" if r.random() < .1 else ""
        return f"({', '.join(out)}){result}"

    def types(self):
        r = self.rng
        if self.minor < 12 or r.random() < .7:
            return ""
        bound = f": {self.expression(2)}" if r.random() < .5 else ""
        return f"[{self.name()}{bound}]"

    def compound(self, depth):
        """(head, ...) pairs of heads of blocks"""
        r = self.rng
        maybe = ["else:"] if r.random() < .3 else []
        handler = ["except a:", f"except a as {self.name()}:"]
        if self.minor >= 11 and r.random() < .4:
            handler = ["except* a:", f"except* a as {self.name()}:"]
        ways = [
            lambda: [f"if {self.expression(2)}:"] + maybe,
            lambda: [f"while {self.expression(1)}:"] + maybe,
            lambda: [f"{r.choice(['', '', 'async '])}for {self.target()} in "
                     f"{self.expression(2)}:"] + maybe,
            lambda: [f"{r.choice(['', '', 'async '])}with "
                     f"{self.expression(1)} as ({self.name()}):"],
            lambda: ["try:", r.choice(handler)] + maybe,
            lambda: ["try:", r.choice(handler), *maybe, "finally:"],
            lambda: ["try:", "finally:"],
            lambda: [f"class {r.choice(['A', self.name()])}{self.types()}"
                     f"({self.expression(1)}):"],
        ] + 3 * [
            lambda: [f"{r.choice(['', 'async '])}def {self.name()}"
                     f"{self.types()}{self.parameters()}:"]]
        return r.choice(ways)()

    def match(self, depth, indent):
        out = [f"{indent}match {self.name()}:"]
        for _ in range(self.rng.choice((1, 2))):
            guard = f" if {self.expression(1)}" if self.rng.random() < .3 \
                else ""
            out.append(f"{indent} case {self.pattern()}{guard}:")
            out += self.block(depth - 1, indent + "  ")
        return out

    def block(self, depth, indent):
        r = self.rng
        out = []
        for _ in range(r.choice((1, 1, 2, 3))):
            way = r.random()
            if depth > 0 and way < .08 and self.minor >= 10:
                out += self.match(depth, indent)
            elif depth > 0 and way < .6:
                for head in self.compound(depth):
                    out.append(indent + head)
                    out += self.block(depth - 1, indent + " ")
            else:
                out.append(indent + self.simple_statement())
        return out

    def text(self):
        r = self.rng
        out = []
        if r.random() < .15:
            out.append("from __future__ import annotations")
        if self.minor >= 12 and r.random() < .05:
            out.append(f"type {self.name()}{self.types()} = "
                       f"{self.expression(2)}")
        return "\n".join(out + self.block(r.choice((1, 2, 3, 4)), "")) + "\n"


def compare(text, said, expected, counts):
    if said[0] == UNDECIDED or expected and expected[0] in UNRELIABLE:
        counts["undecided"] += 1
    elif not is_different(said, expected):
        counts["refused" if expected else "valid"] += 1
    elif said[0] == NOT_PYTHON:
        counts["different"] += 1
        print(f"--- wrongly refused at {said[1]}: {said[2]}\n{text}")
    else:
        counts["missed"] += 1
        print(f"--- missed: {expected}\n{text}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("python")
    options = parser.parse_args()

    theirs = CPython(options.python)
    ours = Recognizer(options.dump, [theirs.minor])
    program = Program(random.Random(options.seed), theirs.minor)
    texts = [program.text() for _ in range(options.count)]
    data = [text.encode() for text in texts]
    counts = dict.fromkeys(
        ["valid", "refused", "missed", "undecided", "different"], 0)
    for text, said, expected in zip(texts, ours.ask(data), theirs.ask(data)):
        compare(text, said[0], expected, counts)
    print(f"3.{theirs.minor}: {options.count} programs,",
          ", ".join(f"{n} {k}" for k, n in counts.items()))
    return counts["different"] + counts["missed"] > 0


if __name__ == "__main__":
    sys.exit(main())
