raise ValueError("a, b")
x = = 1
