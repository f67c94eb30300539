name = ${name}
