#!/usr/bin/env python3
"""Writes tests/unit/lexical-words.tsv: what CPython says below its grammar.

    lexical_words.py PYTHON... >tests/unit/lexical-words.tsv

Each argument is a command that runs the Python program on its standard input,
oldest version first; see unicode/make-tables.py. A line of the table is a file's
bytes, escaped as in C; the lines after it, indented, are answers: the first
and the last version that gives it, and "ok", class, line and message (escaped
as well), or "unknown" where its stack was too small.
"""

import itertools
import json
import shlex
import subprocess
import sys
import tempfile

NUMBERS = [
    b"1a\n", b"1_a\n", b"1__0\n", b"1_\n", b"0_7\n", b"07\n", b"00_0\n",
    b"08.5\n", b"0x\n", b"0x_\n", b"0xg\n", b"0o8\n", b"0o17_8\n", b"0b2\n",
    b"0b1_\n", b"0b12\n", b"1e\n", b"1e+\n", b"1.e5_\n", b"1jx\n", b"1if 2:\n",
    b"1 if 2else 3\n", b"0xfor x in y\n", b"1is\xc3\xa9\n", b"1\xc3\xa9\n",
    b"1.5.5\n", b"a b\n1_\n", b"1as x\n", b"0o7not in x\n",
    b"9" * 4301 + b"\n",
]
STRINGS = [
    b"'a\n", b"'''a\n\n", b"x = 'a\\\n\nb'\n", b"'a\\'\n", b"'\\x4'\n",
    b"'\\u12'\n", b"'\\U00110000'\n", b"'\\N{NO SUCH NAME}'\n", b"'\\N'\n",
    b"'\\N{}'\n", b"'\\N{x'\n", b"'\xc3\xa9\\x'\n", b"'\\\xc3\xa9\\x'\n",
    b"b'\\x4'\n", b"b'a\\xg'\n", b"b'\xc3\xa9'\n", b"b'a'\\\nb'\xc3\xa9'\n",
    b"'a' b'b'\n", b"b'a' f'{'\n", b"ub'a'\n", b"bu'a'\n", b"fb'a'\n",
    b"ur'a'\n", b"tf'a'\n", b"t'a' 'b'\n", b"'''a\r\n\\x'''\n",
    b"(f'{a b}'\n\n)\n",
]
FSTRINGS = [
    b"f'{'\n", b"f'}'\n", b"f'{a'\n", b"f'{a:'\n", b"f'{a!}'\n", b"f'{a!x}'\n",
    b"f'{a!r'\n", b"f'{}'\n", b"f'{ !r}'\n", b"f'{ =}'\n", b"f'{a b}'\n",
    b"f'''\n{\na b}'''\n", b"f'''\n{\n1a}'''\n", b"f'{a[}'\n", b"f'{(a]}'\n",
    b"f'{a)}'\n", b"f'{((}'\n", b"f'{a#}'\n", b"f'{\"\\n\"}'\n",
    b"f'{a:{b:{c}}}'\n", b"f'{a:{b:{c:{d}}}}'\n", b"f'{\"a}'\n",
    b"f'{*a}'\n", b"f'{yield}'\n", b"f'{lambda x:1}'\n", b"f'{a:=5}'\n",
    b"f'{a!=b}'\n", b"f'{a>'\n", b"f'{a:\\x4}'\n", b"rf'{a:\\x4}'\n",
    b"f'\\N{DASH'\n", b"f'\\N{'\n", b"f'{f\"{b c}\"}'\n", b"f'{a:{b=}}'\n",
    b"f'{a:{b:{c=}}}'\n", b"f'a\n", b"f'''a\n", b"f'{a\n", b"f'{a:\n}'\n",
    b"f'{a:{b}\n}'\n", b"f'{'a'}'\n", b"f'{a['b']}'\n", b"f'{a $ b}'\n",
    b"f'{\xc2\xa0}'\n", b"a b\nf'{a]}'\n",
]
LINES = [
    b"if x:\n    y\n  z\n", b"if x:\n\ty\n        z\n", b"if x:\n        y\n\tz\n",
    b"if x:\n  y\n\tz\n", b"  x\n", b"\x0c  x\n", b"  \\\n  x\n", b"\\\n  x\n",
    b"x = \\", b"x = \\\n", b"x = \\\r\n", b"x = \\ \n", b"x = \\y\n", b"\\\n",
    b"(\\", b"(\n", b"x = (\n\n\n", b")\n", b"(]\n", b"(\n]\n", b"(" * 201,
    b"a b\n(]\n", b"a b\n(\n", b"(a b\n\n", b"a b\n'''\n", b"a b\n  'c\n",
    b"".join(b" " * i + b"if x:\n" for i in range(101)), b"if x:\r\n",
    b"if x:\r", b"if x:", b"\x01\n", b"a b\n\x01\n", b"$\n", b"x?\n", b"!x\n",
    b"x!\n", b"\xc2\xa0x\n", b"x\xe2\x80\x9cy\n", b"\xe2\x82\xac = 1\n",
    b"x\xe2\x82\xacy = 1\n", b"\xef\xbb\xbfx\xef\xbb\xbf = 1\n",
    b"\xf0\x9e\xa5\x90 = 1\n", b"x\x00\n", b"x = 1 # \x00\n",
]
BYTES = [
    b"# \xff\n", b"#coding:utf-8\n# \xff\n", b"x = \xff\n", b"x\xe9y = 1\n",
    b"x = '\xff'\n", b"x = 'a\xc3'\n", b"x = r'\\\xe9'\n", b"f'{\xff}'\n",
    b"f'a\xff'\n", b"f'{x:\xff}'\n", b"b'\xff'\n", b"a b\nx = \xff\n",
    b"\n#coding:utf8\n\xff\n", b"#coding:nope\n", b"#coding:%s\n" % (b"x" * 80),
    b"#coding:rot13\n", b"#coding:hex\n", b"\xef\xbb\xbf#coding:utf-8-x\n",
    b"\xef\xbb\xbf\n#coding:utf8\n", b"\xef\xbb\xbf#coding:latin-1\n",
    b"\xef\xbb\xbf#coding:cp1252\n", b"#coding:latin-1\n\xe9 = '\xff'\n",
    b"#coding:ascii\r\nx = '\xe9'\n", b"#coding:cp1252\nx = '\x81'\n",
    b"#coding:gbk\nx = '\x80'\n", b"#coding:gbk\nx = '\xc4\xe3'\n",
    b"#coding:gb18030\n\x81\x30", b"#coding:euc_jp\n\x8f",
    b"#coding:cp932\n# \x80\n", b"#coding:big5\n# \xc8\x40\n",
    b"#coding:mac-turkish\n# \xff\n", b"#coding:utf-7\nx = '~\\\\'\n",
    b"#coding:utf-7\nx = '\xff'\n", b"#coding:utf-16\nx = 1\n",
    b"#coding:utf-16-be\nx = 1\n\n", b"#coding:utf-32\nx = 1\n",
    b"#coding:cp037\nx = 1\n", b"#coding:cp037\r\n", b"#coding:hz\n# \xff\n",
    b"#coding:iso2022_jp\n# \xff\n", b"#coding:undefined\n",
    b"#coding:idna\nx.y\n# \xe9\n", b"#coding:idna\nx = 1\n",
    b"#coding:punycode\nx = 1\n", b"#coding:punycode\n\xe9-\n",
    b"#coding:punycode\n-x\xe9\n", b"#coding:unicode_escape\n# \xe9\n",
    b"#coding:raw_unicode_escape\nx = '\\n\xe9'\n", b"\x0c#coding:nope\n",
    b"x #coding:nope\n", b"\n\n#coding:nope\n", b"#x\r#coding:nope\n",
]

