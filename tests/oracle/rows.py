"""Systematic texts: every rule of the language in every context.

Each function yields texts of one topic, as str or bytes; rows() all of them,
with the topic's name. Nothing is random.
"""

from itertools import permutations, product

EXPRESSIONS = """
a|a.b|a.__debug__|a[0]|a[1:2]|a[1:2, ...]|a[*b]|f()|f(a)(b)|f().a|(a)|((a))|(a.b)
|a, b|a,|(a, b)|(a,)|()|[]|[a]|[a, b]|[a, 1]|(a, f())|[(a, b.c), *d]|[*a]|*a|*a,|*a, b
|*a, *b|(*a)|(*a,)|**a|*(a, b)|*a.b|*f()|a + b|a + b, c|-a|not a|~a|a ** b|a @ b|a < b|a < b < c
|a is b|a in b|a not in b|a == b|a != b|a <> b|a and b|a or b|a if b else c|(a if b else c)|a if b
|lambda: 1|(lambda: 1)|lambda a=1: a|lambda *, a: a|(yield)|yield|yield a|(yield a)|yield from a
|(yield from a)|(await a)|await a|(a := 1)|a := 1|((a := 1))|(a.b := 1)|[x for x in a]
|(x for x in a)|x for x in a|{x for x in a}|{x: 1 for x in a}|[x async for x in a]|{}|{a}|{a: b}
|{**a}|{*a}|{a: b, c}|1|1.5|1j|-1|1+2j|None|True|False|...|__debug__|print|match|case|type|_
|"s"|'s' 't'|b"s"|u"s"|r"s"|f"{a}"|f"s"|f"{a!r:>{b}}"|t"{a}"|"s" f"{a}"|b"s" "t"|if|pass
|import a|def|a b|a 1|1 a|a.1|a.|.a|a..b|a()b|a = b|(a = b)|a == |a +|(a|a)|[a|{a|a]|a}|(a]|"s
|f"{|f"{a|f"{a}|0777|1_|0x|1a|$|?|!|a!|a!b|é|’|a;|;|:|a: b|,|.|->|@|@a|=|\\|`a`|a++|a--|++a|a := b := c
|*a := 1|a, b := 1|[a := 1]|{a := 1}|(a, b := 1)|f(a := 1)|f(a=1)|f(a=1, a=2)|f(a, *b, **c)
|f(**a, *b)|f(a=1, b)|f(x for x in a, 1)|[a, b for a in c]|[*a for a in b]|{**a for a in b}
|(*a for a in b)|{a: *b}|{a: }|{: a}|{a: b for c in d, e}|a[]|a[,]|a[1:2:3:4]|a[b=1]|a[*b:c]|a[b := 1]
|a[b:=1, c]|a[lambda: 1]|async a|a is not|not|a not b|await|lambda|lambda:|lambda a|lambda (a): a
|lambda a, a: a|a.None|a.b.True|f(None=1)|f(True=1)|f(__debug__=1)|(a, None)|[True]|(a, *b, *c)
|a if b else|a if pass else c|pass if a else b|a if b: c|1 if a else b = 1|a = 1 if b else c
|a, (b, c)|(a), b|(a.b), c[0]|a.b, c.d|a["s"]|a[b].c|"s".a|"s"[0]|1 .a|1.a|1..a|[].a|{}.a|().a
|(1, 2)|[1, 2]|{1, 2}|{1: 2}|[[a]]|[(a)]|([a])|((a, b))|((a, 1))|(((a)))|[*a, *b]|(a + b)|(f())|(1)
|(None)|(-1)|("s")|({})|([x for x in a])|a[0], f()|f(), a|a, f()|a, "s"|a, 1|a, None|a, *b, c|*a, *b, c
|a, a + b|a < b, c|lambda: (yield)|[(yield)]|f((yield))|f(yield)|[await a]|[i for i in (yield)]
|[i for i in (y := x)]|[(i := 1) for i in x]|[(y := i) for i in x]|[i := 1 for i in x]
|[lambda: (i := 1) for i in x]|[[(i := 1) for j in x] for i in y]|[1 for i in x if (i := 1)]
|[1 for i in x for j in (i := 1)]|[1 for i in (i := 1)]|{i: (i := 1) for i in x}|((i := 1) for i in x)
|super()|super|__class__|__classdict__|.5|5.|1e5|0b1|0o1|0x1|1_000|1__0|00|01|0_1|1if a else b
|1or a|1and a|1in a|1is a|0xfor a|1else|[1for a in b]|1jif a else b|1_a|1.5a|1e|1e+|0b2|0o8|0xg|0b|0o""".replace(
    "\n|", "|").strip().split("|")

POSITIONS = [line for line in r"""
@ = x
q = @ = x
@ = q = x
q = @
@ += 1
q += @
@: int
@: int = 1
(@): int
(@): int = 1
q: @
q: @ = 1
q: int = @
del @
del (@)
del [@]
del q, @
del (q, @)
del @, q
for @ in x: pass
for (@) in x: pass
for q, @ in x: pass
for @, q in x: pass
for [@] in x: pass
for q in @: pass
async for @ in x: pass
async def f():~    async for @ in x: pass
async def f():~    async with x as @: pass
async def f():~    async with @: pass
async def f():~    [0 async for @ in x]
async def f():~    return @
async def f():~    yield @
async def f():~    await @
async def f():~    @
def f():~    @
def f():~    return @
def f():~    yield @
def f():~    yield from @
def f():~    nonlocal @
def f():~    global @
class C:~    @
lambda: @
lambda @: 1
lambda q=@: 1
lambda *@: 1
lambda **@: 1
lambda q, @: 1
with x as @: pass
with x as (@): pass
with x as [@]: pass
with (x as @): pass
with (x as @,): pass
with (x as q, y as @): pass
with (x, y as @): pass
with (x as @, y as q): pass
with x as q, y as @: pass
with @: pass
with @ as q: pass
with (@): pass
with (@) as q: pass
with (@ as q): pass
with (@,): pass
with (@, x as q): pass
with x as q, @: pass
(@ := 1)
(q := @)
f(@ := 1)
[@ := 1]
[0 for @ in x]
[0 for (@) in x]
[0 for q, @ in x]
[0 for q in @]
[0 for q in x if @]
[@ for q in x]
[q, @ for q in x]
(@ for q in x)
{@ for q in x}
{@: 1 for q in x}
{1: @ for q in x}
[0 for q in x for @ in y]
[0 for q in x for r in @]
f(@=1)
f(q=@)
f(@)
f(q, @)
f(@, q)
f(q=1, @)
f(@, q=1)
f(*@)
f(**@)
f(*@, q)
f(**@, q=1)
f(@ for q in x)
f(q, @ for q in x)
try: pass~except @: pass
try: pass~except (@): pass
try: pass~except @ as e: pass
try: pass~except E as @: pass
try: pass~except* @: pass
try: pass~except* @ as e: pass
try: pass~except* E as @: pass
try: pass~except E, @: pass
def f():~  try: pass~  except E as @: pass
import @
import q as @
import q, @
import q.@
from @ import q
from .@ import q
from q import @
from q import (@)
from q import r as @
from q import (r as @)
from q import r, @
from q import (r, @,)
from . import @
from __future__ import @
from __future__ import annotations, @
global @
global q, @
nonlocal @
class @: pass
class @(): pass
class C(@): pass
class C(q=@): pass
class C(*@): pass
class C(**@): pass
class C(q, @): pass
class C[@]: pass
class C[T: @]: pass
class C[T = @]: pass
class C[T](@): pass
def @(): pass
def f(@): pass
def f(@=1): pass
def f(q=@): pass
def f(q: @): pass
def f(q: @ = 1): pass
def f(*@): pass
def f(**@): pass
def f(*q: @): pass
def f(**q: @): pass
def f(q, @): pass
def f(@, q): pass
def f() -> @: pass
def f[@](): pass
def f[T: @](): pass
def f[T = @](): pass
def f[*T = @](): pass
def f[**T = @](): pass
def f[*T: @](): pass
def f[T](q: @): pass
def f[T](q=@): pass
type X = @
type @ = x
type X[@] = x
type X[T: @] = x
type X[T = @] = x
match @:~    case 1: pass
match (@):~    case 1: pass
match x:~    case @: pass
match x:~    case (@): pass
match x:~    case [@]: pass
match x:~    case q, @: pass
match x:~    case @ as q: pass
match x:~    case 1 as @: pass
match x:~    case @ | 1: pass
match x:~    case 1 | @: pass
match x:~    case C(@): pass
match x:~    case C(q, @): pass
match x:~    case C(@=1): pass
match x:~    case C(q=@): pass
match x:~    case C(q=1, @): pass
match x:~    case @(): pass
match x:~    case {@: 1}: pass
match x:~    case {1: @}: pass
match x:~    case {**@}: pass
match x:~    case {1: q, **@}: pass
match x:~    case [*@]: pass
match x:~    case 1 if @: pass
match x:~    case -@: pass
match x:~    case 1 + @: pass
match x:~    @
match x: @
@@~def f(): pass
@@~class C: pass
@@~q = 1
@q.@~def f(): pass
@q(@)~def f(): pass
return @
yield @
raise @
raise @ from q
raise q from @
assert @
assert @, q
assert q, @
if @: pass
if @:~    pass
if x: pass~elif @: pass
if x: @
if x: pass~else: @
while @: pass
while x: @
1 if @ else 2
@ if 1 else 2
1 if 2 else @
x[@]
x[1, @]
x[@, 1]
x[@:]
x[:@]
x[1:2:@]
x[*@]
x.@
@.x
@[0]
@(0)
@ + 1
1 + @
-@
not @
@ and 1
1 or @
@ < 1
1 < @
@ in x
x is @
await @
@ ** 1
1 ** @
{@}
{1, @}
{@: 1}
{1: @}
{1: 2, @}
{**@}
{*@}
[@]
[q, @]
[*@]
(@)
(@, q)
(q, @)
(*@,)
@
@,
@; q
q; @
f"{@}"
f"{q:{@}}"
f"{@=}"
f"{@!r}"
f"{@:x}"
f'''{@}'''
f"{q!@}"
f"{q:@}"
f"@"
t"{@}"
print @
exec @
print(@
async @
match @
match @: pass
case @
type @
lazy @
lazy import @
\
@
""".split("\n") if line]


