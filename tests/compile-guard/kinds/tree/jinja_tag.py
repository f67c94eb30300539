{% if cookiecutter.debug %}
import pdb
{% endif %}
x = 1
