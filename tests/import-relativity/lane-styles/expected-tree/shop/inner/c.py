from .d import x
from . import d
from shop.b import y
from . import d
