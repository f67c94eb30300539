def total(orders):
    """The sum of all the ord