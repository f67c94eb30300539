#!/usr/bin/env python3
"""resolve_name.py - record what importlib.util.resolve_name() answers.

usage: resolve_name.py >tests/unit/resolve-name.tsv

One line a case, in tabs: package, level, module, the absolute name or "-"
where the level goes beyond the top-level package.
"""

import importlib.util
import itertools

PACKAGES = ["a", "pkg", "pkg.sub", "pkg.pkg", "a.b.c", "a.a.a.a",
            "pkg.sub.deep.er", "_x.__y__", "été.ñ", "long_name" * 20 + ".b"]
MODULES = ["", "m", "m.n", "pkg", "pkg.sub", "a", "été", "_", "x.y.z"]


def main():
    for package, level, module in itertools.product(
            PACKAGES, range(1, 7), MODULES):
        try:
            name = importlib.util.resolve_name("." * level + module, package)
            name = name.rstrip(".") if not module else name
        except ImportError:
            name = "-"
        print(package, level, module, name, sep="\t")


if __name__ == "__main__":
    main()
