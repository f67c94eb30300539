#!/usr/bin/env python3
from shop.cart import rates
from shop.orders import total
from shop import cart
import shop.orders
from os import path
