"""A module that has a long text at its head.

It goes on and on, with many words that make sentences.
And one line more of words that follow each other.
"""
x = = 1
