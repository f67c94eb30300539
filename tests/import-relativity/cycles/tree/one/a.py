import two.a
