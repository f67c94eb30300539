from . import rates
from ..orders import total