def targets():
    """Each expression at each position."""
    for position, expression in product(POSITIONS, EXPRESSIONS):
        yield put(position, expression)


def put(position, expression):
    if position.startswith("@@"):
        text = "@" + expression + position[2:]
    elif position.startswith("@q"):
        text = "@q" + position[2:].replace("@", expression)
    else:
        text = position.replace("@", expression)
    return text.replace("~", "\n") + "\n"


CONTEXTS = [c.replace("~", "\n") for c in r'''
@
class C:~    @
def f(p):~    @
async def f(p):~    @
for _ in z:~    @
while z:~    @
for _ in z: pass~else:~    @
while z: pass~else:~    @
async def f(p):~    async for _ in z:~        @
async def f(p):~    async with z:~        @
def f(p):~    for _ in z:~        @
def f(p):~    for _ in z: pass~    else:~        @
class C:~    def m(self, p):~        @
class C:~    async def m(self, p):~        @
def f(p):~    class C:~        @
for _ in z:~    class C:~        @
for _ in z:~    def f(p):~        @
def o(g):~    def f(p):~        @
def o():~    g = 1~    def f(p):~        @
def o():~    global g~    def f(p):~        @
def o(g):~    class C:~        @
def o(g):~    class C:~        def m(self):~            @
async def o(g):~    def f(p):~        @
def o(g):~    async def f(p):~        @
try:~    @~finally: pass
try:~    @~except E: pass
try: pass~except E:~    @
try: pass~except E as g:~    @
try: pass~except E: pass~else:~    @
try: pass~finally:~    @
for _ in z:~    try:~        @~    finally: pass
for _ in z:~    try: pass~    finally:~        @
def f(p):~    try: pass~    except E:~        @
def f(p):~    for _ in z:~        try: pass~        except* E:~            @
def f(p):~    try: pass~    except* E:~        @
def f(p):~    try: pass~    except* E:~        for _ in z:~            @
def f(p):~    try: pass~    except* E:~        def h():~            @
def f(p):~    try: pass~    except* E:~        class C:~            @
def f(p):~    try:~        @~    except* E: pass
def f(p):~    try: pass~    except* E: pass~    else:~        @
def f(p):~    try: pass~    except* E: pass~    finally:~        @
def f(p):~    with z:~        @
with z:~    @
with z as g:~    @
if z:~    @
if z: pass~else:~    @
if z: pass~elif y:~    @
match z:~    case 1:~        @
match z:~    case g:~        @
"""doc"""~@
"""doc"""~import os~@
from __future__ import annotations~@
from __future__ import barry_as_FLUFL~@
import os~@
x = 1; @
'a'~'b'~@
f'a'~@
# c~~@
def f[T](p):~    @
class C[T]:~    @
def f[g](p):~    @
class C[g]:~    @
class C[g]:~    def m(self):~        @
class C[T]:~    class D:~        @
class C[T]:~    def m[U](self):~        @
async def f[T](p):~    @
if 0:~    @
if 1: pass~else:~    @
while 0:~    @
if __debug__: pass~else:~    @
def f():~    return~    @
def f():~    raise E~    @
for _ in z:~    break~    @
for _ in z:~    continue~    @
while 1:~    pass~@
while 1:~    pass~else:~    @
def f(p):~    if 0:~        @
def f(p):~    while 0:~        @
def f(p):~    while 1: pass~    @
def f(p):~    if 0: pass~    else:~        @
def f(p):~    assert 0~    @
def f(p):~    lambda: 1~    @
def f(g):~    @
def f(*g):~    @
def f(**g):~    @
def f(p, *, g=1):~    @
@g~def f(p):~    @
def f(p=g):~    @
def f(p: g):~    @
'''.strip().split("\n")]

