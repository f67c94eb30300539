from .pier import x
