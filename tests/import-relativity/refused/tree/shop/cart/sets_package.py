__package__ = "shop.cart"
from . import rates
