assert (1, "text")
