# café
from . import rates
import os
if 1:
	from	..	orders import total # 	kept
last = 1