STATEMENTS = [s.replace("~", "\n") for s in r"""
pass|return|return 1|yield|yield 1|return *a, b|yield 1~return 2|return 2~yield 1|yield from x|await x|x = yield|x = await y
|break|continue|if 1: break|if 0: break|if 0: continue|for i in x: break|for i in x: pass~else: break|while 1: continue
|lambda: break|lambda: (yield)|lambda: (await x)|lambda: [await i for i in x]|lambda: (yield from x)
|async for i in x: pass|async with x: pass|async with x as y: pass|async def h(): pass|async def h(): yield from x
|async def h(): return 1; yield|async def h():~    yield~    return 1|async def h():~    await x|async def h(): [i async for i in x]
|[i async for i in x]|{i async for i in x}|{i: 1 async for i in x}|(i async for i in x)|[await i for i in x]
|[i for i in await x]|[i for i in x if await i]|(await i for i in x)|[[i async for i in y] for y in x]
|[[i for i in y] async for y in x]|[i for y in x async for i in y]|[[i for i in await y] for y in x]
|[(yield) for i in x]|((yield) for i in x)|[i for i in (yield)]|[(yield from y) for i in x]|{(yield): 1 for i in x}
|[i for i in (y := x)]|[(i := 0) for i in x]|[(y := i) for i in x]|[y for i in x if (y := i)]|[(g := i) for i in x]
|[[(i := 0) for j in y] for i in x]|[lambda: (i := 0) for i in x]|[i for i in x for j in (i := y)]
|(lambda: [(p := i) for i in x])|[(p := i) for i in x]|[(p := i) for p in x]|f"{(yield)}"|f"{await x}"|f"{(y := 1)}"
|f"{[i async for i in x]}"|v: (yield)|v: (yield) = 1|v: (await x)|v: (w := 1)|v: [i async for i in x]|g: (yield from x)
|a.b: (yield)|a[0]: (w := 1)|(v): (yield)|def h(q: (yield)): pass|def h(q=(yield)): pass|def h() -> (yield): pass
|def h(q: (w := 1)): pass|def h(q: (await x)): pass|def h(q=(await x)): pass|@(yield)~def h(): pass|@(await x)~def h(): pass
|class K((yield)): pass|class K((await x)): pass|class K((w := 1)): pass|class K(metaclass=(yield)): pass
|class K:~    (yield)|class K:~    return|class K:~    [(y := i) for i in x]|class K:~    await x|class K:~    global g~    g = 1
|def h[T: (yield)](): pass|def h[T: (await x)](): pass|def h[T: (w := 1)](): pass|def h[T: [i for i in x]](): pass
|def h[T = (yield)](): pass|def h[T = (w := 1)](): pass|def h[T](q: (yield)): pass|def h[T](q=(yield)): pass
|def h[T](q: (w := 1)): pass|def h[T](q=(w := 1)): pass|def h[T]() -> (await x): pass|class K[T]((yield)): pass
|class K[T]((w := 1)): pass|class K[T]((await x)): pass|class K[T]([i for i in x]): pass|class K[T](metaclass=(w := 1)): pass
|type X = (yield)|type X = (w := 1)|type X = (await x)|type X = [i for i in x]|type X[T] = (yield)|type X[T: (yield)] = 1
|type X[T = (yield)] = 1|type g = 1|type __debug__ = 1|type X[__debug__] = 1|type X[T, T] = 1|type X[T = 1, U] = 1|type X[*T = 1, U] = 1
|def h[T, T](): pass|def h[T, *T](): pass|def h[__debug__](): pass|class K[T, T]: pass|class K[__debug__]: pass
|def h[T]():~    nonlocal T|def h[T]():~    global T|class K[T]:~    nonlocal T|class K[T]:~    T = 1|class K[T]:~    global T
|class K[T]:~    def m(self):~        nonlocal T|def h[T](T): pass|def h[T]():~    T = 1|def h[g]():~    nonlocal g
|global g|global g, g|global p|global f|global g~g = 1|g = 1~global g|print(g)~global g|g~global g|del g~global g|global g~del g
|import g~global g|import g.h~global g|from g import g~global g|from m import q as g~global g|import m as g~global g
|def g(): pass~global g|class g: pass~global g|for g in x: pass~global g|with x as g: pass~global g|(g := 1)~global g
|g: int~global g|g: int = 1~global g|global g~g: int|global g~g: int = 1|global g~(g): int|global g~(g): int = 1|global g~g.h: int
|g += 1~global g|lambda g: g~global g|lambda: g~global g|[g for g in x]~global g|[g for i in x]~global g|[(g := i) for i in x]~global g
|try: pass~except E as g: pass~global g|match x:~    case g: pass~global g|match x:~    case {**g}: pass~global g
|match x:~    case [*g]: pass~global g|def h(q=g): pass~global g|def h(q: g): pass~global g|@g~def h(): pass~global g
|class K(g): pass~global g|class K[T](g): pass~global g|def h[T: g](): pass~global g|def h[T](q=g): pass~global g|def h[T](q: g): pass~global g
|type X = g~global g|type g = 1~global g|x: g~global g|x: g = 1~global g|f"{g}"~global g|f"{x:{g}}"~global g
|del g.h~global g|g.h = 1~global g|g[0] = 1~global g|f(g=1)~global g|x.g~global g|x.g = 1~global g
|nonlocal g|nonlocal p|nonlocal q|nonlocal g, g|nonlocal g~g = 1|g = 1~nonlocal g|g~nonlocal g|nonlocal g~g: int|g: int~nonlocal g
|nonlocal g~nonlocal g|global g~global g|global g~nonlocal g|nonlocal g~global g|global p~nonlocal p|(g := 1)~nonlocal g|import g~nonlocal g
|def g(): pass~nonlocal g|del g~nonlocal g|nonlocal g~del g|x: g~nonlocal g|nonlocal g~g: int = 1|[(g := i) for i in x]~nonlocal g
|nonlocal __class__|global __class__|__class__ = 1|__class__~nonlocal __class__|super()~nonlocal __class__|super()~global __class__
|super~nonlocal __class__|global __class__~__class__ = 1|nonlocal T|global T|T = 1|nonlocal C|nonlocal f|nonlocal self
|nonlocal __debug__|global __debug__|def h():~    nonlocal g|def h():~    nonlocal p|def h():~    nonlocal q|def h():~    global g~    def i():~        nonlocal g
|def h(g):~    def i():~        nonlocal g|def h():~    nonlocal g~    g = 1|class K:~    nonlocal g|class K:~    nonlocal p|class K:~    g = 1~    def m():~        nonlocal g
|def h(__class__):~    nonlocal __class__|def h(): nonlocal __class__|nonlocal __classdict__|global __classdict__|nonlocal __type_params__
|global __type_params__|global __conditional_annotations__|nonlocal __conditional_annotations__|x: int~global __conditional_annotations__
|global __annotations__|global __module__|global __qualname__|global __static_attributes__|nonlocal __module__|nonlocal __qualname__
|nonlocal __static_attributes__|nonlocal __firstlineno__|nonlocal __annotate__|nonlocal .defaults|global __annotate__|global __name__
|from m import *|from . import *|from m import *, a|import *|from __future__ import annotations|from __future__ import nope
|from __future__ import braces|from __future__ import division, annotations|from __future__ import *|from __future__ import (annotations)
|from __future__ import annotations as a|from __future__ import barry_as_FLUFL|from __future__ import __debug__|from .__future__ import nope
|import __future__|from __future__ import generator_stop; x|from __future__ import nope as x|from __future__ import (braces, nope)
|from __future__ import annotations~from __future__ import nope|from __future__ import annotations~pass~from __future__ import division
|x = 1~from __future__ import division|import a~from __future__ import division|'s'~from __future__ import division|'s'~'t'~from __future__ import division
|__debug__ = 1|__debug__: int|__debug__: int = 1|(__debug__): int|(__debug__): int = 1|__debug__ += 1|del __debug__|(__debug__ := 1)|for __debug__ in x: pass
|import __debug__|import a as __debug__|import __debug__.a|import a.__debug__|import __debug__ as a|from a import __debug__
|from a import b as __debug__|from __debug__ import a|with x as __debug__: pass|def __debug__(): pass|def h(__debug__): pass
|def h(*__debug__): pass|def h(**__debug__): pass|def h(*, __debug__): pass|def h(__debug__, /): pass|lambda __debug__: 1|lambda *__debug__: 1
|lambda __debug__=1: 1|class __debug__: pass|f(__debug__=1)|class K(__debug__=1): pass|a.__debug__ = 1|a.__debug__|a.__debug__: int
|a.__debug__: int = 1|(a.__debug__): int|del a.__debug__|a.__debug__ += 1|for a.__debug__ in x: pass|with x as a.__debug__: pass|a[__debug__] = 1|__debug__[0] = 1
|__debug__.a = 1|[__debug__ for __debug__ in x]|[0 for a.__debug__ in x]|[(__debug__ := 1) for i in x]|try: pass~except E as __debug__: pass
|try: pass~except* E as __debug__: pass|match x:~    case __debug__: pass|match x:~    case 1 as __debug__: pass|match x:~    case [*__debug__]: pass
|match x:~    case {**__debug__}: pass|match x:~    case C(__debug__=1): pass|match x:~    case __debug__.a: pass|match x:~    case __debug__(): pass
|match x:~    case a.__debug__: pass|@__debug__~def h(): pass|async def __debug__(): pass|del (a, __debug__)|[a, __debug__] = x|(a, *__debug__) = x|a = __debug__ = x
|*a|*a,|*a, *b|*a = x|*a, = x|*a, *b = x|[*a, *b] = x|a, *b, c, *d = x|(*a) = x|for *a in x: pass|for *a, *b in x: pass|del *a|del *a,|del (*a,)|*a += 1|*a: int|print(*a)|a = *b|a = *b,
|return (*a)|x[*a]|x[*a] = 1|for i in *a, b: pass|for i in *a: pass|f(**a, *b)|{**a, *b}|[**a]|(**a)|def h(*a, *b): pass|def h(*): pass|def h(*, **k): pass|def h(a, a): pass|def h(a=1, b): pass
|def h(*, a, a): pass|lambda a, a: 1|lambda *: 1|def h(a, (b, c)): pass|def h(*a: *b): pass|def h(**a: *b): pass|def h(*a: *b, c): pass|class K(a=1, a=2): pass|class K(*a): pass|f(a=1, a=2)|f(a.b=1)|f(a for a in b, c)|f(c, a for a in b)|f(True=1)
|try: pass|try: pass~except: pass~except E: pass|try: pass~finally: pass~else: pass|try: pass~except E: pass~except* F: pass|try: pass~except*: pass|try: pass~except E, F: pass
|match x:~    case a: pass~    case b: pass|match x:~    case _: pass~    case b: pass|match x:~    case a | 1: pass|match x:~    case a | b: pass|match x:~    case [a, a]: pass|match x:~    case {1: a, 1: b}: pass
|match x:~    case C(a=1, a=2): pass|match x:~    case {"a": 1, "a": 2}: pass|match x:~    case [*a, *b]: pass|match x:~    case a as a: pass|match x:~    case 1 as _: pass|match x:~    case 1+1: pass|match x:~    case {**_}: pass|match x:~    case {a: 1}: pass
|match x:~    case (a | 1) as b: pass|match x:~    case [a, 1] \| [b, 1]: pass|match x:~    case f"{a}": pass|match x:~    case -a: pass|match x:~    case a.b \| c: pass|match x:~    case _ if y: pass~    case z: pass|match x:~    case {-0: 1, 0: 2}: pass|match x:~    case {1: 1, 1.0: 2, True: 3}: pass
|print x|print "s"|exec x|exec "x"|print|print >>x, y|raise a, b|raise a from|raise from a|`a`|a <> b|a = = b|if a = b: pass|while a = 1: pass|if a: pass~else if b: pass|else: pass|elif a: pass|except: pass|finally: pass|case 1: pass
|def|class|import|from|from a|from a import|import a.|from . import|import a as|lambda|if|if a|while|for|for a|for a in|with|try|try:|del|assert|return return|pass pass|a b|a; b|a;; b|;|: pass|if a:|def f()|def f(): |class C|class C:|with a as b|match x:|async|await|yield yield
""".replace("\n|", "|").replace("\\|", "\0").strip().split("|")]
STATEMENTS = [s.replace("\0", "|") for s in STATEMENTS]


def indent(text, context):
    line = [part for part in context.split("\n") if part.endswith("@")][-1]
    blank = line[:len(line) - len(line.lstrip())]
    at = context.rindex("@")
    return (context[:at] + text.replace("\n", "\n" + blank)
            + context[at + 1:] + "\n")


def statements():
    """Each statement in each kind of block."""
    for context, statement in product(CONTEXTS, STATEMENTS):
        yield indent(statement, context)


def parameters():
    """Every order of up to four parameters; some of five."""
    kinds = ["a%d", "b%d=1", "*c%d", "**d%d", "*", "/"]
    for n in range(5):
        for row in product(kinds, repeat=n):
            names = [k % i if "%" in k else k for i, k in enumerate(row)]
            text = ", ".join(names)
            yield f"def f({text}): pass\n"
            yield f"lambda {text}: 0\n"
            if n < 3:
                yield f"def f({text},): pass\n"
                yield f"lambda {text},: 0\n"
                yield f"async def f({text}): pass\n"
                yield f"class C:\n    def f({text}): pass\n"
                yield f"def f[T]({text}): pass\n"
                yield f"f(lambda {text}: 0)\n"
                yield f"f'{{(lambda {text}: 0)}}'\n"
    kinds = ["a", "a=1", "*a", "**a", "*", "/", "a: int", "a: int = 1",
             "*a: int", "*a: *b", "**a: int", "*a=1", "**a=1", "a=", "(a)",
             "(a, b)", "(a, b)=1", "1", "a.b", "a b", "*, a", "None", "*None",
             "**True", "a=1=2", "a:=1", "=1", "*(a)", "**(a, b)", "/=1",
             "*/", "**", "***a", "", "__debug__", "*a, /", "a: yield",
             "a: *b", "a=*b", "a=b for b in c", "a=lambda: 1", "'s'", "-a"]
    for n in (1, 2):
        for row in product(kinds, repeat=n):
            text = ", ".join(row)
            yield f"def f({text}): pass\n"
            yield f"lambda {text}: 0\n"


