import two.b
