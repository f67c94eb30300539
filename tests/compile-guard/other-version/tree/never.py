def f(async):
    pass
