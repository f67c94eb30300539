import app.core.direct
import app.other
import json
