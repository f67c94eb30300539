from . import rates
from ..orders import total
from importlib import import_module
import_module(".rates", __package__)
