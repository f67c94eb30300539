import os


def f():
<<<<<<< ours
    return 1
||||||| base
    return 0
=======
    return 2
>>>>>>> theirs


class A:
<<<<<<< ours
    b = 1
=======
    b = 2
>>>>>>> theirs
