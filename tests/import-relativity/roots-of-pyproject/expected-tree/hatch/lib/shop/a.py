from shop import rates
