from {{ cookiecutter.slug }} import app
