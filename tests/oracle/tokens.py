#!/usr/bin/env python3
"""Compares our tokens with CPython's.

    tokens.py --dump PROGRAM [--python PYTHON]... [--jobs N]
              [--mutate N] [--seed N] PATH...

PROGRAM is tests/unit/dump-tokens. A PATH is a file, a folder that is walked
for *.py, or an NDJSON file (.ndjson.gz) of labelled snippets: objects with
"id", "src_b64" and "labels" ({"3.8": [verdict, class, message, line], ...}).

Files are judged by each PYTHON (default: the running one): what it compiles
must have the same tokens as its tokenize module cuts, and what its tokenizer
refuses must be refused. With --mutate so many random changes of the snippets
are judged as files are. Snippets need no Python: a snippet that is valid in
some version must not be refused, and one that every version's tokenizer
refuses must be.

Exit status: 0 if all agree, 1 if not.
"""

import argparse
import base64
import gzip
import io
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
import tempfile
import tokenize
import warnings

# Messages that only CPython's tokenizer has, of all versions since 3.8.
TOKENIZER_MESSAGES = re.compile(
    r"unterminated|EOL while scanning|EOF while scanning|was never closed"
    r"|invalid (decimal|hexadecimal|octal|binary|imaginary) literal"
    r"|invalid digit|leading zeros|inconsistent (use|dedent)|unindent does"
    r"|too many (levels|nested p)|unmatched|does not match opening"
    r"|unexpected character after line|non-printable character U\+00[017]"
    r"|f-string: single '}'|null byte"
)
# Messages about the bytes of the file.
DECODER_MESSAGES = re.compile(
    r"^unknown encoding|^encoding problem|not a text encoding|^Non-UTF-8"
    r"|^undefined encoding|^'(?!unicodeescape)\S+' codec can't|'utf-8' codec can't|null byte"
)
FSTRINGS = re.compile(rb"[fF][rR]?['\"]")
TEMPLATES = re.compile(rb"[tT][rR]?['\"]")
NAME_AFTER_NUMBER = re.compile(
    rb"[0-9][\w.]*[\x80-\xff]|[0-9jJ.](as|async|from)\b"
)
# What tokenize in Python (until 3.11) knows nothing of.
SPLIT_INDENTATION = re.compile(rb"(^|[\r\n])[ \t\f]*\\[\r\n]")
BLANK_END = re.compile(rb"(^|[\r\n])[ \t\f]*(#[^\r\n]*)?$")

# dump-tokens' DECODE lines: what we do not judge as CPython does. Bytes that
# are not UTF-8 may stand in comments, until 3.13, under a utf-8 cookie.
UNSUPPORTED = "DECODE 2 "
INVALID_UTF8 = re.compile(r"DECODE 5 \d+ utf-8")


