import one.a
