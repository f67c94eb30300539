x = = 1  # noqa: syntax-error
y = = 2  # lanekeeper: ignore[syntax-error-recovered]
