from .labs.idea import x
