"""Choices that are the same on every machine and Python version.

A choice is a pure function of its key: nothing is drawn from a stream, so a
file that is added to the sample changes no other file.
"""

import hashlib


def number(limit, *key):
    """Return a number from 0 to limit - 1 for the key."""
    text = "\0".join(str(part) for part in key)
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:8], "big") % limit


def pick(options, *key):
    """Return one of the options."""
    return options[number(len(options), *key)]


def chance(percent, *key):
    """Return True for that share of all keys."""
    return number(100, *key) < percent


def some(options, count, *key):
    """Return count of the options, or all there are, in a mixed order."""
    rest = list(options)
    return [rest.pop(number(len(rest), "some", i, *key))
            for i in range(min(count, len(rest)))]


def identifier(length, *key):
    """Return a string of hexadecimal digits."""
    text = "\0".join(str(part) for part in key)
    return hashlib.sha256(text.encode()).hexdigest()[:length]
