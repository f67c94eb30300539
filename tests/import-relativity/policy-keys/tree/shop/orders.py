from . import cart
from shop.cart import views
from shop import cart
