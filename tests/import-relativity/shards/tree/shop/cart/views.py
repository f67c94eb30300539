import common.bridge
