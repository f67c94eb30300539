from . import a
from . import b  # noqa
from . import c  # noqa: TID252
from . import d  # NOQA:tid252,E501
from . import e  # noqa: relative-import
from . import f  # noqa: E501
from . import g  # lanekeeper: ignore[relative-import] for the old API
from . import h  # lanekeeper: ignore
from . import (  # noqa: TID252
    i,
    j,
)
import os  # noqa: TID252
k = 1  # lanekeeper: ignore[lane-boundary]
