x = 1  # noqa: syntax-error
