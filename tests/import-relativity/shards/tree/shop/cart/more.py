import common.bridge
from ..orders import *
