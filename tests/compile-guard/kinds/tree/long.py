size = 10L
