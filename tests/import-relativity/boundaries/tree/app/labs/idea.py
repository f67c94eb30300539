import app.core.direct
x = 1
