# -*- coding: latin-1 -*-
from shop.cart import rates  # café
