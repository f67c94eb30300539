"""Texts out of CPython's own tests: files, strings, doctests, bodies."""

import ast
import doctest
import os
import textwrap
import warnings

MOST_BYTES = 20000  # of a text
MOST_LINES = 40  # of a function whose body is a text

PARSER = doctest.DocTestParser()


def string_texts(string):
    yield string
    if isinstance(string, bytes):
        return
    dedented = textwrap.dedent(string)
    yield from (dedented, dedented.lstrip("\n"), dedented.strip())
    if ">>>" not in string:
        return
    try:
        examples = [e.source for e in PARSER.get_examples(string)]
    except ValueError:
        return
    yield from examples
    yield "".join(examples)


def module_texts(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
    lines = source.decode("utf-8", "replace").splitlines(True)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(
                node.value, (str, bytes)):
            yield from string_texts(node.value)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (
                node.end_lineno - node.lineno < MOST_LINES):
            yield textwrap.dedent("".join(
                lines[node.body[0].lineno - 1:node.end_lineno]))


def folder_texts(folder):
    """Yield the distinct texts, as bytes, of the tests below a folder."""
    seen = set()
    for path, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not name.endswith((".py", ".txt")):
                continue
            with open(os.path.join(path, name), "rb") as file:
                source = file.read()
            texts = [source, *module_texts(source)]
            if name.endswith(".txt"):
                texts = string_texts(source.decode("latin-1"))
            for text in texts:
                if isinstance(text, str):
                    text = text.encode("utf-8", "surrogatepass")
                if 0 < len(text) <= MOST_BYTES and text not in seen:
                    seen.add(text)
                    yield text
