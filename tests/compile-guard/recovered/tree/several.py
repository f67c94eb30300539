x = (1 + 2))
y = 3
z = = 4


def f(a b):
    return a


class A
    pass


w = [1, 2
