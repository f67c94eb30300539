from .a import b  # noqa: TID252
