from labs import idea
