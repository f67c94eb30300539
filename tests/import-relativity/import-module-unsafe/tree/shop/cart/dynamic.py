import importlib
from importlib import import_module

import_module(".rates", __package__)
importlib.import_module('..orders', package=__package__)
importlib.import_module(".x", "shop.cart")
importlib.import_module(
    ".y",  # a comment
    __package__,
)
import_module("...far", __package__)
import_module(".z", __name__)
import_module(name, __package__)
import_module("shop.cart", __package__)
import_module(".é", "shop")
