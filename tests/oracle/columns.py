#!/usr/bin/env python3
"""Add CPython's columns to labels, for words.py.

    columns.py LABELS.ndjson.gz PYTHON... > LABELS.ndjson

The labels are those of words.py. Each PYTHON is a command that runs the
program named after it; "node tests/oracle/pyodide.mjs" is 3.14. Where such an
interpreter says what the label says, the label gets a fifth part: its offset,
null where it gives none. Prints the rows that have one.
"""

import base64
import gzip
import json
import sys

from judges import CPython
from words import is_judged


def read_rows(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def add_columns(rows, cpython):
    version = f"3.{cpython.minor}"
    asked = [row for row in rows
             if row["labels"].get(version, ["ok"])[0] == "error"
             and is_judged(row["source"], cpython.minor,
                           row["labels"][version])]
    texts = [base64.b64decode(row["src_b64"]) for row in asked]
    for row, answer in zip(asked, cpython.ask(texts)):
        label = row["labels"][version]
        if (answer and answer[:2] == label[1:3]
                and (answer[2] or 1) == (label[3] or 1)):
            label.append(answer[3])


def main():
    rows = read_rows(sys.argv[1])
    for command in sys.argv[2:]:
        add_columns(rows, CPython(command))
    for row in rows:
        row["labels"] = {version: label
                         for version, label in row["labels"].items()
                         if len(label) == 5}
        if row["labels"]:
            print(json.dumps(row))


if __name__ == "__main__":
    sys.exit(main())
