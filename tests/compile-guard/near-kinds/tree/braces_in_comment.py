# {{ name }}
x = = 1
