import sys
print >>sys.stderr, "a", "b"
try:
    pass
except ValueError, error:
    pass
