import sys
print "usage"
