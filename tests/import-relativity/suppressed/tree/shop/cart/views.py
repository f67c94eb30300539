from . import rates  # noqa: TID252
from ..orders import (  # lanekeeper: ignore[relative-import]
    total,
)
from . import rates  # noqa
import os  # lanekeeper: ignore[relative-import]
import re  # noqa: F401
