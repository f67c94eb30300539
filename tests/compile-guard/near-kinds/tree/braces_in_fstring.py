text = f"{{ {name} }}"
x = = 1
