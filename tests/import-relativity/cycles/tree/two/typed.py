import one.typed
