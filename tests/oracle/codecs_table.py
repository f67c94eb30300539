#!/usr/bin/env python3
"""Writes checkers/lib/codec_table.inc: Python's codecs and iconv's names.

    codecs_table.py PYTHON... > checkers/lib/codec_table.inc

Each PYTHON gives the codecs and aliases of its version; the table is their
union. A codec's iconv name is the one, of those tried, that decodes the most
sequences of one and two bytes as Python does; how many it does not is told on
standard error. A codec without such a name stays in the table, so that a file
that declares it is known to be Python's but not judged.
"""

import ctypes
import itertools
import json
import subprocess
import sys
import textwrap

ASK = """
import codecs, encodings, json, pkgutil
from encodings.aliases import aliases
names = {m.name: m.name for m in pkgutil.iter_modules(encodings.__path__)}
names.update(aliases)
found = {}
for name, module in names.items():
    try:
        found[name] = [module, codecs.lookup(name)._is_text_encoding]
    except LookupError:
        pass
print(json.dumps(found))
"""

# Where iconv's name is not the codec's with its underscores changed.
# None for JIS X 0213: glibc's converters for it cannot be stopped after one
# character; they yield the one before it again, for ever.
ICONV_NAMES = {
    "charmap": ["ISO-8859-1"],
    "cp1006": ["IBM1006"],
    "cp1140": ["IBM1140"],
    "cp720": ["CP720", "IBM720"],
    "euc_jis_2004": [],
    "euc_jisx0213": [],
    "euc_kr": ["EUC-KR"],
    "gbk": ["GBK", "CP936"],
    "iso2022_jp": ["ISO-2022-JP"],
    "iso2022_jp_1": ["ISO-2022-JP-1"],
    "iso2022_jp_2": ["ISO-2022-JP-2"],
    "iso2022_jp_2004": ["ISO-2022-JP-2004"],
    "iso2022_jp_3": ["ISO-2022-JP-3"],
    "iso2022_jp_ext": ["ISO-2022-JP-EXT"],
    "iso2022_kr": ["ISO-2022-KR"],
    "kz1048": ["RK1048", "KZ-1048"],
    "latin_1": ["ISO-8859-1"],
    "mac_arabic": ["MACARABIC"],
    "mac_croatian": ["MACCROATIAN"],
    "mac_cyrillic": ["MACCYRILLIC", "MAC-CYRILLIC"],
    "mac_greek": ["MACGREEK"],
    "mac_iceland": ["MACICELAND"],
    "mac_latin2": ["MACCENTRALEUROPE", "MAC-CENTRALEUROPE"],
    "mac_roman": ["MACINTOSH"],
    "mac_romanian": ["MACROMANIA"],
    "mac_turkish": ["MACTURKISH"],
    "ptcp154": ["PT154"],
    "shift_jis": ["SHIFT_JIS", "CP932"],
    "shift_jis_2004": [],
    "shift_jisx0213": [],
    "tis_620": ["TIS-620", "ISO-8859-11"],
    "utf_16": ["UTF-16LE"],
    "utf_16_be": ["UTF-16BE"],
    "utf_16_le": ["UTF-16LE"],
    "utf_32": ["UTF-32LE"],
    "utf_32_be": ["UTF-32BE"],
    "utf_32_le": ["UTF-32LE"],
    "utf_7": ["UTF-7"],
}

LIBC = ctypes.CDLL("libc.so.6", use_errno=True)
LIBC.iconv_open.restype = ctypes.c_void_p
LIBC.iconv.argtypes = [ctypes.c_void_p] + [ctypes.c_void_p] * 4
LIBC.iconv.restype = ctypes.c_size_t
LIBC.iconv_close.argtypes = [ctypes.c_void_p]


def ask(pythons):
    """{alias: (codec, is_text)} of all versions; the newest wins."""
    found = {}
    for python in pythons:
        output = subprocess.check_output([python, "-c", ASK])
        found.update(json.loads(output))
    return found


class Iconv:
    def __init__(self, name):
        self.handle = LIBC.iconv_open(b"UTF-8", name.encode())
        if self.handle == ctypes.c_void_p(-1).value:
            raise LookupError(name)

    def decode(self, data):
        """The text, or None."""
        LIBC.iconv(self.handle, None, None, None, None)
        source = ctypes.create_string_buffer(data, len(data) + 1)
        target = ctypes.create_string_buffer(64)
        p_in = ctypes.c_void_p(ctypes.addressof(source))
        p_out = ctypes.c_void_p(ctypes.addressof(target))
        n_in = ctypes.c_size_t(len(data))
        n_out = ctypes.c_size_t(64)
        pointers = [ctypes.byref(x) for x in (p_in, n_in, p_out, n_out)]
        if LIBC.iconv(self.handle, *pointers) == ctypes.c_size_t(-1).value:
            return None
        LIBC.iconv(self.handle, None, None, pointers[2], pointers[3])
        return target.raw[:64 - n_out.value].decode("utf-8", "replace")


def python_decode(codec, data):
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def sequences():
    for size in (1, 2):
        for data in itertools.product(range(256), repeat=size):
            yield bytes(data)


def count_differences(codec, name):
    iconv = Iconv(name)
    return sum(
        iconv.decode(data) != python_decode(codec, data)
        for data in sequences()
    )


def find_iconv_name(codec):
    plain = codec.upper().replace("_", "-").replace("ISO8859", "ISO-8859")
    best = None
    for name in ICONV_NAMES.get(codec, [plain]):
        try:
            n = count_differences(codec, name)
        except LookupError:
            continue
        if best is None or n < best[0]:
            best = (n, name)
    if best is None:
        sys.stderr.write("%s: iconv has none\n" % codec)
        return None
    if best[0] > 0:
        sys.stderr.write("%s: %s differs on %d sequences\n" %
                         (codec, best[1], best[0]))
    return best[1]


HEAD = """\
/* Made by tests/oracle/codecs_table.py; included by encoding.c only. */

/* clang-format off */
static const struct codec codecs[] = {
"""
TAIL = """\
};
/* clang-format on */
"""


def main():
    found = ask(sys.argv[1:])
    aliases = {}
    for alias, (codec, _) in sorted(found.items()):
        aliases.setdefault(codec, []).append(alias)
    sys.stdout.write(HEAD)
    for codec, names in sorted(aliases.items()):
        is_text = found[names[0]][1]
        iconv_name = find_iconv_name(codec) if is_text else None
        print('\t{"%s", %s, %s,' % (
            codec,
            '"%s"' % iconv_name if iconv_name else "NULL",
            "true" if is_text else "false"))
        lines = textwrap.wrap(" ".join(sorted({codec, *names})), 66)
        print("\n".join('\t " %s"' % line for line in lines) + ' " "},')
    sys.stdout.write(TAIL)


if __name__ == "__main__":
    main()
