import_module("shop.cart.a")
