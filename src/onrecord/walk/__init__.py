"""The order of the rooms, and the choice of engines."""
