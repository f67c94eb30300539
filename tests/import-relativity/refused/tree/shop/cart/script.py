try:
    from .rates import RATES
except ImportError:
    from rates import RATES
