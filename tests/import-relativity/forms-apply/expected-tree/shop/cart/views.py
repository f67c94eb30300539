"""Every form that a relative import can be written in."""
from shop.cart import rates
from shop import (orders as o, cart)  # a comment
from shop.cart.rates import *
from shop.orders import total; from shop.cart.rates import RATES
from\
    shop.cart.rates \
    import RATES
from shop.cart.rates import(RATES)
from ... shop import orders
try:
    from shop.cart.rates import (
        RATES,  # kept
    )
except ImportError:
    RATES = None


def late():
    if True:
        from shop.orders import total
    return total
