# coding: hz
x = 1
