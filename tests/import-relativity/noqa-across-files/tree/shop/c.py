import labs.b
