import shop.d  # noqa: import-cycle
