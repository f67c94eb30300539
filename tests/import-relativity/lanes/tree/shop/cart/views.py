import common.bridge
from labs import trial
