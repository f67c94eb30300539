import one.self
