def f():
    import app.labs.idea
