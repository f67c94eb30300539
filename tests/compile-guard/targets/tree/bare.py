try:
    total = 1
except KeyError, ValueError:
    total = 0
