from . import rates
def (:
