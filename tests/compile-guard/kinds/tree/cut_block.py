import os


def total(orders):
