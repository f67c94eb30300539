from . import y
