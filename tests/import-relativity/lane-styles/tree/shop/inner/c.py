from shop.inner.d import x
from shop.inner import d
from shop.b import y
from . import d
