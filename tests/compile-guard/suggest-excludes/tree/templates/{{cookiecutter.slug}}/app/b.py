from {{ cookiecutter.slug }} import x
