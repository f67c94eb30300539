from . import f
from shop.old import f
