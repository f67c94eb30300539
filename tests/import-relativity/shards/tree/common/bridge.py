from labs import idea
from shop.cart import views
