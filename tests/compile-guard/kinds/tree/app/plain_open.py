total = (1 + 2


def g():
    return total
