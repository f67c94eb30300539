import one.lazy
