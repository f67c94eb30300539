from . import trial
