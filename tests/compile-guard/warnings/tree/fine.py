x = 1 if y is None else 2
assert (x == 1)
name = r"\d"
