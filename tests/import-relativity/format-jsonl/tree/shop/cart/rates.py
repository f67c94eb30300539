import labs.idea
from ...far import away
