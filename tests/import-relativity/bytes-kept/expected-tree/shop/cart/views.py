# café
from shop.cart import rates
import os
if 1:
	from	shop.orders import total # 	kept
last = 1