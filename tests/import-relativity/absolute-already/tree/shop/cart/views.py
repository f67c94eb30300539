from shop.cart import rates
import shop.orders
TEXT = "from . import rates"  # from . import rates
