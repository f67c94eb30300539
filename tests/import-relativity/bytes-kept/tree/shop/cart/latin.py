# -*- coding: latin-1 -*-
from . import rates  # café