def normalise_line_ends(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def cpython_tokens(source):
    """The lines that dump-tokens should print for the bytes source."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    text = normalise_line_ends(source.decode(encoding))
    lines = []
    for kind, string, start, end, _ in tokenize.generate_tokens(
        io.StringIO(text).readline
    ):
        name = tokenize.tok_name[kind]
        if name == "ENDMARKER":
            lines.append("END")
        elif name in ("NEWLINE", "NL"):
            lines.append("%s %d %d" % (name, *start))
        elif name == "FSTRING_MIDDLE" and not string:
            continue
        else:
            lines.append("%s %d %d %d %d" % (name, *start, *end))
    # Dedents at the end lie on a line that is not there.
    i = len(lines) - 2
    while i >= 0 and lines[i].startswith("DEDENT"):
        lines[i] = "DEDENT"
        i -= 1
    return lines


def run_dump(program, paths, whole_fstrings):
    """Yields (path, lines) for each of paths."""
    command = [program] + (["--whole-fstrings"] if whole_fstrings else [])
    output = subprocess.run(
        command,
        input="".join(p + "\n" for p in paths),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout
    for part in output.split("\n\n"):
        if part:
            head, *lines = part.split("\n")
            yield head[2:], lines


def refusal(lines):
    """The message of the TOKEN_ERROR in lines, or a DECODE line, or None."""
    if lines[0].startswith("DECODE "):
        return lines[0]
    if len(lines) >= 2 and lines[-2].startswith("ERROR "):
        return lines[-2][len("ERROR "):]
    return None


def must_be_refused(message):
    return (TOKENIZER_MESSAGES.search(message)
            or DECODER_MESSAGES.search(message))


def compile_error(source):
    """The message that compile() refuses source with, or None."""
    try:
        compile(source, "file", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return getattr(error, "msg", None) or str(error)
    except (MemoryError, RecursionError, SystemError):
        return "the compiler fails"
    return None


def forgive(line):
    """The part of a line that CPython's tokenize module has right.

    3.12.1 has the last column of a string over several lines wrong when the
    string is not ASCII.
    """
    fields = line.split(" ")
    if (sys.version_info[:2] == (3, 12) and len(fields) == 5
            and fields[1] != fields[3]):
        return " ".join(fields[:4])
    return line


def is_broken(source, expected):
    """Whether CPython's tokenize module fails where its tokenizer does not.

    Until 3.11 it knows identifiers by \\w and cuts others into pieces, knows
    no indentation over several lines, and invents line ends.
    """
    if sys.version_info >= (3, 12):
        return False
    return (any(line.startswith("ERRORTOKEN") for line in expected)
            or SPLIT_INDENTATION.search(source) or BLANK_END.search(source))


def judge_file(path, lines):
    """A complaint about one file, or None."""
    with open(path, "rb") as file:
        source = file.read()
    message = compile_error(source)
    refused = refusal(lines)
    if refused and (refused.startswith(UNSUPPORTED)
                    or INVALID_UTF8.match(refused)):
        return None
    if message is None:
        if refused:
            return "refused (%s), but it compiles" % refused
        try:
            expected = cpython_tokens(source)
        except (tokenize.TokenError, SyntaxError):
            return None  # the module fails where the compiler does not
        if expected == lines or is_broken(source, expected):
            return None
        for number, (a, b) in enumerate(zip(expected, lines)):
            if forgive(a) != forgive(b):
                return "token %d: CPython %r, ours %r" % (number, a, b)
        if len(expected) != len(lines):
            return "%d tokens, ours %d" % (len(expected), len(lines))
        return None
    # What 3.12 allows in an f-string, and 3.14's t-strings, are no errors;
    # what touches a number is the parser's affair where 3.8 lets it be.
    if (sys.version_info < (3, 14) and TEMPLATES.search(source)
            or sys.version_info < (3, 12) and FSTRINGS.search(source)
            or NAME_AFTER_NUMBER.search(source)):
        return None
    if must_be_refused(message) and not refused:
        return "accepted, but: %s" % message
    return None


def judge_chunk(arguments):
    program, paths = arguments
    warnings.simplefilter("ignore")
    complaints = []
    whole = sys.version_info < (3, 12)
    for path, lines in run_dump(program, paths, whole):
        complaint = judge_file(path, lines)
        if complaint:
            complaints.append("%s: %s" % (path, complaint))
    return len(paths), complaints


def judge_files(program, paths, jobs):
    size = 50
    chunks = [paths[i:i + size] for i in range(0, len(paths), size)]
    n_files = 0
    n_complaints = 0
    with multiprocessing.Pool(jobs) as pool:
        work = ((program, chunk) for chunk in chunks)
        for n, complaints in pool.imap_unordered(judge_chunk, work):
            n_files += n
            n_complaints += len(complaints)
            for complaint in complaints:
                print(complaint)
    version = "%d.%d.%d" % sys.version_info[:3]
    print("%s: %d files, %d differ" % (version, n_files, n_complaints))
    return n_complaints == 0


def judge_snippet(row, lines):
    """A complaint about one labelled snippet, or None."""
    refused = refusal(lines)
    verdicts = row["labels"]
    valid = [v for v, label in verdicts.items() if label[0] == "ok"]
    messages = [label[2] or "" for label in verdicts.values()]
    if refused and refused.startswith(UNSUPPORTED):
        return None
    # Only 3.14 looks at comments under an explicit utf-8 cookie; we do too.
    if refused and messages[-1].startswith("Non-UTF-8"):
        return None
    if valid and refused:
        return "refused (%s), but valid in %s" % (refused, ", ".join(valid))
    if refused or valid:
        return None
    if all(must_be_refused(message) for message in messages):
        return "accepted, but: %s" % messages[-1]
    return None


def read_snippets(path):
    with gzip.open(path, "rt") as file:
        return [json.loads(line) for line in file]


# What a change puts into a snippet.
PIECES = [
    b"'", b'"', b"'''", b'"""', b"f'", b'f"', b"rf'", b"b'", b"{", b"}",
    b"{{", b"}}", b"(", b")", b"[", b"]", b":", b"!", b"!r", b"=", b":=",
    b"\\", b"\\\n", b"\\N{", b"\n", b"\r", b"\r\n", b"\t", b"\f", b" ", b"        ",
    b"#", b"0", b"1", b"_", b".", b"e", b"j", b"0x", b"0b", b"0o", b"1_",
    b"if", b"or", b"<>", b"->", b"...", b"$", b"?", b"\x01", b"\xc3\xa9",
    b"lambda", b";", b"\n  ", b"\n\t", b"{x:", b"{x!r:{y}}",
]


