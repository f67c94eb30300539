def total(orders):
    """The sum."""
    return sum(
        order.price
        for order in