"""How the sample came about: its commits, made by git fast-import.

Nothing depends on the user's configuration, the clock or the machine, so the
commit ids are the same everywhere.
"""

import os
import re
import subprocess
from collections import namedtuple

from .texts import EXECUTABLE
from .tree import MOVED_FIRST

Commit = namedtuple("Commit", "stage branch author date message")

AUTHORS = {
    "ada": "Ada Moreau <ada@example.org>",
    "ben": "Ben Okafor <ben@example.org>",
    "chen": "Chen Li <chen@example.org>",
    "dara": "Dara Novak <dara@example.org>",
}

# Seconds since the epoch, UTC. A stage is the set of file versions that the
# commit brings in (see tree.py); a merge brings in those of its branch.
COMMITS = (
    Commit("import", "main", "ada", 1756717200,  # 2025-09-01 09:00
           "Import the modules, their manifests and documents"),
    Commit("move-1", "main", "ben", 1757322000,  # 2025-09-08 09:00
           "labs: move the first half of candidate/"),
    Commit("move-2", "main", "ben", 1757667600,  # 2025-09-12 09:00
           "labs: move the rest of candidate/"),
    Commit("config", "main", "ada", 1758358800,  # 2025-09-20 09:00
           "Say which lanes are strict"),
    Commit("branch", "feature/attention-index", "chen", 1758531600,
           "attention_index: document the API"),
    Commit("main", "main", "dara", 1758618000,  # 2025-09-23 09:00
           "docs: describe the tests and map them to scenarios"),
    Commit("merge", "main", "ada", 1758704400,  # 2025-09-24 09:00
           "Merge branch 'feature/attention-index'"),
    Commit("pipelines", "main", "dara", 1759647600,  # 2025-10-05 07:00
           "feat(quality): add coverage and benchmark pipelines with ledgers"),
    Commit("scaffold", "main", "dara", 1759655100,  # 2025-10-05 09:05
           "docs(scaffold): create the documents of the five pilots"),
    Commit("test-scaffold", "main", "dara", 1759656840,  # 2025-10-05 09:34
           "test(scaffold): create the tests of the five pilots"),
    Commit("coverage", "main", "dara", 1759659120,  # 2025-10-05 10:12
           "test(coverage): collect and record coverage for 5 pilot modules"),
    Commit("faults", "main", "chen", 1759744800,  # 2025-10-06 10:00
           "bridges, hooks, feedback: wire up the experiments"),
)
BRANCH_POINT = "config"
TAG = ("v0.0.1-rc1", "coverage", "The first release candidate.")


def write_history(tree, folder):
    """Make the repository in the folder and check its last commit out."""
    _git(folder, "init", "--quiet", "--template=", "--object-format=sha1",
         "--initial-branch=main", ".")
    _git(folder, "fast-import", "--quiet", stream=_stream(tree))
    _git(folder, "reset", "--hard", "--quiet", "main")


def _git(folder, *arguments, stream=None):
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("GIT_")}
    environment.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1",
                       GIT_ATTR_NOSYSTEM="1", LC_ALL="C")
    subprocess.run(
        ("git", "-c", "core.autocrlf=false", "-c", "gc.auto=0") + arguments,
        cwd=folder, env=environment, input=stream, check=True,
        stdin=None if stream is not None else subprocess.DEVNULL)


# the stream

class _Stream:
    """Collects the commands of fast-import; equal contents are sent once."""

    def __init__(self):
        self.parts = []
        self.marks = {}

    def blob(self, data):
        """Return the mark of a blob."""
        if data not in self.marks:
            self.marks[data] = len(self.marks) + 1
            self.parts.append(b"blob\nmark :%d\n" % self.marks[data])
            self.data(data)
        return self.marks[data]

    def data(self, data):
        self.parts.append(b"data %d\n%s\n" % (len(data), data))

    def line(self, text, *values):
        self.parts.append((text % values).encode() + b"\n")


def _stream(tree):
    stream = _Stream()
    seen = {}   # commit stage -> (mark, files, the stages it can see)
    tips = {}   # branch -> stage of its last commit
    for index, commit in enumerate(COMMITS):
        parent = tips.get(commit.branch,
                          BRANCH_POINT if commit.branch != "main" else None)
        stages = {commit.stage} | (seen[parent][2] if parent else set())
        merged = "branch" if commit.stage == "merge" else None
        if merged:
            stages |= seen[merged][2]
        files = _files_of(tree, stages)
        mark = 1000000 + index
        _commit(stream, commit, mark, [seen[stage][0]
                                       for stage in (parent, merged) if stage],
                (seen[parent][1] if parent else {}, files))
        seen[commit.stage] = (mark, files, stages)
        tips[commit.branch] = commit.stage
    _tag(stream, seen)
    return b"".join(stream.parts)


def _commit(stream, commit, mark, parents, change):
    before, after = change
    changed = [(path, stream.blob(after[path])) for path in sorted(after)
               if before.get(path) != after[path]]
    stream.line("commit refs/heads/%s", commit.branch)
    stream.line("mark :%d", mark)
    for role in ("author", "committer"):
        stream.line("%s %s %d +0000", role, AUTHORS[commit.author],
                    commit.date)
    stream.data(commit.message.encode() + b"\n")
    for word, parent in zip(("from", "merge"), parents):
        stream.line("%s :%d", word, parent)
    for path in sorted(set(before) - set(after)):
        stream.line("D %s", path)
    for path, blob in changed:
        mode = "100755" if path in EXECUTABLE else "100644"
        stream.line("M %s :%d %s", mode, blob, path)


def _tag(stream, seen):
    name, stage, message = TAG
    stream.line("tag %s", name)
    stream.line("from :%d", seen[stage][0])
    stream.line("tagger %s %d +0000", AUTHORS["ada"], next(
        commit.date for commit in COMMITS if commit.stage == stage) + 60)
    stream.data(message.encode() + b"\n")


# the lane's old name

def _files_of(tree, stages):
    """Return {path: bytes}, with labs/ under its old name where it had not
    moved yet."""
    files = tree.at(stages)
    if "move-2" in stages:
        return files
    moved = MOVED_FIRST if "move-1" in stages else ()
    return {_old_path(path, moved): _old_text(path, data, moved)
            for path, data in files.items()}


def _old_path(path, moved):
    parts = path.split("/")
    if parts[0] == "labs" and parts[1] not in moved:
        parts[0] = "candidate"
    return "/".join(parts)


def _old_text(path, data, moved):
    """Write the lane's old name where data speaks of what has not moved; a
    file of the lane that has not moved itself knows no new name."""
    if b"labs" not in data:
        return data
    data = re.sub(
        rb"(?<![\w.])labs([./])([\w-]*)",
        lambda match: match.group(0) if match.group(2).decode() in moved
        else b"candidate" + match.group(1) + match.group(2), data)
    if _old_path(path, moved) != path:
        data = re.sub(rb"\b(labs|Labs)(?![A-Za-z0-9./])", b"candidate", data)
    return data
