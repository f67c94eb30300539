text = ur"a"
