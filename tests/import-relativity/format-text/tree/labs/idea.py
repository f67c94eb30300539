x = "é"; from .b import c
