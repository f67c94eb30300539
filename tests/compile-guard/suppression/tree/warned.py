assert (1, "text")  # noqa: syntax-warning
