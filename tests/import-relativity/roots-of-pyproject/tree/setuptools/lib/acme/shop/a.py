from .. import rates
