key = lambda (a, b): a
