from shop.cart import rates
from shop.orders import total
