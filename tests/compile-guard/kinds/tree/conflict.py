import os


def f():
<<<<<<< HEAD
    return 1
=======
    return 2
>>>>>>> topic
