from ... import orders
