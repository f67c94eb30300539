"""The pieces that the sample's Python files are put together from.

A template is one function or class. $name is its own name, $noun and $adj
are words ($a_noun and $an_adj with their article), $n is 16 to 79, $k is 2 to
9, $p is 1 to 9. Its checks are
expressions that hold for every such choice: they become the unit tests.

kind says how other code may call it: "text" (str -> str), "number" (float ->
float), "series" (list of float -> float), "class" (not called by others).
A straight template has a body that its checks run to the last line, and only
statements that every version of coverage.py counts alike.
"""

from collections import namedtuple

Template = namedtuple("Template", "kind straight needs text checks")

TEMPLATES = (
    Template("text", True, (), '''\
def $name(text: str, limit: int = $n) -> str:
    """Return the text of $a_noun in lower case, at most $n characters."""
    cleaned = " ".join(text.split())
    return cleaned[:limit].lower()
''', ('$name("  Two   Words ") == "two words"',)),

    Template("text", True, (), '''\
def $name(text: str, shown: int = $k) -> str:
    """Hide all but the first $k characters of $a_noun."""
    visible = text[:shown]
    hidden = "*" * max(0, len(text) - shown)
    return visible + hidden
''', ('$name("ab" * $n) == ("ab" * $n)[:$k] + "*" * (2 * $n - $k)',)),

    Template("text", True, (), '''\
def $name(text: str) -> str:
    """Append a check digit to the key of $an_adj $noun."""
    total = 0
    for position, letter in enumerate(text, start=1):
        total += position * ord(letter)
    return f"{text}-{total % $n:02d}"
''', ('$name("a") == f"a-{97 % $n:02d}"',)),

    Template("text", False, (), '''\
def $name(text: str) -> str:
    """Turn the spelling of $a_noun into its canonical form."""
    match text.split():
        case []:
            return "empty"
        case [only]:
            return only.lower()
        case [first, *rest] if len(rest) < $k:
            return "-".join([first, *rest]).lower()
        case _:
            return f"$noun:{len(text)}"
''', ('$name("") == "empty"', '$name("A B") == "a-b"')),

    Template("text", False, (("re", None),), '''\
def $name(text: str) -> str:
    """Give $an_adj $noun a name that is safe in a path."""
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return slug[:$n] or "$noun"
''', ('$name("A  b/c") == "a-b-c"', '$name("??") == "$noun"')),

    Template("number", True, (), '''\
def $name(value: float, low: float = 0.$p, high: float = $n.0) -> float:
    """Keep the weight of $a_noun between its bounds."""
    bounded = min(high, value)
    return max(low, bounded)
''', ('$name(1000.0) == $n.0', '$name(-1.0) == 0.$p')),

    Template("number", True, (), '''\
def $name(value: float, steps: int = $k) -> float:
    """Let the strength of $an_adj $noun fade over $k steps."""
    strength = value
    for step in range(steps):
        strength = strength - strength / (step + 2)
    return round(strength, 6)
''', ('$name(0.0) == 0.0', '0.0 < $name(1.0) < 1.0')),

    Template("number", False, (), '''\
def $name(value: float) -> float:
    """Sort $a_noun into one of four $adj bands."""
    if value < $k:
        return 0.0
    if value < $n:
        return 1.0
    if value < $n * 10:
        return 2.0
    return 3.0
''', ('$name(0.5) == 0.0', '$name($n * 10.0) == 3.0')),

    Template("number", False, (("math", None),), '''\
def $name(value: float) -> float:
    """Squash the score of $a_noun into the range 0 to 1."""
    if math.isnan(value):
        raise ValueError("the score of $a_noun is not a number")
    return 1.0 / (1.0 + math.exp(-value / $k))
''', ('$name(0.0) == 0.5', '$name($n) > 0.5')),

    Template("series", True, (), '''\
def $name(values: list) -> float:
    """Return the span of the values of $a_noun."""
    ordered = sorted(values)
    return float(ordered[-1] - ordered[0])
''', ('$name([$n, 1, $k]) == $n - 1.0',)),

    Template("series", True, (), '''\
def $name(values: list) -> float:
    """Smooth the readings of $an_adj $noun and return the last level."""
    level = float(values[0])
    for value in values[1:]:
        level += 0.$p * (value - level)
    return round(level, 6)
''', ('$name([$k, $k, $k]) == $k.0',)),

    Template("series", False, (("collections", "deque"),), '''\
def $name(values: list) -> float:
    """Return the best mean of $k neighbouring values of $a_noun."""
    window: deque[float] = deque(maxlen=$k)
    best = float("-inf")
    for value in values:
        window.append(value)
        if len(window) == $k:
            best = max(best, sum(window) / $k)
    return best
''', ('$name([1.0] * $n) == 1.0', '$name([]) == float("-inf")')),

    Template("class", True, (), '''\
class $name:
    """Collects the readings of one $adj $noun."""

    capacity = $n

    def __init__(self, label: str = "$noun") -> None:
        self.label = label
        self.readings = []

    def add(self, reading: float) -> int:
        """Keep the reading and say how many there are."""
        self.readings.append(reading)
        self.readings = self.readings[-self.capacity:]
        return len(self.readings)

    def mean(self) -> float:
        """Return the mean of what is kept."""
        total = sum(self.readings)
        return total / max(1, len(self.readings))
''', ('$name().add($k) == 1', '$name().mean() == 0.0')),

    Template("class", False, (("dataclasses", "dataclass"),), '''\
@dataclass(frozen=True)
class $name:
    """One $adj $noun as the journal keeps it."""

    key: str
    weight: float = 0.$p
    labels: tuple[str, ...] = ()

    def heavier(self, factor: float) -> "$name":
        """Return a copy with the weight multiplied."""
        return $name(self.key, self.weight * factor, self.labels)

    def __str__(self) -> str:
        return f"{self.key} ({self.weight:.${k}f})"
''', ('$name("a").heavier(0).weight == 0', 'str($name("a")).startswith("a (")')),

    Template("class", False, (("enum", "Enum"),), '''\
class $name(Enum):
    """How far $a_noun has come."""

    NEW = "new"
    OPEN = "open"
    DONE = "done"

    @classmethod
    def from_text(cls, text: str) -> "$name":
        """Read a state; what is unknown counts as new."""
        try:
            return cls(text.strip().lower())
        except ValueError:
            return cls.NEW
''', ('$name.from_text(" Open ") is $name.OPEN',
      '$name.from_text("?") is $name.NEW')),

    Template("class", False, (("collections.abc", "Iterator"),
                              ("dataclasses", "dataclass"),
                              ("dataclasses", "field")), '''\
@dataclass
class $name:
    """Keeps each $noun under its key, in the order of arrival."""

    entries: dict[str, float] = field(default_factory=dict)
    limit: int = $n

    def put(self, key: str, value: float) -> bool:
        """Store a value; False when the store is full."""
        if key not in self.entries and len(self.entries) >= self.limit:
            return False
        self.entries[key] = value
        return True

    def above(self, bound: float) -> Iterator[str]:
        """Yield the keys whose value is above the bound."""
        for key, value in self.entries.items():
            if value > bound:
                yield key
''', ('$name().put("a", 1.0)', 'list($name({"a": 2.0}).above(1.0)) == ["a"]',
      'not $name(limit=0).put("a", 1.0)')),

    Template("class", False, (("typing", "Protocol"),), '''\
class $name(Protocol):
    """What a source of $an_adj $noun has to offer."""

    def read(self, key: str) -> float: ...

    def close(self) -> None: ...
''', ('$name is not None',)),

    Template("class", False, (("contextlib", "contextmanager"),
                              ("collections.abc", "Iterator")), '''\
@contextmanager
def $name(log: list[str]) -> Iterator[list[str]]:
    """Note in the log when the work on $a_noun begins and ends."""
    log.append("begin $noun")
    try:
        yield log
    finally:
        log.append("end $noun")
''', ('callable($name)',)),

    Template("class", False, (("asyncio", None),), '''\
async def $name(values: list[float], pause: float = 0.0) -> float:
    """Add up the values of $a_noun without holding up the loop."""
    total = 0.0
    for value in values:
        await asyncio.sleep(pause)
        total += value
    return total
''', ('callable($name)',)),
)

# How a function of another file is put to use; $call is how it is reached.
CALLERS = {
    "text": '''\
def $name(items: list) -> list:
    """Apply it to each $adj $noun."""
    return [$call(item) for item in items]
''',
    "number": '''\
def $name(values: list) -> float:
    """Add up what it makes of each $noun."""
    total = 0.0
    for value in values:
        total += $call(value)
    return total
''',
    "series": '''\
def $name(left: list, right: list) -> float:
    """Compare two rows of readings of $a_noun."""
    return $call(left) - $call(right)
''',
}
