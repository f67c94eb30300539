import importlib
from importlib import import_module

import_module("shop.cart.rates")
importlib.import_module('shop.orders')
importlib.import_module("shop.cart.x")
importlib.import_module(
    ".y",  # a comment
    __package__,
)
import_module("...far", __package__)
import_module(".z", __name__)
import_module(name, __package__)
import_module("shop.cart", __package__)
import_module("shop.é")
