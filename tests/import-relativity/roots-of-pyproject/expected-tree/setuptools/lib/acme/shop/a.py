from acme import rates
