#!/usr/bin/env python3
"""Compare our verdicts with those of CPython on systematic texts.

    hunt.py --dump tests/unit/dump-verdicts [--python COMMAND]...
            [--rows TOPIC]... [--suite FOLDER]...

The texts are the rows of rows.py, of the TOPICs or of all, or what stands in
CPython's tests below the FOLDERs (suite_texts.py). COMMAND and what is printed
are those of mutants.py: the kinds of difference in verdict, class, message
and line. Exits 1 if there is a difference.
"""

import argparse
import sys
from itertools import islice

from mutants import ROUND, Campaign
from rows import rows
from suite_texts import folder_texts


def texts(options):
    for folder in options.suite:
        yield from folder_texts(folder)
    if options.rows or not options.suite:
        for _, text in rows(options.rows):
            yield text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", required=True)
    parser.add_argument("--python", action="append", default=[])
    parser.add_argument("--rows", action="append", default=[])
    parser.add_argument("--suite", action="append", default=[])
    options = parser.parse_args()

    campaign = Campaign(options.dump, options.python or [sys.executable],
                        True)
    stream = texts(options)
    while batch := list(islice(stream, ROUND)):
        campaign.run(batch)
    campaign.report()
    return bool(campaign.kinds)


if __name__ == "__main__":
    sys.exit(main())