def arguments():
    """Every order of up to three arguments, in each place for them."""
    kinds = ["x", "k=1", "k=2", "*y", "**z", "g for g in h",
             "(g for g in h)", "w := 1", "x if y else z", "l=3"]
    places = ["f(%s)", "class C(%s): pass", "@f(%s)\ndef g(): pass",
              "f(%s) = 1", "del f(%s)", "x[%s]", "f(%s,)"]
    for n in range(4):
        for row in product(kinds, repeat=n):
            text = ", ".join(row)
            for place in places if n < 3 else places[:2]:
                yield place % text + "\n"
    more = ["a.b=1", "(a)=1", "1=1", "None=1", "'s'=1", "f()=1", "a+b=1",
            "a=", "a=*b", "*a=1", "**a=1", "a=1=2", "a==1", "a=b:=1",
            "(a:=1)", "a b", "a 'b'", "1 2", "yield", "(yield)",
            "*", "**", "", "a for a in b if c", "async a for a in b",
            "a async for a in b", "a=b for b in c", "*a for a in b",
            "**a for a in b", "lambda: 1", "lambda: (yield)", "not a",
            "*a if b else c", "**a or b", "a if b", "print x", "pass",
            "__debug__=1", "True=1", "a.True=1", "...=1", "{a}=1", "-a=1",
            "a if b else c=1", "lambda: 1=1", "a[b]=1", "a and b=1",
            "a < b=1", "await a=1", "f'{a}'=1", "x:1", "x:int=1", "a!", "/"]
    for n in (1, 2):
        for row in product(kinds + more, repeat=n):
            yield f"f({', '.join(row)})\n"
            if n == 1:
                yield f"class C({row[0]}): pass\n"
                yield f"x[{row[0]}]\n"


def tries():
    clauses = ["except:", "except E:", "except E as e:", "except (E, F):",
               "except E, F:", "except E, F as g:", "except* E:",
               "except* E as e:", "except*:", "except* E, F:", "else:",
               "finally:", "except E, F, G as h:", "except* E, F as g:",
               "except (E, F), G:", "except *E, F:", "except E as a.b:",
               "except* E as a[0]:", "except E as 1:", "except E as (a):",
               "except as e:", "except E e:", "elif x:", "case 1:",
               "except", "else", "finally", "except E", "except* E as",
               "finally x:", "else if x:"]
    for n in range(3):
        for row in product(clauses, repeat=n):
            yield "try:\n    pass\n" + "".join(
                c + "\n    pass\n" for c in row)
    for row in product(clauses[:12], repeat=3):
        yield "try:\n    pass\n" + "".join(c + "\n    pass\n" for c in row)
    for clause in clauses:
        for body in ("", "pass", "    pass", "  x = = 1", "    \n", "x:"):
            yield f"try:\n    pass\n{clause}\n{body}\n"
            yield f"try:\n    pass\n{clause} {body}\n"
            yield f"if x:\n    try:\n        pass\n    {clause}\n{body}\n"
            yield f"try: x\n{clause}\n{body}"


def patterns():
    simple = """_|x|1|-1|--1|+1|1+2j|1-2j|-1+2j|1+2|1j+2j|a+1j|-a|1.5|"s"|b"s"|"a" "b"|"a" b"b"|f"{a}"|f"s"|t"s"|r"s"|u"s"
|None|True|False|...|a.b|a.b.c|a.b.|a[0]|a()|C()|C(x)|C(x, y)|C(x, x)|C(k=1)|C(k=x, k=y)|C(k=1, x)|C(x, k=1,)|C(*a)|C(**a)|C(k=[*a])|C(1=1)|C(a.b=1)|a.b(x)|_()|_.a
|[]|()|[x]|(x)|(x,)|[x, y]|(x, y)|[x, x]|[*a]|[*_]|[*a, *b]|[*_, *_]|[*a.b]|*a|*a,|*_,|x,|x, y|x, *y|[x, [y, *z]]|[1, *x, 2]
|{}|{1: x}|{1: x, 1: y}|{x: 1}|{a.b: 1}|{a.b: 1, a.b: 2}|{**a}|{**_}|{**a, 1: 2}|{1: x, **a}|{**a, **b}|{"a": 1}|{-1: 1}|{1+2j: 1}|{None: 1}|{f"a": 1}|{*a}|{1}|{_: 1}|{"a" "b": 1, "ab": 2}|{1: x, 2: x}
|1 | 2|1 | x|x | 1|x | y|_ | 1|1 | _|(x | y)|[x | y]|C(x) | D(x)|C(x) | D(y)|[x, y] | [y, x]|1 | 2 | x|(1 | 2) | 3|[C(x) | D(x)]|{1: [x, y] | [y, x]}|x as y | 1
|1 as x|x as x|x as y|_ as x|1 as _|1 as x.y|1 as x[0]|1 as 1|1 as (x)|(1 as x)|(1 as x) as y|(x | y) as z|1 | 2 as x|[1 as x, 2 as x]|1 as x as y|C(1 as x)|1 as None|1 as [x]
|x if 1|1 if x else 2|a := 1|(a := 1)|a == 1|a < 1|not a|lambda: 1|[x for x in y]|print|match|case|type|__debug__|x.__debug__|1_000|0777|1e5|"s".x|1 .x|x y|1 2|x;|x:|:|!|=x|x=1|-1.5|-1j|- 1|~1|1 + 2j|1+-2j|(1+2j)|(-1)|1+(2j)|-x.y|*1|**a|(*a)|(*a,)|((x))|((x, y))|[(x)]|[[x]]|x,,|,x|[,]|(,)|{,}|C(,)|C(x,,)|[x,]|{1: x,}|C(k=)|C(=1)|C(k:1)|{1:}|{:1}|{1=2}|{**}|[*]|1 as|as x|1 |  | 1""".replace("\n|", "|")
    import re
    simple = re.split(r"(?<! )\|(?! )", simple)
    places = ["case %s: pass", "case %s: pass\n    case _: pass",
              "case %s if 1: pass\n    case _: pass", "case (%s): pass",
              "case [%s]: pass", "case (%s) | 5: pass", "case 5 | (%s): pass",
              "case [%s, q]: pass", "case C(%s): pass", "case C(k=%s): pass",
              "case {1: %s}: pass", "case {%s: 1}: pass",
              "case (%s) as q: pass", "case %s, q: pass", "case %s\n",
              "case %s:\n", "case %s:\n    pass", "case 1 if %s: pass",
              "case [*q, %s]: pass", "case {%s: 1, 1: 2}: pass",
              "case {1: q, **r, %s: 1}: pass", "case %s: pass; x = = 1",
              "case %s if (yield): pass", "case 1: pass\n    case %s: pass",
              "case (%s, %s): pass", "case [%s] | [%s]: pass", "case %s, : pass"]
    for place, pattern in product(places, simple):
        text = place % ((pattern,) * place.count("%s"))
        yield f"match v:\n    {text}\n"
    for subject in EXPRESSIONS:
        yield f"match {subject}:\n    case 1: pass\n    case: pass\n"
        yield f"match {subject}:\n  case 1:\n  pass\n"
        yield f"match {subject}:\npass\n"
        yield f"match {subject}\n    case 1: pass\n"


WORDS = """match case _ type print exec async await nonlocal lazy None True False __debug__ as lambda pass self
if else elif for in is not and or def class return yield del from import global with while try except finally raise assert
break continue __peg_parser__ __class__ __future__ __new_parser__ NotImplemented Ellipsis true none elseif function var let switch end""".split()
WORD_PLACES = [p.replace("~", "\n") for p in r"""
@|@ = 1|@: int|@: int = 1|@ += 1|@.x|x.@|x.@ = 1|@[0]|@ [a]|@(x)|@ (x)|@ -1|@ -a|@ *a|@ *a, b|@ @ y|@ {a}|@ [a]:~    case 1: pass|@ "s"|@ 1|@ x|@ x, y|@ x.y|@ x:~    pass|@ x = int|@ x[T] = int|@ not x|@ not in x|@ in x|@ is x|@ == x|@ if x else y|x if @ else y|@ and x|not @|-@
|del @|global @|global x, @|import @|import @.x|import x.@|import x as @|from @ import x|from x import @|from x import y as @|from x import (@)|def @(): pass|def f(@): pass|def f(*@): pass|def f(@=1): pass|def f(a: @): pass|class @: pass|class C(@): pass|class C:~    @ = 1|class C:~    def @(self): pass|lambda @: 1|lambda: @|f(@=1)|f(@)|f(*@)|f(**@)|(@ := 1)|[@ for @ in x]|[@]|(@)|{@: 1}|{1: @}|{@}
|for @ in x: pass|for x in @: pass|while @: pass|if @: pass|with @: pass|with x as @: pass|try: pass~except @: pass|try: pass~except E as @: pass|match @:~    case 1: pass|match x:~    case @: pass|match x:~    case @.x: pass|match x:~    case @(): pass|match x:~    case C(@=1): pass|match x:~    case 1 as @: pass|match x:~    case [*@]: pass|match x:~    case {**@}: pass
|type @ = int|type X[@] = int|def f[@](): pass|@;|@; x|@\~= 1|@~~|return_ = @|return_ = @.y(z)|except_ = @|print(@)|print @|assert @|raise @|return @|yield @|await @|async @|@ : x|@ x: int|@ = @|@ = @ = 1|(@)(x)|@ def f(): pass|@ for x in y: pass|@ with x: pass|x @|x @ y|x = @ y|x = y @|(x @|@@def f(): pass|f"{@}"|f"{@!r}"|f"{x!@}"|f"{x:@}"|x.@.y|@.@|@,|@, x|x, @|*@, x = y|*@|**@|@ := 1|@()|@():|@: |@:~    pass|@:~pass|if x:~    @|def f():~    @|def f():~    @ x|else: @|x; @|@ import x|from @|from . import @|from .@ import x|import x, @|@ from x|nonlocal @|class C: nonlocal @|match x:~    @|match x:~    @ 1: pass|match x: @|@ x~    case 1: pass|0 @|0@ 1|"s" @|1 if 2 @ 3|[1 @ 2]|[x for x @ y]|[x @ x in y]|[x for x in y @ z]""".replace("\n|", "|").strip().split("|")]


