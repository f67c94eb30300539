import_module(".a", "shop.cart")