PROBE = """
import json, sys, warnings
warnings.simplefilter("ignore")
def say(data):
    try:
        compile(data, "f", "exec", dont_inherit=True)
        return ["ok"]
    except SyntaxError as error:
        return [type(error).__name__, max(error.lineno or 1, 1), error.msg]
    except (MemoryError, RecursionError):
        return ["unknown"]
    except Exception as error:
        return [type(error).__name__, 1, str(error)]
print(json.dumps([sys.version_info[1],
                  [say(bytes.fromhex(x)) for x in %r]]))
"""


def ask(command, texts):
    with tempfile.TemporaryFile("w+") as program:
        program.write(PROBE % [text.hex() for text in texts])
        program.seek(0)
        output = subprocess.check_output(shlex.split(command), stdin=program)
    return json.loads(output)


def escape(data):
    return "".join(
        chr(byte) if 0x20 <= byte < 0x7f and byte not in b'\\"' else
        "\\%03o" % byte for byte in data)


def cell(answer):
    words = [str(word) for word in answer]
    return "\t".join([*words[:2], *(escape(w.encode()) for w in words[2:])])


def write_table(texts, commands):
    asked = [ask(command, texts) for command in commands]
    for i, text in enumerate(texts):
        print(escape(text))
        answers = [(minor, cell(answers[i])) for minor, answers in asked]
        for answer, group in itertools.groupby(answers, lambda x: x[1]):
            minors = [minor for minor, _ in group]
            print("\t%d\t%d\t%s" % (minors[0], minors[-1], answer))


if __name__ == "__main__":
    write_table(NUMBERS + STRINGS + FSTRINGS + LINES + BYTES, sys.argv[1:])
