#!/usr/bin/env python3
"""Compares json_doc with Python's json on random and damaged documents, and
with jq (where it is installed) on those that are taken.

    json_texts.py JUDGE [ROUNDS] [SEED]      JUDGE is tests/unit/judge-lines

Python's module is made strict: UTF-8 must be valid, NaN and Infinity are
refused, so are surrogates without their other half; numbers stay text and
objects keep every member. jq takes all that we take; its numbers are doubles
and are not compared.
"""

import collections
import json
import random
import shutil
import subprocess
import sys

SEEDS = [
    rb'{"module": "a.b", "tags": ["lane:L2"], "testing": {"coverage_target": 80.0}}',
    rb'[0, -0, 1.5e+10, 1E-2, true, false, null, "", "\u00e9\ud83d\ude00\n\\"]',
    b'{"\xc3\xa9": "\xe2\x82\xac", "a": {"a": 1, "a": 2, "\\u0061": 3}}',
    b' [ [ ] , { } , [ { "k" : [ 1 ] } ] ]\r\n\t',
    b'"\xf0\x9f\x98\x80\xef\xbf\xbf\xed\x9f\xbf\\u0000\\/"',
]
PIECES = [b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u", b"\\ud800",
          b"\\udc00", b"0", b"1", b"-", b"+", b".", b"e", b"E", b"true", b"nul",
          b"NaN", b"Infinity", b" ", b"\n", b"\t", b"\f", b"\0", b"\x1f",
          b"\x7f", b"\x80", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xc3\xa9",
          b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"/", b"//", b"/**/", b"'",
          b"a", b'"a"', b'"a":', b"01", b"1.", b",]", b"\xe2\x80\xa8"]


def refuse(word):
    raise ValueError(word)


def members(pairs):
    seen = collections.Counter()
    result = []
    for key, value in pairs:
        result.append([key, value, seen[key] > 0])
        seen[key] += 1
    return {"object": result}


def number(text):
    return {"number": text}


def has_surrogate(value):
    if isinstance(value, str):
        return any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, list):
        return any(map(has_surrogate, value))
    if isinstance(value, dict):
        return any(map(has_surrogate, value.values()))
    return False


def reference(text):
    """What Python reads, with a mark at each duplicate; None: refused."""
    try:
        value = json.loads(text.decode("utf-8"), parse_constant=refuse,
                           parse_int=number, parse_float=number,
                           object_pairs_hook=members)
    except ValueError:
        return None
    return None if has_surrogate(value) else [value]


def damaged(rng, text):
    """The text with one to three pieces put in, left out or repeated."""
    text = bytearray(text)
    for _ in range(rng.randint(1, 3)):
        at = rng.randint(0, len(text))
        end = min(len(text), at + rng.randint(0, 3))
        choice = rng.randrange(4)
        if choice == 0:
            text[at:end] = b""
        elif choice == 1:
            text[at:at] = text[rng.randint(0, at):end]
        else:
            text[at:end if choice == 2 else at] = rng.choice(PIECES)
    return bytes(text)


def random_string(rng):
    return "".join(chr(rng.choice([0x41, 0x22, 0x5C, 0x2F, 0, 0x1F, 0xE9,
                                   0x20AC, 0xFFFF, 0x1F600, 0x10FFFF]))
                   for _ in range(rng.randrange(5)))


def random_value(rng, depth):
    kind = rng.randrange(6 if depth else 3)
    if kind == 0:
        return rng.choice([None, True, False, 0, -1, 1.5, 1e300, 2**70])
    if kind < 3:
        return random_string(rng)
    if kind < 5:
        return {random_string(rng): random_value(rng, depth - 1)
                for _ in range(rng.randrange(20))}
    return [random_value(rng, depth - 1) for _ in range(rng.randrange(5))]


def documents(rounds, rng):
    for _ in range(rounds):
        choice = rng.randrange(8)
        if choice == 0:
            yield b"".join(rng.choice(PIECES) for _ in range(rng.randint(0, 6)))
        elif choice == 1:
            yield json.dumps(random_value(rng, 4), indent=rng.choice([None, 1]),
                             ensure_ascii=rng.random() < .5).encode()
        else:
            yield damaged(rng, rng.choice(SEEDS))


def main():
    judge = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50000
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    texts = list(documents(rounds, rng))
    answers = subprocess.run([judge, "json"], capture_output=True, check=True,
                             input=b"".join(t.hex().encode() + b"\n"
                                            for t in texts)).stdout
    faults = 0
    taken = []
    for text, answer in zip(texts, answers.decode().splitlines(), strict=True):
        ours = [json.loads(answer[3:])] if answer.startswith("ok") else None
        if ours != reference(text):
            faults += 1
            print(f"{text!r}: Python {reference(text)}, we {answer}")
        if ours:
            taken.append(text)
    print(f"{rounds} documents, {len(taken)} taken, {faults} differences")
    if shutil.which("jq"):
        output = subprocess.run(["jq", "-c", "."], input=b"\n".join(taken),
                                capture_output=True, check=False)
        n_lines = output.stdout.count(b"\n")
        print(f"jq takes {n_lines} of them")
        faults += output.returncode != 0 or n_lines != len(taken)
    sys.exit(faults > 0)


main()
