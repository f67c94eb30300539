import labs.b  # lanekeeper: ignore[lane-boundary] until spring
