text = """
<<<<<<< HEAD
a
=======
b
>>>>>>> topic
"""
x = = 1
