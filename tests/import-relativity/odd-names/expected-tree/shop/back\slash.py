from shop import a
