import shop.cart.views