def words():
    """Keywords and soft keywords everywhere."""
    for place, word in product(WORD_PLACES, WORDS):
        yield place.replace("@", word) + "\n"


def prefixes():
    letters = "rRbBuUfFtT"
    found = [""] + [a for a in letters] + [a + b for a, b in product(
        letters, repeat=2)] + ["".join(p) for n in (3,) for p in
                               product("rbuft", repeat=n)]
    for prefix in found:
        for body in ("'x'", '"x"', "'''x\ny'''", "'é'", "'{x}\\d' 'y'", "''",
                     "'", "'''", "'''x", "'\\", "'\\\n'", "'{'", "' {x}", "'\\x'",
                     '"\\N{x}"', "'x\n'"):
            yield f"{prefix}{body}\n"
    some = ["", "r", "b", "rb", "u", "f", "fr", "t", "tr", "B", "F", "Rb", "ur"]
    for a, b in product(some, repeat=2):
        for text in (f"{a}'a' {b}'b'", f"{a}'a'\\\n{b}'b'",
                     f"({a}'a'\n{b}'b')", f"{a}'a{b}'b'", f"{a}'{{a}}' {b}'{{b'",
                     f"{a}'\\x' {b}'\\x'", f"{a}'a' 1 {b}'b'", f"{a}'é' {b}'é'",
                     f"x = {a}'''a\n''' {b}'b' c", f"{a}'a' {b}'b' u'c' b'd'"):
            yield text + "\n"


def escapes():
    bodies = [r"\a", r"\d", r"\ ", r"\8", r"\9", r"\0", r"\00", r"\000", r"\777",
              r"\400", r"\377", r"\x", r"\x1", r"\xg1", r"\x1g", r"\x41",
              r"\u", r"\u1", r"\u123", r"\u1234", r"\ud800", r"\uD83D\uDE00", r"\ug",
              r"\U", r"\U1234", r"\U0001F600", r"\U00110000", r"\U0010ffff",
              r"\Uffffffff", r"\U0000d800", r"\N", r"\N{", r"\N{}", r"\N{x}", r"\N{DIGIT ONE}",
              r"\N{digit one}", r"\N{BELL}", r"\N{LF}", r"\N{LINE FEED}", r"\N{NULL}",
              r"\N{HANGUL SYLLABLE GAG}", r"\N{HANGUL SYLLABLE GAX}", r"\N{hangul syllable gag}",
              r"\N{CJK UNIFIED IDEOGRAPH-4E00}", r"\N{CJK UNIFIED IDEOGRAPH-4e00}", r"\N{CJK UNIFIED IDEOGRAPH-9FFF}",
              r"\N{CJK UNIFIED IDEOGRAPH-2B739}", r"\N{CJK UNIFIED IDEOGRAPH-31350}", r"\N{CJK UNIFIED IDEOGRAPH-2EBF0}",
              r"\N{TANGUT IDEOGRAPH-17000}", r"\N{KEYCAP DIGIT ONE}", r"\N{LATIN SMALL LETTER E WITH ACUTE} ",
              r"\N{LATIN  SMALL LETTER A}", r"\N {DIGIT ONE}", r"\N{DIGIT ONE", r"\N{é}", r"\N{\x41}", r"\N{DIGIT_ONE}",
              r"\N{LATIN SMALL LETTER GHA}", r"\N{SPACE} \x", r"ab\x", r"é\x", "\\\n", "\\é", r"\\", r"\\x", r"\\\x", r"\'", r"\"",
              "\n", "\t", "\x0c", "\r", "\x00", "é", "\x7f", "\x85", "\ufeff", "\u2028", "\U0001f600", r"\{", r"\}", r"{\x41}",
              "a" * 3000, r"\x41" * 50 + r"\x", r"\N{BEL}", r"\N{ALERT}", r"\N{VS256}", r"\N{VARIATION SELECTOR-256}", r"\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}",
              r"\N{KATAKANA LETTER AINU P}", r"\N{TAMIL SYLLABLE KAA}", r"\N{PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRAKCET}",
              r"\N{ARABIC LETTER PEH WITH SMALL V}", r"\N{KAWI SIGN CANDRABINDU}", r"\N{GARAY DIGIT ZERO}", r"\N{SIDETIC LETTER N01}"]
    for prefix in ("", "u", "b", "r", "rb", "f", "fr", "t"):
        for body in bodies:
            yield f"{prefix}'{body}'\n"
            yield f"{prefix}'''{body}'''\n"
            yield f"x = 1\ny = ({prefix}'''\n{body}\n''')\n"
            yield f"'a' {prefix}\"{body}\"\n"


FIELDS = """a|a b|a,|a, b|*a|*a, b|**a|a!r|a!s|a!a|a!x|a!|a!r |a! r|a !r|a!rr|a!r!s|a!é|a!1|a!r:|a!r:x|a:x|a:|a:{b}|a:{b|a:{}|a:{b!r}|a:{b:{c}}|a:{b:{c:d}}|a:}}|a:{{|a:}|a:\\x41|a:\\N{DIGIT ONE}|a:\\n|a:'x'|a:"x"
|a=|a= |a =|a=!r|a=:x|a = !r:x|a==b|a=b|a:=5|(a:=5)|a:=5:x|a!=b|a!=|a<b|a>b|a<=b|a->b||  |!r|:x|=|=!r|{|}|{}|{a}|{a: b}|{ {a} }|(a|a)|[a|a]|(a]|a}|((a)|a))|lambda|lambda: 1|lambda x: 1|(lambda: 1)|(lambda x: 1)|lambda x=1: 2|(yield)|yield|yield a|await a|await_|if|pass|None|1|1.5|"s"|'s'|'''s'''|\"\"\"s\"\"\"|a['b']|a["b"]|f'{b}'|f"{b}"|f'{b|f"{b!x}"|rf'{b}'|b'x'|u'x'|'é'|b'é'|'\\n'|\\|\\n|a\\b|a\\\n|a\n|\na|#|a#|a # b|a #\n|#}|a;b|a; b|a = 1|import a|del a|a if b else c|a for a in b|[a for a in b]|a or b|not a|-a|.a|a.|a..b|..|...|,|*|**|@|@a|$|?|`|a?|a$|é|’|a’|0777|1_|0x|1a|a.1|1 .a|f()|f(a=1)|f(a=1, a=2)|f(a=1, b)|f(**a, *b)|a[1:2]|a[b:c]|a[:]|a::|a:::|a:!r|a!r=|a=!x|a =  !s : {b}|a:{b}{c}|a:{b} {c}|a:{b}}|a:{b}}}|{{a}}|{{a|a}}|a, !r|a,!r|*a!r|*|*a,|*a, *b|a:=b|print a|print|a b c|a 1|1 a|a "b"|"a" b|"a" 'b'|"a" f'{b}'|'a' b'b'|True = 1|__debug__|(__debug__ := 1)|a.__debug__|None := 1|(None := 1)|x:y:z|x!r:y!s|x:{y!z}|x:{*y}|x:{y=}|x:{y:=3}|x:{y;z}|x:{lambda: 1}|x:{lambda}|x:{'a'}|x:{"a"}|x:{#}|x:{\\}|x:{|x:{y:{|x:{y:{z}|x:{y:{z}}|x:{y:{z:{w}}}|x:{y:{z:{w:v}}}""".replace("\n|", "|").split("|")


def fstrings():
    for field in FIELDS:
        for prefix, quote in product(("f", "rf", "t"), ("'", '"', "'''", '"""')):
            yield f"{prefix}{quote}{{{field}}}{quote}\n"
        for text in (f"f'x{{{field}}}y'", f"f'{{{{{field}}}}}'", f"f'{{x:{{{field}}}}}'",
                     f"f'''\n{{\n{field}\n}}'''", f"x = (1,\n  f'{{{field}}}')",
                     f"'a' f'{{{field}}}' 'b'", f"f'{{a}}{{{field}}}'",
                     f"f'{{{field}'", f"f'{field}}}'", f"f'{field}'",
                     f"f'{{ {field} }}'", f"f'{{a}}' f'{{{field}}}' '\\x'",
                     f"f'{{f\"{{{field}}}\"}}'", f"def f():\n  return f'{{{field}}}' +",
                     f"f'{{{field}}}", f"f'''{{{field}", f"f'''{{{field}}}",
                     f"f'{{a[{field}]}}'", f"f'{{({field})}}'", f"f'{{a\n{field}}}'",
                     f"f'''{{a:\n{field}}}'''", f"f'''\n\n{{a:{{{field}}}}}'''",
                     f"f'{{a:\n{field}}}'", f"fr'\\{{{field}}}'", f"f'\\{{{field}}}'",
                     f"f'\\N{{{field}}}'", f"f'{{a!r:{field}}}'", f"f'é{{{field}}}'"):
            yield text + "\n"
    for n in range(1, 8):
        for q in ("'", '"', "'''"):
            yield "f" + q + "{a:" * n + "b" + "}" * n + q + "\n"
        yield "f'{" * n + "a" + "}'" * n + "\n"
        yield "f'{a:{b:" * n + "x" + "}}'" * n + "\n"
    for n in (3, 4, 5, 148, 149, 150, 151, 152, 199, 200, 201):
        nest = "a"
        yield "f'{" * n + "a" + "}'" * n + "\n"
        yield "f'{" * n + "\n"
        yield "f'{a:" * n + "\n"
        yield "f'" + "{a:" * n + "\n"
        yield "f'{" + "(" * n + "a" + ")" * n + "}'\n"
        yield "f'{a:" + "{b:" * n + "}" * n + "}'\n"


