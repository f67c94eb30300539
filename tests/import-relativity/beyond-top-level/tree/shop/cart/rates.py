RATES = {}
