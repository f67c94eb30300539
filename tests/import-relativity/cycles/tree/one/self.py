import one.other