NUMBERS = """0 00 000 0_0 0__0 01 0777 08 09 0_1 01.5 01e5 01j 08.5 09e1 09j 00j 00.5 1 1_ 1__0 1_0 _1 1.5 1. .5 1._5 1_.5 1.5_ 1.5_5 1.5__5 1e5 1e 1e+ 1e-5 1e_5 1e5_ 1e5_0 1_e5 1E5 1j 1J 1_j 1jj 1j1 1.j 1.5j 1e5j 1ej 0x 0x1 0X1 0x_f 0x_ 0x__f 0xf_ 0xg 0x1g 0x1.5 0x1j 0xfor 0xdeadbeefL 0b 0b1 0B1 0b_1 0b1_0 0b2 0b12 0b1.5 0b1j 0o 0o7 0O7 0o8 0o78 0o7_1 0o_ 0o1.5 0o7j 1L 1l 0777L 0xfL 1u 1if 1else 1or 1and 1in 1is 1not 1for 1a 1é 1.a 1..a 1.0.real 1..real 1.real 1 .real 1.__class__ 0.a 0x1.a 0b1.a 1e5.a 1j.a 1.5.5 1.2.3 1...a 1.e5 1.e .e5 .5e .5. .5.5 5.. 5... 1_000_000 1__000 1,000 1² ² ½ ١ 1١ ० १२ 1٫5 𝟙 1e𝟙 0x𝟙 0b1b 0o1o 0x1x 0b0o0 0e0 0e 0_e0 0.0.0 -0 --1 1-- 1++ 1e1e1 1e1.5 1.5e1.5 12345678901234567890 1.7976931348623157e309 1e400 1e-400 0xFFFFFFFFFFFFFFFFF""".split()


def numbers():
    tails = ["", "if 1else 2", "or 1", "and x", "in x", "is x", "not in x", "for x in y", "else", "_", "__", ".", "..", ".x", "e", "j", "l", "(x)", "[0]", "'s'", "f'{x}'", " x", " 1", "é", "\\\n", "#", "!", "$", "?", "=", ":", ";", "lambda", "as x", "import", "_a", "²"]
    for n in NUMBERS:
        for place in ("%s", "x = %s", "x = (%s", "[%sfor x in y]", "f(%s)", "f'{%s}'", "x[%s]", "%s = 1", "del %s", "{%s: 1}", "match x:\n    case %s: pass", "x.%s", "-%s", "%s %s", "x = %s if 1 else 2", "x%s", "%s;%s"):
            yield place.replace("%s", n) + "\n"
        for tail in tails:
            yield f"{n}{tail}\n"
            yield f"x = ({n}{tail} 1)\n"
    for n in (4299, 4300, 4301, 4302, 5000):
        for lead in ("", "-", "0x", "0", "0o", "0b"):
            yield f"x = {lead}{'1' * n}\n"
            yield f"x = 1\ny = [{lead}{'1' * n}, 2 2]\n"
        yield f"x = {'1' * n}j\n"
        yield f"x = {'1' * n}.0\n"
        yield f"x = {'1_' * n}1\n"
        yield f"{'1' * n} = x\n"
        yield f"f'{{{'1' * n}}}'\n"
        yield f"if x:\n  def f(a={'1' * n}): pass\n"
        yield f"match x:\n    case {'9' * n}: pass\n"
        yield f"match x:\n    case -{'9' * n}: pass\n"


CHARACTERS = [chr(i) for i in range(0x100)] + list(
    "ªµº·ßſƒǅʰ̀ͅͺ΄·ϐẛ҃٠٫۔६৪௦ึ๑ໄ་྾ღ፩៖᛫᠎᧚ᦰᧉᶜẞ\u2000\u200b\u200c\u200d\u200e\u2018\u2019\u201c\u201d\u2014\u2013\u2026\u2028\u2029\u202a\u202f\u203f\u2040\u2044\u2054\u205f\u2060\u20ac\u20dd℘℮ⅷ↉−∞≠①⓪⸮\u3000\u3001々〇〸゛゜・゠㈠㊀一가ꀀꙮ\ua9e0ﬀﬁﬆ︀︳︴﹍﹏\ufdfa\ufe00\ufe0f\ufe33\ufe4d\ufeff！０Ａ＿（）：；，．＝\uffe9\ufff9\ufffc\ufffd\uffff𐀀𐡗𝐀𝐚𝟎𝟘😀𠀀丽\U000e0001\U000e0100\U000f0000\U0010ffff\u0378\u0888\u1c89\u1c8a\ua7cb\ua7da\u31350"
    "\U00031350\U0002ebf0\U00011f00\U0001e030\U00010d40\U000105c0\U00016d40\ua7dc\ud7fb\uff10")


def characters():
    places = ["%s", "%s = 1", "x%s = 1", "x = %s", "x = 1%s", "x.%s", "import %s", "from a import %s", "def f(%s): pass", "def f(a%s): pass", "# %s", "# a%sb", "'%s'", 'b"%s"', "f'%s'", 'f"{%s}"', "f'{a%s}'", "f'{a!%s}'", "f'{a:%s}'", "'''%s'''", "x = 1 %s 2", "(%s", "(x %s)", "if x:%s pass", "%sx = 1", "if x:\n  %sy", "if x:\n  y\n%sz", "x \\%s\n", "x%s", "x; %s", "x = 'a' %s", "class C:\n%spass", "x = 1\n%s\ny = = 2", "x%sy", "0x%s", "1.%s", "x = [1,\n%s\n2]", "x = (1 %s\n", "@%s\ndef f(): pass", "lambda %s: 1", "%s%s", "x +%s y"]
    for place, char in product(places, CHARACTERS):
        try:
            yield (place.replace("%s", char) + "\n").encode()
        except UnicodeEncodeError:
            pass


def encodings():
    names = """utf-8 UTF-8 utf8 Utf_8 utf-8-sig utf_8_sig utf-8-unix utf-8-dos utf-8-bogus utf8mb4 u8 U8 utf cp65001 latin-1 Latin-1 latin1 latin_1 LATIN-1-unix latin-1-dos latin-1x iso-8859-1 iso-8859-1-unix ISO_8859_1 iso8859-1 iso-latin-1 iso-latin-1-unix iso8859 8859 l1 L1 cp819 iso-8859-15 latin9 ascii ASCII us-ascii 646 ansi_x3.4-1968 cp1252 windows-1252 cp1251 koi8-r koi8-u cp437 mac-roman macroman cp037 cp500 cp1140 shift_jis sjis cp932 euc-jp eucjp euc_jis_2004 gbk gb2312 gb18030 big5 big5hkscs euc-kr cp949 johab hz iso2022_jp iso2022_kr utf-7 utf7 utf-16 utf-16-le utf-16be utf_16 utf-32 utf32 idna punycode unicode_escape unicode-escape raw_unicode_escape rot13 rot_13 hex hex_codec base64 bz2 zip zlib uu quopri string-escape mbcs oem undefined unicode_internal bogus tis-620 tis620 ptcp154 kz1048 cp720 cp858 hp_roman8 roman8 arabic iso-8859-6 iso-8859-7 iso-8859-8 cp857 cp273 cp864 cp874 viscii tcvn armscii-8 cp1256 utf8-mac utf-8_sig utf--8 -utf-8 utf-8- utf.8 x-sjis ibm037 ebcdic-cp-us csascii charmap palmos kz_1048 mac_cyrillic maclatin2 mac_centeuro aliases __init__ encodings""".split()
    bodies = [b'x = "a"\n', b'x = "\xe9"\n', b'x = "\xc3\xa9"\n', b"\xe9 = 1\n", b"# \xe9\n", b"\xc3\xa9 = 1\n", b"x = = 1\n", b"b'\xe9'\n", b"x = '\x80\x81\x98'\n", b"x = \x00\n", b"\xa4\xa2 = 1\n", b"x = 1\n\n\ny = '\xe9\n"]
    for name in names:
        for body in bodies:
            cookie = b"# -*- coding: " + name.encode() + b" -*-\n"
            yield cookie + body
            yield b"\n" + cookie + body
            yield b"\xef\xbb\xbf" + cookie + body
        for head in (b"#!/usr/bin/python\n", b"\n\n", b"x = 1\n", b"x = 1 ", b"'''\n", b"\x0c", b" ", b"\t", b"\\\n", b"#\r", b"\r\n", b"\r"):
            yield head + cookie + b'x = "\xe9"\n'
    forms = ["# coding: %s", "# coding=%s", "#coding:%s", "# coding:  %s", "# coding :%s", "# coding = %s", "# vim: set fileencoding=%s :", "# vim:fileencoding=%s", "# encoding: %s", "# Coding: %s", "# CODING: %s", "# a coding b coding: %s", "#%s", "# coding: %s coding: utf-8", "# coding: %s, x", "# coding:%s;", "## coding: %s", "# -*- mode: python; coding: %s -*-", "# coding:\t%s", "# coding:\x0b%s", "# coding: \x0c%s", "# xcoding: %s", "# codingx: %s", "# coding: '%s'", "# coding: \"%s\"", "# coding:%s\x00", "# coding:=%s", "# coding: é%s", "# é coding: %s", "x # coding: %s", "'# coding: %s'", "# coding:", "# coding: ", "#coding", "# coding: %s\r", "# coding: %s\x0c", "# coding[: %s", "# decoding: %s"]
    for form in forms:
        for name in ("ascii", "latin-1", "utf-8", "bogus", "utf-16", "rot13"):
            for body in (b'x = "\xe9"\n', b'x = "\xc3\xa9"\n', b"x = 1\n", b"x = = 1\n"):
                line = form.replace("%s", name).encode() + b"\n"
                yield line + body
                yield b"# \xe9\n" + line + body
                yield b"\xef\xbb\xbf" + line + body
                yield b"\n\n" + line + body
    for bom in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb", b"\xef", b"\xef\xbb\xbe", b"\xef\xbb\xbf\xef\xbb\xbf", b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00"):
        for body in (b"", b"x = 1\n", b"\n", b" x = 1\n", b" \xef\xbb\xbfx = 1\n", b"\xef\xbb\xbf", b"# c\n", b"x = '\xe9'\n", b"x\x00", b"\tx", b"\x0cx = 1\n", b"\n\xef\xbb\xbfx", b"#\xef\xbb\xbf\n", b"'\xef\xbb\xbf'", b"x = \xef\xbb\xbf1", b"x\xef\xbb\xbf = 1", b"x = = 1\n", b"\\\nx = = 1\n"):
            yield bom + body
    bad = [b"\x80", b"\xbf", b"\xc0\x80", b"\xc1\xbf", b"\xc2", b"\xc2 ", b"\xe0\x80\x80", b"\xe0\xa0", b"\xe9", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xef\xbf\xbe", b"\xf0\x80\x80\x80", b"\xf0\x9f\x98", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xfe", b"\xff", b"\xc3(", b"\xe2\x82(", b"\xf0\x9f(", b"\xe2(\xac", b"\x00", b"\xc3\xa9\xe9", b"\xf8\x88\x80\x80\x80", b"\x1a", b"\xe2\x80\x99\xff"]
    places = [b"%", b"# %", b"x = '%'", b"x = 1\n# %", b"x = 1\ny = '%'\n", b"'''\n%\n'''", b"x = 1 %", b"% = 1", b"f'%'", b"f'{%}'", b"b'%'", b"x = (\n%", b"x = = 1\n%", b"\n\n\n\n'%'\n", b"if x:\n  y\n z\n%", b"x = '\n%", b"x = 1\\\n%", b"def f(:\n  '%'\n", b"#\n#\n#%", b"x.%", b"'%", b"'''%", b"(%", b"x = $\n#%", b"x = 1\r# %\r\n", b"a" * 5000 + b"%", b"x = '" + b"a" * 9000 + b"%'\n", b"#\n" * 3000 + b"%", b"%\n# coding: latin-1", b"# coding: latin-1\n%", b"# coding: ascii\n%", b"# coding: utf-8\n%\n"]
    for place, char in product(places, bad):
        yield place.replace(b"%", char)
        yield place.replace(b"%", char) + b"\n"
        yield b"# coding: utf-8\n" + place.replace(b"%", char) + b"\n"


