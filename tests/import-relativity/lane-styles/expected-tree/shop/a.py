from shop import b
