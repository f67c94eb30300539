__package__ = "x"
import_module(".a", __package__)
import_module("shop.a")
