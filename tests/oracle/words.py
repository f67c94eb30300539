#!/usr/bin/env python3
"""Compare compile_text()'s words with CPython's own.

    words.py --dump tests/unit/dump-compile [OPTION...] LABELS.ndjson.gz...
    words.py --dump tests/unit/dump-compile --python PYTHON FILE.py...

Labels are rows {"source", "src_b64", "labels": {"3.11": ["ok"] or ["error",
class, message, line]}}; columns.py adds the column. With --python the interpreter itself labels the files
(a file of several texts has a line "#----" between them). Prints per version
the rows, how many verdicts, classes, messages, lines and columns differ, and the
largest families of differences: a family is CPython's message and ours with
quoted parts and numbers blanked. Exits 1 if a verdict differs.
"""

import argparse
import base64
import collections
import gzip
import json
import re
import subprocess
import sys
import threading

RESOURCES = {"MemoryError", "RecursionError", "SystemError", "crash"}
PROBE = r"""
import json, sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    text = json.loads(line)
    try:
        compile(text.encode("utf-8", "surrogateescape"), "<text>", "exec",
                dont_inherit=True)
        label = ["ok"]
    except SyntaxError as error:
        label = ["error", type(error).__name__, error.msg, error.lineno or 1,
                 error.offset]
    except Exception as error:
        label = ["error", type(error).__name__, str(error), 1, None]
    print(json.dumps(label), flush=True)
"""


def read_labels(paths):
    """Yields (topic, bytes, {minor: label}) of the rows."""
    for path in paths:
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield (row["source"],
                       base64.b64decode(row["src_b64"]),
                       {int(version.split(".")[1]): label
                        for version, label in row["labels"].items()})


class Probe:
    """An interpreter that labels texts; started again when it crashes."""

    def __init__(self, python):
        self.python = python
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [self.python, "-c", PROBE], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def label(self, text):
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if line:
            return json.loads(line)
        self.stop()
        self.start()
        return ["error", "crash", None, None, None]

    def stop(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def read_files(python, paths):
    minor = int(subprocess.run(
        [python, "-c", "import sys; print(sys.version_info[1])"],
        capture_output=True, check=True).stdout)
    probe = Probe(python)
    for path in paths:
        with open(path, encoding="utf-8", errors="surrogateescape",
                  newline="") as file:
            texts = re.split(r"^#----\n", file.read(), flags=re.M)
        for text in texts:
            yield (path, text.encode("utf-8", "surrogateescape"),
                   {minor: probe.label(text)})
    probe.stop()


def is_judged(topic, minor, label):
    """Does the label say something about the text, not the machine?"""
    if label[0] not in ("ok", "error"):
        return False
    if label[0] == "error" and label[1] in RESOURCES:
        return False
    return not (minor == 14 and re.fullmatch("grid:(depth|blocks)", topic))


def ask(dump, rows):
    """Yields (topic, data, minor, label, ours)."""
    with subprocess.Popen([dump], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as process:
        asked = list(rows)

        def feed():
            for _, data, labels in asked:
                minors = " ".join(str(minor) for minor in labels)
                process.stdin.write(f"{len(data)} {minors}\n".encode() + data)
            process.stdin.close()

        thread = threading.Thread(target=feed)
        thread.start()
        for topic, data, labels in asked:
            for minor, label in labels.items():
                line = process.stdout.readline()
                if not line:
                    sys.exit(f"words.py: {dump} ended early on {data!r} "
                             f"for 3.{minor}")
                yield topic, data, minor, label, json.loads(line)
        thread.join()


def blank(message):
    if message is None:
        return None
    message = re.sub(r"'[^']*'", "'_'", message)
    return re.sub(r"\d+", "0", message)


def short(label):
    return "ok" if label[0] != "error" else f"{label[1]}: {label[2]}"


class Tally:
    """What one version's rows came to."""

    def __init__(self):
        self.counts = collections.Counter()
        self.families = collections.defaultdict(list)

    def add(self, topic, data, label, ours):
        self.counts["rows"] += 1
        error = label[0] == "error"
        self.counts["errors"] += error
        if ours[0] == "unknown":
            self.counts["unknown"] += 1
        if ours[0] != label[0]:
            kind = "verdict"
        elif not error:
            return
        elif ours[1] != label[1] or ours[2] != label[2]:
            kind = "class" if ours[1] != label[1] else "message"
        elif ours[3] != (label[3] or 1):
            kind = "line"
        elif len(label) == 5 and ours[4] != max(label[4] or 0, 0):
            kind = "column"
        else:
            self.counts["same"] += 1
            return
        self.counts[kind] += 1
        wanted = (blank(short(label)) if error else "ok")
        got = ours[0] if ours[0] != "error" else blank(short(ours))
        self.families[kind, wanted, got].append((topic, data, label, ours))

    def show(self, minor, options):
        errors = self.counts["errors"]
        share = 100 * self.counts["same"] / errors if errors else 100
        print(f"3.{minor}: {self.counts['rows']} rows, {errors} errors, "
              f"{share:.2f} % the same; different:", ", ".join(
                  f"{self.counts[kind]} {kind}" for kind in
                  ("verdict", "class", "message", "line", "column")),
              f"({self.counts['unknown']} unknown)")
        largest = sorted(self.families.items(), key=lambda item: -len(item[1]))
        for (kind, wanted, got), rows in largest[:options.families]:
            print(f"  {len(rows):5} {kind}: {wanted}\n        ours: {got}")
            for topic, data, label, ours in rows[:options.examples]:
                text = data if options.whole else data[:160]
                print(f"          {text!r} [{topic}]\n"
                      f"            {label[1:]} {ours[1:]}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.partition("\n")[0])
    parser.add_argument("--dump", required=True)
    parser.add_argument("--python", help="label the files with this one")
    parser.add_argument("--minor", type=int, action="append",
                        help="only 3.MINOR")
    parser.add_argument("--topic", help="only rows whose source matches")
    parser.add_argument("--message", help="only where CPython's class and "
                        "message, or ours, match")
    parser.add_argument("--families", type=int, default=12)
    parser.add_argument("--examples", type=int, default=1)
    parser.add_argument("--whole", action="store_true",
                        help="do not cut examples")
    parser.add_argument("path", nargs="+")
    options = parser.parse_args()

    def rows():
        read = (read_files(options.python, options.path) if options.python
                else read_labels(options.path))
        for topic, data, labels in read:
            if options.topic and not re.search(options.topic, topic):
                continue
            kept = {minor: label for minor, label in labels.items()
                    if 8 <= minor <= 14 and is_judged(topic, minor, label)
                    and (not options.minor or minor in options.minor)}
            if kept:
                yield topic, data, kept

    tallies = collections.defaultdict(Tally)
    for topic, data, minor, label, ours in ask(options.dump, rows()):
        if options.message and not (
                re.search(options.message, short(label)) or
                re.search(options.message, short(ours))):
            continue
        tallies[minor].add(topic, data, label, ours)
    for minor in sorted(tallies):
        tallies[minor].show(minor, options)
    return any(tally.counts["verdict"] for tally in tallies.values())


if __name__ == "__main__":
    sys.exit(main())
