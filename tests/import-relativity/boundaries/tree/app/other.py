import app.core.direct