def layouts():
    """Indentation, line ends, backslashes, ends of files."""
    blanks = ["", " ", "  ", "\t", " \t", "\t ", "        ", "\t\t", "         ", "\x0c", " \x0c", "\x0c ", "\t\x0c", "    \t", "\x0b", "\xa0", "\\\n", "  \\\n", "\\\n  "]
    lines = ["x", "pass", "# c", "", "if y:", ")", "(", "'", "'''", "\\", "else:", "=", "x = = 1", "def f():", "    x", "return"]
    for a, b, c in product(blanks, repeat=3):
        yield f"if x:\n{a}y\n{b}z\n{c}w\n"
    for a, b in product(blanks, repeat=2):
        for line in lines:
            yield f"if x:\n{a}y\n{b}{line}\n"
        yield f"if x:\n{a}if y:\n{b}z\n"
        yield f"{a}x\n{b}y"
        yield f"if x:\n{a}\n{b}y\nz\n"
        yield f"class C:\n{a}def f():\n{b}pass\n{a}x = = 1"
        yield f"if x:\n{a}# c\n{b}y\n"
        yield f"(\n{a}x\n{b}y)\n"
        yield f"x\n{a}\n{b}"
    ends = ["", "\n", "\r\n", "\r", "\n\n", "\n  ", "\n\t", "\\", "\\\n", "\\\r\n", "\\\r", " \\", "\\ \n", "\\x", "\\\n\n", "\\\n\\\n", "# c", "#", "\\\n# c", ";", ";\n", "; ;", "\x0c", "\n\x0c", "\x1a", "\x00", "\x00\n", "\n\x00", "\n    # c", "\n\\", "\n\\\n", "\n  \\\n", "\n  \\", " ", "\t", "\n#\\", "\n)", "\n'", "\n'''", "\n(", "\n  x", "\n  x\n y", "\n  (", "\n$"]
    starts = ["", "x", "x = 1", "x =", "x = (", "x = (1,", "(", "[1", "{1:", "'a'", "'a", "'''a", "f'{a", "f'''{a", "f'{", "if x:", "if x: y", "if x:\n  y", "if x:\n  y\nelse:", "if x:\n  if y:", "def f():", "class C:", "@a", "for x in y:", "try:", "try:\n  x", "try:\n  x\nfinally:", "with x:", "while x:", "match x:", "match x:\n  case 1:", "lambda:", "import a", "from a import", "from a import (", "from a import (b", "return", "pass", "x = 1 +", "a.", "a,", "# c", "#", ";", "\\", "async", "not", "x if y", "x\n  y", "if x:\n    y\n  z", "if x:\n\ty\n        z", "if x:\n        y\n\tz", "def f(a,\n", "f(a\nb", "f(a b", "x = [1\ny = 2", "if x:\n  (", "else:", "  x", "\\\n  x", "\tx", "\x0c  x", "type X =", "except:", "print x", "0x", "1_", "$", "x = $", "é", "’", "f(’", "if x\n  y", "if x:\n  y +", "def f(", "def f():\n  '''a", "x = {\n 'a': 1\n 'b': 2", "x = [1, 2", "{(", "({)", "[)", "((())"]
    for start, end in product(starts, ends):
        yield start + end
        yield start + end + "y = 1\n"
        if "\n" in start + end:
            text = start + end + "\nz"
            yield text.replace("\n", "\r\n")
            yield text.replace("\n", "\r")
    for start in starts:
        for tail in ("x = = 1\n", ")\n", "  y\n", "'\n", "'''\n", "else: x\n", "\n\n\ndef f():\n  x\n", "}\n", "$\n", "x = 1\n  y\n", "0x\n", "é’\n", "\\ \n", "import x\nx y\n"):
            yield start + "\n" + tail
            yield tail + start


def compounds():
    """Headers without and with what follows them."""
    headers = ["if x", "elif x", "else", "while x", "for x in y", "for x", "for x y", "with x", "with x as y", "with (x as y)", "with (x, y)", "try", "except", "except E", "except* E", "finally", "def f()", "def f", "def", "def f(", "def f() -> x", "class C", "class C()", "class", "class C[T]", "match x", "case x", "async def f()", "async for x in y", "async with x", "async x", "lambda", "lambda x", "if", "while", "for", "with", "if x = 1", "if x := 1", "if x == 1", "if (x := 1)", "while x = 1", "with x = 1", "with x as y, z as w", "with (x as y, z as w,)", "with (x as y), z", "for x in y, z", "for x in *y, z", "for x, in y", "for (x) in y", "for x in", "for in y", "def f(x): pass; def g()", "if x if y else z", "if not x", "if x and", "type X", "type X[T]", "print x", "return x", "import x", "x", "1", "x = 1", "x[1]", "f(x)", "'s'", "lambda: x", "not x", "*x", "(x", "f(x", "if (x", "if x)", "def f(x))", "class C(", "with (x", "for x in (y", "if x: y", "else if x", "elseif x", "elif", "while x do", "if x then", "switch x", "do", "def f() = 1", "def f{}", "class C {", "if (x) {", "for (x in y)", "for (int i = 0; i < n; i++)", "foreach x in y", "function f()", "unless x"]
    follows = ["", ":", ": pass", ":\n", ":\n    pass", ":\npass", ":\n\n\npass", "\n    pass", "\npass", " pass", ": # c", ":\n    # c", ":\n    # c\npass", ": x = = 1", ":\n    x = = 1", ": if y: z", ": def g(): pass", ":\n    pass\n  pass", ":\n  pass\n    pass", ";", ": ;", ":: pass", ": pass else: pass", ": pass\nelse: pass", ": pass\nelse pass", ": pass\nelif y: pass", ": pass\nelif y", ": pass\nfinally: pass", ": pass\nexcept: pass", "= 1", ": int = 1", " :\\\n pass", ", y:", " y: pass", ": pass; x = 1; y", ":\n    pass\nx", ":\n\tpass\n        x", " = 1:", ":\n  '''doc'''", ":\n  return", ": (", ": yield", ":=1", ": pass pass", ":\n    case 1: pass", ":\n    case 1:\n    pass", ":\n    case 1"]
    for header, follow in product(headers, follows):
        yield f"{header}{follow}\n"
        yield f"{header}{follow}"
        yield f"if q:\n    {header}{follow}".replace("\n", "\n    ").replace("    ", "  ") + "\n"
        yield f"try:\n  {header}{follow}\nx\n"
        yield f"if q: pass\n{header}{follow}\n"
        yield f"x = (1\n{header}{follow}\n"


