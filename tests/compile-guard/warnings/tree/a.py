assert (total, "text")
if total is 1:
    pass
name = "\d"
price = "text"(1)
value = [1, 2][3, 4]
