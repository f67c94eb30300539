from . import rates
from ..orders import total
from .. import cart
import shop.orders
from os import path
