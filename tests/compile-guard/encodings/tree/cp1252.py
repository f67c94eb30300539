# coding: cp1252
price = "€ = ("
total = (
