from labs import b, c, d
import labs.b, labs.c
