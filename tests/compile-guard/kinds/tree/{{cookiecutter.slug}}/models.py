class {{ cookiecutter.name }}(object):
    pass
