from app.labs.idea import x
