"""Every form that a relative import can be written in."""
from . import rates
from .. import (orders as o, cart)  # a comment
from .rates import *
from ..orders import total; from .rates import RATES
from\
    . rates \
    import RATES
from.rates import(RATES)
from ... shop import orders
try:
    from .rates import (
        RATES,  # kept
    )
except ImportError:
    RATES = None


def late():
    if True:
        from ..orders import total
    return total
