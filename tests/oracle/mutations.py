"""Small changes to Python texts, most of which spoil them."""

import re

TOKEN = re.compile(r"""
    [ \t\f]*\r?\n[ \t\f]* | [ \t\f]+ | \#[^\r\n]*
  | (?i:[a-z]{0,2})(?:'''(?:\\.|[^\\])*?'''|\"""(?:\\.|[^\\])*?\""")
  | (?i:[a-z]{0,2})(?:'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")
  | \w+ | \.\.\. | <<=|>>=|\*\*=|//=|->|:=|[-+*/%&|^@=!<>]=|\*\*|//|<<|>>
  | .
""", re.X | re.S)

NAME = re.compile(r"[^\W\d]\w*\Z")

WORDS = """
False None True and as assert async await break class continue def del elif
else except finally for from global if import in is lambda nonlocal not or
pass raise return try while with yield match case type print exec _ x y self
__debug__ __class__ __x _C__x
( ) [ ] { } : , ; . ... + - * / | & < > = % ~ ^ @ ! $ ? ` == != <> <= >= << >>
** // -> := += *= @= 0 1 1.5 2j 0x1f 0777 1_0 1__0 1if 1e 10000000000000000000
'a' b'a' f'{x}' f'{x!r:>{y}}' f"{'a'}" rf'{x=}' f'{x:{y:{z}}}' '' u'' t'{x}'
'\\x4' '\\N{SPACE}' '\\N{no}' b'\\x4' f'{*x}' f'{x' f'}' f'{x!z}' f'{}' f'{{'
rb'' br'' x.y x[0] f(x) f(x=1) f(**x) f(*x) *x **x (x) (x,) [x] {x} {x:y}
{**x} x:=1 (x:=1) (yield) *x,y a,b a=b x:int ''' \""" \\ # / *
""".split() + ["\n", " ", "\t", "\f", "\n    ", "\n\t", "\\\n", "\r", "\r\n"]

PHRASES = """
yield x|yield from x|await x|not in|is not|lambda: x|(lambda: 0)|x if y else z
lambda *x, y=1: x|for x in y|async for x in y|if x: pass|async with x: pass
async def f(): pass|except* E: pass|except E: pass|finally: pass|else: pass
case x: pass|case _: pass|case {'a': x, **y}: pass|case A(b=1) | [x, *_]: pass
case {0: x, 0.0: y}: pass|match x:|type X = int|with (a as b, c): pass
[T: int]|[T = int, *Ts, **P]|x: int = 1|return x|import *|from a import *
from __future__ import annotations|from __future__ import x|from . import a
global x|nonlocal x|del x|del (x, y)|del x.y|print x|raise x from y|*, x
[x async for x in y]|[x for x in y if z]|{x: y for x in z}|(x for x in y)
[(x := y) for x in z]|f'{lambda x:1}'|f'''{|x: *y
""".strip().replace("\n", "|").split("|")

CHARACTERS = (
    "\x01\x07\x0b\x0c\x1a\x1b\x1c\x1f\x7f\x80\x85\xa0\xad\xb7\xe9\u0300\u0391"
    "\u1d49\u200b\u200d\u2018\u201c\u2028\u2029\u20ac\u2160\u3000\u4e00\ufeff"
    "\ufffd\uff08\uff11\U0001f600\U0001d538\U00010570\U000105c0\U00020000")

COOKIES = """
utf-8 utf8 UTF-8 latin-1 iso-8859-15 ascii cp1252 utf-16 rot13 no-such
utf-8-sig koi8-r shift_jis gbk big5 utf-7 latin-1-unix utf-8-dos
""".split()

# '@' is what is wrapped, on lines of its own and indented; '|' a line end.
CONTEXTS = """
class A:|    @
def f(x):|    @
async def f(x):|    @
if x:|    @
while x:|    @
for x in y:|    @
async def f():|    async for x in y:|        @
try:|    @|except E as x:|    pass
try:|    pass|except* E:|    @
try:|    pass|except E:|    @|else:|    pass
try:|    pass|finally:|    @
with x as y:|    @
match x:|    case y:|        @
match x:|    case [y, *_] if z:|        @|    case _:|        @
class A[T]:|    @
def f[T](x: T = 1):|    @
class A:|    def f(self):|        class B:|            @
def f():|    x = 1|    def g():|        nonlocal x|        @
""".strip().split("\n")

# '@' is what is wrapped, within its line.
WRAPS = """
(@)|[@]|{@}|(@,)|[@ for x in y]|{@ for x in y}|{@: @ for x in y}
(@ for x in y)|[x for x in @]|[x for x in y if @]|[@ async for x in y]
(lambda: @)|(lambda x=@: x)|f(@)|f(x=@)|f(*@)|f(**@)|x[@]|x[@:@]|(yield @)
(await @)|(not @)|-@|*@|**@|f'{@}'|f'{@!r}'|f'{@:>{@}}'|f"{@}"|f'''{@}'''
f'{x:@}'|f'{x=@}'|(@ if @ else @)|(x := @)|(@ := 1)|x[lambda: @]|((@))|@.x
@[0]|@(x)|@=@|@:@|@:=@|'@'|"@"|b'@'|'''@'''|r'@'|u'@'|t'{@}'|@;@|@,@|@->@
(@)=x|del @|for @ in x: pass|with x as @: pass|import @|global @|nonlocal @
@: int|@ += 1|assert @|return @|[(x := @) for y in z]|[@ for @ in @]
""".strip().replace("\n", "|").split("|")


class Mutator:
    """Changes texts as its random numbers say; source is a list of texts."""

    def __init__(self, rng):
        self.rng = rng
        self.ways = [
            (30, self.change_token), (6, self.change_line),
            (6, self.change_indentation), (4, self.change_context),
            (6, self.wrap_tokens), (3, self.change_bracket),
            (3, self.change_character), (2, self.change_line_end),
            (2, self.declare_name), (1, self.add_cookie), (1, self.cut),
        ]

    def mutate(self, text):
        """The changed text, as bytes."""
        weights, ways = zip(*self.ways)
        for _ in range(self.rng.choice((1, 1, 1, 2, 2, 3))):
            text = self.rng.choices(ways, weights)[0](text)
        data = text.encode("utf-8", "surrogateescape")
        if self.rng.randrange(40) == 0:
            data = self.change_byte(data)
        return data

    def word(self, tokens):
        way = self.rng.randrange(5)
        if way < 2 and tokens:
            return self.rng.choice(tokens)
        if way < 4:
            return self.rng.choice(WORDS)
        return self.rng.choice(PHRASES)

    def change_token(self, text):
        tokens = TOKEN.findall(text)
        if not tokens:
            return self.word([])
        i = self.rng.randrange(len(tokens))
        j = min(len(tokens) - 1, i + self.rng.randint(1, 4))
        way = self.rng.randrange(7)
        if way == 0:
            del tokens[i]
        elif way == 1:
            del tokens[i:j]
        elif way == 2:
            tokens.insert(j, tokens[i])
        elif way == 3:
            tokens[i], tokens[j] = tokens[j], tokens[i]
        elif way == 4:
            tokens.insert(i, f" {self.word(tokens)} ")
        else:
            tokens[i] = self.word(tokens)
        return "".join(tokens)

    def change_line(self, text):
        lines = text.split("\n")
        i = self.rng.randrange(len(lines))
        j = self.rng.randrange(len(lines))
        way = self.rng.randrange(6)
        if way == 0:
            del lines[i]
        elif way == 1:
            lines.insert(j, lines[i])
        elif way == 2:
            lines[i], lines[j] = lines[j], lines[i]
        elif way == 3:
            lines.insert(j, lines.pop(i))
        elif way == 4 and i + 1 < len(lines):
            joint = self.rng.choice(("", " ", ";", "; ", ",", "\\", "\\\n"))
            lines[i:i + 2] = [lines[i] + joint + lines[i + 1].lstrip()]
        else:
            at = self.rng.randint(0, len(lines[i]))
            lines[i] = (lines[i][:at] + self.rng.choice(("\n", "\\\n"))
                        + lines[i][at:])
        return "\n".join(lines)

    def change_indentation(self, text):
        lines = text.split("\n")
        i = self.rng.randrange(len(lines))
        j = i + self.rng.choice((1, 1, 2, 4))
        way = self.rng.randrange(5)
        for k in range(i, min(j, len(lines))):
            line = lines[k]
            if way == 0:
                lines[k] = self.rng.choice((" ", "\t", "\f", "    ")) + line
            elif way == 1:
                lines[k] = line[1:] if line[:1].isspace() else line
            elif way == 2:
                lines[k] = line.lstrip()
            elif way == 3:
                lines[k] = line.replace("        ", "\t")
            else:
                lines[k] = "    " + line
        return "\n".join(lines)

    def change_context(self, text):
        context = self.rng.choice(CONTEXTS).replace("|", "\n")
        head, rest = context.split("@", 1)
        indentation = head[head.rindex("\n") + 1:]
        body = text.rstrip("\n").replace("\n", "\n" + indentation)
        return context.replace("@", body) + "\n"

    def wrap_tokens(self, text):
        tokens = TOKEN.findall(text)
        if not tokens:
            return text
        i = self.rng.randrange(len(tokens))
        j = i + self.rng.choice((1, 1, 1, 2, 3, 5))
        inner = "".join(tokens[i:j])
        tokens[i:j] = [self.rng.choice(WRAPS).replace("@", inner)]
        return "".join(tokens)

    def change_bracket(self, text):
        places = [i for i, c in enumerate(text) if c in "()[]{}'\":,"]
        if not places:
            return text
        i = self.rng.choice(places)
        other = self.rng.choice(["", "", *"()[]{}'\":,", text[i] * 2])
        return text[:i] + other + text[i + 1:]

    def change_character(self, text):
        i = self.rng.randint(0, len(text))
        n = self.rng.randrange(2)
        return text[:i] + self.rng.choice(CHARACTERS) + text[i + n:]

    def change_line_end(self, text):
        way = self.rng.randrange(6)
        if way == 0:
            return text.replace("\n", "\r\n")
        if way == 1:
            return text.replace("\n", "\r")
        if way == 2:
            return text.rstrip("\n")
        if way == 3:
            return text.rstrip("\n") + self.rng.choice(
                ("\\", "\\\n", "\\\r\n", "\r", "\n\\\n", "\n    ", "\f", "#",
                 "\n  \\\n\n", "\n    #", "\\\n\n"))
        places = [i for i, c in enumerate(text) if c == "\n"]
        if not places:
            return text
        i = self.rng.choice(places)
        end = self.rng.choice(("\r", "\r\n", "\n\r", "\n\n", "\\\n", " \\\n",
                               "\n\\\n", "\n  \\\n", "\n#\n", "\n \f\n"))
        return text[:i] + end + text[i + 1:]

    def declare_name(self, text):
        names = [t for t in TOKEN.findall(text) if NAME.match(t)]
        lines = text.split("\n")
        i = self.rng.randrange(len(lines))
        indentation = lines[i][:len(lines[i]) - len(lines[i].lstrip())]
        name = self.rng.choice(names or ["x"])
        statement = self.rng.choice((
            "global @", "nonlocal @", "@: int", "@ = 1", "(@ := 1)",
            "[@ := 1 for x in y]", "del @", "import @", "for @ in x: pass",
            "def @(): pass", "class @: pass", "[(@ := 1) for @ in x]",
            "global @, x", "lambda @: (@ := 1)", "(@): int = 1", "@"))
        lines.insert(i, indentation + statement.replace("@", name))
        return "\n".join(lines)

    def add_cookie(self, text):
        mark = self.rng.choice(("", "", "\ufeff"))
        cookie = self.rng.choice(COOKIES)
        lead = self.rng.choice(("", "", "#!x\n", "\n", "x\n", "\f"))
        return f"{mark}{lead}# coding: {cookie}\n{text}"

    def cut(self, text):
        i = self.rng.randint(0, len(text))
        return self.rng.choice((text[:i], text[i:]))

    def change_byte(self, data):
        if not data:
            return data
        i = self.rng.randrange(len(data))
        byte = self.rng.choice((data[i] ^ (1 << self.rng.randrange(8)),
                                self.rng.randrange(256)))
        return data[:i] + bytes((byte,)) + data[i + 1:]
