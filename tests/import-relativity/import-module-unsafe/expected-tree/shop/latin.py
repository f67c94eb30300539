# coding: latin-1
import_module(".é", "shop")
