"""Says what the running Python answers to the texts of a table.

    PYTHON tests/oracle/grammar_words.py tests/unit/grammar-words.tsv

Each line of the table that does not begin with a tab is a text (\\n stands for
a line end); below it are the answers of Python 3.9 to 3.14, a line for each
run of versions with the same one: the first and the last minor version, then
"ok" or the class, the line, the column (0 for none) and the message of what
compile() raises for the text's bytes. This Python's answers are put in the place of those that stand there for its
version.
"""

import sys
import warnings

OLDEST, NEWEST = 9, 14


def read_table(path):
    table = []
    with open(path, encoding="utf-8") as stream:
        for line in stream.read().splitlines():
            if not line.startswith("\t"):
                table.append((line, {}))
                continue
            first, last, answer = line[1:].split("\t", 2)
            for minor in range(int(first), int(last) + 1):
                table[-1][1][minor] = answer
    return table


def write_table(path, table):
    with open(path, "w", encoding="utf-8") as stream:
        for text, answers in table:
            stream.write(text + "\n")
            first = OLDEST
            while first <= NEWEST:
                last = first
                while (last < NEWEST and
                       answers.get(last + 1) == answers.get(first)):
                    last += 1
                if first in answers:
                    stream.write("\t%d\t%d\t%s\n" % (first, last,
                                                     answers[first]))
                first = last + 1


def answer(text):
    try:
        compile((text.replace("\\n", "\n") + "\n").encode(), "text", "exec",
                dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return "%s\t%d\t%d\t%s" % (
            type(error).__name__,
            getattr(error, "lineno", None) or 1,
            max(getattr(error, "offset", None) or 0, 0),
            getattr(error, "msg", None) or str(error))
    return "ok"


def main(path):
    warnings.simplefilter("ignore")
    table = read_table(path)
    for text, answers in table:
        answers[sys.version_info[1]] = answer(text)
    write_table(path, table)


if len(sys.argv) > 1:
    main(sys.argv[1])
