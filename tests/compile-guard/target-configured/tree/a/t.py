type Price = int
