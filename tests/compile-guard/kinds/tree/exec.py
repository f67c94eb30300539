exec code in {}
