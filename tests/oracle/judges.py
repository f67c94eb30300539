"""Ask CPython and the recognizer whether texts are Python, many at a time.

A judge is a process that answers each text, which is bytes. An answer of
CPython's is None or [class, message, line]; one of the recognizer's is
[status, offset, message] for each version that it was asked about.
"""

import json
import shlex
import subprocess
import tempfile

PROBE = r"""
import json, sys, warnings
warnings.simplefilter("ignore")

def judge(source):
    try:
        compile(source, "x", "exec", dont_inherit=True)
        return None
    except SyntaxError as error:
        return [type(error).__name__, error.msg, error.lineno]
    except Exception as error:
        return [type(error).__name__, str(error), None]

print(sys.version_info[1], flush=True)
while True:
    line = sys.stdin.buffer.readline()
    if not line:
        break
    answer = judge(sys.stdin.buffer.read(int(line)))
    print(json.dumps(answer), flush=True)
"""

BATCH = 50  # their answers fit into a pipe

# What ended the interpreter or lies in its resources says nothing of a text.
DIED = ["Died", "", None]
UNRELIABLE = ("Died", "MemoryError", "RecursionError", "SystemError")

RECOGNIZED, NOT_PYTHON, UNDECIDED = range(3)


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


class Recognizer(Judge):
    """dump-verdicts, asked about several versions."""

    def __init__(self, dump, minors):
        self.minors = " ".join(map(str, minors)).encode()
        self.n_lines = len(minors)
        super().__init__([dump])

    def head(self, text):
        return b"%d %s\n" % (len(text), self.minors)

    def read(self, lines):
        answers = []
        for line in lines:
            words = line.decode().rstrip("\n").split(" ", 2)
            answers.append([int(words[0]), int(words[1]), words[2]])
        return answers

    def when_dead(self):
        raise SystemExit("dump-verdicts died")


def is_different(ours, theirs):
    """Does the recognizer contradict CPython?"""
    if ours[0] == UNDECIDED or theirs and theirs[0] in UNRELIABLE:
        return False
    return (ours[0] == RECOGNIZED) != (theirs is None)
