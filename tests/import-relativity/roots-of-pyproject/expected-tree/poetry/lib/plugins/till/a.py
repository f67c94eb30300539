from till import rates
