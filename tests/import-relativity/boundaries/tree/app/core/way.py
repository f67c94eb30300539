from ..bridge import x