def operators():
    """Two and three tokens in a row."""
    tokens = "a 1 's' f'{a}' ( ) [ ] { } , : ; . ... + - * ** / // % @ & | ^ ~ << >> < > <= >= == != <> -> := = += -= *= **= //= @= &= >>= ! $ ? ` \\ not in is and or if else for lambda await async yield from import as None True _ match case type print del return pass".split()
    for a, b in product(tokens, repeat=2):
        yield f"{a}{b}\n" if not (a.isalnum() and b.isalnum()) else f"{a} {b}\n"
        for place in ("x = {} {}", "{} {} a", "a {} {} b", "({} {})", "f(a {} {})", "x[{} {}]", "if a {} {}: pass", "a {} b {} c", "print({} {} 1)", "[a {} {} b]", "{{a {} b {}}}", "f'{{{} {}}}'"):
            yield place.format(a, b) + "\n"


def depths():
    """Around each limit of nesting."""
    pairs = [("(", ")"), ("[", "]"), ("{", "}"), ("f(", ")"), ("a[", "]"),
             ("(1, ", ")"), ("{1: ", "}"), ("[[", "]]"), ("{[(", ")]}")]
    for (a, b), n in product(pairs, (50, 90, 92, 93, 94, 95, 98, 99, 100, 101, 150, 198, 199, 200, 201, 202)):
        yield "x = " + a * n + "1" + b * n + "\n"
        yield "x = " + a * n + "\n"
        yield "x = " + a * n + "1" + b * n + " 2\n"
        yield "del " + a * n + "x" + b * n + "\n"
    for n in (18, 19, 20, 21, 22, 98, 99, 100, 101, 102):
        for head in ("if 1:", "while 1:", "for x in y:", "with x:", "try:", "def f():", "class C:", "async def f():", "if 0:", "match x:"):
            text = "".join(" " * i + head + "\n" for i in range(n))
            end = "" if head != "try:" else "".join(" " * i + "finally: pass\n" for i in reversed(range(n)))
            yield text + " " * n + "pass\n" + end
            yield text
            yield text + " " * n + "x = = 1\n" + end
            yield "def f():\n" + "".join(" " + l + "\n" for l in (text + " " * n + "pass\n" + end).splitlines())
        for head in ("for x in y", "while 1", "with x", "if 1"):
            text = "".join(" " * i + head + ":\n" for i in range(n))
            yield text + " " * n + "break\n"
            yield text + " " * n + "continue\n"
            yield text + " " * n + "return\n"
        yield "x = [" + " ".join(f"for a{i} in y" for i in range(n)) + "]\n"
        yield "x = [x " + " ".join(f"for a{i} in y" for i in range(n)) + "]\n"
        yield "x = (x " + " ".join(f"for a{i} in y" for i in range(n)) + ")\n"
        yield "async def f():\n x = [x " + " ".join(f"async for a{i} in y" for i in range(n)) + "]\n"
        yield "".join(" " * i + "try: pass\n" + " " * i + "except E:\n" for i in range(n)) + " " * n + "pass\n"
        yield "".join(" " * i + "try: pass\n" + " " * i + "finally:\n" for i in range(n)) + " " * n + "pass\n"
        yield "".join(" " * i + "try: pass\n" + " " * i + "except E as e:\n" for i in range(n)) + " " * n + "pass\n"
        yield "def f():\n" + "".join(" " * i + " try: pass\n" + " " * i + " except* E:\n" for i in range(n)) + " " * n + " pass\n"
        yield "with " + ", ".join(f"a{i}" for i in range(n)) + ": pass\n"
        yield "with " + ", ".join(f"a{i} as b{i}" for i in range(n)) + ":\n  for x in y: break\n"
        yield "async def f():\n  async with " + ", ".join(f"a{i}" for i in range(n)) + ": pass\n"
    for n in (254, 255, 256, 257, 1000):
        names = [f"a{i}" for i in range(n)]
        yield ", ".join(names) + ", *b = x\n"
        yield ", ".join(names) + ", *b, c = x\n"
        yield "*b, " + ", ".join(names) + " = x\n"
        yield "[" + ", ".join(names) + ", *b] = x\n"
        yield "for " + ", ".join(names) + ", *b in x: pass\n"
        yield "f(" + ", ".join(names) + ")\n"
        yield "f(" + ", ".join(a + "=1" for a in names) + ")\n"
        yield "def f(" + ", ".join(names) + "): pass\n"
        yield "def f(" + ", ".join(a + "=1" for a in names) + "): pass\n"
        yield "lambda " + ", ".join(names) + ": 1\n"
        yield "match x:\n    case [" + ", ".join("_" * n) + ", *b]: pass\n"
        yield "match x:\n    case [" + ", ".join(names) + "]: pass\n"
        yield "match x:\n    case C(" + ", ".join("_" * n) + "): pass\n"
        yield "match x:\n    case C(" + ", ".join(a + "=_" for a in names) + "): pass\n"
        yield "match x:\n    case {" + ", ".join(f"{i}: _" for i in range(n)) + "}: pass\n"
        yield "match x:\n    case " + " | ".join(map(str, range(n))) + ": pass\n"
        yield "class C(" + ", ".join(names) + "): pass\n"
        yield "def f[" + ", ".join(names) + "](): pass\n"
        yield "global " + ", ".join(names) + "\n"


def lines():
    """An error after, before and inside of what spans lines."""
    before = ["", "\n", "\n\n", "# c\n", "'''\n\n'''\n", "(\n\n)\n", "x = \\\n1\n", "'''a\n''' ; ", "f'''\n{a}\n'''\n", "f'''\n{\na\n}\n''' ; ", "if x:\n  y\n", "x = [\n1,\n2]; ", "\x0c\n", "'\\\n'\n", "f'\\\n'\n", "'a' \\\n'b'; ", "x = {\n# c\n1}\n", "\r\n", "\r"]
    errors = ["x = = 1", "$", "’", "0x", "1_", "'", "'''\na", "f'{", "f'{a", "f'{a b}'", "f'''\n{a b}'''", "f'''\n{a\nb}'''", "(\n$", "(\n)\n)", "(\na b)", "(a\nb)", "f(\na b\n)", "[\n1\n2]", "{\n1: 2\n3: 4}", "f(\na=1,\nb)", "f(\na for a in b,\n1)", "(\n'\n)", "\\ ", "x \\", "if x\n y", "if x:\ny", "  x", "if x:\n    y\n  z", "if x:\n\ty\n        z", "def f(a,\n a): pass", "def f(a=1,\n b): pass", "def f(\n*): pass", "return", "yield", "break", "continue", "x = 1\nglobal x", "def f():\n  x = 1\n  global x", "def f():\n  nonlocal x", "def f():\n  (\n   x)\n  global x", "class C:\n  return", "lambda: (\n yield)", "[\nawait x]", "[\n(i := 1)\nfor i in x]", "from __future__ import (\nnope)", "from __future__ import braces", "from x import (\n*)", "def f():\n  from x import *", "x = (\n1\n) = 2", "f(\n) = 1", "(\na +\nb) = 1", "(\na,\n1) = x", "del (\na,\nf())", "for (\n1) in x: pass", "with x as (\n1): pass", "(\n1 := 2)", "(\na.b\n:= 1)", "__debug__ = 1", "(a,\n__debug__) = 1", "f(\n__debug__=1)", "f(a=1,\na=2)", "'\\x'", "'''\n\\x'''", "'a'\\\n'\\x'", "('a'\n'\\x')", "b'é'", "('a'\nb'b')", "'''\n\n\\N{x}'''", "f'''\n{a}\\x'''", "1.a", "a.1", "try:\n  x\ny", "try:\n  x\nexcept:\n  y\nexcept E:\n  z", "match x:\n  case a: pass\n  case b: pass", "match x:\n  case (\n  a | b): pass", "match x:\n  case [a,\n  a]: pass", "match x:\n  case {1: 1,\n  1: 2}: pass", "class C[T,\nT]: pass", "async def f():\n  yield from x", "async def f():\n  yield\n  return 1", "*a", "(\n*a)", "print x", "print(\nx y)", "@a\nx", "@\ndef f(): pass", "else:", "else:\n  x", "x +", "(x +", "x,, y", "a: int: int", "(a,\nb): int", "a, b += 1", "(\na\n) += f(\n) = 1", "if (\na = b): pass", "f(a.b=1)", "f(\na.b=1)", "{\n**a for a in b}", "[\n*a for a in b]", "(a, b for\na in b)", "[a, b for\na in b]", "a if b", "(\na if\nb)", "import a.b as\nc", "from a import\nb", "from a import b,", "import", "def f(x):\nreturn x", "0777", "x = (0777,\n1)", "1if x else", "async x", "await", "x = $ = 1", "é’", "x = 'é' $", "x = '\xa0' 1 2", "\xa0x", "x\x00"]
    after = ["", "\n", "\ny = 1\n", "\n$\n", "\n(\n", "\n'''\n", "\n)\n", "\n  z\n"]
    for b, e, a in product(before, errors, after):
        yield b + e + a
    for e, a in product(errors, after):
        for head in ("def f():\n  ", "class C:\n  def m(self):\n    ", "if 0:\n  ", "for _ in z:\n  ", "async def f():\n  ", "try:\n  "):
            blank = head.rpartition("\n")[2]
            yield head + e.replace("\n", "\n" + blank) + a
    for e, f in product(errors, repeat=2):
        yield f"{e}\n{f}\n"
        yield f"if x:\n  {e}\n{f}\n"
        yield f"{e}; {f}\n"


TOPICS = [targets, statements, parameters, arguments, tries, patterns, words,
          prefixes, escapes, fstrings, numbers, characters, encodings, layouts,
          compounds, operators, depths, lines]


def rows(names=()):
    """Yield (topic, bytes)."""
    for topic in TOPICS:
        if names and topic.__name__ not in names:
            continue
        for text in topic():
            if isinstance(text, str):
                text = text.encode("utf-8", "surrogatepass")
            yield topic.__name__, text
