text = `1`
