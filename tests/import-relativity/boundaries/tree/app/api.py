"é"; from .labs import idea
