from .... import orders
