from . import a
x = = 1
