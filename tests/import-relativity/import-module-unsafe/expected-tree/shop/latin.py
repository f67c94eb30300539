# coding: latin-1
import_module("shop.é")
