"""Ask CPython and our library what they say of texts, many at a time.

A judge is a process that answers each text, which is bytes. An answer of
CPython's is None or [class, message, line, offset]. Ours has one for each version
that was asked about: [recognizer, verdict, class, message, line], the first
two "ok", "error" or "unknown".
"""

import json
import shlex
import subprocess
import tempfile

PROBE = r"""
import json, signal, sys, warnings
warnings.simplefilter("ignore")
alarm = getattr(signal, "alarm", lambda seconds: None)  # ends the process

def judge(source):
    try:
        compile(source, "x", "exec", dont_inherit=True)
        return None
    except SyntaxError as error:
        return [type(error).__name__, error.msg, error.lineno, error.offset]
    except Exception as error:
        return [type(error).__name__, str(error), None, None]

print(sys.version_info[1], flush=True)
while True:
    line = sys.stdin.buffer.readline()
    if not line:
        break
    text = sys.stdin.buffer.read(int(line))
    alarm(20)
    answer = judge(text)
    alarm(0)
    print(json.dumps(answer), flush=True)
"""

BATCH = 50  # their answers fit into a pipe

# What ended the interpreter or lies in its resources says nothing of a text.
DIED = ["Died", "", None, None]
UNRELIABLE = ("Died", "MemoryError", "RecursionError", "SystemError")


class Judge:
    n_lines = 1  # of an answer

    def __init__(self, command):
        self.command = command
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)

    def ask(self, texts):
        """The answers to the texts, in their order."""
        answers = []
        for i in range(0, len(texts), BATCH):
            answers += self.ask_batch(texts[i:i + BATCH])
        return answers

    def ask_batch(self, texts):
        try:
            for text in texts:
                self.process.stdin.write(self.head(text) + text)
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        answers = []
        for i, text in enumerate(texts):
            lines = [self.process.stdout.readline()
                     for _ in range(self.n_lines)]
            if not lines[-1]:
                self.process.kill()
                self.process.wait()
                self.start()
                return answers + [self.when_dead()] + self.ask(texts[i + 1:])
            answers.append(self.read(lines))
        return answers


class CPython(Judge):
    """An interpreter: a command that runs the file named after it."""

    def __init__(self, command):
        self.file = tempfile.NamedTemporaryFile("w", suffix=".py")
        self.file.write(PROBE)
        self.file.flush()
        super().__init__([*shlex.split(command), self.file.name])

    def start(self):
        super().start()
        self.minor = int(self.process.stdout.readline())

    def head(self, text):
        return b"%d\n" % len(text)

    def read(self, lines):
        return json.loads(lines[0])

    def when_dead(self):
        return DIED


class Ours(Judge):
    """dump-verdicts, asked about several versions."""

    def __init__(self, dump, minors):
        self.minors = " ".join(map(str, minors)).encode()
        self.n_lines = len(minors)
        super().__init__([dump])

    def head(self, text):
        return b"%d %s\n" % (len(text), self.minors)

    def read(self, lines):
        return [json.loads(line) for line in lines]

    def when_dead(self):
        return [["error", "died", None, None, None]] * self.n_lines


def is_unknown(ours, theirs):
    return (ours[1] == "unknown"
            or theirs is not None and theirs[0] in UNRELIABLE)


def difference(ours, theirs, with_words=False):
    """What of our answer is wrong: None if nothing is."""
    verdict = "ok" if theirs is None else "error"
    if theirs and theirs[0] in UNRELIABLE:
        return None
    if ours[1] != verdict and ours[1] != "unknown":
        return "verdict"
    if ours[0] != verdict and ours[0] != "unknown":
        return "recognizer"
    if not with_words or theirs is None or ours[1] == "unknown":
        return None
    theirs_line = max(theirs[2] or 1, 1)
    for part, a, b in zip(("class", "message", "line"), ours[2:],
                          [*theirs[:2], theirs_line]):
        if a != b:
            return part
    return None