def mutate(source, others):
    """source with one to three random changes."""
    for _ in range(random.randint(1, 3)):
        at = random.randint(0, len(source))
        kind = random.randrange(4)
        if kind == 0:
            end = at + random.randint(1, 4)
            source = source[:at] + source[end:]
        elif kind == 1:
            other = random.choice(others)
            start = random.randint(0, len(other))
            end = start + random.randint(1, 12)
            source = source[:at] + other[start:end] + source[at:]
        else:
            source = source[:at] + random.choice(PIECES) + source[at:]
    return source


def write_mutations(paths, n, folder):
    """Writes n changed snippets of paths as files; returns their names."""
    sources = [base64.b64decode(row["src_b64"])
               for path in paths for row in read_snippets(path)]
    sources = [source for source in sources if len(source) < 400]
    names = []
    for number in range(n):
        names.append(os.path.join(folder, "%d.py" % number))
        with open(names[-1], "wb") as file:
            file.write(mutate(random.choice(sources), sources))
    return names


def judge_snippets(program, path):
    rows = read_snippets(path)
    n_complaints = 0
    with tempfile.TemporaryDirectory() as folder:
        by_path = {}
        for row in rows:
            name = os.path.join(folder, row["id"] + ".py")
            with open(name, "wb") as file:
                file.write(base64.b64decode(row["src_b64"]))
            by_path[name] = row
        for name, lines in run_dump(program, list(by_path), False):
            complaint = judge_snippet(by_path[name], lines)
            if complaint:
                n_complaints += 1
                source = base64.b64decode(by_path[name]["src_b64"])
                print("%s: %s: %r" % (
                    by_path[name]["id"], complaint, source[:80]))
    print("%s: %d snippets, %d differ" % (path, len(rows), n_complaints))
    return n_complaints == 0


def find_files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def judge_paths(options, paths):
    """Judges files by the Pythons that are asked for, or by this one."""
    if not paths:
        return True
    if not options.python:
        return judge_files(options.dump, list(find_files(paths)),
                           options.jobs)
    agree = True
    common = ["--dump", options.dump, "--jobs", str(options.jobs)]
    for python in options.python:
        command = [python, __file__, *common, *paths]
        agree &= subprocess.run(command).returncode == 0
    return agree


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", required=True)
    parser.add_argument("--python", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--mutate", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    options = parser.parse_args()
    random.seed(options.seed)
    agree = True
    snippets = [p for p in options.paths if p.endswith(".ndjson.gz")]
    paths = [p for p in options.paths if p not in snippets]
    for path in snippets:
        agree &= judge_snippets(options.dump, path)
    if not options.mutate:
        return 0 if agree & judge_paths(options, paths) else 1
    with tempfile.TemporaryDirectory() as folder:
        write_mutations(snippets, options.mutate, folder)
        return 0 if agree & judge_paths(options, [*paths, folder]) else 1


if __name__ == "__main__":
    sys.exit(main())
