text = t"a"
other = t"b"
more = t"c"
