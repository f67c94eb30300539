# Shop

The shop is where things are sold. To start it:

```
python -m shop
```

- It has a cart.
- It has orders.
