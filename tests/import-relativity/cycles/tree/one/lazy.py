def f():
    import two.lazy
