text = "{{ name }} {% if x %}"
x = = 1
