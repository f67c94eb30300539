import labs.b  # lanekeeper: ignore[lane-boundary, import-cycle]
x = 1  # lanekeeper: ignore[lane-boundary]
